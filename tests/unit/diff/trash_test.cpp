#include "schemagen/diff/trash.h"

#include <gtest/gtest.h>

#include "schemagen/diff/rename.h"

namespace schemagen::diff {
namespace {

using model::column_id;
using model::Kind;
using model::Schema;
using model::table_id;

model::Column text() {
  model::Column column;
  column.type = "text";
  return column;
}

Schema with(const std::vector<model::ObjectId>& ids) {
  Schema schema(sql::Dialect::postgresql);
  for (const model::ObjectId& id : ids) {
    if (id.kind == Kind::table)
      schema.put(id, model::Table{});
    else
      schema.put(id, text());
  }
  return schema;
}

const model::ObjectId kUsers = table_id("public", "users");
const model::ObjectId kName = column_id("public", "users", "name");
const model::ObjectId kAsideColumn = column_id("public", "users", "_sg_trash_fax");
const model::ObjectId kAsideTable = table_id("public", "_sg_trash_notes");
const model::ObjectId kColumnOfAside = column_id("public", "_sg_trash_notes", "body");

TEST(Trash, NamesFitAndStayApart) {
  EXPECT_EQ(trash_name("fax").view(), "_sg_trash_fax");
  const std::string many(62, 'x');
  EXPECT_EQ(trash_name(many + "a").view().size(), 63U);
  EXPECT_NE(trash_name(many + "a"), trash_name(many + "b"));
}

TEST(Trash, IsListedWithoutItsParts) {
  const Schema schema = with({kUsers, kName, kAsideColumn, kAsideTable, kColumnOfAside});
  EXPECT_EQ(set_aside_in(schema), (std::vector<model::ObjectId>{kAsideTable, kAsideColumn}));
  EXPECT_TRUE(has_trash(schema));
  EXPECT_EQ(without_trash(schema), with({kUsers, kName}));
  EXPECT_FALSE(has_trash(without_trash(schema)));
}

TEST(Trash, StaysWhereItHasAPlace) {
  const Schema current = with({kUsers, kName, kAsideColumn, kAsideTable, kColumnOfAside});
  EXPECT_EQ(with_trash_of(current, with({kUsers, kName})), current);
  EXPECT_EQ(with_trash_of(current, with({})), with({kAsideTable, kColumnOfAside}))
      << "a column goes with its table";
}

TEST(Trash, IsNotTakenForARenamedObject) {
  const Schema current = with({kUsers, kName, kAsideColumn});
  EXPECT_TRUE(candidates(current, with({kUsers, kName, column_id("public", "users", "mail")})).empty());
}

}  // namespace
}  // namespace schemagen::diff
