// The quick reader of plain TOML against toml++: it says the same or nothing.
#include "dsl/plain_document.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace schemagen::dsl {
namespace {

std::optional<Value> by_toml(const std::string& text) {
  auto parsed = parse_toml(text, 0);
  Value* const root = std::get_if<Value>(&parsed);
  return root == nullptr ? std::nullopt : std::optional<Value>(std::move(*root));
}

// What is in a valid document that the quick reader takes.
void expect_taken(const std::string& text) {
  const auto plain = read_plain_document(text, 0);
  ASSERT_TRUE(plain.has_value()) << text;
  EXPECT_EQ(plain, by_toml(text)) << text;
}

void expect_left(const std::string& text) { EXPECT_EQ(read_plain_document(text, 0), std::nullopt) << text; }

TEST(PlainDocument, ReadsWhatDeclarationsAreWrittenIn) {
  expect_taken("");
  expect_taken("# a comment, Größe\n\n  schemagen = 1 # more\ndialect=\"sqlite\"");
  expect_taken("a = -12\nb = true\nc = false\nd = 0\ne = 999999999999999999\n");
  expect_taken(
      "[table.t.columns]\nid = { type = \"INTEGER\", pk = true }\n\"na me\" = 'x'\n\n[table.t.checks]\n");
  expect_taken("[table.\"s.t\"]\ncomment = \"\"\n[ table . 'u' ]\nx = {}\ny = []\nz = ''\n");
  expect_taken("a = [ \"x\",\n  [1, 2],\n\t{ b = \"c\" },\n]\n[b]\n");
  expect_taken("a = \"\\b\\t\\n\\f\\r\\\"\\\\\\u0041\\u00e4\\u20AC\\u0000\"\n");
  expect_taken("\"Ä\" = 1\n[x.\"ö\".y]\nz = \"ß\"\n");
  expect_taken(
      "[view.v]\nsql = '''\nselect '' || 'ä'\n\n  from \"t\" '''  # end\nnext = 'é' # ü\n[view.w]\n");
}

TEST(PlainDocument, LeavesTheRestToToml) {
  for (const char* text :
       {"a = 1.5", "a = 1979-05-27", "a = 0x1F", "a = 1_000", "a = 01", "a = +1", "a = 1000000000000000000",
        "a.b = 1", "[[a]]", "a = \"\"\"x\"\"\"", "a = \"\\U00000041\"", "a = \"\\uD800\"", "a = '''x''''",
        "a = [1, # one\n2]", "a = 1\r\n", "[a.b]\n[a]\n", "a = \"\xF0\x9F\x98\x80\""})
    expect_left(text);
}

TEST(PlainDocument, LeavesMistakesToToml) {
  for (const char* text : {"a",
                           "a =",
                           "a = ",
                           "= 1",
                           "a = 1 b = 2",
                           "a = truely",
                           "a = {b = 1,}",
                           "a = {b = 1\n}",
                           "a = \"x",
                           "a = \"x\ny\"",
                           "a = 'x\n'",
                           "a = '''x",
                           "a = [1",
                           "a = [,]",
                           "a = [1 2]",
                           "[a",
                           "[]",
                           "[a]b",
                           "[a.]",
                           "a = 1\na = 2",
                           "\"a\" = 1\na = 2",
                           "[a]\n[a]",
                           "[a.b]\nc = 1\n[a.b]\n",
                           "[a.b]\n[a.\"b\"]\n",
                           "a = 1\n[a]",
                           "a = {}\n[a]",
                           "a = {}\n[a.b]",
                           "[a]\nb = {}\n[a.b.c]",
                           "a = {b = 1, b = 2}",
                           "a = \"\\x\"",
                           "a = \"\\u12\"",
                           "a = \"\\",
                           "a = \"\x01\"",
                           "# \x01",
                           "a = \"\xFF\"",
                           "a = \"\xC3\"",
                           "a = \"\xED\xA0\x80\"",
                           "a = 1\x0B",
                           "a = '\x7F'",
                           "[a]\nb = 1\n[a.b]\n",
                           "a = -",
                           "a = tru"}) {
    expect_left(text);
    EXPECT_EQ(by_toml(text), std::nullopt) << text;
  }
}

TEST(PlainDocument, SeesAKeyGivenTwiceAmongManyOthers) {
  std::string text = "[enum]\n";
  for (int i = 0; i < 2000; ++i) text += "e" + std::to_string(i) + " = [\"a\"]\n";
  expect_taken(text + "[table.x]\n[table.y]\n");
  expect_left(text + "e7 = []\n");
  expect_left(text + "[enum.e7]\n");
}

// Every file of the language in the repository, and each of them cut off anywhere: never another answer.
TEST(PlainDocument, AgreesOnEveryFileOfTheRepository) {
  int taken = 0;
  for (const char* folder : {"schema-dsl", "golden", "tests"})
    for (const auto& file : std::filesystem::recursive_directory_iterator(
             std::filesystem::path(SCHEMAGEN_SOURCE_DIR) / folder)) {
      if (file.path().extension() != ".toml") continue;
      std::ifstream stream(file.path(), std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(stream), {}};
      for (std::size_t size = text.size(); size > 0; size -= std::min<std::size_t>(size, 97)) {
        const auto plain = read_plain_document(std::string_view(text).substr(0, size), 0);
        if (!plain) continue;
        EXPECT_EQ(plain, by_toml(text.substr(0, size))) << file.path() << " up to byte " << size;
        ++taken;
      }
    }
  EXPECT_GT(taken, 100);
}

}  // namespace
}  // namespace schemagen::dsl
