// Rows that would violate what a plan is about to demand, found before anything runs.
#pragma once

#include <string>
#include <vector>

#include "schemagen/app/planning.h"
#include "schemagen/db/database.h"

namespace schemagen::app {

/// One sentence for each new rule that existing rows violate, and for each column with values that its new
/// type cannot take: how many, and the first few keys. Rules that cannot be asked about beforehand (the plan
/// changes the values that they speak of) are passed over. `may_try`: also what the plan's own looks find in
/// a transaction that is rolled back (look_ahead.h); throws Error (unsupported) when that is no row.
std::vector<std::string> find_violations(db::Database& database, const PlannedChange& change,
                                         const dialect::AdviceMap& advice, bool may_try);

/// SQLite: one sentence for each table whose rows refer to rows that are not there, whatever is planned.
std::vector<std::string> find_orphans(db::Database& database);

/// Throws Error (sql) when there are any.
void require_valid_rows(db::Database& database, const PlannedChange& change, const dialect::AdviceMap& advice,
                        bool may_try);

}  // namespace schemagen::app
