// The second opinion on SQLite: two expressions for which SQLite itself makes the same byte code are the
// same.
#pragma once

#include <vector>

#include "schemagen/diff/normalise.h"
#include "schemagen/model/schema.h"

namespace schemagen::db::sqlite {

/// Looks at nothing but `declared`, in databases of its own in memory.
std::vector<diff::Verdict> settle(const std::vector<diff::Doubt>& doubts, const model::Schema& declared);

}  // namespace schemagen::db::sqlite
