#include <algorithm>

#include "db/sqlite/ddl.h"
#include "schemagen/base/error.h"
#include "schemagen/base/text.h"

namespace schemagen::db::sqlite {
namespace {

model::Column* column_named(TableDefinition& table, Symbol name) {
  for (Named<model::Column>& column : table.columns)
    if (column.name == name) return &column.object;
  return nullptr;
}

Symbol declared_spelling(const TableDefinition& table, Symbol name) {
  if (const std::optional<Symbol> found = find_column(table, name.view())) return *found;
  throw base::Error(base::ErrorKind::declaration,
                    "A constraint names a column that is not there: " + name.str() + ".");
}

void resolve_keys(TableDefinition& table, std::vector<model::KeyColumn>& keys) {
  for (model::KeyColumn& key : keys) {
    key.name = declared_spelling(table, key.name);
    key.collation = canonical_key_collation(key.collation, column_named(table, key.name)->collation);
  }
}

/// https://www.sqlite.org/lang_createtable.html#rowid
bool is_rowid_alias(TableDefinition& table) {
  const model::PrimaryKey& key = *table.primary_key;
  if (table.table.without_rowid || key.columns.size() != 1) return false;
  if (table.key_stands_at_column && key.columns[0].descending) return false;
  return base::equals_ignoring_case(column_named(table, key.columns[0].name)->type.view(), "integer");
}

/// In STRICT tables, too, a key holds no NULL: https://www.sqlite.org/stricttables.html
void make_primary_key_canonical(TableDefinition& table) {
  model::PrimaryKey& key = *table.primary_key;
  resolve_keys(table, key.columns);
  const bool alias = is_rowid_alias(table);
  if (alias) key.columns[0] = {key.columns[0].name, {}, false};
  if (!alias && !table.table.without_rowid && !table.table.strict) return;
  for (const model::KeyColumn& column : key.columns) column_named(table, column.name)->not_null = true;
}

}  // namespace

std::optional<Symbol> find_column(const TableDefinition& table, std::string_view name) {
  for (const Named<model::Column>& column : table.columns)
    if (base::equals_ignoring_case(column.name.view(), name)) return column.name;
  return std::nullopt;
}

Symbol canonical_collation(Symbol collation) {
  const std::string upper = base::to_upper(collation.view());
  if (upper == "BINARY") return {};
  return upper == "NOCASE" || upper == "RTRIM" ? Symbol(upper) : collation;
}

Symbol canonical_key_collation(Symbol collation, Symbol column) {
  if (collation.empty()) return {};
  const Symbol canonical = canonical_collation(collation);
  if (base::equals_ignoring_case(canonical.view(), column.view())) return {};
  return canonical.empty() ? Symbol("BINARY") : canonical;
}

void make_canonical(TableDefinition& table) {
  if (table.primary_key) make_primary_key_canonical(table);
  for (Named<model::Unique>& unique : table.uniques) resolve_keys(table, unique.object.columns);
  for (Named<model::ForeignKey>& key : table.foreign_keys)
    for (Symbol& column : key.object.columns) column = declared_spelling(table, column);
}

}  // namespace schemagen::db::sqlite
