// What some steps do, relation by relation: the lines that a reviewer reads first.
#pragma once

#include <string>
#include <vector>

#include "schemagen/plan/step.h"

namespace schemagen::migration {

/// Comment lines `--   users    + column email`, in the order in which the steps touch the relations.
std::string summarise(const std::vector<const plan::Step*>& steps);

}  // namespace schemagen::migration
