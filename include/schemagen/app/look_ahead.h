// What the files of a plan look for before they change anything, looked for while planning.
#pragma once

#include <string>
#include <vector>

#include "schemagen/db/database.h"
#include "schemagen/plan/plan.h"

namespace schemagen::app {

struct LookedAhead {
  std::vector<std::string>
      unknown;                    ///< what stands on a changed object, and the plan neither knows nor carries
  std::vector<std::string> rows;  ///< values that cannot be moved, by the sentence that the file would say
};

/// PostgreSQL: runs the looks of `plan` in a transaction that is always rolled back, with the helpers of the
/// files in it. Looks that need what the plan has yet to make are passed over. Nothing is found where the
/// role may not write to the database or make temporary objects: the files look again. SQLite: nothing.
LookedAhead look_ahead(db::Database& database, const plan::Plan& plan);

/// Throws Error (unsupported) when something unknown was found.
void refuse_unknown(const LookedAhead& looked);

}  // namespace schemagen::app
