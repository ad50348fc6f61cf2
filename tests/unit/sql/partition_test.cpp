#include "schemagen/sql/partition.h"

#include <gtest/gtest.h>

namespace schemagen::sql {
namespace {

std::string key_of(std::string_view text) {
  const auto key = parse_partition_key(text);
  return key ? to_string(*key) : "none";
}

std::string bound_of(std::string_view text) {
  const auto bound = parse_partition_bound(text);
  return bound ? to_string(*bound) : "none";
}

TEST(PartitionKey, IsWordedAsTheServerDoes) {
  EXPECT_EQ(key_of("range(created_at)"), "RANGE (created_at)");
  EXPECT_EQ(key_of("list ( lower(a) )"), "LIST (lower(a))");
  EXPECT_EQ(key_of("Hash (a,\"B c\" , (a + 1))"), "HASH (a, \"B c\", (a + 1))");
  for (const char* wrong : {"", "range", "range ()", "range (a,)", "range (a", "range (a) b", "by range (a)"})
    EXPECT_EQ(key_of(wrong), "none") << wrong;
}

TEST(PartitionKey, KnowsItsColumns) {
  const auto key = parse_partition_key("RANGE (a, \"B c\" COLLATE \"C\", lower(d), (e), F text_ops)");
  ASSERT_TRUE(key);
  std::vector<base::Symbol> columns;
  for (const PartitionKey::Part& part : key->parts) columns.push_back(part.column);
  EXPECT_EQ(columns, (std::vector<base::Symbol>{"a", "B c", "", "", "f"}));
}

TEST(PartitionBound, IsWordedAsTheServerDoes) {
  EXPECT_EQ(bound_of("from ('a', minvalue) to ('it''s, (so)', maxvalue)"),
            "FOR VALUES FROM ('a', MINVALUE) TO ('it''s, (so)', MAXVALUE)");
  EXPECT_EQ(bound_of("FOR VALUES IN (1,null, True)"), "FOR VALUES IN (1, NULL, true)");
  EXPECT_EQ(bound_of("with (remainder 1, MODULUS 4)"), "FOR VALUES WITH (modulus 4, remainder 1)");
  EXPECT_EQ(bound_of("default"), "DEFAULT");
  for (const char* wrong : {"", "in ()", "in (1", "from (1)", "from (1) to (1, 2)", "with (modulus 4)",
                            "default x", "for values", "with (modulus 'a', remainder 1)"})
    EXPECT_EQ(bound_of(wrong), "none") << wrong;
}

}  // namespace
}  // namespace schemagen::sql
