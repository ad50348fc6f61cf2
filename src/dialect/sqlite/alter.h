// What ALTER TABLE can do in place. https://www.sqlite.org/lang_altertable.html
#pragma once

#include <optional>

#include "dialect/sqlite/rebuild.h"

namespace schemagen::dialect::sqlite {

struct Alteration {
  Statements sql;
  Statements undo;
};

/// The statements that lead from one state of a table to the other in place, on a table with rows; nothing
/// when there is no such way on `version` (sqlite3_libversion_number). `sources` holds the expressions that
/// existing rows get their values from. Indexes and triggers are as they are in `to`.
std::optional<Alteration> alter_in_place(const TableState& from, const TableState& to,
                                         const std::map<Symbol, std::string>& sources, int version);

}  // namespace schemagen::dialect::sqlite
