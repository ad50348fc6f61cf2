// The migrations folder as a chain: each migration names the hash of the one before it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

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

/// Whether `folder` holds at least one migration.
bool is_migrations_folder(const std::filesystem::path& folder);

}  // namespace schemagen::app
