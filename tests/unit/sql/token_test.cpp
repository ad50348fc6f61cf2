#include "schemagen/sql/token.h"

#include <gtest/gtest.h>

#include "schemagen/base/error.h"

namespace schemagen::sql {
namespace {

std::string dump(std::string_view text, Dialect dialect) {
  std::string out;
  for (const Token& token : tokenize(text, dialect)) {
    if (token.kind == TokenKind::end) break;
    if (!out.empty()) out += " ";
    out += "wqsbnp."[static_cast<int>(token.kind)];
    out += ":" + std::string(token.text);
  }
  return out;
}
std::string pg(std::string_view text) { return dump(text, Dialect::postgresql); }
std::string lite(std::string_view text) { return dump(text, Dialect::sqlite); }
std::string first_string(std::string_view text) {
  return string_of(tokenize(text, Dialect::postgresql).front(), Dialect::postgresql);
}

TEST(Tokenize, WordsNumbersSymbols) {
  EXPECT_EQ(pg("a >= 1.5e-3 AND b$1"), "w:a .:>= n:1.5e-3 w:AND w:b$1");
  EXPECT_EQ(pg("x::int[1:2]"), "w:x .::: w:int .:[ n:1 .:: n:2 .:]");
  EXPECT_EQ(pg("f(a=>1, b:=2)"), "w:f .:( w:a .:=> n:1 .:, w:b .::= n:2 .:)");
  EXPECT_EQ(pg("1..10 .5 1. 0x1F 1_000"), "n:1 .:.. n:10 n:.5 n:1. n:0x1F n:1_000");
  EXPECT_EQ(pg("$1 $23"), "p:$1 p:$23");
  EXPECT_EQ(pg("é_1"), "w:é_1");
  EXPECT_EQ(lite("a==1 ->>'$.x' <<2||b"), "w:a .:== n:1 .:->> s:'$.x' .:<< n:2 .:|| w:b");
  EXPECT_EQ(lite("?1 ? :a @b $c::d 0xff 1e5"), "p:?1 p:? p::a p:@b p:$c::d n:0xff n:1e5");
  EXPECT_EQ(lite("1e"), "n:1 w:e");
}

TEST(Tokenize, PostgresOperators) {
  EXPECT_EQ(pg("a!~~*b"), "w:a .:!~~* w:b");
  EXPECT_EQ(pg("a=-1"), "w:a .:= .:- n:1");
  EXPECT_EQ(pg("a@-1"), "w:a .:@- n:1");
  EXPECT_EQ(pg("a*-+1"), "w:a .:* .:- .:+ n:1");
  EXPECT_EQ(pg("a<--x\n1"), "w:a .:< n:1");
  EXPECT_EQ(pg("a+/*c*/1"), "w:a .:+ n:1");
  EXPECT_EQ(pg("a#>>'{b}' ?| c"), "w:a .:#>> s:'{b}' .:?| w:c");
}

TEST(Tokenize, StringsAndNames) {
  EXPECT_EQ(pg("'a''b' E'a\\'b' U&'d\\0061' N'n' b'01' x'1F'"),
            "s:'a''b' s:E'a\\'b' s:U&'d\\0061' s:N'n' b:b'01' b:x'1F'");
  EXPECT_EQ(pg("\"a\"\"b\" u&\"x\" U & \"y\""), "q:\"a\"\"b\" q:u&\"x\" w:U .:& q:\"y\"");
  EXPECT_EQ(pg("$$a;b$$ $t$ $$ $t$ $t1$x$t1$"), "s:$$a;b$$ s:$t$ $$ $t$ s:$t1$x$t1$");
  EXPECT_EQ(pg("'a'\n  'b' 'c'"), "s:'a'\n  'b' s:'c'");
  EXPECT_EQ(pg("'a' 'b'"), "s:'a' s:'b'");
  EXPECT_EQ(lite("[a b] `c``d` \"e\" x'00' e 'f\\'"), "q:[a b] q:`c``d` q:\"e\" b:x'00' w:e s:'f\\'");
  EXPECT_EQ(lite("'a'\n'b'"), "s:'a' s:'b'");
}

TEST(Tokenize, Comments) {
  EXPECT_EQ(pg("a /* b /* c */ d */ e -- f\n g"), "w:a w:e w:g");
  EXPECT_EQ(lite("a /* b /* c */ d"), "w:a w:d");
  EXPECT_EQ(pg(""), "");
}

TEST(Tokenize, OffsetsPointIntoTheText) {
  const std::string text = " a /*x*/ 'b'";
  const std::vector<Token> tokens = tokenize(text, Dialect::postgresql);
  ASSERT_EQ(tokens.size(), 3U);
  EXPECT_EQ(tokens[1].offset, 9U);
  EXPECT_EQ(tokens[1].text.data(), text.data() + 9);
  EXPECT_EQ(tokens[2].kind, TokenKind::end);
  EXPECT_EQ(tokens[2].offset, text.size());
}

TEST(Tokenize, WhatIsNotClosedIsReportedWithItsPlace) {
  for (const char* text : {"\n a 'b", "\n a \"b", "\n a /* /* */", "\n a $x$ $y$", "\n a E'b\\'"}) {
    try {
      tokenize(text, Dialect::postgresql);
      FAIL() << text;
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::ErrorKind::declaration);
      EXPECT_EQ(error.place().line, 2);
      EXPECT_EQ(error.place().column, 4);
      EXPECT_NE(std::string(error.what()).find("line 2, column 4"), std::string::npos) << error.what();
    }
  }
  EXPECT_THROW(tokenize("[a", Dialect::sqlite), base::Error);
  EXPECT_THROW(tokenize("`a``", Dialect::sqlite), base::Error);
}

TEST(Token, KeywordsInAnyCase) {
  const Token token = tokenize("SeLeCt", Dialect::sqlite).front();
  EXPECT_TRUE(token.is("select"));
  EXPECT_TRUE(token.is("SELECT"));
  EXPECT_FALSE(token.is("selec"));
  EXPECT_FALSE(tokenize("\"select\"", Dialect::sqlite).front().is("select"));
}

TEST(NameOf, FoldsAndUnquotes) {
  const auto name = [](std::string_view text, Dialect dialect) {
    return name_of(tokenize(text, dialect).front(), dialect);
  };
  EXPECT_EQ(name("Abc", Dialect::postgresql), "abc");
  EXPECT_EQ(name("Abc", Dialect::sqlite), "Abc");
  EXPECT_EQ(name("\"A\"\"b\"", Dialect::postgresql), "A\"b");
  EXPECT_EQ(name("U&\"d\\0061t\\+000061\"", Dialect::postgresql), "data");
  EXPECT_EQ(name("[a\"b]", Dialect::sqlite), "a\"b");
  EXPECT_EQ(name("`a``b`", Dialect::sqlite), "a`b");
}

TEST(StringOf, UndoesEveryForm) {
  EXPECT_EQ(first_string("'it''s'"), "it's");
  EXPECT_EQ(first_string("'a\\n'"), "a\\n");
  EXPECT_EQ(first_string("E'a\\n\\t\\\\\\'\\101\\x41\\u0041\\q'"), "a\n\t\\'AAAq");
  EXPECT_EQ(first_string("E'\\uD83D\\uDE00'"), "\xF0\x9F\x98\x80");
  EXPECT_EQ(first_string("U&'\\00e9\\\\'"), "\xC3\xA9\\");
  EXPECT_EQ(first_string("$$a'b$$"), "a'b");
  EXPECT_EQ(first_string("$t$a$$b$t$"), "a$$b");
  EXPECT_EQ(first_string("'a'\n -- it's\n 'b'"), "ab");
  EXPECT_EQ(first_string("E'a'\n'\\n'"), "a\n");
  EXPECT_EQ(first_string("''"), "");
}

TEST(PositionAt, CountsCodePoints) {
  EXPECT_EQ(position_at("aé\nbéc", 7).line, 2);
  EXPECT_EQ(position_at("aé\nbéc", 7).column, 3);
  EXPECT_EQ(position_at("abc", 99).column, 4);
}

}  // namespace
}  // namespace schemagen::sql
