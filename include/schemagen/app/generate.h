// generate: the next migration folder, proved before it is written.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "schemagen/app/planning.h"
#include "schemagen/app/proof.h"
#include "schemagen/app/session.h"
#include "schemagen/app/terminal.h"
#include "schemagen/base/diagnostic.h"

namespace schemagen::app {

struct GenerateRequest {
  Location location;
  PlanningFlags planning;
  std::string name;
  std::string id;  ///< the leading number; empty: the UTC clock, as YYYYMMDDHHMMSS
};

struct GenerateOutcome {
  std::string from;  ///< what the current state was taken from
  PlannedChange change;
  Proof proof;
  std::filesystem::path written;  ///< empty when there was nothing to do
  std::vector<std::string> files;
  std::vector<std::string>
      notes;  ///< one sentence each, e.g. that the database is not what the snapshot says
  base::DiagnosticList warnings;
};

GenerateOutcome run(const GenerateRequest& request, const Terminal& terminal);

inline int exit_code(const GenerateOutcome&) { return 0; }

}  // namespace schemagen::app
