#include "schemagen/sql/quote.h"

#include <gtest/gtest.h>

#include "unit/sql/keyword_words.h"

namespace schemagen::sql {
namespace {

TEST(QuoteName, PlainNamesStayBare) {
  EXPECT_EQ(quote_name("users", Dialect::postgresql), "users");
  EXPECT_EQ(quote_name("_a1", Dialect::postgresql), "_a1");
  EXPECT_EQ(quote_name("a$b", Dialect::postgresql), "a$b");
  EXPECT_EQ(quote_name("name", Dialect::postgresql), "name");
  EXPECT_EQ(quote_name("CamelCase", Dialect::sqlite), "CamelCase");
}

TEST(QuoteName, EverythingElseIsQuoted) {
  for (const char* name : {"CamelCase", "1a", "$a", "a b", "a-b", "é", "a.b", ""})
    EXPECT_EQ(quote_name(name, Dialect::postgresql), '"' + std::string(name) + '"');
  for (const char* name : {"1a", "a$b", "a b", "é", "select", "Key", ""})
    EXPECT_EQ(quote_name(name, Dialect::sqlite), '"' + std::string(name) + '"');
  EXPECT_EQ(quote_name("a\"b", Dialect::sqlite), "\"a\"\"b\"");
  EXPECT_EQ(quote_name("\"", Dialect::postgresql), "\"\"\"\"");
}

TEST(QuoteName, KeywordsOfEveryServerVersionAreQuoted) {
  for (const char* word : {"user", "order", "left", "timestamp", "values", "json", "json_table",
                           "merge_action", "system_user", "between", "authorization", "row"})
    EXPECT_EQ(quote_name(word, Dialect::postgresql), '"' + std::string(word) + '"') << word;
  for (const char* word : {"abs", "json_build_object", "key", "type", "value", "action", "virtual"})
    EXPECT_EQ(quote_name(word, Dialect::postgresql), word);
}

TEST(QuoteName, AgreesWithTheKeywordsOfTheServers) {
  for (const char* word : kPostgres15Quoted) EXPECT_TRUE(is_reserved(word, Dialect::postgresql)) << word;
  for (const char* word : kSqlite340Keywords) EXPECT_TRUE(is_reserved(word, Dialect::sqlite)) << word;
}

TEST(QuoteName, Qualified) {
  EXPECT_EQ(quote_name("public", "order", Dialect::postgresql), "public.\"order\"");
  EXPECT_EQ(quote_name("", "t", Dialect::sqlite), "t");
  EXPECT_EQ(quote_name("A", "t", Dialect::postgresql), "\"A\".t");
  EXPECT_EQ(quote_names({"a", "b c", "order"}, Dialect::sqlite), "a, \"b c\", \"order\"");
  EXPECT_EQ(quote_names({}, Dialect::sqlite), "");
}

TEST(QuoteLiteral, DoublesQuotesAndLeavesBackslashes) {
  EXPECT_EQ(quote_literal(""), "''");
  EXPECT_EQ(quote_literal("it's"), "'it''s'");
  EXPECT_EQ(quote_literal("a\\b"), "'a\\b'");
}

TEST(QuoteDollar, TagNeverOccursInTheText) {
  EXPECT_EQ(quote_dollar("select 1"), "$$select 1$$");
  EXPECT_EQ(quote_dollar("a $$ b"), "$sg$a $$ b$sg$");
  EXPECT_EQ(quote_dollar("ends with $"), "$sg$ends with $$sg$");
  EXPECT_EQ(quote_dollar("$$ $sg$"), "$sg1$$$ $sg$$sg1$");
  EXPECT_EQ(quote_dollar("$$ ends $sg"), "$sg1$$$ ends $sg$sg1$");
}

TEST(IsReserved, AnyCase) {
  EXPECT_TRUE(is_reserved("SELECT", Dialect::postgresql));
  EXPECT_TRUE(is_reserved("Within", Dialect::sqlite));
  EXPECT_FALSE(is_reserved("email", Dialect::sqlite));
  EXPECT_FALSE(is_reserved("current_timestamp_and_more", Dialect::sqlite));
  EXPECT_FALSE(is_reserved("", Dialect::postgresql));
}

}  // namespace
}  // namespace schemagen::sql
