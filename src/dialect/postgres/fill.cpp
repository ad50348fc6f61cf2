#include <algorithm>
#include <array>

#include "dialect/postgres/rules.h"
#include "schemagen/base/text.h"
#include "schemagen/model/naming.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Kind;

constexpr std::string_view kFillInBatches = R"(
DECLARE
    _sg_from {type};
    _sg_to   {type};
    _sg_last {type};
BEGIN
    SELECT {key} INTO _sg_from FROM {table} ORDER BY {key} LIMIT 1;
    SELECT {key} INTO _sg_last FROM {table} ORDER BY {key} DESC LIMIT 1;
    WHILE _sg_from <= _sg_last LOOP
        SELECT {key} INTO _sg_to FROM (SELECT {key} FROM {table} WHERE {key} >= _sg_from ORDER BY {key} LIMIT 5000) batch
         ORDER BY {key} DESC LIMIT 1;
        UPDATE {table} SET {column} = {value}
         WHERE {key} BETWEEN _sg_from AND _sg_to AND {column} IS NULL;
        COMMIT;
        SELECT {key} INTO _sg_from FROM {table} WHERE {key} > _sg_to ORDER BY {key} LIMIT 1;
    END LOOP;
END
)";

constexpr std::string_view kFillAtOnce = R"(UPDATE {table} SET {column} = {value} WHERE {column} IS NULL)";

/// The only column of a primary key that is there all the time; empty when there is none.
Symbol batch_key(const Context& c, const ObjectId& id) {
  const ObjectId key_id = model::primary_key_id(id.schema, id.owner);
  const auto* key = c.before.find_as<model::PrimaryKey>(key_id);
  if (key == nullptr || key->columns.size() != 1) return {};
  const Symbol name = key->columns.front().name;
  const ObjectId column = model::column_id(id.schema, id.owner, name);
  return c.after.contains(column) && c.before.contains(column) ? name : Symbol();
}

std::string fill_sql(const Context& c, const ObjectId& id, const std::string& expression, Symbol key) {
  std::vector<std::pair<std::string_view, std::string>> values{
      {"table", relation_of(id)}, {"column", quoted(id.name)}, {"value", "(" + expression + ")"}};
  if (key.empty()) return fill(kFillAtOnce, values);
  const auto* key_column = c.before.find_as<model::Column>(model::column_id(id.schema, id.owner, key));
  values.emplace_back("key", quoted(key));
  values.emplace_back("type", type_sql(c.before, key_column->type));
  return "DO " + sql::quote_dollar(fill(kFillInBatches, values));
}

Step& emit_fill(Context& c, const ObjectId& id, const std::string& expression, Phase phase, std::string why) {
  const Symbol key = batch_key(c, id);
  Step& step = c.emit(phase, std::move(why), {fill_sql(c, id, expression, key)});
  step.transaction = key.empty() ? Transaction::own : Transaction::batched;
  c.uses(step, id);
  for (const ObjectId& needed : c.now.of_expression(expression, model::owner_id(id)))
    step.needs.push_back(needed);
  for (const ObjectId& old : c.then.of_expression(expression, model::owner_id(id)))
    if (old != id && !c.after.contains(old)) step.releases.push_back(old);
  c.locks(step, Lock::row_exclusive, id);
  c.scans(step, id);
  return step;
}

bool is_called_safely(const std::string& name) {
  static constexpr std::array<std::string_view, 40> kSafe{"now",
                                                          "transaction_timestamp",
                                                          "statement_timestamp",
                                                          "current_timestamp",
                                                          "localtimestamp",
                                                          "current_time",
                                                          "localtime",
                                                          "coalesce",
                                                          "nullif",
                                                          "greatest",
                                                          "least",
                                                          "lower",
                                                          "upper",
                                                          "trim",
                                                          "btrim",
                                                          "ltrim",
                                                          "rtrim",
                                                          "length",
                                                          "concat",
                                                          "replace",
                                                          "date_trunc",
                                                          "timezone",
                                                          "make_interval",
                                                          "make_date",
                                                          "to_timestamp",
                                                          "to_date",
                                                          "abs",
                                                          "round",
                                                          "floor",
                                                          "ceil",
                                                          "md5",
                                                          "jsonb_build_object",
                                                          "jsonb_build_array",
                                                          "json_build_object",
                                                          "json_build_array",
                                                          "to_json",
                                                          "to_jsonb",
                                                          "array_fill",
                                                          "current_setting",
                                                          "extract"};
  return std::find(kSafe.begin(), kSafe.end(), name) != kSafe.end();
}

