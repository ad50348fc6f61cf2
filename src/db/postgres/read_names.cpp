#include "db/postgres/catalog.h"

namespace schemagen::db::postgres {

namespace {

// One row a fact, told apart by its first column.
constexpr std::string_view kNames = R"(
SELECT 'member', d.classid, d.objid, NULL::oid, NULL::text, NULL::text
  FROM pg_depend d WHERE d.refclassid = 3079 AND d.deptype = 'e'
UNION ALL SELECT 'schema', n.oid, NULL, NULL, n.nspname, NULL FROM pg_namespace n
UNION ALL SELECT 'extension', e.oid, e.extnamespace, NULL, e.extname, e.extversion FROM pg_extension e
UNION ALL SELECT 'collation', c.oid, c.collnamespace, NULL, c.collname, NULL FROM pg_collation c
UNION ALL SELECT 'inherits', i.inhrelid, i.inhparent, NULL, NULL, NULL FROM pg_inherits i
UNION ALL SELECT 'class', o.oid, o.opcmethod, o.opcintype, o.opcname,
                 CASE WHEN o.opcdefault THEN 't' ELSE 'f' END || o.opcnamespace::text FROM pg_opclass o
UNION ALL SELECT 'cast', c.castsource, c.casttarget, NULL, NULL, NULL
  FROM pg_cast c WHERE c.castmethod = 'b' AND c.castcontext = 'i')";

constexpr std::string_view kComments = R"(
SELECT classoid, objoid, objsubid, description FROM pg_description
 WHERE objoid >= 16384 OR (classoid = 2615 AND objoid = 2200))";

constexpr std::string_view kStandardPublicComment = "standard public schema";

constexpr std::string_view kTypes = R"(
SELECT t.oid, t.typname, t.typnamespace, t.typtype, t.typcategory, t.typispreferred, t.typelem, t.typbasetype,
       t.typcollation, t.typstorage, t.typmodout <> 0, {is_array}
  FROM pg_type t)";

constexpr std::string_view kEnums = R"(
SELECT enumtypid, enumlabel FROM pg_enum ORDER BY enumtypid, enumsortorder)";

bool is_system_schema(std::string_view name) {
  return name.substr(0, 3) == "pg_" || name == "information_schema";
}

std::uint64_t pair_key(Oid catalog, Oid object) {
  return (static_cast<std::uint64_t>(catalog) << 32U) | object;
}

Symbol schema_name(const Catalog& catalog, Oid oid) {
  const NamespaceRow* row = catalog.name_space(oid);
  return row == nullptr ? Symbol() : row->name;
}

void take_operator_class(Catalog& catalog, const CopyRow& row) {
  const std::string extra(row.text(5));
  const Oid schema_oid = static_cast<Oid>(std::stoul(extra.substr(1)));
  catalog.operator_classes.add(
      row.oid(1), {qualified_unless_system(schema_name(catalog, schema_oid), Symbol(row.text(4))), row.oid(2),
                   row.oid(3), extra.front() == 't'});
}

void take_extension(const Reader& reader, const CopyRow& row) {
  if (row.text(4) == "plpgsql") return;
  reader.schema.put({model::Kind::extension, {}, {}, row.text(4)},
                    model::Extension{schema_name(reader.catalog, row.oid(2)), row.text(5)});
}

void take_name(const Reader& reader, const CopyRow& row) {
  Catalog& catalog = reader.catalog;
  const std::string_view what = row.text(0);
  if (what == "member") {
    catalog.extension_members.insert(pair_key(row.oid(1), row.oid(2)));
  } else if (what == "schema") {
    const bool ours = !is_system_schema(row.text(4));
    catalog.namespaces.emplace(row.oid(1), NamespaceRow{row.text(4), ours});
  } else if (what == "extension") {
    take_extension(reader, row);
  } else if (what == "collation") {
    catalog.collations.emplace(
        row.oid(1), qualified_unless_system(schema_name(catalog, row.oid(2)), Symbol(row.text(4))));
  } else if (what == "inherits") {
    catalog.inheritance_children.emplace(row.oid(1), row.oid(2));
    catalog.inheritance_parents.insert(row.oid(2));
  } else if (what == "class") {
    take_operator_class(catalog, row);
  } else if (what == "cast") {
    catalog.operator_classes.add_binary_cast(row.oid(1), row.oid(2));
  }
}

}  // namespace

void Reader::read_names() const {
  connection.read(std::string(kNames), [this](const CopyRow& row) { take_name(*this, row); });
}

void Reader::read_comments() const {
  connection.read(std::string(kComments), [this](const CopyRow& row) {
    catalog.comments[pair_key(row.oid(0), row.oid(1))].emplace(static_cast<int>(row.number(2)), row.text(3));
  });
  for (auto& [oid, name_space] : catalog.namespaces) {
    if (!name_space.ours || catalog.is_extension_member(static_cast<Oid>(CatalogId::name_space), oid))
      continue;
    const Symbol comment = catalog.comment(CatalogId::name_space, oid);
    const bool is_public = name_space.name == Symbol("public");
    if (is_public && (comment.empty() || comment.view() == kStandardPublicComment)) continue;
    put(address(CatalogId::name_space, oid), {model::Kind::name_space, {}, {}, name_space.name},
        model::NameSpace{comment});
  }
}

void Reader::read_types() const {
  std::unordered_map<Oid, model::ObjectId> enums;
  const std::string query = fill_in(
      kTypes,
      {{"{is_array}", connection.version() >= 140000 ? "t.typsubscript = 'array_subscript_handler'::regproc"
                                                     : "t.typelem <> 0 AND t.typstorage <> 'p'"}});
  connection.read(query, [&](const CopyRow& row) {
    TypeRow type;
    type.schema = schema_name(catalog, row.oid(2));
    type.name = row.text(1);
    type.type = row.letter(3);
    type.category = row.letter(4);
    type.preferred = row.flag(5);
    type.element = row.oid(6);
    type.base = row.oid(7);
    type.collation = row.oid(8);
    type.storage = row.letter(9);
    type.has_modifier_output = row.flag(10);
    type.is_array = row.flag(11);
    const Oid oid = row.oid(0);
    catalog.types.add(oid, type);
    if (catalog.our_namespace(row.oid(2), CatalogId::type, oid) == nullptr) return;
    const std::string name = model::display_name(model::table_id(type.schema, type.name));
    if (type.type == 'e')
      enums.emplace(oid, model::ObjectId{model::Kind::enum_type, type.schema, {}, type.name});
    else if (type.type == 'd')
      report_at(address(CatalogId::type, oid), {}, "domain", name);
    else if (type.type == 'r')
      report_at(address(CatalogId::type, oid), {}, "range type", name);
    else if (type.type == 'b' && !type.is_array)
      report_at(address(CatalogId::type, oid), {}, "base type", name);
    else if (type.type == 'p')
      report_at(address(CatalogId::type, oid), {}, "shell type", name);
  });
  std::unordered_map<Oid, std::vector<Symbol>> labels;
  connection.read(std::string(kEnums),
                  [&](const CopyRow& row) { labels[row.oid(0)].emplace_back(row.text(1)); });
  for (const auto& [oid, id] : enums)
    put(address(CatalogId::type, oid), id,
        model::EnumType{labels[oid], catalog.comment(CatalogId::type, oid)});
}

}  // namespace schemagen::db::postgres
