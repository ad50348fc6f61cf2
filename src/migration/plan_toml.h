// plan.toml: what a migration says about itself, for tools.
#pragma once

#include <string>

#include "schemagen/migration/folder.h"

namespace schemagen::migration {

std::string render_plan_toml(const Migration& migration);

}  // namespace schemagen::migration
