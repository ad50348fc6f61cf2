#include <algorithm>

#include "dialect/postgres/render.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::postgres {

using model::Kind;

namespace {

constexpr sql::Dialect kDialect = sql::Dialect::postgresql;

/// Splits `text` at `separator`s that stand outside double quotes.
std::vector<std::string> split_outside_quotes(std::string_view text, char separator) {
  std::vector<std::string> parts(1);
  bool in_quotes = false;
  for (char c : text) {
    if (c == '"') in_quotes = !in_quotes;
    if (c == separator && !in_quotes)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

std::size_t open_parenthesis(std::string_view signature) {
  bool in_quotes = false;
  for (std::size_t i = signature.size(); i-- > 0;) {
    if (signature[i] == '"') in_quotes = !in_quotes;
    if (signature[i] == '(' && !in_quotes) return i;
  }
  return signature.size();
}

bool is_name_space(const Schema& schema, std::string_view name) {
  return name == "public" || schema.contains({Kind::name_space, {}, {}, name});
}

std::string maybe_qualified(const Schema& schema, Symbol name) {
  const auto dot = name.view().find('.');
  if (dot != std::string_view::npos && is_name_space(schema, name.view().substr(0, dot)))
    return qualified(name.view().substr(0, dot), name.view().substr(dot + 1));
  return quoted(name);
}

bool is_plain_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string quoted(Symbol name) { return sql::quote_name(name.view(), kDialect); }

std::string qualified(Symbol schema, Symbol name) {
  return sql::quote_name(schema.view(), name.view(), kDialect);
}

std::pair<std::string, std::vector<std::string>> split_signature(Symbol signature) {
  const std::string_view text = signature.view();
  const std::size_t open = open_parenthesis(text);
  std::pair<std::string, std::vector<std::string>> parts{std::string(text.substr(0, open)), {}};
  if (open >= text.size()) return parts;
  const std::string_view inside = text.substr(open + 1, text.size() - open - 2);
  if (inside.empty()) return parts;
  for (const std::string& type : split_outside_quotes(inside, ','))
    parts.second.emplace_back(base::trim(type));
  return parts;
}

std::string qualified(const Schema& schema, const ObjectId& id) {
  if (id.kind != Kind::function) {
    return id.schema.empty() ? quoted(id.name) : qualified(id.schema, id.name);
  }
  auto [name, types] = split_signature(id.name);
  for (std::string& type : types) type = type_sql(schema, type);
  return qualified(id.schema, name) + "(" + base::join(types, ", ") + ")";
}

std::string relation_of(const ObjectId& id) { return qualified(id.schema, id.owner); }

std::string noun(const Schema& schema, const ObjectId& id) {
  switch (id.kind) {
    case Kind::extension:
      return "EXTENSION";
    case Kind::name_space:
      return "SCHEMA";
    case Kind::enum_type:
      return "TYPE";
    case Kind::sequence:
      return "SEQUENCE";
    case Kind::function: {
      const auto* function = schema.find_as<model::Function>(id);
      return function != nullptr && function->procedure ? "PROCEDURE" : "FUNCTION";
    }
    case Kind::table:
    case Kind::partition:
      return "TABLE";
    case Kind::virtual_table:
      return "VIRTUAL TABLE";
    case Kind::column:
      return "COLUMN";
    case Kind::primary_key:
    case Kind::unique:
    case Kind::check:
    case Kind::exclusion:
    case Kind::foreign_key:
      return "CONSTRAINT";
    case Kind::index:
      return "INDEX";
    case Kind::view:
      return "VIEW";
    case Kind::materialized_view:
      return "MATERIALIZED VIEW";
    case Kind::trigger:
      return "TRIGGER";
  }
  return {};
}

std::string type_sql(const Schema& schema, Symbol type) {
  const auto tokens = sql::tokenize(type.view(), kDialect);
  if (tokens.size() < 2 || tokens[1].is_symbol(".")) return type.str();
  if (tokens[0].kind != sql::TokenKind::word && tokens[0].kind != sql::TokenKind::quoted_name)
    return type.str();
  const std::string name = sql::name_of(tokens[0], kDialect);
  if (!schema.contains({Kind::enum_type, "public", {}, name})) return type.str();
  return qualified("public", name) + type.str().substr(tokens[0].text.size());
}

std::string collation_sql(const Schema& schema, Symbol collation) {
  return maybe_qualified(schema, collation);
}

std::string options_sql(const model::Options& options) {
  std::vector<std::string> parts;
  for (const auto& [name, value] : options) {
    std::vector<std::string> words;
    for (const std::string& word : split_outside_quotes(name.view(), '.')) words.push_back(quoted(word));
    parts.push_back(base::join(words, ".") + " = " +
                    (is_plain_number(value.view()) ? value.str() : sql::quote_literal(value.view())));
  }
  return "(" + base::join(parts, ", ") + ")";
}

std::string fill(std::string_view text, const std::vector<std::pair<std::string_view, std::string>>& values) {
  std::string filled;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t close = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
    const auto value = close == std::string_view::npos
                           ? values.end()
                           : std::find_if(values.begin(), values.end(), [&](const auto& pair) {
                               return pair.first == text.substr(i + 1, close - i - 1);
                             });
    if (value == values.end()) {
      filled += text[i++];
    } else {
      filled += value->second;
      i = close + 1;
    }
  }
  return filled;
}

}  // namespace schemagen::dialect::postgres
