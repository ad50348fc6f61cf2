#include "db/postgres/catalog.h"
#include "schemagen/base/text.h"

namespace schemagen::db::postgres {

namespace {

constexpr std::string_view kRoutines = R"(
SELECT p.oid, p.proname, p.pronamespace, p.prokind, p.proargtypes,
       CASE WHEN p.prokind IN ('f', 'p') THEN pg_get_functiondef(p.oid) END,
       CASE WHEN p.prokind = 'f' THEN pg_get_function_result(p.oid) END
  FROM pg_proc p
 WHERE p.oid >= 16384
   AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 1255 AND d.objid = p.oid AND d.deptype IN ('e', 'i')))";

constexpr std::string_view kTriggers = R"(
SELECT t.oid, t.tgname, t.tgrelid, t.tgenabled, pg_get_triggerdef(t.oid), t.tgattr
  FROM pg_trigger t
 WHERE NOT t.tgisinternal AND t.tgparentid = 0
   AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 2620 AND d.objid = t.oid AND d.deptype = 'e'))";

Symbol signature(Catalog& catalog, const CopyRow& row) {
  std::vector<std::string> types;
  for (const std::int64_t oid : row.numbers(4)) {
    const auto name = catalog.types.name({static_cast<Oid>(oid), -1});
    types.push_back(name ? name->str() : std::to_string(oid));
  }
  return std::string(row.text(1)) + "(" + base::join(types, ", ") + ")";
}

void take_routine(const Reader& reader, const CopyRow& row) {
  Catalog& catalog = reader.catalog;
  const NamespaceRow* in = catalog.our_namespace(row.oid(2), CatalogId::function, row.oid(0));
  if (in == nullptr) return;
  const model::ObjectId id{model::Kind::function, in->name, {}, signature(catalog, row)};
  const char kind = row.letter(3);
  if (kind == 'a' || kind == 'w') {
    reader.report_at(address(CatalogId::function, row.oid(0)), {},
                     kind == 'a' ? "aggregate" : "window function", model::display_name(id));
    return;
  }
  reader.put(address(CatalogId::function, row.oid(0)), id,
             model::Function{kind == 'p', base::trim(row.text(5)), row.text(6),
                             catalog.comment(CatalogId::function, row.oid(0))});
}

model::Trigger::Firing firing(char enabled) {
  switch (enabled) {
    case 'A':
      return model::Trigger::Firing::always;
    case 'R':
      return model::Trigger::Firing::replica;
    case 'D':
      return model::Trigger::Firing::disabled;
    default:
      return model::Trigger::Firing::origin;
  }
}

void take_trigger(const Reader& reader, const CopyRow& row) {
  const Relation* relation = reader.catalog.modelled_relation(row.oid(2));
  if (const Relation* partition = reader.catalog.modelled_partition(row.oid(2)))
    reader.report_own(*partition, "trigger", row.text(1), address(CatalogId::trigger, row.oid(0)),
                      reader.columns_of(*partition, row.numbers(5)));
  if (relation == nullptr) return;
  reader.schema.put({model::Kind::trigger, relation->schema, relation->name, row.text(1)},
                    model::Trigger{row.text(4), firing(row.letter(3)),
                                   reader.catalog.comment(CatalogId::trigger, row.oid(0))});
}

}  // namespace

void Reader::read_routines() const {
  connection.read(std::string(kRoutines), [this](const CopyRow& row) { take_routine(*this, row); });
}

void Reader::read_triggers() const {
  connection.read(std::string(kTriggers), [this](const CopyRow& row) { take_trigger(*this, row); });
}

}  // namespace schemagen::db::postgres
