#include "schemagen/sql/statement.h"

#include <gtest/gtest.h>

#include "schemagen/base/error.h"

namespace schemagen::sql {
namespace {

std::vector<std::string> texts(std::string_view script, Dialect dialect) {
  std::vector<std::string> out;
  for (const Statement& statement : split_statements(script, dialect)) out.push_back(statement.text);
  return out;
}
using Texts = std::vector<std::string>;

TEST(SplitStatements, HiddenSemicolons) {
  EXPECT_EQ(texts("select ';'; select \"a;b\" ; /* ; */ select 1 -- ;\n + 2;;", Dialect::postgresql),
            (Texts{"select ';'", "select \"a;b\"", "select 1 -- ;\n + 2"}));
  EXPECT_EQ(texts("do $$ begin null; end $$; select 1", Dialect::postgresql),
            (Texts{"do $$ begin null; end $$", "select 1"}));
  EXPECT_EQ(texts("select [a;b]; select `;`", Dialect::sqlite), (Texts{"select [a;b]", "select `;`"}));
  EXPECT_EQ(texts("create rule r as on insert to t do (select 1; select 2); select 3", Dialect::postgresql),
            (Texts{"create rule r as on insert to t do (select 1; select 2)", "select 3"}));
  EXPECT_EQ(texts(" \n -- nothing\n ; ", Dialect::sqlite), Texts{});
}

TEST(SplitStatements, SqliteTriggers) {
  const std::string trigger =
      "create temp trigger t after insert on a begin\n  update a set x = case when 1 then 2 end;\n"
      "  delete from b; end";
  EXPECT_EQ(texts(trigger + ";\nselect 1;", Dialect::sqlite), (Texts{trigger, "select 1"}));
  EXPECT_EQ(texts("begin; select 1; end; select 2", Dialect::sqlite),
            (Texts{"begin", "select 1", "end", "select 2"}));
  EXPECT_EQ(texts("create table trigger_log(a); select 1", Dialect::sqlite),
            (Texts{"create table trigger_log(a)", "select 1"}));
}

TEST(SplitStatements, PostgresAtomicBodies) {
  const std::string function =
      "create or replace function f() returns int begin atomic select 1; select case when true then 1 end; "
      "end";
  EXPECT_EQ(texts(function + "; select 2", Dialect::postgresql), (Texts{function, "select 2"}));
  EXPECT_EQ(texts("create trigger t before insert on a execute function f(); select 2", Dialect::postgresql),
            (Texts{"create trigger t before insert on a execute function f()", "select 2"}));
  EXPECT_EQ(texts("begin; commit", Dialect::postgresql), (Texts{"begin", "commit"}));
}

TEST(SplitStatements, Directives) {
  EXPECT_EQ(texts("\\set ON_ERROR_STOP on\n\\echo it's\nselect 1;\n\\q", Dialect::postgresql),
            Texts{"select 1"});
  EXPECT_EQ(texts(".bail on\n.timeout 2000\nselect .5;\n.quit", Dialect::sqlite), Texts{"select .5"});
}

TEST(SplitStatements, CommentsAndLines) {
  const std::vector<Statement> all = split_statements(
      "-- head of the file\n\n-- one\n--   two\nselect 1; -- behind\n/* three */ select 2;\n\n\nselect 3; "
      "select 4",
      Dialect::sqlite);
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].comments, "-- one\n--   two");
  EXPECT_EQ(all[0].line, 5);
  EXPECT_EQ(all[1].comments, "/* three */");
  EXPECT_EQ(all[1].line, 6);
  EXPECT_EQ(all[2].comments, "");
  EXPECT_EQ(all[2].line, 9);
  EXPECT_EQ(all[3].line, 9);
}

TEST(SplitStatements, EmptyLineAndDirectivePartComments) {
  const std::vector<Statement> all =
      split_statements("-- a\n\\set x\n-- b\n\n  -- c\r\n  select 1", Dialect::postgresql);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].comments, "-- c");
}

TEST(SplitStatements, RowsBehindCopyAreRefused) {
  EXPECT_THROW(split_statements("copy t (a) from stdin;\n1\n\\.\n", Dialect::postgresql), base::Error);
  EXPECT_NO_THROW(split_statements("copy t (a) from '/tmp/x';", Dialect::postgresql));
}

TEST(SplitStatements, UnclosedStringIsAnError) {
  EXPECT_THROW(split_statements("select 'a;", Dialect::sqlite), base::Error);
}

}  // namespace
}  // namespace schemagen::sql
