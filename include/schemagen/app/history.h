// The migrations folder as a chain: each migration names the hash of the one before it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schemagen/db/database.h"
#include "schemagen/dsl/plan_record.h"

namespace schemagen::app {

struct MigrationFolder {
  std::filesystem::path path;
  std::map<std::string, std::string> files;
  std::string hash;  ///< migration::folder_hash() of the files
  dsl::PlanRecord record;
};

/// The migrations in `folder`, first to last; empty when the folder is not there. Throws Error (declaration)
/// when one was edited after the next was made (both hashes are named) or when the history has two heads.
/// Hidden files and folders are passed over.
std::vector<MigrationFolder> read_history(const std::filesystem::path& folder);

/// SQLite: where in the last migration the database stands when that one has begun and not ended, as in
/// "migrations/7_x, of which 1_expand.sql has run and 3_contract.sql has not"; else empty.
std::string find_under_way(db::Database& database, const std::vector<MigrationFolder>& history);

/// Whether `folder` holds at least one migration.
bool is_migrations_folder(const std::filesystem::path& folder);

}  // namespace schemagen::app
