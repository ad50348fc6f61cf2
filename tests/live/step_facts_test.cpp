#include "support/step_facts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "schemagen/app/planning.h"
#include "schemagen/base/diagnostic.h"
#include "schemagen/base/error.h"
#include "support/golden_case.h"
#include "support/live_proof.h"
#include "support/pg_server.h"

// What each step claims (locks, scans, rewrites) beside what the server did. A claim that is too weak is a
// lie about the risk, one that is too strong makes people wait for nothing: both fail.
//
// Compared are the relations that were there before the plan. ACCESS SHARE and ROW SHARE that a statement
// takes in passing (on what it reads, on what a foreign key points at) need not be claimed: every SELECT of
// the application takes as much. Whatever writes or blocks has to be claimed, and a claim of any strength
// must be true. An index is claimed only when it is locked harder than its table, and with it the parts that
// partitions have of it. Sequences of identity and serial columns are a part of their column and claimed with
// its table.
namespace schemagen::tests {
namespace {

using model::ObjectId;
using plan::Lock;

bool validates(const plan::Step& step) {
  return step.sql.size() == 1 && step.sql.front().find(" VALIDATE CONSTRAINT ") != std::string::npos;
}

bool drops_trigger_first(const plan::Step& step) {
  return std::any_of(step.sql.begin(), step.sql.end(), [](const std::string& statement) {
    return statement.starts_with("DROP TRIGGER IF EXISTS");
  });
}

bool walks_partitions(const plan::Step& step) {
  return step.transaction == plan::Transaction::batched &&
         std::any_of(step.locks.begin(), step.locks.end(), [](const plan::RelationLock& lock) {
           return lock.relation.kind == model::Kind::partition;
         });
}

bool detaches(const plan::Step& step) {
  return step.sql.front().find(" DETACH PARTITION ") != std::string::npos;
}

/// Differences that are right, and why. All others are mistakes.
struct Excuse {
  const char* difference;
  /// Of a step and the lock that it claims on the relation.
  bool (*holds)(const plan::Step&, Lock);
  const char* reason;
};

constexpr const char* kNotScanned = "is not scanned as claimed";
constexpr const char* kRewritten = "is rewritten, unclaimed";

const std::array kExcuses = {
    Excuse{kNotScanned,
           [](const plan::Step& step, Lock) { return step.transaction == plan::Transaction::batched; },
           "reads range after range in transactions of its own; a session counts its reads up to its COMMIT "
           "only"},
    Excuse{kNotScanned, [](const plan::Step& step, Lock) { return step.precheck; },
           "reads the rows of a referenced table only when there are rows that may refer to them"},
    Excuse{kNotScanned,
           [](const plan::Step& step, Lock lock) { return validates(step) && lock <= Lock::row_share; },
           "as above: the table that a foreign key references, and its partitions"},
    Excuse{"claims access-exclusive, takes share-row-exclusive",
           [](const plan::Step& step, Lock) { return drops_trigger_first(step); },
           "PostgreSQL 13 cannot replace a trigger; DROP takes its lock when there is one, so from the "
           "second run on"},
    Excuse{"claims row-exclusive, takes access-share",
           [](const plan::Step& step, Lock) { return walks_partitions(step); },
           "is seen while it waits for the first partition; it locks the others when it comes to them"},
    Excuse{"claims row-exclusive, takes none",
           [](const plan::Step& step, Lock) { return step.transaction == plan::Transaction::batched; },
           "writes only where a row has no value yet"},
    Excuse{"claims share, takes none", [](const plan::Step& step, Lock) { return detaches(step); },
           "the server lets go of the referring tables before the wait in which the step is seen"},
    Excuse{kNotScanned, [](const plan::Step& step, Lock) { return detaches(step); },
           "as above; otherwise it leaves out partitions whose rows cannot refer to what goes"},
    Excuse{kRewritten,
           [](const plan::Step& step, Lock) { return step.sql.front().ends_with("WITH NO DATA"); },
           "a materialized view that is emptied gets a new file, but nothing is written to it"},
};

/// Cases whose way back, from a database that the way forward has led to, is refused by the server.
const std::map<std::string, std::string> kStuckOnTheWayBack = {
    {"online/rename_key",
     "the sequence of the new column still has the name that the old one would get again"},
    {"table/drop_referenced", "the rows of the table that was dropped are gone, and others refer to them"},
};

class StepFactsOf : public testing::TestWithParam<GoldenCase> {};

/// Finds the relation that a claim means. A plan may rename: a claim names a relation as it is called at the
/// time of the step, or at another time of the plan when nothing is called so then.
class Names {
 public:
  explicit Names(const std::vector<StepFacts>& all) : all_(all) {}

