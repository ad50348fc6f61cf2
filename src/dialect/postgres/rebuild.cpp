#include "dialect/postgres/rebuild.h"

#include <algorithm>

#include "dialect/postgres/column_type.h"
#include "dialect/postgres/divided.h"
#include "dialect/postgres/index_name.h"
#include "dialect/postgres/rules.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/expression.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Column;
using model::Kind;

void build_ahead(Context& c, const ObjectId& id, Phase phase) {
  const Symbol name = ahead_name(c, id);
  if (c.on_divided_relation(id)) {
    build_divided_key_ahead(c, id, name, phase);
    return;
  }
  const std::string drop = "DROP INDEX CONCURRENTLY IF EXISTS " + qualified(id.schema, name);
  Step& step = c.emit(phase,
                      "A unique index for the new form of " + spoken(id) +
                          ", built without blocking writers while the old one serves.",
                      build_unless_there_sql(id.schema, name, key_index_sql(c.after, id, name)), {drop});
  step.transaction = Transaction::none;
  for (const ObjectId& needed : c.now.of(id)) {
    step.needs.push_back(needed);
    step.awaits.push_back({needed, state::kFilled});
    step.awaits.push_back({needed, state::kNotNull});
  }
  step.reaches.push_back({id, state::kIndexBuilt});
  c.locks(step, Lock::share_update_exclusive, id);
  c.scans(step, id);
  hazard(step, Hazard::rejects_old_writers);
  hazard(step, Hazard::may_fail_on_rows);
}

/// Without a rewrite the server still checks all rows again when a CHECK looks at the column, and builds the
/// indexes of a new collation.
void cost_of_keeping_rows(const Context& c, Step& step, const ObjectId& id, bool collation_changes) {
  bool scans = false;
  for (const ObjectId& other : c.then.dependents(id)) {
    const auto* check = c.before.find_as<model::Check>(other);
    const bool indexed = other.kind == Kind::index || other.kind == Kind::unique ||
                         other.kind == Kind::primary_key || other.kind == Kind::exclusion;
    scans = scans || (check != nullptr && check->validated) || (indexed && collation_changes);
  }
  if (!scans) return;
  c.scans(step, id);
  hazard(step, Hazard::scan_under_lock);
}

bool is_reason(const Context& c, const ObjectId& id) {
  const model::Object* old = c.before.find(id);
  const model::Object* object = c.after.find(id);
  return old == nullptr || object == nullptr || without_comment(*old) != without_comment(*object);
}

/// What held for the rows before holds after it too.
bool keeps_values(const Rebuild& rebuild) {
  return std::none_of(rebuild.members.begin(), rebuild.members.end(),
                      [](const auto& member) { return member.first.kind == Kind::column; });
}

/// Some value of the enum is there no more.
bool loses_values(const Context& c, Symbol type) {
  const ObjectId id = c.then.enum_of(type);
  const auto* old = c.before.find_as<model::EnumType>(id);
  const auto* now = c.after.find_as<model::EnumType>(id);
  return old == nullptr || now == nullptr ||
         std::any_of(old->values.begin(), old->values.end(), [&](Symbol value) {
           return std::find(now->values.begin(), now->values.end(), value) == now->values.end();
         });
}

/// Its foreign keys, and those that refer to it, are made anew by the server.
void locks_of_retyping(const Context& c, Step& step, const ObjectId& id) {
  c.locks(step, Lock::access_exclusive, id);
  for (const ObjectId& other : c.then.dependents(id)) {
    const auto* key = c.before.find_as<model::ForeignKey>(other);
    if (key == nullptr) continue;
    c.locks(step, Lock::access_exclusive, other);
    c.locks(step, Lock::access_exclusive, model::table_id(key->ref_schema, key->ref_table));
  }
}

void cost_of_retyping(const Context& c, Step& step, const ObjectId& id) {
  const auto& old = *c.before.find_as<Column>(id);
  const auto& column = *c.after.find_as<Column>(id);
  locks_of_retyping(c, step, id);
  if (keeps_rows(c, id)) {
    cost_of_keeping_rows(c, step, id, old.collation != column.collation);
    return;
  }
  c.rewrites(step, id);
  const bool of_enum = c.then.enum_of(old.type).kind == Kind::enum_type;
  const bool retyped = old.type != column.type;
  const bool fits = of_enum ? column.type.view() == "text" : holds_every_value(old.type, column.type);
  const bool narrower = of_enum && loses_values(c, old.type);
  if (retyped ? !fits : narrower) hazard(step, Hazard::may_fail_on_rows);
  if (retyped ? !stays_number(old.type, column.type) : narrower) hazard(step, Hazard::rejects_old_writers);
  if (const std::string lost = lost_between(old.type, column.type); !lost.empty()) loses(step, id, lost);
}

