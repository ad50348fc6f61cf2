#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "live/faults/fault_run.h"
#include "schemagen/db/database.h"
#include "support/pg_server.h"

// Inputs that failed once: each folder of tests/live/faults is carried out as a user would.
namespace schemagen::tests {
namespace {

int server_version() {
  static const int version = fresh_postgres()->target().version / 10000;
  return version;
}

/// Roles that folders speak of: an application's, and an owner who is no superuser.
void make_roles() {
  static const bool made = [] {
    const auto database = fresh_postgres();
    for (const char* role : {"app", "owner1"}) database->execute(std::string("CREATE ROLE ") + role);
    return true;
  }();
  EXPECT_TRUE(made);
}

class Faults : public ::testing::TestWithParam<FaultCase> {};

TEST_P(Faults, Hold) {
  const FaultCase& fault = GetParam();
  if (fault.since > 0 && server_version() < fault.since) GTEST_SKIP() << "for PostgreSQL " << fault.since;
  if (fault.dialect == sql::Dialect::postgresql) make_roles();
  const std::vector<std::string> problems = problems_of(fault);
  const bool by_chance = std::any_of(fault.steps.begin(), fault.steps.end(), [](const Step& step) {
    return !step.beside.empty() || step.action == "load";
  });
  if (!fault.known.empty() && problems.empty() && by_chance)
    GTEST_SKIP() << "it held this time: " << fault.known;
  if (!fault.known.empty() && !problems.empty())
    std::cout << "known: " << fault.known << "\n" << problems.front() << "\n";
  if (fault.known.empty()) {
    EXPECT_TRUE(problems.empty()) << problems.front();
  } else {
    EXPECT_FALSE(problems.empty()) << "It holds now: take `known` out of case.toml. It said: " << fault.known;
  }
}

std::string test_name(const ::testing::TestParamInfo<FaultCase>& info) {
  return std::string(sql::to_string(info.param.dialect)) + "_" + info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Folders, Faults, ::testing::ValuesIn(fault_cases()), test_name);

}  // namespace
}  // namespace schemagen::tests
