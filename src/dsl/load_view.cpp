#include <algorithm>

#include "dsl/load_name.h"
#include "dsl/load_sql.h"
#include "dsl/load_table.h"
#include "schemagen/base/text.h"

namespace schemagen::dsl {
namespace {

constexpr std::string_view kQueryStarts[] = {"select", "with", "values", "table"};

bool starts_query(const std::vector<sql::Token>& tokens) {
  std::size_t first = 0;
  while (tokens[first].is_symbol("(")) ++first;
  for (const std::string_view word : kQueryStarts)
    if (tokens[first].is(word)) return true;
  return false;
}

bool is_one_statement(Loader& loader, const SqlText& sql) {
  for (const sql::Token& token : sql.tokens()) {
    if (!token.is_symbol(";")) continue;
    sql.report(loader, token.offset, "a view is one query, and another statement follows here",
               "keep the query only");
    return false;
  }
  return true;
}

// The query without comments before it and without a final semicolon.
Symbol load_query(Loader& loader, const Fields& fields, const Entry& entry, const ObjectId& id) {
  const auto sql = SqlText::load(loader, fields, entry);
  if (!sql || !is_one_statement(loader, *sql)) return {};
  const auto& tokens = sql->tokens();
  if (!starts_query(tokens)) {
    sql->report(loader, tokens.front().offset, "the SQL of a view must be a query",
                tokens.front().is("create") ? "write what stands behind AS, without CREATE VIEW"
                                            : "it begins with SELECT, WITH or VALUES");
    return {};
  }
  const bool starred =
      std::any_of(tokens.begin(), tokens.end(), [](const sql::Token& token) { return token.is_symbol("*"); });
  if (starred && loader.postgresql()) loader.stars.push_back({id, entry.at});
  const sql::Token& last = tokens[tokens.size() - 2];
  const std::size_t start = tokens.front().offset;
  return Symbol(sql->text().substr(start, last.offset + last.text.size() - start));
}

std::map<Symbol, Symbol> load_column_comments(const Fields& fields) {
  return fields.options("column_comments");
}

std::vector<Symbol> load_view_columns(Loader& loader, const Fields& fields) {
  std::vector<Symbol> columns;
  if (loader.postgresql() && fields.entry("columns") != nullptr) return columns;
  const Value* value = fields.find("columns");
  if (value == nullptr) return columns;
  for (const Value* item : text_items(loader, "columns", *value))
    if (loader.check_name(Kind::column, *item->text(), item->at)) columns.emplace_back(*item->text());
  return columns;
}

}  // namespace

void load_view(Loader& loader, const Entry& entry) {
  const auto id = declare_object(loader, Kind::view, entry);
  if (!id) return;
  const Fields fields(loader, entry.value, view_keys());
  if (entry.value.table() == nullptr) return;
  loader.rename(fields, *id);
  model::View view;
  view.query = load_query(loader, fields, entry, *id);
  view.columns = load_view_columns(loader, fields);
  view.options = fields.options("options");
  view.comment = fields.symbol("comment");
  view.column_comments = load_column_comments(fields);
  load_triggers(loader, id->schema, id->name, fields);
  loader.put(*id, std::move(view), entry.at);
}

void load_materialized_view(Loader& loader, const Entry& entry) {
  const auto id = declare_object(loader, Kind::materialized_view, entry);
  if (!id) return;
  const Fields fields(loader, entry.value, materialized_view_keys());
  if (entry.value.table() == nullptr) return;
  loader.rename(fields, *id);
  model::MaterializedView view;
  view.query = load_query(loader, fields, entry, *id);
  view.storage = fields.options("with");
  view.populated = fields.flag("populated", true);
  view.comment = fields.symbol("comment");
  view.column_comments = load_column_comments(fields);
  load_indexes(loader, nullptr, id->schema, id->name, fields);
  loader.put(*id, std::move(view), entry.at);
}

}  // namespace schemagen::dsl
