// A way through the files of a golden case, carried out as a fault: by the program, psql and sqlite3.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "live/faults/fault_case.h"
#include "support/golden_case.h"

namespace schemagen::tests {

struct Walk {
  GoldenCase golden;
  std::string way;

  bool is_postgres() const { return golden.dialect == sql::Dialect::postgresql; }
  std::string name() const {
    return std::string(sql::to_string(golden.dialect)) + " " + golden.name + " " + way;
  }
};

std::ostream& operator<<(std::ostream& out, const Walk& walk);

Step step_of(const std::string& action, const std::string& subject = {}, const std::string& of = {});
/// generate, offline.
Step generating(const std::string& name, const std::string& target);

/// Where every walk begins: the case's database with its rows, made by migration a, and migration b written.
FaultCase start_of(const Walk& walk, const std::filesystem::path& folder);

/// The older server that the case cannot stand on; empty when it can.
std::string lacking_server(const Walk& walk);

/// Cases that can be planned: all, or the first of each topic and dialect.
std::vector<GoldenCase> cases_to_walk(bool all);

std::string walk_name(const ::testing::TestParamInfo<Walk>& info);

}  // namespace schemagen::tests
