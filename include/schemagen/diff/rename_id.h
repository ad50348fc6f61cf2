// What an object is called after renames (rename.h).
#pragma once

#include <vector>

#include "schemagen/diff/change.h"
#include "schemagen/sql/dialect.h"

namespace schemagen::diff {

/// The id that rename_objects() gives to `id`.
ObjectId rename_id(ObjectId id, const std::vector<Rename>& renames, sql::Dialect dialect);

}  // namespace schemagen::diff
