#include "schemagen/model/object.h"

#include <type_traits>

namespace schemagen::model {
namespace {

template <Kind kind, class T>
constexpr bool kMatches =
    std::is_same_v<std::variant_alternative_t<static_cast<std::size_t>(kind), Object>, T>;

static_assert(std::variant_size_v<Object> == static_cast<std::size_t>(Kind::trigger) + 1);
static_assert(kMatches<Kind::extension, Extension> && kMatches<Kind::name_space, NameSpace> &&
              kMatches<Kind::enum_type, EnumType> && kMatches<Kind::sequence, Sequence> &&
              kMatches<Kind::function, Function> && kMatches<Kind::table, Table> &&
              kMatches<Kind::virtual_table, VirtualTable> && kMatches<Kind::column, Column> &&
              kMatches<Kind::primary_key, PrimaryKey> && kMatches<Kind::unique, Unique> &&
              kMatches<Kind::check, Check> && kMatches<Kind::exclusion, Exclusion> &&
              kMatches<Kind::foreign_key, ForeignKey> && kMatches<Kind::index, Index> &&
              kMatches<Kind::view, View> && kMatches<Kind::materialized_view, MaterializedView> &&
              kMatches<Kind::trigger, Trigger>);

using SqlVisit = std::function<void(SqlRole, Symbol&)>;

void visit_text(const SqlVisit& visit, SqlRole role, Symbol& text) {
  if (!text.empty()) visit(role, text);
}

void visit_keys(const SqlVisit& visit, std::vector<IndexKey>& keys) {
  for (IndexKey& key : keys) visit_text(visit, SqlRole::expression, key.expression);
}

void rename_columns(std::vector<Symbol>& columns, const std::function<Symbol(Symbol)>& rename) {
  for (Symbol& column : columns) column = rename(column);
}

void rename_columns(std::vector<KeyColumn>& columns, const std::function<Symbol(Symbol)>& rename) {
  for (KeyColumn& column : columns) column.name = rename(column.name);
}

void rename_column(IndexKey& key, const std::function<Symbol(Symbol)>& rename) {
  if (!key.column.empty()) key.column = rename(key.column);
}

void append_keys(std::vector<Symbol>& names, const std::vector<KeyColumn>& columns) {
  for (const KeyColumn& column : columns) names.push_back(column.name);
}

void append_key(std::vector<Symbol>& names, const IndexKey& key) {
  if (!key.column.empty()) names.push_back(key.column);
}

}  // namespace

Kind kind_of(const Object& object) { return static_cast<Kind>(object.index()); }

void for_each_sql(Object& object, const SqlVisit& visit) {
  std::visit(Visitor{
                 [](Extension&) {},
                 [](NameSpace&) {},
                 [](EnumType&) {},
                 [](Sequence&) {},
                 [&](Function& function) { visit_text(visit, SqlRole::routine, function.definition); },
                 [&](Table& table) { visit_text(visit, SqlRole::partition_key, table.partition_by); },
                 [](VirtualTable&) {},
                 [&](Column& column) {
                   visit_text(visit, SqlRole::default_value, column.default_value);
                   if (column.generated) visit_text(visit, SqlRole::expression, column.generated->expression);
                 },
                 [&](Partition& part) { visit_text(visit, SqlRole::partition_bound, part.values); },
                 [](PrimaryKey&) {},
                 [](Unique&) {},
                 [&](Check& check) { visit_text(visit, SqlRole::expression, check.expression); },
                 [&](Exclusion& exclusion) {
                   for (Exclusion::Element& element : exclusion.elements)
                     visit_text(visit, SqlRole::expression, element.key.expression);
                   visit_text(visit, SqlRole::expression, exclusion.where);
                 },
                 [](ForeignKey&) {},
                 [&](Index& index) {
                   visit_keys(visit, index.keys);
                   visit_text(visit, SqlRole::expression, index.where);
                 },
                 [&](View& view) { visit_text(visit, SqlRole::query, view.query); },
                 [&](MaterializedView& view) { visit_text(visit, SqlRole::query, view.query); },
                 [&](Trigger& trigger) { visit_text(visit, SqlRole::trigger, trigger.definition); },
             },
             object);
}

void rename_references(Object& object, const ObjectId& id, const Renamer& rename) {
  const auto own = [&](Symbol column) { return rename.column(id.schema, id.owner, column); };
  std::visit(Visitor{
                 [](Extension&) {},
                 [](NameSpace&) {},
                 [](EnumType&) {},
                 [&](Sequence& sequence) {
                   if (sequence.owner_table.empty()) return;
                   sequence.owner_column =
                       rename.column(id.schema, sequence.owner_table, sequence.owner_column);
                   Symbol schema = id.schema;
                   rename.relation(schema, sequence.owner_table);
                 },
                 [](Function&) {},
                 [](Table&) {},
                 [](VirtualTable&) {},
                 [](Column&) {},
                 [](Partition&) {},
                 [&](PrimaryKey& key) {
                   rename_columns(key.columns, own);
                   rename_columns(key.include, own);
                 },
                 [&](Unique& unique) {
                   rename_columns(unique.columns, own);
                   rename_columns(unique.include, own);
                 },
                 [](Check&) {},
                 [&](Exclusion& exclusion) {
                   for (Exclusion::Element& element : exclusion.elements) rename_column(element.key, own);
                   rename_columns(exclusion.include, own);
                 },
                 [&](ForeignKey& key) {
                   rename_columns(key.columns, own);
                   rename_columns(key.on_delete_columns, own);
                   for (Symbol& column : key.ref_columns)
                     column = rename.column(key.ref_schema, key.ref_table, column);
                   rename.relation(key.ref_schema, key.ref_table);
                 },
                 [&](Index& index) {
                   for (IndexKey& key : index.keys) rename_column(key, own);
                   rename_columns(index.include, own);
                 },
                 [](View&) {},
                 [](MaterializedView&) {},
                 [](Trigger&) {},
             },
             object);
}

std::vector<Symbol> key_columns(const Object& object) {
  std::vector<Symbol> names;
  std::visit(Visitor{
                 [](const Extension&) {},
                 [](const NameSpace&) {},
                 [](const EnumType&) {},
                 [](const Sequence&) {},
                 [](const Function&) {},
                 [](const Table&) {},
                 [](const VirtualTable&) {},
                 [](const Column&) {},
                 [](const Partition&) {},
                 [&](const PrimaryKey& key) { append_keys(names, key.columns); },
                 [&](const Unique& unique) { append_keys(names, unique.columns); },
                 [](const Check&) {},
                 [&](const Exclusion& exclusion) {
                   for (const Exclusion::Element& element : exclusion.elements)
                     append_key(names, element.key);
                 },
                 [&](const ForeignKey& key) { names = key.columns; },
                 [&](const Index& index) {
                   for (const IndexKey& key : index.keys) append_key(names, key);
                 },
                 [](const View&) {},
                 [](const MaterializedView&) {},
                 [](const Trigger&) {},
             },
             object);
  return names;
}

}  // namespace schemagen::model
