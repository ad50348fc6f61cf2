// Short forms: what a column's line says for the constraints of its table.
#include <algorithm>

#include "dsl/emit_parts.h"
#include "schemagen/base/text.h"
#include "schemagen/model/naming.h"
#include "schemagen/sql/expression.h"

namespace schemagen::dsl {
namespace {

using model::Kind;
using model::Naming;
using model::ObjectId;
using model::Symbol;

constexpr const char* label_of(const model::Unique* /*kind*/) { return "key"; }
constexpr const char* label_of(const model::Check* /*kind*/) { return "check"; }
constexpr const char* label_of(const model::ForeignKey* /*kind*/) { return "fkey"; }

bool is_plain(const model::PrimaryKey& key) {
  return key.columns.size() == 1 && key.columns.front().collation.empty() &&
         !key.columns.front().descending && key.include.empty() &&
         key.deferral == model::Deferral::immediate && key.on_conflict == model::OnConflict::none &&
         key.storage.empty() && key.comment.empty();
}

bool is_plain(const model::Unique& key) {
  return key.columns.size() == 1 && key.columns.front().collation.empty() &&
         !key.columns.front().descending && key.include.empty() && !key.nulls_not_distinct &&
         key.deferral == model::Deferral::immediate && key.on_conflict == model::OnConflict::none &&
         key.storage.empty() && key.comment.empty();
}

bool is_plain(const model::Check& check) {
  return !check.no_inherit && check.validated && check.enforced &&
         check.on_conflict == model::OnConflict::none && check.comment.empty();
}

bool is_plain(const model::ForeignKey& key) {
  return key.columns.size() == 1 && key.on_delete_columns.empty() && key.validated && key.enforced &&
         key.comment.empty();
}

bool is_plain(const model::Index& index, sql::Dialect dialect) {
  model::Index plain;
  plain.keys = {model::IndexKey{}};
  if (index.keys.size() != 1) return false;
  plain.keys.front().column = index.keys.front().column;
  if (dialect == sql::Dialect::postgresql) plain.method = "btree";
  return !plain.keys.front().column.empty() && index == plain;
}

/// The place of an automatic name among those made of the same columns: `t_a_check` 0, `t_a_check1` 1.
std::size_t ordinal_of(const ObjectId& id, const std::vector<Symbol>& columns, const std::string& label,
                       std::size_t most) {
  for (std::size_t n = 0; n <= most; ++n)
    if (model::automatic_name(id.owner.view(), columns, n == 0 ? label : label + std::to_string(n)) ==
        id.name.view())
      return n;
  return most + 1;
}

const ColumnShort kNothing;

}  // namespace

std::vector<Symbol> ShortForms::naming_columns(const model::Unique& key) const {
  std::vector<Symbol> names;
  for (const model::KeyColumn& column : key.columns) names.push_back(column.name);
  return names;
}

std::vector<Symbol> ShortForms::naming_columns(const model::ForeignKey& key) const { return key.columns; }

std::vector<Symbol> ShortForms::naming_columns(const model::Check& check) const {
  std::set<Symbol> used;
  for (const Symbol name : sql::column_names_in(check.expression.view(), input_.dialect())) {
    const auto found =
        folded_.find(input_.dialect() == sql::Dialect::sqlite ? base::to_lower(name.view()) : name.str());
    if (found != folded_.end()) used.insert(found->second);
  }
  return used.size() == 1 ? std::vector<Symbol>{*used.begin()} : std::vector<Symbol>{};
}

template <class T>
std::vector<std::pair<ObjectId, const T*>> ShortForms::automatic(Kind kind) const {
  struct Numbered {
    std::vector<Symbol> columns;
    std::size_t ordinal;
    std::pair<ObjectId, const T*> object;
  };
  const auto all = input_.schema.owned_as<T>(kind, table_.schema, table_.name);
  std::vector<Numbered> numbered;
  for (const auto& object : all) {
    if (object.second->naming != Naming::automatic) continue;
    std::vector<Symbol> columns = naming_columns(*object.second);
    const std::size_t ordinal = ordinal_of(object.first, columns, label_of(object.second), all.size());
    numbered.push_back({std::move(columns), ordinal, object});
  }
  std::stable_sort(numbered.begin(), numbered.end(), [](const Numbered& a, const Numbered& b) {
    return a.columns != b.columns ? a.columns < b.columns : a.ordinal < b.ordinal;
  });
  std::vector<std::pair<ObjectId, const T*>> ordered;
  ordered.reserve(numbered.size());
  for (const Numbered& one : numbered) ordered.push_back(one.object);
  return ordered;
}

template <class T>
std::vector<std::pair<ObjectId, const T*>> ShortForms::unnamed(Kind kind) const {
  std::vector<std::pair<ObjectId, const T*>> left;
  for (const auto& object : automatic<T>(kind))
    if (!is_said(object.first)) left.push_back(object);
  return left;
}

template std::vector<std::pair<ObjectId, const model::Unique*>> ShortForms::unnamed(Kind) const;
template std::vector<std::pair<ObjectId, const model::Check*>> ShortForms::unnamed(Kind) const;
template std::vector<std::pair<ObjectId, const model::ForeignKey*>> ShortForms::unnamed(Kind) const;

template <class T, class Say>
void ShortForms::say_in_columns(Kind kind, const char* label, const Say& say) {
  const auto all = input_.schema.owned_as<T>(kind, table_.schema, table_.name);
  std::map<std::vector<Symbol>, int> count;
  for (const auto& [id, object] : all)
    if (object->naming == Naming::automatic) ++count[naming_columns(*object)];
  for (const auto& [id, object] : all) {
    const bool given = object->naming != Naming::automatic;
    if (given && input_.dialect() == sql::Dialect::sqlite) continue;
    const std::vector<Symbol> columns = naming_columns(*object);
    if (columns.size() != 1 || !is_plain(*object) || input_.is_annotated(id) || count[columns] > 1) continue;
    const bool named_alike =
        count[columns] == 0 && model::automatic_name(table_.name.view(), columns, label) == id.name.view();
    if (given && !named_alike) continue;
    say(columns_[columns.front()], *object);
    said_.insert(id);
  }
}

void ShortForms::say_primary_key() {
  const ObjectId id = model::primary_key_id(table_.schema, table_.name);
  const auto* key = input_.schema.find_as<model::PrimaryKey>(id);
  if (key == nullptr || key->columns.empty()) return;
  columns_[key->columns.front().name].autoincrement = key->autoincrement;
  const bool unnamed = key->naming == Naming::automatic ||
                       (input_.dialect() == sql::Dialect::postgresql &&
                        key->name.view() == model::automatic_name(table_.name.view(), {}, "pkey"));
  if (!unnamed || !is_plain(*key)) return;
  columns_[key->columns.front().name].primary_key = true;
  said_.insert(id);
}

void ShortForms::say_indexes() {
  for (const auto& [id, index] :
       input_.schema.owned_as<model::Index>(Kind::index, table_.schema, table_.name)) {
    if (!is_plain(*index, input_.dialect()) || input_.is_annotated(id)) continue;
    const Symbol column = index->keys.front().column;
    if (!names_.contains(column) ||
        model::automatic_name(table_.name.view(), {column}, "idx") != id.name.view())
      continue;
    columns_[column].index = true;
    said_.insert(id);
  }
}

ShortForms::ShortForms(const EmitInput& input, const ObjectId& table) : input_(input), table_(table) {
  for (const auto& [id, column] :
       input.schema.owned_as<model::Column>(Kind::column, table.schema, table.name)) {
    names_.insert(id.name);
    const bool folds = input.dialect() == sql::Dialect::sqlite;
    folded_.emplace(folds ? base::to_lower(id.name.view()) : id.name.str(), id.name);
  }
  say_primary_key();
  say_in_columns<model::Unique>(Kind::unique, "key",
                                [](ColumnShort& column, const model::Unique&) { column.unique = true; });
  say_in_columns<model::Check>(Kind::check, "check", [](ColumnShort& column, const model::Check& check) {
    column.check = check.expression;
  });
  say_in_columns<model::ForeignKey>(
      Kind::foreign_key, "fkey",
      [](ColumnShort& column, const model::ForeignKey& key) { column.reference = &key; });
  say_indexes();
}

const ColumnShort& ShortForms::of(Symbol column) const {
  const auto found = columns_.find(column);
  return found == columns_.end() ? kNothing : found->second;
}

}  // namespace schemagen::dsl
