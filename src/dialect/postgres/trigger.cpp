#include "dialect/postgres/rules.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::postgres {
namespace {

bool is_constraint_trigger(Symbol definition) {
  const auto tokens = sql::tokenize(definition.view(), sql::Dialect::postgresql);
  return tokens.size() > 1 && tokens[1].is("constraint");
}

bool can_replace(const Context& c, const model::Trigger& old, const model::Trigger& trigger) {
  return c.target.version >= 140000 && !is_constraint_trigger(old.definition) &&
         !is_constraint_trigger(trigger.definition);
}

/// From one form to another in one go: replaced where the server can, else dropped and created.
Statements change_sql(const Context& c, const Schema& from, const Schema& to, const ObjectId& id) {
  const auto& old = *from.find_as<model::Trigger>(id);
  const auto& trigger = *to.find_as<model::Trigger>(id);
  Statements sql = create_sql(to, id);
  if (old.definition == trigger.definition) {
    sql.erase(sql.begin());
    if (trigger.firing == model::Trigger::Firing::origin)
      sql.insert(sql.begin(), alter_table(id, "ENABLE TRIGGER " + quoted(id.name)));
    return sql;
  }
  if (can_replace(c, old, trigger)) {
    sql.front() = or_replace(trigger.definition);
    if (trigger.firing == model::Trigger::Firing::origin && old.firing != trigger.firing)
      sql.push_back(alter_table(id, "ENABLE TRIGGER " + quoted(id.name)));
    return sql;
  }
  sql.insert(sql.begin(), drop_sql(from, id));
  return sql;
}

/// A trigger for each row is on the partitions too.
void lock_trigger(const Context& c, Step& step, Lock lock, const ObjectId& id, Symbol definition) {
  const auto tokens = sql::tokenize(definition.view(), sql::Dialect::postgresql);
  bool each_row = false;
  for (std::size_t i = 0; i + 1 < tokens.size() && !tokens[i].is("execute"); ++i)
    each_row = each_row || (tokens[i].is("each") && tokens[i + 1].is("row"));
  each_row ? c.locks(step, lock, id) : c.locks_alone(step, lock, id);
}

}  // namespace

void create_trigger(Context& c, const ObjectId& id) {
  Step& step =
      c.emit(Phase::expand, "New " + spoken(id) + ".", create_sql(c.after, id), {drop_sql(c.after, id)});
  c.creates(step, id);
  lock_trigger(c, step, Lock::share_row_exclusive, id, c.after.find_as<model::Trigger>(id)->definition);
}

bool alter_trigger(Context& c, const ObjectId& id, const model::Trigger& old, const model::Trigger& trigger) {
  Statements undo = change_sql(c, c.after, c.before, id);
  const bool comments = !trigger.comment.empty();
  if (comments && old.comment.empty()) undo.push_back(comment_sql(c.before, id));
  Step& step = c.emit(Phase::expand, "A new form for " + spoken(id) + ".",
                      change_sql(c, c.before, c.after, id), std::move(undo));
  c.creates(step, id);
  step.reaches.push_back({id, state::kNewForm});
  c.retires(step, id);
  const bool dropped = old.definition != trigger.definition && !can_replace(c, old, trigger);
  lock_trigger(c, step, dropped ? Lock::access_exclusive : Lock::share_row_exclusive, id, trigger.definition);
  return comments;
}

void drop_trigger(Context& c, const ObjectId& id) {
  Step& step = c.emit(Phase::contract, "Only the old application relies on " + spoken(id) + ".",
                      {drop_sql(c.before, id)});
  c.drops(step, id);
  lock_trigger(c, step, Lock::access_exclusive, id, c.before.find_as<model::Trigger>(id)->definition);
}

}  // namespace schemagen::dialect::postgres
