#include "schemagen/app/in_the_way.h"

#include <algorithm>

#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"

namespace schemagen::app {
namespace {

using base::Error;
using base::ErrorKind;
using model::Kind;
using model::ObjectId;

constexpr std::string_view kRelations[] = {"table",
                                           "view",
                                           "materialized view",
                                           "sequence",
                                           "virtual table",
                                           "inheriting table",
                                           "inherited table",
                                           "typed table",
                                           "foreign table",
                                           "partitioned table",
                                           "partition",
                                           "composite type"};

/// They share their names with the row types of relations.
constexpr std::string_view kTypes[] = {"enum", "domain", "range type", "base type", "shell type"};

/// A rebuild carries them over; only with their column do they go.
constexpr std::string_view kCarried[] = {"policy", "extended statistics"};

constexpr std::string_view kRowSecurity = "row level security";

template <std::size_t size>
bool is_among(const std::string_view (&kinds)[size], const std::string& kind) {
  return std::find(std::begin(kinds), std::end(kinds), kind) != std::end(kinds);
}

bool takes_a_name(const model::Unmodelled& thing, Kind from) {
  return is_among(kRelations, thing.kind) || (from != Kind::index && is_among(kTypes, thing.kind));
}

bool needs_a_name(Kind kind) {
  switch (kind) {
    case Kind::enum_type:
    case Kind::sequence:
    case Kind::table:
    case Kind::view:
    case Kind::materialized_view:
    case Kind::partition:
    case Kind::index:
      return true;
    case Kind::extension:
    case Kind::name_space:
    case Kind::function:
    case Kind::virtual_table:
    case Kind::column:
    case Kind::primary_key:
    case Kind::unique:
    case Kind::check:
    case Kind::exclusion:
    case Kind::foreign_key:
    case Kind::trigger:
      return false;
  }
  return false;
}

std::string spoken(const ObjectId& id) {
  return std::string(model::kind_name(id.kind)) + " " + model::display_name(id);
}

/// The step ends what `id` is now, and does not only change it in place.
bool ends(const plan::Step& step, const ObjectId& id, const model::Schema& after) {
  if (std::count(step.destroys.begin(), step.destroys.end(), id) == 0) return false;
  if (!after.contains(id))
    return id.kind != Kind::column || !step.losses.empty() || step.phase != plan::Phase::contract ||
           step.produces.empty();
  const bool rewritten = std::count(step.rewrites.begin(), step.rewrites.end(), model::owner_id(id)) > 0;
  const bool is_part = id.kind == Kind::column || id.kind == Kind::primary_key || id.kind == Kind::unique;
  return is_part && step.phase == plan::Phase::contract && !rewritten;
}

/// The id, and the one that a renamed column bears until contract.
std::vector<ObjectId> names_of(const ObjectId& id, const std::vector<diff::Rename>& renames) {
  std::vector<ObjectId> names{id};
  for (const diff::Rename& rename : renames)
    if (rename.to == id && rename.from_value.empty()) names.push_back(rename.from);
  return names;
}

const plan::Step* end_of(const ObjectId& id, const Difference& difference, const plan::Plan& plan) {
  for (const ObjectId& name : names_of(id, difference.changes.renames))
    for (const plan::Step& step : plan.steps)
      if (ends(step, name, difference.after)) return &step;
  return nullptr;
}

bool reads_rows_of(const plan::Step& step, const ObjectId& table) {
  const auto holds = [&](const std::vector<ObjectId>& ids) {
    return std::find(ids.begin(), ids.end(), table) != ids.end();
  };
  return holds(step.scans) || holds(step.rewrites);
}

bool is_hidden(db::Database& database, const ObjectId& stored) {
  const std::string name =
      sql::quote_name(stored.schema.view(), stored.name.view(), sql::Dialect::postgresql);
  const auto rows =
      database.execute("SELECT pg_catalog.row_security_active(" + sql::quote_literal(name) + ")");
  return !rows.empty() && rows.front().front() == "t";
}

}  // namespace

void refuse_taken_names(const Difference& difference) {
  std::vector<std::string> taken;
  for (const diff::Change& change : difference.changes.changes) {
    if (!change.added() || !needs_a_name(change.id.kind)) continue;
    const std::string name = model::display_name(model::table_id(change.id.schema, change.id.name));
    for (const model::Unmodelled& thing : difference.before.unmodelled())
      if (takes_a_name(thing, change.id.kind) && thing.name == name)
        taken.push_back(spoken(change.id) + ": its name is taken by the " + thing.entry());
  }
  for (const diff::Change& change : difference.changes.changes)
    for (const model::Unmodelled& thing : difference.before.unmodelled())
      if (change.added() && change.id.kind == Kind::primary_key &&
          std::count(thing.stands_on.begin(), thing.stands_on.end(), change.id) > 0)
        taken.push_back(spoken(change.id) + ": a partition has one of its own, " + thing.entry());
  if (taken.empty()) return;
  throw Error(
      ErrorKind::unsupported,
      "What is declared cannot be made beside what schemagen does not model:\n  " + base::join(taken, "\n  "),
      "Take it out of the declaration, or give one of the two another name.");
}

void refuse_what_stands(const Difference& difference, const plan::Plan& plan) {
  std::vector<std::string> standing;
  const auto goes_along = [&](const ObjectId& id) {
    return model::is_owned(id.kind) && !difference.after.contains(model::owner_id(id));
  };
  for (const model::Unmodelled& thing : difference.before.unmodelled())
    for (const ObjectId& id : thing.stands_on) {
      if (thing.kind == kRowSecurity || goes_along(id)) continue;
      if (is_among(kCarried, thing.kind) && difference.after.contains(id)) continue;
      const plan::Step* step = end_of(id, difference, plan);
      if (step == nullptr) continue;
      standing.push_back(thing.entry() + " stands on " + spoken(id) + ", which " + step->id + " ends");
      break;
    }
  if (standing.empty()) return;
  throw Error(
      ErrorKind::unsupported,
      "What schemagen does not model stands in the way of this plan:\n  " + base::join(standing, "\n  "),
      "Drop it before, and create it in its new form when the last file has run.");
}

void refuse_hidden_rows(db::Database* database, const Difference& difference, const plan::Plan& plan) {
  if (database == nullptr) return;
  for (const model::Unmodelled& thing : difference.before.unmodelled()) {
    if (thing.kind != kRowSecurity || thing.stands_on.empty()) continue;
    const ObjectId& table = thing.stands_on.front();
    const bool read = std::any_of(plan.steps.begin(), plan.steps.end(),
                                  [&](const plan::Step& step) { return reads_rows_of(step, table); });
    if (!read || !is_hidden(*database, names_of(table, difference.changes.renames).back())) continue;
    throw Error(ErrorKind::unsupported,
                "Row level security hides rows of table " + thing.name +
                    " from the role that makes this plan, and the plan reads and fills them.",
                "Plan and run it as a role with BYPASSRLS, or take off FORCE ROW LEVEL SECURITY meanwhile.");
  }
}

}  // namespace schemagen::app
