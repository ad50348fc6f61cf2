#include "sql/scanner.h"

#include <algorithm>
#include <array>
#include <string>

#include "schemagen/base/error.h"

namespace schemagen::sql {
namespace {

constexpr std::string_view kEndsWithSign = "~!@#%^&|`?";

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
constexpr bool is_word_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// What a byte can be part of, looked up because every byte of a catalog passes here.
enum Part : unsigned char { kWord = 1, kSpace = 2, kPostgresOperator = 4 };

constexpr std::array<unsigned char, 256> kParts = [] {
  std::array<unsigned char, 256> parts{};
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    if (is_word_start(c) || is_digit(c) || c == '$') parts[static_cast<std::size_t>(byte)] = kWord;
  }
  for (const char c : std::string_view(" \t\n\r\f\v")) parts[static_cast<unsigned char>(c)] |= kSpace;
  for (const char c : std::string_view("+-*/<>=~!@#%^&|`?"))
    parts[static_cast<unsigned char>(c)] |= kPostgresOperator;
  return parts;
}();

bool is(Part part, char c) { return (kParts[static_cast<unsigned char>(c)] & part) != 0; }
bool is_word(char c) { return is(kWord, c); }

}  // namespace

void Scanner::fail(const char* what) const {
  const TextPosition position = position_at(text_, at_);
  throw base::Error(base::ErrorKind::declaration,
                    "The " + std::string(what) + " that begins at line " + std::to_string(position.line) +
                        ", column " + std::to_string(position.column) + " is not closed.",
                    "", base::Place{"", position.line, position.column});
}

Token Scanner::cut(TokenKind kind, std::size_t length) {
  const Token token{kind, text_.substr(at_, length), at_};
  at_ += length;
  return token;
}

void Scanner::skip_line() {
  const std::size_t end = text_.find('\n', at_);
  at_ = end == std::string_view::npos ? text_.size() : end + 1;
}

void Scanner::skip_line_comment() {
  const std::size_t end = text_.find('\n', at_);
  at_ = end == std::string_view::npos ? text_.size() : end;
}

void Scanner::skip_block_comment() {
  std::size_t at = at_ + 2;
  int depth = 1;
  while (depth > 0) {
    if (at + 1 >= text_.size()) fail("comment");
    const std::string_view two = text_.substr(at, 2);
    if (two == "*/") {
      --depth;
      at += 2;
    } else if (two == "/*" && dialect_ == Dialect::postgresql) {
      ++depth;
      at += 2;
    } else {
      ++at;
    }
  }
  at_ = at;
}

int Scanner::skip_space() {
  int line_feeds = 0;
  for (; at_ < text_.size() && is(kSpace, text_[at_]); ++at_) line_feeds += text_[at_] == '\n' ? 1 : 0;
  return line_feeds;
}

bool Scanner::skip_comment() {
  if (peek() == '-' && peek(1) == '-')
    skip_line_comment();
  else if (peek() == '/' && peek(1) == '*')
    skip_block_comment();
  else
    return false;
  return true;
}

void Scanner::skip_blank() {
  do {
    skip_space();
  } while (skip_comment());
}

// Length of what starts with `quote` at `from`, both counted from the present place.
std::size_t Scanner::quoted_length(std::size_t from, char quote, bool backslash, const char* what) const {
  const char close = quote == '[' ? ']' : quote;
  for (std::size_t at = at_ + from + 1; at < text_.size(); ++at) {
    if (backslash && text_[at] == '\\') {
      ++at;
    } else if (text_[at] == close) {
      if (quote == '[' || at + 1 >= text_.size() || text_[at + 1] != close) return at + 1 - at_;
      ++at;
    }
  }
  fail(what);
}

// Where a string of `end` bytes goes on: the quote that follows white space with a line feed in it, or 0.
std::size_t Scanner::continuation(std::size_t end) const {
  bool line_feed = false;
  std::size_t at = at_ + end;
  while (at < text_.size()) {
    if (is(kSpace, text_[at])) {
      line_feed = line_feed || text_[at] == '\n' || text_[at] == '\r';
      ++at;
    } else if (line_feed && text_.substr(at, 2) == "--") {
      at = std::min(text_.find('\n', at), text_.size());
    } else {
      break;
    }
  }
  return line_feed && at < text_.size() && text_[at] == '\'' ? at - at_ : 0;
}

std::size_t Scanner::string_length(std::size_t from, bool backslash) const {
  std::size_t length = quoted_length(from, '\'', backslash, "string");
  if (dialect_ == Dialect::sqlite) return length;
  for (std::size_t next = continuation(length); next > 0; next = continuation(length))
    length = quoted_length(next, '\'', backslash, "string");
  return length;
}

std::size_t Scanner::word_length() const {
  std::size_t end = at_ + 1;
  while (end < text_.size() && is_word(text_[end])) ++end;
  return end - at_;
}

std::size_t Scanner::digits_length(std::size_t from) const {
  std::size_t length = from;
  while (is_digit(peek(length)) || (length > from && peek(length) == '_' && is_digit(peek(length + 1))))
    ++length;
  return length - from;
}