void cost_of_remaking(const Context& c, const Rebuild& rebuild, Step& step, const ObjectId& id) {
  switch (id.kind) {
    case Kind::column: {
      c.locks(step, Lock::access_exclusive, id);
      c.rewrites(step, id);
      const auto* old = c.before.find_as<Column>(id);
      if (old != nullptr && !old->generated) loses(step, id, "the values");
      if (old != nullptr && !old->generated) hazard(step, Hazard::rejects_old_writers);
      return;
    }
    case Kind::index:
    case Kind::exclusion:
      c.locks(step, Lock::access_exclusive, id);
      c.scans(step, id);
      hazard(step, Hazard::scan_under_lock);
      hazard(step, Hazard::blocks_writes);
      return;
    case Kind::primary_key:
    case Kind::unique:
      c.locks(step, Lock::access_exclusive, id);
      if (is_built_ahead(c, rebuild, id)) return;
      c.scans(step, id);
      hazard(step, Hazard::scan_under_lock);
      hazard(step, Hazard::may_fail_on_rows);
      return;
    case Kind::check:
      c.locks(step, Lock::access_exclusive, id);
      c.scans(step, id);
      hazard(step, Hazard::scan_under_lock);
      return;
    case Kind::foreign_key: {
      const auto* old = c.before.find_as<model::ForeignKey>(id);
      const auto* key = old != nullptr ? old : c.after.find_as<model::ForeignKey>(id);
      c.locks(step, Lock::access_exclusive, id);
      c.locks(step, Lock::access_exclusive, model::table_id(key->ref_schema, key->ref_table));
      return;
    }
    case Kind::materialized_view:
      c.fills(step, id);
      [[fallthrough]];
    case Kind::view:
    case Kind::trigger:
      c.locks(step, Lock::access_exclusive, id);
      return;
    case Kind::function:
      if (c.before.contains(id) && c.after.contains(id) && is_reason(c, id))
        hazard(step, Hazard::rejects_old_writers);
      return;
    case Kind::extension:
    case Kind::name_space:
    case Kind::enum_type:
    case Kind::sequence:
    case Kind::table:
    case Kind::virtual_table:
    case Kind::partition:
      return;
  }
}

/// Only the catalog changes: what is dropped stands ready in its new form.
void cost_of_swapping(const Context& c, Step& step, const ObjectId& id) {
  if (id.kind == Kind::enum_type) return;
  c.locks(step, Lock::access_exclusive, id);
  const auto* key = c.after.find_as<model::ForeignKey>(id);
  if (key != nullptr) c.locks(step, Lock::access_exclusive, model::table_id(key->ref_schema, key->ref_table));
  if (id.kind != Kind::column) return;
  hazard(step, Hazard::rejects_old_writers);
  if (c.read_at_swap.contains(model::owner_id(id))) {
    c.scans(step, id);
    hazard(step, Hazard::scan_under_lock);
  }
  const auto* old = c.before.find_as<Column>(c.staging->by_id(id)->old_id());
  const std::string lost = lost_between(old->type, c.after.find_as<Column>(id)->type);
  if (!lost.empty()) loses(step, id, lost);
}

/// Dropping it touches the catalog alone.
bool is_rule(Kind kind) {
  return kind == Kind::primary_key || kind == Kind::unique || kind == Kind::index || kind == Kind::check ||
         kind == Kind::exclusion;
}

