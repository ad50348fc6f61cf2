// diff A B: what leads from one schema to another.
#pragma once

#include <optional>
#include <string>

#include "schemagen/app/planning.h"
#include "schemagen/app/terminal.h"
#include "schemagen/base/diagnostic.h"

namespace schemagen::app {

struct DiffRequest {
  std::string before;  ///< a URL, a TOML file or folder, or a migrations folder (its last snapshot)
  std::string after;
  PlanningFlags planning;
  bool show_sql = false;   ///< the statements that lead there, after the list of changes
  bool exit_code = false;  ///< exit 2 when there is a difference
};

struct DiffOutcome {
  PlannedChange change;
  std::vector<model::Unmodelled> unmodelled_after;
  std::string plan_refused;  ///< why no plan could be made; empty when there is one
  bool show_sql = false;
  bool exit_code = false;
  base::DiagnosticList warnings = {};
};

DiffOutcome run(const DiffRequest& request, const Terminal& terminal);

int exit_code(const DiffOutcome& outcome);

}  // namespace schemagen::app
