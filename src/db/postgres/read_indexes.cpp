#include "db/postgres/read_indexes.h"

#include <charconv>

#include "db/postgres/index_definition.h"
#include "schemagen/sql/expression.h"

namespace schemagen::db::postgres {

namespace {

using sql::Dialect;

constexpr std::string_view kIndexes = R"(
SELECT i.indexrelid, c.relname, i.indrelid, m.amname, i.indisunique, {nulls_not_distinct}, i.indisvalid,
       i.indnkeyatts, i.indkey, i.indclass, i.indcollation, i.indoption, c.reloptions,
       CASE WHEN i.indpred IS NOT NULL THEN pg_get_expr(i.indpred, i.indrelid) END,
       CASE WHEN i.indexprs IS NOT NULL THEN array(
         SELECT pg_get_indexdef(i.indexrelid, k, false) FROM generate_series(1, i.indnkeyatts) k ORDER BY k) END,
       CASE WHEN i.indexprs IS NOT NULL THEN pg_get_indexdef(i.indexrelid) END,
       CASE WHEN m.amname NOT IN ('btree', 'hash') THEN array(
         SELECT a.attnum || ':' || o FROM pg_attribute a, unnest(a.attoptions) o
          WHERE a.attrelid = i.indexrelid AND o NOT LIKE 'pg\_attver=%') END,
       i.indisclustered,
       CASE WHEN c.reltablespace <> 0 THEN (SELECT s.spcname FROM pg_tablespace s WHERE s.oid = c.reltablespace) END,
       CASE WHEN i.indexprs IS NOT NULL THEN (
         SELECT string_agg(a.attnum || ': ' || a.attstattarget, ', ' ORDER BY a.attnum) FROM pg_attribute a
          WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0) END
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_am m ON m.oid = c.relam
 WHERE i.indexrelid >= 16384 AND c.relkind IN ('i', 'I') AND c.relnamespace <> 99)";

enum Cell : std::size_t {
  kOid,
  kName,
  kRelation,
  kMethod,
  kUnique,
  kNullsNotDistinct,
  kValid,
  kKeyCount,
  kKey,
  kClass,
  kCollation,
  kOption,
  kStorage,
  kPredicate,
  kKeyTexts,
  kDefinition,
  kClassOptions,
  kClustered,
  kTablespace,
  kStatistics,
};

constexpr std::int64_t kDescending = 1;
constexpr std::int64_t kNullsFirst = 2;

model::Options options_from(const std::vector<std::string>& settings) {
  model::Options options;
  for (const std::string& setting : settings) {
    const std::size_t equals = setting.find('=');
    options.emplace(setting.substr(0, equals), setting.substr(equals + 1));
  }
  return options;
}

/// `3:siglen=32` → key 3.
std::vector<model::Options> class_options(const std::vector<std::string>& settings, std::size_t keys) {
  std::vector<model::Options> options(keys);
  for (const std::string& setting : settings) {
    std::size_t number = 0;
    std::from_chars(setting.data(), setting.data() + setting.size(), number);
    const std::size_t colon = setting.find(':') + 1;
    const std::size_t equals = setting.find('=', colon);
    if (number >= 1 && number <= keys)
      options[number - 1].emplace(setting.substr(colon, equals - colon), setting.substr(equals + 1));
  }
  return options;
}

struct IndexRow {
  std::vector<model::IndexKey> keys;
  std::vector<Symbol> include;
  Symbol where;
};

IndexRow index_from(Catalog& catalog, const CopyRow& row, const Relation& relation) {
  IndexRow index;
  const std::vector<std::int64_t> columns = row.numbers(kKey);
  const std::vector<std::int64_t> classes = row.numbers(kClass);
  const std::vector<std::int64_t> collations = row.numbers(kCollation);
  const std::vector<std::int64_t> orders = row.numbers(kOption);
  const auto key_count = static_cast<std::size_t>(row.number(kKeyCount));
  const std::vector<std::string> texts = row.texts(kKeyTexts);
  const std::vector<KeySuffix> suffixes =
      texts.empty() ? std::vector<KeySuffix>() : key_suffixes(row.text(kDefinition), texts);
  const std::vector<model::Options> parameters = class_options(row.texts(kClassOptions), key_count);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const RelationColumn* column = relation.column(columns[i]);
    if (i >= key_count) {
      if (column != nullptr) index.include.push_back(column->name);
      continue;
    }
    model::IndexKey key;
    const Oid collation = static_cast<Oid>(collations.at(i));
    const OperatorClass* operator_class = catalog.operator_classes.find(static_cast<Oid>(classes.at(i)));
    bool with_collation = false;
    bool with_class = false;
    if (column != nullptr) {
      key.column = column->name;
      with_collation = collation != 0 && collation != column->collation;
      with_class =
          !catalog.operator_classes.is_default(static_cast<Oid>(classes.at(i)), column->type, catalog.types);
    } else {
      key.expression = sql::strip_outer_parentheses(texts.at(i), Dialect::postgresql);
      with_collation = suffixes.at(i).collation;
      with_class = suffixes.at(i).operator_class;
    }
    if (with_collation) key.collation = catalog.collation(collation);
    if ((with_class || !parameters[i].empty()) && operator_class != nullptr)
      key.operator_class = operator_class->name;
    key.operator_class_options = parameters[i];
    key.descending = (orders.at(i) & kDescending) != 0;
    key.nulls_first = (orders.at(i) & kNullsFirst) != 0;
    index.keys.push_back(std::move(key));
  }
  if (!row.is_null(kPredicate))
    index.where = sql::strip_outer_parentheses(row.text(kPredicate), Dialect::postgresql);
  return index;
}

