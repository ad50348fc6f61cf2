#include "db/foreign_tables.h"

#include <algorithm>
#include <array>

#include "schemagen/base/text.h"

namespace schemagen::db {
namespace {

constexpr std::array<std::string_view, 2> kPrefixes = {"sqlite_", "_cf_"};

constexpr std::array<std::string_view, 16> kMigrationTables = {
    "__diesel_schema_migrations", "__drizzle_migrations",    "__efmigrationshistory", "_prisma_migrations",
    "_sqlx_migrations",           "alembic_version",         "ar_internal_metadata",  "d1_migrations",
    "django_migrations",          "flyway_schema_history",   "goose_db_version",      "knex_migrations",
    "knex_migrations_lock",       "refinery_schema_history", "schema_migrations",     "sequelizemeta",
};

}  // namespace

bool is_foreign_table(std::string_view name) {
  return std::any_of(kPrefixes.begin(), kPrefixes.end(),
                     [&](std::string_view prefix) {
                       return base::equals_ignoring_case(name.substr(0, prefix.size()), prefix);
                     }) ||
         std::any_of(kMigrationTables.begin(), kMigrationTables.end(), [&](std::string_view table) {
           return table.size() == name.size() && base::equals_ignoring_case(name, table);
         });
}

}  // namespace schemagen::db
