// The type of a relation's rows, in the statement that creates a function.
#pragma once

#include <string>
#include <string_view>

#include "schemagen/base/symbol.h"
#include "schemagen/sql/dialect.h"
#include "schemagen/sql/expression.h"

namespace schemagen::sql {

/// `definition`, a CREATE FUNCTION, with the relation or enum `from` written as `to` where the header names
/// its type, and in a body that is no string (BEGIN ATOMIC, RETURN). Everything else stays byte for byte.
std::string rename_row_type_in(std::string_view definition, base::Symbol from, base::Symbol to,
                               Dialect dialect, const SchemaMove& move = {});

}  // namespace schemagen::sql
