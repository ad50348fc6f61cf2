// Everything that a database holds, in an order of its own: two states are equal when nothing was changed.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "schemagen/db/database.h"

namespace schemagen::tests {

/// One line for each object (tables, columns, constraints, indexes, triggers, functions, privileges, …,
/// modelled or not) and for the rows of each table. `with_files`: PostgreSQL's number of each table's and
/// index's file too, so that one that was made anew is another.
std::set<std::string> state_of(db::Database& database, bool with_files = true);

/// The lines of one that the other lacks, with `-` and `+`; empty when the states are equal.
std::string state_difference(const std::set<std::string>& before, const std::set<std::string>& after);

struct TableRows {
  std::vector<std::pair<std::string, std::string>> columns;  ///< name and type
  std::vector<db::Row> rows;
};

/// The rows of every table, by its quoted name. Columns and tables of ours are left out.
std::map<std::string, TableRows> rows_of(db::Database& database);

/// What was lost or changed: of the tables and columns that both know under one name and type.
std::vector<std::string> lost_rows(const std::map<std::string, TableRows>& before,
                                   const std::map<std::string, TableRows>& after);

}  // namespace schemagen::tests
