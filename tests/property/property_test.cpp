#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "schemagen/base/error.h"
#include "schemagen/diff/change.h"
#include "schemagen/diff/normalise.h"
#include "schemagen/diff/rename.h"
#include "schemagen/dsl/emit.h"
#include "schemagen/plan/plan.h"
#include "support/golden_case.h"
#include "support/live_proof.h"
#include "support/random_schema.h"

namespace schemagen::tests {
namespace {

using model::Kind;
using model::ObjectId;
using model::Schema;
using sql::Dialect;

/// SCHEMAGEN_PROPERTY_SEED starts elsewhere, SCHEMAGEN_PROPERTY_ROUNDS goes on for longer.
unsigned setting(const char* name, unsigned usual) {
  const char* const text = std::getenv(name);
  return text == nullptr ? usual : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

class Property : public testing::TestWithParam<Dialect> {
 protected:
  /// Calls `round` with a seeded generator; the seed of a failure is printed.
  template <class Round>
  static void for_each_seed(unsigned rounds, Round round) {
    const unsigned first = setting("SCHEMAGEN_PROPERTY_SEED", 1);
    for (unsigned seed = first; seed < first + setting("SCHEMAGEN_PROPERTY_ROUNDS", rounds); ++seed) {
      SCOPED_TRACE("SCHEMAGEN_PROPERTY_SEED=" + std::to_string(seed) + " SCHEMAGEN_PROPERTY_ROUNDS=1");
      Random random(seed);
      round(random);
      if (testing::Test::HasFatalFailure() || testing::Test::HasNonfatalFailure()) return;
    }
  }
};

dsl::Declaration declaration(Schema schema) {
  dsl::Declaration made{std::move(schema), {}, {}, {}};
  return made;
}

TEST_P(Property, ASchemaDoesNotDifferFromItself) {
  for_each_seed(50, [](Random& random) {
    const Schema schema = random_schema(random, GetParam());
    EXPECT_TRUE(diff::compare(schema, schema).empty());
    EXPECT_TRUE(plan_between(schema, declaration(schema), golden_target(GetParam())).empty());
  });
}

TEST_P(Property, WhatIsEmittedIsLoadedAsTheSame) {
  for_each_seed(50, [](Random& random) {
    const Schema schema = random_schema(random, GetParam());
    const std::string text = dsl::emit(schema);
    const dsl::Loaded loaded = dsl::load_sources({{"schema.toml", text}});
    ASSERT_TRUE(loaded.diagnostics.empty()) << base::render(loaded.diagnostics) << text;
    const Schema named = diff::normalise(loaded.declaration.schema, schema, {}).declared;
    ASSERT_EQ(model::dump(named), model::dump(schema)) << text;
    ASSERT_EQ(dsl::emit(loaded.declaration.schema), text);
  });
}

TEST_P(Property, AMigrationConvergesAndKeepsTheRows) {
  for_each_seed(40, [](Random& random) {
    const Schema before = random_schema(random, GetParam());
    const Schema after = random_edit(before, random);
    const auto database = fresh_database(GetParam());
    create_schema(*database, before);
    insert_rows(*database, before);
    const std::vector<std::string> problems = migrate_and_check(*database, before, declaration(after));
    ASSERT_TRUE(problems.empty()) << problems.front() << "\nfrom\n"
                                  << dsl::emit(before) << "\nto\n"
                                  << dsl::emit(after);
  });
}

/// Views name columns in their text; a declaration would have to be written anew with the rename.
Schema without_views(Schema schema) {
  for (const auto& [id, view] : Schema(schema).all<model::View>(Kind::view)) schema.erase(id);
  return schema;
}

/// Columns of `after` that were there before, renamed; the key of a table among them.
std::vector<diff::Rename> random_renames(const Schema& before, const Schema& after, Random& random) {
  std::vector<diff::Rename> renames;
  for (const auto& [id, column] : after.all<model::Column>(Kind::column)) {
    if (!before.contains(id) || random() % 3 != 0) continue;
    const auto taken = [&](const ObjectId& other) {
      return before.contains(other) || after.contains(other) ||
             std::any_of(renames.begin(), renames.end(),
                         [&](const diff::Rename& rename) { return rename.to == other; });
    };
    ObjectId to = id;
    to.name = hostile_names(after.dialect())[random() % hostile_names(after.dialect()).size()];
    if (!taken(to)) renames.push_back({id, to, {}, {}});
  }
  return renames;
}

TEST_P(Property, RenamedColumnsKeepTheirRows) {
  for_each_seed(40, [](Random& random) {
    const Schema before = without_views(random_schema(random, GetParam()));
    const Schema edited = without_views(random_edit(before, random));
    const std::vector<diff::Rename> renames = random_renames(before, edited, random);
    dsl::Declaration after = declaration(diff::rename_objects(edited, renames));
    after.renames = renames;
    const auto database = fresh_database(GetParam());
    create_schema(*database, before);
    insert_rows(*database, before);
    const std::vector<std::string> problems = migrate_and_check(*database, before, after);
    ASSERT_TRUE(problems.empty()) << problems.front() << "\nfrom\n"
                                  << dsl::emit(before) << "\nto\n"
                                  << dsl::emit(after);
  });
}

TEST_P(Property, AnySchemaBecomesAnyOther) {
  for_each_seed(20, [](Random& random) {
    const Schema before = random_schema(random, GetParam());
    const Schema after = random_schema(random, GetParam());
    const auto database = fresh_database(GetParam());
    create_schema(*database, before);
    std::vector<std::string> problems;
    try {
      problems = migrate_and_check(*database, before, declaration(after));
    } catch (const base::Error& error) {
      if (error.kind() == base::ErrorKind::declaration)
        return;  // a NOT NULL column without a value for old rows
      throw;
    }
    ASSERT_TRUE(problems.empty()) << problems.front() << "\nfrom\n"
                                  << dsl::emit(before) << "\nto\n"
                                  << dsl::emit(after);
  });
}

std::string dialect_name(const testing::TestParamInfo<Dialect>& info) { return sql::to_string(info.param); }

INSTANTIATE_TEST_SUITE_P(Dialects, Property, testing::Values(Dialect::sqlite, Dialect::postgresql),
                         dialect_name);

}  // namespace
}  // namespace schemagen::tests
