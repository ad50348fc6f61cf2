#include "unit/dialect/sqlite_bench.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "schemagen/base/text.h"
#include "schemagen/diff/change.h"
#include "schemagen/diff/rename.h"
#include "schemagen/sql/token.h"

namespace schemagen::tests {

using model::Kind;
using model::Symbol;

Draft& Draft::table(const std::string& name, const std::vector<ColumnText>& columns) {
  table_ = name;
  position_ = 0;
  schema_.put(model::table_id({}, table_), model::Table{});
  for (const ColumnText& text : columns) column(text);
  return *this;
}

Draft& Draft::column(const ColumnText& text) {
  model::Column column;
  column.position.value = ++position_;
  column.not_null = text.type.ends_with('!');
  column.type = column.not_null ? text.type.substr(0, text.type.size() - 1) : text.type;
  column.default_value = text.default_value;
  schema_.put(model::column_id({}, table_, text.name), column);
  return *this;
}

Draft& Draft::generated(const std::string& name, const std::string& type, const std::string& expression,
                        bool stored) {
  column({name, type});
  column_named(name).generated = model::Generated{expression, stored};
  return *this;
}

Draft& Draft::strict() {
  std::get<model::Table>(*schema_.find(model::table_id({}, table_))).strict = true;
  return *this;
}

Draft& Draft::without_rowid() {
  std::get<model::Table>(*schema_.find(model::table_id({}, table_))).without_rowid = true;
  return *this;
}

namespace {

std::vector<model::KeyColumn> key_columns(const std::vector<std::string>& names) {
  std::vector<model::KeyColumn> columns;
  for (const std::string& name : names) columns.push_back({name, {}, false});
  return columns;
}

std::vector<Symbol> symbols(const std::vector<std::string>& names) { return {names.begin(), names.end()}; }

}  // namespace

Draft& Draft::key(const std::vector<std::string>& columns, bool autoincrement) {
  model::PrimaryKey key;
  key.naming = model::Naming::automatic;
  key.columns = key_columns(columns);
  key.autoincrement = autoincrement;
  schema_.put(model::primary_key_id({}, table_), key);
  return *this;
}

Draft& Draft::unique(const std::vector<std::string>& columns, const std::string& name) {
  model::Unique unique;
  unique.naming = name.empty() ? model::Naming::automatic : model::Naming::given;
  unique.columns = key_columns(columns);
  const std::string id = name.empty() ? model::automatic_name(table_.view(), symbols(columns), "key") : name;
  schema_.put({Kind::unique, {}, table_, id}, unique);
  return *this;
}

Draft& Draft::check(const std::string& expression, const std::string& column, const std::string& name) {
  model::Check check;
  check.naming = name.empty() ? model::Naming::automatic : model::Naming::given;
  check.expression = expression;
  const std::string id = name.empty() ? model::automatic_name(table_.view(), {column}, "check") : name;
  schema_.put({Kind::check, {}, table_, id}, check);
  return *this;
}

Draft& Draft::reference(const std::string& column, const std::string& parent,
                        const std::string& parent_column, model::ReferentialAction on_delete,
                        const std::string& name) {
  model::ForeignKey key;
  key.naming = name.empty() ? model::Naming::automatic : model::Naming::given;
  key.columns = {column};
  key.ref_table = parent;
  key.ref_columns = {parent_column};
  key.on_delete = on_delete;
  const std::string id = name.empty() ? model::automatic_name(table_.view(), {column}, "fkey") : name;
  schema_.put({Kind::foreign_key, {}, table_, id}, key);
  return *this;
}

Draft& Draft::index(const std::string& name, const std::vector<std::string>& columns, bool is_unique,
                    const std::string& where) {
  model::Index index;
  for (const std::string& text : columns) {
    model::IndexKey key;
    key.column = text;
    index.keys.push_back(key);
  }
  index.unique = is_unique;
  index.where = where;
  schema_.put({Kind::index, {}, table_, name}, index);
  return *this;
}

Draft& Draft::expression_index(const std::string& name, const std::string& expression) {
  model::Index index;
  model::IndexKey key;
  key.expression = expression;
  index.keys.push_back(key);
  schema_.put({Kind::index, {}, table_, name}, index);
  return *this;
}

Draft& Draft::trigger(const std::string& name, const std::string& sql) {
  model::Trigger trigger;
  trigger.definition = sql;
  schema_.put({Kind::trigger, {}, table_, name}, trigger);
  return *this;
}

Draft& Draft::view(const std::string& name, const std::string& query) {
  model::View view;
  view.query = query;
  table_ = name;
  schema_.put({Kind::view, {}, {}, name}, view);
  return *this;
}

Draft& Draft::virtual_table(const std::string& name, const std::string& module,
                            const std::string& arguments) {
  schema_.put({Kind::virtual_table, {}, {}, name}, model::VirtualTable{module, arguments});
  return *this;
}

model::Column& Draft::column_named(const std::string& name) {
  return std::get<model::Column>(*schema_.find(model::column_id({}, table_, name)));
}

model::Schema Draft::done() const {
  model::Schema schema = schema_;
  for (const auto& [id, key] : schema_.all<model::PrimaryKey>(Kind::primary_key)) {
    const auto* table = schema_.find_as<model::Table>(model::table_id({}, id.owner));
    const auto column_of = [&schema, owner = id.owner](const model::KeyColumn& part) -> model::Column& {
      return std::get<model::Column>(*schema.find(model::column_id({}, owner, part.name)));
    };
    const bool alias = key->columns.size() == 1 && !key->columns[0].descending &&
                       base::equals_ignoring_case(column_of(key->columns[0]).type.view(), "integer");
    if (table->strict || table->without_rowid || alias)
      for (const model::KeyColumn& part : key->columns) column_of(part).not_null = true;
  }
  return schema;
}

Memory::Memory() {
  sqlite3* database = nullptr;
  if (sqlite3_open(":memory:", &database) != SQLITE_OK) throw std::bad_alloc();
  database_.reset(database);
}

std::string Memory::try_run(const std::string& sql) {
  char* message = nullptr;
  if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, &message) == SQLITE_OK) return {};
  std::string text = message;
  sqlite3_free(message);
  return text;
}

