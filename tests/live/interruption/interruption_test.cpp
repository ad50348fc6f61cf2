#include <gtest/gtest.h>

#include <cstdlib>

#include "live/faults/fault_run.h"
#include "live/faults/golden_walk.h"
#include "support/program.h"

// Every file of golden cases stopped at every moment and simply run again: it comes to its end, the rows are
// there, and nothing is left of what was under way. The first case of each topic at some of its moments; with
// SCHEMAGEN_INTERRUPT=all every case at each.
namespace schemagen::tests {
namespace {

bool is_thorough() {
  const char* asked = std::getenv("SCHEMAGEN_INTERRUPT");
  return asked != nullptr && std::string(asked) == "all";
}

/// Nothing says any more that a migration is under way.
Step nothing_noted() {
  Step step = step_of(
      "sql", R"(SELECT count(*) FROM pg_proc WHERE proname ~ '^_sg_[0-9a-z]+$' AND prosrc LIKE '-- {%')");
  step.is = "0";
  return step;
}

FaultCase fault_of(const Walk& walk, const std::filesystem::path& folder) {
  FaultCase fault = start_of(walk, folder);
  Step way = step_of(walk.way, "", "b");
  const int some = walk.way == "undone" && walk.is_postgres() ? 10 : 4;  // all of undo.sql follows each stop
  way.every = is_thorough() ? 1 : some;
  fault.steps.push_back(way);
  if (walk.is_postgres()) fault.steps.push_back(nothing_noted());
  if (walk.way == "undone") fault.steps.push_back(step_of("rest", "", "b"));
  fault.steps.push_back(step_of("drift"));
  return fault;
}

class Interruption : public ::testing::TestWithParam<Walk> {};

TEST_P(Interruption, IsRunAgain) {
  const Walk& walk = GetParam();
  if (const std::string lacking = lacking_server(walk); !lacking.empty()) GTEST_SKIP() << lacking;
  const TemporaryFolder folder;
  const std::vector<std::string> problems = problems_of(fault_of(walk, folder.path()));
  EXPECT_TRUE(problems.empty()) << problems.front();
}

constexpr const char* kLargeBefore = R"toml(schemagen = 1
dialect = "sqlite"
[table.people.columns]
id = { type = "integer", pk = true }
name = "text"
age = "text"
[table.notes.columns]
id = { type = "integer", pk = true }
person_id = { type = "integer", references = "people(id)", on_delete = "cascade", index = true }
)toml";

constexpr const char* kLargeAfter = R"toml(schemagen = 1
dialect = "sqlite"
[table.people.columns]
id = { type = "integer", pk = true }
full_name = { type = "text", renamed_from = "name", check = "length(full_name) > 0" }
age = { type = "integer", using = "CAST(age AS INTEGER)" }
status = { type = "text", backfill = "'active'" }
[table.notes.columns]
id = { type = "integer", pk = true }
person_id = { type = "integer", references = "people(id)", on_delete = "cascade", index = true }
)toml";

constexpr const char* kManyRows = R"(
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
INSERT INTO people SELECT i, 'Person ' || i, 20 + i % 60 FROM n;
INSERT INTO notes SELECT id, 20001 - id FROM people;
)";

class LargeTable : public ::testing::TestWithParam<const char*> {};

TEST_P(LargeTable, IsRunAgain) {
  const TemporaryFolder folder;
  write_text(folder.path() / "a.toml", kLargeBefore);
  write_text(folder.path() / "b.toml", kLargeAfter);
  FaultCase fault;
  fault.folder = folder.path();
  fault.dialect = sql::Dialect::sqlite;
  fault.steps = {generating("a", "a.toml"), step_of("rest", "", "a"),  step_of("sql", GetParam()),
                 step_of("sql", kManyRows), generating("b", "b.toml"), step_of("killed", "", "b"),
                 step_of("drift")};
  fault.steps[5].every = is_thorough() ? 1 : 20;
  const std::vector<std::string> problems = problems_of(fault);
  EXPECT_TRUE(problems.empty()) << problems.front();
}

INSTANTIATE_TEST_SUITE_P(
    Journals, LargeTable, ::testing::Values("PRAGMA journal_mode = DELETE", "PRAGMA journal_mode = WAL"),
    [](const auto& journal) {
      return std::string(journal.param).substr(std::string(journal.param).rfind(' ') + 1);
    });

/// undo.sql is for what expand and migrate have done.
bool has_undo(const GoldenCase& golden) {
  const auto has = [&golden](const char* file) { return std::filesystem::exists(golden.expected() / file); };
  return has("undo.sql") && (has("1_expand.sql") || has("2_migrate.sql"));
}

std::vector<Walk> walks() {
  std::vector<Walk> all;
  for (const GoldenCase& golden : cases_to_walk(is_thorough()))
    for (const char* way : {"stopped", "torn", "killed", "undone"})
      if (std::string(way) != "undone" || has_undo(golden)) all.push_back({golden, way});
  return all;
}

INSTANTIATE_TEST_SUITE_P(Golden, Interruption, ::testing::ValuesIn(walks()), walk_name);

}  // namespace
}  // namespace schemagen::tests
