#include <algorithm>
#include <map>

#include "dialect/postgres/precheck.h"
#include "dialect/postgres/rules.h"
#include "schemagen/base/text.h"
#include "schemagen/model/naming.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

constexpr int kNotNullConstraints = 180000;

/// Before PostgreSQL 18 a CHECK stands in, and its proof makes SET NOT NULL free. From 18 on NOT NULL is a
/// constraint that can be validated like any other.
/// https://www.postgresql.org/docs/18/sql-altertable.html
bool has_native_rule(const Context& c) { return c.target.version >= kNotNullConstraints; }

/// Of the CHECK. NOT NULL itself gets its name from the server: a constraint keeps its name when its column
/// takes another one, so that any name we chose might be taken.
Symbol check_name(const Context& c, const ObjectId& id) { return c.beside("nn", id.name); }

constexpr const char* kValidate = R"sql(
DECLARE
    _sg_rule name;
BEGIN
    FOR _sg_rule IN SELECT c.conname FROM pg_constraint c JOIN pg_attribute a
                        ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
                     WHERE c.conrelid = {table}::regclass AND c.contype = 'n' AND NOT c.convalidated
                       AND a.attname IN ({columns})
                     ORDER BY a.attnum LOOP
        EXECUTE format('ALTER TABLE %s VALIDATE CONSTRAINT %I', {table}::regclass, _sg_rule);
    END LOOP;
END
)sql";

using Columns = std::vector<NotNull>;

std::string listed(const Columns& columns) {
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const NotNull& column : columns) names.push_back(model::display_name(column.id));
  return base::join(names, ", ");
}

std::string validate_native(const Columns& columns) {
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const NotNull& column : columns) names.push_back(sql::quote_literal(column.id.name.view()));
  return "DO " +
         sql::quote_dollar(fill(kValidate, {{"table", sql::quote_literal(relation_of(columns.front().id))},
                                            {"columns", base::join(names, ", ")}}));
}

/// One ALTER TABLE with an action for each column.
template <class Action>
std::string alter_all(const Columns& columns, Action action) {
  std::vector<std::string> actions;
  actions.reserve(columns.size());
  for (const NotNull& column : columns) actions.push_back(action(column.id));
  return alter_table(columns.front().id, base::join(actions, ", "));
}

bool any_unsure(const Columns& columns) {
  return std::any_of(columns.begin(), columns.end(),
                     [](const NotNull& column) { return !column.always_filled; });
}

Step& emit_for(Context& c, Phase phase, const Columns& columns, std::string why, Statements sql,
               Statements undo, Lock lock) {
  Step& step = c.emit(phase, std::move(why), std::move(sql), std::move(undo));
  for (const NotNull& column : columns) c.uses(step, column.id);
  c.locks(step, lock, columns.front().id);
  return step;
}

void lower_columns(Context& c, Phase phase, const Columns& columns) {
  const bool native = has_native_rule(c);
  // By column and not by name: another column may have taken the constraint of that name along.
  const auto drop = [&](const ObjectId& id) {
    return native ? "ALTER COLUMN " + quoted(id.name) + " DROP NOT NULL"
                  : "DROP CONSTRAINT IF EXISTS " + quoted(check_name(c, id));
  };
  const auto add = [&](const ObjectId& id) {
    return native ? "ADD NOT NULL " + quoted(id.name) + " NOT VALID"
                  : "ADD CONSTRAINT " + quoted(check_name(c, id)) + " CHECK (" + quoted(id.name) +
                        " IS NOT NULL) NOT VALID";
  };
  const auto validate = [&](const ObjectId& id) {
    return "VALIDATE CONSTRAINT " + quoted(check_name(c, id));
  };
  const auto mark = [&](const ObjectId& id) { return "ALTER COLUMN " + quoted(id.name) + " SET NOT NULL"; };
  const auto unmark = [&](const ObjectId& id) {
    return "ALTER COLUMN " + quoted(id.name) + " DROP NOT NULL";
  };

  const std::string names = listed(columns);
  Step& demand = emit_for(c, phase, columns, "New rows must have a value of " + names + " from here on.",
                          {alter_all(columns, drop), alter_all(columns, add)}, {alter_all(columns, drop)},
                          Lock::access_exclusive);
  for (const NotNull& column : columns) {
    for (const char* reached : {state::kFilled, state::kVerified, state::kPrechecked})
      demand.awaits.push_back({column.id, reached});
    demand.reaches.push_back({column.id, state::kChecked});
  }
  if (any_unsure(columns)) hazard(demand, Hazard::rejects_old_writers);

  Step& scan = emit_for(
      c, phase, columns, "Looks at the existing rows for " + names + " without blocking writers.",
      {native ? validate_native(columns) : alter_all(columns, validate)}, {}, Lock::share_update_exclusive);
  for (const NotNull& column : columns) {
    scan.awaits.push_back({column.id, state::kChecked});
    scan.reaches.push_back({column.id, native ? state::kNotNull : state::kProved});
  }
  c.scans(scan, columns.front().id);
  if (any_unsure(columns)) hazard(scan, Hazard::may_fail_on_rows);
  if (native) return;

  Step& marked =
      emit_for(c, phase, columns, "NOT NULL of " + names + ", for free: the check above has proved it.",
               {alter_all(columns, mark), alter_all(columns, drop)}, {alter_all(columns, unmark)},
               Lock::access_exclusive);
  for (const NotNull& column : columns) {
    marked.awaits.push_back({column.id, state::kProved});
    marked.reaches.push_back({column.id, state::kNotNull});
  }
}

/// Rows without a value would stop contract halfway: they are looked for at its head.
void look_for_nulls(Context& c, const NotNull& column, Phase phase) {
  const ObjectId table = model::owner_id(column.id);
  Step& step = c.emit(
      phase, "Rows without a value of " + model::display_name(column.id) + " would stop this file later on.",
      {stop_at_sql(table, rows_where(c, table, quoted(column.id.name) + " IS NULL",
                                     "have no value of " + column.id.name.str(),
                                     "Give them one, or say with `backfill` what they get."))});
  step.precheck = true;
  c.uses(step, column.id);
  step.reaches.push_back({column.id, state::kPrechecked});
  c.scans(step, column.id);
  hazard(step, Hazard::may_fail_on_rows);
}

}  // namespace

void lower_not_nulls(Context& c) {
  std::map<std::pair<Phase, ObjectId>, Columns> groups;
  for (const NotNull& column : c.not_nulls) {
    if (!column.always_filled) look_for_nulls(c, column, column.phase);
    groups[{column.phase, model::owner_id(column.id)}].push_back(column);
  }
  for (const auto& [group, columns] : groups) lower_columns(c, group.first, columns);
}

}  // namespace schemagen::dialect::postgres
