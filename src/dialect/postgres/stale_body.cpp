#include "dialect/postgres/stale_body.h"

#include <algorithm>
#include <set>
#include <string>

#include "dialect/postgres/references.h"
#include "dialect/postgres/references_body.h"
#include "dialect/postgres/rules.h"
#include "schemagen/base/text.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Kind;
using plan::Step;

/// What goes: a column, or a table with what its columns are called in.
struct Gone {
  ObjectId id;     ///< as it is called before
  ObjectId table;  ///< a column: the table that it goes from, as it is called afterwards
};

struct Body {
  std::string function;
  std::set<Symbol> names;
  std::vector<Mention> relations;
  Ids fired_on;  ///< tables whose triggers call it
};

bool is_of(const Mention& mention, const ObjectId& relation) {
  return mention.name == relation.name && (mention.qualifier.empty() || mention.qualifier == relation.schema);
}

bool names(const Body& body, const Gone& gone) {
  const auto reads = [&body](const ObjectId& relation) {
    return std::any_of(body.relations.begin(), body.relations.end(),
                       [&](const Mention& mention) { return is_of(mention, relation); });
  };
  if (gone.id.kind != Kind::column) return reads(gone.id);
  return body.names.contains(gone.id.name) &&
         (reads(gone.table) || reads(model::owner_id(gone.id)) || body.fired_on.contains(gone.table));
}

bool is_relation(Kind kind) {
  return kind == Kind::table || kind == Kind::view || kind == Kind::materialized_view;
}

std::vector<Gone> what_goes(const LoweringInput& input) {
  std::vector<Gone> found;
  const auto add = [&](const ObjectId& before, const ObjectId& after) {
    const ObjectId table = before.kind == Kind::column ? model::owner_id(after) : ObjectId{};
    const bool stays = before.kind == Kind::column
                           ? input.after.contains(model::column_id(table.schema, table.name, before.name)) ||
                                 !input.after.contains(table)
                           : input.after.contains(before);
    if (!stays) found.push_back({before, table});
  };
  for (const diff::Rename& rename : input.changes.renames)
    if (rename.from_value.empty() && (is_relation(rename.to.kind) || rename.to.kind == Kind::column))
      add(rename.from, rename.to);
  for (const diff::Change& change : input.changes.changes)
    if (change.removed() && (is_relation(change.id.kind) || change.id.kind == Kind::column))
      add(change.id, change.id);
  return found;
}

std::vector<Body> bodies_of(const model::Schema& schema) {
  const References references(schema);
  std::vector<Body> bodies;
  for (const auto& [id, function] : schema.all<model::Function>(Kind::function)) {
    const std::optional<std::string> text = body_of(function->definition);
    if (!text) continue;
    Body body{id.name.str(), {}, {}, {}};
    for (const Mention& mention : mentions_in(*text)) {
      body.names.insert(mention.name);
      if (mention.relation) body.relations.push_back(mention);
    }
    for (const ObjectId& other : references.dependents(id))
      if (other.kind == Kind::trigger) body.fired_on.insert(model::owner_id(other));
    bodies.push_back(std::move(body));
  }
  return bodies;
}

/// The last one that ends it.
Step* end_of(const ObjectId& id, std::vector<Step>& steps) {
  const auto found = std::find_if(steps.rbegin(), steps.rend(), [&id](const Step& step) {
    return std::count(step.destroys.begin(), step.destroys.end(), id) > 0;
  });
  return found == steps.rend() ? nullptr : &*found;
}

}  // namespace

void name_stale_bodies(const LoweringInput& input, std::vector<Step>& steps) {
  if (steps.empty()) return;
  const std::vector<Gone> all = what_goes(input);
  if (all.empty()) return;
  const std::vector<Body> bodies = bodies_of(input.after);
  for (const Gone& gone : all) {
    std::vector<std::string> stale;
    for (const Body& body : bodies)
      if (names(body, gone)) stale.push_back(body.function);
    if (stale.empty()) continue;
    Step* const end = end_of(gone.id, steps);
    Step& step = end == nullptr ? steps.back() : *end;
    step.why += " The texts of functions name " + gone.id.name.str() +
                ", and they fail when it is gone: " + base::join(stale, ", ") + ".";
    hazard(step, plan::Hazard::rejects_old_writers);
  }
}

}  // namespace schemagen::dialect::postgres
