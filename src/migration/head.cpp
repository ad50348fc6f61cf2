#include "migration/head.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "migration/script.h"
#include "migration/summary.h"
#include "schemagen/base/text.h"

namespace schemagen::migration {
namespace {

using plan::Hazard;
using plan::Phase;
using plan::Step;
using Steps = std::vector<const Step*>;

constexpr std::size_t kMostNames = 12;
std::string list_names(const std::vector<std::string>& names) {
  std::vector<std::string> shown(
      names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), kMostNames)));
  std::string out = base::join(shown, ", ");
  if (names.size() > kMostNames) out += " and " + std::to_string(names.size() - kMostNames) + " more";
  return out;
}

/// `step c1`, `steps c1 and c3`, `steps c1, c3 and c4`; empty when there is none.
std::string list_steps(const std::vector<std::string>& ids) {
  if (ids.size() < 2) return ids.empty() ? "" : "step " + ids.front();
  if (ids.size() > kMostNames) return "steps " + list_names(ids);
  return "steps " + list_names({ids.begin(), ids.end() - 1}) + " and " + ids.back();
}

std::vector<std::string> ids_with(const Steps& steps, Hazard hazard) {
  std::vector<std::string> ids;
  for (const Step* step : steps)
    if (std::count(step->hazards.begin(), step->hazards.end(), hazard) > 0) ids.push_back(step->id);
  return ids;
}

std::string steps_with(const Steps& steps, Hazard hazard) { return list_steps(ids_with(steps, hazard)); }

/// `from step c1 on`, with the other steps that do it too.
std::string from_steps(const std::vector<std::string>& ids) {
  if (ids.empty()) return {};
  return "from step " + ids.front() + " on" + (ids.size() == 1 ? "" : ", because of " + list_steps(ids));
}

/// `column users.name`, for sentences.
std::string spoken(const model::ObjectId& id) {
  if (id.kind == model::Kind::primary_key) return "the primary key of " + one_line(id.owner.str());
  return std::string(model::kind_name(id.kind)) + " " + one_line(model::display_name(id));
}

std::string sentence_if(const std::string& before, const std::string& names, const std::string& after) {
  return names.empty() ? "" : "-- " + before + names + after + "\n";
}

std::string title(const Migration& migration, Phase phase) {
  const int number = 1 + static_cast<int>(phase);
  return "-- " + one_line(migration.id) + " · " + std::to_string(number) +
         " of 3: " + plan::to_string(phase) + "\n";
}

std::string other_phases(const Migration& migration, Phase phase) {
  std::vector<std::string> missing;
  for (const Phase other : {Phase::expand, Phase::migrate, Phase::contract})
    if (other != phase && plan::steps_in(migration.plan, other).empty())
      missing.push_back(plan::to_string(other));
  if (missing.empty()) return {};
  return "-- This migration has nothing to do in " + base::join(missing, " and ") + ".\n";
}

/// What the old application relies on goes in contract, and what the new one may not yet do with it.
std::string rules_until_contract(const Migration& migration) {
  return sentence_if("Until contract the new application has to obey rules that it no longer states: ",
                     steps_with(plan::steps_in(migration.plan, Phase::contract), Hazard::binds_new_writers),
                     ".");
}

/// Exactly one file of a migration says when the new application may start.
std::string deploy_line(const plan::Plan& plan, Phase phase) {
  if (plan::deployed_after(plan) != phase) return {};
  return phase == Phase::contract ? "-- Deploy the new application before this file.\n"
                                  : "-- Deploy the new application after this file.\n";
}

bool removes_nothing(const Steps& steps) {
  return std::all_of(steps.begin(), steps.end(), [](const Step* step) {
    const auto goes = [step](const model::ObjectId& id) {
      return std::count(step->produces.begin(), step->produces.end(), id) == 0;
    };
    return step->losses.empty() && std::none_of(step->destroys.begin(), step->destroys.end(), goes);
  });
}

