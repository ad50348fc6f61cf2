// init: a schemagen.toml and a commented example schema to start from.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "schemagen/app/terminal.h"

namespace schemagen::app {

struct InitRequest {
  std::filesystem::path folder = ".";
  std::string dialect = "postgresql";
};

struct InitOutcome {
  std::vector<std::filesystem::path> written;
};

/// Writes both files or none: throws Error (usage) when either exists.
InitOutcome run(const InitRequest& request, const Terminal& terminal);

inline int exit_code(const InitOutcome&) { return 0; }

}  // namespace schemagen::app
