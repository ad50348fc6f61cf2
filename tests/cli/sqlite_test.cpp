// The commands on SQLite, end to end, with the sqlite3 shell as the other party.
#include <nlohmann/json.hpp>

#include "cli/program.h"

namespace schemagen::tests {
namespace {

using nlohmann::json;

constexpr const char* kHead = "schemagen = 1\ndialect = \"sqlite\"\n\n";
constexpr const char* kUsers = R"([table.users.columns]
id = { type = "integer", pk = true }
user_name = "text"
)";

class Sqlite : public CliTest {
 protected:
  void declare(const std::string& text) const { write("schema.toml", kHead + text); }
  void run_files(const std::string& migration, const std::string& database) const {
    for (const char* file : {"1_expand.sql", "2_migrate.sql", "3_contract.sql"})
      if (exists(migration + "/" + file)) sqlite3(database, read(migration + "/" + file));
  }
};

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_F(Sqlite, FromInitToNoDrift) {
  ASSERT_EQ(schemagen({"init", "--dialect", "sqlite"}).code, 0);
  declare(kUsers);
  ASSERT_EQ(schemagen({"validate"}).code, 0);
  const Finished pushed = schemagen({"push", "--yes"});
  ASSERT_EQ(pushed.code, 0) << pushed.err << pushed.out;
  EXPECT_TRUE(holds(pushed.out, "The database is now what is declared.")) << pushed.out;
  EXPECT_EQ(schemagen({"drift"}).code, 0);
  EXPECT_TRUE(holds(schemagen({"push"}).out, "nothing to do"));

  sqlite3("dev.db", "INSERT INTO users(user_name) VALUES ('ann'), ('bob');");
  const Finished first = schemagen({"generate", "--name", "first", "--id", "1"});
  ASSERT_EQ(first.code, 0) << first.err;
  EXPECT_TRUE(holds(first.out, "Proved")) << first.out;
  EXPECT_TRUE(exists("migrations/1_first/1_expand.sql"));

  declare(std::string(kUsers) +
          "status = { type = \"text\", backfill = \"'active'\" }\nage = \"integer?\"\n\n"
          "[table.users.indexes]\nby_name = [\"user_name\"]\n");
  const Finished drift = schemagen({"drift"});
  EXPECT_EQ(drift.code, 2);
  EXPECT_TRUE(holds(drift.out, "column users.status: added")) << drift.out;
  EXPECT_TRUE(holds(drift.out, "\n+")) << drift.out;
  const Finished second = schemagen({"generate", "--name", "add status!", "--id", "2", "--allow", "all"});
  ASSERT_EQ(second.code, 0) << second.err;
  EXPECT_TRUE(holds(second.out, "Proved")) << second.out;
  run_files("migrations/2_add_status", "dev.db");
  EXPECT_EQ(sqlite3("dev.db", "SELECT id, user_name, status FROM users ORDER BY id;"),
            "1|ann|active\n2|bob|active\n");
  const Finished clean = schemagen({"drift"});
  EXPECT_EQ(clean.code, 0) << clean.out << clean.err;
  const Finished nothing = schemagen({"generate", "--name", "again"});
  EXPECT_EQ(nothing.code, 0);
  EXPECT_TRUE(holds(nothing.out, "nothing to do"));
  EXPECT_EQ(list("migrations"), (std::vector<std::string>{"1_first", "2_add_status"}));
}

TEST_F(Sqlite, GeneratingTwiceGivesTheSameBytes) {
  declare(kUsers);
  for (const char* folder : {"one", "two"})
    ASSERT_EQ(schemagen({"generate", "--name", "first", "--id", "1", "--dir", folder}).code, 0);
  for (const std::string& file : list("one/1_first"))
    EXPECT_EQ(read("one/1_first/" + file), read("two/1_first/" + file)) << file;
}

TEST_F(Sqlite, ARenameIsAskedAndAnswered) {
  sqlite3("a.db",
          "CREATE TABLE users(id INTEGER PRIMARY KEY, user_name TEXT NOT NULL); INSERT INTO users VALUES (1, "
          "'ann');");
  declare("[table.users.columns]\nid = { type = \"integer\", pk = true }\nfull_name = \"text\"\n");
  const Finished asked = schemagen({"push", "--url", "a.db", "--yes", "--format", "json"});
  EXPECT_EQ(asked.code, 3) << asked.err;
  const json questions = json::parse(asked.out)["error"]["questions"];
  ASSERT_EQ(questions.size(), 1U);
  const std::string id = questions[0]["id"];
  EXPECT_EQ(id, "rename:column:users.user_name:full_name");
  EXPECT_TRUE(holds(asked.err, id));

  write("answers.toml", "\"" + id + "\" = \"drop\"\n");
  EXPECT_NE(schemagen({"push", "--url", "a.db", "--yes", "--answers", "answers.toml"}).code, 0);
  EXPECT_NE(schemagen({"push", "--url", "a.db", "--yes", "--renames", "none"}).code, 3);
  EXPECT_EQ(sqlite3("a.db", "SELECT user_name FROM users;"), "ann\n");

  write("answers.toml", "\"" + id + "\" = \"rename\"\n");
  const Finished renamed =
      schemagen({"push", "--url", "a.db", "--yes", "--answers", "answers.toml", "--allow", "all"});
  EXPECT_EQ(renamed.code, 0) << renamed.err;
  EXPECT_TRUE(holds(renamed.out, "renamed to users.full_name")) << renamed.out;
  EXPECT_EQ(sqlite3("a.db", "SELECT full_name FROM users;"), "ann\n");
}

TEST_F(Sqlite, AStatedRenameIsNotAsked) {
  sqlite3("a.db",
          "CREATE TABLE users(id INTEGER PRIMARY KEY, user_name TEXT NOT NULL); INSERT INTO users VALUES (1, "
          "'ann');");
  declare(
      "[table.users.columns]\nid = { type = \"integer\", pk = true }\nfull_name = { type = \"text\", "
      "renamed_from = \"user_name\" }\n");
  EXPECT_EQ(schemagen({"push", "--url", "a.db", "--yes", "--allow", "all"}).code, 0);
  EXPECT_EQ(sqlite3("a.db", "SELECT full_name FROM users;"), "ann\n");
  EXPECT_EQ(schemagen({"drift", "--url", "a.db"}).code, 0);
}

TEST_F(Sqlite, HazardsAreRefusedByName) {
  sqlite3("a.db",
          "CREATE TABLE users(id INTEGER PRIMARY KEY, user_name TEXT NOT NULL, age INTEGER); INSERT INTO "
          "users VALUES (1, 'ann', 5);");
  declare(kUsers);
  const Finished refused = schemagen({"push", "--url", "a.db", "--yes", "--format", "json"});
  EXPECT_EQ(refused.code, 4) << refused.err;
  EXPECT_TRUE(holds(refused.err, "destructive")) << refused.err;
  EXPECT_TRUE(holds(refused.err, "--allow ")) << refused.err;
  EXPECT_TRUE(holds(refused.err, "users.age")) << refused.err;
  bool named = false;
  const json document = json::parse(refused.out);
  for (const json& hazard : document["error"]["hazards"]) named = named || hazard["hazard"] == "destructive";
  EXPECT_TRUE(named) << refused.out;
  EXPECT_EQ(sqlite3("a.db", "SELECT age FROM users;"), "5\n");

  const Finished generated = schemagen({"generate", "--name", "x", "--url", "a.db"});
  EXPECT_EQ(generated.code, 4);
  EXPECT_FALSE(exists("migrations"));
  const Finished typing = schemagen({"push", "--url", "a.db", "--yes", "--allow", "destructiv"});
  EXPECT_EQ(typing.code, 1);
  EXPECT_TRUE(holds(typing.err, "Did you mean `destructive`?")) << typing.err;
  EXPECT_EQ(schemagen({"push", "--url", "a.db", "--yes", "--allow", "all"}).code, 0);
  EXPECT_EQ(schemagen({"drift", "--url", "a.db"}).code, 0);
}

TEST_F(Sqlite, PushWithoutATerminalNeedsYes) {
  declare(kUsers);
  const Finished asked = schemagen({"push", "--url", "new.db"});
  EXPECT_EQ(asked.code, 3);
  EXPECT_TRUE(holds(asked.err, "--yes")) << asked.err;
  EXPECT_TRUE(holds(asked.out, "table users: added")) << asked.out;
  EXPECT_FALSE(exists("new.db"));
}

TEST_F(Sqlite, RowsThatViolateAreFoundBeforeAnythingRuns) {
  sqlite3("a.db", R"(CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT, age INTEGER);
    INSERT INTO users VALUES (1, 'x', 5), (2, 'x', -1), (3, NULL, 7);)");
  const std::string before = sqlite3("a.db", ".dump");
  declare(
      "[table.users.columns]\nid = { type = \"integer\", pk = true }\nemail = \"text\"\n"
      "age = \"integer?\"\n[table.users.checks]\nage_positive = \"age > "
      "0\"\n[table.users.uniques]\nemail_once = [\"email\"]\n");
  const Finished pushed = schemagen({"push", "--url", "a.db", "--yes", "--allow", "all"});
  EXPECT_EQ(pushed.code, 1);
  EXPECT_TRUE(holds(pushed.err, "column users.email is NULL: 1 times, first id: '3'")) << pushed.err;
  EXPECT_TRUE(holds(pushed.err, "age_positive is violated: 1 times, first id: '2'")) << pushed.err;
  EXPECT_TRUE(holds(pushed.err, "email_once has values that occur more than once: 1 times, first email: 'x'"))
      << pushed.err;
  const Finished generated = schemagen({"generate", "--url", "a.db", "--name", "x", "--allow", "all"});
  EXPECT_EQ(generated.code, 0) << generated.err;
  EXPECT_TRUE(holds(generated.err, "note: Rows in a.db violate")) << generated.err;
  EXPECT_TRUE(holds(generated.err, "age_positive is violated: 1 times")) << generated.err;
  EXPECT_EQ(sqlite3("a.db", ".dump"), before);
}

TEST_F(Sqlite, PullPushPullGivesTheSameBytes) {
  sqlite3(
      "a.db",
      R"(CREATE TABLE "odd ""name"(id INTEGER PRIMARY KEY AUTOINCREMENT, "select" TEXT DEFAULT 'it''s' CHECK (length("select") > 1));
    CREATE TABLE kids(pid INTEGER NOT NULL REFERENCES "odd ""name"(id) ON DELETE CASCADE, n NUMERIC(5,2));
    CREATE INDEX kids_n ON kids(n DESC) WHERE n > 0;
    CREATE VIEW v AS SELECT n FROM kids;)");
  const Finished pulled = schemagen({"pull", "--url", "a.db", "--out", "schema.toml"});
  ASSERT_EQ(pulled.code, 0) << pulled.err;
  EXPECT_EQ(schemagen({"pull", "--url", "a.db"}).out, read("schema.toml"));
  EXPECT_EQ(schemagen({"drift", "--url", "a.db"}).code, 0) << schemagen({"drift", "--url", "a.db"}).out;
  ASSERT_EQ(schemagen({"push", "--url", "b.db", "--yes"}).code, 0);
  EXPECT_EQ(schemagen({"pull", "--url", "b.db"}).out, read("schema.toml"));
  EXPECT_EQ(schemagen({"diff", "a.db", "b.db", "--exit-code"}).code, 0);
}

TEST_F(Sqlite, DiffTakesUrlsFilesAndMigrations) {
  declare(kUsers);
  ASSERT_EQ(schemagen({"generate", "--name", "first", "--id", "1"}).code, 0);
  EXPECT_EQ(schemagen({"diff", "migrations", "schema.toml", "--exit-code"}).code, 0);
  declare(std::string(kUsers) + "age = \"integer?\"\n");
  const Finished found = schemagen({"diff", "migrations", "schema.toml", "--exit-code", "--sql"});
  EXPECT_EQ(found.code, 2) << found.err;
  EXPECT_TRUE(holds(found.out, "column users.age: added")) << found.out;
  EXPECT_TRUE(holds(found.out, "ALTER TABLE")) << found.out;
  EXPECT_EQ(schemagen({"diff", "migrations", "schema.toml"}).code, 0);
  const json document = json::parse(schemagen({"diff", "migrations", "schema.toml", "--format", "json"}).out);
  EXPECT_EQ(document["schemagen"], 1);
  EXPECT_EQ(document["different"], true);
  EXPECT_EQ(document["changes"][0]["object"], "column:users.age");
  EXPECT_FALSE(document["steps"].empty());
  declare(std::string(kUsers) + "must = \"integer\"\n");
  const Finished no_plan = schemagen({"diff", "migrations", "schema.toml"});
  EXPECT_TRUE(holds(no_plan.out, "column users.must: added")) << no_plan.out;
  EXPECT_TRUE(holds(no_plan.out, "There is no plan")) << no_plan.out;
  const Finished neither = schemagen({"diff", "nowhere", "schema.toml"});
  EXPECT_EQ(neither.code, 1);
  EXPECT_TRUE(holds(neither.err, "nowhere")) << neither.err;
  write("pg.toml", "schemagen = 1\ndialect = \"postgresql\"\n");
  EXPECT_EQ(schemagen({"diff", "pg.toml", "schema.toml"}).code, 1);
}

TEST_F(Sqlite, EditedMigrationsAndForksAreRefused) {
  declare(kUsers);
  ASSERT_EQ(schemagen({"generate", "--name", "first", "--id", "1"}).code, 0);
  declare(std::string(kUsers) + "a = \"integer?\"\n");
  ASSERT_EQ(schemagen({"generate", "--name", "second", "--id", "2"}).code, 0);
  declare(std::string(kUsers) + "a = \"integer?\"\nb = \"integer?\"\n");
  const std::string honest = read("migrations/1_first/1_expand.sql");
  write("migrations/1_first/1_expand.sql", honest + "-- edited\n");
  const Finished edited = schemagen({"generate", "--name", "third", "--id", "3"});
  EXPECT_EQ(edited.code, 1);
  EXPECT_TRUE(holds(edited.err, "edited")) << edited.err;
  std::size_t hashes = 0;
  for (std::size_t at = edited.err.find("sha256:"); at != std::string::npos;
       at = edited.err.find("sha256:", at + 1))
    ++hashes;
  EXPECT_EQ(hashes, 2U) << edited.err;
  EXPECT_TRUE(holds(edited.err, "hint: Restore")) << edited.err;
  write("migrations/1_first/1_expand.sql", honest);

  std::filesystem::rename(path("migrations/2_second"), path("aside"));
  ASSERT_EQ(schemagen({"generate", "--name", "other", "--id", "3"}).code, 0);
  std::filesystem::rename(path("aside"), path("migrations/2_second"));
  const Finished forked = schemagen({"generate", "--name", "fourth", "--id", "4"});
  EXPECT_EQ(forked.code, 1);
  EXPECT_TRUE(holds(forked.err, "2_second")) << forked.err;
  EXPECT_TRUE(holds(forked.err, "3_other")) << forked.err;
  EXPECT_EQ(list("migrations"), (std::vector<std::string>{"1_first", "2_second", "3_other"}));
}

TEST_F(Sqlite, GenerateFromALiveDatabaseSaysWhenItIsNotTheSnapshot) {
  declare(kUsers);
  ASSERT_EQ(schemagen({"generate", "--name", "first", "--id", "1"}).code, 0);
  run_files("migrations/1_first", "a.db");
  declare(std::string(kUsers) + "age = \"integer?\"\n");
  const Finished same =
      schemagen({"generate", "--name", "quiet", "--id", "2", "--url", "a.db", "--dir", "migrations"});
  ASSERT_EQ(same.code, 0) << same.err;
  EXPECT_EQ(same.err, "");
  std::filesystem::remove_all(path("migrations/2_quiet"));
  sqlite3("a.db", "CREATE TABLE by_hand(a INTEGER);");
  const Finished other =
      schemagen({"generate", "--name", "loud", "--id", "2", "--url", "a.db", "--allow", "all"});
  ASSERT_EQ(other.code, 0) << other.err;
  EXPECT_TRUE(holds(other.err, "not what the last migration")) << other.err;
  EXPECT_TRUE(holds(other.err, "by_hand")) << other.err;
}

TEST_F(Sqlite, PlanningLeavesTheDatabaseAsItWas) {
  sqlite3("a.db", "CREATE TABLE users(id INTEGER PRIMARY KEY, user_name TEXT NOT NULL);");
  const std::string bytes = read("a.db");
  declare(std::string(kUsers) + "age = \"integer?\"\n");
  EXPECT_EQ(schemagen({"drift", "--url", "a.db"}).code, 2);
  EXPECT_EQ(schemagen({"generate", "--name", "x", "--url", "a.db"}).code, 0);
  EXPECT_EQ(schemagen({"diff", "a.db", "schema.toml"}).code, 0);
  EXPECT_EQ(schemagen({"pull", "--url", "a.db"}).code, 0);
  EXPECT_EQ(schemagen({"push", "--url", "a.db"}).code, 3);
  EXPECT_TRUE(read("a.db") == bytes);
  EXPECT_EQ(list("."), (std::vector<std::string>{"a.db", "migrations", "schema.toml"}));
}

TEST_F(Sqlite, FileUrlsNameTheSameDatabaseAsItsPath) {
  sqlite3("app.db", "CREATE TABLE users(id INTEGER PRIMARY KEY, user_name TEXT NOT NULL);");
  declare(std::string(kUsers) + "age = \"integer?\"\n");
  const std::string absolute = "file://" + path("app.db").string();
  const Finished pushed = schemagen({"push", "--url", "file:app.db", "--yes"});
  ASSERT_EQ(pushed.code, 0) << pushed.err;
  EXPECT_TRUE(holds(pushed.out, "column users.age: added")) << pushed.out;
  for (const std::string& url : {std::string("app.db"), std::string("file:app.db?mode=rw"), absolute})
    EXPECT_EQ(schemagen({"drift", "--url", url}).code, 0) << url;
  declare(kUsers);
  const Finished read_only = schemagen({"push", "--url", "file:app.db?mode=ro", "--yes", "--allow", "all"});
  EXPECT_EQ(read_only.code, 1);
  EXPECT_TRUE(holds(read_only.err, "is to be read only")) << read_only.err;

  for (const char* spelling : {"sqlite:app.db", "file:app.db", "sqlite:other.db"}) {
    write("schemagen.toml", "schema = \"schema.toml\"\n[env.live]\nprotected = true\nurl = \"" +
                                std::string(spelling) + "\"\n");
    std::filesystem::remove(path("other.db"));
    std::filesystem::create_hard_link(path("app.db"), path("other.db"));
    for (const std::string& url : {std::string("file:app.db"), std::string("file:./%61pp.db"), absolute}) {
      const Finished refused = schemagen({"push", "--url", url, "--yes", "--allow", "all"});
      EXPECT_EQ(refused.code, 1) << url;
      EXPECT_TRUE(holds(refused.err, "`live` is protected")) << url << "\n" << refused.err;
    }
  }
}

TEST_F(Sqlite, WhatAnEnvironmentAllowsCountsForGenerateOnlyWhenItIsNamed) {
  ASSERT_EQ(schemagen({"init", "--dialect", "sqlite"}).code, 0);
  declare(std::string(kUsers) + "age = \"integer?\"\n");
  ASSERT_EQ(schemagen({"generate", "--name", "one", "--id", "1"}).code, 0);
  ASSERT_EQ(schemagen({"push", "--yes"}).code, 0);
  declare(kUsers);
  EXPECT_EQ(schemagen({"generate", "--name", "two", "--id", "2"}).code, 4);
  EXPECT_EQ(schemagen({"push", "--yes"}).code, 4);

  write("schemagen.toml",
        "default_env = \"dev\"\n[env.dev]\nurl = \"sqlite:dev.db\"\nallow = [\"destructive\"]\n");
  EXPECT_EQ(schemagen({"generate", "--name", "two", "--id", "2"}).code, 4);
  EXPECT_EQ(schemagen({"generate", "--name", "two", "--id", "2", "--url", "sqlite:dev.db"}).code, 4);
  EXPECT_EQ(list("migrations"), std::vector<std::string>{"1_one"});
  EXPECT_EQ(schemagen({"generate", "--name", "two", "--id", "2", "--env", "dev"}).code, 0);
  EXPECT_EQ(schemagen({"push", "--yes"}).code, 0);
}

TEST_F(Sqlite, AnEmptyTableTakesANotNullColumnWithoutAQuestion) {
  sqlite3("a.db", "CREATE TABLE users(id INTEGER PRIMARY KEY, user_name TEXT NOT NULL);");
  declare(std::string(kUsers) + "age = \"integer\"\n");
  const Finished generated =
      schemagen({"generate", "--url", "a.db", "--name", "age", "--id", "1", "--allow", "all"});
  ASSERT_EQ(generated.code, 0) << generated.err;
  EXPECT_TRUE(holds(generated.out, "Proved")) << generated.out;
  sqlite3("a.db", read("migrations/1_age/1_expand.sql"));
  sqlite3("a.db", "INSERT INTO users(user_name) VALUES ('by the old application'); DELETE FROM users;");
  sqlite3("a.db", read("migrations/1_age/3_contract.sql"));
  EXPECT_EQ(schemagen({"drift", "--url", "a.db"}).code, 0);

  sqlite3("b.db",
          "CREATE TABLE users(id INTEGER PRIMARY KEY, user_name TEXT NOT NULL); INSERT INTO users VALUES (1, "
          "'x');");
  const Finished refused = schemagen({"push", "--url", "b.db", "--yes", "--allow", "all"});
  EXPECT_EQ(refused.code, 1);
  EXPECT_TRUE(holds(refused.err,
                    "The new column users.age is NOT NULL, and existing rows would have no value for it."))
      << refused.err;
}

TEST_F(Sqlite, WhatCannotBeWrittenIsSaidAndNothingIsLeft) {
  declare(kUsers);
  write("blocked", "a file where a folder should be");
  const Finished below = schemagen({"generate", "--name", "first", "--dir", "blocked/migrations"});
  EXPECT_EQ(below.code, 1);
  EXPECT_TRUE(holds(below.err, "blocked")) << below.err;
  const Finished itself = schemagen({"generate", "--name", "first", "--dir", "blocked"});
  EXPECT_EQ(itself.code, 1);
  EXPECT_TRUE(holds(itself.err, "blocked")) << itself.err;
  const Finished pulled = schemagen({"pull", "--url", "sqlite:nowhere/a.db"});
  EXPECT_EQ(pulled.code, 1);
  EXPECT_TRUE(holds(pulled.err, "nowhere/a.db")) << pulled.err;
  EXPECT_EQ(list("."), (std::vector<std::string>{"blocked", "schema.toml"}));
  ASSERT_EQ(schemagen({"generate", "--name", "first", "--id", "1"}).code, 0);
  const std::string kept = read("migrations/1_first/plan.toml");
  declare(std::string(kUsers) + "age = \"integer?\"\n");
  const Finished taken = schemagen({"generate", "--name", "first", "--id", "1"});
  EXPECT_EQ(taken.code, 1);
  EXPECT_TRUE(holds(taken.err, "exists already")) << taken.err;
  EXPECT_EQ(read("migrations/1_first/plan.toml"), kept);
  EXPECT_EQ(schemagen({"generate", "--name", "x", "--id", "one"}).code, 1);
  EXPECT_EQ(schemagen({"generate", "--name", "!!!"}).code, 1);
}

TEST_F(Sqlite, JsonOfEveryCommandParses) {
  declare(kUsers);
  const auto document = [this](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--format", "json"});
    const Finished finished = schemagen(arguments);
    const json parsed = json::parse(finished.out);
    EXPECT_EQ(parsed["schemagen"], 1) << arguments[0];
    EXPECT_EQ(parsed["command"], arguments[0]);
    return parsed;
  };
  EXPECT_EQ(document({"validate"})["counts"]["table"], 1);
  const json generated = document({"generate", "--name", "first", "--id", "1"});
  EXPECT_EQ(generated["proved"], true);
  EXPECT_EQ(generated["written"], "migrations/1_first");
  EXPECT_EQ(generated["nothing_to_do"], false);
  const json pushed = document({"push", "--url", "a.db", "--yes"});
  EXPECT_EQ(pushed["applied"].size(), pushed["steps"].size());
  EXPECT_TRUE(pushed["remaining"].empty());
  EXPECT_EQ(document({"drift", "--url", "a.db"})["drift"], false);
  sqlite3("a.db", "ALTER TABLE users ADD COLUMN extra TEXT;");
  const json drifted = document({"drift", "--url", "a.db"});
  EXPECT_EQ(drifted["drift"], true);
  EXPECT_EQ(drifted["changes"][0]["object"], "column:users.extra");
  EXPECT_TRUE(holds(document({"pull", "--url", "a.db"})["toml"], "extra"));
  std::filesystem::create_directory(path("new"));
  std::filesystem::rename(path("schema.toml"), path("new/schema.toml"));
  EXPECT_EQ(document({"init", "--dialect", "sqlite"})["written"].size(), 2U);
}

TEST_F(Sqlite, ALockedDatabaseIsBusy) {
  declare(std::string(kUsers) + "age = \"integer?\"\n");
  sqlite3("a.db", "CREATE TABLE users(id INTEGER PRIMARY KEY, user_name TEXT NOT NULL);");
  const Finished pushed = run_program({"sh", "-c",
                                       "{ echo 'BEGIN EXCLUSIVE;'; echo \".shell " SCHEMAGEN_BINARY
                                       " push --url a.db --yes; echo code \\$?\"; } | sqlite3 a.db"},
                                      {path("."), "", {}});
  EXPECT_TRUE(holds(pushed.out, "code 5")) << pushed.out << pushed.err;
}

/// What a full disk does to a program that writes: files cannot grow beyond `kilobytes`.
Finished run_short_of_space(const std::filesystem::path& folder, int kilobytes,
                            const std::string& arguments) {
  const std::string script = "( trap '' XFSZ; ulimit -f " + std::to_string(kilobytes) +
                             "; " SCHEMAGEN_BINARY " " + arguments + "; echo code $? ) 2>&1 | cat";
  return run_program({"bash", "-c", script}, {folder, "", {}});
}

TEST_F(Sqlite, AFullDiskLeavesNoHalfAMigration) {
  std::string columns = kUsers;
  for (int i = 0; i < 300; ++i) columns += "column_" + std::to_string(i) + " = \"integer?\"\n";
  declare(columns);
  const Finished full = run_short_of_space(path("."), 2, "generate --name first --id 1");
  EXPECT_TRUE(holds(full.out, "Cannot write migrations/1_first/1_expand.sql: File too large.")) << full.out;
  EXPECT_TRUE(holds(full.out, "Nothing was left half-written. Make room there")) << full.out;
  EXPECT_FALSE(holds(full.out, "code 0")) << full.out;
  EXPECT_EQ(list("migrations"), std::vector<std::string>());
  EXPECT_EQ(schemagen({"generate", "--name", "first", "--id", "1"}).code, 0);
  EXPECT_EQ(list("migrations"), std::vector<std::string>{"1_first"});
}

TEST_F(Sqlite, AFullDiskLeavesTheDatabaseAsItWas) {
  sqlite3("a.db",
          "CREATE TABLE users(id INTEGER PRIMARY KEY, user_name TEXT NOT NULL);"
          "INSERT INTO users(user_name) SELECT hex(randomblob(40)) FROM generate_series(1, 2000);");
  const std::string before = sqlite3("a.db", ".dump");
  declare(std::string(kUsers) + "\n[table.users.checks]\nnamed = \"length(user_name) > 0\"\n");
  const Finished full = run_short_of_space(path("."), 250, "push --url a.db --yes --allow all");
  EXPECT_TRUE(holds(full.out, "The SQLite database cannot")) << full.out;
  EXPECT_FALSE(holds(full.out, "code 0")) << full.out;
  EXPECT_EQ(sqlite3("a.db", ".dump"), before);
  EXPECT_EQ(sqlite3("a.db", "PRAGMA integrity_check;"), "ok\n");
  const Finished again = schemagen({"push", "--url", "a.db", "--yes", "--allow", "all"});
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(sqlite3("a.db", "SELECT count(*) FROM users;"), "2000\n");
}

}  // namespace
}  // namespace schemagen::tests
