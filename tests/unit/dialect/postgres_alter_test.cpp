// What changes in place costs, and in which phase it comes.
#include <gtest/gtest.h>

#include "schemagen/base/error.h"
#include "unit/dialect/postgres_fixture.h"

namespace schemagen::dialect::postgres_test {
namespace {

using plan::Hazard;
using plan::Lock;
using plan::Phase;

Builder shop() {
  Builder b;
  b.enum_type("status", {"new", "paid", "sent"});
  b.table("users");
  b.column("users", "id", "bigint", [](Column& column) { column.identity = model::Identity{}; });
  b.column("users", "name", "character varying(40)", [](Column& column) { column.default_value = "'x'"; });
  b.column("users", "age", "integer");
  b.column("users", "status", "status", [](Column& column) { column.default_value = "'new'::status"; });
  b.primary_key("users", {"id"});
  b.table("orders").column("orders", "id", "bigint").column("orders", "user_id", "bigint");
  b.primary_key("orders", {"id"});
  b.view("grown", "SELECT u.id, u.age FROM users u WHERE u.age > 17",
         [](model::View& view) { view.comment = "adults"; });
  return b;
}

plan::Plan change(const std::function<void(Builder&)>& edit, const AdviceMap& advice = {},
                  int version = 150000) {
  Builder after = shop();
  edit(after);
  return plan_of(shop().schema(), after.schema(), advice, {}, version);
}

ObjectId column(const char* name) { return model::column_id("public", "users", name); }

void edit_column(Builder& b, const char* name, const std::function<void(Column&)>& edit) {
  b.edit<Column>(column(name), edit);
}

TEST(PostgresAlter, WideningIsExpandAndFree) {
  const auto plan = change([](Builder& b) { edit_column(b, "name", [](Column& c) { c.type = "text"; }); });
  ASSERT_EQ(plan.steps.size(), 1u) << text_of(plan);
  const plan::Step& step = plan.steps.front();
  EXPECT_EQ(step.phase, Phase::expand);
  EXPECT_TRUE(step.hazards.empty());
  EXPECT_TRUE(step.rewrites.empty());
  EXPECT_EQ(
      step.sql.front(),
      "ALTER TABLE public.users\n    ALTER COLUMN name DROP DEFAULT,\n    ALTER COLUMN name TYPE text,\n"
      "    ALTER COLUMN name SET DEFAULT 'x'");
  EXPECT_FALSE(step.undo.empty());
}

TEST(PostgresAlter, ADirectRewriteIsContractAndTakesItsViewAlong) {
  const auto plan = change([](Builder& b) { edit_column(b, "age", [](Column& c) { c.type = "bigint"; }); },
                           {{column("age"), by_strategy("direct")}});
  ASSERT_EQ(plan.steps.size(), 1u) << text_of(plan);
  const plan::Step& step = plan.steps.front();
  EXPECT_EQ(step.phase, Phase::contract);
  EXPECT_TRUE(has(step, Hazard::rewrite));
  EXPECT_EQ(step.rewrites, std::vector<ObjectId>{free_id(Kind::table, "users")});
  const std::vector<std::string> middle(step.sql.begin() + 1, step.sql.end() - 2);  // privileges around it
  EXPECT_EQ(middle, (std::vector<std::string>{
                        "DROP VIEW IF EXISTS public.grown",
                        "ALTER TABLE public.users\n    ALTER COLUMN age TYPE bigint",
                        "CREATE VIEW public.grown AS\nSELECT u.id, u.age FROM users u WHERE u.age > 17",
                        "COMMENT ON VIEW public.grown IS 'adults'"}));
}

TEST(PostgresAlter, ARewriteIsAvoidedByASecondColumnAndAShortSwap) {
  const auto plan = change([](Builder& b) { edit_column(b, "age", [](Column& c) { c.type = "bigint"; }); });
  for (const plan::Step& step : plan.steps) {
    EXPECT_FALSE(has(step, Hazard::rewrite)) << step.why;
    EXPECT_TRUE(step.rewrites.empty()) << step.why;
  }
  EXPECT_EQ(step_with(plan, "ADD COLUMN").phase, Phase::expand);
  EXPECT_EQ(step_with(plan, "CREATE OR REPLACE TRIGGER").phase, Phase::expand);
  EXPECT_EQ(step_with(plan, "pg_temp.backfill('public.users'").phase, Phase::migrate);
  const plan::Step& swap = step_with(plan, "RENAME COLUMN _sg_push_new_age TO age");
  EXPECT_EQ(swap.phase, Phase::contract);
  EXPECT_TRUE(swap.scans.empty());
}

TEST(PostgresAlter, FromVersion18OnNotNullIsValidatedAsItself) {
  const auto plan = change([](Builder& b) { edit_column(b, "age", not_null); }, {}, 180000);
  ASSERT_EQ(plan.steps.size(), 2u) << text_of(plan);
  EXPECT_EQ(plan.steps[0].sql[1], "ALTER TABLE public.users ADD NOT NULL age NOT VALID");
  EXPECT_NE(plan.steps[1].sql[0].find("VALIDATE CONSTRAINT"), std::string::npos) << plan.steps[1].sql[0];
  EXPECT_NE(plan.steps[1].sql[0].find("attname IN ('age')"), std::string::npos) << plan.steps[1].sql[0];
}

TEST(PostgresAlter, ATypeWithoutACastAsksForUsing) {
  const auto to_boolean = [](Builder& b) {
    edit_column(b, "id", [](Column& c) {
      c.type = "boolean";
      c.identity.reset();
    });
  };
  EXPECT_THROW(change(to_boolean), base::Error);
  Advice advice = converted_by("id > 0");
  EXPECT_NE(text_of(change(to_boolean, {{column("id"), advice}})).find("SELECT id > 0 FROM (SELECT NEW.*)"),
            std::string::npos);
  advice.strategy = "direct";
  const auto plan = change(to_boolean, {{column("id"), advice}});
  EXPECT_NE(text_of(plan).find("TYPE boolean USING id > 0"), std::string::npos) << text_of(plan);
}

TEST(PostgresAlter, LossyConversionsSayWhatIsLost) {
  Builder before;
  before.table("t").column("t", "at", "timestamp without time zone");
  Builder after = before;
  after.edit<Column>(model::column_id("public", "t", "at"), [](Column& c) { c.type = "date"; });
  const auto plan = plan_of(before.schema(), after.schema());
  const plan::Step& swap = step_with(plan, "RENAME COLUMN _sg_push_new_at TO at");
  EXPECT_EQ(swap.phase, Phase::contract);
  ASSERT_EQ(swap.losses.size(), 1u) << text_of(plan);
  EXPECT_EQ(swap.losses[0].what, "the time of day");
  EXPECT_TRUE(has(swap, Hazard::destructive));
}

TEST(PostgresAlter, NotNullIsProvedBeforeItIsSet) {
  const auto plan = change([](Builder& b) { edit_column(b, "age", not_null); });
  ASSERT_EQ(plan.steps.size(), 3u) << text_of(plan);
  EXPECT_NE(plan.steps[0].sql[1].find("CHECK (age IS NOT NULL) NOT VALID"), std::string::npos);
  EXPECT_EQ(plan.steps[1].sql[0], "ALTER TABLE public.users VALIDATE CONSTRAINT _sg_push_nn_age");
  EXPECT_EQ(plan.steps[1].locks[0].lock, Lock::share_update_exclusive);
  EXPECT_EQ(plan.steps[1].scans.size(), 1u);
  EXPECT_TRUE(has(plan.steps[1], Hazard::may_fail_on_rows));
  EXPECT_EQ(plan.steps[2].sql[0], "ALTER TABLE public.users ALTER COLUMN age SET NOT NULL");
  for (const plan::Step& step : plan.steps) EXPECT_EQ(step.phase, Phase::contract);
}

TEST(PostgresAlter, NullIsAllowedEarlyEvenWhenTheTypeChangesLate) {
  Builder before = shop();
  edit_column(before, "age", not_null);
  Builder after = shop();
  edit_column(after, "age", [](Column& c) { c.type = "bigint"; });
  for (const char* strategy : {"", "direct"}) {
    const auto plan = plan_of(before.schema(), after.schema(), {{column("age"), by_strategy(strategy)}});
    EXPECT_EQ(step_with(plan, "DROP NOT NULL").sql[0],
              "ALTER TABLE public.users ALTER COLUMN age DROP NOT NULL");
    EXPECT_EQ(step_with(plan, "DROP NOT NULL").phase, Phase::expand);
  }
}

TEST(PostgresAlter, ATypeChangeKeepsStorageAndCompression) {
  const auto edit = [](Builder& b) {
    edit_column(b, "age", [](Column& c) {
      c.type = "text";
      c.storage = "external";
      c.compression = "lz4";
    });
  };
  const std::string beside = text_of(change(edit));
  EXPECT_NE(beside.find("ADD COLUMN IF NOT EXISTS _sg_push_new_age text COMPRESSION lz4"), std::string::npos)
      << beside;
  EXPECT_NE(beside.find("ALTER COLUMN _sg_push_new_age SET STORAGE EXTERNAL"), std::string::npos) << beside;
  const auto plan = change(edit, {{column("age"), by_strategy("direct")}});
  const std::string text = text_of(plan);
  EXPECT_NE(text.find("TYPE text,\n    ALTER COLUMN age SET STORAGE EXTERNAL,\n"), std::string::npos) << text;
  EXPECT_NE(text.find("ALTER COLUMN age SET COMPRESSION lz4"), std::string::npos) << text;
}

TEST(PostgresAlter, AViewThatBecomesMaterializedTakesTheNameInOneStep) {
  const auto plan = change([](Builder& b) {
    b.erase(free_id(Kind::view, "grown"));
    b.materialized_view("grown", "SELECT u.id FROM users u");
  });
  ASSERT_EQ(plan.steps.size(), 1u) << text_of(plan);
  EXPECT_EQ(plan.steps[0].sql[0], "DROP VIEW IF EXISTS public.grown");
  EXPECT_EQ(plan.steps[0].phase, Phase::contract);
}

TEST(PostgresAlter, ABackfillIsKeptTrueByATriggerUntilNotNullHolds) {
  const auto plan = change([](Builder& b) { edit_column(b, "age", not_null); },
                           {{column("age"), filled_with("length(name)")}});
  EXPECT_EQ(step_with(plan, "TRIGGER zz_sg_push_users").phase, Phase::expand);
  const plan::Step& filling = step_with(plan, "age = (length(name))");
  EXPECT_EQ(filling.phase, Phase::migrate);
  EXPECT_EQ(filling.transaction, plan::Transaction::batched);
  EXPECT_EQ(step_with(plan, "NOT VALID").phase, Phase::contract);
  EXPECT_FALSE(has(step_with(plan, "NOT VALID"), Hazard::rejects_old_writers));
  EXPECT_EQ(plan.steps.back().sql[0], "DROP TRIGGER IF EXISTS zz_sg_push_users ON public.users");
  const auto early = change([](Builder& b) { edit_column(b, "age", not_null); },
                            {{column("age"), filled_with("length(name)", "expand")}});
  EXPECT_EQ(step_with(early, "NOT VALID").phase, Phase::migrate) << text_of(early);
}

TEST(PostgresAlter, ANewNotNullColumnNeedsAValue) {
  const auto add = [](Builder& b) { b.column("users", "mail", "text", not_null); };
  try {
    change(add);
    FAIL() << "accepted";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::declaration);
    EXPECT_NE(std::string(error.what()).find("users.mail"), std::string::npos);
    EXPECT_NE(error.hint().find("backfill"), std::string::npos);
  }
  EXPECT_EQ(change(add, {{column("mail"), filled_with("name")}}).steps.front().sql.front(),
            "ALTER TABLE public.users ADD COLUMN IF NOT EXISTS mail text");
}

TEST(PostgresAlter, StableDefaultsAreAddedAtOnceAndVolatileOnesInStages) {
  const auto add = [](const char* value) {
    return change([=](Builder& b) {
      b.column("users", "extra", "text", [=](Column& c) {
        c.not_null = true;
        c.default_value = value;
      });
    });
  };
  for (const char* value : {"'x'", "now()", "CURRENT_TIMESTAMP(3)", "(0)::numeric(10,2)", "lower('A')"})
    EXPECT_EQ(add(value).steps.size(), 1u) << value;
  for (const char* value : {"gen_random_uuid()", "clock_timestamp()", "my_function()"}) {
    const auto plan = add(value);
    EXPECT_EQ(plan.steps[0].sql[0], "ALTER TABLE public.users ADD COLUMN IF NOT EXISTS extra text");
    EXPECT_EQ(step_with(plan, "pg_temp.backfill('public.users'").phase, Phase::migrate);
    EXPECT_EQ(text_of(plan).find("TRIGGER"), std::string::npos) << "the default serves new rows";
    EXPECT_EQ(plan.steps.back().phase, Phase::contract);
  }
}

TEST(PostgresAlter, DroppedColumnsAreRelaxedFirst) {
  Builder before = shop();
  edit_column(before, "age", not_null);
  Builder after = shop();
  after.erase(column("age")).erase(free_id(Kind::view, "grown"));
  const auto plan = plan_of(before.schema(), after.schema());
  ASSERT_EQ(plan.steps.size(), 3u) << text_of(plan);
  EXPECT_EQ(plan.steps[0].sql[0], "ALTER TABLE public.users ALTER COLUMN age DROP NOT NULL");
  EXPECT_EQ(plan.steps[0].phase, Phase::expand);
  EXPECT_EQ(plan.steps[1].sql[0], "DROP VIEW IF EXISTS public.grown");
  EXPECT_EQ(plan.steps[2].sql[0], "ALTER TABLE public.users DROP COLUMN IF EXISTS age");
  EXPECT_TRUE(has(plan.steps[2], Hazard::destructive));
  EXPECT_TRUE(has(plan.steps[2], Hazard::irreversible));
}

TEST(PostgresAlter, ASoftDropLosesNothing) {
  const auto drop = [](Builder& b) { b.erase(column("age")).erase(free_id(Kind::view, "grown")); };
  Advice soft;
  soft.drop = "soft";
  Advice hard;
  hard.drop = "hard";
  const ObjectId users = free_id(Kind::table, "users");
  const auto loses = [](const plan::Plan& plan) {
    return std::any_of(plan.steps.begin(), plan.steps.end(),
                       [](const plan::Step& step) { return !step.losses.empty(); });
  };
  EXPECT_FALSE(loses(change(drop, {{kWholeDeclaration, soft}})));
  EXPECT_FALSE(loses(change(drop, {{users, soft}})));
  EXPECT_FALSE(loses(change(drop, {{kWholeDeclaration, hard}, {users, soft}})));
  EXPECT_TRUE(loses(change(drop, {{kWholeDeclaration, soft}, {users, hard}})));
  EXPECT_TRUE(loses(change(drop)));
}

TEST(PostgresAlter, EnumValuesAreAddedAtTheirPlace) {
  const auto plan = change([](Builder& b) {
    b.edit<model::EnumType>(free_id(Kind::enum_type, "status"), [](model::EnumType& type) {
      type.values = {"first", "new", "mid", "paid", "sent"};
    });
    edit_column(b, "status", [](Column& c) { c.default_value = "'mid'::status"; });
  });
  ASSERT_EQ(plan.steps.size(), 2u) << text_of(plan);
  EXPECT_EQ(plan.steps[0].transaction, plan::Transaction::none);
  EXPECT_EQ(plan.steps[0].sql,
            (std::vector<std::string>{"ALTER TYPE public.status ADD VALUE IF NOT EXISTS 'first' BEFORE 'new'",
                                      "ALTER TYPE public.status ADD VALUE IF NOT EXISTS 'mid' AFTER 'new'"}));
}

TEST(PostgresAlter, ALostEnumValueReplacesTheType) {
  const auto lose = [](Builder& b) {
    b.edit<model::EnumType>(free_id(Kind::enum_type, "status"), [](model::EnumType& type) {
      type.values = {"paid", "new"};
    });
  };
  const auto beside = change(lose);
  EXPECT_EQ(step_with(beside, "CREATE TYPE public._sg_push_new_status").phase, Phase::expand);
  EXPECT_EQ(step_with(beside, "ALTER TYPE public._sg_push_new_status RENAME TO status").phase, Phase::contract);

  const auto plan = change(lose, {{free_id(Kind::enum_type, "status"), by_strategy("direct")}});
  ASSERT_EQ(plan.steps.size(), 1u) << text_of(plan);
  const plan::Step& step = plan.steps.front();
  EXPECT_EQ(step.phase, Phase::contract);
  EXPECT_TRUE(has(step, Hazard::rewrite));
  EXPECT_TRUE(has(step, Hazard::may_fail_on_rows));
  const std::vector<std::string> middle(step.sql.begin() + 1, step.sql.end() - 2);  // privileges around it
  EXPECT_EQ(middle, (std::vector<std::string>{
                        "ALTER TYPE public.status RENAME TO _sg_push_old_status",
                        "CREATE TYPE public.status AS ENUM ('paid', 'new')",
                        "ALTER TABLE public.users\n    ALTER COLUMN status DROP DEFAULT,\n"
                        "    ALTER COLUMN status TYPE public.status USING status::text::public.status,\n"
                        "    ALTER COLUMN status SET DEFAULT 'new'::status",
                        "DROP TYPE public._sg_push_old_status"}));
}

TEST(PostgresAlter, AChangedFunctionIsReplacedOrMadeAnewWithItsDependents) {
  Builder before = shop();
  before.function("f(integer)", "CREATE FUNCTION public.f(a integer) RETURNS integer LANGUAGE sql AS '1'",
                  "integer");
  before.view("uses_f", "SELECT f(u.age) AS x FROM users u");
  Builder body = before;
  body.edit<model::Function>(free_id(Kind::function, "f(integer)"), [](model::Function& function) {
    function.definition = "CREATE FUNCTION public.f(a integer) RETURNS integer LANGUAGE sql AS '2'";
  });
  const auto replaced = plan_of(before.schema(), body.schema());
  ASSERT_EQ(replaced.steps.size(), 1u) << text_of(replaced);
  EXPECT_EQ(replaced.steps[0].sql[0].substr(0, 26), "CREATE OR REPLACE FUNCTION");
  EXPECT_EQ(replaced.steps[0].phase, Phase::expand);

  Builder argument = before;
  argument.edit<model::Function>(free_id(Kind::function, "f(integer)"), [](model::Function& function) {
    function.definition = "CREATE FUNCTION public.f(b integer) RETURNS integer LANGUAGE sql AS '1'";
  });
  const auto remade = plan_of(before.schema(), argument.schema());
  ASSERT_EQ(remade.steps.size(), 1u) << text_of(remade);
  EXPECT_EQ(remade.steps[0].sql[1], "DROP VIEW IF EXISTS public.uses_f");
  EXPECT_EQ(remade.steps[0].sql[2], "DROP FUNCTION IF EXISTS public.f(integer)");
  EXPECT_EQ(remade.steps[0].sql.size(), 7u);
}

TEST(PostgresAlter, ANewColumnBetweenTwoPartsOfARebuildJoinsIt) {
  Builder before = shop();
  before.function(
      "f()", "CREATE FUNCTION public.f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT age FROM users; END",
      "bigint");
  Builder after = before;
  edit_column(after, "age", [](Column& c) { c.type = "bigint"; });
  after.column("users", "twice", "bigint", [](Column& c) {
    c.generated = model::Generated{"age * 2", true};
  });
  after.edit<model::Function>(free_id(Kind::function, "f()"), [](model::Function& function) {
    function.definition =
        "CREATE FUNCTION public.f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT twice FROM users; END";
  });
  const auto plan = plan_of(before.schema(), after.schema());
  ASSERT_EQ(plan.steps.size(), 1u) << text_of(plan);
  const std::string text = text_of(plan);
  EXPECT_LT(text.find("TYPE bigint"), text.find("ADD COLUMN IF NOT EXISTS twice"));
  EXPECT_LT(text.find("ADD COLUMN IF NOT EXISTS twice"), text.find("SELECT twice"));
}

TEST(PostgresAlter, CommentsAreSetAndTakenAway) {
  const auto plan = change([](Builder& b) {
    b.edit<model::View>(free_id(Kind::view, "grown"), [](model::View& view) { view.comment = {}; });
    edit_column(b, "age", [](Column& c) { c.comment = "years"; });
  });
  ASSERT_EQ(plan.steps.size(), 2u) << text_of(plan);
  EXPECT_EQ(step_with(plan, "COLUMN").sql[0], "COMMENT ON COLUMN public.users.age IS 'years'");
  EXPECT_EQ(step_with(plan, "VIEW").sql[0], "COMMENT ON VIEW public.grown IS NULL");
  EXPECT_EQ(step_with(plan, "VIEW").undo[0], "COMMENT ON VIEW public.grown IS 'adults'");
}

TEST(PostgresAlter, RenamesComeFirstAndEverythingElseUsesTheNewNames) {
  Builder after;
  after.table("people");
  after.column("people", "id", "bigint");
  after.column("people", "years", "bigint");
  after.index("people", "people_years_idx", {"years"});
  Builder before;
  before.table("people");
  before.column("people", "id", "bigint");
  before.column("people", "years", "integer");
  const ObjectId years = model::column_id("public", "people", "years");
  const auto plan =
      plan_of(before.schema(), after.schema(),
              {{free_id(Kind::table, "people"), by_strategy("direct")}, {years, by_strategy("direct")}},
              {{free_id(Kind::table, "users"), free_id(Kind::table, "people"), {}, {}},
               {model::column_id("public", "people", "age"), years, {}, {}}});
  ASSERT_EQ(plan.steps.size(), 4u) << text_of(plan);
  EXPECT_EQ(plan.steps[0].sql[0], "ALTER TABLE public.users RENAME TO people");
  EXPECT_EQ(plan.steps[0].undo[0], "ALTER TABLE public.people RENAME TO users");
  EXPECT_TRUE(has(plan.steps[0], Hazard::rejects_old_writers));
  EXPECT_EQ(plan.steps[1].sql[0], "ALTER TABLE public.people RENAME COLUMN age TO years");
  EXPECT_EQ(plan.steps[2].sql[0], "ALTER TABLE public.people\n    ALTER COLUMN years TYPE bigint");
  EXPECT_EQ(plan.steps[3].sql[1],
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS people_years_idx ON public.people USING btree (years)");
}

TEST(PostgresAlter, RenamedEnumValuesComeBeforeNewOnes) {
  Builder before;
  before.enum_type("status", {"new", "done"});
  Builder after;
  after.enum_type("status", {"new", "done", "gone"});
  const ObjectId id = free_id(Kind::enum_type, "status");
  const auto plan =
      plan_of(before.schema(), after.schema(), {}, {{id, id, "finished", "done"}, {id, id, "fresh", "new"}});
  ASSERT_EQ(plan.steps.size(), 2u) << text_of(plan);
  EXPECT_EQ(plan.steps[1].sql[0], "ALTER TYPE public.status ADD VALUE IF NOT EXISTS 'gone' AFTER 'done'");
}

TEST(PostgresAlter, SwappedColumnsGoThroughATemporaryName) {
  Builder schema = shop();
  const auto plan =
      plan_of(schema.schema(), schema.schema(), {},
              {{column("age"), column("mail"), {}, {}}, {column("mail"), column("age"), {}, {}}});
  ASSERT_EQ(plan.steps.size(), 3u) << text_of(plan);
  EXPECT_EQ(plan.steps[0].sql[0], "ALTER TABLE public.users RENAME COLUMN age TO _sg_push_old_age");
  EXPECT_EQ(plan.steps[0].undo[0], "ALTER TABLE public.users RENAME COLUMN _sg_push_old_age TO age");
  EXPECT_EQ(plan.steps[1].sql[0], "ALTER TABLE public.users RENAME COLUMN mail TO age");
  EXPECT_EQ(plan.steps[2].sql[0], "ALTER TABLE public.users RENAME COLUMN _sg_push_old_age TO mail");
}

TEST(PostgresAlter, EnumValuesAreRenamedInAnOrderThatNeverMeets) {
  Builder schema;
  schema.enum_type("status", {"b", "a", "y", "z"});
  const ObjectId id = free_id(Kind::enum_type, "status");
  const auto plan = plan_of(schema.schema(), schema.schema(), {},
                            {{id, id, "x", "y"}, {id, id, "a", "b"}, {id, id, "b", "a"}, {id, id, "y", "z"}});
  ASSERT_EQ(plan.steps.size(), 1u) << text_of(plan);
  const std::string head = "ALTER TYPE public.status RENAME VALUE ";
  EXPECT_EQ(plan.steps[0].sql, (std::vector<std::string>{
                                   head + "'y' TO 'z'", head + "'x' TO 'y'", head + "'a' TO '_sg_push_old_a'",
                                   head + "'b' TO 'a'", head + "'_sg_push_old_a' TO 'b'"}));
  EXPECT_EQ(plan.steps[0].undo.front(), head + "'b' TO '_sg_push_old_a'");
}

TEST(PostgresAlter, TheOrderOfChangesDoesNotCount) {
  Builder after = shop();
  after.erase(free_id(Kind::view, "grown")).erase(column("age"));
  after.index("orders", "orders_user_idx", {"user_id"});
  after.foreign_key("orders", "orders_user_fk", "user_id", "users", "id");
  diff::ChangeSet changes{{}, diff::compare(shop().schema(), after.schema())};
  const Schema before = shop().schema();
  const AdviceMap advice;
  const sql::Target target{sql::Dialect::postgresql, 150000};
  const auto forwards =
      plan::make_plan(lower_postgres({changes, before, after.schema(), advice, target}), target);
  std::reverse(changes.changes.begin(), changes.changes.end());
  const auto backwards =
      plan::make_plan(lower_postgres({changes, before, after.schema(), advice, target}), target);
  EXPECT_EQ(text_of(forwards), text_of(backwards));
}

}  // namespace
}  // namespace schemagen::dialect::postgres_test
