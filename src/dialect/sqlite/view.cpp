#include <algorithm>
#include <optional>

#include "dialect/sqlite/render.h"
#include "dialect/sqlite/rules.h"
#include "dialect/sqlite/signs.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::sqlite {
namespace {

using plan::Phase;
using plan::Step;
using Triggers = std::map<Symbol, model::Trigger>;

Triggers triggers_of(const model::Schema& schema, Symbol view) {
  Triggers triggers;
  for (const auto& [id, trigger] : schema.owned_as<model::Trigger>(Kind::trigger, {}, view))
    triggers.emplace(id.name, *trigger);
  return triggers;
}

ObjectId trigger_id(Symbol view, Symbol name) { return {Kind::trigger, {}, view, name}; }

void create(const Context& context, const ObjectId& id, const model::View& view, Steps& steps) {
  Step step = make_step(Phase::expand, "View " + id.name.str() + " is made.");
  drop_replaced(context, id, step);
  step.sql.push_back(create_view_sql(id.name, view));
  step.undo = {drop_if_exists_sql(id)};
  restore_replaced(context, id, step);
  step.produces.push_back(id);
  append_ids(step.needs, context.created_in(view.query.view()));
  append_ids(step.needs, context.created_views_in(view.query.view()));
  steps.push_back(std::move(step));
  change_triggers(context, id.name, {}, triggers_of(context.after(), id.name), Phase::expand, steps);
}

void drop(const Context& context, const ObjectId& id, const model::View& view, Steps& steps) {
  if (context.is_replaced(id)) return;
  Step step = make_step(Phase::contract, "View " + id.name.str() + " goes.");
  step.sql = {drop_sql(id)};
  step.undo = {create_view_sql(id.name, view)};
  step.destroys = {id};
  step.hazards = {plan::Hazard::rejects_old_writers};
  step.releases = context.removed_in(view.query.view());
  for (const auto& [name, trigger] : triggers_of(context.before(), id.name)) {
    step.undo.push_back(trigger.definition.str());
    step.destroys.push_back(trigger_id(id.name, name));
    append_ids(step.releases, context.removed_in(trigger.definition.view()));
  }
  lock_database(step, id);
  steps.push_back(std::move(step));
}

/// The columns of the view, as far as its text says them in plain words: its list, or the last name of each
/// item that it selects.
std::optional<std::set<std::string>> columns_of(const model::View& view) {
  std::set<std::string> columns;
  for (const Symbol column : view.columns) columns.insert(folded(column));
  if (!columns.empty()) return columns;
  const std::vector<sql::Token> tokens = sql::tokenize(view.query.view(), sql::Dialect::sqlite);
  if (!tokens.front().is("select")) return std::nullopt;
  int depth = 0;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const sql::Token& token = tokens[i];
    depth += token.is_symbol("(") ? 1 : token.is_symbol(")") ? -1 : 0;
    const bool is_last = token.is("from") || token.kind == sql::TokenKind::end;
    if (depth > 0 || (!is_last && !token.is_symbol(","))) continue;
    const sql::Token& name = tokens[i - 1];
    if (name.kind != sql::TokenKind::word && name.kind != sql::TokenKind::quoted_name) return std::nullopt;
    columns.insert(base::to_lower(sql::name_of(name, sql::Dialect::sqlite)));
    if (is_last) return columns;
  }
  return std::nullopt;
}

void warn_of_lost_columns(const Context& context, const model::View& from, const model::View& to,
                          Step& step) {
  auto old = columns_of(from);
  const auto wanted = columns_of(to);
  if (!old || !wanted) return;
  for (const diff::Rename& rename : context.input().changes.renames)
    if (rename.to.kind == Kind::column && old->erase(folded(rename.to.name)) != 0)
      old->insert(folded(rename.from.name));
  if (std::includes(wanted->begin(), wanted->end(), old->begin(), old->end())) return;
  step.why.back() = ',';
  step.why += " which lacks columns that the old application may read.";
  step.hazards.push_back(plan::Hazard::rejects_old_writers);
}

/// Triggers die with the old form of their view and are made again in the same step.
void replace(const Context& context, const ObjectId& id, const model::View& from, const model::View& to,
             Steps& steps) {
  const Triggers old = triggers_of(context.before(), id.name);
  const Triggers wanted = triggers_of(context.after(), id.name);
  const Triggers kept = expand_triggers(context, id.name, old, wanted);
  Step step = make_step(Phase::expand, "View " + id.name.str() + " is made anew with its new query.");
  warn_of_lost_columns(context, from, to, step);
  add_sign_of_word(id, create_view_sql(id.name, from), create_view_sql(id.name, to), step);
  step.sql = {drop_sql(id)};
  step.undo = {drop_sql(id), create_view_sql(id.name, from)};
  step.destroys = {id};
  step.produces = {id};
  for (const auto& [name, trigger] : kept) {
    const auto before = old.find(name);
    if (before != old.end() && before->second == trigger) continue;
    if (before == old.end())
      drop_replaced(context, trigger_id(id.name, name), step);
    else
      step.destroys.push_back(trigger_id(id.name, name));
    step.produces.push_back(trigger_id(id.name, name));
  }
  step.sql.push_back(create_view_sql(id.name, to));
  for (const auto& [name, trigger] : kept) step.sql.push_back(trigger.definition.str());
  for (const auto& [name, trigger] : old) {
    make_way(context, trigger_id(id.name, name), step);
    step.undo.push_back(trigger.definition.str());
  }
  for (const auto& [name, trigger] : kept)
    if (!old.contains(name)) restore_replaced(context, trigger_id(id.name, name), step);
  append_ids(step.needs, context.created_in(to.query.view()));
  append_ids(step.needs, context.created_views_in(to.query.view()));
  lock_database(step, id);
  steps.push_back(std::move(step));
  change_triggers(context, id.name, kept, wanted, Phase::contract, steps);
}

}  // namespace

void lower_view(const Context& context, Symbol view, const diff::Change* change, Steps& steps) {
  const ObjectId id{Kind::view, {}, {}, view};
  if (change == nullptr) {
    const Triggers before = triggers_of(context.before(), view);
    const Triggers after = triggers_of(context.after(), view);
    const Triggers mid = expand_triggers(context, view, before, after);
    change_triggers(context, view, before, mid, Phase::expand, steps);
    change_triggers(context, view, mid, after, Phase::contract, steps);
  } else if (change->added()) {
    create(context, id, std::get<model::View>(*change->after), steps);
  } else if (change->removed()) {
    drop(context, id, std::get<model::View>(*change->before), steps);
  } else {
    replace(context, id, std::get<model::View>(*change->before), std::get<model::View>(*change->after),
            steps);
  }
}

}  // namespace schemagen::dialect::sqlite
