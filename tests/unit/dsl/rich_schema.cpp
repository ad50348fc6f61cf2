#include "unit/dsl/rich_schema.h"

#include "schemagen/model/naming.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dsl::tests {

using model::Kind;
using model::Naming;
using model::ObjectId;
using model::Symbol;

const std::vector<std::string>& hostile_names() {
  static const std::vector<std::string> names = {
      "odd.name",   "a\"b", "\"",          "select",    "with space",  "Ünïcödé", std::string(63, 'n'),
      "Upper",      "it's", "back\\slash", "a\"b.c\"d", "x]y",         "(1)",     " lead",
      "semi;colon", "--",   "#",           "a=b",       "line\nbreak", "'''"};
  return names;
}

namespace {

class Builder {
 public:
  Builder(sql::Dialect dialect, const char* schema) : built(dialect), schema_(schema) {}

  void table(Symbol name, model::Table value = {}) {
    table_ = name;
    position_ = 0;
    built.put({Kind::table, schema_, "", name}, std::move(value));
  }
  model::Column& column(Symbol name, Symbol type, bool not_null = true) {
    model::Column value;
    value.type = type;
    value.not_null = not_null;
    value.position.value = ++position_;
    const ObjectId id{Kind::column, schema_, table_, name};
    built.put(id, value);
    return std::get<model::Column>(*built.find(id));
  }
  model::PrimaryKey& primary_key(const std::vector<model::KeyColumn>& columns, Symbol name = {}) {
    model::PrimaryKey key;
    key.columns = columns;
    key.name = name;
    key.naming = name.empty() ? Naming::automatic : Naming::given;
    if (name.empty() && built.dialect() == sql::Dialect::postgresql)
      key.name = model::automatic_name(table_.view(), {}, "pkey");
    const ObjectId id = model::primary_key_id(schema_, table_);
    built.put(id, key);
    return std::get<model::PrimaryKey>(*built.find(id));
  }
  template <class T>
  T& owned(Kind kind, Symbol name, T value, Naming naming) {
    value.naming = naming;
    return put(kind, name, std::move(value));
  }
  template <class T>
  T& put(Kind kind, Symbol name, T value) {
    const ObjectId id{kind, schema_, table_, name};
    built.put(id, std::move(value));
    return std::get<T>(*built.find(id));
  }
  template <class T>
  void free(Kind kind, Symbol name, T value) {
    built.put({kind, schema_, "", name}, std::move(value));
  }

  model::Schema built;

