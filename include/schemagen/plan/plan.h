// A plan: the ordered steps of a change set, split into phases.
#pragma once

#include <string>
#include <vector>

#include "schemagen/diff/change.h"
#include "schemagen/plan/standing.h"
#include "schemagen/plan/step.h"
#include "schemagen/sql/dialect.h"

namespace schemagen::plan {

struct Plan {
  sql::Target target;
  std::vector<Step> steps;  ///< in the order in which they run; phases never go back
  Standing standing;        ///< where it begins and ends
  std::vector<diff::Rename> renames;

  bool empty() const { return steps.empty(); }
};

/// Orders the steps, lifts phases, numbers them (e1, e2, m1, c1 …). The result does not depend on the order
/// of `steps` where their contents differ: ties are broken by phase and then by what a step produces,
/// destroys, reaches and says.
Plan make_plan(std::vector<Step> steps, sql::Target target);

/// The phase after which the new application may start: the last one that what it reads and writes depends
/// on, migrate where there is one, else expand. Contract: nothing comes before it, so the new application
/// starts before that file.
Phase deployed_after(const Plan& plan);

/// undo.sql takes the step back: it has a way back and stands in expand or migrate, or on PostgreSQL, where
/// each of several steps is noted, in contract before the old form goes.
bool is_taken_back(const Plan& plan, const Step& step);

/// The steps of one phase, in order.
std::vector<const Step*> steps_in(const Plan& plan, Phase phase);

/// A hazard together with the steps that have it; in order of Hazard.
struct HazardReport {
  Hazard hazard = Hazard::destructive;
  std::vector<const Step*> steps;
};
std::vector<HazardReport> hazards_of(const Plan& plan);

}  // namespace schemagen::plan
