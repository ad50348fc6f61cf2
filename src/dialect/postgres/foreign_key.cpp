#include <algorithm>

#include "dialect/postgres/divided.h"
#include "dialect/postgres/index_name.h"
#include "dialect/postgres/kept_action.h"
#include "dialect/postgres/rename_view.h"
#include "dialect/postgres/rules.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

using model::ForeignKey;
using model::ReferentialAction;

ObjectId referenced(const ForeignKey& key) { return model::table_id(key.ref_schema, key.ref_table); }

bool only_on_empty_columns(const Context& c, const ObjectId& id, const ForeignKey& key) {
  return std::all_of(key.columns.begin(), key.columns.end(),
                     [&](Symbol name) { return c.stays_empty(model::column_id(id.schema, id.owner, name)); });
}

std::string add_sql(const ObjectId& id, const ForeignKey& key, Symbol name, bool validated) {
  return alter_table(id, "ADD CONSTRAINT " + quoted(name) + " " + foreign_key_sql(key) +
                             (validated || !key.enforced ? "" : " NOT VALID"));
}

constexpr std::string_view kUnlessThere = R"(
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = {table}::regclass AND conname = {name}) THEN
        {add};
    END IF;
END
)";

bool only_validated(const ForeignKey& old, const ForeignKey& key) {
  ForeignKey copy = old;
  copy.validated = true;
  return without_comment(copy) == without_comment(key);
}

bool only_deferral(const ForeignKey& old, const ForeignKey& key) {
  ForeignKey copy = old;
  copy.deferral = key.deferral;
  return without_comment(copy) == without_comment(key);
}

std::string deferral_change(const ObjectId& id, const ForeignKey& key) {
  const std::string deferral = deferral_sql(key.deferral);
  return alter_table(id, "ALTER CONSTRAINT " + quoted(id.name) +
                             (deferral.empty() ? " NOT DEFERRABLE" : deferral) +
                             (key.deferral == model::Deferral::deferrable ? " INITIALLY IMMEDIATE" : ""));
}

void defer(Context& c, const ObjectId& id, const ForeignKey& old, const ForeignKey& key) {
  Step& step = c.emit(Phase::expand, "Changes when " + spoken(id) + " is checked.",
                      {deferral_change(id, key)}, {deferral_change(id, old)});
  c.uses(step, id);
  step.reaches.push_back({id, state::kDeferral});
  c.locks(step, Lock::access_exclusive, id);
}

void swap(Context& c, const ObjectId& id, const ForeignKey& old, const ForeignKey& key) {
  const Symbol temporary = c.beside("new", id.name);
  const Phase phase = c.tightening_phase(id);
  const std::string drop = alter_table(id, "DROP CONSTRAINT IF EXISTS " + quoted(temporary));
  Step& add = c.emit(phase, "The new form of " + spoken(id) + " is added beside the old one, for new rows.",
                     {drop, add_sql(id, key, temporary, false)}, {drop});
  c.uses(add, id);
  std::erase(add.needs, id);
  needs_key_by_any_name(c, add);
  add.reaches.push_back({id, state::kNewFormAdded});
  c.locks(add, Lock::access_exclusive, id);
  c.locks(add, Lock::share_row_exclusive, referenced(key));
  if (!is_as_lax(old, key)) hazard(add, Hazard::rejects_old_writers);

  if (key.validated && key.enforced) {
    Step& check = c.emit(
        phase,
        "Existing rows are checked against the new form of " + spoken(id) + " without blocking writers.",
        {alter_table(id, "VALIDATE CONSTRAINT " + quoted(temporary))});
    c.uses(check, id);
    std::erase(check.needs, id);
    needs_key_by_any_name(c, check);
    check.awaits.push_back({id, state::kNewFormAdded});
    check.reaches.push_back({id, state::kProved});
    c.locks(check, Lock::share_update_exclusive, id);
    c.locks_alone(check, Lock::row_share, referenced(key));
    c.scans(check, id);
    if (referenced(key) != model::owner_id(id)) c.scans(check, referenced(key));
    if (!is_as_lax(old, key)) hazard(check, Hazard::may_fail_on_rows);
  }

  Statements sql{drop_sql(c.before, id),
                 alter_table(id, "RENAME CONSTRAINT " + quoted(temporary) + " TO " + quoted(id.name))};
  for (std::string& comment : comments_sql(c.after, id)) sql.push_back(std::move(comment));
  Step& take =
      c.emit(phase, "The new form of " + spoken(id) + " takes the place of the old one.", std::move(sql));
  c.creates(take, id);
  needs_key_by_any_name(c, take);
  take.destroys.push_back(id);
  take.awaits.push_back({id, state::kNewFormAdded});
  take.awaits.push_back({id, state::kProved});
  c.retires(take, id);
  c.locks(take, Lock::access_exclusive, id);
  c.locks(take, Lock::access_exclusive, referenced(old));
  if (phase == Phase::contract && !is_as_lax(key, old)) hazard(take, Hazard::binds_new_writers);
}

/// The table is new, but the key that it refers to comes when the new application has filled it.
bool waits_for_key(const Context& c, const ObjectId& id) {
  const Ids needed = c.now.of(id);
  return c.on_new_relation(id) && std::any_of(c.steps.begin(), c.steps.end(), [&](const Step& step) {
           return step.phase == Phase::contract &&
                  std::any_of(step.produces.begin(), step.produces.end(), [&](const ObjectId& made) {
                    return needed.contains(made) && !waits_for_name(c, made);
                  });
         });
}

std::string reason_to_drop(const ObjectId& id, const ForeignKey& key, bool stays, bool keeps_action) {
  if (!stays) return "The old application may rely on " + spoken(id) + " until here.";
  std::string free = "The new application does not obey " + spoken(id) + " any more.";
  if (!keeps_action) return free;
  return free + " What else it did, a trigger on " + model::display_name(referenced(key)) +
         " does until contract, for whoever writes there.";
}

}  // namespace

