#include <gtest/gtest.h>

#include <cstdlib>

#include "schemagen/base/error.h"
#include "schemagen/base/file.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/expression.h"
#include "schemagen/sql/quote.h"
#include "support/pg_server.h"

namespace schemagen::db {
namespace {

using model::Kind;
using model::ObjectId;
using tests::fresh_postgres;
using tests::fresh_postgres_url;

std::string data_file(const std::string& name) {
  return base::read_file(std::string(SCHEMAGEN_SOURCE_DIR) + "/tests/unit/db/postgres/" + name);
}

/// Without what the server's version decides: wording of queries, versions of extensions.
model::Schema without_version_dependent(model::Schema schema) {
  for (const auto& [id, view] : schema.all<model::View>(Kind::view))
    std::get<model::View>(*schema.find(id)).query = "…";
  for (const auto& [id, view] : schema.all<model::MaterializedView>(Kind::materialized_view))
    std::get<model::MaterializedView>(*schema.find(id)).query = "…";
  for (const auto& [id, extension] : schema.all<model::Extension>(Kind::extension))
    std::get<model::Extension>(*schema.find(id)).version = "…";
  return schema;
}

std::string unmodelled_lines(const model::Schema& schema) {
  std::string lines;
  for (const model::Unmodelled& thing : schema.unmodelled())
    lines += thing.kind + " | " + thing.name + (thing.detail.empty() ? "" : " | " + thing.detail) + "\n";
  return lines;
}

TEST(PostgresIntrospect, ReadsEveryAttributeOfEveryKind) {
  const auto database = fresh_postgres();
  if (database->target().version < 150000) GTEST_SKIP() << "everything.sql is written for PostgreSQL 15";
  run_script(*database, data_file("everything.sql"), "everything.sql");
  const model::Schema schema = database->introspect();
  EXPECT_EQ(model::dump(without_version_dependent(schema)), data_file("everything.dump"));
  EXPECT_EQ(unmodelled_lines(schema), "");
}

TEST(PostgresIntrospect, ReadsDividedTablesAndTheirPartitions) {
  const auto database = fresh_postgres(
      "CREATE TABLE r (id int PRIMARY KEY);"
      "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
      "CREATE TABLE t (id bigint REFERENCES r, at date, CHECK (id > 0), PRIMARY KEY (id, at)) PARTITION BY "
      "RANGE (at);"
      "CREATE INDEX t_at ON t (at);"
      "CREATE TRIGGER tr AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();"
      "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');"
      "CREATE TABLE t2 PARTITION OF t DEFAULT; COMMENT ON TABLE t2 IS 'rest';"
      "CREATE TABLE h (id int PRIMARY KEY) PARTITION BY HASH (id);"
      "CREATE TABLE h0 PARTITION OF h FOR VALUES WITH (MODULUS 1, REMAINDER 0);"
      "CREATE TABLE refers (id int REFERENCES h);");
  const model::Schema schema = database->introspect();
  EXPECT_EQ(unmodelled_lines(schema), "");
  EXPECT_EQ(schema.find_as<model::Table>(model::table_id("public", "t"))->partition_by.str(), "RANGE (at)");
  const auto partitions = schema.owned_as<model::Partition>(Kind::partition, "public", "t");
  ASSERT_EQ(partitions.size(), 2U);
  EXPECT_EQ(partitions[0].second->values.str(), "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')");
  EXPECT_EQ(partitions[1].second->values.str(), "DEFAULT");
  EXPECT_EQ(partitions[1].second->comment.str(), "rest");
  EXPECT_FALSE(schema.contains(model::table_id("public", "t1")));
  EXPECT_EQ(schema.all<model::Index>(Kind::index).size(), 1U);
  EXPECT_EQ(schema.all<model::PrimaryKey>(Kind::primary_key).size(), 3U);
  EXPECT_EQ(schema.all<model::ForeignKey>(Kind::foreign_key).size(), 2U);
  EXPECT_EQ(schema.all<model::Check>(Kind::check).size(), 1U);
  EXPECT_EQ(schema.all<model::Trigger>(Kind::trigger).size(), 1U);
}

TEST(PostgresIntrospect, ReportsWhatAPartitionHasOfItsOwn) {
  const auto database = fresh_postgres(
      "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
      "CREATE TABLE t (id int, at date) PARTITION BY LIST (id);"
      "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1) WITH (fillfactor = 70);"
      "CREATE UNIQUE INDEX own_index ON t1 (at);"
      "ALTER TABLE t1 ADD CONSTRAINT own_check CHECK (id < 9), ADD CONSTRAINT own_key UNIQUE (id, at);"
      "CREATE TRIGGER own_trigger AFTER INSERT ON t1 FOR EACH ROW EXECUTE FUNCTION f();"
      "CREATE TABLE s (id int) PARTITION BY LIST (id);"
      "CREATE TABLE s1 PARTITION OF s FOR VALUES IN (1) PARTITION BY LIST (id);"
      "CREATE TABLE s11 PARTITION OF s1 FOR VALUES IN (1);");
  const model::Schema schema = database->introspect();
  EXPECT_EQ(unmodelled_lines(schema),
            "constraint | t1.own_check | of a partition alone\n"
            "constraint | t1.own_key | of a partition alone\n"
            "index | t1.own_index | of a partition alone\n"
            "index | t1.own_key | of a partition alone\n"
            "partition | s1 | with all that belongs to it\n"
            "partition | s11 | with all that belongs to it\n"
            "partitioned table | s | with all that belongs to it, because partition s1 is partitioned "
            "itself, foreign, "
            "in another schema or an extension's\n"
            "storage parameters of a partition | t1 | fillfactor=70\n"
            "trigger | t1.own_trigger | of a partition alone\n");
  EXPECT_TRUE(schema.contains({Kind::partition, "public", "t", "t1"}));
  EXPECT_FALSE(schema.contains(model::table_id("public", "s")));
}

TEST(PostgresIntrospect, PrintsQueriesQualifiedAndWithoutSemicolon) {
  const auto database = fresh_postgres(
      "CREATE TABLE a (x int); CREATE TABLE b (x int);"
      "CREATE VIEW v AS SELECT a.x, b.x AS y FROM a JOIN b ON a.x = b.x;"
      "CREATE MATERIALIZED VIEW m AS SELECT a.x FROM a, b");
  const model::Schema schema = database->introspect();
  const auto* view = schema.find_as<model::View>({Kind::view, "public", {}, "v"});
  ASSERT_NE(view, nullptr);
  EXPECT_TRUE(sql::same_tokens(view->query.view(),
                               "SELECT a.x, b.x AS y FROM (public.a JOIN public.b ON ((a.x = b.x)))",
                               sql::Dialect::postgresql))
      << view->query.str();
  const auto* stored = schema.find_as<model::MaterializedView>({Kind::materialized_view, "public", {}, "m"});
  ASSERT_NE(stored, nullptr);
  EXPECT_TRUE(stored->populated);
  EXPECT_TRUE(
      sql::same_tokens(stored->query.view(), "SELECT a.x FROM public.a, public.b", sql::Dialect::postgresql))
      << stored->query.str();
}

TEST(PostgresIntrospect, ListsWhatIsNotModelled) {
  const auto database = fresh_postgres(data_file("unmodelled.sql"));
  const model::Schema schema = database->introspect();
  EXPECT_EQ(unmodelled_lines(schema), data_file("unmodelled.txt"));
  EXPECT_EQ(model::dump(without_version_dependent(schema)), data_file("unmodelled.dump"));
}

TEST(PostgresIntrospect, ReadsTheSameAsAPlainRole) {
  const std::string url = fresh_postgres_url();
  const auto owner = open_database(url, OpenMode::read_write);
  run_script(*owner, data_file("unmodelled.sql"), "unmodelled.sql");
  run_script(
      *owner,
      "CREATE VIEW w AS SELECT id FROM plain; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
      "more");
  owner->execute("CREATE ROLE plain_reader LOGIN");
  std::string plain_url = url;
  plain_url.replace(plain_url.find("postgres@"), 9, "plain_reader@");
  const auto reader = open_database(plain_url, OpenMode::read_only);
  EXPECT_EQ(model::dump(reader->introspect()), model::dump(owner->introspect()));
  EXPECT_EQ(reader->execute("SELECT current_user").at(0).at(0), "plain_reader");
}

TEST(PostgresIntrospect, PrintsTheSameWhateverTheSessionHasSet) {
  const auto database = fresh_postgres(
      "CREATE TABLE t (d date DEFAULT '2020-01-02', at timestamptz DEFAULT '2020-01-02 03:04:05+00',"
      " span interval DEFAULT '1 day 2 hours', bytes bytea DEFAULT '\\x00', f float8 DEFAULT 0.1)");
  const std::string usual = model::dump(database->introspect());
  EXPECT_NE(usual.find("'2020-01-02'::date"), std::string::npos) << usual;
  EXPECT_NE(usual.find("'2020-01-02 03:04:05+00'::timestamp with time zone"), std::string::npos) << usual;
  database->execute(
      "SET DateStyle = 'SQL, DMY'; SET TimeZone = 'Asia/Tokyo'; SET IntervalStyle = iso_8601;"
      "SET bytea_output = escape; SET extra_float_digits = -5; SET quote_all_identifiers = on;"
      "SET search_path = information_schema");
  EXPECT_EQ(model::dump(database->introspect()), usual);
}

int round_trips_for(int tables) {
  std::string script;
  for (int i = 0; i < tables; ++i) {
    const std::string name = "t" + std::to_string(i);
    script += "CREATE TABLE " + name + " (id bigserial PRIMARY KEY, a varchar(10) UNIQUE CHECK (a <> ''), " +
              "b int REFERENCES " + name + " DEFAULT 5); CREATE INDEX ON " + name +
              " (lower(a)); CREATE VIEW v" + name + " AS SELECT * FROM " + name + ";";
  }
  const auto database = fresh_postgres(script);
  const int before = database->round_trips();
  EXPECT_EQ(database->introspect().all<model::Table>(Kind::table).size(), static_cast<std::size_t>(tables));
  return database->round_trips() - before;
}

TEST(PostgresIntrospect, NeedsAsManyRoundTripsForManyTablesAsForFew) {
  const int few = round_trips_for(10);
  EXPECT_EQ(round_trips_for(200), few);
  EXPECT_LE(few, 18);
}

TEST(PostgresIntrospect, KeepsTheOrderOfColumnsOverDroppedOnes) {
  const auto database = fresh_postgres(
      "CREATE TABLE t (z int, gone int, y int); ALTER TABLE t DROP gone; ALTER TABLE t ADD a int");
  const model::Schema schema = database->introspect();
  std::vector<std::string> names;
  for (const auto& [id, column] : schema.columns_of("public", "t")) names.push_back(id.name.str());
  EXPECT_EQ(names, (std::vector<std::string>{"z", "y", "a"}));
}

TEST(PostgresIntrospect, TellsSerialFromWhatOnlyLooksLikeIt) {
  const auto database = fresh_postgres(R"(
    CREATE TABLE t (plain serial, commented serial, wide serial, foreign_default int, expression serial);
    COMMENT ON SEQUENCE t_commented_seq IS 'x';
    ALTER TABLE t ALTER wide TYPE bigint;
    ALTER TABLE t ALTER foreign_default SET DEFAULT nextval('t_plain_seq');
    ALTER TABLE t ALTER expression SET DEFAULT nextval('t_expression_seq') + 1;
    CREATE SCHEMA "S.x"; CREATE TABLE "S.x"."T'\q" ("C ""c" serial))");
  const model::Schema schema = database->introspect();
  const auto is_serial = [&](const char* column) {
    return schema.find_as<model::Column>(model::column_id("public", "t", column))->serial;
  };
  EXPECT_TRUE(is_serial("plain"));
  EXPECT_FALSE(is_serial("commented"));
  EXPECT_FALSE(is_serial("wide"));
  EXPECT_FALSE(is_serial("foreign_default"));
  EXPECT_FALSE(is_serial("expression"));
  EXPECT_FALSE(schema.contains({Kind::sequence, "public", {}, "t_plain_seq"}));
  EXPECT_TRUE(schema.contains({Kind::sequence, "public", {}, "t_commented_seq"}));
  EXPECT_TRUE(schema.contains({Kind::sequence, "public", {}, "t_wide_seq"}));
  EXPECT_TRUE(schema.contains({Kind::sequence, "public", {}, "t_expression_seq"}));
  const auto* hostile = schema.find_as<model::Column>(model::column_id("S.x", "T'\\q", "C \"c"));
  ASSERT_NE(hostile, nullptr);
  EXPECT_TRUE(hostile->serial);
}

TEST(PostgresIntrospect, ReadsWhatPostgres18Added) {
  const auto database = fresh_postgres();
  if (database->target().version < 180000) GTEST_SKIP() << "needs PostgreSQL 18";
  run_script(*database, R"(
    CREATE TABLE p (id int PRIMARY KEY);
    CREATE TABLE t (id int PRIMARY KEY, a int CONSTRAINT named_not_null NOT NULL, late int,
                    twice int GENERATED ALWAYS AS (a * 2), thrice int GENERATED ALWAYS AS (a * 3) STORED,
                    span int4range,
                    CONSTRAINT loose CHECK (a > 0) NOT ENFORCED,
                    CONSTRAINT weak FOREIGN KEY (a) REFERENCES p NOT ENFORCED);
    ALTER TABLE t ADD CONSTRAINT late_not_null NOT NULL late NOT VALID;
    CREATE TABLE temporal (id int4range, during daterange, PRIMARY KEY (id, during WITHOUT OVERLAPS)))",
             "set-up");
  const model::Schema schema = database->introspect();
  EXPECT_EQ(model::dump(schema).find("not_null]"), std::string::npos)
      << "a NOT NULL is no constraint of its own";
  const auto* twice = schema.find_as<model::Column>(model::column_id("public", "t", "twice"));
  ASSERT_TRUE(twice != nullptr && twice->generated);
  EXPECT_EQ(twice->generated->expression.str(), "a * 2");
  EXPECT_FALSE(twice->generated->stored);
  EXPECT_TRUE(schema.find_as<model::Column>(model::column_id("public", "t", "thrice"))->generated->stored);
  EXPECT_TRUE(schema.find_as<model::Column>(model::column_id("public", "t", "a"))->not_null);
  const auto* loose = schema.find_as<model::Check>({Kind::check, "public", "t", "loose"});
  ASSERT_NE(loose, nullptr);
  EXPECT_FALSE(loose->enforced);
  EXPECT_TRUE(loose->validated);
  const auto* weak = schema.find_as<model::ForeignKey>({Kind::foreign_key, "public", "t", "weak"});
  ASSERT_NE(weak, nullptr);
  EXPECT_FALSE(weak->enforced);
  EXPECT_FALSE(schema.contains(model::primary_key_id("public", "temporal")));
  EXPECT_EQ(unmodelled_lines(schema),
            "not-null constraint | t.late_not_null | not validated\n"
            "temporal constraint | temporal.temporal_pkey\n");
}

TEST(PostgresIntrospect, MarksAnIndexThatConcurrentBuildingLeftInvalid) {
  const auto database = fresh_postgres("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (1)");
  EXPECT_THROW(database->execute("CREATE UNIQUE INDEX CONCURRENTLY broken ON t (a)"), base::Error);
  const model::Schema schema = database->introspect();
  const auto* index = schema.find_as<model::Index>({Kind::index, "public", "t", "broken"});
  ASSERT_NE(index, nullptr);
  EXPECT_FALSE(index->valid);
}

}  // namespace
}  // namespace schemagen::db
