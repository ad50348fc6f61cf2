#include <algorithm>

#include "dialect/postgres/divided.h"
#include "dialect/postgres/index_name.h"
#include "dialect/postgres/rules.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Index;

std::string drop_concurrently(const ObjectId& id, Symbol name) {
  return "DROP INDEX CONCURRENTLY IF EXISTS " + qualified(id.schema, name);
}

constexpr std::string_view kUnlessSetAside = R"(
BEGIN
    IF to_regclass({aside}) IS NULL THEN
        {renames};
    END IF;
END
)";

constexpr std::string_view kIfSetAside = R"(
BEGIN
    IF to_regclass({aside}) IS NOT NULL THEN
        {renames};
    END IF;
END
)";

constexpr std::string_view kOnlyAtOnce = " The server cannot drop it concurrently from a partitioned table.";

std::string drop_index_sql(const ObjectId& id, Symbol name) {
  return "DROP INDEX IF EXISTS " + qualified(id.schema, name);
}

/// With the parts that the partitions have.
Statements rename_sql(const Context& c, const ObjectId& id, Symbol from, Symbol to) {
  Statements sql = rename_parts_sql(c, id, from, to);
  sql.insert(sql.begin(), "ALTER INDEX IF EXISTS " + qualified(id.schema, from) + " RENAME TO " + quoted(to));
  return sql;
}

std::string guarded(std::string_view guard, const ObjectId& id, Symbol aside, const Statements& renames) {
  return "DO " + sql::quote_dollar(fill(guard, {{"aside", sql::quote_literal(qualified(id.schema, aside))},
                                                {"renames", base::join(renames, ";\n        ")}}));
}

/// Run again it leaves the old index alone: what bears the name then is the new one.
std::string set_aside_sql(const Context& c, const ObjectId& id, Symbol aside) {
  return guarded(kUnlessSetAside, id, aside, rename_sql(c, id, id.name, aside));
}

/// The old index serves again from here on; where it was never set aside nothing happens.
std::string swap_back_sql(const Context& c, const ObjectId& id, Symbol aside, Symbol made) {
  Statements renames = rename_sql(c, id, id.name, made);
  for (std::string& rename : rename_sql(c, id, aside, id.name)) renames.push_back(std::move(rename));
  return guarded(kIfSetAside, id, aside, renames);
}

Step& build(Context& c, const ObjectId& id, const Index& index, bool stricter) {
  Statements sql = build_unless_there_sql(id.schema, id.name, index_sql(c.after, id, index, id.name, true));
  for (std::string& comment : comments_sql(c.after, id)) sql.push_back(std::move(comment));
  Step& step = c.emit(stricter ? c.tightening_phase(id) : Phase::expand,
                      spoken(id) +
                          ", built without blocking writers. What an interrupted build left behind "
                          "is removed first.",
                      std::move(sql), {drop_concurrently(id, id.name)});
  step.transaction = Transaction::none;
  c.creates(step, id);
  c.locks(step, Lock::share_update_exclusive, id);
  c.scans(step, id);
  if (stricter) {
    hazard(step, Hazard::rejects_old_writers);
    hazard(step, Hazard::may_fail_on_rows);
    for (const ObjectId& needed : c.now.of(id)) step.awaits.push_back({needed, state::kFilled});
  }
  return step;
}

void replace(Context& c, const ObjectId& id, const Index& old, const Index& index) {
  const bool stricter = index.unique && !is_as_strict(old, index);
  const Symbol old_name = c.beside("old", id.name);
  const Symbol new_name = c.beside("new", id.name);
  Step& aside = c.emit(stricter ? c.tightening_phase(id) : Phase::expand,
                       "The old " + spoken(id) + " serves on under another name while the new one is built.",
                       {set_aside_sql(c, id, old_name)}, rename_sql(c, id, old_name, id.name));
  aside.destroys.push_back(id);
  aside.needs.push_back(c.now.relation(id.schema, id.owner));
  aside.reaches.push_back({id, state::kSetAside});
  if (!c.on_new_relation(id)) aside.locks.push_back({Lock::share_update_exclusive, id});  // not on the table

  const bool divided = c.on_divided_relation(id);
  const std::size_t first = c.steps.size();
  if (divided)
    create_divided_index(c, id, index, stricter);
  else
    build(c, id, index, stricter);
  Step& made = c.steps[first];
  if (!made.undo.empty()) {
    made.undo =
        divided ? drop_divided_index_sql(c, id, new_name) : Statements{drop_concurrently(id, new_name)};
    made.undo.insert(made.undo.begin(), swap_back_sql(c, id, old_name, new_name));
  }
  made.reaches.push_back({id, state::kNewFormBuilt});
  made.awaits.push_back({id, state::kSetAside});

  Step& drop = c.emit(Phase::contract,
                      "The old form of " + spoken(id) + " served the old application." +
                          (divided ? std::string(kOnlyAtOnce) : ""),
                      {divided ? drop_index_sql(id, old_name) : drop_concurrently(id, old_name)});
  if (!divided) drop.transaction = Transaction::none;
  c.uses(drop, id);
  drop.reaches.push_back({id, state::kOldFormDropped});
  c.retires(drop, id);
  c.locks(drop, divided ? Lock::access_exclusive : Lock::share_update_exclusive, id);
  frees_values(c, drop, id);
}

void rebuild_invalid(Context& c, const ObjectId& id, const Index& index) {
  Step& step = build(c, id, index, index.unique);
  step.destroys.push_back(id);
  c.retires(step, id);
}

