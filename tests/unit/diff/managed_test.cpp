#include "schemagen/diff/managed.h"

#include <gtest/gtest.h>

namespace schemagen::diff {
namespace {

using model::Kind;
using model::ObjectId;
using model::Schema;
using model::table_id;

constexpr auto kPostgres = sql::Dialect::postgresql;
constexpr auto kSqlite = sql::Dialect::sqlite;

Schema with_tables(sql::Dialect dialect, const std::vector<std::string>& names) {
  Schema schema(dialect);
  const char* name_space = dialect == kSqlite ? "" : "public";
  for (const std::string& name : names) schema.put(table_id(name_space, name), model::Table{});
  return schema;
}

std::vector<std::string> left(const Schema& live, const Scope& scope, const Schema& declared,
                              const std::vector<Rename>& stated = {}) {
  std::vector<std::string> entries;
  const model::Schema managed = managed_part(live, declared, stated, scope);
  for (const model::Unmodelled& thing : managed.unmodelled())
    entries.push_back(thing.entry() + (thing.known ? " (known)" : ""));
  return entries;
}

using Entries = std::vector<std::string>;

TEST(Managed, LeavesTablesOfMigrationToolsToThem) {
  const std::vector<std::string> names{"Schema_Migrations", "_cf_KV", "t"};
  EXPECT_EQ(left(with_tables(kPostgres, names), {}, Schema(kPostgres)), Entries{"table Schema_Migrations"});
  EXPECT_EQ(left(with_tables(kSqlite, names), {}, Schema(kSqlite)).size(), 2U);
}

TEST(Managed, LooksAfterWhatIsDeclaredOrRenamed) {
  const Schema live = with_tables(kPostgres, {"schema_migrations", "alembic_version"});
  const Schema declared = with_tables(kPostgres, {"schema_migrations", "versions"});
  const Rename rename{table_id("public", "alembic_version"), table_id("public", "versions"), {}, {}};
  EXPECT_EQ(left(live, {}, declared, {rename}), Entries{});
}

TEST(Managed, KnowsPatterns) {
  const Schema live = with_tables(kPostgres, {"log_a", "log_ab", "a.b", "log"});
  EXPECT_EQ(left(live, {{}, {"log_?"}}, Schema(kPostgres)), Entries{"table log_a (known)"});
  EXPECT_EQ(left(live, {{}, {"*a*b"}}, Schema(kPostgres)).size(), 2U);
  EXPECT_EQ(left(live, {{}, {"*"}}, Schema(kPostgres)).size(), 4U);
  EXPECT_EQ(left(live, {{}, {"LOG"}}, Schema(kPostgres)), Entries{});
  EXPECT_EQ(left(with_tables(kSqlite, {"log"}), {{}, {"L*"}}, Schema(kSqlite)), Entries{"table log (known)"});
}

TEST(Managed, TakesAKindOfTableForATable) {
  const Schema live = with_tables(kPostgres, {"kid", "kids"});
  EXPECT_EQ(left(live, {{"inheriting table kid"}, {}}, Schema(kPostgres)), Entries{"table kid (known)"});
}

TEST(Managed, LeavesForeignKeysToWhatIsLeft) {
  Schema live = with_tables(kPostgres, {"schema_migrations", "t"});
  model::ForeignKey key;
  key.columns = {"v"};
  key.ref_schema = "public";
  key.ref_table = "schema_migrations";
  const ObjectId id{Kind::foreign_key, "public", "t", "t_v_fkey"};
  live.put(id, key);
  EXPECT_EQ(left(live, {}, Schema(kPostgres)),
            (Entries{"foreign key t.t_v_fkey", "table schema_migrations"}));
  EXPECT_FALSE(managed_part(live, Schema(kPostgres), {}, {}).contains(id));
}

}  // namespace
}  // namespace schemagen::diff
