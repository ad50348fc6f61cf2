#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "schemagen/base/text.h"
#include "sql/expression_level.h"
#include "sql/expression_parser.h"
#include "sql/keyword.h"
#include "sql/literal_text.h"
#include "sql/number_value.h"
#include "sql/token_fold.h"
#include "sql/type_parse.h"

namespace schemagen::sql {
namespace {

constexpr std::string_view kFields[] = {"year", "month", "day", "hour", "minute", "second"};

const std::unordered_set<std::string_view>& postgres_constants() {
  static const std::unordered_set<std::string_view> words = {"null",          "true",
                                                             "false",         "current_date",
                                                             "current_time",  "current_timestamp",
                                                             "localtime",     "localtimestamp",
                                                             "current_role",  "current_user",
                                                             "user",          "session_user",
                                                             "system_user",   "current_catalog",
                                                             "current_schema"};
  return words;
}

const std::unordered_set<std::string_view>& sqlite_constants() {
  static const std::unordered_set<std::string_view> words = {
      "null", "true", "false", "current_date", "current_time", "current_timestamp"};
  return words;
}

// Functions whose arguments have a grammar of their own: taken as tokens.
const std::unordered_set<std::string_view>& free_syntax() {
  static const std::unordered_set<std::string_view> words = {
      "json",       "json_array",  "json_arrayagg",  "json_exists", "json_object", "json_objectagg",
      "json_query", "json_scalar", "json_serialize", "json_table",  "json_value",  "normalize",
      "treat",      "xmlconcat",   "xmlelement",     "xmlexists",   "xmlforest",   "xmlparse",
      "xmlpi",      "xmlroot",     "xmlserialize"};
  return words;
}

std::string bits_of(std::string_view hexadecimal) {
  std::string bits;
  for (const char c : base::to_lower(hexadecimal)) {
    const int digit = c >= 'a' ? c - 'a' + 10 : c - '0';
    for (int bit = 3; bit >= 0; --bit) bits += ((digit >> bit) & 1) != 0 ? '1' : '0';
  }
  return bits;
}

bool is_hexadecimal(std::string_view text) {
  return text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

}  // namespace

Node ExpressionParser::parse_prefix() {
  const Token& first = token();
  switch (first.kind) {
    case TokenKind::number:
      ++at_;
      return Node(NodeKind::number, number_value(first.text));
    case TokenKind::string:
      ++at_;
      return parse_string(first);
    case TokenKind::blob:
      ++at_;
      return parse_blob(first);
    case TokenKind::parameter:
      ++at_;
      return Node(NodeKind::parameter, std::string(first.text));
    case TokenKind::quoted_name:
      return parse_name_or_call();
    case TokenKind::word:
      return parse_word();
    case TokenKind::symbol:
      break;
    case TokenKind::end:
      fail_unexpected();
  }
  if (first.is_symbol("(")) return parse_parentheses();
  if (first.is_symbol("-") || first.is_symbol("+") || (first.is_symbol("~") && !postgres())) {
    ++at_;
    return make_prefix(std::string(first.text), parse(kUnary));
  }
  const bool comparison =
      first.text.find_first_not_of("<>=*/%^+-") == std::string_view::npos || first.text == "!=";
  if (!postgres() || comparison ||
      std::string_view("~!@#&|`?<>=").find(first.text.front()) == std::string_view::npos)
    fail_unexpected();
  ++at_;
  return make_prefix(std::string(first.text), parse(kOperator + 1));
}

Node ExpressionParser::parse_string(const Token& first) {
  char escape = '\\';
  if (first.text[0] == 'U' || first.text[0] == 'u') {
    if (token().is("uescape") && token(1).kind == TokenKind::string && token(1).text.size() == 3) {
      escape = token(1).text[1];
      at_ += 2;
    }
  }
  Node node(NodeKind::string, unquote(first.text, escape));
  if (first.text[0] == 'N' || first.text[0] == 'n') return make_cast(std::move(node), "bpchar", dialect_);
  return node;
}

Node ExpressionParser::parse_blob(const Token& first) {
  const std::string digits = unquote(first.text, '\\');
  const bool hexadecimal = first.text[0] == 'x' || first.text[0] == 'X';
  if (!is_hexadecimal(digits))
    throw ParseFailure("`" + std::string(first.text) + "` is no constant", first.offset);
  if (!postgres()) return Node(NodeKind::blob, base::to_lower(digits));
  return make_cast(Node(NodeKind::string, hexadecimal ? bits_of(digits) : digits), "\"bit\"", dialect_);
}

bool ExpressionParser::at_subquery() const {
  std::size_t ahead = 0;
  while (postgres() && token(ahead).is_symbol("(")) ++ahead;
  return token(ahead).is("select") || token(ahead).is("with") || (token(ahead).is("values") && ahead == 0);
}

// The tokens up to the parenthesis that closes what is open here; it stays.
Node ExpressionParser::parse_subquery() {
  const std::size_t begin = at_;
  int depth = 0;
  while (token().kind != TokenKind::end) {
    if (token().is_symbol("(")) ++depth;
    if (token().is_symbol(")") && depth-- == 0) break;
    if (token().is_symbol(";")) fail_unexpected();
    ++at_;
  }
  if (!token().is_symbol(")")) fail("expected `)`");
  find_loose_names(tokens_, begin, at_, dialect_, columns_);
  return Node(NodeKind::tokens, fold_tokens(tokens_, begin, at_, dialect_));
}

Node ExpressionParser::parse_parentheses() {
  expect_symbol("(");
  const bool select = token().is("select") || token().is("with") || token().is("values");
  if (select) {
    Node query = parse_subquery();
    expect_symbol(")");
    return query;
  }
  Node first = parse_operand();
  if (token().is_symbol(",")) {
    Node row = make_node(NodeKind::group, "row", std::move(first));
    while (accept_symbol(",")) row.add(parse_operand());
    expect_symbol(")");
    return row;
  }
  expect_symbol(")");
  return first;
}

Node ExpressionParser::parse_word() {
  const std::string word = base::to_lower(token().text);
  const auto& constants = postgres() ? postgres_constants() : sqlite_constants();
  if (constants.count(word) > 0) {
    ++at_;
    const bool value = !postgres() || word == "null" || word == "true" || word == "false";
    if (!value && token().is_symbol("(")) return parse_call(word);
    return word == "current_schema" ? call_with("current_schema", {}) : Node(NodeKind::keyword, word);
  }
  if (std::optional<Node> special = parse_special(word)) return std::move(*special);
  if (postgres()) {
    if (std::optional<Node> literal = parse_typed_literal()) return std::move(*literal);
  }
  return parse_name_or_call();
}

std::optional<Node> ExpressionParser::parse_special(const std::string& word) {
  using Parse = Node (ExpressionParser::*)();
  static const std::unordered_map<std::string_view, Parse> calls = {
      {"extract", &ExpressionParser::parse_extract},     {"trim", &ExpressionParser::parse_trim},
      {"substring", &ExpressionParser::parse_substring}, {"position", &ExpressionParser::parse_position},
      {"overlay", &ExpressionParser::parse_overlay},
  };
  if (word == "case") return parse_case();
  if (word == "not") {
    ++at_;
    return make_node(NodeKind::group, "not", parse(kNot));
  }
  if (word == "cast" && token(1).is_symbol("(")) return parse_cast();
  if (word == "exists" && token(1).is_symbol("(")) {
    at_ += 2;
    if (!at_subquery()) fail_unexpected();
    Node query = parse_subquery();
    expect_symbol(")");
    return make_node(NodeKind::group, "exists", std::move(query));
  }
  if (!postgres()) {
    if (word == "raise" && token(1).is_symbol("(")) return parse_raise();
    return std::nullopt;
  }
  if (free_syntax().count(word) > 0 && token(1).is_symbol("(")) {
    at_ += 2;
    Node call = make_node(NodeKind::call, word, parse_subquery());
    expect_symbol(")");
    return call;
  }
  if (word == "array" && (token(1).is_symbol("[") || token(1).is_symbol("("))) return parse_array();
  if (word == "row" && token(1).is_symbol("(")) {
    at_ += 2;
    Node row(NodeKind::group, "row");
    if (accept_symbol(")")) return row;
    do {
      row.add(parse_operand());
    } while (accept_symbol(","));
    expect_symbol(")");
    return row;
  }
  if (word == "operator" && token(1).is_symbol("(")) {
    const std::string op = parse_operator_name();
    return make_prefix(op, parse(kOperator + 1));
  }
  if (word == "collation" && token(1).is("for")) {
    at_ += 2;
    return parse_call("collation for");
  }
  if (const auto found = calls.find(word); found != calls.end() && token(1).is_symbol("("))
    return (this->*found->second)();
  return std::nullopt;
}

Node ExpressionParser::parse_case() {
  expect("case");
  const bool simple = !token().is("when");
  Node node(NodeKind::group, simple ? "case of" : "case");
  if (simple) node.add(parse_operand());
  do {
    expect("when");
    node.add(parse_operand());
    expect("then");
    node.add(parse_operand());
  } while (token().is("when"));
  if (accept("else")) {
    Node otherwise = parse_operand();
    const Node* value = &otherwise;
    while (value->kind == NodeKind::cast) value = &value->children[0];
    if (!value->is_keyword("null")) node.add(make_node(NodeKind::group, "else", std::move(otherwise)));
  }
  expect("end");
  return node;
}

// RAISE(IGNORE), RAISE(ABORT, message) inside a trigger of SQLite
Node ExpressionParser::parse_raise() {
  at_ += 2;
  Node call = make_node(NodeKind::call, "raise", Node(NodeKind::keyword, base::to_lower(token().text)));
  if (token().kind != TokenKind::word) fail_unexpected();
  ++at_;
  if (accept_symbol(",")) call.add(parse_operand());
  expect_symbol(")");
  return call;
}

std::string ExpressionParser::parse_type() {
  if (postgres()) {
    if (std::optional<std::string> type = parse_postgres_type(tokens_, at_)) return *type;
    fail("expected a type");
  }
  std::string type;
  int depth = 0;
  for (; token().kind != TokenKind::end; ++at_) {
    if (token().is_symbol(")") && depth == 0) break;
    const TokenKind kind = token().kind;
    const bool fits =
        kind == TokenKind::word || kind == TokenKind::quoted_name || kind == TokenKind::string ||
        (kind == TokenKind::number && depth > 0) || token().is_symbol("(") || token().is_symbol(")") ||
        (depth > 0 && (token().is_symbol(",") || token().is_symbol("-") || token().is_symbol("+")));
    if (!fits || depth > 1) fail_unexpected();
    depth += token().is_symbol("(") ? 1 : token().is_symbol(")") ? -1 : 0;
    type += (type.empty() ? "" : " ") + base::to_lower(token().text);
  }
  return type;
}

Node ExpressionParser::parse_cast() {
  at_ += 2;
  Node operand = parse_operand();
  expect("as");
  const std::string type = parse_type();
  expect_symbol(")");
  return make_cast(std::move(operand), type, dialect_);
}

Node ExpressionParser::parse_array() {
  expect("array");
  if (!accept_symbol("(")) return parse_array_items();
  if (!at_subquery()) fail_unexpected();
  Node query = parse_subquery();
  expect_symbol(")");
  return make_node(NodeKind::group, "array of", std::move(query));
}

Node ExpressionParser::parse_array_items() {
  expect_symbol("[");
  Node array(NodeKind::group, "array");
  if (accept_symbol("]")) return array;
  do {
    if (!token().is_symbol("[")) {
      array.add(parse_operand());
      continue;
    }
    if (++nesting_ > 100)
      throw ParseFailure("the expression is too large or too deeply nested", token().offset);
    array.add(parse_array_items());
    --nesting_;
  } while (accept_symbol(","));
  expect_symbol("]");
  return array;
}

// `date '2020-01-01'`, `interval '1' day`, `double precision '1'`.
std::optional<Node> ExpressionParser::parse_typed_literal() {
  const bool may = token(1).kind == TokenKind::string ||
                   keyword_class(token().text, dialect_) == KeywordClass::quoted || token().is("double");
  if (!may || keyword_class(token().text, dialect_) == KeywordClass::reserved) return std::nullopt;
  std::size_t behind = at_;
  std::optional<std::string> type = parse_postgres_type(tokens_, behind);
  if (!type || behind >= tokens_.size() || tokens_[behind].kind != TokenKind::string) return std::nullopt;
  at_ = behind;
  const Token& literal = token();
  ++at_;
  Node value = parse_string(literal);
  if (type == "interval") parse_interval_fields(*type, value);
  return make_cast(std::move(value), *type, dialect_);
}

// `day` or `day to second` behind the literal; the server prints `'1' day` as `'1 day'`.
void ExpressionParser::parse_interval_fields(std::string& type, Node& value) {
  const auto field = [this] {
    return std::any_of(std::begin(kFields), std::end(kFields),
                       [this](std::string_view word) { return token().is(word); });
  };
  if (!field()) return;
  const std::string first = base::to_lower(token().text);
  type += " " + first;
  ++at_;
  if (accept("to")) {
    if (!field()) fail_unexpected();
    type += " to " + base::to_lower(token().text);
    ++at_;
  } else if (const std::optional<std::string> number = signed_number_value(value.text);
             number && is_integer_value(*number)) {
    value.text += " " + first;
  }
}

bool ExpressionParser::ends_names(const Token& next) const {
  return next.kind != TokenKind::word && next.kind != TokenKind::quoted_name && !next.is_symbol("*");
}

Node ExpressionParser::parse_name_or_call() {
  std::vector<std::string> names;
  const std::size_t first = at_;
  for (;;) {
    const Token& part = token();
    if (ends_names(part) || (part.is_symbol("*") && names.empty())) fail_unexpected();
    names.push_back(name_of(part, dialect_));
    if (!postgres()) names.back() = base::to_lower(names.back());
    ++at_;
    if (!token().is_symbol(".") || ends_names(token(1)) || part.is_symbol("*")) break;
    ++at_;
  }
  const Token& last = tokens_[at_ - 1];
  const bool one_bare_word = names.size() == 1 && last.kind == TokenKind::word;
  if (token().is_symbol("(")) {
    if (one_bare_word && keyword_class(last.text, dialect_) == KeywordClass::reserved) {
      at_ = first;
      fail_unexpected();
    }
    std::string function;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const bool dropped =
          postgres() && i + 1 < names.size() && (names[i] == "pg_catalog" || names[i] == "public");
      if (!dropped) function += (function.empty() ? "" : ".") + names[i];
    }
    return parse_call(function);
  }
  const bool first_is_keyword =
      tokens_[first].kind == TokenKind::word && !can_be_column(tokens_[first].text, dialect_);
  if (first_is_keyword) {
    at_ = first;
    fail_unexpected();
  }
  columns_.push_back(at_ - 1);
  Node node(NodeKind::name, names.back());
  names.pop_back();
  for (std::string& qualifier : names) node.add(Node(NodeKind::name, std::move(qualifier)));
  return node;
}

}  // namespace schemagen::sql
