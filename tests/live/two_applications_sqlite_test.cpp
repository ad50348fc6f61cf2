// An old and a new application beside a migration of SQLite: what they write works after every file. A file
// is one transaction, so that nobody sees its steps one by one.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"
#include "support/golden_case.h"
#include "support/live_proof.h"

namespace schemagen::tests {
namespace {

using model::Kind;

std::string quoted(base::Symbol name) { return sql::quote_name(name.view(), sql::Dialect::sqlite); }

/// What is known not to hold: a case, a part of the line that says so, and why. An entry that is not needed
/// any more fails its test.
struct Known {
  std::string name;
  std::string part;
  std::string reason;
};

const std::vector<Known>& known() {
  static const std::vector<Known> entries = {
      {"column/drop_not_null", "users.fax holds no NULL",
       "the new application no longer writes what undo.sql makes NOT NULL again: it stops, and says so"}};
  return entries;
}

std::set<base::Symbol> columns_of_keys(const model::Schema& schema, base::Symbol table) {
  std::set<base::Symbol> columns;
  const auto take = [&columns](const auto& keys) {
    for (const auto& key : keys) columns.insert(key.name);
  };
  if (const auto* key = schema.find_as<model::PrimaryKey>(model::primary_key_id({}, table)))
    take(key->columns);
  for (const auto& [id, unique] : schema.owned_as<model::Unique>(Kind::unique, {}, table))
    take(unique->columns);
  for (const auto& [id, index] : schema.owned_as<model::Index>(Kind::index, {}, table))
    if (index->unique)
      for (const model::IndexKey& key : index->keys) columns.insert(key.column);
  return columns;
}

/// Statements on one table: a seeded row with keys of its own.
struct Use {
  base::Symbol table;
  std::vector<base::Symbol> columns;
  std::vector<std::string> row;  ///< literals
  std::set<base::Symbol> fresh;  ///< columns whose values no two rows share
};

class SqliteApplication {
 public:
  /// `home` is a database where nothing else is going on. `other`: what is unique there is kept unique too.
  /// Keys are numbers from `number` on.
  SqliteApplication(db::Database& home, const model::Schema& schema, const model::Schema& other, int number)
      : home_(home), number_(number) {
    for (const auto& [id, table] : schema.all<model::Table>(Kind::table)) learn(schema, other, id.name);
  }

  const std::vector<base::Symbol>& gaps() const { return gaps_; }

  std::vector<std::string> run(db::Database& database) {
    ++number_;
    std::vector<std::string> problems;
    for (const Use& use : uses_)
      for (std::string& problem : run(database, use)) problems.push_back(std::move(problem));
    return problems;
  }

 private:
  void learn(const model::Schema& schema, const model::Schema& other, base::Symbol table) {
    Use use{table, {}, {}, columns_of_keys(schema, table)};
    use.fresh.merge(columns_of_keys(other, table));
    std::vector<std::string> values;
    for (const auto& [id, column] : schema.columns_of({}, table)) {
      if (column->generated) continue;
      use.columns.push_back(id.name);
      values.push_back("quote(" + quoted(id.name) + ")");
    }
    const auto rows =
        home_.execute("SELECT " + base::join(values, ", ") + " FROM " + quoted(table) + " LIMIT 1");
    if (rows.empty() || use.fresh.empty()) return;
    for (const db::Cell& cell : rows.front()) use.row.push_back(*cell);
    for (const auto& [id, key] : schema.owned_as<model::ForeignKey>(Kind::foreign_key, {}, table))
      if (key->ref_table != table)
        for (const base::Symbol column : key->columns) use.fresh.erase(column);
    if (use.fresh.empty() || !run(home_, use).empty())
      gaps_.push_back(table);
    else
      uses_.push_back(std::move(use));
  }

  std::string fresh(const std::string& value) const {
    const std::string number = std::to_string(number_);
    if (value.starts_with("'")) return value.substr(0, value.size() - 1) + number + "'";
    return value.starts_with("X") ? "CAST('b" + number + "' AS BLOB)" : number;
  }

  std::vector<std::string> run(db::Database& database, const Use& use) const {
    std::vector<std::string> columns;
    std::vector<std::string> values;
    std::vector<std::string> key;
    std::vector<std::string> same;
    for (std::size_t i = 0; i < use.columns.size(); ++i) {
      const std::string name = quoted(use.columns[i]);
      const bool is_fresh = use.fresh.contains(use.columns[i]);
      columns.push_back(name);
      values.push_back(is_fresh ? fresh(use.row[i]) : use.row[i]);
      same.push_back(name + " = " + name);
      if (is_fresh) key.push_back(name + " IS " + values.back());
    }
    const std::string table = quoted(use.table);
    const std::string where = " WHERE " + base::join(key, " AND ");
    const std::string list = base::join(columns, ", ");
    std::vector<std::string> problems;
    const auto attempt = [&](const std::string& statement, const char* count) {
      try {
        database.execute(statement);
        const auto changed = database.execute("SELECT count(*) FROM " + table + where);
        if (changed.at(0).at(0) != count) problems.push_back(statement + ": " + *changed[0][0] + " rows");
      } catch (const base::Error& error) {
        problems.push_back(statement + ": " + error.what());
      }
    };
    const std::string insert =
        "INSERT INTO " + table + " (" + list + ") VALUES (" + base::join(values, ", ") + ")";
    attempt(insert, "1");
    attempt("UPDATE " + table + " SET " + base::join(same, ", ") + where, "1");
    attempt("DELETE FROM " + table + where, "0");
    attempt(insert, "1");
    return problems;
  }

