// What keeps values from standing twice: unique constraints, unique indexes and primary keys, which SQLite
// treats alike for ON CONFLICT and for foreign keys. https://www.sqlite.org/lang_createtable.html#uniqueconst
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "dialect/sqlite/expand_state.h"

namespace schemagen::dialect::sqlite {

/// The rule alone, without its name and without the order of its columns, which change nothing for whoever
/// relies on it.
struct UniqueRule {
  std::set<std::string> keys;  ///< folded names with their collations, or expressions
  std::string where;
  model::OnConflict on_conflict = model::OnConflict::none;

  friend bool operator==(const UniqueRule&, const UniqueRule&) = default;
};

UniqueRule rule_of(const TableDefinition& table, const model::Unique& unique);
/// Nothing when the index is not unique.
std::optional<UniqueRule> rule_of(const TableDefinition& table, const model::Index& index);
/// Constraints, indexes and the primary key.
std::vector<UniqueRule> unique_rules(const TableState& state);

/// Rows that obey `rule` obey `wider` too, which has all of its keys and more.
bool implies(const UniqueRule& rule, const UniqueRule& wider);
bool is_implied(const std::vector<UniqueRule>& rules, const UniqueRule& wider);
bool holds(const std::vector<UniqueRule>& rules, const UniqueRule& rule);

/// The same constraint but for its name, the wording of its expression and its comment: on SQLite the name
/// stands in messages only.
bool is_same_rule(const model::Unique& a, const model::Unique& b);
bool is_same_rule(const model::Check& a, const model::Check& b);
bool is_same_rule(const model::ForeignKey& a, const model::ForeignKey& b);

/// SQLite changes or deletes rows of its own accord.
bool acts(model::ReferentialAction action);

/// The part of `to` that is `part` of `from` under another name, or nullptr.
template <class T>
const Part<T>* find_twin(const std::vector<Part<T>>& from, const std::vector<Part<T>>& to,
                         const Part<T>& part) {
  for (const Part<T>& other : to)
    if (find_part(from, other.name) == nullptr && is_same_rule(other.value, part.value)) return &other;
  return nullptr;
}

}  // namespace schemagen::dialect::sqlite
