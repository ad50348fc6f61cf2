// The tree of one expression, in the one form in which spellings that mean the same coincide.
//
// A tree is built through the functions below only; they bring it into that form.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "schemagen/sql/dialect.h"

namespace schemagen::sql {

/// Why a text is no expression; `offset` is a byte of the text. Thrown inside this layer only.
struct ParseFailure : std::runtime_error {
  ParseFailure(const std::string& message, std::size_t where) : std::runtime_error(message), offset(where) {}
  std::size_t offset;
};

enum class NodeKind {
  name,       ///< a column: `text` is its last part, the children are its qualifiers
  string,     ///< `text` is what the string stands for
  number,     ///< `text` is number_value()
  blob,       ///< `text` is the token
  parameter,  ///< `text` is the token
  keyword,    ///< a word with a meaning of its own: null, true, current_date, *
  call,       ///< `text` is the function; the children are its arguments and clauses
  operation,  ///< `text` is the operator; one child: prefix
  cast,       ///< `text` is the canonical type
  group,      ///< `text` says what: and, or, not, case, array, row, is null, …
  tokens,     ///< `text` is a sub-query, its tokens folded
};

struct Node {
  Node(NodeKind node_kind, std::string node_text) : kind(node_kind), text(std::move(node_text)) {}

  /// Appends a child. Fails when the tree gets larger or deeper than can be worked on safely.
  void add(Node child);

  bool is_group(std::string_view what) const { return kind == NodeKind::group && text == what; }
  bool is_keyword(std::string_view word) const { return kind == NodeKind::keyword && text == word; }

  NodeKind kind;
  int depth = 1;
  int size = 1;
  std::string text;
  std::vector<Node> children;
};

template <typename... Children>
Node make_node(NodeKind kind, std::string text, Children... children) {
  Node node(kind, std::move(text));
  node.children.reserve(sizeof...(children));
  (node.add(std::move(children)), ...);
  return node;
}

/// `what` is "and" or "or"; the same below it is taken up.
Node make_logic(const std::string& what, Node left, Node right);
/// `left op right`; rows compared with = or <> become their columns compared.
Node make_operation(const std::string& op, Node left, Node right);
/// `op operand`; a sign goes into a number.
Node make_prefix(const std::string& op, Node operand);
Node make_cast(Node operand, const std::string& type, Dialect dialect);
/// `function(arguments)`: names that the databases print for the same function are made one.
Node make_call(std::string function, std::vector<Node> arguments, Dialect dialect);
Node make_between(Node value, Node low, Node high, bool negated, bool symmetric);
Node make_in(Node value, std::vector<Node> items, bool negated, Dialect dialect);

/// A constant, also below casts and in arrays of constants.
bool is_literal(const Node& node);
/// `text` with PostgreSQL's qualification that says nothing dropped: `public.s` → `s`, `"s"` → `s`.
std::string relation_text(const std::string& text);

}  // namespace schemagen::sql
