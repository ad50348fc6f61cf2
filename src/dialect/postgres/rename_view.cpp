#include "dialect/postgres/rename_view.h"

#include <algorithm>

#include "dialect/postgres/privileges.h"
#include "dialect/postgres/rules.h"
#include "schemagen/base/error.h"
#include "schemagen/base/text.h"

namespace schemagen::dialect::postgres {
namespace {

using diff::Rename;
using model::Kind;

constexpr int kSecurityInvoker = 150000;

/// A relation of `schema` that bears the name already.
bool is_taken(const Schema& schema, Symbol name_space, Symbol name) {
  for (const Kind kind : {Kind::table, Kind::view, Kind::materialized_view, Kind::sequence})
    if (schema.contains({kind, name_space, {}, name})) return true;
  return false;
}

/// The server refuses to change the type of a column that a view shows.
bool retypes_early(const Context& c, const ObjectId& table) {
  return std::any_of(c.changes.begin(), c.changes.end(), [&](const diff::Change& change) {
    if (change.id.kind != Kind::column || !change.changed() || model::owner_id(change.id) != table)
      return false;
    const auto& old = std::get<model::Column>(*change.before);
    const auto& column = std::get<model::Column>(*change.after);
    return old.type != column.type || old.collation != column.collation || old.generated != column.generated;
  });
}

std::string obstacle(const Context& c, const Rename& rename) {
  if (is_taken(c.after, rename.from.schema, rename.from.name)) return "another relation takes the old name";
  if (std::any_of(c.renames.begin(), c.renames.end(), [&](const Rename& other) {
        return other.to.kind == Kind::name_space || (other != rename && other.to == rename.from);
      }))
    return "its schema or another relation is renamed along with it";
  if (retypes_early(c, rename.to)) return "the type of one of its columns changes in place";
  return {};
}

std::string view_sql(const Context& c, const std::string& view, const std::string& table,
                     const std::vector<ViewColumn>& columns) {
  std::vector<std::string> shown;
  shown.reserve(columns.size());
  for (const ViewColumn& column : columns)
    shown.push_back(column.name == column.source ? quoted(column.name)
                                                 : quoted(column.source) + " AS " + quoted(column.name));
  return "CREATE VIEW " + view +
         (c.target.version >= kSecurityInvoker ? " WITH (security_invoker=true)" : "") + " AS\n    SELECT " +
         base::join(shown, ", ") + " FROM " + table;
}

std::vector<ViewColumn> columns_of(const Schema& schema, const ObjectId& table) {
  std::vector<ViewColumn> columns;
  for (const auto& [id, column] : schema.columns_of(table.schema, table.name))
    columns.push_back({id.name, id.name});
  return columns;
}

/// Under the names of the old application: columns that are renamed in place are renamed after this, and the
/// server lets the view follow them.
std::vector<ViewColumn> old_columns_of(const Context& c, const ObjectId& table) {
  std::vector<ViewColumn> columns = columns_of(c.before, table);
  for (ViewColumn& column : columns)
    for (const Rename& rename : c.renames)
      if (rename.to == model::column_id(table.schema, table.name, column.name)) {
        column = {rename.from.name, rename.from.name};
        break;
      }
  return columns;
}

/// The view ends before anything that it shows is changed or dropped.
Step& emit_end(Context& c, const ObjectId& table, std::string why, Statements sql) {
  Step& step = c.emit(Phase::contract, std::move(why), std::move(sql));
  step.needs.push_back(table);
  for (const auto& [id, column] : c.before.columns_of(table.schema, table.name)) step.releases.push_back(id);
  step.awaits.push_back({table, state::kRenamed});
  step.reaches.push_back({table, state::kViewDropped});
  hazard(step, Hazard::rejects_old_writers);
  return step;
}

Symbol name_behind_view(const Context& c, const ObjectId& table) { return c.beside("base", table.name); }

bool changes_otherwise(const Context& c, const ObjectId& table, const std::vector<Rename>& renames) {
  const auto is_of_table = [&](const ObjectId& id) {
    return id == table || (model::is_owned(id.kind) && model::owner_id(id) == table);
  };
  return std::any_of(c.changes.begin(), c.changes.end(),
                     [&](const diff::Change& change) { return is_of_table(change.id); }) ||
         std::any_of(c.renames.begin(), c.renames.end(), [&](const Rename& rename) {
           return is_of_table(rename.to) && std::count(renames.begin(), renames.end(), rename) == 0;
         });
}

/// What is made on the view would keep it from going. A new foreign key refers to the table behind it.
bool carries_changes(const Context& c, const ObjectId& table) {
  return std::any_of(c.changes.begin(), c.changes.end(), [&](const diff::Change& change) {
    if (change.added() && change.id.kind == Kind::foreign_key) return false;
    return c.now.of(change.id).contains(table) || c.then.of(change.id).contains(table);
  });
}

/// All renames of columns of one table.
std::string column_obstacle(const Context& c, const std::vector<Rename>& renames) {
  const ObjectId table = model::owner_id(renames.front().to);
  if (changes_otherwise(c, table, renames)) return "while other things about the table change";
  if (carries_changes(c, table)) return "while a foreign key, a view or a function that stands on it changes";
  if (std::any_of(renames.begin(), renames.end(),
                  [&](const Rename& rename) { return c.after.contains(rename.from); }))
    return "while an old name becomes that of another column";
  return {};
}

}  // namespace

Symbol name_meanwhile(const Context& c, const ObjectId& table) {
  std::vector<Rename> columns;
  for (const Rename& rename : c.renames)
    if (rename.to.kind == Kind::column && model::owner_id(rename.to) == table) columns.push_back(rename);
  return !columns.empty() && are_renamed_by_view(c, columns) ? name_behind_view(c, table) : table.name;
}

bool are_renamed_by_view(const Context& c, const std::vector<Rename>& renames) {
  const auto wants = [&](std::string_view strategy) {
    return std::any_of(renames.begin(), renames.end(),
                       [&](const Rename& rename) { return c.advice(rename.to).strategy == strategy; });
  };
  if (wants("view")) return true;
  return !wants("direct") && c.target.version >= kSecurityInvoker && column_obstacle(c, renames).empty();
}

bool is_renamed_by_view(const Context& c, const Rename& rename) {
  if (rename.to.kind != Kind::table) return false;
  const std::string& strategy = c.advice(rename.to).strategy;
  if (strategy == "direct") return false;
  const std::string reason = obstacle(c, rename);
  if (strategy == "view" && !reason.empty())
    throw base::Error(
        base::ErrorKind::declaration,
        "The table " + model::display_name(rename.from) + " cannot be renamed by a view: " + reason + ".",
        "Do one after the other in two migrations, or write `strategy = \"direct\"`.");
  return reason.empty() && (strategy == "view" || c.target.version >= kSecurityInvoker);
}

bool is_shown_by_view(const Context& c, const Rename& rename) {
  if (rename.to.kind != Kind::column) return false;
  return std::any_of(c.renames.begin(), c.renames.end(), [&](const Rename& other) {
    return other.to == model::owner_id(rename.to) && is_renamed_by_view(c, other);
  });
}

void rename_table_by_view(Context& c, const Rename& rename, Statements sql, Statements undo) {
  const std::string view = qualified(rename.from.schema, rename.from.name);
  const std::string table = qualified(rename.to.schema, rename.to.name);
  const std::vector<ViewColumn> columns = old_columns_of(c, rename.to);
  sql.push_back(view_sql(c, view, table, columns));
  sql.push_back(copy_privileges_sql(table, view, columns));
  undo.insert(undo.begin(), "DROP VIEW IF EXISTS " + view);
  Step& step = c.emit(Phase::expand,
                      "The declaration renames table " + model::display_name(rename.from) + " to " +
                          model::display_name(rename.to) +
                          ". A view keeps the old name for the old application: nothing is copied. COPY FROM "
                          "and TRUNCATE do not go through it.",
                      std::move(sql), std::move(undo));
  step.produces.push_back(rename.to);
  step.destroys.push_back(rename.from);
  step.needs.push_back({Kind::name_space, {}, {}, rename.to.schema});
  step.reaches.push_back({rename.to, state::kRenamed});
  step.locks.push_back({Lock::access_exclusive, rename.from});

  emit_end(c, rename.to,
           "The old application is gone, and with it the need for the old name of " + spoken(rename.to) + ".",
           {"DROP VIEW IF EXISTS " + view});
}

void rename_columns_by_view(Context& c, const std::vector<Rename>& renames) {
  const ObjectId table = model::owner_id(renames.front().to);
  if (const std::string reason = column_obstacle(c, renames); !reason.empty())
    throw base::Error(
        base::ErrorKind::declaration,
        "Columns of " + model::display_name(table) + " cannot be renamed by a view " + reason + ".",
        "Do one after the other in two migrations, or write `strategy = \"dual\"`.");
  const std::string name = qualified(table.schema, table.name);
  const Symbol base_name = name_behind_view(c, table);
  const std::string base = qualified(table.schema, base_name);
  Statements sql;
  Statements undo;
  std::vector<ViewColumn> columns = columns_of(c.before, table);
  std::vector<std::string> spoken_renames;
  for (const Rename& rename : renames) {
    const auto one = [&](Symbol from, Symbol to) {
      return "ALTER TABLE " + name + " RENAME COLUMN " + quoted(from) + " TO " + quoted(to);
    };
    sql.push_back(one(rename.from.name, rename.to.name));
    undo.push_back(one(rename.to.name, rename.from.name));
    columns.push_back({rename.from.name, rename.to.name});
    spoken_renames.push_back(rename.from.name.str() + " to " + rename.to.name.str());
  }
  const std::string aside = "ALTER TABLE " + name + " RENAME TO " + quoted(base_name);
  const std::string back = "ALTER TABLE " + base + " RENAME TO " + quoted(table.name);
  const std::string drop = "DROP VIEW IF EXISTS " + name;
  sql.insert(sql.end(), {aside, view_sql(c, name, base, columns), copy_privileges_sql(base, name, columns)});
  undo.insert(undo.begin(), {drop, back});
  Step& step =
      c.emit(Phase::expand,
             "The declaration renames in " + spoken(table) + " " + base::join(spoken_renames, ", ") +
                 ". Until contract a view in its place has the columns under both names: nothing is "
                 "copied. COPY FROM, TRUNCATE and statements that write both names do not go through it.",
             std::move(sql), std::move(undo));
  step.reaches.push_back({table, state::kRenamed});
  for (const Rename& rename : renames) {
    step.produces.push_back(rename.to);
    step.destroys.push_back(rename.from);
  }
  step.needs.push_back(table);
  c.locks(step, Lock::access_exclusive, table);
  Step& end =
      emit_end(c, table, "The old application is gone: the table takes its name again.", {drop, back});
  end.releases.clear();
  c.locks_alone(end, Lock::access_exclusive, table);
}

}  // namespace schemagen::dialect::postgres
