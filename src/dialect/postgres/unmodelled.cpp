#include "dialect/postgres/unmodelled.h"

#include <algorithm>
#include <map>

#include "dialect/postgres/context.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Kind;

using Touched = std::map<ObjectId, Touch>;

std::string how_word(Touch how) {
  switch (how) {
    case Touch::gone:
      return "gone";
    case Touch::replaced:
      return "replaced";
    case Touch::altered:
      return "altered";
  }
  return {};
}

/// `ARRAY[['column', 'public.users', 'age', 'replaced'], …]`, as the helpers take it.
std::string objects_sql(const Schema& schema, const Touched& touched) {
  std::vector<std::string> rows;
  for (const auto& [id, how] : touched) {
    const bool is_column = id.kind == Kind::column;
    const std::string kind = is_column                    ? "column"
                             : id.kind == Kind::function  ? "function"
                             : id.kind == Kind::enum_type ? "type"
                                                          : "relation";
    const std::vector<std::string> row{kind,
                                       is_column ? qualified(id.schema, id.owner) : qualified(schema, id),
                                       is_column ? id.name.str() : "", how_word(how)};
    std::vector<std::string> cells;
    for (const std::string& cell : row) cells.push_back(sql::quote_literal(cell));
    rows.push_back("[" + base::join(cells, ", ") + "]");
  }
  return "ARRAY[" + base::join(rows, ", ") + "]";
}

std::string rename_sql(const ObjectId& column, Symbol from, Symbol to) {
  return alter_table(column, "RENAME COLUMN " + quoted(from) + " TO " + quoted(to));
}

Symbol name_aside(const PassedName& name) { return model::side_name("aside", "", name.to.name); }

std::vector<ObjectId> relations_of(const Touched& touched) {
  std::vector<ObjectId> found;
  for (const auto& [id, how] : touched)
    if (model::is_owned(id.kind)) found.push_back(model::owner_id(id));
  return found;
}

/// Functions of the declaration with a body that the server knows, and that the plan itself sees to.
std::vector<std::string> known_functions(const Context& c) {
  std::set<ObjectId> known;
  for (const auto& [id, how] : c.touched) {
    if (id.kind == Kind::function) known.insert(id);
    for (const ObjectId& other : c.then.dependents(id))
      if (other.kind == Kind::function) known.insert(other);
  }
  std::vector<std::string> names;
  for (const ObjectId& id : known) names.push_back(qualified(c.before, id));
  return names;
}

}  // namespace

bool carries_unmodelled(Kind kind) {
  return kind == Kind::column || kind == Kind::view || kind == Kind::materialized_view ||
         kind == Kind::function || kind == Kind::enum_type;
}

Statements take_down_unmodelled_sql(const Schema& schema, const std::vector<ObjectId>& ids,
                                    const std::vector<PassedName>& passed) {
  Touched touched;
  for (const ObjectId& id : ids) touched.emplace(id, Touch::replaced);
  Statements sql;
  Statements back;
  for (const PassedName& name : passed) {
    touched.erase(name.from);
    touched.emplace(name.to, Touch::replaced);
    sql.push_back(rename_sql(name.to, name.to.name, name_aside(name)));
    sql.push_back(rename_sql(name.from, name.from.name, name.to.name));
    back.push_back(rename_sql(name.from, name.to.name, name.from.name));
    back.push_back(rename_sql(name.to, name_aside(name), name.to.name));
  }
  sql.push_back("CALL pg_temp.take_down(" + objects_sql(schema, touched) +
                (passed.empty() ? ")" : ", drops => false)"));
  sql.insert(sql.end(), back.begin(), back.end());
  if (!passed.empty()) sql.push_back("CALL pg_temp.drop_carried()");
  return sql;
}

Statements put_up_unmodelled_sql() { return {"CALL pg_temp.put_up()"}; }

namespace {

/// Columns that have a value of their own, keys and rules: by their relation and name.
bool stands_on_columns(const ObjectId& id, const model::Object& object) {
  const auto* column = std::get_if<model::Column>(&object);
  if (column != nullptr) return !column->default_value.empty() || column->generated || column->serial;
  return id.kind == Kind::index || id.kind == Kind::trigger || is_constraint(id.kind);
}

/// Under the names that it has before and after the plan.
std::vector<std::string> known_names(const Context& c) {
  std::set<ObjectId> tables;
  for (const auto& [id, how] : c.touched) {
    const bool is_column = id.kind == Kind::column;
    if (is_column) tables.insert(model::owner_id(id));
    for (const References* side : {&c.then, &c.now})
      for (const ObjectId& other : side->dependents(is_column ? model::owner_id(id) : id))
        if (model::is_owned(other.kind)) tables.insert(model::owner_id(other));
  }
  std::set<std::string> names;
  const auto add = [&](const ObjectId& table, Symbol name) {
    names.insert(table.schema.str() + "." + table.name.str() + " " + name.str());
  };
  for (const ObjectId& table : tables)
    for (const Schema* schema : {&c.before, &c.after})
      for (const ObjectId& id : schema->owned_by(table.schema, table.name))
        if (stands_on_columns(id, *schema->find(id)))
          add(table, is_constraint(id.kind) ? constraint_name(*schema, id) : id.name);
  for (const diff::Rename& rename : c.renames)
    if (model::is_owned(rename.to.kind) && tables.contains(model::owner_id(rename.to)))
      add(model::owner_id(rename.to), rename.from.name);
  return {names.begin(), names.end()};
}

bool is_needed_in(const Context& c, Phase phase) {
  return std::any_of(c.steps.begin(), c.steps.end(), [&](const Step& step) { return step.phase == phase; });
}

/// What is there until `phase`: a step of an earlier one may have made it anew or dropped it by then.
Touched touched_in(const Context& c, Phase phase) {
  Touched touched = c.touched;
  for (const Step& step : c.steps)
    if (step.phase < phase)
      for (const ObjectId& id : step.destroys) touched.erase(id);
  return touched;
}

std::string require_known_sql(const Context& c, const Touched& touched) {
  const std::vector<std::string> functions = known_functions(c);
  return "CALL pg_temp.require_known(" + objects_sql(c.before, touched) + ",\n    known => " +
         sql::quote_array(known_names(c)) +
         (functions.empty() ? "" : ",\n    functions => " + sql::quote_array(functions)) + ")";
}

void look_for_unknown(Context& c, Phase phase, const Touched& touched) {
  if (touched.empty()) return;
  Step& step =
      c.emit(phase,
             "What schemagen does not know and cannot carry over would " +
                 std::string(phase == Phase::contract ? "be lost or stop this file" : "stop a later step") +
                 ": it is looked for first.",
             {require_known_sql(c, touched)});
  step.precheck = true;
  step.looks_for_unknown = true;
  step.needs = relations_of(touched);
  for (const auto& [id, how] : touched) step.releases.push_back(id);
}

}  // namespace

void lower_unmodelled(Context& c) {
  if (c.touched.empty()) return;
  const Phase first = is_needed_in(c, Phase::expand)    ? Phase::expand
                      : is_needed_in(c, Phase::migrate) ? Phase::migrate
                                                        : Phase::contract;
  const bool again = first != Phase::contract && is_needed_in(c, Phase::contract);
  look_for_unknown(c, first, c.touched);
  if (again) look_for_unknown(c, Phase::contract, touched_in(c, Phase::contract));
}

}  // namespace schemagen::dialect::postgres
