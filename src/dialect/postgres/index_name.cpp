#include "dialect/postgres/index_name.h"

#include <algorithm>

#include "dialect/postgres/rules.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Kind;

constexpr std::string_view kDropInvalid = R"(
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass({index}) AND NOT indisvalid) THEN
        DROP INDEX {name};
    END IF;
END
)";

bool names_an_index(Kind kind) {
  return kind == Kind::index || kind == Kind::primary_key || kind == Kind::unique || kind == Kind::exclusion;
}

bool is_key(Kind kind) { return kind == Kind::primary_key || kind == Kind::unique; }

Symbol index_name(const Schema& schema, const ObjectId& id) {
  return is_key(id.kind) ? constraint_name(schema, id) : id.name;
}

/// The index is sound, and just what the key asks for.
bool serves(const Context& c, const ObjectId& index, const ObjectId& key) {
  model::Index stored = *c.before.find_as<model::Index>(index);
  if (stored.method != Symbol("btree") || key.owner != index.owner) return false;
  stored.method = {};
  stored.comment = {};
  return stored == key_index(*c.after.find(key));
}

std::optional<ObjectId> any_holder(const Context& c, Symbol schema, Symbol name) {
  for (const diff::Change& change : c.changes)
    if (change.removed() && names_an_index(change.id.kind) && change.id.schema == schema &&
        index_name(c.before, change.id) == name)
      return change.id;
  return std::nullopt;
}

/// What it stands on is itself made anew, so that it cannot be there before.
bool waits_for_rebuild(const Context& c, const ObjectId& id) {
  const Ids needed = c.now.of(id);
  return std::any_of(needed.begin(), needed.end(),
                     [&](const ObjectId& other) { return c.rebuilt.contains(other); });
}

/// What refuses values that are there already, at the end of each statement.
std::optional<model::Index> uniqueness(const model::Object& object) {
  const auto* index = std::get_if<model::Index>(&object);
  if (index != nullptr) return index->unique && index->valid ? std::optional(*index) : std::nullopt;
  const auto* primary = std::get_if<model::PrimaryKey>(&object);
  const auto* unique = std::get_if<model::Unique>(&object);
  if (primary == nullptr && unique == nullptr) return std::nullopt;
  const model::Deferral deferral = unique != nullptr ? unique->deferral : primary->deferral;
  return deferral == model::Deferral::immediate ? std::optional(key_index(object)) : std::nullopt;
}

}  // namespace

std::string drop_invalid_index_sql(Symbol schema, Symbol name) {
  const std::string index = qualified(schema, name);
  return "DO " +
         sql::quote_dollar(fill(kDropInvalid, {{"index", sql::quote_literal(index)}, {"name", index}}));
}

std::string if_not_exists(std::string create) {
  for (const std::string_view head : {std::string_view("INDEX CONCURRENTLY "), std::string_view("INDEX ")})
    if (const std::size_t at = create.find(head); at != std::string::npos)
      return create.insert(at + head.size(), "IF NOT EXISTS ");
  return create;
}

Statements build_unless_there_sql(Symbol schema, Symbol name, std::string create) {
  return {drop_invalid_index_sql(schema, name), if_not_exists(std::move(create))};
}

std::optional<ObjectId> name_holder(const Context& c, Symbol schema, Symbol name) {
  const std::optional<ObjectId> holder = any_holder(c, schema, name);
  return holder && !c.rebuilt.contains(*holder) ? holder : std::nullopt;
}

std::optional<ObjectId> name_holder(const Context& c, const ObjectId& id) {
  const std::optional<ObjectId> holder = any_holder(c, id.schema, index_name(c.after, id));
  return holder && (!c.rebuilt.contains(*holder) || !waits_for_rebuild(c, id)) ? holder : std::nullopt;
}

std::optional<ObjectId> built_beside(const Context& c, const ObjectId& id) {
  const bool comes = names_an_index(id.kind) && c.after.contains(id) && !c.before.contains(id);
  const std::optional<ObjectId> holder = comes ? name_holder(c, id) : std::nullopt;
  return holder && is_kept_until_contract(c, *holder) && !is_taken_over(c, *holder) ? holder : std::nullopt;
}

void needs_key_by_any_name(const Context& c, Step& step) {
  for (const ObjectId& needed : step.needs)
    if (const std::optional<ObjectId> holder = built_beside(c, needed)) {
      step.awaits.push_back({needed, state::kIndexBuilt});
      step.awaits.push_back({*holder, state::kSuccessorBuilt});
    }
  std::erase_if(step.needs, [&](const ObjectId& needed) { return built_beside(c, needed).has_value(); });
}

bool is_kept_until_contract(const Context& c, const ObjectId& holder) {
  const auto* index = c.before.find_as<model::Index>(holder);
  return index == nullptr || index->valid || c.on_dropped_relation(holder);
}

bool is_taken_over(const Context& c, const ObjectId& index) {
  if (index.kind != Kind::index) return false;
  return std::any_of(c.changes.begin(), c.changes.end(), [&](const diff::Change& change) {
    return change.added() && is_key(change.id.kind) && !c.rebuilt.contains(change.id) &&
           !c.on_new_relation(change.id) && change.id.schema == index.schema &&
           index_name(c.after, change.id) == index.name && serves(c, index, change.id);
  });
}

bool waits_for_name(const Context& c, const ObjectId& id) {
  if (!names_an_index(id.kind) || !c.on_new_relation(id)) return false;
  const std::optional<ObjectId> holder = name_holder(c, id);
  return holder && is_kept_until_contract(c, *holder);
}

Step& name_when_free(Context& c, const ObjectId& id, Symbol made_as) {
  Step& named = c.emit(Phase::contract, spoken(id) + " gets its name, which is free now.",
                       {rename_index_sql(id.schema, made_as, index_name(c.after, id))});
  c.creates(named, id);
  named.awaits.push_back({id, state::kIndexBuilt});
  c.locks_index(named, id, made_as);
  return named;
}

bool is_as_strict(const model::Object& old, const model::Object& object) {
  const std::optional<model::Index> held = uniqueness(old);
  const std::optional<model::Index> index = uniqueness(object);
  return held && index && held->keys == index->keys && held->where == index->where &&
         (held->nulls_not_distinct || !index->nulls_not_distinct);
}

void await_name(const Context& c, Step& step, Symbol schema, Symbol name) {
  if (const std::optional<ObjectId> holder = name_holder(c, schema, name))
    step.awaits.push_back({*holder, state::kNameFreed});
}

void free_names(Context& c) {
  std::set<ObjectId> awaited;
  std::set<ObjectId> succeeded;
  for (const Step& step : c.steps) {
    for (const plan::Milestone& milestone : step.awaits)
      if (milestone.name == state::kNameFreed && names_an_index(milestone.object.kind))
        awaited.insert(milestone.object);
    for (const plan::Milestone& milestone : step.reaches)
      if (milestone.name == state::kSuccessorBuilt) succeeded.insert(milestone.object);
  }
  for (Step& step : c.steps)
    for (const ObjectId& id : step.destroys) {
      if (awaited.contains(id)) step.reaches.push_back({id, state::kNameFreed});
      if (succeeded.contains(id)) step.awaits.push_back({id, state::kSuccessorBuilt});
    }
}

}  // namespace schemagen::dialect::postgres
