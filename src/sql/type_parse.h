// Reads a type name from tokens, for canonical_type() and for casts inside expressions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "schemagen/sql/token.h"

namespace schemagen::sql {

/// The canonical name of the PostgreSQL type at `tokens[at]`, arrays included; `at` moves behind it. Nothing,
/// and `at` as it was, when no type stands there.
std::optional<std::string> parse_postgres_type(const std::vector<Token>& tokens, std::size_t& at);

}  // namespace schemagen::sql