 private:
  Symbol schema_;
  Symbol table_;
  int position_ = 0;
};

model::Unique unique(const std::vector<model::KeyColumn>& columns) {
  model::Unique key;
  key.columns = columns;
  return key;
}

model::Check check(const char* expression) {
  model::Check value;
  value.expression = expression;
  return value;
}

model::ForeignKey foreign_key(Symbol column, Symbol schema, Symbol table, Symbol ref_column) {
  model::ForeignKey key;
  key.columns = {column};
  key.ref_schema = schema;
  key.ref_table = table;
  key.ref_columns = {ref_column};
  return key;
}

model::IndexKey key_of(Symbol column) {
  model::IndexKey key;
  key.column = column;
  return key;
}

model::IndexKey expression_of(Symbol expression) {
  model::IndexKey key;
  key.expression = expression;
  return key;
}

model::Index index(std::vector<model::IndexKey> keys, const char* method) {
  model::Index value;
  value.keys = std::move(keys);
  value.method = method;
  return value;
}

model::Identity identity(model::Identity::Mode mode, Symbol type) {
  return {mode, model::default_options(type)};
}

void add_free_postgres_objects(Builder& b) {
  b.built.put({Kind::extension, "", "", "pg_trgm"}, model::Extension{"public", ""});
  b.built.put({Kind::extension, "", "", "uuid-ossp"}, model::Extension{"odd.schema", "1.1"});
  b.built.put({Kind::name_space, "", "", "billing"}, model::NameSpace{"Money\nand \"more\" \\ \t\x01"});
  b.built.put({Kind::name_space, "", "", "odd.schema"}, model::NameSpace{});
  b.built.put({Kind::name_space, "", "", "public"}, model::NameSpace{"commented"});
  b.free(Kind::enum_type, "status", model::EnumType{{"new", "it's", "a\"b", ""}, ""});
  b.free(Kind::enum_type, "odd.enum", model::EnumType{{"z", "a"}, "in this order"});
  std::vector<Symbol> many;
  for (int i = 0; i < 40; ++i) many.emplace_back("value number " + std::to_string(i));
  b.built.put({Kind::enum_type, "billing", "", "many"}, model::EnumType{many, ""});
  b.free(Kind::sequence, "plain",
         model::Sequence{"bigint", model::default_options("bigint"), false, "", "", ""});
  b.free(Kind::sequence, "down",
         model::Sequence{"integer", model::default_options("integer", -3), true, "", "", "goes down"});
  b.free(Kind::sequence, "tuned",
         model::Sequence{"smallint", {17, 5, -2, 900, 20, true}, false, "everything", "id", ""});
  b.free(Kind::function, "add(integer, integer)",
         model::Function{
             false,
             "CREATE OR REPLACE FUNCTION public.add(a integer, b integer)\n RETURNS integer\n LANGUAGE "
             "sql\nAS $function$ select a + b; $function$",
             "integer", "adds"});
  b.free(
      Kind::function, "quotes()",
      model::Function{
          false,
          "CREATE OR REPLACE FUNCTION public.quotes() RETURNS text LANGUAGE sql AS $$ select '''x''' \n\t$$",
          "text", ""});
  b.built.put(
      {Kind::function, "billing", "", "odd.fn(text[], \"character varying\")"},
      model::Function{
          true,
          "CREATE OR REPLACE PROCEDURE billing.\"odd.fn\"(a text[], b \"character varying\") LANGUAGE sql "
          "AS $$ select 1 $$",
          "", ""});
}

void add_everything_table(Builder& b) {
  model::Table table;
  table.comment = "All there is\r\nin one table '''";
  table.storage = {{"fillfactor", "70"}, {"toast.autovacuum_enabled", "false"}};
  table.unlogged = true;
  b.table("everything", table);
  b.column("id", "bigint").identity = identity(model::Identity::Mode::always, "bigint");
  auto& by_default = b.column("by_default", "integer").identity =
      identity(model::Identity::Mode::by_default, "integer");
  by_default->options = {100, 10, 50, 5000, 7, true};
  b.column("counter", "bigint").serial = true;
  b.column("small_counter", "smallint", false).serial = true;
  b.column("plain_counter", "integer").serial = true;
  b.column("name", "character varying(80)").collation = "C";
  b.column("other", "text", false).collation = "billing.german";
  b.column("amount", "numeric(12,2)").default_value = "0";
  b.column("at", "timestamp(3) with time zone").default_value = "now()";
  b.column("tags", "text[]").default_value = "'{}'::text[]";
  b.column("state", "status").default_value = "'it''s'::status";
  auto& stored = b.column("stored", "text", false);
  stored.storage = "external";
  stored.compression = "lz4";
  stored.comment = "line one\nline two";
  b.column("total", "numeric(12,2)", false).generated = model::Generated{"amount *\n  2", true};
  b.column("virtual_total", "numeric(12,2)", false).generated = model::Generated{"amount * 3", false};
  b.column("after_the_long_one", "text");
  b.column("a rather long column name that goes on", "double precision", false).default_value =
      "1.5 * 2.25 + length('a text that makes this line longer than it may be')";
  b.column("range", "daterange");
  auto& key = b.primary_key({{"id", {}, false}}, "my key");
  key.include = {"name"};
  key.deferral = model::Deferral::initially_deferred;
  key.storage = {{"fillfactor", "90"}};
  key.comment = "the key";
}

void add_everything_constraints(Builder& b) {
  b.owned(Kind::unique, "everything_name_key", unique({{"name", {}, false}}), Naming::automatic);
  b.owned(Kind::unique, "everything_at_name_key", unique({{"at", {}, false}, {"name", {}, false}}),
          Naming::automatic);
  auto& full = b.owned(Kind::unique, "named", unique({{"other", {}, false}}), Naming::given);
  full.include = {"at", "tags"};
  full.nulls_not_distinct = true;
  full.deferral = model::Deferral::deferrable;
  full.storage = {{"fillfactor", "50"}};
  full.comment = "unique";
  b.owned(Kind::check, "everything_amount_check", check("amount > 0"), Naming::automatic);
  b.owned(Kind::check, "everything_amount_check1", check("amount < 100"), Naming::automatic);
  b.owned(Kind::check, "everything_check", check("amount < length(name)"), Naming::automatic);
  b.owned(Kind::check, "short", check("name <> ''"), Naming::given);
  auto& no_inherit = b.owned(Kind::check, "long", check("(amount > 1)\n  or (name = 'x')"), Naming::given);
  no_inherit.no_inherit = true;
  no_inherit.validated = false;
  no_inherit.comment = "checked";
  auto& off = b.owned(Kind::check, "off", check("amount <> 13"), Naming::given);
  off.enforced = off.validated = false;
  auto& self = b.owned(Kind::foreign_key, "everything_by_default_fkey",
                       foreign_key("by_default", "billing", "invoices", "id"), Naming::automatic);
  self.on_delete = model::ReferentialAction::cascade;
  self.match = model::Match::full;
  self.deferral = model::Deferral::deferrable;
  auto& long_key = b.owned(Kind::foreign_key, "to invoices",
                           foreign_key("plain_counter", "billing", "invoices", "id"), Naming::given);
  long_key.on_delete = model::ReferentialAction::set_null;
  long_key.on_delete_columns = {"plain_counter"};
  long_key.on_update = model::ReferentialAction::set_default;
  long_key.deferral = model::Deferral::initially_deferred;
  long_key.validated = false;
  long_key.comment = "points";
  model::Exclusion exclusion;
  exclusion.method = "gist";
  exclusion.elements = {{key_of("range"), "&&"}, {expression_of("lower(name)"), "OPERATOR(billing.===)"}};
  exclusion.elements[1].key.operator_class = "billing.odd_ops";
  exclusion.include = {"at"};
  exclusion.where = "amount > 5";
  exclusion.deferral = model::Deferral::deferrable;
  exclusion.storage = {{"fillfactor", "60"}};
  exclusion.comment = "apart";
  b.owned(Kind::exclusion, "apart", exclusion, Naming::given);
}

void add_everything_indexes(Builder& b) {
  b.put(Kind::index, "everything_at_idx", index({key_of("at")}, "btree"));
  auto& full = b.put(Kind::index, "full",
                     index({key_of("name"), expression_of("amount + 1"), key_of("at"),
                            expression_of("lower(other)"), expression_of("amount"), key_of("state")},
                           "btree"));
  full.keys[0].collation = "POSIX";
  full.keys[0].operator_class = "text_pattern_ops";
  full.keys[1].descending = true;
  full.keys[1].nulls_first = false;
  full.keys[2].descending = full.keys[2].nulls_first = true;
  full.keys[3].nulls_first = true;
  full.unique = full.nulls_not_distinct = true;
  full.include = {"tags"};
  full.where = "amount > 10\n and name <> ''";
  full.storage = {{"fillfactor", "80"}};
  full.comment = "everything";
  auto& gin = b.put(Kind::index, "searched", index({key_of("name")}, "gist"));
  gin.keys[0].operator_class = "gist_trgm_ops";
  gin.keys[0].operator_class_options = {{"siglen", "32"}};
  b.put(Kind::trigger, "noticed",
        model::Trigger{
            "CREATE TRIGGER noticed AFTER INSERT ON public.everything FOR EACH ROW EXECUTE FUNCTION f()",
            model::Trigger::Firing::origin, ""});
  b.put(Kind::trigger, "full",
        model::Trigger{
            "CREATE TRIGGER full\n AFTER UPDATE ON public.everything FOR EACH ROW EXECUTE FUNCTION f()",
            model::Trigger::Firing::replica, "a trigger"});
}

}  // namespace

