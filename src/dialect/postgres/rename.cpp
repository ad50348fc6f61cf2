#include <algorithm>
#include <map>

#include "dialect/postgres/moved.h"
#include "dialect/postgres/privileges.h"
#include "dialect/postgres/rename_view.h"
#include "dialect/postgres/rules.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

using diff::Rename;
using model::Kind;

struct Text {
  Statements sql;
  Statements undo;
};

/// A schema that is itself renamed bears its new name by the time anything in it is renamed.
Symbol current_schema(const Context& c, Symbol schema) {
  for (const Rename& rename : c.renames)
    if (rename.from.kind == Kind::name_space && rename.from.name == schema) return rename.to.name;
  return schema;
}

Text rename_free_standing(const Context& c, const Rename& rename) {
  ObjectId from = rename.from;
  from.schema = current_schema(c, from.schema);
  const std::vector<ObjectId> partitions = partitions_of(c.before, rename.to);
  Text text{move_sql(c, from, rename.to, partitions), move_back_sql(c, rename.to, from, partitions)};
  if (from.schema != rename.to.schema)
    for (std::string& statement : share_schema_sql(c.after, rename.to, rename.to.schema))
      text.sql.push_back(std::move(statement));
  return text;
}

Text rename_owned(const Rename& rename, const std::string& word) {
  const auto one = [&](Symbol from, Symbol to) {
    return alter_table(rename.to, "RENAME " + word + " " + quoted(from) + " TO " + quoted(to));
  };
  return {{one(rename.from.name, rename.to.name)}, {one(rename.to.name, rename.from.name)}};
}

Text rename_index(const Rename& rename) {
  const auto one = [&](Symbol from, Symbol to) { return rename_index_sql(rename.to.schema, from, to); };
  return {{one(rename.from.name, rename.to.name)}, {one(rename.to.name, rename.from.name)}};
}

Text rename_partition(const Rename& rename) {
  const auto one = [&](Symbol from, Symbol to) {
    return "ALTER TABLE " + qualified(rename.to.schema, from) + " RENAME TO " + quoted(to);
  };
  return {{one(rename.from.name, rename.to.name)}, {one(rename.to.name, rename.from.name)}};
}

Text rename_trigger(const Rename& rename) {
  const auto one = [&](Symbol from, Symbol to) {
    return "ALTER TRIGGER " + quoted(from) + " ON " + relation_of(rename.to) + " RENAME TO " + quoted(to);
  };
  return {{one(rename.from.name, rename.to.name)}, {one(rename.to.name, rename.from.name)}};
}

Text rename_value(const Context& c, const Rename& rename) {
  const auto one = [&](const std::string& from, const std::string& to) {
    return "ALTER TYPE " + qualified(c.after, rename.to) + " RENAME VALUE " + sql::quote_literal(from) +
           " TO " + sql::quote_literal(to);
  };
  return {{one(rename.from_value, rename.to_value)}, {one(rename.to_value, rename.from_value)}};
}

Text rename_text(const Context& c, const Rename& rename) {
  switch (rename.to.kind) {
    case Kind::name_space:
      return {{"ALTER SCHEMA " + quoted(rename.from.name) + " RENAME TO " + quoted(rename.to.name)},
              {"ALTER SCHEMA " + quoted(rename.to.name) + " RENAME TO " + quoted(rename.from.name)}};
    case Kind::column:
      return rename_owned(rename, "COLUMN");
    case Kind::check:
    case Kind::foreign_key:
      return rename_owned(rename, "CONSTRAINT");
    case Kind::partition:
      return rename_partition(rename);
    case Kind::index:
    case Kind::unique:
    case Kind::exclusion:
      return rename_index(rename);
    case Kind::trigger:
      return rename_trigger(rename);
    case Kind::enum_type:
    case Kind::sequence:
    case Kind::function:
    case Kind::table:
    case Kind::view:
    case Kind::materialized_view:
      return rename_free_standing(c, rename);
    case Kind::primary_key:
    case Kind::extension:
    case Kind::virtual_table:
      return {};
  }
  return {};
}

/// A function's name stands before its argument types.
Symbol temporary_name(const Context& c, const ObjectId& id) {
  if (id.kind != Kind::function) return c.beside("old", id.name);
  const auto [bare, types] = split_signature(id.name);
  const std::string name = c.beside("old", bare).str();
  return Symbol(name + "(" + base::join(types, ", ") + ")");
}