bool is_as_lax(const ForeignKey& old, const ForeignKey& key) {
  const auto as_lax = [](ReferentialAction then, ReferentialAction now) {
    return now == then || then == ReferentialAction::restrict_ ||
           (then == ReferentialAction::no_action && now != ReferentialAction::restrict_);
  };
  return old.validated && old.enforced && old.columns == key.columns && old.ref_schema == key.ref_schema &&
         old.ref_table == key.ref_table && old.ref_columns == key.ref_columns && old.match == key.match &&
         as_lax(old.on_delete, key.on_delete) && as_lax(old.on_update, key.on_update);
}

std::string unless_there_sql(const std::string& table, Symbol name, const std::string& add) {
  return "DO " + sql::quote_dollar(fill(kUnlessThere, {{"table", sql::quote_literal(table)},
                                                       {"name", sql::quote_literal(name.view())},
                                                       {"add", add}}));
}

ForeignKey as_called_in(const Context& c, Phase phase, ForeignKey key) {
  if (phase != Phase::contract) key.ref_table = name_meanwhile(c, referenced(key));
  return key;
}

void create_foreign_key(Context& c, const ObjectId& id, const ForeignKey& key) {
  const bool late = waits_for_key(c, id);
  const bool fresh = c.on_new_relation(id) && !late;
  if (!fresh && key.enforced && needs_divided_foreign_key(c, id)) {
    create_divided_foreign_key(c, id, key);
    return;
  }
  const bool harmless = fresh || (!late && only_on_empty_columns(c, id, key));
  const Phase phase = late ? Phase::contract : harmless ? Phase::expand : c.tightening_phase(id);
  const std::string add = add_sql(id, as_called_in(c, phase, key), id.name, fresh && key.validated);
  Statements sql{fresh ? add : unless_there_sql(relation_of(id), id.name, add)};
  for (std::string& comment : comments_sql(c.after, id)) sql.push_back(std::move(comment));
  Step& step = c.emit(phase, fresh ? "New " + spoken(id) + "." : "New rows must obey " + spoken(id) + ".",
                      std::move(sql), {drop_sql(c.after, id)});
  c.creates(step, id);
  needs_key_by_any_name(c, step);
  for (const ObjectId& table : {model::owner_id(id), referenced(key)})
    step.awaits.push_back({table, state::kLogging});
  if (phase == Phase::contract) step.awaits.push_back({referenced(key), state::kViewDropped});
  c.locks(step, Lock::share_row_exclusive, id);
  if (referenced(key) != model::owner_id(id)) c.locks(step, Lock::share_row_exclusive, referenced(key));
  if (!harmless && !late) hazard(step, Hazard::rejects_old_writers);
  if (!harmless)
    for (Symbol column : key.columns)
      step.awaits.push_back({model::column_id(id.schema, id.owner, column), state::kFilled});
  if (fresh || !key.validated || !key.enforced) return;
  validate_constraint(c, id, phase);
  if (harmless) c.steps.back().hazards.clear();
}

bool alter_foreign_key(Context& c, const ObjectId& id, const ForeignKey& old, const ForeignKey& key) {
  if (only_validated(old, key)) {
    validate_constraint(c, id, c.tightening_phase(id));
    return false;
  }
  if (only_deferral(old, key)) {
    defer(c, id, old, key);
    return false;
  }
  if (needs_divided_foreign_key(c, id))
    replace_divided_foreign_key(c, id, old, key);
  else
    swap(c, id, old, key);
  return true;
}

void drop_foreign_key(Context& c, const ObjectId& id, const ForeignKey& old) {
  if (old.ref_schema == id.schema && old.ref_table == id.owner && c.on_dropped_relation(id)) return;
  const bool stays =
      !c.on_dropped_relation(id) && std::all_of(old.columns.begin(), old.columns.end(), [&](Symbol name) {
        const ObjectId column = model::column_id(id.schema, id.owner, name);
        return c.after.contains(column) || (c.swaps && c.staging->by_old_id(column) != nullptr);
      });
  const bool keeps_action = stays && old.enforced && has_actions(old);
  Statements sql{drop_sql(c.before, id)};
  const bool divided = needs_divided_foreign_key(c, id);
  Statements undo =
      divided ? restore_divided_foreign_key_sql(c, id, old) : Statements{add_sql(id, old, id.name, false)};
  if (keeps_action) {
    for (std::string& statement : keep_action_sql(c, id, old)) sql.push_back(std::move(statement));
    Statements end = end_action_sql(c, id, old);
    undo.insert(undo.begin(), end.begin(), end.end());
  }
  Step& step = c.emit(stays ? Phase::expand : Phase::contract, reason_to_drop(id, old, stays, keeps_action),
                      std::move(sql), std::move(undo));
  if (stays && old.validated && old.enforced)
    step.undo_proof = divided ? prove_divided_again_sql(c, id, old) : prove_again_sql(id);
  c.drops(step, id);
  step.reaches.push_back({id, state::kDropped});
  if (!c.on_dropped_relation(id)) step.needs.push_back(model::owner_id(id));
  c.locks(step, Lock::access_exclusive, id);
  if (referenced(old) != model::owner_id(id)) c.locks(step, Lock::access_exclusive, referenced(old));
  if (!keeps_action) return;
  step.undo_note =
      "Rows that refer to nothing, written by the new application, stay; the key holds for new rows only "
      "then.";
  step.needs.push_back(referenced(old));
  step.reaches.push_back({id, state::kActionKept});
  lower_end_of_action(c, id, old);
}

}  // namespace schemagen::dialect::postgres