  std::uint32_t oid_of(const ObjectId& id, const StepFacts& now) const {
    for (const Catalog* catalog : {&now.before, &now.after})
      if (const std::uint32_t oid = find(*catalog, id); oid != 0) return oid;
    for (const StepFacts& facts : all_)
      for (const Catalog* catalog : {&facts.before, &facts.after})
        if (const std::uint32_t oid = find(*catalog, id); oid != 0) return oid;
    return 0;
  }

 private:
  static std::uint32_t find(const Catalog& catalog, const ObjectId& id) {
    const model::Kind kind = id.kind == model::Kind::partition ? model::Kind::table : id.kind;
    for (const auto& [oid, relation] : catalog)
      if (relation.kind == kind && relation.schema == id.schema.str() && relation.name == id.name.str())
        return oid;
    return 0;
  }

  const std::vector<StepFacts>& all_;
};

class Comparison {
 public:
  Comparison(const plan::Step& step, const StepFacts& facts, const Names& names, const Catalog& first)
      : step_(step), facts_(facts), names_(names), first_(first) {}

  std::vector<std::string> problems() {
    compare_locks();
    compare_rewrites();
    compare_scans();
    return std::move(problems_);
  }

 private:
  void report(std::uint32_t oid, const std::string& what) {
    for (const Excuse& excuse : kExcuses)
      if (excuse.difference == what && excuse.holds(step_, claimed_[oid])) return;
    const auto relation = facts_.before.find(oid);
    const std::string name = relation == facts_.before.end() ? "?" : relation->second.name;
    problems_.push_back(step_.id + " (" + step_.why + ") " + name + ": " + what);
  }

  std::set<std::uint32_t> oids_of(const std::vector<ObjectId>& ids) {
    std::set<std::uint32_t> oids;
    for (const ObjectId& id : ids) {
      const std::uint32_t oid = names_.oid_of(id, facts_);
      if (oid == 0) problems_.push_back(step_.id + " names what is not there: " + model::to_string(id));
      oids.insert(oid);
    }
    return oids;
  }

  void compare_locks() {
    HeldLocks& claimed = claimed_;
    for (const plan::RelationLock& lock : step_.locks)
      for (const std::uint32_t oid : oids_of({lock.relation}))
        claimed[oid] = std::max(claimed[oid], lock.lock);
    for (const auto& [oid, relation] : first_) {
      if (!facts_.before.contains(oid)) continue;
      const auto held = facts_.locks.contains(oid) ? facts_.locks.at(oid) : Lock::none;
      const bool in_passing = held <= Lock::row_share || relation.inner_sequence ||
                              held <= std::max(claimed[relation.table], claimed[relation.whole]);
      if (held > claimed[oid] && !in_passing)
        report(oid, "takes " + to_string(held) + ", claims " + to_string(claimed[oid]));
      if (claimed[oid] > held)
        report(oid, "claims " + to_string(claimed[oid]) + ", takes " + to_string(held));
    }
  }

  void compare_rewrites() {
    const std::set<std::uint32_t> claimed = oids_of(step_.rewrites);
    for (const auto& [oid, relation] : first_) {
      if (!claimed.contains(oid) && facts_.rewritten.contains(oid)) report(oid, kRewritten);
      if (claimed.contains(oid) && !facts_.rewritten.contains(oid))
        report(oid, "is not rewritten as claimed");
    }
  }

  void compare_scans() {
    const std::set<std::uint32_t> claimed = oids_of(step_.scans);
    const std::set<std::uint32_t> rewritten = oids_of(step_.rewrites);
    for (const auto& [oid, relation] : first_) {
      const bool named = claimed.contains(oid);
      const bool is_read = facts_.scanned.contains(oid) || facts_.read_rows.contains(oid);
      if (!named && !rewritten.contains(oid) && is_read) report(oid, "is scanned, unclaimed");
      if (named && !facts_.scanned.contains(oid) && !facts_.read.contains(oid)) report(oid, kNotScanned);
    }
  }

