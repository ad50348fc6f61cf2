#include "dialect/sqlite/describe.h"

#include <algorithm>

#include "dialect/sqlite/unique_key.h"
#include "schemagen/base/text.h"

namespace schemagen::dialect::sqlite {
namespace {

using Phrases = std::vector<std::string>;

template <class T>
struct Sides {
  const std::vector<Part<T>>& from;
  const std::vector<Part<T>>& to;
  const std::vector<Part<T>>& goal;
};

template <class T>
std::string names_after(const Part<T>& part) {
  return part.value.naming == model::Naming::automatic ? " has no name any more"
                                                       : " is called " + part.name.str();
}

template <class T>
void describe_names(Phrases& phrases, const char* noun, const NameDelta& delta, const Sides<T>& sides) {
  const auto add = [&](Symbol name, const std::string& verb) {
    phrases.push_back(noun + (" " + name.str()) + verb);
  };
  std::set<Symbol> named;
  std::vector<Symbol> gone;
  for (const Symbol name : delta.removed) {
    const auto* twin = find_twin(sides.from, sides.to, Part<T>{name, *find_part(sides.from, name)});
    if (twin != nullptr && named.insert(twin->name).second)
      add(name, names_after(*twin));
    else
      gone.push_back(name);
  }
  for (const Symbol name : delta.added)
    if (!named.contains(name)) add(name, " is added");
  for (const Symbol name : delta.changed)
    if (!is_same_rule(*find_part(sides.from, name), *find_part(sides.to, name)))
      add(name, " changes");
    else
      add(name, names_after(Part<T>{name, *find_part(sides.to, name)}));
  for (const Symbol name : gone)
    add(name, find_part(sides.goal, name) == nullptr ? " goes" : " goes until contract");
}

void describe_column(Phrases& phrases, Symbol name, const model::Column& from, const model::Column& to,
                     bool is_kept) {
  const std::string column = "column " + name.str();
  const std::size_t start = phrases.size();
  if (from.type != to.type)
    phrases.push_back(column + (to.type.empty() ? " loses its type" : " gets the type " + to.type.str()));
  if (from.not_null != to.not_null)
    phrases.push_back(column + (to.not_null ? " becomes NOT NULL"
                                : is_kept   ? " may be NULL"
                                            : " may be NULL, as the new application does not write it"));
  if (from.default_value != to.default_value)
    phrases.push_back(column + (to.default_value.empty() ? " loses its default"
                                                         : " gets the default " + to.default_value.str()));
  if (from.collation != to.collation)
    phrases.push_back(column + " gets the collation " +
                      (to.collation.empty() ? "BINARY" : to.collation.str()));
  if (from.generated != to.generated)
    phrases.push_back(column + (to.generated ? " is generated anew" : " is no longer generated but written"));
  if (from.not_null && to.not_null && from.not_null_conflict != to.not_null_conflict)
    phrases.push_back(column + (to.not_null_conflict == model::OnConflict::replace
                                    ? " takes its default in place of NULL"
                                    : " meets NULL in another way"));
  if (phrases.size() == start) phrases.push_back(column + " changes");
}

const char* key_phrase(const TableDefinition& from, const TableDefinition& to) {
  if (!from.key) return "the primary key is added";
  if (!to.key) return "the primary key goes";
  model::PrimaryKey same = *from.key;
  same.autoincrement = to.key->autoincrement;
  if (same != *to.key) return "the primary key changes";
  return to.key->autoincrement ? "numbers of deleted rows are not given again (AUTOINCREMENT)"
                               : "numbers of deleted rows may be given again (no AUTOINCREMENT)";
}

}  // namespace

std::string describe(const TableDefinition& from, const TableDefinition& to, const TableDelta& delta,
                     const TableDefinition& goal) {
  Phrases phrases;
  for (const Symbol name : delta.columns.added) phrases.push_back("column " + name.str() + " is added");
  for (const Symbol name : delta.columns.changed)
    describe_column(phrases, name, *from.find_column(name), *to.find_column(name), goal.has_column(name));
  for (const Symbol name : delta.columns.removed) phrases.push_back("column " + name.str() + " goes");
  if (delta.key) phrases.emplace_back(key_phrase(from, to));
  describe_names<model::Unique>(phrases, "unique constraint", delta.uniques,
                                {from.uniques, to.uniques, goal.uniques});
  describe_names<model::Check>(phrases, "check", delta.checks, {from.checks, to.checks, goal.checks});
  describe_names<model::ForeignKey>(phrases, "foreign key", delta.foreign_keys,
                                    {from.foreign_keys, to.foreign_keys, goal.foreign_keys});
  if (from.options.strict != to.options.strict)
    phrases.emplace_back(to.options.strict ? "it becomes STRICT" : "it is no longer STRICT");
  if (from.options.without_rowid != to.options.without_rowid)
    phrases.emplace_back(to.options.without_rowid ? "it becomes WITHOUT ROWID" : "it gets a rowid");
  return base::join(phrases, ", ");
}

}  // namespace schemagen::dialect::sqlite
