#include <algorithm>

#include "schemagen/base/error.h"
#include "support/application.h"
#include "support/application_sql.h"

namespace schemagen::tests {
namespace {

using model::Kind;

constexpr std::string_view kRelationColumns = R"sql(
SELECT coalesce(string_agg(quote_ident(attname) || '::text', ', ' ORDER BY attnum), '1')
  FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped AND attrelid = )sql";

/// Which columns take a seeded value or none instead of a generated one: fewest first.
std::vector<std::vector<Choice>> assignments(std::size_t count) {
  std::vector<std::vector<Choice>> all = {std::vector<Choice>(count, Choice::generated)};
  const auto with = [&](std::vector<Choice> base, std::size_t from) {
    for (std::size_t i = from; i < count; ++i)
      for (const Choice choice : {Choice::seeded, Choice::none}) {
        std::vector<Choice> next = base;
        next[i] = choice;
        all.push_back(next);
      }
  };
  with(all.front(), 0);
  const std::size_t singles = all.size();
  for (std::size_t i = 1; i < singles; ++i) with(all[i], (i - 1) / 2 + 1);
  for (const Choice choice : {Choice::seeded, Choice::none})
    for (std::size_t generated = 0; generated <= count; ++generated) {
      all.emplace_back(count, choice);
      if (generated < count) all.back()[generated] = Choice::generated;
    }
  return all;
}

/// Runs the statements in a transaction that is rolled back, deferred constraints checked; the rows of the
/// last one, or nothing when one was refused.
std::optional<std::vector<db::Row>> rehearse(db::Database& database,
                                             const std::vector<std::string>& statements) {
  std::optional<std::vector<db::Row>> rows;
  database.execute("BEGIN");
  try {
    for (const std::string& statement : statements) rows = database.execute(statement);
    database.execute("SET CONSTRAINTS ALL IMMEDIATE");
  } catch (const base::Error&) {
    rows.reset();
  }
  database.execute("ROLLBACK");
  return rows;
}

Values as_values(const db::Row& row, const std::vector<Symbol>& names) {
  Values values;
  for (std::size_t i = 0; i < names.size(); ++i) values[names[i]] = row[i];
  return values;
}

/// Runs INSERT twice; the row, and in `changing` what was different.
std::optional<Values> rehearse_insert(db::Database& database, const TableUse& table, const Values& row,
                                      std::set<Symbol>& changing) {
  const std::vector<Symbol> names = names_of(table);
  const auto first = rehearse(database, {insert_sql(table, row)});
  if (!first || first->size() != 1) return std::nullopt;
  const auto second = rehearse(database, {insert_sql(table, row)});
  if (!second || second->size() != 1) return std::nullopt;
  const Values values = as_values(first->front(), names);
  const Values again = as_values(second->front(), names);
  changing.clear();
  for (const Symbol name : names)
    if (values.at(name) != again.at(name)) changing.insert(name);
  return values;
}

}  // namespace

void Application::learn(db::Database& own, const std::vector<Condition>& conditions) {
  Client client{own, {}};
  for (TableUse& table : tables_) {
    const Condition* const met = learn_insert(client, table, conditions);
    if (met == nullptr) continue;
    table.has_twins =
        table.identity.empty() && compose(client, table, first_) == compose(client, table, first_ + 1);
    spread_changing(table);
    learn_required(client, table);
    learn_updates(client, table, *met);
    learn_upserts(client, table);
    const Values row = compose(client, table, first_);
    const Outcome kept = run_statement(own, table.id, "INSERT", insert_sql(table, row), names_of(table));
    if (!kept.rows.empty()) client.newest[table.id] = kept.rows.front();
  }
}

bool Application::try_insert(Client& client, TableUse& table, const Condition& condition) const {
  const auto row = rehearse_insert(client.database, table, compose(client, table, first_), table.changing);
  return row && condition(table.id, *row);
}

const Application::Condition* Application::learn_insert(Client& client, TableUse& table,
                                                        const std::vector<Condition>& conditions) const {
  std::vector<ColumnUse*> written;
  for (ColumnUse& column : table.columns)
    if (column.writable) written.push_back(&column);
  for (const Condition& condition : conditions)
    for (const bool newest : {false, true}) {
      table.newest_parents = newest;
      for (const std::vector<Choice>& choices : assignments(written.size())) {
        for (std::size_t i = 0; i < written.size(); ++i) written[i]->insert = choices[i];
        if (!try_insert(client, table, condition)) continue;
        table.inserts = true;
        table.accepted = &condition == &conditions.front();
        return &condition;
      }
    }
  return nullptr;
}

