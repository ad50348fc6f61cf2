#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "db/postgres/catalog.h"
#include "schemagen/base/text.h"

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

// What a plan carries over, as a statement: catalog, object, definition.
constexpr std::string_view kCarried = R"(
SELECT 3256, p.oid,
       format('CREATE POLICY %I ON %s AS %s FOR %s', p.polname, p.polrelid::regclass,
              CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
              CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END)
       || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
       || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')
  FROM pg_policy p
UNION ALL SELECT 3381, s.oid, pg_get_statisticsobjdef(s.oid) FROM pg_statistic_ext s)";

// What the things stand on, and with them what they consist of: constraints of a domain, the type of a
// composite's row, the parent of an index that carries a constraint. What goes with its own relation (deptype
// a) does not stand in the way of it.
constexpr std::string_view kStandsOn = R"(
WITH things (catalog, object) AS (VALUES {things}),
parts (catalog, object, part_catalog, part) AS (
  SELECT catalog, object, catalog, object FROM things
  UNION ALL SELECT catalog, object, 2606, c.oid FROM things JOIN pg_constraint c ON catalog = 1247 AND c.contypid = object
  UNION ALL SELECT catalog, object, 1247, c.reltype FROM things JOIN pg_class c ON catalog = 1259 AND c.oid = object)
SELECT catalog, object, d.refclassid, d.refobjid, d.refobjsubid, d.deptype = 'n'
  FROM parts JOIN pg_depend d ON d.classid = part_catalog AND d.objid = part
 WHERE d.refclassid IN (1247, 1255, 1259, 2615) AND (d.deptype = 'n' OR d.refobjsubid > 0)
UNION SELECT catalog, object, 1259, i.inhparent, 0, true
  FROM things JOIN pg_constraint c ON catalog = 2606 AND c.oid = object JOIN pg_inherits i ON i.inhrelid = c.conindid)";

const Relation* modelled(const Catalog& catalog, Oid oid) {
  const Relation* relation = catalog.modelled_relation(oid);
  return relation != nullptr ? relation : catalog.modelled_partition(oid);
}

/// The object that an address means, and `with_whole` the table that it is a part of unless that is the
/// thing's own.
std::vector<model::ObjectId> objects_at(const Reader& reader, Address address, std::int64_t column,
                                        bool with_whole, const model::ObjectId& owner) {
  std::vector<model::ObjectId> found;
  if (const Relation* relation = modelled(reader.catalog, address.second);
      relation != nullptr && address.first == static_cast<Oid>(CatalogId::relation)) {
    found = reader.columns_of(*relation, {column});
    const Relation& whole =
        relation->divides == 0 ? *relation : reader.catalog.relations.at(relation->divides);
    if (with_whole) found.push_back(model::table_id(whole.schema, whole.name));
  } else if (const auto object = reader.catalog.objects.find(address);
             object != reader.catalog.objects.end()) {
    found.push_back(object->second);
    if (with_whole && model::is_owned(object->second.kind)) found.push_back(model::owner_id(object->second));
  }
  std::erase(found, owner);
  return found;
}

void find_what_they_stand_on(const Reader& reader) {
  std::map<Address, const Standing*> standing;
  std::vector<std::string> things;
  for (const Standing& thing : reader.catalog.standing) {
    standing.emplace(thing.address, &thing);
    things.push_back("(" + std::to_string(thing.address.first) + "::oid, " +
                     std::to_string(thing.address.second) + "::oid)");
  }
  if (things.empty()) return;
  reader.connection.read(
      fill_in(kStandsOn, {{"{things}", base::join(things, ", ")}}), [&](const CopyRow& row) {
        const Standing& thing = *standing.at({row.oid(0), row.oid(1)});
        std::vector<model::ObjectId>& found = reader.schema.unmodelled()[thing.reported].stands_on;
        for (const model::ObjectId& id :
             objects_at(reader, {row.oid(2), row.oid(3)}, row.number(4), row.flag(5), thing.owner))
          found.push_back(id);
      });
  for (const Standing& thing : reader.catalog.standing) {
    std::vector<model::ObjectId>& found = reader.schema.unmodelled()[thing.reported].stands_on;
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
  }
}

void take_unmodelled(const Reader& reader, const CopyRow& row) {
  const Catalog& catalog = reader.catalog;
  if (catalog.is_extension_member(row.oid(1), row.oid(2))) return;
  const Symbol name = row.text(5);
  model::ObjectId id = model::table_id({}, name);
  model::ObjectId belongs_to;
  if (const Oid owner = row.oid(4); owner != 0) {
    const Relation* relation = modelled(catalog, owner);
    if (relation == nullptr) return;
    id = {model::Kind::trigger, relation->schema, relation->name, name};
    const Relation& whole = relation->divides == 0 ? *relation : catalog.relations.at(relation->divides);
    belongs_to = model::table_id(whole.schema, whole.name);
  } else if (!row.is_null(3)) {
    const NamespaceRow* in = catalog.name_space(row.oid(3));
    if (in == nullptr || !in->ours) return;
    id.schema = in->name;
  }
  reader.report_at({row.oid(1), row.oid(2)}, belongs_to, std::string(row.text(0)), model::display_name(id),
                   std::string(row.text(6)));
}

void read_definitions(const Reader& reader) {
  std::map<Address, std::size_t> reported;
  for (const Standing& thing : reader.catalog.standing) reported.emplace(thing.address, thing.reported);
  if (reported.empty()) return;
  reader.connection.read(std::string(kCarried), [&](const CopyRow& row) {
    const auto thing = reported.find({row.oid(0), row.oid(1)});
    if (thing != reported.end())
      reader.schema.unmodelled()[thing->second].definition = std::string(row.text(2));
  });
}

}  // namespace

void Reader::read_unmodelled() const {
  const std::string_view subscriptions = connection.version() >= 140000 ? kSubscriptions : kSubscriptions13;
  connection.read(fill_in(kUnmodelled, {{"{subscriptions}", subscriptions}}),
                  [&](const CopyRow& row) { take_unmodelled(*this, row); });
  find_what_they_stand_on(*this);
  read_definitions(*this);
  std::sort(schema.unmodelled().begin(), schema.unmodelled().end());
}

}  // namespace schemagen::db::postgres