std::vector<model::KeyColumn> key_columns_of(const IndexRow& index) {
  std::vector<model::KeyColumn> columns;
  for (const model::IndexKey& key : index.keys) columns.push_back({key.column, {}, false});
  return columns;
}

void put_constraint(const Reader& reader, const CopyRow& row, const Relation& relation,
                    const IndexConstraint& constraint, IndexRow index) {
  model::Options storage = options_from(row.texts(kStorage));
  if (constraint.type == 'p') {
    model::PrimaryKey key;
    key.name = constraint.name;
    key.columns = key_columns_of(index);
    key.include = std::move(index.include);
    key.deferral = constraint.deferral;
    key.storage = std::move(storage);
    key.comment = constraint.comment;
    reader.put(address(CatalogId::relation, row.oid(kOid)),
               model::primary_key_id(relation.schema, relation.name), std::move(key));
  } else if (constraint.type == 'u') {
    model::Unique unique;
    unique.columns = key_columns_of(index);
    unique.include = std::move(index.include);
    unique.nulls_not_distinct = row.flag(kNullsNotDistinct);
    unique.deferral = constraint.deferral;
    unique.storage = std::move(storage);
    unique.comment = constraint.comment;
    reader.put(address(CatalogId::relation, row.oid(kOid)),
               {model::Kind::unique, relation.schema, relation.name, constraint.name}, std::move(unique));
  } else {
    model::Exclusion exclusion;
    exclusion.method = row.text(kMethod);
    for (std::size_t i = 0; i < index.keys.size(); ++i)
      exclusion.elements.push_back({std::move(index.keys[i]), constraint.operators.at(i)});
    exclusion.include = std::move(index.include);
    exclusion.where = index.where;
    exclusion.deferral = constraint.deferral;
    exclusion.storage = std::move(storage);
    exclusion.comment = constraint.comment;
    reader.put(address(CatalogId::relation, row.oid(kOid)),
               {model::Kind::exclusion, relation.schema, relation.name, constraint.name},
               std::move(exclusion));
  }
}

void put_index(const Reader& reader, const CopyRow& row, const Relation& relation, IndexRow from,
               Symbol comment) {
  model::Index index;
  index.keys = std::move(from.keys);
  index.include = std::move(from.include);
  index.method = row.text(kMethod);
  index.where = from.where;
  index.storage = options_from(row.texts(kStorage));
  index.comment = comment;
  index.unique = row.flag(kUnique);
  index.nulls_not_distinct = row.flag(kNullsNotDistinct);
  index.valid = row.flag(kValid);
  reader.put(address(CatalogId::relation, row.oid(kOid)),
             {model::Kind::index, relation.schema, relation.name, row.text(kName)}, std::move(index));
}

void take_index(const Reader& reader, const CopyRow& row, const IndexConstraints& constraints) {
  Catalog& catalog = reader.catalog;
  const Relation* relation = catalog.modelled_relation(row.oid(kRelation));
  const Oid oid = row.oid(kOid);
  if (const Relation* partition = catalog.modelled_partition(row.oid(kRelation));
      partition != nullptr && !catalog.inheritance_children.contains(oid))
    reader.report_own(*partition, "index", row.text(kName), address(CatalogId::relation, oid),
                      reader.columns_of(*partition, row.numbers(kKey)));
  if (relation == nullptr || catalog.is_extension_member(static_cast<Oid>(CatalogId::relation), oid)) return;
  const auto report = [&](const char* kind, std::string_view detail) {
    reader.report(
        kind, model::display_name({model::Kind::index, relation->schema, relation->name, row.text(kName)}),
        std::string(detail));
  };
  if (row.flag(kClustered)) report("cluster mark", "");
  if (!row.is_null(kTablespace)) report("tablespace", row.text(kTablespace));
  if (!row.is_null(kStatistics)) report("statistics target", row.text(kStatistics));
  const Symbol comment = catalog.comment(CatalogId::relation, oid);
  const auto constraint = constraints.find(oid);
  if (constraint == constraints.end()) {
    put_index(reader, row, *relation, index_from(catalog, row, *relation), comment);
    return;
  }
  if (!comment.empty()) report("comment on the index of a constraint", "");
  if (constraint->second.type != '\0')
    put_constraint(reader, row, *relation, constraint->second, index_from(catalog, row, *relation));
}

}  // namespace

void read_indexes(const Reader& reader, const IndexConstraints& constraints) {
  const std::string_view nulls = reader.connection.version() >= 150000 ? "i.indnullsnotdistinct" : "false";
  reader.connection.read(fill_in(kIndexes, {{"{nulls_not_distinct}", nulls}}),
                         [&](const CopyRow& row) { take_index(reader, row, constraints); });
}

}  // namespace schemagen::db::postgres
