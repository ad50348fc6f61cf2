#include "dialect/postgres/bridge.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "dialect/postgres/bridge_swap.h"
#include "dialect/postgres/bridge_trigger.h"
#include "dialect/postgres/bridge_value.h"
#include "dialect/postgres/precheck.h"
#include "dialect/postgres/rules.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/expression.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::postgres {
namespace {

using How = Kept::How;

/// It fires for rows that are replicated, too: they bring the old form alone, and it writes the same values
/// again.
constexpr std::string_view kTrigger = R"({create} {trigger} BEFORE INSERT OR UPDATE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {call})";

constexpr int kReplaceTrigger = 140000;

/// Passes that go on until none fills a row must not come back to one whose value is NULL.
std::string unfilled_sql(const Context& c, const Kept& kept) {
  const std::string pending = pending_sql(c, kept);
  const bool may_be_null = !sql::column_names_in(kept.value, sql::Dialect::postgresql).empty();
  return follows_value(kept) || !may_be_null ? pending
                                             : "(" + pending + " AND (" + kept.value + ") IS NOT NULL)";
}

/// A row that is filled for the sake of one column keeps what an application has written to another one.
std::string set_sql(const Context& c, const Kept& kept, bool alone) {
  const std::string name = quoted(kept.column.name);
  const std::string value = taken_sql(kept, kept.value);
  if (alone) return name + " = (" + value + ")";
  if (follows_value(kept))
    return name + " = CASE WHEN " + pending_sql(c, kept) + " THEN " + typed(c, kept, value) + " ELSE " +
           name + " END";
  return name + " = coalesce(" + name + ", " + value + ")";
}

/// The columns of a primary key that is there all the time; empty when there is none.
std::vector<Symbol> batch_keys(const Context& c, const ObjectId& table) {
  const auto* key = c.before.find_as<model::PrimaryKey>(model::primary_key_id(table.schema, table.name));
  std::vector<Symbol> names;
  if (key == nullptr) return names;
  for (const model::KeyColumn& column : key->columns) {
    const ObjectId id = model::column_id(table.schema, table.name, column.name);
    if (!c.after.contains(id)) return {};
    names.push_back(column.name);
  }
  return names;
}

std::string joined(const std::vector<Symbol>& names, const std::string& before, const std::string& after) {
  std::vector<std::string> parts;
  parts.reserve(names.size());
  for (const Symbol name : names) parts.push_back(before + quoted(name) + after);
  return base::join(parts, ", ");
}

Statements fill_sql(const Context& c, const ObjectId& table, const Bridge& bridge) {
  std::vector<std::string> keys;
  for (const Symbol key : batch_keys(c, table)) keys.push_back(key.str());
  std::vector<std::string> set;
  std::vector<std::string> missing;
  for (const Kept& kept : bridge.kept) {
    set.push_back(set_sql(c, kept, bridge.kept.size() == 1));
    missing.push_back(unfilled_sql(c, kept));
  }
  return {"CALL pg_temp.backfill(" + sql::quote_literal(qualified(table.schema, table.name)) + ", " +
          sql::quote_array(keys) + ",\n    " + sql::quote_dollar(base::join(set, ",\n         "), "set") +
          ",\n    " + sql::quote_dollar(base::join(missing, "\n      OR "), "missing") + ")"};
}

/// What an expression stands on: new objects are made before, and old ones stay as long.
void uses_expression(const Context& c, Step& step, const ObjectId& table, const std::string& expression) {
  for (const ObjectId& needed : c.now.of_expression(expression, table)) step.needs.push_back(needed);
  for (const ObjectId& old : c.then.of_expression(expression, table))
    if (!c.after.contains(old)) step.releases.push_back(old);
}

}  // namespace

