// A file of a migration that never comes to its end, on SQLite: sqlite3 goes away between two statements, or
// the machine does, so that its journal is left beside the database, or sqlite3 is killed. Each time the
// same file is simply run again.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "support/program.h"

namespace schemagen::tests {

class StoppedSqliteFile {
 public:
  /// `every`: it is stopped at every n-th place.
  StoppedSqliteFile(std::string database, std::filesystem::path file, int every);

  // What is wrong with it; empty when the file came to its end at last and the database holds what it holds
  // after a run that nothing stopped, rows included.

  /// Its input ends between two statements, each time a little later.
  std::string between() const;
  /// Database and journal as they are on the disk between two statements, copied, and the file run on the
  /// copy.
  std::string torn() const;
  /// Killed, each time a little later.
  std::string killed() const;
  std::string whole() const;

 private:
  using State = std::set<std::string>;

  std::vector<std::size_t> places() const;
  Finished run(const std::filesystem::path& database, const std::string& script) const;
  State wanted() const;
  std::string problem_after_stop(const std::filesystem::path& database, const State& before,
                                 const State& wanted) const;
  std::string ended(const State& wanted) const;

  std::filesystem::path database_;
  std::filesystem::path file_;
  std::size_t every_;
  std::string text_;
};

}  // namespace schemagen::tests
