#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "schemagen/sql/expression.h"
#include "unit/sql/postgres_expressions.h"

namespace schemagen::sql {
namespace {

Grade pg(std::string_view declared, std::string_view printed) {
  return grade(declared, printed, Dialect::postgresql);
}
Grade lite(std::string_view declared, std::string_view printed) {
  return grade(declared, printed, Dialect::sqlite);
}

// A cast on a column that the server adds: only the server can say that the wording means the same.
const std::set<std::string> kServerDecides = {"price > a", "a ^ 2 > 4", "-a ^ 2 > 4", "a / 2.0 > 1"};

TEST(Grade, WhatPostgresPrintsEqualsWhatWasDeclared) {
  for (const Declared& pair : kPostgresExpressions) {
    const Grade found = pg(pair.text, pair.printed);
    if (kServerDecides.count(pair.text) > 0)
      EXPECT_EQ(found, Grade::cast_dropped) << pair.text << " | " << pair.printed;
    else
      EXPECT_GE(found, Grade::literal_cast) << pair.text << " | " << pair.printed;
    EXPECT_EQ(pg(pair.printed, "(" + std::string(pair.printed) + ")"), Grade::identical) << pair.printed;
  }
}

// Spellings of one meaning: the texts of each line may stand for each other, no other two may.
const std::vector<std::vector<std::string>> kSynonyms = {
    {"((a = 1) AND (b = 2) AND (c = 3))", "((a = 1) AND ((b = 2) AND (c = 3)))"},
    {"(((a)::numeric / 2.0) > (1)::numeric)", "(((a)::numeric / (2)::numeric) > (1)::numeric)"},
    {"(SUBSTRING(name FROM 1 FOR 2) = 'ab'::text)", "(\"substring\"(name, 1, 2) = 'ab'::text)"},
    {"(now() AT TIME ZONE 'utc'::text)", "timezone('utc'::text, now())"},
    {"'10000000000'::bigint", "'10000000000'::numeric"},
    {"''::text", "''::character varying"},
    {"'{}'::jsonb", "'{}'::text[]"},
    {"'2020-01-01'::date", "'2020-01-01 00:00:00'::timestamp without time zone"},
    {"gen_random_uuid()", "(gen_random_uuid())::text"},
};

TEST(Grade, NoTwoDifferentExpressionsAreEqual) {
  std::map<std::string, std::set<std::size_t>> groups;
  for (std::size_t i = 0; i < kSynonyms.size(); ++i)
    for (const std::string& text : kSynonyms[i]) groups[text].insert(i);
  for (const Declared& one : kPostgresExpressions) {
    for (const Declared& other : kPostgresExpressions) {
      const std::string own = one.printed;
      if (own == other.printed || (groups.count(own) > 0 && groups[own] == groups[other.printed])) continue;
      EXPECT_LT(pg(one.text, other.printed), Grade::literal_cast) << one.text << " | " << other.printed;
    }
  }
}

TEST(Grade, Levels) {
  EXPECT_EQ(pg("price > 0", "price>0"), Grade::identical);
  EXPECT_EQ(pg("price > 0", "(price > (0)::numeric)"), Grade::literal_cast);
  EXPECT_EQ(pg("email like '%@%'", "((email)::text ~~ '%@%'::text)"), Grade::literal_cast);
  EXPECT_EQ(pg("x / 2 > 1", "((x)::numeric / (2)::numeric) > (1)::numeric"), Grade::cast_dropped);
  EXPECT_EQ(pg("x::numeric / 2 > 1", "((x / 2) > 1)"), Grade::cast_dropped);
  EXPECT_EQ(pg("a > 0", "b > 0"), Grade::different);
  EXPECT_EQ(pg("'new'", "'new'::public.order_status"), Grade::literal_cast);
  EXPECT_EQ(pg("'new'::order_status", "'new'::public.order_status"), Grade::identical);
  EXPECT_EQ(pg("'new'::order_status", "'new'::billing.order_status"), Grade::cast_dropped);
  EXPECT_EQ(pg("status in ('a','b')",
               "((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))"),
            Grade::literal_cast);
}

struct Different {
  const char* a;
  const char* b;
};

TEST(Grade, DifferentIsDifferent) {
  constexpr Different kPairs[] = {
      {"x > -1", "x > -2"},
      {"x > -1", "x > '-2'::integer"},
      {"x > 1", "x > -1"},
      {"x > 10", "x > 100"},
      {"x / 2", "x / 2.0"},
      {"x > 1", "x >= 1"},
      {"not (a = b)", "a <> b"},
      {"a - (b - c)", "(a - b) - c"},
      {"a and b or c", "a and (b or c)"},
      {"now()", "CURRENT_TIMESTAMP"},
      {"current_timestamp", "current_timestamp(3)"},
      {"'a'", "'A'"},
      {"'a'::text", "'b'::text"},
      {"x = 'a'", "x = a"},
      {"x = \"a\"", "x = 'a'"},
      {"a in (1, 2)", "a in (2, 1)"},
      {"a in (1, 2)", "a not in (1, 2)"},
      {"a = any(b)", "a = all(b)"},
      {"f(a, b)", "f(b, a)"},
      {"f(distinct a)", "f(a)"},
      {"new.a > 0", "a > 0"},
      {"new.a > old.a", "old.a > new.a"},
      {"x is null", "x is not null"},
      {"x is true", "x is not false"},
      {"case when a then b end", "case when a then b else c end"},
      {"case a when 1 then 2 end", "case when a then 1 else 2 end"},
      {"a like 'x'", "a ilike 'x'"},
      {"a like 'x' escape '!'", "a like 'x' escape '#'"},
      {"name collate \"C\" = 'x'", "name collate \"de_DE\" = 'x'"},
      {"nextval('s')", "nextval('t'::regclass)"},
      {"nextval('billing.s')", "nextval('s'::regclass)"},
      {"interval '1 hour'", "'02:00:00'::interval"},
      {"interval '1 month'", "'30 days'::interval"},
      {"'{\"a\":1}'", "'{\"a\": 2}'::jsonb"},
      {"'{\"a b\":1}'", "'{\"ab\": 1}'::jsonb"},
      {"'{\"a\":1}'", "'{\"a\": 1}'::json"},
      {"tags[1]", "tags[2]"},
      {"tags[1:2]", "tags[1]"},
      {"extract(year from d)", "EXTRACT(month FROM d)"},
      {"trim(leading from x)", "TRIM(TRAILING FROM x)"},
      {"exists (select 1 from t)", "exists (select 2 from t)"},
      {"a = 1", "a = '1'::text"},
      {"\"A\" = 1", "a = 1"},
      {"f(x => 1)", "f(y => 1)"},
      {"count(*) filter (where a)", "count(*) filter (where b)"},
  };
  for (const Different& pair : kPairs) {
    EXPECT_LT(pg(pair.a, pair.b), Grade::literal_cast) << pair.a << " | " << pair.b;
    EXPECT_LT(pg(pair.b, pair.a), Grade::literal_cast) << pair.b << " | " << pair.a;
  }
}

TEST(Grade, SpellingsOfOnePostgresExpression) {
  constexpr Different kPairs[] = {
      {"A > 0", "\"a\" > 0"},
      {"a > 0 -- positive", "a > /* zero */ 0"},
      {"x = $$it's$$", "x = E'it\\'s'"},
      {"x::int4", "cast(x as integer)"},
      {"pg_catalog.lower(x)", "lower(x)"},
      {"a operator(pg_catalog.+) b", "a + b"},
      {"0x1F", "31"},
      {"1_000", "1000"},
      {"- 5", "'-5'::integer"},
      {"-(-5)", "5"},
      {"x isnull", "x IS NULL"},
      {"x notnull", "x IS NOT NULL"},
      {"a = some (b)", "a = ANY (b)"},
      {"f(a := 1)", "f(a => 1)"},
      {"collation for (x)", "pg_collation_for(x)"},
      {"substring(x for 2)", "SUBSTRING(x FROM 1 FOR 2)"},
      {"U&'d!0061t' uescape '!'", "'dat'"},
      {"sum(x order by y asc)", "sum(x ORDER BY y NULLS LAST)"},
      {"percentile_cont(0.5) within group (order by x)", "percentile_cont(0.5) WITHIN GROUP (ORDER BY x)"},
      {"rank() over (partition by a order by b)", "RANK() OVER (PARTITION BY \"a\" ORDER BY b)"},
      {"exists (select 1 from T where x='a')", "(EXISTS ( SELECT 1 FROM t WHERE x = 'a' ))"},
      {"array(select a from t)", "ARRAY( SELECT a FROM t )"},
      {"(x).y.z", "((x).y).z"},
      {"row(a, b)", "(a, b)"},
      {"x is json object", "x IS JSON OBJECT"},
  };
  for (const Different& pair : kPairs) {
    EXPECT_EQ(pg(pair.a, pair.b), Grade::identical) << pair.a << " | " << pair.b;
    EXPECT_FALSE(check_expression(pair.b, Dialect::postgresql).has_value()) << pair.b;
  }
  EXPECT_EQ(pg("extract(epoch from x)", "date_part('epoch'::text, x)"), Grade::cast_dropped);
}

TEST(Grade, Sqlite) {
  constexpr Different kSame[] = {
      {"a == 1", "a = 1"},
      {"a != 1", "a <> 1"},
      {"[a b] > 0", "\"A B\" > 0"},
      {"`x` IS NULL", "x isnull"},
      {"x not null", "x IS NOT NULL"},
      {"x between 1 and 2", "x >= 1 and x <= 2"},
      {"1e3", "1000.0"},
      {"x'aB'", "X'Ab'"},
      {"cast(x as Text)", "CAST(x AS TEXT)"},
      {"a -> '$.b' ->> 'c' || d", "((a -> '$.b') ->> 'c') || d"},
      {"a || b -> 'c'", "(a || b) -> 'c'"},
      {"a is not distinct from b", "a is b"},
      {"a = b > c", "a = (b > c)"},
      {"a < b = c < d", "(a < b) = (c < d)"},
      {"a & b << c | d", "((a & b) << c) | d"},
      {"- a collate nocase", "(-a) COLLATE NOCASE"},
      {"not a = b", "NOT (a = b)"},
      {"a glob 'x*' and b regexp c and d match 'e'", "(a GLOB 'x*') AND (b REGEXP c) AND (d MATCH 'e')"},
      {"raise(abort, 'no')", "RAISE(ABORT, 'no')"},
      {"a in ()", "a IN ( )"},
      {"replace(a, 'x', 'y')", "REPLACE(a,'x','y')"},
      {"key > 0 and action = 1", "\"key\" > 0 AND [action] = 1"},
  };
  for (const Different& pair : kSame) {
    EXPECT_EQ(lite(pair.a, pair.b), Grade::identical) << pair.a << " | " << pair.b;
    EXPECT_EQ(lite(pair.b, pair.a), Grade::identical) << pair.b << " | " << pair.a;
  }
  constexpr Different kOther[] = {
      {"a glob 'x'", "a like 'x'"},
      {"a like 'x'", "a not like 'x'"},
      {"a is b", "a = b"},
      {"a in (1)", "a = 1"},
      {"cast(a as text)", "a"},
      {"x'00'", "'00'"},
      {"a -> 'b'", "a ->> 'b'"},
      {"a in t", "a in u"},
      {"2", "2.0"},
      {"a collate nocase", "a collate binary"},
      {"a > -1", "a > -2"},
      {"'A'", "'a'"},
      {"raise(abort, 'x')", "raise(fail, 'x')"},
  };
  for (const Different& pair : kOther)
    EXPECT_LT(lite(pair.a, pair.b), Grade::literal_cast) << pair.a << " | " << pair.b;
}

TEST(Grade, WhatCannotBeParsedIsComparedByItsTokens) {
  EXPECT_EQ(pg("a > > 0 /*x*/", "A  > >  0"), Grade::identical);
  EXPECT_EQ(pg("a > > 0", "a > > 1"), Grade::different);
  EXPECT_EQ(pg("'a", "'a"), Grade::identical);
  EXPECT_EQ(pg("'a", "'b"), Grade::different);
}

}  // namespace
}  // namespace schemagen::sql
