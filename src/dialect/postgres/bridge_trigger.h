// The function behind the trigger of a bridge: one rule for each column that it keeps.
#pragma once

#include <string>

#include "dialect/postgres/context.h"

namespace schemagen::dialect::postgres {

/// CREATE OR REPLACE FUNCTION.
std::string bridge_function_sql(const Context& c, const ObjectId& table, const Bridge& bridge);

/// A value of the column in a form that has an equality.
std::string comparable(const Context& c, const ObjectId& column, const std::string& value);

/// `value` as one of the column's type, for comparing: what an assignment would round is rounded.
std::string typed(const Context& c, const Kept& kept, const std::string& value);

}  // namespace schemagen::dialect::postgres
