// Columns whose type is, or may be, a domain with a constraint.
#include <gtest/gtest.h>

#include "postgres_fixture.h"
#include "schemagen/base/error.h"
#include "schemagen/diff/rename.h"

namespace schemagen::dialect::postgres_test {
namespace {

using plan::Hazard;
using plan::Phase;

Builder users() {
  Builder builder;
  builder.table("users").column("users", "id", "bigint", not_null).primary_key("users", {"id"});
  return builder;
}

plan::Plan live_plan(const Schema& before, const Schema& after, const Domains& domains,
                     const AdviceMap& advice = {}, std::vector<diff::Rename> renames = {}) {
  const diff::ChangeSet changes{std::move(renames), diff::compare(before, after)};
  const sql::Target target{sql::Dialect::postgresql, 150000};
  const LiveFacts live{{}, domains};
  plan::Plan plan = plan::make_plan(
      lower_postgres({changes, before, after, advice, target, model::kPushTag, live}), target);
  std::erase_if(plan.steps, [](const plan::Step& step) { return step.precheck; });
  return plan;
}

Domains positive() { return {{"positive", {"integer", true, false, {}}}}; }

const ObjectId kAge = model::column_id("public", "users", "age");

TEST(PostgresDomain, ANewColumnOfAConstrainedOneIsARewrite) {
  const plan::Plan plan =
      live_plan(users().schema(), users().column("users", "age", "positive").schema(), positive());
  ASSERT_EQ(plan.steps.size(), 1U);
  const plan::Step& step = plan.steps[0];
  EXPECT_EQ(step.phase, Phase::expand);
  EXPECT_EQ(step.rewrites, std::vector<ObjectId>{model::table_id("public", "users")});
  EXPECT_TRUE(has(step, Hazard::rewrite));
  EXPECT_TRUE(has(step, Hazard::long_lock));
  EXPECT_TRUE(has(step, Hazard::may_fail_on_rows));
  EXPECT_EQ(step.why,
            "New column users.age. Its type positive is a domain with a constraint, which the server tests "
            "row by row: it writes the table anew while readers and writers wait. A column of type integer "
            "with a CHECK of its own in the declaration is added without that: the CHECK comes NOT VALID and "
            "is validated afterwards.");
}

TEST(PostgresDomain, TheWayThatTheSentenceNamesIsNoRewrite) {
  const Schema after =
      users().column("users", "age", "integer").check("users", "users_age_check", "age > 0").schema();
  const plan::Plan plan = live_plan(users().schema(), after, positive());
  for (const plan::Step& step : plan.steps) EXPECT_TRUE(step.rewrites.empty()) << step.why;
  EXPECT_NE(text_of(plan).find("CHECK (age > 0) NOT VALID\n"), std::string::npos) << text_of(plan);
  step_with(plan, "VALIDATE CONSTRAINT");
}

TEST(PostgresDomain, AnyOtherTypeChangesTheCatalogOnly) {
  for (const char* type : {"plain", "positive[]", "integer", "geometry", "mood"}) {
    const plan::Plan plan =
        live_plan(users().schema(), users().column("users", "age", type).schema(), positive());
    ASSERT_EQ(plan.steps.size(), 1U) << type;
    EXPECT_EQ(plan.steps[0].why, "New column users.age: only the catalog changes.") << type;
    EXPECT_TRUE(plan.steps[0].hazards.empty()) << type;
  }
}

TEST(PostgresDomain, WithoutADatabaseItIsADoubtAndNoClaim) {
  const plan::Plan plan = plan_of(users().schema(), users().column("users", "age", "positive").schema());
  ASSERT_EQ(plan.steps.size(), 1U);
  const plan::Step& step = plan.steps[0];
  EXPECT_TRUE(step.rewrites.empty());
  EXPECT_TRUE(step.hazards.empty());
  EXPECT_TRUE(
      step.why.starts_with("New column users.age. If its type positive is a domain with a constraint, "
                           "which only a database can tell (--url), "))
      << step.why;
}

TEST(PostgresDomain, WithoutADatabaseWhatIsKnownIsNoDoubt) {
  Builder before = users();
  before.enum_type("mood", {"sad", "ok"});
  before.put<model::Extension>({Kind::extension, {}, {}, "citext"}, {}, {});
  for (const char* type :
       {"mood", "mood[]", "citext", "positive[]", "integer", "character varying(80)", "interval",
        "interval day to second(3)", "timestamp(3) with time zone", "oid", "\"char\"", "int4range",
        "datemultirange", "jsonb", "tsvector", "geometry(Point,4326)"}) {
    Builder after = before;
    const plan::Plan plan = plan_of(before.schema(), after.column("users", "age", type).schema());
    ASSERT_EQ(plan.steps.size(), 1U) << type;
    EXPECT_EQ(plan.steps[0].why, "New column users.age: only the catalog changes.") << type;
  }
}

TEST(PostgresDomain, ANewTableHasNoRowToTest) {
  for (const plan::Plan& plan :
       {plan_of(Schema(sql::Dialect::postgresql), users().column("users", "age", "positive").schema()),
        live_plan(Schema(sql::Dialect::postgresql), users().column("users", "age", "positive").schema(),
                  positive())})
    for (const plan::Step& step : plan.steps) {
      EXPECT_EQ(step.why.find("domain"), std::string::npos) << step.why;
      EXPECT_TRUE(step.rewrites.empty());
    }
}

TEST(PostgresDomain, ATypeChangeToOneIsMadeInPlaceSinceASecondColumnCostsAsMuch) {
  const Schema before = users().column("users", "age", "integer").schema();
  const Schema after = users().column("users", "age", "positive").schema();
  const plan::Plan plan = live_plan(before, after, positive());
  const plan::Step& step = step_with(plan, " TYPE positive");
  EXPECT_EQ(step.phase, Phase::contract);
  EXPECT_TRUE(has(step, Hazard::rewrite));
  EXPECT_NE(
      step.why.find("positive is a domain with a constraint, and a second column of it would cost as much"),
      std::string::npos)
      << step.why;
  const plan::Plan dual = live_plan(before, after, positive(), {{kAge, by_strategy("dual")}});
  EXPECT_TRUE(has(step_with(dual, "ADD COLUMN IF NOT EXISTS _sg_push_new_age"), Hazard::rewrite));
  EXPECT_THROW(
      live_plan(before, after, {{"positive", {"integer", true, true, {}}}}, {{kAge, by_strategy("dual")}}),
      base::Error);
  EXPECT_NE(
      step_with(plan_of(before, after), "_sg_push_new_age").why.find("If its type positive is a domain"),
      std::string::npos);
}

TEST(PostgresDomain, OneThatTakesNoNullIsNotRenamedByASecondColumn) {
  const Schema before = users().column("users", "age", "required").schema();
  const Schema after = users().column("users", "years", "required").schema();
  const std::vector<diff::Rename> renames{{kAge, model::column_id("public", "users", "years"), {}, {}}};
  const Schema renamed = diff::rename_objects(before, renames);
  const plan::Plan dual =
      live_plan(renamed, after, {{"required", {"integer", true, false, {}}}}, {}, renames);
  EXPECT_TRUE(has(step_with(dual, "ADD COLUMN"), Hazard::rewrite));
  const plan::Plan by_view =
      live_plan(renamed, after, {{"required", {"integer", true, true, {}}}}, {}, renames);
  ASSERT_EQ(by_view.steps.size(), 2U) << text_of(by_view);
  const plan::Step& step = step_with(by_view, "RENAME COLUMN");
  EXPECT_NE(text_of(by_view).find("years AS age, years FROM"), std::string::npos) << text_of(by_view);
  EXPECT_TRUE(has(step, Hazard::rejects_old_writers));
  EXPECT_FALSE(has(step, Hazard::rewrite));
}

}  // namespace
}  // namespace schemagen::dialect::postgres_test
