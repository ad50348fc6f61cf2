#include "dialect/shared_names.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "schemagen/base/text.h"

namespace schemagen::dialect {
namespace {

using base::Symbol;
using model::Kind;
using model::ObjectId;

using Name = std::pair<Symbol, Symbol>;  // schema, name

bool takes_relation_name(Kind kind, sql::Dialect dialect) {
  switch (kind) {
    case Kind::sequence:
    case Kind::table:
    case Kind::partition:
    case Kind::virtual_table:
    case Kind::index:
    case Kind::view:
    case Kind::materialized_view:
      return true;
    case Kind::enum_type:
    case Kind::primary_key:
    case Kind::unique:
    case Kind::exclusion:
      return dialect == sql::Dialect::postgresql;
    case Kind::extension:
    case Kind::name_space:
    case Kind::function:
    case Kind::column:
    case Kind::check:
    case Kind::foreign_key:
    case Kind::trigger:
      return false;
  }
  return false;
}

Symbol name_of(const ObjectId& id, const model::Object& object) {
  const auto* const key = std::get_if<model::PrimaryKey>(&object);
  return key == nullptr ? id.name : key->name;
}

std::optional<Name> taken_name(const ObjectId& id, const std::optional<model::Object>& object,
                               sql::Dialect dialect) {
  if (!object || !takes_relation_name(id.kind, dialect)) return std::nullopt;
  const Symbol name = name_of(id, *object);
  return Name{id.schema, dialect == sql::Dialect::sqlite ? Symbol(base::to_lower(name.view())) : name};
}

}  // namespace

void order_shared_names(std::vector<plan::Step>& steps, const std::vector<diff::Change>& changes,
                        sql::Dialect dialect) {
  std::map<Name, ObjectId> given_up;
  for (const diff::Change& change : changes)
    if (const auto name = taken_name(change.id, change.before, dialect);
        name && name != taken_name(change.id, change.after, dialect))
      given_up.emplace(*name, change.id);
  std::multimap<ObjectId, ObjectId> successors;
  for (const diff::Change& change : changes) {
    const auto name = taken_name(change.id, change.after, dialect);
    if (!name || name == taken_name(change.id, change.before, dialect)) continue;
    const auto old = given_up.find(*name);
    if (old != given_up.end() && old->second != change.id) successors.emplace(old->second, change.id);
  }
  if (successors.empty()) return;
  for (plan::Step& step : steps) {
    std::vector<ObjectId> freed;
    for (const ObjectId& id : step.destroys) {
      const auto [first, last] = successors.equal_range(id);
      for (auto it = first; it != last; ++it) freed.push_back(it->second);
    }
    for (const ObjectId& id : freed)
      if (std::find(step.produces.begin(), step.produces.end(), id) == step.produces.end())
        step.destroys.push_back(id);
  }
}

}  // namespace schemagen::dialect
