// Statements that look at the rows before a table is made stricter, so that it stops with a sentence.
#pragma once

#include "dialect/sqlite/context.h"
#include "dialect/sqlite/rebuild.h"

namespace schemagen::dialect::sqlite {

/// For each NOT NULL, UNIQUE and foreign key that `to` has and `from` has not; `sources` holds the
/// expressions that take the place of a column's values.
Statements row_checks(const Context& context, const TableDefinition& from, const TableState& to,
                      const TableDelta& delta, const std::map<Symbol, std::string>& sources);

}  // namespace schemagen::dialect::sqlite
