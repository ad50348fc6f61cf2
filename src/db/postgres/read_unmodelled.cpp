#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "db/postgres/catalog.h"

namespace schemagen::db::postgres {

namespace {

// kind, catalog, object, schema (NULL: it is in none), owner (a relation) or 0, name, detail
constexpr std::string_view kUnmodelled = R"(
SELECT 'policy', 3256, p.oid, NULL::oid, p.polrelid, p.polname::text, NULL::text FROM pg_policy p
UNION ALL SELECT 'rule', 2618, r.oid, NULL, r.ev_class, r.rulename, NULL
  FROM pg_rewrite r WHERE r.oid >= 16384 AND r.rulename <> '_RETURN'
UNION ALL SELECT 'operator', 2617, o.oid, o.oprnamespace, 0,
                 o.oprname || ' (' || CASE WHEN o.oprleft = 0 THEN '' ELSE format_type(o.oprleft, NULL) || ', ' END
                 || format_type(o.oprright, NULL) || ')', NULL
  FROM pg_operator o WHERE o.oid >= 16384 AND o.oprcode <> 0
UNION ALL SELECT 'operator class', 2616, o.oid, o.opcnamespace, 0, o.opcname, NULL
  FROM pg_opclass o WHERE o.oid >= 16384
UNION ALL SELECT 'operator family', 2753, f.oid, f.opfnamespace, 0, f.opfname, NULL
  FROM pg_opfamily f WHERE f.oid >= 16384
   AND NOT EXISTS (SELECT FROM pg_opclass o WHERE o.opcfamily = f.oid AND o.opcname = f.opfname)
UNION ALL SELECT 'cast', 2605, c.oid, NULL, 0,
                 format_type(c.castsource, NULL) || ' to ' || format_type(c.casttarget, NULL), NULL
  FROM pg_cast c WHERE c.oid >= 16384
   AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 2605 AND d.objid = c.oid AND d.deptype = 'i')
UNION ALL SELECT 'collation', 3456, c.oid, c.collnamespace, 0, c.collname, NULL
  FROM pg_collation c WHERE c.oid >= 16384
UNION ALL SELECT 'conversion', 2607, c.oid, c.connamespace, 0, c.conname, NULL
  FROM pg_conversion c WHERE c.oid >= 16384
UNION ALL SELECT 'text search parser', 3601, t.oid, t.prsnamespace, 0, t.prsname, NULL
  FROM pg_ts_parser t WHERE t.oid >= 16384
UNION ALL SELECT 'text search dictionary', 3600, t.oid, t.dictnamespace, 0, t.dictname, NULL
  FROM pg_ts_dict t WHERE t.oid >= 16384
UNION ALL SELECT 'text search template', 3764, t.oid, t.tmplnamespace, 0, t.tmplname, NULL
  FROM pg_ts_template t WHERE t.oid >= 16384
UNION ALL SELECT 'text search configuration', 3602, t.oid, t.cfgnamespace, 0, t.cfgname, NULL
  FROM pg_ts_config t WHERE t.oid >= 16384
UNION ALL SELECT 'extended statistics', 3381, s.oid, s.stxnamespace, 0, s.stxname, NULL
  FROM pg_statistic_ext s
UNION ALL SELECT 'event trigger', 3466, e.oid, NULL, 0, e.evtname, NULL FROM pg_event_trigger e
UNION ALL SELECT 'publication', 6104, p.oid, NULL, 0, p.pubname, NULL FROM pg_publication p
{subscriptions}
UNION ALL SELECT 'foreign-data wrapper', 2328, f.oid, NULL, 0, f.fdwname, NULL FROM pg_foreign_data_wrapper f
UNION ALL SELECT 'foreign server', 1417, s.oid, NULL, 0, s.srvname, NULL FROM pg_foreign_server s
UNION ALL SELECT 'language', 2612, l.oid, NULL, 0, l.lanname, NULL FROM pg_language l WHERE l.oid >= 16384
UNION ALL SELECT 'transform', 3576, t.oid, NULL, 0,
                 format_type(t.trftype, NULL) || ' for ' ||
                 (SELECT l.lanname FROM pg_language l WHERE l.oid = t.trflang), NULL
  FROM pg_transform t WHERE t.oid >= 16384
UNION ALL SELECT 'access method', 2601, a.oid, NULL, 0, a.amname, NULL FROM pg_am a WHERE a.oid >= 16384)";

constexpr std::string_view kSubscriptions = R"(
UNION ALL SELECT 'subscription', 6100, s.oid, NULL, 0, s.subname, NULL FROM pg_subscription s
  WHERE s.subdbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()))";

// Before 14 a plain role may not read pg_subscription, and the view that it may read does not say the
// database.
constexpr std::string_view kSubscriptions13 = R"(
UNION ALL SELECT 'subscription', 6100, s.subid, NULL, 0, s.subname, 'of a database of this server'
  FROM pg_stat_subscription s)";

// Policies, rules and extended statistics, and the columns that the server would not drop beneath them.
constexpr std::string_view kStanding = R"(
SELECT DISTINCT d.classid, d.objid, d.refobjid, d.refobjsubid
  FROM pg_depend d
 WHERE d.classid IN (3256, 2618, 3381) AND d.refclassid = 1259 AND d.refobjsubid > 0)";

using Standing = std::map<std::pair<Oid, Oid>, std::vector<model::ObjectId>>;

Standing read_standing(const Reader& reader) {
  Standing standing;
  reader.connection.read(std::string(kStanding), [&](const CopyRow& row) {
    const Relation* relation = reader.catalog.modelled_relation(row.oid(2));
    if (relation == nullptr) relation = reader.catalog.modelled_partition(row.oid(2));
    if (relation == nullptr) return;
    std::vector<model::ObjectId>& columns = standing[{row.oid(0), row.oid(1)}];
    for (const model::ObjectId& id : reader.columns_of(*relation, {row.number(3)})) columns.push_back(id);
  });
  for (auto& [object, columns] : standing) std::sort(columns.begin(), columns.end());
  return standing;
}

void take_unmodelled(const Reader& reader, const CopyRow& row, const Standing& standing) {
  const Catalog& catalog = reader.catalog;
  if (catalog.is_extension_member(row.oid(1), row.oid(2))) return;
  const Symbol name = row.text(5);
  model::ObjectId id = model::table_id({}, name);
  if (const Oid owner = row.oid(4); owner != 0) {
    const Relation* relation = catalog.modelled_relation(owner);
    if (relation == nullptr) relation = catalog.modelled_partition(owner);
    if (relation == nullptr) return;
    id = {model::Kind::trigger, relation->schema, relation->name, name};
  } else if (!row.is_null(3)) {
    const NamespaceRow* in = catalog.name_space(row.oid(3));
    if (in == nullptr || !in->ours) return;
    id.schema = in->name;
  }
  const auto stands = standing.find({row.oid(1), row.oid(2)});
  reader.report(std::string(row.text(0)), model::display_name(id), std::string(row.text(6)),
                stands == standing.end() ? std::vector<model::ObjectId>() : stands->second);
}

}  // namespace

void Reader::read_unmodelled() const {
  const std::string_view subscriptions = connection.version() >= 140000 ? kSubscriptions : kSubscriptions13;
  const Standing standing = read_standing(*this);
  connection.read(fill_in(kUnmodelled, {{"{subscriptions}", subscriptions}}),
                  [&](const CopyRow& row) { take_unmodelled(*this, row, standing); });
  std::sort(schema.unmodelled().begin(), schema.unmodelled().end());
}

}  // namespace schemagen::db::postgres
