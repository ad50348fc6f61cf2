#include "db/postgres/catalog.h"

#include <algorithm>

namespace schemagen::db::postgres {

namespace {

std::uint64_t pair_key(Oid catalog, Oid object) {
  return (static_cast<std::uint64_t>(catalog) << 32U) | object;
}

}  // namespace

const RelationColumn* Relation::column(std::int64_t number) const {
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [number](const RelationColumn& column) { return column.number == number; });
  return found == columns.end() ? nullptr : &*found;
}

const NamespaceRow* Catalog::name_space(Oid oid) const {
  const auto found = namespaces.find(oid);
  return found == namespaces.end() ? nullptr : &found->second;
}

const NamespaceRow* Catalog::our_namespace(Oid name_space_oid, CatalogId catalog, Oid object) const {
  const NamespaceRow* row = name_space(name_space_oid);
  if (row == nullptr || !row->ours) return nullptr;
  return is_extension_member(static_cast<Oid>(catalog), object) ? nullptr : row;
}

Address address(CatalogId catalog, Oid object) { return {static_cast<Oid>(catalog), object}; }

bool Catalog::is_extension_member(Oid catalog, Oid object) const {
  return extension_members.count(pair_key(catalog, object)) != 0;
}

Symbol Catalog::comment(CatalogId catalog, Oid object, int column) const {
  const auto of_object = comments.find(pair_key(static_cast<Oid>(catalog), object));
  if (of_object == comments.end()) return {};
  const auto found = of_object->second.find(column);
  return found == of_object->second.end() ? Symbol() : found->second;
}

const Relation* Catalog::relation(Oid oid) const {
  const auto found = relations.find(oid);
  return found == relations.end() ? nullptr : &found->second;
}

const Relation* Catalog::modelled_relation(Oid oid) const {
  const Relation* found = relation(oid);
  return found != nullptr && found->modelled ? found : nullptr;
}

const Relation* Catalog::modelled_partition(Oid oid) const {
  const Relation* found = relation(oid);
  return found != nullptr && found->divides != 0 ? found : nullptr;
}

Symbol Catalog::collation(Oid oid) const {
  const auto found = collations.find(oid);
  return found == collations.end() ? Symbol() : found->second;
}

Symbol qualified_unless_system(Symbol schema, Symbol name) {
  return schema == Symbol("pg_catalog") ? name : Symbol(schema.str() + "." + name.str());
}

std::string fill_in(std::string_view text,
                    const std::vector<std::pair<std::string_view, std::string_view>>& values) {
  std::string filled(text);
  for (const auto& [key, value] : values)
    for (std::size_t at = filled.find(key); at != std::string::npos; at = filled.find(key, at + value.size()))
      filled.replace(at, key.size(), value);
  return filled;
}

void Reader::put(Address address, const model::ObjectId& id, model::Object object) const {
  catalog.objects.emplace(address, id);
  schema.put(id, std::move(object));
}

void Reader::report_own(const Relation& partition, const std::string& kind, Symbol name, Address address,
                        std::vector<model::ObjectId> stands_on) const {
  const Relation& parent = catalog.relations.at(partition.divides);
  report_at(address, model::table_id(parent.schema, parent.name), kind,
            model::display_name({model::Kind::check, partition.schema, partition.name, name}),
            "of a partition alone", std::move(stands_on));
}

void Reader::report_at(Address address, const model::ObjectId& owner, const std::string& kind,
                       const std::string& name, const std::string& detail,
                       std::vector<model::ObjectId> stands_on) const {
  catalog.standing.push_back({address, schema.unmodelled().size(), owner});
  report(kind, name, detail, std::move(stands_on));
}

void Reader::report(const std::string& kind, const std::string& name, const std::string& detail,
                    std::vector<model::ObjectId> stands_on) const {
  schema.unmodelled().push_back({kind, name, detail, false, std::move(stands_on)});
}

std::vector<model::ObjectId> Reader::columns_of(const Relation& relation,
                                                const std::vector<std::int64_t>& numbers) const {
  const Relation* parent = relation.divides == 0 ? &relation : catalog.relation(relation.divides);
  std::vector<model::ObjectId> found;
  for (const std::int64_t number : numbers)
    if (const RelationColumn* column = relation.column(number); column != nullptr && parent != nullptr)
      found.push_back(model::column_id(parent->schema, parent->name, column->name));
  return found;
}

}  // namespace schemagen::db::postgres
