// Every file of every case on SQLite, run at every wrong moment: it stops, or nothing is harmed.
#include <gtest/gtest.h>

#include <map>

#include "schemagen/base/error.h"
#include "schemagen/sql/quote.h"
#include "support/golden_case.h"
#include "support/live_proof.h"

namespace schemagen::tests {
namespace {

/// Every object's text and every row of every table.
using Content = std::map<std::string, std::vector<db::Row>>;

Content content_of(db::Database& database) {
  Content content;
  content["schema"] = database.execute(
      "SELECT type, name, tbl_name, replace(sql, char(34), '') FROM sqlite_schema ORDER BY 1, 2");
  for (const db::Row& table : database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql "
                                               "NOT LIKE 'CREATE VIRTUAL%' ORDER BY 1")) {
    const std::string name = sql::quote_name(*table.at(0), sql::Dialect::sqlite);
    content[*table.at(0)] = database.execute("SELECT * FROM " + name + " ORDER BY 1");
  }
  return content;
}

class OrderSqlite : public testing::TestWithParam<GoldenCase> {
 protected:
  void SetUp() override {
    const dsl::Declaration from = GetParam().from();
    database_ = fresh_database(sql::Dialect::sqlite);
    create_schema(*database_, from.schema);
    db::run_script(*database_, GetParam().seed(), "seed.sql");
    const dsl::Declaration to = GetParam().to();
    files_ = migration::render(
        migration_of(from.schema, to, plan_between(from.schema, to, database_->target()).plan));
  }

  bool has(const std::string& file) const {
    const auto found = files_.find(file);
    return found != files_.end() && found->second.find("BEGIN") != std::string::npos;
  }

  void run(const std::string& file) {
    if (has(file)) db::run_script(*database_, files_.at(file), file);
  }

  /// What the file says of its standing, when it stops.
  std::string try_to_run(const std::string& file) {
    try {
      run(file);
      return {};
    } catch (const base::Error& error) {
      return error.what();
    }
  }

  /// Stops and changes nothing, or leaves what was there as it was.
  void expect_harmless(const std::string& file, const std::string& moment) {
    if (!has(file)) return;
    const Content before = content_of(*database_);
    const std::string stopped = try_to_run(file);
    EXPECT_EQ(content_of(*database_), before) << file << " " << moment << ": " << stopped;
  }

  std::unique_ptr<db::Database> database_;
  std::map<std::string, std::string> files_;
};

TEST_P(OrderSqlite, RunsTwice) {
  for (const char* const file : {"1_expand.sql", "2_migrate.sql", "3_contract.sql"}) {
    run(file);
    expect_harmless(file, "again");
  }
}

TEST_P(OrderSqlite, EarlierFilesAfterContract) {
  for (const char* const file : {"1_expand.sql", "2_migrate.sql", "3_contract.sql"}) run(file);
  if (!has("3_contract.sql")) return;
  for (const char* const file : {"1_expand.sql", "2_migrate.sql", "undo.sql"})
    expect_harmless(file, "after contract");
}

TEST_P(OrderSqlite, LaterFilesBeforeExpand) {
  if (!has("1_expand.sql")) return;
  for (const char* const file : {"2_migrate.sql", "undo.sql"}) expect_harmless(file, "before expand");
}

TEST_P(OrderSqlite, FilesAfterUndo) {
  run("1_expand.sql");
  run("2_migrate.sql");
  if (!has("undo.sql")) return;
  run("undo.sql");
  for (const char* const file : {"undo.sql", "2_migrate.sql"}) expect_harmless(file, "after undo");
}

INSTANTIATE_TEST_SUITE_P(Live, OrderSqlite, testing::ValuesIn(planned_cases(sql::Dialect::sqlite)),
                         [](const auto& test) { return as_test_name(test.param.name); });

}  // namespace
}  // namespace schemagen::tests
