#include "db/postgres/index_definition.h"

#include "schemagen/sql/token.h"

namespace schemagen::db::postgres {

namespace {

using sql::Token;
using sql::TokenKind;

using Tokens = std::vector<Token>;

/// Behind `USING method (`.
std::size_t first_key(const Tokens& tokens) {
  std::size_t at = 0;
  while (tokens[at].kind != TokenKind::end && !tokens[at].is("using")) ++at;
  while (tokens[at].kind != TokenKind::end && !tokens[at].is_symbol("(")) ++at;
  return at + 1;
}

/// The comma or closing parenthesis that ends the key.
std::size_t end_of_key(const Tokens& tokens, std::size_t at) {
  for (int depth = 0; tokens[at].kind != TokenKind::end; ++at) {
    if (tokens[at].is_symbol("(") || tokens[at].is_symbol("[")) ++depth;
    const bool closes = tokens[at].is_symbol(")") || tokens[at].is_symbol("]");
    if (depth == 0 && (closes || tokens[at].is_symbol(","))) break;
    if (closes) --depth;
  }
  return at;
}

KeySuffix suffix_at(const Tokens& tokens, std::size_t at, std::size_t end) {
  KeySuffix suffix;
  if (at < end && tokens[at].is("collate")) {
    suffix.collation = true;
    at += 2;
    if (at < end && tokens[at].is_symbol(".")) at += 2;
  }
  suffix.operator_class =
      at < end && !tokens[at].is("asc") && !tokens[at].is("desc") && !tokens[at].is("nulls");
  return suffix;
}

}  // namespace

std::vector<KeySuffix> key_suffixes(std::string_view definition, const std::vector<std::string>& keys) {
  const Tokens tokens = sql::tokenize(definition, sql::Dialect::postgresql);
  std::vector<KeySuffix> suffixes;
  std::size_t at = first_key(tokens);
  for (const std::string& key : keys) {
    if (at >= tokens.size()) {
      suffixes.emplace_back();
      continue;
    }
    const std::size_t length = sql::tokenize(key, sql::Dialect::postgresql).size() - 1;
    const std::size_t end = end_of_key(tokens, at);
    suffixes.push_back(suffix_at(tokens, at + length, end));
    at = end + 1;
  }
  return suffixes;
}

}  // namespace schemagen::db::postgres
