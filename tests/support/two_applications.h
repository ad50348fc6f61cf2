// The proof that an old and a new application both work while a migration runs, for any two declarations.
#pragma once

#include <string>
#include <vector>

#include "schemagen/dsl/declaration.h"

namespace schemagen::tests {

/// Runs the phases step by step, and the statements of the application before (from the start on) and of the
/// one after (from the end of expand on) between the steps; each must give what it gives where nothing is
/// migrated and where everything is. Then, elsewhere: steps that are safe to run again are, and undo.sql
/// gives the application before its database back. One line for everything that is not so.
std::vector<std::string> run_two_applications(const dsl::Declaration& before, const std::string& seed,
                                              const dsl::Declaration& after);

}  // namespace schemagen::tests
