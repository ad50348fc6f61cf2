#include "dialect/sqlite/describe.h"

#include <algorithm>
#include <array>

#include "schemagen/base/text.h"

namespace schemagen::dialect::sqlite {
namespace {

using Phrases = std::vector<std::string>;

void describe_names(Phrases& phrases, const char* noun, const NameDelta& delta) {
  const auto add = [&](const std::vector<Symbol>& names, const char* verb) {
    for (const Symbol name : names) phrases.push_back(noun + (" " + name.str()) + verb);
  };
  add(delta.added, " is added");
  add(delta.changed, " changes");
  add(delta.removed, " goes");
}

void describe_column(Phrases& phrases, Symbol name, const model::Column& from, const model::Column& to) {
  const std::string column = "column " + name.str();
  const std::size_t start = phrases.size();
  if (from.type != to.type)
    phrases.push_back(column + (to.type.empty() ? " loses its type" : " gets the type " + to.type.str()));
  if (from.not_null != to.not_null)
    phrases.push_back(column + (to.not_null ? " becomes NOT NULL" : " may be NULL"));
  if (from.default_value != to.default_value)
    phrases.push_back(column + (to.default_value.empty() ? " loses its default"
                                                         : " gets the default " + to.default_value.str()));
  if (from.collation != to.collation)
    phrases.push_back(column + " gets the collation " +
                      (to.collation.empty() ? "BINARY" : to.collation.str()));
  if (from.generated != to.generated)
    phrases.push_back(column + (to.generated ? " is generated anew" : " is no longer generated"));
  if (phrases.size() == start) phrases.push_back(column + " changes");
}

bool contains(const std::string& type, std::string_view part) { return type.find(part) != std::string::npos; }

enum class Affinity { integer, text, blob, real, numeric };

Affinity affinity_of(Symbol declared) {
  const std::string type = base::to_lower(declared.view());
  if (contains(type, "int")) return Affinity::integer;
  if (contains(type, "char") || contains(type, "clob") || contains(type, "text")) return Affinity::text;
  if (type.empty() || contains(type, "blob")) return Affinity::blob;
  if (contains(type, "real") || contains(type, "floa") || contains(type, "doub")) return Affinity::real;
  return Affinity::numeric;
}

bool is_numeric(Affinity affinity) {
  switch (affinity) {
    case Affinity::integer:
    case Affinity::real:
    case Affinity::numeric:
      return true;
    case Affinity::text:
    case Affinity::blob:
      return false;
  }
  return false;
}

}  // namespace

std::string describe(const TableDefinition& from, const TableDefinition& to, const TableDelta& delta) {
  Phrases phrases;
  for (const Symbol name : delta.columns.added) phrases.push_back("column " + name.str() + " is added");
  for (const Symbol name : delta.columns.changed)
    describe_column(phrases, name, *from.find_column(name), *to.find_column(name));
  for (const Symbol name : delta.columns.removed) phrases.push_back("column " + name.str() + " goes");
  if (delta.key)
    phrases.emplace_back(!from.key ? "the primary key is added"
                         : to.key  ? "the primary key changes"
                                   : "the primary key goes");
  describe_names(phrases, "unique constraint", delta.uniques);
  describe_names(phrases, "check", delta.checks);
  describe_names(phrases, "foreign key", delta.foreign_keys);
  if (from.options.strict != to.options.strict)
    phrases.emplace_back(to.options.strict ? "it becomes STRICT" : "it is no longer STRICT");
  if (from.options.without_rowid != to.options.without_rowid)
    phrases.emplace_back(to.options.without_rowid ? "it becomes WITHOUT ROWID" : "it gets a rowid");
  return base::join(phrases, ", ");
}

bool is_tighter(const TableDefinition& from, const TableDefinition& to, const TableDelta& delta) {
  const auto grows = [](const NameDelta& names) { return !names.added.empty() || !names.changed.empty(); };
  const auto constrains_new_only = [&](const std::set<Symbol>& columns) {
    return std::all_of(columns.begin(), columns.end(), [&](Symbol name) { return !from.has_column(name); });
  };
  if (delta.key || grows(delta.uniques) || (to.options.strict && !from.options.strict) ||
      from.options.without_rowid != to.options.without_rowid)
    return true;
  for (const Symbol name : delta.checks.added)
    if (!constrains_new_only(columns_in(to, find_part(to.checks, name)->expression.view()))) return true;
  for (const Symbol name : delta.foreign_keys.added) {
    const auto& columns = find_part(to.foreign_keys, name)->columns;
    if (!constrains_new_only({columns.begin(), columns.end()})) return true;
  }
  if (!delta.checks.changed.empty() || !delta.foreign_keys.changed.empty()) return true;
  for (const Symbol name : delta.columns.changed) {
    const model::Column& old = *from.find_column(name);
    const model::Column& column = *to.find_column(name);
    if ((column.not_null && !old.not_null) || old.type != column.type || old.collation != column.collation ||
        (column.generated && old.generated != column.generated))
      return true;
  }
  return std::any_of(delta.columns.added.begin(), delta.columns.added.end(), [&](Symbol name) {
    const model::Column& column = *to.find_column(name);
    return column.not_null && column.default_value.empty();
  });
}

bool turns_text_into_numbers(const model::Column& from, const model::Column& to) {
  return from.type != to.type && !is_numeric(affinity_of(from.type)) && is_numeric(affinity_of(to.type));
}

}  // namespace schemagen::dialect::sqlite
