// Decisions of the application layer that need no program: questions, hazards, the log of a push, history.
#include "schemagen/app/planning.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "schemagen/app/apply.h"
#include "schemagen/app/hazards.h"
#include "schemagen/app/history.h"
#include "schemagen/app/questions.h"
#include "schemagen/app/report.h"
#include "schemagen/base/error.h"
#include "schemagen/base/file.h"
#include "schemagen/migration/folder.h"

namespace schemagen::app {
namespace {

using base::Error;
using base::ErrorKind;

struct Screen {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;

  Terminal terminal(bool interactive) { return {in, out, err, interactive, false, false}; }
};

diff::Question question(const std::string& from, const std::string& to) {
  return {"rename:column:users." + from + ":" + to,
          {model::column_id("", "users", from), model::column_id("", "users", to), "", ""},
          "Was users." + from + " renamed to " + to + "?"};
}

TEST(Questions, AreRefusedWithTheirIdsWhenNobodyCanBeAsked) {
  Screen screen;
  const Terminal terminal = screen.terminal(false);
  const RenameChooser choose = make_chooser({}, terminal);
  EXPECT_TRUE(choose({}).empty());
  try {
    choose({question("a", "b"), question("c", "d")});
    FAIL() << "no error";
  } catch (const OpenQuestions& open) {
    EXPECT_EQ(open.kind(), ErrorKind::question);
    EXPECT_EQ(open.questions().size(), 2U);
    EXPECT_NE(std::string(open.what()).find("rename:column:users.c:d"), std::string::npos);
  }
}

TEST(Questions, AreAskedOnATerminalUntilTheAnswerIsUnderstood) {
  Screen screen;
  screen.in.str("what?\nr\nDrop\n");
  const Terminal terminal = screen.terminal(true);
  const RenameChooser choose = make_chooser({}, terminal);
  const auto chosen = choose({question("a", "b"), question("c", "d")});
  ASSERT_EQ(chosen.size(), 1U);
  EXPECT_EQ(chosen[0].to.name, base::Symbol("b"));
  EXPECT_TRUE(choose({question("c", "d")}).empty()) << "a drop is not asked again";
  EXPECT_EQ(screen.out.str(), "") << "prompts go to err";
  EXPECT_THROW(choose({question("e", "f")}), OpenQuestions) << "the input has ended";
}

TEST(Questions, NoneMeansDropAndAdd) {
  Screen screen;
  const Terminal terminal = screen.terminal(true);
  RenameFlags flags;
  flags.none = true;
  EXPECT_TRUE(make_chooser(flags, terminal)({question("a", "b")}).empty());
  EXPECT_EQ(screen.err.str(), "");
}

plan::Plan plan_with(const std::vector<plan::Hazard>& hazards) {
  plan::Step step;
  step.sql = {"DROP TABLE t"};
  step.why = "t is not declared any more.";
  step.hazards = hazards;
  step.destroys = {model::table_id("", "t")};
  return plan::make_plan({step}, {sql::Dialect::sqlite, 3040001});
}

TEST(Hazards, ThoseThatHarmAreRefusedAndNamed) {
  for (const plan::Hazard hazard : plan::all_hazards()) {
    const plan::Plan plan = plan_with({hazard});
    const bool harms = hazard == plan::Hazard::destructive || hazard == plan::Hazard::rewrite ||
                       hazard == plan::Hazard::scan_under_lock || hazard == plan::Hazard::blocks_writes;
    const std::string name = plan::to_string(hazard);
    EXPECT_EQ(stopping_hazards({}).contains(hazard), harms) << name;
    EXPECT_NO_THROW(require_allowed(plan, stopping_hazards({name}))) << name;
    try {
      require_allowed(plan, stopping_hazards({}, {}, {name}));
      ADD_FAILURE() << name;
    } catch (const RefusedHazards& refused) {
      EXPECT_EQ(refused.kind(), ErrorKind::hazard);
      ASSERT_EQ(refused.refusals().size(), 1U);
      EXPECT_EQ(refused.refusals()[0].steps, (std::vector<std::string>{plan.steps[0].id}));
      EXPECT_NE(refused.hint().find("--allow " + name), std::string::npos) << refused.hint();
    }
  }
}

TEST(Hazards, AFlagPrevailsOverThePolicyAndRefusingOverAllowing) {
  using plan::Hazard;
  EXPECT_FALSE(stopping_hazards({}, {"destructive"}).contains(Hazard::destructive));
  EXPECT_TRUE(stopping_hazards({}, {"all"}, {"long-lock"}).contains(Hazard::long_lock));
  EXPECT_EQ(stopping_hazards({}, {"all"}, {"long-lock"}).size(), 1U);
  EXPECT_TRUE(stopping_hazards({"all"}, {}, {"all"}).empty());
}

TEST(Hazards, NamesAreKnownOrSuggested) {
  EXPECT_EQ(parse_hazards({"all"}).size(), plan::all_hazards().size());
  EXPECT_EQ(parse_hazards({"rewrite", "scan-under-lock"}),
            (std::set<plan::Hazard>{plan::Hazard::rewrite, plan::Hazard::scan_under_lock}));
  try {
    parse_hazards({"rewrit"});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_NE(error.hint().find("`rewrite`"), std::string::npos);
  }
}

TEST(Failures, EachKindHasItsExitCodeAndNoEscapeSequences) {
  const std::map<ErrorKind, int> codes{
      {ErrorKind::usage, 1},      {ErrorKind::declaration, 1}, {ErrorKind::io, 1},
      {ErrorKind::connection, 1}, {ErrorKind::sql, 1},         {ErrorKind::unsupported, 1},
      {ErrorKind::proof, 1},      {ErrorKind::internal, 1},    {ErrorKind::question, 3},
      {ErrorKind::hazard, 4},     {ErrorKind::busy, 5}};
  for (const auto& [kind, code] : codes) {
    Screen screen;
    EXPECT_EQ(report_failure(Error(kind, "Bad \033[31mname.", "Do this."), "push", Format::text,
                             screen.terminal(false)),
              code);
    EXPECT_EQ(screen.err.str(), "error: Bad ?[31mname.\nhint: Do this.\n");
    EXPECT_EQ(screen.out.str(), "");
  }
  Screen screen;
  EXPECT_EQ(report_failure(std::runtime_error("odd"), "push", Format::text, screen.terminal(false)), 1);
  EXPECT_NE(screen.err.str().find("odd"), std::string::npos);
}

TEST(ApplyLogTest, CountsAStepOnlyWhenItIsCommitted) {
  const std::string script =
      "SET lock_timeout = '2s';\n"
      "-- e1 · why\nBEGIN;\nCREATE TABLE a();\nCOMMIT;\n"
      "-- e2 · why\nCREATE INDEX CONCURRENTLY i ON a(x);\n"
      "-- e3 · why\nBEGIN;\nSELECT 1;\nCOMMIT;\n";
  ApplyLog log(script, sql::Dialect::postgresql);
  const std::vector<std::string> begins{"", "e1", "", "", "e2", "e3", "", ""};
  const std::vector<std::size_t> applied{0, 0, 0, 0, 1, 2, 2, 2};
  for (std::size_t i = 0; i < begins.size(); ++i) {
    EXPECT_EQ(log.before_statement(), begins[i]) << i;
    EXPECT_EQ(log.applied().size(), applied[i]) << i;
  }
  log.finished();
  EXPECT_EQ(log.applied(), (std::vector<std::string>{"e1", "e2", "e3"}));
}

TEST(ApplyLogTest, OneTransactionForAllStepsCountsThemAtItsEnd) {
  const std::string script =
      "BEGIN IMMEDIATE;\n\n-- e1 · why\nCREATE TABLE a(x);\n\n"
      "-- e2 · why\nCREATE TABLE b(x);\n\nCOMMIT;\n";
  ApplyLog log(script, sql::Dialect::sqlite);
  EXPECT_EQ(log.before_statement(), "");
  EXPECT_EQ(log.before_statement(), "e1");
  EXPECT_EQ(log.before_statement(), "e2");
  EXPECT_EQ(log.before_statement(), "");
  EXPECT_TRUE(log.applied().empty());
  log.finished();
  EXPECT_EQ(log.applied(), (std::vector<std::string>{"e1", "e2"}));
}

class History : public ::testing::Test {
 protected:
  History() {
    std::string pattern = (std::filesystem::temp_directory_path() / "schemagen-history-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~History() override { std::filesystem::remove_all(folder_); }

  /// Writes a migration and returns its hash.
  std::string add(const std::string& id, const std::string& parent) {
    migration::Migration migration;
    migration.id = id;
    migration.parent = parent;
    migration.before = migration.after = "sha256:0";
    migration.proved = "scratch";
    migration.schema_toml = "schemagen = 1\ndialect = \"sqlite\"\n";
    migration.plan = plan_with({});
    const auto files = migration::render(migration);
    base::write_folder(folder_ / id, files);
    return migration::folder_hash(files);
  }

  std::filesystem::path folder_;
};

TEST_F(History, IsReadInTheOrderOfTheChainNotOfTheNames) {
  const std::string first = add("9_first", "none");
  const std::string second = add("1_second", first);
  const auto history = read_history(folder_);
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history[0].record.id, "9_first");
  EXPECT_EQ(history[1].hash, second);
  EXPECT_TRUE(is_migrations_folder(folder_));
  EXPECT_TRUE(read_history(folder_ / "missing").empty());
}

TEST_F(History, AnEditedMigrationIsNamedWithBothHashes) {
  const std::string first = add("1_first", "none");
  add("2_second", first);
  base::write_file(folder_ / "1_first" / "undo.sql", "-- edited\n");
  try {
    read_history(folder_);
    FAIL();
  } catch (const Error& error) {
    const std::string text = error.what();
    EXPECT_EQ(error.kind(), ErrorKind::declaration);
    EXPECT_NE(text.find(first), std::string::npos) << text;
    EXPECT_NE(text.find("1_first has sha256:"), std::string::npos) << text;
  }
}

TEST_F(History, TwoHeadsAreAFork) {
  const std::string first = add("1_first", "none");
  add("2_left", first);
  add("2_right", first);
  try {
    read_history(folder_);
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("2_left"), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("2_right"), std::string::npos);
  }
}

}  // namespace
}  // namespace schemagen::app
