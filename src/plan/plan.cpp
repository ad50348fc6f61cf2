#include "schemagen/plan/plan.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "schemagen/plan/graph.h"

namespace schemagen::plan {
namespace {

/// Where a step stands among others that nothing orders: by what it is about, then by its text.
bool ranks_before(const Step& a, const Step& b) {
  const auto subject = [](const Step& step) {
    if (!step.produces.empty()) return step.produces;
    if (!step.destroys.empty()) return step.destroys;
    std::vector<ObjectId> objects;
    for (const Milestone& milestone : step.reaches) objects.push_back(milestone.object);
    return objects;
  };
  const std::vector<ObjectId> of_a = subject(a);
  const std::vector<ObjectId> of_b = subject(b);
  const bool later_a = !a.precheck;
  const bool later_b = !b.precheck;
  return std::tie(a.phase, later_a, of_a, a.sql, a.why) < std::tie(b.phase, later_b, of_b, b.sql, b.why);
}

/// A lock under which others have to wait.
bool makes_others_wait(Lock lock) {
  switch (lock) {
    case Lock::none:
    case Lock::access_share:
    case Lock::row_share:
    case Lock::row_exclusive:
    case Lock::share_update_exclusive:
      return false;
    case Lock::share:
    case Lock::share_row_exclusive:
    case Lock::exclusive:
    case Lock::access_exclusive:
    case Lock::database:
      return true;
  }
  return true;
}

void add_hazard(Step& step, Hazard hazard) {
  if (std::count(step.hazards.begin(), step.hazards.end(), hazard) > 0) return;
  step.hazards.push_back(hazard);
  std::sort(step.hazards.begin(), step.hazards.end());
}

/// The hazards that follow from what the steps state and where they stand.
void add_derived_hazards(std::vector<Step>& steps) {
  for (Step& step : steps) {
    const bool waits = std::any_of(step.locks.begin(), step.locks.end(),
                                   [](const RelationLock& lock) { return makes_others_wait(lock.lock); });
    if (waits && (!step.scans.empty() || !step.rewrites.empty())) add_hazard(step, Hazard::long_lock);
  }
  const auto first = std::find_if(steps.begin(), steps.end(), [](const Step& step) {
    return step.phase == Phase::contract && !step.precheck;
  });
  if (first != steps.end()) add_hazard(*first, Hazard::needs_deploy_between);
}

}  // namespace

Plan make_plan(std::vector<Step> steps, sql::Target target) {
  std::stable_sort(steps.begin(), steps.end(), ranks_before);
  const std::vector<Edge> edges = edges_of(steps);
  const std::vector<std::size_t> order = sort_steps(steps, edges);
  lift_phases(steps, edges, order);

  Plan plan{target, {}, {}, {}};
  std::array<int, 3> counts{};
  for (const std::size_t index : order) {
    Step& step = steps[index];
    const auto phase = static_cast<std::size_t>(step.phase);
    step.id = to_string(step.phase).substr(0, 1) + std::to_string(++counts[phase]);
    plan.steps.push_back(std::move(step));
  }
  add_derived_hazards(plan.steps);
  return plan;
}

Phase deployed_after(const Plan& plan) {
  for (const Phase phase : {Phase::migrate, Phase::expand})
    if (!steps_in(plan, phase).empty()) return phase;
  return Phase::contract;
}

bool is_taken_back(const Plan& plan, const Step& step) {
  if (step.undo.empty() && step.undo_last.empty()) return false;
  if (step.phase != Phase::contract) return true;
  return plan.target.dialect == sql::Dialect::postgresql && step.losses.empty() && plan.steps.size() > 1;
}

std::vector<const Step*> steps_in(const Plan& plan, Phase phase) {
  std::vector<const Step*> found;
  for (const Step& step : plan.steps)
    if (step.phase == phase) found.push_back(&step);
  return found;
}

std::vector<HazardReport> hazards_of(const Plan& plan) {
  std::vector<HazardReport> reports;
  for (const Hazard hazard : all_hazards()) {
    HazardReport report{hazard, {}};
    for (const Step& step : plan.steps)
      if (std::find(step.hazards.begin(), step.hazards.end(), hazard) != step.hazards.end())
        report.steps.push_back(&step);
    if (!report.steps.empty()) reports.push_back(std::move(report));
  }
  return reports;
}

}  // namespace schemagen::plan
