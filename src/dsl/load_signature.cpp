#include "dsl/load_signature.h"

#include <algorithm>

#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/type_name.h"

namespace schemagen::dsl {
namespace {

using sql::Token;
using sql::TokenKind;

constexpr auto kDialect = sql::Dialect::postgresql;

constexpr std::string_view kClauses[] = {
    "language",  "transform", "window",  "immutable", "stable",   "volatile", "not",
    "leakproof", "called",    "returns", "strict",    "external", "security", "parallel",
    "cost",      "rows",      "support", "set",       "as",       "begin",    "return"};

struct TwoWords {
  std::string_view first;
  std::string_view second;
};
constexpr TwoWords kTypesOfTwoWords[] = {
    {"double", "precision"},   {"character", "varying"}, {"char", "varying"},    {"bit", "varying"},
    {"national", "character"}, {"national", "char"},     {"time", "with"},       {"time", "without"},
    {"timestamp", "with"},     {"timestamp", "without"}, {"interval", "year"},   {"interval", "month"},
    {"interval", "day"},       {"interval", "hour"},     {"interval", "minute"}, {"interval", "second"}};

bool is_name(const Token& token) {
  return token.kind == TokenKind::word || token.kind == TokenKind::quoted_name;
}

std::string_view span(std::string_view text, const std::vector<Token>& tokens, std::size_t first,
                      std::size_t last) {
  const std::size_t start = tokens[first].offset;
  return text.substr(start, tokens[last - 1].offset + tokens[last - 1].text.size() - start);
}

// CREATE FUNCTION discards type modifiers: https://www.postgresql.org/docs/current/sql-createfunction.html
// A bare `bit` or `character` has one of its own, (1); without it the types print as `"bit"` and `bpchar`.
std::string routine_type(std::string_view written) {
  const std::string canonical = sql::canonical_type(written, kDialect);
  std::string out;
  bool quoted = false;
  int depth = 0;
  for (const char c : canonical) {
    if (c == '"') quoted = !quoted;
    if (!quoted && c == '(') ++depth;
    if (depth == 0) out += c;
    if (!quoted && c == ')') --depth;
  }
  const std::string array = out.substr(std::min(out.find('['), out.size()));
  const std::string element = out.substr(0, out.size() - array.size());
  if (element == "bit") return "\"bit\"" + array;
  if (element == "character") return "bpchar" + array;
  return (element.starts_with("interval ") ? "interval" : element) + array;
}

bool starts_type_of_two_words(const std::vector<Token>& tokens, std::size_t at) {
  return std::any_of(std::begin(kTypesOfTwoWords), std::end(kTypesOfTwoWords), [&](const TwoWords& type) {
    return tokens[at].is(type.first) && tokens[at + 1].is(type.second);
  });
}

bool take_mode(const Token& token, Argument::Mode& mode) {
  if (token.is("in")) {
    mode = Argument::Mode::in;
  } else if (token.is("out")) {
    mode = Argument::Mode::out;
  } else if (token.is("inout")) {
    mode = Argument::Mode::inout;
  } else if (token.is("variadic")) {
    mode = Argument::Mode::variadic;
  } else {
    return false;
  }
  return true;
}

std::size_t default_start(const std::vector<Token>& tokens, std::size_t first, std::size_t last) {
  for (std::size_t i = first; i < last; ++i)
    if (tokens[i].is("default") || tokens[i].is_symbol("=") || tokens[i].is_symbol(":=")) return i;
  return last;
}

Argument parse_argument(std::string_view text, const std::vector<Token>& tokens, std::size_t first,
                        std::size_t last) {
  Argument argument;
  last = default_start(tokens, first, last);
  if (first < last && take_mode(tokens[first], argument.mode)) ++first;
  const bool named = first + 1 < last && is_name(tokens[first]) && (is_name(tokens[first + 1])) &&
                     !starts_type_of_two_words(tokens, first);
  if (named) ++first;
  if (first + 1 < last && take_mode(tokens[first], argument.mode)) ++first;
  if (first < last) argument.type = routine_type(span(text, tokens, first, last));
  return argument;
}

std::string table_result(std::string_view text, const std::vector<Token>& tokens, std::size_t open,
                         std::size_t close) {
  std::string out = "TABLE(";
  std::size_t first = open + 1;
  int depth = 0;
  for (std::size_t i = open + 1; i <= close; ++i) {
    if (tokens[i].is_symbol("(")) ++depth;
    if (i < close && tokens[i].is_symbol(")")) --depth;
    if (i < close && (depth > 0 || !tokens[i].is_symbol(","))) continue;
    if (first + 1 < i) {
      if (first > open + 1) out += ", ";
      out += sql::quote_name(sql::name_of(tokens[first], kDialect), kDialect) + " " +
             routine_type(span(text, tokens, first + 1, i));
    }
    first = i + 1;
  }
  return out + ")";
}

std::string result_of_arguments(const std::vector<Argument>& arguments) {
  std::vector<std::string> out;
  for (const Argument& argument : arguments)
    if (argument.mode == Argument::Mode::out || argument.mode == Argument::Mode::inout)
      out.push_back(argument.type);
  if (out.empty()) return "void";
  return out.size() == 1 ? out.front() : "record";
}

}  // namespace

std::size_t arguments_of(std::string_view signature) {
  bool quoted = false;
  for (std::size_t i = signature.size(); i-- > 0;) {
    if (signature[i] == '"') quoted = !quoted;
    if (signature[i] == '(' && !quoted) return i;
  }
  return signature.size();
}

std::size_t closing_parenthesis(const std::vector<Token>& tokens, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < tokens.size(); ++i) {
    if (tokens[i].is_symbol("(")) ++depth;
    if (tokens[i].is_symbol(")") && --depth == 0) return i;
  }
  return tokens.size();
}