bool is_type_with_modifier(const std::string& name) {
  static constexpr std::array<std::string_view, 13> kTypes{
      "numeric", "decimal",     "varchar", "char",   "character", "bpchar",  "bit",
      "varying", "timestamptz", "time",    "timetz", "timestamp", "interval"};
  return std::find(kTypes.begin(), kTypes.end(), name) != kTypes.end();
}

std::string not_null_check_name(const ObjectId& id) {
  return model::automatic_name("_sg_" + id.owner.str(), {id.name}, "nn");
}

}  // namespace

bool is_stable(std::string_view expression) {
  const auto tokens = sql::tokenize(expression, sql::Dialect::postgresql);
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const bool name = tokens[i].kind == sql::TokenKind::word || tokens[i].kind == sql::TokenKind::quoted_name;
    if (!name || !tokens[i + 1].is_symbol("(")) continue;
    const std::string word = sql::name_of(tokens[i], sql::Dialect::postgresql);
    const bool keyword = tokens[i].is("in") || tokens[i].is("any") || tokens[i].is("all") ||
                         tokens[i].is("and") || tokens[i].is("or") || tokens[i].is("not") ||
                         tokens[i].is("cast") || tokens[i].is("array") || tokens[i].is("row");
    if (!keyword && !is_called_safely(word) && !is_type_with_modifier(word)) return false;
  }
  return true;
}

void fill_column(Context& c, const ObjectId& id, const std::string& expression) {
  Step& step = emit_fill(
      c, id, expression, Phase::migrate,
      "Existing rows get their value of " + spoken(id) +
          (batch_key(c, id).empty()
               ? ", all in one transaction: without a primary key of one column there are no batches."
               : ", batch by batch."));
  step.reaches.push_back({id, state::kFilled});
  if (c.before.contains(id))
    step.undo_note = "What it has written into " + spoken(id) + " cannot be told from what was there before.";
}

void set_not_null(Context& c, const ObjectId& id, const std::string& expression) {
  const Phase phase = c.tightening_phase(id);
  if (!expression.empty() && phase == Phase::contract) {
    Step& sweep = emit_fill(
        c, id, expression, phase,
        "Rows that the old application wrote since then get their value of " + spoken(id) + " too.");
    sweep.awaits.push_back({id, state::kFilled});
    sweep.reaches.push_back({id, state::kFilledAgain});
  }
  const std::string name = quoted(not_null_check_name(id));
  const std::string drop = alter_table(id, "DROP CONSTRAINT IF EXISTS " + name);
  Step& rule = c.emit(phase, "New rows must have a value of " + spoken(id) + " from here on.",
                      {drop, alter_table(id, "ADD CONSTRAINT " + name + " CHECK (" + quoted(id.name) +
                                                 " IS NOT NULL) NOT VALID")},
                      {drop});
  c.uses(rule, id);
  rule.awaits.push_back({id, state::kFilled});
  rule.awaits.push_back({id, state::kFilledAgain});
  rule.reaches.push_back({id, state::kChecked});
  c.locks(rule, Lock::access_exclusive, id);
  const auto* column = c.after.find_as<model::Column>(id);
  if (c.before.contains(id) || column->default_value.empty()) hazard(rule, Hazard::rejects_old_writers);

  Step& scan = c.emit(phase, "Looks at the existing rows of " + spoken(id) + " without blocking writers.",
                      {alter_table(id, "VALIDATE CONSTRAINT " + name)});
  c.uses(scan, id);
  scan.awaits.push_back({id, state::kChecked});
  scan.reaches.push_back({id, state::kProved});
  c.locks(scan, Lock::share_update_exclusive, id);
  c.scans(scan, id);
  hazard(scan, Hazard::may_fail_on_rows);

  Step& mark = c.emit(phase, "NOT NULL of " + spoken(id) + ", for free: the check above has proved it.",
                      {alter_table(id, "ALTER COLUMN " + quoted(id.name) + " SET NOT NULL"), drop},
                      {alter_table(id, "ALTER COLUMN " + quoted(id.name) + " DROP NOT NULL")});
  c.uses(mark, id);
  mark.awaits.push_back({id, state::kProved});
  mark.reaches.push_back({id, state::kNotNull});
  c.locks(mark, Lock::access_exclusive, id);
}

}  // namespace schemagen::dialect::postgres
