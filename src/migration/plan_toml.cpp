#include "migration/plan_toml.h"

#include <algorithm>
#include <vector>

#include "migration/script.h"
#include "migration/sqlite_guard.h"
#include "schemagen/base/toml_text.h"

namespace schemagen::migration {
namespace {

using base::toml_array;
using base::toml_string;

std::string list_ids(const std::vector<model::ObjectId>& ids) {
  std::vector<std::string> texts;
  texts.reserve(ids.size());
  for (const model::ObjectId& id : ids) texts.push_back(model::to_string(id));
  return toml_array(texts);
}

std::string list_locks(const plan::Step& step) {
  std::vector<std::string> texts;
  for (const plan::RelationLock& lock : step.locks) {
    std::string text = plan::to_string(lock.lock);
    if (!lock.relation.name.empty()) text += ":" + model::display_name(lock.relation);
    texts.push_back(std::move(text));
  }
  return toml_array(texts);
}

std::string list_losses(const plan::Step& step) {
  std::vector<std::string> texts;
  for (const plan::Loss& loss : step.losses)
    texts.push_back(model::to_string(loss.object) + (loss.what.empty() ? "" : ": " + loss.what));
  return toml_array(texts);
}

std::string list_hazards(const std::vector<plan::Hazard>& hazards) {
  std::vector<std::string> texts;
  texts.reserve(hazards.size());
  for (const plan::Hazard hazard : hazards) texts.push_back(plan::to_string(hazard));
  return toml_array(texts);
}

std::string deployed(const plan::Plan& plan) {
  const plan::Phase phase = plan::deployed_after(plan);
  return phase == plan::Phase::contract ? "nothing" : plan::to_string(phase);
}

std::string render_step(const plan::Step& step) {
  std::string out = "\n[[step]]\n";
  const auto line = [&out](const char* key, const std::string& value) {
    out += std::string(key) + " = " + value + "\n";
  };
  line("id", toml_string(step.id));
  line("phase", toml_string(plan::to_string(step.phase)));
  line("why", toml_string(step.why));
  line("lock", list_locks(step));
  line("scans", list_ids(step.scans));
  line("rewrites", list_ids(written_anew(step)));
  line("transaction", toml_string(plan::to_string(step.transaction)));
  line("loses", list_losses(step));
  line("hazards", list_hazards(step.hazards));
  line("produces", list_ids(step.produces));
  line("destroys", list_ids(step.destroys));
  line("statements", std::to_string(step.sql.size()));
  line("undo_statements", std::to_string(step.undo.size() + step.undo_last.size()));
  return out;
}

std::string render_proof(const ProofRecord& proof) {
  return "\n[proof]\nserver = " + toml_string(proof.server) +
         "\nstructure = true\nrows = " + toml_array(proof.rows) +
         "\nrows_not_tried = " + toml_array(proof.rows_not_tried) +
         "\nnot_proved = " + toml_array({std::begin(kNeverProved), std::end(kNeverProved)}) + "\n";
}

}  // namespace

std::string render_plan_toml(const Migration& migration) {
  std::vector<plan::Hazard> hazards;
  for (const plan::Step& step : migration.plan.steps)
    hazards.insert(hazards.end(), step.hazards.begin(), step.hazards.end());
  std::sort(hazards.begin(), hazards.end());
  hazards.erase(std::unique(hazards.begin(), hazards.end()), hazards.end());

  std::string out = "schemagen = 1\n";
  out += "id = " + toml_string(migration.id) + "\n";
  out += "dialect = " + toml_string(sql::to_string(migration.plan.target.dialect)) + "\n";
  out += "server_version = " + std::to_string(migration.plan.target.version) + "\n";
  out += "parent = " + toml_string(migration.parent) + "\n";
  out += "before = " + toml_string(migration.before) + "\n";
  out += "after = " + toml_string(migration.after) + "\n";
  if (migration.plan.target.dialect == sql::Dialect::postgresql) out += "helpers = 1\n";
  out += "deploy_after = " + toml_string(deployed(migration.plan)) + "\n";
  out += "proved = " + toml_string(migration.proved) + "\n";
  out += "hazards = " + list_hazards(hazards) + "\n";
  const std::string begun = sqlite_begun(migration.plan);
  const std::string finished = sqlite_finished(migration.plan);
  if (!begun.empty() && !finished.empty())
    out += "begun = " + toml_string(begun) + "\nfinished = " + toml_string(finished) + "\n";
  if (!migration.proof.server.empty()) out += render_proof(migration.proof);
  for (const plan::Step& step : migration.plan.steps) out += render_step(step);
  return out;
}

}  // namespace schemagen::migration