void uses_bridge(const Context& c, Step& step, const ObjectId& table, const Bridge& bridge) {
  c.uses(step, table);
  for (const Kept& kept : bridge.kept) {
    c.uses(step, kept.column);
    uses_expression(c, step, table, kept.value);
    uses_expression(c, step, table, kept.back);
    uses_expression(c, step, table, kept.fallback);
  }
}

namespace {

std::string column_list(const Bridge& bridge) {
  std::vector<std::string> names;
  names.reserve(bridge.kept.size());
  for (const Kept& kept : bridge.kept) names.push_back(kept.column.name.str());
  return base::join(names, ", ");
}

std::string spoken_rules(const Bridge& bridge) {
  std::map<How, std::vector<std::string>> names;
  for (const Kept& kept : bridge.kept)
    names[kept.how].push_back(kept.how == How::synced ? kept.other.str() + " and " + kept.column.name.str()
                                                      : kept.column.name.str());
  std::vector<std::string> parts;
  for (const auto& [how, columns] : names) {
    const std::string list = base::join(columns, ", ");
    switch (how) {
      case How::defaulted:
        break;
      case How::filled:
        parts.push_back("fills in " + list + " for the old application");
        break;
      case How::derived:
        parts.push_back("derives " + list + " while the old application writes what it stands on");
        break;
      case How::mirrored:
        parts.push_back("writes every value in its new type to " + list + " as well");
        break;
      case How::synced:
        parts.push_back("keeps " + list + " equal, whichever is written");
        break;
    }
  }
  return base::join(parts, "; ");
}

/// Triggers that fire before each row is written, before or during the migration.
std::set<Symbol> triggers_before_rows(const Context& c, const ObjectId& table) {
  std::set<Symbol> names;
  const bool staged = c.staging != nullptr;
  for (const Schema* schema :
       {staged ? &c.staging->before : &c.before, staged ? &c.staging->middle : &c.after})
    for (const auto& [id, trigger] :
         schema->owned_as<model::Trigger>(model::Kind::trigger, table.schema, table.name)) {
      bool before = false;
      bool each_row = false;
      for (const sql::Token& token : sql::tokenize(trigger->definition.view(), sql::Dialect::postgresql)) {
        before = before || token.is("before");
        each_row = each_row || token.is("row");
        if (token.is("execute")) break;
      }
      if (before && each_row) names.insert(id.name);
    }
  return names;
}

/// Triggers fire in the order of the bytes of their names.
Symbol last_trigger_name(const Context& c, const ObjectId& table) {
  constexpr std::size_t kMostTildes = 8;
  const std::set<Symbol> others = triggers_before_rows(c, table);
  Symbol name = model::sync_trigger_name(c.tag, table.name);
  for (std::size_t tildes = 1; tildes <= kMostTildes; ++tildes) {
    if (std::all_of(others.begin(), others.end(), [&](Symbol other) { return other.view() < name.view(); }))
      break;
    name = model::short_name(std::string(tildes, '~') + c.beside("", table.name).str());
  }
  return name;
}

std::string drop_trigger_sql(const ObjectId& table, const std::string& trigger) {
  return "DROP TRIGGER IF EXISTS " + trigger + " ON " + qualified(table.schema, table.name);
}

/// Sorts before every name that begins with a letter, a digit or an underscore.
std::string first_trigger(const Context& c, const ObjectId& table) {
  return quoted(model::short_name("!" + c.beside("", table.name).str()));
}

Statements drop_last_sql(const Context& c, const ObjectId& table) {
  return {drop_trigger_sql(table, bridge_trigger(c, table)),
          "DROP FUNCTION IF EXISTS " + bridge_function(c, table) + "()"};
}

Statements drop_first_sql(const Context& c, const ObjectId& table) {
  return {drop_trigger_sql(table, first_trigger(c, table)),
          "DROP FUNCTION IF EXISTS " + give_back_function(c, table) + "()"};
}

std::string when_it_fires(const Context& c, const ObjectId& table) {
  const Symbol name = last_trigger_name(c, table);
  std::vector<std::string> later;
  for (const Symbol other : triggers_before_rows(c, table))
    if (other.view() > name.view()) later.push_back(other.str());
  if (later.empty()) return "Its name lets it fire last.";
  return "No name lets it fire after " + listed(later) + ": what that writes, it does not see.";
}

Statements trigger_sql(const Context& c, const ObjectId& table, const std::string& trigger,
                       const std::string& call) {
  const bool replaces = c.target.version >= kReplaceTrigger;
  Statements sql;
  if (!replaces) sql.push_back(drop_trigger_sql(table, trigger));
  sql.push_back(fill(kTrigger, {{"create", replaces ? "CREATE OR REPLACE TRIGGER" : "CREATE TRIGGER"},
                                {"trigger", trigger},
                                {"table", qualified(table.schema, table.name)},
                                {"call", call}}));
  sql.push_back("ALTER TABLE " + qualified(table.schema, table.name) + " ENABLE ALWAYS TRIGGER " + trigger);
  return sql;
}

void append(Statements& to, Statements more) { std::move(more.begin(), more.end(), std::back_inserter(to)); }

Lock trigger_lock(const Context& c) {
  return c.target.version >= kReplaceTrigger ? Lock::share_row_exclusive : Lock::access_exclusive;
}

void open_bridge(Context& c, const ObjectId& table, const Bridge& bridge) {
  Statements sql{bridge_function_sql(c, table, bridge)};
  append(sql, trigger_sql(c, table, bridge_trigger(c, table), bridge_function(c, table) + "()"));
  if (bridge.is_synced()) {
    sql.push_back(give_back_function_sql(c, table, bridge));
    append(sql, trigger_sql(c, table, first_trigger(c, table), give_back_function(c, table) + "()"));
  }
  Step& step =
      c.emit(Phase::expand,
             "A trigger on " + spoken(table) + " " + spoken_rules(bridge) + ". " + when_it_fires(c, table),
             std::move(sql), close_bridge_sql(c, table, bridge));
  uses_bridge(c, step, table, bridge);
  step.reaches.push_back({table, state::kBridged});
  c.locks(step, trigger_lock(c), table);
}

/// From the deploy line on a row may come from either application, and nobody can tell from which when both
/// forms are given.
void admit_new_writers(Context& c, const ObjectId& table, const Bridge& bridge) {
  Step& step = c.emit(Phase::migrate,
                      "Let the new application write " + spoken(table) +
                          " too; a row that is given both forms of a column must be given the same.",
                      trigger_sql(c, table, first_trigger(c, table),
                                  give_back_function(c, table) + "('old and new application')"),
                      trigger_sql(c, table, first_trigger(c, table), give_back_function(c, table) + "()"));
  uses_bridge(c, step, table, bridge);
  step.awaits.push_back({table, state::kBridged});
  for (const Kept& kept : bridge.kept) {
    step.awaits.push_back({kept.column, state::kFilled});
    step.awaits.push_back({kept.column, state::kVerified});
  }
  c.locks(step, trigger_lock(c), table);
}

/// `UPDATE OF` fires for the columns of a statement alone, and the filling sets none of those that it names.
bool fires_for(const model::Trigger& trigger, const Bridge& bridge) {
  const auto tokens = sql::tokenize(trigger.definition.view(), sql::Dialect::postgresql);
  for (std::size_t i = 0; i + 1 < tokens.size() && !tokens[i].is("on"); ++i) {
    if (!tokens[i].is("update")) continue;
    if (!tokens[i + 1].is("of")) return true;
    for (std::size_t name = i + 2; name < tokens.size() && !tokens[name].is("on"); ++name)
      if (std::any_of(bridge.kept.begin(), bridge.kept.end(), [&](const Kept& kept) {
            return kept.column.name == Symbol(sql::name_of(tokens[name], sql::Dialect::postgresql));
          }))
        return true;
  }
  return false;
}

/// The application's own triggers that the filling fires.
std::vector<std::string> fired_by_filling(const Context& c, const ObjectId& table, const Bridge& bridge) {
  std::vector<std::string> names;
  for (const auto& [id, trigger] :
       c.before.owned_as<model::Trigger>(model::Kind::trigger, table.schema, table.name))
    if (trigger->firing != model::Trigger::Firing::disabled &&
        trigger->firing != model::Trigger::Firing::replica && fires_for(*trigger, bridge))
      names.push_back(id.name.str());
  return names;
}

/// A row that violates a rule which was never proved cannot be updated, whatever is set in it.
void look_for_unproved(Context& c, const ObjectId& table) {
  for (const auto& [id, check] :
       c.before.owned_as<model::Check>(model::Kind::check, table.schema, table.name)) {
    if (check->validated || !check->enforced || !c.after.contains(id)) continue;
    Step& step = c.emit(
        Phase::migrate, "Rows that violate " + spoken(id) + ", which is NOT VALID, cannot be filled.",
        {stop_at_sql(table, rows_where(c, table, "NOT (" + check->expression.str() + ")",
                                       "violate " + spoken(id) + ", which is NOT VALID, and cannot be filled",
                                       "Correct them, or drop the rule before."))});
    step.precheck = true;
    c.uses(step, id);
    step.reaches.push_back({table, state::kFillable});
    c.scans(step, table);
    hazard(step, Hazard::may_fail_on_rows);
  }
}

void fill_rows(Context& c, const ObjectId& table, const Bridge& bridge) {
  Step& step =
      c.emit(Phase::migrate, "Backfill " + column_list(bridge) + " of " + spoken(table) + " in batches.",
             fill_sql(c, table, bridge));
  step.transaction = Transaction::batched;
  const std::vector<std::string> fired = fired_by_filling(c, table, bridge);
  if (!fired.empty()) {
    step.why += " Every row that is filled fires " + listed(fired) + ".";
    hazard(step, Hazard::fires_triggers);
  }
  step.awaits.push_back({table, state::kFillable});
  uses_bridge(c, step, table, bridge);
  if (bridge.has_trigger()) step.awaits.push_back({table, state::kBridged});
  for (const Kept& kept : bridge.kept) step.reaches.push_back({kept.column, state::kFilled});
  c.locks(step, Lock::row_exclusive, table);
  for (const ObjectId& part : c.partitions(table)) c.locks_alone(step, Lock::row_exclusive, part);
  c.scans(step, table);
}

bool has_expression(const model::Index& index) {
  return std::any_of(index.keys.begin(), index.keys.end(),
                     [](const model::IndexKey& key) { return !key.expression.empty(); });
}

/// Indexes of the table that the server keeps statistics of their own for, and that are made anew.
std::vector<ObjectId> new_expression_indexes(const Context& c, const ObjectId& table) {
  std::vector<ObjectId> found;
  for (const diff::Change& change : c.changes) {
    const auto* index = change.after ? std::get_if<model::Index>(&*change.after) : nullptr;
    if (index != nullptr && has_expression(*index) && model::owner_id(change.id) == table &&
        !c.on_new_relation(change.id) && !c.rebuilt.contains(change.id))
      found.push_back(change.id);
  }
  return found;
}

std::string analyze_sql(const ObjectId& table, const std::string& columns) {
  return "ANALYZE " + qualified(table.schema, table.name) + columns;
}

/// An ANALYZE of columns gathers nothing for expressions.
void analyze(Context& c, const ObjectId& table, const Bridge& bridge) {
  std::vector<Symbol> names;
  for (const Kept& kept : bridge.kept) names.push_back(kept.column.name);
  const std::vector<ObjectId> indexes = new_expression_indexes(c, table);
  Step& step = c.emit(Phase::migrate, "The planner of queries learns what the new values look like.",
                      {analyze_sql(table, indexes.empty() ? " (" + joined(names, "", "") + ")" : "")});
  uses_bridge(c, step, table, bridge);
  step.needs.insert(step.needs.end(), indexes.begin(), indexes.end());
  for (const Kept& kept : bridge.kept) step.awaits.push_back({kept.column, state::kFilled});
  step.reaches.push_back({table, state::kAnalyzed});
  c.locks(step, Lock::share_update_exclusive, table);
}

void analyze_expressions(Context& c, const std::set<ObjectId>& analyzed) {
  std::set<ObjectId> tables;
  for (const diff::Change& change : c.changes)
    if (change.id.kind == model::Kind::index) tables.insert(model::owner_id(change.id));
  for (const ObjectId& table : tables) {
    const std::vector<ObjectId> indexes = new_expression_indexes(c, table);
    if (indexes.empty() || analyzed.contains(table) || !c.before.contains(table)) continue;
    Step& step =
        c.emit(Phase::expand, "The planner of queries learns what the indexed expressions look like.",
               {analyze_sql(table, "")});
    c.uses(step, table);
    step.needs.insert(step.needs.end(), indexes.begin(), indexes.end());
    c.locks(step, Lock::share_update_exclusive, table);
  }
}

void close_bridge(Context& c, const ObjectId& table, const Bridge& bridge) {
  Step& step =
      c.emit(Phase::contract,
             "The old application is gone, and with it the need for the trigger on " + spoken(table) + ".",
             close_bridge_sql(c, table, bridge));
  c.uses(step, table);
  step.awaits.push_back({table, state::kBridged});
  for (const Kept& kept : bridge.kept) {
    step.awaits.push_back({kept.column, state::kNotNull});
    for (const ObjectId& old : c.then.of_expression(kept.value, table))
      if (!c.after.contains(old)) step.releases.push_back(old);
  }
  step.reaches.push_back({table, state::kBridgeClosed});
  c.locks(step, Lock::access_exclusive, table);
}

}  // namespace

