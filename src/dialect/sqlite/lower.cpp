#include "dialect/sqlite/lower.h"

#include <algorithm>
#include <set>

#include "dialect/sqlite/render.h"
#include "dialect/sqlite/rules.h"
#include "dialect/sqlite/signs.h"
#include "schemagen/base/error.h"

namespace schemagen::dialect {
namespace sqlite {
namespace {

using diff::Change;
using plan::Step;

[[noreturn]] void refuse(const ObjectId& id) {
  throw base::Error(base::ErrorKind::unsupported, "SQLite has no " + std::string(model::kind_name(id.kind)) +
                                                      "s, and " + model::display_name(id) + " is one.");
}

/// Sorts changes by the relation that they are about and hands each relation to its rule.
class Lowering {
 public:
  explicit Lowering(const LoweringInput& input) : context_(input) {}

  Steps lower() {
    for (const Change& change : context_.input().changes.changes) take(change);
    for (const diff::Rename& rename : context_.input().changes.renames)
      if (!has_own_steps(rename)) touched_.insert(rename.to.owner);
    for (const Symbol relation : touched_) lower_touched(relation);
    lower_renames(context_, steps_);
    fill_before_all_else();
    add_signs_of_names(context_, steps_);
    return std::move(steps_);
  }

 private:
  void take(const Change& change) {
    switch (change.id.kind) {
      case Kind::table:
        take_table(change);
        return;
      case Kind::virtual_table:
        lower_virtual_table(context_, change, steps_);
        return;
      case Kind::view:
        lower_view(context_, change.id.name, &change, steps_);
        finished_.insert(change.id.name);
        return;
      case Kind::column:
      case Kind::primary_key:
      case Kind::unique:
      case Kind::check:
      case Kind::foreign_key:
      case Kind::index:
      case Kind::trigger:
        touched_.insert(change.id.owner);
        return;
      case Kind::extension:
      case Kind::name_space:
      case Kind::enum_type:
      case Kind::sequence:
      case Kind::function:
      case Kind::partition:
      case Kind::exclusion:
      case Kind::materialized_view:
        refuse(change.id);
    }
  }

  void take_table(const Change& change) {
    if (change.changed()) {
      touched_.insert(change.id.name);
      return;
    }
    if (change.added())
      lower_added_table(context_, change.id.name, steps_);
    else
      lower_removed_table(context_, change.id.name, steps_);
    finished_.insert(change.id.name);
  }

  void lower_touched(Symbol relation) {
    if (finished_.contains(relation)) return;
    if (context_.after().contains({Kind::view, {}, {}, relation}))
      lower_view(context_, relation, nullptr, steps_);
    else
      lower_changed_table(context_, relation, steps_);
  }

  /// Contract fills first: whatever it does then may take away what a value is made from. Where it does
  /// nothing else there is no contract.
  void fill_before_all_else() {
    std::vector<plan::Milestone> filled;
    for (const Step& step : steps_)
      if (fills_again(step)) filled.push_back(step.reaches.front());
    bool has_contract = false;
    for (Step& step : steps_) {
      if (step.phase != plan::Phase::contract || fills_again(step)) continue;
      step.awaits.insert(step.awaits.end(), filled.begin(), filled.end());
      has_contract = true;
    }
    if (!has_contract) std::erase_if(steps_, fills_again);
  }

  static bool fills_again(const Step& step) {
    return !step.reaches.empty() && step.reaches.front().name == kFilledAgain;
  }

  Context context_;
  Steps steps_;
  std::set<Symbol> touched_;
  std::set<Symbol> finished_;
};

}  // namespace

Step make_step(plan::Phase phase, std::string why) {
  Step step;
  step.phase = phase;
  step.why = std::move(why);
  return step;
}

void add_hazard(Step& step, plan::Hazard hazard) {
  if (std::find(step.hazards.begin(), step.hazards.end(), hazard) == step.hazards.end())
    step.hazards.push_back(hazard);
}

void lock_database(Step& step, const ObjectId& relation) {
  step.locks.push_back({plan::Lock::database, relation});
}

void append_ids(std::vector<ObjectId>& to, const std::vector<ObjectId>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace sqlite

std::vector<plan::Step> lower_sqlite(const LoweringInput& input) { return sqlite::Lowering(input).lower(); }

std::vector<std::string> create_sqlite(const model::Schema& schema, sql::Target) {
  using model::Kind;
  std::vector<std::string> out;
  const auto refuse_all = [&schema](Kind kind) {
    const auto found = schema.objects().lower_bound({kind, {}, {}, {}});
    if (found != schema.objects().end() && found->first.kind == kind) sqlite::refuse(found->first);
  };
  for (const Kind kind : {Kind::extension, Kind::name_space, Kind::enum_type, Kind::sequence, Kind::function,
                          Kind::exclusion, Kind::materialized_view})
    refuse_all(kind);
  for (const auto& [id, table] : schema.all<model::Table>(Kind::table))
    out.push_back(sqlite::create_table_sql(sqlite::definition_of(schema, id.name)));
  for (const auto& [id, table] : schema.all<model::VirtualTable>(Kind::virtual_table))
    out.push_back(sqlite::create_virtual_table_sql(id.name, *table));
  for (const auto& [id, index] : schema.all<model::Index>(Kind::index))
    out.push_back(sqlite::create_index_sql(id.owner, id.name, *index));
  for (const auto& [id, view] : schema.all<model::View>(Kind::view))
    out.push_back(sqlite::create_view_sql(id.name, *view));
  for (const auto& [id, trigger] : schema.all<model::Trigger>(Kind::trigger))
    out.push_back(trigger->definition.str());
  return out;
}

}  // namespace schemagen::dialect
