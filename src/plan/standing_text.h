// What tells before from after where a plan changes texts alone.
#pragma once

#include "schemagen/plan/standing.h"

namespace schemagen::plan {

/// Adds the marks of objects that change in place. `changes` have no renames.
void add_texts(Standing& standing, const diff::ChangeSet& changes);

}  // namespace schemagen::plan
