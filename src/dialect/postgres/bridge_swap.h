// From the end of the filling to the swap: contract trusts nobody, since no trigger fires for what is written
// as a replica or while triggers are disabled.
#pragma once

#include "dialect/postgres/context.h"

namespace schemagen::dialect::postgres {

/// What contract relies on is looked at when the rows are filled.
void verify_rows(Context& c, const ObjectId& table, const Bridge& bridge);

/// Both forms are compared again, a constraint holds them together until the swap, and the table is analyzed
/// after it.
void prepare_swap(Context& c, const ObjectId& table, const Bridge& bridge);

}  // namespace schemagen::dialect::postgres