void costs(const Context& c, const Rebuild& rebuild, Step& step) {
  for (const auto& [id, role] : rebuild.members) {
    switch (role) {
      case Role::retyped:
        if (id.kind == Kind::column) cost_of_retyping(c, step, id);
        break;
      case Role::gone:
        if (c.swaps && c.staging->by_old_id(id) != nullptr) break;
        if (is_rule(id.kind))
          c.locks(step, Lock::access_exclusive, id);
        else
          cost_of_remaking(c, rebuild, step, id);
        break;
      case Role::remade:
        cost_of_remaking(c, rebuild, step, id);
        break;
      case Role::defaulted:
        c.locks(step, Lock::access_exclusive, id);
        break;
      case Role::swapped:
      case Role::copied:
        cost_of_swapping(c, step, id);
        break;
      case Role::made:
        if (is_rule(id.kind)) c.locks(step, Lock::access_exclusive, id);
        break;
    }
  }
  std::sort(step.locks.begin(), step.locks.end(), [](const auto& a, const auto& b) {
    return a.relation != b.relation ? a.relation < b.relation : a.lock > b.lock;
  });
  step.locks.erase(std::unique(step.locks.begin(), step.locks.end(),
                               [](const auto& a, const auto& b) { return a.relation == b.relation; }),
                   step.locks.end());
  for (std::vector<ObjectId>* list : {&step.scans, &step.rewrites}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
}

/// Keys that the new form of the schema does not have, in contract.
void freed_by(const Context& c, const Rebuild& rebuild, Step& step) {
  for (const auto& [id, role] : rebuild.members)
    if ((role == Role::remade || role == Role::gone) &&
        (id.kind == Kind::primary_key || id.kind == Kind::unique || id.kind == Kind::index))
      frees_values(c, step, id);
}

void facts(const Context& c, const Rebuild& rebuild, Step& step) {
  for (const auto& [id, role] : rebuild.members) {
    const bool is_there = role == Role::swapped && id.kind == Kind::column && c.staging->by_id(id)->renamed();
    if (c.before.contains(id) && !is_there) step.destroys.push_back(id);
    if (c.after.contains(id)) {
      (is_there ? step.needs : step.produces).push_back(id);
      for (const ObjectId& needed : c.now.of(id)) {
        if (rebuild.members.contains(needed)) continue;
        step.needs.push_back(needed);
        if (id.kind == Kind::primary_key) step.awaits.push_back({needed, state::kNotNull});
      }
    }
    for (const ObjectId& needed : c.then.of(id))
      if (!rebuild.members.contains(needed) && !c.after.contains(needed)) step.releases.push_back(needed);
    if (id.kind == Kind::primary_key) step.reaches.push_back({id, state::kDropped});
    if (id.kind == Kind::primary_key || id.kind == Kind::unique)
      step.awaits.push_back({id, state::kIndexBuilt});
    if (id.kind == Kind::enum_type) step.awaits.push_back({id, state::kValuesRenamed});
    if (id.kind == Kind::column && role == Role::retyped) step.reaches.push_back({id, state::kRetyped});
    if (id.kind == Kind::column && role == Role::retyped)
      for (const ObjectId& used : c.now.of_expression(c.advice(id).using_, model::owner_id(id)))
        if (!rebuild.members.contains(used)) step.needs.push_back(used);
  }
  needs_key_by_any_name(c, step);
}

/// What the swap waits for: filled, verified, and every copy in its place.
void swap_facts(const Context& c, const Rebuild& rebuild, Step& step) {
  for (const auto& [id, role] : rebuild.members) {
    if (role == Role::copied) {
      const ObjectId& copy = c.staging->copies.at(id).in_middle;
      step.needs.push_back(copy);
      step.awaits.push_back({copy, state::kProved});
      for (const auto& [part, object] :
           c.staging->before.owned_as<model::Partition>(Kind::partition, id.schema, id.owner))
        if (!c.after.contains(part)) step.awaits.push_back({part, state::kDropped});
    }
    if (role != Role::swapped) continue;
    if (const NewEnum* type = c.staging->new_enum(id)) {
      step.needs.push_back(type->in_middle);
      continue;
    }
    const ObjectId column = c.staging->by_id(id)->new_id();
    step.needs.push_back(column);
    for (const char* reached : {state::kFilled, state::kVerified, state::kConverted, state::kCompared,
                                state::kHeldProved, state::kNotNull})
      step.awaits.push_back({column, reached});
    step.awaits.push_back({model::owner_id(id), state::kBridged});
    step.reaches.push_back({model::owner_id(id), state::kBridgeClosed});
    step.reaches.push_back({id, state::kSwapped});
  }
}

std::string swap_reason(const Context& c, const Rebuild& rebuild) {
  std::vector<std::string> columns;
  std::vector<std::string> around;
  std::vector<ObjectId> swapped;
  bool keeps_name = false;
  for (const auto& [id, role] : rebuild.members) {
    if (role == Role::swapped && id.kind == Kind::enum_type) columns.push_back(spoken(id));
    if (role == Role::swapped && id.kind == Kind::column) {
      swapped.push_back(id);
      const ObjectId old = c.staging->by_id(id)->old_id();
      keeps_name = keeps_name || old == id;
      columns.push_back(old == id ? model::display_name(id) + " in its new type"
                                  : model::display_name(id) + " for " + old.name.str());
    }
    if (role == Role::remade) around.push_back(spoken(id));
  }
  std::string text =
      "What stands ready, with its indexes and constraints, takes the place of the old form, and "
      "only the catalog changes: " +
      base::join(columns, ", ") + ".";
  if (!around.empty()) text += " Made anew around it: " + base::join(around, ", ") + ".";
  if (keeps_name)
    text += " A prepared statement that returns a column in its old type fails until it is prepared anew.";
  return text + order_note(c, swapped);
}

/// What a person wants to know of columns that change: whether the rows are touched.
std::string cost_in_words(const Context& c, const Rebuild& rebuild) {
  bool any = false;
  bool wide = true;
  bool parted = false;
  std::string of_domain;
  for (const auto& [id, role] : rebuild.members) {
    if (id.kind != Kind::column || role == Role::defaulted) continue;
    const auto* old = c.before.find_as<Column>(id);
    const auto* column = c.after.find_as<Column>(id);
    if (old == nullptr || column == nullptr) continue;
    if (role == Role::remade) return ", which is dropped and added with its new expression";
    any = true;
    parted = parted || c.on_divided_relation(id);
    if (old->type != column->type && c.live().is_constrained_domain(column->type))
      of_domain = column->type.str();
    wide = wide && is_widening(old->type, column->type) && c.then.enum_of(old->type).kind != Kind::enum_type;
  }
  if (any && !wide && parted) return ", and every partition is written anew while readers and writers wait";
  if (!of_domain.empty())
    return ", and every row is written anew while readers and writers wait: " + of_domain +
           " is a domain with a constraint, and a second column of it would cost as much";
  return any && wide ? ": every old value fits as it is, so no row is written" : "";
}

std::string reason(const Context& c, const Rebuild& rebuild) {
  if (rebuild.is_swap()) return swap_reason(c, rebuild);
  std::vector<std::string> changed;
  std::vector<std::string> around;
  for (const auto& [id, role] : rebuild.members) {
    if (is_reason(c, id))
      changed.push_back(spoken(id));
    else
      around.push_back((role == Role::retyped ? "the type of " : "") + spoken(id));
  }
  std::string text = "Changes " + listed(changed) + cost_in_words(c, rebuild);
  if (!around.empty()) text += "; in the same transaction made anew: " + listed(around);
  text += ".";
  return text;
}

Statements joined(RebuildSql sql) {
  sql.down.insert(sql.down.end(), sql.up.begin(), sql.up.end());
  return std::move(sql.down);
}

/// Their old text may name what a rename has changed, and the server does not see to that.
bool is_text(const ObjectId& id) {
  return id.kind == Kind::view || id.kind == Kind::materialized_view || id.kind == Kind::function ||
         id.kind == Kind::trigger || id.kind == Kind::index;
}

std::optional<sql::NameUse> use_of(Kind kind) {
  switch (kind) {
    case Kind::table:
    case Kind::view:
    case Kind::materialized_view:
      return sql::NameUse::relation;
    case Kind::function:
      return sql::NameUse::function;
    case Kind::name_space:
      return sql::NameUse::schema;
    case Kind::extension:
    case Kind::enum_type:
    case Kind::sequence:
    case Kind::virtual_table:
    case Kind::column:
    case Kind::partition:
    case Kind::primary_key:
    case Kind::unique:
    case Kind::check:
    case Kind::exclusion:
    case Kind::foreign_key:
    case Kind::index:
    case Kind::trigger:
      return std::nullopt;
  }
  return std::nullopt;
}

/// The relations and functions that the plan renames bear their old names again when all else is taken back.
Statements under_old_names(const Context& c, Statements statements) {
  const auto bare = [](const ObjectId& id) {
    return id.kind == Kind::function ? Symbol(split_signature(id.name).first) : id.name;
  };
  for (auto rename = c.renames.rbegin(); rename != c.renames.rend(); ++rename) {
    if (!rename->from_value.empty()) continue;
    const std::optional<sql::NameUse> use = use_of(rename->from.kind);
    const bool is_type = rename->from.kind == Kind::enum_type;
    const Symbol now = bare(rename->to);
    const Symbol old = bare(rename->from);
    const sql::SchemaMove move{rename->to.schema, rename->from.schema};
    for (std::string& statement : statements) {
      if (is_type) statement = sql::rename_type_in(statement, now, old, sql::Dialect::postgresql, move);
      if (use) statement = sql::rename_name_in(statement, now, old, *use, sql::Dialect::postgresql, move);
    }
  }
  return statements;
}

void take_back(const Context& c, const Rebuild& rebuild, RebuildSql undo, Step& step) {
  const bool only_text = std::all_of(rebuild.members.begin(), rebuild.members.end(),
                                     [](const auto& member) { return is_text(member.first); });
  if (only_text && !c.renames.empty()) {
    step.undo = std::move(undo.down);
    step.undo_last = under_old_names(c, std::move(undo.up));
  } else {
    step.undo = joined(std::move(undo));
  }
  for (const auto& [id, role] : rebuild.members) {
    if (id.kind != Kind::column || role != Role::retyped) continue;
    const auto& old = *c.before.find_as<Column>(id);
    const auto& column = *c.after.find_as<Column>(id);
    if (old.type != column.type && !is_widening(column.type, old.type))
      step.undo_note =
          "May write the table anew while readers and writers wait, and fails when a value does not fit the "
          "old "
          "type.";
  }
}

void drop_defaults(Context& c, const Rebuild& rebuild) {
  if (rebuild.phase != Phase::expand) return;
  for (const auto& [id, role] : rebuild.members) {
    if (id.kind != Kind::column || role != Role::retyped) continue;
    const auto& old = *c.before.find_as<Column>(id);
    const auto& column = *c.after.find_as<Column>(id);
    if (goes_without_default(old, column)) drop_default(c, id, old, column);
  }
}

Touch touch_of(const Context& c, const Rebuild& rebuild, const ObjectId& id) {
  const bool passed = c.swaps && c.staging->by_old_id(id) != nullptr;
  if ((id.kind == Kind::column || id.kind == Kind::function) && !passed && !c.after.contains(id))
    return Touch::gone;
  return rebuild.members.at(id) == Role::retyped ? Touch::altered : Touch::replaced;
}

void lower_rebuild(Context& c, const Rebuild& rebuild) {
  std::vector<ObjectId> keys;
  for (const auto& [id, role] : rebuild.members) {
    if (is_built_ahead(c, rebuild, id) && c.after.contains(id)) keys.push_back(id);
    const bool looked_at_elsewhere =
        id.kind == Kind::column && (role == Role::retyped || role == Role::defaulted);
    if (!looked_at_elsewhere) c.rebuilt.insert(id);
  }
  for (const ObjectId& id : touched_by(rebuild, c.before, c)) c.touched.emplace(id, touch_of(c, rebuild, id));
  for (const ObjectId& id : keys) build_ahead(c, id, rebuild.phase);
  const Side before{c.before, c.then};
  const Side after{c.after, c.now};
  Step& step = c.emit(rebuild.phase, reason(c, rebuild), joined(rebuild_sql(c, rebuild, before, after)));
  if (rebuild.phase != Phase::contract) take_back(c, rebuild, rebuild_sql(c, rebuild, after, before), step);
  facts(c, rebuild, step);
  for (const auto& [id, role] : rebuild.members)
    if (const auto* key = c.after.find_as<model::ForeignKey>(id))
      step.awaits.push_back({model::table_id(key->ref_schema, key->ref_table), state::kViewDropped});
  if (rebuild.is_swap()) swap_facts(c, rebuild, step);
  costs(c, rebuild, step);
  freed_by(c, rebuild, step);
  for (const ObjectId& id : keys)
    if (c.on_divided_relation(id)) c.on_all_partitions(step, id);
  for (const auto& [id, role] : rebuild.members)
    if (const auto* key = c.after.find_as<model::ForeignKey>(id);
        key != nullptr && role != Role::copied && key->validated && key->enforced) {
      validate_constraint(c, id, rebuild.phase);
      if (!is_reason(c, id) && keeps_values(rebuild)) c.steps.back().hazards.clear();
    }
  drop_defaults(c, rebuild);
}

}  // namespace

void lower_rebuilds(Context& c) {
  for (const Rebuild& rebuild : find_rebuilds(c)) lower_rebuild(c, rebuild);
}

}  // namespace schemagen::dialect::postgres
