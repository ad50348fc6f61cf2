// Writing names and strings into SQL. Every name and every literal in any statement goes through these
// functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schemagen/base/symbol.h"
#include "schemagen/sql/dialect.h"

namespace schemagen::sql {

/// `name` as an identifier: bare when it is lower-case ASCII and no keyword of `dialect`, else in double
/// quotes.
std::string quote_name(std::string_view name, Dialect dialect);

/// `schema.name`, or just the name when `schema` is empty. PostgreSQL names are always qualified in our
/// output.
std::string quote_name(std::string_view schema, std::string_view name, Dialect dialect);

/// `a, b, c`
std::string quote_names(const std::vector<base::Symbol>& names, Dialect dialect);

/// `text` as a string constant. Valid with standard_conforming_strings on (the default since PostgreSQL 9.1).
std::string quote_literal(std::string_view text);

/// PostgreSQL: `text` in dollar quotes, `$$` or `$tag$` where one is given, with a number where that occurs
/// in it.
std::string quote_dollar(std::string_view text, std::string_view tag = {});

/// PostgreSQL: an array of texts as a string constant, `'{a,"b,c"}'`.
std::string quote_array(const std::vector<std::string>& texts);

/// Whether `word` (any case) needs quotes as a column or table name in `dialect` because it is a keyword.
bool is_reserved(std::string_view word, Dialect dialect);

}  // namespace schemagen::sql
