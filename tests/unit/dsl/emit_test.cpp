#include "schemagen/dsl/emit.h"

#include <gtest/gtest.h>

#include <chrono>
#include <set>

#include "schemagen/base/diagnostic.h"
#include "schemagen/base/text.h"
#include "schemagen/base/unified_diff.h"
#include "schemagen/dsl/config.h"
#include "schemagen/dsl/declaration.h"
#include "schemagen/model/naming.h"
#include "support/sample_schema.h"
#include "unit/dsl/rich_schema.h"

namespace schemagen::dsl {
namespace {

using model::Kind;
using model::ObjectId;

constexpr const char* kPostgres = "schemagen = 1\ndialect = \"postgresql\"\n";
constexpr const char* kSqlite = "schemagen = 1\ndialect = \"sqlite\"\n";

Declaration load(const std::string& text) {
  Loaded loaded = load_sources({{"schema.toml", text}});
  EXPECT_TRUE(loaded.diagnostics.empty()) << base::render(loaded.diagnostics) << "in\n" << text;
  return std::move(loaded.declaration);
}

void name_sequence(const ObjectId& id, model::Object& object) {
  auto* const column = std::get_if<model::Column>(&object);
  if (column != nullptr && (column->serial || column->identity) && column->sequence.name.empty())
    column->sequence.name = model::automatic_name(id.owner.view(), {id.name}, "seq");
}

/// A short form on PostgreSQL says that nobody named the constraint, which normalising settles.
struct MakeGiven {
  template <class T>
  void operator()(T& object) const {
    if constexpr (requires { object.naming; }) object.naming = model::Naming::given;
  }
};

model::Schema with_names_given(model::Schema schema) {
  if (schema.dialect() == sql::Dialect::sqlite) return schema;
  std::vector<ObjectId> ids;
  for (const auto& [id, object] : schema.objects()) ids.push_back(id);
  for (const ObjectId& id : ids) {
    std::visit(MakeGiven{}, *schema.find(id));
    name_sequence(id, *schema.find(id));
  }
  return schema;
}

void expect_round_trip(const model::Schema& schema) {
  const std::string text = emit(schema);
  const model::Schema loaded = load(text).schema;
  EXPECT_EQ(base::unified_diff(model::dump(with_names_given(schema)), model::dump(with_names_given(loaded)),
                               "emitted", "loaded"),
            "")
      << text;
  EXPECT_EQ(with_names_given(schema), with_names_given(loaded));
  EXPECT_EQ(emit(loaded), text);
  for (const auto& [id, table] : schema.all<model::Table>(Kind::table)) {
    std::vector<ObjectId> order;
    std::vector<ObjectId> loaded_order;
    for (const auto& [column, value] : schema.columns_of(id.schema, id.name)) order.push_back(column);
    for (const auto& [column, value] : loaded.columns_of(id.schema, id.name)) loaded_order.push_back(column);
    EXPECT_EQ(order, loaded_order) << model::to_string(id);
  }
}

TEST(Emit, RichPostgresSchemaLoadsBack) { expect_round_trip(tests::rich_postgres()); }
TEST(Emit, RichSqliteSchemaLoadsBack) { expect_round_trip(tests::rich_sqlite()); }
TEST(Emit, HostilePostgresNamesLoadBack) {
  expect_round_trip(tests::hostile_schema(sql::Dialect::postgresql));
}
TEST(Emit, HostileSqliteNamesLoadBack) { expect_round_trip(tests::hostile_schema(sql::Dialect::sqlite)); }
TEST(Emit, ExampleSchemasLoadAndLoadBack) {
  for (const char* dialect : {"sqlite", "postgresql"}) {
    const Declaration declaration = load(example_schema(dialect));
    EXPECT_FALSE(declaration.schema.empty());
    expect_round_trip(declaration.schema);
  }
}

TEST(Emit, CommittedExamplesLoadBack) {
  for (const char* name : {"shop", "blog-sqlite", "quickstart", "multi-file"}) {
    const Declaration declaration =
        load_declaration(std::filesystem::path(SCHEMAGEN_SOURCE_DIR) / "schema-dsl" / "examples" / name);
    EXPECT_GT(declaration.schema.objects().size(), 10U) << name;
    expect_round_trip(declaration.schema);
  }
}

TEST(Emit, ReadsAsAPersonWouldWriteIt) {
  const std::string text = std::string(kPostgres) + R"toml(
[enum]
order_status = ["new", "paid"]

[table.orders]
comment = "One purchase"
primary_key = ["user_id", "no"]

[table.orders.columns]
user_id = { type = "bigint", references = "users(id)", on_delete = "cascade", index = true }
no      = "integer"
status  = { type = "order_status", default = "'new'" }
note    = "varchar(80)?"
paid_at = "timestamptz?"

[table.orders.checks]
no_positive = "no > 0"

[table.users.columns]
id    = { type = "bigserial", pk = true }
email = { type = "text", unique = true, check = "email like '%@%'" }

[table.users.indexes]
users_email_lower = { on = ["lower(email)"], unique = true }

[view.paid_orders]
sql = '''
select no, status
  from orders'''
)toml";
  EXPECT_EQ(emit(load(text).schema), text);
}

TEST(Emit, SqliteReadsAsAPersonWouldWriteIt) {
  const std::string text = std::string(kSqlite) + R"toml(
[table.tags]
strict = true
without_rowid = true
primary_key = ["post_id", "name collate NOCASE desc"]
check = ["post_id > length(name)"]

[table.tags.columns]
post_id = "INTEGER"
name    = "TEXT"
extra   = { type = "ANY?", collate = "NOCASE" }
)toml";
  EXPECT_EQ(emit(load(text).schema), text);
}

