#include <gtest/gtest.h>

#include "unit/dialect/postgres_fixture.h"

namespace schemagen::dialect::postgres_test {
namespace {

Builder people() {
  Builder b;
  b.table("users").column("users", "id", "bigint", not_null).column("users", "mail", "text");
  b.table("notes").column("notes", "user_id", "bigint");
  return b;
}

std::vector<plan::Step> looks(const Builder& after) {
  std::vector<plan::Step> found;
  for (const plan::Step& step : whole_plan_of(people().schema(), after.schema()).steps)
    if (step.precheck) found.push_back(step);
  return found;
}

TEST(PostgresPrecheck, StandsBeforeTheRuleAndChangesNothing) {
  Builder after = people();
  after.unique("users", "users_mail_key", {"mail"});
  const plan::Plan plan = whole_plan_of(people().schema(), after.schema());
  ASSERT_GE(plan.steps.size(), 3u);
  EXPECT_TRUE(plan.steps[0].precheck);
  EXPECT_EQ(plan.steps[0].phase, plan::Phase::contract);
  EXPECT_TRUE(plan.steps[0].locks.empty());
  EXPECT_TRUE(plan.steps[0].produces.empty());
  EXPECT_NE(plan.steps[0].sql[0].find("GROUP BY mail HAVING count(*) > 1"), std::string::npos);
}

TEST(PostgresPrecheck, LooksForOrphansNullsAndViolations) {
  Builder after = people();
  after.foreign_key("notes", "notes_user_fk", "user_id", "users", "id");
  after.edit<model::Column>(model::column_id("public", "users", "mail"), not_null);
  after.check("users", "users_mail_check", "mail <> '100%'");
  std::string text;
  for (const plan::Step& step : looks(after)) text += step.sql[0];
  EXPECT_NE(text.find("NOT EXISTS (SELECT FROM public.users parent WHERE parent.id = child.user_id)"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("WHERE mail IS NULL"), std::string::npos) << text;
  EXPECT_NE(text.find("WHERE NOT (mail <> '100%')"), std::string::npos) << text;
}

TEST(PostgresPrecheck, IsLeftOutWhereNothingCanFail) {
  Builder after = people();
  after.index("users", "users_mail_idx", {"mail"});
  after.table("fresh").column("fresh", "id", "bigint", not_null);
  after.unique("fresh", "fresh_key", {"id"});
  EXPECT_TRUE(looks(after).empty());
}

}  // namespace
}  // namespace schemagen::dialect::postgres_test
