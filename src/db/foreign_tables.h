// Tables that other tools keep in a database for themselves. They are not part of anybody's schema: never
// listed, never touched, on either dialect.
#pragma once

#include <string_view>

namespace schemagen::db {

/// Whether a table of this name (any case) belongs to SQLite, to Cloudflare D1 or to a migration tool.
bool is_foreign_table(std::string_view name);

}  // namespace schemagen::db
