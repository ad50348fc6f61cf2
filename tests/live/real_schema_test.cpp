#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "schemagen/app/planning.h"
#include "schemagen/base/error.h"
#include "schemagen/base/file.h"
#include "schemagen/base/text.h"
#include "schemagen/base/unified_diff.h"
#include "schemagen/dsl/declaration.h"
#include "schemagen/dsl/emit.h"
#include "schemagen/sql/statement.h"
#include "support/live_proof.h"
#include "support/pg_dump.h"
#include "support/pg_server.h"
#include "support/pragma_check.h"

// Schemas that nobody here wrote (tools/fetch_real_schemas, tests/README.md): loaded, pulled, created anew
// from the pulled declaration, compared by a view that is not ours, and pulled again.
namespace schemagen::tests {
namespace {

namespace fs = std::filesystem;

struct RealSchema {
  sql::Dialect dialect = sql::Dialect::sqlite;
  fs::path script;
};

std::vector<RealSchema> real_schemas() {
  std::vector<RealSchema> found;
  const char* const folder = std::getenv("SCHEMAGEN_REAL_SCHEMAS");
  if (folder == nullptr) return found;
  for (const sql::Dialect dialect : {sql::Dialect::postgresql, sql::Dialect::sqlite})
    for (const auto& entry : fs::directory_iterator(fs::path(folder) / sql::to_string(dialect)))
      found.push_back({dialect, entry.path()});
  std::sort(found.begin(), found.end(),
            [](const RealSchema& a, const RealSchema& b) { return a.script < b.script; });
  return found;
}

std::vector<diff::Change> differences(db::Database& database, const model::Schema& declared) {
  const auto oracle = [&database](const std::vector<diff::Doubt>& doubts, const model::Schema& schema) {
    return database.settle(doubts, schema);
  };
  return app::find_difference(database.introspect(), declared, {}, oracle, app::choose_none).changes.changes;
}

std::string described(const std::vector<diff::Change>& changes) {
  std::string text;
  for (const diff::Change& change : changes) text += diff::describe(change) + "\n";
  return text;
}

/// A database that holds what a script makes. Some scripts leave a transaction open.
std::unique_ptr<db::Database> loaded(const RealSchema& real) {
  auto database = fresh_database(real.dialect);
  db::run_script(*database, base::read_file(real.script), real.script.filename().string());
  if (real.dialect == sql::Dialect::postgresql) database->execute("COMMIT");
  return database;
}

/// A database that holds what `declared` says, and before that the types of the script that are not modelled.
std::unique_ptr<db::Database> created(const RealSchema& real, const model::Schema& declared) {
  auto database = fresh_database(real.dialect);
  for (const sql::Statement& statement : sql::split_statements(base::read_file(real.script), real.dialect)) {
    const bool domain = statement.text.starts_with("CREATE DOMAIN");
    const bool composite =
        statement.text.starts_with("CREATE TYPE") && statement.text.find("AS (") != std::string::npos;
    if (domain || composite) database->execute(statement.text);
  }
  create_schema(*database, declared);
  return database;
}

class RealSchemas : public ::testing::TestWithParam<RealSchema> {};

TEST_P(RealSchemas, ArePulledCreatedAndPulledAgain) {
  const auto original = loaded(GetParam());
  const model::Schema read = original->introspect();
  ASSERT_FALSE(read.empty());

  const std::string pulled = dsl::emit(read);
  const dsl::Declaration declared = declaration_of(pulled);
  EXPECT_EQ(described(differences(*original, declared.schema)), "")
      << "a database drifts from its own declaration";

  const auto copy = created(GetParam(), declared.schema);
  EXPECT_EQ(described(differences(*copy, declared.schema)), "");

  // A server prints some texts in another way once it has read its own print, so one settling round is
  // allowed.
  const std::string settled = dsl::emit(copy->introspect());
  const auto second = created(GetParam(), declaration_of(settled).schema);
  const std::string again = dsl::emit(second->introspect());
  EXPECT_EQ(base::unified_diff(settled, again, "pulled", "pulled again"), "");
}

TEST_P(RealSchemas, AreTheSameToAnIndependentView) {
  const auto original = loaded(GetParam());
  const model::Schema read = original->introspect();
  if (GetParam().dialect == sql::Dialect::sqlite) {
    std::string text;
    for (const std::string& problem : pragma_differences(*original, read)) text += problem + "\n";
    EXPECT_EQ(text, "");
    return;
  }
  if (!pg_dump_reads(*original)) GTEST_SKIP() << "the pg_dump of this machine is older than the server";
  const auto copy = created(GetParam(), declaration_of(dsl::emit(read)).schema);
  EXPECT_EQ(dump_differences(*original, *copy, read.unmodelled()), "");
}

INSTANTIATE_TEST_SUITE_P(Debian, RealSchemas, ::testing::ValuesIn(real_schemas()), [](const auto& test) {
  return as_test_name(sql::to_string(test.param.dialect) + "_" + test.param.script.stem().string());
});
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RealSchemas);

TEST(RealSchemas, WereFetched) {
  if (std::getenv("SCHEMAGEN_REAL_SCHEMAS") != nullptr) {
    EXPECT_GE(real_schemas().size(), 22U);
    return;
  }
  ASSERT_EQ(std::getenv("SCHEMAGEN_REQUIRE_REAL_SCHEMAS"), nullptr)
      << "the real schemas must be there, but were not fetched";
  GTEST_SKIP() << "apt is out of reach, so the real schemas were not fetched";
}

}  // namespace
}  // namespace schemagen::tests
