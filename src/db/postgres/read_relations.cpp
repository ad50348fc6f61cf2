#include "db/foreign_tables.h"
#include "db/postgres/catalog.h"
#include "schemagen/base/text.h"

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
            THEN pg_get_viewdef(c.oid) END
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
      return row.flag(kIsPartition) ? "partition" : "partitioned table";
    case 'f':
      return "foreign table";
    case 'c':
      return "composite type";
    default:
      break;
  }
  if (row.flag(kIsPartition)) return "partition";
  if (catalog.inheritance_children.count(row.oid(kOid)) != 0) return "inheriting table";
  if (catalog.inheritance_parents.count(row.oid(kOid)) != 0) return "inherited table";
  if (row.oid(kOfType) != 0) return "typed table";
  return "";
}

void report_features(const Reader& reader, const CopyRow& row, const std::string& name) {
  if (row.flag(kRowSecurity))
    reader.report("row level security", name, row.flag(kForceRowSecurity) ? "enabled and forced" : "enabled");
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

void put_relation(const Reader& reader, const CopyRow& row, const Relation& relation) {
  const Symbol comment = reader.catalog.comment(CatalogId::relation, row.oid(kOid));
  model::Options options;
  take_options(options, row.texts(kOptions), "");
  take_options(options, row.texts(kToastOptions), "toast.");
  if (relation.kind == 'r')
    reader.schema.put(model::table_id(relation.schema, relation.name),
                      model::Table{comment, std::move(options), relation.unlogged, false, false});
  else if (relation.kind == 'v')
    reader.schema.put({model::Kind::view, relation.schema, {}, relation.name},
                      model::View{query_text(row.text(kQuery)), {}, std::move(options), comment, {}});
  else
    reader.schema.put(
        {model::Kind::materialized_view, relation.schema, {}, relation.name},
        model::MaterializedView{
            query_text(row.text(kQuery)), std::move(options), row.flag(kPopulated), comment, {}});
}

void take_relation(const Reader& reader, const CopyRow& row) {
  Catalog& catalog = reader.catalog;
  const Oid oid = row.oid(kOid);
  const NamespaceRow* in = catalog.name_space(row.oid(kNamespace));
  if (in == nullptr) return;
  Relation& relation = catalog.relations[oid];
  relation.schema = in->name;
  relation.name = row.text(kName);
  relation.kind = row.letter(kKind);
  relation.unlogged = row.letter(kPersistence) == 'u';
  if (catalog.our_namespace(row.oid(kNamespace), CatalogId::relation, oid) == nullptr ||
      is_foreign_table(row.text(kName)))
    return;
  const std::string name = model::display_name(model::table_id(relation.schema, relation.name));
  if (const std::string_view kind = unmodelled_kind(catalog, row); !kind.empty()) {
    reader.report(std::string(kind), name, kind == "composite type" ? "" : "with all that belongs to it");
    return;
  }
  relation.modelled = true;
  report_features(reader, row, name);
  put_relation(reader, row, relation);
}

}  // namespace

void Reader::read_relations() const {
  connection.read(std::string(kRelations), [this](const CopyRow& row) { take_relation(*this, row); });
}

}  // namespace schemagen::db::postgres