/// Foreign keys to such columns and generated columns over them change too.
void Application::spread_changing(TableUse& table) const {
  for (const auto& [id, key] :
       schema_.owned_as<model::ForeignKey>(Kind::foreign_key, table.id.schema, table.id.name)) {
    const TableUse* const parent = this->table(model::table_id(key->ref_schema, key->ref_table));
    for (std::size_t i = 0; i < key->columns.size() && i < key->ref_columns.size(); ++i)
      if (parent != nullptr && parent->changing.contains(key->ref_columns[i]))
        table.changing.insert(key->columns[i]);
  }
  const std::set<Symbol> direct = table.changing;
  for (const auto& [id, column] : schema_.columns_of(table.id.schema, table.id.name))
    for (const Symbol name : direct)
      if (column->generated && column->generated->expression.str().find(name.str()) != std::string::npos)
        table.changing.insert(id.name);
}

void Application::learn_required(Client& client, TableUse& table) const {
  const Values row = only_required(table, compose(client, table, first_));
  const auto tried = rehearse_insert(client.database, table, row, table.changing_required);
  table.inserts_required = tried.has_value();
  table.changing_required.insert(table.changing.begin(), table.changing.end());
}

void Application::learn_updates(Client& client, TableUse& table, const Condition& condition) const {
  const std::vector<Symbol> names = names_of(table);
  const Values inserted = compose(client, table, first_);
  for (ColumnUse& column : table.columns) {
    if (!column.writable) continue;
    const Choice usual = column.insert;
    for (const Choice choice : {Choice::generated, Choice::seeded}) {
      column.insert = choice;
      const Values values = compose(client, table, first_ + 1);
      column.insert = usual;
      if (!values.contains(column.name)) continue;
      const auto row = rehearse(client.database, {insert_sql(table, inserted)});
      if (!row || row->size() != 1) continue;
      Values identity = as_values(row->front(), names);
      TableUse by_written = table;
      if (std::any_of(table.identity.begin(), table.identity.end(),
                      [&](Symbol name) { return table.changing.contains(name); })) {
        by_written.identity.clear();
        for (const auto& [name, value] : inserted)
          if (value && !table.changing.contains(name)) by_written.identity.push_back(name);
      }
      const auto updated =
          rehearse(client.database, {insert_sql(table, inserted),
                                     update_sql(by_written, column.name, values.at(column.name), identity)});
      if (!updated || updated->size() != 1 || !condition(table.id, as_values(updated->front(), names)))
        continue;
      column.update = choice;
      break;
    }
  }
}

void Application::learn_upserts(Client& client, TableUse& table) const {
  const Values first = compose(client, table, first_, true);
  for (const std::vector<Symbol>& key : unique_keys(schema_, table.id)) {
    if (!std::all_of(key.begin(), key.end(),
                     [&](Symbol name) { return first.contains(name) && first.at(name).has_value(); }))
      continue;
    Values second = compose(client, table, first_ + 1, true);
    if (std::all_of(key.begin(), key.end(), [&](Symbol name) { return first.at(name) == second.at(name); }))
      continue;  // it would be a row that is there
    for (const Symbol name : key) second[name] = first.at(name);
    const auto rows =
        rehearse(client.database, {upsert_sql(table, first, key), upsert_sql(table, second, key)});
    if (rows && rows->size() == 1) table.arbiters.push_back(key);
  }
}

void Application::learn_relations(db::Database& own) {
  const auto add = [&](const ObjectId& id) {
    const std::string columns =
        own.execute(std::string(kRelationColumns) + literal(quoted(id)) + "::regclass")
            .front()
            .front()
            .value_or("1");
    const std::string statement = "SELECT " + columns + " FROM " + quoted(id);
    if (rehearse(own, {statement}))
      reads_.emplace_back(id, "SELECT FROM " + quoted(id), statement);
    else
      unreadable_.push_back("nothing can be read from " + quoted(id));
  };
  for (const auto& [id, view] : schema_.all<model::View>(Kind::view)) add(id);
  for (const auto& [id, view] : schema_.all<model::MaterializedView>(Kind::materialized_view))
    if (view->populated) add(id);
  for (const auto& [id, sequence] : schema_.all<model::Sequence>(Kind::sequence)) {
    const std::string statement = "SELECT nextval(" + literal(quoted(id)) + ")";
    if (rehearse(own, {statement})) reads_.emplace_back(id, "nextval of " + quoted(id), statement);
  }
}

}  // namespace schemagen::tests
