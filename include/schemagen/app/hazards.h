// Which hazards stop a plan: what is refused by default, by an environment's policy, and allowed by a flag.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "schemagen/base/error.h"
#include "schemagen/plan/plan.h"

namespace schemagen::app {

/// The hazards that `names` stand for; "all" stands for all. Throws Error (usage) with a suggestion.
std::set<plan::Hazard> parse_hazards(const std::vector<std::string>& names);

/// The hazards that stop a plan; the others are only shown. By default those which lose, rewrite or block. An
/// environment's `allow` takes some away and its `refuse` adds some (and prevails); `flags` (--allow) prevail
/// over both.
std::set<plan::Hazard> stopping_hazards(const std::vector<std::string>& flags,
                                        const std::vector<std::string>& allow = {},
                                        const std::vector<std::string>& refuse = {});

/// Error of kind `hazard` that carries what was refused.
class RefusedHazards : public base::Error {
 public:
  struct Refusal {
    plan::Hazard hazard = plan::Hazard::destructive;
    std::vector<std::string> steps;
  };
  RefusedHazards(const std::string& message, const std::string& hint, std::vector<Refusal> refusals);
  const std::vector<Refusal>& refusals() const { return refusals_; }

 private:
  std::vector<Refusal> refusals_;
};

/// Throws RefusedHazards that names each of `stopping` that the plan has, its steps and the flag to write.
void require_allowed(const plan::Plan& plan, const std::set<plan::Hazard>& stopping);

}  // namespace schemagen::app
