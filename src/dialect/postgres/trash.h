// Soft drops: a table or column gets a `_sg_trash_` name in contract instead of going, and stays until a
// later migration drops it.
//
// A table takes its columns, keys, constraints, indexes and sequences along; triggers and foreign keys to
// other tables go. What it stands on has to stay as it is.
#pragma once

#include "dialect/postgres/context.h"

namespace schemagen::dialect::postgres {

/// The rules of a soft drop. Throw Error (declaration) when what it stands on goes or changes in the same
/// plan, or when the new name is taken.
void set_table_aside(Context& c, const ObjectId& id);
void set_column_aside(Context& c, const ObjectId& id, const model::Column& old);

/// Why a table or column is dropped for good.
std::string why_dropped(const ObjectId& id);

/// All that the plan sets aside, under its new names.
Schema set_aside_by(const LoweringInput& input);

}  // namespace schemagen::dialect::postgres
