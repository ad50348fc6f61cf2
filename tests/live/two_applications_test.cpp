#include <gtest/gtest.h>

#include <algorithm>

#include "support/golden_case.h"
#include "support/two_applications.h"

namespace schemagen::tests {
namespace {

/// What is known not to hold yet: a case, a part of the line that says so, and why. An entry that is not needed
/// any more fails its test.
struct Known {
  std::string name;
  std::string part;
  std::string reason;
};

const std::vector<Known>& known() {
  static const std::vector<Known> entries = {};
  return entries;
}

class TwoApplications : public testing::TestWithParam<GoldenCase> {};

TEST_P(TwoApplications, BothWork) {
  const GoldenCase& golden = GetParam();
  if (!golden.refused.empty()) return;  // nothing is planned; tests/golden looks at the refusal
  std::vector<std::string> problems = run_two_applications(golden.from(), golden.seed(), golden.to());
  for (const Known& entry : known()) {
    if (entry.name != golden.name) continue;
    const auto kept = std::remove_if(problems.begin(), problems.end(), [&entry](const std::string& problem) {
      return problem.find(entry.part) != std::string::npos;
    });
    EXPECT_NE(kept, problems.end()) << "no longer needed: " << entry.part << " (" << entry.reason << ")";
    problems.erase(kept, problems.end());
  }
  for (const std::string& problem : problems) ADD_FAILURE() << problem;
}

std::vector<GoldenCase> postgres_cases() {
  std::vector<GoldenCase> cases = golden_cases();
  std::erase_if(cases, [](const GoldenCase& golden) { return golden.dialect != sql::Dialect::postgresql; });
  return cases;
}

std::string test_name(const testing::TestParamInfo<GoldenCase>& info) {
  std::string name = info.param.name;
  std::replace_if(name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; },
                  '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Live, TwoApplications, testing::ValuesIn(postgres_cases()), test_name);

}  // namespace
}  // namespace schemagen::tests
