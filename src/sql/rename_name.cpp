#include <functional>

#include "schemagen/base/text.h"
#include "schemagen/sql/expression.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"

namespace schemagen::sql {
namespace {

using Tokens = std::vector<Token>;

bool is_name(const Token& token, base::Symbol name, Dialect dialect) {
  const bool bare = token.kind == TokenKind::word && !is_reserved(token.text, dialect);
  if (!bare && token.kind != TokenKind::quoted_name) return false;
  const std::string found = name_of(token, dialect);
  return dialect == Dialect::sqlite ? base::equals_ignoring_case(found, name.view()) : found == name.view();
}

bool is_cast_target(const Tokens& tokens, std::size_t at) {
  if (at >= 2 && tokens[at - 1].is_symbol(".")) at -= 2;
  return at >= 1 && (tokens[at - 1].is_symbol("::") || tokens[at - 1].is("as"));
}

std::string replace_names(std::string_view text, base::Symbol from, base::Symbol to, Dialect dialect,
                          const std::function<bool(const Tokens&, std::size_t)>& is_meant) {
  const Tokens tokens = tokenize(text, dialect);
  const std::string replacement = quote_name(to.view(), dialect);
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (!is_name(tokens[at], from, dialect) || !is_meant(tokens, at)) continue;
    out += text.substr(copied, tokens[at].offset - copied);
    out += replacement;
    copied = tokens[at].offset + tokens[at].text.size();
  }
  out += text.substr(copied);
  return out;
}

}  // namespace

std::string rename_name_in(std::string_view text, base::Symbol from, base::Symbol to, Dialect dialect) {
  return replace_names(text, from, to, dialect, [](const Tokens&, std::size_t) { return true; });
}

std::string rename_type_in(std::string_view text, base::Symbol from, base::Symbol to, Dialect dialect) {
  return replace_names(text, from, to, dialect, is_cast_target);
}

}  // namespace schemagen::sql
