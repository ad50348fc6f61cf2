// SQLite's side of dialect/lower.h.
#pragma once

#include <string>
#include <vector>

#include "schemagen/dialect/lower.h"

namespace schemagen::dialect {

/// The steps for `input.changes`. Each table goes from its state before to its state after by way of what
/// both applications can work with (sqlite/expand_state.h), each half in place or by one rebuild.
std::vector<plan::Step> lower_sqlite(const LoweringInput& input);

/// Every statement that makes `schema` out of an empty database, in an order that works.
std::vector<std::string> create_sqlite(const model::Schema& schema, sql::Target target);

}  // namespace schemagen::dialect
