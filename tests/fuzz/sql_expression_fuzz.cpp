// Any text comes to an end: it is an expression or it is refused, and it always equals itself.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "schemagen/base/error.h"
#include "schemagen/sql/expression.h"

namespace {

using schemagen::base::Symbol;
using schemagen::sql::Dialect;
using schemagen::sql::Grade;

void require(bool condition) {
  if (!condition) std::abort();
}

void check(const std::string& text, Dialect dialect) {
  const bool valid = !schemagen::sql::check_expression(text, dialect);
  const Grade twice = schemagen::sql::grade(text, "(" + text + ")", dialect);
  require(!valid || twice == Grade::identical);
  const Grade spaced = schemagen::sql::grade(text, text + " ", dialect);
  const std::string_view stripped = schemagen::sql::strip_outer_parentheses(text, dialect);
  require(!valid || schemagen::sql::grade(text, stripped, dialect) == Grade::identical);
  try {
    const auto columns = schemagen::sql::column_names_in(text, dialect);
    require(spaced == Grade::identical);
    require(schemagen::sql::same_tokens(text, text + "\n", dialect));
    const std::string renamed = schemagen::sql::rename_in(text, "a", "b c", dialect);
    if (columns.empty()) require(renamed == text);
    if (valid) require(!schemagen::sql::check_expression(renamed, dialect));
  } catch (const schemagen::base::Error&) {
    require(!valid);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  check(text, Dialect::sqlite);
  check(text, Dialect::postgresql);
  const std::size_t half = size / 2;
  for (const Dialect dialect : {Dialect::sqlite, Dialect::postgresql})
    schemagen::sql::grade(text.substr(0, half), text.substr(half), dialect);
  return 0;
}
