#include "schemagen/diff/rename.h"

#include "dialect/sqlite/render.h"
#include "dialect/sqlite/rules.h"

namespace schemagen::dialect::sqlite {
namespace {

using plan::Phase;
using plan::Step;
using Statements = std::vector<std::string>;

/// SQLite compares names in any case and finds the new one taken already; a third name helps.
Statements rename_relation(const Context& context, Symbol from, Symbol to) {
  const auto rename = [](Symbol a, Symbol b) {
    return "ALTER TABLE " + quoted(a) + " RENAME TO " + quoted(b);
  };
  if (!same_name(from, to)) return {rename(from, to)};
  const Symbol between = context.free_name("_sg_name_" + to.str());
  return {rename(from, between), rename(between, to)};
}

std::string rename_column(Symbol table, Symbol from, Symbol to) {
  return "ALTER TABLE " + quoted(table) + " RENAME COLUMN " + quoted(from) + " TO " + quoted(to);
}

class RenameRule {
 public:
  RenameRule(const Context& context, const diff::Rename& rename) : context_(context), rename_(rename) {}

  Step lower() const {
    Step step = make_step(Phase::expand, "The " + std::string(model::kind_name(rename_.to.kind)) + " " +
                                             rename_.from.name.str() + " is called " + rename_.to.name.str() +
                                             " from here on.");
    step.destroys = {rename_.from};
    step.produces = {rename_.to};
    fill(step);
    const bool is_used_by_name = is_relation(rename_.to.kind) || rename_.to.kind == Kind::column;
    if (is_used_by_name) {
      step.why.back() = ',';
      step.why += " and the old application no longer finds it.";
      step.hazards = {plan::Hazard::rejects_old_writers};
    }
    lock_database(step, model::is_owned(rename_.to.kind) ? model::owner_id(rename_.to) : rename_.from);
    wait_for_others(step);
    return step;
  }

 private:
  void fill(Step& step) const {
    const Symbol from = rename_.from.name;
    const Symbol to = rename_.to.name;
    switch (rename_.to.kind) {
      case Kind::table:
      case Kind::virtual_table:
        step.sql = rename_relation(context_, from, to);
        step.undo = rename_relation(context_, to, from);
        return;
      case Kind::column:
        step.sql = {rename_column(rename_.to.owner, from, to)};
        step.undo = {rename_column(rename_.to.owner, to, from)};
        return;
      case Kind::index: {
        const auto* index = context_.before().find_as<model::Index>(rename_.to);
        step.sql = {drop_sql(rename_.from), create_index_sql(rename_.to.owner, to, *index)};
        step.undo = {drop_sql(rename_.to), create_index_sql(rename_.to.owner, from, *index)};
        step.scans = {model::owner_id(rename_.to)};
        return;
      }
      case Kind::view:
        rename_view(step);
        return;
      case Kind::trigger:
        rename_trigger(step);
        return;
      case Kind::extension:
      case Kind::name_space:
      case Kind::enum_type:
      case Kind::sequence:
      case Kind::function:
      case Kind::partition:
      case Kind::primary_key:
      case Kind::unique:
      case Kind::check:
      case Kind::exclusion:
      case Kind::foreign_key:
      case Kind::materialized_view:
        return;
    }
  }

  /// The schema before, with the old names of what is made anew and not renamed in place.
  model::Schema with_old_texts() const {
    std::vector<diff::Rename> back;
    for (const diff::Rename& rename : context_.input().changes.renames) {
      if (rename.to.kind != Kind::view && rename.to.kind != Kind::trigger) continue;
      diff::Rename reverse{rename.to, rename.from, {}, {}};
      reverse.to.owner = rename.to.owner;
      back.push_back(std::move(reverse));
    }
    return diff::rename_objects(context_.before(), back);
  }

  void rename_trigger(Step& step) const {
    const auto make = [](const model::Schema& schema, const ObjectId& id, Statements& sql) {
      for (const auto& [found, trigger] : schema.all<model::Trigger>(Kind::trigger))
        if (found.name == id.name) sql.push_back(trigger->definition.str());
    };
    step.sql = {drop_sql(rename_.from)};
    make(context_.before(), rename_.to, step.sql);
    step.undo = {drop_if_exists_sql(rename_.to), drop_if_exists_sql(rename_.from)};
    make(with_old_texts(), rename_.from, step.undo);
  }

  static void recreate_view(const model::Schema& schema, Symbol view, Statements& sql) {
    sql.push_back(create_view_sql(view, *schema.find_as<model::View>({Kind::view, {}, {}, view})));
    for (const auto& [id, trigger] : schema.owned_as<model::Trigger>(Kind::trigger, {}, view))
      sql.push_back(trigger->definition.str());
  }

  void rename_view(Step& step) const {
    step.sql = made_anew(context_.before(), rename_.from, rename_.to);
    step.undo = made_anew(with_old_texts(), rename_.to, rename_.from);
  }

  /// SQLite renames no view: it is made anew, and so is every view and trigger that names it.
  static Statements made_anew(const model::Schema& schema, const ObjectId& from, const ObjectId& to) {
    const std::string name = folded(to.name);
    Statements sql{drop_sql(from)};
    recreate_view(schema, to.name, sql);
    for (const auto& [id, view] : schema.all<model::View>(Kind::view)) {
      if (id.name == to.name || !names_in(view->query.view()).contains(name)) continue;
      sql.push_back(drop_sql(id));
      recreate_view(schema, id.name, sql);
    }
    for (const auto& [id, trigger] : schema.all<model::Trigger>(Kind::trigger)) {
      if (id.owner == to.name || !names_in(trigger->definition.view()).contains(name)) continue;
      sql.push_back(drop_if_exists_sql(id));
      sql.push_back(trigger->definition.str());
    }
    return sql;
  }

  /// Tables first, then columns, then what is made anew and so must find all new names.
  static int level(Kind kind) {
    if (kind == Kind::table || kind == Kind::virtual_table) return 0;
    return kind == Kind::column ? 1 : kind == Kind::view ? 2 : 3;
  }

  void wait_for_others(Step& step) const {
    for (const diff::Rename& other : context_.input().changes.renames)
      if (has_own_steps(other) && level(other.to.kind) < level(rename_.to.kind))
        step.needs.push_back(other.to);
  }

  const Context& context_;
  const diff::Rename& rename_;
};

}  // namespace

bool has_own_steps(const diff::Rename& rename) {
  const Kind kind = rename.to.kind;
  return is_relation(kind) || kind == Kind::column || kind == Kind::index || kind == Kind::trigger;
}

void lower_renames(const Context& context, Steps& steps) {
  for (Step& step : steps)
    for (const diff::Rename& rename : context.input().changes.renames)
      if (has_own_steps(rename)) step.needs.push_back(rename.to);
  for (const diff::Rename& rename : context.input().changes.renames)
    if (has_own_steps(rename)) steps.push_back(RenameRule(context, rename).lower());
}

}  // namespace schemagen::dialect::sqlite
