#include "dsl/load_table.h"

#include <algorithm>

#include "dsl/load_advice.h"
#include "dsl/load_name.h"
#include "dsl/load_sql.h"
#include "schemagen/base/text.h"
#include "schemagen/model/naming.h"

namespace schemagen::dsl {
namespace {

constexpr std::string_view kStrictTypes[] = {"int", "integer", "real", "text", "blob", "any"};

void check_strict_types(Loader& loader, const TableDraft& draft) {
  for (const ColumnDraft& column : draft.columns) {
    const std::string type = base::to_lower(column.column.type.view());
    if (std::find(std::begin(kStrictTypes), std::end(kStrictTypes), type) != std::end(kStrictTypes)) continue;
    loader.report.add(column.at,
                      type.empty() ? "a column of a STRICT table needs a type"
                                   : "a STRICT table has no type " + shown(column.column.type.view()),
                      "write INT, INTEGER, REAL, TEXT, BLOB or ANY, or remove `strict`");
  }
}

void check_without_rowid(Loader& loader, const TableDraft& draft, const Fields& fields) {
  if (!draft.table.without_rowid || draft.has_primary_key) return;
  loader.report.add(fields.entry("without_rowid")->at, "a table WITHOUT ROWID needs a primary key",
                    "give a column pk = true, or remove `without_rowid`");
}

// In the order of the ids, which is the cheapest one to fill a Schema in.
void put_columns(Loader& loader, TableDraft& draft) {
  std::sort(draft.columns.begin(), draft.columns.end(),
            [](const ColumnDraft& a, const ColumnDraft& b) { return a.name < b.name; });
  for (ColumnDraft& column : draft.columns)
    loader.put(model::column_id(draft.schema, draft.name, column.name), std::move(column.column), column.at);
}

}  // namespace

ColumnDraft* TableDraft::find(Symbol column) {
  for (std::size_t i = 0; i < column_names.size(); ++i)
    if (column_names[i] == column) return &columns[i];
  return nullptr;
}

ColumnDraft* TableDraft::find_folded(std::string_view column, sql::Dialect dialect) {
  if (ColumnDraft* exact = find(Symbol(column))) return exact;
  if (dialect == sql::Dialect::postgresql) return nullptr;
  for (std::size_t i = 0; i < column_names.size(); ++i)
    if (base::equals_ignoring_case(column_names[i].view(), column)) return &columns[i];
  return nullptr;
}

void report_unknown_column(Loader& loader, const TableDraft& draft, std::string_view name, Spot at) {
  std::vector<std::string> names(draft.column_names.begin(), draft.column_names.end());
  const auto near = base::nearest(name, names);
  std::string hint = "the table has no columns";
  if (near)
    hint = "did you mean " + shown(*near) + "?";
  else if (!names.empty())
    hint = (names.size() == 1 ? "its only column is " : "its columns are ") + shown_list(names, "and");
  loader.report.add(at, "table " + shown(draft.name.view()) + " has no column " + shown(name),
                    std::move(hint));
}

std::vector<Symbol> load_column_list(Loader& loader, TableDraft& draft, std::string_view key,
                                     const Value& value) {
  std::vector<Symbol> columns;
  for (const Value* item : text_items(loader, key, value)) {
    const Symbol name(*item->text());
    if (draft.find(name) == nullptr) {
      report_unknown_column(loader, draft, name.view(), item->at);
    } else if (std::find(columns.begin(), columns.end(), name) != columns.end()) {
      loader.report.add(item->at, "the column " + shown(name.view()) + " is named twice", "name it once");
    } else {
      columns.push_back(name);
    }
  }
  return columns;
}

ObjectId automatic_id(Loader& loader, Kind kind, const TableDraft& draft, const std::vector<Symbol>& columns,
                      std::string_view label, Spot at) {
  std::string numbered(label);
  for (int number = 1;; ++number) {
    const ObjectId id{kind, draft.schema, draft.name,
                      model::automatic_name(draft.name.view(), columns, numbered)};
    if (!loader.is_taken(id)) {
      loader.declare(id, at);
      return id;
    }
    numbered = std::string(label) + std::to_string(number);
  }
}

void load_table(Loader& loader, const Entry& entry) {
  const auto id = declare_object(loader, Kind::table, entry);
  if (!id) return;
  const Fields fields(loader, entry.value, table_keys());
  if (entry.value.table() == nullptr) return;
  TableDraft draft;
  draft.schema = id->schema;
  draft.name = id->name;
  draft.at = entry.at;
  draft.table.comment = fields.symbol("comment");
  draft.table.storage = fields.options("with");
  draft.table.unlogged = fields.flag("unlogged");
  draft.table.strict = fields.flag("strict");
  draft.table.without_rowid = fields.flag("without_rowid");
  loader.rename(fields, *id);
  load_table_advice(loader, *id, fields);
  load_columns(loader, draft, fields);
  if (draft.table.strict) check_strict_types(loader, draft);
  load_primary_key(loader, draft, fields);
  check_without_rowid(loader, draft, fields);
  load_named_constraints(loader, draft, fields);
  load_foreign_keys(loader, draft, fields);
  load_exclusions(loader, draft, fields);
  load_indexes(loader, &draft, draft.schema, draft.name, fields);
  load_unnamed_constraints(loader, draft, fields);
  load_unnamed_foreign_keys(loader, draft, fields);
  load_triggers(loader, draft.schema, draft.name, fields);
  load_partitions(loader, draft, fields);
  put_columns(loader, draft);
  loader.put(*id, std::move(draft.table), entry.at);
}

void load_virtual_table(Loader& loader, const Entry& entry) {
  const auto id = declare_object(loader, Kind::virtual_table, entry);
  if (!id) return;
  const Fields fields(loader, entry.value, virtual_table_keys());
  if (entry.value.table() == nullptr) return;
  const Value* value = fields.text("using");
  if (value == nullptr) {
    if (!fields.has("using"))
      loader.report.add(entry.at, "a virtual table needs `using`", "write using = \"fts5(title, body)\"");
    return;
  }
  const auto sql = SqlText::load(loader, *value);
  if (!sql) return;
  const auto& tokens = sql->tokens();
  const sql::Token& last = tokens[tokens.size() - 2];
  const bool named = tokens[0].kind == sql::TokenKind::word || tokens[0].kind == sql::TokenKind::quoted_name;
  const bool called = tokens.size() > 3 && tokens[1].is_symbol("(") && last.is_symbol(")");
  if (!named || (tokens.size() > 2 && !called)) {
    loader.report.add(value->at, "`using` must be a module and its arguments",
                      "write using = \"fts5(title, body)\"");
    return;
  }
  model::VirtualTable table;
  table.module = sql::name_of(tokens[0], loader.dialect());
  if (called) {
    const std::size_t start = tokens[1].offset + 1;
    table.arguments = Symbol(base::trim(sql->text().substr(start, last.offset - start)));
  }
  loader.put(*id, std::move(table), entry.at);
}

}  // namespace schemagen::dsl
