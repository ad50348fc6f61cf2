// One Pratt parser for the expressions of both databases.
//
// PostgreSQL: https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-PRECEDENCE and gram.y
// SQLite: https://www.sqlite.org/lang_expr.html
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemagen/sql/token.h"
#include "sql/expression_tree.h"

namespace schemagen::sql {

class ExpressionParser {
 public:
  ExpressionParser(const std::vector<Token>& tokens, Dialect dialect) : tokens_(tokens), dialect_(dialect) {}

  /// The whole of the tokens as one expression. Throws ParseFailure.
  Node parse_whole();

  /// Indexes of the tokens that name columns, in the order of the text.
  const std::vector<std::size_t>& columns() const { return columns_; }

 private:
  // How an operand goes on behind its end.
  enum class Form {
    logic,
    binary,
    pattern,
    between,
    in,
    is,
    postfix,
    overlaps,
    at_time_zone,
    collate,
    cast,
    subscript,
    field,
    qualified_operator,
  };
  struct Infix {
    Form form = Form::binary;
    int level = 0;
    std::string op;
    bool negated = false;
  };

  // The text as tokens.
  const Token& token(std::size_t ahead = 0) const;
  bool accept(std::string_view word);
  bool accept_symbol(std::string_view symbol);
  void expect(std::string_view word);
  void expect_symbol(std::string_view symbol);
  [[noreturn]] void fail(const std::string& message) const;
  [[noreturn]] void fail_unexpected() const;
  bool postgres() const { return dialect_ == Dialect::postgresql; }

  // expression_parse.cpp: operators.
  Node parse(int level);
  Node parse_operand() { return parse(0); }
  std::optional<Infix> peek_infix() const;
  std::optional<Infix> peek_word() const;
  std::optional<Infix> peek_pattern(const Token& word, bool negated) const;
  std::optional<Infix> peek_symbol() const;
  std::optional<Infix> peek_postgres_symbol() const;
  std::optional<Infix> peek_sqlite_symbol() const;
  Node parse_infix(Node left, const Infix& infix);
  Node parse_binary(Node left, const Infix& infix);
  Node parse_pattern(Node left, const Infix& infix);
  Node parse_between(Node left, const Infix& infix);
  Node parse_in(Node left, const Infix& infix);
  Node parse_is(Node left, const Infix& infix);
  Node parse_is_postgres(Node left, bool negated);
  Node parse_collate(Node left);
  Node parse_at_time_zone(Node left, int level);
  Node parse_subscript(Node left);
  Node parse_qualified_operator(Node left, int level);
  std::string parse_operator_name();
  std::optional<Node> parse_quantified();

  // expression_prefix.cpp: what an operand begins with.
  Node parse_prefix();
  Node parse_word();
  std::optional<Node> parse_special(const std::string& word);
  Node parse_parentheses();
  Node parse_case();
  Node parse_cast();
  Node parse_raise();
  std::string parse_type();
  Node parse_array();
  Node parse_array_items();
  Node parse_string(const Token& first);
  Node parse_blob(const Token& first);
  std::optional<Node> parse_typed_literal();
  void parse_interval_fields(std::string& type, Node& value);
  Node parse_name_or_call();
  bool at_subquery() const;
  Node parse_subquery();
  bool ends_names(const Token& next) const;

  // expression_call.cpp: functions with their own syntax.
  Node parse_call(std::string function);
  void parse_arguments(std::vector<Node>& arguments);
  Node parse_argument();
  void parse_order_by(Node& node);
  void parse_call_clauses(Node& call);
  Node parse_over();
  Node parse_extract();
  Node parse_trim();
  Node parse_substring();
  Node parse_position();
  Node parse_overlay();
  Node call_with(const char* function, std::vector<Node> arguments) const;

  const std::vector<Token>& tokens_;
  Dialect dialect_;
  std::size_t at_ = 0;
  int nesting_ = 0;
  std::vector<std::size_t> columns_;
};

}  // namespace schemagen::sql