TEST(Emit, KeepsRenamesAndAdvice) {
  const std::string text = std::string(kPostgres) + R"toml(
[enum]
state = { values = ["new", { value = "done", renamed_from = "finished" }], renamed_from = "status" }

[table.users]
renamed_from = "accounts"

[table.users.columns]
id        = { type = "bigint", pk = true }
full_name = { type = "text", backfill = "'x'", phase = "expand", renamed_from = "name" }
total     = { type = "bigint", using = "length(total)", renamed_from = "sum" }

[table.users.checks]
named = { expr = "full_name <> ''", phase = "expand", renamed_from = "old_named" }

[table.users.foreign_keys]
fk = { columns = ["id"], references = "users(id)", phase = "expand" }

[table.users.indexes]
users_full_name_idx = { on = ["full_name"], renamed_from = "ix" }
)toml";
  const Declaration declaration = load(text);
  EXPECT_EQ(declaration.renames.size(), 7U);
  EXPECT_EQ(emit(declaration), text);
  EXPECT_EQ(emit(declaration.schema).find("renamed_from"), std::string::npos);
}

TEST(Emit, UnmodelledThingsStandInUnmanagedWithTheirDetails) {
  Declaration declaration{model::Schema(sql::Dialect::postgresql), {}, {}, {}};
  declaration.schema.unmodelled() = {{"policy", "users.\"p\nx = 1\""},
                                     {"domain", "email", "used by\nusers.email"},
                                     {"table", "books", "", true}};
  declaration.scope.ignore = {"audit_*"};
  const std::string text = emit(declaration);
  EXPECT_EQ(text, std::string(kPostgres) + R"(ignore = ["audit_*"]
# Not modelled by schemagen, so not declared here, and left as it is in every database:
unmanaged = [
  "domain email",  # used by users.email
  "policy users.\"p\nx = 1\"",
]
)");
  const Declaration loaded = load(text);
  EXPECT_EQ(loaded.schema, declaration.schema);
  EXPECT_EQ(loaded.scope.unmanaged, (std::vector<std::string>{"domain email", "policy users.\"p\nx = 1\""}));
  EXPECT_EQ(loaded.scope.ignore, declaration.scope.ignore);
  EXPECT_EQ(load(emit(loaded)).scope, loaded.scope);
}

TEST(Emit, ObjectsAloneAreWholeTablesWithoutAHead) {
  const model::Schema schema = load(std::string(kPostgres) + R"(
[table.a.columns]
id = { type = "bigint", pk = true }
b = "text"
[table.other.columns]
id = "bigint"
[view.v]
sql = "select 1"
)")
                                   .schema;
  EXPECT_EQ(emit_objects(schema, {{Kind::column, "public", "a", "b"},
                                  {Kind::column, "public", "a", "id"},
                                  {Kind::view, "public", "", "v"},
                                  {Kind::view, "public", "", "gone"}}),
            R"([table.a.columns]
id = { type = "bigint", pk = true }
b = "text"

[view.v]
sql = "select 1"
)");
  EXPECT_EQ(emit_objects(schema, {}), "");
}

std::string emit_alone(const model::Object& object, sql::Dialect dialect) {
  const model::Symbol space = sql::default_schema(dialect);
  const Kind kind = model::kind_of(object);
  model::Schema schema(dialect);
  const bool nameless = kind == Kind::extension || kind == Kind::name_space;
  const bool owned = model::is_owned(kind);
  schema.put({Kind::table, space, "", "owner"}, model::Table{});
  schema.put({kind, nameless ? "" : space, owned ? "owner" : "", kind == Kind::primary_key ? "" : "x(text)"},
             object);
  return emit(schema);
}

TEST(Emit, EveryAttributeIsWritten) {
  const std::set<std::string> elsewhere = {
      "Function.procedure",        // said by the definition
      "Function.result",           // said by the definition
      "Index.valid",               // a state of the database that nobody declares
      "Sequence.owner_column",     // without a table: no owner
      "PrimaryKey.autoincrement",  // said by its column, which is not there
      "PrimaryKey.naming",         // said by its name, which is empty on both sides
  };
  std::set<std::string> unseen;
  for (const schemagen::tests::Mutation& mutation : schemagen::tests::all_mutations()) {
    bool seen = false;
    for (const sql::Dialect dialect : {sql::Dialect::sqlite, sql::Dialect::postgresql})
      seen = seen || emit_alone(mutation.before, dialect) != emit_alone(mutation.after, dialect);
    if (!seen) unseen.insert(mutation.name);
  }
  EXPECT_EQ(unseen, elsewhere);
}

TEST(Emit, LongLinesBecomeSectionsAndColumnsKeepTheirOrder) {
  const std::string text = emit(tests::rich_postgres());
  for (const std::string& line : base::split_lines(text)) {
    const bool inline_table = line.find(" = { ") != std::string::npos && line.back() == '}';
    if (inline_table && !line.starts_with("primary_key")) {
      EXPECT_LE(line.size(), 144U) << line;
    }
  }
  EXPECT_NE(text.find("[table.everything.columns.total]\n"), std::string::npos);
  EXPECT_NE(text.find("[table.everything.columns.after_the_long_one]\ntype = \"text\"\n"), std::string::npos);
}

TEST(Emit, FiveThousandTablesInHalfASecond) {
  const model::Schema schema = tests::large_schema(5000);
  const auto start = std::chrono::steady_clock::now();
  const std::string text = emit(schema);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  RecordProperty("seconds", std::to_string(seconds));
  EXPECT_GT(text.size(), 5000U * 400U);
  EXPECT_LT(seconds, 5.0) << "far beyond the half second that an idle machine needs";
}

}  // namespace
}  // namespace schemagen::dsl
