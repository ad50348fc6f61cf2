// Which values a STRICT table of SQLite refuses. https://www.sqlite.org/stricttables.html
#pragma once

#include <string>

#include "schemagen/base/symbol.h"

namespace schemagen::dialect {

/// A condition that is true of values that cannot be stored in a STRICT column of `type`, and that no
/// conversion makes fit. `column` is SQL. Empty when all fit.
std::string strict_misfit(base::Symbol type, const std::string& column);

}  // namespace schemagen::dialect
