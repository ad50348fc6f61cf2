// What SQLite itself finds only when a row is written or a view is read, found by every command before.
#include <nlohmann/json.hpp>

#include "cli/program.h"

namespace schemagen::tests {
namespace {

using nlohmann::json;

constexpr const char* kHead = "schemagen = 1\ndialect = \"sqlite\"\n";

constexpr const char* kTypos = R"toml([table.users.columns]
id = { type = "integer", pk = true }
boss = { type = "integer?", references = "usr(id)" }
made = { type = "text", default = "now()" }
[table.users.triggers]
tr = "CREATE TRIGGER tr AFTER INSERT ON users BEGIN UPDATE users SET nope = 1; END"
[view.v]
sql = '''
SELECT id
FROM userss'''
)toml";

constexpr const char* kUsers = R"(CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE log (what TEXT);
CREATE VIEW names AS SELECT id, name FROM users;
CREATE TRIGGER ut AFTER UPDATE ON users BEGIN INSERT INTO log VALUES (new.name); END;
INSERT INTO users VALUES (1, 'a');)";

constexpr const char* kRenamedInPart = R"toml([table.users.columns]
id = { type = "integer", pk = true }
full_name = { type = "text?", renamed_from = "name" }
[table.users.triggers]
ut = "CREATE TRIGGER ut AFTER UPDATE ON users BEGIN INSERT INTO log VALUES (new.name); END"
[table.log.columns]
what = "text?"
[view.names]
sql = "SELECT id, name FROM users"
)toml";

/// A view, a view on it, triggers, one that never fires, and references, all of them without what they name.
constexpr const char* kBroken = R"(
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);
CREATE TABLE u (id INTEGER PRIMARY KEY, no_column INT REFERENCES t(nope), of_view INT REFERENCES v(a),
                no_key TEXT REFERENCES t(a), no_table INT REFERENCES gone(id));
CREATE VIEW v AS SELECT a, gone FROM t;
CREATE VIEW on_v AS SELECT a FROM v;
CREATE VIEW whole AS SELECT a FROM t;
CREATE TRIGGER logs AFTER INSERT ON t BEGIN INSERT INTO no_log VALUES (new.a); END;
CREATE TRIGGER never AFTER UPDATE OF old_name ON t BEGIN SELECT 1; END;
CREATE TRIGGER instead INSTEAD OF INSERT ON whole BEGIN INSERT INTO t(nix) VALUES (1); END;
CREATE TRIGGER fine AFTER DELETE ON t BEGIN INSERT INTO t(a) VALUES ('again'); END;)";

