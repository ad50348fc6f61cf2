#include "schemagen/base/text.h"
#include "sql/expression_level.h"
#include "sql/expression_parser.h"
#include "sql/token_fold.h"

namespace schemagen::sql {
Node ExpressionParser::call_with(const char* function, std::vector<Node> arguments) const {
  return make_call(function, std::move(arguments), dialect_);
}

Node ExpressionParser::parse_call(std::string function) {
  expect_symbol("(");
  std::vector<Node> arguments;
  Node clauses(NodeKind::group, "clauses");
  if (token().is_symbol("*")) {
    ++at_;
    arguments.emplace_back(NodeKind::keyword, "*");
  } else if (!token().is_symbol(")")) {
    if (accept("distinct"))
      clauses.add(Node(NodeKind::keyword, "distinct"));
    else if (postgres())
      accept("all");
    parse_arguments(arguments);
    parse_order_by(clauses);
  }
  expect_symbol(")");
  Node call = make_call(std::move(function), std::move(arguments), dialect_);
  parse_call_clauses(clauses);
  for (Node& clause : clauses.children) call.add(std::move(clause));
  return call;
}

void ExpressionParser::parse_arguments(std::vector<Node>& arguments) {
  do {
    arguments.push_back(parse_argument());
  } while (accept_symbol(","));
}

Node ExpressionParser::parse_argument() {
  if (!postgres()) return parse_operand();
  if (accept("variadic")) return make_node(NodeKind::group, "variadic", parse_operand());
  const bool name = token().kind == TokenKind::word || token().kind == TokenKind::quoted_name;
  if (name && (token(1).is_symbol("=>") || token(1).is_symbol(":="))) {
    const std::string argument = name_of(token(), dialect_);
    at_ += 2;
    return make_node(NodeKind::group, "argument " + argument, parse_operand());
  }
  return at_subquery() && !token().is_symbol("(") ? parse_subquery() : parse_operand();
}

void ExpressionParser::parse_order_by(Node& node) {
  if (!accept("order")) return;
  expect("by");
  do {
    Node key = make_node(NodeKind::group, "ascending", parse_operand());
    if (accept("desc"))
      key.text = "descending";
    else if (!accept("asc") && postgres() && accept("using")) {
      key.text = "using " + std::string(token().text);
      ++at_;
    }
    bool nulls_first = key.text == "descending";
    if (accept("nulls")) {
      nulls_first = token().is("first");
      if (!nulls_first && !token().is("last")) fail_unexpected();
      ++at_;
    } else if (!postgres()) {
      nulls_first = !nulls_first;
    }
    key.text += nulls_first ? " nulls first" : " nulls last";
    node.add(make_node(NodeKind::group, "order by", std::move(key)));
  } while (accept_symbol(","));
}

void ExpressionParser::parse_call_clauses(Node& call) {
  if (token().is("within") && token(1).is("group") && token(2).is_symbol("(")) {
    at_ += 3;
    Node within(NodeKind::group, "within group");
    parse_order_by(within);
    if (within.children.empty()) fail_unexpected();
    expect_symbol(")");
    call.add(std::move(within));
  }
  if (token().is("filter") && token(1).is_symbol("(") && token(2).is("where")) {
    at_ += 3;
    call.add(make_node(NodeKind::group, "filter", parse_operand()));
    expect_symbol(")");
  }
  const bool named = token(1).kind == TokenKind::word || token(1).kind == TokenKind::quoted_name;
  if (token().is("over") && (named || token(1).is_symbol("("))) call.add(parse_over());
}

Node ExpressionParser::parse_over() {
  expect("over");
  if (!accept_symbol("(")) {
    Node window(NodeKind::tokens, "over " + fold_token(token(), dialect_));
    ++at_;
    return window;
  }
  Node window = parse_subquery();
  expect_symbol(")");
  window.text = "over (" + window.text + ")";
  return window;
}

// EXTRACT(field FROM x)
Node ExpressionParser::parse_extract() {
  at_ += 2;
  const Token& field = token();
  const bool string = field.kind == TokenKind::string;
  if (!string && field.kind != TokenKind::word && field.kind != TokenKind::quoted_name) fail_unexpected();
  ++at_;
  std::vector<Node> arguments;
  arguments.emplace_back(NodeKind::string,
                         base::to_lower(string ? string_of(field, dialect_) : name_of(field, dialect_)));
  if (!accept_symbol(",")) expect("from");
  arguments.push_back(parse_operand());
  expect_symbol(")");
  return call_with("extract", std::move(arguments));
}

// TRIM([BOTH|LEADING|TRAILING] [characters] [FROM] x [, characters])
Node ExpressionParser::parse_trim() {
  at_ += 2;
  const char* function = "btrim";
  if (accept("leading"))
    function = "ltrim";
  else if (accept("trailing"))
    function = "rtrim";
  else
    accept("both");
  std::vector<Node> arguments;
  if (accept("from")) {
    parse_arguments(arguments);
  } else {
    parse_arguments(arguments);
    if (accept("from")) {
      std::vector<Node> characters = std::move(arguments);
      arguments.clear();
      parse_arguments(arguments);
      for (Node& node : characters) arguments.push_back(std::move(node));
    }
  }
  expect_symbol(")");
  return call_with(function, std::move(arguments));
}

// SUBSTRING(x FROM a FOR b), SUBSTRING(x SIMILAR p ESCAPE e), substring(x, a, b)
Node ExpressionParser::parse_substring() {
  at_ += 2;
  std::vector<Node> arguments;
  arguments.push_back(parse_argument());
  if (accept_symbol(",")) {
    parse_arguments(arguments);
  } else if (accept("similar")) {
    arguments.push_back(parse_operand());
    expect("escape");
    arguments.push_back(parse_operand());
  } else {
    std::optional<Node> from, length;
    while (token().is("from") || token().is("for")) {
      std::optional<Node>& part = token().is("from") ? from : length;
      if (part) fail_unexpected();
      ++at_;
      part = parse_operand();
    }
    if (length && !from) from = Node(NodeKind::number, "i1e0");
    if (from) arguments.push_back(std::move(*from));
    if (length) arguments.push_back(std::move(*length));
  }
  expect_symbol(")");
  return call_with("substring", std::move(arguments));
}

// POSITION(a IN b), which the server calls as position(b, a)
Node ExpressionParser::parse_position() {
  at_ += 2;
  Node sought = parse(kPattern + 1);
  std::vector<Node> arguments;
  if (accept("in")) {
    arguments.push_back(parse(kPattern + 1));
    arguments.push_back(std::move(sought));
  } else {
    arguments.push_back(std::move(sought));
    if (accept_symbol(",")) parse_arguments(arguments);
  }
  expect_symbol(")");
  return call_with("position", std::move(arguments));
}

// OVERLAY(x PLACING y FROM a FOR b)
Node ExpressionParser::parse_overlay() {
  at_ += 2;
  std::vector<Node> arguments;
  arguments.push_back(parse_argument());
  if (accept("placing")) {
    arguments.push_back(parse_operand());
    expect("from");
    arguments.push_back(parse_operand());
    if (accept("for")) arguments.push_back(parse_operand());
  } else if (accept_symbol(",")) {
    parse_arguments(arguments);
  }
  expect_symbol(")");
  return call_with("overlay", std::move(arguments));
}

}  // namespace schemagen::sql
