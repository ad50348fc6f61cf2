#include "dsl/load_constraint.h"
#include "dsl/load_name.h"
#include "schemagen/base/text.h"
#include "schemagen/model/naming.h"

namespace schemagen::dsl {
namespace {

struct KeyOfColumn {
  const ColumnDraft* column;
  Spot at;
};

// Columns that say `pk = true` and the one that says `autoincrement = true`.
std::vector<KeyOfColumn> columns_with_pk(Loader& loader, TableDraft& draft,
                                         std::optional<KeyOfColumn>& counted) {
  std::vector<KeyOfColumn> found;
  for (const ColumnDraft& column : draft.columns) {
    if (column.value->table() == nullptr) continue;
    const Fields fields = Fields::again(loader, *column.value, column_keys());
    if (fields.flag("pk")) found.push_back({&column, fields.entry("pk")->at});
    if (fields.flag("autoincrement")) counted = KeyOfColumn{&column, fields.entry("autoincrement")->at};
  }
  return found;
}

bool is_rowid_alias(TableDraft& draft, const model::PrimaryKey& key) {
  if (draft.table.without_rowid || key.columns.size() != 1 || key.columns.front().descending) return false;
  const ColumnDraft* column = draft.find(key.columns.front().name);
  return base::equals_ignoring_case(column->column.type.view(), "integer");
}

void check_autoincrement(Loader& loader, TableDraft& draft, const model::PrimaryKey* key,
                         const KeyOfColumn& counted) {
  if (draft.table.without_rowid) {
    loader.report.add(counted.at, "a table WITHOUT ROWID has no AUTOINCREMENT",
                      "remove `autoincrement` or `without_rowid`");
    return;
  }
  const bool fits =
      key != nullptr && is_rowid_alias(draft, *key) && key->columns.front().name == counted.column->name;
  if (!fits)
    loader.report.add(counted.at, "AUTOINCREMENT works only on a column that is the INTEGER primary key",
                      "write { type = \"INTEGER\", pk = true, autoincrement = true }");
}

// What a primary key makes of its columns.
void settle_columns(Loader& loader, TableDraft& draft, const model::PrimaryKey& key, Spot at) {
  const bool never_null =
      loader.postgresql() || draft.table.without_rowid || draft.table.strict || is_rowid_alias(draft, key);
  for (const model::KeyColumn& part : key.columns) {
    ColumnDraft& column = *draft.find(part.name);
    if (column.nullable && loader.postgresql())
      loader.report.add(
          at, "the column " + shown(part.name.view()) + " is nullable, which a primary key cannot be",
          "remove the `?` behind its type");
    if (column.column.generated && !loader.postgresql())
      loader.report.add(
          at, "the column " + shown(part.name.view()) + " is generated, which a primary key cannot be",
          "choose another column");
    if (never_null) column.column.not_null = true;
  }
}

void name_key(Loader& loader, const TableDraft& draft, model::PrimaryKey& key, const Value* name, Spot at) {
  if (name != nullptr) {
    key.name = Symbol(*name->text());
    if (!loader.check_name(Kind::primary_key, key.name.view(), name->at)) return;
    if (loader.postgresql())
      loader.declare({Kind::primary_key, draft.schema, draft.name, key.name}, name->at);
    return;
  }
  key.naming = model::Naming::automatic;
  if (loader.postgresql()) key.name = automatic_id(loader, Kind::primary_key, draft, {}, "pkey", at).name;
}

void fill_key(Loader& loader, TableDraft& draft, const Fields& fields, model::PrimaryKey& key) {
  if (const Value* include = fields.find("include"))
    key.include = load_column_list(loader, draft, "include", *include);
  key.deferral = load_deferral(loader, fields);
  key.on_conflict = load_on_conflict(fields);
  key.storage = fields.options("with");
  key.comment = fields.symbol("comment");
}

struct DraftKey {
  model::PrimaryKey key;
  const Value* name = nullptr;
  Spot at;
};

std::optional<DraftKey> load_table_key(Loader& loader, TableDraft& draft, const Entry& entry) {
  DraftKey loaded;
  loaded.at = entry.at;
  if (entry.value.array() != nullptr) {
    loaded.key.columns = load_key_columns(loader, draft, "primary_key", entry.value);
  } else if (entry.value.table() != nullptr) {
    const Fields fields(loader, entry.value, primary_key_keys());
    const Value* columns = fields.find("columns");
    if (columns == nullptr)
      loader.report.add(entry.at, "a primary key needs `columns`", "write columns = [\"a\", \"b\"]");
    else
      loaded.key.columns = load_key_columns(loader, draft, "columns", *columns);
    loaded.name = fields.text("name");
    fill_key(loader, draft, fields, loaded.key);
  } else {
    loader.report.add(
        entry.value.at,
        "`primary_key` must be a list of columns or a table, not " + std::string(kind_of(entry.value)),
        "write primary_key = [\"a\", \"b\"]");
  }
  if (loaded.key.columns.empty()) return std::nullopt;
  return loaded;
}

std::optional<DraftKey> column_key(Loader& loader, const std::vector<KeyOfColumn>& columns) {
  if (columns.empty()) return std::nullopt;
  if (columns.size() > 1) {
    std::vector<std::string> quoted;
    for (const KeyOfColumn& column : columns) quoted.push_back("\"" + column.column->name.str() + "\"");
    loader.report.add(columns[1].at, "this is the second `pk = true` of the table, which has one primary key",
                      "for a key of several columns remove them and write primary_key = [" +
                          base::join(quoted, ", ") + "] in the table");
  }
  DraftKey loaded;
  loaded.at = columns.front().at;
  loaded.key.columns.push_back({columns.front().column->name, {}, false});
  return loaded;
}

}  // namespace

void load_primary_key(Loader& loader, TableDraft& draft, const Fields& fields) {
  std::optional<KeyOfColumn> counted;
  const std::vector<KeyOfColumn> marked = columns_with_pk(loader, draft, counted);
  const Entry* entry = fields.entry("primary_key");
  draft.has_primary_key = entry != nullptr || !marked.empty();
  if (entry != nullptr && !marked.empty())
    loader.report.add(marked.front().at, "the table has `primary_key` too, and a table has one primary key",
                      "remove `pk` here or `primary_key` from the table");
  auto loaded = entry != nullptr ? load_table_key(loader, draft, *entry) : column_key(loader, marked);
  if (counted) check_autoincrement(loader, draft, loaded ? &loaded->key : nullptr, *counted);
  if (!loaded) return;
  loaded->key.autoincrement = counted.has_value();
  settle_columns(loader, draft, loaded->key, loaded->at);
  name_key(loader, draft, loaded->key, loaded->name, loaded->at);
  loader.put(model::primary_key_id(draft.schema, draft.name), std::move(loaded->key), loaded->at);
}

}  // namespace schemagen::dsl
