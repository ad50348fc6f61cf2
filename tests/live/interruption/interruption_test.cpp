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

  std::string name() const { return golden.name + " " + way; }
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
  return text.find("dialect = ") != std::string::npos ? text
                                                      : "schemagen = 1\ndialect = \"postgresql\"\n" + text;
}

FaultCase fault_of(const Walk& walk, const std::filesystem::path& folder) {
  write_text(folder / "a.toml", declared(walk.golden, "from.toml"));
  write_text(folder / "b.toml", declared(walk.golden, "to.toml"));
  write_text(folder / "seed.sql", walk.golden.seed());
  FaultCase fault;
  fault.folder = folder;
  fault.dialect = sql::Dialect::postgresql;
  if (walk.golden.from().schema != model::Schema(walk.golden.dialect))
    fault.steps = {generating("a", "a.toml"), step_of("rest", "", "a"), step_of("script", "seed.sql")};
  fault.steps.push_back(generating("b", "b.toml"));
  Step way = step_of(walk.way, "", "b");
  const int some = walk.way == "undone" ? 10 : 4;  // each stop of these is followed by all stops of undo.sql
  way.every = is_thorough() ? 1 : some;
  fault.steps.push_back(way);
  fault.steps.push_back(nothing_noted());
  if (walk.way == "undone") fault.steps.push_back(step_of("rest", "", "b"));
  fault.steps.push_back(step_of("drift"));
  return fault;
}

class Interruption : public ::testing::TestWithParam<Walk> {};

TEST_P(Interruption, IsRunAgain) {
  const Walk& walk = GetParam();
  if (walk.golden.since > 0 && fresh_postgres()->target().version / 10000 < walk.golden.since)
    GTEST_SKIP() << "needs PostgreSQL " << walk.golden.since;
  const TemporaryFolder folder;
  const std::vector<std::string> problems = problems_of(fault_of(walk, folder.path()));
  EXPECT_TRUE(problems.empty()) << problems.front();
}

/// undo.sql is for what expand and migrate have done.
bool has_undo(const GoldenCase& golden) {
  const auto has = [&golden](const char* file) { return std::filesystem::exists(golden.expected() / file); };
  return has("undo.sql") && (has("1_expand.sql") || has("2_migrate.sql"));
}

std::vector<Walk> walks() {
  std::vector<Walk> all;
  std::set<std::string> topics;
  for (const GoldenCase& golden : golden_cases()) {
    if (golden.dialect != sql::Dialect::postgresql || !golden.refused.empty()) continue;
    if (!topics.insert(golden.name.substr(0, golden.name.find('/'))).second && !is_thorough()) continue;
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
