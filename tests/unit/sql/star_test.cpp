#include "schemagen/sql/star.h"

#include <gtest/gtest.h>

namespace schemagen::sql {
namespace {

std::optional<std::vector<base::Symbol>> columns_of(base::Symbol schema, base::Symbol name) {
  const std::string full = (schema.empty() ? "public" : schema.str()) + "." + name.str();
  if (full == "public.t") return std::vector<base::Symbol>{"id", "a"};
  if (full == "public.Order") return std::vector<base::Symbol>{"id", "select"};
  if (full == "app.u") return std::vector<base::Symbol>{"x"};
  return std::nullopt;
}

std::string expanded(const char* query) {
  const StarsExpanded result = expand_stars(query, columns_of);
  return result.unclear ? "unclear at " + std::to_string(*result.unclear) : result.query;
}

TEST(ExpandStars, WritesTheColumnsOfKnownTables) {
  const std::pair<const char*, const char*> cases[] = {
      {"select * from t", "select t.id, t.a from t"},
      {"SELECT DISTINCT * FROM public.t WHERE a > 1",
       "SELECT DISTINCT public.t.id, public.t.a FROM public.t WHERE a > 1"},
      {"select distinct on (a) * from t", "select distinct on (a) t.id, t.a from t"},
      {"select *, 1 as one from only t x", "select x.id, x.a, 1 as one from only t x"},
      {R"(select o.*, 2 from "Order" as o)", R"(select o.id, o."select", 2 from "Order" as o)"},
      {"select app.u.* from app.u", "select app.u.x from app.u"},
      {"select * from t a left join app.u on a.id = u.x, other",
       "select a.id, a.a, app.u.x, other.* from t a left join app.u on a.id = u.x, other"},
      {"select u.* from t join app.u using (id)", "select app.u.x from t join app.u using (id)"},
      {"select * from t cross join lateral f(t.id) as g(n)",
       "select t.id, t.a, g.* from t cross join lateral f(t.id) as g(n)"},
      {"select * from (select * from t) s", "select * from (select t.id, t.a from t) s"},
      {"select a from t where exists (select * from t i where i.id = t.id) union all select x from app.u",
       "select a from t where exists (select i.id, i.a from t i where i.id = t.id) union all select x from "
       "app.u"},
      {"select * from t union select * from t", "select t.id, t.a from t union select t.id, t.a from t"},
      {"with t as (select 1) select * from t", "with t as (select 1) select * from t"},
      {"with c(n) as materialized (select * from t) select c.*, t.* from c, t",
       "with c(n) as materialized (select t.id, t.a from t) select c.*, t.id, t.a from c, t"},
      {"select a is distinct from id, * from t", "select a is distinct from id, t.id, t.a from t"}};
  for (const auto& [query, wanted] : cases) EXPECT_EQ(expanded(query), wanted);
}

TEST(ExpandStars, LeavesEverythingElse) {
  for (const char* query :
       {"select count(*) from t", "select id * a from t", "select to_jsonb(t.*) from t",
        "select (f(id)).* from t", "select * from other", "select * from generate_series(1, 3)", "values (1)",
        "select 1", "select a from t", "select '*' from t -- *"})
    EXPECT_EQ(expanded(query), query);
}

TEST(ExpandStars, SaysWhatIsUnclear) {
  EXPECT_EQ(expanded("select * from t join app.u using (id)"), "unclear at 7");
  EXPECT_EQ(expanded("select * from t natural join app.u"), "unclear at 7");
  EXPECT_EQ(expanded("select 1, x.* from t x(b, c)"), "unclear at 12");
  EXPECT_EQ(expanded("select * from t, (app.u join t x on true)"), "unclear at 7");
}

}  // namespace
}  // namespace schemagen::sql
