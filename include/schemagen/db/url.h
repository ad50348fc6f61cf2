// Database URLs: `sqlite:path` (also `sqlite://path`, so `sqlite:///path` is absolute), SQLite's own
// `file:path?mode=ro` (https://www.sqlite.org/uri.html), a bare path ending in .db, .sqlite or .sqlite3, and
// `postgresql://…` / `postgres://…` or a libpq keyword string (`host=… dbname=…`), which libpq reads itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schemagen/sql/dialect.h"

namespace schemagen::db {

struct Url {
  sql::Dialect dialect = sql::Dialect::sqlite;
  std::string location;    ///< SQLite: the path. PostgreSQL: the connection string for libpq.
  bool read_only = false;  ///< SQLite: the URL says that nothing may be written
};

/// Nothing when `text` is no database URL (it may be a file of the declaration then).
std::optional<Url> parse_url(std::string_view text);

/// The URL of an SQLite file; parse_url gives both back.
std::string sqlite_url(std::string_view path, bool read_only);

/// `text` with passwords replaced by `***`, for messages.
std::string redact(std::string_view text);

}  // namespace schemagen::db
