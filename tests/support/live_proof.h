// The live proof of a migration: it is applied to a database with rows, and everything is looked at
// afterwards.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "schemagen/app/planning.h"
#include "schemagen/db/database.h"
#include "schemagen/dsl/declaration.h"
#include "support/golden_case.h"

namespace schemagen::tests {

/// Runs the statements that create `schema` in an empty database.
void create_schema(db::Database& database, const model::Schema& schema);

/// What is wrong after `from` → `to` was planned and applied, phase file by phase file; empty when all of
/// this holds: the database is what `to` declares, a second plan has no step, and the rows of surviving
/// columns are unchanged. `database` holds `from` and any rows already.
std::vector<std::string> migrate_and_check(db::Database& database, const model::Schema& from,
                                           const dsl::Declaration& to);

/// What is wrong after expand and migrate of `from` → `to` and then undo.sql; empty when the database is what
/// `from` declares and holds the rows that it held, apart from what undo.sql says that it leaves.
std::vector<std::string> undo_and_check(db::Database& database, const dsl::Declaration& from,
                                        const dsl::Declaration& to);

/// undo.sql, unless contract is all that the migration has: then it stops before contract.
void run_undo(db::Database& database, const migration::Migration& migration);

/// What is between the database and `to`, on the database's own judgement of wordings. With `with_renames`,
/// those that `to` states are still to come.
app::Difference difference_of(db::Database& database, const dsl::Declaration& to, bool with_renames);
plan::Plan plan_of(db::Database& database, const dsl::Declaration& to, bool with_renames);

/// Clears away what an unfinished migration to `to` has left.
void clear_leftovers(db::Database& database, const dsl::Declaration& to);

/// The server is older than the case asks for. Then the declarations must be refused for it, or this throws.
bool is_too_old_for(db::Database& database, const GoldenCase& golden);

/// An empty database: SQLite in memory, or a new one on this program's own PostgreSQL server.
std::unique_ptr<db::Database> fresh_database(sql::Dialect dialect);

}  // namespace schemagen::tests
