// The proof: a migration's files are run on a scratch copy of the current schema before they are written.
#pragma once

#include <string>

#include "schemagen/app/planning.h"
#include "schemagen/dsl/declaration.h"
#include "schemagen/migration/folder.h"

namespace schemagen::app {

struct Proof {
  bool proved = false;
  std::string why_not;             ///< when not proved
  migration::ProofRecord shown{};  ///< when proved: by what

  /// What plan.toml says: "scratch" or "no: <why>".
  std::string record() const { return proved ? "scratch" : "no: " + why_not; }
};

/// Creates `current` on scratch, runs the phases of `migration`, and compares the result with `declaration`:
/// nothing may differ, and a second plan must be empty. On PostgreSQL a row is tried after each phase in
/// every table that it touches (scratch_rows.h). Throws Error (proof) that shows the difference, or the
/// statement that failed.
Proof prove(const model::Schema& current, const dsl::Declaration& declaration,
            const migration::Migration& migration, const std::string& scratch_choice);

}  // namespace schemagen::app
