#include "db/sqlite/cursor.h"
#include "db/sqlite/ddl.h"
#include "schemagen/base/text.h"

namespace schemagen::db::sqlite {
namespace {

using sql::Token;
using sql::TokenKind;

void skip_if_not_exists(Cursor& cursor) {
  if (!cursor.accept("if")) return;
  cursor.expect("not");
  cursor.expect("exists");
}

/// Whether COLLATE behind `span` would be about all of it: a name, a call, or something in parentheses.
bool is_primary_expression(const Span& span) {
  const Token* token = span.first;
  if (can_be_name(*token) || token->kind == TokenKind::number) ++token;
  if (token == span.last) return true;
  return Span{token, span.last}.without_parentheses().first != token;
}

void take_order(Span& span, model::IndexKey& key) {
  if (span.is_single()) return;
  const Token& last = *(span.last - 1);
  if (!is_keyword(last, "asc") && !is_keyword(last, "desc")) return;
  key.descending = is_keyword(last, "desc");
  --span.last;
}

bool ends_with_collation(const Span& span) {
  return span.last - span.first >= 3 && is_keyword(*(span.last - 2), "collate") &&
         can_be_name(*(span.last - 1)) && is_primary_expression({span.first, span.last - 2});
}

Symbol collation_of(const TableDefinition& table, Symbol name) {
  for (const Named<model::Column>& column : table.columns)
    if (column.name == name) return column.object.collation;
  return {};
}

model::IndexKey index_key(Span span, const TableDefinition& table) {
  model::IndexKey key;
  take_order(span, key);
  span = span.without_parentheses();
  while (ends_with_collation(span)) {
    if (key.collation.empty()) key.collation = name_of(*(span.last - 1));
    span.last -= 2;
    span = span.without_parentheses();
  }
  if (span.is_single() && can_be_name(*span.first)) {
    if (const std::optional<Symbol> column = find_column(table, name_of(*span.first).view())) {
      key.column = *column;
      key.collation = canonical_key_collation(key.collation, collation_of(table, *column));
      return key;
    }
  }
  key.collation = canonical_key_collation(key.collation, {});
  key.expression = span.text();
  return key;
}

}  // namespace

model::Index parse_index(std::string_view sql, const TableDefinition& table) {
  const std::vector<Token> tokens = sql::tokenize(sql, sql::Dialect::sqlite);
  Cursor cursor(tokens);
  model::Index index;
  cursor.expect("create");
  index.unique = cursor.accept("unique");
  cursor.expect("index");
  skip_if_not_exists(cursor);
  cursor.take_qualified_name();
  cursor.expect("on");
  cursor.take_name();
  cursor.expect_symbol('(');
  do {
    index.keys.push_back(index_key(cursor.take_list_element(), table));
  } while (cursor.accept_symbol(','));
  cursor.expect_symbol(')');
  if (cursor.accept("where")) {
    const Span where = cursor.take_rest().without_parentheses();
    if (where.empty()) cursor.fail("an expression");
    index.where = where.text();
  }
  cursor.expect_end();
  return index;
}

model::View parse_view(std::string_view sql) {
  const std::vector<Token> tokens = sql::tokenize(sql, sql::Dialect::sqlite);
  Cursor cursor(tokens);
  model::View view;
  cursor.expect("create");
  cursor.accept("temp") || cursor.accept("temporary");
  cursor.expect("view");
  skip_if_not_exists(cursor);
  cursor.take_qualified_name();
  if (cursor.accept_symbol('(')) {
    do {
      view.columns.push_back(cursor.take_name());
    } while (cursor.accept_symbol(','));
    cursor.expect_symbol(')');
  }
  cursor.expect("as");
  const Span query = cursor.take_rest();
  if (query.empty()) cursor.fail("a query");
  view.query = query.text();
  return view;
}

bool is_virtual_table(std::string_view sql) {
  constexpr std::string_view kHead = "create virtual table";
  return base::equals_ignoring_case(sql.substr(0, kHead.size()), kHead);
}

model::VirtualTable parse_virtual_table(std::string_view sql) {
  const std::vector<Token> tokens = sql::tokenize(sql, sql::Dialect::sqlite);
  Cursor cursor(tokens);
  model::VirtualTable table;
  cursor.expect("create");
  cursor.expect("virtual");
  cursor.expect("table");
  skip_if_not_exists(cursor);
  cursor.take_qualified_name();
  cursor.expect("using");
  table.module = cursor.take_name();
  if (!cursor.at_end()) table.arguments = cursor.take_parenthesised().text();
  cursor.expect_end();
  return table;
}

}  // namespace schemagen::db::sqlite
