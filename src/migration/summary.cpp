#include "migration/summary.h"

#include <algorithm>
#include <map>
#include <set>

#include "migration/script.h"
#include "schemagen/base/text.h"

namespace schemagen::migration {
namespace {

using model::Kind;
using model::ObjectId;

constexpr std::size_t kMostGroups = 40;
constexpr std::size_t kMostItems = 12;
constexpr std::size_t kWidestName = 28;

ObjectId group_of(const ObjectId& id) { return model::is_owned(id.kind) ? model::owner_id(id) : id; }

std::string item_name(const ObjectId& id) {
  std::string kind(model::kind_name(id.kind));
  if (!model::is_owned(id.kind) || id.kind == Kind::primary_key) return kind;
  return kind + " " + id.name.str();
}

std::string counted(std::size_t count, Kind kind) {
  const std::string name(model::kind_name(kind));
  if (count == 1) return kind == Kind::primary_key ? name : "1 " + name;
  return std::to_string(count) + " " + name + (kind == Kind::index ? "es" : "s");
}

class Summary {
 public:
  explicit Summary(const std::vector<const plan::Step*>& steps) {
    for (const plan::Step* step : steps) {
      if (step->precheck) continue;
      produced_.insert(step->produces.begin(), step->produces.end());
      destroyed_.insert(step->destroys.begin(), step->destroys.end());
      for (const ObjectId& id : step->rewrites) rewritten_.insert(group_key(id));
      for (const plan::Milestone& milestone : step->reaches) {
        note_state(milestone);
        if (std::count(step->produces.begin(), step->produces.end(), milestone.object) > 0)
          changed_.insert(milestone.object);
      }
      note_rename(*step);
    }
    for (const plan::Step* step : steps)
      if (!step->precheck) add_step(*step);
  }

  std::string text() const {
    std::size_t width = 0;
    for (const std::string& group : order_) width = std::max(width, std::min(group.size(), kWidestName));
    std::string out;
    for (std::size_t i = 0; i < order_.size() && i < kMostGroups; ++i) out += group_lines(order_[i], width);
    if (order_.size() > kMostGroups)
      out += "--   … and " + std::to_string(order_.size() - kMostGroups) + " more\n";
    return out;
  }

 private:
  static std::string group_key(const ObjectId& id) { return one_line(model::display_name(group_of(id))); }

  bool added(const ObjectId& id) const {
    return produced_.contains(id) && !destroyed_.contains(id) && !changed_.contains(id);
  }
  bool removed(const ObjectId& id) const { return destroyed_.contains(id) && !produced_.contains(id); }

  void note_state(const plan::Milestone& milestone) {
    std::vector<std::string>& states = states_[milestone.object];
    if (std::count(states.begin(), states.end(), milestone.name) == 0) states.push_back(milestone.name);
  }

  void note_rename(const plan::Step& step) {
    if (!step.losses.empty()) return;
    std::map<Kind, std::vector<ObjectId>> from;
    std::map<Kind, std::vector<ObjectId>> to;
    for (const ObjectId& id : step.destroys)
      if (!std::count(step.produces.begin(), step.produces.end(), id)) from[id.kind].push_back(id);
    for (const ObjectId& id : step.produces)
      if (!std::count(step.destroys.begin(), step.destroys.end(), id)) to[id.kind].push_back(id);
    for (const plan::Milestone& milestone : step.reaches) {
      std::vector<ObjectId>& ids = to[milestone.object.kind];
      const bool altered = std::count(step.destroys.begin(), step.destroys.end(), milestone.object) > 0;
      if (!altered && std::count(ids.begin(), ids.end(), milestone.object) == 0)
        ids.push_back(milestone.object);
    }
    for (const auto& [kind, ids] : from)
      if (ids.size() == 1 && to[kind].size() == 1 && ids.front().owner == to[kind].front().owner)
        if (renamed_.emplace(to[kind].front(), ids.front()).second) renamed_away_.insert(ids.front());
  }

  std::vector<std::string>& items(const std::string& group) {
    const auto [found, is_new] = items_.try_emplace(group);
    if (is_new) order_.push_back(group);
    return found->second;
  }