std::string intro(const Migration& migration, const Steps& steps, Phase phase) {
  const std::string rejects = from_steps(ids_with(steps, Hazard::rejects_old_writers));
  switch (phase) {
    case Phase::expand:
      if (!rejects.empty())
        return "-- Adds what the new application needs. Statements of the old one may fail " + rejects +
               ".\n";
      return std::string("-- Adds what the new application needs; the old one works on as before.") +
             (removes_nothing(steps) ? " Nothing is removed or tightened.\n" : "\n");
    case Phase::migrate:
      return rejects.empty()
                 ? "-- Moves and checks data; the old application works throughout.\n"
                 : "-- Moves and checks data. Statements of the old application may fail " + rejects + ".\n";
    case Phase::contract:
      return "-- Run it when no old application is left: what only that one used goes, and rules are "
             "tightened.\n" +
             sentence_if("Statements of the old application may fail ", rejects, ".") +
             rules_until_contract(migration);
  }
  return {};
}

std::string losses(const Steps& steps) {
  std::set<std::string> seen;
  std::vector<std::string> names;
  for (const Step* step : steps)
    for (const plan::Loss& loss : step->losses) {
      std::string name = one_line(loss.what.empty() ? "" : loss.what + " of ") + spoken(loss.object);
      if (seen.insert(name).second) names.push_back(std::move(name));
    }
  return sentence_if("Lost for good, unless there is a backup: ", list_names(names), ".");
}

std::string locks(const Steps& steps, sql::Dialect dialect) {
  if (dialect == sql::Dialect::sqlite)
    return "-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.\n";
  std::vector<model::ObjectId> order;
  std::map<model::ObjectId, plan::Lock> strongest;
  for (const Step* step : steps)
    for (const plan::RelationLock& lock : step->locks) {
      if (lock.lock == plan::Lock::none) continue;
      const auto [found, is_new] = strongest.emplace(lock.relation, lock.lock);
      if (is_new) order.push_back(lock.relation);
      found->second = std::max(found->second, lock.lock);
    }
  std::vector<std::string> names;
  names.reserve(order.size());
  for (const model::ObjectId& id : order)
    names.push_back(one_line(model::display_name(id)) + " " + plan::to_string(strongest.at(id)));
  if (names.empty()) return "-- Locks nothing that was there before.\n";
  return "-- Strongest locks: " + list_names(names) + ".\n";
}

template <class Members>
std::string relations(const Steps& steps, const Members& members) {
  std::set<std::string> seen;
  std::vector<std::string> names;
  for (const Step* step : steps)
    for (const model::ObjectId& id : members(*step)) {
      std::string name = one_line(model::display_name(id));
      if (seen.insert(name).second) names.push_back(std::move(name));
    }
  return list_names(names);
}

std::string costs(const Steps& steps, sql::Dialect dialect) {
  const bool server = dialect == sql::Dialect::postgresql;
  Steps atomic;
  Steps lasting;
  Steps first;
  for (const Step* step : steps)
    (step->precheck                                 ? first
     : step->transaction == plan::Transaction::none ? lasting
                                                    : atomic)
        .push_back(step);
  return sentence_if("Reads in full: ", relations(steps, [](const Step& step) { return step.scans; }), ".") +
         sentence_if(
             server ? "Writes anew in full, while readers and writers wait: " : "Writes anew in full: ",
             relations(steps, written_anew), ".") +
         sentence_if("Reads all rows while others wait: ", steps_with(steps, Hazard::scan_under_lock), ".") +
         sentence_if("Writers wait while this runs: ", steps_with(steps, Hazard::blocks_writes), ".") +
         sentence_if("Stops before it changes anything when rows would violate a rule further down: ",
                     steps_with(first, Hazard::may_fail_on_rows), ".") +
         sentence_if("Fails, and changes nothing, when existing rows violate the new rule: ",
                     steps_with(atomic, Hazard::may_fail_on_rows), ".") +
         sentence_if(
             "Fails when existing rows violate the new rule, and leaves an invalid index, which still "
             "checks new rows, until it is run again or undone: ",
             steps_with(lasting, Hazard::may_fail_on_rows), ".");
}

std::string run_again(const Steps& steps, sql::Dialect dialect) {
  if (dialect == sql::Dialect::postgresql) return "-- After a stop: run the file again.\n";
  const bool whole = std::all_of(steps.begin(), steps.end(), [](const Step* step) {
    return step->transaction == plan::Transaction::own;
  });
  return whole
             ? "-- One transaction: all of it or nothing. After a failure it can be run again as it stands.\n"
             : "-- It stops at the first failure; what stands before the failed step is done and stays.\n";
}

