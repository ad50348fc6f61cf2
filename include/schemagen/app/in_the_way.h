// What is not modelled and stands in the way of a plan: found when planning, so that no file meets it.
#pragma once

#include <vector>

#include "schemagen/app/planning.h"

namespace schemagen::app {

/// Throws Error (unsupported) with every new object whose name something bears that is not modelled.
void refuse_taken_names(const Difference& difference);

/// Throws Error (unsupported) with everything that stands on an object whose old form `plan` ends, and that
/// would be lost or stop the plan in its last file.
void refuse_what_stands(const Difference& difference, const plan::Plan& plan);

/// Throws Error (unsupported) when `plan` reads or fills a table whose rows row level security hides from the
/// role that plans.
void refuse_hidden_rows(db::Database* database, const Difference& difference, const plan::Plan& plan);

}  // namespace schemagen::app
