#include <algorithm>

#include "dsl/load_name.h"
#include "dsl/load_table.h"
#include "schemagen/model/naming.h"

namespace schemagen::dsl {
namespace {

using model::Naming;
using model::ReferentialAction;

// In the order of model::ReferentialAction.
constexpr std::string_view kActions[] = {"no action", "restrict", "cascade", "set null", "set default"};

ReferentialAction load_action(const Fields& fields, std::string_view key) {
  const auto found = fields.choice(key, kActions);
  return found ? static_cast<ReferentialAction>(*found) : ReferentialAction::no_action;
}

// What a foreign key of a column and one of a table have in common.
bool fill_reference(Loader& loader, const Fields& fields, model::ForeignKey& key) {
  const Value* value = fields.text("references");
  if (value == nullptr) return false;
  key.on_delete = load_action(fields, "on_delete");
  key.on_update = load_action(fields, "on_update");
  key.match =
      fields.choice("match", {"simple", "full"}).value_or(0) == 0 ? model::Match::simple : model::Match::full;
  key.deferral = load_deferral(loader, fields);
  const auto reference = parse_reference(loader, *value);
  if (!reference) return false;
  key.ref_schema = reference->table.schema;
  key.ref_table = reference->table.name;
  key.ref_columns = reference->columns;
  return true;
}

void add_reference(Loader& loader, const ObjectId& id, model::ForeignKey key, Spot at, Spot references_at) {
  loader.references.push_back({id, references_at});
  loader.put(id, std::move(key), at);
}

void load_on_delete_columns(Loader& loader, TableDraft& draft, const Fields& fields, model::ForeignKey& key) {
  const Value* value = fields.find("on_delete_columns");
  if (value == nullptr) return;
  key.on_delete_columns = load_column_list(loader, draft, "on_delete_columns", *value);
  if (key.on_delete != ReferentialAction::set_null && key.on_delete != ReferentialAction::set_default)
    loader.report.add(value->at, "`on_delete_columns` is for \"set null\" and \"set default\" only",
                      "write on_delete = \"set null\", or remove `on_delete_columns`");
  for (const Symbol name : key.on_delete_columns)
    if (std::find(key.columns.begin(), key.columns.end(), name) == key.columns.end())
      loader.report.add(value->at, "the column " + shown(name.view()) + " is not part of this foreign key",
                        "name columns of the foreign key only");
}

std::optional<model::ForeignKey> load_key(Loader& loader, TableDraft& draft, const Value& value,
                                          const Fields& fields) {
  model::ForeignKey key;
  const Value* columns = fields.find("columns");
  if (columns == nullptr)
    loader.report.add(value.at, "a foreign key needs `columns`", "write columns = [\"user_id\"]");
  else
    key.columns = load_column_list(loader, draft, "columns", *columns);
  if (!fields.has("references"))
    loader.report.add(value.at, "a foreign key needs `references`", "write references = \"users(id)\"");
  if (!fill_reference(loader, fields, key)) return std::nullopt;
  load_on_delete_columns(loader, draft, fields, key);
  key.enforced = !fields.flag("not_enforced");
  key.validated = key.enforced && !fields.flag("not_valid");
  key.comment = fields.symbol("comment");
  const bool complete =
      columns != nullptr && columns->array() != nullptr && key.columns.size() == columns->array()->size();
  if (complete && key.columns.empty())
    loader.report.add(columns->at, "`columns` names no column", "name at least one");
  if (!complete || key.columns.empty()) return std::nullopt;
  return key;
}

void report_orphan_keys(Loader& loader, const Fields& fields) {
  for (const char* key : {"on_delete", "on_update", "match", "deferrable"})
    if (fields.has(key))
      loader.report.add(fields.entry(key)->at, shown(key) + " belongs to a foreign key, and there is none",
                        "give the column references = \"table(column)\", or remove " + shown(key));
}

}  // namespace

void load_column_reference(Loader& loader, TableDraft& draft, const ColumnDraft& column,
                           const Fields& fields) {
  if (!fields.has("references")) {
    report_orphan_keys(loader, fields);
    return;
  }
  model::ForeignKey key;
  key.naming = Naming::automatic;
  key.columns.push_back(column.name);
  if (!fill_reference(loader, fields, key)) return;
  const Entry& entry = *fields.entry("references");
  const ObjectId id = automatic_id(loader, Kind::foreign_key, draft, key.columns, "fkey", entry.at);
  add_reference(loader, id, std::move(key), entry.at, entry.value.at);
}

void load_foreign_keys(Loader& loader, TableDraft& draft, const Fields& fields) {
  const Value* keys = fields.table("foreign_keys");
  if (keys == nullptr) return;
  for (const Entry& entry : *keys->table()) {
    const auto id = declare_owned(loader, Kind::foreign_key, draft.schema, draft.name, entry);
    if (!id) continue;
    const Fields inner(loader, entry.value, foreign_key_keys());
    if (entry.value.table() == nullptr) continue;
    loader.rename(inner, *id);
    loader.advise_phase(inner, *id);
    if (auto key = load_key(loader, draft, entry.value, inner))
      add_reference(loader, *id, std::move(*key), entry.at, inner.find("references")->at);
  }
}

void load_unnamed_foreign_keys(Loader& loader, TableDraft& draft, const Fields& fields) {
  const Value* keys = fields.array("foreign_key");
  if (keys == nullptr) return;
  for (const Value& item : *keys->array()) {
    const Fields inner(loader, item, foreign_key_keys());
    if (item.table() == nullptr) continue;
    auto key = load_key(loader, draft, item, inner);
    if (!key) continue;
    key->naming = Naming::automatic;
    const ObjectId id = automatic_id(loader, Kind::foreign_key, draft, key->columns, "fkey", item.at);
    loader.rename(inner, id);
    loader.advise_phase(inner, id);
    add_reference(loader, id, std::move(*key), item.at, inner.find("references")->at);
  }
}

}  // namespace schemagen::dsl
