#include "app/report_plan.h"

#include <algorithm>
#include <set>

#include "schemagen/app/report.h"
#include "schemagen/base/text.h"
#include "schemagen/diff/trash.h"

namespace schemagen::app {
namespace {

using plan::Phase;
using plan::Step;

std::string heading(const std::string& text, bool colour) { return styled(colour, Style::bold, text) + "\n"; }

std::string line(const std::string& text) { return printable(text) + "\n"; }

std::vector<std::string> steps_with(const std::vector<const Step*>& steps, plan::Hazard hazard) {
  std::vector<std::string> ids;
  for (const Step* step : steps)
    if (std::count(step->hazards.begin(), step->hazards.end(), hazard) > 0) ids.push_back(step->id);
  return ids;
}

std::string deploy_note(const plan::Plan& plan, Phase phase) {
  if (plan::deployed_after(plan) != phase) return {};
  return phase == Phase::contract ? "; deploy the new application before it"
                                  : "; deploy the new application after it";
}

std::string phase_title(Phase phase, const std::vector<const Step*>& steps) {
  const std::vector<std::string> rejecting = steps_with(steps, plan::Hazard::rejects_old_writers);
  const std::vector<std::string> binding = steps_with(steps, plan::Hazard::binds_new_writers);
  switch (phase) {
    case Phase::expand:
      if (rejecting.empty()) return "1 expand: adds and relaxes; the old application works on";
      return "1 expand: adds and relaxes; the old application may fail from " + rejecting.front() + " on";
    case Phase::migrate:
      return "2 migrate: moves and checks data; the old application works on";
    case Phase::contract:
      return "3 contract: removes and tightens; only when no old application is left" +
             (binding.empty() ? "" : "; rules that go bind the new one until " + base::join(binding, ", "));
  }
  return {};
}

std::string names_of(const std::vector<model::ObjectId>& ids) {
  std::vector<std::string> names;
  for (const model::ObjectId& id : ids) names.push_back(model::display_name(id));
  return base::join(names, ", ");
}

std::string locks_of(const Step& step) {
  std::vector<std::string> parts;
  for (const plan::RelationLock& lock : step.locks) {
    if (lock.lock == plan::Lock::none) continue;
    if (lock.lock == plan::Lock::database)
      parts.emplace_back("the file for writers");
    else
      parts.push_back(model::display_name(lock.relation) + " (" + plan::to_string(lock.lock) + ")");
  }
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  return base::join(parts, ", ");
}

std::string costs_of(const Step& step) {
  std::vector<std::string> parts;
  const auto add = [&parts](const std::string& verb, const std::string& what) {
    if (!what.empty()) parts.push_back(verb + " " + what);
  };
  add("locks", locks_of(step));
  add("reads in full", names_of(step.scans));
  add("writes anew", names_of(step.rewrites));
  return base::join(parts, " · ");
}

std::string hazards_of(const Step& step) {
  std::vector<std::string> names;
  for (const plan::Hazard hazard : step.hazards) names.push_back(plan::to_string(hazard));
  return base::join(names, ", ");
}

std::string step_text(const Step& step, std::size_t width, bool colour) {
  const std::string margin(4 + width + 2, ' ');
  std::string out = "    " + styled(colour, Style::bold, step.id) +
                    std::string(width - step.id.size() + 2, ' ') + line(step.why);
  const std::string costs = costs_of(step);
  const std::string losses = losses_of(step);
  const std::string hazards = hazards_of(step);
  if (!costs.empty()) out += margin + styled(colour, Style::dim, printable(costs)) + "\n";
  if (!losses.empty()) out += margin + styled(colour, Style::red, printable("loses " + losses)) + "\n";
  if (!hazards.empty()) out += margin + styled(colour, Style::yellow, "hazards: " + hazards) + "\n";
  return out;
}

std::string steps_text(const plan::Plan& plan, bool colour) {
  std::string out;
  std::size_t width = 0;
  for (const Step& step : plan.steps) width = std::max(width, step.id.size());
  for (const Phase phase : {Phase::expand, Phase::migrate, Phase::contract}) {
    const std::vector<const Step*> steps = plan::steps_in(plan, phase);
    if (steps.empty()) continue;
    out += "  " + styled(colour, Style::bold, phase_title(phase, steps) + deploy_note(plan, phase)) + "\n";
    for (const Step* step : steps) out += step_text(*step, width, colour);
  }
  return out;
}

bool is_part_of_another(const diff::Change& change, const std::set<model::ObjectId>& whole) {
  return model::is_owned(change.id.kind) && !change.changed() && whole.contains(model::owner_id(change.id));
}

}  // namespace

std::string warnings_text(const base::DiagnosticList& warnings) {
  return printable(base::render(warnings, "warning"));
}

std::string count_of(std::size_t count, const std::string& noun) {
  const bool ends_in_x = !noun.empty() && (noun.back() == 'x' || noun.back() == 's');
  const bool ends_in_y = noun.ends_with("ry");
  if (count == 1) return "1 " + noun;
  if (ends_in_y) return std::to_string(count) + " " + noun.substr(0, noun.size() - 1) + "ies";
  return std::to_string(count) + " " + noun + (ends_in_x ? "es" : "s");
}

std::string losses_of(const Step& step) {
  std::vector<std::string> parts;
  for (const plan::Loss& loss : step.losses)
    parts.push_back((loss.what.empty() ? "" : loss.what + " of ") +
                    std::string(model::kind_name(loss.object.kind)) + " " + model::display_name(loss.object));
  return base::join(parts, ", ");
}

std::string unmodelled_text(const std::vector<model::Unmodelled>& unmodelled, bool colour) {
  if (unmodelled.empty()) return {};
  std::string out = heading("Not modelled by schemagen, left as it is:", colour);
  for (const model::Unmodelled& thing : unmodelled)
    out += line("  " + thing.kind + " " + thing.name + (thing.detail.empty() ? "" : ": " + thing.detail));
  return out;
}

std::string set_aside_text(const std::vector<model::ObjectId>& ids, bool colour) {
  if (ids.empty()) return {};
  std::string out = heading("Set aside by an earlier migration, kept until --empty-trash drops it:", colour);
  for (const model::ObjectId& id : ids)
    out += line("  " + std::string(model::kind_name(id.kind)) + " " + model::display_name(id));
  return out;
}

std::string left_alone_text(const PlannedChange& change, bool colour) {
  return set_aside_text(diff::set_aside_in(change.difference.after), colour) +
         unmodelled_text(change.unmodelled, colour);
}

std::string unverified_text(const std::vector<diff::Doubt>& unverified, bool colour) {
  if (unverified.empty()) return {};
  std::string out = heading("May differ (not verified):", colour);
  for (const diff::Doubt& doubt : unverified) {
    out += line("  " + std::string(model::kind_name(doubt.id.kind)) + " " + model::display_name(doubt.id));
    out += line("    declared " + doubt.declared) + line("    database " + doubt.printed);
  }
  return out;
}

std::string changes_text(const diff::ChangeSet& changes, bool colour, const std::string& margin) {
  std::string out;
  std::set<model::ObjectId> whole;
  for (const diff::Change& change : changes.changes)
    if (!model::is_owned(change.id.kind) && !change.changed()) whole.insert(change.id);
  for (const diff::Rename& rename : changes.renames)
    out += margin + styled(colour, Style::yellow, printable(diff::describe(rename))) + "\n";
  std::map<model::ObjectId, std::size_t> parts;
  for (const diff::Change& change : changes.changes)
    if (is_part_of_another(change, whole)) ++parts[model::owner_id(change.id)];
  for (const diff::Change& change : changes.changes) {
    if (is_part_of_another(change, whole)) continue;
    const Style style = change.added() ? Style::green : change.removed() ? Style::red : Style::yellow;
    std::string text = diff::describe(change);
    const auto count = parts.find(change.id);
    if (count != parts.end()) text += ", with " + count_of(count->second, "part");
    out += margin + styled(colour, style, printable(text)) + "\n";
  }
  return out;
}

std::string sql_text(const plan::Plan& plan) {
  std::string out;
  for (const Phase phase : {Phase::expand, Phase::migrate, Phase::contract})
    for (const Step* step : plan::steps_in(plan, phase)) {
      out += "-- " + step->id + " (" + plan::to_string(phase) + ")\n";
      for (const std::string& statement : step->sql) out += statement + "\n;\n";
    }
  return out;
}

std::string plan_text(const PlannedChange& change, bool colour) {
  std::string out = heading("Changes", colour) + changes_text(change.difference.changes, colour);
  out += heading("Plan", colour) + steps_text(change.plan, colour);
  out += unverified_text(change.difference.unverified, colour);
  return out + left_alone_text(change, colour);
}

}  // namespace schemagen::app