  const plan::Step& step_;
  const StepFacts& facts_;
  const Names& names_;
  const Catalog& first_;
  HeldLocks claimed_;
  std::vector<std::string> problems_;
};

plan::Plan plan_for(db::Database& database, const dsl::Declaration& to) {
  const auto oracle = [&database](const std::vector<diff::Doubt>& doubts, const model::Schema& declared) {
    return database.settle(doubts, declared);
  };
  app::Difference difference =
      app::find_difference(database.introspect(), to.schema, to.renames, oracle, app::choose_none);
  dialect::LiveFacts live = app::find_live_facts(&database, difference);
  return app::plan_change(std::move(difference), to.advice, database.target(), kMigrationNumber, {},
                          std::move(live))
      .plan;
}

/// What is wrong with the claims of the plan that leads to `to`, which is carried out.
std::string wrong_claims(db::Database& database, const std::string& url, const dsl::Declaration& to) {
  const plan::Plan plan = plan_for(database, to);
  const std::vector<StepFacts> facts = observe(plan, url);
  const Names names(facts);
  std::string problems;
  for (std::size_t i = 0; i < plan.steps.size(); ++i)
    for (const std::string& problem :
         Comparison(plan.steps[i], facts[i], names, facts.front().before).problems())
      problems += problem + "\n";
  return problems;
}

TEST_P(StepFactsOf, AreWhatTheServerDoes) {
  const GoldenCase& golden = GetParam();
  const std::string url = fresh_postgres_url();
  const auto database = db::open_database(url, db::OpenMode::read_write);
  if (is_too_old_for(*database, golden)) GTEST_SKIP() << "needs PostgreSQL " << golden.since;
  create_schema(*database, golden.from().schema);
  db::run_script(*database, golden.seed(), "seed.sql");
  const dsl::Declaration to = golden.to();
  EXPECT_EQ(wrong_claims(*database, url, to), "");

  dsl::Declaration back = golden.from();
  back.renames = reversed(to.renames);
  const auto stuck = kStuckOnTheWayBack.find(golden.name);
  try {
    EXPECT_EQ(wrong_claims(*database, url, back), "") << "on the way back";
    EXPECT_EQ(golden.backward, "");
    EXPECT_EQ(stuck, kStuckOnTheWayBack.end());
  } catch (const base::Error& error) {
    EXPECT_TRUE(!golden.backward.empty() || stuck != kStuckOnTheWayBack.end()) << error.what();
  }
}

struct DomainCase {
  std::string name;
  std::string before;
  std::string after;
  bool rewrites = true;
};

void PrintTo(const DomainCase& domain, std::ostream* out) { *out << domain.name; }

dsl::Declaration declared(const std::string& columns) {
  return declaration_of(
      "schemagen = 1\ndialect = \"postgresql\"\n"
      "[table.users.columns]\nid = { type = \"bigint\", pk = true }\n" +
      columns);
}

constexpr const char* kDomains = R"(
CREATE DOMAIN plain AS integer;
CREATE DOMAIN plain_with_default AS integer DEFAULT 4;
CREATE DOMAIN random_value AS uuid DEFAULT gen_random_uuid();
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN over_positive AS positive;
CREATE DOMAIN "Short ""Text" AS varchar(80) CHECK (length(VALUE) < 9);
CREATE DOMAIN required AS integer NOT NULL;
CREATE DOMAIN over_required AS required CHECK (VALUE < 1000);
CREATE DOMAIN filled AS integer NOT NULL DEFAULT 1;
CREATE DOMAIN over_filled AS filled;
CREATE DOMAIN few AS integer[] CHECK (array_length(VALUE, 1) < 4);
CREATE DOMAIN over_array AS positive[];
)";

constexpr const char* kInPartitions = R"toml(
[table.users]
partition_by = "range (id)"
[table.users.partitions]
users_few = "from (minvalue) to (50)"
users_many = "default"
)toml";

class StepFactsOfDomain : public testing::TestWithParam<DomainCase> {};

TEST_P(StepFactsOfDomain, AreWhatTheServerDoes) {
  const std::string url = fresh_postgres_url();
  const auto database = db::open_database(url, db::OpenMode::read_write);
  db::run_script(*database, kDomains, "domains.sql");
  create_schema(*database, declared(GetParam().before).schema);
  database->execute("INSERT INTO users (id) SELECT generate_series(1, 100)");
  const dsl::Declaration to = declared(GetParam().after);
  bool rewrites = false;
  for (const plan::Step& step : plan_for(*database, to).steps) {
    const bool is_said = step.why.find(" is a domain w") != std::string::npos;
    EXPECT_EQ(is_said, !step.rewrites.empty()) << step.why;
    rewrites = rewrites || !step.rewrites.empty();
  }
  EXPECT_EQ(rewrites, GetParam().rewrites);
  EXPECT_EQ(wrong_claims(*database, url, to), "");
  EXPECT_TRUE(plan_for(*database, to).steps.empty());
}

