// An SQLite database, as a file or in memory.
#pragma once

#include <memory>
#include <string>

#include "schemagen/db/database.h"

namespace schemagen::db::sqlite {

std::unique_ptr<Database> open_file(const std::string& path, OpenMode mode);
std::unique_ptr<Database> open_memory();

}  // namespace schemagen::db::sqlite
