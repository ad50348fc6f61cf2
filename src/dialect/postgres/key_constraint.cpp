// Primary keys and UNIQUE constraints: what stands on a unique index.
#include <algorithm>

#include "dialect/postgres/divided.h"
#include "dialect/postgres/index_name.h"
#include "dialect/postgres/rules.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Kind;

/// One of the columns is empty in every row, so that no two rows can be equal.
bool is_harmless(const Context& c, const ObjectId& id) {
  const auto* key = c.after.find_as<model::Unique>(id);
  return key != nullptr && !key->nulls_not_distinct &&
         std::any_of(key->columns.begin(), key->columns.end(), [&](const model::KeyColumn& column) {
           return c.stays_empty(model::column_id(id.schema, id.owner, column.name));
         });
}

void build_key_index(Context& c, const ObjectId& id, Symbol name, Phase phase, bool harmless) {
  const std::string drop_index = "DROP INDEX CONCURRENTLY IF EXISTS " + qualified(id.schema, name);
  Step& build =
      c.emit(phase,
             "A unique index for " + spoken(id) +
                 ", built without blocking writers. What an interrupted build left is removed first.",
             build_unless_there_sql(id.schema, name, key_index_sql(c.after, id, name)), {drop_index});
  build.transaction = Transaction::none;
  c.uses(build, id);
  std::erase(build.needs, id);
  await_name(c, build, id.schema, name);
  build.reaches.push_back({id, state::kIndexBuilt});
  c.locks(build, Lock::share_update_exclusive, id);
  c.scans(build, id);
  for (const Hazard kind : {Hazard::rejects_old_writers, Hazard::may_fail_on_rows})
    if (!harmless) hazard(build, kind);
}

void add_key(Context& c, const ObjectId& id, Symbol index, Phase phase) {
  Step& add = c.emit(phase, spoken(id) + " takes over the index.",
                     {alter_table(id, add_using_index_sql(c.after, id, constraint_name(c.after, id), index))},
                     {drop_sql(c.after, id)});
  c.creates(add, id);
  add.awaits.push_back({id, state::kIndexBuilt});
  for (std::string& comment : comments_sql(c.after, id)) add.sql.push_back(std::move(comment));
  c.locks(add, Lock::access_exclusive, id);
}

void build_key(Context& c, const ObjectId& id) {
  const bool harmless = is_harmless(c, id);
  const Phase phase = harmless ? Phase::expand : c.tightening_phase(id);
  const Symbol name = constraint_name(c.after, id);
  if (c.on_divided_relation(id)) {
    create_divided_key(c, id, key_index(*c.after.find(id)), phase);
    return;
  }
  const std::optional<ObjectId> holder = name_holder(c, id);
  if (!holder || !is_kept_until_contract(c, *holder)) {
    build_key_index(c, id, name, phase, harmless);
    add_key(c, id, name, phase);
    return;
  }
  if (is_taken_over(c, *holder)) {
    add_key(c, id, name, Phase::contract);
    c.drops(c.steps.back(), *holder);
    return;
  }
  const Symbol beside = c.beside("new", name);
  build_key_index(c, id, beside, phase, harmless);
  c.steps.back().reaches.push_back({*holder, state::kSuccessorBuilt});
  add_key(c, id, beside, Phase::contract);
}

/// All steps from number `first` on.
void need_values(Context& c, const ObjectId& id, const std::vector<model::KeyColumn>& columns,
                 std::size_t first) {
  if (is_harmless(c, id)) return;
  for (std::size_t i = first; i < c.steps.size(); ++i)
    for (const model::KeyColumn& column : columns) {
      const ObjectId column_id = model::column_id(id.schema, id.owner, column.name);
      c.steps[i].awaits.push_back({column_id, state::kNotNull});
      c.steps[i].awaits.push_back({column_id, state::kFilled});
    }
}

void drop_key(Context& c, const ObjectId& id) {
  Step& step = c.emit(Phase::contract, "The old application may rely on " + spoken(id) + " until here.",
                      {drop_sql(c.before, id)});
  c.drops(step, id);
  step.reaches.push_back({id, state::kDropped});
  c.locks(step, Lock::access_exclusive, id);
  frees_values(c, step, id);
}

void rename_key(Context& c, const ObjectId& id, Symbol old_name, Symbol name) {
  Step& step =
      c.emit(Phase::expand, "A new name for " + spoken(id) + ".",
             {rename_index_sql(id.schema, old_name, name)}, {rename_index_sql(id.schema, name, old_name)});
  c.uses(step, id);
  c.locks_index(step, id, old_name);
}

void store_key(Context& c, const ObjectId& id, const model::Options& old, const model::Options& storage) {
  const std::string head = "ALTER INDEX " + qualified(id.schema, constraint_name(c.after, id));
  Statements sql = alter_options_sql(head, old, storage);
  if (sql.empty()) return;
  Step& step = c.emit(Phase::expand,
                      "New storage parameters for the index of " + spoken(id) +
                          "; they hold for what is written from here on.",
                      std::move(sql), alter_options_sql(head, storage, old));
  c.uses(step, id);
  step.reaches.push_back({id, state::kStored});
  step.awaits.push_back({id, state::kRenamed});
  c.locks_index(step, id, constraint_name(c.after, id));
}

