// What the model says about an SQLite schema, where the pragmas are silent.
#include <gtest/gtest.h>

#include <filesystem>

#include "schemagen/db/database.h"

namespace schemagen {
namespace {

using model::Kind;
using model::Naming;
using model::ObjectId;

model::Schema schema_after(const std::string& script) {
  const auto database = db::open_memory_database();
  db::run_script(*database, script, "test.sql");
  return database->introspect();
}

template <class T>
const T& get(const model::Schema& schema, const ObjectId& id) {
  const T* object = schema.find_as<T>(id);
  if (object == nullptr)
    throw std::runtime_error("not in the schema: " + to_string(id) + "\n" + dump(schema));
  return *object;
}

const model::Column& column(const model::Schema& schema, const char* name) {
  return get<model::Column>(schema, model::column_id({}, "t", name));
}

const model::Check& check(const model::Schema& schema, const char* name) {
  return get<model::Check>(schema, ObjectId{Kind::check, {}, "t", name});
}

std::vector<std::string> names(const model::Schema& schema, Kind kind) {
  std::vector<std::string> found;
  for (const auto& [id, object] : schema.objects())
    if (id.kind == kind) found.push_back(id.name.str());
  return found;
}

using Names = std::vector<std::string>;

TEST(SqliteIntrospect, CutsExpressionsFromTheSource) {
  const model::Schema schema = schema_after(
      "CREATE TABLE t(a DEFAULT ( /* x */ 1 + /* in */ 2 -- y\n ), b CHECK ((( b  >  0 ))), "
      "c AS (lower( a ) || ')') STORED)");
  EXPECT_EQ(column(schema, "a").default_value.str(), "1 + /* in */ 2");
  EXPECT_EQ(check(schema, "t_b_check").expression.str(), "b  >  0");
  EXPECT_EQ(column(schema, "c").generated->expression.str(), "lower( a ) || ')'");
  EXPECT_TRUE(column(schema, "c").generated->stored);
}

TEST(SqliteIntrospect, StringsInDoubleQuotesAreReadAsStrings) {
  const std::string path = (std::filesystem::temp_directory_path() / "schemagen-quotes.db").string();
  std::filesystem::remove(path);
  db::run_script(*db::open_database("sqlite:" + path, db::OpenMode::create), R"sql(
    CREATE TABLE t("a" TEXT CHECK ("a" IN ("x", "it's ""x""")), b DEFAULT "y", c AS (json_extract(a, "$.c")));
    CREATE INDEX i ON t("a") WHERE "a" <> "b" AND a <> "no column";
    CREATE VIEW v AS SELECT "a", "text" AS "s" FROM "t" WHERE "b" = "w";
    CREATE TRIGGER g AFTER INSERT ON "t" WHEN new."a" = "b" BEGIN SELECT of_the_application("z"); END;
    CREATE VIEW broken AS SELECT "a", nope FROM t;
    )sql",
                 "test.sql");
  const model::Schema schema = db::open_database("sqlite:" + path, db::OpenMode::read_only)->introspect();
  std::filesystem::remove(path);
  EXPECT_EQ(check(schema, "t_a_check").expression.str(), R"("a" IN ('x', 'it''s "x"'))");
  EXPECT_EQ(column(schema, "c").generated->expression.str(), "json_extract(a, '$.c')");
  EXPECT_EQ(get<model::Index>(schema, {Kind::index, {}, "t", "i"}).where.str(),
            R"("a" <> "b" AND a <> 'no column')");
  EXPECT_EQ(get<model::View>(schema, {Kind::view, {}, {}, "v"}).query.str(),
            R"(SELECT "a", 'text' AS "s" FROM "t" WHERE "b" = 'w')");
  EXPECT_EQ(
      get<model::Trigger>(schema, {Kind::trigger, {}, "t", "g"}).definition.str(),
      R"(CREATE TRIGGER g AFTER INSERT ON "t" WHEN new."a" = 'b' BEGIN SELECT of_the_application('z'); END)");
  EXPECT_EQ(get<model::View>(schema, {Kind::view, {}, {}, "broken"}).query.str(),
            R"(SELECT "a", nope FROM t)");
}

TEST(SqliteIntrospect, DefaultsMeanWhatSqliteMakesOfThem) {
  const model::Schema schema = schema_after(
      "CREATE TABLE t(a DEFAULT foo, b DEFAULT \"it's\", c DEFAULT TRUE, d DEFAULT NULL, e DEFAULT (NULL), f "
      "DEFAULT - 1, "
      "g DEFAULT 1 DEFAULT 2, h DEFAULT \"true\", i DEFAULT current_timestamp)");
  EXPECT_EQ(column(schema, "a").default_value.str(), "'foo'");
  EXPECT_EQ(column(schema, "b").default_value.str(), "'it''s'");
  EXPECT_EQ(column(schema, "c").default_value.str(), "TRUE");
  EXPECT_EQ(column(schema, "d").default_value.str(), "");
  EXPECT_EQ(column(schema, "e").default_value.str(), "");
  EXPECT_EQ(column(schema, "f").default_value.str(), "- 1");
  EXPECT_EQ(column(schema, "g").default_value.str(), "2");
  EXPECT_EQ(column(schema, "h").default_value.str(), "'true'");
  EXPECT_EQ(column(schema, "i").default_value.str(), "current_timestamp");
}

TEST(SqliteIntrospect, OrderAndConflictOfKeys) {
  const model::Schema schema = schema_after(
      "CREATE TABLE t(id INTEGER PRIMARY KEY ON CONFLICT REPLACE AUTOINCREMENT, a NOT NULL ON CONFLICT FAIL, "
      "b UNIQUE ON CONFLICT IGNORE, CONSTRAINT big CHECK(a > 9) ON CONFLICT ROLLBACK)");
  const auto& key = get<model::PrimaryKey>(schema, model::primary_key_id({}, "t"));
  EXPECT_TRUE(key.autoincrement);
  EXPECT_EQ(key.on_conflict, model::OnConflict::replace);
  EXPECT_EQ(key.naming, Naming::automatic);
  EXPECT_EQ(column(schema, "a").not_null_conflict, model::OnConflict::fail);
  EXPECT_EQ(get<model::Unique>(schema, {Kind::unique, {}, "t", "t_b_key"}).on_conflict,
            model::OnConflict::ignore);
  EXPECT_EQ(check(schema, "big").on_conflict, model::OnConflict::rollback);
  EXPECT_EQ(check(schema, "big").naming, Naming::given);
}

TEST(SqliteIntrospect, DescendingIntegerKeyIsARowidAliasOnlyAsTableConstraint) {
  const model::Schema at_column = schema_after("CREATE TABLE t(id INTEGER PRIMARY KEY DESC)");
  EXPECT_TRUE(get<model::PrimaryKey>(at_column, model::primary_key_id({}, "t")).columns[0].descending);
  EXPECT_FALSE(column(at_column, "id").not_null);
  const model::Schema of_table = schema_after("CREATE TABLE t(id INTEGER, PRIMARY KEY(id DESC))");
  EXPECT_FALSE(get<model::PrimaryKey>(of_table, model::primary_key_id({}, "t")).columns[0].descending);
  EXPECT_TRUE(column(of_table, "id").not_null);
}

TEST(SqliteIntrospect, ReferencesTakeTheDeclaredSpelling) {
  const model::Schema schema = schema_after(
      "CREATE TABLE Users(Id INTEGER PRIMARY KEY, Mail); CREATE TABLE t(u REFERENCES USERS, m REFERENCES "
      "users(MAIL) "
      "MATCH FULL DEFERRABLE INITIALLY DEFERRED, v REFERENCES Nowhere(X), FOREIGN KEY(U) REFERENCES "
      "Nowhere); "
      "CREATE INDEX i ON t(U, M)");
  const auto& implied = get<model::ForeignKey>(schema, {Kind::foreign_key, {}, "t", "t_u_fkey"});
  EXPECT_EQ(implied.ref_table.str(), "Users");
  EXPECT_EQ(implied.ref_columns, std::vector<model::Symbol>{"Id"});
  const auto& named = get<model::ForeignKey>(schema, {Kind::foreign_key, {}, "t", "t_m_fkey"});
  EXPECT_EQ(named.ref_columns, std::vector<model::Symbol>{"Mail"});
  EXPECT_EQ(named.match, model::Match::full);
  EXPECT_EQ(named.deferral, model::Deferral::initially_deferred);
  EXPECT_EQ(get<model::ForeignKey>(schema, {Kind::foreign_key, {}, "t", "t_v_fkey"}).ref_columns,
            std::vector<model::Symbol>{"X"});
  const auto& missing = get<model::ForeignKey>(schema, {Kind::foreign_key, {}, "t", "t_u_fkey1"});
  EXPECT_EQ(missing.columns, std::vector<model::Symbol>{"u"});
  EXPECT_TRUE(missing.ref_columns.empty());
  EXPECT_EQ(model::key_columns(*schema.find({Kind::index, {}, "t", "i"})),
            (std::vector<model::Symbol>{"u", "m"}));
}

TEST(SqliteIntrospect, AutomaticNamesAreNumberedBehindGivenOnes) {
  const model::Schema schema = schema_after(
      "CREATE TABLE t(a UNIQUE CHECK(a > 1), b, UNIQUE(a), CHECK(a > 2), CHECK(a > b), CHECK(1), "
      "CONSTRAINT t_a_check CHECK(a > 3))");
  EXPECT_EQ(names(schema, Kind::unique), (Names{"t_a_key", "t_a_key1"}));
  EXPECT_EQ(names(schema, Kind::check),
            (Names{"t_a_check", "t_a_check1", "t_a_check2", "t_check", "t_check1"}));
  EXPECT_EQ(check(schema, "t_a_check").expression.str(), "a > 3");
  EXPECT_EQ(check(schema, "t_check1").expression.str(), "1");
  EXPECT_EQ(check(schema, "t_check1").naming, Naming::automatic);
}

TEST(SqliteIntrospect, IndexKeys) {
  const model::Schema schema = schema_after(
      "CREATE TABLE t(a, b COLLATE nocase); CREATE INDEX i ON t((A) DESC, b COLLATE NoCase, b COLLATE "
      "binary, "
      "lower(a) COLLATE rtrim, a || b COLLATE nocase, (a + 1)) WHERE ((a > 0))");
  const auto& index = get<model::Index>(schema, {Kind::index, {}, "t", "i"});
  ASSERT_EQ(index.keys.size(), 6U);
  EXPECT_EQ(index.keys[0].column.str(), "a");
  EXPECT_TRUE(index.keys[0].descending);
  EXPECT_EQ(index.keys[1].collation.str(), "");
  EXPECT_EQ(index.keys[2].collation.str(), "BINARY");
  EXPECT_EQ(index.keys[3].expression.str(), "lower(a)");
  EXPECT_EQ(index.keys[3].collation.str(), "RTRIM");
  EXPECT_EQ(index.keys[4].expression.str(), "a || b COLLATE nocase");
  EXPECT_EQ(index.keys[5].expression.str(), "a + 1");
  EXPECT_EQ(index.where.str(), "a > 0");
}

TEST(SqliteIntrospect, ViewsTriggersAndVirtualTables) {
  const model::Schema schema = schema_after(
      "CREATE TABLE T(a); CREATE VIEW v(\"x y\") AS -- why\n SELECT a FROM T -- end\n;"
      "CREATE TRIGGER IF NOT EXISTS g AFTER INSERT ON t BEGIN SELECT 1; END;"
      "CREATE VIRTUAL TABLE d USING fts5( title, body ); CREATE TRIGGER w INSTEAD OF DELETE ON V BEGIN "
      "SELECT 1; END;");
  const auto& view = get<model::View>(schema, {Kind::view, {}, {}, "v"});
  EXPECT_EQ(view.query.str(), "SELECT a FROM T");
  EXPECT_EQ(view.columns, std::vector<model::Symbol>{"x y"});
  EXPECT_EQ(get<model::Trigger>(schema, {Kind::trigger, {}, "T", "g"}).definition.str(),
            "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END");
  EXPECT_TRUE(schema.contains({Kind::trigger, {}, "v", "w"}));
  const auto& table = get<model::VirtualTable>(schema, {Kind::virtual_table, {}, {}, "d"});
  EXPECT_EQ(table.module.str(), "fts5");
  EXPECT_EQ(table.arguments.str(), "title, body");
  EXPECT_EQ(names(schema, Kind::table), Names{"T"});
}

TEST(SqliteIntrospect, ShadowTablesOfAModuleThatIsNotThere) {
  const model::Schema schema = schema_after(
      "CREATE TABLE g_node(a); CREATE TABLE g_other(a); CREATE TABLE g_rowid(a); PRAGMA writable_schema = on;"
      "INSERT INTO sqlite_schema(type, name, tbl_name, rootpage, sql) VALUES"
      "('table', 'g', 'g', 0, 'CREATE VIRTUAL TABLE g USING geopoly(x)');");
  EXPECT_EQ(names(schema, Kind::table), Names{"g_other"});
  EXPECT_EQ(names(schema, Kind::virtual_table), Names{"g"});
}

TEST(SqliteIntrospect, TablesOfSqliteAreNotOurs) {
  const model::Schema schema = schema_after(
      "CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT); CREATE TABLE d1_migrations(a); ANALYZE;");
  EXPECT_EQ(names(schema, Kind::table), (Names{"d1_migrations", "t"}));
  EXPECT_TRUE(schema.unmodelled().empty());
}

TEST(SqliteIntrospect, WhatTheModelHasNoPlaceForIsNamed) {
  const model::Schema schema = schema_after(
      "CREATE TABLE t(a CONSTRAINT nn NOT NULL CONSTRAINT df DEFAULT 1, b, CONSTRAINT c CHECK(a > 0), "
      "CONSTRAINT c CHECK(b > 0), CONSTRAINT bare); CREATE TEMP TABLE s(a); CREATE TEMP VIEW tv AS SELECT "
      "1");
  std::vector<std::string> found;
  for (const model::Unmodelled& item : schema.unmodelled()) found.push_back(item.kind + ": " + item.name);
  EXPECT_EQ(found,
            (Names{"temporary table: s", "temporary view: tv", "constraint name of column a: t.nn",
                   "constraint name of column a: t.df", "constraint name: t.bare", "constraint name: t.c"}));
  EXPECT_EQ(names(schema, Kind::check), (Names{"c", "t_b_check"}));
}

TEST(SqliteIntrospect, OneTableThatCannotBeReadIsNamedAndTheOthersAreRead) {
  const auto database = db::open_memory_database();
  db::run_script(*database,
                 "CREATE TABLE t(a); CREATE TABLE odd(a); CREATE INDEX i ON odd(a);"
                 "CREATE TRIGGER g AFTER INSERT ON odd BEGIN SELECT 1; END; PRAGMA writable_schema = on;"
                 "UPDATE sqlite_schema SET sql = 'CREATE TABLE odd(a, CHECK (a > 0)' WHERE name = 'odd'",
                 "test.sql");
  const model::Schema schema = database->introspect();
  EXPECT_EQ(names(schema, Kind::table), Names{"t"});
  std::vector<std::string> found;
  for (const model::Unmodelled& item : schema.unmodelled()) found.push_back(item.kind + " " + item.name);
  EXPECT_EQ(found, (Names{"table odd", "index odd.i", "trigger odd.g"}));
}

}  // namespace
}  // namespace schemagen
