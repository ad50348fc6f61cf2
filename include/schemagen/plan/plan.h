// A plan: the ordered steps of a change set, split into phases.
#pragma once

#include <string>
#include <vector>

#include "schemagen/plan/step.h"
#include "schemagen/sql/dialect.h"

namespace schemagen::plan {

struct Plan {
  sql::Target target;
  std::vector<Step> steps;  ///< in the order in which they run; phases never go back

  bool empty() const { return steps.empty(); }
};

/// Orders the steps, lifts phases, numbers them (e1, e2, m1, c1 …). The result does not depend on the order
/// of `steps` where their contents differ: ties are broken by phase and then by what a step produces,
/// destroys, reaches and says.
Plan make_plan(std::vector<Step> steps, sql::Target target);

/// The steps of one phase, in order.
std::vector<const Step*> steps_in(const Plan& plan, Phase phase);

/// A hazard together with the steps that have it; in order of Hazard.
struct HazardReport {
  Hazard hazard = Hazard::destructive;
  std::vector<const Step*> steps;
};
std::vector<HazardReport> hazards_of(const Plan& plan);

}  // namespace schemagen::plan