class SqliteCompiled : public CliTest {
 protected:
  void declare(const std::string& text) const { write("schema.toml", kHead + text); }
  void expect_refused(const std::vector<std::string>& arguments, const std::string& part) const {
    const Finished finished = schemagen(arguments);
    EXPECT_EQ(finished.code, 1) << arguments[0] << finished.out << finished.err;
    EXPECT_NE(finished.err.find(part), std::string::npos) << arguments[0] << "\n" << finished.err;
  }
};

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_F(SqliteCompiled, EveryCommandFindsWhatDoesNotCompile) {
  declare(kTypos);
  const Finished validated = schemagen({"validate"});
  EXPECT_EQ(validated.code, 1);
  EXPECT_EQ(validated.err,
            R"text(schema.toml:8:70: error: trigger users.tr does not compile: no such column: nope
   8 | tr = "CREATE TRIGGER tr AFTER INSERT ON users BEGIN UPDATE users SET nope = 1; END"
     |                                                                      ^
schema.toml:12:6: error: view v does not compile: no such table: main.userss
  12 | FROM userss'''
     |      ^
     = did you mean `users`?
schema.toml:5:29: warning: foreign key users.users_boss_fkey refers to a table that is not there: `usr`
   5 | boss = { type = "integer?", references = "usr(id)" }
     |                             ^
     = while PRAGMA foreign_keys is on, SQLite refuses statements on users
schema.toml:6:36: warning: column users.made needs what SQLite does not have of its own: no such function: now
   6 | made = { type = "text", default = "now()" }
     |                                    ^
     = write current_timestamp
)text");
  const std::string view = "view v does not compile: no such table: main.userss";
  expect_refused({"generate", "--name", "x"}, view);
  expect_refused({"push", "--url", "new.db", "--yes"}, view);
  sqlite3("a.db", "CREATE TABLE users (id INTEGER PRIMARY KEY);");
  expect_refused({"diff", "a.db", "schema.toml"}, view);
  EXPECT_EQ(list("."), (std::vector<std::string>{"a.db", "schema.toml"}));
}

TEST_F(SqliteCompiled, ATextThatStillSaysTheOldNameIsAnError) {
  sqlite3("a.db", kUsers);
  declare(kRenamedInPart);
  const std::string trigger =
      "schema.toml:7:81: error: trigger users.ut does not compile: no such column: new.name";
  const std::string view = "schema.toml:11:19: error: view names does not compile: no such column: name";
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"validate"},
        {"generate", "--url", "a.db", "--name", "x", "--allow", "all"},
        {"push", "--url", "a.db", "--yes", "--allow", "all"},
        {"diff", "a.db", "schema.toml"}}) {
    expect_refused(command, trigger);
    expect_refused(command, view);
    expect_refused(command, "`name` is called `full_name` now: write the new name");
  }
  EXPECT_EQ(sqlite3("a.db", "UPDATE users SET name = 'b'; SELECT * FROM names;"), "1|b\n");
}

TEST_F(SqliteCompiled, WhatWasBrokenBeforeBlocksNothing) {
  sqlite3("a.db", kBroken);
  const Finished pulled = schemagen({"pull", "--url", "a.db", "--out", "schema.toml"});
  ASSERT_EQ(pulled.code, 0);
  EXPECT_TRUE(holds(pulled.err, "warning: view v does not compile: no such column: gone\n")) << pulled.err;
  const std::string declared = read("schema.toml");
  EXPECT_TRUE(holds(declared, R"(
broken = [  # does not compile in the database that this was taken from
  "foreign key:u.u_no_column_fkey",
  "foreign key:u.u_of_view_fkey",
  "trigger:t.logs",
  "trigger:t.never",
  "trigger:whole.instead",
  "view:v",
]
)")) << declared;
  const Finished validated = schemagen({"validate"});
  EXPECT_EQ(validated.code, 0) << validated.err;
  EXPECT_TRUE(holds(validated.err, "refers to no key of `t`")) << validated.err;
  EXPECT_EQ(schemagen({"drift", "--url", "a.db"}).code, 0);
  const std::string wider = declared + "\n[table.new_one.columns]\na = \"text?\"\n";
  write("schema.toml", wider);
  EXPECT_EQ(schemagen({"generate", "--url", "a.db", "--name", "one", "--id", "1"}).code, 0);
  EXPECT_EQ(schemagen({"push", "--url", "a.db", "--yes"}).code, 0);
  EXPECT_EQ(schemagen({"push", "--url", "b.db", "--yes"}).code, 0);

  write("schema.toml", wider.substr(0, wider.find("broken = [")) + wider.substr(wider.find("\n]\n") + 3) +
                           "b = \"text?\"\n");
  EXPECT_EQ(schemagen({"validate"}).code, 1);
  const Finished pushed = schemagen({"push", "--url", "a.db", "--yes"});
  EXPECT_EQ(pushed.code, 0) << pushed.err;
  EXPECT_TRUE(holds(pushed.err, "no such column: gone (it was so before)")) << pushed.err;
  EXPECT_EQ(schemagen({"generate", "--name", "two", "--id", "2"}).code, 0) << "from the last snapshot";
  expect_refused({"push", "--url", "c.db", "--yes"}, "error: view v does not compile");
}

TEST_F(SqliteCompiled, WhatTheApplicationBringsIsNoError) {
  declare(R"toml([table.t.columns]
id = { type = "integer", pk = true }
a = { type = "text?", check = "a REGEXP 'x'", collate = "of_ours" }
[table.t.triggers]
tells = "CREATE TRIGGER tells AFTER INSERT ON t BEGIN SELECT notify(new.id); END"
[view.counts]
sql = "SELECT value FROM our_series(1, 3)"
[view.on_counts]
sql = "SELECT value FROM counts"
[view.of_others]
sql = "SELECT * FROM schema_migrations, sqlite_sequence"
[virtual_table.shapes]
using = "our_module(a)"
[view.round]
sql = "SELECT * FROM shapes"
)toml");
  const json validated = json::parse(schemagen({"validate", "--format", "json"}).out);
  std::vector<std::string> messages;
  for (const json& warning : validated["warnings"]) messages.push_back(warning["message"]);
  const std::string needs = " needs what SQLite does not have of its own: ";
  EXPECT_EQ(messages,
            (std::vector<std::string>{"check t.t_a_check" + needs + "no such function: REGEXP",
                                      "trigger t.tells" + needs + "no such function: notify",
                                      "view counts" + needs + "no such table: main.our_series",
                                      "virtual table shapes" + needs + "no such module: our_module"}));
  const Finished generated = schemagen({"generate", "--name", "x"});
  EXPECT_EQ(generated.code, 0) << generated.err;
  EXPECT_TRUE(holds(generated.out, "Not proved: the plan needs what only the application brings: "))
      << generated.out;
}

TEST_F(SqliteCompiled, DoubleQuotesAreForNames) {
  sqlite3("a.db",
          ".dbconfig dqs_ddl on\n"
          "CREATE TABLE q (id INTEGER PRIMARY KEY, k TEXT CHECK (k IN (\"a\", \"b\")));"
          "INSERT INTO q VALUES (1, 'a');");
  ASSERT_EQ(schemagen({"pull", "--url", "a.db", "--out", "schema.toml"}).code, 0);
  EXPECT_TRUE(holds(read("schema.toml"), "check = \"k IN ('a', 'b')\"")) << read("schema.toml");
  EXPECT_EQ(schemagen({"drift", "--url", "a.db"}).code, 0);
  write("schema.toml", read("schema.toml") + "x = \"text?\"\n");
  EXPECT_EQ(schemagen({"generate", "--url", "a.db", "--name", "x", "--id", "1"}).code, 0);
  EXPECT_EQ(schemagen({"push", "--url", "a.db", "--yes"}).code, 0);
  declare(
      "[table.q.columns]\nid = { type = \"integer\", pk = true }\nk = { type = \"text?\", check = "
      "'k IN (\"a\", \"b\")' }\n");
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"validate"}, {"push", "--url", "b.db", "--yes"}}) {
    expect_refused(command, "error: check q.q_k_check does not compile: no such column: a");
    expect_refused(command, "double quotes are for names: write 'a' for a text");
  }
}

TEST_F(SqliteCompiled, AnEntryOfBrokenThatIsNotNeededIsSaid) {
  declare(
      "broken = [\"view:fine\"]\n[table.t.columns]\na = \"text?\"\n[view.fine]\nsql = \"SELECT a FROM t\"\n");
  const Finished validated = schemagen({"validate"});
  EXPECT_EQ(validated.code, 0);
  EXPECT_TRUE(holds(validated.err, "schema.toml:3:11: warning: `broken` names view:fine")) << validated.err;
}

TEST_F(SqliteCompiled, PushSaysWhenItsPlanCouldNotBeTriedFirst) {
  sqlite3("a.db", "CREATE TABLE t (a TEXT CHECK (a REGEXP 'x'));");
  declare(
      "[table.t.columns]\na = { type = \"text?\", check = \"a REGEXP 'x'\" }\n[table.u.columns]\na = "
      "\"text?\"\n");
  const Finished pushed = schemagen({"push", "--url", "a.db", "--yes"});
  EXPECT_EQ(pushed.code, 0) << pushed.err;
  EXPECT_TRUE(holds(pushed.err, "note: This could not be tried first: the current schema needs"))
      << pushed.err;
}

}  // namespace
}  // namespace schemagen::tests
