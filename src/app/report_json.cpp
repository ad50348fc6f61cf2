#include <nlohmann/json.hpp>

#include "app/report_failure.h"
#include "schemagen/app/hazards.h"
#include "schemagen/app/report.h"
#include "schemagen/diff/trash.h"

namespace schemagen::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;

Json document(const char* command) { return {{"schemagen", kVersion}, {"command", command}}; }

std::string text_of(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json json_of(const std::vector<model::ObjectId>& ids) {
  Json out = Json::array();
  for (const model::ObjectId& id : ids) out.push_back(model::to_string(id));
  return out;
}

Json json_of(const std::vector<model::Unmodelled>& unmodelled) {
  Json out = Json::array();
  for (const model::Unmodelled& thing : unmodelled)
    out.push_back({{"kind", thing.kind}, {"name", thing.name}, {"detail", thing.detail}});
  return out;
}

Json json_of(const base::DiagnosticList& warnings) {
  Json out = Json::array();
  for (const base::Diagnostic& warning : warnings)
    out.push_back(
        {{"place", base::to_string(warning.place)}, {"message", warning.message}, {"hint", warning.hint}});
  return out;
}

Json json_of(const std::vector<diff::Doubt>& unverified) {
  Json out = Json::array();
  for (const diff::Doubt& doubt : unverified)
    out.push_back(
        {{"object", model::to_string(doubt.id)}, {"declared", doubt.declared}, {"printed", doubt.printed}});
  return out;
}

Json json_of(const std::vector<diff::Rename>& renames) {
  Json out = Json::array();
  for (const diff::Rename& rename : renames) {
    Json one{{"from", model::to_string(rename.from)}, {"to", model::to_string(rename.to)}};
    if (!rename.from_value.empty()) {
      one["from_value"] = rename.from_value;
      one["to_value"] = rename.to_value;
    }
    one["text"] = diff::describe(rename);
    out.push_back(std::move(one));
  }
  return out;
}

Json attributes_of(const model::Object& object) {
  Json out = Json::object();
  for (const model::Attribute& attribute : model::attributes(object)) out[attribute.name] = attribute.value;
  return out;
}

Json json_of(const std::vector<diff::Change>& changes) {
  Json out = Json::array();
  for (const diff::Change& change : changes) {
    const char* what = change.added() ? "added" : change.removed() ? "removed" : "changed";
    Json one{{"object", model::to_string(change.id)}, {"change", what}, {"text", diff::describe(change)}};
    if (change.before) one["before"] = attributes_of(*change.before);
    if (change.after) one["after"] = attributes_of(*change.after);
    out.push_back(std::move(one));
  }
  return out;
}

Json json_of(const plan::Step& step) {
  Json out{{"id", step.id}, {"phase", plan::to_string(step.phase)}, {"why", step.why}};
  out["locks"] = Json::array();
  for (const plan::RelationLock& lock : step.locks) {
    Json one{{"lock", plan::to_string(lock.lock)}};
    if (!lock.relation.name.empty()) one["relation"] = model::to_string(lock.relation);
    out["locks"].push_back(std::move(one));
  }
  out["scans"] = json_of(step.scans);
  out["rewrites"] = json_of(step.rewrites);
  out["transaction"] = plan::to_string(step.transaction);
  out["losses"] = Json::array();
  for (const plan::Loss& loss : step.losses)
    out["losses"].push_back({{"object", model::to_string(loss.object)}, {"what", loss.what}});
  out["hazards"] = Json::array();
  for (const plan::Hazard hazard : step.hazards) out["hazards"].push_back(plan::to_string(hazard));
  out["sql"] = step.sql;
  out["undo"] = step.undo;
  if (!step.undo_last.empty()) out["undo_last"] = step.undo_last;
  return out;
}

void add_hazards(Json& out, const PlannedChange& change) {
  out["hazards"] = Json::array();
  for (const plan::HazardReport& report : plan::hazards_of(change.plan)) {
    Json steps = Json::array();
    for (const plan::Step* step : report.steps) steps.push_back(step->id);
    out["hazards"].push_back({{"hazard", plan::to_string(report.hazard)},
                              {"steps", std::move(steps)},
                              {"must_be_allowed", change.stopping.contains(report.hazard)}});
  }
}

void add_plan(Json& out, const PlannedChange& change) {
  out["renames"] = json_of(change.difference.changes.renames);
  out["changes"] = json_of(change.difference.changes.changes);
  out["unverified"] = json_of(change.difference.unverified);
  const plan::Phase deployed = plan::deployed_after(change.plan);
  out["deploy_after"] = deployed == plan::Phase::contract ? "nothing" : plan::to_string(deployed);
  out["steps"] = Json::array();
  for (const plan::Step& step : change.plan.steps) out["steps"].push_back(json_of(step));
  add_hazards(out, change);
  out["set_aside"] = json_of(diff::set_aside_in(change.difference.after));
  out["sets_aside"] = json_of(diff::set_aside_in(change.set_aside));
  out["unmodelled"] = json_of(change.unmodelled);
}

}  // namespace

