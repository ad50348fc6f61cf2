// What an index build leaves that failed half way: an INVALID index, which must never pass for a finished
// one.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "schemagen/base/error.h"
#include "schemagen/migration/folder.h"
#include "schemagen/sql/statement.h"
#include "support/golden_case.h"
#include "support/live_proof.h"

namespace schemagen::tests {
namespace {

constexpr std::string_view kInvalid = R"(
SELECT coalesce(string_agg(indexrelid::regclass::text, ', ' ORDER BY 1), '') FROM pg_index WHERE NOT indisvalid)";
constexpr std::string_view kNewestMadeInvalid = R"(
UPDATE pg_index SET indisvalid = false, indisready = false
 WHERE indexrelid = (SELECT max(indexrelid) FROM pg_index))";

bool builds(const sql::Statement& statement) {
  return statement.text.starts_with("CREATE ") &&
         statement.text.find("INDEX CONCURRENTLY ") != std::string::npos;
}

using Script = std::vector<sql::Statement>;

std::vector<Script> scripts_of(const migration::Migration& migration) {
  std::vector<Script> scripts;
  for (const plan::Phase phase : {plan::Phase::expand, plan::Phase::migrate, plan::Phase::contract})
    scripts.push_back(
        sql::split_statements(migration::render_phase(migration, phase), sql::Dialect::postgresql));
  return scripts;
}

std::string cell(db::Database& database, std::string_view query) {
  return database.execute(std::string(query)).at(0).at(0).value_or("");
}

void run(db::Database& database, const plan::Plan& plan, const dsl::Declaration& to) {
  for (const Script& script : scripts_of(migration_of(database.introspect(), to, plan))) {
    db::StatementRunner runner(database);
    for (const sql::Statement& statement : script) runner.run(statement);
  }
}

/// One golden case, whose `number`th index build fails at its very end.
class Interrupted {
 public:
  Interrupted(const GoldenCase& golden, std::size_t number)
      : to_(golden.to()), database_(fresh_database(golden.dialect)) {
    create_schema(*database_, golden.from().schema);
    db::run_script(*database_, golden.seed(), "seed.sql");
    scripts_ = scripts_of(migration_of(golden.from().schema, to_, plan_of(*database_, to_, true)));
    stop(number);
  }

  /// There was such a build.
  bool happened() const { return stopped_; }
  db::Database& database() { return *database_; }
  const dsl::Declaration& to() const { return to_; }

  /// The file that failed, from its beginning, and all that is behind it.
  void run_again() {
    for (std::size_t i = script_; i < scripts_.size(); ++i) {
      db::StatementRunner runner(*database_);
      for (const sql::Statement& statement : scripts_[i]) runner.run(statement);
    }
  }

 private:
  void stop(std::size_t number) {
    for (script_ = 0; script_ < scripts_.size(); ++script_) {
      db::StatementRunner runner(*database_);
      for (const sql::Statement& statement : scripts_[script_]) {
        runner.run(statement);
        if (!builds(statement) || number-- > 0) continue;
        database_->execute(std::string(kNewestMadeInvalid));
        stopped_ = true;
        return;
      }
    }
  }

  dsl::Declaration to_;
  std::unique_ptr<db::Database> database_;
  std::vector<Script> scripts_;
  std::size_t script_ = 0;
  bool stopped_ = false;
};

std::vector<std::string> differences(const app::Difference& difference) {
  std::vector<std::string> found;
  for (const diff::Change& change : difference.changes.changes) found.push_back(diff::describe(change));
  return found;
}

class InterruptedBuild : public testing::TestWithParam<GoldenCase> {};

TEST_P(InterruptedBuild, IsSeenAndFinishedByRunningTheStepAgain) {
  const GoldenCase& golden = GetParam();
  if (!golden.refused.empty()) return;
  if (is_too_old_for(*fresh_database(golden.dialect), golden))
    GTEST_SKIP() << "needs PostgreSQL " << golden.since;
  for (std::size_t number = 0;; ++number) {
    Interrupted interrupted(golden, number);
    if (!interrupted.happened()) return;
    SCOPED_TRACE("build " + std::to_string(number) + ": " + cell(interrupted.database(), kInvalid));
    EXPECT_NE(cell(interrupted.database(), kInvalid), "");
    EXPECT_NE(differences(difference_of(interrupted.database(), interrupted.to(), false)),
              std::vector<std::string>())
        << "taken for a finished one";
    EXPECT_NO_THROW(interrupted.run_again());
    EXPECT_EQ(cell(interrupted.database(), kInvalid), "");
  }
}

std::vector<GoldenCase> cases_that_build(const std::vector<std::string>& topics) {
  std::vector<GoldenCase> cases = golden_cases(sql::Dialect::postgresql);
  std::erase_if(cases, [&topics](const GoldenCase& golden) {
    const std::string topic = golden.name.substr(0, golden.name.find('/'));
    return !topics.empty() && std::find(topics.begin(), topics.end(), topic) == topics.end();
  });
  return cases;
}

