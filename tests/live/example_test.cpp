#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "schemagen/base/file.h"
#include "schemagen/dsl/declaration.h"
#include "support/live_proof.h"

// The examples people copy from: each is loaded, planned, applied and proved.
namespace schemagen::tests {
namespace {

namespace fs = std::filesystem;

/// The declaration of an example folder: schema.toml, or all of its files.
dsl::Declaration example(const fs::path& folder) {
  const fs::path single = folder / "schema.toml";
  return dsl::load_declaration(fs::exists(single) ? single : folder);
}

std::vector<fs::path> example_folders() {
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(fs::path(SCHEMAGEN_SOURCE_DIR) / "schema-dsl/examples"))
    if (entry.is_directory()) folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  return folders;
}

class Examples : public ::testing::TestWithParam<fs::path> {};

TEST_P(Examples, AreMadeFromNothing) {
  const dsl::Declaration declared = example(GetParam());
  const auto database = fresh_database(declared.schema.dialect());
  const std::vector<std::string> problems =
      migrate_and_check(*database, model::Schema(declared.schema.dialect()), declared);
  EXPECT_TRUE(problems.empty()) << problems.front();
}

TEST_P(Examples, AreReachedFromTheDatabaseBefore) {
  const fs::path before = GetParam() / "before.sql";
  if (!fs::exists(before)) return;  // only an example of a migration has one
  const dsl::Declaration declared = example(GetParam());
  const auto database = fresh_database(declared.schema.dialect());
  db::run_script(*database, base::read_file(before), "before.sql");
  const std::vector<std::string> problems = migrate_and_check(*database, database->introspect(), declared);
  EXPECT_TRUE(problems.empty()) << problems.front();
}

std::string test_name(const ::testing::TestParamInfo<fs::path>& info) {
  std::string name = info.param.filename().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Folders, Examples, ::testing::ValuesIn(example_folders()), test_name);

TEST(Examples, AreThere) { EXPECT_GE(example_folders().size(), 4U); }

}  // namespace
}  // namespace schemagen::tests