std::vector<Argument> parse_arguments(std::string_view text) {
  const std::vector<Token> tokens = sql::tokenize(text, kDialect);
  std::vector<Argument> arguments;
  if (tokens.size() == 1) return arguments;
  std::size_t first = 0;
  int depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is_symbol("(") || tokens[i].is_symbol("[")) ++depth;
    if (tokens[i].is_symbol(")") || tokens[i].is_symbol("]")) --depth;
    const bool ends = tokens[i].kind == TokenKind::end || (depth == 0 && tokens[i].is_symbol(","));
    if (!ends) continue;
    arguments.push_back(parse_argument(text, tokens, first, i));
    first = i + 1;
  }
  return arguments;
}

std::string signature_types(const std::vector<Argument>& arguments) {
  std::vector<std::string> types;
  for (const Argument& argument : arguments)
    if (argument.mode != Argument::Mode::out) types.push_back(argument.type);
  return base::join(types, ", ");
}

std::string function_result(std::string_view text, const std::vector<Token>& tokens, std::size_t at,
                            const std::vector<Argument>& arguments) {
  const bool returns = tokens[at].is("returns") && !tokens[at + 1].is("null");
  if (!returns) return result_of_arguments(arguments);
  std::size_t first = at + 1;
  if (tokens[first].is("table") && tokens[first + 1].is_symbol("(")) {
    const std::size_t close = closing_parenthesis(tokens, first + 1);
    return close == tokens.size() ? std::string() : table_result(text, tokens, first + 1, close);
  }
  const bool set_of = tokens[first].is("setof");
  if (set_of) ++first;
  std::size_t last = first;
  while (last + 1 < tokens.size() &&
         std::none_of(std::begin(kClauses), std::end(kClauses),
                      [&](std::string_view clause) { return last > first && tokens[last].is(clause); }))
    ++last;
  if (last == first) return {};
  return (set_of ? "SETOF " : "") + routine_type(span(text, tokens, first, last));
}

}  // namespace schemagen::dsl
