// CHECK and EXCLUDE constraints.
#include <algorithm>

#include "dialect/postgres/rules.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

std::string add_sql(const Schema& schema, const ObjectId& id, bool validated) {
  return alter_table(id, "ADD " + constraint_sql(schema, id) + (validated ? "" : " NOT VALID"));
}

void need_filled(Context& c, Step& step, const ObjectId& id) {
  for (const ObjectId& needed : c.now.of(id)) {
    step.awaits.push_back({needed, state::kFilled});
  }
}

std::string drop_either_sql(const Context& c, const ObjectId& id) {
  return alter_table(id, "DROP CONSTRAINT IF EXISTS " + quoted(c.beside("either", id.name)));
}

/// The rows that the old rule admits and those that the new one admits, and no others.
std::string add_either_sql(const Context& c, const ObjectId& id, const model::Check& old,
                           const model::Check& check) {
  model::Check either = check;
  if (old.expression != check.expression)
    either.expression = Symbol("(" + old.expression.str() + ") OR (" + check.expression.str() + ")");
  either.no_inherit = old.no_inherit || check.no_inherit;
  return alter_table(
      id, "ADD CONSTRAINT " + quoted(c.beside("either", id.name)) + " " + check_sql(either) + " NOT VALID");
}

/// In place of the old rule until the new one, which is `made_as` at first, holds.
void admit_either(Context& c, const ObjectId& id, const ObjectId& made_as, const model::Check& old,
                  const model::Check& check) {
  Step& step = c.emit(Phase::expand,
                      "Until contract a row has to obey the old or the new rule of " + spoken(id) +
                          ", so that both applications can write.",
                      {drop_either_sql(c, id), add_either_sql(c, id, old, check), drop_sql(c.before, id)},
                      {drop_sql(c.before, id), add_sql(c.before, id, false), drop_either_sql(c, id)});
  if (old.validated) step.undo_proof = prove_again_sql(id);
  c.uses(step, made_as);
  std::erase(step.needs, made_as);
  step.reaches.push_back({id, state::kEither});
  c.locks(step, Lock::access_exclusive, id);
}

Step& step_that_makes(Context& c, const ObjectId& id) {
  return *std::find_if(c.steps.begin(), c.steps.end(), [&](const Step& step) {
    return std::count(step.produces.begin(), step.produces.end(), id) > 0;
  });
}

void end_either(Context& c, const ObjectId& id, const ObjectId& made_as) {
  Step& take = step_that_makes(c, made_as);
  take.awaits.push_back({id, state::kEither});
  take.sql.push_back(drop_either_sql(c, id));
}

constexpr std::string_view kProveAgain = R"(
BEGIN
    {prove};
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', {name};
END
)";

}  // namespace

Statements prove_again_sql(const ObjectId& id) {
  return prove_again_sql(id, {alter_table(id, "VALIDATE CONSTRAINT " + quoted(id.name))});
}

Statements prove_again_sql(const ObjectId& id, const Statements& proving) {
  return {"DO " + sql::quote_dollar(fill(kProveAgain, {{"prove", base::join(proving, ";\n    ")},
                                                       {"name", sql::quote_literal(spoken(id))}}))};
}

void validate_constraint(Context& c, const ObjectId& id, Phase phase) {
  Step& step = c.emit(phase, "Existing rows are checked against " + spoken(id) + " without blocking writers.",
                      {alter_table(id, "VALIDATE CONSTRAINT " + quoted(id.name))});
  c.uses(step, id);
  step.reaches.push_back({id, state::kProved});
  need_filled(c, step, id);
  c.locks(step, Lock::share_update_exclusive, id);
  c.scans(step, id);
  if (const auto* key = c.after.find_as<model::ForeignKey>(id)) {
    const ObjectId referenced = model::table_id(key->ref_schema, key->ref_table);
    c.locks_alone(step, Lock::row_share, referenced);
    if (referenced != model::owner_id(id)) c.scans(step, referenced);
  }
  hazard(step, Hazard::may_fail_on_rows);
}

void create_check(Context& c, const ObjectId& id, const model::Check& check) {
  const bool fresh = c.on_new_relation(id);
  const bool plain = fresh && check.validated;
  const Phase phase = c.tightening_phase(id);
  Statements sql{add_sql(c.after, id, plain || !check.enforced)};
  if (!fresh) sql.insert(sql.begin(), drop_sql(c.after, id));
  for (std::string& comment : comments_sql(c.after, id)) sql.push_back(std::move(comment));
  Step& step = c.emit(phase,
                      "New rows must obey " + spoken(id) + " from here on" +
                          (!fresh && c.tightens_early(id) ? ", early, as the declaration asks." : "."),
                      std::move(sql), {drop_sql(c.after, id)});
  c.creates(step, id);
  need_filled(c, step, id);
  c.locks(step, Lock::access_exclusive, id);
  if (!fresh && check.enforced) hazard(step, Hazard::rejects_old_writers);
  if (!plain && check.validated && check.enforced) validate_constraint(c, id, phase);
}

