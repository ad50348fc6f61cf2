#include <gtest/gtest.h>

#include <cstdlib>

#include "schemagen/base/error.h"
#include "schemagen/base/file.h"
#include "schemagen/base/unified_diff.h"
#include "support/golden_case.h"

namespace schemagen::tests {
namespace {

namespace fs = std::filesystem;

class Golden : public testing::TestWithParam<GoldenCase> {};

/// What the case's files must be: those of the migration without schema.toml, which is to.toml again.
std::map<std::string, std::string> rendered(const GoldenCase& golden) {
  const dsl::Declaration from = golden.from();
  dsl::Declaration to = golden.to();
  const app::PlannedChange change = plan_between(from.schema, to, golden_target(golden.dialect));
  to.schema = change.reached(std::move(to.schema));
  std::map<std::string, std::string> files = migration::render(migration_of(from.schema, to, change.plan));
  files.erase("schema.toml");
  return files;
}

std::map<std::string, std::string> stored(const fs::path& folder) {
  std::map<std::string, std::string> files;
  if (!fs::exists(folder)) return files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().filename() != "seed.sql")
      files[entry.path().filename().string()] = base::read_file(entry.path());
  return files;
}

void update(const fs::path& folder, const std::map<std::string, std::string>& files) {
  fs::create_directories(folder);
  for (const auto& [name, bytes] : stored(folder))
    if (!files.contains(name)) fs::remove(folder / name);
  for (const auto& [name, bytes] : files) base::write_file(folder / name, bytes);
}

TEST_P(Golden, IsWhatIsWritten) {
  const GoldenCase& golden = GetParam();
  if (!golden.refused.empty()) {
    try {
      rendered(golden);
      FAIL() << golden.name << " is planned, but should be refused";
    } catch (const base::Error& error) {
      EXPECT_NE(std::string(error.what()).find(golden.refused), std::string::npos) << error.what();
    }
    return;
  }
  const std::map<std::string, std::string> files = rendered(golden);
  if (std::getenv("SCHEMAGEN_UPDATE_GOLDEN") != nullptr) return update(golden.expected(), files);
  const std::map<std::string, std::string> expected = stored(golden.expected());
  for (const auto& [name, bytes] : files) {
    ASSERT_TRUE(expected.contains(name))
        << golden.expected() / name << " is missing; run tools/update_goldens";
    EXPECT_EQ(expected.at(name), bytes) << base::unified_diff(expected.at(name), bytes, "expected", name);
  }
  for (const auto& [name, bytes] : expected)
    EXPECT_TRUE(files.contains(name)) << golden.expected() / name << " is not written any more";
}

TEST(GoldenCases, AreThere) { EXPECT_GE(golden_cases().size(), 100U); }

INSTANTIATE_TEST_SUITE_P(Plan, Golden, testing::ValuesIn(golden_cases()), [](const auto& test) {
  return as_test_name(test.param.name + "_" + sql::to_string(test.param.dialect));
});

}  // namespace
}  // namespace schemagen::tests
