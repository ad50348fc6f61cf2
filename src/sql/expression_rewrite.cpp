#include <algorithm>
#include <array>
#include <optional>

#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"
#include "sql/expression_tree.h"
#include "sql/number_value.h"

namespace schemagen::sql {
namespace {

constexpr int kDeepestTree = 1500;
constexpr int kLargestTree = 50000;

bool is_numeric_type(std::string_view type) {
  return type == "integer" || type == "bigint" || type == "smallint" || type == "real" ||
         type == "double precision" || type.substr(0, 7) == "numeric";
}

bool contains_name(const Node& node) {
  return node.kind == NodeKind::name || node.kind == NodeKind::tokens ||
         std::any_of(node.children.begin(), node.children.end(), contains_name);
}

// A number that has the type by itself, so that the cast says nothing.
bool says_nothing(const std::string& number, std::string_view type) {
  if (type == "integer") return fits_integer(number);
  if (type == "bigint") return !fits_integer(number) && fits_bigint(number);
  return type == "numeric" && number.front() == 'd';
}

std::optional<bool> boolean_of(std::string_view text) {
  const std::string word = base::to_lower(base::trim(text));
  for (const char* yes : {"t", "true", "y", "yes", "on", "1"})
    if (word == yes) return true;
  for (const char* no : {"f", "false", "n", "no", "off", "0"})
    if (word == no) return false;
  return std::nullopt;
}

Node fold(const std::string& what, Node left, Node right, const std::string& op_each) {
  Node result = make_operation(op_each, std::move(left.children[0]), std::move(right.children[0]));
  for (std::size_t i = 1; i < left.children.size(); ++i)
    result = make_logic(what, std::move(result),
                        make_operation(op_each, std::move(left.children[i]), std::move(right.children[i])));
  return result;
}

bool is_array_type(std::string_view type) { return type.size() > 2 && type.substr(type.size() - 2) == "[]"; }

// A cast of an array of expressions is one of each of them, as the server prints it.
Node cast_items(Node array, const std::string& type) {
  const std::string item_type = type.substr(0, type.size() - 2);
  Node result(NodeKind::group, array.text);
  for (Node& item : array.children) {
    const bool nested = item.is_group("array");
    result.add(make_cast(std::move(item), nested ? type : item_type, Dialect::postgresql));
  }
  return result;
}

struct Renamed {
  std::string_view from, to;
};
constexpr std::array<Renamed, 3> kSynonyms = {{
    {"trim", "btrim"},
    {"similar_escape", "similar_to_escape"},
    {"pg_collation_for", "collation for"},
}};

}  // namespace

void Node::add(Node child) {
  depth = std::max(depth, child.depth + 1);
  size += child.size;
  if (depth > kDeepestTree || size > kLargestTree)
    throw ParseFailure("the expression is too large or too deeply nested", 0);
  children.push_back(std::move(child));
}

Node make_logic(const std::string& what, Node left, Node right) {
  Node node = left.is_group(what) ? std::move(left) : make_node(NodeKind::group, what, std::move(left));
  if (right.is_group(what)) {
    for (Node& child : right.children) node.add(std::move(child));
  } else {
    node.add(std::move(right));
  }
  return node;
}

Node make_operation(const std::string& op, Node left, Node right) {
  const bool rows = left.is_group("row") && right.is_group("row") && !left.children.empty() &&
                    left.children.size() == right.children.size();
  if (rows && op == "=") return fold("and", std::move(left), std::move(right), op);
  if (rows && op == "<>") return fold("or", std::move(left), std::move(right), op);
  return make_node(NodeKind::operation, op, std::move(left), std::move(right));
}

Node make_prefix(const std::string& op, Node operand) {
  const bool literal_cast = operand.kind == NodeKind::cast && operand.children[0].kind == NodeKind::number;
  Node* number = operand.kind == NodeKind::number ? &operand : literal_cast ? &operand.children[0] : nullptr;
  if (number != nullptr && (op == "-" || op == "+")) {
    if (op == "-") number->text = negated_number(number->text);
    return operand;
  }
  return make_node(NodeKind::operation, op, std::move(operand));
}

Node make_cast(Node operand, const std::string& type, Dialect dialect) {
  if (dialect == Dialect::postgresql) {
    if (operand.is_group("array") && !operand.children.empty() && is_array_type(type))
      return cast_items(std::move(operand), type);
    if (operand.kind == NodeKind::string && is_numeric_type(type)) {
      if (const std::optional<std::string> value = signed_number_value(operand.text))
        operand = Node(NodeKind::number, *value);
    }
    if (operand.kind == NodeKind::number && says_nothing(operand.text, type)) return operand;
    if (operand.kind == NodeKind::string && type == "boolean") {
      if (const std::optional<bool> value = boolean_of(operand.text))
        return Node(NodeKind::keyword, *value ? "true" : "false");
    }
    if (operand.kind == NodeKind::string && type == "regclass") operand.text = relation_text(operand.text);
  }
  return make_node(NodeKind::cast, type, std::move(operand));
}

Node make_call(std::string function, std::vector<Node> arguments, Dialect dialect) {
  if (dialect == Dialect::postgresql) {
    for (const Renamed& synonym : kSynonyms)
      if (function == synonym.from) function = synonym.to;
    const bool sequence = function == "nextval" || function == "currval" || function == "setval";
    if (sequence && !arguments.empty() && arguments[0].kind == NodeKind::string)
      arguments[0].text = relation_text(arguments[0].text);
  }
  Node node(NodeKind::call, std::move(function));
  for (Node& argument : arguments) node.add(std::move(argument));
  return node;
}

Node make_between(Node value, Node low, Node high, bool negated, bool symmetric) {
  if (symmetric) {
    Node straight = make_between(value, low, high, negated, false);
    Node turned = make_between(std::move(value), std::move(high), std::move(low), negated, false);
    return make_logic(negated ? "and" : "or", std::move(straight), std::move(turned));
  }
  Node first = make_operation(negated ? "<" : ">=", value, std::move(low));
  Node second = make_operation(negated ? ">" : "<=", std::move(value), std::move(high));
  return make_logic(negated ? "or" : "and", std::move(first), std::move(second));
}

// As PostgreSQL does it: constants go into one array, what holds columns is compared one by one behind it.
Node make_in(Node value, std::vector<Node> items, bool negated, Dialect dialect) {
  const std::string op = negated ? "<>" : "=";
  std::vector<Node> singles;
  Node array(NodeKind::group, "array");
  for (Node& item : items) {
    const bool single = dialect == Dialect::postgresql && (contains_name(item) || item.is_group("row"));
    if (single)
      singles.push_back(std::move(item));
    else
      array.add(std::move(item));
  }
  if (dialect == Dialect::postgresql && array.children.size() == 1) {
    if (singles.empty()) return make_operation(op, std::move(value), std::move(array.children[0]));
    singles.insert(singles.begin(), std::move(array.children[0]));
    array.children.clear();
  }
  std::vector<Node> parts;
  if (!array.children.empty() || singles.empty()) {
    parts.push_back(
        make_operation(op, value, make_node(NodeKind::group, negated ? "all" : "any", std::move(array))));
  }
  for (Node& single : singles) parts.push_back(make_operation(op, value, std::move(single)));
  Node result = std::move(parts[0]);
  for (std::size_t i = 1; i < parts.size(); ++i)
    result = make_logic(negated ? "and" : "or", std::move(result), std::move(parts[i]));
  return result;
}

bool is_literal(const Node& node) {
  switch (node.kind) {
    case NodeKind::string:
    case NodeKind::number:
    case NodeKind::blob:
      return true;
    case NodeKind::keyword:
      return node.text == "null" || node.text == "true" || node.text == "false";
    case NodeKind::cast:
      return is_literal(node.children[0]);
    case NodeKind::group:
      return node.text == "array" && std::all_of(node.children.begin(), node.children.end(), is_literal);
    case NodeKind::name:
    case NodeKind::parameter:
    case NodeKind::call:
    case NodeKind::operation:
    case NodeKind::tokens:
      return false;
  }
  return false;
}

std::string relation_text(const std::string& text) {
  try {
    const std::vector<Token> tokens = tokenize(text, Dialect::postgresql);
    std::vector<std::string> names;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      const bool dot = i % 2 == 1;
      const bool name = tokens[i].kind == TokenKind::word || tokens[i].kind == TokenKind::quoted_name;
      if (dot ? !tokens[i].is_symbol(".") : !name) return text;
      if (!dot) names.push_back(name_of(tokens[i], Dialect::postgresql));
    }
    if (names.empty() || names.size() > 2 || tokens.size() % 2 == 1) return text;
    const std::string schema = names.size() == 2 && names[0] != "public" ? names[0] : "";
    return quote_name(schema, names.back(), Dialect::postgresql);
  } catch (const base::Error&) {
    return text;
  }
}

}  // namespace schemagen::sql
