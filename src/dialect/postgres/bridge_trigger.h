// The function behind the trigger of a bridge: one rule for each column that it keeps.
#pragma once

#include <string>

#include "dialect/postgres/context.h"

namespace schemagen::dialect::postgres {

/// CREATE OR REPLACE FUNCTION: fires last, and gives new forms their values.
std::string bridge_function_sql(const Context& c, const ObjectId& table, const Bridge& bridge);

/// The same of the one that fires first: what a writer has set in a new form reaches the old one before the
/// application's own triggers see the row.
std::string give_back_function_sql(const Context& c, const ObjectId& table, const Bridge& bridge);

}  // namespace schemagen::dialect::postgres
