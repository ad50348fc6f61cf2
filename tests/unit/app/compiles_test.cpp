// What SQLite does not compile, told by the object that is to blame.
#include "schemagen/app/compiles.h"

#include <gtest/gtest.h>

#include "app/trigger_head.h"
#include "schemagen/base/error.h"
#include "schemagen/base/text.h"

namespace schemagen::app {
namespace {

model::Schema schema_after(const std::string& script) {
  const auto database = db::open_memory_database();
  db::run_script(*database, script, "test.sql");
  return database->introspect();
}

std::string problems_after(const std::string& script) {
  std::vector<std::string> lines;
  for (const Problem& problem : find_problems(schema_after(script))) lines.push_back(describe(problem));
  return base::join(lines, "\n");
}

TEST(Compiles, WhatSqliteTakesIsNoProblem) {
  EXPECT_EQ(problems_after(R"sql(
    CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, "order" TEXT COLLATE NOCASE, n INT DEFAULT (abs(-1)),
                    g AS (n * 2), s AS (upper("order")) STORED, j TEXT CHECK (json_valid(j)));
    CREATE TABLE w (k TEXT PRIMARY KEY, v ANY) STRICT, WITHOUT ROWID;
    CREATE TABLE child (t_id INT REFERENCES t, w_k TEXT REFERENCES W(K), by_index REFERENCES t("order"));
    CREATE UNIQUE INDEX by_order ON t("order");
    CREATE VIRTUAL TABLE words USING fts5("order", content = 't', content_rowid = 'id');
    CREATE TRIGGER t_i AFTER INSERT ON t BEGIN INSERT INTO words(rowid, "order") VALUES (new.id, new."order"); END;
    CREATE TRIGGER t_u AFTER UPDATE OF "ORDER", n ON t BEGIN UPDATE t SET n = 1 WHERE 0; SELECT RAISE(IGNORE); END;
    CREATE VIEW v(a) AS SELECT id FROM t;
    CREATE VIEW master AS SELECT tbl_name FROM sqlite_master, sqlite_sequence;
    CREATE TRIGGER v_i INSTEAD OF INSERT ON v BEGIN INSERT INTO t(id) VALUES (new.a); END;
    CREATE TRIGGER v_d INSTEAD OF DELETE ON v BEGIN DELETE FROM t WHERE id = old.a; END;
    CREATE TRIGGER w_i BEFORE INSERT ON w BEGIN INSERT INTO v VALUES (1); DELETE FROM v; END;)sql"),
            "");
}

TEST(Compiles, TheObjectToBlameIsNamedAndWhatFollowsFromItIsNot) {
  EXPECT_EQ(problems_after(R"sql(
    CREATE TABLE t (a); CREATE TABLE u (a);
    CREATE TRIGGER into_u AFTER INSERT ON t BEGIN INSERT INTO u VALUES (1); END;
    CREATE TRIGGER bad AFTER INSERT ON u BEGIN UPDATE t SET nope = 1; END;
    CREATE TRIGGER back AFTER UPDATE ON t BEGIN INSERT INTO u VALUES (1); END;)sql"),
            "trigger u.bad does not compile: no such column: nope");
  EXPECT_EQ(problems_after(R"sql(
    CREATE TABLE t (a);
    CREATE VIEW v AS SELECT gone FROM t; CREATE VIEW w AS SELECT * FROM v; CREATE VIEW x AS SELECT * FROM w;
    CREATE TRIGGER reads AFTER INSERT ON t BEGIN SELECT * FROM x; END;
    CREATE VIEW other AS SELECT * FROM missing;)sql"),
            "view other does not compile: no such table: main.missing\n"
            "view v does not compile: no such column: gone");
}

TEST(Compiles, ExpressionsOfATableAreNamed) {
  model::Schema schema =
      schema_after("CREATE TABLE t (a, b AS (a), c DEFAULT 1, CHECK (a > 0)); CREATE INDEX i ON t(a)");
  const model::Schema whole = schema;
  for (const auto& [id, object] : whole.objects()) {
    model::Object changed = object;
    model::for_each_sql(changed, [](model::SqlRole, model::Symbol& sql) { sql = model::Symbol("nope + 1"); });
    schema.put(id, std::move(changed));
  }
  std::vector<std::string> lines;
  for (const Problem& problem : find_problems(schema)) lines.push_back(describe(problem));
  const std::string what = " does not compile: no such column: nope";
  EXPECT_EQ(lines,
            (std::vector<std::string>{"column t.b" + what, "check t.t_a_check" + what, "column t.c" + what}));
}

TEST(Compiles, AColumnInUpdateOfHasToBeThere) {
  EXPECT_EQ(
      problems_after("CREATE TABLE t (a); CREATE TRIGGER g AFTER UPDATE OF a, b ON t BEGIN SELECT 1; END;"),
      "trigger t.g does not compile: no such column: b");
}

TEST(Compiles, WhatIsNotModelledCountsAsThere) {
  const model::Schema schema =
      schema_after("CREATE TABLE t (a); CREATE VIEW v AS SELECT * FROM unread, schema_migrations;");
  EXPECT_EQ(find_problems(schema).size(), 1U);
  EXPECT_TRUE(find_problems(schema, {{"table", "Unread", ""}}).empty());
}

TEST(Compiles, WhatTheDeclarationLeavesToOthersCountsAsThere) {
  dsl::Declaration declaration{
      schema_after("CREATE TABLE t (a REFERENCES others(b)); CREATE VIEW v AS SELECT * FROM unread;"),
      {},
      {},
      {}};
  EXPECT_EQ(judge(declaration, nullptr).errors.size(), 1U);
  EXPECT_EQ(judge(declaration, nullptr).warnings.size(), 1U);
  declaration.scope.unmanaged = {"table others", "virtual table unread"};
  EXPECT_TRUE(judge(declaration, nullptr).errors.empty());
  EXPECT_TRUE(judge(declaration, nullptr).warnings.empty());
}

/// SQLite says whether a foreign key fits when it is on; this has to agree.
TEST(Compiles, ReferencesAreJudgedAsSqliteDoes) {
  constexpr const char* kParent =
      R"(CREATE TABLE parent (a INTEGER PRIMARY KEY, b TEXT UNIQUE, c TEXT COLLATE NOCASE, d, e,
    UNIQUE (d, e)); CREATE UNIQUE INDEX p1 ON parent(c COLLATE BINARY); CREATE UNIQUE INDEX p2 ON parent(d) WHERE d > 0;
    CREATE UNIQUE INDEX p3 ON parent(lower(e)); CREATE TABLE twice (x, y, PRIMARY KEY (y, x));)";
  for (const char* key : {"(f) REFERENCES parent", "(f) REFERENCES parent(a)", "(f) REFERENCES PARENT(B)",
                          "(f) REFERENCES parent(c)", "(f) REFERENCES parent(d)", "(f) REFERENCES parent(e)",
                          "(f, g) REFERENCES parent(e, d)", "(f, g) REFERENCES parent(a, b)",
                          "(f, g) REFERENCES twice", "(f, g) REFERENCES twice(x, y)", "(f) REFERENCES twice",
                          "(f) REFERENCES parent(nope)", "(f) REFERENCES missing(a)"}) {
    const auto database = db::open_memory_database();
    const std::string script = std::string(kParent) + "CREATE TABLE child (f, g, FOREIGN KEY " + key + ");";
    db::run_script(*database, script, "test.sql");
    database->execute("PRAGMA foreign_keys = ON");
    bool fits = true;
    try {
      database->execute("EXPLAIN INSERT INTO child VALUES (1, 1)");
    } catch (const base::Error&) {
      fits = false;
    }
    EXPECT_EQ(problems_after(script).empty(), fits) << key << "\n" << problems_after(script);
  }
}

