// Commands as functions: a person who answers, a plan that does not lead there.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "schemagen/app/proof.h"
#include "schemagen/app/push.h"
#include "schemagen/app/report.h"
#include "schemagen/app/row_checks.h"
#include "schemagen/base/error.h"
#include "schemagen/base/file.h"
#include "schemagen/db/database.h"

namespace schemagen::app {
namespace {

using base::Error;
using base::ErrorKind;

dsl::Declaration declare(const std::string& text) {
  dsl::Loaded loaded = dsl::load_sources({{"test.toml", "schemagen = 1\ndialect = \"sqlite\"\n" + text}});
  EXPECT_EQ(base::render(loaded.diagnostics), "");
  return std::move(loaded.declaration);
}

constexpr const char* kUsers = "[table.users.columns]\nid = { type = \"integer\", pk = true }\n";

class Push : public ::testing::Test {
 protected:
  Push() {
    std::string pattern = (std::filesystem::temp_directory_path() / "schemagen-push-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    base::write_file(folder_ / "schema.toml", std::string("schemagen = 1\ndialect = \"sqlite\"\n") + kUsers);
    request_.location.folder = folder_;
    request_.location.schema = folder_ / "schema.toml";
    request_.location.url = "sqlite:" + (folder_ / "a.db").string();
  }
  ~Push() override { std::filesystem::remove_all(folder_); }

  PushOutcome push(const std::string& input) {
    std::istringstream in(input);
    return run(request_, {in, out_, err_, true, false, false});
  }

  std::filesystem::path folder_;
  PushRequest request_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(Push, AsksAndTakesNoForAnAnswer) {
  for (const std::string input : {"n\n", "\n", "", "yess\n"}) {
    const PushOutcome outcome = push(input);
    EXPECT_TRUE(outcome.declined) << input;
    EXPECT_EQ(exit_code(outcome), 1);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "a.db")) << input;
  }
  EXPECT_NE(err_.str().find("[y/N]"), std::string::npos);
  EXPECT_NE(out_.str().find("table users: added"), std::string::npos) << "the plan is shown first";
}

TEST_F(Push, AppliesAfterYes) {
  const PushOutcome outcome = push("y\n");
  EXPECT_FALSE(outcome.declined);
  EXPECT_EQ(outcome.applied.size(), outcome.change.plan.steps.size());
  EXPECT_TRUE(outcome.remaining.empty());
  EXPECT_EQ(exit_code(outcome), 0);
  EXPECT_TRUE(push("").change.empty()) << "a second push has nothing to ask";
}

TEST_F(Push, InJsonThePlanThatIsAskedAboutIsNotMixedIntoTheResult) {
  request_.format = Format::json;
  push("y\n");
  EXPECT_EQ(out_.str(), "");
  EXPECT_NE(err_.str().find("table users: added"), std::string::npos);
}

migration::Migration migration_of(const plan::Plan& plan) {
  migration::Migration migration;
  migration.id = "1_test";
  migration.parent = "none";
  migration.plan = plan;
  return migration;
}

plan::Plan plan_of(const std::string& sql) {
  plan::Step step;
  step.sql = {sql};
  step.why = "A step of a test.";
  step.produces = {model::table_id("", "users")};
  return plan::make_plan({step}, {sql::Dialect::sqlite, 3040001});
}

TEST(Proofs, APlanThatLeadsElsewhereIsRefusedWithTheDifference) {
  const dsl::Declaration wanted = declare(std::string(kUsers) + "name = \"text\"\n");
  const model::Schema nothing(sql::Dialect::sqlite);
  try {
    prove(nothing, wanted, migration_of(plan_of("CREATE TABLE users(id INTEGER PRIMARY KEY)")), "auto");
    FAIL() << "proved a wrong plan";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::proof);
    const std::string text = error.what();
    EXPECT_NE(text.find("column users.name: added"), std::string::npos) << text;
    EXPECT_NE(text.find("\n+name = "), std::string::npos) << text;
  }
}

TEST(Proofs, AStatementThatFailsIsRefused) {
  const dsl::Declaration wanted = declare(kUsers);
  const model::Schema nothing(sql::Dialect::sqlite);
  try {
    prove(nothing, wanted, migration_of(plan_of("CREATE TABLE users(id INTEGER PRIMARY KEY, nonsense())")),
          "auto");
    FAIL() << "proved a plan that cannot run";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::proof);
    EXPECT_NE(std::string(error.what()).find("nothing was written"), std::string::npos) << error.what();
  }
}

