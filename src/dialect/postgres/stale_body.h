// Functions whose texts name what the plan takes away: the server does not look into them, and nothing can
// rewrite them.
#pragma once

#include <vector>

#include "schemagen/dialect/lower.h"

namespace schemagen::dialect::postgres {

/// The steps that take away what functions of the declaration still name say so, with the functions' names.
void name_stale_bodies(const LoweringInput& input, std::vector<plan::Step>& steps);

}  // namespace schemagen::dialect::postgres