model::Schema rich_postgres() {
  Builder b(sql::Dialect::postgresql, "public");
  add_free_postgres_objects(b);
  add_everything_table(b);
  add_everything_constraints(b);
  add_everything_indexes(b);
  b.table("without_columns");
  model::Table divided;
  divided.partition_by = "RANGE (at, lower(\"No te\"))";
  b.table("divided", divided);
  b.column("at", "timestamp with time zone");
  b.column("No te", "text");
  b.put(Kind::partition, "divided_0",
        model::Partition{"FOR VALUES FROM (MINVALUE, MINVALUE) TO ('2026-01-01 00:00:00+00', 'it''s')", ""});
  b.put(Kind::partition, "Rest", model::Partition{"DEFAULT", "what is left"});
  model::View view;
  view.query = "SELECT 1 AS a,\n    'x' AS b";
  view.options = {{"security_barrier", "true"}, {"check_option", "local"}};
  view.comment = "a view";
  view.column_comments = {{"a", "one"}, {"b.c", "two"}};
  b.free(Kind::view, "odd.view", view);
  model::MaterializedView materialized;
  materialized.query = "SELECT 1 AS a";
  materialized.storage = {{"fillfactor", "70"}};
  materialized.populated = false;
  materialized.comment = "kept";
  materialized.column_comments = {{"a", "one"}};
  b.free(Kind::materialized_view, "kept", materialized);
  b.built.put({Kind::index, "public", "kept", "kept_idx"},
              index({key_of("a"), key_of("Mixed Case"), expression_of("a + 1")}, "hash"));
  Builder billing(sql::Dialect::postgresql, "billing");
  billing.table("invoices");
  billing.column("id", "integer");
  billing.primary_key({{"id", {}, false}});
  for (const auto& [id, object] : billing.built.objects()) b.built.put(id, object);
  return std::move(b.built);
}

