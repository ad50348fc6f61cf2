// What `drop = "soft"` sets aside: tables and columns that stay in the database under a `_sg_trash_` name.
#pragma once

#include <vector>

#include "schemagen/model/schema.h"

namespace schemagen::diff {

/// The name under which a table, column, index or sequence is set aside: at most 63 bytes, and different for
/// different names.
model::Symbol trash_name(model::Symbol name);

/// The object bears such a name, or belongs to a table that does.
bool is_set_aside(const model::ObjectId& id);

/// Anything is set aside in `schema`.
bool has_trash(const model::Schema& schema);

/// What is set aside in `schema`, without what belongs to it: tables, and columns of tables that are in use.
std::vector<model::ObjectId> set_aside_in(const model::Schema& schema);

/// `declared`, and all that is set aside in `current` and has a place there. A declaration does not name what
/// is set aside, and does not ask to drop it either.
model::Schema with_trash_of(const model::Schema& current, model::Schema declared);

/// `schema` as an application sees it.
model::Schema without_trash(model::Schema schema);

}  // namespace schemagen::diff