std::vector<Symbol> unique_columns(const model::Object& object) {
  const auto* index = std::get_if<model::Index>(&object);
  if (index == nullptr) return model::key_columns(object);
  std::vector<Symbol> columns;
  if (!index->unique || !index->valid) return columns;
  for (const model::IndexKey& key : index->keys) columns.push_back(key.column);
  return columns;
}

/// Rows that repeat values of `columns` would violate it.
bool is_unique_within(const model::Object& object, const std::vector<Symbol>& columns) {
  const auto* index = std::get_if<model::Index>(&object);
  if (index != nullptr && !index->where.empty()) return false;
  const std::vector<Symbol> own = unique_columns(object);
  return !own.empty() && std::all_of(own.begin(), own.end(), [&](Symbol column) {
    return !column.empty() && std::count(columns.begin(), columns.end(), column) > 0;
  });
}

}  // namespace

void frees_values(const Context& c, Step& step, const ObjectId& id) {
  const model::Object* old = c.before.find(id);
  if (step.phase != Phase::contract || old == nullptr || c.on_dropped_relation(id)) return;
  const std::vector<Symbol> columns = unique_columns(*old);
  const bool all_stay = std::all_of(columns.begin(), columns.end(), [&](Symbol column) {
    return column.empty() || c.after.contains(model::column_id(id.schema, id.owner, column));
  });
  if (columns.empty() || !all_stay) return;
  for (const ObjectId& other : c.after.owned_by(id.schema, id.owner))
    if ((other.kind == Kind::index || other.kind == Kind::unique || other.kind == Kind::primary_key) &&
        is_unique_within(*c.after.find(other), columns))
      return;
  hazard(step, Hazard::binds_new_writers);
}

model::Index key_index(const model::Object& key) {
  model::Index index;
  index.unique = true;
  for (const Symbol column : model::key_columns(key)) {
    model::IndexKey index_key;
    index_key.column = column;
    index.keys.push_back(index_key);
  }
  const auto take = [&](const auto& constraint) {
    index.include = constraint.include;
    index.storage = constraint.storage;
  };
  if (const auto* primary = std::get_if<model::PrimaryKey>(&key)) take(*primary);
  if (const auto* unique = std::get_if<model::Unique>(&key)) {
    take(*unique);
    index.nulls_not_distinct = unique->nulls_not_distinct;
  }
  return index;
}

std::string add_using_index_sql(const Schema& schema, const ObjectId& id, Symbol name, Symbol index) {
  const auto* primary = schema.find_as<model::PrimaryKey>(id);
  const model::Deferral deferral =
      primary != nullptr ? primary->deferral : schema.find_as<model::Unique>(id)->deferral;
  return "ADD CONSTRAINT " + quoted(name) + (primary != nullptr ? " PRIMARY KEY" : " UNIQUE") +
         " USING INDEX " + quoted(index) + deferral_sql(deferral);
}

std::string key_index_sql(const Schema& schema, const ObjectId& id, Symbol name) {
  return index_sql(schema, id, key_index(*schema.find(id)), name, true);
}

bool key_differs(const model::PrimaryKey& old, const model::PrimaryKey& key) {
  return old.columns != key.columns || old.include != key.include || old.deferral != key.deferral;
}

bool key_differs(const model::Unique& old, const model::Unique& key) {
  return old.columns != key.columns || old.include != key.include || old.deferral != key.deferral ||
         old.nulls_not_distinct != key.nulls_not_distinct;
}

void create_primary_key(Context& c, const ObjectId& id, const model::PrimaryKey& key) {
  const std::size_t first = c.steps.size();
  build_key(c, id);
  need_values(c, id, key.columns, first);
}

bool alter_primary_key(Context& c, const ObjectId& id, const model::PrimaryKey& old,
                       const model::PrimaryKey& key) {
  const Symbol old_name = constraint_name(c.before, id);
  const Symbol name = constraint_name(c.after, id);
  if (old_name != name) {
    rename_key(c, id, old_name, name);
    c.steps.back().reaches.push_back({id, state::kRenamed});
  }
  store_key(c, id, old.storage, key.storage);
  return false;
}

void drop_primary_key(Context& c, const ObjectId& id) { drop_key(c, id); }

void create_unique(Context& c, const ObjectId& id, const model::Unique& key) {
  const std::size_t first = c.steps.size();
  build_key(c, id);
  need_values(c, id, key.columns, first);
}

bool alter_unique(Context& c, const ObjectId& id, const model::Unique& old, const model::Unique& key) {
  store_key(c, id, old.storage, key.storage);
  return false;
}

void drop_unique(Context& c, const ObjectId& id) { drop_key(c, id); }

}  // namespace schemagen::dialect::postgres
