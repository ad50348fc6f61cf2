#include <algorithm>

#include "db/postgres/catalog.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/expression.h"

namespace schemagen::db::postgres {

namespace {

using sql::Dialect;

constexpr std::string_view kSequences = R"(
SELECT c.oid, c.relname, c.relnamespace, c.relpersistence, s.seqtypid, s.seqstart, s.seqincrement, s.seqmin,
       s.seqmax, s.seqcache, s.seqcycle, d.refobjid, d.refobjsubid, d.deptype
  FROM pg_sequence s
  JOIN pg_class c ON c.oid = s.seqrelid
  LEFT JOIN pg_depend d ON d.classid = 1259 AND d.objid = c.oid AND d.objsubid = 0 AND d.refclassid = 1259
                       AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i'))";

// A plain default holds no column, so pg_get_expr() needs no table for it; opening every table is dear.
constexpr std::string_view kColumns = R"(
SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnotnull, a.attidentity, a.attgenerated,
       a.attcollation, a.attstorage, {compression},
       CASE WHEN a.atthasdef THEN
         (SELECT pg_get_expr(d.adbin, CASE WHEN a.attgenerated = '' THEN 0::oid ELSE a.attrelid END)
            FROM pg_attrdef d WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum) END,
       CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END, a.attoptions
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
 WHERE a.attrelid >= 16384 AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'v', 'm', 'p'))";

enum Cell : std::size_t {
  kRelation,
  kNumber,
  kName,
  kType,
  kModifier,
  kNotNull,
  kIdentity,
  kGenerated,
  kCollation,
  kStorage,
  kCompression,
  kDefault,
  kStatistics,
  kOptions,
};

model::Sequence sequence_from(const Catalog& catalog, const CopyRow& row) {
  model::Sequence sequence;
  const TypeRow* type = catalog.types.find(row.oid(4));
  const std::string_view name = type == nullptr ? std::string_view() : type->name.view();
  sequence.type = name == "int2" ? "smallint" : name == "int4" ? "integer" : "bigint";
  sequence.options.start = row.number(5);
  sequence.options.increment = row.number(6);
  sequence.options.minimum = row.number(7);
  sequence.options.maximum = row.number(8);
  sequence.options.cache = row.number(9);
  sequence.options.cycle = row.flag(10);
  sequence.unlogged = row.letter(3) == 'u';
  sequence.comment = catalog.comment(CatalogId::relation, row.oid(0));
  return sequence;
}

void take_sequence(const Reader& reader, const CopyRow& row) {
  const Catalog& catalog = reader.catalog;
  const NamespaceRow* in = catalog.our_namespace(row.oid(2), CatalogId::relation, row.oid(0));
  if (in == nullptr) return;
  SequenceRow sequence{in->name, row.text(1), sequence_from(catalog, row), false};
  if (row.is_null(11)) {
    reader.schema.put({model::Kind::sequence, sequence.schema, {}, sequence.name}, sequence.sequence);
    return;
  }
  const ColumnKey key{row.oid(11), static_cast<int>(row.number(12))};
  sequence.is_identity = row.letter(13) == 'i';
  if (sequence.is_identity && !sequence.sequence.comment.empty())
    reader.report("comment on the sequence of an identity column",
                  model::display_name(model::table_id(sequence.schema, sequence.name)));
  reader.catalog.column_sequences[key].push_back(std::move(sequence));
}

/// PostgreSQL's `serial`: nothing about the sequence is other than what the type name brings.
bool is_serial(const SequenceRow& owned, const Relation& relation, const model::Column& column) {
  const model::Sequence& sequence = owned.sequence;
  if (column.default_value.empty() || sequence.type != column.type || !sequence.comment.empty() ||
      sequence.unlogged != relation.unlogged || owned.schema != relation.schema ||
      sequence.options != model::default_options(sequence.type))
    return false;
  const auto used = sql::sequence_of_nextval(column.default_value.view());
  return used && used->first == owned.schema && used->second == owned.name;
}

void take_sequence_of_column(const Reader& reader, const Relation& relation, SequenceRow owned,
                             Symbol column_name, char identity, model::Column& column) {
  if (owned.is_identity) {
    column.identity =
        model::Identity{identity == 'a' ? model::Identity::Mode::always : model::Identity::Mode::by_default,
                        owned.sequence.options};
    column.sequence.name = owned.name;
    return;
  }
  // PostgreSQL 13 and 14 have no unlogged sequences: the one of an unlogged table is permanent there.
  if (reader.connection.version() < 150000) owned.sequence.unlogged = relation.unlogged;
  if (is_serial(owned, relation, column)) {
    column.serial = true;
    column.sequence.name = owned.name;
    column.default_value = {};
    return;
  }
  if (reader.connection.version() < 150000) owned.sequence.unlogged = false;
  owned.sequence.owner_table = relation.name;
  owned.sequence.owner_column = column_name;
  reader.schema.put({model::Kind::sequence, owned.schema, {}, owned.name}, std::move(owned.sequence));
}

std::string_view storage_name(char storage) {
  switch (storage) {
    case 'p':
      return "plain";
    case 'e':
      return "external";
    case 'x':
      return "extended";
    default:
      return "main";
  }
}

void take_column_comment(const Reader& reader, const Relation& relation, Symbol name, Symbol comment) {
  if (comment.empty()) return;
  const bool is_view = relation.kind == 'v';
  model::Object* owner = reader.schema.find(
      {is_view ? model::Kind::view : model::Kind::materialized_view, relation.schema, {}, relation.name});
  if (is_view)
    std::get<model::View>(*owner).column_comments.emplace(name, comment);
  else
    std::get<model::MaterializedView>(*owner).column_comments.emplace(name, comment);
}

