#include "dialect/postgres/context.h"

#include <algorithm>

#include "schemagen/base/text.h"
#include "schemagen/diff/trash.h"

namespace schemagen::dialect::postgres {

using model::Kind;
using model::Visitor;

Context::Context(const LoweringInput& input)
    : before(input.before),
      after(input.after),
      then(input.before),
      now(input.after),
      target(input.target),
      tag(input.tag),
      renames(input.changes.renames),
      changes(input.changes.changes),
      advice_(input.advice),
      live_(input.live) {}

Context::Context(const LoweringInput& input, const Staging& columns, bool swap)
    : before(input.before),
      after(input.after),
      then(input.before),
      now(input.after),
      target(input.target),
      tag(input.tag),
      renames(input.changes.renames),
      changes(input.changes.changes),
      staging(&columns),
      swaps(swap),
      advice_(input.advice),
      live_(input.live) {}

const Advice& Context::advice(const ObjectId& id) const {
  static const Advice kNone;
  const auto found = advice_.find(id);
  return found == advice_.end() ? kNone : found->second;
}

ObjectId Context::relation_id(const ObjectId& id) const {
  if (!model::is_owned(id.kind)) return id;
  const ObjectId old = then.relation(id.schema, id.owner);
  return before.contains(old) ? old : now.relation(id.schema, id.owner);
}

bool Context::on_new_relation(const ObjectId& id) const { return !before.contains(relation_id(id)); }

bool Context::used_by_nobody(const Step& step, const ObjectId& id) const {
  const bool fresh = id.kind == Kind::partition ? !before.contains(id) : on_new_relation(id);
  return step.phase != Phase::contract && fresh;
}

bool Context::on_dropped_relation(const ObjectId& id) const {
  return model::is_owned(id.kind) && !after.contains(then.relation(id.schema, id.owner));
}

bool Context::drops_softly(const ObjectId& id) const {
  if (diff::is_set_aside(id)) return false;
  const std::string& own = id.kind == Kind::column ? advice(model::owner_id(id)).drop : std::string();
  return (own.empty() ? advice(kWholeDeclaration).drop : own) == "soft";
}

Phase Context::tightening_phase(const ObjectId& id) const {
  const Copy* copy = staging == nullptr || swaps ? nullptr : staging->copy_in_middle(id);
  if (copy != nullptr && copy->replaces) return Phase::migrate;
  return on_new_relation(id) || tightens_early(id) ? Phase::expand : Phase::contract;
}

bool Context::stays_empty(const ObjectId& column) const {
  const auto* object = after.find_as<model::Column>(column);
  if (object == nullptr || before.contains(column) ||
      (staging != nullptr && staging->by_new_id(column) != nullptr))
    return false;
  const Advice& how = advice(column);
  return object->default_value.empty() && !object->identity && !object->serial && !object->generated &&
         how.backfill.empty() && how.from.empty();
}

Step& Context::emit(Phase phase, std::string why, Statements sql, Statements undo) {
  Step step;
  step.phase = phase;
  step.why = std::move(why);
  if (!step.why.empty()) step.why.front() = base::to_upper(step.why.substr(0, 1)).front();
  step.sql = std::move(sql);
  step.undo = std::move(undo);
  steps.push_back(std::move(step));
  return steps.back();
}

bool Context::runs_functions(const ObjectId& id) const {
  switch (id.kind) {
    case Kind::materialized_view:
      return after.find_as<model::MaterializedView>(id)->populated;
    case Kind::column:
    case Kind::check:
    case Kind::exclusion:
    case Kind::index:
    case Kind::trigger:
      return !on_new_relation(id);
    case Kind::extension:
    case Kind::name_space:
    case Kind::enum_type:
    case Kind::sequence:
    case Kind::function:
    case Kind::table:
    case Kind::virtual_table:
    case Kind::partition:
    case Kind::primary_key:
    case Kind::unique:
    case Kind::foreign_key:
    case Kind::view:
      return false;
  }
  return false;
}

void Context::creates(Step& step, const ObjectId& id) const {
  step.produces.push_back(id);
  for (const ObjectId& needed : now.of(id)) step.needs.push_back(needed);
  if (!runs_functions(id)) return;
  for (const ObjectId& needed : now.run_by(id)) step.needs.push_back(needed);
}

void Context::drops(Step& step, const ObjectId& id) const {
  step.destroys.push_back(id);
  for (const ObjectId& needed : then.of(id)) step.releases.push_back(needed);
}

void Context::uses(Step& step, const ObjectId& id) const {
  step.needs.push_back(id);
  for (const ObjectId& needed : now.of(id)) step.needs.push_back(needed);
}

void Context::retires(Step& step, const ObjectId& id) const {
  for (const ObjectId& needed : then.of(id))
    if (!after.contains(needed)) step.releases.push_back(needed);
}

std::vector<ObjectId> Context::partitions(const ObjectId& id) const {
  const ObjectId relation = relation_id(id);
  std::vector<ObjectId> found;
  for (const auto& [part, object] :
       before.owned_as<model::Partition>(Kind::partition, relation.schema, relation.name))
    found.push_back(part);
  return found;
}

bool Context::is_dropped_alone(const ObjectId& partition) const {
  return !after.contains(partition) && !on_dropped_relation(partition);
}

std::vector<ObjectId> Context::partitions_in(Phase phase, const ObjectId& id) const {
  const ObjectId relation = relation_id(id);
  const auto in = [&](const Schema& schema) {
    return schema.owned_as<model::Partition>(Kind::partition, relation.schema, relation.name);
  };
  std::vector<ObjectId> found;
  for (const auto& [part, object] : in(before))
    if (phase != Phase::contract || !is_dropped_alone(part)) found.push_back(part);
  for (const auto& [part, object] : in(after))
    if (!before.contains(part)) found.push_back(part);
  return found;
}

bool Context::on_divided_relation(const ObjectId& id) const { return is_divided(before, relation_id(id)); }

void Context::on_all_partitions(Step& step, const ObjectId& id) const {
  for (const ObjectId& part : partitions_in(step.phase, id)) step.needs.push_back(part);
  if (step.phase != Phase::contract) return;
  for (const ObjectId& part : partitions(id))
    if (is_dropped_alone(part)) step.awaits.push_back({part, state::kDropped});
}

void Context::locks(Step& step, Lock lock, const ObjectId& id) const {
  locks_alone(step, lock, id);
  for (const ObjectId& part : partitions_in(step.phase, id)) locks_alone(step, lock, part);
  if (step.phase == Phase::contract) on_all_partitions(step, id);
}

void Context::locks_alone(Step& step, Lock lock, const ObjectId& id) const {
  if (used_by_nobody(step, id)) return;
  const ObjectId relation = id.kind == Kind::partition ? id : relation_id(id);
  const auto held = std::find_if(step.locks.begin(), step.locks.end(),
                                 [&](const plan::RelationLock& other) { return other.relation == relation; });
  if (held == step.locks.end())
    step.locks.push_back({lock, relation});
  else
    held->lock = std::max(held->lock, lock);
}

void Context::locks_index(Step& step, const ObjectId& id, Symbol name) const {
  if (!used_by_nobody(step, id))
    step.locks.push_back({Lock::share_update_exclusive, {model::Kind::index, id.schema, id.owner, name}});
}

void Context::scans(Step& step, const ObjectId& id) const {
  if (used_by_nobody(step, id)) return;
  if (!on_divided_relation(id)) step.scans.push_back(relation_id(id));
  const Phase seen = step.precheck ? Phase::expand : step.phase;
  for (const ObjectId& part : partitions_in(seen, id)) scans_alone(step, part);
}

void Context::scans_alone(Step& step, const ObjectId& partition) const {
  if (!used_by_nobody(step, partition)) step.scans.push_back(partition);
}

void Context::rewrites(Step& step, const ObjectId& id) const {
  if (used_by_nobody(step, id)) return;
  if (!on_divided_relation(id)) step.rewrites.push_back(relation_id(id));
  for (const ObjectId& part : partitions_in(step.phase, id))
    if (!used_by_nobody(step, part)) step.rewrites.push_back(part);
  hazard(step, Hazard::rewrite);
}

void Context::fills(Step& step, const ObjectId& id) const {
  const auto* view = after.find_as<model::MaterializedView>(id);
  if (view != nullptr && view->populated) scans_sources(step, id);
}

void Context::scans_sources(Step& step, const ObjectId& view) const {
  for (const ObjectId& source : now.of(view)) {
    const bool has_rows = source.kind == Kind::table || source.kind == Kind::materialized_view;
    if (source.kind == Kind::view) scans_sources(step, source);
    if (has_rows && std::find(step.scans.begin(), step.scans.end(), source) == step.scans.end())
      scans(step, source);
  }
}

void hazard(Step& step, Hazard hazard) {
  if (std::find(step.hazards.begin(), step.hazards.end(), hazard) == step.hazards.end())
    step.hazards.push_back(hazard);
  std::sort(step.hazards.begin(), step.hazards.end());
}

void loses(Step& step, const ObjectId& id, std::string what) {
  step.losses.push_back({id, std::move(what)});
  hazard(step, Hazard::destructive);
  hazard(step, Hazard::irreversible);
}

std::string listed(const std::vector<std::string>& names) {
  if (names.size() < 2) return base::join(names, ", ");
  const std::vector<std::string> head(names.begin(), names.end() - 1);
  return base::join(head, ", ") + " and " + names.back();
}

std::string spoken(const ObjectId& id) {
  if (id.kind == Kind::primary_key) return "the primary key of " + model::display_name(model::owner_id(id));
  return std::string(model::kind_name(id.kind)) + " " + model::display_name(id);
}

model::Object without_comment(model::Object object) {
  std::visit(Visitor{
                 [](model::Extension&) {},
                 [](model::NameSpace& o) { o.comment = {}; },
                 [](model::EnumType& o) { o.comment = {}; },
                 [](model::Sequence& o) { o.comment = {}; },
                 [](model::Function& o) { o.comment = {}; },
                 [](model::Table& o) { o.comment = {}; },
                 [](model::VirtualTable&) {},
                 [](model::Column& o) { o.comment = {}; },
                 [](model::Partition& o) { o.comment = {}; },
                 [](model::PrimaryKey& o) { o.comment = {}; },
                 [](model::Unique& o) { o.comment = {}; },
                 [](model::Check& o) { o.comment = {}; },
                 [](model::Exclusion& o) { o.comment = {}; },
                 [](model::ForeignKey& o) { o.comment = {}; },
                 [](model::Index& o) { o.comment = {}; },
                 [](model::View& o) {
                   o.comment = {};
                   o.column_comments.clear();
                 },
                 [](model::MaterializedView& o) {
                   o.comment = {};
                   o.column_comments.clear();
                 },
                 [](model::Trigger& o) { o.comment = {}; },
             },
             object);
  return object;
}

std::string alter_table(const ObjectId& owned, const std::string& action) {
  return "ALTER TABLE " + relation_of(owned) + " " + action;
}

}  // namespace schemagen::dialect::postgres
