#include "db/postgres/catalog.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/partition.h"

namespace schemagen::db::postgres {

namespace {

constexpr std::string_view kRelations = R"(
SELECT c.oid, c.relname, c.relnamespace, c.relkind, c.relpersistence, c.reloptions,
       t.reloptions, c.reloftype, c.relrowsecurity, c.relforcerowsecurity, c.relreplident, c.relispopulated,
       c.relispartition,
       CASE WHEN c.reltablespace <> 0 THEN (SELECT s.spcname FROM pg_tablespace s WHERE s.oid = c.reltablespace) END,
       CASE WHEN c.relkind IN ('r', 'm') AND c.relam NOT IN (0, 2)
            THEN (SELECT a.amname FROM pg_am a WHERE a.oid = c.relam) END,
       CASE WHEN c.relkind IN ('v', 'm') AND NOT EXISTS (
              SELECT FROM pg_depend d WHERE d.classid = 1259 AND d.objid = c.oid AND d.deptype = 'e')
            THEN pg_get_viewdef(c.oid) END,
       CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
       CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END
  FROM pg_class c
  LEFT JOIN pg_class t ON t.oid = c.reltoastrelid AND t.relkind = 't' AND t.reloptions IS NOT NULL
 WHERE c.oid >= 16384 AND c.relkind IN ('r', 'v', 'm', 'p', 'f', 'c'))";

enum Cell : std::size_t {
  kOid,
  kName,
  kNamespace,
  kKind,
  kPersistence,
  kOptions,
  kToastOptions,
  kOfType,
  kRowSecurity,
  kForceRowSecurity,
  kReplicaIdentity,
  kPopulated,
  kIsPartition,
  kTablespace,
  kAccessMethod,
  kQuery,
  kPartitionKey,
  kPartitionBound,
};

void take_options(model::Options& options, const std::vector<std::string>& settings,
                  std::string_view prefix) {
  for (const std::string& setting : settings) {
    const std::size_t equals = setting.find('=');
    options.emplace(std::string(prefix) + setting.substr(0, equals), setting.substr(equals + 1));
  }
}

std::string_view query_text(std::string_view printed) {
  printed = base::trim(printed);
  if (!printed.empty() && printed.back() == ';') printed.remove_suffix(1);
  return base::trim(printed);
}

/// The kind under which a whole relation is reported because it is not modelled; "" when it is modelled.
std::string_view unmodelled_kind(const Catalog& catalog, const CopyRow& row) {
  switch (row.letter(kKind)) {
    case 'p':
      return "";
    case 'f':
      return "foreign table";
    case 'c':
      return "composite type";
    default:
      break;
  }
  if (catalog.inheritance_children.count(row.oid(kOid)) != 0) return "inheriting table";
  if (catalog.inheritance_parents.count(row.oid(kOid)) != 0) return "inherited table";
  if (row.oid(kOfType) != 0) return "typed table";
  return "";
}

void report_features(const Reader& reader, const CopyRow& row, const std::string& name) {
  const Relation& relation = reader.catalog.relations.at(row.oid(kOid));
  if (row.flag(kRowSecurity))
    reader.report("row level security", name, row.flag(kForceRowSecurity) ? "enabled and forced" : "enabled",
                  {model::table_id(relation.schema, relation.name)});
  else if (row.flag(kForceRowSecurity))
    reader.report("row level security", name, "forced, but not enabled");
  switch (row.letter(kKind) == 'v' ? 'd' : row.letter(kReplicaIdentity)) {
    case 'f':
      reader.report("replica identity", name, "full");
      break;
    case 'n':
      reader.report("replica identity", name, "nothing");
      break;
    case 'i':
      reader.report("replica identity", name, "using an index");
      break;
    default:
      break;
  }
  if (!row.is_null(kTablespace)) reader.report("tablespace", name, std::string(row.text(kTablespace)));
  if (!row.is_null(kAccessMethod)) reader.report("access method", name, std::string(row.text(kAccessMethod)));
}

Symbol partition_key(const CopyRow& row) {
  if (row.is_null(kPartitionKey)) return {};
  const auto key = sql::parse_partition_key(row.text(kPartitionKey));
  return key ? Symbol(sql::to_string(*key)) : Symbol(row.text(kPartitionKey));
}

void put_relation(const Reader& reader, const CopyRow& row, const Relation& relation) {
  const Symbol comment = reader.catalog.comment(CatalogId::relation, row.oid(kOid));
  model::Options options;
  take_options(options, row.texts(kOptions), "");
  take_options(options, row.texts(kToastOptions), "toast.");
  if (relation.kind == 'r' || relation.kind == 'p')
    reader.schema.put(
        model::table_id(relation.schema, relation.name),
        model::Table{comment, std::move(options), relation.unlogged, false, false, partition_key(row)});
  else if (relation.kind == 'v')
    reader.schema.put({model::Kind::view, relation.schema, {}, relation.name},
                      model::View{query_text(row.text(kQuery)), {}, std::move(options), comment, {}});
  else
    reader.schema.put(
        {model::Kind::materialized_view, relation.schema, {}, relation.name},
        model::MaterializedView{
            query_text(row.text(kQuery)), std::move(options), row.flag(kPopulated), comment, {}});
}

/// A partition waits for its table, which may come later.
struct FoundPartition {
  Oid oid = 0;
  bool plain = false;
  Symbol bound;
  std::vector<std::string> options;
};

FoundPartition partition_from(const CopyRow& row) {
  const auto bound = sql::parse_partition_bound(row.text(kPartitionBound));
  return {row.oid(kOid), row.letter(kKind) == 'r' && bound,
          bound ? Symbol(sql::to_string(*bound)) : Symbol(row.text(kPartitionBound)), row.texts(kOptions)};
}

void take_relation(const Reader& reader, const CopyRow& row, std::vector<FoundPartition>& partitions) {
  Catalog& catalog = reader.catalog;
  const Oid oid = row.oid(kOid);
  const NamespaceRow* in = catalog.name_space(row.oid(kNamespace));
  if (in == nullptr) return;
  Relation& relation = catalog.relations[oid];
  relation.schema = in->name;
  relation.name = row.text(kName);
  relation.kind = row.letter(kKind);
  relation.unlogged = row.letter(kPersistence) == 'u';
  if (catalog.our_namespace(row.oid(kNamespace), CatalogId::relation, oid) == nullptr) return;
  const std::string name = model::display_name(model::table_id(relation.schema, relation.name));
  if (row.flag(kIsPartition)) {
    partitions.push_back(partition_from(row));
    report_features(reader, row, name);
    return;
  }
  if (const std::string_view kind = unmodelled_kind(catalog, row); !kind.empty()) {
    reader.report_at(address(CatalogId::relation, oid), {}, std::string(kind), name,
                     kind == "composite type" ? "" : "with all that belongs to it");
    return;
  }
  relation.modelled = true;
  report_features(reader, row, name);
  put_relation(reader, row, relation);
}

std::string display(const Relation& relation) {
  return model::display_name(model::table_id(relation.schema, relation.name));
}

Relation* parent_of(Catalog& catalog, const FoundPartition& partition) {
  const auto parent = catalog.inheritance_children.find(partition.oid);
  if (parent == catalog.inheritance_children.end()) return nullptr;
  const auto found = catalog.relations.find(parent->second);
  return found == catalog.relations.end() ? nullptr : &found->second;
}

/// A table whose rows are partly where the model cannot say is left alone as a whole: what has to be done on
/// every partition could not be done.
void leave_alone(const Reader& reader, Relation& parent, const Relation& partition) {
  if (!std::exchange(parent.modelled, false)) return;
  reader.schema.erase(model::table_id(parent.schema, parent.name));
  reader.report("partitioned table", display(parent),
                "with all that belongs to it, because partition " + display(partition) +
                    " is partitioned itself, foreign, in another schema or an extension's");
}

void put_partition(const Reader& reader, const FoundPartition& found) {
  Catalog& catalog = reader.catalog;
  Relation& relation = catalog.relations.at(found.oid);
  const Relation* parent = parent_of(catalog, found);
  if (parent == nullptr || !parent->modelled) {
    reader.report("partition", display(relation), "with all that belongs to it");
    return;
  }
  relation.divides = catalog.inheritance_children.at(found.oid);
  reader.schema.put({model::Kind::partition, parent->schema, parent->name, relation.name},
                    model::Partition{found.bound, catalog.comment(CatalogId::relation, found.oid)});
  if (!found.options.empty())
    reader.report("storage parameters of a partition", display(relation), base::join(found.options, ", "));
  if (relation.unlogged) reader.report("unlogged partition", display(relation));
}

}  // namespace

void Reader::read_relations() const {
  std::vector<FoundPartition> partitions;
  connection.read(std::string(kRelations),
                  [&](const CopyRow& row) { take_relation(*this, row, partitions); });
  for (const FoundPartition& partition : partitions) {
    Relation* parent = parent_of(catalog, partition);
    const Relation& relation = catalog.relations.at(partition.oid);
    if (parent != nullptr && parent->modelled && (!partition.plain || parent->schema != relation.schema))
      leave_alone(*this, *parent, relation);
  }
  for (const FoundPartition& partition : partitions) put_partition(*this, partition);
}

}  // namespace schemagen::db::postgres
