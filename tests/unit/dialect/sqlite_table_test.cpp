#include <gtest/gtest.h>

#include "schemagen/base/error.h"
#include "unit/dialect/sqlite_bench.h"

namespace schemagen::tests {
namespace {

using model::Kind;
using model::ReferentialAction;
using plan::Hazard;
using plan::Phase;

Draft users() {
  return Draft().table("users", {{"id", "INTEGER"}, {"name", "TEXT!"}, {"age", "INTEGER"}}).key({"id"});
}

dialect::AdviceMap advise(const std::string& table, const std::string& column,
                          const dialect::Advice& advice) {
  return {{model::column_id({}, table, column), advice}};
}

TEST(SqliteCreate, OneColumnOnALineConstraintsInlineWhereTheyAreUnnamed) {
  Draft draft = Draft().table("parent", {{"id", "INTEGER"}}).key({"id"}, true);
  draft
      .table("order", {{"Größe", "TEXT!", "'x'"},
                       {"select", "INTEGER", "-1"},
                       {"a\"b", "", "CURRENT_TIMESTAMP"},
                       {"e", "INTEGER", "1 + 1"}})
      .key({"Größe", "select"})
      .unique({"select"})
      .unique({"select", "e"}, "both")
      .check("\"select\" > 0", "select")
      .check("e > 0 and \"select\" < 3", "", "named")
      .reference("e", "parent", "id", ReferentialAction::cascade)
      .generated("g", "INTEGER", "e * 2", true);
  const auto sql = dialect::create_statements(draft.done(), {sql::Dialect::sqlite, 3040001});
  ASSERT_EQ(sql.size(), 2U);
  EXPECT_EQ(sql[0], R"(CREATE TABLE "order" (
    "Größe" TEXT NOT NULL DEFAULT 'x',
    "select" INTEGER DEFAULT -1 UNIQUE CHECK ("select" > 0),
    "a""b" DEFAULT CURRENT_TIMESTAMP,
    e INTEGER DEFAULT (1 + 1) REFERENCES parent (id) ON DELETE CASCADE,
    g INTEGER GENERATED ALWAYS AS (e * 2) STORED,
    PRIMARY KEY ("Größe", "select"),
    CONSTRAINT both UNIQUE ("select", e),
    CONSTRAINT named CHECK (e > 0 and "select" < 3)
))");
  EXPECT_EQ(sql[1], "CREATE TABLE parent (\n    id INTEGER PRIMARY KEY AUTOINCREMENT\n)");
  Memory database;
  for (const std::string& statement : sql) database.run(statement);
}

TEST(SqliteCreate, ADescendingIntegerKeyIsNoRowid) {
  Draft draft = Draft().table("t", {{"id", "INTEGER"}}).key({"id"});
  std::get<model::PrimaryKey>(*draft.schema().find(model::primary_key_id({}, "t"))).columns[0].descending =
      true;
  Memory database;
  for (const auto& sql : dialect::create_statements(draft.schema(), {sql::Dialect::sqlite, 3040001}))
    database.run(sql);
  database.run("INSERT INTO t VALUES (NULL)");
  EXPECT_EQ(database.rows("SELECT id, rowid FROM t"), "NULL|1");
}

TEST(SqlitePlan, NothingChangedNothingToDo) {
  EXPECT_TRUE(Bench(users().done(), users().done()).plan().empty());
}

TEST(SqlitePlan, ANullableColumnIsAddedInPlace) {
  Bench bench(users().done(), users().column({"nick", "TEXT"}).done());
  EXPECT_EQ(bench.outline(), "e: ALTER TABLE users ADD COLUMN nick TEXT\n");
  EXPECT_TRUE(bench.plan().steps[0].hazards.empty());
  bench.migrate();
}

TEST(SqlitePlan, AnAddedColumnCanBeTakenBack) {
  Draft parent = users();
  parent.table("posts", {{"id", "INTEGER"}}).key({"id"});
  Draft after = parent;
  after.column({"user_id", "INTEGER"})
      .reference("user_id", "users", "id", ReferentialAction::set_null)
      .column({"stars", "INTEGER!", "0"})
      .check("stars >= 0", "stars")
      .index("posts_user", {"user_id"});
  Bench bench(parent.done(), after.done());
  bench.database().run("INSERT INTO users VALUES (1, 'a', 2); INSERT INTO posts VALUES (7)");
  EXPECT_EQ(bench.try_phase(Phase::expand), "");
  EXPECT_EQ(bench.database().rows("SELECT * FROM posts"), "7|NULL|0");
  bench.undo();
}

TEST(SqlitePlan, NotNullWithoutAValueIsRefused) {
  try {
    Bench(users().done(), users().column({"email", "TEXT!"}).done());
    FAIL() << "planned";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::declaration);
    EXPECT_NE(std::string(error.what()).find("users.email"), std::string::npos);
    EXPECT_NE(error.hint().find("backfill"), std::string::npos);
  }
}

