// Columns renamed without a copy, where no second column could stand beside them: a view in the place of the
// table has them under both names until contract.
//
// Such a view breaks what an application may do with a table and not with a view, so it is taken only where
// there is no other way, or on request.
#pragma once

#include <vector>

#include "dialect/postgres/context.h"

namespace schemagen::dialect::postgres {

/// Columns of one table that a view can show under both names, or shall: no second column could stand beside
/// them.
bool are_renamed_by_view(const Context& c, const std::vector<diff::Rename>& renames);

/// What the table is called until contract: another name while a view stands in its place.
Symbol name_meanwhile(const Context& c, const ObjectId& table);

/// Renames of columns of one table, by a view that has them under both names. Throws Error (declaration) when
/// there cannot be one.
void rename_columns_by_view(Context& c, const std::vector<diff::Rename>& renames);

}  // namespace schemagen::dialect::postgres
