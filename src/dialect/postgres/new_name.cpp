#include "dialect/postgres/new_name.h"

#include <algorithm>
#include <set>

#include "dialect/postgres/rules.h"
#include "schemagen/base/error.h"
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

const Advice& advice_of(const LoweringInput& input, const ObjectId& id) {
  static const Advice kNone;
  const auto found = input.advice.find(id);
  return found == input.advice.end() ? kNone : found->second;
}

bool is_renamed(const Rename& rename, Kind kind) {
  return rename.to.kind == kind && rename.from_value.empty() && rename.to_value.empty();
}

/// Relations and types share one space of names.
bool is_taken(const Schema& schema, const ObjectId& table) {
  for (const Kind kind : {Kind::view, Kind::materialized_view, Kind::sequence, Kind::enum_type})
    if (schema.contains({kind, table.schema, {}, table.name})) return true;
  return false;
}

/// Texts made under the old names would have to name the old schema too.
bool is_named_in_new_text(const LoweringInput& input, const References& now, const ObjectId& table) {
  const std::vector<ObjectId>& dependents = now.dependents(table);
  return std::any_of(input.changes.changes.begin(), input.changes.changes.end(),
                     [&](const diff::Change& change) {
                       return !model::is_owned(change.id.kind) && change.id.kind != Kind::table &&
                              std::count(dependents.begin(), dependents.end(), change.id) > 0;
                     });
}

std::string obstacle(const LoweringInput& input, const References& now, const Rename& rename) {
  if (is_taken(input.before, rename.to)) return "the new name is taken until contract";
  if (is_taken(input.after, rename.from) || input.after.contains(rename.from))
    return "another relation takes the old name";
  if (std::any_of(input.changes.renames.begin(), input.changes.renames.end(), [&](const Rename& other) {
        return other.to.kind == Kind::name_space ||
               (other != rename && (other.to == rename.from || other.from == rename.to));
      }))
    return "its schema or another relation is renamed along with it";
  if (rename.from.schema != rename.to.schema && is_named_in_new_text(input, now, rename.to))
    return "it moves to another schema while a view or a function that names it changes";
  return {};
}

class Finder {
 public:
  explicit Finder(const LoweringInput& input) : input_(input), then_(input.before), now_(input.after) {}

  NewNames find(const std::set<ObjectId>& refused) const {
    NewNames names;
    for (const Rename& rename : input_.changes.renames)
      if (is_renamed(rename, Kind::table) && can_wait(rename, refused.contains(rename.to)))
        names.tables.push_back(
            {rename, columns_of(rename), {Kind::view, rename.to.schema, {}, rename.to.name}, {}, {}});
    return names;
  }

 private:
  bool can_wait(const Rename& rename, bool refused) const {
    const std::string& strategy = advice_of(input_, rename.to).strategy;
    if (strategy == "direct") return false;
    const std::string reason =
        refused ? "the type of one of its columns changes in place" : obstacle(input_, now_, rename);
    if (strategy == "view" && !reason.empty())
      throw base::Error(
          base::ErrorKind::declaration,
          "The table " + model::display_name(rename.from) + " cannot be renamed by a view: " + reason + ".",
          "Do one after the other in two migrations, or write `strategy = \"direct\"`.");
    return reason.empty() && (strategy == "view" || input_.target.version >= kSecurityInvoker);
  }

  std::vector<Rename> columns_of(const Rename& table) const {
    std::vector<Rename> found;
    for (const Rename& rename : input_.changes.renames)
      if (is_renamed(rename, Kind::column) && model::owner_id(rename.to) == table.to && is_shown(rename))
        found.push_back(rename);
    return found;
  }

  /// The view shows the column under its new name, and nothing else has to know that.
  bool is_shown(const Rename& rename) const {
    const std::string& strategy = advice_of(input_, rename.to).strategy;
    if (strategy == "direct" || strategy == "dual" || input_.after.contains(rename.from)) return false;
    const auto& old = *input_.before.find_as<model::Column>(rename.to);
    const auto& column = *input_.after.find_as<model::Column>(rename.to);
    if (old.type != column.type || old.collation != column.collation || old.generated != column.generated)
      return false;
    return !is_chained(rename) && !changes_enum(column) && !has_text(rename.to);
  }

  bool is_chained(const Rename& rename) const {
    return std::any_of(
        input_.changes.renames.begin(), input_.changes.renames.end(), [&](const Rename& other) {
          return is_renamed(other, Kind::column) && (other.to == rename.from || other.from == rename.to);
        });
  }

  bool changes_enum(const model::Column& column) const {
    const ObjectId type = now_.enum_of(column.type);
    return std::any_of(input_.changes.changes.begin(), input_.changes.changes.end(),
                       [&](const diff::Change& change) { return change.id == type; }) ||
           std::any_of(input_.changes.renames.begin(), input_.changes.renames.end(),
                       [&](const Rename& rename) { return rename.to == type; });
  }