  db::Database& home_;
  std::vector<Use> uses_;
  std::vector<base::Symbol> gaps_;
  int number_;
};

class TwoApplicationsSqlite : public testing::TestWithParam<GoldenCase> {
 protected:
  void SetUp() override {
    const auto database = seeded();
    migration_ = migration_of(from_.schema, to_, plan_of(*database, to_, true));
    files_ = migration::render(migration_);
    home_after_ = seeded();
    for (const char* const file : {"1_expand.sql", "2_migrate.sql", "3_contract.sql"})
      run(*home_after_, file);
    home_before_ = seeded();
    old_ = std::make_unique<SqliteApplication>(*home_before_, from_.schema, to_.schema, 1000);
    new_ = std::make_unique<SqliteApplication>(*home_after_, to_.schema, from_.schema, 2000);
  }

  std::unique_ptr<db::Database> seeded() const {
    auto database = fresh_database(sql::Dialect::sqlite);
    create_schema(*database, from_.schema);
    db::run_script(*database, GetParam().seed(), "seed.sql");
    database->execute("PRAGMA foreign_keys = ON");
    return database;
  }

  void run(db::Database& database, const std::string& file) const {
    if (const auto found = files_.find(file); found != files_.end() && !found->second.empty())
      db::run_script(database, found->second, file);
    database.execute("PRAGMA foreign_keys = ON");
  }

  bool rejects_old_writers(plan::Phase phase) const {
    return std::any_of(migration_.plan.steps.begin(), migration_.plan.steps.end(), [phase](const auto& step) {
      return step.phase <= phase && std::find(step.hazards.begin(), step.hazards.end(),
                                              plan::Hazard::rejects_old_writers) != step.hazards.end();
    });
  }

  void note(const std::string& where, const std::vector<std::string>& problems) {
    for (const std::string& problem : problems) problems_.push_back(where + problem);
  }

  void run_until_contract(db::Database& database) {
    note("before: old: ", old_->run(database));
    run(database, "1_expand.sql");
    if (!rejects_old_writers(plan::Phase::expand)) note("after expand: old: ", old_->run(database));
    run(database, "2_migrate.sql");
    note("after migrate: new: ", new_->run(database));
    if (!rejects_old_writers(plan::Phase::migrate)) note("after migrate: old: ", old_->run(database));
  }

  void expect_nothing_but_what_is_known() {
    for (const Known& entry : known()) {
      if (entry.name != GetParam().name) continue;
      const auto gone = std::erase_if(problems_, [&entry](const std::string& problem) {
        return problem.find(entry.part) != std::string::npos;
      });
      EXPECT_NE(gone, 0U) << "no longer needed: " << entry.part << " (" << entry.reason << ")";
    }
    for (const std::string& problem : problems_) ADD_FAILURE() << problem;
  }

  const dsl::Declaration from_ = GetParam().from();
  const dsl::Declaration to_ = GetParam().to();
  migration::Migration migration_;
  std::map<std::string, std::string> files_;
  std::unique_ptr<db::Database> home_before_;
  std::unique_ptr<db::Database> home_after_;
  std::unique_ptr<SqliteApplication> old_;
  std::unique_ptr<SqliteApplication> new_;
  std::vector<std::string> problems_;
};

TEST_P(TwoApplicationsSqlite, BothWork) {
  for (const base::Symbol gap : old_->gaps()) problems_.push_back("old: no row can be written: " + gap.str());
  for (const base::Symbol gap : new_->gaps()) problems_.push_back("new: no row can be written: " + gap.str());
  const auto forward = seeded();
  run_until_contract(*forward);
  try {
    run(*forward, "3_contract.sql");
    note("after contract: new: ", new_->run(*forward));
    if (!difference_of(*forward, to_, false).changes.changes.empty()) problems_.emplace_back("differs");
  } catch (const base::Error& error) {
    note("contract: ", {error.what()});
  }
  const auto back = seeded();
  run_until_contract(*back);
  try {
    run(*back, "undo.sql");
    note("after undo: old: ", old_->run(*back));
  } catch (const base::Error& error) {
    note("undo: ", {error.what()});
  }
  expect_nothing_but_what_is_known();
}

INSTANTIATE_TEST_SUITE_P(Live, TwoApplicationsSqlite, testing::ValuesIn(planned_cases(sql::Dialect::sqlite)),
                         [](const auto& test) { return as_test_name(test.param.name); });

}  // namespace
}  // namespace schemagen::tests
