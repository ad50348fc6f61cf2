#include "schemagen/sql/expression.h"

#include <algorithm>

#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"
#include "sql/expression_match.h"
#include "sql/expression_parser.h"
#include "sql/keyword.h"
#include "sql/token_fold.h"

namespace schemagen::sql {
namespace {

std::size_t offset_at(std::string_view text, const base::Place& place) {
  std::size_t offset = 0;
  for (int line = 1; line < place.line; ++line) offset = text.find('\n', offset) + 1;
  for (int column = 1; column < place.column && offset < text.size(); ++column) {
    do {
      ++offset;
    } while (offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80);
  }
  return offset;
}

std::optional<Node> parse(const std::vector<Token>& tokens, Dialect dialect) {
  try {
    return ExpressionParser(tokens, dialect).parse_whole();
  } catch (const ParseFailure&) {
    return std::nullopt;
  }
}

bool same_folded(const std::vector<Token>& a, const std::vector<Token>& b, Dialect dialect) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [dialect](const Token& x, const Token& y) {
    return (x.kind == y.kind && x.text == y.text) || (x.kind != TokenKind::end && y.kind != TokenKind::end &&
                                                      fold_token(x, dialect) == fold_token(y, dialect));
  });
}

// The indexes of the tokens that name columns.
std::vector<std::size_t> column_tokens(const std::vector<Token>& tokens, Dialect dialect) {
  ExpressionParser parser(tokens, dialect);
  try {
    parser.parse_whole();
    return parser.columns();
  } catch (const ParseFailure&) {
    std::vector<std::size_t> found;
    find_loose_names(tokens, 0, tokens.size() - 1, dialect, found);
    return found;
  }
}

// Where the parenthesis at `open` is closed, or the index of the end token; `row` when a comma parts it.
std::size_t closing(const std::vector<Token>& tokens, std::size_t open, bool& row) {
  int depth = 0;
  for (std::size_t at = open; at + 1 < tokens.size(); ++at) {
    if (tokens[at].is_symbol("(") || tokens[at].is_symbol("[")) ++depth;
    if ((tokens[at].is_symbol(")") || tokens[at].is_symbol("]")) && --depth == 0) return at;
    row = row || (depth == 1 && tokens[at].is_symbol(","));
  }
  return tokens.size() - 1;
}

}  // namespace

Grade grade(std::string_view declared, std::string_view printed, Dialect dialect) {
  if (declared == printed) return Grade::identical;
  try {
    const std::vector<Token> a = tokenize(declared, dialect);
    const std::vector<Token> b = tokenize(printed, dialect);
    const std::optional<Node> left = parse(a, dialect);
    const std::optional<Node> right = left ? parse(b, dialect) : std::nullopt;
    if (left && right) return match(*left, *right);
    return same_folded(a, b, dialect) ? Grade::identical : Grade::different;
  } catch (const base::Error&) {
    return Grade::different;
  }
}

std::optional<SyntaxError> check_expression(std::string_view text, Dialect dialect) {
  std::vector<Token> tokens;
  try {
    tokens = tokenize(text, dialect);
  } catch (const base::Error& error) {
    return SyntaxError{error.what(), offset_at(text, error.place())};
  }
  try {
    ExpressionParser(tokens, dialect).parse_whole();
  } catch (const ParseFailure& failure) {
    return SyntaxError{failure.what(), failure.offset};
  }
  const Token& last = tokens[tokens.size() - 2];
  const std::size_t end = last.offset + last.text.size();
  if (!base::trim(text.substr(end)).empty())
    return SyntaxError{"a comment must not stand behind the expression: it would hide what follows", end};
  return std::nullopt;
}

std::set<base::Symbol> column_names_in(std::string_view text, Dialect dialect) {
  const std::vector<Token> tokens = tokenize(text, dialect);
  std::set<base::Symbol> names;
  for (const std::size_t at : column_tokens(tokens, dialect)) names.insert(name_of(tokens[at], dialect));
  return names;
}

std::string rename_in(std::string_view text, base::Symbol from, base::Symbol to, Dialect dialect) {
  const std::vector<Token> tokens = tokenize(text, dialect);
  std::vector<std::size_t> columns = column_tokens(tokens, dialect);
  std::sort(columns.begin(), columns.end());
  const std::string replacement = quote_name(to.view(), dialect);
  std::string out;
  std::size_t copied = 0;
  for (const std::size_t at : columns) {
    const std::string name = name_of(tokens[at], dialect);
    const bool same =
        dialect == Dialect::sqlite ? base::equals_ignoring_case(name, from.view()) : name == from.view();
    if (!same) continue;
    out += text.substr(copied, tokens[at].offset - copied);
    out += replacement;
    copied = tokens[at].offset + tokens[at].text.size();
  }
  out += text.substr(copied);
  return out;
}

bool same_tokens(std::string_view a, std::string_view b, Dialect dialect) {
  if (a == b) return true;
  try {
    return same_folded(tokenize(a, dialect), tokenize(b, dialect), dialect);
  } catch (const base::Error&) {
    return false;
  }
}

std::string_view strip_outer_parentheses(std::string_view text, Dialect dialect) {
  std::vector<Token> tokens;
  try {
    tokens = tokenize(text, dialect);
  } catch (const base::Error&) {
    return text;
  }
  std::size_t first = 0;
  std::size_t last = tokens.size() - 1;  // the end token, then the parenthesis before it
  while (tokens[first].is_symbol("(")) {
    bool row = false;
    const std::size_t close = closing(tokens, first, row);
    const Token& inner = tokens[first + 1];
    const bool query = inner.is("select") || inner.is("with") || inner.is("values");
    if (row || query || close + 1 != last || close == first + 1) break;
    ++first;
    --last;
  }
  if (last == 0) return base::trim(text);
  const Token& end = tokens[last - 1];
  return text.substr(tokens[first].offset, end.offset + end.text.size() - tokens[first].offset);
}

std::optional<std::pair<base::Symbol, base::Symbol>> sequence_of_nextval(std::string_view text) {
  constexpr Dialect kDialect = Dialect::postgresql;
  if (!base::to_lower(text.substr(0, 7)).starts_with("nextval")) return std::nullopt;
  const std::vector<Token> tokens = tokenize(text, kDialect);
  if (tokens.size() < 5 || !tokens[1].is_symbol("(") || tokens[2].kind != TokenKind::string)
    return std::nullopt;
  std::size_t next = 3;
  while (next + 1 < tokens.size() && tokens[next].is_symbol("::")) next += 2;
  if (!tokens[next].is_symbol(")") || next + 2 != tokens.size()) return std::nullopt;
  const std::string name = string_of(tokens[2], kDialect);
  const std::vector<Token> parts = tokenize(name, kDialect);
  if (parts.size() == 2) return std::pair(base::Symbol(), base::Symbol(name_of(parts[0], kDialect)));
  if (parts.size() != 4 || !parts[1].is_symbol(".")) return std::nullopt;
  return std::pair(base::Symbol(name_of(parts[0], kDialect)), base::Symbol(name_of(parts[2], kDialect)));
}

}  // namespace schemagen::sql
