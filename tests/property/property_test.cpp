#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/diff/change.h"
#include "schemagen/diff/normalise.h"
#include "schemagen/diff/rename.h"
#include "schemagen/dsl/emit.h"
#include "schemagen/plan/plan.h"
#include "support/golden_case.h"
#include "support/live_proof.h"
#include "support/random_change.h"
#include "support/two_applications.h"

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
    db::run_script(*database, seed_script(before), "seed");
    const std::vector<std::string> problems = migrate_and_check(*database, before, declaration(after));
    ASSERT_TRUE(problems.empty()) << problems.front() << "\nfrom\n"
                                  << dsl::emit(before) << "\nto\n"
                                  << dsl::emit(after);
  });
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
    db::run_script(*database, seed_script(before), "seed");
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

using TwoApplications = Property;

/// Rules of a random schema that no new row can obey, such as a unique column that refers to its own table.
bool cannot_be_written(const std::string& problem) {
  return problem.starts_with("the application before: nothing can be written to ") ||
         problem.starts_with("the application after: nothing can be written to ");
}

/// What takes the name of another relation that goes can come in contract only, when the name is free.
bool reuses_a_name(const Schema& before, const Schema& after) {
  const auto is_relation = [](const ObjectId& id) {
    return id.kind == Kind::table || id.kind == Kind::index || id.kind == Kind::unique;
  };
  for (const auto& [id, object] : after.objects())
    for (const auto& [old, other] : before.objects())
      if (is_relation(id) && is_relation(old) && old.name == id.name && old != id && !before.contains(id))
        return true;
  return false;
}

std::string shown(const dsl::Declaration& change) {
  std::string text = dsl::emit(change.schema);
  for (const diff::Rename& rename : change.renames)
    text += "\n# " + model::to_string(rename.from) + " is now " + model::to_string(rename.to);
  for (const auto& [id, advice] : change.advice)
    text += "\n# " + model::to_string(id) + ": backfill " + advice.backfill + ", using " + advice.using_ +
            ", back " + advice.back + ", from " + advice.from + ", drop " + advice.drop;
  return text;
}

/// undo.sql warns when rows of the new application have no value, or no parent any more (a partitioned table
/// then has its foreign key on the partitions only); it cannot take a value out of an enum.
bool is_said_by_undo(const std::string& problem) {
  return problem.starts_with("undo: differs: ") &&
         (problem.ends_with(": not_null (none) → true") || problem.ends_with(": not_valid true → (none)") ||
          (problem.starts_with("undo: differs: foreign key") && problem.ends_with(": added")) ||
          problem.starts_with("undo: differs: enum"));
}

TEST_P(TwoApplications, BothWorkWhileManyThingsChange) {
  for_each_seed(20, [](Random& random) {
    const Schema before = random_postgres_schema(random);
    const dsl::Declaration after = random_change(before, random);
    if (reuses_a_name(before, after.schema)) return;
    std::vector<std::string> problems;
    try {
      problems = run_two_applications(declaration(before), seed_script(before), after);
    } catch (const base::Error& error) {
      if (error.kind() == base::ErrorKind::declaration) return;  // refused before anything is planned
      problems.emplace_back(error.what());
    }
    if (std::any_of(problems.begin(), problems.end(), cannot_be_written)) return;
    std::erase_if(problems, is_said_by_undo);
    ASSERT_TRUE(problems.empty()) << base::join(problems, "\n") << "\nfrom\n"
                                  << dsl::emit(before) << "\nto\n"
                                  << shown(after);
  });
}

INSTANTIATE_TEST_SUITE_P(Dialects, TwoApplications, testing::Values(Dialect::postgresql));

std::string dialect_name(const testing::TestParamInfo<Dialect>& info) { return sql::to_string(info.param); }

INSTANTIATE_TEST_SUITE_P(Dialects, Property, testing::Values(Dialect::sqlite, Dialect::postgresql),
                         dialect_name);

}  // namespace
}  // namespace schemagen::tests
