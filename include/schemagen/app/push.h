// push: plan, show, ask, apply at once. For development.
#pragma once

#include <string>
#include <vector>

#include "schemagen/app/planning.h"
#include "schemagen/app/session.h"
#include "schemagen/app/terminal.h"
#include "schemagen/base/diagnostic.h"

namespace schemagen::app {

struct PushRequest {
  Location location;
  PlanningFlags planning;
  bool yes = false;
  Format format = Format::text;  ///< in JSON the plan that is asked about is shown on `err`
};

struct PushOutcome {
  std::string to;  ///< the URL without its password
  PlannedChange change;
  base::DiagnosticList warnings;
  bool declined = false;                ///< the person said no; nothing was changed
  std::vector<std::string> applied;     ///< ids of the steps
  std::vector<diff::Change> remaining;  ///< differences that are left afterwards; there should be none
};

/// Throws Error when a statement fails; its message says which steps are applied and stay.
PushOutcome run(const PushRequest& request, const Terminal& terminal);

int exit_code(const PushOutcome& outcome);

}  // namespace schemagen::app