bool reaches_applications(Kind kind) {
  return kind == Kind::name_space || kind == Kind::enum_type || kind == Kind::sequence ||
         kind == Kind::function || kind == Kind::table || kind == Kind::partition || kind == Kind::column ||
         kind == Kind::view || kind == Kind::materialized_view;
}

void lock_renamed(Step& step, const Rename& rename) {
  if (model::is_owned(rename.to.kind)) {
    if (rename.to.kind == Kind::index || rename.to.kind == Kind::unique || rename.to.kind == Kind::exclusion)
      step.locks.push_back({Lock::share_update_exclusive,
                            {Kind::index, rename.from.schema, rename.from.owner, rename.from.name}});
    else if (rename.to.kind == Kind::partition)
      step.locks.push_back({Lock::access_exclusive, rename.from});
    else
      step.locks.push_back({Lock::access_exclusive, model::owner_id(rename.to)});
  } else if (rename.to.kind == Kind::table || rename.to.kind == Kind::view ||
             rename.to.kind == Kind::materialized_view || rename.to.kind == Kind::sequence) {
    step.locks.push_back({Lock::access_exclusive, rename.from});
  }
}

std::string why_renamed(const Rename& rename, const std::string& from, const std::string& to) {
  const bool moves = !model::is_owned(rename.to.kind) && rename.from.schema != rename.to.schema;
  const std::string what = std::string("The declaration ") + (moves ? "moves " : "renames ") +
                           std::string(model::kind_name(rename.to.kind)) + " " + from + " to " + to;
  return what + (reaches_applications(rename.to.kind)
                     ? ". There is one name at a time: statements of the old "
                       "application that use the old one fail from here."
                     : ".");
}

/// What every step of a rename stands on and costs.
void state_facts(const Context& c, Step& step, const Rename& rename) {
  if (model::is_owned(rename.to.kind))
    step.needs.push_back(c.now.relation(rename.to.schema, rename.to.owner));
  step.needs.push_back({Kind::name_space, {}, {}, rename.to.schema});
  if (reaches_applications(rename.to.kind)) hazard(step, Hazard::rejects_old_writers);
  if (!model::is_owned(rename.to.kind)) state_move(step, rename.from.schema, rename.to.schema);
  if (rename.to.kind == Kind::function || rename.to.kind == Kind::sequence)
    for (const ObjectId& id : c.now.of(rename.to)) step.needs.push_back(id);
  lock_renamed(step, rename);
  if (rename.to.kind == Kind::table && rename.from.schema != rename.to.schema)
    for (const ObjectId& part : partitions_of(c.before, rename.to))
      step.locks.push_back(
          {Lock::access_exclusive, {Kind::partition, rename.from.schema, rename.from.name, part.name}});
  if (rename.to.kind != Kind::column && rename.to.kind != Kind::check) return;
  for (const ObjectId& part : c.partitions(rename.to)) step.locks.push_back({Lock::access_exclusive, part});
}

void lower_rename(Context& c, const Rename& rename) {
  Text text = rename_text(c, rename);
  if (text.sql.empty()) return;
  Step& step = c.emit(Phase::expand,
                      why_renamed(rename, model::display_name(rename.from), model::display_name(rename.to)),
                      std::move(text.sql), std::move(text.undo));
  step.produces.push_back(rename.to);
  step.reaches.push_back({rename.to, state::kRenamed});
  if (rename.from != rename.to) step.destroys.push_back(rename.from);
  state_facts(c, step, rename);
}

/// Two objects that swap names: one of them bears a temporary name in between.
void lower_rename_in_ring(Context& c, const Rename& rename) {
  Rename aside = rename;
  aside.to.name = temporary_name(c, rename.from);
  Rename back = rename;
  back.from = aside.to;
  Text first = rename_text(c, aside);
  Step& leave =
      c.emit(Phase::expand, spoken(rename.from) + " makes its name free; the next steps swap names.",
             std::move(first.sql), std::move(first.undo));
  leave.destroys.push_back(rename.from);
  leave.reaches.push_back({rename.to, state::kNameFreed});
  state_facts(c, leave, rename);

  Text second = rename_text(c, back);
  Step& arrive = c.emit(Phase::expand,
                        why_renamed(rename, model::display_name(rename.from), model::display_name(rename.to)),
                        std::move(second.sql), std::move(second.undo));
  arrive.produces.push_back(rename.to);
  arrive.reaches.push_back({rename.to, state::kRenamed});
  arrive.awaits.push_back({rename.to, state::kNameFreed});
  state_facts(c, arrive, rename);
}