std::size_t Scanner::number_length() const {
  const char base = lower(peek(1));
  if (peek() == '0' && (base == 'x' || base == 'o' || base == 'b') && is_hex(peek(2))) {
    std::size_t length = 2;
    while (is_hex(peek(length)) || (peek(length) == '_' && is_hex(peek(length + 1)))) ++length;
    return length;
  }
  std::size_t length = digits_length(0);
  const bool range = dialect_ == Dialect::postgresql && length > 0 && peek(length + 1) == '.';
  if (peek(length) == '.' && !range) {
    ++length;
    length += digits_length(length);
  }
  if (lower(peek(length)) == 'e') {
    const std::size_t sign = peek(length + 1) == '+' || peek(length + 1) == '-' ? 1 : 0;
    const std::size_t digits = digits_length(length + 1 + sign);
    if (digits > 0) length += 1 + sign + digits;
  }
  return length;
}

std::size_t Scanner::dollar_quote_length() const {
  std::size_t tag = 1;
  if (is_word_start(peek(tag))) {
    while (is_word(peek(tag)) && peek(tag) != '$') ++tag;
  }
  if (peek(tag) != '$') return 0;
  ++tag;
  const std::size_t close = text_.find(text_.substr(at_, tag), at_ + tag);
  if (close == std::string_view::npos) fail("dollar-quoted string");
  return close + tag - at_;
}

std::size_t Scanner::operator_length() const {
  std::size_t length = 0;
  while (is(kPostgresOperator, peek(length))) {
    const std::string_view two = text_.substr(at_ + length, 2);
    if (length > 0 && (two == "--" || two == "/*")) break;
    ++length;
  }
  const std::string_view text = text_.substr(at_, length);
  const bool may_end_with_sign = text.find_first_of(kEndsWithSign) != std::string_view::npos;
  while (length > 1 && !may_end_with_sign &&
         (text_[at_ + length - 1] == '+' || text_[at_ + length - 1] == '-'))
    --length;
  return length;
}

// x'', and on PostgreSQL e'', b'', n'', u&'' and u&"".
bool Scanner::prefixed_literal(Token& token) {
  if (peek(1) != '\'' && peek(1) != '&') return false;
  const char first = lower(peek());
  if (first == 'x' && peek(1) == '\'') {
    token = cut(TokenKind::blob, string_length(1, false));
    return true;
  }
  if (dialect_ == Dialect::sqlite) return false;
  if (first == 'b' && peek(1) == '\'') {
    token = cut(TokenKind::blob, string_length(1, false));
  } else if ((first == 'e' || first == 'n') && peek(1) == '\'') {
    token = cut(TokenKind::string, string_length(1, first == 'e'));
  } else if (first == 'u' && peek(1) == '&' && peek(2) == '\'') {
    token = cut(TokenKind::string, string_length(2, false));
  } else if (first == 'u' && peek(1) == '&' && peek(2) == '"') {
    token = cut(TokenKind::quoted_name, quoted_length(2, '"', false, "quoted name"));
  } else {
    return false;
  }
  return true;
}

Token Scanner::postgres_token() {
  const char c = peek();
  if (c == '$' && is_digit(peek(1))) return cut(TokenKind::parameter, 1 + digits_length(1));
  if (c == '$') {
    const std::size_t length = dollar_quote_length();
    return length > 0 ? cut(TokenKind::string, length) : cut(TokenKind::symbol, 1);
  }
  if (c == ':' && (peek(1) == ':' || peek(1) == '=')) return cut(TokenKind::symbol, 2);
  if (c == '.' && peek(1) == '.') return cut(TokenKind::symbol, 2);
  const std::size_t length = operator_length();
  return cut(TokenKind::symbol, std::max<std::size_t>(length, 1));
}

Token Scanner::sqlite_token() {
  const char c = peek();
  if (c == '(' || c == ')' || c == ',' || c == ';') return cut(TokenKind::symbol, 1);
  if (c == '`' || c == '[') return cut(TokenKind::quoted_name, quoted_length(0, c, false, "quoted name"));
  if (c == '?') return cut(TokenKind::parameter, 1 + digits_length(1));
  if ((c == ':' || c == '@' || c == '$' || c == '#') && is_word(peek(1))) {
    std::size_t length = 2;
    while (is_word(peek(length)) || (c == '$' && peek(length) == ':' && peek(length + 1) == ':'))
      length += peek(length) == ':' ? 2 : 1;
    return cut(TokenKind::parameter, length);
  }
  if (text_.substr(at_, 3) == "->>") return cut(TokenKind::symbol, 3);
  for (const std::string_view two : {"->", "||", "<<", ">>", "<=", ">=", "<>", "!=", "=="})
    if (text_.substr(at_, 2) == two) return cut(TokenKind::symbol, 2);
  return cut(TokenKind::symbol, 1);
}

Token Scanner::next() {
  skip_blank();
  if (at_ >= text_.size()) return Token{TokenKind::end, text_.substr(text_.size()), text_.size()};
  const char c = peek();
  if (is_word_start(c)) {
    Token token;
    return prefixed_literal(token) ? token : cut(TokenKind::word, word_length());
  }
  if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return cut(TokenKind::number, number_length());
  if (c == '\'') return cut(TokenKind::string, string_length(0, false));
  if (c == '"') return cut(TokenKind::quoted_name, quoted_length(0, '"', false, "quoted name"));
  return dialect_ == Dialect::postgresql ? postgres_token() : sqlite_token();
}

}  // namespace schemagen::sql
