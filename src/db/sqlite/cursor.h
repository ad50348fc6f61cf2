// Walks the tokens of one stored SQLite statement.
#pragma once

#include <string_view>
#include <vector>

#include "schemagen/base/symbol.h"
#include "schemagen/sql/token.h"

namespace schemagen::db::sqlite {

using base::Symbol;

/// A run of tokens. Its text is cut from the source byte for byte, so comments at either end stay out.
struct Span {
  const sql::Token* first = nullptr;
  const sql::Token* last = nullptr;  ///< behind the last token

  bool empty() const { return first == last; }
  bool is_single() const { return last - first == 1; }
  std::string_view text() const;
  /// Without the parentheses that enclose all of it.
  Span without_parentheses() const;
};

/// Whether `token` is the keyword `lower`, written in lower case here. Token::is() for the many tests that a
/// parser of thousands of tables makes.
inline bool is_keyword(const sql::Token& token, std::string_view lower) {
  if (token.kind != sql::TokenKind::word || token.text.size() != lower.size()) return false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const char c = token.text[i];
    if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != lower[i]) return false;
  }
  return true;
}

inline bool is_symbol(const sql::Token& token, char symbol) {
  return token.kind == sql::TokenKind::symbol && token.text.size() == 1 && token.text[0] == symbol;
}

/// A word, a name in any of SQLite's quotes, or a string: all of them can stand for a name there.
bool can_be_name(const sql::Token& token);
/// What such a token stands for.
Symbol name_of(const sql::Token& token);

/// Every mistake is an Error of kind declaration that names what was expected and where.
class Cursor {
 public:
  explicit Cursor(const std::vector<sql::Token>& tokens)
      : at_(tokens.data()), end_(tokens.data() + tokens.size() - 1) {}

  const sql::Token& peek() const { return *at_; }
  const sql::Token& peek_second() const { return at_ == end_ ? *at_ : at_[1]; }
  const sql::Token* position() const { return at_; }
  bool at_end() const { return at_ == end_; }
  void advance() {
    if (!at_end()) ++at_;
  }

  bool at(std::string_view keyword) const { return is_keyword(*at_, keyword); }
  bool at_symbol(char symbol) const { return is_symbol(*at_, symbol); }
  bool accept(std::string_view keyword) {
    if (!is_keyword(*at_, keyword)) return false;
    ++at_;
    return true;
  }
  bool accept_symbol(char symbol) {
    if (!is_symbol(*at_, symbol)) return false;
    ++at_;
    return true;
  }
  void expect(std::string_view keyword);
  void expect_symbol(char symbol);
  void expect_end() const;
  Symbol take_name();
  /// `[schema .] name`; the schema is left out.
  Symbol take_qualified_name();
  /// Passes over `( … )` and returns what is between them.
  Span take_parenthesised();
  /// Up to, not including, the next `,` or `)` outside parentheses, or the end.
  Span take_list_element();
  /// Everything up to the end.
  Span take_rest();
  [[noreturn]] void fail(std::string_view expected) const;

 private:
  const sql::Token* at_;
  const sql::Token* end_;
};

}  // namespace schemagen::db::sqlite
