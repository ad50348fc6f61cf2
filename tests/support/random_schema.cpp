#include "support/random_schema.h"

#include <algorithm>
#include <set>

#include "schemagen/sql/quote.h"

namespace schemagen::tests {
namespace {

using base::Symbol;
using model::Column;
using model::Kind;
using model::ObjectId;
using model::Schema;
using sql::Dialect;

std::size_t below(Random& random, std::size_t limit) { return random() % limit; }
bool chance(Random& random, int percent) { return static_cast<int>(random() % 100) < percent; }

template <class T>
const T& pick(Random& random, const std::vector<T>& values) {
  return values[below(random, values.size())];
}

/// A schema under construction: names that are free, and pieces that fit together.
class Builder {
 public:
  /// While `editing`, new tables are empty and old ones have rows.
  Builder(Schema schema, Random& random, bool editing)
      : schema_(std::move(schema)), random_(random), editing_(editing) {}

  Schema take() { return std::move(schema_); }
  Dialect dialect() const { return schema_.dialect(); }
  Symbol space() const { return sql::default_schema(dialect()); }

  std::vector<Symbol> tables() const {
    std::vector<Symbol> names;
    for (const auto& [id, table] : schema_.all<model::Table>(Kind::table)) names.push_back(id.name);
    return names;
  }

  void add_table() {
    const Symbol table = free_name();
    if (table.empty() || dropped_.contains(table)) return;
    model::Table made;
    if (dialect() == Dialect::sqlite && chance(random_, 20)) made.strict = true;
    if (dialect() == Dialect::postgresql && chance(random_, 30)) made.comment = "it's a \"comment\"";
    schema_.put(model::table_id(space(), table), made);
    if (editing_) empty_.insert(table);
    add_key(table);
    for (std::size_t i = 0, count = 1 + below(random_, 5); i < count; ++i) add_column(table);
  }

  void add_column(Symbol table) {
    const auto columns = schema_.columns_of(space(), table);
    const Symbol name = free_column(table);
    if (name.empty()) return;
    Column column;
    column.position = {columns.empty() ? 0 : columns.back().second->position.value + 1};
    column.type = pick(random_, types(table));
    if (chance(random_, 50)) {
      column.not_null = true;
      column.default_value = constant_for(column.type);
    } else if (chance(random_, 30)) {
      column.default_value = constant_for(column.type);
    }
    if (dialect() == Dialect::postgresql && chance(random_, 20)) column.comment = "100 % 'quoted'";
    schema_.put(model::column_id(space(), table, name), column);
    if (editing_ && !empty_.contains(table)) added_.insert(model::column_id(space(), table, name));
  }

  void add_check(Symbol table) {
    const Symbol column = some_column(table, true);
    const Symbol name = free_constraint(table);
    if (column.empty() || name.empty()) return;
    model::Check check;
    check.expression = quoted(column) + " >= " + std::to_string(below(random_, 2));
    schema_.put({Kind::check, space(), table, name}, check);
  }

  void add_unique(Symbol table) {
    if (is_divided(table)) return;
    const Symbol column = column_without_default(table);
    const Symbol name = free_constraint(table);
    if (column.empty() || name.empty()) return;
    model::Unique unique;
    unique.columns = {{column, {}, false}};
    schema_.put({Kind::unique, space(), table, name}, unique);
  }

  void add_foreign_key(Symbol table) {
    const Symbol name = free_constraint(table);
    std::vector<Symbol> numbers;
    for (const auto& [id, column] : schema_.columns_of(space(), table))
      if (column->type == number_type() && column->default_value.empty() && id.name != key_of(table))
        numbers.push_back(id.name);
    std::vector<Symbol> targets;
    for (const Symbol target : tables())
      if (!empty_.contains(target) || empty_.contains(table)) targets.push_back(target);
    if (numbers.empty() || targets.empty() || name.empty()) return;
    model::ForeignKey key;
    key.columns = {pick(random_, numbers)};
    key.ref_schema = space();
    key.ref_table = pick(random_, targets);
    key.ref_columns = {key_of(key.ref_table)};
    if (chance(random_, 40)) key.on_delete = model::ReferentialAction::cascade;
    if (chance(random_, 20)) key.deferral = model::Deferral::initially_deferred;
    schema_.put({Kind::foreign_key, space(), table, name}, key);
  }

