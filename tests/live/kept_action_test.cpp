#include <gtest/gtest.h>

#include "schemagen/base/diagnostic.h"
#include "schemagen/base/error.h"
#include "schemagen/migration/folder.h"
#include "support/golden_case.h"
#include "support/live_proof.h"
#include "support/pg_server.h"

// A foreign key that goes acts until contract as it did, whoever writes to the referenced table.
namespace schemagen::tests {
namespace {

dsl::Declaration declared(const std::string& text) {
  return declaration_of("schemagen = 1\ndialect = \"postgresql\"\n" + text);
}

const std::string kUsers =
    "[table.users.columns]\nid = { type = \"integer\", pk = true }\nname = \"text?\"\n";
const std::string kNotes = "[table.notes.columns]\nid = { type = \"integer\", pk = true }\n";
const std::string kTree = "[table.tree.columns]\nid = { type = \"integer\", pk = true }\n";

class KeptAction : public testing::Test {
 protected:
  void SetUp() override {
    const std::string key =
        ", references = \"users(id)\", on_delete = \"cascade\", on_update = \"cascade\" }\n";
    const std::string self =
        ", references = \"tree(id)\", on_delete = \"cascade\", on_update = \"cascade\" }\n";
    const dsl::Declaration before = declared(kUsers + kNotes + "user_id = { type = \"integer?\"" + key +
                                             kTree + "parent = { type = \"integer?\"" + self);
    const dsl::Declaration after =
        declared(kUsers + kNotes + "user_id = \"integer?\"\n" + kTree + "parent = \"integer?\"\n");
    create_schema(*database_, before.schema);
    database_->execute("INSERT INTO users VALUES (1), (2), (3)");
    database_->execute("INSERT INTO notes VALUES (1, 1), (2, 2), (3, NULL)");
    database_->execute("INSERT INTO tree VALUES (1, NULL), (2, 1), (3, 2), (4, 4), (5, NULL)");
    migration_ =
        migration_of(before.schema, after, plan_between(before.schema, after, database_->target()).plan);
    run(plan::Phase::expand);
  }

  void run(plan::Phase phase) {
    db::run_script(*database_, migration::render_phase(migration_, phase), plan::to_string(phase));
  }

  std::string rows(const std::string& query) {
    std::string text;
    for (const db::Row& row : database_->execute(query))
      for (const db::Cell& cell : row) text += (cell ? *cell : "NULL") + " ";
    return text;
  }

  std::unique_ptr<db::Database> database_ = fresh_postgres();
  migration::Migration migration_;
};

TEST_F(KeptAction, RowsOfTheNewApplicationNeedNoParent) {
  EXPECT_NO_THROW(database_->execute("INSERT INTO notes VALUES (9, 99)"));
}

TEST_F(KeptAction, FollowsDeleteAndUpdateOfAWriterWithoutRightsOnTheRows) {
  database_->execute("CREATE ROLE kept_action_writer");
  database_->execute("GRANT SELECT, DELETE, UPDATE ON users TO kept_action_writer");
  database_->execute("SET ROLE kept_action_writer");
  database_->execute("DELETE FROM users WHERE id = 1");
  database_->execute("UPDATE users SET id = 20, name = 'x' WHERE id = 2");
  database_->execute("UPDATE users SET id = 3 WHERE id = 3");
  database_->execute("RESET ROLE");
  EXPECT_EQ(rows("SELECT id, user_id FROM notes ORDER BY id"), "2 20 3 NULL ");
  database_->execute("DROP OWNED BY kept_action_writer");
  database_->execute("DROP ROLE kept_action_writer");
}

TEST_F(KeptAction, FollowsAChainInOneTable) {
  database_->execute("DELETE FROM tree WHERE id = 1");
  database_->execute("UPDATE tree SET id = 40 WHERE id = 4");
  EXPECT_EQ(rows("SELECT id, parent FROM tree ORDER BY id"), "5 NULL 40 40 ");
}

TEST_F(KeptAction, EndsWithContract) {
  run(plan::Phase::contract);
  database_->execute("DELETE FROM users WHERE id = 1");
  EXPECT_EQ(rows("SELECT id FROM notes ORDER BY id"), "1 2 3 ");
  EXPECT_EQ(rows("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"), "");
  EXPECT_EQ(rows("SELECT proname FROM pg_proc WHERE proname LIKE '\\_sg\\_%'"), "");
}

TEST_F(KeptAction, UndoProvesTheKeyOnlyWhenRowsPermit) {
  database_->execute("INSERT INTO notes VALUES (9, 99)");
  run_undo(*database_, migration_);
  EXPECT_EQ(rows("SELECT conname, convalidated FROM pg_constraint WHERE contype = 'f' ORDER BY 1"),
            "notes_user_id_fkey f tree_parent_fkey t ");
  database_->execute("DELETE FROM users WHERE id = 1");
  EXPECT_EQ(rows("SELECT id FROM notes ORDER BY id"), "2 3 9 ");
}

}  // namespace
}  // namespace schemagen::tests
