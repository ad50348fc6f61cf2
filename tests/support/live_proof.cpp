#include "support/live_proof.h"

#include <algorithm>
#include <initializer_list>
#include <set>

#include "schemagen/app/planning.h"
#include "schemagen/base/error.h"
#include "schemagen/dialect/leftover.h"
#include "schemagen/dialect/lower.h"
#include "schemagen/migration/folder.h"
#include "schemagen/sql/quote.h"
#include "support/pg_server.h"

namespace schemagen::tests {
namespace {

using base::Symbol;
using model::ObjectId;

/// A column that exists before and after with the same type, under both names.
struct Survivor {
  ObjectId before;
  ObjectId after;
};

ObjectId old_name(ObjectId id, const std::vector<diff::Rename>& renames) {
  const auto own = std::find_if(renames.begin(), renames.end(), [&id](const diff::Rename& rename) {
    return rename.to == id && rename.from_value.empty();
  });
  if (own != renames.end()) id = own->from;
  for (const diff::Rename& rename : renames) {
    if (rename.to.kind == model::Kind::name_space && rename.to.name == id.schema)
      id.schema = rename.from.name;
    if (rename.to.kind == model::Kind::table && rename.to.schema == id.schema && rename.to.name == id.owner) {
      id.schema = rename.from.schema;
      id.owner = rename.from.name;
    }
  }
  return id;
}

/// A column of an enum whose values are renamed or mapped to others reads differently afterwards.
bool has_other_values(Symbol type, const dsl::Declaration& to) {
  const auto is_of = [type](const ObjectId& id) {
    return type.str().find(id.name.str()) != std::string::npos;
  };
  return std::any_of(
             to.renames.begin(), to.renames.end(),
             [&](const diff::Rename& rename) { return !rename.from_value.empty() && is_of(rename.to); }) ||
         std::any_of(to.advice.begin(), to.advice.end(), [&](const auto& advice) {
           return advice.first.kind == model::Kind::enum_type && !advice.second.map.empty() &&
                  is_of(advice.first);
         });
}

using TableColumns = std::map<std::pair<ObjectId, ObjectId>, std::vector<Survivor>>;

TableColumns survivors(const model::Schema& from, const dsl::Declaration& to) {
  TableColumns found;
  for (const auto& [id, column] : to.schema.all<model::Column>(model::Kind::column)) {
    const ObjectId before = old_name(id, to.renames);
    const auto* const old = from.find_as<model::Column>(before);
    if (old == nullptr || old->type != column->type || old->generated || column->generated) continue;
    if (to.advice.contains(id) || has_other_values(column->type, to)) continue;
    found[{model::owner_id(before), model::owner_id(id)}].push_back({before, id});
  }
  return found;
}

std::vector<db::Row> rows_of(db::Database& database, const ObjectId& table,
                             const std::vector<ObjectId>& columns) {
  const sql::Dialect dialect = database.target().dialect;
  std::string list;
  for (const ObjectId& column : columns)
    list += (list.empty() ? "" : ", ") + sql::quote_name(column.name.view(), dialect);
  std::vector<db::Row> rows = database.execute(
      "SELECT " + list + " FROM " + sql::quote_name(table.schema.view(), table.name.view(), dialect));
  std::sort(rows.begin(), rows.end());
  return rows;
}

using Snapshot = std::map<ObjectId, std::vector<db::Row>>;

Snapshot snapshot(db::Database& database, const TableColumns& tables, bool after) {
  Snapshot rows;
  for (const auto& [names, columns] : tables) {
    std::vector<ObjectId> ids;
    for (const Survivor& column : columns) ids.push_back(after ? column.after : column.before);
    rows[names.second] = rows_of(database, after ? names.second : names.first, ids);
  }
  return rows;
}

void apply(db::Database& database, const migration::Migration& migration,
           std::initializer_list<plan::Phase> phases = {plan::Phase::expand, plan::Phase::migrate,
                                                        plan::Phase::contract}) {
  for (const plan::Phase phase : phases) {
    const std::string script = migration::render_phase(migration, phase);
    if (!script.empty()) db::run_script(database, script, plan::to_string(phase) + ".sql");
  }
}

plan::Plan plan_live(db::Database& database, const dsl::Declaration& to) {
  const auto oracle = [&database](const std::vector<diff::Doubt>& doubts, const model::Schema& declared) {
    return database.settle(doubts, declared);
  };
  app::Difference difference =
      app::find_difference(database.introspect(), to.schema, to.renames, oracle, app::choose_none);
  return app::plan_change(std::move(difference), to.advice, database.target(), kMigrationNumber, {}).plan;
}

/// Constraints come back NOT VALID, and undo.sql says so.
bool differs_in_proof_only(const diff::Change& change) {
  if (!change.changed()) return false;
  model::Object before = *change.before;
  if (auto* check = std::get_if<model::Check>(&before)) check->validated = true;
  if (auto* key = std::get_if<model::ForeignKey>(&before)) key->validated = true;
  return before == *change.after;
}

/// What the head of undo.sql says that it stays.
std::set<ObjectId> left_by_undo(const plan::Plan& plan) {
  std::set<ObjectId> left;
  for (const plan::Step& step : plan.steps) {
    const bool stays = step.phase != plan::Phase::contract && step.undo.empty() && step.undo_last.empty();
    if (!stays) continue;
    left.insert(step.produces.begin(), step.produces.end());
    for (const plan::Milestone& milestone : step.reaches) left.insert(milestone.object);
  }
  return left;
}

}  // namespace

void create_schema(db::Database& database, const model::Schema& schema) {
  if (database.target().dialect == sql::Dialect::postgresql)
    database.execute("SET check_function_bodies = off");
  for (const std::string& statement : dialect::create_statements(schema, database.target()))
    database.execute(statement);
}

std::vector<std::string> migrate_and_check(db::Database& database, const model::Schema& from,
                                           const dsl::Declaration& to) {
  std::vector<std::string> problems;
  const TableColumns tables = survivors(from, to);
  const Snapshot before = snapshot(database, tables, false);
  const model::Schema live = database.introspect();
  const auto oracle = [&database](const std::vector<diff::Doubt>& doubts, const model::Schema& declared) {
    return database.settle(doubts, declared);
  };
  app::Difference difference = app::find_difference(live, to.schema, to.renames, oracle, app::choose_none);
  const app::PlannedChange planned =
      app::plan_change(std::move(difference), to.advice, database.target(), kMigrationNumber, {});
  const migration::Migration migration = migration_of(from, to, planned.plan);
  try {
    apply(database, migration);
  } catch (const base::Error& error) {
    return {std::string(error.what()) + " " + error.hint()};
  }
  const model::Schema reached = database.introspect();
  app::Difference rest = app::find_difference(reached, planned.reached(to.schema), to.renames, oracle,
                                              app::choose_none, app::Printed::before, app::Trash::drop);
  for (const diff::Change& change : rest.changes.changes)
    problems.push_back("differs: " + diff::describe(change));
  for (const diff::Rename& rename : rest.changes.renames)
    problems.push_back("differs: " + diff::describe(rename));
  for (const plan::Step& step :
       app::plan_change(std::move(rest), to.advice, database.target(), kMigrationNumber, {}).plan.steps)
    problems.push_back("the second plan has a step: " + step.why);
  if (!problems.empty()) return problems;
  const Snapshot after = snapshot(database, tables, true);
  for (const auto& [table, rows] : before)
    if (after.at(table) != rows)
      problems.push_back("the rows of " + model::display_name(table) + " have changed");
  return problems;
}

void run_undo(db::Database& database, const migration::Migration& migration) {
  const std::vector<plan::Step>& steps = migration.plan.steps;
  const bool only_contract = std::all_of(
      steps.begin(), steps.end(), [](const plan::Step& step) { return step.phase == plan::Phase::contract; });
  if (!only_contract) db::run_script(database, migration::render_undo(migration), "undo.sql");
}

std::vector<std::string> undo_and_check(db::Database& database, const dsl::Declaration& from,
                                        const dsl::Declaration& to) {
  const plan::Plan plan = plan_live(database, to);
  const migration::Migration migration = migration_of(from.schema, to, plan);
  const std::set<ObjectId> left = left_by_undo(plan);
  TableColumns tables;
  for (const auto& [id, column] : from.schema.all<model::Column>(model::Kind::column))
    if (!left.contains(id) && !column->generated)
      tables[{model::owner_id(id), model::owner_id(id)}].push_back({id, id});
  const Snapshot before = snapshot(database, tables, false);
  try {
    apply(database, migration, {plan::Phase::expand, plan::Phase::migrate});
    run_undo(database, migration);
  } catch (const base::Error& error) {
    return {std::string(error.what()) + " " + error.hint()};
  }
  std::vector<std::string> problems;
  const auto oracle = [&database](const std::vector<diff::Doubt>& doubts, const model::Schema& declared) {
    return database.settle(doubts, declared);
  };
  const app::Difference rest =
      app::find_difference(database.introspect(), from.schema, {}, oracle, app::choose_none);
  for (const diff::Change& change : rest.changes.changes)
    if (!left.contains(change.id) && !differs_in_proof_only(change))
      problems.push_back("not taken back: " + diff::describe(change));
  if (problems.empty() && snapshot(database, tables, false) != before)
    problems.push_back("the rows have changed");
  return problems;
}

app::Difference difference_of(db::Database& database, const dsl::Declaration& to, bool with_renames) {
  const auto oracle = [&database](const std::vector<diff::Doubt>& doubts, const model::Schema& declared) {
    return database.settle(doubts, declared);
  };
  return app::find_difference(database.introspect(), to.schema,
                              with_renames ? to.renames : std::vector<diff::Rename>(), oracle,
                              app::choose_none);
}

plan::Plan plan_of(db::Database& database, const dsl::Declaration& to, bool with_renames) {
  return app::plan_change(difference_of(database, to, with_renames), to.advice, database.target(),
                          kMigrationNumber, {})
      .plan;
}

void clear_leftovers(db::Database& database, const dsl::Declaration& to) {
  for (const std::string& statement : dialect::find_leftovers(database.introspect(), to.renames).clearing)
    database.execute(statement);
}

bool is_too_old_for(db::Database& database, const GoldenCase& golden) {
  bool refused = false;
  for (const dsl::Declaration& declaration : {golden.from(), golden.to()}) {
    try {
      dialect::require_server(declaration.schema, database.target());
    } catch (const base::Error& error) {
      if (error.kind() != base::ErrorKind::unsupported) throw;
      refused = true;
    }
  }
  const bool expected =
      golden.dialect == sql::Dialect::postgresql && database.target().version / 10000 < golden.since;
  if (refused != expected)
    throw base::Error(
        base::ErrorKind::internal,
        golden.name + (refused ? " is refused for this server." : " is not refused for this server."));
  return refused;
}

std::unique_ptr<db::Database> fresh_database(sql::Dialect dialect) {
  return dialect == sql::Dialect::sqlite ? db::open_memory_database() : fresh_postgres();
}

}  // namespace schemagen::tests
