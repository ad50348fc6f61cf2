// The function behind the trigger of a bridge: one rule for each column that it keeps.
#pragma once

#include <string>

#include "dialect/postgres/context.h"

namespace schemagen::dialect::postgres {

/// CREATE OR REPLACE FUNCTION.
std::string bridge_function_sql(const Context& c, const ObjectId& table, const Bridge& bridge);

}  // namespace schemagen::dialect::postgres
