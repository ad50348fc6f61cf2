#include "dialect/sqlite/virtual_arguments.h"

#include <algorithm>

#include "schemagen/base/text.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::sqlite {
namespace {

using sql::Token;
using sql::TokenKind;

std::string value_of(const Token& token) {
  if (token.kind == TokenKind::string) return sql::string_of(token, sql::Dialect::sqlite);
  if (token.kind == TokenKind::word || token.kind == TokenKind::quoted_name)
    return sql::name_of(token, sql::Dialect::sqlite);
  return std::string(token.text);
}

void take(VirtualArguments& out, const std::vector<Token>& argument) {
  if (argument.empty()) return;
  if (argument.size() > 1 && argument[1].is_symbol("=")) {
    std::vector<std::string> words;
    for (const Token& token : argument) words.push_back(value_of(token));
    if (out.is_full_text() && argument[0].is("content") && argument.size() > 2) {
      if (words[2].empty())
        out.contentless = true;
      else
        out.content = words[2];
    }
    if (out.module == "fts4" && argument[0].is("languageid") && argument.size() > 2) out.language = words[2];
    words[0] = base::to_lower(words[0]);
    out.options.insert(base::join(words, " "));
    return;
  }
  const bool is_auxiliary = argument[0].is_symbol("+") && argument.size() > 1;
  out.columns.push_back(value_of(argument[is_auxiliary ? 1 : 0]));
}

}  // namespace

bool VirtualArguments::holds_rows() const {
  const bool is_tree = module == "rtree" || module == "rtree_i32";
  return !columns.empty() && ((is_full_text() && !content && !contentless) || is_tree);
}

bool VirtualArguments::has_column(const std::string& name) const {
  return std::any_of(columns.begin(), columns.end(),
                     [&name](const std::string& column) { return base::equals_ignoring_case(column, name); });
}

VirtualArguments arguments_of(const model::VirtualTable& table) {
  VirtualArguments out;
  out.module = base::to_lower(table.module.view());
  std::vector<Token> argument;
  int depth = 0;
  for (const Token& token : sql::tokenize(table.arguments.view(), sql::Dialect::sqlite)) {
    depth += token.is_symbol("(") ? 1 : token.is_symbol(")") ? -1 : 0;
    const bool ends = token.kind == TokenKind::end || (depth == 0 && token.is_symbol(","));
    if (!ends) {
      argument.push_back(token);
      continue;
    }
    take(out, argument);
    argument.clear();
  }
  return out;
}

bool is_wider(const VirtualArguments& from, const VirtualArguments& to) {
  return from.module == to.module && from.options == to.options &&
         std::all_of(from.columns.begin(), from.columns.end(),
                     [&to](const std::string& column) { return to.has_column(column); });
}

}  // namespace schemagen::dialect::sqlite