/// The name is borne until contract by what goes: built under another one, and named when it is free.
void build_beside(Context& c, const ObjectId& id, const Index& index, const ObjectId& holder, bool stricter) {
  const Symbol name = c.beside("new", id.name);
  const bool fresh = c.on_new_relation(id);
  const Phase phase = stricter ? c.tightening_phase(id) : Phase::expand;
  Statements sql{index_sql(c.after, id, index, name, !fresh)};
  if (!fresh) sql = build_unless_there_sql(id.schema, name, sql.front());
  Step& made =
      c.emit(phase, spoken(id) + " under another name, because " + spoken(holder) + " still bears its own.",
             std::move(sql), {fresh ? drop_index_sql(id, name) : drop_concurrently(id, name)});
  if (!fresh) made.transaction = Transaction::none;
  c.uses(made, id);
  std::erase(made.needs, id);
  made.reaches.push_back({id, state::kIndexBuilt});
  made.reaches.push_back({holder, state::kSuccessorBuilt});
  await_name(c, made, id.schema, name);
  c.locks(made, Lock::share_update_exclusive, id);
  c.scans(made, id);
  if (stricter) {
    hazard(made, Hazard::rejects_old_writers);
    hazard(made, Hazard::may_fail_on_rows);
    for (const ObjectId& needed : c.now.of(id)) made.awaits.push_back({needed, state::kFilled});
  }

  Step& named = name_when_free(c, id, name);
  for (std::string& comment : comments_sql(c.after, id)) named.sql.push_back(std::move(comment));
}

}  // namespace

Statements alter_options_sql(const std::string& head, const model::Options& old,
                             const model::Options& options) {
  model::Options set;
  model::Options reset;
  for (const auto& [name, value] : options) {
    const auto before = old.find(name);
    if (before == old.end() || before->second != value) set[name] = value;
  }
  for (const auto& [name, value] : old)
    if (!options.contains(name)) reset[name] = "0";
  Statements sql;
  if (!set.empty()) sql.push_back(head + " SET " + options_sql(set));
  std::vector<std::string> names;
  for (const auto& [name, value] : reset) {
    std::string one = options_sql({{name, value}});
    names.push_back(one.substr(1, one.size() - std::string_view("( = 0)").size()));
  }
  if (!names.empty()) sql.push_back(head + " RESET (" + base::join(names, ", ") + ")");
  return sql;
}

void create_index(Context& c, const ObjectId& id, const Index& index) {
  if (c.on_divided_relation(id) && !c.swaps && c.staging != nullptr && c.staging->is_for_key(id)) {
    build_divided_key_copy(c, id, index);
    return;
  }
  const bool fresh = c.on_new_relation(id);
  const bool harmless =
      !index.nulls_not_distinct &&
      std::any_of(index.keys.begin(), index.keys.end(), [&](const model::IndexKey& key) {
        return !key.column.empty() && c.stays_empty(model::column_id(id.schema, id.owner, key.column));
      });
  const bool stricter = index.unique && !harmless;
  const std::optional<ObjectId> holder = name_holder(c, id);
  if (holder && is_kept_until_contract(c, *holder)) {
    const bool held =
        model::owner_id(*holder) == model::owner_id(id) && is_as_strict(*c.before.find(*holder), index);
    const bool refuses_more = stricter && !fresh && !held;
    if (c.on_divided_relation(id))
      build_divided_index_beside(c, id, index, *holder, refuses_more);
    else
      build_beside(c, id, index, *holder, refuses_more);
  } else if (!fresh && c.on_divided_relation(id)) {
    create_divided_index(c, id, index, stricter);
  } else if (!fresh) {
    build(c, id, index, stricter);
  } else {
    Step& step =
        c.emit(Phase::expand, "New " + spoken(id) + ".", create_sql(c.after, id), {drop_sql(c.after, id)});
    c.creates(step, id);
  }
}

bool alter_index(Context& c, const ObjectId& id, const Index& old, const Index& index) {
  Index sound = old;
  sound.valid = true;
  if (c.on_divided_relation(id) && without_comment(sound) == without_comment(index)) {
    complete_divided_index(c, id, index);
    return true;
  }
  Index stored = old;
  stored.storage = index.storage;
  if (without_comment(stored) == without_comment(index)) {
    const std::string head = "ALTER INDEX " + qualified(id.schema, id.name);
    Step& step =
        c.emit(Phase::expand,
               "New storage parameters for " + spoken(id) + "; they hold for what is written from here on.",
               alter_options_sql(head, old.storage, index.storage),
               alter_options_sql(head, index.storage, old.storage));
    c.uses(step, id);
    step.reaches.push_back({id, state::kStored});
    c.locks_index(step, id, id.name);
    return false;
  }
  if (!old.valid && !c.on_divided_relation(id))
    rebuild_invalid(c, id, index);
  else
    replace(c, id, old, index);
  return true;
}

void drop_index(Context& c, const ObjectId& id) {
  if (c.on_divided_relation(id)) {
    Step& step =
        c.emit(Phase::contract,
               "Only the old application's queries use " + spoken(id) + "." + std::string(kOnlyAtOnce),
               {drop_sql(c.before, id)});
    c.drops(step, id);
    c.locks(step, Lock::access_exclusive, id);
    frees_values(c, step, id);
    return;
  }
  if (is_taken_over(c, id)) return;
  const bool valid = c.before.find_as<Index>(id)->valid;
  Step& step =
      c.emit(valid ? Phase::contract : Phase::expand,
             valid ? "Only the old application's queries use " + spoken(id) + "."
                   : "An interrupted build has left " + spoken(id) + " behind, which no query can use.",
             {drop_concurrently(id, id.name)});
  step.transaction = Transaction::none;
  c.drops(step, id);
  c.locks(step, Lock::share_update_exclusive, id);
  frees_values(c, step, id);
}

}  // namespace schemagen::dialect::postgres