bool Bridge::has_trigger() const {
  return std::any_of(kept.begin(), kept.end(), [](const Kept& one) { return one.how != How::defaulted; });
}

bool Bridge::is_synced() const {
  return std::any_of(kept.begin(), kept.end(), [](const Kept& one) { return one.how == How::synced; });
}

std::string bridge_function(const Context& c, const ObjectId& table) {
  return qualified(table.schema, c.beside("", table.name));
}

std::string bridge_trigger(const Context& c, const ObjectId& table) {
  return quoted(last_trigger_name(c, table));
}

std::string give_back_function(const Context& c, const ObjectId& table) {
  return qualified(table.schema, c.beside("back", table.name));
}

Statements close_bridge_sql(const Context& c, const ObjectId& table, const Bridge& bridge) {
  Statements sql = drop_last_sql(c, table);
  if (bridge.is_synced()) append(sql, drop_first_sql(c, table));
  return sql;
}

void lower_bridges(Context& c) {
  std::set<ObjectId> analyzed;
  for (const auto& [table, bridge] : c.bridges) {
    if (bridge.has_trigger()) open_bridge(c, table, bridge);
    Bridge filled = bridge;
    std::erase_if(filled.kept, [](const Kept& kept) { return kept.stands; });
    if (!filled.kept.empty()) {
      look_for_unproved(c, table);
      fill_rows(c, table, filled);
      analyze(c, table, filled);
      analyzed.insert(table);
      verify_rows(c, table, filled);
    }
    if (bridge.is_synced()) admit_new_writers(c, table, bridge);
    if (c.closed_by_swap.contains(table)) {
      prepare_swap(c, table, bridge);
    } else if (bridge.has_trigger()) {
      close_bridge(c, table, bridge);
    }
  }
  analyze_expressions(c, analyzed);
}

}  // namespace schemagen::dialect::postgres
