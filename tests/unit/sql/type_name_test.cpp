#include "schemagen/sql/type_name.h"

#include <gtest/gtest.h>

namespace schemagen::sql {
namespace {

struct Pair {
  const char* written;
  const char* canonical;
};

constexpr Pair kPairs[] = {
    {"int", "integer"},
    {"INT4", "integer"},
    {"Integer", "integer"},
    {"int2", "smallint"},
    {"int8", "bigint"},
    {"bigint", "bigint"},
    {"pg_catalog.int4", "integer"},
    {"\"int4\"", "integer"},
    {"\"integer\"", "\"integer\""},
    {"float", "double precision"},
    {"float(1)", "real"},
    {"float(24)", "real"},
    {"float(25)", "double precision"},
    {"float4", "real"},
    {"float8", "double precision"},
    {"DOUBLE   PRECISION", "double precision"},
    {"decimal", "numeric"},
    {"dec(10)", "numeric(10,0)"},
    {"decimal(10, 2)[ ]", "numeric(10,2)[]"},
    {"numeric(3,-2)", "numeric(3,-2)"},
    {"pg_catalog.numeric(4,1)", "numeric(4,1)"},
    {"bool", "boolean"},
    {"char", "character(1)"},
    {"character", "character(1)"},
    {"nchar(4)", "character(4)"},
    {"national character varying(5)", "character varying(5)"},
    {"char varying (5)", "character varying(5)"},
    {"bpchar", "bpchar"},
    {"bpchar(3)", "character(3)"},
    {"\"char\"", "\"char\""},
    {"pg_catalog.\"char\"", "\"char\""},
    {"varchar", "character varying"},
    {"varchar(80)", "character varying(80)"},
    {"text", "text"},
    {"public.citext", "citext"},
    {"PUBLIC.Citext", "citext"},
    {"public.text", "public.text"},
    {"timestamp", "timestamp without time zone"},
    {"timestamp(3)", "timestamp(3) without time zone"},
    {"timestamp with time zone", "timestamp with time zone"},
    {"timestamptz", "timestamp with time zone"},
    {"timestamptz(3)", "timestamp(3) with time zone"},
    {"pg_catalog.timestamptz(3)", "timestamp(3) with time zone"},
    {"timestamp (9) with time zone", "timestamp(6) with time zone"},
    {"time", "time without time zone"},
    {"timetz(0)", "time(0) with time zone"},
    {"interval", "interval"},
    {"interval(3)", "interval(3)"},
    {"interval YEAR TO MONTH", "interval year to month"},
    {"interval day to second (2)", "interval day to second(2)"},
    {"bit", "bit(1)"},
    {"bit(4)", "bit(4)"},
    {"\"bit\"", "\"bit\""},
    {"varbit(5)", "bit varying(5)"},
    {"bit varying", "bit varying"},
    {"uuid", "uuid"},
    {"JSONB", "jsonb"},
    {"json", "json"},
    {"int[]", "integer[]"},
    {"int array", "integer[]"},
    {"int ARRAY[3]", "integer[]"},
    {"int[3][ ]", "integer[]"},
    {"timestamptz[]", "timestamp with time zone[]"},
    {"billing.status", "billing.status"},
    {"billing.\"Status\"[]", "billing.\"Status\"[]"},
    {"\"Odd type\"", "\"Odd type\""},
    {"MyEnum", "myenum"},
    {"geometry(point, 4326)", "geometry(Point,4326)"},
    {"public.geometry(MULTIPOLYGONZ,4326)", "geometry(MultiPolygonZ,4326)"},
    {"vector(3)", "vector(3)"},
    {"serial", "serial"},
    {"money", "money"},
    {"time_of_day", "time_of_day"},
    {"not a type (", "not a type ("},
    {"'", "'"},
};

TEST(CanonicalType, Postgres) {
  for (const Pair& pair : kPairs)
    EXPECT_EQ(canonical_type(pair.written, Dialect::postgresql), pair.canonical) << pair.written;
}

TEST(CanonicalType, IsAFixedPoint) {
  for (const Pair& pair : kPairs)
    EXPECT_EQ(canonical_type(pair.canonical, Dialect::postgresql), pair.canonical) << pair.written;
}

TEST(FriendlyType, Postgres) {
  constexpr Pair kFriendly[] = {
      {"varchar(80)", "character varying(80)"},
      {"varchar", "character varying"},
      {"char(3)", "character(3)"},
      {"timestamptz", "timestamp with time zone"},
      {"timestamptz(3)", "timestamp(3) with time zone"},
      {"timestamp", "timestamp without time zone"},
      {"timetz[]", "time with time zone[]"},
      {"numeric(10,2)", "numeric(10,2)"},
      {"numeric(10)", "numeric(10,0)"},
      {"varbit(3)", "bit varying(3)"},
      {"double precision", "double precision"},
      {"integer[]", "integer[]"},
      {"interval(3)", "interval(3)"},
      {"geometry(Point,4326)", "geometry(Point,4326)"},
      {"\"char\"", "\"char\""},
      {"bpchar", "bpchar"},
  };
  for (const Pair& pair : kFriendly)
    EXPECT_EQ(friendly_type(pair.canonical, Dialect::postgresql), pair.written) << pair.canonical;
}

TEST(FriendlyType, RoundTrip) {
  for (const Pair& pair : kPairs)
    EXPECT_EQ(canonical_type(friendly_type(pair.canonical, Dialect::postgresql), Dialect::postgresql),
              pair.canonical);
}

TEST(CanonicalType, SqliteKeepsCase) {
  EXPECT_EQ(canonical_type("  VARCHAR ( 80 )\n", Dialect::sqlite), "VARCHAR ( 80 )");
  EXPECT_EQ(canonical_type("unsigned\tBIG  int", Dialect::sqlite), "unsigned BIG int");
  EXPECT_EQ(canonical_type("", Dialect::sqlite), "");
  EXPECT_EQ(friendly_type("INTEGER", Dialect::sqlite), "INTEGER");
}

}  // namespace
}  // namespace schemagen::sql