namespace {

void add_sqlite_constraints(Builder& b) {
  b.owned(Kind::unique, "everything_email_key", unique({{"email", {}, false}}), Naming::automatic);
  b.owned(Kind::unique, "everything_name_key", unique({{"name", "NOCASE", true}}), Naming::automatic)
      .on_conflict = model::OnConflict::replace;
  b.owned(Kind::unique, "everything_name_email_key", unique({{"name", {}, false}, {"email", {}, false}}),
          Naming::given);
  b.owned(Kind::unique, "named", unique({{"a desc", {}, false}, {"a", {}, true}}), Naming::given)
      .on_conflict = model::OnConflict::fail;
  for (int i = 0; i < 12; ++i) {
    const std::string name = "everything_check" + (i == 0 ? "" : std::to_string(i));
    b.owned(Kind::check, name, check(("name <> email || '" + std::to_string(i) + "'").c_str()),
            Naming::automatic);
  }
  b.owned(Kind::check, "everything_a_check", check("A > 0"), Naming::automatic);
  b.owned(Kind::check, "everything_email_check", check("email like '%@%'"), Naming::automatic).on_conflict =
      model::OnConflict::ignore;
  b.owned(Kind::check, "everything_email_check1", check("email <> ''"), Naming::automatic);
  b.owned(Kind::check, "given", check("a <> 7"), Naming::given).on_conflict = model::OnConflict::rollback;
  auto& key = b.owned(Kind::foreign_key, "everything_parent_fkey",
                      foreign_key("parent", "", "everything", "id"), Naming::automatic);
  key.on_delete = model::ReferentialAction::cascade;
  key.on_update = model::ReferentialAction::set_default;
  key.deferral = model::Deferral::initially_deferred;
  b.owned(Kind::foreign_key, "everything_parent_fkey1", foreign_key("parent", "", "odd.tags", "name"),
          Naming::automatic);
  b.owned(Kind::foreign_key, "everything_a_fkey", foreign_key("a", "", "odd.tags", "name"), Naming::automatic)
      .match = model::Match::full;
  b.owned(Kind::foreign_key, "fk", foreign_key("a desc", "", "odd.tags", "name"), Naming::given).on_delete =
      model::ReferentialAction::restrict_;
}

}  // namespace

