// Golden cases: golden/plan/<topic>/<case>/ holds
//   from.toml, to.toml   the declarations before and after (no `dialect`: the case is run for both)
//   seed.sql             rows for `from`; <dialect>/seed.sql where the dialects need different ones
//   case.toml            `dialects = ["postgresql"]`, `refused = "text"` (planning must fail with it),
//                        `backward = "why the way back cannot be planned"`,
//                        `since = 15` (older versions of PostgreSQL lack what the declarations ask for)
//   <dialect>/           the expected 1_expand.sql, 2_migrate.sql, 3_contract.sql, undo.sql, plan.toml
#pragma once

#include <filesystem>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "schemagen/app/planning.h"
#include "schemagen/dsl/declaration.h"
#include "schemagen/migration/folder.h"
#include "schemagen/plan/plan.h"

namespace schemagen::tests {

struct GoldenCase {
  std::string name;  ///< `column/add_nullable`
  std::filesystem::path folder;
  sql::Dialect dialect = sql::Dialect::sqlite;
  std::string refused;
  std::string backward;
  int since = 0;  ///< PostgreSQL's major version

  dsl::Declaration from() const;
  dsl::Declaration to() const;
  std::string seed() const;
  std::filesystem::path expected() const { return folder / sql::to_string(dialect); }
};

/// For the messages of tests.
std::ostream& operator<<(std::ostream& out, const GoldenCase& golden);

/// What `text` declares. Throws Error (declaration) with all its mistakes.
dsl::Declaration declaration_of(const std::string& text);

/// Every case and dialect, by name.
std::vector<GoldenCase> golden_cases();
/// Those of one dialect, and those of them that are not refused.
std::vector<GoldenCase> golden_cases(sql::Dialect dialect);
std::vector<GoldenCase> planned_cases(sql::Dialect dialect);

/// `text` with everything but letters and digits as underscores: the name of a test.
std::string as_test_name(std::string text);

/// The version that goldens are written for: PostgreSQL 15, SQLite 3.40.
sql::Target golden_target(sql::Dialect dialect);

/// The leading number of every migration that tests plan.
inline constexpr const char* kMigrationNumber = "20260101000000";

/// The plan from `before` to `after`, with the renames that `after` states and no other.
app::PlannedChange plan_between(const model::Schema& before, const dsl::Declaration& after,
                                sql::Target target);

/// The way back. The owner of a column or constraint is written with its name after the migration: backwards
/// that is the old one.
std::vector<diff::Rename> reversed(const std::vector<diff::Rename>& renames);

/// The files of a migration with a fixed id.
migration::Migration migration_of(const model::Schema& before, const dsl::Declaration& after,
                                  plan::Plan plan);

}  // namespace schemagen::tests
