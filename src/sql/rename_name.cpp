#include "schemagen/base/text.h"
#include "schemagen/sql/expression.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"

namespace schemagen::sql {

std::string rename_name_in(std::string_view text, base::Symbol from, base::Symbol to, Dialect dialect) {
  const std::string replacement = quote_name(to.view(), dialect);
  std::string out;
  std::size_t copied = 0;
  for (const Token& token : tokenize(text, dialect)) {
    const bool bare = token.kind == TokenKind::word && !is_reserved(token.text, dialect);
    if (!bare && token.kind != TokenKind::quoted_name) continue;
    const std::string name = name_of(token, dialect);
    if (dialect == Dialect::sqlite ? !base::equals_ignoring_case(name, from.view()) : name != from.view())
      continue;
    out += text.substr(copied, token.offset - copied);
    out += replacement;
    copied = token.offset + token.text.size();
  }
  out += text.substr(copied);
  return out;
}

}  // namespace schemagen::sql
