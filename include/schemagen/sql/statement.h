// Splitting a script into statements, as psql and the sqlite3 shell would.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schemagen/sql/dialect.h"

namespace schemagen::sql {

struct Statement {
  std::string text;      ///< without the final semicolon and without leading comments
  std::string comments;  ///< the comment lines directly before it, `-- ` included
  int line = 1;          ///< 1-based line of its first token in the script
  /// psql: `\gset` ends it: the columns of its one row become variables.
  bool sets_variables = false;
  /// psql: `\if` and `\endif` around it, from outside in: the variables that must be true.
  std::vector<std::string> conditions = {};
};

/// The statements of `script`. Strings, quoted names, dollar quotes and comments hide semicolons, and so do
/// SQLite trigger bodies (`BEGIN … END`) and PostgreSQL's `BEGIN ATOMIC … END`. Of the directives of a shell,
/// at the start of a statement (`\set …` of psql, `.bail on` of sqlite3), psql's `\if :name` and `\endif`
/// become conditions; all others are passed over.
std::vector<Statement> split_statements(std::string_view script, Dialect dialect);

}  // namespace schemagen::sql