std::vector<DomainCase> domain_cases() {
  return {
      {"nullable", "", "age = \"positive?\"\n"},
      {"with_default", "", "age = { type = \"positive\", default = \"7\" }\n"},
      {"volatile_default", "", "age = { type = \"positive\", default = \"(random() + 1)::integer\" }\n"},
      {"backfill", "", "age = { type = \"positive\", backfill = \"7\" }\n"},
      {"from", "a = \"integer?\"\n",
       "a = \"integer?\"\nage = { type = \"positive?\", from = \"abs(a) + 1\" }\n"},
      {"quoted", "", "note = \"\\\"Short \\\"\\\"Text\\\"?\"\n"},
      {"over_a_domain", "", "age = \"over_positive?\"\n"},
      {"in_a_schema", "", "age = \"information_schema.cardinal_number?\"\n"},
      {"over_an_array", "", "ages = \"few?\"\n"},
      {"own_default", "", "age = \"filled?\"\n"},
      {"inherited_default", "", "age = \"over_filled?\"\n"},
      {"required_with_default", "", "age = { type = \"over_required\", default = \"7\" }\n"},
      {"renamed", "age = \"positive?\"\n", "years = { type = \"positive?\", renamed_from = \"age\" }\n"},
      {"retyped", "age = \"integer?\"\n", "age = \"positive?\"\n"},
      {"retyped_between_domains", "age = \"positive?\"\n", "age = \"over_positive?\"\n"},
      {"partitioned", kInPartitions, "age = \"positive?\"\n" + std::string(kInPartitions)},
      {"retyped_when_asked_for_a_second_column", "age = \"integer?\"\n",
       "age = { type = \"positive?\", strategy = \"dual\" }\n"},
      {"own_volatile_default", "", "token = \"random_value?\"\n"},
      {"own_volatile_default_replaced", "",
       "token = { type = \"random_value?\", default = \"'00000000-0000-0000-0000-000000000000'\" }\n", false},
      {"renamed_with_default_of_the_domain", "age = \"plain_with_default?\"\n",
       "years = { type = \"plain_with_default?\", renamed_from = \"age\" }\n", false},
      {"without_constraint", "", "age = \"plain?\"\n", false},
      {"without_constraint_with_default", "", "age = \"plain_with_default?\"\n", false},
      {"array", "", "ages = \"positive[]?\"\n", false},
      {"array_with_default", "", "ages = { type = \"positive[]\", default = \"'{1}'\" }\n", false},
      {"domain_over_an_array_of_domains", "", "ages = \"over_array?\"\n", false},
      {"base_type_with_a_check", "", "age = { type = \"integer?\", check = \"age > 0\" }\n", false},
      {"renamed_by_view", "age = \"positive?\"\n",
       "years = { type = \"positive?\", renamed_from = \"age\", strategy = \"view\" }\n", false},
      {"renamed_that_takes_no_null", "age = { type = \"filled\", default = \"2\" }\n",
       "years = { type = \"filled\", default = \"2\", renamed_from = \"age\" }\n", false},
      {"in_a_new_table", "",
       "[table.people.columns]\nid = { type = \"bigint\", pk = true }\nage = \"positive?\"\n", false},
  };
}

std::string domain_name(const testing::TestParamInfo<DomainCase>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(Live, StepFactsOfDomain, testing::ValuesIn(domain_cases()), domain_name);

struct RefusedDomain {
  std::string column;
  std::string message;
};

TEST(StepFactsOfRefusedDomain, NoWayToAddIsSaidBeforeAnythingRuns) {
  const auto database = db::open_database(fresh_postgres_url(), db::OpenMode::read_write);
  db::run_script(*database, kDomains, "domains.sql");
  create_schema(*database, declared("").schema);
  const dsl::Declaration required = declared("age = \"over_required?\"\n");
  const plan::Plan on_empty = plan_for(*database, required);
  ASSERT_EQ(on_empty.steps.size(), 1U);
  EXPECT_NE(on_empty.steps[0].why.find("the table was empty"), std::string::npos) << on_empty.steps[0].why;
  database->execute("INSERT INTO users VALUES (1)");
  for (const RefusedDomain& refused : std::vector<RefusedDomain>{
           {"age = \"over_required?\"\n", "takes no NULL, and existing rows would have no value for it"},
           {"age = { type = \"over_required?\", backfill = \"7\" }\n", "cannot be added empty and filled"},
           {"age = { type = \"plain_with_default?\", backfill = \"7\" }\n", "a default of its own"},
           {"age = { type = \"filled?\", backfill = \"7\" }\n", "cannot be added empty and filled"}}) {
    try {
      plan_for(*database, declared(refused.column));
      ADD_FAILURE() << refused.column << " was planned";
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::ErrorKind::declaration);
      EXPECT_NE(std::string(error.what()).find(refused.message), std::string::npos) << error.what();
      EXPECT_NE(error.hint().find("declare it as integer with "), std::string::npos) << error.hint();
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Live, StepFactsOf, testing::ValuesIn(planned_cases(sql::Dialect::postgresql)),
                         [](const auto& test) { return as_test_name(test.param.name); });

}  // namespace
}  // namespace schemagen::tests
