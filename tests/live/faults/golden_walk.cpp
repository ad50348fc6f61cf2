#include "live/faults/golden_walk.h"

#include <set>
#include <utility>

#include "support/pg_server.h"
#include "support/program.h"

namespace schemagen::tests {
namespace {

/// A declaration of both dialects says which one it is for.
std::string declared(const GoldenCase& golden, const std::string& file) {
  const std::string text = read_text(golden.folder / file);
  if (text.find("dialect = ") != std::string::npos) return text;
  return std::string("schemagen = 1\ndialect = \"") + sql::to_string(golden.dialect) + "\"\n" + text;
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Walk& walk) { return out << walk.name(); }

Step step_of(const std::string& action, const std::string& subject, const std::string& of) {
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

FaultCase start_of(const Walk& walk, const std::filesystem::path& folder) {
  write_text(folder / "a.toml", declared(walk.golden, "from.toml"));
  write_text(folder / "b.toml", declared(walk.golden, "to.toml"));
  write_text(folder / "seed.sql", walk.golden.seed());
  FaultCase fault;
  fault.folder = folder;
  fault.dialect = walk.golden.dialect;
  if (walk.golden.from().schema != model::Schema(walk.golden.dialect))
    fault.steps = {generating("a", "a.toml"), step_of("rest", "", "a"), step_of("script", "seed.sql")};
  fault.steps.push_back(generating("b", "b.toml"));
  return fault;
}

std::string lacking_server(const Walk& walk) {
  if (!walk.is_postgres() || walk.golden.since == 0 ||
      fresh_postgres()->target().version / 10000 >= walk.golden.since)
    return {};
  return "needs PostgreSQL " + std::to_string(walk.golden.since);
}

std::vector<GoldenCase> cases_to_walk(bool all) {
  std::vector<GoldenCase> found;
  std::set<std::pair<std::string, sql::Dialect>> topics;
  for (const GoldenCase& golden : golden_cases()) {
    if (!golden.refused.empty()) continue;
    const std::string topic = golden.name.substr(0, golden.name.find('/'));
    if (topics.insert({topic, golden.dialect}).second || all) found.push_back(golden);
  }
  return found;
}

std::string walk_name(const ::testing::TestParamInfo<Walk>& info) { return as_test_name(info.param.name()); }

}  // namespace schemagen::tests