model::Schema rich_sqlite() {
  Builder b(sql::Dialect::sqlite, "");
  b.table("everything");
  b.column("id", "INTEGER");
  b.column("email", "TEXT").collation = "NOCASE";
  b.column("name", "varchar (80)", false).default_value = "'x'";
  b.column("parent", "", false);
  b.column("untyped", "").not_null_conflict = model::OnConflict::ignore;
  b.column("a", "DECIMAL(10, 2)").default_value = "-1";
  b.column("a desc", "BLOB", false).default_value = "x'00'";
  b.column("doubled", "INT", false).generated = model::Generated{"a * 2", false};
  b.column("tripled", "INT", false).generated = model::Generated{"a * 3", true};
  b.column("made", "TEXT").default_value = "datetime('now')";
  auto& key = b.primary_key({{"id", {}, false}}, "pk name");
  key.autoincrement = true;
  key.on_conflict = model::OnConflict::abort;
  add_sqlite_constraints(b);
  b.put(Kind::index, "everything_name_idx", index({key_of("name")}, ""));
  auto& full = b.put(
      Kind::index, "full",
      index({key_of("name"), key_of("a desc"), expression_of("a + 1"), expression_of("lower(name)")}, ""));
  full.keys[0].collation = "RTRIM";
  full.keys[0].descending = true;
  full.keys[2].descending = true;
  full.unique = true;
  full.where = "a > 0";
  b.put(Kind::trigger, "noticed",
        model::Trigger{
            "CREATE TRIGGER noticed AFTER INSERT ON everything BEGIN\n  SELECT 1; SELECT ''';'''; END",
            {},
            ""});
  model::Table tags;
  tags.strict = tags.without_rowid = true;
  b.table("odd.tags", tags);
  b.column("name", "TEXT");
  b.column("rank", "INTEGER", false);
  b.primary_key({{"name", "NOCASE", true}});
  b.owned(Kind::unique, "odd.tags_rank_key", unique({{"rank", {}, false}}), Naming::automatic);
  b.table("plain");
  b.column("id", "INTEGER");
  b.column("note", "TEXT", false);
  b.primary_key({{"id", {}, false}}).autoincrement = true;
  b.free(Kind::virtual_table, "search",
         model::VirtualTable{"fts5", "title, \"body\", tokenize = 'porter ascii'"});
  b.free(Kind::virtual_table, "odd \"v\"", model::VirtualTable{"dbstat", ""});
  model::View view;
  view.query = "SELECT 1, -- one\n 2";
  view.columns = {"a", "b c"};
  b.free(Kind::view, "v", view);
  b.built.put({Kind::trigger, "", "v", "on_view"},
              model::Trigger{"CREATE TRIGGER on_view INSTEAD OF DELETE ON v BEGIN SELECT 1; END", {}, ""});
  return std::move(b.built);
}

model::Schema hostile_schema(sql::Dialect dialect) {
  const bool postgres = dialect == sql::Dialect::postgresql;
  Builder b(dialect, postgres ? "public" : "");
  const auto quoted = [&](const std::string& name) { return sql::quote_name(name, dialect); };
  int number = 0;
  for (const std::string& name : hostile_names()) {
    const auto own = [&](const char* prefix) {
      return std::string(prefix).append(name).substr(0, 62) + static_cast<char>('A' + number);
    };
    b.table(name);
    b.column(name, postgres ? "integer" : "INTEGER");
    b.column("second", postgres ? "text" : "TEXT", false);
    b.primary_key({{name, {}, false}}, own("p"));
    b.owned(Kind::unique, own("u"), unique({{"second", {}, false}, {name, {}, false}}), Naming::given);
    b.owned(Kind::check, own("c"), check((quoted(name) + " > 0").c_str()), Naming::given);
    b.owned(Kind::foreign_key, own("f"), foreign_key(name, postgres ? "public" : "", name, name),
            Naming::given);
    b.put(Kind::index, own("i"), index({key_of(name), key_of("second")}, postgres ? "btree" : ""))
        .keys[0]
        .descending = true;
    if (postgres)
      std::get<model::Index>(*b.built.find({Kind::index, "public", name, own("i")})).keys[0].nulls_first =
          true;
    const std::string action = postgres ? " FOR EACH ROW EXECUTE FUNCTION f()" : " BEGIN SELECT 1; END";
    b.put(Kind::trigger, own("t"),
          model::Trigger{"CREATE TRIGGER " + quoted(own("t")) + " AFTER INSERT ON " +
                             sql::quote_name(postgres ? "public" : "", name, dialect) + action,
                         {},
                         ""});
    ++number;
  }
  return std::move(b.built);
}

model::Schema large_schema(int tables) {
  Builder b(sql::Dialect::postgresql, "public");
  for (int t = 0; t < tables; ++t) {
    const std::string table = "table_" + std::to_string(t);
    b.table(table);
    b.column("id", "bigint").identity = identity(model::Identity::Mode::always, "bigint");
    b.primary_key({{"id", {}, false}});
    for (int c = 0; c < 19; ++c)
      b.column("column_" + std::to_string(c), c % 2 == 0 ? "text" : "numeric(12,2)", c % 3 == 0)
          .default_value = c % 4 == 0 ? "0" : "";
    b.owned(Kind::check, table + "_column_1_check", check("column_1 > 0"), Naming::automatic);
    b.owned(Kind::foreign_key, table + "_column_3_fkey", foreign_key("column_3", "public", table, "id"),
            Naming::automatic);
    b.put(Kind::index, table + "_column_2_idx", index({key_of("column_2")}, "btree"));
    b.put(Kind::index, table + "_lower", index({expression_of("lower(column_4)")}, "btree"));
  }
  return std::move(b.built);
}

}  // namespace schemagen::dsl::tests