  void add_index(Symbol table) {
    const Symbol column = some_column(table, false);
    const Symbol name = free_name();
    if (column.empty() || name.empty()) return;
    model::Index index;
    model::IndexKey key;
    if (chance(random_, 25))
      key.expression = "coalesce(" + quoted(column) + ", " + quoted(column) + ")";
    else
      key.column = column;
    index.keys = {key};
    if (dialect() == Dialect::postgresql) index.method = "btree";
    if (chance(random_, 30)) index.where = quoted(column) + " IS NOT NULL";
    index.unique = chance(random_, 25) && column == column_without_default(table) && !is_divided(table);
    schema_.put({Kind::index, space(), table, name}, index);
  }

  void add_view(Symbol table) {
    const Symbol name = free_name();
    if (name.empty()) return;
    model::View view;
    view.query = "SELECT " + quoted(key_of(table)) + " FROM " +
                 sql::quote_name(space().view(), table.view(), dialect());
    schema_.put({Kind::view, space(), {}, name}, view);
  }

  void edit(Symbol table) {
    switch (below(random_, 9)) {
      case 0:
        return add_column(table);
      case 1:
        return drop_column(table);
      case 2:
        return change_column(table);
      case 3:
        return add_check(table);
      case 4:
        return add_unique(table);
      case 5:
        return add_foreign_key(table);
      case 6:
        return add_index(table);
      case 7:
        return drop_owned(table);
      case 8:
        return add_view(table);
    }
  }

  /// Its name stays unused: a table of the same name would be the old one, changed, with rows in it.
  void drop_table(Symbol table) {
    dropped_.insert(table);
    for (const ObjectId& id : schema_.owned_by(space(), table)) schema_.erase(id);
    schema_.erase(model::table_id(space(), table));
    std::vector<ObjectId> orphans;
    for (const auto& [id, object] : schema_.objects()) {
      const auto* const key = std::get_if<model::ForeignKey>(&object);
      const auto* const view = std::get_if<model::View>(&object);
      if ((key != nullptr && key->ref_table == table) ||
          (view != nullptr &&
           view->query.str().ends_with(" FROM " + sql::quote_name(space().view(), table.view(), dialect()))))
        orphans.push_back(id);
    }
    for (const ObjectId& id : orphans) schema_.erase(id);
  }

 private:
  std::string quoted(Symbol name) const { return sql::quote_name(name.view(), dialect()); }
  Symbol number_type() const { return dialect() == Dialect::sqlite ? "INTEGER" : "bigint"; }

  std::vector<Symbol> types(Symbol table) const {
    if (dialect() == Dialect::postgresql)
      return {
          "bigint", "integer", "text", "character varying(40)", "numeric(12,2)", "timestamp with time zone"};
    if (schema_.find_as<model::Table>(model::table_id({}, table))->strict) return {"INTEGER", "TEXT", "REAL"};
    return {"INTEGER", "TEXT", "NUMERIC", "VARCHAR(40)", "REAL"};
  }

  /// A key would have to hold the columns that divide it.
  bool is_divided(Symbol table) const {
    return !schema_.find_as<model::Table>(model::table_id(space(), table))->partition_by.empty();
  }

  static bool is_number(Symbol type) {
    return type == Symbol("bigint") || type == Symbol("integer") || type == Symbol("INTEGER") ||
           type == Symbol("numeric(12,2)") || type == Symbol("NUMERIC") || type == Symbol("REAL");
  }

  static bool is_enum(Symbol type) { return type.str().starts_with('"'); }

  static Symbol constant_for(Symbol type) {
    if (is_number(type)) return "7";
    if (is_enum(type)) return "'bad'::" + type.str();
    return type == Symbol("timestamp with time zone") ? "'2026-01-02 03:04:05+00'" : "'it''s'";
  }

  void add_key(Symbol table) {
    const Symbol name = free_column(table);
    Column column;
    column.type = number_type();
    column.not_null = true;
    schema_.put(model::column_id(space(), table, name), column);
    model::PrimaryKey key;
    key.columns = {{name, {}, false}};
    if (dialect() == Dialect::postgresql)
      key.name = model::automatic_name(table.view(), {}, "pkey");
    else
      key.naming = model::Naming::automatic;
    schema_.put(model::primary_key_id(space(), table), key);
  }