TEST(Proofs, ARightPlanIsProvedOnSqliteWhateverTheScratchChoice) {
  const dsl::Declaration wanted = declare(kUsers);
  const model::Schema nothing(sql::Dialect::sqlite);
  const auto migration = migration_of(plan_of("CREATE TABLE users(id INTEGER NOT NULL PRIMARY KEY)"));
  EXPECT_EQ(prove(nothing, wanted, migration, "auto").record(), "scratch");
  EXPECT_EQ(prove(nothing, wanted, migration, "none").record(), "scratch");
  EXPECT_THROW(prove(nothing, wanted, migration, "not a url"), Error);
}

TEST(Proofs, WhatOnlyTheApplicationBringsIsSaid) {
  const dsl::Declaration wanted = declare(
      "[table.users.columns]\nid = { type = \"integer\", pk = true }\n"
      "[table.users.indexes]\nusers_key = [\"app_key(id)\"]\n");
  const Proof proof = prove(wanted.schema, wanted, migration_of(plan::Plan{}), "auto");
  EXPECT_FALSE(proof.proved);
  EXPECT_NE(proof.why_not.find("only the application brings"), std::string::npos) << proof.why_not;
}

TEST(Renames, OfATableAndThenOfItsColumnAreAskedInTurn) {
  const model::Schema before = declare(
                                   "[table.accounts.columns]\nid = { type = \"integer\", pk = true }\na = "
                                   "\"text\"\nb = \"blob\"\nuser_name = \"real\"\n")
                                   .schema;
  const model::Schema after = declare(
                                  "[table.users.columns]\nid = { type = \"integer\", pk = true }\na = "
                                  "\"text\"\nb = \"blob\"\nfull_name = \"real\"\n")
                                  .schema;
  const auto take_all = [](const std::vector<diff::Question>& questions) {
    std::vector<diff::Rename> renames;
    for (const diff::Question& question : questions) renames.push_back(question.rename);
    return renames;
  };
  const Difference renamed = find_difference(before, after, {}, {}, take_all);
  EXPECT_TRUE(renamed.changes.changes.empty());
  ASSERT_EQ(renamed.changes.renames.size(), 2U);
  EXPECT_EQ(renamed.changes.renames[0].to, model::table_id("", "users"));
  EXPECT_EQ(renamed.changes.renames[1].from, model::column_id("", "users", "user_name"));
  EXPECT_TRUE(find_difference(before, after, {}, {}, choose_none).changes.renames.empty());
}

TEST(Differences, NamesThatNobodyGaveAreNoneBetweenTwoDeclarations) {
  constexpr const char* kText = R"toml(schemagen = 1
dialect = "postgresql"
[table.users.columns]
id    = { type = "bigint", pk = true }
boss  = { type = "bigint?", references = "users(id)" }
email = { type = "text", unique = true, check = "email <> ''" }
)toml";
  const model::Schema schema = dsl::load_sources({{"test.toml", kText}}).declaration.schema;
  ASSERT_EQ(schema.all<model::Unique>(model::Kind::unique).size(), 1U);
  EXPECT_TRUE(find_difference(schema, schema, {}, {}, choose_none, Printed::before).changes.empty());
  EXPECT_TRUE(find_difference(schema, schema, {}, {}, choose_none, Printed::after).changes.empty());
}

TEST(RowChecks, LookUnderTheOldNamesAndPassOverWhatChanges) {
  const auto database = db::open_memory_database();
  database->execute("CREATE TABLE \"old t\"(id INTEGER PRIMARY KEY, \"old c\" TEXT, n TEXT)");
  database->execute("INSERT INTO \"old t\" VALUES (1, NULL, 'x'), (2, 'b', '-5')");
  const dsl::Declaration wanted = declare(
      "[table.t]\nrenamed_from = \"old t\"\n[table.t.columns]\nid = { type = \"integer\", pk = true }\n"
      "c = { type = \"text\", renamed_from = \"old c\" }\nn = { type = \"integer?\", check = \"n > 0\" }\n");
  const PlannedChange change =
      plan_change(find_difference(database->introspect(), wanted.schema, wanted.renames, {}, choose_none),
                  wanted.advice, database->target(), model::kPushTag, {});
  const auto found = find_violations(*database, change, wanted.advice, true);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0], "column t.c is NULL: 1 times, first id: '1'");
}

}  // namespace
}  // namespace schemagen::app
