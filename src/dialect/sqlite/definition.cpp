#include "dialect/sqlite/definition.h"

#include <algorithm>
#include <array>

#include "schemagen/base/text.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::sqlite {
namespace {

template <class T>
std::vector<Part<T>> parts_of(const model::Schema& schema, Kind kind, Symbol table) {
  std::vector<Part<T>> parts;
  for (const auto& [id, value] : schema.owned_as<T>(kind, {}, table)) parts.push_back({id.name, *value});
  const auto rank = [](const Part<T>& part) {
    return part.value.naming == model::Naming::automatic ? 1 + part.name.view().size() : 0;
  };
  std::stable_sort(parts.begin(), parts.end(),
                   [&rank](const Part<T>& a, const Part<T>& b) { return rank(a) < rank(b); });
  return parts;
}

template <class T>
bool is_automatic(const Part<T>& part) {
  return part.value.naming == model::Naming::automatic;
}

template <class T>
void take_away_equal_unnamed(std::vector<const Part<T>*>& from, std::vector<const Part<T>*>& to) {
  for (auto part = from.begin(); part != from.end();) {
    const auto twin = std::find_if(to.begin(), to.end(), [&](const Part<T>* other) {
      return is_automatic(**part) && is_automatic(*other) && (*part)->value == other->value;
    });
    if (twin == to.end()) {
      ++part;
    } else {
      to.erase(twin);
      part = from.erase(part);
    }
  }
}

template <class T>
std::vector<const Part<T>*> pointers_to(const std::vector<Part<T>>& parts) {
  std::vector<const Part<T>*> pointers;
  for (const Part<T>& part : parts) pointers.push_back(&part);
  return pointers;
}

template <class T>
NameDelta constraint_delta(const std::vector<Part<T>>& from_parts, const std::vector<Part<T>>& to_parts) {
  std::vector<const Part<T>*> from = pointers_to(from_parts);
  std::vector<const Part<T>*> to = pointers_to(to_parts);
  take_away_equal_unnamed(from, to);
  NameDelta delta;
  for (const Part<T>* part : from) {
    const auto twin =
        std::find_if(to.begin(), to.end(), [&](const Part<T>* other) { return other->name == part->name; });
    if (twin == to.end())
      delta.removed.push_back(part->name);
    else if ((*twin)->value != part->value)
      delta.changed.push_back(part->name);
    if (twin != to.end()) to.erase(twin);
  }
  for (const Part<T>* part : to) delta.added.push_back(part->name);
  return delta;
}

NameDelta column_delta(const TableDefinition& from, const TableDefinition& to) {
  NameDelta delta;
  for (const auto& column : from.columns)
    if (!to.has_column(column.name)) delta.removed.push_back(column.name);
  for (const auto& column : to.columns) {
    const model::Column* old = from.find_column(column.name);
    if (old == nullptr)
      delta.added.push_back(column.name);
    else if (*old != column.value || find_part(from.columns, column.name) == nullptr)
      delta.changed.push_back(column.name);
  }
  return delta;
}

}  // namespace

const model::Column* TableDefinition::find_column(Symbol wanted) const {
  for (const auto& column : columns)
    if (same_name(column.name, wanted)) return &column.value;
  return nullptr;
}

TableDefinition definition_of(const model::Schema& schema, Symbol table) {
  TableDefinition definition;
  definition.name = table;
  if (const auto* options = schema.find_as<model::Table>(model::table_id({}, table)))
    definition.options = *options;
  for (const auto& [id, column] : schema.columns_of({}, table))
    definition.columns.push_back({id.name, *column});
  if (const auto* key = schema.find_as<model::PrimaryKey>(model::primary_key_id({}, table)))
    definition.key = *key;
  definition.uniques = parts_of<model::Unique>(schema, Kind::unique, table);
  definition.checks = parts_of<model::Check>(schema, Kind::check, table);
  definition.foreign_keys = parts_of<model::ForeignKey>(schema, Kind::foreign_key, table);
  return definition;
}

std::string folded(Symbol name) { return base::to_lower(name.view()); }

bool same_name(Symbol a, Symbol b) { return a == b || base::equals_ignoring_case(a.view(), b.view()); }

std::optional<Symbol> rowid_alias(const TableDefinition& table) {
  if (!table.key || table.options.without_rowid || table.key->columns.size() != 1) return std::nullopt;
  const model::KeyColumn& key = table.key->columns.front();
  const model::Column* column = table.find_column(key.name);
  if (key.descending || column == nullptr || !base::equals_ignoring_case(column->type.view(), "integer"))
    return std::nullopt;
  return key.name;
}

std::optional<std::string> rowid_name(const TableDefinition& table) {
  static constexpr std::array<const char*, 3> kNames = {"rowid", "_rowid_", "oid"};
  if (table.options.without_rowid) return std::nullopt;
  for (const char* name : kNames)
    if (!table.has_column(name)) return name;
  return std::nullopt;
}

bool is_key_column(const TableDefinition& table, Symbol column) {
  return table.key && std::any_of(table.key->columns.begin(), table.key->columns.end(),
                                  [column](const auto& key) { return same_name(key.name, column); });
}

bool is_implied_not_null(const TableDefinition& table, Symbol column) {
  if (!is_key_column(table, column)) return false;
  return table.options.without_rowid || table.options.strict || rowid_alias(table).has_value();
}

std::set<std::string> names_in(std::string_view text) {
  std::set<std::string> names;
  for (const sql::Token& token : sql::tokenize(text, sql::Dialect::sqlite))
    if (token.kind == sql::TokenKind::word || token.kind == sql::TokenKind::quoted_name)
      names.insert(base::to_lower(sql::name_of(token, sql::Dialect::sqlite)));
  return names;
}

std::set<Symbol> columns_in(const TableDefinition& table, std::string_view text) {
  const std::set<std::string> names = names_in(text);
  std::set<Symbol> columns;
  for (const auto& column : table.columns)
    if (names.contains(folded(column.name))) columns.insert(column.name);
  return columns;
}

std::set<Symbol> columns_in(const TableDefinition& table, const model::Index& index) {
  std::set<Symbol> columns = columns_in(table, index.where.view());
  for (const model::IndexKey& key : index.keys) {
    if (!key.column.empty()) columns.insert(key.column);
    columns.merge(columns_in(table, key.expression.view()));
  }
  return columns;
}

TableDelta difference(const TableDefinition& from, const TableDefinition& to) {
  TableDelta delta;
  delta.options = from.options != to.options;
  delta.key = from.key != to.key;
  delta.columns = column_delta(from, to);
  delta.uniques = constraint_delta(from.uniques, to.uniques);
  delta.checks = constraint_delta(from.checks, to.checks);
  delta.foreign_keys = constraint_delta(from.foreign_keys, to.foreign_keys);
  return delta;
}

}  // namespace schemagen::dialect::sqlite