  Symbol key_of(Symbol table) const {
    return schema_.find_as<model::PrimaryKey>(model::primary_key_id(space(), table))->columns[0].name;
  }

  /// Relations, indexes and types share one space of names.
  Symbol free_name() {
    std::vector<Symbol> free;
    for (const std::string& name : hostile_names(dialect())) {
      bool taken = false;
      for (const auto& [id, object] : schema_.objects())
        taken = taken || (id.name == Symbol(name) &&
                          (!model::is_owned(id.kind) || id.kind == Kind::index || id.kind == Kind::unique));
      if (!taken) free.emplace_back(name);
    }
    return free.empty() ? Symbol() : pick(random_, free);
  }

  Symbol free_column(Symbol table) {
    std::vector<Symbol> free;
    for (const std::string& name : hostile_names(dialect()))
      if (!schema_.contains(model::column_id(space(), table, name))) free.emplace_back(name);
    return free.empty() ? Symbol() : pick(random_, free);
  }

  /// UNIQUE makes an index of its name, so it must be free among relations too.
  Symbol free_constraint(Symbol table) {
    for (int attempt = 0; attempt < 20; ++attempt) {
      const Symbol name = free_name();
      bool taken = name.empty();
      for (const Kind kind : {Kind::check, Kind::unique, Kind::foreign_key})
        taken = taken || schema_.contains({kind, space(), table, name});
      if (!taken) return name;
    }
    return {};
  }

  Symbol some_column(Symbol table, bool number) {
    std::vector<Symbol> names;
    for (const auto& [id, column] : schema_.columns_of(space(), table))
      if (id.name != key_of(table) && !column->generated && (!number || is_number(column->type)))
        names.push_back(id.name);
    return names.empty() ? Symbol() : pick(random_, names);
  }

  /// A new column with a default has the same value in every row, so nothing unique can be made of it.
  Symbol column_without_default(Symbol table) {
    std::vector<Symbol> names;
    for (const auto& [id, column] : schema_.columns_of(space(), table))
      if (id.name != key_of(table) && column->default_value.empty() && !column->generated &&
          !is_enum(column->type))
        names.push_back(id.name);
    return names.empty() ? Symbol() : pick(random_, names);
  }

  bool is_used(Symbol table, Symbol column) const {
    for (const ObjectId& id : schema_.owned_by(space(), table)) {
      const model::Object& object = *schema_.find(id);
      const std::vector<Symbol> keys = model::key_columns(object);
      if (std::find(keys.begin(), keys.end(), column) != keys.end()) return true;
      bool mentioned = false;
      model::Object copy = object;
      model::for_each_sql(copy, [&](model::SqlRole, Symbol& text) {
        mentioned = mentioned || text.str().find(quoted(column)) != std::string::npos;
      });
      if (mentioned && id.kind != Kind::column) return true;
    }
    return false;
  }

  void drop_column(Symbol table) {
    const Symbol column = some_column(table, false);
    if (!column.empty() && !is_used(table, column)) schema_.erase(model::column_id(space(), table, column));
  }

  void change_column(Symbol table) {
    const Symbol name = some_column(table, false);
    if (name.empty()) return;
    Column column = *schema_.find_as<Column>(model::column_id(space(), table, name));
    switch (below(random_, 3)) {
      case 0:
        column.not_null = !column.not_null;
        break;
      case 1:
        if (!refers(table, name))
          column.default_value = column.default_value.empty() ? constant_for(column.type) : Symbol();
        break;
      case 2:
        if (is_number(column.type) && (dialect() == Dialect::postgresql || !is_used(table, name))) {
          column.type = number_type();
        } else if (!is_used(table, name) && column.type == Symbol("character varying(40)")) {
          column.type = "text";
        }
        break;
    }
    const bool has_no_value = column.not_null && column.default_value.empty();
    if (has_no_value && added_.contains(model::column_id(space(), table, name)))
      column.default_value = constant_for(column.type);
    schema_.put(model::column_id(space(), table, name), column);
  }

