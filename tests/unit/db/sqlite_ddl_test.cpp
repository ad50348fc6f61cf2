// SQLite's DDL in every shape that SQLite takes, each read by our parser and by SQLite's own pragmas.
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "schemagen/base/text.h"
#include "schemagen/db/database.h"
#include "schemagen/dialect/lower.h"
#include "support/pragma_check.h"

namespace schemagen {
namespace {

std::unique_ptr<db::Database> database_with(const std::string& script) {
  auto database = db::open_memory_database();
  db::run_script(*database, script, "test.sql");
  return database;
}

class OddSchema : public testing::TestWithParam<const char*> {};

TEST_P(OddSchema, IsReadAsThePragmasSay) {
  const auto database = database_with(GetParam());
  const model::Schema schema = database->introspect();
  EXPECT_EQ(base::join(tests::pragma_differences(*database, schema), "\n"), "") << model::dump(schema);
  for (const model::Unmodelled& item : schema.unmodelled())
    EXPECT_TRUE(item.kind.starts_with("constraint name") || item.kind.starts_with("MATCH clause"))
        << item.kind << " " << item.name << ": " << item.detail;
}

std::string unmodelled_text(const model::Schema& schema) {
  std::string text;
  for (const model::Unmodelled& item : schema.unmodelled()) text += item.kind + " " + item.name + "\n";
  return text;
}

TEST_P(OddSchema, IsCreatedAnewFromItsModel) {
  const auto database = database_with(GetParam());
  const model::Schema schema = database->introspect();
  const auto second = db::open_memory_database();
  std::string script;
  for (const std::string& statement : dialect::create_statements(schema, second->target())) {
    script += statement + ";\n";
    second->execute(statement);
  }
  const model::Schema again = second->introspect();
  EXPECT_EQ(model::dump(again), model::dump(schema)) << script;
  EXPECT_TRUE(again == schema);
  EXPECT_EQ(unmodelled_text(again), "") << script;
}

constexpr const char* kTypes[] = {
    "CREATE TABLE t(a)",
    "CREATE TABLE t(a, b, c)",
    "CREATE TABLE t(a INTEGER, b TEXT, c REAL, d BLOB, e ANY)",
    "create table t(a int,b integer,c bigint,d unsigned big int,e native  character ( 70 ))",
    "CREATE TABLE t(a DECIMAL( 10 , 2 ), b varchar(80) not null, c numeric(5,-2), d float(+3))",
    "CREATE TABLE t(a double   precision, b\tdouble\nprecision default 1.5)",
    "CREATE TABLE t(a int /*x*/ unsigned /*y*/ (10) /*z*/ not null)",
    "CREATE TABLE t(a \"my type\", b 'text', c [int], d `big int`, e \"in\"\"t\", f \"not null\")",
    "CREATE TABLE t(a key text, b desc, c asc, d begin end)",
    "CREATE TABLE t(a LONG VARCHAR, b varying character(255), c 'quoted' words)",
    "CREATE TABLE t(a text collate nocase, b text collate \"BINARY\", c collate rtrim)",
    "CREATE TABLE t(a text collate nocase collate rtrim unique, b unique collate nocase)",
};
INSTANTIATE_TEST_SUITE_P(Types, OddSchema, testing::ValuesIn(kTypes));

constexpr const char* kDefaults[] = {
    "CREATE TABLE t(a default foo, b default \"foo\", c default true, d default \"true\", e default [x y])",
    "CREATE TABLE t(a default null, b default (null), c default ((null)), d default NULL not null)",
    "CREATE TABLE t(a default - 1, b default +5, c default -'1', d default -1.5e-3, e default 0x1F)",
    "CREATE TABLE t(a default (1+1), b default ((1)), c default ( 'x' /*c*/ ))",
    "CREATE TABLE t(a default /*a*/ 1 /*b*/, b default 'x''y', c default x'00ff', d default 1e3)",
    "CREATE TABLE t(a default current_timestamp, b default CURRENT_DATE, c default (datetime('now')))",
    "CREATE TABLE t(a default 1 default 2, b int default 'one' not null default 'two')",
    "CREATE TABLE t(a text default abort, b text default key, c text default current_time check(c > ''))",
    "CREATE TABLE t(a default ')', b default '(', c default (')' || '('), d default '--', e default '/*')",
    "CREATE TABLE t(a text default (strftime('%s', 'now')) not null -- why\n, b default 1 -- last\n)",
};
INSTANTIATE_TEST_SUITE_P(Defaults, OddSchema, testing::ValuesIn(kDefaults));

constexpr const char* kKeys[] = {
    "CREATE TABLE t(id INTEGER PRIMARY KEY)",
    "CREATE TABLE t(id integer primary key autoincrement, b)",
    "CREATE TABLE t(id INTEGER PRIMARY KEY DESC, b)",
    "CREATE TABLE t(id INTEGER PRIMARY KEY ASC ON CONFLICT REPLACE AUTOINCREMENT NOT NULL)",
    "CREATE TABLE t(id INTEGER, PRIMARY KEY(id DESC))",
    "CREATE TABLE t(id INTEGER, PRIMARY KEY(id AUTOINCREMENT) ON CONFLICT FAIL)",
    "CREATE TABLE t(id \"INTEGER\" PRIMARY KEY, b)",
    "CREATE TABLE t(id INT PRIMARY KEY, b)",
    "CREATE TABLE t(id BIGINT PRIMARY KEY, b)",
    "CREATE TABLE t(ID INTEGER, primary key(\"id\"))",
    "CREATE TABLE t(id INTEGER, primary key('id' collate nocase))",
    "CREATE TABLE t(a, b, c, PRIMARY KEY(c, a DESC))",
    "CREATE TABLE t(a, b, c, CONSTRAINT pk PRIMARY KEY(A collate nocase, [B]) ON CONFLICT IGNORE)",
    "CREATE TABLE t(a text, b int, PRIMARY KEY(b, a)) WITHOUT ROWID",
    "CREATE TABLE t(a integer primary key, b int) without rowid",
    "CREATE TABLE t(a integer, b, primary key(a desc)) WITHOUT ROWID",
    "CREATE TABLE t(a int, b text, primary key(b, a)) STRICT",
    "CREATE TABLE t(a int primary key, b any) strict",
    "CREATE TABLE t(a integer primary key, b text) STRICT, WITHOUT ROWID",
    "CREATE TABLE t(a integer, b text, primary key(a)) without rowid , strict",
    "CREATE TABLE t(a CONSTRAINT pk PRIMARY KEY, b)",
};
INSTANTIATE_TEST_SUITE_P(Keys, OddSchema, testing::ValuesIn(kKeys));

constexpr const char* kConstraints[] = {
    "CREATE TABLE t(a unique unique, b int primary key unique, unique(a), unique(a collate nocase))",
    "CREATE TABLE t(a, b, unique(\"a\" desc), unique('a', 'b'), unique((b)), unique(((a)) collate nocase))",
    "CREATE TABLE t(a, b, UNIQUE(a) CHECK(a > 0) CONSTRAINT x UNIQUE(b) FOREIGN KEY(a) REFERENCES t(b))",
    "CREATE TABLE t(a, b, CONSTRAINT x CONSTRAINT y CHECK(a > 0), CONSTRAINT z)",
    "CREATE TABLE t(a constraint x check (a>0) check (a<5), constraint y check(a<>7) check (a<>8))",
    "CREATE TABLE t(a NOT NULL ON CONFLICT FAIL, b NULL, c NULL ON CONFLICT ABORT NOT NULL, d NOT NULL NULL)",
    "CREATE TABLE t(a CONSTRAINT nn NOT NULL CONSTRAINT d DEFAULT 1 CONSTRAINT c COLLATE nocase)",
    "CREATE TABLE t(a UNIQUE ON CONFLICT REPLACE, b, UNIQUE(b, a) ON CONFLICT ROLLBACK)",
    "CREATE TABLE t(a, b, CHECK ((a) > (b)) ON CONFLICT IGNORE, CHECK (((a > 1))))",
    "CREATE TABLE t(a INTEGER PRIMARY KEY UNIQUE, b UNIQUE, UNIQUE(b))",
    "CREATE TABLE t(a COLLATE nocase, b, UNIQUE(a COLLATE binary), UNIQUE(a COLLATE NoCase))",
    "CREATE TABLE t(a COLLATE nocase, b, UNIQUE(b COLLATE binary))",
    "CREATE TABLE t(a, b, PRIMARY KEY(a, b), UNIQUE(a, b), UNIQUE(b, a))",
    "CREATE TABLE t(a, b as (a+1), c generated always as (a || ')') stored, d int as (1) virtual not null)",
    "CREATE TABLE t(a, b text generated always as (upper(a)) stored unique, c int as ((a)) check(c > 0))",
    "CREATE TABLE t(a int, constraint \"a b\" check (a in (1,2,3)), constraint 'c d' unique (a))",
    "CREATE TABLE t(a CHECK (a LIKE '%,%)' /* , ) */ AND a <> ')'), b -- , c int\n, d)",
};
INSTANTIATE_TEST_SUITE_P(Constraints, OddSchema, testing::ValuesIn(kConstraints));

constexpr const char* kReferences[] = {
    "CREATE TABLE u(id INTEGER PRIMARY KEY); CREATE TABLE t(a REFERENCES u, b REFERENCES U(ID) ON DELETE "
    "CASCADE)",
    "CREATE TABLE u(a, b, PRIMARY KEY(b, a)); CREATE TABLE t(x, y, FOREIGN KEY(x, y) REFERENCES u)",
    "CREATE TABLE u(a, b, PRIMARY KEY(b, a)); CREATE TABLE t(x REFERENCES u)",
    "CREATE TABLE u(a unique); CREATE TABLE t(x REFERENCES u, y REFERENCES nowhere, z REFERENCES nowhere(k))",
    "CREATE TABLE t(id INTEGER PRIMARY KEY, up REFERENCES T ON UPDATE SET NULL ON DELETE SET DEFAULT MATCH "
    "FULL)",
    "CREATE TABLE t(a, b, FOREIGN KEY(a) REFERENCES t(b) ON DELETE RESTRICT ON UPDATE NO ACTION DEFERRABLE)",
    "CREATE TABLE t(a REFERENCES t(b) DEFERRABLE INITIALLY DEFERRED, b REFERENCES t(a) NOT DEFERRABLE, c)",
    "CREATE TABLE t(a REFERENCES t(b) REFERENCES t(c) ON DELETE CASCADE, b, c, FOREIGN KEY(a) REFERENCES "
    "t(b) NOT "
    "DEFERRABLE INITIALLY DEFERRED)",
    "CREATE TABLE t(a REFERENCES t(b) MATCH partial ON DELETE CASCADE ON DELETE SET NULL, b)",
    "CREATE TABLE t(a CONSTRAINT f REFERENCES \"T\"(\"B\") NOT NULL DEFAULT 1, b)",
    "CREATE TABLE t(\"a b\", [c], FOREIGN KEY(\"A B\", 'c') REFERENCES [t]([c], \"a b\"))",
};
INSTANTIATE_TEST_SUITE_P(References, OddSchema, testing::ValuesIn(kReferences));

constexpr const char* kNames[] = {
    "CREATE TABLE \"odd \"\"name\"(\"a \"\"b\", [c d], `e``f`, 'g''h', \"select\", i_j)",
    "CREATE TABLE 'single'('a' text, 'b' unique); CREATE INDEX 'i' ON 'single'('a', 'b' desc)",
    "CREATE TABLE tabelle(größe int, 日本 text, \"😀\" default '😀', a$b, _c)",
    "CREATE TABLE x AS SELECT 1 AS a, 'b' AS \"b c\", 3.0 AS d",
    "CREATE TABLE IF NOT EXISTS main.t(a); CREATE INDEX IF NOT EXISTS main.i ON t(a)",
    "CREATE TABLE\n\n  t -- comment\n (/* first */ a -- one\n , b /* two */ ) /* end */",
    "CREATE TABLE t(Replace, Key int, \"Order\", match text, row, \"Group\" not null)",
    "CREATE TABLE _cf_KV(a); CREATE TABLE t(a); CREATE TABLE tt(a); DROP TABLE _cf_KV",
    "CREATE TABLE t(a); ALTER TABLE t ADD COLUMN b int not null default 3 check(b > 0); ALTER TABLE t RENAME "
    "TO \"t t\"",
    "CREATE TABLE t(a, b check(a <> b), unique(a)); ALTER TABLE t ADD COLUMN c text REFERENCES t(a); ALTER "
    "TABLE t "
    "RENAME COLUMN a TO \"x y\"",
    "CREATE TABLE t(a, b, c); ALTER TABLE t DROP COLUMN b",
};
INSTANTIATE_TEST_SUITE_P(Names, OddSchema, testing::ValuesIn(kNames));

constexpr const char* kIndexes[] = {
    "CREATE TABLE t(a, B text collate nocase, c); CREATE UNIQUE INDEX i ON t(A, b DESC, c ASC)",
    "CREATE TABLE t(a, b); CREATE INDEX i ON t(a COLLATE nocase DESC, b COLLATE binary, (a), ((b)) desc)",
    "CREATE TABLE t(a, b collate nocase); CREATE INDEX i ON t(b COLLATE nocase, b collate binary, b collate "
    "rtrim, (a collate "
    "rtrim))",
    "CREATE TABLE t(a, b); CREATE INDEX i ON t(lower(a), a || b, (a + 1) DESC, -a, abs(a) + abs(b))",
    "CREATE TABLE t(a, b); CREATE INDEX i ON t(lower(a) COLLATE nocase, a || b COLLATE nocase, (a || b) "
    "collate rtrim)",
    "CREATE TABLE t(a, b); CREATE INDEX i ON t(a) WHERE b IS NOT NULL AND (a > 1)",
    "CREATE TABLE t(a, b); CREATE UNIQUE INDEX \"i \"\"1\" ON t(b) WHERE (a IN (1, 2)); CREATE INDEX j ON "
    "t(a)where(b)",
    "CREATE TABLE t(\"desc\", \"where\"); CREATE INDEX i ON t(\"desc\" desc, \"where\") where \"where\" > 0",
    "CREATE TABLE t(a); CREATE INDEX i ON t(case a when 1 then 2 end, cast(a as text) desc, a is null, 'x' "
    "|| a)",
};
INSTANTIATE_TEST_SUITE_P(Indexes, OddSchema, testing::ValuesIn(kIndexes));

constexpr const char* kOthers[] = {
    "CREATE TABLE t(a); CREATE VIEW v AS SELECT a FROM t; CREATE VIEW \"w w\"(x, \"y z\") AS SELECT 1, 2;",
    "CREATE TABLE t(a); CREATE TRIGGER g AFTER INSERT ON T BEGIN UPDATE t SET a = 1; SELECT CASE 1 WHEN 1 "
    "THEN 2 END; END",
    "CREATE VIEW v AS SELECT 1 AS a; CREATE TRIGGER g INSTEAD OF INSERT ON V BEGIN SELECT 1; END",
    "CREATE VIRTUAL TABLE docs USING fts5(title, body, tokenize = 'porter unicode61'); CREATE TABLE "
    "docs_other(a)",
    "CREATE VIRTUAL TABLE old USING fts4(a, b); CREATE VIRTUAL TABLE boxes USING rtree(id, x0, x1)",
};
INSTANTIATE_TEST_SUITE_P(Others, OddSchema, testing::ValuesIn(kOthers));

/// The check itself: a schema that is wrong in any one attribute is found out.
class PragmaCheck : public testing::Test {
 protected:
  PragmaCheck()
      : database_(database_with(
            "CREATE TABLE u(id INTEGER PRIMARY KEY);"
            "CREATE TABLE t(a INTEGER PRIMARY KEY, b text NOT NULL DEFAULT 'x' COLLATE nocase, c UNIQUE,"
            "  d AS (b) STORED, e REFERENCES u ON DELETE CASCADE, UNIQUE(b, c DESC));"
            "CREATE UNIQUE INDEX i ON t(b DESC, lower(c)) WHERE c > 0;"
            "CREATE VIEW v AS SELECT 1 AS x; CREATE VIRTUAL TABLE f USING fts5(x)")),
        schema_(database_->introspect()) {}

