#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "schemagen/base/error.h"
#include "schemagen/base/file.h"
#include "schemagen/dsl/declaration.h"

namespace schemagen::dsl {
namespace {

using model::Kind;
using model::ObjectId;

constexpr std::string_view kPostgres = "schemagen = 1\ndialect = \"postgresql\"\n";
constexpr std::string_view kSqlite = "schemagen = 1\ndialect = \"sqlite\"\n";

Declaration load(std::string_view head, std::string_view text) {
  Loaded loaded = load_sources({{"schema.toml", std::string(head) + std::string(text)}});
  EXPECT_EQ(base::render(loaded.diagnostics), "");
  return std::move(loaded.declaration);
}
Declaration postgres(std::string_view text) { return load(kPostgres, text); }
Declaration sqlite(std::string_view text) { return load(kSqlite, text); }

std::string mistakes(const std::vector<Source>& sources) {
  std::string out;
  for (const base::Diagnostic& diagnostic : load_sources(sources).diagnostics)
    out += base::to_string(diagnostic.place) + " " + diagnostic.message + "\n";
  return out;
}

template <class T>
T get(const Declaration& declaration, const ObjectId& id) {
  const T* found = declaration.schema.find_as<T>(id);
  if (found == nullptr) {
    ADD_FAILURE() << model::to_string(id) << " is not there:\n" << model::dump(declaration.schema);
    return {};
  }
  return *found;
}

model::Column column(const Declaration& declaration, const char* schema, const char* name) {
  return get<model::Column>(declaration, model::column_id(schema, "t", name));
}

TEST(LoadColumns, KeepTheOrderOfTheFile) {
  const Declaration loaded = postgres(R"toml(
[table.t.columns]
z = "text"
a = { type = "int8?" }
[table.t.columns.m]
type = "varchar(10)"
)toml");
  std::vector<std::string> names;
  for (const auto& [id, found] : loaded.schema.columns_of("public", "t"))
    names.push_back(id.name.str() + ":" + found->type.str() + (found->not_null ? "" : "?"));
  EXPECT_EQ(names, (std::vector<std::string>{"z:text", "a:bigint?", "m:character varying(10)"}));
}

TEST(LoadColumns, ReadWhereTheirValueComesFrom) {
  const Declaration loaded = postgres(R"toml(
[table.t.columns]
a = { type = "bigint", identity = { mode = "by default", start = 5, cycle = true } }
b = "smallserial"
c = { type = "int", default = " ( 1 + 1 ) " }
d = { type = "int", generated = "c * 2" }
e = { type = "text?", default = "null" }
f = "bigserial?"
)toml");
  const model::Column a = column(loaded, "public", "a");
  ASSERT_TRUE(a.identity);
  EXPECT_EQ(a.identity->mode, model::Identity::Mode::by_default);
  EXPECT_EQ(a.identity->options.start, 5);
  EXPECT_EQ(a.identity->options.maximum, INT64_MAX);
  EXPECT_TRUE(a.identity->options.cycle);
  const model::Column b = column(loaded, "public", "b");
  EXPECT_TRUE(b.serial && b.not_null);
  EXPECT_EQ(b.type, "smallint");
  EXPECT_EQ(column(loaded, "public", "c").default_value, "1 + 1");
  const model::Column d = column(loaded, "public", "d");
  ASSERT_TRUE(d.generated);
  EXPECT_EQ(d.generated->expression, "c * 2");
  EXPECT_TRUE(d.generated->stored);
  EXPECT_EQ(column(loaded, "public", "e").default_value, "");
  EXPECT_TRUE(column(loaded, "public", "f").serial);
  EXPECT_FALSE(column(loaded, "public", "f").not_null);
}

TEST(LoadColumns, ReadAttributesOfStorage) {
  const Declaration loaded = postgres(R"toml(
[table.t.columns]
a = { type = "text", collate = "pg_catalog.C", storage = "external", compression = "lz4", comment = "Hi" }
)toml");
  const model::Column a = column(loaded, "public", "a");
  EXPECT_EQ(a.collation, "C");
  EXPECT_EQ(a.storage, "external");
  EXPECT_EQ(a.compression, "lz4");
  EXPECT_EQ(a.comment, "Hi");
}

TEST(LoadColumns, OnSqliteTakeAnyTypeAndCollation) {
  const Declaration loaded = sqlite(R"toml(
[table.t.columns]
a = { type = "LONG  VARCHAR(10, -2)?", collate = "nocase" }
b = { collate = "binary", on_conflict = "fail" }
c = { type = "?", generated = "a || 'x'", stored = false }
)toml");
  const model::Column a = column(loaded, "", "a");
  EXPECT_EQ(a.type, "LONG VARCHAR(10, -2)");
  EXPECT_EQ(a.collation, "NOCASE");
  const model::Column b = column(loaded, "", "b");
  EXPECT_EQ(b.type, "");
  EXPECT_EQ(b.collation, "");
  EXPECT_TRUE(b.not_null);
  EXPECT_EQ(b.not_null_conflict, model::OnConflict::fail);
  const model::Column c = column(loaded, "", "c");
  EXPECT_FALSE(c.not_null);
  ASSERT_TRUE(c.generated);
  EXPECT_FALSE(c.generated->stored);
}

TEST(LoadPrimaryKey, MakesItsColumnsNotNull) {
  const Declaration loaded = sqlite(R"toml(
[table.t]
primary_key = { columns = ["b desc", "a"], name = "t_key", on_conflict = "replace" }
without_rowid = true
[table.t.columns]
a = "TEXT?"
b = "TEXT?"
[table.u.columns]
id = { type = "integer?", pk = true, autoincrement = true }
[table.v]
primary_key = ["id desc"]
[table.v.columns]
id = "INTEGER?"
[table.w.columns]
id = { type = "TEXT?", pk = true }
)toml");
  const auto key = get<model::PrimaryKey>(loaded, model::primary_key_id("", "t"));
  EXPECT_EQ(key.name, "t_key");
  EXPECT_EQ(key.naming, model::Naming::given);
  EXPECT_EQ(key.on_conflict, model::OnConflict::replace);
  EXPECT_EQ(key.columns, (std::vector<model::KeyColumn>{{"b", {}, true}, {"a", {}, false}}));
  EXPECT_TRUE(column(loaded, "", "a").not_null);
  EXPECT_TRUE(get<model::Column>(loaded, model::column_id("", "u", "id")).not_null);
  EXPECT_TRUE(get<model::PrimaryKey>(loaded, model::primary_key_id("", "u")).autoincrement);
  EXPECT_FALSE(get<model::Column>(loaded, model::column_id("", "v", "id")).not_null);
  EXPECT_FALSE(get<model::Column>(loaded, model::column_id("", "w", "id")).not_null);
  EXPECT_EQ(get<model::PrimaryKey>(loaded, model::primary_key_id("", "w")).name, "");
}

TEST(LoadPrimaryKey, IsNamedAutomaticallyOnPostgres) {
  const auto key = get<model::PrimaryKey>(postgres("[table.t.columns]\nid = { type = \"int\", pk = true }"),
                                          model::primary_key_id("public", "t"));
  EXPECT_EQ(key.name, "t_pkey");
  EXPECT_EQ(key.naming, model::Naming::automatic);
}

TEST(LoadConstraints, NumberAutomaticNames) {
  const Declaration loaded = sqlite(R"toml(
[table.t]
unique = [["a", "b"], { columns = ["b collate nocase desc"], on_conflict = "ignore" }]
check = ["a > 1", "a < b", "1 = 1"]
[table.t.columns]
a = { type = "INT", unique = true, check = ["(a > 2)", "A > 3"] }
b = { type = "TEXT" }
[table.t.checks]
t_a_check = "a > 0"
)toml");
  const auto check = [&](const char* name) {
    return get<model::Check>(loaded, {Kind::check, "", "t", name});
  };
  EXPECT_EQ(check("t_a_check").naming, model::Naming::given);
  EXPECT_EQ(check("t_a_check1").expression, "a > 2");
  EXPECT_EQ(check("t_a_check2").expression, "A > 3");
  EXPECT_EQ(check("t_a_check3").expression, "a > 1");
  EXPECT_EQ(check("t_check").expression, "a < b");
  EXPECT_EQ(check("t_check1").expression, "1 = 1");
  EXPECT_EQ(check("t_check1").naming, model::Naming::automatic);
  const auto unique = get<model::Unique>(loaded, {Kind::unique, "", "t", "t_b_key"});
  EXPECT_EQ(unique.columns, (std::vector<model::KeyColumn>{{"b", "NOCASE", true}}));
  EXPECT_EQ(unique.on_conflict, model::OnConflict::ignore);
  EXPECT_TRUE(loaded.schema.contains({Kind::unique, "", "t", "t_a_key"}));
  EXPECT_TRUE(loaded.schema.contains({Kind::unique, "", "t", "t_a_b_key"}));
}

TEST(LoadConstraints, ReadEveryAttribute) {
  const Declaration loaded = postgres(R"toml(
[table.t.columns]
a = "int"
b = "int"
[table.t.uniques]
u = { columns = ["a"], include = ["b"], nulls_not_distinct = true, deferrable = true, with = { fillfactor = "50" }, comment = "U" }
[table.t.checks]
c = { expr = "a > 0", no_inherit = true, not_valid = true, comment = "C" }
d = { expr = "a > 1", not_enforced = true }
[table.t.excludes]
e = { using = "gist", elements = ["a with =", "int4range(a, b) with operator(pg_catalog.&&)"], where = "a > 2", deferrable = "initially deferred" }
)toml");
  const auto unique = get<model::Unique>(loaded, {Kind::unique, "public", "t", "u"});
  EXPECT_EQ(unique.include, (std::vector<base::Symbol>{"b"}));
  EXPECT_TRUE(unique.nulls_not_distinct);
  EXPECT_EQ(unique.deferral, model::Deferral::deferrable);
  EXPECT_EQ(unique.storage, (model::Options{{"fillfactor", "50"}}));
  EXPECT_EQ(unique.comment, "U");
  const auto check = get<model::Check>(loaded, {Kind::check, "public", "t", "c"});
  EXPECT_TRUE(check.no_inherit && !check.validated && check.enforced);
  EXPECT_EQ(check.comment, "C");
  EXPECT_FALSE(get<model::Check>(loaded, {Kind::check, "public", "t", "d"}).enforced);
  const auto exclusion = get<model::Exclusion>(loaded, {Kind::exclusion, "public", "t", "e"});
  EXPECT_EQ(exclusion.method, "gist");
  ASSERT_EQ(exclusion.elements.size(), 2U);
  EXPECT_EQ(exclusion.elements[0].key.column, "a");
  EXPECT_EQ(exclusion.elements[0].operator_, "=");
  EXPECT_EQ(exclusion.elements[1].key.expression, "int4range(a, b)");
  EXPECT_EQ(exclusion.elements[1].operator_, "operator(pg_catalog.&&)");
  EXPECT_EQ(exclusion.where, "a > 2");
  EXPECT_EQ(exclusion.deferral, model::Deferral::initially_deferred);
}

TEST(LoadForeignKeys, ResolveThePrimaryKeyAcrossFiles) {
  const Loaded loaded = load_sources({{"a.toml", R"toml(
[table.t.columns]
a = { type = "int?", references = "billing.u", on_delete = "set null", on_update = "cascade", match = "full" }
[table.t.foreign_keys]
named = { columns = ["a"], references = 'billing."odd.name"("a,b")', not_valid = true }
)toml"},
                                      {"b.toml", std::string(kPostgres) + R"toml(
[schema.billing]
[table."billing.u".columns]
id = { type = "int", pk = true }
[table.'billing."odd.name"']
unique = [["a,b"]]
[table.'billing."odd.name"'.columns]
"a,b" = "int"
)toml"}});
  EXPECT_EQ(base::render(loaded.diagnostics), "");
  const auto key = get<model::ForeignKey>(loaded.declaration, {Kind::foreign_key, "public", "t", "t_a_fkey"});
  EXPECT_EQ(key.naming, model::Naming::automatic);
  EXPECT_EQ(key.ref_schema, "billing");
  EXPECT_EQ(key.ref_columns, (std::vector<base::Symbol>{"id"}));
  EXPECT_EQ(key.on_delete, model::ReferentialAction::set_null);
  EXPECT_EQ(key.on_update, model::ReferentialAction::cascade);
  EXPECT_EQ(key.match, model::Match::full);
  const auto named = get<model::ForeignKey>(loaded.declaration, {Kind::foreign_key, "public", "t", "named"});
  EXPECT_EQ(named.ref_table, "odd.name");
  EXPECT_EQ(named.ref_columns, (std::vector<base::Symbol>{"a,b"}));
  EXPECT_FALSE(named.validated);
}

TEST(LoadIndexes, ParseTheirKeys) {
  const Declaration loaded = postgres(R"toml(
[table.t.columns]
a = { type = "text", collate = "C" }
"b desc" = "text"
n = { type = "int", index = true }
[table.t.indexes]
i = ["a desc", "b desc", "a collate \"C\" text_pattern_ops desc nulls last", "lower(a) asc nulls first"]
j = { on = ["((a || 'x'))", "a || 'y'", "a gin_trgm_ops (siglen = 32, x = 'y')"], using = "gin", where = "(a <> '')", unique = true }
)toml");
  const auto i = get<model::Index>(loaded, {Kind::index, "public", "t", "i"});
  ASSERT_EQ(i.keys.size(), 4U);
  EXPECT_EQ(i.method, "btree");
  EXPECT_EQ(i.keys[0], (model::IndexKey{"a", {}, {}, {}, {}, true, true}));
  EXPECT_EQ(i.keys[1], (model::IndexKey{"b desc", {}, {}, {}, {}, false, false}));
  EXPECT_EQ(i.keys[2], (model::IndexKey{"a", {}, {}, "text_pattern_ops", {}, true, false}));
  EXPECT_EQ(i.keys[3], (model::IndexKey{{}, "lower(a)", {}, {}, {}, false, true}));
  const auto j = get<model::Index>(loaded, {Kind::index, "public", "t", "j"});
  ASSERT_EQ(j.keys.size(), 3U);
  EXPECT_EQ(j.keys[0].expression, "a || 'x'");
  EXPECT_EQ(j.keys[1].expression, "a || 'y'");
  EXPECT_EQ(j.keys[2].operator_class_options, (model::Options{{"siglen", "32"}, {"x", "y"}}));
  EXPECT_EQ(j.where, "a <> ''");
  EXPECT_TRUE(j.unique);
  EXPECT_TRUE(loaded.schema.contains({Kind::index, "public", "t", "t_n_idx"}));
}

TEST(LoadIndexes, KeepACollationThatIsNotTheColumnsOwn) {
  const auto index = get<model::Index>(sqlite(R"toml(
[table.t.columns]
a = { type = "TEXT", collate = "nocase" }
[table.t.indexes]
i = ["A collate NoCase desc", "a collate binary", "lower(a) collate rtrim", "lower(a) collate binary"]
)toml"),
                                       {Kind::index, "", "t", "i"});
  ASSERT_EQ(index.keys.size(), 4U);
  EXPECT_EQ(index.keys[0], (model::IndexKey{"a", {}, {}, {}, {}, true, false}));
  EXPECT_EQ(index.keys[1].collation, "BINARY");
  EXPECT_EQ(index.keys[2].collation, "RTRIM");
  EXPECT_EQ(index.keys[3].collation, "");
}

TEST(LoadTypes, ReadSchemasExtensionsEnumsAndSequences) {
  const Declaration loaded = postgres(R"toml(
[schema.billing]
comment = "Money"
[schema.public]
[extension.citext]
schema = "billing"
[enum]
status = ["new", { value = "paid", renamed_from = "payed" }]
[sequence."billing.s"]
type = "int"
increment = -2
owned_by = "u.id"
[table."billing.u".columns]
id = "int"
)toml");
  EXPECT_EQ(get<model::NameSpace>(loaded, {Kind::name_space, "", "", "billing"}).comment, "Money");
  EXPECT_FALSE(loaded.schema.contains({Kind::name_space, "", "", "public"}));
  EXPECT_EQ(get<model::Extension>(loaded, {Kind::extension, "", "", "citext"}).schema, "billing");
  const ObjectId status{Kind::enum_type, "public", "", "status"};
  EXPECT_EQ(get<model::EnumType>(loaded, status).values, (std::vector<base::Symbol>{"new", "paid"}));
  ASSERT_EQ(loaded.renames.size(), 1U);
  EXPECT_EQ(loaded.renames[0], (diff::Rename{status, status, "payed", "paid"}));
  const auto sequence = get<model::Sequence>(loaded, {Kind::sequence, "billing", "", "s"});
  EXPECT_EQ(sequence.type, "integer");
  EXPECT_EQ(sequence.options.minimum, INT32_MIN);
  EXPECT_EQ(sequence.options.start, -1);
  EXPECT_EQ(sequence.owner_table, "u");
  EXPECT_EQ(sequence.owner_column, "id");
}

TEST(LoadRoutines, NormaliseTheHead) {
  const Declaration loaded = postgres(R"toml(
[function.'add(int, text, varchar[])']
sql = "create function Add(in a int, out b int, text = 'x', variadic c varchar[]) returns int language sql as $$select 1;$$ ; "
[function.'f()']
sql = "CREATE OR REPLACE FUNCTION public.f() RETURNS TABLE(a int, b varchar(3)) LANGUAGE sql AS 'select 1'"
[function.'g(double precision)']
sql = "create function g(x double precision, out y int4) language sql as 'select 1'"
[function.'p(timestamptz)']
sql = "create procedure p(timestamp with time zone) language sql as ''"
[function.'s()']
sql = "create function s() returns setof int8 stable language sql as ''"
)toml");
  const auto function = [&](const char* name) {
    return get<model::Function>(loaded, {Kind::function, "public", "", name});
  };
  const auto add = function("add(integer, text, character varying[])");
  EXPECT_EQ(add.result, "integer");
  EXPECT_EQ(add.definition,
            "CREATE OR REPLACE FUNCTION public.add(in a int, out b int, text = 'x', variadic c varchar[]) "
            "returns int language sql as $$select 1;$$");
  EXPECT_EQ(function("f()").result, "TABLE(a integer, b character varying)");
  EXPECT_EQ(function("g(double precision)").result, "integer");
  EXPECT_TRUE(function("p(timestamp with time zone)").procedure);
  EXPECT_EQ(function("p(timestamp with time zone)").result, "");
  EXPECT_EQ(function("s()").result, "SETOF bigint");
}

TEST(LoadTriggers, QualifyTheTable) {
  const Declaration loaded = postgres(R"toml(
[table.t.columns]
a = "int"
[table.t.triggers]
x = { sql = "create or replace constraint trigger x after update of a on t for each row execute function f();", enabled = "replica" }
)toml");
  const auto trigger = get<model::Trigger>(loaded, {Kind::trigger, "public", "t", "x"});
  EXPECT_EQ(trigger.firing, model::Trigger::Firing::replica);
  EXPECT_EQ(trigger.definition,
            "CREATE CONSTRAINT TRIGGER x after update of a on public.t for each row execute function f()");
}

TEST(LoadTriggers, OnSqliteAreAsStored) {
  const Declaration loaded = sqlite(R"toml(
[view.v]
sql = "-- what is asked\nselect 1 as a;"
columns = ["a"]
[view.v.triggers]
x = "create trigger if not exists x instead of insert on v begin select 1; end;"
)toml");
  EXPECT_EQ(get<model::Trigger>(loaded, {Kind::trigger, "", "v", "x"}).definition,
            "CREATE TRIGGER x instead of insert on v begin select 1; end");
  const auto view = get<model::View>(loaded, {Kind::view, "", "", "v"});
  EXPECT_EQ(view.query, "select 1 as a");
  EXPECT_EQ(view.columns, (std::vector<base::Symbol>{"a"}));
}

TEST(LoadViews, ReadMaterializedViewsAndVirtualTables) {
  const Declaration loaded = postgres(R"toml(
[materialized_view.m]
sql = "select a, b from t"
populated = false
with = { fillfactor = "70" }
column_comments = { a = "A" }
[materialized_view.m.indexes]
m_a = { on = ["a desc", "lower(b)"], unique = true }
)toml");
  const auto view = get<model::MaterializedView>(loaded, {Kind::materialized_view, "public", "", "m"});
  EXPECT_FALSE(view.populated);
  EXPECT_EQ(view.storage, (model::Options{{"fillfactor", "70"}}));
  EXPECT_EQ(view.column_comments.at("a"), "A");
  EXPECT_EQ(get<model::Index>(loaded, {Kind::index, "public", "m", "m_a"}).keys[0].column, "a");
  const auto table = get<model::VirtualTable>(sqlite("[virtual_table.s]\nusing = \"fts5( a, b )\""),
                                              {Kind::virtual_table, "", "", "s"});
  EXPECT_EQ(table.module, "fts5");
  EXPECT_EQ(table.arguments, "a, b");
}

TEST(LoadRenames, SpeakOfTheNewTable) {
  const Declaration loaded = postgres(R"toml(
[table.t]
renamed_from = "old_t"
[table.t.columns]
a = { type = "int", renamed_from = "b" }
[table.t.indexes]
i = { on = ["a"], renamed_from = "j" }
)toml");
  const std::vector<diff::Rename> expected = {
      {model::table_id("public", "old_t"), model::table_id("public", "t"), "", ""},
      {model::column_id("public", "t", "b"), model::column_id("public", "t", "a"), "", ""},
      {{Kind::index, "public", "t", "j"}, {Kind::index, "public", "t", "i"}, "", ""}};
  EXPECT_EQ(loaded.renames, expected);
}

TEST(LoadAdvice, StandsBesideTheSchema) {
  const Declaration loaded = postgres(R"toml(
[table.t.columns]
a = { type = "int", backfill = "0", using = "a::int", phase = "expand" }
[table.t.checks]
c = { expr = "a > 0", phase = "expand" }
)toml");
  const auto& advice = loaded.advice.at(model::column_id("public", "t", "a"));
  EXPECT_EQ(advice.backfill, "0");
  EXPECT_EQ(advice.using_, "a::int");
  EXPECT_EQ(advice.phase, "expand");
  EXPECT_EQ(loaded.advice.at({Kind::check, "public", "t", "c"}).phase, "expand");
  EXPECT_EQ(loaded.advice.size(), 2U);
}

TEST(LoadPlaces, PointAtTheKey) {
  const Declaration loaded = sqlite("[table.t.columns]\nid = { type = \"INTEGER\", pk = true }\n");
  EXPECT_EQ(loaded.places.at(model::table_id("", "t")), (base::Place{"schema.toml", 3, 8}));
  EXPECT_EQ(loaded.places.at(model::column_id("", "t", "id")), (base::Place{"schema.toml", 4, 1}));
  EXPECT_EQ(loaded.places.at(model::primary_key_id("", "t")), (base::Place{"schema.toml", 4, 26}));
}

TEST(LoadSources, ReportBothPlacesOfATableInTwoFiles) {
  EXPECT_EQ(mistakes({{"a.toml", std::string(kSqlite) + "[table.t.columns]\na = \"INT\"\n"},
                      {"b.toml", "[table.t.columns]\na = \"INT\"\n"}}),
            "b.toml:1:8 the table `t` is declared twice\n");
}

TEST(LoadSources, CheckTheOtherFilesWhenOneIsNoToml) {
  EXPECT_EQ(mistakes({{"a.toml", std::string(kSqlite) + "[table.t.columns]\na = { typ = \"INT\" }\n"},
                      {"b.toml", "[table.u.columns\n"},
                      {"c.toml", "[table.v.columns]\nu = { type = \"INT\", references = \"u(id)\" }\n"}}),
            "a.toml:4:7 unknown key `typ` in a column\n"
            "b.toml:1:17 this is not TOML: Error while parsing table header: expected ']', saw '\\n'\n");
}

TEST(LoadSources, WantOneDialect) {
  EXPECT_EQ(mistakes({{"a.toml", std::string(kSqlite)}, {"b.toml", "dialect = \"postgresql\"\n"}}),
            "b.toml:1:11 this file is for postgresql, another one is for sqlite\n");
}

TEST(LoadSources, FindMistakesInsideAnyKindOfString) {
  const std::string text =
      std::string(kPostgres) +
      "[table.t]\n"
      "check = [\"\\u00e9\\t>\\\" )\", '1 )', \"\"\"\n  1\\\n     )\"\"\", '''\r\n1\r\n )''']\n"
      "[table.t.columns]\n\"\xC3\xA9\" = \"int\"\n";
  std::vector<std::string> places;
  for (const base::Diagnostic& diagnostic : load_sources({{"a.toml", text}}).diagnostics)
    places.push_back(std::to_string(diagnostic.place.line) + ":" + std::to_string(diagnostic.place.column));
  EXPECT_EQ(places, (std::vector<std::string>{"4:20", "4:30", "6:6", "8:2"}));
}

TEST(LoadDeclaration, ReadsAFolderAndItsSqlFiles) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / ("schemagen_load_test_" + std::to_string(::getpid()));
  base::write_folder(folder, {{"b.toml", "[view.v]\nfile = \"v.sql\"\n"},
                              {"a.toml", std::string(kSqlite)},
                              {"v.sql", "-- a view\nselect 1;\n"},
                              {"notes.txt", "no TOML"}});
  const Declaration loaded = load_declaration(folder);
  EXPECT_EQ(get<model::View>(loaded, {Kind::view, "", "", "v"}).query, "select 1");
  std::ofstream(folder / "v.sql") << "select 1;\n select 2";
  try {
    load_declaration(folder);
    ADD_FAILURE() << "the second statement was not seen";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::declaration);
    EXPECT_NE(std::string(error.what()).find("v.sql:1:9: error: a view is one query"), std::string::npos)
        << error.what();
  }
  fs::remove_all(folder);
  EXPECT_THROW(load_declaration(folder), base::Error);
}

}  // namespace
}  // namespace schemagen::dsl