/// The server's own stamp (security releases from 15.20 on), not an option that anybody set; pg_dump leaves
/// it out too.
constexpr std::string_view kServerStamp = "pg_attver=";

std::string options_of(const CopyRow& row) {
  const std::string_view all = row.text(kOptions);
  if (all.substr(1, kServerStamp.size()) == kServerStamp && all.find(',') == std::string_view::npos)
    return {};
  std::vector<std::string> options = row.texts(kOptions);
  std::erase_if(options, [](const std::string& option) { return option.rfind(kServerStamp, 0) == 0; });
  return base::join(options, ", ");
}

void report_column(const Reader& reader, const CopyRow& row, const model::ObjectId& id) {
  if (!row.is_null(kStatistics))
    reader.report("statistics target", model::display_name(id), std::string(row.text(kStatistics)));
  if (row.is_null(kOptions)) return;
  if (std::string options = options_of(row); !options.empty())
    reader.report("column options", model::display_name(id), options);
}

model::Column column_from(const Catalog& catalog, const CopyRow& row) {
  model::Column column;
  column.position.value = static_cast<int>(row.number(kNumber));
  column.not_null = row.flag(kNotNull);
  const TypeRow* type = catalog.types.find(row.oid(kType));
  if (const Oid collation = row.oid(kCollation);
      type != nullptr && collation != 0 && collation != type->collation)
    column.collation = catalog.collation(collation);
  if (type != nullptr && row.letter(kStorage) != type->storage)
    column.storage = storage_name(row.letter(kStorage));
  if (const char compression = row.letter(kCompression); compression != '\0')
    column.compression = compression == 'l' ? "lz4" : "pglz";
  column.comment = catalog.comment(CatalogId::relation, row.oid(kRelation), column.position.value);
  if (row.is_null(kDefault)) return column;
  const std::string_view expression = sql::strip_outer_parentheses(row.text(kDefault), Dialect::postgresql);
  if (const char generated = row.letter(kGenerated); generated != '\0')
    column.generated = model::Generated{expression, generated == 's'};
  else
    column.default_value = expression;
  return column;
}

/// In the order of the ids, which is the cheapest one to fill a Schema in.
void put_columns(const Reader& reader) {
  auto& columns = reader.catalog.columns;
  std::sort(columns.begin(), columns.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [id, column] : columns) reader.schema.put(id, std::move(column));
  columns.clear();
}

void take_column(const Reader& reader, const CopyRow& row) {
  Catalog& catalog = reader.catalog;
  const auto found = catalog.relations.find(row.oid(kRelation));
  if (found == catalog.relations.end()) return;
  Relation& relation = found->second;
  const Symbol name = row.text(kName);
  relation.columns.push_back(
      {static_cast<int>(row.number(kNumber)), name, row.oid(kType), row.oid(kCollation)});
  if (!relation.modelled) return;
  const model::ObjectId id = model::column_id(relation.schema, relation.name, name);
  report_column(reader, row, id);
  if (relation.kind != 'r' && relation.kind != 'p') {
    take_column_comment(
        reader, relation, name,
        catalog.comment(CatalogId::relation, row.oid(kRelation), static_cast<int>(row.number(kNumber))));
    if (!row.is_null(kDefault)) reader.report("default of a view's column", model::display_name(id));
    return;
  }
  model::Column column = column_from(catalog, row);
  const TypeUse use{row.oid(kType), static_cast<std::int32_t>(row.number(kModifier))};
  if (const auto type = catalog.types.name(use))
    column.type = *type;
  else
    catalog.unnamed_types.emplace_back(id, use);
  const auto owned = catalog.column_sequences.find({row.oid(kRelation), column.position.value});
  if (owned != catalog.column_sequences.end())
    for (SequenceRow& sequence : owned->second)
      take_sequence_of_column(reader, relation, std::move(sequence), name, row.letter(kIdentity), column);
  if (!catalog.columns.empty() && model::owner_id(catalog.columns.front().first) != model::owner_id(id))
    put_columns(reader);
  catalog.columns.emplace_back(id, std::move(column));
}

}  // namespace

void Reader::read_sequences() const {
  connection.read(std::string(kSequences), [this](const CopyRow& row) { take_sequence(*this, row); });
}

void Reader::read_columns() const {
  const std::string_view compression = connection.version() >= 140000 ? "a.attcompression" : "NULL";
  connection.read(fill_in(kColumns, {{"{compression}", compression}}),
                  [this](const CopyRow& row) { take_column(*this, row); });
  put_columns(*this);
  catalog.column_sequences.clear();
}

void Reader::name_remaining_types() const {
  if (catalog.unnamed_types.empty()) return;
  std::vector<TypeUse> uses;
  for (const auto& [id, use] : catalog.unnamed_types) uses.push_back(use);
  std::sort(uses.begin(), uses.end());
  uses.erase(std::unique(uses.begin(), uses.end()), uses.end());
  std::vector<std::string> rows;
  for (const TypeUse& use : uses)
    rows.push_back("(" + std::to_string(use.type) + "::oid, " + std::to_string(use.modifier) + ")");
  connection.read(
      "SELECT v.t, v.m, format_type(v.t, v.m) FROM (VALUES " + base::join(rows, ", ") + ") v(t, m)",
      [this](const CopyRow& row) {
        catalog.types.learn({row.oid(0), static_cast<std::int32_t>(row.number(1))}, std::string(row.text(2)));
      });
  for (const auto& [id, use] : catalog.unnamed_types)
    if (const auto name = catalog.types.name(use)) std::get<model::Column>(*schema.find(id)).type = *name;
}

}  // namespace schemagen::db::postgres
