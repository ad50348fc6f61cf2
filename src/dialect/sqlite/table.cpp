#include <algorithm>

#include "dialect/sqlite/render.h"
#include "dialect/sqlite/rules.h"

namespace schemagen::dialect::sqlite {
namespace {

using plan::Hazard;
using plan::Phase;
using plan::Step;

/// Dropping the table with foreign_keys on would delete its rows first, and what refers to them with it.
/// `rewrites` has them turned off.
void keep_references_apart(const Context& context, const ObjectId& table, Step& step) {
  if (!context.is_referenced(table.name)) return;
  step.rewrites.push_back(table);
  append_ids(step.references, context.with_referring(table));
  step.why += " Rows that refer to it are not touched.";
}

void release_view(const Context& context, const ObjectId& id, Step& step) {
  append_ids(step.releases, context.removed_in(context.before().find_as<model::View>(id)->query.view()));
  for (const auto& [trigger_id, trigger] :
       context.before().owned_as<model::Trigger>(Kind::trigger, {}, id.name))
    append_ids(step.releases, context.removed_in(trigger->definition.view()));
}

void drop_relation(const Context& context, const ObjectId& id, Step& step) {
  step.sql.push_back(drop_sql(id));
  step.destroys.push_back(id);
  append_ids(step.destroys, context.before().owned_by({}, id.name));
  add_hazard(step, Hazard::rejects_old_writers);
  lock_database(step, id);
  if (id.kind == Kind::view) {
    release_view(context, id, step);
    return;
  }
  step.losses.push_back({id, "the rows"});
  add_hazard(step, Hazard::destructive);
  add_hazard(step, Hazard::irreversible);
  if (id.kind == Kind::table) keep_references_apart(context, id, step);
}

/// A column that goes outlives the index on it.
void release_columns(const Context& context, const ObjectId& id, Step& step) {
  const auto* index = context.before().find_as<model::Index>(id);
  if (index == nullptr) return;
  for (const Symbol name : columns_in(state_of(context.before(), id.owner).table, *index)) {
    const ObjectId column = model::column_id({}, id.owner, name);
    if (context.is_removed(column)) step.releases.push_back(column);
  }
}

}  // namespace

void drop_replaced(const Context& context, const ObjectId& id, Step& step) {
  for (const ObjectId& old : context.replaced_by(id)) {
    if (is_relation(old.kind)) {
      step.phase = Phase::contract;
      step.why += " The " + std::string(model::kind_name(id.kind)) + " " + id.name.str() +
                  " takes the place of the " + std::string(model::kind_name(old.kind)) + " of this name.";
      drop_relation(context, old, step);
    } else {
      if (context.is_needed_until_contract(old)) step.phase = Phase::contract;
      step.sql.push_back(drop_if_exists_sql(old));
      step.destroys.push_back(old);
      release_columns(context, old, step);
    }
  }
}

void restore_replaced(const Context& context, const ObjectId& id, Step& step) {
  for (const ObjectId& old : context.replaced_by(id)) {
    const auto* index = context.before().find_as<model::Index>(old);
    const auto* trigger = context.before().find_as<model::Trigger>(old);
    if (index == nullptr && trigger == nullptr) continue;
    make_way(context, old, step);
    step.undo.push_back(index == nullptr ? trigger->definition.str()
                                         : create_index_sql(old.owner, old.name, *index));
  }
}

void make_way(const Context& context, const ObjectId& id, Step& step) {
  if (context.is_replaced(id)) step.undo.push_back(drop_if_exists_sql(id));
}

void lower_added_table(const Context& context, Symbol table, Steps& steps) {
  const ObjectId id = model::table_id({}, table);
  const TableState state = state_of(context.after(), table);
  Step step = make_step(context.is_postponed(id) ? Phase::contract : Phase::expand,
                        "Table " + table.str() + " is made.");
  drop_replaced(context, id, step);
  step.sql.push_back(create_table_sql(state.table));
  step.undo = {drop_if_exists_sql(id)};
  restore_replaced(context, id, step);
  step.produces = {id};
  for (const ObjectId& part : context.after().owned_by({}, table))
    if (part.kind != Kind::index && part.kind != Kind::trigger) step.produces.push_back(part);
  append_ids(step.needs, context.made_before(id));
  steps.push_back(std::move(step));
  change_indexes(context, {state.table, {}}, state, Phase::expand, steps);
  change_triggers(context, table, {}, state.attached.triggers, Phase::expand, steps);
}

void lower_removed_table(const Context& context, Symbol table, Steps& steps) {
  const ObjectId id = model::table_id({}, table);
  if (context.is_replaced(id)) return;
  Step step = make_step(Phase::contract, "Table " + table.str() + " goes, and its rows with it.");
  drop_relation(context, id, step);
  steps.push_back(std::move(step));
}

}  // namespace schemagen::dialect::sqlite
