#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <set>

#include "live/faults/fault_run.h"
#include "support/golden_case.h"
#include "support/pg_server.h"
#include "support/program.h"

// Every file of golden cases stopped at every moment and simply run again: it comes to its end, the rows are
// there, and nothing is left of what was under way. The first case of each topic at some of its moments; with
// SCHEMAGEN_INTERRUPT=all every case at each.
namespace schemagen::tests {
namespace {

struct Walk {
  GoldenCase golden;
  std::string way;

  bool is_postgres() const { return golden.dialect == sql::Dialect::postgresql; }
  std::string name() const {
    return std::string(sql::to_string(golden.dialect)) + " " + golden.name + " " + way;
  }
};

std::ostream& operator<<(std::ostream& out, const Walk& walk) { return out << walk.name(); }

bool is_thorough() {
  const char* asked = std::getenv("SCHEMAGEN_INTERRUPT");
  return asked != nullptr && std::string(asked) == "all";
}

Step step_of(const std::string& action, const std::string& subject = {}, const std::string& of = {}) {
  Step step;
  step.action = action;
  step.subject = subject;
  step.of = of;
  return step;
}

Step generating(const std::string& name, const std::string& target) {
  Step step = step_of("generate", target);
  step.as = name;
  step.offline = true;
  return step;
}

/// Nothing says any more that a migration is under way.
Step nothing_noted() {
  Step step = step_of(
      "sql", R"(SELECT count(*) FROM pg_proc WHERE proname ~ '^_sg_[0-9a-z]+$' AND prosrc LIKE '-- {%')");
  step.is = "0";
  return step;
}

std::string declared(const GoldenCase& golden, const std::string& file) {
  const std::string text = read_text(golden.folder / file);
  return text.find("dialect = ") != std::string::npos
             ? text
             : std::string("schemagen = 1\ndialect = \"") + sql::to_string(golden.dialect) + "\"\n" + text;
}

FaultCase fault_of(const Walk& walk, const std::filesystem::path& folder) {
  write_text(folder / "a.toml", declared(walk.golden, "from.toml"));
  write_text(folder / "b.toml", declared(walk.golden, "to.toml"));
  write_text(folder / "seed.sql", walk.golden.seed());
  FaultCase fault;
  fault.folder = folder;
  fault.dialect = walk.golden.dialect;
  if (walk.golden.from().schema != model::Schema(walk.golden.dialect))
    fault.steps = {generating("a", "a.toml"), step_of("rest", "", "a"), step_of("script", "seed.sql")};
  fault.steps.push_back(generating("b", "b.toml"));
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
  if (walk.is_postgres() && walk.golden.since > 0 &&
      fresh_postgres()->target().version / 10000 < walk.golden.since)
    GTEST_SKIP() << "needs PostgreSQL " << walk.golden.since;
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
  std::set<std::pair<std::string, sql::Dialect>> topics;
  for (const GoldenCase& golden : golden_cases()) {
    if (!golden.refused.empty()) continue;
    const std::string topic = golden.name.substr(0, golden.name.find('/'));
    if (!topics.insert({topic, golden.dialect}).second && !is_thorough()) continue;
    for (const char* way : {"stopped", "torn", "killed", "undone"})
      if (std::string(way) != "undone" || has_undo(golden)) all.push_back({golden, way});
  }
  return all;
}

std::string test_name(const ::testing::TestParamInfo<Walk>& info) {
  std::string name = info.param.name();
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Golden, Interruption, ::testing::ValuesIn(walks()), test_name);

}  // namespace
}  // namespace schemagen::tests
