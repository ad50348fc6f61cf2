#include "schemagen/app/history.h"

#include <algorithm>
#include <set>
#include <system_error>

#include "schemagen/base/error.h"
#include "schemagen/base/file.h"
#include "schemagen/base/text.h"
#include "schemagen/migration/folder.h"

namespace schemagen::app {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;

constexpr const char* kRecord = "plan.toml";
constexpr const char* kNoParent = "none";

std::vector<fs::path> entries_of(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> paths;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    if (!base::trim(it->path().filename().string()).starts_with(".")) paths.push_back(it->path());
  if (error)
    throw Error(ErrorKind::io, "Cannot read the folder " + folder.string() + ": " + error.message() + ".");
  std::sort(paths.begin(), paths.end());
  return paths;
}

MigrationFolder read_migration(const fs::path& path) {
  MigrationFolder migration;
  migration.path = path;
  for (const fs::path& file : entries_of(path))
    if (fs::is_regular_file(file)) migration.files.emplace(file.filename().string(), base::read_file(file));
  migration.hash = migration::folder_hash(migration.files);
  migration.record = dsl::read_plan_record(migration.files.at(kRecord), (path / kRecord).string());
  return migration;
}

std::vector<MigrationFolder> read_all(const fs::path& folder) {
  std::vector<MigrationFolder> all;
  std::error_code ignored;
  if (!fs::exists(folder, ignored)) return all;
  for (const fs::path& path : entries_of(folder))
    if (fs::is_directory(path) && fs::exists(path / kRecord)) all.push_back(read_migration(path));
  return all;
}

std::string name_of(const MigrationFolder& migration) { return migration.path.filename().string(); }

/// Folders that no other one follows.
std::vector<const MigrationFolder*> heads_of(const std::vector<MigrationFolder>& all) {
  std::set<std::string> parents;
  for (const MigrationFolder& migration : all) parents.insert(migration.record.parent);
  std::vector<const MigrationFolder*> heads;
  for (const MigrationFolder& migration : all)
    if (!parents.contains(migration.hash)) heads.push_back(&migration);
  return heads;
}

[[noreturn]] void refuse_edited(const std::vector<MigrationFolder>& all, const MigrationFolder& orphan) {
  const MigrationFolder* edited = nullptr;
  for (const MigrationFolder* head : heads_of(all))
    if (head != &orphan && (edited == nullptr || name_of(*head) < name_of(orphan))) edited = head;
  std::string message = "The migration " + name_of(orphan) + " follows one with the hash " +
                        orphan.record.parent + ", but no migration has that hash.";
  if (edited != nullptr)
    message += " " + name_of(*edited) + " has " + edited->hash + ": it was edited after " + name_of(orphan) +
               " was made.";
  throw Error(ErrorKind::declaration, message,
              "Restore the edited files from version control, or remove " + name_of(orphan) +
                  " and generate it again.");
}

[[noreturn]] void refuse_fork(const MigrationFolder& one, const MigrationFolder& other) {
  throw Error(ErrorKind::declaration,
              "The history of migrations forks: it ends in both " + name_of(one) + " (" + one.hash +
                  ") and " + name_of(other) + " (" + other.hash + ").",
              "Keep one of them, remove the other folder, and generate it again on top of the first.");
}

}  // namespace

std::vector<MigrationFolder> read_history(const fs::path& folder) {
  std::vector<MigrationFolder> all = read_all(folder);
  std::map<std::string, const MigrationFolder*> by_hash;
  for (const MigrationFolder& migration : all) by_hash.emplace(migration.hash, &migration);
  for (const MigrationFolder& migration : all)
    if (migration.record.parent != kNoParent && !by_hash.contains(migration.record.parent))
      refuse_edited(all, migration);
  const std::vector<const MigrationFolder*> heads = heads_of(all);
  if (heads.size() > 1) refuse_fork(*heads[0], *heads[1]);

  std::vector<MigrationFolder> chain;
  for (const MigrationFolder* at = heads.empty() ? nullptr : heads.front(); at != nullptr;) {
    chain.push_back(*at);
    const std::string& parent = at->record.parent;
    at = parent == kNoParent ? nullptr : by_hash.at(parent);
  }
  std::reverse(chain.begin(), chain.end());
  return chain;
}

std::string find_under_way(db::Database& database, const std::vector<MigrationFolder>& history) {
  if (history.empty() || database.target().dialect != sql::Dialect::sqlite) return {};
  const MigrationFolder& last = history.back();
  if (last.record.begun.empty() || last.record.finished.empty()) return {};
  const auto rows =
      database.execute("SELECT (" + last.record.begun + ") AND NOT (" + last.record.finished + ")");
  if (rows.at(0).at(0).value_or("0") != "1") return {};
  return last.path.string() + ", of which 1_expand.sql has run and 3_contract.sql has not";
}

bool is_migrations_folder(const fs::path& folder) {
  if (!fs::is_directory(folder)) return false;
  const std::vector<fs::path> entries = entries_of(folder);
  return std::any_of(entries.begin(), entries.end(),
                     [](const fs::path& path) { return fs::exists(path / kRecord); });
}

}  // namespace schemagen::app
