#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "schemagen/base/text.h"
#include "schemagen/diff/rename.h"
#include "schemagen/diff/trash.h"

namespace schemagen::diff {
namespace {

using base::Symbol;
using model::Kind;
using model::Schema;

/// A removed and an added object, and how much they look alike (0 to 1).
struct Pair {
  Rename rename;
  double likeness = 0;
};

/// Takes pairs, the likeliest first, so that each object is in one at the most.
std::vector<Rename> likeliest(std::vector<Pair> pairs) {
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
    return a.likeness != b.likeness ? a.likeness > b.likeness : a.rename < b.rename;
  });
  std::set<ObjectId> taken;
  std::vector<Rename> renames;
  for (const Pair& pair : pairs) {
    if (taken.contains(pair.rename.from) || taken.contains(pair.rename.to)) continue;
    taken.insert(pair.rename.from);
    taken.insert(pair.rename.to);
    renames.push_back(pair.rename);
  }
  return renames;
}

/// SQLite keeps a type as it was written, and its case says nothing.
std::string folded_type(const model::Column& column) { return base::to_lower(column.type.view()); }

double table_likeness(const Schema& before, const ObjectId& old, const Schema& after, const ObjectId& now) {
  const auto old_columns = before.columns_of(old.schema, old.name);
  const auto new_columns = after.columns_of(now.schema, now.name);
  std::set<std::pair<Symbol, std::string>> known;
  for (const auto& [id, column] : old_columns) known.insert({id.name, folded_type(*column)});
  double shared = 0;
  for (const auto& [id, column] : new_columns)
    shared += known.contains({id.name, folded_type(*column)}) ? 1 : 0;
  const double all = static_cast<double>(old_columns.size() + new_columns.size());
  return all == 0 ? 0 : 2 * shared / all;
}

double column_likeness(const model::Column& old, const model::Column& now) {
  if (folded_type(old) != folded_type(now)) return 0;
  double likeness = 0.5;
  if (old.not_null == now.not_null) likeness += 0.1;
  if (old.default_value == now.default_value) likeness += 0.1;
  if (old.position.value == now.position.value) likeness += 0.2;
  if (old.comment == now.comment) likeness += 0.05;
  return likeness;
}

double likeness(const Schema& before, const ObjectId& old, const Schema& after, const ObjectId& now) {
  constexpr double kEnough = 0.6;
  switch (old.kind) {
    case Kind::table: {
      const double found = table_likeness(before, old, after, now);
      return found >= kEnough ? found : 0;
    }
    case Kind::column:
      return column_likeness(*before.find_as<model::Column>(old), *after.find_as<model::Column>(now));
    case Kind::enum_type:
    case Kind::partition:
    case Kind::unique:
    case Kind::check:
    case Kind::exclusion:
    case Kind::foreign_key:
    case Kind::index:
      return *before.find(old) == *after.find(now) ? 1 : 0;
    case Kind::extension:
    case Kind::name_space:
    case Kind::sequence:
    case Kind::function:
    case Kind::virtual_table:
    case Kind::primary_key:
    case Kind::view:
    case Kind::materialized_view:
    case Kind::trigger:
      return 0;
  }
  return 0;
}

bool has_stored_name(const Schema& schema, const ObjectId& id) {
  const model::Object& object = *schema.find(id);
  if (const auto* const unique = std::get_if<model::Unique>(&object))
    return unique->naming == model::Naming::given;
  if (const auto* const check = std::get_if<model::Check>(&object))
    return check->naming == model::Naming::given;
  if (const auto* const key = std::get_if<model::ForeignKey>(&object))
    return key->naming == model::Naming::given;
  return true;
}

/// An index or constraint of SQLite holds nothing and cannot be renamed in place: whether the old one is said
/// to have another name or to make way, the same statements follow.
bool is_worth_asking(const Schema& schema, Kind kind) {
  if (schema.dialect() != sql::Dialect::sqlite) return true;
  return kind != Kind::index && kind != Kind::unique && kind != Kind::check && kind != Kind::foreign_key;
}

/// Objects of `a` that are not in `b`, grouped by what a rename cannot change: kind, schema, owner.
using Group = std::pair<Kind, std::pair<Symbol, Symbol>>;
std::map<Group, std::vector<ObjectId>> only_in(const Schema& a, const Schema& b) {
  std::map<Group, std::vector<ObjectId>> found;
  for (const auto& [id, object] : a.objects())
    if (!b.contains(id) && is_worth_asking(a, id.kind) && has_stored_name(a, id) && !is_set_aside(id))
      found[{id.kind, {id.schema, id.owner}}].push_back(id);
  return found;
}

/// Nothing but the name tells such an object from another one of its table with the same definition.
bool is_rule_or_index(Kind kind) {
  return kind == Kind::unique || kind == Kind::check || kind == Kind::exclusion ||
         kind == Kind::foreign_key || kind == Kind::index;
}

std::vector<Rename> object_renames(const Schema& before, const Schema& after, bool rules) {
  const auto removed = only_in(before, after);
  const auto added = only_in(after, before);
  std::vector<Pair> pairs;
  for (const auto& [group, old_ids] : removed) {
    const auto now_ids = added.find(group);
    if (now_ids == added.end() || is_rule_or_index(group.first) != rules) continue;
    for (const ObjectId& old : old_ids)
      for (const ObjectId& now : now_ids->second)
        if (const double found = likeness(before, old, after, now); found > 0)
          pairs.push_back({{old, now, {}, {}}, found});
  }
  return likeliest(std::move(pairs));
}

std::vector<Rename> value_renames(const Schema& before, const Schema& after) {
  std::vector<Rename> renames;
  for (const auto& [id, now] : after.all<model::EnumType>(Kind::enum_type)) {
    const auto* const old = before.find_as<model::EnumType>(id);
    if (old == nullptr || old->values.size() != now->values.size()) continue;
    const std::set<Symbol> old_values(old->values.begin(), old->values.end());
    const std::set<Symbol> new_values(now->values.begin(), now->values.end());
    for (std::size_t i = 0; i < old->values.size(); ++i)
      if (!new_values.contains(old->values[i]) && !old_values.contains(now->values[i]))
        renames.push_back({id, id, old->values[i].str(), now->values[i].str()});
  }
  return renames;
}

Question question(const Rename& rename) {
  const std::string what(model::kind_name(rename.to.kind));
  if (!rename.from_value.empty())
    return {"rename:" + model::to_string(rename.to) + ":" + rename.from_value + ":" + rename.to_value, rename,
            "Is value " + rename.to_value + " of " + what + " " + model::display_name(rename.to) +
                " the old value " + rename.from_value + " renamed?"};
  return {"rename:" + model::to_string(rename.from) + ":" + rename.to.name.str(), rename,
          "Is " + what + " " + model::display_name(rename.to) + " the old " + what + " " +
              model::display_name(rename.from) + " renamed?"};
}

}  // namespace

std::vector<Rename> only_renamed(const Schema& before, const Schema& after) {
  return object_renames(before, after, true);
}

std::vector<Question> candidates(const Schema& before, const Schema& after) {
  std::vector<Question> questions;
  for (const Rename& rename : object_renames(before, after, false)) questions.push_back(question(rename));
  for (const Rename& rename : value_renames(before, after)) questions.push_back(question(rename));
  std::sort(questions.begin(), questions.end());
  return questions;
}

}  // namespace schemagen::diff