std::string test_name(const testing::TestParamInfo<GoldenCase>& info) {
  return as_test_name(info.param.name);
}

INSTANTIATE_TEST_SUITE_P(Live, InterruptedBuild, testing::ValuesIn(cases_that_build({})), test_name);

/// Instead of going on with the old files a new plan is made from what is there.
class PlannedAnew : public testing::TestWithParam<GoldenCase> {};

TEST_P(PlannedAnew, RepairsWhatIsInvalid) {
  const GoldenCase& golden = GetParam();
  if (!golden.refused.empty()) return;
  if (is_too_old_for(*fresh_database(golden.dialect), golden))
    GTEST_SKIP() << "needs PostgreSQL " << golden.since;
  for (std::size_t number = 0;; ++number) {
    Interrupted interrupted(golden, number);
    if (!interrupted.happened()) return;
    SCOPED_TRACE("build " + std::to_string(number) + ": " + cell(interrupted.database(), kInvalid));
    db::Database& database = interrupted.database();
    try {
      clear_leftovers(database, interrupted.to());
      const plan::Plan plan = plan_of(database, interrupted.to(), false);
      run(database, plan, interrupted.to());
    } catch (const base::Error& error) {
      ADD_FAILURE() << error.what() << " " << error.hint();
    }
    EXPECT_EQ(cell(database, kInvalid), "");
    EXPECT_EQ(differences(difference_of(database, interrupted.to(), false)), std::vector<std::string>());
  }
}

INSTANTIATE_TEST_SUITE_P(Live, PlannedAnew,
                         testing::ValuesIn(cases_that_build({"index", "unique", "primary_key", "foreign_key",
                                                             "partition"})),
                         test_name);

constexpr std::string_view kUsers = R"(
CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, code text NOT NULL);
INSERT INTO users SELECT n, n || '@x', n || '' FROM generate_series(1, 50) n)";

constexpr std::string_view kUniqueEmail = R"(
schemagen = 1
dialect = "postgresql"
[table.users.columns]
id    = { type = "bigint", pk = true }
email = "text"
code  = "text"
[table.users.uniques]
users_email_key = ["email"]
)";

std::string file_of_index(db::Database& database) {
  return cell(database, "SELECT relfilenode FROM pg_class WHERE relname = 'users_email_key'");
}

dsl::Declaration unique_email() { return declaration_of(std::string(kUniqueEmail)); }

TEST(FailedBuild, OfDuplicatesIsRepairedByTheSameFileAndByANewPlan) {
  for (const bool anew : {false, true}) {
    const auto database = fresh_database(sql::Dialect::postgresql);
    db::run_script(*database, std::string(kUsers), "users.sql");
    const dsl::Declaration to = unique_email();
    const plan::Plan plan = plan_of(*database, to, false);
    database->execute("INSERT INTO users VALUES (99, '1@x', '99')");
    EXPECT_THROW(database->execute("CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email)"),
                 base::Error);
    EXPECT_EQ(cell(*database, kInvalid), "users_email_key");
    EXPECT_NE(differences(difference_of(*database, to, false)), std::vector<std::string>());
    database->execute("DELETE FROM users WHERE id = 99");
    run(*database, anew ? plan_of(*database, to, false) : plan, to);
    EXPECT_EQ(cell(*database, kInvalid), "");
    EXPECT_EQ(differences(difference_of(*database, to, false)), std::vector<std::string>());
  }
}

TEST(KeyWithTheNameOfAnIndex, TakesOverASoundOneAsItIs) {
  const auto database = fresh_database(sql::Dialect::postgresql);
  db::run_script(*database, std::string(kUsers), "users.sql");
  database->execute("CREATE UNIQUE INDEX users_email_key ON users (email)");
  const std::string file = file_of_index(*database);
  const dsl::Declaration to = unique_email();
  run(*database, plan_of(*database, to, false), to);
  EXPECT_EQ(file_of_index(*database), file);
  EXPECT_EQ(differences(difference_of(*database, to, false)), std::vector<std::string>());
}

TEST(KeyWithTheNameOfAnIndex, ReplacesOneThatDoesNotServe) {
  for (const char* const index : {"CREATE UNIQUE INDEX users_email_key ON users (code)",
                                  "CREATE INDEX users_email_key ON users (email)",
                                  "CREATE UNIQUE INDEX users_email_key ON users (email) WHERE id > 0"}) {
    const auto database = fresh_database(sql::Dialect::postgresql);
    db::run_script(*database, std::string(kUsers), "users.sql");
    database->execute(index);
    const dsl::Declaration to = unique_email();
    run(*database, plan_of(*database, to, false), to);
    EXPECT_EQ(differences(difference_of(*database, to, false)), std::vector<std::string>()) << index;
  }
}

}  // namespace
}  // namespace schemagen::tests
