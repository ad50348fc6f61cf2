#include "dsl/load_advice.h"

#include <algorithm>

#include "dsl/load_sql.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/expression.h"

namespace schemagen::dsl {
namespace {

using dialect::Advice;

std::string expression_of(Loader& loader, const Fields& fields, std::string_view key) {
  const Value* value = fields.text(key);
  const auto expression = value == nullptr ? std::nullopt : load_expression(loader, *value);
  return expression ? expression->str() : std::string();
}

std::string word_of(const Fields& fields, std::string_view key,
                    std::initializer_list<std::string_view> words) {
  const auto found = fields.choice(key, words);
  return found ? std::string(words.begin()[*found]) : std::string();
}

std::vector<std::string> present(const Fields& fields, std::initializer_list<const char*> keys) {
  std::vector<std::string> found;
  for (const char* key : keys)
    if (fields.has(key)) found.emplace_back(key);
  return found;
}

std::map<std::string, std::string> read_map(Loader& loader, const Fields& fields) {
  const std::string hint = "write map = { old = \"new\" }";
  std::map<std::string, std::string> found;
  const Value* value = fields.find("map");
  if (value == nullptr) return found;
  if (value->table() == nullptr) {
    loader.report.add(value->at, "`map` must be a table, not " + std::string(kind_of(*value)), hint);
    return found;
  }
  if (value->table()->empty()) loader.report.add(value->at, "`map` is empty", hint);
  for (const Entry& entry : *value->table()) {
    if (entry.value.text() != nullptr)
      found.emplace(entry.key.str(), *entry.value.text());
    else if (entry.value.table() != nullptr)
      loader.report.add(entry.value.at, "`map` takes old values to new ones, and this is a table",
                        hint + "; an old value with a dot in it stands in quotes");
    else
      report_type(loader, entry.key.view(), "a string", entry.value);
  }
  return found;
}

std::string read_drop(Loader& loader, const Fields& fields) {
  const Value* value = fields.find("drop");
  if (value == nullptr || value->boolean() == nullptr) return word_of(fields, "drop", {"soft", "hard"});
  const std::string meant = *value->boolean() ? "soft" : "hard";
  loader.report.add(value->at, "`drop` must be a string, not a boolean", "write drop = \"" + meant + "\"");
  return {};
}

// `from` makes the value of a column that was not there before.
void check_from(Loader& loader, const ColumnDraft& draft, const Fields& fields, const Advice& advice) {
  const Entry* from = fields.entry("from");
  if (!fields.has("from")) return;
  const std::string column = "the column " + shown(draft.name.view());
  std::vector<std::string> sources =
      present(fields, {"from", "backfill", "default", "generated", "identity"});
  if (draft.column.serial) sources.emplace_back("serial");
  if (sources.size() > 1)
    loader.report.add(
        from->at,
        column + " has " + shown_list(sources, "and") + ", but its value can come from one of them only",
        "keep one of them");
  const std::vector<std::string> changes = present(fields, {"renamed_from", "using", "map"});
  if (!changes.empty())
    loader.report.add(from->at,
                      column + " has `from`, which is about a new column, and " + shown_list(changes, "and") +
                          ", about one that was there before",
                      "keep `from` for a new column only");
  if (!columns_used(loader, Symbol(advice.from), {draft.name}).empty())
    loader.report.add(from->value.at, "`from` of " + column + " uses the column itself",
                      "write an expression over the other columns of the row");
}

void check_conversion(Loader& loader, const ColumnDraft& draft, const Fields& fields) {
  if (fields.has("map") && fields.has("using"))
    loader.report.add(fields.entry("map")->at,
                      "the column " + shown(draft.name.view()) +
                          " has `using` and `map`, which both say what values become",
                      "keep `map` for a list of values, or `using` for an expression");
  if (fields.has("back") && present(fields, {"using", "map", "renamed_from"}).empty())
    loader.report.add(fields.entry("back")->at,
                      "`back` leads to the column as it was before, and nothing says how this one changes",
                      "give the column `using`, `map` or `renamed_from`, or remove `back`");
}

std::string load_column_strategy(Loader& loader, const Fields& fields) {
  std::string strategy = word_of(fields, "strategy", {"dual", "view", "direct"});
  if (strategy == "view" && !fields.has("renamed_from"))
    loader.report.add(fields.find("strategy")->at,
                      "the strategy \"view\" shows a column under its old name, and this one has no "
                      "`renamed_from`",
                      "give the column `renamed_from`, or write strategy = \"dual\" or \"direct\"");
  return strategy;
}

std::string load_table_strategy(Loader& loader, const Fields& fields) {
  const Value* value = fields.find("strategy");
  if (value == nullptr) return {};
  if (value->text() != nullptr && *value->text() == "dual") {
    loader.report.add(value->at, "a table is renamed with \"view\" or \"direct\"; \"dual\" is for columns",
                      "write strategy = \"view\" to keep the old name until contract");
    return {};
  }
  std::string strategy = word_of(fields, "strategy", {"view", "direct"});
  if (!strategy.empty() && !fields.has("renamed_from"))
    loader.report.add(fields.entry("strategy")->at,
                      "`strategy` says how a table is renamed, and this one has no `renamed_from`",
                      "give the table `renamed_from`, or remove `strategy`");
  return strategy;
}

const diff::Rename* renamed_value(const Loader& loader, const ObjectId& id, const std::string& old) {
  const auto& renames = loader.declaration.renames;
  const auto found = std::find_if(renames.begin(), renames.end(), [&](const diff::Rename& rename) {
    return rename.to == id && !rename.to_value.empty() && rename.from_value == old;
  });
  return found == renames.end() ? nullptr : &*found;
}

void check_enum_map(Loader& loader, const ObjectId& id, const model::EnumType& type, const Entry& entry) {
  const auto has = [&](std::string_view value) {
    return std::find(type.values.begin(), type.values.end(), Symbol(value)) != type.values.end();
  };
  const std::string name = shown(id.name.view());
  const std::string& old = entry.key.str();
  if (has(old))
    loader.report.add(entry.at,
                      shown(old) + " is a value of the enum " + name + ", so nothing takes its place",
                      "remove it from `map`, or from `values`");
  else if (const diff::Rename* rename = renamed_value(loader, id, old))
    loader.report.add(entry.at, shown(old) + " is renamed to " + shown(rename->to_value) + " already",
                      "remove it from `map`, or remove the `renamed_from` of " + shown(rename->to_value));
  if (entry.value.text() == nullptr || has(*entry.value.text())) return;
  const std::vector<std::string> values(type.values.begin(), type.values.end());
  const auto near = base::nearest(*entry.value.text(), values);
  std::string hint =
      near ? "did you mean " + shown(*near) + "?" : "its values are " + shown_list(values, "and");
  loader.report.add(entry.value.at, "the enum " + name + " has no value " + shown(*entry.value.text()),
                    values.empty() ? "give the enum `values`" : std::move(hint));
}

void keep(Loader& loader, const ObjectId& id, Advice advice) {
  if (!(advice == Advice())) loader.declaration.advice[id] = std::move(advice);
}

}  // namespace

void load_column_advice(Loader& loader, const ObjectId& id, const ColumnDraft& draft, const Fields& fields) {
  if (!fields.mentions({"backfill", "from", "using", "map", "back", "strategy", "phase"})) return;
  Advice advice;
  advice.backfill = expression_of(loader, fields, "backfill");
  advice.from = expression_of(loader, fields, "from");
  advice.using_ = expression_of(loader, fields, "using");
  advice.map = read_map(loader, fields);
  advice.back = expression_of(loader, fields, "back");
  advice.strategy = load_column_strategy(loader, fields);
  check_from(loader, draft, fields, advice);
  check_conversion(loader, draft, fields);
  keep(loader, id, std::move(advice));
  loader.advise_phase(fields, id);
}

void load_table_advice(Loader& loader, const ObjectId& id, const Fields& fields) {
  Advice advice;
  advice.strategy = load_table_strategy(loader, fields);
  advice.drop = read_drop(loader, fields);
  keep(loader, id, std::move(advice));
}

void load_enum_advice(Loader& loader, const ObjectId& id, const model::EnumType& type, const Fields& fields) {
  Advice advice;
  advice.strategy = word_of(fields, "strategy", {"dual", "direct"});
  advice.map = read_map(loader, fields);
  if (const Value* value = fields.find("map"); value != nullptr && value->table() != nullptr)
    for (const Entry& entry : *value->table()) check_enum_map(loader, id, type, entry);
  for (const diff::Rename& rename : loader.declaration.renames)
    if (rename.to == id && !rename.from_value.empty()) advice.map.emplace(rename.from_value, rename.to_value);
  keep(loader, id, std::move(advice));
}

void use_new_names(Declaration& declaration) {
  for (const diff::Rename& rename : declaration.renames) {
    if (rename.to.kind != model::Kind::column) continue;
    const ObjectId table = model::owner_id(rename.to);
    if (declaration.schema.contains(model::column_id(table.schema, table.name, rename.from.name))) continue;
    for (auto& [id, advice] : declaration.advice)
      if (id.kind == model::Kind::column && model::owner_id(id) == table && !advice.using_.empty())
        advice.using_ =
            sql::rename_in(advice.using_, rename.from.name, rename.to.name, declaration.schema.dialect());
  }
}

void load_declaration_advice(Loader& loader, const Fields& document) {
  const std::string drop = read_drop(loader, document);
  if (drop.empty()) return;
  const Spot at = document.find("drop")->at;
  if (!loader.drop) loader.drop = Loader::Drop{drop, at};
  if (loader.drop->word != drop)
    loader.report.add(
        at, "this file says drop = \"" + drop + "\", another one says \"" + loader.drop->word + "\"",
        "`drop` is the same in all files of a declaration; the other one stands at " +
            base::to_string(loader.report.place(loader.drop->at)));
  if (drop == "soft") loader.declaration.advice[dialect::kWholeDeclaration].drop = drop;
}

}  // namespace schemagen::dsl
