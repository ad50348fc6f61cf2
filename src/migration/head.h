// The head comments of the files of a migration.
#pragma once

#include <string>

#include "schemagen/migration/folder.h"

namespace schemagen::migration {

std::string phase_head(const Migration& migration, plan::Phase phase);
std::string undo_head(const Migration& migration);

}  // namespace schemagen::migration
