#include <gtest/gtest.h>

#include "schemagen/base/error.h"
#include "schemagen/dialect/lower.h"
#include "support/pg_server.h"

namespace schemagen::db {
namespace {

using diff::Doubt;
using diff::Verdict;
using model::Kind;
using model::ObjectId;
using tests::fresh_postgres;
using tests::fresh_postgres_url;

constexpr const char* kTables = R"(
CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE FUNCTION tag(x text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT '<' || x || '>' $$;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE t (
  id integer,
  email varchar(80),
  "order" numeric(10,2) DEFAULT 1.5 + 1,
  feeling mood,
  data jsonb DEFAULT '{"a": 1}',
  at timestamptz DEFAULT '2020-01-01',
  shout text GENERATED ALWAYS AS (upper(tag(email))) STORED,
  sg_part integer,
  CONSTRAINT no_data CHECK (data <> '{"a": 1}'),
  CONSTRAINT after CHECK (at > '2020-01-01' AND "order" > id),
  EXCLUDE USING btree ((id + 1) WITH =) WHERE (data <> '{}')
);
CREATE INDEX keys ON t (tag(email), (data -> 'a'), id) WHERE at > '2020-01-01' AND feeling = 'sad';
CREATE VIEW v AS SELECT * FROM t WHERE at > '2020-01-01';
CREATE MATERIALIZED VIEW m AS SELECT id, at FROM t;
CREATE INDEX on_m ON m ((at > '2020-01-01'));
CREATE TRIGGER tr BEFORE INSERT OR UPDATE OF email ON t FOR EACH ROW WHEN (new.at > '2020-01-01') EXECUTE FUNCTION touch();
CREATE TRIGGER iv INSTEAD OF DELETE ON v FOR EACH ROW EXECUTE FUNCTION touch();
CREATE FUNCTION plus(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql AS $$ SELECT a + b $$;
CREATE PROCEDURE work(x integer) LANGUAGE plpgsql AS $$ BEGIN END $$;
)";

struct Case {
  ObjectId id;
  std::size_t ordinal;
  std::string declared;
  Verdict expected;
};

std::vector<Doubt> doubts_from(const std::vector<Case>& cases, model::Schema stored) {
  std::vector<Doubt> doubts;
  for (const Case& each : cases) {
    Doubt doubt{each.id, model::SqlRole::expression, each.ordinal, each.declared, ""};
    std::size_t ordinal = 0;
    if (model::Object* object = stored.find(each.id); object == nullptr)
      ADD_FAILURE() << model::to_string(each.id);
    else
      model::for_each_sql(*object, [&](model::SqlRole role, base::Symbol& text) {
        if (ordinal++ != each.ordinal) return;
        doubt.role = role;
        doubt.printed = text.str();
      });
    EXPECT_NE(doubt.printed, "") << model::to_string(each.id);
    doubts.push_back(doubt);
  }
  return doubts;
}

std::string verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::same:
      return "same";
    case Verdict::different:
      return "different";
    case Verdict::unknown:
      return "unknown";
  }
  return "";
}

void expect_verdicts(Database& database, const std::vector<Case>& cases) {
  const model::Schema schema = database.introspect();
  const std::vector<Doubt> doubts = doubts_from(cases, schema);
  const std::vector<Verdict> verdicts = database.settle(doubts, schema);
  ASSERT_EQ(verdicts.size(), cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i)
    EXPECT_EQ(verdict_name(verdicts[i]), verdict_name(cases[i].expected))
        << model::to_string(cases[i].id) << ": " << cases[i].declared << "\nprinted: " << doubts[i].printed;
}

ObjectId check(const char* name) { return {Kind::check, "public", "t", name}; }
ObjectId column(const char* name) { return model::column_id("public", "t", name); }
ObjectId of(Kind kind, const char* name, const char* owner = "") { return {kind, "public", owner, name}; }

TEST(PostgresSettle, SettlesExpressions) {
  const auto database = fresh_postgres(kTables);
  expect_verdicts(
      *database,
      {{check("no_data"), 0, R"(data <> '{"a":1}')", Verdict::same},
       {check("no_data"), 0, R"(data <> '{"a":2}')", Verdict::different},
       {check("no_data"), 0, "data <> '{\"a\":1}' -- as before", Verdict::same},
       {check("no_data"), 0, "nothing > 1", Verdict::different},
       {check("no_data"), 0, "data <>", Verdict::different},
       {check("after"), 0, "at > '2020-01-01 00:00:00' and \"order\" > id", Verdict::same},
       {check("after"), 0, "at > '2020-01-02' and \"order\" > id", Verdict::different},
       {of(Kind::index, "keys", "t"), 0, "public.tag(email)", Verdict::same},
       {of(Kind::index, "keys", "t"), 1, "data->'b'", Verdict::different},
       {of(Kind::index, "keys", "t"), 1, "(data->'a')", Verdict::same},
       {of(Kind::index, "keys", "t"), 2, "at > '2020-01-01 00:00' and feeling = 'sad'", Verdict::same},
       {of(Kind::index, "keys", "t"), 2, "at > '2020-01-01 00:00' and feeling = 'glad'", Verdict::different},
       {of(Kind::index, "on_m", "m"), 0, "at > '2020-01-01 00:00'", Verdict::same},
       {of(Kind::exclusion, "t_expr_excl", "t"), 1, "data <> '{ }'", Verdict::same}});
}

TEST(PostgresSettle, SettlesDefaultsAndGeneratedColumns) {
  const auto database = fresh_postgres(kTables);
  expect_verdicts(*database, {{column("data"), 0, R"('{"a":1}')", Verdict::same},
                              {column("at"), 0, "'2020-01-01 00:00+00'", Verdict::same},
                              {column("order"), 0, "(1.5 + 1)", Verdict::same},
                              {column("shout"), 0, "upper(tag(email::text))", Verdict::same}});
  expect_verdicts(*database, {{column("data"), 0, R"('{"a":2}')", Verdict::different},
                              {column("at"), 0, "'2020-01-01 01:00+00'", Verdict::different},
                              {column("order"), 0, "1.5 + 2", Verdict::different},
                              {column("shout"), 0, "tag(upper(email))", Verdict::different}});
}

TEST(PostgresSettle, SettlesQueriesRoutinesAndTriggers) {
  const auto database = fresh_postgres(kTables);
  expect_verdicts(
      *database,
      {{of(Kind::view, "v"), 0, "select * from t where t.at > '2020-01-01 00:00'", Verdict::same},
       {of(Kind::view, "v"), 0, "select * from t", Verdict::different},
       {of(Kind::view, "v"), 0, "select * from missing", Verdict::different},
       {of(Kind::materialized_view, "m"), 0, "select t.id, t.at from public.t", Verdict::same},
       {of(Kind::function, "plus(integer, integer)"), 0,
        "create function plus(a int, b int = 1) returns int as ' SELECT a + b ' language sql volatile",
        Verdict::same},
       {of(Kind::function, "plus(integer, integer)"), 0,
        "create function public.plus(a int, b int = 2) returns int as ' SELECT a + b ' language sql",
        Verdict::different},
       {of(Kind::function, "work(integer)"), 0,
        "create or replace procedure work(in x int) as $$ BEGIN END $$ language plpgsql", Verdict::same},
       {of(Kind::trigger, "tr", "t"), 0,
        "create or replace trigger tr before update of email or insert on t for each row "
        "when (new.at > '2020-01-01 00:00') execute procedure touch()",
        Verdict::same},
       {of(Kind::trigger, "tr", "t"), 0,
        "create trigger tr before update or insert on t for each row execute procedure touch()",
        Verdict::different},
       {of(Kind::trigger, "iv", "v"), 0,
        "create trigger iv instead of delete on v for row execute procedure touch()", Verdict::same}});
}

std::string state_of(Database& database) {
  std::string state;
  for (const Row& row :
       database.execute("SELECT (SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_namespace WHERE "
                        "nspname NOT LIKE "
                        "'pg\\_%'), (SELECT count(*) FROM pg_proc), (SELECT count(*) FROM t)"))
    for (const Cell& cell : row) state += cell.value_or("") + " ";
  return state;
}

TEST(PostgresSettle, LeavesNothingBehindWhateverIsDeclared) {
  const auto database = fresh_postgres(kTables);
  database->execute("INSERT INTO t (id, at, data) VALUES (1, '2021-01-01', '{}')");
  const std::string before = state_of(*database);
  expect_verdicts(*database,
                  {{check("no_data"), 0, "true) ); COMMIT; DROP TABLE t CASCADE; --", Verdict::different},
                   {check("no_data"), 0, "'unterminated", Verdict::different},
                   {column("at"), 0, "now()); COMMIT; DELETE FROM t; --", Verdict::different},
                   {of(Kind::view, "v"), 0, "select 1; COMMIT; DROP TABLE t CASCADE", Verdict::different},
                   {of(Kind::view, "v"), 0, "select 'unterminated", Verdict::different},
                   {of(Kind::function, "work(integer)"), 0, "COMMIT", Verdict::different},
                   {check("no_data"), 0, R"(data <> '{"a":1}')", Verdict::same}});
  EXPECT_EQ(state_of(*database), before);
  database->execute("BEGIN");
  database->execute("ROLLBACK");
}

/// The server words these anew when it reads what it has printed itself.
constexpr const char* kInList = R"(
CREATE TABLE q (id integer, st varchar(10) CONSTRAINT known CHECK (st || '' IN ('new', 'old')));
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE VIEW v AS SELECT id FROM q WHERE st IN ('new', 'old');
CREATE TRIGGER tr BEFORE UPDATE ON q FOR EACH ROW WHEN (new.st IN ('new', 'old')) EXECUTE FUNCTION touch();
)";

