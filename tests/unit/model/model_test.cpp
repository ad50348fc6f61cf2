#include <gtest/gtest.h>

#include <set>

#include "schemagen/base/error.h"
#include "schemagen/model/schema.h"
#include "support/sample_schema.h"

namespace schemagen::model {
namespace {

TEST(Attributes, ShowEveryChange) {
  const std::vector<tests::Mutation> mutations = tests::all_mutations();
  ASSERT_GT(mutations.size(), 80U);
  for (const tests::Mutation& mutation : mutations) {
    EXPECT_FALSE(mutation.before == mutation.after) << mutation.name;
    EXPECT_NE(attributes(mutation.before), attributes(mutation.after)) << mutation.name;
    EXPECT_EQ(attributes(mutation.before), attributes(Object(mutation.before))) << mutation.name;
  }
}

TEST(Attributes, CoverEveryKind) {
  std::set<std::size_t> kinds;
  for (const tests::Mutation& mutation : tests::all_mutations()) kinds.insert(mutation.before.index());
  EXPECT_EQ(kinds.size(), std::variant_size_v<Object>);
}

TEST(Attributes, DoNotListPositions) {
  Column first;
  Column second;
  second.position = {7};
  EXPECT_EQ(Object(first), Object(second));
  EXPECT_EQ(attributes(first), attributes(second));
}

TEST(ObjectId, IsWrittenForPeople) {
  EXPECT_EQ(to_string(column_id("public", "users", "email")), "column:users.email");
  EXPECT_EQ(to_string(column_id("billing", "a b", "x\"y")), "column:billing.\"a b\".\"x\"\"y\"");
  EXPECT_EQ(to_string(primary_key_id("", "t")), "primary key:t");
  EXPECT_EQ(to_string({Kind::function, "public", "", "add(integer, integer)"}),
            "function:add(integer, integer)");
  EXPECT_EQ(display_name({Kind::table, "", "", "größe"}), "größe");
}

TEST(AutomaticName, IsThatOfPostgreSql) {
  EXPECT_EQ(automatic_name("users", {"email"}, "key"), "users_email_key");
  EXPECT_EQ(automatic_name("users", {}, "pkey"), "users_pkey");
  EXPECT_EQ(automatic_name("orders", {"a", "b"}, "fkey"), "orders_a_b_fkey");
  const std::string table(60, 't');
  const std::string column(60, 'c');
  const std::string name = automatic_name(table, {column}, "key");
  EXPECT_EQ(name, std::string(29, 't') + "_" + std::string(29, 'c') + "_key");
  EXPECT_EQ(automatic_name(std::string(63, 'x'), {}, "pkey"), std::string(58, 'x') + "_pkey");
}

TEST(SideName, BearsItsMigration) {
  EXPECT_EQ(side_name("20260101000000", "new", "age"), "_sg_20260101000000_new_age");
  EXPECT_EQ(side_name("20260101000000", "", "users"), "_sg_20260101000000_users");
  EXPECT_EQ(sync_trigger_name(kPushTag, "users"), "zz_sg_push_users");
}

TEST(SideName, StaysApartWhenCut) {
  const std::string shared(62, 'b');
  std::set<Symbol> names;
  for (const char* what : {"", "new", "old"})
    for (const char* last : {"1", "2"}) {
      names.insert(side_name("20260101000000", what, shared + last));
      names.insert(sync_trigger_name("20260101000000", shared + last));
    }
  EXPECT_EQ(names.size(), 8U);
  for (const Symbol name : names) {
    EXPECT_EQ(name.str().size(), 63U) << name.str();
    EXPECT_EQ(tag_of(name), "20260101000000");
  }
}

TEST(SideName, IsKnownAgain) {
  EXPECT_EQ(tag_of("zz_sg_7_users"), "7");
  EXPECT_EQ(tag_of("_sg_push_new_age"), "push");
  EXPECT_EQ(tag_of("_sg_7()"), "7");
  EXPECT_EQ(tag_of("~~_sg_7_users"), "7");
  for (const char* other : {"_sg_trash_notes", "_sg__x", "sg_7_x", "users", "_sg_7a_x"})
    EXPECT_EQ(tag_of(other), "") << other;
  EXPECT_TRUE(is_side_name("_sg_7_new_age", "new"));
  EXPECT_FALSE(is_side_name("_sg_7_newer", "new"));
  EXPECT_FALSE(is_side_name("_sg_trash_new_age", "new"));
}

TEST(SequenceOptions, FollowTypeAndDirection) {
  EXPECT_EQ(default_options("smallint").maximum, 32767);
  EXPECT_EQ(default_options("bigint").start, 1);
  const SequenceOptions down = default_options("integer", -1);
  EXPECT_EQ(down.maximum, -1);
  EXPECT_EQ(down.start, -1);
  EXPECT_EQ(down.minimum, -2147483648LL);
}

Schema two_tables() {
  Schema schema(sql::Dialect::postgresql);
  schema.put(table_id("public", "a"), Table{});
  schema.put(table_id("public", "b"), Table{});
  Column second;
  second.position = {1};
  schema.put(column_id("public", "a", "x"), second);
  schema.put(column_id("public", "a", "y"), Column{});
  schema.put({Kind::index, "public", "a", "i"}, Index{});
  schema.put({Kind::index, "public", "b", "j"}, Index{});
  return schema;
}

TEST(Schema, ListsColumnsInTheirOrder) {
  const Schema schema = two_tables();
  const auto columns = schema.columns_of("public", "a");
  ASSERT_EQ(columns.size(), 2U);
  EXPECT_EQ(columns[0].first.name, Symbol("y"));
  EXPECT_EQ(columns[1].first.name, Symbol("x"));
}

TEST(Schema, ListsWhatATableOwns) {
  EXPECT_EQ(two_tables().owned_by("public", "a").size(), 3U);
  EXPECT_EQ(two_tables().owned_by("public", "b").size(), 1U);
  EXPECT_EQ(two_tables().all<Index>(Kind::index).size(), 2U);
}

TEST(Schema, RefusesAnObjectUnderAnIdOfAnotherKind) {
  Schema schema(sql::Dialect::sqlite);
  EXPECT_THROW(schema.put(table_id("", "a"), Column{}), base::Error);
}

TEST(Fingerprint, ChangesWithEveryAttribute) {
  std::set<std::string> prints;
  std::size_t expected = 0;
  for (const tests::Mutation& mutation : tests::all_mutations()) {
    Schema schema(sql::Dialect::postgresql);
    schema.put({kind_of(mutation.after), "public", "o", mutation.name}, mutation.after);
    prints.insert(fingerprint(schema));
    ++expected;
  }
  EXPECT_EQ(prints.size(), expected);
}

TEST(RenameReferences, ReachesColumnsAndTables) {
  ForeignKey key;
  key.columns = {"a"};
  key.ref_schema = "public";
  key.ref_table = "old";
  key.ref_columns = {"id"};
  Object object = key;
  rename_references(
      object, {Kind::foreign_key, "public", "t", "k"},
      {[](Symbol&, Symbol& name) { name = name == Symbol("old") ? Symbol("new") : name; },
       [](Symbol, Symbol table, Symbol column) { return Symbol(table.str() + "_" + column.str()); }});
  const auto& renamed = std::get<ForeignKey>(object);
  EXPECT_EQ(renamed.ref_table, Symbol("new"));
  EXPECT_EQ(renamed.columns, std::vector<Symbol>{"t_a"});
  EXPECT_EQ(renamed.ref_columns, std::vector<Symbol>{"old_id"});
}

}  // namespace
}  // namespace schemagen::model