TEST(SqlitePlan, ABackfilledColumnIsNullableUntilContract) {
  Draft after = users().column({"email", "TEXT!"});
  Bench bench(users().done(), after.done(), advise("users", "email", filled_with("name || '@x'")));
  bench.database().run("INSERT INTO users VALUES (1, 'a', 2)");
  EXPECT_EQ(bench.try_phase(Phase::expand), "");
  bench.database().run("INSERT INTO users (id, name) VALUES (2, 'old')");
  EXPECT_EQ(bench.try_phase(Phase::migrate), "");
  EXPECT_EQ(bench.database().rows("SELECT email FROM users"), "a@x;old@x");
  bench.database().run("INSERT INTO users (id, name) VALUES (3, 'late')");
  EXPECT_EQ(bench.try_phase(Phase::contract), "");
  EXPECT_EQ(bench.database().rows("SELECT email FROM users"), "a@x;old@x;late@x");
  EXPECT_NE(bench.database().try_run("INSERT INTO users (id, name) VALUES (4, 'x')"), "");
}

TEST(SqlitePlan, ADefaultThatIsNoLiteralTakesARebuildAndFillsTheRows) {
  Draft after = users().column({"at", "TEXT!", "CURRENT_TIMESTAMP"});
  Bench bench(users().done(), after.done());
  bench.database().run("INSERT INTO users VALUES (1, 'a', 2)");
  bench.migrate();
  EXPECT_EQ(bench.database().rows("SELECT at IS NOT NULL FROM users"), "1");
}

TEST(SqlitePlan, ABackfillBesideADefaultIsForTheRowsThatAreThere) {
  Draft after = users().column({"kind", "TEXT!", "'new'"});
  Bench bench(users().done(), after.done(), advise("users", "kind", filled_with("'old'")));
  bench.database().run("INSERT INTO users VALUES (1, 'a', 2)");
  bench.migrate();
  bench.database().run("INSERT INTO users (id, name) VALUES (2, 'b')");
  EXPECT_EQ(bench.database().rows("SELECT kind FROM users"), "old;new");
}

TEST(SqlitePlan, ARemovedColumnStaysUntilContractAndIsRelaxed) {
  Draft after = Draft().table("users", {{"id", "INTEGER"}, {"age", "INTEGER"}}).key({"id"});
  Bench bench(users().done(), after.done());
  bench.database().run("INSERT INTO users VALUES (1, 'a', 2)");
  EXPECT_EQ(bench.try_phase(Phase::expand), "");
  bench.database().run("INSERT INTO users (id, age) VALUES (2, 3)");
  bench.database().run("INSERT INTO users (id, name, age) VALUES (3, 'c', 3)");
  EXPECT_TRUE(bench.has(Hazard::destructive));
  EXPECT_TRUE(bench.has(Hazard::irreversible));
  EXPECT_EQ(bench.plan().steps.back().losses,
            (std::vector<plan::Loss>{{model::column_id({}, "users", "name"), "the values"}}));
  EXPECT_NE(bench.outline().find("c: ALTER TABLE users DROP COLUMN name"), std::string::npos);
  EXPECT_EQ(bench.try_phase(Phase::contract), "");
  EXPECT_EQ(bench.database().rows("SELECT * FROM users"), "1|2;2|3;3|3");
}

TEST(SqlitePlan, AColumnUsedByACheckAnIndexAndAGeneratedColumnGoesByRebuild) {
  Draft before = users()
                     .check("age > 0", "age")
                     .index("users_age", {"age"})
                     .generated("twice", "INTEGER", "age * 2", false);
  Draft after = Draft().table("users", {{"id", "INTEGER"}, {"name", "TEXT!"}}).key({"id"});
  Bench bench(before.done(), after.done());
  bench.database().run("INSERT INTO users VALUES (1, 'a', 2)");
  bench.migrate();
  EXPECT_EQ(bench.database().rows("SELECT * FROM users"), "1|a");
}

