#include <gtest/gtest.h>

#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "live/faults/fault_run.h"
#include "live/faults/golden_walk.h"
#include "schemagen/dsl/emit.h"
#include "support/program.h"

// Every file of golden cases at every wrong moment: it stops, or it is harmless. Through the program, psql
// and sqlite3. What does not hold yet stands in known.txt; a line that is no longer needed fails.
namespace schemagen::tests {
namespace {

/// The ways through one migration (b); a makes what it starts from, and c comes after it.
const std::map<std::string, std::vector<std::string>> kWays{
    // skipped, reversed, twice, after contract
    {"forward", {"wrongs", "next", "wrongs", "next", "wrongs", "next", "wrongs", "drift"}},
    // after undo, and once more from there
    {"undone", {"next", "undo", "wrongs", "rest", "wrongs", "drift"}},
    // beside another migration on the same tables
    {"beside", {"c", "next", "c", "next", "c", "next", "c", "rest", "c", "drift of c"}},
};

/// The file that has run is not the only one.
bool has_way_back(const GoldenCase& golden) {
  return golden.dialect == sql::Dialect::sqlite ||
         std::filesystem::exists(golden.expected() / "1_expand.sql") ||
         std::filesystem::exists(golden.expected() / "2_migrate.sql");
}

/// What the case leads to, and a column more in every table.
std::string with_more_columns(const GoldenCase& golden) {
  dsl::Declaration later = golden.to();
  const dsl::Declaration sample =
      declaration_of(std::string("schemagen = 1\ndialect = \"") + sql::to_string(golden.dialect) +
                     "\"\n[table.t.columns]\nlater_one = \"text?\"\n");
  const auto [sample_id, column] = sample.schema.all<model::Column>(model::Kind::column).front();
  std::vector<model::ObjectId> tables;
  for (const auto& [id, table] : later.schema.all<model::Table>(model::Kind::table)) tables.push_back(id);
  for (const model::ObjectId& table : tables) {
    const auto columns = later.schema.columns_of(table.schema, table.name);
    if (columns.empty()) continue;
    model::ObjectId id = columns.front().first;
    id.name = sample_id.name;
    later.schema.put(id, *column);
  }
  return dsl::emit(later);
}

FaultCase fault_of(const Walk& walk, const std::filesystem::path& folder) {
  FaultCase fault = start_of(walk, folder);
  if (walk.way == "beside") {
    write_text(folder / "c.toml", with_more_columns(walk.golden));
    fault.steps.push_back(generating("c", "c.toml"));
  }
  for (const std::string& action : kWays.at(walk.way)) {
    if (action == "c")
      fault.steps.push_back(step_of("try", "1", "c"));
    else if (action == "undo")
      fault.steps.push_back(step_of(has_way_back(walk.golden) ? "run" : "wrong", "undo", "b"));
    else
      fault.steps.push_back(step_of(action.substr(0, action.find(' ')), "", "b"));
  }
  return fault;
}

const std::set<std::string>& known() {
  static const std::set<std::string> lines = [] {
    std::set<std::string> read;
    std::ifstream file(std::string(SCHEMAGEN_SOURCE_DIR) + "/tests/live/order/known.txt");
    for (std::string line; std::getline(file, line);)
      if (!line.empty() && line.front() != '#') read.insert(line);
    return read;
  }();
  return lines;
}

class Order : public ::testing::TestWithParam<Walk> {};

TEST_P(Order, HoldsAtEveryMoment) {
  const Walk& walk = GetParam();
  if (const std::string lacking = lacking_server(walk); !lacking.empty()) GTEST_SKIP() << lacking;
  const TemporaryFolder folder;
  const std::vector<std::string> problems = problems_of(fault_of(walk, folder.path()));
  if (!problems.empty()) std::cout << "not in order: " << walk << "\n" << problems.front() << "\n";
  EXPECT_EQ(!problems.empty(), known().contains(walk.name()))
      << (problems.empty() ? "It holds now: take it out of known.txt." : problems.front());
}

/// The first case of each topic: a walk runs some twenty programs.
std::vector<Walk> walks() {
  std::vector<Walk> all;
  for (const GoldenCase& golden : cases_to_walk(false))
    for (const auto& [way, steps] : kWays) all.push_back({golden, way});
  return all;
}

INSTANTIATE_TEST_SUITE_P(Golden, Order, ::testing::ValuesIn(walks()), walk_name);

}  // namespace
}  // namespace schemagen::tests
