// Small changes to a schema as people write one by hand: IN on varchar in views, checks, indexes and
// triggers, functions that return rows, bodies with types of their own, a star in a view. Whatever is not
// changed must stay as it is, however the server words it.
#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <filesystem>

#include "schemagen/base/file.h"
#include "support/golden_case.h"
#include "support/live_proof.h"

namespace schemagen::tests {
namespace {

namespace fs = std::filesystem;

struct SmallChange {
  std::string name;
  /// Each text of the declaration is replaced by another one, wherever it stands.
  std::vector<std::pair<std::string, std::string>> edits;
};

void PrintTo(const SmallChange& change, std::ostream* out) { *out << change.name; }

std::string file(const char* name) {
  return base::read_file(fs::path(SCHEMAGEN_SOURCE_DIR) / "tests" / "live" / "small_changes" / name);
}

std::string edited(std::string text, const SmallChange& change) {
  for (const auto& [from, to] : change.edits) {
    EXPECT_NE(text.find(from), std::string::npos) << from;
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
  }
  return text;
}

std::unique_ptr<db::Database> shop(const dsl::Declaration& declared) {
  auto database = fresh_database(sql::Dialect::postgresql);
  create_schema(*database, declared.schema);
  db::run_script(*database, file("rows.sql"), "rows.sql");
  return database;
}

std::vector<SmallChange> changes() {
  std::vector<SmallChange> all;
  const toml::table table = toml::parse(file("changes.toml"));
  for (const auto& [name, value] : table) {
    SmallChange change{std::string(name.str()), {}};
    for (const toml::node& edit : *value.as_table()->get_as<toml::array>("edits"))
      change.edits.emplace_back(*edit.as_array()->get(0)->value<std::string>(),
                                *edit.as_array()->get(1)->value<std::string>());
    all.push_back(std::move(change));
  }
  return all;
}

class SmallChanges : public testing::TestWithParam<SmallChange> {};

TEST_P(SmallChanges, LeadToWhatIsDeclared) {
  const dsl::Declaration from = declaration_of(file("schema.toml"));
  const dsl::Declaration to = declaration_of(edited(file("schema.toml"), GetParam()));
  const auto database = shop(from);
  EXPECT_EQ(migrate_and_check(*database, from.schema, to), std::vector<std::string>());
}

TEST_P(SmallChanges, CanBeUndone) {
  const dsl::Declaration from = declaration_of(file("schema.toml"));
  const dsl::Declaration to = declaration_of(edited(file("schema.toml"), GetParam()));
  const auto database = shop(from);
  EXPECT_EQ(undo_and_check(*database, from, to), std::vector<std::string>());
}

INSTANTIATE_TEST_SUITE_P(Shop, SmallChanges, testing::ValuesIn(changes()),
                         [](const auto& of) { return of.param.name; });

TEST(SmallChange, NoneIsNeededAtFirst) {
  const dsl::Declaration from = declaration_of(file("schema.toml"));
  const auto database = shop(from);
  const app::Difference difference = difference_of(*database, from, true);
  for (const diff::Change& change : difference.changes.changes) ADD_FAILURE() << diff::describe(change);
}

/// A database restored from a dump has texts that the server has read twice.
TEST(SmallChange, NoneIsNeededInACopyOfTheDatabase) {
  const dsl::Declaration from = declaration_of(file("schema.toml"));
  const auto copy = fresh_database(sql::Dialect::postgresql);
  create_schema(*copy, shop(from)->introspect());
  const app::Difference difference = difference_of(*copy, from, true);
  for (const diff::Change& change : difference.changes.changes) ADD_FAILURE() << diff::describe(change);
}

}  // namespace
}  // namespace schemagen::tests
