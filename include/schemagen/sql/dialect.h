// Which database a schema or a statement is for.
#pragma once

#include <string>

namespace schemagen::sql {

enum class Dialect { sqlite, postgresql };

/// "sqlite" or "postgresql", as the declaration's `dialect` key says it.
std::string to_string(Dialect dialect);

/// A database version that statements are written for.
struct Target {
  Dialect dialect = Dialect::sqlite;
  /// PostgreSQL: server_version_num (150020). SQLite: sqlite3_libversion_number() (3040001).
  int version = 0;

  friend bool operator==(const Target&, const Target&) = default;
};

/// What is assumed when no database can be asked: PostgreSQL 13, the oldest supported; SQLite 3.35.
Target oldest_supported(Dialect dialect);

/// The schema of a name that has none written before it: "public" on PostgreSQL, "" on SQLite.
std::string default_schema(Dialect dialect);

}  // namespace schemagen::sql
