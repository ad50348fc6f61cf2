// validate: the declaration alone, with no database.
#pragma once

#include <filesystem>
#include <map>

#include "schemagen/app/session.h"
#include "schemagen/app/terminal.h"
#include "schemagen/base/diagnostic.h"
#include "schemagen/model/id.h"
#include "schemagen/sql/dialect.h"

namespace schemagen::app {

struct ValidateRequest {
  Location location;
};

struct ValidateOutcome {
  std::filesystem::path schema;
  sql::Dialect dialect = sql::Dialect::sqlite;
  std::map<model::Kind, std::size_t> counts;
  base::DiagnosticList warnings;
};

/// Throws Error (declaration) with every mistake.
ValidateOutcome run(const ValidateRequest& request, const Terminal& terminal);

inline int exit_code(const ValidateOutcome&) { return 0; }

}  // namespace schemagen::app