void Memory::run(const std::string& sql) {
  const std::string message = try_run(sql);
  if (!message.empty()) ADD_FAILURE() << message << "\nin " << sql;
}

std::string Memory::rows(const std::string& query) {
  std::string out;
  char* message = nullptr;
  const auto add = [](void* text, int count, char** values, char**) {
    std::string& rows = *static_cast<std::string*>(text);
    if (!rows.empty()) rows += ";";
    for (int i = 0; i < count; ++i) rows += std::string(i == 0 ? "" : "|") + (values[i] ? values[i] : "NULL");
    return 0;
  };
  if (sqlite3_exec(database_.get(), query.c_str(), add, &out, &message) != SQLITE_OK) {
    ADD_FAILURE() << message << "\nin " << query;
    sqlite3_free(message);
  }
  return out;
}

std::string Memory::facts() {
  static constexpr const char* kTables = R"(
SELECT t.name, t.type, t.wr, t.strict, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
FROM pragma_table_list AS t JOIN pragma_table_xinfo(t.name) AS c
WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.name)";
  static constexpr const char* kReferences = R"(
SELECT t.name, f."table", f."from", f."to", f.on_update, f.on_delete, f."match"
FROM pragma_table_list AS t JOIN pragma_foreign_key_list(t.name) AS f
WHERE t.schema = 'main' ORDER BY 1, 2, 3, 4)";
  static constexpr const char* kIndexes = R"(
SELECT t.name, CASE i.origin WHEN 'c' THEN i.name END, i."unique", i.origin, i.partial,
  (SELECT group_concat(quote(x.name) || x.coll || x."desc") FROM pragma_index_xinfo(i.name) AS x WHERE x.key)