  /// A query or a function's row that is made anew would have to say the old name until contract.
  bool has_text(const ObjectId& column) const {
    const auto is_text = [](const ObjectId& id) {
      return id.kind == Kind::view || id.kind == Kind::materialized_view || id.kind == Kind::function;
    };
    const auto changes = [&](const ObjectId& id) {
      return std::any_of(input_.changes.changes.begin(), input_.changes.changes.end(),
                         [&](const diff::Change& change) { return change.id == id; });
    };
    for (const References* side : {&then_, &now_}) {
      for (const ObjectId& id : side->dependents(column))
        if (is_text(id) && changes(id)) return true;
      for (const ObjectId& id : side->dependents(model::owner_id(column)))
        if (id.kind == Kind::function) return true;
    }
    return false;
  }

  const LoweringInput& input_;
  const References then_;
  const References now_;
};

/// Columns that stay where they are first, as the table will have them.
std::vector<ViewColumn> shown_columns(const Schema& before, const Schema& after, const NewName& name) {
  const ObjectId& table = name.table.from;
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
  return "SELECT " + base::join(shown, ", ") + " FROM " + qualified(table.schema, table.name);
}

Statements rename_sql(const NewName& name) {
  const ObjectId& from = name.table.from;
  const ObjectId& to = name.table.to;
  Statements sql;
  if (from.schema != to.schema)
    sql.push_back("ALTER TABLE " + qualified(from.schema, from.name) + " SET SCHEMA " + quoted(to.schema));
  if (from.name != to.name)
    sql.push_back("ALTER TABLE " + qualified(to.schema, from.name) + " RENAME TO " + quoted(to.name));
  for (const Rename& column : name.columns)
    sql.push_back(alter_table(column.to,
                              "RENAME COLUMN " + quoted(column.from.name) + " TO " + quoted(column.to.name)));
  return sql;
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
  sql.push_back(drop_sql(c.after, name.view));
  for (std::string& statement : rename_sql(name)) sql.push_back(std::move(statement));
  Step& step =
      c.emit(Phase::contract,
             "The old application is gone: table " + model::display_name(name.table.from) +
                 " takes its new name " + model::display_name(name.table.to) + ", and the view makes way.",
             std::move(sql));
  step.destroys = {name.table.to};
  step.produces = {name.table.to};
  step.reaches.push_back({name.table.to, state::kRenamed});
  for (const Rename& column : name.columns) step.reaches.push_back({column.to, state::kRenamed});
  hazard(step, Hazard::rejects_old_writers);
  step.locks.push_back({Lock::access_exclusive, name.view});
  if (name.columns.empty())
    c.locks_alone(step, Lock::access_exclusive, name.table.from);
  else
    c.locks(step, Lock::access_exclusive, name.table.from);
}

std::string in_old_words(std::string text, const NewName& name) {
  if (text.empty()) return text;
  constexpr sql::Dialect kDialect = sql::Dialect::postgresql;
  for (const Rename& column : name.columns)
    text = sql::rename_in(text, column.to.name, column.from.name, kDialect);
  return sql::rename_name_in(text, name.table.to.name, name.table.from.name, sql::NameUse::relation,
                             kDialect);
}

std::vector<Rename> backwards(const NewNames& names) {
  std::vector<Rename> back;
  for (const NewName& name : names.tables) back.push_back({name.table.to, name.table.from, {}, {}});
  for (const NewName& name : names.tables)
    for (const Rename& column : name.columns) {
      const auto in_old_table = [&](Symbol column_name) {
        return model::column_id(name.table.from.schema, name.table.from.name, column_name);
      };
      back.push_back({in_old_table(column.to.name), in_old_table(column.from.name), {}, {}});
    }
  return back;
}

}  // namespace

const NewName* NewNames::of_view(const ObjectId& id) const {
  const auto found =
      std::find_if(tables.begin(), tables.end(), [&](const NewName& name) { return name.view == id; });
  return found == tables.end() ? nullptr : &*found;
}

NewNames find_new_names(const LoweringInput& input, const std::set<ObjectId>& refused) {
  return Finder(input).find(refused);
}

Symbol comment_of_new_name(const ObjectId& table) {
  return Symbol("schemagen: the new name of table " + qualified(table.schema, table.name) +
                " until contract");
}

UnderOldNames::UnderOldNames(const LoweringInput& input, NewNames& names)
    : back_(backwards(names)),
      before_(diff::rename_objects(input.before, back_)),
      after_(diff::rename_objects(input.after, back_)),
      target_(input.target),
      tag_(input.tag) {
  live_.domains = input.live.domains;
  for (const ObjectId& table : input.live.empty_tables)
    live_.empty_tables.insert(diff::rename_id(table, back_, sql::Dialect::postgresql));
  rename_changes(input.changes, names);
  rename_advice(input.advice, names);
  put_views(input, names);
  std::sort(changes_.changes.begin(), changes_.changes.end(),
            [](const diff::Change& a, const diff::Change& b) { return a.id < b.id; });
}

