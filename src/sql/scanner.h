// Reads one token after the other, so that a caller can pass over what is no SQL (directives of a shell).
#pragma once

#include <string_view>

#include "schemagen/sql/token.h"

namespace schemagen::sql {

class Scanner {
 public:
  Scanner(std::string_view text, Dialect dialect) : text_(text), dialect_(dialect) {}

  /// The next token behind white space and comments; kind `end` at the end of the text, again and again.
  Token next();
  /// Passes over white space and comments.
  void skip_blank();
  /// Passes over white space; the number of line feeds in it.
  int skip_space();
  /// Passes over one comment, without the line feed behind it; false when there is none here.
  bool skip_comment();
  /// Passes over the rest of the line, its line feed included.
  void skip_line();

  std::size_t offset() const { return at_; }
  /// The byte at the present place, or NUL at the end.
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

 private:
  Token cut(TokenKind kind, std::size_t length);
  [[noreturn]] void fail(const char* what) const;
  void skip_block_comment();
  void skip_line_comment();

  std::size_t quoted_length(std::size_t from, char quote, bool backslash, const char* what) const;
  std::size_t string_length(std::size_t from, bool backslash) const;
  std::size_t continuation(std::size_t end) const;
  std::size_t word_length() const;
  std::size_t number_length() const;
  std::size_t digits_length(std::size_t from) const;
  std::size_t dollar_quote_length() const;
  std::size_t operator_length() const;

  Token postgres_token();
  Token sqlite_token();
  bool prefixed_literal(Token& token);

  std::string_view text_;
  Dialect dialect_;
  std::size_t at_ = 0;
};

}  // namespace schemagen::sql
