#include "schemagen/plan/plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "schemagen/base/error.h"
#include "schemagen/plan/graph.h"

namespace schemagen::plan {
namespace {

using model::column_id;
using model::table_id;

Step step(const std::string& sql, Phase phase = Phase::expand) {
  Step made;
  made.sql = {sql};
  made.why = sql;
  made.phase = phase;
  return made;
}

std::vector<std::string> order_of(const Plan& plan) {
  std::vector<std::string> sql;
  for (const Step& made : plan.steps) sql.push_back(made.id + " " + made.sql.front());
  return sql;
}

const ObjectId kTable = table_id("", "t");
const ObjectId kColumn = column_id("", "t", "c");
const ObjectId kView{model::Kind::view, "", "", "v"};

TEST(Plan, LiftsAStepBehindItsBackfill) {
  Step add = step("ADD COLUMN");
  add.produces = {kColumn};
  Step fill = step("UPDATE", Phase::migrate);
  fill.destroys = fill.produces = {kColumn};
  Step index = step("CREATE INDEX");
  index.needs = {kColumn};
  const Plan plan = make_plan({index, fill, add}, {});
  EXPECT_EQ(order_of(plan), (std::vector<std::string>{"e1 ADD COLUMN", "m1 UPDATE", "m2 CREATE INDEX"}));
}

TEST(Plan, DropsAViewBeforeItsColumnChangesAndMakesItAfterwards) {
  Step drop = step("DROP VIEW");
  drop.destroys = {kView};
  drop.releases = {kColumn};
  Step alter = step("ALTER COLUMN", Phase::contract);
  alter.destroys = alter.produces = {kColumn};
  Step create = step("CREATE VIEW");
  create.produces = {kView};
  create.needs = {kColumn};
  const Plan plan = make_plan({create, alter, drop}, {});
  EXPECT_EQ(order_of(plan), (std::vector<std::string>{"e1 DROP VIEW", "c1 ALTER COLUMN", "c2 CREATE VIEW"}));
}

TEST(Plan, ReadsAnObjectBeforeItIsDropped) {
  Step copy = step("UPDATE t SET b = a", Phase::migrate);
  copy.needs = {kColumn};
  Step drop = step("ALTER TABLE t DROP COLUMN a", Phase::contract);
  drop.destroys = {kColumn};
  Step relax = step("DROP NOT NULL");
  relax.destroys = relax.produces = {kColumn};
  const Plan plan = make_plan({drop, copy, relax}, {});
  EXPECT_EQ(order_of(plan), (std::vector<std::string>{"e1 DROP NOT NULL", "m1 UPDATE t SET b = a",
                                                      "c1 ALTER TABLE t DROP COLUMN a"}));
}

TEST(Plan, DropsBeforeItCreatesUnderTheSameName) {
  Step drop = step("DROP TABLE t", Phase::contract);
  drop.destroys = {kTable};
  Step create = step("CREATE TABLE t");
  create.produces = {kTable};
  EXPECT_EQ(order_of(make_plan({create, drop}, {})),
            (std::vector<std::string>{"c1 DROP TABLE t", "c2 CREATE TABLE t"}));
}

TEST(Plan, AwaitsAMilestoneInWhateverPhaseItIsReached) {
  Step fill = step("FILL", Phase::migrate);
  fill.needs = {kColumn};
  fill.reaches = {{kColumn, "filled"}};
  Step again = step("FILL AGAIN");
  again.reaches = {{kColumn, "filled"}};
  Step prove = step("PROVE");
  prove.awaits = {{kColumn, "filled"}, {kColumn, "never reached"}, {kTable, "filled"}};
  prove.reaches = {{kColumn, "proved"}};
  Step mark = step("MARK");
  mark.awaits = {{kColumn, "proved"}};
  const Plan plan = make_plan({mark, prove, fill, again}, {});
  EXPECT_EQ(order_of(plan), (std::vector<std::string>{"e1 FILL AGAIN", "m1 FILL", "m2 PROVE", "m3 MARK"}));
}

TEST(Plan, AMilestoneIsNoObject) {
  Step fill = step("FILL", Phase::migrate);
  fill.reaches = {{kColumn, "filled"}};
  Step drop = step("DROP");
  drop.destroys = {kColumn};
  EXPECT_TRUE(edges_of({fill, drop}).empty());
  Step both = step("BOTH");
  both.reaches = both.awaits = {{kColumn, "filled"}};
  EXPECT_EQ(edges_of({fill, both}), std::vector<Edge>{});
}

TEST(Plan, PrintsTheMilestonesOfACycle) {
  Step a = step("A");
  a.reaches = {{kColumn, "filled"}};
  a.awaits = {{kColumn, "proved"}};
  Step b = step("B");
  b.reaches = {{kColumn, "proved"}};
  b.awaits = {{kColumn, "filled"}};
  try {
    make_plan({a, b}, {});
    FAIL() << "no cycle was seen";
  } catch (const base::Error& error) {
    const std::string text = error.what();
    EXPECT_NE(text.find("awaits column:t.c proved"), std::string::npos) << text;
    EXPECT_NE(text.find("reaches column:t.c filled"), std::string::npos) << text;
  }
}

TEST(Plan, DoesNotDependOnTheOrderOfItsInput) {
  std::vector<Step> steps;
  for (int i = 0; i < 12; ++i) {
    Step made = step("STEP " + std::to_string(i), static_cast<Phase>(i % 3));
    made.produces = {column_id("", "t", "c" + std::to_string(i))};
    if (i > 3) made.needs = {column_id("", "t", "c" + std::to_string(i - 4))};
    steps.push_back(made);
  }
  const std::vector<std::string> expected = order_of(make_plan(steps, {}));
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(steps.begin(), steps.end(), random);
    ASSERT_EQ(order_of(make_plan(steps, {})), expected);
  }
}

TEST(Plan, PhasesNeverGoBackAndEveryEdgePointsForward) {
  std::mt19937 random(11);
  for (int round = 0; round < 50; ++round) {
    std::vector<Step> steps;
    for (int i = 0; i < 15; ++i) {
      Step made = step(std::to_string(i), static_cast<Phase>(random() % 3));
      made.produces = {column_id("", "t", std::to_string(i))};
      for (int j = 0; j < i; ++j)
        if (random() % 5 == 0) made.needs.push_back(column_id("", "t", std::to_string(j)));
      steps.push_back(made);
    }
    const Plan plan = make_plan(steps, {});
    ASSERT_EQ(plan.steps.size(), steps.size());
    for (std::size_t i = 1; i < plan.steps.size(); ++i)
      ASSERT_LE(plan.steps[i - 1].phase, plan.steps[i].phase);
    for (const Edge& edge : edges_of(plan.steps)) ASSERT_LT(edge.before, edge.after);
  }
}

TEST(Plan, PrintsTheStepsOfACycle) {
  Step first = step("FIRST");
  first.produces = {kTable};
  first.needs = {kColumn};
  Step second = step("SECOND");
  second.produces = {kColumn};
  second.needs = {kTable};
  try {
    make_plan({first, second, step("BYSTANDER")}, {});
    FAIL() << "no error";
  } catch (const base::Error& error) {
    const std::string text = error.what();
    EXPECT_EQ(error.kind(), base::ErrorKind::internal);
    EXPECT_NE(text.find("FIRST"), std::string::npos);
    EXPECT_NE(text.find("SECOND"), std::string::npos);
    EXPECT_EQ(text.find("BYSTANDER"), std::string::npos);
  }
}

TEST(Plan, ALockUnderWhichRowsAreReadOrWrittenIsLong) {
  Step scan = step("SCAN");
  scan.locks = {{Lock::share_row_exclusive, kTable}};
  scan.scans = {kTable};
  Step rewrite = step("REWRITE");
  rewrite.locks = {{Lock::database, {}}};
  rewrite.rewrites = {kTable};
  Step read = step("READ");
  read.locks = {{Lock::share_update_exclusive, kTable}};
  read.scans = {kTable};
  Step catalog = step("CATALOG");
  catalog.locks = {{Lock::access_exclusive, kTable}};
  const Plan plan = make_plan({scan, rewrite, read, catalog}, {});
  const std::vector<HazardReport> reports = hazards_of(plan);
  ASSERT_EQ(reports.size(), 1U);
  EXPECT_EQ(to_string(reports[0].hazard), "long-lock");
  std::vector<std::string> sql;
  for (const Step* long_one : reports[0].steps) sql.push_back(long_one->sql.front());
  EXPECT_EQ(sql, (std::vector<std::string>{"REWRITE", "SCAN"}));
}

TEST(Plan, TheFirstStepOfContractThatChangesSomethingNeedsADeploy) {
  Step look = step("LOOK", Phase::contract);
  look.precheck = true;
  const Plan plan =
      make_plan({step("B", Phase::contract), look, step("A", Phase::contract), step("ADD")}, {});
  const std::vector<HazardReport> reports = hazards_of(plan);
  ASSERT_EQ(reports.size(), 1U);
  EXPECT_EQ(to_string(reports[0].hazard), "needs-deploy-between");
  ASSERT_EQ(reports[0].steps.size(), 1U);
  EXPECT_EQ(reports[0].steps[0]->sql.front(), "A");
  EXPECT_TRUE(hazards_of(make_plan({step("ADD"), step("FILL", Phase::migrate)}, {})).empty());
}

TEST(Plan, ReportsHazardsWithTheirSteps) {
  Step drop = step("DROP", Phase::contract);
  drop.hazards = {Hazard::irreversible, Hazard::destructive};
  const Plan plan = make_plan({step("ADD"), drop}, {});
  const std::vector<HazardReport> reports = hazards_of(plan);
  ASSERT_EQ(reports.size(), 3U);
  EXPECT_EQ(to_string(reports[0].hazard), "destructive");
  ASSERT_EQ(reports[0].steps.size(), 1U);
  EXPECT_EQ(reports[0].steps[0]->id, "c1");
}

}  // namespace
}  // namespace schemagen::plan