TEST(SqlitePlan, TighteningIsContractAndNamesWhatTheRowsViolate) {
  Draft after = Draft()
                    .table("users", {{"id", "INTEGER"}, {"name", "TEXT!"}, {"age", "INTEGER!"}})
                    .key({"id"})
                    .unique({"name"});
  Bench bench(users().done(), after.done());
  EXPECT_TRUE(plan::steps_in(bench.plan(), Phase::expand).empty());
  EXPECT_TRUE(bench.has(Hazard::may_fail_on_rows));
  EXPECT_TRUE(bench.has(Hazard::rejects_old_writers));
  bench.database().run("INSERT INTO users VALUES (1, 'a', NULL)");
  EXPECT_NE(bench.try_phase(Phase::contract).find("users.age holds no NULL"), std::string::npos);
  bench.database().run("UPDATE users SET age = 1; INSERT INTO users VALUES (2, 'a', 1)");
  EXPECT_NE(bench.try_phase(Phase::contract).find("users (name) holds no value twice"), std::string::npos);
  bench.database().run("UPDATE users SET name = 'b' WHERE id = 2");
  bench.migrate();
  EXPECT_EQ(bench.database().rows("SELECT * FROM users"), "1|a|1;2|b|1");
}

TEST(SqlitePlan, TighteningCanBeAskedForEarly) {
  Draft after =
      Draft().table("users", {{"id", "INTEGER"}, {"name", "TEXT!"}, {"age", "INTEGER!"}}).key({"id"});
  Bench bench(users().done(), after.done(), advise("users", "age", filled_with("0", "expand")));
  EXPECT_TRUE(plan::steps_in(bench.plan(), Phase::contract).empty());
  bench.database().run("INSERT INTO users VALUES (1, 'a', NULL)");
  bench.migrate();
  EXPECT_EQ(bench.database().rows("SELECT age FROM users"), "0");
}

TEST(SqlitePlan, RelaxingIsExpand) {
  Draft before = users().check("age > 0", "age", "grown_up");
  Draft after = Draft().table("users", {{"id", "INTEGER"}, {"name", "TEXT"}, {"age", "INTEGER"}}).key({"id"});
  Bench bench(before.done(), after.done());
  EXPECT_TRUE(plan::steps_in(bench.plan(), Phase::contract).empty());
  bench.database().run("INSERT INTO users VALUES (1, 'a', 2)");
  EXPECT_EQ(bench.try_phase(Phase::expand), "");
  bench.undo();
  bench.migrate();
}

TEST(SqlitePlan, AChangedCheckIsLiftedFirstAndSetLast) {
  Bench bench(users().check("age > 0", "age", "c").done(), users().check("age > 1", "age", "c").done());
  bench.database().run("INSERT INTO users VALUES (1, 'a', 1)");
  EXPECT_EQ(bench.try_phase(Phase::expand), "");
  bench.database().run("INSERT INTO users VALUES (2, 'a', -1)");
  EXPECT_NE(bench.try_phase(Phase::contract).find("CHECK constraint failed: c"), std::string::npos);
  bench.database().run("UPDATE users SET age = 5");
  bench.migrate();
}

TEST(SqlitePlan, ATypeIsConvertedByUsingAndItsLossIsNamedWithout) {
  Draft after =
      Draft().table("users", {{"id", "INTEGER"}, {"name", "INTEGER!"}, {"age", "INTEGER"}}).key({"id"});
  Bench with(users().done(), after.done(), advise("users", "name", converted_by("length(name)")));
  EXPECT_FALSE(with.has(Hazard::destructive));
  with.database().run("INSERT INTO users VALUES (1, 'abc', 2)");
  with.migrate();
  EXPECT_EQ(with.database().rows("SELECT name FROM users"), "3");
  EXPECT_TRUE(Bench(users().done(), after.done()).has(Hazard::destructive));
}

