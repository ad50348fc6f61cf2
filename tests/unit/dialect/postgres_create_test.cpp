// What is made from nothing, and in which order.
#include <gtest/gtest.h>

#include "schemagen/base/text.h"
#include "unit/dialect/postgres_fixture.h"

namespace schemagen::dialect::postgres_test {
namespace {

constexpr sql::Target kTarget{sql::Dialect::postgresql, 150000};

std::string created(const Builder& builder) {
  return base::join(create_postgres(builder.schema(), kTarget), ";\n");
}

TEST(PostgresCreate, FoldsATableIntoOneStatement) {
  Builder b;
  b.table("users", [](model::Table& table) {
    table.comment = "it's people";
    table.storage["toast.autovacuum_enabled"] = "false";
    table.storage["fillfactor"] = "70";
    table.unlogged = true;
  });
  b.column("users", "id", "bigint", [](Column& column) {
    column.identity = model::Identity{};
    column.identity->options.increment = 5;
  });
  b.column("users", "select", "character varying(40)", [](Column& column) {
    column.not_null = true;
    column.default_value = "'x'::text";
    column.collation = "en_US.utf8";
    column.storage = "main";
    column.comment = "odd name";
  });
  b.column("users", "big", "integer", [](Column& column) {
    column.generated = model::Generated{"id * 2", true};
  });
  b.primary_key("users", {"id"});
  b.unique("users", "users_key", {"select", "big"}, [](model::Unique& key) {
    key.nulls_not_distinct = true;
    key.include = {"id"};
    key.deferral = model::Deferral::initially_deferred;
  });
  b.check("users", "positive", "big > 0", [](model::Check& check) { check.no_inherit = true; });
  EXPECT_EQ(created(b), R"(CREATE UNLOGGED TABLE public.users (
    id bigint GENERATED ALWAYS AS IDENTITY (INCREMENT BY 5) NOT NULL,
    "select" character varying(40) COLLATE "en_US.utf8" DEFAULT 'x'::text NOT NULL,
    big integer GENERATED ALWAYS AS (id * 2) STORED,
    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_key UNIQUE NULLS NOT DISTINCT ("select", big) INCLUDE (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT positive CHECK (big > 0) NO INHERIT
) WITH (fillfactor = 70, toast.autovacuum_enabled = 'false');
ALTER TABLE public.users ALTER COLUMN "select" SET STORAGE MAIN;
COMMENT ON TABLE public.users IS 'it''s people';
COMMENT ON COLUMN public.users."select" IS 'odd name')");
}

TEST(PostgresCreate, PutsWhatOthersStandOnFirst) {
  Builder b;
  b.view("a_view", "SELECT id FROM z_table WHERE kind = 'a'::z_kind");
  b.table("z_table");
  b.column("z_table", "id", "bigint",
           [](Column& column) { column.default_value = "nextval('public.z_seq'::regclass)"; });
  b.column("z_table", "kind", "z_kind[]");
  b.column("z_table", "slug", "text", [](Column& column) { column.default_value = "z_slug('a')"; });
  b.sequence("z_seq", [](model::Sequence& sequence) {
    sequence.owner_table = "z_table";
    sequence.owner_column = "id";
  });
  b.enum_type("z_kind", {"a", "b"});
  b.function("z_slug(text)", "CREATE FUNCTION public.z_slug(t text) RETURNS text LANGUAGE sql AS 'select t'",
             "text");
  b.function("a_count()",
             "CREATE FUNCTION public.a_count() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM "
             "a_view; END",
             "bigint");
  const std::string text = created(b);
  const auto at = [&](const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\nin\n" << text;
    return text.find(part);
  };
  const auto table = at("CREATE TABLE public.z_table");
  EXPECT_LT(at("CREATE SEQUENCE public.z_seq"), table);
  EXPECT_LT(at("CREATE TYPE public.z_kind"), table);
  EXPECT_LT(at("FUNCTION public.z_slug"), table);
  EXPECT_LT(table, at("OWNED BY public.z_table.id"));
  EXPECT_LT(table, at("CREATE VIEW public.a_view"));
  EXPECT_LT(at("CREATE VIEW public.a_view"), at("FUNCTION public.a_count"));
  EXPECT_NE(text.find("kind public.z_kind[]"), std::string::npos);
}

TEST(PostgresCreate, ForeignKeysInACircleAreStepsOfTheirOwn) {
  Builder b;
  for (const char* name : {"a", "b"}) {
    b.table(name);
    b.column(name, "id", "bigint");
    b.column(name, "other", "bigint");
    b.primary_key(name, {"id"});
  }
  b.foreign_key("a", "a_fk", "other", "b", "id");
  b.foreign_key("b", "b_fk", "other", "a", "id", [](model::ForeignKey& key) {
    key.on_delete = model::ReferentialAction::set_null;
    key.on_delete_columns = {"other"};
    key.match = model::Match::full;
    key.validated = false;
  });
  const plan::Plan plan = plan_of(Builder().schema(), b.schema());
  const plan::Step& key = step_with(plan, "ADD CONSTRAINT b_fk");
  EXPECT_EQ(
      key.sql.front(),
      "ALTER TABLE public.b ADD CONSTRAINT b_fk FOREIGN KEY (other) REFERENCES public.a (id) MATCH FULL "
      "ON DELETE SET NULL (other) NOT VALID");
  for (const plan::Step& step : plan.steps) {
    EXPECT_EQ(step.phase, plan::Phase::expand) << step.why;
    EXPECT_TRUE(step.hazards.empty()) << step.why;
    EXPECT_TRUE(step.locks.empty()) << step.why;
    EXPECT_FALSE(step.undo.empty()) << step.why;
  }
}

TEST(PostgresCreate, NotValidChecksFollowTheirTable) {
  Builder b;
  b.table("t").column("t", "a", "integer");
  b.check("t", "later", "a > 0", [](model::Check& check) { check.validated = false; });
  EXPECT_EQ(created(b),
            "CREATE TABLE public.t (\n    a integer\n);\n"
            "ALTER TABLE public.t ADD CONSTRAINT later CHECK (a > 0) NOT VALID");
}

TEST(PostgresCreate, IndexesSayAllTheirAttributes) {
  Builder b;
  b.table("t").column("t", "a", "text").column("t", "b", "text");
  b.index("t", "t_idx", {"a", "b"}, [](model::Index& index) {
    index.keys[0].descending = true;
    index.keys[0].operator_class = "text_pattern_ops";
    index.keys[0].collation = "C";
    index.keys[1].column = {};
    index.keys[1].expression = "lower(b)";
    index.keys[1].nulls_first = true;
    index.unique = true;
    index.include = {"b"};
    index.nulls_not_distinct = true;
    index.storage["fillfactor"] = "50";
    index.where = "a <> ''";
  });
  const std::string text = created(b);
  EXPECT_NE(
      text.find("CREATE UNIQUE INDEX t_idx ON public.t USING btree (a COLLATE \"C\" text_pattern_ops DESC "
                "NULLS LAST, (lower(b)) NULLS FIRST) INCLUDE (b) NULLS NOT DISTINCT WITH (fillfactor = 50) "
                "WHERE (a <> '')"),
      std::string::npos)
      << text;
}

TEST(PostgresCreate, HostileNamesAreQuotedEverywhere) {
  Builder b;
  b.enum_type("type \"x", {"it's", ""});
  b.table("order").column("order", "a\"b", "\"type \"\"x\"");
  b.index("order", "ix;", {"a\"b"});
  b.view("v w", "SELECT 1 AS x", [](model::View& view) { view.column_comments["x"] = "'"; });
  b.function("odd f(integer)",
             "CREATE FUNCTION public.\"odd f\"(integer) RETURNS integer LANGUAGE sql AS '1'", "integer");
  b.edit<model::Function>(free_id(Kind::function, "odd f(integer)"),
                          [](model::Function& function) { function.comment = "f"; });
  const std::string text = created(b);
  for (const char* part :
       {"CREATE TYPE public.\"type \"\"x\" AS ENUM ('it''s', '')", "CREATE TABLE public.\"order\"",
        "\"a\"\"b\" public.\"type \"\"x\"", "CREATE INDEX \"ix;\" ON public.\"order\"",
        "COMMENT ON COLUMN public.\"v w\".x IS ''''", "COMMENT ON FUNCTION public.\"odd f\"(integer) IS 'f'"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\nin\n" << text;
}

TEST(PostgresCreate, AnExtensionComesBeforeWhatMayUseIt) {
  Builder b;
  b.put<model::NameSpace>({Kind::name_space, {}, {}, "ext"}, {}, {});
  b.put<model::Extension>({Kind::extension, {}, {}, "citext"}, {"ext", "1.6"}, {});
  b.table("a").column("a", "x", "citext");
  EXPECT_EQ(created(b),
            "CREATE SCHEMA IF NOT EXISTS ext;\n"
            "CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA ext VERSION \"1.6\";\n"
            "CREATE TABLE public.a (\n    x citext\n)");
}

}  // namespace
}  // namespace schemagen::dialect::postgres_test
