// PostgreSQL's side of dialect/lower.h.
#pragma once

#include <string>
#include <vector>

#include "schemagen/dialect/lower.h"

namespace schemagen::dialect {

/// The steps for `input.changes`, ordered where names pass from one object to another; needs, produces,
/// destroys and releases are complete, phases are floors.
std::vector<plan::Step> lower_postgres(const LoweringInput& input);

/// Throws Error (declaration) when views select from each other.
void refuse_rings_of_postgres(const model::Schema& declared);

/// What `drop = "soft"` sets aside, under its new names.
model::Schema set_aside_by_postgres(const LoweringInput& input);

/// Every statement that makes `schema` out of an empty database, in an order that works.
std::vector<std::string> create_postgres(const model::Schema& schema, sql::Target target);

}  // namespace schemagen::dialect
