// Where the numbers of a column come from.
#pragma once

#include <optional>

#include "schemagen/model/schema.h"

namespace schemagen::model {

/// The sequence, an object of its own, whose nextval() is the default of `column`; nothing when there is
/// none.
std::optional<ObjectId> numbering_sequence(const Schema& schema, const ObjectId& column);

/// What the sequence of a serial column is when it is written out as an object of its own.
Sequence written_out(const Schema& schema, const ObjectId& column);

}  // namespace schemagen::model
