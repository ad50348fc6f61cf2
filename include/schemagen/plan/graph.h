// The order of steps: one graph, one stable topological sort.
//
// Edges follow from what steps state, for every object X:
//   releases X  before  destroys X  before  produces X  before  needs X
// where a step that both destroys and produces X alters it in place and stands between those that make X and
// those that need it. When nobody makes X anew,  needs X  and  alters X  come before  destroys X.
// And for every milestone M:  reaches M  before  awaits M.  A step that does both only reaches it.
#pragma once

#include <cstddef>
#include <vector>

#include "schemagen/plan/step.h"

namespace schemagen::plan {

/// `steps[before]` must run before `steps[after]`.
struct Edge {
  std::size_t before = 0;
  std::size_t after = 0;
  friend auto operator<=>(const Edge&, const Edge&) = default;
};

/// Sorted, without duplicates and without edges from a step to itself.
std::vector<Edge> edges_of(const std::vector<Step>& steps);

/// A permutation of the steps in which every edge points forward, choosing among the possible next steps the
/// one with the lowest phase, then the smallest `rank`. Throws Error (internal) that prints the steps of a
/// cycle: a cycle is a bug in a lowering rule and is never repaired.
std::vector<std::size_t> sort_steps(const std::vector<Step>& steps, const std::vector<Edge>& edges);

/// Raises each phase to the latest phase among its predecessors. `order` is a topological order of `edges`.
void lift_phases(std::vector<Step>& steps, const std::vector<Edge>& edges,
                 const std::vector<std::size_t>& order);

}  // namespace schemagen::plan
