// SQL inside a declaration: expressions, types, queries and whole statements, from a string or from a file.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/loader.h"
#include "schemagen/sql/token.h"

namespace schemagen::dsl {

/// One expression, without white space and parentheses around it. Nothing, and reported, when it is none.
std::optional<Symbol> load_expression(Loader& loader, const Value& value);

/// The same for a part of `value` that starts at byte `offset` of it.
std::optional<Symbol> load_expression_part(Loader& loader, const Value& value, std::string_view part,
                                           std::size_t offset);

/// Reports names in the checked `expression` of `value` that are no column of `columns` but look like one
/// mistyped.
void check_columns_used(Loader& loader, const Value& value, Symbol expression,
                        const std::vector<Symbol>& columns);

/// The columns of `columns` that `expression` uses.
std::vector<Symbol> columns_used(Loader& loader, Symbol expression, const std::vector<Symbol>& columns);

/// The canonical type of a type text without its `?`.
std::optional<Symbol> load_type(Loader& loader, const Value& value, std::string_view text);

/// An SQL text and where it stands: in a string of the declaration or in a file of its own.
class SqlText {
 public:
  /// From the keys `sql` and `file`, of which one must be there.
  static std::optional<SqlText> load(Loader& loader, const Fields& fields, const Entry& owner);
  /// From a string.
  static std::optional<SqlText> load(Loader& loader, const Value& value);

  std::string_view text() const { return text_; }
  const std::vector<sql::Token>& tokens() const { return tokens_; }
  void report(Loader& loader, std::size_t offset, std::string message, std::string hint = {}) const;

 private:
  bool tokenize(Loader& loader);

  std::unique_ptr<const std::string> content_;  ///< of the file; tokens_ and text_ point into it
  std::string_view text_;
  std::string file_;  ///< empty: the text is that of value_
  const Value* value_ = nullptr;
  std::vector<sql::Token> tokens_;
};

}  // namespace schemagen::dsl
