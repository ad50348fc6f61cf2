#include "dialect/sqlite/describe.h"

#include <algorithm>

#include "schemagen/base/text.h"

namespace schemagen::dialect::sqlite {
namespace {

using Phrases = std::vector<std::string>;

template <class T>
void describe_names(Phrases& phrases, const char* noun, const NameDelta& delta,
                    const std::vector<Part<T>>& goal) {
  const auto add = [&](Symbol name, const char* verb) {
    phrases.push_back(noun + (" " + name.str()) + verb);
  };
  for (const Symbol name : delta.added) add(name, " is added");
  for (const Symbol name : delta.changed) add(name, " changes");
  for (const Symbol name : delta.removed)
    add(name, find_part(goal, name) == nullptr ? " goes" : " goes until contract");
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
  describe_names(phrases, "unique constraint", delta.uniques, goal.uniques);
  describe_names(phrases, "check", delta.checks, goal.checks);
  describe_names(phrases, "foreign key", delta.foreign_keys, goal.foreign_keys);
  if (from.options.strict != to.options.strict)
    phrases.emplace_back(to.options.strict ? "it becomes STRICT" : "it is no longer STRICT");
  if (from.options.without_rowid != to.options.without_rowid)
    phrases.emplace_back(to.options.without_rowid ? "it becomes WITHOUT ROWID" : "it gets a rowid");
  return base::join(phrases, ", ");
}

}  // namespace schemagen::dialect::sqlite
