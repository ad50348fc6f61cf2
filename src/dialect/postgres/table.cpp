#include "dialect/postgres/index_name.h"
#include "dialect/postgres/rules.h"
#include "dialect/postgres/trash.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Kind;

constexpr int kUnloggedSequences = 150000;

bool is_self_reference(const Schema& schema, const ObjectId& id) {
  const auto* key = schema.find_as<model::ForeignKey>(id);
  return key != nullptr && key->ref_schema == id.schema && key->ref_table == id.owner;
}

Statements attribute_changes(const ObjectId& id, const model::Table& old, const model::Table& table) {
  const std::string head = "ALTER TABLE " + qualified(id.schema, id.name);
  Statements sql = alter_options_sql(head, old.storage, table.storage);
  if (old.unlogged != table.unlogged)
    sql.push_back(head + (table.unlogged ? " SET UNLOGGED" : " SET LOGGED"));
  return sql;
}

/// PostgreSQL 15 changes the sequences that a table owns along with it; those that are objects of their own
/// stay as they are.
void keep_sequences(const Context& c, Step& step, const ObjectId& id) {
  if (c.target.version < kUnloggedSequences) return;
  for (const ObjectId& sequence : sequences_of(c.before, id.schema, id.name, {})) {
    const auto* object = c.after.find_as<model::Sequence>(sequence);
    if (object == nullptr) continue;
    const std::string sql = "ALTER SEQUENCE IF EXISTS " + qualified(c.before, sequence) +
                            (object->unlogged ? " SET UNLOGGED" : " SET LOGGED");
    step.sql.push_back(sql);
    step.undo.push_back(sql);
  }
}

/// A logged table never refers to an unlogged one: foreign keys say which table comes first, and come and go
/// with no table in between.
void order_logging(const Context& c, Step& step, const ObjectId& id, bool unlogged) {
  step.reaches.push_back({id, state::kLogging});
  for (const auto& [key_id, key] : c.after.all<model::ForeignKey>(Kind::foreign_key)) {
    const ObjectId referring = model::owner_id(key_id);
    const ObjectId referenced = model::table_id(key->ref_schema, key->ref_table);
    if (referring == referenced) continue;
    if (unlogged && referenced == id) step.awaits.push_back({referring, state::kLogging});
    if (!unlogged && referring == id) step.awaits.push_back({referenced, state::kLogging});
  }
  for (const auto& [key_id, key] : c.before.all<model::ForeignKey>(Kind::foreign_key)) {
    const bool touches =
        model::owner_id(key_id) == id || model::table_id(key->ref_schema, key->ref_table) == id;
    if (touches && !c.after.contains(key_id)) step.awaits.push_back({key_id, state::kDropped});
  }
}

Symbol made_as(const Context& c, const ObjectId& key) {
  return c.beside("new", constraint_name(c.after, key));
}

/// The new table as it is made while the names of some of its keys are not free.
Schema with_other_names(const Context& c, const std::vector<ObjectId>& waiting) {
  Schema made = c.after;
  for (const ObjectId& id : waiting) {
    model::Object object = *c.after.find(id);
    ObjectId named = id;
    if (auto* const primary = std::get_if<model::PrimaryKey>(&object))
      primary->name = made_as(c, id);
    else
      named.name = made_as(c, id);
    made.erase(id);
    made.put(named, std::move(object));
  }
  return made;
}

}  // namespace

bool folds_into_table(const Schema& schema, const ObjectId& id) {
  const auto* check = schema.find_as<model::Check>(id);
  return id.kind == Kind::column || id.kind == Kind::partition || id.kind == Kind::primary_key ||
         id.kind == Kind::unique || id.kind == Kind::exclusion || (check != nullptr && check->validated);
}

void create_table(Context& c, const ObjectId& id) {
  std::vector<ObjectId> folded;
  std::vector<ObjectId> waiting;
  for (const ObjectId& owned : c.after.owned_by(id.schema, id.name))
    if (folds_into_table(c.after, owned)) (waits_for_name(c, owned) ? waiting : folded).push_back(owned);
  for (const ObjectId& key : waiting) name_when_free(c, key, made_as(c, key));
  Step& step = c.emit(Phase::expand, "New " + spoken(id) + ".",
                      create_sql(waiting.empty() ? c.after : with_other_names(c, waiting), id),
                      {drop_sql(c.after, id)});
  c.creates(step, id);
  for (const ObjectId& owned : folded) c.creates(step, owned);
  for (const ObjectId& key : waiting) step.reaches.push_back({key, state::kIndexBuilt});
  const std::set<ObjectId> made(step.produces.begin(), step.produces.end());
  std::erase_if(step.needs, [&](const ObjectId& needed) { return made.contains(needed); });
  for (Kind kind : {Kind::view, Kind::materialized_view})
    if (const ObjectId old{kind, id.schema, {}, id.name}; c.before.contains(old))
      step.produces.push_back(old);
}

bool alter_table_rule(Context& c, const ObjectId& id, const model::Table& old, const model::Table& table) {
  refuse_other_division(id, old, table);
  Step& step = c.emit(Phase::expand, "New storage parameters for " + spoken(id) + ".",
                      attribute_changes(id, old, table), attribute_changes(id, table, old));
  c.uses(step, id);
  step.reaches.push_back({id, state::kOptions});
  if (old.unlogged == table.unlogged) {
    c.locks(step, Lock::share_update_exclusive, id);
    return false;
  }
  step.why = "Writes " + spoken(id) +
             (table.unlogged ? " anew and outside the log: after a crash of the server it is empty."
                             : " anew and into the log, so that it survives a crash of the server.");
  step.undo_note = std::string("Writes the table anew while readers and writers wait") +
                   (old.unlogged ? "; after a crash of the server it would be empty." : ".");
  keep_sequences(c, step, id);
  order_logging(c, step, id, table.unlogged);
  c.locks(step, Lock::access_exclusive, id);
  c.rewrites(step, id);
  return false;
}

void drop_table(Context& c, const ObjectId& id) {
  if (c.drops_softly(id) && is_divided(c.before, id))
    refuse_soft_drop("the partitioned table " + model::display_name(id));
  if (c.drops_softly(id)) {
    set_table_aside(c, id);
    return;
  }
  Step& step = c.emit(Phase::contract, why_dropped(id), {drop_sql(c.before, id)});
  c.drops(step, id);
  for (const ObjectId& owned : c.before.owned_by(id.schema, id.name))
    if (owned.kind != Kind::foreign_key || is_self_reference(c.before, owned)) c.drops(step, owned);
  for (const ObjectId& sequence : sequences_of(c.before, id.schema, id.name, {}))
    if (!c.after.contains(sequence)) c.drops(step, sequence);
  const std::set<ObjectId> gone(step.destroys.begin(), step.destroys.end());
  std::erase_if(step.releases, [&](const ObjectId& released) { return gone.contains(released); });
  c.locks(step, Lock::access_exclusive, id);
  loses(step, id, "the rows");
}

}  // namespace schemagen::dialect::postgres