/// A table, or a column of a table that was there, that the step adds: not one that it renames or alters.
bool is_new_data(const Step& step, const model::ObjectId& id) {
  if (id.kind != model::Kind::table && id.kind != model::Kind::column) return false;
  const auto made_here = [&step](const model::ObjectId& other) {
    return std::count(step.produces.begin(), step.produces.end(), other) > 0;
  };
  if (id.kind == model::Kind::column && made_here(model::owner_id(id))) return false;
  return std::none_of(step.destroys.begin(), step.destroys.end(), [&id](const model::ObjectId& gone) {
    return gone.kind == id.kind && gone.owner == id.owner;
  });
}

/// Nothing takes it back: why, or what of it remains.
std::string stays(const Step& step) {
  if (!step.undo_note.empty()) return "-- Stays: step " + step.id + ". " + one_line(step.undo_note) + "\n";
  if (std::count(step.hazards.begin(), step.hazards.end(), Hazard::irreversible) > 0)
    return "-- Cannot be taken back: step " + step.id + ". " + one_line(step.why) + "\n";
  return {};
}

std::string how_undo_runs(const Migration& migration) {
  if (migration.plan.target.dialect == sql::Dialect::postgresql)
    return "-- After a stop: run the file again.\n";
  const bool rebuilds =
      std::any_of(migration.plan.steps.begin(), migration.plan.steps.end(),
                  [](const Step& step) { return step.phase != Phase::contract && !step.rewrites.empty(); });
  return std::string("-- One transaction: all of it or nothing.") +
         (rebuilds ? " It fails when rows written meanwhile break a rule that comes back.\n" : "\n");
}

/// Without steps that it takes back a file of PostgreSQL still looks where the database stands.
std::string nothing_to_undo(const plan::Plan& plan) {
  if (plan.target.dialect == sql::Dialect::sqlite) return "-- There is nothing to run here.\n";
  return plan::steps_in(plan, Phase::contract).empty()
             ? "-- There is nothing to take back; it only ends the migration.\n"
             : "-- There is nothing that it could take back: it stops, and says so.\n";
}

std::string undo_title(const Migration& migration) {
  const std::vector<Step>& steps = migration.plan.steps;
  const bool tightening = std::any_of(steps.begin(), steps.end(), [&](const Step& step) {
    return step.phase == Phase::contract && plan::is_taken_back(migration.plan, step);
  });
  return "-- " + one_line(migration.id) + " · undo of expand and migrate" +
         (tightening ? ", and of contract as long as it has only tightened\n" : "\n");
}

}  // namespace

std::string phase_head(const Migration& migration, Phase phase) {
  const Steps steps = plan::steps_in(migration.plan, phase);
  const sql::Dialect dialect = migration.plan.target.dialect;
  std::string out = title(migration, phase) + intro(migration, steps, phase) +
                    deploy_line(migration.plan, phase) + other_phases(migration, phase);
  const std::string summary = summarise(steps);
  out += summary.empty() ? "--\n" : "--\n" + summary + "--\n";
  return out + losses(steps) + locks(steps, dialect) + costs(steps, dialect) + run_again(steps, dialect);
}

std::string undo_head(const Migration& migration) {
  std::string out = undo_title(migration);
  std::vector<std::string> lost;
  std::string lasting;
  bool any = false;
  for (const Step& step : migration.plan.steps) {
    if (step.phase == Phase::contract && !plan::is_taken_back(migration.plan, step)) continue;
    if (step.undo.empty() && step.undo_last.empty()) {
      lasting += stays(step);
      continue;
    }
    any = true;
    if (step.doubles) continue;
    for (const model::ObjectId& id : step.produces)
      if (is_new_data(step, id)) lost.push_back(spoken(id));
  }
  if (!any) return out + lasting + nothing_to_undo(migration.plan);
  out += "-- Run it when no new application is left, and before contract has removed anything.\n";
  out += how_undo_runs(migration);
  return out + sentence_if("Lost, with all that has been written to it: ", list_names(lost), ".") + lasting;
}

}  // namespace schemagen::migration
