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
  const Attached& known;                  ///< may hang on the old table too, and goes with it
  Symbol temporary;                       ///< the new table's name while the old one is there
  bool guard_references = false;          ///< stop when foreign_keys is on: dropping the table would cascade
};

/// Something that must hold, in the words of the message.
struct Claim {
  std::string text;
  std::string condition;
};

/// From the first CREATE TABLE to the last index and trigger. To be run in one transaction with foreign_keys
/// off. The name is taken with legacy_alter_table on, so that no view and no trigger of another table is
/// looked at or changed: they find the table under its name again.
Statements rebuild_sql(const TableState& from, const TableState& to, const Copying& copying);

/// Stops the transaction with the text of the claim that does not hold.
Statements assert_sql(const std::vector<Claim>& claims);
Statements assert_sql(const std::string& claim, const std::string& condition);

/// The table has no trigger but `known`: what would be lost, or fire, unseen.
Claim has_no_other_trigger(Symbol table, const std::vector<Symbol>& known);

}  // namespace schemagen::dialect::sqlite
