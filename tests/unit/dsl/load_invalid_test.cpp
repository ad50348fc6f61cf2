#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "schemagen/base/file.h"
#include "schemagen/dsl/declaration.h"

namespace schemagen::dsl {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> samples() {
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(SCHEMAGEN_SOURCE_DIR "/schema-dsl/invalid"))
    if (entry.path().extension() == ".toml") found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

// schema-dsl/invalid/NAME.txt is what a person reads about NAME.toml. SCHEMAGEN_UPDATE_GOLDEN=1 rewrites.
TEST(InvalidSamples, GetTheirMessages) {
  const std::vector<fs::path> all = samples();
  EXPECT_GE(all.size(), 25U);
  for (const fs::path& path : all) {
    const Loaded loaded = load_sources({{path.filename().string(), base::read_file(path)}});
    EXPECT_FALSE(loaded.diagnostics.empty()) << path << " is not invalid";
    const std::string messages = base::render(loaded.diagnostics);
    const fs::path expected = fs::path(path).replace_extension(".txt");
    if (std::getenv("SCHEMAGEN_UPDATE_GOLDEN") != nullptr) base::write_file(expected, messages);
    ASSERT_TRUE(fs::exists(expected)) << expected << " is missing; SCHEMAGEN_UPDATE_GOLDEN=1 writes it";
    EXPECT_EQ(messages, base::read_file(expected)) << path;
  }
}

}  // namespace
}  // namespace schemagen::dsl
