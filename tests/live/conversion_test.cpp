// Values on their way from one type or name to another, where the way there or back does not fit all of them.
#include <gtest/gtest.h>

#include "support/migrating.h"

namespace schemagen::tests {
namespace {

using plan::Phase;

constexpr const char* kHead = "schemagen = 1\ndialect = \"postgresql\"\n[table.t.columns]\n";

class Conversion : public Migrating {
 protected:
  void plan(const std::string& before, const std::string& after) {
    Migrating::plan(kHead + before, kHead + after);
  }
};

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_F(Conversion, AValueThatIsTooLongIsFoundAndNotCut) {
  plan("id = { type = \"bigint\", pk = true }\nname = \"text?\"\n",
       "id = { type = \"bigint\", pk = true }\nname = \"varchar(3)?\"\n");
  database_->execute("INSERT INTO t VALUES (1, 'abc'), (2, 'abcd')");
  run(Phase::expand);
  EXPECT_TRUE(holds(stopped(Phase::migrate),
                    "1 rows of t have values of name that do not become character varying(3); the first: 2"));
  database_->execute("UPDATE t SET name = 'abc' WHERE id = 2");
  run(Phase::migrate);
  database_->execute("INSERT INTO t VALUES (3, 'too long')");
  EXPECT_TRUE(holds(stopped(Phase::contract), "the first: 3")) << "the old application goes on after migrate";
  EXPECT_EQ(value("SELECT string_agg(name, ' ' ORDER BY id) FROM t"), "abc abc too long");
  database_->execute("DELETE FROM t WHERE id = 3");
  run(Phase::contract);
  EXPECT_EQ(value("SELECT string_agg(name, ' ' ORDER BY id) FROM t"), "abc abc");
}

TEST_F(Conversion, AValueOutOfRangeThatIsWrittenLateIsNotLost) {
  plan("id = { type = \"bigint\", pk = true }\nsize = \"numeric?\"\n",
       "id = { type = \"bigint\", pk = true }\nsize = \"integer?\"\n");
  run(Phase::expand);
  run(Phase::migrate);
  database_->execute("INSERT INTO t VALUES (1, 30000000000)");
  EXPECT_TRUE(holds(stopped(Phase::contract), "1 rows of t have values of size"));
  EXPECT_EQ(value("SELECT size FROM t"), "30000000000");
}

TEST_F(Conversion, TheMessageTakesAnyName) {
  plan("id = { type = \"bigint\", pk = true }\n\"100 % of 'a'\" = \"text?\"\n",
       "id = { type = \"bigint\", pk = true }\n\"100 % of 'a'\" = \"varchar(3)?\"\n");
  database_->execute("INSERT INTO t VALUES (1, 'abcd')");
  run(Phase::expand);
  EXPECT_TRUE(holds(stopped(Phase::migrate),
                    "1 rows of t have values of 100 % of 'a' that do not become character varying(3)"));
}

TEST_F(Conversion, WhatTheNewApplicationWritesIsNotRoundedByTheWayBack) {
  plan("id = { type = \"bigint\", pk = true }\ncents = \"integer\"\n",
       "id = { type = \"bigint\", pk = true }\n"
       "euros = { type = \"numeric(12,4)\", renamed_from = \"cents\", using = \"cents / 100.0\", "
       "back = \"(euros * 100)::integer\" }\n");
  database_->execute("INSERT INTO t VALUES (1, 250)");
  run(Phase::expand);
  database_->execute("INSERT INTO t (id, euros) VALUES (2, 1.2345)");
  run(Phase::migrate);
  EXPECT_EQ(value("SELECT string_agg(cents::text, ' ' ORDER BY id) FROM t"), "250 123");
  EXPECT_EQ(value("SELECT string_agg(euros::text, ' ' ORDER BY id) FROM t"), "2.5000 1.2345");
  run(Phase::contract);
  EXPECT_EQ(value("SELECT string_agg(euros::text, ' ' ORDER BY id) FROM t"), "2.5000 1.2345");
}

TEST_F(Conversion, TheOldApplicationMayWriteWhatCannotBeConverted) {
  plan("id = { type = \"bigint\", pk = true }\nbirth = \"text?\"\n",
       "id = { type = \"bigint\", pk = true }\nborn_on = { type = \"date?\", renamed_from = \"birth\", "
       "using = \"birth::date\", back = \"born_on::text\" }\n");
  run(Phase::expand);
  run(Phase::migrate);
  database_->execute("INSERT INTO t (id, birth) VALUES (1, 'in spring')");
  EXPECT_EQ(value("SELECT born_on FROM t"), "NULL");
  EXPECT_TRUE(holds(stopped(Phase::contract), "values of birth that do not become date"));
  database_->execute("UPDATE t SET born_on = '2001-04-01'");  // the new application knows
  EXPECT_EQ(value("SELECT birth FROM t"), "2001-04-01");
  run(Phase::contract);
  EXPECT_EQ(value("SELECT born_on FROM t"), "2001-04-01");
}

TEST_F(Conversion, BatchesGoByTheOrderOfTheKeysOwnCollation) {
  if (value("SELECT count(*) FROM pg_collation WHERE collname = 'en-x-icu'") == "0")
    GTEST_SKIP() << "the server has no ICU";
  const std::string key = "code = { type = \"text\", collate = \"en-x-icu\", pk = true }\n";
  plan(key + "n = \"integer\"\n", key + "n = \"bigint\"\n");
  database_->execute("INSERT INTO t VALUES ('B', 1), ('a', 2), ('C', 3), ('z', 4), ('Z', 5)");
  run(Phase::expand);
  run(Phase::migrate);
  run(Phase::contract);
  EXPECT_EQ(value("SELECT sum(n) FROM t"), "15");
}

TEST_F(Conversion, RoundingEndsAlsoWithoutAKey) {
  plan("price = \"numeric\"\n", "price = { type = \"numeric(12,2)\", using = \"price / 3\" }\n");
  database_->execute("INSERT INTO t VALUES (1), (2)");
  run(Phase::expand);
  run(Phase::migrate);
  database_->execute("INSERT INTO t VALUES (4)");
  run(Phase::contract);
  EXPECT_EQ(value("SELECT string_agg(price::text, ' ' ORDER BY price) FROM t"), "0.33 0.67 1.33");
}

TEST_F(Conversion, EitherRuleOfACheckOnAColumnThatExistsTwiceAdmitsARow) {
  plan(
      "id = { type = \"bigint\", pk = true }\nnet = \"integer\"\ngross = \"integer\"\n"
      "[table.t.checks]\nin_order = \"net < gross\"\n",
      "id = { type = \"bigint\", pk = true }\nbare = { type = \"integer\", renamed_from = \"net\" }\n"
      "gross = \"integer\"\n[table.t.checks]\nin_order = \"bare <= gross\"\n");
  const auto insert = [&](const std::string& columns, const std::string& values) {
    database_->execute("INSERT INTO t (id, " + columns + ") VALUES (" + values + ")");
  };
  insert("net, gross", "1, 1, 2");
  run(Phase::expand);
  for (const char* column : {"net", "bare"}) {
    SCOPED_TRACE(column);
    insert(std::string(column) + ", gross", value("SELECT max(id) + 1 FROM t") + ", 2, 3");
    insert(std::string(column) + ", gross", value("SELECT max(id) + 1 FROM t") + ", 3, 3");
    EXPECT_THROW(insert(std::string(column) + ", gross", "90, 4, 3"), base::Error);
  }
  run(Phase::migrate);
  run(Phase::contract);
  insert("bare, gross", "80, 3, 3");
  EXPECT_THROW(insert("bare, gross", "90, 4, 3"), base::Error);
  EXPECT_EQ(value("SELECT count(*) FROM t WHERE bare = gross"), "3");
}

}  // namespace
}  // namespace schemagen::tests