FROM pragma_table_list AS t JOIN pragma_index_list(t.name) AS i
WHERE t.schema = 'main' ORDER BY 1, 2, 6)";
  std::string out = rows(kTables) + "\n" + rows(kReferences) + "\n" + rows(kIndexes) + "\n";
  out += rows(
      "SELECT name, (length(upper(sql)) - length(replace(upper(sql), 'CHECK', ''))) / 5, "
      "sql LIKE '%AUTOINCREMENT%' FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
      "ORDER BY name");
  return out + "\n" +
         rows(
             "SELECT type, name, tbl_name, replace(sql, '\"', '') FROM sqlite_schema "
             "WHERE type NOT IN ('table') AND sql IS NOT NULL ORDER BY type, name");
}

namespace {

plan::Plan make(const model::Schema& before, const model::Schema& after, const dialect::AdviceMap& advice,
                const std::vector<diff::Rename>& renames, int version) {
  const model::Schema renamed = diff::rename_objects(before, renames);
  const diff::ChangeSet changes{renames, diff::compare(renamed, after)};
  return dialect::plan_changes({changes, renamed, after, advice, {sql::Dialect::sqlite, version}});
}

}  // namespace

Bench::Bench(const model::Schema& before, const model::Schema& after, const dialect::AdviceMap& advice,
             const std::vector<diff::Rename>& renames, int version)
    : before_(before), after_(after), plan_(make(before, after, advice, renames, version)) {
  database_.run("PRAGMA foreign_keys = ON");
  for (const std::string& sql : dialect::create_statements(before, plan_.target)) database_.run(sql);
}

std::string Bench::outline() const {
  std::string out;
  for (const plan::Step& step : plan_.steps)
    for (const std::string& sql : step.sql)
      out += plan::to_string(step.phase).substr(0, 1) + ": " + sql.substr(0, sql.find('\n')) + "\n";
  return out;
}

bool Bench::has(plan::Hazard hazard) const {
  return std::any_of(plan_.steps.begin(), plan_.steps.end(), [hazard](const plan::Step& step) {
    return std::count(step.hazards.begin(), step.hazards.end(), hazard) > 0;
  });
}

std::string Bench::run_in_transaction(const std::vector<std::string>& statements, bool rebuilds) {
  if (rebuilds) database_.run("PRAGMA foreign_keys = OFF");
  database_.run("BEGIN IMMEDIATE");
  std::string message;
  for (const std::string& sql : statements)
    if (message.empty() && !(message = database_.try_run(sql)).empty()) message += " in " + sql;
  if (message.empty() && rebuilds) {
    const std::string violations = database_.rows("SELECT * FROM pragma_foreign_key_check");
    if (!violations.empty()) message = "violations: " + violations;
  }
  database_.run(message.empty() ? "COMMIT" : "ROLLBACK");
  database_.run("PRAGMA legacy_alter_table = OFF");
  database_.run("PRAGMA foreign_keys = ON");
  return message;
}

std::string Bench::try_phase(plan::Phase phase) {
  std::vector<std::string> statements;
  bool rebuilds = false;
  for (const plan::Step* step : plan::steps_in(plan_, phase)) {
    statements.insert(statements.end(), step->sql.begin(), step->sql.end());
    rebuilds = rebuilds || !step->rewrites.empty();
  }
  return run_in_transaction(statements, rebuilds);
}

void Bench::migrate() {
  for (const plan::Phase phase : {plan::Phase::expand, plan::Phase::migrate, plan::Phase::contract})
    EXPECT_EQ(try_phase(phase), "") << outline();
  Memory wanted;
  for (const std::string& sql : dialect::create_statements(after_, plan_.target)) wanted.run(sql);
  EXPECT_EQ(database_.facts(), wanted.facts()) << outline();
}

void Bench::undo() {
  std::vector<std::string> statements;
  bool rebuilds = false;
  for (auto step = plan_.steps.rbegin(); step != plan_.steps.rend(); ++step) {
    if (step->phase == plan::Phase::contract) continue;
    statements.insert(statements.end(), step->undo.begin(), step->undo.end());
    rebuilds = rebuilds || !step->rewrites.empty();
  }
  EXPECT_EQ(run_in_transaction(statements, rebuilds), "") << outline();
  Memory wanted;
  for (const std::string& sql : dialect::create_statements(before_, plan_.target)) wanted.run(sql);
  EXPECT_EQ(database_.facts(), wanted.facts()) << outline();
}

}  // namespace schemagen::tests
