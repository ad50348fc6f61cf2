#include "dialect/postgres/new_name.h"

#include <algorithm>
#include <set>

#include "dialect/postgres/moved.h"
#include "dialect/postgres/rules.h"
#include "schemagen/base/text.h"
#include "schemagen/diff/rename.h"
#include "schemagen/diff/rename_id.h"
#include "schemagen/plan/graph.h"
#include "schemagen/sql/expression.h"

namespace schemagen::dialect::postgres {
namespace {

using diff::Rename;
using model::Kind;

constexpr int kSecurityInvoker = 150000;

/// Columns that stay where they are first, as the table will have them.
std::vector<ViewColumn> shown_columns(const Schema& before, const Schema& after, const NewName& name) {
  const ObjectId& table = name.object.from;
  std::vector<ViewColumn> columns;
  const auto add = [&](const ObjectId& id) {
    const auto renamed = std::find_if(name.columns.begin(), name.columns.end(),
                                      [&](const Rename& rename) { return rename.from.name == id.name; });
    columns.push_back({renamed == name.columns.end() ? id.name : renamed->to.name, id.name});
  };
  const auto stays = [&](const ObjectId& id, const model::Column& column) {
    const auto* old = before.find_as<model::Column>(id);
    return old != nullptr && old->type == column.type && old->generated == column.generated;
  };
  for (const auto& [id, column] : before.columns_of(table.schema, table.name))
    if (const auto* now = after.find_as<model::Column>(id); now != nullptr && stays(id, *now)) add(id);
  for (const auto& [id, column] : after.columns_of(table.schema, table.name))
    if (!stays(id, *column)) add(id);
  return columns;
}

std::string query_of(const ObjectId& table, const std::vector<ViewColumn>& columns) {
  std::vector<std::string> shown;
  shown.reserve(columns.size());
  for (const ViewColumn& column : columns)
    shown.push_back(column.name == column.source ? quoted(column.name)
                                                 : quoted(column.source) + " AS " + quoted(column.name));
  return "SELECT " + (shown.empty() ? "*" : base::join(shown, ", ")) + " FROM " +
         qualified(table.schema, table.name);
}

Statements rename_sql(const Context& c, const NewName& name) {
  Statements sql = move_sql(c, name.object.from, name.object.to, partitions_of(c.after, name.object.from));
  for (const Rename& column : name.columns)
    sql.push_back(alter_table(column.to,
                              "RENAME COLUMN " + quoted(column.from.name) + " TO " + quoted(column.to.name)));
  return sql;
}

std::string kind_word(const ObjectId& id) { return std::string(model::kind_name(id.kind)); }

Symbol bare_name(const ObjectId& id) {
  return id.kind == Kind::function ? Symbol(split_signature(id.name).first) : id.name;
}

/// The schema goes when all has left it.
bool drops_schema_of(const Step& step, const ObjectId& id) {
  const ObjectId schema{Kind::name_space, {}, {}, id.schema};
  return std::count(step.destroys.begin(), step.destroys.end(), schema) > 0;
}

std::string spoken_columns(const NewName& name) {
  std::vector<std::string> columns;
  for (const Rename& column : name.columns)
    columns.push_back(column.from.name.str() + " to " + column.to.name.str());
  return columns.empty() ? "" : " and, in it, " + listed(columns);
}

void take_new_name(Context& c, const NewName& name) {
  Statements sql;
  for (const ObjectId& function : name.functions) sql.push_back(drop_sql(c.after, function));
  sql.push_back(drop_sql(c.after, name.stand_in));
  for (std::string& statement : rename_sql(c, name)) sql.push_back(std::move(statement));
  const ObjectId& from = name.object.from;
  const ObjectId& to = name.object.to;
  const bool is_function = from.kind == Kind::function;
  Step& step = c.emit(Phase::contract,
                      "The old application is gone: " + kind_word(from) + " " + model::display_name(from) +
                          " takes its new name " + model::display_name(to) + ", and the " +
                          (is_function ? "second one" : "view") + " makes way.",
                      std::move(sql));
  step.destroys = {to};
  step.produces = {to};
  step.reaches.push_back({to, state::kRenamed});
  for (const Rename& column : name.columns) step.reaches.push_back({column.to, state::kRenamed});
  hazard(step, Hazard::rejects_old_writers);
  state_move(step, from.schema, to.schema);
  if (is_function) return;
  step.locks.push_back({Lock::access_exclusive, name.stand_in});
  if (name.columns.empty() && from.schema == to.schema)
    c.locks_alone(step, Lock::access_exclusive, from);
  else
    c.locks(step, Lock::access_exclusive, from);
}

std::string in_old_words(std::string text, const NewName& name) {
  if (text.empty()) return text;
  constexpr sql::Dialect kDialect = sql::Dialect::postgresql;
  for (const Rename& column : name.columns)
    text = sql::rename_in(text, column.to.name, column.from.name, kDialect);
  return sql::rename_name_in(text, name.object.to.name, name.object.from.name, sql::NameUse::relation,
                             kDialect, {name.object.to.schema, name.object.from.schema});
}

/// What comes along has its old name again too, and the signatures of functions their old types.
std::vector<Rename> backwards(const LoweringInput& input, const NewNames& names) {
  std::vector<Rename> back;
  const auto old_id = [&back](const ObjectId& id) {
    return diff::rename_id(id, back, sql::Dialect::postgresql);
  };
  for (const NewName& name : names.objects)
    if (name.object.to.kind != Kind::function) back.push_back({name.object.to, name.object.from, {}, {}});
  for (const NewName& name : names.objects)
    for (const Schema* side : {&input.before, &input.after})
      for (const Rename& carried : diff::carried_along({name.object.to, name.object.from, {}, {}}, *side))
        if (std::count(back.begin(), back.end(), carried) == 0) back.push_back(carried);
  for (const NewName& name : names.objects)
    if (name.object.to.kind == Kind::function)
      back.push_back({old_id(name.object.to), old_id(name.object.from), {}, {}});
  for (const NewName& name : names.objects)
    for (const Rename& column : name.columns) {
      const auto in_old_table = [&](Symbol column_name) {
        return model::column_id(name.object.from.schema, name.object.from.name, column_name);
      };
      back.push_back({in_old_table(column.to.name), in_old_table(column.from.name), {}, {}});
    }
  return back;
}

}  // namespace

const NewName* NewNames::of_stand_in(const ObjectId& id) const {
  const auto found =
      std::find_if(objects.begin(), objects.end(), [&](const NewName& name) { return name.stand_in == id; });
  return found == objects.end() ? nullptr : &*found;
}

ObjectId stand_in_of(const ObjectId& renamed) {
  ObjectId id = renamed;
  if (id.kind != Kind::function) id.kind = Kind::view;
  return id;
}

Symbol comment_of_new_name(const ObjectId& object) {
  return Symbol("schemagen: the new name of " + kind_word(object) + " " +
                qualified(object.schema, bare_name(object)) + " until contract");
}

UnderOldNames::UnderOldNames(const LoweringInput& input, NewNames& names)
    : back_(backwards(input, names)),
      before_(diff::rename_objects(input.before, back_)),
      after_(diff::rename_objects(input.after, back_)),
      target_(input.target),
      tag_(input.tag) {
  live_.domains = input.live.domains;
  for (const ObjectId& table : input.live.empty_tables)
    live_.empty_tables.insert(diff::rename_id(table, back_, sql::Dialect::postgresql));
  rename_changes(input.changes, names);
  rename_advice(input.advice, names);
  put_stand_ins(input, names);
  std::sort(changes_.changes.begin(), changes_.changes.end(),
            [](const diff::Change& a, const diff::Change& b) { return a.id < b.id; });
}

void UnderOldNames::rename_changes(const diff::ChangeSet& changes, const NewNames& names) {
  const auto waits = [&](const Rename& rename) {
    return std::any_of(names.objects.begin(), names.objects.end(), [&](const NewName& name) {
      return name.object == rename ||
             std::find(name.columns.begin(), name.columns.end(), rename) != name.columns.end();
    });
  };
  const auto old_id = [&](const ObjectId& id) {
    return diff::rename_id(id, back_, sql::Dialect::postgresql);
  };
  for (const Rename& rename : changes.renames)
    if (!waits(rename)) {
      Rename old{old_id(rename.from), old_id(rename.to), rename.from_value, rename.to_value};
      if (rename.from.schema == rename.to.schema) old.from.schema = old.to.schema;  // it moves with its table
      changes_.renames.push_back(std::move(old));
    }
  std::set<ObjectId> changed;
  for (const diff::Change& change : changes.changes) changed.insert(old_id(change.id));
  for (const ObjectId& id : changed) {
    diff::Change change{id, std::nullopt, std::nullopt};
    if (const model::Object* old = before_.find(id)) change.before = *old;
    if (const model::Object* now = after_.find(id)) change.after = *now;
    if (change.before != change.after) changes_.changes.push_back(std::move(change));
  }
}

void UnderOldNames::rename_advice(const AdviceMap& advice, const NewNames& names) {
  for (const auto& [id, words] : advice) {
    Advice old = words;
    for (const NewName& name : names.objects)
      if (id == name.object.to || (model::is_owned(id.kind) && model::owner_id(id) == name.object.to))
        for (std::string* text : {&old.backfill, &old.using_, &old.back, &old.from})
          *text = in_old_words(std::move(*text), name);
    advice_.emplace(diff::rename_id(id, back_, sql::Dialect::postgresql), std::move(old));
  }
}

void UnderOldNames::put_stand_in(const ObjectId& id, model::Object object) {
  after_.put(id, object);
  changes_.changes.push_back({id, std::nullopt, std::move(object)});
}

void UnderOldNames::put_stand_ins(const LoweringInput& input, NewNames& names) {
  for (NewName& name : names.objects) {
    const ObjectId& from = name.object.from;
    const Symbol comment = comment_of_new_name(from);
    if (from.kind == Kind::function) {
      model::Function second = *input.after.find_as<model::Function>(name.stand_in);
      second.comment = comment;
      put_stand_in(name.stand_in, std::move(second));
      continue;
    }
    model::View view;
    if (from.kind == Kind::table) name.shown = shown_columns(before_, after_, name);
    view.query = query_of(from, name.shown);
    if (target_.version >= kSecurityInvoker) view.options.emplace("security_invoker", "true");
    view.comment = comment;
    put_stand_in(name.stand_in, std::move(view));
  }
  for (NewName& name : names.objects)
    if (name.object.from.kind == Kind::table) put_functions(input, name);
}

void UnderOldNames::put_functions(const LoweringInput& input, NewName& name) {
  for (const auto& [id, object] : input.after.objects()) {
    if (id.kind != Kind::function || after_.contains(id) ||
        diff::rename_id(id, {back_}, sql::Dialect::postgresql) == id)
      continue;
    const std::vector<std::string> types = split_signature(id.name).second;
    const std::string type = name.object.to.schema == Symbol("public")
                                 ? quoted(name.object.to.name)
                                 : qualified(name.object.to.schema, name.object.to.name);
    if (std::none_of(types.begin(), types.end(),
                     [&](const std::string& other) { return other == type || other == type + "[]"; }))
      continue;
    put_stand_in(id, object);
    name.functions.push_back(id);
  }
}

namespace {

std::string why_new_name(const NewName& name) {
  const ObjectId& from = name.object.from;
  const bool moves = from.schema != name.object.to.schema;
  const std::string what = std::string("The declaration ") + (moves ? "moves " : "renames ") +
                           kind_word(from) + " " + model::display_name(from) + " to " +
                           model::display_name(name.object.to) + spoken_columns(name);
  if (from.kind == Kind::function)
    return what +
           ". The function keeps its name until contract; a second one bears the new one for the new "
           "application.";
  const std::string views =
      ". The " + kind_word(from) + " keeps its " + (from.kind == Kind::table ? "names" : "name") +
      " until contract; a view bears the new " + (from.kind == Kind::table ? "ones" : "one") +
      " for the new application, and nothing is copied.";
  if (from.kind == Kind::view) return what + views;
  if (from.kind == Kind::materialized_view) return what + views + " REFRESH does not go through it.";
  return what + views +
         " What does not go through it: COPY, TRUNCATE, MERGE, TABLESAMPLE, ON CONFLICT ON CONSTRAINT, xmin "
         "and ctid, GROUP BY the key alone.";
}

}  // namespace

void create_new_name(Context& c, const NewName& name) {
  const ObjectId& from = name.object.from;
  const bool is_function = from.kind == Kind::function;
  Statements sql = create_sql(c.after, name.stand_in);
  const std::string old_name = qualified(c.after, from);
  const std::string new_name = qualified(c.after, name.stand_in);
  sql.push_back(is_function ? copy_routine_privileges_sql(old_name, new_name)
                            : copy_privileges_sql(old_name, new_name, name.shown));
  if (from.schema != name.stand_in.schema)
    for (std::string& statement : share_schema_sql(c.after, from, name.stand_in.schema))
      sql.push_back(std::move(statement));
  Step& step = c.emit(Phase::expand, why_new_name(name), std::move(sql), {drop_sql(c.after, name.stand_in)});
  step.produces.push_back(name.stand_in);
  step.needs.push_back({Kind::name_space, {}, {}, name.stand_in.schema});
  if (is_function) {
    c.creates(step, name.stand_in);
    return;
  }
  if (from.kind != Kind::table) step.needs.push_back(from);
  for (const auto& [id, column] : c.after.columns_of(from.schema, from.name)) {
    const auto* old = c.before.find_as<model::Column>(id);
    if (old == nullptr || old->type != column->type || old->collation != column->collation)
      step.needs.push_back(id);
  }
  c.locks_alone(step, Lock::access_share, from);
}

void lower_new_names(Context& c) {
  if (c.new_names == nullptr) return;
  for (Step& step : c.steps)  // all that they name is named as it was
    for (const NewName& name : c.new_names->objects)
      if (!drops_schema_of(step, name.object.from)) step.releases.push_back(name.object.to);
  for (const NewName& name : c.new_names->objects) take_new_name(c, name);
}

std::set<ObjectId> new_names_too_late(const std::vector<plan::Step>& steps, const NewNames& names) {
  std::vector<plan::Step> lifted = steps;
  const std::vector<plan::Edge> edges = plan::edges_of(lifted);
  plan::lift_phases(lifted, edges, plan::sort_steps(lifted, edges));
  std::set<ObjectId> late;
  for (const plan::Step& step : lifted)
    for (const ObjectId& id : step.produces)
      if (const NewName* name = names.of_stand_in(id);
          name != nullptr && step.phase == Phase::contract &&
          std::count(step.destroys.begin(), step.destroys.end(), id) == 0)
        late.insert(name->object.to);
  return late;
}

}  // namespace schemagen::dialect::postgres
