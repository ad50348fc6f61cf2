// Columns of primary keys and unique constraints: names, on SQLite with a collation and an order.
#include <algorithm>

#include "dsl/load_constraint.h"
#include "dsl/load_sql.h"
#include "schemagen/base/error.h"
#include "schemagen/base/text.h"

namespace schemagen::dsl {
namespace {

Symbol canonical_collation(std::string_view collation, const model::Column& column) {
  const std::string upper = base::to_upper(collation);
  const std::string own = column.collation.empty() ? "BINARY" : base::to_upper(column.collation.view());
  if (upper == own) return {};
  return upper == "BINARY" || upper == "NOCASE" || upper == "RTRIM" ? Symbol(upper) : Symbol(collation);
}

// `name [collate x] [asc|desc]`; false when it is something else.
bool read_key_column(TableDraft& draft, const std::vector<sql::Token>& tokens, model::KeyColumn& key,
                     std::string& unknown) {
  constexpr auto kDialect = sql::Dialect::sqlite;
  std::size_t at = 0;
  const auto is_name = [&] {
    return tokens[at].kind == sql::TokenKind::word || tokens[at].kind == sql::TokenKind::quoted_name;
  };
  if (!is_name()) return false;
  const std::string name = sql::name_of(tokens[at++], kDialect);
  const ColumnDraft* column = draft.find_folded(name, kDialect);
  if (tokens[at].is("collate")) {
    ++at;
    if (!is_name()) return false;
    const std::string collation = sql::name_of(tokens[at++], kDialect);
    if (column != nullptr) key.collation = canonical_collation(collation, column->column);
  }
  if (tokens[at].is("asc") || tokens[at].is("desc")) key.descending = tokens[at++].is("desc");
  if (tokens[at].kind != sql::TokenKind::end) return false;
  if (column == nullptr)
    unknown = name;
  else
    key.name = column->name;
  return true;
}

std::optional<model::KeyColumn> load_key_column(Loader& loader, TableDraft& draft, const Value& value) {
  const std::string& text = *value.text();
  model::KeyColumn key;
  if (draft.find(Symbol(text)) != nullptr) {
    key.name = Symbol(text);
    return key;
  }
  std::string unknown = text;
  if (!loader.postgresql() && !text.empty()) {
    try {
      const auto tokens = sql::tokenize(text, loader.dialect());
      if (tokens.size() > 2 && read_key_column(draft, tokens, key, unknown) && !key.name.empty()) return key;
    } catch (const base::Error&) {
      unknown = text;
    }
  }
  report_unknown_column(loader, draft, unknown, value.at);
  return std::nullopt;
}

}  // namespace

std::vector<model::KeyColumn> load_key_columns(Loader& loader, TableDraft& draft, std::string_view key,
                                               const Value& value) {
  std::vector<model::KeyColumn> columns;
  for (const Value* item : text_items(loader, key, value)) {
    const auto column = load_key_column(loader, draft, *item);
    if (!column) continue;
    const bool twice = std::any_of(columns.begin(), columns.end(),
                                   [&](const model::KeyColumn& other) { return other.name == column->name; });
    if (twice)
      loader.report.add(item->at, "the column " + shown(column->name.view()) + " is named twice",
                        "name it once");
    else
      columns.push_back(*column);
  }
  if (value.array() != nullptr && value.array()->empty())
    loader.report.add(value.at, shown(key) + " names no column", "name at least one");
  return columns;
}

std::vector<Symbol> names_of(const std::vector<model::KeyColumn>& columns) {
  std::vector<Symbol> names;
  for (const model::KeyColumn& column : columns) names.push_back(column.name);
  return names;
}

}  // namespace schemagen::dsl