std::vector<Case> in_list_cases() {
  return {
      {of(Kind::view, "v"), 0, "select id from q where st in ('new','old')", Verdict::same},
      {of(Kind::view, "v"), 0, "select id from q where st in ('new','ol')", Verdict::different},
      {of(Kind::trigger, "tr", "q"), 0,
       "create trigger tr before update on q for each row when (new.st in ('new','old')) execute function "
       "touch()",
       Verdict::same},
      {of(Kind::trigger, "tr", "q"), 0,
       "create trigger tr before update on q for each row when (new.st in ('new')) execute function touch()",
       Verdict::different},
      {{Kind::check, "public", "q", "known"}, 0, "(st || '') in ('new','old')", Verdict::same}};
}

TEST(PostgresSettle, ReadsAgainWhatTheServerWordsAnew) {
  const auto first = fresh_postgres(kInList);
  expect_verdicts(*first, in_list_cases());
  std::string copy;
  for (const std::string& statement : dialect::create_statements(first->introspect(), first->target()))
    copy += statement + ";\n";
  const auto second = fresh_postgres(copy);
  const model::ObjectId view = of(Kind::view, "v");
  ASSERT_NE(first->introspect().find_as<model::View>(view)->query,
            second->introspect().find_as<model::View>(view)->query);
  expect_verdicts(*second, in_list_cases());
}

