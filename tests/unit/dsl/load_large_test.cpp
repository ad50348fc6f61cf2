// Declarations so large that they are parsed in parts.
#include <gtest/gtest.h>

#include "schemagen/dsl/declaration.h"

namespace schemagen::dsl {
namespace {

using model::Kind;

constexpr int kTables = 4000;

std::string tables(int from, int to) {
  std::string text;
  for (int i = from; i < to; ++i)
    text += "[table.t" + std::to_string(i) +
            ".columns]\nb = \"INTEGER\"\na = { type = \"TEXT\", index = true }\n\n";
  return text;
}

std::string head() { return "schemagen = 1\ndialect = \"sqlite\"\n"; }

std::string mistakes(const std::string& text) {
  std::string out;
  for (const base::Diagnostic& diagnostic : load_sources({{"big.toml", text}}).diagnostics)
    out += base::to_string(diagnostic.place) + " " + diagnostic.message + "\n";
  return out;
}

TEST(LoadLarge, KnowsEveryPlace) {
  const Loaded loaded = load_sources({{"big.toml", head() + tables(0, kTables)}});
  EXPECT_EQ(base::render(loaded.diagnostics), "");
  EXPECT_EQ(loaded.declaration.schema.objects().size(), kTables * 4U);
  for (int i = 0; i < kTables; ++i) {
    const base::Symbol table("t" + std::to_string(i));
    EXPECT_EQ(loaded.declaration.places.at(model::table_id("", table)),
              (base::Place{"big.toml", 3 + 4 * i, 8}));
    const auto columns = loaded.declaration.schema.columns_of("", table);
    ASSERT_EQ(columns.size(), 2U);
    EXPECT_EQ(columns.front().first.name, "b");
  }
}

TEST(LoadLarge, JoinsATableWhosePartsStandFarApart) {
  const std::string text = head() + "[table.x.columns]\na = \"INTEGER\"\n" + tables(0, kTables) +
                           "[table.x.indexes]\nx_a = [\"a\"]\n[table.x]\nstrict = true\n";
  const Loaded loaded = load_sources({{"big.toml", text}});
  EXPECT_EQ(base::render(loaded.diagnostics), "");
  EXPECT_TRUE(loaded.declaration.schema.contains({Kind::index, "", "x", "x_a"}));
  EXPECT_TRUE(loaded.declaration.schema.find_as<model::Table>(model::table_id("", "x"))->strict);
}

TEST(LoadLarge, SeesATableDeclaredTwice) {
  const std::string text = head() + tables(0, kTables) + tables(7, 8);
  EXPECT_EQ(mistakes(text),
            "big.toml:16003:1 this is not TOML: Error while parsing table header: cannot redefine existing "
            "table 'table.t7.columns'\n");
  const std::string spelled = head() + tables(0, kTables) + "[table.\"t7\".columns]\nc = \"TEXT\"\n";
  EXPECT_NE(mistakes(spelled).find("cannot redefine"), std::string::npos);
}

TEST(LoadLarge, SeesAColumnThatIsSpelledInTwoWays) {
  const std::string text = head() + tables(0, kTables) + "[table.t7.columns.a]\ntype = \"TEXT\"\n";
  EXPECT_NE(mistakes(text).find("big.toml:16003"), std::string::npos) << mistakes(text);
}

TEST(LoadLarge, TakesALineInAStringForWhatItIs) {
  const std::string filler(200 * 1024, ' ');
  const std::string text = head() + tables(0, kTables / 4) + "[view.v]\nsql = '''" + filler +
                           "\n[table.fake]\nselect 1 as a'''\n" + tables(kTables / 4, kTables / 2);
  EXPECT_EQ(mistakes(text), "big.toml:4005:1 the SQL of a view must be a query\n");
}

TEST(LoadLarge, ReportsTheLineOfALateMistake) {
  EXPECT_EQ(mistakes(head() + tables(0, kTables) + "[table.y.columns]\nid = { typ = \"INTEGER\" }\n"),
            "big.toml:16004:8 unknown key `typ` in a column\n");
}

}  // namespace
}  // namespace schemagen::dsl
