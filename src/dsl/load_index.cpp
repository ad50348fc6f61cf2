#include "dsl/load_constraint.h"
#include "dsl/load_name.h"
#include "dsl/load_sql.h"
#include "schemagen/model/naming.h"

namespace schemagen::dsl {
namespace {

Symbol method_of(Loader& loader, const Fields& fields) {
  if (!loader.postgresql()) return {};
  const Symbol written = fields.symbol("using");
  return written.empty() ? Symbol("btree") : written;
}

void load_keys(Loader& loader, TableDraft* draft, std::string_view key, const Value& list,
               model::Index& index) {
  for (const Value* item : text_items(loader, key, list))
    if (auto loaded = load_index_key(loader, draft, *item, *item->text()))
      index.keys.push_back(std::move(*loaded));
  if (list.array() != nullptr && list.array()->empty())
    loader.report.add(list.at, shown(key) + " names nothing to index",
                      "name at least one column or expression");
}

std::vector<Symbol> load_include(Loader& loader, TableDraft* draft, const Fields& fields) {
  const Value* value = fields.find("include");
  if (value == nullptr) return {};
  if (draft != nullptr) return load_column_list(loader, *draft, "include", *value);
  std::vector<Symbol> columns;
  for (const Value* item : text_items(loader, "include", *value)) columns.emplace_back(*item->text());
  return columns;
}

Symbol load_predicate(Loader& loader, const TableDraft* draft, const Fields& fields) {
  const Value* value = fields.text("where");
  if (value == nullptr) return {};
  const auto expression = load_expression(loader, *value);
  if (!expression) return {};
  if (draft != nullptr) check_columns_used(loader, *value, *expression, draft->column_names);
  return *expression;
}

void load_index(Loader& loader, TableDraft* draft, const ObjectId& id, const Entry& entry) {
  model::Index index;
  if (entry.value.array() != nullptr) {
    load_keys(loader, draft, entry.key.view(), entry.value, index);
    if (loader.postgresql()) index.method = Symbol("btree");
  } else {
    if (entry.value.text() != nullptr) {
      loader.report.add(entry.value.at,
                        "the index " + shown(entry.key.view()) + " must be a list or a table, not a string",
                        "write " + entry.key.str() + " = [\"" + *entry.value.text() + "\"]");
      return;
    }
    const Fields fields(loader, entry.value, index_keys());
    if (entry.value.table() == nullptr) return;
    loader.rename(fields, id);
    const Value* on = fields.find("on");
    if (on == nullptr) {
      loader.report.add(entry.at, "the index " + shown(entry.key.view()) + " needs `on`",
                        "write on = [\"a\", \"lower(b)\"]");
      return;
    }
    load_keys(loader, draft, "on", *on, index);
    index.include = load_include(loader, draft, fields);
    index.method = method_of(loader, fields);
    index.where = load_predicate(loader, draft, fields);
    index.storage = fields.options("with");
    index.comment = fields.symbol("comment");
    index.unique = fields.flag("unique");
    index.nulls_not_distinct = fields.flag("nulls_not_distinct");
    if (index.nulls_not_distinct && !index.unique)
      loader.report.add(fields.entry("nulls_not_distinct")->at, "`nulls_not_distinct` is for unique indexes",
                        "write unique = true too, or remove the key");
  }
  if (!index.keys.empty()) loader.put(id, std::move(index), entry.at);
}

// `key WITH operator`: where WITH stands, outside of parentheses.
std::size_t find_with(const std::vector<sql::Token>& tokens) {
  int depth = 0;
  std::size_t found = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is_symbol("(")) ++depth;
    if (tokens[i].is_symbol(")")) --depth;
    if (depth == 0 && tokens[i].is("with")) found = i;
  }
  return found;
}

std::optional<model::Exclusion::Element> load_element(Loader& loader, TableDraft& draft, const Value& value) {
  const auto sql = SqlText::load(loader, value);
  if (!sql) return std::nullopt;
  const auto& tokens = sql->tokens();
  const std::size_t with = find_with(tokens);
  if (with == 0 || with + 2 >= tokens.size()) {
    loader.report.add(value.at, "an element is a column or an expression, WITH and an operator",
                      "write \"room with =\"");
    return std::nullopt;
  }
  auto key = load_index_key(loader, &draft, value, sql->text().substr(0, tokens[with].offset));
  if (!key) return std::nullopt;
  const sql::Token& last = tokens[tokens.size() - 2];
  const std::size_t start = tokens[with + 1].offset;
  return model::Exclusion::Element{std::move(*key),
                                   Symbol(sql->text().substr(start, last.offset + last.text.size() - start))};
}

void load_exclusion(Loader& loader, TableDraft& draft, const ObjectId& id, const Entry& entry) {
  const Fields fields(loader, entry.value, exclude_keys());
  if (entry.value.table() == nullptr) return;
  loader.rename(fields, id);
  model::Exclusion exclusion;
  const Value* elements = fields.find("elements");
  if (elements == nullptr) {
    loader.report.add(entry.at, "the exclusion constraint " + shown(entry.key.view()) + " needs `elements`",
                      "write elements = [\"room with =\", \"during with &&\"]");
    return;
  }
  for (const Value* item : text_items(loader, "elements", *elements))
    if (auto element = load_element(loader, draft, *item)) exclusion.elements.push_back(std::move(*element));
  exclusion.method = method_of(loader, fields);
  exclusion.include = load_include(loader, &draft, fields);
  exclusion.where = load_predicate(loader, &draft, fields);
  exclusion.deferral = load_deferral(loader, fields);
  exclusion.storage = fields.options("with");
  exclusion.comment = fields.symbol("comment");
  if (!exclusion.elements.empty()) loader.put(id, std::move(exclusion), entry.at);
}

}  // namespace

void load_indexes(Loader& loader, TableDraft* draft, Symbol schema, Symbol owner, const Fields& fields) {
  const Value* indexes = fields.table("indexes");
  if (indexes == nullptr) return;
  for (const Entry& entry : *indexes->table())
    if (const auto id = declare_owned(loader, Kind::index, schema, owner, entry))
      load_index(loader, draft, *id, entry);
}

void load_column_index(Loader& loader, TableDraft& draft, const ColumnDraft& column) {
  const Spot at = Fields::again(loader, *column.value, column_keys()).entry("index")->at;
  model::Index index;
  index.keys.emplace_back();
  index.keys.front().column = column.name;
  if (loader.postgresql()) index.method = Symbol("btree");
  const ObjectId id = automatic_id(loader, Kind::index, draft, {column.name}, "idx", at);
  loader.put(id, std::move(index), at);
}

void load_exclusions(Loader& loader, TableDraft& draft, const Fields& fields) {
  const Value* exclusions = fields.table("excludes");
  if (exclusions == nullptr) return;
  for (const Entry& entry : *exclusions->table())
    if (const auto id = declare_owned(loader, Kind::exclusion, draft.schema, draft.name, entry))
      load_exclusion(loader, draft, *id, entry);
}

}  // namespace schemagen::dsl
