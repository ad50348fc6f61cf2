#include "dialect/sqlite/rebuild.h"
#include "dialect/sqlite/render.h"
#include "dialect/sqlite/rules.h"
#include "dialect/sqlite/signs.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::sqlite {
namespace {

using plan::Phase;
using plan::Step;

ObjectId owner_of(const Context& context, Symbol owner) {
  const ObjectId view{Kind::view, {}, {}, owner};
  return context.after().contains(view) || context.before().contains(view) ? view
                                                                           : model::table_id({}, owner);
}

Step trigger_step(const Context& context, const ObjectId& owner, Phase phase, std::string why) {
  Step step = make_step(phase, std::move(why));
  if (context.is_created(owner))
    step.needs.push_back(owner);
  else
    lock_database(step, owner);
  return step;
}

bool fires_on_update(const model::Trigger& trigger) {
  for (const sql::Token& token : sql::tokenize(trigger.definition.view(), sql::Dialect::sqlite)) {
    if (token.is("update")) return true;
    if (token.is("on")) return false;
  }
  return false;
}

}  // namespace

void write_quietly(Symbol table, const std::map<Symbol, model::Trigger>& triggers,
                   const std::map<Symbol, model::Trigger>& before, Symbol column,
                   std::vector<std::string> statements, Step& step) {
  std::vector<Symbol> known;
  for (const auto& [name, trigger] : before)
    if (!triggers.contains(name)) known.push_back(name);
  std::vector<std::string> quiet;
  std::vector<std::string> firing;
  std::vector<std::string> again;
  for (const auto& [name, trigger] : triggers) {
    known.push_back(name);
    if (!fires_on_update(trigger)) continue;
    if (names_in(trigger.definition.view()).contains(folded(column))) {
      firing.push_back(name.str());
      continue;
    }
    quiet.push_back(name.str());
    again.push_back(trigger.definition.str());
  }
  const Claim claim = has_no_other_trigger(table, known);
  for (std::string& sql : assert_sql(claim.text, claim.condition)) step.sql.push_back(std::move(sql));
  for (const std::string& name : quiet) step.sql.push_back("DROP TRIGGER " + quoted(name));
  step.sql.insert(step.sql.end(), std::make_move_iterator(statements.begin()),
                  std::make_move_iterator(statements.end()));
  step.sql.insert(step.sql.end(), again.begin(), again.end());
  if (!quiet.empty())
    step.why += " It does not fire the trigger" + std::string(quiet.size() > 1 ? "s " : " ") +
                base::join(quiet, ", ") + ", taken down meanwhile.";
  if (!firing.empty())
    step.why += " It fires the trigger" + std::string(firing.size() > 1 ? "s " : " ") +
                base::join(firing, ", ") + ", which name" + (firing.size() > 1 ? "" : "s") + " the column.";
}

void change_triggers(const Context& context, Symbol owner, const std::map<Symbol, model::Trigger>& from,
                     const std::map<Symbol, model::Trigger>& to, Phase phase, Steps& steps) {
  const ObjectId owner_id = owner_of(context, owner);
  for (const auto& [name, trigger] : from) {
    const ObjectId id{Kind::trigger, {}, owner, name};
    if (to.contains(name) || context.is_replaced(id)) continue;
    Step step = trigger_step(context, owner_id, phase, "Trigger " + name.str() + " goes.");
    step.sql = {drop_sql(id)};
    step.undo = {trigger.definition.str()};
    step.destroys = {id};
    step.releases = context.removed_in(trigger.definition.view());
    steps.push_back(std::move(step));
  }
  for (const auto& [name, trigger] : to) {
    const auto old = from.find(name);
    if (old != from.end() && old->second == trigger) continue;
    const ObjectId id{Kind::trigger, {}, owner, name};
    const bool is_new = old == from.end();
    Step step = trigger_step(
        context, owner_id, phase,
        "Trigger " + name.str() + " on " + owner.str() + (is_new ? " is made." : " is made anew."));
    if (is_new)
      drop_replaced(context, id, step);
    else
      step.destroys.push_back(id);
    if (!is_new) {
      step.sql.push_back(drop_sql(id));
      add_sign_of_word(id, old->second.definition.view(), trigger.definition.view(), step);
    }
    step.sql.push_back(trigger.definition.str());
    step.undo = {drop_if_exists_sql(id)};
    if (is_new) restore_replaced(context, id, step);
    if (!is_new) step.undo.push_back(old->second.definition.str());
    step.produces.push_back(id);
    append_ids(step.needs, context.created_in(trigger.definition.view()));
    steps.push_back(std::move(step));
  }
}

}  // namespace schemagen::dialect::sqlite