bool alter_check(Context& c, const ObjectId& id, const model::Check& old, const model::Check& check) {
  model::Check validated = old;
  validated.validated = true;
  if (without_comment(validated) == without_comment(check)) {
    validate_constraint(c, id, c.tightening_phase(id));
    return false;
  }
  const bool both_hold = old.enforced && check.enforced;
  if (!both_hold)
    drop_check(c, id);
  else if (!c.tightens_early(id))
    admit_either(c, id, id, old, check);
  create_check(c, id, check);
  if (!both_hold) return true;
  Step& take = step_that_makes(c, id);
  c.retires(take, id);
  if (c.tightens_early(id)) {
    take.destroys.push_back(id);
    take.undo = {drop_sql(c.before, id), add_sql(c.before, id, false)};
    if (old.validated) take.undo_proof = prove_again_sql(id);
  } else {
    end_either(c, id, id);
  }
  return true;
}

void relax_copied_checks(Context& c) {
  for (const auto& [id, copy] : c.staging->copies) {
    const auto* old = c.before.find_as<model::Check>(id);
    const auto* check = c.after.find_as<model::Check>(copy.in_middle);
    if (copy.replaces || old == nullptr || check == nullptr || !old->enforced || !check->enforced) continue;
    admit_either(c, id, copy.in_middle, *old, *check);
    end_either(c, id, copy.in_middle);
  }
}

void drop_check(Context& c, const ObjectId& id) {
  Step& step = c.emit(Phase::expand, "The new application does not obey " + spoken(id) + " any more.",
                      {drop_sql(c.before, id)}, {add_sql(c.before, id, false)});
  const auto& old = *c.before.find_as<model::Check>(id);
  if (old.validated && old.enforced) step.undo_proof = prove_again_sql(id);
  c.drops(step, id);
  step.needs.push_back(model::owner_id(id));
  c.locks(step, Lock::access_exclusive, id);
}

void create_exclusion(Context& c, const ObjectId& id) {
  Step& step = c.emit(c.tightening_phase(id), "No two rows may break " + spoken(id) + " from here on.",
                      create_sql(c.after, id), {drop_sql(c.after, id)});
  c.creates(step, id);
  need_filled(c, step, id);
  c.locks(step, Lock::access_exclusive, id);
  c.scans(step, id);
  for (Hazard kind : {Hazard::scan_under_lock, Hazard::blocks_writes, Hazard::rejects_old_writers,
                      Hazard::may_fail_on_rows})
    if (!c.on_new_relation(id)) hazard(step, kind);
}

bool alter_exclusion(Context& c, const ObjectId& id, const model::Exclusion& old,
                     const model::Exclusion& exclusion) {
  model::Exclusion stored = old;
  stored.storage = exclusion.storage;
  if (without_comment(stored) == without_comment(exclusion)) {
    const std::string head = "ALTER INDEX " + qualified(id.schema, id.name);
    Step& step = c.emit(Phase::expand,
                        "New storage parameters for the index of " + spoken(id) +
                            "; they hold for what is written from here on.",
                        alter_options_sql(head, old.storage, exclusion.storage),
                        alter_options_sql(head, exclusion.storage, old.storage));
    c.uses(step, id);
    step.reaches.push_back({id, state::kStored});
    c.locks_index(step, id, id.name);
    return false;
  }
  create_exclusion(c, id);
  Step& step = c.steps.back();
  step.why = "The old form of " + spoken(id) + " goes and the new one comes in one transaction.";
  step.sql.insert(step.sql.begin(), drop_sql(c.before, id));
  step.undo.clear();
  step.destroys.push_back(id);
  c.retires(step, id);
  hazard(step, Hazard::binds_new_writers);
  return true;
}

void drop_exclusion(Context& c, const ObjectId& id) {
  Step& step = c.emit(Phase::contract, "The old application may rely on " + spoken(id) + " until here.",
                      {drop_sql(c.before, id)});
  c.drops(step, id);
  c.locks(step, Lock::access_exclusive, id);
  hazard(step, Hazard::binds_new_writers);
}

}  // namespace schemagen::dialect::postgres
