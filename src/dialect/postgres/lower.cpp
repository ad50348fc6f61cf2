#include "dialect/postgres/lower.h"

#include <algorithm>

#include "dialect/postgres/index_name.h"
#include "dialect/postgres/precheck.h"
#include "dialect/postgres/rebuild.h"
#include "dialect/postgres/rules.h"
#include "dialect/postgres/serial.h"
#include "dialect/postgres/stale_body.h"
#include "dialect/postgres/trash.h"
#include "dialect/postgres/unmodelled.h"
#include "dialect/shared_names.h"
#include "schemagen/base/error.h"
#include "schemagen/plan/plan.h"

namespace schemagen::dialect {
namespace postgres {
namespace {

using diff::Change;
using model::Kind;
using model::Visitor;

void refuse_virtual_table(const ObjectId& id) {
  throw base::Error(base::ErrorKind::unsupported,
                    "PostgreSQL has no virtual tables, and " + model::display_name(id) + " is one.");
}

void create(Context& c, const ObjectId& id, const model::Object& object) {
  std::visit(Visitor{
                 [&](const model::Extension& o) { create_extension(c, id, o); },
                 [&](const model::NameSpace&) { create_name_space(c, id); },
                 [&](const model::EnumType&) { create_enum_type(c, id); },
                 [&](const model::Sequence& o) { create_sequence(c, id, o); },
                 [&](const model::Function&) { create_function(c, id); },
                 [&](const model::Table&) { create_table(c, id); },
                 [&](const model::VirtualTable&) { refuse_virtual_table(id); },
                 [&](const model::Column& o) { create_column(c, id, o); },
                 [&](const model::Partition& o) { create_partition(c, id, o); },
                 [&](const model::PrimaryKey& o) { create_primary_key(c, id, o); },
                 [&](const model::Unique& o) { create_unique(c, id, o); },
                 [&](const model::Check& o) { create_check(c, id, o); },
                 [&](const model::Exclusion&) { create_exclusion(c, id); },
                 [&](const model::ForeignKey& o) { create_foreign_key(c, id, o); },
                 [&](const model::Index& o) { create_index(c, id, o); },
                 [&](const model::View&) { create_view(c, id); },
                 [&](const model::MaterializedView&) { create_materialized_view(c, id); },
                 [&](const model::Trigger&) { create_trigger(c, id); },
             },
             object);
}

void drop(Context& c, const ObjectId& id, const model::Object& object) {
  std::visit(Visitor{
                 [&](const model::Extension&) { drop_extension(c, id); },
                 [&](const model::NameSpace&) { drop_name_space(c, id); },
                 [&](const model::EnumType&) { drop_enum_type(c, id); },
                 [&](const model::Sequence& o) { drop_sequence(c, id, o); },
                 [&](const model::Function&) { drop_function(c, id); },
                 [&](const model::Table&) { drop_table(c, id); },
                 [&](const model::VirtualTable&) { refuse_virtual_table(id); },
                 [&](const model::Column& o) { drop_column(c, id, o); },
                 [&](const model::Partition& o) { drop_partition(c, id, o); },
                 [&](const model::PrimaryKey&) { drop_primary_key(c, id); },
                 [&](const model::Unique&) { drop_unique(c, id); },
                 [&](const model::Check&) { drop_check(c, id); },
                 [&](const model::Exclusion&) { drop_exclusion(c, id); },
                 [&](const model::ForeignKey& o) { drop_foreign_key(c, id, o); },
                 [&](const model::Index&) { drop_index(c, id); },
                 [&](const model::View&) { drop_view(c, id); },
                 [&](const model::MaterializedView&) { drop_materialized_view(c, id); },
                 [&](const model::Trigger&) { drop_trigger(c, id); },
             },
             object);
}

bool alter(Context& c, const ObjectId& id, const model::Object& before, const model::Object& after) {
  const auto old = [&](const auto& o) -> decltype(auto) {
    return std::get<std::decay_t<decltype(o)>>(before);
  };
  return std::visit(
      Visitor{
          [&](const model::Extension& o) { return alter_extension(c, id, old(o), o); },
          [&](const model::NameSpace&) { return false; },
          [&](const model::EnumType& o) { return alter_enum_type(c, id, old(o), o); },
          [&](const model::Sequence& o) { return alter_sequence(c, id, old(o), o); },
          [&](const model::Function& o) { return alter_function(c, id, old(o), o); },
          [&](const model::Table& o) { return alter_table_rule(c, id, old(o), o); },
          [&](const model::VirtualTable&) {
            refuse_virtual_table(id);
            return false;
          },
          [&](const model::Column& o) { return alter_column(c, id, old(o), o); },
          [&](const model::Partition& o) { return alter_partition(id, old(o), o); },
          [&](const model::PrimaryKey& o) { return alter_primary_key(c, id, old(o), o); },
          [&](const model::Unique& o) { return alter_unique(c, id, old(o), o); },
          [&](const model::Check& o) { return alter_check(c, id, old(o), o); },
          [&](const model::Exclusion& o) { return alter_exclusion(c, id, old(o), o); },
          [&](const model::ForeignKey& o) { return alter_foreign_key(c, id, old(o), o); },
          [&](const model::Index& o) { return alter_index(c, id, old(o), o); },
          [&](const model::View& o) { return alter_view(c, id, old(o), o); },
          [&](const model::MaterializedView& o) { return alter_materialized_view(c, id, old(o), o); },
          [&](const model::Trigger& o) { return alter_trigger(c, id, old(o), o); },
      },
      after);
}

/// Another rule's statement makes or drops it too.
bool is_folded(const Context& c, const Change& change) {
  const ObjectId& id = change.id;
  if (!model::is_owned(id.kind)) return false;
  if (change.added())
    return c.on_new_relation(id) && c.after.contains(model::owner_id(id)) && folds_into_table(c.after, id);
  return change.removed() && c.on_dropped_relation(id) && id.kind != Kind::foreign_key;
}

void lower_change(Context& c, const Change& change) {
  refuse_change_of_key(c, change);
  if (c.rebuilt.contains(change.id) || is_folded(c, change)) return;
  if (change.added()) {
    create(c, change.id, *change.after);
    return;
  }
  if (change.removed()) {
    drop(c, change.id, *change.before);
    return;
  }
  const bool redefined = without_comment(*change.before) != without_comment(*change.after);
  const bool anew = redefined && alter(c, change.id, *change.before, *change.after);
  if (!anew) alter_comment(c, change.id);
}

bool touches_extension(const Step& step) {
  const auto is_base = [](const ObjectId& id) {
    return id.kind == Kind::extension || id.kind == Kind::name_space;
  };
  return std::any_of(step.produces.begin(), step.produces.end(), is_base) ||
         std::any_of(step.destroys.begin(), step.destroys.end(), is_base);
}

/// Anything may use what an extension brings: nothing is made before a new one or after an old one is gone.
void order_extensions(Context& c) {
  std::vector<ObjectId> added;
  std::vector<ObjectId> removed;
  for (const Change& change : c.changes) {
    if (change.id.kind != Kind::extension) continue;
    (change.removed() ? removed : added).push_back(change.id);
  }
  for (Step& step : c.steps) {
    if (touches_extension(step)) continue;
    step.needs.insert(step.needs.end(), added.begin(), added.end());
    step.releases.insert(step.releases.end(), removed.begin(), removed.end());
  }
}

/// A renamed object that is also changed in place is renamed first.
void order_renames(Context& c, std::size_t renames) {
  std::set<ObjectId> destroyed;
  for (std::size_t i = renames; i < c.steps.size(); ++i)
    destroyed.insert(c.steps[i].destroys.begin(), c.steps[i].destroys.end());
  for (std::size_t i = 0; i < renames; ++i) {
    Step& step = c.steps[i];
    for (const ObjectId& id : step.produces)
      if (destroyed.contains(id)) step.releases.push_back(id);
    std::erase_if(step.produces, [&](const ObjectId& id) { return destroyed.contains(id); });
  }
}

void sort_unique(std::vector<ObjectId>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

/// Leaves only what says something about the order of these steps.
void prune(std::vector<Step>& steps) {
  std::set<ObjectId> moving;
  std::set<plan::Milestone> reached;
  for (const Step& step : steps) {
    reached.insert(step.reaches.begin(), step.reaches.end());
    moving.insert(step.produces.begin(), step.produces.end());
    moving.insert(step.destroys.begin(), step.destroys.end());
  }
  for (Step& step : steps) {
    const std::set<ObjectId> own(step.produces.begin(), step.produces.end());
    for (std::vector<ObjectId>* ids : {&step.needs, &step.releases})
      std::erase_if(*ids, [&](const ObjectId& id) { return !moving.contains(id); });
    std::erase_if(step.needs, [&](const ObjectId& id) { return own.contains(id); });
    for (std::vector<ObjectId>* ids : {&step.produces, &step.needs, &step.destroys, &step.releases})
      sort_unique(*ids);
    std::erase_if(step.awaits,
                  [&](const plan::Milestone& milestone) { return !reached.contains(milestone); });
  }
}

/// Renames, rebuilds and changes; bridges are left to the caller.
void lower_changes(Context& c) {
  lower_renames(c);
  const std::size_t renames = c.steps.size();
  lower_rebuilds(c);
  for (const Change& change : c.changes)
    if (change.id.kind != Kind::foreign_key) lower_change(c, change);
  for (const Change& change : c.changes)  // their rule asks when the keys they refer to come
    if (change.id.kind == Kind::foreign_key) lower_change(c, change);
  order_renames(c, renames);
  free_names(c);
}

std::vector<Step> lower_at_once(const LoweringInput& input, const NewNames& names) {
  Context c(input);
  c.new_names = &names;
  lower_changes(c);
  lower_bridges(c);
  lower_not_nulls(c);
  lower_prechecks(c);
  lower_unmodelled(c);
  order_extensions(c);
  lower_new_names(c);
  return std::move(c.steps);
}

/// The swap ends the old forms: what the way to `middle` does to them comes before it.
void put_swap_last(std::vector<Step>& towards_middle, const std::vector<Step>& swaps) {
  std::set<ObjectId> ended;
  for (const Step& swap : swaps) ended.insert(swap.destroys.begin(), swap.destroys.end());
  for (Step& step : towards_middle) {
    for (const ObjectId& id : step.needs)
      if (ended.contains(id) && std::count(step.produces.begin(), step.produces.end(), id) == 0)
        step.releases.push_back(id);
    std::erase_if(step.needs, [&](const ObjectId& id) { return ended.contains(id); });
  }
}

/// A swap that ends a bridge waits until nobody needs it any more.
void close_bridges_last(const Context& c, std::vector<Step>& swaps) {
  for (Step& swap : swaps)
    for (const auto& [table, bridge] : c.bridges) {
      const plan::Milestone closed{table, state::kBridgeClosed};
      if (std::find(swap.reaches.begin(), swap.reaches.end(), closed) == swap.reaches.end()) continue;
      for (const Kept& kept : bridge.kept) swap.awaits.push_back({kept.column, state::kNotNull});
    }
}

std::vector<Step> lower_in_stages(const LoweringInput& input, const Staging& staging, const NewNames& names) {
  const diff::ChangeSet towards{staging.renames, diff::compare(staging.before, staging.middle)};
  Context c({towards, staging.before, staging.middle, input.advice, input.target, input.tag, input.live},
            staging, false);
  c.new_names = &names;
  for (const Shadow& shadow : staging.shadows) c.closed_by_swap.insert(model::owner_id(shadow.id));
  lower_changes(c);
  lower_bridges(c);
  lower_not_nulls(c);
  relax_copied_checks(c);
  order_copies(c);
  lower_prechecks(c);

  const diff::ChangeSet away{{}, diff::compare(staging.trimmed, input.after)};
  Context swap({away, staging.trimmed, input.after, input.advice, input.target, input.tag, input.live},
               staging, true);
  for (const auto& [table, bridge] : c.bridges) {
    if (!c.closed_by_swap.contains(table)) continue;
    Statements ending = agree_at_swap_sql(c, table, bridge);
    for (std::string& statement : close_bridge_sql(c, table, bridge)) ending.push_back(std::move(statement));
    swap.before_swap.emplace(table, std::move(ending));
    if (is_read_at_swap(bridge)) swap.read_at_swap.insert(table);
  }
  lower_changes(swap);
  lower_bridges(swap);
  lower_not_nulls(swap);
  lower_prechecks(swap);
  put_swap_last(c.steps, swap.steps);
  close_bridges_last(c, swap.steps);
  c.steps.insert(c.steps.end(), std::make_move_iterator(swap.steps.begin()),
                 std::make_move_iterator(swap.steps.end()));
  for (const auto& [id, how] : swap.touched)
    if (c.before.contains(id)) c.touched.emplace(id, how);
  lower_unmodelled(c);
  order_extensions(c);
  lower_new_names(c);
  return std::move(c.steps);
}

std::vector<Step> lower_under(const LoweringInput& input, const NewNames& names) {
  const Staging staging = stage(input, names);
  std::vector<Step> steps =
      staging.shadows.empty() ? lower_at_once(input, names) : lower_in_stages(input, staging, names);
  prune(steps);
  order_shared_names(steps, input.changes.changes, input.target.dialect);
  return steps;
}

}  // namespace
}  // namespace postgres

std::vector<plan::Step> lower_postgres(const LoweringInput& short_input) {
  const auto written = postgres::write_out_serials(short_input);
  const LoweringInput input =
      written ? LoweringInput{written->changes,   written->before, written->after,  short_input.advice,
                              short_input.target, short_input.tag, short_input.live}
              : short_input;
  std::set<model::ObjectId> refused;
  for (;;) {
    postgres::NewNames names = postgres::find_new_names(input, refused);
    const std::optional<postgres::UnderOldNames> old =
        names.objects.empty() ? std::nullopt
                              : std::optional<postgres::UnderOldNames>(std::in_place, input, names);
    std::vector<plan::Step> steps = postgres::lower_under(old ? old->input() : input, names);
    const std::set<model::ObjectId> late = postgres::new_names_too_late(steps, names);
    if (late.empty()) {
      postgres::name_stale_bodies(input, steps);
      return steps;
    }
    refused.insert(late.begin(), late.end());
  }
}

model::Schema set_aside_by_postgres(const LoweringInput& input) { return postgres::set_aside_by(input); }

std::vector<std::string> create_postgres(const model::Schema& schema, sql::Target target) {
  const model::Schema nothing(sql::Dialect::postgresql);
  const AdviceMap advice;
  diff::ChangeSet changes;
  for (const auto& [id, object] : schema.objects()) changes.changes.push_back({id, std::nullopt, object});
  const plan::Plan plan = plan::make_plan(lower_postgres({changes, nothing, schema, advice, target}), target);
  std::vector<std::string> statements;
  for (const plan::Step& step : plan.steps)
    statements.insert(statements.end(), step.sql.begin(), step.sql.end());
  return statements;
}

}  // namespace schemagen::dialect
