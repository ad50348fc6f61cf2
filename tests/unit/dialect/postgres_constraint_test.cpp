// Constraints, keys and indexes of tables that are in use.
#include <gtest/gtest.h>

#include "unit/dialect/postgres_fixture.h"

namespace schemagen::dialect::postgres_test {
namespace {

using plan::Hazard;
using plan::Lock;
using plan::Phase;

Builder shop() {
  Builder b;
  b.table("users").column("users", "id", "bigint").column("users", "mail", "text");
  b.primary_key("users", {"id"});
  b.table("orders").column("orders", "id", "bigint").column("orders", "user_id", "bigint");
  b.primary_key("orders", {"id"});
  return b;
}

plan::Plan change(const Builder& before, const std::function<void(Builder&)>& edit,
                  const AdviceMap& advice = {}, int version = 150000) {
  Builder after = before;
  edit(after);
  return plan_of(before.schema(), after.schema(), advice, {}, version);
}

TEST(PostgresConstraint, ChecksAreAddedUnprovedAndThenProved) {
  const auto add = [](Builder& b) { b.check("users", "mail_ok", "mail <> ''"); };
  const auto plan = change(shop(), add);
  ASSERT_EQ(plan.steps.size(), 2u) << text_of(plan);
  EXPECT_EQ(plan.steps[0].sql[0], "ALTER TABLE public.users DROP CONSTRAINT IF EXISTS mail_ok");
  EXPECT_EQ(plan.steps[0].sql[1],
            "ALTER TABLE public.users ADD CONSTRAINT mail_ok CHECK (mail <> '') NOT VALID");
  EXPECT_EQ(plan.steps[0].phase, Phase::contract);
  EXPECT_TRUE(plan.steps[0].scans.empty());
  EXPECT_EQ(plan.steps[1].sql[0], "ALTER TABLE public.users VALIDATE CONSTRAINT mail_ok");
  const auto early =
      change(shop(), add, {{owned(Kind::check, "users", "mail_ok"), filled_with("", "expand")}});
  EXPECT_EQ(early.steps[1].phase, Phase::expand);
}

TEST(PostgresConstraint, OneOfTheRulesOfAChangedCheckAlwaysHolds) {
  Builder before = shop();
  before.check("users", "mail_ok", "mail <> ''");
  const auto plan = change(before, [](Builder& b) {
    b.edit<model::Check>(owned(Kind::check, "users", "mail_ok"),
                         [](model::Check& check) { check.expression = "mail like '%@%'"; });
  });
  ASSERT_EQ(plan.steps.size(), 3u) << text_of(plan);
  EXPECT_EQ(plan.steps[0].phase, Phase::expand);
  EXPECT_EQ(plan.steps[0].sql[1],
            "ALTER TABLE public.users ADD CONSTRAINT _sg_push_either_mail_ok "
            "CHECK ((mail <> '') OR (mail like '%@%')) NOT VALID");
  EXPECT_EQ(plan.steps[0].sql[2], "ALTER TABLE public.users DROP CONSTRAINT IF EXISTS mail_ok");
  EXPECT_EQ(plan.steps[1].phase, Phase::contract);
  EXPECT_EQ(plan.steps[1].sql.back(),
            "ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_push_either_mail_ok");
}

TEST(PostgresConstraint, ForeignKeysLockBothSidesAndAreProvedLater) {
  const auto plan =
      change(shop(), [](Builder& b) { b.foreign_key("orders", "orders_fk", "user_id", "users", "id"); });
  ASSERT_EQ(plan.steps.size(), 2u) << text_of(plan);
  ASSERT_EQ(plan.steps[0].locks.size(), 2u);
  EXPECT_EQ(plan.steps[0].locks[0].lock, Lock::share_row_exclusive);
  EXPECT_EQ(plan.steps[0].phase, Phase::contract);
  EXPECT_EQ(plan.steps[1].locks[1].lock, Lock::row_share);
}

TEST(PostgresConstraint, AForeignKeyOnANewEmptyColumnIsExpand) {
  const auto plan = change(shop(), [](Builder& b) {
    b.column("orders", "payer_id", "bigint");
    b.foreign_key("orders", "orders_payer_fk", "payer_id", "users", "id");
  });
  ASSERT_EQ(plan.steps.size(), 3u) << text_of(plan);
  for (const plan::Step& step : plan.steps) {
    EXPECT_EQ(step.phase, Phase::expand);
    EXPECT_TRUE(step.hazards.empty());
  }
}

TEST(PostgresConstraint, AChangedForeignKeyIsNeverMissing) {
  Builder before = shop();
  before.foreign_key("orders", "fk", "user_id", "users", "id");
  const ObjectId id = owned(Kind::foreign_key, "orders", "fk");
  const auto plan = change(before, [&](Builder& b) {
    b.edit<model::ForeignKey>(
        id, [](model::ForeignKey& key) { key.on_delete = model::ReferentialAction::cascade; });
  });
  ASSERT_EQ(plan.steps.size(), 3u) << text_of(plan);
  EXPECT_EQ(plan.steps[2].sql,
            (std::vector<std::string>{"ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS fk",
                                      "ALTER TABLE public.orders RENAME CONSTRAINT _sg_push_new_fk TO fk"}));
  const auto deferred = change(before, [&](Builder& b) {
    b.edit<model::ForeignKey>(
        id, [](model::ForeignKey& key) { key.deferral = model::Deferral::initially_deferred; });
  });
  ASSERT_EQ(deferred.steps.size(), 1u);
  EXPECT_EQ(deferred.steps[0].sql[0],
            "ALTER TABLE public.orders ALTER CONSTRAINT fk DEFERRABLE INITIALLY DEFERRED");
}

TEST(PostgresConstraint, UniqueTakesOverAnIndexThatWasBuiltBeside) {
  const auto plan = change(shop(), [](Builder& b) {
    b.unique("users", "users_mail_key", {"mail"}, [](model::Unique& key) {
      key.nulls_not_distinct = true;
      key.deferral = model::Deferral::deferrable;
    });
  });
  ASSERT_EQ(plan.steps.size(), 2u) << text_of(plan);
  EXPECT_EQ(plan.steps[0].transaction, plan::Transaction::none);
  ASSERT_EQ(plan.steps[0].sql.size(), 2U);
  EXPECT_NE(plan.steps[0].sql[0].find("DROP INDEX public.users_mail_key"), std::string::npos);
  EXPECT_EQ(plan.steps[0].sql[1],
            "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS users_mail_key ON public.users (mail) NULLS NOT "
            "DISTINCT");
  EXPECT_EQ(
      plan.steps[1].sql[0],
      "ALTER TABLE public.users ADD CONSTRAINT users_mail_key UNIQUE USING INDEX users_mail_key DEFERRABLE");
  EXPECT_TRUE(has(plan.steps[0], Hazard::may_fail_on_rows));
}

TEST(PostgresConstraint, AKeyThatGoesBindsTheNewApplicationUntilThen) {
  Builder before = shop();
  before.unique("users", "users_id_mail_key", {"id", "mail"});
  before.unique("users", "users_mail_key", {"mail"});
  const auto without = [&](const char* name) {
    return change(before, [&](Builder& b) { b.erase(owned(Kind::unique, "users", name)); });
  };
  EXPECT_TRUE(has(without("users_mail_key").steps.at(0), Hazard::binds_new_writers));
  EXPECT_FALSE(has(without("users_id_mail_key").steps.at(0), Hazard::binds_new_writers))
      << "what is left is as strict";
}

TEST(PostgresConstraint, AChangedKeyIsSwappedWithItsForeignKeys) {
  Builder before = shop();
  before.unique("users", "users_key", {"mail"});
  before.column("orders", "mail", "text");
  before.foreign_key("orders", "orders_mail_fk", "mail", "users", "mail");
  const auto plan = change(before, [](Builder& b) {
    b.edit<model::Unique>(owned(Kind::unique, "users", "users_key"),
                          [](model::Unique& key) { key.include = {"id"}; });
  });
  ASSERT_EQ(plan.steps.size(), 3u) << text_of(plan);
  EXPECT_NE(
      plan.steps[0].sql[1].find("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_push_new_users_key"),
      std::string::npos);
  EXPECT_EQ(plan.steps[1].sql.size(), 4u) << text_of(plan);
  EXPECT_EQ(plan.steps[1].sql[0], "ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_mail_fk");
  EXPECT_NE(plan.steps[1].sql[2].find("UNIQUE USING INDEX _sg_push_new_users_key"), std::string::npos);
  EXPECT_EQ(plan.steps[2].sql[0], "ALTER TABLE public.orders VALIDATE CONSTRAINT orders_mail_fk");
}

TEST(PostgresConstraint, APrimaryKeyWaitsForNotNull) {
  Builder before = shop();
  before.erase(model::primary_key_id("public", "orders"));
  before.edit<Column>(model::column_id("public", "orders", "id"), [](Column& c) { c.not_null = false; });
  const auto plan = change(before, [](Builder& b) { b.primary_key("orders", {"id"}); });
  ASSERT_EQ(plan.steps.size(), 5u) << text_of(plan);
  EXPECT_NE(plan.steps[2].sql[0].find("SET NOT NULL"), std::string::npos);
  EXPECT_EQ(plan.steps[4].sql[0],
            "ALTER TABLE public.orders ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX orders_pkey");
  const auto back = plan_of(shop().schema(), before.schema());
  ASSERT_EQ(back.steps.size(), 2u) << text_of(back);
  EXPECT_NE(back.steps[1].sql[0].find("DROP NOT NULL"), std::string::npos);
}

TEST(PostgresConstraint, ExclusionsSayThatTheyBlock) {
  const auto plan = change(shop(), [](Builder& b) { b.exclusion("orders", "no_twice", "user_id", "="); });
  ASSERT_EQ(plan.steps.size(), 1u);
  EXPECT_EQ(plan.steps[0].sql[0],
            "ALTER TABLE public.orders ADD CONSTRAINT no_twice EXCLUDE USING gist (user_id WITH =)");
  EXPECT_TRUE(has(plan.steps[0], Hazard::blocks_writes));
  EXPECT_TRUE(has(plan.steps[0], Hazard::scan_under_lock));
}

TEST(PostgresConstraint, AChangedIndexIsAlwaysCovered) {
  Builder before = shop();
  before.index("orders", "ix", {"user_id"});
  const auto plan = change(before, [](Builder& b) {
    b.edit<model::Index>(owned(Kind::index, "orders", "ix"),
                         [](model::Index& index) { index.where = "user_id > 0"; });
  });
  ASSERT_EQ(plan.steps.size(), 3u) << text_of(plan);
  EXPECT_NE(plan.steps[0].sql[0].find("IF to_regclass('public._sg_push_old_ix') IS NULL THEN"),
            std::string::npos);
  EXPECT_NE(plan.steps[0].sql[0].find("ALTER INDEX IF EXISTS public.ix RENAME TO _sg_push_old_ix;"),
            std::string::npos);
  EXPECT_EQ(plan.steps[1].sql[1],
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS ix ON public.orders USING btree (user_id) WHERE "
            "(user_id > 0)");
  EXPECT_EQ(plan.steps[1].phase, Phase::expand);
  EXPECT_EQ(plan.steps[2].sql[0], "DROP INDEX CONCURRENTLY IF EXISTS public._sg_push_old_ix");
  EXPECT_EQ(plan.steps[2].phase, Phase::contract);
}

TEST(PostgresConstraint, TablesGoInOneStepAfterTheirForeignKeys) {
  Builder before = shop();
  before.foreign_key("orders", "fk", "user_id", "users", "id");
  before.foreign_key("orders", "self", "user_id", "orders", "id");
  before.index("orders", "ix", {"user_id"});
  const auto plan = plan_of(before.schema(), Builder().schema());
  ASSERT_EQ(plan.steps.size(), 3u) << text_of(plan);
  EXPECT_EQ(plan.steps[0].sql[0], "ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS fk");
  ASSERT_EQ(plan.steps[0].locks.size(), 2u);
  EXPECT_EQ(plan.steps[0].locks[1],
            (plan::RelationLock{Lock::access_exclusive, free_id(Kind::table, "users")}));
  for (const plan::Step& step : plan.steps) EXPECT_EQ(step.phase, Phase::contract);
  EXPECT_EQ(plan.steps[1].losses[0].what, "the rows");
}

TEST(PostgresConstraint, ViewsAreChangedWithWhatStandsOnThem) {
  Builder before = shop();
  before.view("a", "SELECT u.id FROM users u");
  before.materialized_view("b", "SELECT a.id FROM a");
  before.index("b", "b_idx", {"id"});
  const auto plan = change(before, [](Builder& b) {
    b.edit<model::View>(free_id(Kind::view, "a"),
                        [](model::View& view) { view.query = "SELECT u.id, u.mail FROM users u"; });
  });
  ASSERT_EQ(plan.steps.size(), 1u) << text_of(plan);
  EXPECT_EQ(plan.steps[0].phase, Phase::expand);
  EXPECT_EQ(plan.steps[0].sql.size(), 9u);
  EXPECT_EQ(plan.steps[0].sql[2], "DROP MATERIALIZED VIEW IF EXISTS public.b");
  EXPECT_EQ(plan.steps[0].sql[6], "CREATE INDEX b_idx ON public.b USING btree (id)");
  const auto narrower = change(before, [](Builder& b) {
    b.edit<model::View>(free_id(Kind::view, "a"),
                        [](model::View& view) { view.query = "SELECT u.mail FROM users u"; });
  });
  EXPECT_EQ(narrower.steps[0].phase, Phase::contract);
}

TEST(PostgresConstraint, TriggersAreReplacedWhereTheServerCan) {
  Builder before = shop();
  before.function("f()", "CREATE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql AS 'x'", "trigger");
  before.trigger("users", "tr",
                 "CREATE TRIGGER tr BEFORE UPDATE ON public.users FOR EACH ROW EXECUTE FUNCTION f()");
  const auto edit = [](Builder& b) {
    b.edit<model::Trigger>(owned(Kind::trigger, "users", "tr"), [](model::Trigger& trigger) {
      trigger.definition = "CREATE TRIGGER tr AFTER UPDATE ON public.users FOR EACH ROW EXECUTE FUNCTION f()";
      trigger.firing = model::Trigger::Firing::disabled;
    });
  };
  const auto plan = change(before, edit);
  ASSERT_EQ(plan.steps.size(), 1u);
  EXPECT_EQ(plan.steps[0].sql[0].substr(0, 25), "CREATE OR REPLACE TRIGGER");
  EXPECT_EQ(plan.steps[0].sql[1], "ALTER TABLE public.users DISABLE TRIGGER tr");
  EXPECT_EQ(change(before, edit, {}, 130000).steps[0].sql[0], "DROP TRIGGER IF EXISTS tr ON public.users");
}

}  // namespace
}  // namespace schemagen::dialect::postgres_test
