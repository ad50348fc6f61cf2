// What can be checked only when every source has been read.
#include <algorithm>

#include "dsl/loader.h"
#include "schemagen/base/text.h"

namespace schemagen::dsl {
namespace {

using Columns = std::vector<Symbol>;

std::string qualified(Symbol schema, Symbol name, sql::Dialect dialect) {
  return schema.view() == sql::default_schema(dialect) ? name.str() : schema.str() + "." + name.str();
}

std::string nearest_hint(std::string_view name, const std::vector<std::string>& names,
                         const std::string& otherwise) {
  const auto near = base::nearest(name, names);
  return near ? "did you mean " + shown(*near) + "?" : otherwise;
}

std::string columns_hint(const std::vector<std::string>& names) {
  if (names.empty()) return "it has no columns";
  return (names.size() == 1 ? "its only column is " : "its columns are ") + shown_list(names, "and");
}

std::vector<std::string> table_names(Loader& loader, Symbol schema) {
  std::vector<std::string> names;
  for (const auto& [id, table] : loader.schema().all<model::Table>(Kind::table))
    if (id.schema == schema) names.push_back(id.name.str());
  return names;
}

std::vector<std::string> column_names(Loader& loader, Symbol schema, Symbol table) {
  std::vector<std::string> names;
  for (const auto& [id, column] : loader.schema().columns_of(schema, table)) names.push_back(id.name.str());
  return names;
}

bool same_columns(Columns a, Columns b) {
  if (a.size() != b.size()) return false;
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

Columns key_names(const std::vector<model::KeyColumn>& keys) {
  Columns names;
  for (const model::KeyColumn& key : keys) names.push_back(key.name);
  return names;
}

bool is_key(const model::Index& index, const Columns& columns) {
  if (!index.unique || !index.where.empty()) return false;
  Columns names;
  for (const model::IndexKey& key : index.keys) {
    if (key.column.empty()) return false;
    names.push_back(key.column);
  }
  return same_columns(names, columns);
}

bool has_key(Loader& loader, const model::ForeignKey& key) {
  const auto immediate = [](model::Deferral deferral) { return deferral == model::Deferral::immediate; };
  const auto* primary =
      loader.schema().find_as<model::PrimaryKey>(model::primary_key_id(key.ref_schema, key.ref_table));
  if (primary != nullptr && immediate(primary->deferral) &&
      same_columns(key_names(primary->columns), key.ref_columns))
    return true;
  for (const auto& [id, unique] :
       loader.schema().owned_as<model::Unique>(Kind::unique, key.ref_schema, key.ref_table))
    if (immediate(unique->deferral) && same_columns(key_names(unique->columns), key.ref_columns)) return true;
  for (const auto& [id, index] :
       loader.schema().owned_as<model::Index>(Kind::index, key.ref_schema, key.ref_table))
    if (is_key(*index, key.ref_columns)) return true;
  return false;
}

bool check_table(Loader& loader, const model::ForeignKey& key, Spot at) {
  const ObjectId table = model::table_id(key.ref_schema, key.ref_table);
  if (loader.schema().contains(table)) return true;
  if (!loader.postgresql()) return false;
  for (const Kind kind : {Kind::view, Kind::materialized_view, Kind::virtual_table}) {
    if (!loader.schema().contains({kind, key.ref_schema, {}, key.ref_table})) continue;
    loader.report.add(at,
                      shown(key.ref_table.view()) + " is a " + std::string(model::kind_name(kind)) +
                          "; a foreign key can reference a table only",
                      "reference the table behind it");
    return false;
  }
  if (!loader.complete || loader.is_declared(table)) return false;
  loader.report.add(at,
                    "there is no table " + shown(qualified(key.ref_schema, key.ref_table, loader.dialect())),
                    nearest_hint(key.ref_table.view(), table_names(loader, key.ref_schema),
                                 "declare the table, or correct the reference"));
  return false;
}

// Columns left out mean the primary key of the referenced table.
bool resolve_columns(Loader& loader, model::ForeignKey& key, Spot at) {
  if (!key.ref_columns.empty()) return true;
  const auto* primary =
      loader.schema().find_as<model::PrimaryKey>(model::primary_key_id(key.ref_schema, key.ref_table));
  const bool fits = primary != nullptr && primary->columns.size() == key.columns.size();
  if (primary != nullptr && (fits || loader.postgresql())) {
    key.ref_columns = key_names(primary->columns);
    return true;
  }
  if (loader.postgresql())
    loader.report.add(at, "the table " + shown(key.ref_table.view()) + " has no primary key to reference",
                      "name the columns: references = \"" + key.ref_table.str() + "(column)\"");
  return false;
}

/// SQLite takes columns that are not there.
bool check_columns(Loader& loader, const model::ForeignKey& key, Spot at) {
  if (!loader.postgresql()) return true;
  bool found = true;
  for (const Symbol column : key.ref_columns) {
    if (loader.schema().contains(model::column_id(key.ref_schema, key.ref_table, column))) continue;
    found = false;
    const auto names = column_names(loader, key.ref_schema, key.ref_table);
    loader.report.add(at, "table " + shown(key.ref_table.view()) + " has no column " + shown(column.view()),
                      nearest_hint(column.view(), names, columns_hint(names)));
  }
  return found;
}

void check_reference(Loader& loader, const PendingReference& pending) {
  auto* key = std::get_if<model::ForeignKey>(loader.schema().find(pending.id));
  if (key == nullptr || !check_table(loader, *key, pending.at) ||
      !resolve_columns(loader, *key, pending.at) || !check_columns(loader, *key, pending.at))
    return;
  if (key->columns.size() != key->ref_columns.size()) {
    loader.report.add(pending.at,
                      "the foreign key has " + std::to_string(key->columns.size()) + " column" +
                          (key->columns.size() == 1 ? "" : "s") + " but references " +
                          std::to_string(key->ref_columns.size()),
                      "name as many columns on both sides");
    return;
  }
  if (!loader.postgresql() || has_key(loader, *key)) return;
  std::vector<std::string> names(key->ref_columns.begin(), key->ref_columns.end());
  loader.report.add(pending.at,
                    "no primary key or unique constraint of " + shown(key->ref_table.view()) + " covers " +
                        shown_list(names, "and"),
                    "reference the primary key, or make these columns unique");
}

void check_owner(Loader& loader, const PendingOwner& pending) {
  const auto* sequence = loader.schema().find_as<model::Sequence>(pending.sequence);
  if (sequence == nullptr || !loader.complete) return;
  const Symbol schema = pending.sequence.schema;
  if (!loader.schema().contains(model::table_id(schema, sequence->owner_table))) {
    loader.report.add(pending.at, "there is no table " + shown(sequence->owner_table.view()),
                      nearest_hint(sequence->owner_table.view(), table_names(loader, schema),
                                   "declare the table, or correct `owned_by`"));
    return;
  }
  const ObjectId column = model::column_id(schema, sequence->owner_table, sequence->owner_column);
  if (loader.schema().contains(column)) return;
  const auto names = column_names(loader, schema, sequence->owner_table);
  loader.report.add(pending.at,
                    "table " + shown(sequence->owner_table.view()) + " has no column " +
                        shown(sequence->owner_column.view()),
                    nearest_hint(sequence->owner_column.view(), names, columns_hint(names)));
}

void check_schemas(Loader& loader) {
  if (!loader.postgresql() || !loader.complete) return;
  std::vector<std::string> names = {"public"};
  for (const Symbol declared : loader.declared_schemas) names.push_back(declared.str());
  for (const auto& [schema, at] : loader.used_schemas) {
    if (schema.view() == "public" || loader.declared_schemas.contains(schema)) continue;
    loader.report.add(at, "the schema " + shown(schema.view()) + " is not declared",
                      nearest_hint(schema.view(), names, "declare it: [schema." + schema.str() + "]"));
  }
}

}  // namespace

void check_references(Loader& loader) {
  for (const PendingReference& pending : loader.references) check_reference(loader, pending);
  for (const PendingOwner& pending : loader.owners) check_owner(loader, pending);
  check_schemas(loader);
}

}  // namespace schemagen::dsl
