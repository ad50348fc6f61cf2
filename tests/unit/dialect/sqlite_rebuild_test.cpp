#include <gtest/gtest.h>

#include "unit/dialect/sqlite_bench.h"

namespace schemagen::tests {
namespace {

using model::Kind;
using model::ReferentialAction;
using plan::Hazard;
using plan::Phase;

/// `name` grows a CHECK, which SQLite cannot add in place.
Draft tree() {
  return Draft()
      .table("t", {{"id", "INTEGER"}, {"parent", "INTEGER"}, {"name", "TEXT"}})
      .key({"id"})
      .reference("parent", "t", "id", ReferentialAction::cascade);
}

TEST(SqliteRebuild, ASelfReferenceThatCascadesKeepsItsRows) {
  Bench bench(tree().done(), tree().check("name <> ''", "name").done());
  bench.database().run("INSERT INTO t VALUES (1, NULL, 'a'), (2, 1, 'b'), (3, 2, 'c')");
  bench.migrate();
  EXPECT_EQ(bench.database().rows("SELECT * FROM t"), "1|NULL|a;2|1|b;3|2|c");
  EXPECT_EQ(bench.database().rows("SELECT \"table\" FROM pragma_foreign_key_list('t')"), "t");
  bench.database().run("DELETE FROM t WHERE id = 1");
  EXPECT_EQ(bench.database().rows("SELECT count(*) FROM t"), "0");
}

TEST(SqliteRebuild, ChildrenThatCascadeKeepTheirRows) {
  Draft before = tree();
  before.table("child", {{"id", "INTEGER"}, {"t_id", "INTEGER!"}})
      .key({"id"})
      .reference("t_id", "t", "id", ReferentialAction::cascade);
  Draft after = tree().check("name <> ''", "name");
  after.table("child", {{"id", "INTEGER"}, {"t_id", "INTEGER!"}})
      .key({"id"})
      .reference("t_id", "t", "id", ReferentialAction::cascade);
  Bench bench(before.done(), after.done());
  bench.database().run("INSERT INTO t VALUES (1, NULL, 'a'); INSERT INTO child VALUES (5, 1)");
  bench.migrate();
  EXPECT_EQ(bench.database().rows("SELECT * FROM child"), "5|1");
}

TEST(SqliteRebuild, StopsWhereForeignKeysAreOn) {
  Bench bench(tree().done(), tree().check("name <> ''", "name").done());
  bench.database().run("INSERT INTO t VALUES (1, NULL, 'a'), (2, 1, 'b'); BEGIN");
  std::string message;
  for (const std::string& sql : bench.plan().steps.at(0).sql)
    if (message.empty()) message = bench.database().try_run(sql);
  EXPECT_NE(message.find("foreign_keys must be off"), std::string::npos) << message;
  bench.database().run("ROLLBACK");
  EXPECT_EQ(bench.database().rows("SELECT count(*) FROM t"), "2");
}

TEST(SqliteRebuild, IndexesTriggersAndViewsSurvive) {
  const auto draft = [](bool checked) {
    Draft d = tree();
    if (checked) d.check("name <> ''", "name");
    d.index("t_name", {"name"}, false, "name IS NOT NULL").expression_index("t_lower", "lower(name)");
    d.trigger("t_log", "CREATE TRIGGER t_log AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.name); END");
    d.table("log", {{"line", "TEXT"}});
    d.trigger("log_t", "CREATE TRIGGER log_t AFTER DELETE ON log BEGIN UPDATE t SET name = 'gone'; END");
    d.view("v", "SELECT name FROM t").view("w", "SELECT * FROM v");
    d.trigger("v_in",
              "CREATE TRIGGER w_in INSTEAD OF INSERT ON w BEGIN INSERT INTO t (name) VALUES (new.name); END");
    return d.done();
  };
  Bench bench(draft(false), draft(true));
  bench.database().run("INSERT INTO w VALUES ('a')");
  bench.migrate();
  EXPECT_EQ(bench.database().rows("SELECT * FROM log"), "a");
  bench.database().run("INSERT INTO w VALUES ('b')");
  EXPECT_EQ(bench.database().rows("SELECT * FROM w; SELECT * FROM log"), "a;b;a;b");
  bench.database().run("DELETE FROM log WHERE line = 'a'");
  EXPECT_EQ(bench.database().rows("SELECT * FROM v"), "gone;gone");
}

TEST(SqliteRebuild, ABrokenViewElsewhereIsNoObstacle) {
  const auto draft = [](bool checked) {
    Draft d = tree();
    if (checked) d.check("name <> ''", "name");
    return d.view("broken", "SELECT * FROM nowhere").done();
  };
  Bench bench(draft(false), draft(true));
  EXPECT_EQ(bench.try_phase(Phase::contract), "");
}

TEST(SqliteRebuild, AutoincrementNeverReusesNumbers) {
  const auto draft = [](bool checked) {
    Draft d = Draft().table("t", {{"id", "INTEGER"}, {"n", "TEXT"}}).key({"id"}, true);
    if (checked) d.check("n <> ''", "n");
    return d.done();
  };
  Bench bench(draft(false), draft(true));
  bench.database().run("INSERT INTO t (n) VALUES ('a'), ('b'), ('c'); DELETE FROM t WHERE id = 3");
  bench.migrate();
  bench.database().run("INSERT INTO t (n) VALUES ('d')");
  EXPECT_EQ(bench.database().rows("SELECT id FROM t"), "1;2;4");
  EXPECT_EQ(bench.database().rows("SELECT * FROM sqlite_sequence"), "t|4");
}

TEST(SqliteRebuild, RowidsStay) {
  const auto draft = [](bool checked) {
    Draft d = Draft().table("t", {{"rowid", "TEXT"}, {"n", "TEXT"}}).key({"n"});
    if (checked) d.check("n <> ''", "n");
    return d.done();
  };
  Bench bench(draft(false), draft(true));
  bench.database().run(
      "INSERT INTO t VALUES ('a', 'x'), ('b', 'y'), ('c', 'z'); DELETE FROM t WHERE n = 'x'");
  bench.migrate();
  EXPECT_EQ(bench.database().rows("SELECT _rowid_, * FROM t ORDER BY 1"), "2|b|y;3|c|z");
}

TEST(SqliteRebuild, GeneratedColumnsAreComputedAndBecomePlain) {
  const auto draft = [] { return Draft().table("t", {{"a", "INTEGER"}}); };
  Draft before = draft().generated("b", "INTEGER", "a * 2", true);
  Draft after = draft().generated("b", "INTEGER", "a * 3", true).check("t.a > 0", "a");
  Bench bench(before.done(), after.done());
  bench.database().run("INSERT INTO t VALUES (2)");
  bench.migrate();
  EXPECT_EQ(bench.database().rows("SELECT * FROM t"), "2|6");
  Bench plain(before.done(), draft().column({"b", "INTEGER"}).done());
  plain.database().run("INSERT INTO t VALUES (2)");
  EXPECT_EQ(plain.try_phase(Phase::expand), "");
  plain.database().run("INSERT INTO t (a, b) VALUES (1, 9)");
  plain.migrate();
  EXPECT_EQ(plain.database().rows("SELECT * FROM t"), "2|4;1|9");
}

TEST(SqliteRebuild, RowsThatAConstraintSwallowsStopIt) {
  Draft after = Draft().table("t", {{"a", "TEXT"}, {"b", "TEXT"}}).unique({"a"});
  auto& unique = std::get<model::Unique>(*after.schema().find({Kind::unique, {}, "t", "t_a_key"}));
  unique.on_conflict = model::OnConflict::ignore;
  Bench bench(Draft().table("t", {{"a", "TEXT"}, {"b", "TEXT"}}).done(), after.done());
  bench.database().run("INSERT INTO t VALUES ('x', '1'), ('x', '2')");
  EXPECT_NE(bench.try_phase(Phase::contract), "");
  EXPECT_EQ(bench.database().rows("SELECT count(*) FROM t"), "2");
}

TEST(SqliteRebuild, HostileNamesEverywhere) {
  const std::string table = "sel\"ect t;--'";
  const std::string column = "Größe \"x\" '";
  const auto draft = [&](const std::string& type, bool more) {
    Draft d = Draft().table("order", {{"group", "INTEGER"}}).key({"group"}, true);
    d.table(table, {{column, type}, {"table", "INTEGER"}, {"from", "TEXT"}})
        .reference("table", "order", "group", ReferentialAction::cascade, "for\"eign")
        .index("in\"dex", {column, "from"}, true, "\"from\" <> ';'");
    if (more) d.check("\"from\" <> '--'", "from", "che'ck;").unique({"table", column}, "uni\"que");
    d.trigger("trig\"ger",
              "CREATE TRIGGER \"trig\"\"ger\" AFTER INSERT ON \"sel\"\"ect t;--'\" BEGIN "
              "UPDATE \"order\" SET \"group\" = \"group\"; END");
    return d.view("vi\"ew", "SELECT \"from\" FROM \"sel\"\"ect t;--'\"").done();
  };
  Bench bench(draft("TEXT", false), draft("TEXT!", true));
  bench.database().run("INSERT INTO \"order\" VALUES (4)");
  bench.database().run("INSERT INTO \"sel\"\"ect t;--'\" VALUES ('a', 4, 'b')");
  bench.migrate();
  EXPECT_EQ(bench.database().rows("SELECT * FROM \"vi\"\"ew\""), "b");
  Bench back(draft("TEXT!", true), draft("TEXT", false));
  back.migrate();
}

TEST(SqliteRebuild, AConstraintIsRenamed) {
  const diff::Rename rename{{Kind::check, {}, "t", "old"}, {Kind::check, {}, "t", "new"}, {}, {}};
  const auto draft = [](const std::string& name) {
    return Draft().table("t", {{"a", "INTEGER"}}).check("a > 0", "a", name).done();
  };
  Bench bench(draft("old"), draft("new"), {}, {rename});
  bench.database().run("INSERT INTO t VALUES (1)");
  bench.migrate();
  EXPECT_NE(bench.database().rows("SELECT sql FROM sqlite_schema").find("CONSTRAINT new CHECK"),
            std::string::npos);
}

}  // namespace
}  // namespace schemagen::tests
