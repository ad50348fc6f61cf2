#include "dialect/sqlite/unique_key.h"

#include <algorithm>

#include "schemagen/base/text.h"
#include "schemagen/sql/expression.h"

namespace schemagen::dialect::sqlite {
namespace {

std::string key_text(const TableDefinition& table, Symbol column, Symbol collation) {
  const model::Column* found = table.find_column(column);
  const Symbol effective = collation.empty() && found != nullptr ? found->collation : collation;
  const std::string name = base::to_lower(effective.view());
  return folded(column) + (name.empty() || name == "binary" ? "" : " collate " + name);
}

UniqueRule rule_of_key(const TableDefinition& table, const model::PrimaryKey& key) {
  UniqueRule rule;
  for (const model::KeyColumn& column : key.columns)
    rule.keys.insert(key_text(table, column.name, column.collation));
  rule.on_conflict = key.on_conflict;
  return rule;
}

bool aborts(model::OnConflict conflict) {
  return conflict == model::OnConflict::none || conflict == model::OnConflict::abort;
}

template <class T>
T nameless(T part) {
  part.naming = model::Naming::given;
  part.comment = {};
  return part;
}

}  // namespace

UniqueRule rule_of(const TableDefinition& table, const model::Unique& unique) {
  UniqueRule rule;
  for (const model::KeyColumn& column : unique.columns)
    rule.keys.insert(key_text(table, column.name, column.collation));
  rule.on_conflict = unique.on_conflict;
  return rule;
}

std::optional<UniqueRule> rule_of(const TableDefinition& table, const model::Index& index) {
  if (!index.unique) return std::nullopt;
  UniqueRule rule;
  for (const model::IndexKey& key : index.keys)
    rule.keys.insert(key.column.empty()
                         ? "(" + key.expression.str() + ") collate " + base::to_lower(key.collation.view())
                         : key_text(table, key.column, key.collation));
  rule.where = index.where.str();
  return rule;
}

std::vector<UniqueRule> unique_rules(const TableState& state) {
  std::vector<UniqueRule> rules;
  if (state.table.key) rules.push_back(rule_of_key(state.table, *state.table.key));
  for (const auto& unique : state.table.uniques) rules.push_back(rule_of(state.table, unique.value));
  for (const auto& [name, index] : state.attached.indexes)
    if (auto rule = rule_of(state.table, index)) rules.push_back(std::move(*rule));
  return rules;
}

bool implies(const UniqueRule& rule, const UniqueRule& wider) {
  return (rule.where.empty() || rule.where == wider.where) && aborts(rule.on_conflict) &&
         aborts(wider.on_conflict) &&
         std::includes(wider.keys.begin(), wider.keys.end(), rule.keys.begin(), rule.keys.end());
}

bool is_implied(const std::vector<UniqueRule>& rules, const UniqueRule& wider) {
  return std::any_of(rules.begin(), rules.end(),
                     [&wider](const UniqueRule& rule) { return implies(rule, wider); });
}

bool holds(const std::vector<UniqueRule>& rules, const UniqueRule& rule) {
  return std::find(rules.begin(), rules.end(), rule) != rules.end();
}

bool is_same_rule(const model::Unique& a, const model::Unique& b) { return nameless(a) == nameless(b); }

bool is_same_rule(const model::Check& a, const model::Check& b) {
  model::Check worded = nameless(b);
  if (sql::grade(a.expression.view(), b.expression.view(), sql::Dialect::sqlite) >= sql::Grade::literal_cast)
    worded.expression = a.expression;
  return nameless(a) == worded;
}

bool is_same_rule(const model::ForeignKey& a, const model::ForeignKey& b) {
  return nameless(a) == nameless(b);
}

bool acts(model::ReferentialAction action) {
  switch (action) {
    case model::ReferentialAction::cascade:
    case model::ReferentialAction::set_null:
    case model::ReferentialAction::set_default:
      return true;
    case model::ReferentialAction::no_action:
    case model::ReferentialAction::restrict_:
      return false;
  }
  return false;
}

}  // namespace schemagen::dialect::sqlite