void UnderOldNames::rename_changes(const diff::ChangeSet& changes, const NewNames& names) {
  const auto waits = [&](const Rename& rename) {
    return std::any_of(names.tables.begin(), names.tables.end(), [&](const NewName& name) {
      return name.table == rename ||
             std::find(name.columns.begin(), name.columns.end(), rename) != name.columns.end();
    });
  };
  const auto old_id = [&](const ObjectId& id) {
    return diff::rename_id(id, back_, sql::Dialect::postgresql);
  };
  for (const Rename& rename : changes.renames)
    if (!waits(rename))
      changes_.renames.push_back(
          {old_id(rename.from), old_id(rename.to), rename.from_value, rename.to_value});
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
    for (const NewName& name : names.tables)
      if (id == name.table.to || (model::is_owned(id.kind) && model::owner_id(id) == name.table.to))
        for (std::string* text : {&old.backfill, &old.using_, &old.back, &old.from})
          *text = in_old_words(std::move(*text), name);
    advice_.emplace(diff::rename_id(id, back_, sql::Dialect::postgresql), std::move(old));
  }
}

void UnderOldNames::put_views(const LoweringInput& input, NewNames& names) {
  for (NewName& name : names.tables) {
    model::View view;
    name.shown = shown_columns(before_, after_, name);
    view.query = query_of(name.table.from, name.shown);
    if (target_.version >= kSecurityInvoker) view.options.emplace("security_invoker", "true");
    view.comment = comment_of_new_name(name.table.from);
    after_.put(name.view, view);
    changes_.changes.push_back({name.view, std::nullopt, view});
  }
  for (NewName& name : names.tables) put_functions(input, name);
}

void UnderOldNames::put_functions(const LoweringInput& input, NewName& name) {
  for (const auto& [id, object] : input.after.objects()) {
    if (id.kind != Kind::function || after_.contains(id) ||
        diff::rename_id(id, {back_}, sql::Dialect::postgresql) == id)
      continue;
    const std::vector<std::string> types = split_signature(id.name).second;
    const std::string type = name.table.to.schema == Symbol("public")
                                 ? quoted(name.table.to.name)
                                 : qualified(name.table.to.schema, name.table.to.name);
    if (std::none_of(types.begin(), types.end(),
                     [&](const std::string& other) { return other == type || other == type + "[]"; }))
      continue;
    after_.put(id, object);
    changes_.changes.push_back({id, std::nullopt, object});
    name.functions.push_back(id);
  }
}

void create_new_name(Context& c, const NewName& name) {
  const ObjectId& table = name.table.from;
  Statements sql = create_sql(c.after, name.view);
  sql.push_back(copy_privileges_sql(qualified(table.schema, table.name),
                                    qualified(name.view.schema, name.view.name), name.shown));
  Step& step =
      c.emit(Phase::expand,
             "The declaration renames table " + model::display_name(table) + " to " +
                 model::display_name(name.table.to) + spoken_columns(name) +
                 ". The table keeps its names until contract; a view bears the new ones for the new "
                 "application, and nothing is copied. What does not go through it: COPY, TRUNCATE, MERGE, "
                 "TABLESAMPLE, ON CONFLICT ON CONSTRAINT, xmin and ctid, GROUP BY the key alone.",
             std::move(sql), {drop_sql(c.after, name.view)});
  step.produces.push_back(name.view);
  step.needs.push_back({Kind::name_space, {}, {}, name.view.schema});
  for (const auto& [id, column] : c.after.columns_of(table.schema, table.name)) {
    const auto* old = c.before.find_as<model::Column>(id);
    if (old == nullptr || old->type != column->type || old->collation != column->collation)
      step.needs.push_back(id);
  }
  c.locks_alone(step, Lock::access_share, table);
}

void lower_new_names(Context& c) {
  if (c.new_names == nullptr) return;
  for (Step& step : c.steps)  // all that they name is named as it was
    for (const NewName& name : c.new_names->tables) step.releases.push_back(name.table.to);
  for (const NewName& name : c.new_names->tables) take_new_name(c, name);
}

std::set<ObjectId> new_names_too_late(const std::vector<plan::Step>& steps, const NewNames& names) {
  std::vector<plan::Step> lifted = steps;
  const std::vector<plan::Edge> edges = plan::edges_of(lifted);
  plan::lift_phases(lifted, edges, plan::sort_steps(lifted, edges));
  std::set<ObjectId> late;
  for (const plan::Step& step : lifted)
    for (const ObjectId& id : step.produces)
      if (const NewName* name = names.of_view(id);
          name != nullptr && step.phase == Phase::contract &&
          std::count(step.destroys.begin(), step.destroys.end(), id) == 0)
        late.insert(name->table.to);
  return late;
}

}  // namespace schemagen::dialect::postgres
