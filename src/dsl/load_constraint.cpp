#include "dsl/load_constraint.h"

#include "dsl/load_name.h"
#include "dsl/load_sql.h"
#include "schemagen/base/text.h"
#include "schemagen/model/naming.h"

namespace schemagen::dsl {
namespace {

using model::Naming;

void fill_unique(Loader& loader, TableDraft& draft, const Fields& fields, model::Unique& unique) {
  if (const Value* include = fields.find("include"))
    unique.include = load_column_list(loader, draft, "include", *include);
  unique.nulls_not_distinct = fields.flag("nulls_not_distinct");
  unique.deferral = load_deferral(loader, fields);
  unique.on_conflict = load_on_conflict(fields);
  unique.storage = fields.options("with");
  unique.comment = fields.symbol("comment");
}

// A list of columns, or a table that holds one. Nothing when there are no usable columns.
std::optional<model::Unique> load_unique(Loader& loader, TableDraft& draft, std::string_view name,
                                         const Value& value, const ObjectId* id) {
  model::Unique unique;
  if (value.array() != nullptr) {
    unique.columns = load_key_columns(loader, draft, name, value);
  } else if (value.table() != nullptr) {
    const Fields fields(loader, value, unique_keys());
    const Value* columns = fields.find("columns");
    if (columns == nullptr) {
      loader.report.add(value.at, "a unique constraint needs `columns`", "write columns = [\"a\", \"b\"]");
      return std::nullopt;
    }
    unique.columns = load_key_columns(loader, draft, "columns", *columns);
    fill_unique(loader, draft, fields, unique);
    if (id != nullptr) loader.rename(fields, *id);
  } else {
    loader.report.add(
        value.at, shown(name) + " must be a list of columns or a table, not " + std::string(kind_of(value)),
        "write [\"a\", \"b\"] or { columns = [\"a\", \"b\"], … }");
  }
  if (unique.columns.empty()) return std::nullopt;
  return unique;
}

std::optional<model::Check> load_check_expression(Loader& loader, const TableDraft& draft,
                                                  const Value& value) {
  const auto expression = load_expression(loader, value);
  if (!expression) return std::nullopt;
  check_columns_used(loader, value, *expression, draft.column_names);
  model::Check check;
  check.expression = *expression;
  return check;
}

struct LoadedCheck {
  model::Check check;
  std::optional<Fields> fields;
};

std::optional<LoadedCheck> load_check(Loader& loader, const TableDraft& draft, std::string_view name,
                                      const Value& value) {
  if (value.text() != nullptr) {
    auto check = load_check_expression(loader, draft, value);
    if (!check) return std::nullopt;
    return LoadedCheck{std::move(*check), std::nullopt};
  }
  if (value.table() == nullptr) {
    loader.report.add(
        value.at, shown(name) + " must be an SQL expression or a table, not " + std::string(kind_of(value)),
        "write \"price > 0\" or { expr = \"price > 0\", … }");
    return std::nullopt;
  }
  const Fields fields(loader, value, check_keys());
  const Value* expression = fields.text("expr");
  if (expression == nullptr) {
    if (!fields.has("expr"))
      loader.report.add(value.at, "a check needs `expr`", "write expr = \"price > 0\"");
    return std::nullopt;
  }
  auto check = load_check_expression(loader, draft, *expression);
  if (!check) return std::nullopt;
  check->no_inherit = fields.flag("no_inherit");
  check->enforced = !fields.flag("not_enforced");
  check->validated = check->enforced && !fields.flag("not_valid");
  check->on_conflict = load_on_conflict(fields);
  check->comment = fields.symbol("comment");
  return LoadedCheck{std::move(*check), fields};
}

void add_unnamed_unique(Loader& loader, const TableDraft& draft, model::Unique unique, Spot at) {
  unique.naming = Naming::automatic;
  const ObjectId id = automatic_id(loader, Kind::unique, draft, names_of(unique.columns), "key", at);
  loader.put(id, std::move(unique), at);
}

void add_unnamed_check(Loader& loader, const TableDraft& draft, LoadedCheck loaded, Spot at) {
  loaded.check.naming = Naming::automatic;
  std::vector<Symbol> columns = columns_used(loader, loaded.check.expression, draft.column_names);
  if (columns.size() != 1) columns.clear();
  const ObjectId id = automatic_id(loader, Kind::check, draft, columns, "check", at);
  if (loaded.fields) {
    loader.advise_phase(*loaded.fields, id);
    loader.rename(*loaded.fields, id);
  }
  loader.put(id, std::move(loaded.check), at);
}

void load_unnamed_checks(Loader& loader, const TableDraft& draft, const Value& value) {
  if (value.array() == nullptr) {
    if (auto check = load_check(loader, draft, "check", value))
      add_unnamed_check(loader, draft, std::move(*check), value.at);
    return;
  }
  for (const Value& item : *value.array())
    if (auto check = load_check(loader, draft, "check", item))
      add_unnamed_check(loader, draft, std::move(*check), item.at);
}

void load_column_constraints(Loader& loader, TableDraft& draft, const ColumnDraft& column) {
  if (column.value->table() == nullptr) return;
  const Fields fields = Fields::again(loader, *column.value, column_keys());
  if (fields.flag("unique")) {
    model::Unique unique;
    unique.columns.push_back({column.name, {}, false});
    add_unnamed_unique(loader, draft, std::move(unique), fields.entry("unique")->at);
  }
  if (const Value* check = fields.find("check")) load_unnamed_checks(loader, draft, *check);
  load_column_reference(loader, draft, column, fields);
  if (fields.flag("index")) load_column_index(loader, draft, column);
}

}  // namespace

model::Deferral load_deferral(Loader& loader, const Fields& fields) {
  const Value* value = fields.find("deferrable");
  if (value == nullptr) return model::Deferral::immediate;
  if (const bool* flag = value->boolean())
    return *flag ? model::Deferral::deferrable : model::Deferral::immediate;
  if (value->text() != nullptr && *value->text() == "initially deferred")
    return model::Deferral::initially_deferred;
  loader.report.add(value->at, "`deferrable` must be true, false or \"initially deferred\"",
                    "write deferrable = true, or deferrable = \"initially deferred\"");
  return model::Deferral::immediate;
}

model::OnConflict load_on_conflict(const Fields& fields) {
  const auto found = fields.choice("on_conflict", {"rollback", "abort", "fail", "ignore", "replace"});
  return found ? static_cast<model::OnConflict>(*found + 1) : model::OnConflict::none;
}

void load_named_constraints(Loader& loader, TableDraft& draft, const Fields& fields) {
  if (const Value* uniques = fields.table("uniques")) {
    for (const Entry& entry : *uniques->table()) {
      const auto id = declare_owned(loader, Kind::unique, draft.schema, draft.name, entry);
      if (!id) continue;
      if (auto unique = load_unique(loader, draft, entry.key.view(), entry.value, &*id))
        loader.put(*id, std::move(*unique), entry.at);
    }
  }
  if (const Value* checks = fields.table("checks")) {
    for (const Entry& entry : *checks->table()) {
      const auto id = declare_owned(loader, Kind::check, draft.schema, draft.name, entry);
      if (!id) continue;
      auto loaded = load_check(loader, draft, entry.key.view(), entry.value);
      if (!loaded) continue;
      if (loaded->fields) {
        loader.rename(*loaded->fields, *id);
        loader.advise_phase(*loaded->fields, *id);
      }
      loader.put(*id, std::move(loaded->check), entry.at);
    }
  }
}

void load_unnamed_constraints(Loader& loader, TableDraft& draft, const Fields& fields) {
  for (const ColumnDraft& column : draft.columns) load_column_constraints(loader, draft, column);
  if (const Value* uniques = fields.array("unique")) {
    for (const Value& item : *uniques->array()) {
      if (item.text() != nullptr) {
        loader.report.add(item.at, "`unique` is a list of lists of columns",
                          "write unique = [[\"" + *item.text() + "\"]]");
        continue;
      }
      if (auto unique = load_unique(loader, draft, "unique", item, nullptr))
        add_unnamed_unique(loader, draft, std::move(*unique), item.at);
    }
  }
  if (const Value* checks = fields.find("check")) load_unnamed_checks(loader, draft, *checks);
}

}  // namespace schemagen::dsl