/// The renames that have to go through a temporary name: one of each ring.
std::set<Rename> opening_rings(const std::vector<Rename>& renames) {
  std::map<ObjectId, const Rename*> by_source;
  for (const Rename& rename : renames) by_source[rename.from] = &rename;
  std::set<ObjectId> seen;
  std::set<Rename> opening;
  for (const Rename& rename : renames) {
    std::set<ObjectId> path;
    const Rename* next = &rename;
    while (next != nullptr && seen.insert(next->from).second) {
      path.insert(next->from);
      const auto found = by_source.find(next->to);
      next = found == by_source.end() ? nullptr : found->second;
    }
    if (next != nullptr && path.contains(next->from)) opening.insert(*next);
  }
  return opening;
}

/// All renamed values of one type, in an order in which no value is there twice.
bool only_old_columns_use(const Context& c, const ObjectId& type) {
  const auto any_column = [](const std::vector<ObjectId>& dependents) {
    return std::any_of(dependents.begin(), dependents.end(),
                       [](const ObjectId& id) { return id.kind == Kind::column; });
  };
  return any_column(c.then.dependents(type)) && !any_column(c.now.dependents(type));
}

void lower_values(Context& c, const ObjectId& id, std::map<std::string, std::string> wanted) {
  Statements sql;
  Statements undo;
  std::vector<std::string> spoken_values;
  for (const auto& [from, to] : wanted)
    spoken_values.push_back(sql::quote_literal(from) + " to " + sql::quote_literal(to));
  const auto rename = [&](const std::string& from, const std::string& to) {
    Text text = rename_value(c, {id, id, from, to});
    sql.push_back(text.sql.front());
    undo.insert(undo.begin(), text.undo.front());
  };
  while (!wanted.empty()) {
    auto next = std::find_if(wanted.begin(), wanted.end(),
                             [&](const auto& pair) { return !wanted.contains(pair.second); });
    if (next != wanted.end()) {
      rename(next->first, next->second);
      wanted.erase(next);
      continue;
    }
    const auto [from, to] = *wanted.begin();
    const std::string aside = c.beside("old", from).str();
    rename(from, aside);
    wanted.erase(from);
    wanted[aside] = to;
  }
  Step& step = c.emit(only_old_columns_use(c, id) ? Phase::contract : Phase::expand,
                      "The declaration renames values of " + spoken(id) + ": " + listed(spoken_values) +
                          ". Statements of the old application that use the old values fail from here.",
                      std::move(sql), std::move(undo));
  step.produces.push_back(id);
  step.reaches.push_back({id, state::kValuesRenamed});
  step.awaits.push_back({id, state::kRenamed});
  step.needs.push_back({Kind::name_space, {}, {}, id.schema});
  hazard(step, Hazard::rejects_old_writers);
}

/// The renames of columns, table by table.
std::vector<std::vector<Rename>> by_table(const std::vector<Rename>& renames) {
  std::map<ObjectId, std::vector<Rename>> tables;
  for (const Rename& rename : renames)
    if (rename.to.kind == Kind::column) tables[model::owner_id(rename.to)].push_back(rename);
  std::vector<std::vector<Rename>> found;
  for (auto& [table, columns] : tables) found.push_back(std::move(columns));
  return found;
}

}  // namespace

void lower_renames(Context& c) {
  std::map<ObjectId, std::map<std::string, std::string>> values;
  std::vector<Rename> objects;
  for (const Rename& rename : c.renames) {
    if (rename.from_value.empty() && rename.to_value.empty())
      objects.push_back(rename);
    else
      values[rename.to].emplace(rename.from_value, rename.to_value);
  }
  for (const std::vector<Rename>& columns : by_table(objects)) {
    if (!are_renamed_by_view(c, columns)) continue;
    rename_columns_by_view(c, columns);
    std::erase_if(objects, [&](const Rename& rename) {
      return std::find(columns.begin(), columns.end(), rename) != columns.end();
    });
  }
  const std::set<Rename> opening = opening_rings(objects);
  for (const Rename& rename : objects)
    opening.contains(rename) ? lower_rename_in_ring(c, rename) : lower_rename(c, rename);
  for (const auto& [id, wanted] : values) lower_values(c, id, wanted);
}

}  // namespace schemagen::dialect::postgres
