#include "support/application_sql.h"

#include <algorithm>

#include "schemagen/sql/quote.h"

namespace schemagen::tests {
namespace {

std::vector<Symbol> names_of_key(const std::vector<model::KeyColumn>& columns) {
  std::vector<Symbol> names;
  for (const model::KeyColumn& column : columns) names.push_back(column.name);
  return names;
}

/// A bare name that is the table's too would stand for the whole row when there is no such column.
std::string qualified(const TableUse& table, Symbol column) {
  return quoted(table.id) + "." + quoted(column);
}

}  // namespace

std::string quoted(const ObjectId& relation) {
  return sql::quote_name(relation.schema.view(), relation.name.view(), sql::Dialect::postgresql);
}

std::string quoted(Symbol name) { return sql::quote_name(name.view(), sql::Dialect::postgresql); }

std::string literal(const db::Cell& cell) { return cell ? sql::quote_literal(*cell) : "NULL"; }

std::string as_text(const TableUse& table) {
  std::string list;
  for (const ColumnUse& column : table.columns)
    list += (list.empty() ? "" : ", ") + qualified(table, column.name) + "::text";
  return list.empty() ? "1" : list;
}

std::vector<Symbol> names_of(const TableUse& table) {
  std::vector<Symbol> names;
  for (const ColumnUse& column : table.columns) names.push_back(column.name);
  return names;
}

std::string where(const TableUse& table, const Values& row) {
  std::string condition;
  for (const Symbol name : table.identity.empty() ? names_of(table) : table.identity) {
    const auto value = row.find(name);
    if (value == row.end() && table.identity.empty()) continue;
    condition += (condition.empty() ? " WHERE " : " AND ") + qualified(table, name) +
                 "::text IS NOT DISTINCT FROM " + literal(value == row.end() ? db::Cell() : value->second);
  }
  return condition;
}

std::vector<std::vector<Symbol>> unique_keys(const model::Schema& schema, const ObjectId& table) {
  std::vector<std::vector<Symbol>> keys;
  const auto* const primary =
      schema.find_as<model::PrimaryKey>(model::primary_key_id(table.schema, table.name));
  if (primary != nullptr) keys.push_back(names_of_key(primary->columns));
  for (const auto& [key, unique] :
       schema.owned_as<model::Unique>(model::Kind::unique, table.schema, table.name))
    keys.push_back(names_of_key(unique->columns));
  for (const auto& [key, index] :
       schema.owned_as<model::Index>(model::Kind::index, table.schema, table.name)) {
    std::vector<Symbol> names;
    for (const model::IndexKey& part : index->keys)
      if (!part.column.empty()) names.push_back(part.column);
    if (index->unique && index->where.empty() && names.size() == index->keys.size()) keys.push_back(names);
  }
  std::vector<std::vector<Symbol>> once;
  for (std::vector<Symbol>& key : keys)
    if (std::find(once.begin(), once.end(), key) == once.end()) once.push_back(std::move(key));
  return once;
}

std::string insert_sql(const TableUse& table, const Values& row, const std::string& on_conflict) {
  std::string names;
  std::string values;
  for (const auto& [name, value] : row) {
    names += (names.empty() ? "" : ", ") + quoted(name);
    values += (values.empty() ? "" : ", ") + literal(value);
  }
  const std::string what = row.empty() ? " DEFAULT VALUES" : " (" + names + ") VALUES (" + values + ")";
  return "INSERT INTO " + quoted(table.id) + what + on_conflict + " RETURNING " + as_text(table);
}

std::string upsert_sql(const TableUse& table, const Values& row, const std::vector<Symbol>& arbiter) {
  std::string changes;
  for (const auto& [name, value] : row)
    if (std::find(arbiter.begin(), arbiter.end(), name) == arbiter.end())
      changes += (changes.empty() ? "" : ", ") + quoted(name) + " = EXCLUDED." + quoted(name);
  if (changes.empty()) changes = quoted(arbiter.front()) + " = EXCLUDED." + quoted(arbiter.front());
  return insert_sql(
      table, row,
      " ON CONFLICT (" + sql::quote_names(arbiter, sql::Dialect::postgresql) + ") DO UPDATE SET " + changes);
}

std::string update_sql(const TableUse& table, Symbol column, const db::Cell& value, const Values& row) {
  return "UPDATE " + quoted(table.id) + " SET " + quoted(column) + " = " + literal(value) +
         where(table, row) + " RETURNING " + as_text(table);
}

std::string delete_sql(const TableUse& table, const Values& row) {
  return "DELETE FROM " + quoted(table.id) + where(table, row) + " RETURNING " + as_text(table);
}

}  // namespace schemagen::tests
