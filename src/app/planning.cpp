#include "schemagen/app/planning.h"

#include <algorithm>

#include "app/report_plan.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"

namespace schemagen::app {
namespace {

using base::Error;
using base::ErrorKind;
using plan::Hazard;

struct Matched {
  model::Schema before;
  model::Schema after;
  std::vector<diff::Doubt> unverified;
};

/// The side that counts as stored has a name for every constraint, also where it is a snapshot in which
/// nobody named one.
model::Schema as_stored(const model::Schema& schema) {
  if (schema.dialect() == sql::Dialect::sqlite) return schema;
  return diff::normalise(schema, model::Schema(schema.dialect()), {}).declared;
}

Matched match(const model::Schema& before, const model::Schema& after, const diff::Oracle& oracle,
              Printed printed) {
  if (printed == Printed::before) {
    model::Schema stored = as_stored(before);
    diff::Normalised normalised = diff::normalise(after, stored, oracle);
    return {std::move(stored), std::move(normalised.declared), std::move(normalised.unverified)};
  }
  model::Schema stored = as_stored(after);
  diff::Normalised normalised = diff::normalise(before, stored, oracle);
  return {std::move(normalised.declared), std::move(stored), std::move(normalised.unverified)};
}

std::string hazard_names() {
  std::vector<std::string> names;
  for (const Hazard hazard : plan::all_hazards()) names.push_back(plan::to_string(hazard));
  return base::join(names, ", ");
}

Hazard parse_hazard(const std::string& name) {
  std::vector<std::string> known{"all"};
  for (const Hazard hazard : plan::all_hazards()) {
    if (plan::to_string(hazard) == name) return hazard;
    known.push_back(plan::to_string(hazard));
  }
  const auto nearest = base::nearest(name, known);
  throw Error(ErrorKind::usage, "There is no hazard `" + name + "`.",
              (nearest ? "Did you mean `" + *nearest + "`? " : "") + "Hazards are: " + hazard_names() +
                  "; `all` means all of them.");
}

std::string refusal_text(const plan::Plan& plan, const RefusedHazards::Refusal& refusal) {
  std::string out = "\n  " + plan::to_string(refusal.hazard);
  for (const plan::Step& step : plan.steps) {
    if (std::count(refusal.steps.begin(), refusal.steps.end(), step.id) == 0) continue;
    out += "\n    " + step.id + ": " + step.why;
    const std::string losses = losses_of(step);
    if (refusal.hazard == Hazard::destructive && !losses.empty()) out += " (loses " + losses + ")";
  }
  return out;
}

}  // namespace

std::vector<diff::Rename> choose_none(const std::vector<diff::Question>&) { return {}; }

Difference find_difference(const model::Schema& before, const model::Schema& after,
                           const std::vector<diff::Rename>& stated, const diff::Oracle& oracle,
                           const RenameChooser& choose, Printed printed) {
  model::Schema renamed = before;
  std::vector<diff::Rename> renames;
  const auto take = [&renamed, &renames](std::vector<diff::Rename> found) {
    if (found.empty()) return false;
    renamed = diff::rename_objects(renamed, found);
    renames.insert(renames.end(), std::make_move_iterator(found.begin()),
                   std::make_move_iterator(found.end()));
    return true;
  };
  for (;;) {
    take(diff::applicable(stated, renamed, after));
    Matched matched = match(renamed, after, oracle, printed);
    if (take(choose(diff::candidates(matched.before, matched.after)))) continue;
    std::vector<diff::Change> changes = diff::compare(matched.before, matched.after);
    return {{std::move(renames), std::move(changes)},
            std::move(matched.before),
            std::move(matched.after),
            std::move(matched.unverified)};
  }
}

PlannedChange plan_change(Difference difference, const dialect::AdviceMap& advice, sql::Target target,
                          std::vector<model::Unmodelled> unmodelled, std::set<model::ObjectId> empty_tables) {
  plan::Plan plan = dialect::plan_changes(
      {difference.changes, difference.before, difference.after, advice, target, std::move(empty_tables)});
  return {std::move(difference), std::move(plan), std::move(unmodelled)};
}

std::set<model::ObjectId> find_empty_tables(db::Database* database, const Difference& difference) {
  std::set<model::ObjectId> empty;
  if (database == nullptr) return empty;
  const sql::Dialect dialect = database->target().dialect;
  for (const diff::Change& change : difference.changes.changes) {
    const auto* column = change.added() ? std::get_if<model::Column>(&*change.after) : nullptr;
    if (column == nullptr || !column->not_null || !column->default_value.empty()) continue;
    const model::ObjectId table = model::owner_id(change.id);
    if (!difference.before.contains(table)) continue;
    model::ObjectId stored = table;
    for (const diff::Rename& rename : difference.changes.renames)
      if (rename.to == table) stored = rename.from;
    const auto rows = database->execute(
        "SELECT 1 FROM " + sql::quote_name(stored.schema.view(), stored.name.view(), dialect) + " LIMIT 1");
    if (rows.empty()) empty.insert(table);
  }
  return empty;
}

bool must_be_allowed(Hazard hazard) {
  switch (hazard) {
    case Hazard::destructive:
    case Hazard::rewrite:
    case Hazard::scan_under_lock:
    case Hazard::blocks_writes:
      return true;
    case Hazard::rejects_old_writers:
    case Hazard::irreversible:
    case Hazard::may_fail_on_rows:
      return false;
  }
  return true;
}

std::set<Hazard> parse_hazards(const std::vector<std::string>& names) {
  std::set<Hazard> hazards;
  for (const std::string& name : names) {
    if (name == "all")
      hazards.insert(plan::all_hazards().begin(), plan::all_hazards().end());
    else
      hazards.insert(parse_hazard(name));
  }
  return hazards;
}

RefusedHazards::RefusedHazards(const std::string& message, const std::string& hint,
                               std::vector<Refusal> refusals)
    : Error(ErrorKind::hazard, message, hint), refusals_(std::move(refusals)) {}

void require_allowed(const plan::Plan& plan, const std::set<Hazard>& allowed) {
  std::vector<RefusedHazards::Refusal> refusals;
  std::string message = "The plan has hazards that were not allowed:";
  std::vector<std::string> flags;
  for (const plan::HazardReport& report : plan::hazards_of(plan)) {
    if (!must_be_allowed(report.hazard) || allowed.contains(report.hazard)) continue;
    RefusedHazards::Refusal refusal{report.hazard, {}};
    for (const plan::Step* step : report.steps) refusal.steps.push_back(step->id);
    message += refusal_text(plan, refusal);
    flags.push_back(plan::to_string(refusal.hazard));
    refusals.push_back(std::move(refusal));
  }
  if (refusals.empty()) return;
  throw RefusedHazards(message, "If that is what you want, add --allow " + base::join(flags, ",") + ".",
                       std::move(refusals));
}

}  // namespace schemagen::app
