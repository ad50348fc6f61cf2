#include "dialect/postgres/bridge_swap.h"

#include <algorithm>
#include <iterator>

#include "dialect/postgres/bridge_value.h"
#include "dialect/postgres/precheck.h"
#include "dialect/postgres/rules.h"
#include "schemagen/base/text.h"

namespace schemagen::dialect::postgres {
namespace {

/// Both forms of the column are there until the swap, and two looks at them find the same.
bool is_compared(const Kept& kept) {
  return follows_value(kept) && is_repeatable(kept.value + " " + kept.back);
}

/// Rows that contract must not meet.
std::string broken_sql(const Context& c, const Kept& kept) {
  if (is_compared(kept)) return "NOT (" + agrees_sql(c, kept) + ")";
  return pending_sql(c, kept);
}

Statements look_sql(const Context& c, const ObjectId& table, const std::vector<Kept>& looked_at) {
  std::vector<std::string> broken;
  std::vector<std::string> names;
  for (const Kept& kept : looked_at) {
    broken.push_back(broken_sql(c, kept));
    names.push_back(follows_value(kept) && kept.other != Symbol()
                        ? "in " + kept.column.name.str() + " the value of " + kept.other.str()
                        : "a value of " + kept.column.name.str());
  }
  return {stop_at_sql(table,
                      rows_where(c, table, base::join(broken, " OR "), "do not have " + listed(names),
                                 "Empty ones: run 2_migrate.sql again. Others were written past the trigger: "
                                 "set both columns to the value that counts."))};
}

std::vector<Kept> those(const Bridge& bridge, bool (*wanted)(const Kept&)) {
  std::vector<Kept> found;
  std::copy_if(bridge.kept.begin(), bridge.kept.end(), std::back_inserter(found), wanted);
  return found;
}

bool is_held(const Kept& kept) { return is_compared(kept) && can_be_checked(kept); }
bool is_looked_at_again(const Kept& kept) { return is_compared(kept) && !can_be_checked(kept); }

Symbol agreement_name(const Context& c, const ObjectId& table) { return c.beside("equal", table.name); }

std::string on_table(const ObjectId& table, const std::string& action) {
  return "ALTER TABLE " + qualified(table.schema, table.name) + " " + action;
}

void uses_both_forms(const Context& c, Step& step, const ObjectId& table, const Bridge& bridge) {
  uses_bridge(c, step, table, bridge);
  for (const Kept& kept : bridge.kept)
    if (is_compared(kept)) {
      step.releases.push_back(model::column_id(table.schema, table.name, kept.other));
      step.awaits.push_back({kept.column, state::kConverted});
      step.awaits.push_back({kept.column, state::kVerified});
    }
}

/// No trigger fires for what is written as a replica or while triggers are disabled.
void compare_again(Context& c, const ObjectId& table, const Bridge& bridge,
                   const std::vector<Kept>& compared) {
  Step& step = c.emit(Phase::contract,
                      "The old form is about to go: both forms of " + spoken(table) +
                          " are compared once more, as they are stored, whoever has written them.",
                      look_sql(c, table, compared));
  step.precheck = true;
  uses_both_forms(c, step, table, bridge);
  for (const Kept& kept : compared) step.reaches.push_back({kept.column, state::kCompared});
  c.scans(step, table);
  hazard(step, Hazard::may_fail_on_rows);
}

/// From the look to the swap a constraint keeps the two forms together.
void hold_together(Context& c, const ObjectId& table, const Bridge& bridge, const std::vector<Kept>& held) {
  const std::string name = quoted(agreement_name(c, table));
  std::vector<std::string> agree;
  std::vector<std::string> names;
  for (const Kept& kept : held) {
    agree.push_back(agrees_sql(c, kept));
    names.push_back(kept.column.name.str());
  }
  Step& add = c.emit(
      Phase::contract, "No write of any kind can part both forms of " + listed(names) + " from here on.",
      {on_table(table, "DROP CONSTRAINT IF EXISTS " + name),
       on_table(table, "ADD CONSTRAINT " + name + " CHECK (" + base::join(agree, " AND ") + ") NOT VALID")});
  add.undo = {on_table(table, "DROP CONSTRAINT IF EXISTS " + name)};
  uses_both_forms(c, add, table, bridge);
  for (const Kept& kept : held) {
    add.awaits.push_back({kept.column, state::kCompared});
    add.reaches.push_back({kept.column, state::kHeld});
    if (kept.may_fail) hazard(add, Hazard::rejects_old_writers);
  }
  c.locks(add, Lock::access_exclusive, table);

  Step& scan = c.emit(Phase::contract, "The same for the rows that are there; writers are not blocked.",
                      {on_table(table, "VALIDATE CONSTRAINT " + name)});
  uses_both_forms(c, scan, table, bridge);
  for (const Kept& kept : held) {
    scan.awaits.push_back({kept.column, state::kHeld});
    scan.reaches.push_back({kept.column, state::kHeldProved});
  }
  c.locks(scan, Lock::share_update_exclusive, table);
  c.scans(scan, table);
  hazard(scan, Hazard::may_fail_on_rows);
}

/// New queries find statistics as good as the old ones had.
void analyze_after_swap(Context& c, const ObjectId& table) {
  Step& step = c.emit(Phase::contract, "The planner of queries learns what has taken its place.",
                      {"ANALYZE " + qualified(table.schema, table.name)});
  c.uses(step, table);
  step.awaits.push_back({table, state::kBridgeClosed});
  c.locks(step, Lock::share_update_exclusive, table);
}

}  // namespace

void verify_rows(Context& c, const ObjectId& table, const Bridge& bridge) {
  const std::vector<Kept> required = those(bridge, [](const Kept& kept) { return kept.required; });
  if (required.empty()) return;
  Step& step = c.emit(Phase::migrate, "What contract relies on, looked at and not assumed.",
                      look_sql(c, table, required));
  uses_bridge(c, step, table, bridge);
  for (const Kept& kept : bridge.kept) {
    step.awaits.push_back({kept.column, state::kFilled});
    step.reaches.push_back({kept.column, state::kVerified});
  }
  step.awaits.push_back({table, state::kAnalyzed});
  c.scans(step, table);
}

void prepare_swap(Context& c, const ObjectId& table, const Bridge& bridge) {
  const std::vector<Kept> compared = those(bridge, is_compared);
  if (!compared.empty()) compare_again(c, table, bridge, compared);
  const std::vector<Kept> held = those(bridge, is_held);
  if (!held.empty()) hold_together(c, table, bridge, held);
  analyze_after_swap(c, table);
}

Statements agree_at_swap_sql(const Context& c, const ObjectId& table, const Bridge& bridge) {
  Statements sql;
  if (!those(bridge, is_held).empty()) {
    const std::string name = quoted(agreement_name(c, table));
    sql.push_back(on_table(table, "VALIDATE CONSTRAINT " + name));
    sql.push_back(on_table(table, "DROP CONSTRAINT " + name));
  }
  if (is_read_at_swap(bridge))
    for (std::string& look : look_sql(c, table, those(bridge, is_looked_at_again)))
      sql.push_back(std::move(look));
  return sql;
}

std::string order_note(const Context& c, const std::vector<ObjectId>& swapped) {
  std::vector<std::string> moved;
  for (const ObjectId& id : swapped) {
    bool is_past = false;
    bool is_before_another = false;
    for (const auto& [other, column] : c.before.columns_of(id.schema, id.owner)) {
      const bool stays = c.after.contains(other) && std::count(swapped.begin(), swapped.end(), other) == 0;
      is_before_another = is_before_another || (is_past && stays);
      is_past = is_past || other == id || other == c.staging->by_id(id)->old_id();
    }
    if (is_before_another) moved.push_back(model::display_name(id));
  }
  if (moved.empty()) return {};
  return " INSERT and COPY without a list of columns: " + base::join(moved, ", ") +
         (moved.size() == 1 ? " stands" : " stand") + " last from here on.";
}

bool is_read_at_swap(const Bridge& bridge) { return !those(bridge, is_looked_at_again).empty(); }

}  // namespace schemagen::dialect::postgres
