#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "schemagen/base/diagnostic.h"
#include "schemagen/base/digest.h"
#include "schemagen/base/error.h"
#include "schemagen/base/file.h"
#include "schemagen/base/symbol.h"
#include "schemagen/base/text.h"
#include "schemagen/base/unified_diff.h"

namespace schemagen::base {
namespace {

TEST(Symbol, ComparesByTextAndStoresItOnce) {
  const Symbol a("users");
  const Symbol b(std::string("us") + "ers");
  EXPECT_EQ(a, b);
  EXPECT_EQ(&a.str(), &b.str());
  EXPECT_NE(a, Symbol("Users"));
  EXPECT_LT(Symbol("a"), Symbol("b"));
  EXPECT_TRUE(Symbol().empty());
  EXPECT_EQ(Symbol(), Symbol(""));
}

TEST(Text, FoldsOnlyAscii) {
  EXPECT_EQ(to_lower("ÄBC"), "Äbc");
  EXPECT_EQ(to_upper("äbc"), "äBC");
  EXPECT_TRUE(equals_ignoring_case("Users", "uSERS"));
  EXPECT_FALSE(equals_ignoring_case("Users", "User"));
}

TEST(Text, SplitsLinesOfEitherKind) {
  EXPECT_EQ(split_lines("a\r\nb\n\nc"), (std::vector<std::string>{"a", "b", "", "c"}));
  EXPECT_EQ(split_lines("a\n"), std::vector<std::string>{"a"});
  EXPECT_TRUE(split_lines("").empty());
}

TEST(Text, SuggestsOnlyWhatIsNear) {
  EXPECT_EQ(nearest("defualt", {"default", "check"}), "default");
  EXPECT_EQ(nearest("Unique", {"unique", "include"}), "unique");
  EXPECT_EQ(nearest("colour", {"default", "check"}), std::nullopt);
}

TEST(Text, NeverCutsACodePointInTwo) {
  EXPECT_EQ(clip_utf8("aä", 2), "a");
  EXPECT_EQ(clip_utf8("aä", 3), "aä");
  EXPECT_EQ(clip_utf8("ä", 1), "");
}

TEST(Text, IndentsAllButEmptyLines) { EXPECT_EQ(indent("a\n\nb", 2), "  a\n\n  b"); }

TEST(Digest, IsSha256) {
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(UnifiedDiff, ShowsWhatDiffers) {
  EXPECT_EQ(unified_diff("a\nb\n", "a\nb\n", "x", "y"), "");
  EXPECT_EQ(unified_diff("a\nb\n", "a\nc\n", "x", "y"), "--- x\n+++ y\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n");
}

TEST(Diagnostic, PointsAtTheMistake) {
  DiagnosticList list = {{{"b.toml", 2, 5}, "second", "", ""},
                         {{"a.toml", 12, 3}, "unknown key `x`", "take it out", "a, x"}};
  sort(list);
  EXPECT_EQ(render(list),
            "a.toml:12:3: error: unknown key `x`\n"
            "  12 | a, x\n"
            "     |   ^\n"
            "     = take it out\n"
            "b.toml:2:5: error: second\n");
}

class Folder : public testing::Test {
 protected:
  void SetUp() override {
    path_ = std::filesystem::temp_directory_path() /
            ("schemagen_base_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  void TearDown() override { std::filesystem::remove_all(path_); }
  std::filesystem::path path_;
};

TEST_F(Folder, IsWrittenWholeOrNotAtAll) {
  write_folder(path_ / "m", {{"a.sql", "1"}, {"b.sql", "2"}});
  EXPECT_EQ(read_file(path_ / "m/a.sql"), "1");
  EXPECT_EQ(read_file(path_ / "m/b.sql"), "2");
  EXPECT_THROW(write_folder(path_ / "m", {{"a.sql", "other"}}), Error);
  EXPECT_EQ(read_file(path_ / "m/a.sql"), "1");
  EXPECT_THROW(write_folder(path_ / "n", {{"no/such/folder", "1"}}), Error);
  EXPECT_FALSE(std::filesystem::exists(path_ / "n"));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(path_), {}), 1);
}

TEST_F(Folder, NamesTheFileThatCannotBeRead) {
  try {
    read_file(path_ / "missing.toml");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::io);
    EXPECT_EQ(std::string(error.what()),
              "Cannot read " + (path_ / "missing.toml").string() + ": No such file or directory.");
  }
}

}  // namespace
}  // namespace schemagen::base
