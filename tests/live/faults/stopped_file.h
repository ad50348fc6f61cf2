// A file of a migration that never comes to its end: psql goes away between two statements, or the server
// ends its session within one, or psql is killed while it waits. Each time the file is simply run again, with
// no editing.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "schemagen/sql/statement.h"
#include "support/program.h"

namespace schemagen::tests {

class StoppedFile {
 public:
  /// `every`: it is stopped at every n-th place.
  StoppedFile(std::string url, std::filesystem::path file, int every);

  // What is wrong with it; empty when the file came to its end at last.

  /// Stopped between two statements, each time a little later.
  std::string between() const;
  /// Ended by the server within a statement that changes the catalog, each time a little later.
  std::string within() const;
  /// Killed while it waits for a transaction that has written to every table.
  std::string killed() const;
  /// After the whole of the `earlier` files stopped between two statements, and `undo` run instead, stopped
  /// itself each time a little later: `check` says what is wrong then.
  std::string undone(const std::vector<StoppedFile>& earlier, const StoppedFile& undo,
                     const std::function<std::string()>& check) const;
  std::string whole() const;

 private:
  Finished run(const std::filesystem::path& file) const;
  std::string problem_of(const Finished& finished) const;
  std::string begin(std::size_t statements) const;

  std::string url_;
  std::filesystem::path file_;
  std::size_t every_;
  std::string text_;
  std::vector<sql::Statement> statements_;
};

}  // namespace schemagen::tests