std::string to_json(const InitOutcome& outcome) {
  Json out = document("init");
  out["written"] = Json::array();
  for (const auto& path : outcome.written) out["written"].push_back(path.string());
  return text_of(out);
}

std::string to_json(const PullOutcome& outcome) {
  Json out = document("pull");
  out["objects"] = outcome.objects;
  if (outcome.written.empty())
    out["toml"] = outcome.toml;
  else
    out["written"] = outcome.written.string();
  out["warnings"] = json_of(outcome.warnings);
  out["set_aside"] = json_of(outcome.set_aside);
  out["unmodelled"] = json_of(outcome.unmodelled);
  return text_of(out);
}

std::string to_json(const ValidateOutcome& outcome) {
  Json out = document("validate");
  out["warnings"] = json_of(outcome.warnings);
  out["schema"] = outcome.schema.string();
  out["dialect"] = sql::to_string(outcome.dialect);
  out["counts"] = Json::object();
  for (const auto& [kind, count] : outcome.counts) out["counts"][std::string(model::kind_name(kind))] = count;
  return text_of(out);
}

std::string to_json(const DiffOutcome& outcome) {
  Json out = document("diff");
  out["warnings"] = json_of(outcome.warnings);
  out["different"] = !outcome.change.difference.changes.empty();
  add_plan(out, outcome.change);
  if (!outcome.plan_refused.empty()) out["no_plan"] = outcome.plan_refused;
  out["unmodelled_after"] = json_of(outcome.unmodelled_after);
  return text_of(out);
}

std::string to_json(const GenerateOutcome& outcome) {
  Json out = document("generate");
  out["from"] = outcome.from;
  add_plan(out, outcome.change);
  out["warnings"] = json_of(outcome.warnings);
  out["notes"] = outcome.notes;
  out["nothing_to_do"] = outcome.written.empty();
  if (outcome.written.empty()) return text_of(out);
  out["proved"] = outcome.proof.proved;
  if (outcome.proof.proved)
    out["proof"] = {{"server", outcome.proof.shown.server},
                    {"structure", true},
                    {"rows", outcome.proof.shown.rows},
                    {"rows_not_tried", outcome.proof.shown.rows_not_tried},
                    {"not_proved", migration::kNeverProved}};
  else
    out["not_proved_because"] = outcome.proof.why_not;
  out["written"] = outcome.written.string();
  out["files"] = outcome.files;
  return text_of(out);
}

std::string to_json(const PushOutcome& outcome) {
  Json out = document("push");
  out["to"] = outcome.to;
  out["warnings"] = json_of(outcome.warnings);
  add_plan(out, outcome.change);
  out["nothing_to_do"] = outcome.change.empty();
  out["declined"] = outcome.declined;
  out["applied"] = outcome.applied;
  out["remaining"] = json_of(outcome.remaining);
  return text_of(out);
}

std::string to_json(const DriftOutcome& outcome) {
  Json out = document("drift");
  out["database"] = outcome.database;
  out["drift"] = exit_code(outcome) != 0;
  if (!outcome.under_way.empty()) out["under_way"] = outcome.under_way;
  out["changes"] = json_of(outcome.changes);
  out["unverified"] = json_of(outcome.unverified);
  out["set_aside"] = json_of(diff::set_aside_in(outcome.live));
  out["unmodelled"] = json_of(outcome.unmodelled);
  out["unified_diff"] = outcome.unified_diff;
  return text_of(out);
}

std::string failure_json(const std::exception& failure, const std::string& command, const std::string& kind,
                         const std::string& message, const std::string& hint) {
  Json out = document(command.c_str());
  Json error{{"kind", kind}, {"message", message}, {"hint", hint}};
  if (const auto* open = dynamic_cast<const OpenQuestions*>(&failure)) {
    error["questions"] = Json::array();
    for (const diff::Question& question : open->questions())
      error["questions"].push_back(
          {{"id", question.id}, {"text", question.text}, {"answers", {"rename", "drop"}}});
  }
  if (const auto* refused = dynamic_cast<const RefusedHazards*>(&failure)) {
    error["hazards"] = Json::array();
    for (const RefusedHazards::Refusal& refusal : refused->refusals())
      error["hazards"].push_back({{"hazard", plan::to_string(refusal.hazard)}, {"steps", refusal.steps}});
  }
  out["error"] = std::move(error);
  return text_of(out);
}

}  // namespace schemagen::app
