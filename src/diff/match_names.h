// The first half of normalising: which declared object is which stored one, where names alone do not say.
#pragma once

#include "schemagen/model/schema.h"

namespace schemagen::diff {

/// `declared` with the names that `printed` has:
/// - SQLite: names that differ only in case (they are the same name there) take over the stored spelling;
/// - a constraint that nobody named takes over the name of a stored one of the same table with the same
/// definition; on
///   PostgreSQL every constraint is named afterwards.
model::Schema match_names(model::Schema declared, const model::Schema& printed);

}  // namespace schemagen::diff
