// One prepared SQLite statement, and how SQLite's errors become ours.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "schemagen/base/error.h"

namespace schemagen::db::sqlite {

/// `message` with the kind and code that belong to an extended result code.
base::Error error_of(int extended_code, const std::string& message);

/// SQLiteCpp compiles the first statement of a text and silently drops the rest, and copies every column; so
/// this stands on the C interface. Every failure is an Error.
class Statement {
 public:
  /// Throws when `sql` holds no statement or more than one.
  Statement(sqlite3* database, std::string_view sql);

  void bind(int index, std::string_view text);
  /// Whether there is a row.
  bool step();
  int column_count() const { return sqlite3_column_count(statement_.get()); }
  /// The text of a column of the present row, empty for NULL; valid until the next step.
  std::string_view text(int column) const;
  /// NULL, or the value as text; a BLOB as X'…'.
  std::optional<std::string> cell(int column) const;

 private:
  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement_{nullptr, &sqlite3_finalize};
};

}  // namespace schemagen::db::sqlite
