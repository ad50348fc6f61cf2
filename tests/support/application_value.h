// Values of a type, one for every number: what a derived application writes.
#pragma once

#include <optional>
#include <string>

#include "schemagen/model/schema.h"

namespace schemagen::tests {

/// The text of a value of `type` (canonical, PostgreSQL) that differs for different numbers where the type
/// has room for it; nothing when the type is not known here. Text types get digits, so that they can be read
/// as numbers.
std::optional<std::string> value_of_type(const std::string& type, int number, const model::Schema& schema);

}  // namespace schemagen::tests
