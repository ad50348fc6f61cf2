// SQL tokens: one tokenizer for both dialects. The expression parser, the statement splitter, SQLite's DDL
// parser and the renaming of columns inside SQL text all stand on it; nothing reads SQL with regular
// expressions.
//
// PostgreSQL: https://www.postgresql.org/docs/current/sql-syntax-lexical.html
// SQLite: https://www.sqlite.org/lang_keywords.html and tokenize.c (`[x]` and backquotes quote names too)
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "schemagen/sql/dialect.h"

namespace schemagen::sql {

enum class TokenKind {
  word,         ///< bare identifier or keyword, as written
  quoted_name,  ///< "x", and on SQLite [x] and `x`
  string,       ///< 'x', E'x', U&'x', $tag$x$tag$
  blob,         ///< x'00' (SQLite), b'01' and x'0f' bit strings (PostgreSQL)
  number,
  parameter,  ///< ?1, :name, @name, $1
  symbol,     ///< an operator or one of ( ) [ ] , ; .  (longest match: `||`, `::`, `->>`)
  end,        ///< always the last token, empty, at the end of the text
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;   ///< the exact bytes in the source, quotes included
  std::size_t offset = 0;  ///< byte offset of `text` in the source

  /// The token is this keyword, in any case.
  bool is(std::string_view keyword) const;
  /// The token is this symbol.
  bool is_symbol(std::string_view symbol) const;
};

/// All tokens of `text` without comments and white space, ended by one of kind `end`. The views point into
/// `text`. Throws Error (declaration) with the line and column inside `text` on an unterminated string, name
/// or comment.
std::vector<Token> tokenize(std::string_view text, Dialect dialect);

/// The name that a word or quoted_name token stands for: quotes removed and undoubled; a bare word is folded
/// to lower case on PostgreSQL and kept as written on SQLite.
std::string name_of(const Token& token, Dialect dialect);

/// The text that a string token stands for: quotes removed, escapes and doubling undone.
std::string string_of(const Token& token, Dialect dialect);

/// Line and column (both 1-based, column in code points) of a byte offset.
struct TextPosition {
  int line = 1;
  int column = 1;
};
TextPosition position_at(std::string_view text, std::size_t offset);

}  // namespace schemagen::sql
