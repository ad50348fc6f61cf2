#include <gtest/gtest.h>

#include "schemagen/sql/expression.h"

namespace schemagen::sql {
namespace {

std::string relation(std::string_view text, Dialect dialect = Dialect::postgresql) {
  return rename_name_in(text, "owner", "people", NameUse::relation, dialect);
}

TEST(RenameName, AColumnNamedLikeTheRelationStays) {
  EXPECT_EQ(relation("owner > 0"), "owner > 0");
  EXPECT_EQ(relation("SELECT owner, x.owner AS owner FROM pets x WHERE owner IS DISTINCT FROM owner"),
            "SELECT owner, x.owner AS owner FROM pets x WHERE owner IS DISTINCT FROM owner");
  EXPECT_EQ(relation("SELECT extract(year FROM owner) FROM pets GROUP BY owner, id ORDER BY owner"),
            "SELECT extract(year FROM owner) FROM pets GROUP BY owner, id ORDER BY owner");
  EXPECT_EQ(relation("SELECT a FROM pets p JOIN cats c ON owner = c.owner"),
            "SELECT a FROM pets p JOIN cats c ON owner = c.owner");
  EXPECT_EQ(relation("SELECT a FROM pets, f(1, owner)"), "SELECT a FROM pets, f(1, owner)");
  EXPECT_EQ(relation("INSERT INTO pets (owner) VALUES (owner)"), "INSERT INTO pets (owner) VALUES (owner)");
}

TEST(RenameName, RelationsAreFoundWhereverTheyStand) {
  EXPECT_EQ(relation("owner.id > 0"), "people.id > 0");
  EXPECT_EQ(relation("SELECT owner.id, public.owner.owner FROM ONLY public.owner"),
            "SELECT people.id, public.people.owner FROM ONLY public.people");
  EXPECT_EQ(
      relation("SELECT a FROM pets, owner WHERE b IN (SELECT c FROM (owner o CROSS JOIN LATERAL owner))"),
      "SELECT a FROM pets, people WHERE b IN (SELECT c FROM (people o CROSS JOIN LATERAL people))");
  EXPECT_EQ(
      relation("CREATE TRIGGER owner AFTER UPDATE OF owner ON owner FOR EACH ROW EXECUTE FUNCTION owner()"),
      "CREATE TRIGGER owner AFTER UPDATE OF owner ON people FOR EACH ROW EXECUTE FUNCTION owner()");
  EXPECT_EQ(relation("DROP VIEW IF EXISTS owner"), "DROP VIEW IF EXISTS people");
  EXPECT_EQ(relation("COMMENT ON COLUMN owner.owner IS 'owner'"),
            "COMMENT ON COLUMN people.owner IS 'owner'");
  EXPECT_EQ(
      relation("create trigger t after insert on Owner begin update or ignore OWNER set owner = 1; "
               "delete from owner where owner in owner; insert or replace into owner values (new.owner); end",
               Dialect::sqlite),
      "create trigger t after insert on people begin update or ignore people set owner = 1; "
      "delete from people where owner in people; insert or replace into people values (new.owner); end");
}

TEST(RenameName, ARelationNamedLikeTheColumnStays) {
  EXPECT_EQ(rename_name_in("SELECT owner, owner AS owner, owner.owner, owner() FROM owner", "owner", "keeper",
                           NameUse::column, Dialect::sqlite),
            "SELECT keeper, keeper AS owner, owner.keeper, owner() FROM owner");
}

TEST(RenameName, SchemasFunctionsAndTriggers) {
  const std::string text = "CREATE TRIGGER a BEFORE INSERT ON a.a FOR EACH ROW EXECUTE FUNCTION a.a()";
  EXPECT_EQ(rename_name_in(text, "a", "b", NameUse::schema, Dialect::postgresql),
            "CREATE TRIGGER a BEFORE INSERT ON b.a FOR EACH ROW EXECUTE FUNCTION b.a()");
  EXPECT_EQ(rename_name_in(text, "a", "b", NameUse::function, Dialect::postgresql),
            "CREATE TRIGGER a BEFORE INSERT ON a.a FOR EACH ROW EXECUTE FUNCTION a.b()");
  EXPECT_EQ(rename_name_in(text, "a", "b", NameUse::trigger, Dialect::postgresql),
            "CREATE TRIGGER b BEFORE INSERT ON a.a FOR EACH ROW EXECUTE FUNCTION a.a()");
}

TEST(RenameName, ANameMovesToAnotherSchema) {
  const auto move = [](std::string_view text, NameUse use, const SchemaMove& schemas) {
    return rename_name_in(text, "a", "B", use, Dialect::postgresql, schemas);
  };
  EXPECT_EQ(move("SELECT a.x, s.a.y, other.a.z FROM s.a, other.a, a", NameUse::relation, {"s", "T"}),
            R"(SELECT "B".x, "T"."B".y, other.a.z FROM "T"."B", other.a, a)");
  EXPECT_EQ(move("SELECT a.x FROM public.a JOIN s.a USING (a)", NameUse::relation, {"s", "public"}),
            R"(SELECT "B".x FROM public.a JOIN "B" USING (a))");
  EXPECT_EQ(move("SELECT 1 FROM a, public.a", NameUse::relation, {"public", "s"}),
            R"(SELECT 1 FROM s."B", s."B")");
  EXPECT_EQ(move("a(s.a(1), other.a(2))", NameUse::function, {"s", "t"}), R"(a(t."B"(1), other.a(2)))");
  EXPECT_EQ(rename_type_in("'x'::s.a[] = '{}'::a", "a", "a", Dialect::postgresql, {"s", "t"}),
            "'x'::t.a[] = '{}'::a");
}

TEST(RenameName, TellsWhetherARelationIsNamed) {
  EXPECT_TRUE(names_relation("SELECT 1 FROM pets, owner", "owner", Dialect::sqlite));
  EXPECT_FALSE(names_relation("SELECT owner FROM pets", "owner", Dialect::sqlite));
}

}  // namespace
}  // namespace schemagen::sql
