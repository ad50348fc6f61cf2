// A migration that nobody finishes: what it has left is cleared away, and a new plan leads to what is
// declared.
#include <gtest/gtest.h>

#include <algorithm>

#include "schemagen/base/error.h"
#include "schemagen/dialect/leftover.h"
#include "schemagen/migration/folder.h"
#include "support/golden_case.h"
#include "support/live_proof.h"

namespace schemagen::tests {
namespace {

using plan::Phase;

class Unfinished : public testing::TestWithParam<GoldenCase> {};

void run(db::Database& database, const migration::Migration& migration, Phase last) {
  for (const Phase phase : {Phase::expand, Phase::migrate, Phase::contract})
    if (phase <= last)
      db::run_script(database, migration::render_phase(migration, phase), plan::to_string(phase));
}

std::vector<std::string> differences(db::Database& database, const dsl::Declaration& to) {
  std::vector<std::string> found;
  for (const diff::Change& change : difference_of(database, to, true).changes.changes)
    found.push_back(diff::describe(change));
  return found;
}

/// Rows are still to get the value of a new column's default, which a new plan does not know to be new: it
/// asks for `backfill`.
bool is_stopped(const GoldenCase& golden, Phase last) {
  return last == Phase::expand &&
         (golden.name == "column/add_volatile_default" || golden.name == "online/number_rows");
}

TEST_P(Unfinished, ANewPlanLeadsToWhatIsDeclared) {
  const GoldenCase& golden = GetParam();
  if (!golden.refused.empty()) return;
  const dsl::Declaration to = golden.to();
  if (is_too_old_for(*fresh_database(golden.dialect), golden))
    GTEST_SKIP() << "needs PostgreSQL " << golden.since;
  for (const Phase last : {Phase::expand, Phase::migrate}) {
    SCOPED_TRACE("stopped after " + plan::to_string(last));
    const auto database = fresh_database(golden.dialect);
    create_schema(*database, golden.from().schema);
    db::run_script(*database, golden.seed(), "seed.sql");
    const model::Schema before = database->introspect();
    run(*database, migration_of(before, to, plan_of(*database, to, true)), last);
    try {
      clear_leftovers(*database, to);
      EXPECT_TRUE(dialect::find_leftovers(database->introspect(), to.renames).empty());
      run(*database, migration_of(database->introspect(), to, plan_of(*database, to, true)), Phase::contract);
      EXPECT_EQ(differences(*database, to), std::vector<std::string>());
      EXPECT_FALSE(is_stopped(golden, last)) << "goes on now";
    } catch (const base::Error& error) {
      if (!is_stopped(golden, last))
        ADD_FAILURE() << error.what() << "\n" << error.hint();
      else
        EXPECT_NE(error.hint().find("say with `backfill` what they get"), std::string::npos) << error.what();
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Live, Unfinished, testing::ValuesIn(golden_cases(sql::Dialect::postgresql)),
                         [](const auto& test) { return as_test_name(test.param.name); });

}  // namespace
}  // namespace schemagen::tests
