#include "schemagen/app/hazards.h"

#include <algorithm>

#include "app/report_plan.h"
#include "schemagen/base/text.h"

namespace schemagen::app {
namespace {

using base::Error;
using base::ErrorKind;
using plan::Hazard;

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

bool stops_by_default(Hazard hazard) {
  switch (hazard) {
    case Hazard::destructive:
    case Hazard::rewrite:
    case Hazard::scan_under_lock:
    case Hazard::blocks_writes:
      return true;
    case Hazard::long_lock:
    case Hazard::rejects_old_writers:
    case Hazard::binds_new_writers:
    case Hazard::irreversible:
    case Hazard::needs_deploy_between:
    case Hazard::fires_triggers:
    case Hazard::may_fail_on_rows:
      return false;
  }
  return true;
}

}  // namespace

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

std::set<Hazard> stopping_hazards(const std::vector<std::string>& flags,
                                  const std::vector<std::string>& allow,
                                  const std::vector<std::string>& refuse) {
  std::set<Hazard> stopping;
  for (const Hazard hazard : plan::all_hazards())
    if (stops_by_default(hazard)) stopping.insert(hazard);
  for (const Hazard hazard : parse_hazards(allow)) stopping.erase(hazard);
  stopping.merge(parse_hazards(refuse));
  for (const Hazard hazard : parse_hazards(flags)) stopping.erase(hazard);
  return stopping;
}

RefusedHazards::RefusedHazards(const std::string& message, const std::string& hint,
                               std::vector<Refusal> refusals)
    : Error(ErrorKind::hazard, message, hint), refusals_(std::move(refusals)) {}

void require_allowed(const plan::Plan& plan, const std::set<Hazard>& stopping) {
  std::vector<RefusedHazards::Refusal> refusals;
  std::string message = "The plan has hazards that were not allowed:";
  std::vector<std::string> flags;
  for (const plan::HazardReport& report : plan::hazards_of(plan)) {
    if (!stopping.contains(report.hazard)) continue;
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
