// pull: a live database as a declaration.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "schemagen/app/current_state.h"
#include "schemagen/app/session.h"
#include "schemagen/app/terminal.h"
#include "schemagen/base/diagnostic.h"
#include "schemagen/model/schema.h"

namespace schemagen::app {

struct PullRequest {
  Location location;
  std::filesystem::path out;  ///< empty: to standard output
};

struct PullOutcome {
  std::string toml;
  std::filesystem::path written;  ///< empty: nowhere
  std::size_t objects = 0;
  std::vector<model::Unmodelled> unmodelled;
  base::DiagnosticList warnings;           ///< what does not compile there
  std::vector<model::ObjectId> set_aside;  ///< left out of the text (diff/trash.h)
  CurrentState state;  ///< kept, because taking it apart takes time that a program at its end can save
};

PullOutcome run(const PullRequest& request, const Terminal& terminal);

inline int exit_code(const PullOutcome&) { return 0; }

}  // namespace schemagen::app
