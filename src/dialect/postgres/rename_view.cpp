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

/// The old names where the old application finds them, the new ones behind them.
std::vector<ViewColumn> both_names(const Context& c, const ObjectId& table,
                                   const std::vector<Rename>& renames) {
  std::vector<ViewColumn> columns;
  for (const auto& [id, column] : c.before.columns_of(table.schema, table.name)) {
    const auto renamed = std::find_if(renames.begin(), renames.end(),
                                      [&id = id](const Rename& rename) { return rename.to == id; });
    columns.push_back({renamed == renames.end() ? id.name : renamed->from.name, id.name});
  }
  for (const Rename& rename : renames) columns.push_back({rename.to.name, rename.to.name});
  return columns;
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
  const std::vector<ViewColumn> columns = both_names(c, table, renames);
  std::vector<std::string> spoken_renames;
  for (const Rename& rename : renames) {
    const auto one = [&](Symbol from, Symbol to) {
      return "ALTER TABLE " + name + " RENAME COLUMN " + quoted(from) + " TO " + quoted(to);
    };
    sql.push_back(one(rename.from.name, rename.to.name));
    undo.push_back(one(rename.to.name, rename.from.name));
    spoken_renames.push_back(rename.from.name.str() + " to " + rename.to.name.str());
  }
  const std::string aside = "ALTER TABLE " + name + " RENAME TO " + quoted(base_name);
  const std::string back = "ALTER TABLE " + base + " RENAME TO " + quoted(table.name);
  const std::string drop = "DROP VIEW IF EXISTS " + name;
  sql.insert(sql.end(), {aside, view_sql(c, name, base, columns), copy_privileges_sql(base, name, columns)});
  undo.insert(undo.begin(), {drop, back});
  Step& step = c.emit(
      Phase::expand,
      "The declaration renames in " + spoken(table) + " " + base::join(spoken_renames, ", ") +
          ". Until contract a view in its place has the columns under both names: nothing is "
          "copied. COPY, TRUNCATE, MERGE, TABLESAMPLE, ON CONFLICT ON CONSTRAINT, xmin and ctid, GROUP BY "
          "the key alone and statements that write both names do not go through it." +
          (c.target.version >= kSecurityInvoker
               ? ""
               : " This server has no security_invoker: row level security holds there for the owner of the "
                 "view, and not for whoever reads."),
      std::move(sql), std::move(undo));
  step.reaches.push_back({table, state::kRenamed});
  for (const Rename& rename : renames) {
    step.produces.push_back(rename.to);
    step.destroys.push_back(rename.from);
  }
  step.needs.push_back(table);
  hazard(step, Hazard::rejects_old_writers);
  c.locks(step, Lock::access_exclusive, table);
  Step& end =
      c.emit(Phase::contract, "The old application is gone: the table takes its name again.", {drop, back});
  end.needs.push_back(table);
  end.awaits.push_back({table, state::kRenamed});
  end.reaches.push_back({table, state::kViewDropped});
  hazard(end, Hazard::rejects_old_writers);
  c.locks_alone(end, Lock::access_exclusive, table);
}

}  // namespace schemagen::dialect::postgres
