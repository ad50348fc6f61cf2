// The words for what happens to a table.
#pragma once

#include <string>

#include "dialect/sqlite/definition.h"

namespace schemagen::dialect::sqlite {

/// `column age becomes NOT NULL, check price_positive is added`. What `goal`, the table after contract, has
/// again goes until then only.
std::string describe(const TableDefinition& from, const TableDefinition& to, const TableDelta& delta,
                     const TableDefinition& goal);

}  // namespace schemagen::dialect::sqlite
