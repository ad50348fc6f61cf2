#include "support/schema_pair.h"

#include <algorithm>

#include "schemagen/base/error.h"
#include "schemagen/sql/quote.h"
#include "support/application_sql.h"

namespace schemagen::tests {
namespace {

using model::Kind;

const model::EnumType* enum_of(const model::Schema& schema, std::string type, ObjectId& found) {
  while (type.ends_with("[]")) type.resize(type.size() - 2);
  for (const auto& [id, values] : schema.all<model::EnumType>(Kind::enum_type)) {
    const bool shown = id.schema == Symbol("public");
    if (sql::quote_name(shown ? "" : id.schema.view(), id.name.view(), sql::Dialect::postgresql) != type)
      continue;
    found = id;
    return values;
  }
  return nullptr;
}

/// A cast to a type with a length would cut the value.
std::string as_a_whole(const std::string& type) {
  return type.starts_with("character") || type.starts_with("bit") ? "text" : type;
}

std::string case_over(const std::string& column, const std::map<std::string, std::string>& map) {
  std::string text = "CASE " + column + "::text";
  for (const auto& [from, to] : map)
    text += " WHEN " + sql::quote_literal(from) + " THEN " + sql::quote_literal(to);
  return text + " ELSE " + column + "::text END";
}

std::string each_mapped(Symbol column, Symbol type, const std::map<std::string, std::string>& map) {
  if (!type.view().ends_with("[]")) return case_over(quoted(column), map);
  return "CASE WHEN " + quoted(column) + " IS NOT NULL THEN ARRAY(SELECT " + case_over("value", map) +
         " FROM unnest(" + quoted(column) + ") WITH ORDINALITY AS each (value, place) ORDER BY place) END";
}

}  // namespace

ObjectId id_before(ObjectId id, const std::vector<diff::Rename>& renames) {
  const auto own = std::find_if(renames.begin(), renames.end(), [&id](const diff::Rename& rename) {
    return rename.to == id && rename.from_value.empty();
  });
  if (own != renames.end()) id = own->from;
  for (const diff::Rename& rename : renames) {
    if (rename.to.kind == Kind::name_space && rename.to.name == id.schema) id.schema = rename.from.name;
    if (rename.to.kind == Kind::table && rename.to.schema == id.schema && rename.to.name == id.owner) {
      id.schema = rename.from.schema;
      id.owner = rename.from.name;
    }
  }
  return id;
}

SchemaPair::SchemaPair(const model::Schema& before, const dsl::Declaration& after)
    : before_(before), after_(after) {
  for (const auto& [id, table] : after.schema.all<model::Table>(Kind::table)) {
    TablePair pair{id_before(id, after.renames), id, {}, {}};
    if (!before.contains(pair.before)) continue;
    for (const auto& [column_id, column] : after.schema.columns_of(id.schema, id.name)) {
      const ObjectId old = id_before(column_id, after.renames);
      if (before.contains(old)) {
        pair.columns.push_back(pair_of(old, column_id));
        continue;
      }
      const auto advice = after.advice.find(column_id);
      std::string value = column->default_value;
      if (advice != after.advice.end() && !advice->second.backfill.empty()) value = advice->second.backfill;
      if (advice != after.advice.end() && !advice->second.from.empty()) value = advice->second.from;
      if (!value.empty()) pair.filled.push_back({column_id.name, value});
    }
    tables_.push_back(std::move(pair));
  }
}

ColumnPair SchemaPair::pair_of(const ObjectId& before, const ObjectId& after) const {
  const auto& old_column = *before_.find_as<model::Column>(before);
  const auto& new_column = *after_.schema.find_as<model::Column>(after);
  ColumnPair pair{before.name, after.name, false, {}, {}};
  const auto advice = after_.advice.find(after);
  const bool advised = advice != after_.advice.end();
  ObjectId old_enum;
  ObjectId new_enum;
  const auto* const old_values = enum_of(before_, old_column.type, old_enum);
  const auto* const new_values = enum_of(after_.schema, new_column.type, new_enum);
  const bool same_enum =
      old_values != nullptr && new_values != nullptr && id_before(new_enum, after_.renames) == old_enum;
  if (advised && !advice->second.using_.empty()) {
    pair.forward = advice->second.using_;
  } else if (advised && !advice->second.map.empty()) {
    pair.forward = case_over(quoted(before.name), advice->second.map);
  } else if (same_enum) {
    std::map<std::string, std::string> map;
    const auto values = after_.advice.find(new_enum);
    if (values != after_.advice.end()) map = values->second.map;
    for (const diff::Rename& rename : after_.renames)
      if (rename.to == new_enum && !rename.from_value.empty()) map[rename.from_value] = rename.to_value;
    if (!map.empty()) pair.forward = each_mapped(before.name, old_column.type, map);
    std::map<std::string, std::string> renamed;
    for (const diff::Rename& rename : after_.renames)
      if (rename.to == new_enum && !rename.from_value.empty()) renamed[rename.to_value] = rename.from_value;
    if (!renamed.empty() && before.name != after.name)
      pair.back = each_mapped(after.name, new_column.type, renamed);
    pair.retyped = old_values->values != new_values->values;
  } else if (old_column.type != new_column.type) {
    pair.forward = quoted(before.name) + "::" + as_a_whole(new_column.type.str());
  }
  pair.retyped = pair.retyped || !pair.forward.empty();
  if (advised && !advice->second.back.empty())
    pair.back = advice->second.back;
  else if (pair.retyped && !same_enum)
    pair.back = quoted(after.name) + "::" + as_a_whole(old_column.type.str());
  return pair;
}

const TablePair* SchemaPair::by_before(const ObjectId& table) const {
  for (const TablePair& pair : tables_)
    if (pair.before == table) return &pair;
  return nullptr;
}

const TablePair* SchemaPair::by_after(const ObjectId& table) const {
  for (const TablePair& pair : tables_)
    if (pair.after == table) return &pair;
  return nullptr;
}

/// Both names of a renamed column are there, as an expression may use either.
std::string SchemaPair::row_before(const TablePair& table, const Values& row) const {
  std::string columns;
  for (const auto& [id, column] : before_.columns_of(table.before.schema, table.before.name)) {
    const auto value = row.find(id.name);
    if (value == row.end()) continue;
    const std::string typed = literal(value->second) + "::" + column->type.str();
    columns += (columns.empty() ? "" : ", ") + typed + " AS " + quoted(id.name);
    for (const ColumnPair& pair : table.columns) {
      const ObjectId other = model::column_id(table.before.schema, table.before.name, pair.after);
      if (pair.before == id.name && pair.after != id.name && !before_.contains(other))
        columns += ", " + typed + " AS " + quoted(pair.after);
    }
  }
  return "(SELECT " + columns + ") AS " + quoted(table.before.name);
}

std::string SchemaPair::row_after(const TablePair& table, const Values& row) const {
  std::string columns;
  for (const auto& [id, column] : after_.schema.columns_of(table.after.schema, table.after.name)) {
    const auto value = row.find(id.name);
    if (value != row.end())
      columns += (columns.empty() ? "" : ", ") + literal(value->second) + "::" + column->type.str() + " AS " +
                 quoted(id.name);
  }
  return "(SELECT " + columns + ") AS " + quoted(table.after.name);
}

db::Cell SchemaPair::evaluate(db::Database& database, const std::string& expression, const std::string& type,
                              const std::string& row_source) const {
  const auto text_of = [&](const std::string& value) {
    return database.execute("SELECT rtrim((" + value + ")::text) FROM " + row_source).front().front();
  };
  if (type.empty()) return text_of(expression);
  const db::Cell value = text_of("(" + expression + ")::" + type);
  const bool has_length = type.starts_with("character") || type.starts_with("bit");
  if (has_length && value != text_of(expression))
    throw base::Error(base::ErrorKind::sql, "The value is too long for " + type + ".");
  return value;
}

Values SchemaPair::forward(db::Database& database, const TablePair& table, const Values& row,
                           std::vector<Symbol>* failed) const {
  Values found;
  for (const ColumnPair& pair : table.columns) {
    const auto value = row.find(pair.before);
    if (value == row.end()) continue;
    if (pair.forward.empty()) {
      found[pair.after] = value->second;
      continue;
    }
    const auto* const column = after_.schema.find_as<model::Column>(
        model::column_id(table.after.schema, table.after.name, pair.after));
    ObjectId of_enum;
    const bool is_enum = enum_of(after_.schema, column->type, of_enum) != nullptr;
    try {
      found[pair.after] =
          evaluate(database, pair.forward, is_enum ? "" : column->type.str(), row_before(table, row));
    } catch (const base::Error&) {
      if (failed != nullptr) failed->push_back(pair.after);
    }
  }
  return found;
}

Values SchemaPair::back(db::Database& database, const TablePair& table, const Values& row,
                        std::vector<Symbol>* failed) const {
  Values found;
  for (const ColumnPair& pair : table.columns) {
    const auto value = row.find(pair.after);
    if (value == row.end()) continue;
    if (pair.back.empty()) {
      found[pair.before] = value->second;
      continue;
    }
    const auto* const column =
        before_.find_as<model::Column>(model::column_id(table.before.schema, table.before.name, pair.before));
    ObjectId of_enum;
    const bool is_enum = enum_of(before_, column->type, of_enum) != nullptr;
    try {
      found[pair.before] =
          evaluate(database, pair.back, is_enum ? "" : column->type.str(), row_after(table, row));
    } catch (const base::Error&) {
      if (failed != nullptr) failed->push_back(pair.before);
    }
  }
  return found;
}

Values SchemaPair::filled(db::Database& database, const TablePair& table, const Values& row) const {
  Values found;
  for (const FilledColumn& column : table.filled) {
    const auto* const declared = after_.schema.find_as<model::Column>(
        model::column_id(table.after.schema, table.after.name, column.name));
    const std::string source = row_before(table, row);
    try {
      const db::Cell once = evaluate(database, column.value, declared->type, source);
      if (once == evaluate(database, column.value, declared->type, source)) found[column.name] = once;
    } catch (const base::Error&) {
      continue;  // over things that only the schema after has
    }
  }
  return found;
}

}  // namespace schemagen::tests