TEST(Compiles, WhatAFileBreaksIsFoundOnScratch) {
  constexpr const char* kTable = "CREATE TABLE t (a, b); CREATE VIEW old AS SELECT nope FROM t;";
  const model::Schema before = schema_after(kTable);
  const auto scratch = db::open_memory_database();
  db::run_script(*scratch, kTable, "test.sql");
  const CompiledThroughout compiled(before, before);
  EXPECT_NO_THROW(compiled.check(*scratch, "expand")) << "it was broken before";
  scratch->execute("CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM later; END");
  try {
    compiled.check(*scratch, "expand");
    FAIL() << "the trigger does not compile";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::proof);
    EXPECT_STREQ(error.what(),
                 "After the expand phase trigger t.g does not compile: no such table: main.later; nothing "
                 "was written.");
  }
}

TEST(TriggerHead, SaysWhenATriggerFires) {
  using Event = TriggerHead::Event;
  EXPECT_EQ(read_trigger_head("CREATE TRIGGER \"update\" INSERT ON t BEGIN SELECT 1; END").event,
            Event::insert);
  EXPECT_EQ(read_trigger_head("CREATE TRIGGER x BEFORE DELETE ON t BEGIN SELECT 1; END").event,
            Event::remove);
  const TriggerHead head =
      read_trigger_head("CREATE TRIGGER main.x INSTEAD OF UPDATE OF a, \"b c\" ON t BEGIN SELECT 1; END");
  EXPECT_EQ(head.event, Event::update);
  EXPECT_EQ(head.update_of, (std::vector<std::string>{"a", "b c"}));
  EXPECT_TRUE(read_trigger_head("CREATE TRIGGER x AFTER UPDATE ON t BEGIN SELECT 1; END").update_of.empty());
}

}  // namespace
}  // namespace schemagen::app
