#include <gtest/gtest.h>

#include "schemagen/base/diagnostic.h"
#include "schemagen/base/file.h"
#include "schemagen/dsl/declaration.h"
#include "schemagen/dsl/emit.h"

namespace schemagen::dsl {
namespace {

using dialect::Advice;
using model::Kind;

Advice advised(const std::vector<std::pair<std::string Advice::*, std::string>>& texts,
               std::map<std::string, std::string> map = {}) {
  Advice advice;
  for (const auto& [field, text] : texts) advice.*field = text;
  advice.map = std::move(map);
  return advice;
}

constexpr const char* kHead = "schemagen = 1\ndialect = \"postgresql\"\n";

Declaration load(const std::string& text) {
  Loaded loaded = load_sources({{"schema.toml", text}});
  EXPECT_EQ(base::render(loaded.diagnostics), "") << text;
  return std::move(loaded.declaration);
}

/// The messages about one column `c` of a table that has `a`, `b` and `c`.
std::string mistakes_of_column(const std::string& column) {
  const std::string text =
      kHead + std::string("[table.t.columns]\na = \"text\"\nb = \"text\"\nc = ") + column;
  std::string out;
  for (const base::Diagnostic& diagnostic : load_sources({{"s", text}}).diagnostics)
    out += std::to_string(diagnostic.place.column) + " " + diagnostic.message + "\n";
  return out;
}

std::string mistakes(const std::vector<Source>& sources) {
  std::string out;
  for (const base::Diagnostic& diagnostic : load_sources(sources).diagnostics)
    out += base::to_string(diagnostic.place) + " " + diagnostic.message + "\n";
  return out;
}

Advice of_column(const Declaration& declaration, const char* name) {
  const auto found = declaration.advice.find(model::column_id("public", "people", name));
  return found == declaration.advice.end() ? Advice() : found->second;
}

constexpr const char* kEverything = R"toml(schemagen = 1
dialect = "postgresql"
drop = "soft"

[enum.status]
values = ["new", { value = "done", renamed_from = "over" }]
map = { "in progress" = "new", lost = "done" }
strategy = "direct"

[table.people]
renamed_from = "users"
strategy = "view"
drop = "hard"

[table.people.columns]
full_name = { type = "text", from = "first || ' ' || last" }
email     = { type = "text", strategy = "dual", renamed_from = "mail" }
state     = { type = "integer", map = { "" = "0", done = "2", "it's" = "1" }, back = "state::text", strategy = "dual" }
cents     = { type = "bigint", using = "cents * 100", back = "cents / 100", strategy = "direct" }
nick      = { type = "text", strategy = "view", renamed_from = "alias" }

[table.teams]
drop = "soft"

[table.teams.columns]
id = "bigint"
)toml";

TEST(Advice, IsReadAsItStands) {
  const Declaration declaration = load(kEverything);
  EXPECT_EQ(of_column(declaration, "full_name"), (advised({{&Advice::from, "first || ' ' || last"}})));
  EXPECT_EQ(of_column(declaration, "email"), (advised({{&Advice::strategy, "dual"}})));
  EXPECT_EQ(of_column(declaration, "state"),
            (advised({{&Advice::back, "state::text"}, {&Advice::strategy, "dual"}},
                     {{"", "0"}, {"done", "2"}, {"it's", "1"}})));
  EXPECT_EQ(of_column(declaration, "cents"), (advised({{&Advice::using_, "cents * 100"},
                                                       {&Advice::back, "cents / 100"},
                                                       {&Advice::strategy, "direct"}})));
  EXPECT_EQ(of_column(declaration, "nick"), (advised({{&Advice::strategy, "view"}})));
  EXPECT_EQ(declaration.advice.at(model::table_id("public", "people")),
            (advised({{&Advice::strategy, "view"}, {&Advice::drop, "hard"}})));
  EXPECT_EQ(declaration.advice.at(model::table_id("public", "teams")), (advised({{&Advice::drop, "soft"}})));
  EXPECT_EQ(declaration.advice.at({Kind::enum_type, "public", "", "status"}),
            (advised({{&Advice::strategy, "direct"}},
                     {{"in progress", "new"}, {"lost", "done"}, {"over", "done"}})));
  EXPECT_EQ(declaration.advice.at(dialect::kWholeDeclaration), (advised({{&Advice::drop, "soft"}})));
  EXPECT_EQ(declaration.advice.size(), 9U);
}

TEST(Advice, IsWrittenAsItWasRead) {
  const Declaration declaration = load(kEverything);
  EXPECT_EQ(emit(declaration), kEverything);
  EXPECT_EQ(load(emit(declaration)).advice, declaration.advice);
}

TEST(Advice, UsingMayCallARenamedColumnByEitherName) {
  const Declaration declaration = load(std::string(kHead) + R"toml(
[table.people.columns]
cents = { type = "bigint", renamed_from = "euros", using = "euros * 100 + cents - euros" }
shown = { type = "text", using = "euros || ' EUR'" }
)toml");
  EXPECT_EQ(of_column(declaration, "cents").using_, "cents * 100 + cents - cents");
  EXPECT_EQ(of_column(declaration, "shown").using_, "cents || ' EUR'");
}

TEST(Advice, AColumnThatHasTheOldNameNowIsMeantByIt) {
  const Declaration declaration = load(std::string(kHead) + R"toml(
[table.people.columns]
cents = { type = "bigint", renamed_from = "euros", using = "cents * 100" }
euros = { type = "numeric", using = "euros * 2" }
)toml");
  EXPECT_EQ(of_column(declaration, "euros").using_, "euros * 2");
}

TEST(Advice, IsNoPartOfTheSchema) {
  const Declaration declaration = load(kEverything);
  const std::string bare = emit(declaration.schema);
  for (const char* key : {"map", "back", "from =", "strategy", "drop"})
    EXPECT_EQ(bare.find(key), std::string::npos) << key;
  EXPECT_EQ(load(bare).schema, declaration.schema);
}

TEST(Advice, OfALongColumnIsWrittenAsASection) {
  Declaration declaration = load(std::string(kHead) + "[table.people.columns]\nstate = \"integer\"\n");
  Advice advice = advised({{&Advice::back, "case state\nwhen 1 then 'new'\nend"}});
  for (int i = 0; i < 40; ++i) advice.map["value number " + std::to_string(i)] = std::to_string(i);
  declaration.advice[model::column_id("public", "people", "state")] = advice;
  EXPECT_EQ(of_column(load(emit(declaration)), "state"), advice);
}

TEST(Advice, MapMayBeASectionOfItsOwn) {
  const Declaration declaration = load(std::string(kHead) + R"toml(
[table.people.columns.state]
type = "integer"
[table.people.columns.state.map]
new = "0"
"not.new" = "1"
)toml");
  EXPECT_EQ(of_column(declaration, "state"), (advised({}, {{"new", "0"}, {"not.new", "1"}})));
}

TEST(Advice, HardIsTheDefault) {
  const Declaration declaration = load(
      std::string(kHead) + "drop = \"hard\"\n[table.t]\ndrop = \"hard\"\n[table.t.columns]\na = \"text\"\n");
  EXPECT_EQ(declaration.advice,
            (dialect::AdviceMap{{model::table_id("public", "t"), advised({{&Advice::drop, "hard"}})}}));
}

TEST(Advice, DropIsTheSameInAllFiles) {
  const std::string head(kHead);
  EXPECT_EQ(mistakes({{"a", head + "drop = \"soft\"\n"}, {"b", "drop = \"soft\"\n"}}), "");
  EXPECT_EQ(mistakes({{"a", head + "drop = \"soft\"\n"}, {"b", "drop = \"hard\"\n"}}),
            "b:1:8 this file says drop = \"hard\", another one says \"soft\"\n");
}

TEST(Advice, FromIsForANewColumn) {
  EXPECT_EQ(
      mistakes_of_column("{ type = \"text\", from = \"a || b\", strategy = \"dual\", phase = \"expand\" }"),
      "");
  EXPECT_EQ(mistakes_of_column("{ type = \"text\", from = \"(a).c || t.a\" }"), "");
  for (const char* key : {"backfill", "default", "generated", "identity"}) {
    const std::string value = key == std::string("identity") ? "always" : "1";
    EXPECT_EQ(mistakes_of_column("{ from = \"length(a)\", type = \"bigint\", " + std::string(key) + " = \"" +
                                 value + "\" }"),
              "7 the column `c` has `from` and `" + std::string(key) +
                  "`, but its value can come from one of them only\n");
  }
  EXPECT_EQ(mistakes_of_column("{ type = \"serial\", from = \"length(a)\" }"),
            "24 the column `c` has `from` and `serial`, but its value can come from one of them only\n");
  EXPECT_EQ(
      mistakes_of_column("{ type = \"text\", from = \"a\", renamed_from = \"d\", using = \"c\" }"),
      "22 the column `c` has `from`, which is about a new column, and `renamed_from` and `using`, about one "
      "that was there before\n");
  EXPECT_EQ(mistakes_of_column("{ type = \"text\", from = \"a || c\" }"),
            "29 `from` of the column `c` uses the column itself\n");
}

TEST(Advice, BackNeedsAWayThere) {
  EXPECT_EQ(mistakes_of_column("{ type = \"text\", back = \"c\", renamed_from = \"d\" }"), "");
  EXPECT_EQ(mistakes_of_column("{ type = \"text\", back = \"c\", using = \"c\" }"), "");
  EXPECT_EQ(mistakes_of_column("{ type = \"text\", back = \"c\", map = { x = \"y\" } }"), "");
  EXPECT_EQ(mistakes_of_column("{ type = \"text\", back = \"c\", backfill = \"''\" }"),
            "22 `back` leads to the column as it was before, and nothing says how this one changes\n");
  EXPECT_EQ(mistakes_of_column("{ type = \"text\", back = \"c; d\", using = \"c\" }"),
            "31 this is not one SQL expression: the expression ends before `;`\n");
}

TEST(Advice, StrategiesNeedWhatTheyAreAbout) {
  for (const char* strategy : {"dual", "direct"})
    EXPECT_EQ(mistakes_of_column("{ type = \"text\", strategy = \"" + std::string(strategy) + "\" }"), "");
  EXPECT_EQ(
      mistakes_of_column("{ type = \"text\", strategy = \"view\", using = \"c\" }"),
      "33 the strategy \"view\" shows a column under its old name, and this one has no `renamed_from`\n");
  const std::string table = std::string(kHead) + "[table.t]\nrenamed_from = \"u\"\nstrategy = ";
  EXPECT_EQ(mistakes({{"s", table + "\"direct\"\n"}}), "");
  EXPECT_EQ(mistakes({{"s", table + "\"dual\"\n"}}),
            "s:5:12 a table is renamed with \"view\" or \"direct\"; \"dual\" is for columns\n");
}

/// The examples in the part of the reference about advice, each made a whole declaration.
std::vector<std::string> examples_of_reference() {
  constexpr std::string_view kFence = "```toml\n";
  std::string text = base::read_file(SCHEMAGEN_SOURCE_DIR "/schema-dsl/REFERENCE.md");
  text.erase(0, text.find("## How a change is made"));
  std::vector<std::string> found;
  for (std::size_t at = text.find(kFence); at != std::string::npos; at = text.find(kFence, at + 1)) {
    const std::size_t start = at + kFence.size();
    const std::string example = text.substr(start, text.find("```", start) - start);
    if (example.starts_with("schemagen"))
      found.push_back(example + "[table.page_views.columns]\nid = \"bigint\"\n");
    else if (example.starts_with("["))
      found.push_back(kHead + example);
    else
      found.push_back(kHead + std::string("[table.people.columns]\nid = \"bigint\"\n") + example);
  }
  return found;
}

TEST(Advice, ExamplesOfTheReferenceLoad) {
  const std::vector<std::string> examples = examples_of_reference();
  EXPECT_EQ(examples.size(), 5U);
  for (const std::string& example : examples) EXPECT_FALSE(load(example).advice.empty()) << example;
}

}  // namespace
}  // namespace schemagen::dsl
