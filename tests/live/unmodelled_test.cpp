#include <gtest/gtest.h>

#include "schemagen/app/planning.h"
#include "schemagen/base/diagnostic.h"
#include "schemagen/base/error.h"
#include "schemagen/migration/folder.h"
#include "schemagen/model/schema.h"
#include "support/golden_case.h"
#include "support/live_proof.h"
#include "support/pg_server.h"

// Policies, extended statistics and other objects that no declaration knows, made by hand beside the declared
// schema: after a migration, and after undo.sql, they are there as before.
namespace schemagen::tests {
namespace {

constexpr std::string_view kPolicies = R"(
SELECT p.polrelid::regclass::text, p.polname::text, p.polpermissive::text, p.polcmd::text,
       (SELECT string_agg(CASE WHEN r = 0 THEN 'public' ELSE pg_get_userbyid(r)::text END, ', ' ORDER BY r) FROM unnest(p.polroles) r),
       pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid), obj_description(p.oid, 'pg_policy')
  FROM pg_policy p ORDER BY 1, 2)";

constexpr std::string_view kStatistics = R"(
SELECT pg_get_statisticsobjdef(oid), coalesce(stxstattarget, -1)::text, pg_get_userbyid(stxowner)::text,
       obj_description(oid, 'pg_statistic_ext')
  FROM pg_statistic_ext ORDER BY 1)";

constexpr std::string_view kRoles = R"(
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sg reader') THEN
        CREATE ROLE "sg reader";
        CREATE ROLE "SG Writer";
    END IF;
END
$$)";

struct Change {
  std::string name;
  std::string before;
  std::string after;
  std::string by_hand;
  /// What names that the migration changes read like afterwards.
  std::string old_word = {};
  std::string new_word = {};
  int since = 0;
};

void PrintTo(const Change& change, std::ostream* out) { *out << change.name; }

dsl::Declaration declared(const std::string& text) {
  return declaration_of("schemagen = 1\ndialect = \"postgresql\"\n" + text);
}

std::string text_of(db::Database& database, std::string_view query) {
  std::string text;
  for (const db::Row& row : database.execute(query)) {
    for (const db::Cell& cell : row) text += (cell ? *cell : "NULL") + " | ";
    text += "\n";
  }
  return text;
}

std::string by_hand(db::Database& database) {
  return text_of(database, kPolicies) + text_of(database, kStatistics);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); !from.empty() && at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

class Unmodelled : public testing::TestWithParam<Change> {
 protected:
  void start(const Change& change) {
    database_->execute(kRoles);
    const dsl::Declaration before = declared(change.before);
    create_schema(*database_, before.schema);
    db::run_script(*database_, change.by_hand, "by_hand.sql");
    const dsl::Declaration after = declared(change.after);
    migration_ =
        migration_of(before.schema, after, plan_between(before.schema, after, database_->target()).plan);
  }

  void run(plan::Phase phase) {
    db::run_script(*database_, migration::render_phase(migration_, phase), plan::to_string(phase));
  }

  std::unique_ptr<db::Database> database_ = fresh_postgres();
  migration::Migration migration_;
};

TEST_P(Unmodelled, IsCarriedOver) {
  const Change& change = GetParam();
  if (database_->target().version < change.since) GTEST_SKIP() << "needs PostgreSQL " << change.since / 10000;
  start(change);
  const std::string before = by_hand(*database_);
  ASSERT_NE(before, "");
  for (const plan::Phase phase : {plan::Phase::expand, plan::Phase::migrate, plan::Phase::contract}) {
    ASSERT_NO_THROW(run(phase)) << plan::to_string(phase);
  }
  EXPECT_EQ(by_hand(*database_), replaced(before, change.old_word, change.new_word));
  const auto oracle = [this](const std::vector<diff::Doubt>& doubts, const model::Schema& schema) {
    return database_->settle(doubts, schema);
  };
  const app::Difference rest = app::find_difference(database_->introspect(), declared(change.after).schema,
                                                    {}, oracle, app::choose_none);
  for (const diff::Change& left : rest.changes.changes) ADD_FAILURE() << diff::describe(left);
}

TEST_P(Unmodelled, IsThereAfterUndo) {
  const Change& change = GetParam();
  if (database_->target().version < change.since) GTEST_SKIP() << "needs PostgreSQL " << change.since / 10000;
  start(change);
  const std::string before = by_hand(*database_);
  run(plan::Phase::expand);
  run(plan::Phase::migrate);
  run_undo(*database_, migration_);
  EXPECT_EQ(by_hand(*database_), before);
}