TEST(SqlitePlan, AForeignKeyIsCheckedAgainstItsParent) {
  Draft before = users().table("posts", {{"id", "INTEGER"}, {"user_id", "INTEGER"}}).key({"id"});
  Draft after = before;
  after.reference("user_id", "users", "id");
  Bench bench(before.done(), after.done());
  bench.database().run("INSERT INTO posts VALUES (1, 9)");
  EXPECT_NE(bench.try_phase(Phase::contract).find("every posts (user_id) is in users"), std::string::npos);
  bench.database().run("UPDATE posts SET user_id = NULL");
  bench.migrate();
}

TEST(SqlitePlan, StrictAndWithoutRowidComeAndGo) {
  const auto draft = [] { return Draft().table("t", {{"k", "TEXT!"}, {"v", "INTEGER"}}).key({"k"}); };
  for (const auto& after : {draft().strict(), draft().without_rowid(), draft().strict().without_rowid()}) {
    Bench forth(draft().done(), after.done());
    forth.database().run("INSERT INTO t VALUES ('a', 1), ('b', 2)");
    forth.migrate();
    EXPECT_EQ(forth.database().rows("SELECT * FROM t ORDER BY k"), "a|1;b|2");
    Bench back(after.done(), draft().done());
    back.database().run("INSERT INTO t VALUES ('a', 1), ('b', 2)");
    back.migrate();
    EXPECT_EQ(back.database().rows("SELECT * FROM t ORDER BY k"), "a|1;b|2");
  }
}

TEST(SqlitePlan, APrimaryKeyChanges) {
  Draft before = Draft().table("t", {{"a", "TEXT!"}, {"b", "TEXT!"}}).key({"a"});
  Draft after = Draft()
                    .table("t", {{"id", "INTEGER"}, {"a", "TEXT!"}, {"b", "TEXT!"}})
                    .key({"id"})
                    .index("t_id", {"id"});
  Bench bench(before.done(), after.done());
  bench.database().run("INSERT INTO t VALUES ('x', 'y'), ('z', 'w'); DELETE FROM t WHERE a = 'x'");
  bench.migrate();
  EXPECT_EQ(bench.database().rows("SELECT * FROM t"), "2|z|w");
}

TEST(SqlitePlan, ANewKeyColumnNeedsValuesUnlessItIsTheRowid) {
  const Draft before = Draft().table("t", {{"a", "TEXT"}});
  Draft after = Draft().table("t", {{"a", "TEXT"}, {"k", "TEXT!"}}).key({"k"});
  EXPECT_THROW(Bench(before.done(), after.done()), base::Error);
  Bench bench(before.done(), after.done(), advise("t", "k", filled_with("'k' || rowid")));
  bench.database().run("INSERT INTO t VALUES ('x'), ('y')");
  bench.migrate();
  EXPECT_EQ(bench.database().rows("SELECT * FROM t"), "x|k1;y|k2");
}

TEST(SqlitePlan, ColumnsThatDifferInCaseAreOneColumn) {
  Draft after =
      Draft().table("users", {{"id", "INTEGER"}, {"Name", "TEXT!"}, {"age", "INTEGER"}}).key({"id"});
  Bench bench(users().done(), after.done());
  bench.database().run("INSERT INTO users VALUES (1, 'a', 2)");
  bench.migrate();
  EXPECT_EQ(bench.database().rows("SELECT Name FROM users"), "a");
}

TEST(SqlitePlan, NewerSqliteChangesNotNullInPlace) {
  Draft after =
      Draft().table("users", {{"id", "INTEGER"}, {"name", "TEXT"}, {"age", "INTEGER!"}}).key({"id"});
  const Bench bench(users().check("age > 0", "age", "grown_up").done(), after.done(), {}, {}, 3053000);
  EXPECT_NE(bench.outline().find("e: ALTER TABLE users ALTER COLUMN name DROP NOT NULL\n"
                                 "e: ALTER TABLE users DROP CONSTRAINT grown_up\n"),
            std::string::npos)
      << bench.outline();
  EXPECT_NE(bench.outline().find("c: ALTER TABLE users ALTER COLUMN age SET NOT NULL\n"), std::string::npos);
}

TEST(SqlitePlan, WhatSqliteHasNotIsRefused) {
  Draft after = users();
  after.schema().put({Kind::enum_type, {}, {}, "mood"}, model::EnumType{});
  EXPECT_THROW(Bench(users().done(), after.done()), base::Error);
  EXPECT_THROW(dialect::create_statements(after.done(), {sql::Dialect::sqlite, 3040001}), base::Error);
}

}  // namespace
}  // namespace schemagen::tests
