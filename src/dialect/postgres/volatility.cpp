#include <algorithm>
#include <array>

#include "dialect/postgres/rules.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::postgres {
namespace {

bool is_called_safely(const std::string& name) {
  static constexpr std::array<std::string_view, 40> kSafe{"now",
                                                          "transaction_timestamp",
                                                          "statement_timestamp",
                                                          "current_timestamp",
                                                          "localtimestamp",
                                                          "current_time",
                                                          "localtime",
                                                          "coalesce",
                                                          "nullif",
                                                          "greatest",
                                                          "least",
                                                          "lower",
                                                          "upper",
                                                          "trim",
                                                          "btrim",
                                                          "ltrim",
                                                          "rtrim",
                                                          "length",
                                                          "concat",
                                                          "replace",
                                                          "date_trunc",
                                                          "timezone",
                                                          "make_interval",
                                                          "make_date",
                                                          "to_timestamp",
                                                          "to_date",
                                                          "abs",
                                                          "round",
                                                          "floor",
                                                          "ceil",
                                                          "md5",
                                                          "jsonb_build_object",
                                                          "jsonb_build_array",
                                                          "json_build_object",
                                                          "json_build_array",
                                                          "to_json",
                                                          "to_jsonb",
                                                          "array_fill",
                                                          "current_setting",
                                                          "extract"};
  return std::find(kSafe.begin(), kSafe.end(), name) != kSafe.end();
}

bool is_type_with_modifier(const std::string& name) {
  static constexpr std::array<std::string_view, 13> kTypes{
      "numeric", "decimal",     "varchar", "char",   "character", "bpchar",  "bit",
      "varying", "timestamptz", "time",    "timetz", "timestamp", "interval"};
  return std::find(kTypes.begin(), kTypes.end(), name) != kTypes.end();
}

}  // namespace

bool is_stable(std::string_view expression) {
  const auto tokens = sql::tokenize(expression, sql::Dialect::postgresql);
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const bool name = tokens[i].kind == sql::TokenKind::word || tokens[i].kind == sql::TokenKind::quoted_name;
    if (!name || !tokens[i + 1].is_symbol("(")) continue;
    const std::string word = sql::name_of(tokens[i], sql::Dialect::postgresql);
    const bool keyword = tokens[i].is("in") || tokens[i].is("any") || tokens[i].is("all") ||
                         tokens[i].is("and") || tokens[i].is("or") || tokens[i].is("not") ||
                         tokens[i].is("cast") || tokens[i].is("array") || tokens[i].is("row");
    if (!keyword && !is_called_safely(word) && !is_type_with_modifier(word)) return false;
  }
  return true;
}

}  // namespace schemagen::dialect::postgres
