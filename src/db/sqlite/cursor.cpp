#include "db/sqlite/cursor.h"

#include <string>

#include "schemagen/base/error.h"

namespace schemagen::db::sqlite {
namespace {

bool is_open(const sql::Token& token) { return is_symbol(token, '('); }
bool is_close(const sql::Token& token) { return is_symbol(token, ')'); }

}  // namespace

std::string_view Span::text() const {
  if (empty()) return {};
  const char* begin = first->text.data();
  const char* end = (last - 1)->text.data() + (last - 1)->text.size();
  return {begin, static_cast<std::size_t>(end - begin)};
}

Span Span::without_parentheses() const {
  Span span = *this;
  while (span.last - span.first >= 2 && is_open(*span.first) && is_close(*(span.last - 1))) {
    int depth = 0;
    for (const sql::Token* token = span.first; token != span.last - 1; ++token) {
      depth += is_open(*token) ? 1 : is_close(*token) ? -1 : 0;
      if (depth == 0) return span;
    }
    ++span.first;
    --span.last;
  }
  return span;
}

bool can_be_name(const sql::Token& token) {
  return token.kind == sql::TokenKind::word || token.kind == sql::TokenKind::quoted_name ||
         token.kind == sql::TokenKind::string;
}

Symbol name_of(const sql::Token& token) {
  if (token.kind == sql::TokenKind::word) return token.text;
  if (token.kind == sql::TokenKind::string) return sql::string_of(token, sql::Dialect::sqlite);
  return sql::name_of(token, sql::Dialect::sqlite);
}

void Cursor::expect(std::string_view keyword) {
  if (!accept(keyword)) fail(keyword);
}

void Cursor::expect_symbol(char symbol) {
  if (!accept_symbol(symbol)) fail(std::string("`") + symbol + "`");
}

void Cursor::expect_end() const {
  if (!at_end()) fail("the end of the statement");
}

Symbol Cursor::take_name() {
  if (!can_be_name(*at_)) fail("a name");
  const Symbol name = name_of(*at_);
  ++at_;
  return name;
}

Symbol Cursor::take_qualified_name() {
  const Symbol name = take_name();
  return accept_symbol('.') ? take_name() : name;
}

Span Cursor::take_parenthesised() {
  expect_symbol('(');
  Span span{at_, at_};
  for (int depth = 1; !at_end(); ++at_) {
    if (is_open(*at_)) ++depth;
    if (is_close(*at_) && --depth == 0) {
      span.last = at_;
      ++at_;
      return span;
    }
  }
  fail("`)`");
}

Span Cursor::take_list_element() {
  Span span{at_, at_};
  for (int depth = 0; !at_end(); ++at_) {
    if (depth == 0 && (is_close(*at_) || is_symbol(*at_, ','))) break;
    if (is_open(*at_)) ++depth;
    if (is_close(*at_)) --depth;
  }
  span.last = at_;
  if (span.empty()) fail("a list element");
  return span;
}

Span Cursor::take_rest() {
  const Span span{at_, end_};
  at_ = end_;
  return span;
}

void Cursor::fail(std::string_view expected) const {
  const std::string found = at_end() ? "the end" : "`" + std::string(at_->text) + "`";
  throw base::Error(base::ErrorKind::declaration, "Expected " + std::string(expected) + " at byte " +
                                                      std::to_string(at_->offset) + ", found " + found + ".");
}

}  // namespace schemagen::db::sqlite
