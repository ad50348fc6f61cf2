// Whether a table in a new form takes the rows and statements that it took in the old one.
#pragma once

#include "dialect/sqlite/expand_state.h"

namespace schemagen::dialect::sqlite {

/// Statements that `from` takes and `to` may refuse.
bool refuses_statements(const TableState& from, const TableState& to, const TableDelta& delta);
/// Rows that `from` holds and `to` may refuse.
bool refuses_rows(const TableState& from, const TableState& to, const TableDelta& delta);

/// A rule of `from` that `to` does not have, and that whoever writes what `to` takes has to obey until then.
bool binds_new_writers(const TableState& from, const TableState& to, const model::Unique& unique);
bool binds_new_writers(const TableState& from, const TableState& to, const model::Index& index);
bool binds_new_writers(const TableState& from, const TableState& to, const model::ForeignKey& key);

/// The column is new and nothing gives it a value: it is NULL in all rows and in all that the old application
/// writes.
bool is_new_and_null(const TableDefinition& from, const TableDefinition& to, Symbol column);
/// No two rows can have the same key: one of its columns is NULL in all of them.
bool holds_new_null(const TableDefinition& from, const TableDefinition& to, const model::Index& index);

/// The expression cannot be false while its columns are NULL: it holds nothing that turns NULL into something
/// else.
bool passes_null(std::string_view expression, const TableDefinition& table);

/// Values are stored in the same way under both types.
/// https://www.sqlite.org/datatype3.html#determination_of_column_affinity
bool has_same_affinity(Symbol a, Symbol b);
/// SQLite makes a number of a text that looks like one when the column gets its new type.
bool turns_text_into_numbers(const model::Column& from, const model::Column& to);
/// A condition on the value `sql` that is true of numbers which cannot be told from others in the new type:
/// an integer that no REAL equals, a REAL with more digits than a text has. Empty when there are none.
std::string loses_digits(const model::Column& from, const model::Column& to, const std::string& sql);

}  // namespace schemagen::dialect::sqlite
