// Tokens cover the text in order, and every name and string can be read.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "schemagen/base/error.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"
#include "schemagen/sql/type_name.h"

namespace {

using schemagen::sql::Dialect;
using schemagen::sql::Token;
using schemagen::sql::TokenKind;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_tokens(std::string_view text, Dialect dialect) {
  std::size_t end = 0;
  for (const Token& token : schemagen::sql::tokenize(text, dialect)) {
    require(token.offset >= end && token.text.data() == text.data() + token.offset);
    require(token.text.empty() == (token.kind == TokenKind::end));
    end = token.offset + token.text.size();
    schemagen::sql::name_of(token, dialect);
    schemagen::sql::string_of(token, dialect);
  }
  require(end == text.size());
}

void check_quotes(const std::string& text, Dialect dialect) {
  const std::string name = schemagen::sql::quote_name(text, dialect);
  const std::vector<Token> names = schemagen::sql::tokenize(name, dialect);
  require(names.size() == 2 && schemagen::sql::name_of(names[0], dialect) == text);
  const std::string literal = schemagen::sql::quote_literal(text);
  const std::vector<Token> literals = schemagen::sql::tokenize(literal, dialect);
  require(literals.size() == 2 && schemagen::sql::string_of(literals[0], dialect) == text);
  if (dialect != Dialect::postgresql) return;
  const std::string dollar = schemagen::sql::quote_dollar(text);
  const std::vector<Token> dollars = schemagen::sql::tokenize(dollar, dialect);
  require(dollars.size() == 2 && schemagen::sql::string_of(dollars[0], dialect) == text);
}

void check_types(const std::string& text, Dialect dialect) {
  const std::string canonical = schemagen::sql::canonical_type(text, dialect);
  require(schemagen::sql::canonical_type(canonical, dialect) == canonical);
  const std::string friendly = schemagen::sql::friendly_type(canonical, dialect);
  require(schemagen::sql::canonical_type(friendly, dialect) == canonical);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const Dialect dialect : {Dialect::sqlite, Dialect::postgresql}) {
    check_quotes(text, dialect);
    check_types(text, dialect);
    try {
      check_tokens(text, dialect);
    } catch (const schemagen::base::Error&) {
      continue;
    }
  }
  return 0;
}