TEST(PostgresSettle, TakesTemporaryObjectsWhereNoSchemaMayBeCreated) {
  const std::string url = fresh_postgres_url();
  const auto owner = open_database(url, OpenMode::read_write);
  run_script(*owner, kTables, "tables");
  owner->execute("CREATE ROLE settle_reader LOGIN");
  std::string plain_url = url;
  plain_url.replace(plain_url.find("postgres@"), 9, "settle_reader@");
  const std::vector<Case> cases = {
      {check("no_data"), 0, R"(data <> '{"a":1}')", Verdict::same},
      {check("after"), 0, "true", Verdict::different},
      {column("data"), 0, R"('{"a":1}')", Verdict::same},
      {of(Kind::view, "v"), 0, "select * from t where at > '2020-01-01 00:00'", Verdict::same},
      {of(Kind::function, "work(integer)"), 0,
       "create procedure work(x int) as $$ BEGIN END $$ language plpgsql", Verdict::same}};
  const auto reader = open_database(plain_url, OpenMode::read_only);
  expect_verdicts(*reader, cases);
  owner->execute(
      "DO $$ BEGIN EXECUTE format('REVOKE TEMP ON DATABASE %I FROM PUBLIC', current_database()); END $$");
  std::vector<Case> refused = cases;
  for (Case& each : refused) each.expected = Verdict::unknown;
  expect_verdicts(*reader, refused);
}

TEST(PostgresSettle, AsksNothingWhenNothingIsInDoubt) {
  const auto database = fresh_postgres();
  const int before = database->round_trips();
  EXPECT_TRUE(database->settle({}, model::Schema(sql::Dialect::postgresql)).empty());
  EXPECT_EQ(database->round_trips(), before);
}

}  // namespace
}  // namespace schemagen::db
