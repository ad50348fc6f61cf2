// The keywords of both databases, and how far each of them is taken.
#pragma once

#include <string_view>

#include "schemagen/sql/dialect.h"

namespace schemagen::sql {

enum class KeywordClass {
  none,      ///< an ordinary name, or a word that is a keyword in a few places only
  quoted,    ///< works as a bare column name in an expression, but not everywhere: written in quotes
  function,  ///< PostgreSQL: may name a function or type, not a column (`left`, `like`, …)
  reserved,  ///< never a bare name
};

/// `word` in any case.
KeywordClass keyword_class(std::string_view word, Dialect dialect);

/// Whether a bare `word` (any case) in an expression can stand for a column.
bool can_be_column(std::string_view word, Dialect dialect);

}  // namespace schemagen::sql