std::vector<Change> changes() {
  const std::string table = "[table.users.columns]\nid = { type = \"bigint\", pk = true }\ncity = \"text\"\n";
  const std::string notes =
      "[table.notes.columns]\nid = { type = \"bigint\", pk = true }\nbody = \"text?\"\n";
  const std::string hand = R"(
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own rows" ON users AS RESTRICTIVE FOR UPDATE TO "sg reader", "SG Writer"
    USING (age > 10) WITH CHECK (age < 100 AND city <> 'x');
COMMENT ON POLICY "own rows" ON users IS 'Nobody''s business';
CREATE POLICY anybody ON users USING (id IN (SELECT max(u.age) FROM users u WHERE u.age = users.age));
CREATE POLICY adds ON users FOR INSERT WITH CHECK (age IS NOT NULL);
CREATE POLICY elsewhere ON notes FOR SELECT USING (EXISTS (SELECT FROM users WHERE users.age = notes.id));
CREATE POLICY untouched ON users FOR DELETE USING (city = 'y');
CREATE STATISTICS grown (dependencies, mcv) ON age, city FROM users;
ALTER STATISTICS grown SET STATISTICS 77;
ALTER STATISTICS grown OWNER TO "SG Writer";
COMMENT ON STATISTICS grown IS 'They go together';
CREATE STATISTICS untouched ON id, city FROM users;
)";
  const std::string expressions = "CREATE STATISTICS doubled ON (age * 2), city FROM users;\n";
  const std::string kind_hand = R"(
CREATE POLICY new_only ON users USING (kind = 'new' OR kind = ANY ('{new,old}'::kind[]));
CREATE POLICY without_column ON notes USING (body = 'old'::kind::text);
CREATE STATISTICS kinds ON kind, city FROM users;
)";
  const std::string kinds = "[enum]\nkind = [\"new\", \"old\"]\n";
  const std::string kinds_turned = "[enum]\nkind = [\"old\", \"new\"]\n";
  const std::string double_age =
      "CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 2 * n'";
  const std::string double_other =
      "CREATE FUNCTION twice(m integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 2 * m'";
  const auto function = [](const std::string& sql) {
    return "[function.'twice(integer)']\nsql = \"" + sql + "\"\n";
  };
  const std::string function_hand = R"(
CREATE POLICY twice ON users USING (twice(age) > 10);
)";
  const std::string view_hand = "CREATE POLICY shown ON notes USING (id IN (SELECT id FROM old_users));\n";
  const std::string age = table + "age = \"integer\"\n";
  return {
      {"retyped", age + notes, table + "age = \"bigint\"\n" + notes, hand},
      {"retyped_with_expressions",
       age + notes,
       table + "age = \"bigint\"\n" + notes,
       hand + expressions,
       {},
       {},
       140000},
      {"retyped_at_once", age + notes, table + "age = { type = \"bigint\", strategy = \"direct\" }\n" + notes,
       hand},
      {"widened", table + "age = \"numeric(10,2)\"\n" + notes, table + "age = \"numeric(20,2)\"\n" + notes,
       hand},
      {"renamed", age + notes, table + "years = { type = \"integer\", renamed_from = \"age\" }\n" + notes,
       hand + expressions, "age", "years", 140000},
      {"renamed_and_retyped", age + notes,
       table + "\"the Years\" = { type = \"bigint\", renamed_from = \"age\" }\n" + notes, hand, "age",
       "\"the Years\""},
      {"renamed_at_once", age + notes,
       table + "years = { type = \"integer\", renamed_from = \"age\", strategy = \"direct\" }\n" + notes,
       hand, "age", "years"},
      {"generated", table + "age = { type = \"integer\", generated = \"length(city)\" }\n" + notes,
       table + "age = { type = \"integer\", generated = \"length(city) + 1\" }\n" + notes, hand},
      {"enum_reordered", kinds + table + "kind = \"kind\"\n" + notes,
       kinds_turned + table + "kind = \"kind\"\n" + notes, kind_hand},
      {"enum_reordered_at_once",
       kinds + table + "kind = { type = \"kind\", strategy = \"direct\" }\n" + notes,
       kinds_turned + table + "kind = { type = \"kind\", strategy = \"direct\" }\n" + notes, kind_hand},
      {"function", function(double_age) + age + notes, function(double_other) + age + notes, function_hand},
      {"function_with_statistics",
       function(double_age) + age + notes,
       function(double_other) + age + notes,
       function_hand + "CREATE STATISTICS on_twice ON (twice(age)), city FROM users;\n",
       {},
       {},
       140000},
      {"view", age + notes + "[view.old_users]\nsql = \"SELECT id, age FROM users\"\n",
       age + notes + "[view.old_users]\nsql = \"SELECT age, id FROM users\"\n", view_hand},
  };
}

