#include "support/application.h"

#include <algorithm>

#include "schemagen/base/error.h"
#include "schemagen/sql/quote.h"
#include "support/application_sql.h"
#include "support/application_value.h"

namespace schemagen::tests {
namespace {

using model::Kind;

/// Parents before their children, as far as there is no circle.
void add_with_parents(const model::Schema& schema, const ObjectId& id, std::vector<ObjectId>& order,
                      std::set<ObjectId>& seen) {
  if (!schema.contains(id) || !seen.insert(id).second) return;
  for (const auto& [key, foreign] : schema.owned_as<model::ForeignKey>(Kind::foreign_key, id.schema, id.name))
    add_with_parents(schema, model::table_id(foreign->ref_schema, foreign->ref_table), order, seen);
  order.push_back(id);
}

std::vector<ObjectId> tables_in_order(const model::Schema& schema) {
  std::vector<ObjectId> order;
  std::set<ObjectId> seen;
  for (const auto& [id, table] : schema.all<model::Table>(Kind::table))
    add_with_parents(schema, id, order, seen);
  return order;
}

TableUse table_use(const model::Schema& schema, const ObjectId& id) {
  TableUse table;
  table.id = id;
  for (const auto& [column_id, column] : schema.columns_of(id.schema, id.name)) {
    ColumnUse use;
    use.name = column_id.name;
    use.type = column->type;
    const bool numbered = column->identity || column->serial;
    use.writable = !numbered && !column->generated;
    use.may_be_numbered =
        column->serial || (column->identity && column->identity->mode == model::Identity::Mode::by_default);
    use.required = use.writable && column->not_null && column->default_value.empty();
    table.columns.push_back(use);
  }
  const auto* const primary = schema.find_as<model::PrimaryKey>(model::primary_key_id(id.schema, id.name));
  if (primary != nullptr) table.identity = unique_keys(schema, id).front();
  return table;
}

std::string message_of(const base::Error& error) {
  const std::string text = error.what();
  return text + (error.code().empty() ? "" : " [" + error.code() + "]");
}

std::vector<Values> rows_as_values(const std::vector<db::Row>& rows, const std::vector<Symbol>& columns) {
  std::vector<Values> found;
  for (const db::Row& row : rows) {
    Values values;
    for (std::size_t i = 0; i < columns.size() && i < row.size(); ++i) values[columns[i]] = row[i];
    found.push_back(std::move(values));
  }
  return found;
}

}  // namespace

std::string on_conflict_name(const std::vector<Symbol>& arbiter) {
  return " ON CONFLICT (" + sql::quote_names(arbiter, sql::Dialect::postgresql) + ")";
}

Outcome run_statement(db::Database& database, const ObjectId& table, const std::string& name,
                      const std::string& statement, const std::vector<Symbol>& columns,
                      const std::set<Symbol>& changing) {
  Outcome outcome{table, name, {}, {}, changing};
  try {
    outcome.rows = rows_as_values(database.execute(statement), columns);
  } catch (const base::Error& error) {
    outcome.error = message_of(error);
  }
  return outcome;
}

Application::Application(const model::Schema& schema, db::Database& own, int first,
                         const std::vector<Condition>& conditions)
    : schema_(schema), first_(first) {
  for (const ObjectId& id : tables_in_order(schema)) {
    TableUse use = table_use(schema, id);
    const auto rows = rows_as_values(
        own.execute("SELECT " + as_text(use) + " FROM " + quoted(id) + " ORDER BY 1 LIMIT 1"), names_of(use));
    if (!rows.empty()) use.seeded = rows.front();
    stride_ =
        std::max(stride_, static_cast<int>(use.columns.size() + 2 * unique_keys(schema, id).size() + 4));
    tables_.push_back(std::move(use));
  }
  learn(own, conditions);
  learn_relations(own);
}

std::vector<std::string> Application::gaps() const {
  std::vector<std::string> found = unreadable_;
  for (const TableUse& table : tables_) {
    const bool updates = std::any_of(table.columns.begin(), table.columns.end(),
                                     [](const ColumnUse& column) { return column.update.has_value(); });
    if (!table.inserts && !updates) found.push_back("nothing can be written to " + quoted(table.id));
  }
  return found;
}

const TableUse* Application::table(const ObjectId& id) const {
  for (const TableUse& table : tables_)
    if (table.id == id) return &table;
  return nullptr;
}

std::optional<Values> Application::read(db::Database& database, const TableUse& table,
                                        const Values& row) const {
  const auto rows = rows_as_values(
      database.execute("SELECT " + as_text(table) + " FROM " + quoted(table.id) + where(table, row)),
      names_of(table));
  return rows.empty() ? std::nullopt : std::optional<Values>(rows.front());
}

std::vector<db::Row> Application::read_all(db::Database& database, const TableUse& table) const {
  auto rows = database.execute("SELECT " + as_text(table) + " FROM " + quoted(table.id));
  std::sort(rows.begin(), rows.end());
  return rows;
}

Outcome Application::remove(Client& client, const TableUse& table, const Values& row,
                            const std::string& origin) const {
  Outcome removed = run_statement(client.database, table.id, "DELETE FROM " + quoted(table.id) + origin,
                                  delete_sql(table, row), names_of(table));
  removed.rows.resize(std::min<std::size_t>(removed.rows.size(), 1));  // without a key there may be twins
  for (Values& values : removed.rows) values.clear();
  return removed;
}

void Application::apply_parents(const Client& client, const TableUse& table, Values& row) const {
  for (const auto& [id, key] :
       schema_.owned_as<model::ForeignKey>(Kind::foreign_key, table.id.schema, table.id.name)) {
    const ObjectId parent_id = model::table_id(key->ref_schema, key->ref_table);
    const TableUse* const parent = this->table(parent_id);
    const auto newest = client.newest.find(parent_id);
    const Values* source = parent != nullptr && parent->seeded ? &*parent->seeded : nullptr;
    if (newest != client.newest.end() && (source == nullptr || table.newest_parents))
      source = &newest->second;
    for (std::size_t i = 0; i < key->columns.size() && i < key->ref_columns.size(); ++i) {
      const auto written = row.find(key->columns[i]);
      if (written == row.end()) continue;
      const bool known = source != nullptr && source->contains(key->ref_columns[i]);
      written->second = known ? source->at(key->ref_columns[i]) : db::Cell();
    }
  }
}

Values Application::compose(const Client& client, const TableUse& table, int number, bool numbered) const {
  Values row;
  for (const ColumnUse& column : table.columns) {
    if (!column.writable && !(numbered && column.may_be_numbered)) continue;
    const db::Cell generated = value_of_type(column.type, number, schema_);
    const db::Cell seeded = table.seeded ? table.seeded->at(column.name) : db::Cell();
    switch (column.insert) {
      case Choice::generated:
        row[column.name] = generated ? generated : seeded;
        break;
      case Choice::seeded:
        row[column.name] = seeded;
        break;
      case Choice::none:
        break;
    }
  }
  apply_parents(client, table, row);
  return row;
}

Values Application::only_required(const TableUse& table, const Values& row) const {
  Values required;
  for (const ColumnUse& column : table.columns)
    if (column.required && row.contains(column.name)) required[column.name] = row.at(column.name);
  return required;
}

Round Application::run(Client& client, int round) const {
  Round done;
  std::vector<Doomed> doomed;
  const int number = first_ + (round + 1) * stride_;
  for (const TableUse& table : tables_) {
    write_rows(client, table, number, done, doomed);
    upsert_rows(client, table, number, done, doomed);
    done.outcomes.push_back(run_statement(client.database, table.id, "SELECT FROM " + quoted(table.id),
                                          "SELECT " + as_text(table) + " FROM " + quoted(table.id), {}));
    done.outcomes.back().rows.clear();
  }
  for (const auto& [id, name, statement] : reads_) {
    done.outcomes.push_back(run_statement(client.database, id, name, statement, {}));
    done.outcomes.back().rows.clear();
  }
  for (auto row = doomed.rbegin(); row != doomed.rend(); ++row)
    done.outcomes.push_back(remove(client, *row->table, row->values, row->origin));
  return done;
}

void Application::write_rows(Client& client, const TableUse& table, int number, Round& round,
                             std::vector<Doomed>& doomed) const {
  if (!table.inserts) return;
  const std::vector<Symbol> names = names_of(table);
  const std::string into = "INSERT INTO " + quoted(table.id);
  const auto note = [&](Outcome outcome) {
    round.outcomes.push_back(std::move(outcome));
    return round.outcomes.back().rows.empty() ? std::nullopt
                                              : std::optional<Values>(round.outcomes.back().rows.front());
  };
  const auto insert = [&](const Values& row, const std::string& how, const std::set<Symbol>& changing) {
    return note(
        run_statement(client.database, table.id, into + how, insert_sql(table, row), names, changing));
  };
  if (const auto kept = insert(compose(client, table, number), "", table.changing)) {
    if (!table.has_twins) round.kept[table.id] = *kept;
    client.newest[table.id] = *kept;
  }
  if (table.has_twins) return;
  if (table.inserts_required)
    if (const auto row = insert(only_required(table, compose(client, table, number + 1)),
                                std::string(kOnlyRequired), table.changing_required))
      doomed.push_back({&table, *row, ", required"});
  auto row = insert(compose(client, table, number + 2), ", another", table.changing);
  int next = number + 3;
  for (const ColumnUse& column : table.columns) {
    ++next;
    if (!row || !column.update) continue;
    ColumnUse changed = column;
    changed.insert = *column.update;
    TableUse use = table;
    std::replace_if(
        use.columns.begin(), use.columns.end(),
        [&column](const ColumnUse& other) { return other.name == column.name; }, changed);
    const Values values = compose(client, use, next);
    if (!values.contains(column.name)) continue;
    const auto after = note(
        run_statement(client.database, table.id, "UPDATE " + quoted(table.id) + " SET " + quoted(column.name),
                      update_sql(table, column.name, values.at(column.name), *row), names, table.changing));
    if (after) row = after;
  }
  if (row) doomed.push_back({&table, *row, ", updated"});
}

void Application::upsert_rows(Client& client, const TableUse& table, int number, Round& round,
                              std::vector<Doomed>& doomed) const {
  int next = number + 4 + static_cast<int>(table.columns.size());
  for (const std::vector<Symbol>& arbiter : table.arbiters) {
    const Values first = compose(client, table, next++, true);
    Values second = compose(client, table, next++, true);
    for (const Symbol name : arbiter) second[name] = first.at(name);
    const std::string name = "INSERT INTO " + quoted(table.id) + on_conflict_name(arbiter);
    std::optional<Values> row;
    for (const auto& [values, how] : {std::pair(first, ", new"), std::pair(second, ", existing")}) {
      round.outcomes.push_back(run_statement(client.database, table.id, name + how,
                                             upsert_sql(table, values, arbiter), names_of(table),
                                             table.changing));
      if (!round.outcomes.back().rows.empty()) row = round.outcomes.back().rows.front();
    }
    if (row) doomed.push_back({&table, *row, ", upserted by " + name});
  }
}

}  // namespace schemagen::tests
