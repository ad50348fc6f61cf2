#include "dsl/emit_names.h"

#include <algorithm>
#include <optional>

#include "dsl/load_signature.h"
#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"

namespace schemagen::dsl {
namespace {

bool is_plain(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

std::string in_quotes(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string key_part(Symbol name) {
  const bool plain = !name.empty() && name.view().find_first_of(".\"(") == std::string_view::npos;
  return plain ? name.str() : in_quotes(name.view());
}

std::string reference_part(Symbol name) {
  return is_plain(name.view()) ? name.str() : in_quotes(name.view());
}

/// A collation or operator class: `name`, or `schema.name` where the schema is one that is known.
std::string object_name(Symbol text, const model::Schema& schema) {
  const std::size_t dot = text.view().find('.');
  if (dot == std::string_view::npos) return sql::quote_name(text.view(), schema.dialect());
  const Symbol owner(text.view().substr(0, dot));
  if (owner != Symbol("public") && !schema.contains({model::Kind::name_space, "", "", owner}))
    return sql::quote_name(text.view(), schema.dialect());
  return sql::quote_name(owner.view(), text.view().substr(dot + 1), schema.dialect());
}

/// A text that must not be taken for a column name is told from it by a space.
std::string unlike_columns(std::string text, const std::set<Symbol>& columns) {
  while (columns.contains(Symbol(text))) text += ' ';
  return text;
}

bool is_call(std::string_view expression, sql::Dialect dialect) {
  try {
    const std::vector<sql::Token> tokens = sql::tokenize(expression, dialect);
    if (tokens.size() < 4 || tokens[0].kind != sql::TokenKind::word || !tokens[1].is_symbol("("))
      return false;
    int depth = 0;
    for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
      if (tokens[i].is_symbol("(")) ++depth;
      if (tokens[i].is_symbol(")")) --depth;
      if (depth == 0) return i + 2 == tokens.size();
    }
    return false;
  } catch (const base::Error&) {
    return false;
  }
}

std::string expression_text(Symbol expression, const std::set<Symbol>& columns, sql::Dialect dialect) {
  if (is_call(expression.view(), dialect) && !columns.contains(expression)) return expression.str();
  const bool ends_in_comment = expression.view().find("--") != std::string_view::npos;
  return "(" + expression.str() + (ends_in_comment ? "\n)" : ")");
}

std::string option_text(Symbol value) {
  const bool number = !value.empty() && std::all_of(value.view().begin(), value.view().end(),
                                                    [](char c) { return c >= '0' && c <= '9'; });
  return number ? value.str() : sql::quote_literal(value.view());
}

}  // namespace

std::string qualified_text(Symbol schema, Symbol name, sql::Dialect dialect) {
  if (schema.view() == sql::default_schema(dialect)) return key_part(name);
  return key_part(schema) + "." + key_part(name);
}

std::string function_text(Symbol schema, Symbol signature, sql::Dialect dialect) {
  const std::size_t arguments = arguments_of(signature.view());
  return qualified_text(schema, Symbol(signature.view().substr(0, arguments)), dialect) +
         std::string(signature.view().substr(arguments));
}

std::string old_name_text(const model::ObjectId& old, const model::ObjectId& id, sql::Dialect dialect) {
  const Symbol name = old.kind == model::Kind::function
                          ? Symbol(old.name.view().substr(0, arguments_of(old.name.view())))
                          : old.name;
  if (old.schema == id.schema && old.schema.view() == sql::default_schema(dialect)) return key_part(name);
  return key_part(old.schema) + "." + key_part(name);
}

std::string reference_text(Symbol schema, Symbol table, const std::vector<Symbol>& columns,
                           sql::Dialect dialect) {
  std::string out = schema.view() == sql::default_schema(dialect) ? "" : reference_part(schema) + ".";
  out += reference_part(table);
  if (columns.empty()) return out;
  out += "(";
  for (std::size_t i = 0; i < columns.size(); ++i) out += (i > 0 ? ", " : "") + reference_part(columns[i]);
  return out + ")";
}

std::string column_text(Symbol schema, Symbol table, Symbol column, sql::Dialect dialect) {
  return reference_text(schema, table, {}, dialect) + "." + reference_part(column);
}

std::string key_column_text(const model::KeyColumn& key, const std::set<Symbol>& columns) {
  if (key.collation.empty() && !key.descending) return key.name.str();
  std::string out = sql::quote_name(key.name.view(), sql::Dialect::sqlite);
  if (!key.collation.empty())
    out += " collate " + sql::quote_name(key.collation.view(), sql::Dialect::sqlite);
  if (key.descending) out += " desc";
  return unlike_columns(std::move(out), columns);
}

std::string index_key_text(const model::IndexKey& key, const std::set<Symbol>& columns,
                           const model::Schema& schema, bool always_sql) {
  const sql::Dialect dialect = schema.dialect();
  std::string tail;
  if (!key.collation.empty()) tail += " collate " + object_name(key.collation, schema);
  if (!key.operator_class.empty()) tail += " " + object_name(key.operator_class, schema);
  std::string options;
  for (const auto& [name, value] : key.operator_class_options)
    options +=
        (options.empty() ? "" : ", ") + sql::quote_name(name.view(), dialect) + " = " + option_text(value);
  if (!options.empty()) tail += " (" + options + ")";
  if (key.descending) tail += " desc";
  if (dialect == sql::Dialect::postgresql && key.nulls_first != key.descending)
    tail += key.nulls_first ? " nulls first" : " nulls last";
  const bool as_it_is = !always_sql && tail.empty() && columns.contains(key.column) &&
                        base::trim(key.column.view()) == key.column.view();
  if (key.expression.empty() && as_it_is) return key.column.str();
  const std::string head = key.expression.empty() ? sql::quote_name(key.column.view(), dialect)
                                                  : expression_text(key.expression, columns, dialect);
  return always_sql ? head + tail : unlike_columns(head + tail, columns);
}

}  // namespace schemagen::dsl
