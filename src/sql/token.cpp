#include "schemagen/sql/token.h"

#include <algorithm>

#include "schemagen/base/text.h"
#include "sql/literal_text.h"
#include "sql/scanner.h"

namespace schemagen::sql {

bool Token::is(std::string_view keyword) const {
  return kind == TokenKind::word && text.size() == keyword.size() &&
         base::equals_ignoring_case(text, keyword);
}

bool Token::is_symbol(std::string_view symbol) const { return kind == TokenKind::symbol && text == symbol; }

std::vector<Token> tokenize(std::string_view text, Dialect dialect) {
  std::vector<Token> tokens;
  tokens.reserve(text.size() / 4 + 2);
  Scanner scanner(text, dialect);
  do {
    tokens.push_back(scanner.next());
  } while (tokens.back().kind != TokenKind::end);
  return tokens;
}

std::string name_of(const Token& token, Dialect dialect) {
  if (token.kind == TokenKind::quoted_name) return unquote(token.text, '\\');
  return dialect == Dialect::postgresql ? base::to_lower(token.text) : std::string(token.text);
}

std::string string_of(const Token& token, Dialect) { return unquote(token.text, '\\'); }

TextPosition position_at(std::string_view text, std::size_t offset) {
  TextPosition position;
  for (const char c : text.substr(0, std::min(offset, text.size()))) {
    if (c == '\n') {
      ++position.line;
      position.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++position.column;
    }
  }
  return position;
}

}  // namespace schemagen::sql
