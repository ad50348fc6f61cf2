#include "schemagen/sql/expression.h"

#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace schemagen::sql {
namespace {

constexpr Dialect kBoth[] = {Dialect::sqlite, Dialect::postgresql};

std::string repeat(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(CheckExpression, WholeExpressionsPass) {
  for (const Dialect dialect : kBoth)
    for (const char* text :
         {"a > 0", "(a > 0)", "a > 0 and (b or c)", "lower(x) = 'a'", "case when a then b else c end",
          "a in (1, 2)", "-1", "null", "count(*)", "cast(a as integer)",
          "exists (select 1 from t where x in (1))", "(select max(x) from t)", "a between 1 and 2 and b",
          "\"odd name\" = 1", "a is not null", "t.a = 1"})
      EXPECT_FALSE(check_expression(text, dialect).has_value()) << text;
  for (const char* text :
       {"json_object('a' : 1)", "xmlelement(name foo, x)", "a::varchar(10)[]", "interval '1' day",
        "f(variadic array[1])", "x at time zone 'utc'", "x at local", "p.name collate pg_catalog.\"C\"",
        "array[[1,2],[3,4]]", "a <-> b < 3", "current_schema()", "timestamp with time zone 'now'"})
    EXPECT_FALSE(check_expression(text, Dialect::postgresql).has_value()) << text;
}

TEST(CheckExpression, MistakesAreFoundWithTheirPlace) {
  struct Case {
    const char* text;
    std::size_t offset;
  };
  for (const Dialect dialect : kBoth) {
    for (const Case& mistake : {Case{"a > 0; drop table x", 5},
                                Case{"a > 0) or (1=1", 5},
                                Case{"a > 0 b", 6},
                                Case{"(a > 0", 6},
                                Case{"", 0},
                                Case{"  ", 2},
                                Case{"a >", 3},
                                Case{"a > > 0", 4},
                                Case{"f(a,)", 4},
                                Case{"f(a", 3},
                                Case{"case a end", 7},
                                Case{"a in (1", 7},
                                Case{"select 1", 0},
                                Case{"a and", 5},
                                Case{"a 'b", 2},
                                Case{"a > 0 -- x", 5},
                                Case{"a, b", 1},
                                Case{"exists (1)", 8},
                                Case{"(select 1; drop table x)", 9},
                                Case{"a = (select 1", 13}}) {
      const std::optional<SyntaxError> error = check_expression(mistake.text, dialect);
      ASSERT_TRUE(error) << mistake.text;
      EXPECT_EQ(error->offset, mistake.offset) << mistake.text << ": " << error->message;
      EXPECT_FALSE(error->message.empty());
    }
  }
}

TEST(CheckExpression, DepthHasALimitAndChainsDoNot) {
  for (const Dialect dialect : kBoth) {
    EXPECT_FALSE(check_expression(repeat("(", 300) + "a" + repeat(")", 300), dialect).has_value());
    EXPECT_TRUE(check_expression(repeat("(", 100000) + "a" + repeat(")", 100000), dialect).has_value());
    EXPECT_TRUE(check_expression(repeat("- ", 100000) + "a", dialect).has_value());
    EXPECT_TRUE(check_expression(repeat("not ", 100000) + "a", dialect).has_value());
    EXPECT_TRUE(check_expression("a" + repeat(" + a", 100000), dialect).has_value());
    EXPECT_FALSE(check_expression("a" + repeat(" and a", 5000), dialect).has_value());
    EXPECT_FALSE(check_expression("a" + repeat(" || a", 1000), dialect).has_value());
    EXPECT_TRUE(check_expression("a" + repeat(" between 1 and 2", 300), dialect).has_value());
  }
  EXPECT_TRUE(check_expression(repeat("array[", 100000), Dialect::postgresql).has_value());
  EXPECT_TRUE(
      check_expression("a" + repeat(" between symmetric 1 and 2", 300), Dialect::postgresql).has_value());
}

using Names = std::set<base::Symbol>;

TEST(ColumnNames, OnlyWhatMayBeAColumn) {
  EXPECT_EQ(column_names_in("lower(Email) = t.\"Name\" and 'x' > \"a b\"", Dialect::postgresql),
            (Names{"email", "Name", "a b"}));
  EXPECT_EQ(column_names_in("a::date = current_date and cast(b as text) is null", Dialect::postgresql),
            (Names{"a", "b"}));
  EXPECT_EQ(column_names_in("extract(year from d) + date '2020-01-01' collate \"C\"", Dialect::postgresql),
            Names{"d"});
  EXPECT_EQ(column_names_in("make_interval(days => n) > (p).x", Dialect::postgresql), (Names{"n", "p"}));
  EXPECT_EQ(column_names_in("Abs([Key]) > `b` collate nocase", Dialect::sqlite), (Names{"Key", "b"}));
  EXPECT_EQ(column_names_in("true and null", Dialect::sqlite), Names{});
  EXPECT_EQ(column_names_in("a in (select b from c)", Dialect::sqlite), (Names{"a", "b"}));
  EXPECT_EQ(column_names_in("lower(a) desc nulls last", Dialect::postgresql).count("a"), 1U);
}

TEST(RenameIn, ColumnsOnly) {
  const auto pg = [](std::string_view text) { return rename_in(text, "a", "b", Dialect::postgresql); };
  EXPECT_EQ(pg("a > 0 and A = 'a' and \"a\" = \"A\""), "b > 0 and b = 'a' and b = \"A\"");
  EXPECT_EQ(pg("a(a) + t.a + a.x + (p).a"), "a(b) + t.b + a.x + (p).a");
  EXPECT_EQ(pg("x::a = cast(y as a) /* a */"), "x::a = cast(y as a) /* a */");
  EXPECT_EQ(pg("f(a => a)"), "f(a => b)");
  EXPECT_EQ(pg("aa > 0"), "aa > 0");
  EXPECT_EQ(pg("a desc, lower(a)"), "b desc, lower(b)");
  EXPECT_EQ(pg("x in (select a from a)"), "x in (select b from a)");
}

TEST(RenameIn, QuotesWhatNeedsQuotesAndLeavesKeywords) {
  EXPECT_EQ(rename_in("a = 1", "a", "Odd \"x\"", Dialect::postgresql), "\"Odd \"\"x\"\"\" = 1");
  EXPECT_EQ(rename_in("\"user\" = user", "user", "u", Dialect::postgresql), "u = user");
  EXPECT_EQ(rename_in("d::date > date and date '2020-01-01' > d", "date", "day", Dialect::postgresql),
            "d::date > day and date '2020-01-01' > d");
  EXPECT_EQ(rename_in("[A] > 0 and \"a\" and 'a'", "a", "order", Dialect::sqlite),
            "\"order\" > 0 and \"order\" and 'a'");
  EXPECT_EQ(rename_in("select A, b as a from t where t.a > 0", "a", "c", Dialect::sqlite),
            "select c, b as a from t where t.c > 0");
}

TEST(SameTokens, IgnoresWhatDoesNotCount) {
  for (const Dialect dialect : kBoth) {
    EXPECT_TRUE(same_tokens("SELECT a,b FROM t", "select \"a\" , b -- x\nfrom t", dialect));
    EXPECT_FALSE(same_tokens("select a", "select b", dialect));
    EXPECT_FALSE(same_tokens("select a", "select a b", dialect));
    EXPECT_FALSE(same_tokens("select a b", "select ab", dialect));
    EXPECT_FALSE(same_tokens("select 'a'", "select 'A'", dialect));
    EXPECT_FALSE(same_tokens("select a from t", "\"select\" a from t", dialect));
    EXPECT_FALSE(same_tokens("select 'a'", "select a", dialect));
    EXPECT_FALSE(same_tokens("'a", "'b", dialect));
  }
  EXPECT_FALSE(same_tokens("select A", "select \"A\"", Dialect::postgresql));
  EXPECT_TRUE(same_tokens("select A", "select [a]", Dialect::sqlite));
  EXPECT_TRUE(same_tokens("as $$x$$", "as 'x'", Dialect::postgresql));
}

TEST(StripOuterParentheses, OnlyThoseAroundEverything) {
  const auto strip = [](std::string_view text) {
    return std::string(strip_outer_parentheses(text, Dialect::postgresql));
  };
  EXPECT_EQ(strip("((a > 0))"), "a > 0");
  EXPECT_EQ(strip(" ( (a) ) "), "a");
  EXPECT_EQ(strip("(a) or (b)"), "(a) or (b)");
  EXPECT_EQ(strip("((a) or (b))"), "(a) or (b)");
  EXPECT_EQ(strip("(a, b)"), "(a, b)");
  EXPECT_EQ(strip("(f(a, b))"), "f(a, b)");
  EXPECT_EQ(strip("(array[a, b])"), "array[a, b]");
  EXPECT_EQ(strip("(select 1)"), "(select 1)");
  EXPECT_EQ(strip("((select 1))"), "(select 1)");
  EXPECT_EQ(strip("(')')"), "')'");
  EXPECT_EQ(strip("()"), "()");
  EXPECT_EQ(strip("(a"), "(a");
  EXPECT_EQ(strip("a)"), "a)");
  EXPECT_EQ(strip(""), "");
  EXPECT_EQ(strip("('"), "('");
  EXPECT_EQ(strip("(a) /* x */"), "a");
}

}  // namespace
}  // namespace schemagen::sql