  /// No row bears the number of a default.
  bool refers(Symbol table, Symbol column) const {
    for (const auto& [id, key] : schema_.owned_as<model::ForeignKey>(Kind::foreign_key, space(), table))
      if (key->columns.front() == column) return true;
    return false;
  }

  void drop_owned(Symbol table) {
    std::vector<ObjectId> ids;
    for (const ObjectId& id : schema_.owned_by(space(), table))
      if (id.kind != Kind::column && id.kind != Kind::primary_key && id.kind != Kind::partition)
        ids.push_back(id);
    if (!ids.empty()) schema_.erase(pick(random_, ids));
  }

  Schema schema_;
  Random& random_;
  bool editing_;
  std::set<Symbol> empty_;
  std::set<Symbol> dropped_;
  std::set<ObjectId> added_;  ///< rows are there that need a value in them
};

std::string value_for(Symbol type, int row) {
  const std::string number = std::to_string(row);
  if (type == Symbol("text") || type == Symbol("TEXT") || type.str().starts_with("character") ||
      type == Symbol("VARCHAR(40)"))
    return "'it''s row " + number + "'";
  if (type == Symbol("timestamp with time zone")) return "'2026-01-0" + number + " 00:00:00+00'";
  if (type.str().starts_with('"')) return "enum_first(NULL::" + type.str() + ")";
  return number;
}

}  // namespace

const std::vector<std::string>& hostile_names(Dialect dialect) {
  static const std::vector<std::string> both = {
      "a",         "select",    "Order By",   "quo\"te",   "single'quote",
      "ünïcode ☃", "dot.ted",   "semi;colon", "--comment", "back\\slash",
      "1digit",    "%percent$", "_under",     "table",     "user",
      "tab\tin",   "[bracket]", "`tick`",     "$dollar$",  std::string(63, 'x'),
      "primary",   "check",     "rowids",     "group"};
  static const std::vector<std::string> with_twins = [] {
    std::vector<std::string> names = both;
    names.insert(names.end(), {"A", "Select", "TABLE"});
    return names;
  }();
  return dialect == Dialect::postgresql ? with_twins : both;
}

Schema random_schema(Random& random, Dialect dialect) {
  Builder builder(Schema(dialect), random, false);
  for (std::size_t i = 0, count = 1 + below(random, 4); i < count; ++i) builder.add_table();
  for (const Symbol table : builder.tables())
    for (int i = 0; i < 4; ++i) builder.edit(table);
  return builder.take();
}

Schema random_edit(const Schema& schema, Random& random) {
  Builder builder(schema, random, true);
  const std::vector<Symbol> tables = builder.tables();
  if (tables.size() > 1 && chance(random, 25)) builder.drop_table(pick(random, tables));
  if (chance(random, 25)) builder.add_table();
  const std::vector<Symbol> left = builder.tables();
  for (std::size_t i = 0, count = 1 + below(random, 6); i < count && !left.empty(); ++i)
    builder.edit(pick(random, left));
  return builder.take();
}

std::string seed_script(const Schema& schema) {
  constexpr int kRows = 3;
  const Dialect dialect = schema.dialect();
  const bool is_sqlite = dialect == Dialect::sqlite;
  std::string script =
      is_sqlite ? "PRAGMA defer_foreign_keys = ON;\n" : "SET session_replication_role = replica;\n";
  for (const auto& [id, table] : schema.all<model::Table>(Kind::table)) {
    std::string names;
    for (const auto& [column_id, column] : schema.columns_of(id.schema, id.name))
      if (!column->generated)
        names += (names.empty() ? "" : ", ") + sql::quote_name(column_id.name.view(), dialect);
    for (int row = 1; row <= kRows; ++row) {
      std::string values;
      for (const auto& [column_id, column] : schema.columns_of(id.schema, id.name))
        if (!column->generated) values += (values.empty() ? "" : ", ") + value_for(column->type, row);
      script += "INSERT INTO " + sql::quote_name(id.schema.view(), id.name.view(), dialect) + " (" + names +
                ") VALUES (" + values + ");\n";
    }
  }
  return is_sqlite ? script : script + "SET session_replication_role = origin;\n";
}

}  // namespace schemagen::tests
