#include <gtest/gtest.h>

#include "schemagen/base/error.h"
#include "support/golden_case.h"
#include "support/live_proof.h"

namespace schemagen::tests {
namespace {

class GoldenLive : public testing::TestWithParam<GoldenCase> {};

std::string joined(const std::vector<std::string>& problems) {
  std::string text;
  for (const std::string& problem : problems) text += problem + "\n";
  return text;
}

TEST_P(GoldenLive, ConvergesWithRows) {
  const GoldenCase& golden = GetParam();
  if (!golden.refused.empty()) return;  // nothing is planned; tests/golden looks at the refusal
  const auto database = fresh_database(golden.dialect);
  if (is_too_old_for(*database, golden)) GTEST_SKIP() << "needs PostgreSQL " << golden.since;
  const dsl::Declaration from = golden.from();
  create_schema(*database, from.schema);
  db::run_script(*database, golden.seed(), "seed.sql");
  EXPECT_EQ(joined(migrate_and_check(*database, from.schema, golden.to())), "");
}

TEST_P(GoldenLive, ConvergesBackwards) {
  const GoldenCase& golden = GetParam();
  if (!golden.refused.empty()) return;
  const auto database = fresh_database(golden.dialect);
  if (is_too_old_for(*database, golden)) GTEST_SKIP() << "needs PostgreSQL " << golden.since;
  const dsl::Declaration to = golden.to();
  dsl::Declaration from = golden.from();
  from.renames = reversed(to.renames);
  create_schema(*database, to.schema);
  try {
    EXPECT_EQ(joined(migrate_and_check(*database, to.schema, from)).empty(), golden.backward.empty())
        << golden.backward;
  } catch (const base::Error& error) {
    EXPECT_NE(golden.backward, "") << "the way back is refused: " << error.what();
  }
}

TEST_P(GoldenLive, UndoTakesExpandAndMigrateBack) {
  const GoldenCase& golden = GetParam();
  if (!golden.refused.empty()) return;
  const auto database = fresh_database(golden.dialect);
  if (is_too_old_for(*database, golden)) GTEST_SKIP() << "needs PostgreSQL " << golden.since;
  const dsl::Declaration from = golden.from();
  create_schema(*database, from.schema);
  db::run_script(*database, golden.seed(), "seed.sql");
  EXPECT_EQ(joined(undo_and_check(*database, from, golden.to())), "");
}

INSTANTIATE_TEST_SUITE_P(Live, GoldenLive, testing::ValuesIn(golden_cases()), [](const auto& test) {
  return as_test_name(test.param.name + "_" + sql::to_string(test.param.dialect));
});

}  // namespace
}  // namespace schemagen::tests