  template <class T>
  void expect_found(const model::ObjectId& id, const std::function<void(T&)>& spoil) {
    model::Schema spoiled = schema_;
    spoil(std::get<T>(*spoiled.find(id)));
    EXPECT_FALSE(tests::pragma_differences(*database_, spoiled).empty()) << model::dump(spoiled);
  }

  std::unique_ptr<db::Database> database_;
  model::Schema schema_;
};

TEST_F(PragmaCheck, FindsObjectsThatAreMissing) {
  ASSERT_EQ(base::join(tests::pragma_differences(*database_, schema_), "\n"), "");
  for (const auto& [id, object] : schema_.objects()) {
    model::Schema spoiled = schema_;
    spoiled.erase(id);
    EXPECT_FALSE(tests::pragma_differences(*database_, spoiled).empty()) << to_string(id);
  }
}

TEST_F(PragmaCheck, FindsAttributesThatAreWrong) {
  using model::Column;
  const model::ObjectId b = model::column_id({}, "t", "b");
  expect_found<Column>(b, [](Column& column) { column.type = "int"; });
  expect_found<Column>(b, [](Column& column) { column.not_null = false; });
  expect_found<Column>(b, [](Column& column) { column.default_value = "'y'"; });
  expect_found<Column>(b, [](Column& column) { column.collation = {}; });
  expect_found<Column>(b, [](Column& column) { column.position.value = 9; });
  expect_found<Column>(model::column_id({}, "t", "d"),
                       [](Column& column) { column.generated->stored = false; });
  expect_found<model::Table>(model::table_id({}, "t"), [](model::Table& table) { table.strict = true; });
  expect_found<model::Table>(model::table_id({}, "t"),
                             [](model::Table& table) { table.without_rowid = true; });
  const model::ObjectId unique{model::Kind::unique, {}, "t", "t_b_c_key"};
  expect_found<model::Unique>(unique, [](model::Unique& key) { key.columns[1].descending = false; });
  expect_found<model::Unique>(unique, [](model::Unique& key) { key.columns[0].collation = "RTRIM"; });
  const model::ObjectId reference{model::Kind::foreign_key, {}, "t", "t_e_fkey"};
  using model::ForeignKey;
  expect_found<ForeignKey>(reference,
                           [](ForeignKey& key) { key.on_delete = model::ReferentialAction::set_null; });
  expect_found<ForeignKey>(reference,
                           [](ForeignKey& key) { key.on_update = model::ReferentialAction::restrict_; });
  expect_found<ForeignKey>(reference, [](ForeignKey& key) { key.ref_columns = {"other"}; });
  expect_found<ForeignKey>(reference, [](ForeignKey& key) { key.ref_table = "other"; });
}

TEST_F(PragmaCheck, FindsIndexesThatAreWrong) {
  using model::Index;
  const model::ObjectId index{model::Kind::index, {}, "t", "i"};
  expect_found<Index>(index, [](Index& i) { i.unique = false; });
  expect_found<Index>(index, [](Index& i) { i.where = {}; });
  expect_found<Index>(index, [](Index& i) { i.keys[0].descending = false; });
  expect_found<Index>(index, [](Index& i) { i.keys[0].collation = "BINARY"; });
  expect_found<Index>(index, [](Index& i) { i.keys[0].column = "c"; });
  expect_found<Index>(index, [](Index& i) { i.keys.pop_back(); });
}

}  // namespace
}  // namespace schemagen