TEST(UnmodelledPostgres, ADeclaredFunctionWithAParsedBodyIsNoObstacle) {
  const auto database = fresh_postgres();
  if (database->target().version < 140000) GTEST_SKIP() << "needs PostgreSQL 14";
  const auto text = [](const std::string& column, const std::string& body) {
    return "[table.users.columns]\nid = { type = \"bigint\", pk = true }\n" + column +
           "[function.'oldest()']\nsql = \"CREATE FUNCTION oldest() RETURNS bigint LANGUAGE sql BEGIN ATOMIC "
           "SELECT max(" +
           body + ") FROM users; END\"\n";
  };
  const dsl::Declaration before = declared(text("age = \"bigint?\"\n", "age"));
  const dsl::Declaration after = declared(text("", "id"));
  create_schema(*database, before.schema);
  const std::vector<std::string> problems = migrate_and_check(*database, before.schema, after);
  for (const std::string& problem : problems) ADD_FAILURE() << problem;
}

std::string test_name(const testing::TestParamInfo<Change>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(Live, Unmodelled, testing::ValuesIn(changes()), test_name);

class NotCarriedOver : public Unmodelled {};

TEST_P(NotCarriedOver, StopsBeforeAnythingIsChanged) {
  const Change& change = GetParam();
  if (database_->target().version < change.since) GTEST_SKIP() << "needs PostgreSQL " << change.since / 10000;
  start(change);
  const std::string before = model::dump(database_->introspect());
  std::string message;
  for (const plan::Phase phase : {plan::Phase::expand, plan::Phase::migrate, plan::Phase::contract}) {
    const std::string script = migration::render_phase(migration_, phase);
    if (script.empty()) continue;
    try {
      db::run_script(*database_, script, plan::to_string(phase));
    } catch (const base::Error& error) {
      message = error.what();
    }
    break;
  }
  EXPECT_NE(message.find(change.old_word), std::string::npos) << message;
  EXPECT_EQ(model::dump(database_->introspect()), before);
}

std::vector<Change> stopping_changes() {
  const std::string table =
      "[table.users.columns]\nid = { type = \"bigint\", pk = true }\ncity = \"text?\"\n";
  const std::string age = table + "age = \"integer\"\n";
  const std::string wide = table + "age = \"bigint\"\n";
  const std::string years = table + "years = { type = \"integer\", renamed_from = \"age\" }\n";
  return {
      {"rule", age, wide, "CREATE RULE quiet AS ON INSERT TO users WHERE new.age < 0 DO INSTEAD NOTHING",
       "rule quiet on table users stands on column age of table users"},
      {"rule_of_view", age + "[view.young]\nsql = \"SELECT id, age FROM users\"\n",
       age + "[view.young]\nsql = \"SELECT age, id FROM users\"\n",
       "CREATE RULE none AS ON DELETE TO young DO INSTEAD NOTHING",
       "rule none on view young stands on view young"},
      {"publication",
       age,
       years,
       "CREATE PUBLICATION shared FOR TABLE users (id, age)",
       "publication of table users in publication shared stands on column age of table users",
       {},
       150000},
      {"atomic_function",
       age,
       wide,
       "CREATE FUNCTION oldest() RETURNS integer BEGIN ATOMIC SELECT max(age) FROM users; END",
       "function oldest() stands on column age of table users",
       {},
       140000},
      {"statistics_of_dropped_column", age, table, "CREATE STATISTICS pair ON age, city FROM users",
       "statistics object pair stands on column age of table users"},
      {"policy_of_dropped_column", age, table, "CREATE POLICY adult ON users USING (age > 17)",
       "policy adult on table users stands on column age of table users"},
      {"policy_of_dropped_function",
       "[function.'f()']\nsql = \"CREATE FUNCTION f() RETURNS boolean LANGUAGE sql AS 'SELECT true'\"\n" +
           age,
       age, "CREATE POLICY asked ON users USING (f())", "policy asked on table users stands on function f()"},
  };
}

INSTANTIATE_TEST_SUITE_P(Live, NotCarriedOver, testing::ValuesIn(stopping_changes()), test_name);

}  // namespace
}  // namespace schemagen::tests