  void add_step(const plan::Step& step) {
    bool said = false;
    for (const auto* ids : {&step.destroys, &step.produces})
      for (const ObjectId& id : *ids) said = add_object(id) || said;
    for (const plan::Milestone& milestone : step.reaches) said = add_object(milestone.object) || said;
    for (const ObjectId& id : step.rewrites)
      if (!added(id) && mentioned_.insert(id).second) {
        items(group_key(id)).emplace_back("~ all rows written anew");
        said = true;
      }
    if (said) return;
    const ObjectId* relation = !step.scans.empty()      ? &step.scans.front()
                               : !step.rewrites.empty() ? &step.rewrites.front()
                               : !step.locks.empty()    ? &step.locks.front().relation
                                                        : nullptr;
    if (relation != nullptr && !relation->name.empty())
      items(group_key(*relation)).push_back("· " + step.id + ": " + one_line(step.why));
  }

  /// The owner of an index or a trigger may be a view: its id is written as a table's.
  bool comes_or_goes(ObjectId relation) const {
    for (const Kind kind : {Kind::table, Kind::view, Kind::materialized_view, Kind::virtual_table}) {
      relation.kind = kind;
      if (added(relation) || removed(relation)) return true;
    }
    return false;
  }

  bool add_object(const ObjectId& id) {
    if (!mentioned_.insert(id).second) return true;
    const ObjectId group = group_of(id);
    if (group != id && comes_or_goes(group)) return true;
    if (renamed_away_.contains(id) && removed(id)) return true;
    items(group_key(id)).push_back(item(id));
    return true;
  }

  std::string item(const ObjectId& id) const {
    const auto old = renamed_.find(id);
    if (old != renamed_.end() && !removed(id))
      return "~ " + std::string(model::kind_name(id.kind)) + " " + one_line(old->second.name.str()) +
             " becomes " + one_line(id.name.str());
    const std::string name = one_line(item_name(id));
    if (removed(id)) return "- " + name;
    const auto states = states_.find(id);
    const std::string passed =
        states == states_.end() ? "" : ": " + one_line(base::join(states->second, ", "));
    if (added(id)) return "+ " + name + contents(id) + passed;
    return "~ " + name + passed +
           (!model::is_owned(id.kind) && rewritten_.contains(group_key(id)) ? ", written anew" : "");
  }

  std::string contents(const ObjectId& id) const {
    if (model::is_owned(id.kind)) return {};
    std::map<Kind, std::size_t> counts;
    for (const Kind kind : {Kind::column, Kind::partition, Kind::primary_key, Kind::unique, Kind::check,
                            Kind::exclusion, Kind::foreign_key, Kind::index, Kind::trigger})
      for (auto it = produced_.lower_bound({kind, id.schema, id.name, {}});
           it != produced_.end() && it->kind == kind && it->schema == id.schema && it->owner == id.name; ++it)
        ++counts[kind];
    std::vector<std::string> parts;
    parts.reserve(counts.size());
    for (const auto& [kind, count] : counts) parts.push_back(counted(count, kind));
    return parts.empty() ? "" : " with " + base::join(parts, ", ");
  }

  std::string group_lines(const std::string& group, std::size_t width) const {
    const std::vector<std::string>& all = items_.at(group);
    std::string out;
    for (std::size_t i = 0; i < all.size() && i < kMostItems; ++i) {
      const std::string head = i == 0 ? group : "";
      out += "--   " + head + std::string(head.size() < width ? width - head.size() : 0, ' ') + "  " +
             all[i] + "\n";
    }
    if (all.size() > kMostItems)
      out += "--   " + std::string(width, ' ') + "  … and " + std::to_string(all.size() - kMostItems) +
             " more\n";
    return out;
  }

  std::set<ObjectId> produced_;
  std::set<ObjectId> destroyed_;
  std::set<ObjectId> changed_;  ///< produced by a step that found them there
  std::set<std::string> rewritten_;
  std::map<ObjectId, std::vector<std::string>> states_;
  std::map<ObjectId, ObjectId> renamed_;
  std::set<ObjectId> renamed_away_;
  std::set<ObjectId> mentioned_;
  std::vector<std::string> order_;
  std::map<std::string, std::vector<std::string>> items_;
};

}  // namespace

std::string summarise(const std::vector<const plan::Step*>& steps) { return Summary(steps).text(); }

}  // namespace schemagen::migration
