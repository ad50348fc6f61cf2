// SQLite's way to change a table that ALTER TABLE cannot change: make it anew beside itself, copy, take its
// place. https://www.sqlite.org/lang_altertable.html#otheralter
#pragma once

#include <map>
#include <string>
#include <vector>

#include "dialect/sqlite/expand_state.h"

namespace schemagen::dialect::sqlite {

using Statements = std::vector<std::string>;

/// How rows are carried over; by the names of the new columns. All other columns are copied or left to their
/// default.
struct Copying {
  std::map<Symbol, std::string> sources;  ///< SQL expressions over the old row
  bool guard_references = false;          ///< stop when foreign_keys is on: dropping the table would cascade
};

/// From the first CREATE TABLE to the last index and trigger. To be run in one transaction with foreign_keys
/// off. The name is taken with legacy_alter_table on, so that no view and no trigger of another table is
/// looked at or changed: they find the table under its name again.
Statements rebuild_sql(const TableState& from, const TableState& to, const Copying& copying);

/// Stops the transaction with `claim` in the message unless `condition` holds.
Statements assert_sql(const std::string& claim, const std::string& condition);

}  // namespace schemagen::dialect::sqlite
