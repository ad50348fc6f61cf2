#include <algorithm>
#include <array>

#include "schemagen/base/text.h"
#include "sql/expression_level.h"
#include "sql/expression_parser.h"
#include "sql/keyword.h"

namespace schemagen::sql {
namespace {

constexpr int kDeepestNesting = 400;

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

}  // namespace

const Token& ExpressionParser::token(std::size_t ahead) const {
  return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

bool ExpressionParser::accept(std::string_view word) {
  if (!token().is(word)) return false;
  ++at_;
  return true;
}

bool ExpressionParser::accept_symbol(std::string_view symbol) {
  if (!token().is_symbol(symbol)) return false;
  ++at_;
  return true;
}

void ExpressionParser::expect(std::string_view word) {
  if (!accept(word)) fail("expected `" + base::to_upper(word) + "`");
}

void ExpressionParser::expect_symbol(std::string_view symbol) {
  if (!accept_symbol(symbol)) fail("expected `" + std::string(symbol) + "`");
}

void ExpressionParser::fail(const std::string& message) const {
  const bool end = token().kind == TokenKind::end;
  throw ParseFailure(message + (end ? " at the end" : " before `" + std::string(token().text) + "`"),
                     token().offset);
}

void ExpressionParser::fail_unexpected() const {
  if (token().kind == TokenKind::end) throw ParseFailure("the expression ends too early", token().offset);
  throw ParseFailure("`" + std::string(token().text) + "` cannot stand here", token().offset);
}

Node ExpressionParser::parse_whole() {
  if (token().kind == TokenKind::end) throw ParseFailure("the expression is empty", token().offset);
  Node node = parse(0);
  if (token().kind != TokenKind::end)
    throw ParseFailure("the expression ends before `" + std::string(token().text) + "`", token().offset);
  return node;
}

Node ExpressionParser::parse(int level) {
  if (nesting_ >= kDeepestNesting)
    throw ParseFailure("the expression is too large or too deeply nested", token().offset);
  ++nesting_;
  Node left = parse_prefix();
  for (std::optional<Infix> infix = peek_infix(); infix && infix->level >= level; infix = peek_infix())
    left = parse_infix(std::move(left), *infix);
  --nesting_;
  return left;
}

std::optional<ExpressionParser::Infix> ExpressionParser::peek_infix() const {
  if (token().kind == TokenKind::word) return peek_word();
  return token().kind == TokenKind::symbol ? peek_symbol() : std::nullopt;
}

std::optional<ExpressionParser::Infix> ExpressionParser::peek_word() const {
  const Token& word = token();
  if (keyword_class(word.text, dialect_) == KeywordClass::none && !word.is("at") && !word.is("operator"))
    return std::nullopt;
  if (word.is("and")) return Infix{Form::logic, kAnd, "and"};
  if (word.is("or")) return Infix{Form::logic, kOr, "or"};
  if (word.is("is")) return Infix{Form::is, kIs, "is"};
  if (word.is("isnull")) return Infix{Form::postfix, kIs, "is null"};
  if (word.is("notnull")) return Infix{Form::postfix, kIs, "is not null"};
  if (word.is("collate")) return Infix{Form::collate, kCollate, "collate"};
  if (word.is("not")) {
    if (!postgres() && token(1).is("null")) return Infix{Form::postfix, kIs, "is not null", true};
    return peek_pattern(token(1), true);
  }
  if (postgres()) {
    if (word.is("overlaps")) return Infix{Form::overlaps, kPattern, "overlaps"};
    if (word.is("operator") && token(1).is_symbol("(")) return Infix{Form::qualified_operator, kOperator, ""};
    const bool zone = token(1).is("local") || (token(1).is("time") && token(2).is("zone"));
    if (word.is("at") && zone) return Infix{Form::at_time_zone, kAtTimeZone, ""};
  }
  return peek_pattern(word, false);
}

std::optional<ExpressionParser::Infix> ExpressionParser::peek_pattern(const Token& word, bool negated) const {
  const int level = postgres() ? kPattern : kIs;
  if (word.is("between")) return Infix{Form::between, level, "between", negated};
  if (word.is("in")) return Infix{Form::in, level, "in", negated};
  if (postgres()) {
    if (word.is("like")) return Infix{Form::pattern, level, negated ? "!~~" : "~~", negated};
    if (word.is("ilike")) return Infix{Form::pattern, level, negated ? "!~~*" : "~~*", negated};
    if (word.is("similar")) return Infix{Form::pattern, level, negated ? "!~" : "~", negated};
    return std::nullopt;
  }
  for (const char* pattern : {"like", "glob", "regexp", "match"})
    if (word.is(pattern))
      return Infix{Form::pattern, level, (negated ? "not " : "") + std::string(pattern), negated};
  return std::nullopt;
}

std::optional<ExpressionParser::Infix> ExpressionParser::peek_symbol() const {
  return postgres() ? peek_postgres_symbol() : peek_sqlite_symbol();
}

std::optional<ExpressionParser::Infix> ExpressionParser::peek_postgres_symbol() const {
  const std::string_view text = token().text;
  if (text == "::") return Infix{Form::cast, kPostfix, "::"};
  if (text == "[") return Infix{Form::subscript, kPostfix, "["};
  if (text == ".") {
    const Token& before = tokens_[at_ - 1];
    const bool composite = before.is_symbol(")") || before.is_symbol("]") ||
                           before.kind == TokenKind::parameter ||
                           (at_ > 1 && tokens_[at_ - 2].is_symbol("."));
    return composite ? std::optional<Infix>(Infix{Form::field, kPostfix, "."}) : std::nullopt;
  }
  if (is_one_of(text, {"(", ")", "]", ",", ";", ":", "..", ":=", "=>"})) return std::nullopt;
  if (text == "!=") return Infix{Form::binary, kComparison, "<>"};
  if (is_one_of(text, {"=", "<", ">", "<=", ">=", "<>"}))
    return Infix{Form::binary, kComparison, std::string(text)};
  if (text == "+" || text == "-") return Infix{Form::binary, kAdd, std::string(text)};
  if (is_one_of(text, {"*", "/", "%"})) return Infix{Form::binary, kMultiply, std::string(text)};
  if (text == "^") return Infix{Form::binary, kPower, "^"};
  if (std::string_view("+-*/<>=~!@#%^&|`?").find(text.front()) == std::string_view::npos) return std::nullopt;
  return Infix{Form::binary, kOperator, std::string(text)};
}

std::optional<ExpressionParser::Infix> ExpressionParser::peek_sqlite_symbol() const {
  const std::string_view text = token().text;
  if (text == "==") return Infix{Form::binary, kIs, "="};
  if (text == "!=") return Infix{Form::binary, kIs, "<>"};
  if (text == "=" || text == "<>") return Infix{Form::binary, kIs, std::string(text)};
  if (is_one_of(text, {"<", ">", "<=", ">="})) return Infix{Form::binary, kComparison, std::string(text)};
  if (is_one_of(text, {"&", "|", "<<", ">>"})) return Infix{Form::binary, kOperator, std::string(text)};
  if (text == "+" || text == "-") return Infix{Form::binary, kAdd, std::string(text)};
  if (is_one_of(text, {"*", "/", "%"})) return Infix{Form::binary, kMultiply, std::string(text)};
  if (is_one_of(text, {"||", "->", "->>"})) return Infix{Form::binary, kPower, std::string(text)};
  return std::nullopt;
}

Node ExpressionParser::parse_infix(Node left, const Infix& infix) {
  switch (infix.form) {
    case Form::logic: {
      ++at_;
      return make_logic(infix.op, std::move(left), parse(infix.level + 1));
    }
    case Form::binary:
      return parse_binary(std::move(left), infix);
    case Form::pattern:
      return parse_pattern(std::move(left), infix);
    case Form::between:
      return parse_between(std::move(left), infix);
    case Form::in:
      return parse_in(std::move(left), infix);
    case Form::is:
      return parse_is(std::move(left), infix);
    case Form::postfix:
      at_ += infix.negated ? 2 : 1;
      return make_node(NodeKind::group, infix.op, std::move(left));
    case Form::overlaps:
      ++at_;
      return make_node(NodeKind::operation, infix.op, std::move(left), parse(infix.level + 1));
    case Form::at_time_zone:
      return parse_at_time_zone(std::move(left), infix.level);
    case Form::collate:
      return parse_collate(std::move(left));
    case Form::cast: {
      ++at_;
      const std::string type = parse_type();
      return make_cast(std::move(left), type, dialect_);
    }
    case Form::subscript:
      return parse_subscript(std::move(left));
    case Form::field: {
      ++at_;
      const Token& field = token();
      if (field.kind != TokenKind::word && field.kind != TokenKind::quoted_name && !field.is_symbol("*"))
        fail_unexpected();
      ++at_;
      return make_node(NodeKind::group, "field " + name_of(field, dialect_), std::move(left));
    }
    case Form::qualified_operator:
      return parse_qualified_operator(std::move(left), infix.level);
  }
  fail_unexpected();
}

// `ANY (…)`, `SOME (…)` or `ALL (…)` behind an operator.
std::optional<Node> ExpressionParser::parse_quantified() {
  const bool any = token().is("any") || token().is("some");
  if (!postgres() || !(any || token().is("all")) || !token(1).is_symbol("(")) return std::nullopt;
  at_ += 2;
  Node inner = at_subquery() ? parse_subquery() : parse_operand();
  expect_symbol(")");
  return make_node(NodeKind::group, any ? "any" : "all", std::move(inner));
}

Node ExpressionParser::parse_binary(Node left, const Infix& infix) {
  ++at_;
  if (std::optional<Node> quantified = parse_quantified())
    return make_node(NodeKind::operation, infix.op, std::move(left), std::move(*quantified));
  return make_operation(infix.op, std::move(left), parse(infix.level + 1));
}

Node ExpressionParser::parse_pattern(Node left, const Infix& infix) {
  const bool similar = token(infix.negated ? 1 : 0).is("similar");
  at_ += infix.negated ? 2 : 1;
  if (similar) expect("to");
  if (std::optional<Node> quantified = parse_quantified())
    return make_node(NodeKind::operation, infix.op, std::move(left), std::move(*quantified));
  Node pattern = parse(infix.level + 1);
  std::vector<Node> arguments;
  arguments.push_back(std::move(pattern));
  const bool escape = accept("escape");
  if (escape) arguments.push_back(parse(infix.level + 1));
  if (!postgres()) {
    Node node = make_node(NodeKind::operation, infix.op, std::move(left), std::move(arguments[0]));
    if (escape) node.add(std::move(arguments[1]));
    return node;
  }
  if (!escape && !similar) return make_operation(infix.op, std::move(left), std::move(arguments[0]));
  const char* function = similar ? "similar_to_escape" : "like_escape";
  return make_operation(infix.op, std::move(left), call_with(function, std::move(arguments)));
}

Node ExpressionParser::parse_between(Node left, const Infix& infix) {
  at_ += infix.negated ? 2 : 1;
  const bool symmetric = postgres() && accept("symmetric");
  if (postgres() && !symmetric) accept("asymmetric");
  Node low = parse(infix.level + 1);
  expect("and");
  Node high = parse(infix.level + 1);
  return make_between(std::move(left), std::move(low), std::move(high), infix.negated, symmetric);
}

Node ExpressionParser::parse_in(Node left, const Infix& infix) {
  at_ += infix.negated ? 2 : 1;
  const std::string op = infix.negated ? "not in" : "in";
  if (!postgres() && !token().is_symbol("(")) {
    Node table = parse_name_or_call();
    if (table.kind == NodeKind::name) columns_.pop_back();
    return make_node(NodeKind::operation, op, std::move(left), std::move(table));
  }
  expect_symbol("(");
  std::vector<Node> items;
  if (at_subquery()) {
    Node query = parse_subquery();
    expect_symbol(")");
    return make_node(NodeKind::operation, op, std::move(left), std::move(query));
  }
  if (!postgres() && accept_symbol(")")) return make_in(std::move(left), {}, infix.negated, dialect_);
  do {
    items.push_back(parse_operand());
  } while (accept_symbol(","));
  expect_symbol(")");
  return make_in(std::move(left), std::move(items), infix.negated, dialect_);
}

Node ExpressionParser::parse_is(Node left, const Infix& infix) {
  ++at_;
  const bool negated = accept("not");
  if (accept("null")) return make_node(NodeKind::group, negated ? "is not null" : "is null", std::move(left));
  if (token().is("distinct") && token(1).is("from")) {
    at_ += 2;
    Node right = parse(infix.level + 1);
    if (!postgres())
      return make_node(NodeKind::operation, negated ? "is" : "is not", std::move(left), std::move(right));
    Node distinct = make_node(NodeKind::operation, "is distinct from", std::move(left), std::move(right));
    return negated ? make_node(NodeKind::group, "not", std::move(distinct)) : distinct;
  }
  if (postgres()) return parse_is_postgres(std::move(left), negated);
  Node right = parse(infix.level + 1);
  return make_node(NodeKind::operation, negated ? "is not" : "is", std::move(left), std::move(right));
}

Node ExpressionParser::parse_is_postgres(Node left, bool negated) {
  std::string what = negated ? "is not" : "is";
  const std::size_t start = at_;
  static constexpr std::array<std::string_view, 10> kFirst = {
      "true", "false", "unknown", "document", "normalized", "json", "nfc", "nfd", "nfkc", "nfkd"};
  static constexpr std::array<std::string_view, 9> kMore = {
      "normalized", "value", "array", "object", "scalar", "with", "without", "unique", "keys"};
  const bool known =
      std::any_of(kFirst.begin(), kFirst.end(), [this](std::string_view word) { return token().is(word); });
  if (!known) fail_unexpected();
  const bool more = token().is("json") || token().text.front() == 'n' || token().text.front() == 'N';
  do {
    what += " " + base::to_lower(token().text);
    ++at_;
  } while (more && at_ - start < 5 && std::any_of(kMore.begin(), kMore.end(), [this](std::string_view word) {
             return token().is(word);
           }));
  return make_node(NodeKind::group, what, std::move(left));
}

Node ExpressionParser::parse_collate(Node left) {
  expect("collate");
  if (!postgres() && token().kind == TokenKind::string) {
    Node name(NodeKind::name, base::to_lower(string_of(token(), dialect_)));
    ++at_;
    return make_node(NodeKind::group, "collate", std::move(left), std::move(name));
  }
  Node name = parse_name_or_call();
  if (name.kind != NodeKind::name) fail_unexpected();
  columns_.pop_back();
  if (name.children.size() == 1 &&
      (name.children[0].text == "pg_catalog" || name.children[0].text == "public"))
    name = Node(NodeKind::name, name.text);
  return make_node(NodeKind::group, "collate", std::move(left), std::move(name));
}

Node ExpressionParser::parse_at_time_zone(Node left, int level) {
  std::vector<Node> arguments;
  if (token(1).is("local")) {
    at_ += 2;
  } else {
    at_ += 3;
    arguments.push_back(parse(level + 1));
  }
  arguments.push_back(std::move(left));
  return call_with("timezone", std::move(arguments));
}

Node ExpressionParser::parse_subscript(Node left) {
  expect_symbol("[");
  const auto bound = [this]() -> Node {
    if (token().is_symbol(":") || token().is_symbol("]")) return Node(NodeKind::keyword, "");
    return parse_operand();
  };
  Node low = bound();
  const bool slice = accept_symbol(":");
  Node node = make_node(NodeKind::group, slice ? "slice" : "subscript", std::move(left), std::move(low));
  if (slice)
    node.add(bound());
  else if (node.children[1].is_keyword(""))
    fail_unexpected();
  expect_symbol("]");
  return node;
}

// The inside of `OPERATOR(schema.op)`, with its parentheses.
std::string ExpressionParser::parse_operator_name() {
  ++at_;
  expect_symbol("(");
  std::string name;
  while (token().kind == TokenKind::word || token().kind == TokenKind::quoted_name) {
    const std::string schema = name_of(token(), dialect_);
    ++at_;
    expect_symbol(".");
    if (schema != "pg_catalog" && schema != "public") name += schema + ".";
  }
  if (token().kind != TokenKind::symbol || token().is_symbol(")")) fail_unexpected();
  name += token().text == "!=" ? "<>" : std::string(token().text);
  ++at_;
  expect_symbol(")");
  return name;
}

Node ExpressionParser::parse_qualified_operator(Node left, int level) {
  const std::string op = parse_operator_name();
  if (std::optional<Node> quantified = parse_quantified())
    return make_node(NodeKind::operation, op, std::move(left), std::move(*quantified));
  return make_operation(op, std::move(left), parse(level + 1));
}

}  // namespace schemagen::sql
