#include "schemagen/plan/graph.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "schemagen/base/error.h"

namespace schemagen::plan {
namespace {

using Indices = std::vector<std::size_t>;

/// Which steps touch one object, and how.
struct Uses {
  Indices releasing;
  Indices destroying;  ///< it is gone after them
  Indices creating;    ///< it is there after them, and was not (or was destroyed) before
  Indices changing;    ///< both destroy and produce: an alteration in place
  Indices needing;
};

bool contains(const std::vector<ObjectId>& ids, const ObjectId& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::map<ObjectId, Uses> uses_of(const std::vector<Step>& steps) {
  std::map<ObjectId, Uses> uses;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Step& step = steps[i];
    for (const ObjectId& id : step.releases) uses[id].releasing.push_back(i);
    for (const ObjectId& id : step.destroys)
      (contains(step.produces, id) ? uses[id].changing : uses[id].destroying).push_back(i);
    for (const ObjectId& id : step.produces)
      if (!contains(step.destroys, id)) uses[id].creating.push_back(i);
    for (const ObjectId& id : step.needs)
      if (!contains(step.produces, id) && !contains(step.destroys, id)) uses[id].needing.push_back(i);
  }
  return uses;
}

/// Which steps reach one milestone, and which wait for it.
struct Passing {
  Indices reaching;
  Indices awaiting;
};

std::map<Milestone, Passing> passings_of(const std::vector<Step>& steps) {
  std::map<Milestone, Passing> passings;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Step& step = steps[i];
    for (const Milestone& milestone : step.reaches) passings[milestone].reaching.push_back(i);
    for (const Milestone& milestone : step.awaits)
      if (std::find(step.reaches.begin(), step.reaches.end(), milestone) == step.reaches.end())
        passings[milestone].awaiting.push_back(i);
  }
  return passings;
}

void connect(std::vector<Edge>& edges, const Indices& before, const Indices& after) {
  for (const std::size_t from : before)
    for (const std::size_t to : after)
      if (from != to) edges.push_back({from, to});
}

std::string describe(const Step& step) {
  std::string text = "  " + to_string(step.phase) + ": " + step.why + "\n";
  for (const std::string& sql : step.sql) text += "    " + sql.substr(0, sql.find('\n')) + "\n";
  const auto list = [&text](const char* title, const std::vector<ObjectId>& ids) {
    if (ids.empty()) return;
    text += std::string("    ") + title;
    for (const ObjectId& id : ids) text += " " + model::to_string(id);
    text += "\n";
  };
  list("releases", step.releases);
  list("destroys", step.destroys);
  list("produces", step.produces);
  list("needs", step.needs);
  const auto list_states = [&text](const char* title, const std::vector<Milestone>& milestones) {
    for (const Milestone& milestone : milestones)
      text += std::string("    ") + title + " " + model::to_string(milestone.object) + " " + milestone.name +
              "\n";
  };
  list_states("reaches", step.reaches);
  list_states("awaits", step.awaits);
  return text;
}

/// Steps that lie on a cycle: what is left when steps without a predecessor, and without a successor, are
/// taken away.
[[noreturn]] void report_cycle(const std::vector<Step>& steps, const std::vector<Edge>& edges,
                               const std::vector<bool>& placed) {
  std::vector<bool> gone = placed;
  for (bool more = true; more;) {
    more = false;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (gone[i]) continue;
      const bool has_successor = std::any_of(edges.begin(), edges.end(), [&](const Edge& edge) {
        return edge.before == i && !gone[edge.after];
      });
      if (has_successor) continue;
      gone[i] = more = true;
    }
  }
  std::string text = "These steps wait for each other; a lowering rule states a wrong dependency:\n";
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (!gone[i]) text += describe(steps[i]);
  throw base::Error(base::ErrorKind::internal, text, "Please report this with both schemas.");
}

}  // namespace

std::vector<Edge> edges_of(const std::vector<Step>& steps) {
  std::vector<Edge> edges;
  for (const auto& [id, uses] : uses_of(steps)) {
    connect(edges, uses.releasing, uses.destroying);
    connect(edges, uses.releasing, uses.changing);
    connect(edges, uses.destroying, uses.creating);
    connect(edges, uses.creating, uses.changing);
    connect(edges, uses.creating, uses.needing);
    connect(edges, uses.changing, uses.needing);
    if (uses.creating.empty()) {
      connect(edges, uses.changing, uses.destroying);
      connect(edges, uses.needing, uses.destroying);
    }
  }
  for (const auto& [milestone, passing] : passings_of(steps))
    connect(edges, passing.reaching, passing.awaiting);
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

std::vector<std::size_t> sort_steps(const std::vector<Step>& steps, const std::vector<Edge>& edges) {
  std::vector<Indices> successors(steps.size());
  std::vector<std::size_t> waiting_for(steps.size());
  for (const Edge& edge : edges) {
    successors[edge.before].push_back(edge.after);
    ++waiting_for[edge.after];
  }
  std::set<std::pair<Phase, std::size_t>> ready;
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (waiting_for[i] == 0) ready.insert({steps[i].phase, i});

  std::vector<std::size_t> order;
  std::vector<bool> placed(steps.size());
  while (!ready.empty()) {
    const std::size_t next = ready.begin()->second;
    ready.erase(ready.begin());
    order.push_back(next);
    placed[next] = true;
    for (const std::size_t successor : successors[next])
      if (--waiting_for[successor] == 0) ready.insert({steps[successor].phase, successor});
  }
  if (order.size() != steps.size()) report_cycle(steps, edges, placed);
  return order;
}

void lift_phases(std::vector<Step>& steps, const std::vector<Edge>& edges,
                 const std::vector<std::size_t>& order) {
  std::vector<Indices> predecessors(steps.size());
  for (const Edge& edge : edges) predecessors[edge.after].push_back(edge.before);
  for (const std::size_t step : order)
    for (const std::size_t before : predecessors[step])
      steps[step].phase = std::max(steps[step].phase, steps[before].phase);
}

}  // namespace schemagen::plan
