// `drop = "soft"` from the command line, on a private PostgreSQL server.
#include <nlohmann/json.hpp>

#include "cli/postgres_program.h"

namespace schemagen::tests {
namespace {

using nlohmann::json;

constexpr const char* kLeft =
    "drop = \"soft\"\n[table.users.columns]\nid = { type = \"bigint\", pk = true }\n";

class SoftDrop : public Postgres {
 protected:
  /// A first migration, then one that leaves a column and a table out, run with psql's rules.
  void set_aside() {
    declare(
        "drop = \"soft\"\n[table.users.columns]\nid = { type = \"bigint\", pk = true }\nfax = \"text?\"\n"
        "[table.notes.columns]\nid = { type = \"bigint\", pk = true }\nbody = { type = \"text\", index = "
        "true }\n");
    ASSERT_EQ(generate_and_run("1", {}).code, 0);
    execute(url_, "INSERT INTO users VALUES (1, '+1'); INSERT INTO notes VALUES (1, 'kept');");
    declare(kLeft);
    const Finished generated = generate_and_run("2", {});
    ASSERT_EQ(generated.code, 0) << generated.err << "without --allow: nothing is lost";
  }

  Finished generate_and_run(const std::string& id, const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"generate", "--name", "step", "--id", id};
    arguments.insert(arguments.end(), more.begin(), more.end());
    Finished generated = schemagen(arguments);
    for (const char* phase : {"1_expand.sql", "2_migrate.sql", "3_contract.sql"})
      if (const std::string file = id + "_step/" + phase; exists("migrations/" + file)) execute_file(file);
    return generated;
  }

  std::string relations() const {
    return first_cell(url_,
                      "SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class WHERE relnamespace = "
                      "'public'::regnamespace");
  }
};

TEST_F(SoftDrop, SetsAsideAndDropsInALaterMigration) {
  set_aside();
  EXPECT_EQ(first_cell(url_, "SELECT body FROM _sg_trash_notes"), "kept");
  EXPECT_EQ(first_cell(url_, "SELECT _sg_trash_fax FROM users"), "+1");
  EXPECT_EQ(relations(), "_sg_trash_notes _sg_trash_notes_body_idx _sg_trash_notes_pkey users users_pkey");

  const Finished offline = schemagen({"generate", "--name", "three"});
  EXPECT_TRUE(holds(offline.out, "nothing to do\nSet aside by an earlier migration")) << offline.out;
  EXPECT_TRUE(holds(offline.out, "table _sg_trash_notes\n")) << offline.out;
  EXPECT_TRUE(holds(offline.out, "column users._sg_trash_fax\n")) << offline.out;
  const Finished refused = schemagen({"generate", "--name", "three", "--empty-trash"});
  EXPECT_EQ(refused.code, 4);
  EXPECT_TRUE(holds(refused.err, "was set aside by an earlier migration; now it goes for good."))
      << refused.err;
  const Finished emptied = generate_and_run("3", {"--empty-trash", "--allow", "destructive"});
  EXPECT_EQ(emptied.code, 0) << emptied.err;
  EXPECT_EQ(relations(), "users users_pkey");
  EXPECT_EQ(schemagen({"drift", "--url", url_}).code, 0);
}

TEST_F(SoftDrop, EmptiesTheTrashForWhatIsSetAsideAnew) {
  set_aside();
  declare(std::string(kLeft) + "[table.notes.columns]\nid = { type = \"bigint\", pk = true }\n");
  ASSERT_EQ(generate_and_run("3", {}).code, 0);
  execute(url_, "INSERT INTO notes VALUES (7);");
  declare(kLeft);
  const Finished refused = schemagen({"generate", "--name", "four", "--id", "4", "--url", url_});
  EXPECT_EQ(refused.code, 1);
  EXPECT_TRUE(holds(refused.err, "--empty-trash")) << refused.err;
  const Finished emptied = generate_and_run("4", {"--url", url_, "--empty-trash", "--allow", "destructive"});
  ASSERT_EQ(emptied.code, 0) << emptied.err;
  EXPECT_EQ(first_cell(url_, "SELECT id::text FROM _sg_trash_notes"), "7");
  EXPECT_EQ(schemagen({"drift", "--url", url_}).code, 0);
}

TEST_F(SoftDrop, IsNoDriftAndIsNotPulled) {
  set_aside();
  const Finished drift = schemagen({"drift", "--url", url_});
  EXPECT_EQ(drift.code, 0) << drift.out;
  EXPECT_TRUE(holds(drift.out, "Set aside by an earlier migration")) << drift.out;
  const json told = json::parse(schemagen({"drift", "--url", url_, "--format", "json"}).out);
  EXPECT_EQ(told["set_aside"], json::parse(R"(["table:_sg_trash_notes", "column:users._sg_trash_fax"])"));
  const Finished pulled = schemagen({"pull", "--url", url_});
  EXPECT_FALSE(holds(pulled.out, "_sg_trash_")) << pulled.out;
  EXPECT_TRUE(holds(pulled.err, "table _sg_trash_notes")) << pulled.err;
  const Finished pushed = schemagen({"push", "--url", url_, "--yes"});
  EXPECT_EQ(pushed.code, 0) << pushed.err;
  EXPECT_TRUE(holds(pushed.out, "nothing to do")) << pushed.out;
}

TEST_F(SoftDrop, ComesBackByARename) {
  set_aside();
  declare(
      "[table.users.columns]\nid = { type = \"bigint\", pk = true }\n"
      "fax = { type = \"text?\", renamed_from = \"_sg_trash_fax\", strategy = \"direct\" }\n"
      "[table.notes]\nrenamed_from = \"_sg_trash_notes\"\nstrategy = \"direct\"\n[table.notes.columns]\n"
      "id = { type = \"bigint\", pk = true }\nbody = { type = \"text\", index = true }\n");
  const Finished back = schemagen({"push", "--url", url_, "--yes"});
  EXPECT_EQ(back.code, 0) << back.out << back.err;
  EXPECT_EQ(first_cell(url_, "SELECT body || fax FROM notes, users"), "kept+1");
  EXPECT_EQ(schemagen({"drift", "--url", url_}).code, 0);
}

TEST_F(SoftDrop, PushSetsAsideToo) {
  declare(std::string(kLeft) + "fax = \"text?\"\n");
  ASSERT_EQ(schemagen({"push", "--url", url_, "--yes"}).code, 0);
  declare(kLeft);
  const Finished pushed = schemagen({"push", "--url", url_, "--yes"});
  EXPECT_EQ(pushed.code, 0) << pushed.out << pushed.err;
  EXPECT_TRUE(holds(pushed.out, "The database is now what is declared.")) << pushed.out;
  const Finished emptied =
      schemagen({"push", "--url", url_, "--yes", "--empty-trash", "--allow", "destructive"});
  EXPECT_EQ(emptied.code, 0) << emptied.out << emptied.err;
  EXPECT_EQ(first_cell(url_, "SELECT count(*) FROM pg_attribute WHERE attname = '_sg_trash_fax'"), "0");
}

}  // namespace
}  // namespace schemagen::tests
