#include <gtest/gtest.h>

#include "schemagen/app/planning.h"
#include "schemagen/base/diagnostic.h"
#include "schemagen/base/error.h"
#include "schemagen/migration/folder.h"
#include "support/golden_case.h"
#include "support/live_proof.h"
#include "support/pg_server.h"

// What CREATE UNIQUE INDEX CONCURRENTLY leaves behind when it meets duplicates.
namespace schemagen::tests {
namespace {

dsl::Declaration declared(const std::string& rest) {
  return declaration_of(
      "schemagen = 1\ndialect = \"postgresql\"\n[table.users.columns]\n"
      "id = { type = \"bigint\", pk = true }\n" +
      rest);
}

const std::string kMail = "mail = \"text\"\n";
const std::string kIndex = kMail + "[table.users.indexes]\nusers_mail = { on = [\"mail\"], unique = true }\n";
const std::string kConstraint = kMail + "[table.users.uniques]\nusers_mail = [\"mail\"]\n";

class InvalidIndex : public testing::Test {
 protected:
  void start(const std::string& before) {
    create_schema(*database_, declared(before).schema);
    database_->execute("INSERT INTO users (id, mail) VALUES (1, 'a'), (2, 'b')");
  }

  void leave_invalid(const std::string& name, const std::string& column) {
    database_->execute("UPDATE users SET mail = 'a'");
    EXPECT_THROW(
        database_->execute("CREATE UNIQUE INDEX CONCURRENTLY " + name + " ON users (" + column + ")"),
        base::Error);
    database_->execute("UPDATE users SET mail = id::text");
    EXPECT_EQ(invalid(), name + " ");
  }

  std::string invalid() {
    std::string names;
    for (const db::Row& row : database_->execute("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT "
                                                 "indisvalid AND indrelid = 'users'::regclass"))
      names += row.at(0).value_or("") + " ";
    return names;
  }

  void run(const migration::Migration& migration, plan::Phase phase) {
    const std::string script = migration::render_phase(migration, phase);
    if (!script.empty()) db::run_script(*database_, script, plan::to_string(phase));
  }

  std::vector<diff::Change> difference(const std::string& after) {
    const auto oracle = [this](const std::vector<diff::Doubt>& doubts, const model::Schema& schema) {
      return database_->settle(doubts, schema);
    };
    return app::find_difference(database_->introspect(), declared(after).schema, {}, oracle, app::choose_none)
        .changes.changes;
  }

  migration::Migration migration(const std::string& before, const std::string& after) {
    const model::Schema schema = declared(before).schema;
    return migration_of(schema, declared(after),
                        plan_between(schema, declared(after), database_->target()).plan);
  }

  void run_all(const migration::Migration& migration) {
    for (const plan::Phase phase : {plan::Phase::expand, plan::Phase::migrate, plan::Phase::contract})
      run(migration, phase);
  }

  std::unique_ptr<db::Database> database_ = fresh_postgres();
};

TEST_F(InvalidIndex, IsRepairedWhenTheFileIsRunAgain) {
  for (const std::string& after : {kIndex, kConstraint}) {
    database_ = fresh_postgres();
    start(kMail);
    leave_invalid("users_mail", "mail");
    run_all(migration(kMail, after));
    EXPECT_EQ(invalid(), "");
    EXPECT_TRUE(difference(after).empty());
  }
}

TEST_F(InvalidIndex, BesideTheOldFormIsRepairedToo) {
  const std::string before = kMail + "code = { type = \"integer?\", unique = true }\n";
  const std::string after = kMail + "code = { type = \"bigint?\", unique = true }\n";
  start(before);
  const migration::Migration change = migration(before, after);
  run(change, plan::Phase::expand);
  leave_invalid("_sg_20260101000000_new_users_code_key", "mail");
  run(change, plan::Phase::migrate);
  EXPECT_EQ(invalid(), "");
  run(change, plan::Phase::contract);
  EXPECT_TRUE(difference(after).empty());
}

TEST_F(InvalidIndex, IsNotTakenForTheDeclaredOne) {
  for (const std::string& after : {kIndex, kConstraint}) {
    database_ = fresh_postgres();
    start(kMail);
    leave_invalid("users_mail", "mail");
    EXPECT_FALSE(difference(after).empty());
    const std::vector<std::string> problems =
        migrate_and_check(*database_, declared(kMail).schema, declared(after));
    for (const std::string& problem : problems) ADD_FAILURE() << problem;
    EXPECT_EQ(invalid(), "");
  }
}

}  // namespace
}  // namespace schemagen::tests
