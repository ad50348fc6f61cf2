// The words for what happens to a table.
#pragma once

#include <string>

#include "dialect/sqlite/definition.h"

namespace schemagen::dialect::sqlite {

/// `column age becomes NOT NULL, check price_positive is added`
std::string describe(const TableDefinition& from, const TableDefinition& to, const TableDelta& delta);

/// Statements that `from` takes and `to` may refuse.
bool is_tighter(const TableDefinition& from, const TableDefinition& to, const TableDelta& delta);

/// The values of the column may be stored in another way by the type that it gets: SQLite makes a number of a
/// text that looks like one. https://www.sqlite.org/datatype3.html#determination_of_column_affinity
bool turns_text_into_numbers(const model::Column& from, const model::Column& to);

}  // namespace schemagen::dialect::sqlite
