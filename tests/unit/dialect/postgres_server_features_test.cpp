#include <gtest/gtest.h>

#include "schemagen/base/error.h"
#include "schemagen/dialect/lower.h"

namespace schemagen::dialect {
namespace {

constexpr sql::Target on(int version) { return {sql::Dialect::postgresql, version}; }

std::string refusal(const model::Schema& declared, int version) {
  try {
    require_server(declared, on(version));
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::unsupported);
    return error.what();
  }
  return {};
}

model::Schema with_everything() {
  model::Schema schema(sql::Dialect::postgresql);
  const model::ObjectId table = model::table_id("public", "users");
  schema.put(table, model::Table{});
  model::Column packed;
  packed.type = "text";
  packed.compression = "lz4";
  schema.put(model::column_id("public", "users", "packed"), packed);
  model::Column computed;
  computed.type = "text";
  computed.generated = model::Generated{"packed", false};
  schema.put(model::column_id("public", "users", "computed"), computed);
  model::Unique unique;
  unique.columns.push_back({"packed", {}, false});
  unique.nulls_not_distinct = true;
  schema.put({model::Kind::unique, "public", "users", "one"}, unique);
  return schema;
}

TEST(RequireServer, NamesEveryObjectThatNeedsMore) {
  const std::string text = refusal(with_everything(), 130023);
  EXPECT_NE(text.find("This server is PostgreSQL 13"), std::string::npos) << text;
  EXPECT_NE(text.find("column users.packed: COMPRESSION needs PostgreSQL 14"), std::string::npos) << text;
  EXPECT_NE(text.find("unique constraint users.one: NULLS NOT DISTINCT needs PostgreSQL 15"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("column users.computed: GENERATED … VIRTUAL needs PostgreSQL 18"), std::string::npos)
      << text;
}

TEST(RequireServer, LeavesOutWhatTheServerHas) {
  const std::string text = refusal(with_everything(), 150000);
  EXPECT_EQ(text.find("users.packed"), std::string::npos) << text;
  EXPECT_EQ(text.find("users.one"), std::string::npos) << text;
  EXPECT_NE(text.find("users.computed"), std::string::npos) << text;
  EXPECT_EQ(refusal(with_everything(), 180000), "");
}

TEST(RequireServer, AsksNothingOfSqlite) {
  EXPECT_NO_THROW(require_server(model::Schema(sql::Dialect::sqlite), {sql::Dialect::sqlite, 3035000}));
}

}  // namespace
}  // namespace schemagen::dialect
