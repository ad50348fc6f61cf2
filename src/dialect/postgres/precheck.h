// Rows that would stop a step halfway through a phase, looked for at the head of the phase.
#pragma once

#include <string>

#include "dialect/postgres/render.h"

namespace schemagen::dialect::postgres {

class Context;

/// What is looked for: `from` yields one row for each finding, and `key` says which one.
struct Finding {
  std::string key;
  std::string from;
  std::string message;  ///< behind "3 rows of users "
  std::string hint;
  std::string unit = "rows";
  bool needs_memory = false;  ///< values are sorted or hashed
  /// A query that is quicker and true only when there is no finding; empty when there is none.
  std::string none_if = {};
};

/// `text` inside the quoted format of RAISE.
std::string in_format(const std::string& text);

/// A statement that changes nothing and stops when there is a finding: how many, and the first five.
std::string stop_at_sql(const ObjectId& table, const Finding& finding);

/// Rows of `table` that match `condition`, named by their primary key.
Finding rows_where(const Context& c, const ObjectId& table, const std::string& condition, std::string message,
                   std::string hint);

/// A look at the rows for every new key, foreign key and check that existing rows may violate.
void lower_prechecks(Context& c);

}  // namespace schemagen::dialect::postgres
