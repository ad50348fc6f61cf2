#pragma once

#include <memory>
#include <string>

#include "schemagen/db/database.h"

namespace schemagen::db {

/// Connects to what `conninfo` (URI or keyword string, as libpq reads it) names.
std::unique_ptr<Database> open_postgres(const std::string& conninfo, OpenMode mode);

}  // namespace schemagen::db
