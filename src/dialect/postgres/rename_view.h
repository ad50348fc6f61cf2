// Renames without a copy: under the old name stands a view of the renamed table, through which the old
// application goes on reading and writing until contract.
//
// PostgreSQL carries INSERT, UPDATE, DELETE, RETURNING, ON CONFLICT and FOR UPDATE through such a view; it
// does not carry COPY FROM and TRUNCATE. https://www.postgresql.org/docs/current/sql-createview.html
// (Updatable Views)
#pragma once

#include <vector>

#include "dialect/postgres/context.h"

namespace schemagen::dialect::postgres {

/// A table whose old name can be a view. Throws Error (declaration) when the declaration asks for one that
/// cannot be.
bool is_renamed_by_view(const Context& c, const diff::Rename& rename);

/// A column whose old name the view of its renamed table shows.
bool is_shown_by_view(const Context& c, const diff::Rename& rename);

/// `sql` and `undo` rename the table.
void rename_table_by_view(Context& c, const diff::Rename& rename, Statements sql, Statements undo);

/// Columns of one table that a view can show under both names, or shall: no second column could stand beside
/// them.
bool are_renamed_by_view(const Context& c, const std::vector<diff::Rename>& renames);

/// What the table is called until contract: another name while a view stands in its place.
Symbol name_meanwhile(const Context& c, const ObjectId& table);

/// Renames of columns of one table, by a view that has them under both names. Throws Error (declaration) when
/// there cannot be one.
void rename_columns_by_view(Context& c, const std::vector<diff::Rename>& renames);

}  // namespace schemagen::dialect::postgres
