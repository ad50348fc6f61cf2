// Signatures of PostgreSQL functions: `add(integer, integer)`, and the head of CREATE FUNCTION.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemagen/sql/token.h"

namespace schemagen::dsl {

/// Canonical types of a list of argument types, the texts between two commas. Nothing when one has no type.
struct Argument {
  enum class Mode { in, out, inout, variadic };
  Mode mode = Mode::in;
  std::string type;  ///< canonical
};

/// The arguments in `text`, what stands between the parentheses of CREATE FUNCTION f(…) or of a signature.
/// Throws base::Error when `text` cannot be tokenized.
std::vector<Argument> parse_arguments(std::string_view text);

/// Where the argument types of the `name(type, type)` of an id begin: a parenthesis of the name is none.
std::size_t arguments_of(std::string_view signature);

/// Types of the arguments that a signature has, joined: `integer, text`.
std::string signature_types(const std::vector<Argument>& arguments);

/// As pg_get_function_result() prints it. `tokens[at]` is the token behind the arguments.
std::string function_result(std::string_view text, const std::vector<sql::Token>& tokens, std::size_t at,
                            const std::vector<Argument>& arguments);

/// Index of the parenthesis that closes `tokens[open]`, or tokens.size() when none does.
std::size_t closing_parenthesis(const std::vector<sql::Token>& tokens, std::size_t open);

}  // namespace schemagen::dsl
