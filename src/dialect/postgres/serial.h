// `serial` is short for a sequence that the column owns and whose nextval() is its default.
#pragma once

#include <optional>

#include "schemagen/dialect/lower.h"

namespace schemagen::dialect::postgres {

struct WrittenOut {
  model::Schema before;
  model::Schema after;
  diff::ChangeSet changes;
};

/// Where one side says serial and the other one has the sequence behind the same column as an object of its
/// own, both have the object, so that name, type, owner and position are changed by the rules of sequences.
/// Nothing when there is no such column.
std::optional<WrittenOut> write_out_serials(const LoweringInput& input);

}  // namespace schemagen::dialect::postgres
