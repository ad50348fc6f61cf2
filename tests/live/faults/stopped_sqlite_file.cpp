#include "live/faults/stopped_sqlite_file.h"

#include <signal.h>

#include <chrono>
#include <thread>

#include "schemagen/db/database.h"
#include "schemagen/sql/statement.h"
#include "support/database_state.h"

namespace schemagen::tests {
namespace {

namespace fs = std::filesystem;

/// Pages are written to the disk as soon as they are changed, and not at COMMIT only.
constexpr const char* kSmallCache = "PRAGMA cache_size = 1;\n";

/// A file of a golden case takes a few milliseconds.
constexpr auto kLater = std::chrono::microseconds(500);

std::set<std::string> state(const fs::path& database) {
  const auto opened = db::open_database(database.string(), db::OpenMode::read_write);
  std::set<std::string> found = state_of(*opened, false);
  for (const db::Row& row : opened->execute("PRAGMA integrity_check"))
    if (*row.at(0) != "ok") found.insert("damaged: " + *row[0]);
  return found;
}

}  // namespace

StoppedSqliteFile::StoppedSqliteFile(std::string database, fs::path file, int every)
    : database_(std::move(database)),
      file_(std::move(file)),
      every_(static_cast<std::size_t>(every)),
      text_(read_text(file_)) {}

Finished StoppedSqliteFile::run(const fs::path& database, const std::string& script) const {
  return run_program({"sqlite3", database.string()}, {file_.parent_path(), script, {}});
}

/// Where statements begin in the text.
std::vector<std::size_t> StoppedSqliteFile::places() const {
  std::vector<std::size_t> found;
  std::size_t place = 0;
  int line = 1;
  std::size_t number = 0;
  for (const sql::Statement& statement : sql::split_statements(text_, sql::Dialect::sqlite)) {
    for (; line < statement.line; ++line) place = text_.find('\n', place) + 1;
    if (number++ % every_ == 0) found.push_back(place);
  }
  return found;
}

StoppedSqliteFile::State StoppedSqliteFile::wanted() const {
  const TemporaryFolder folder;
  const fs::path copy = folder.path() / "copy.db";
  fs::copy_file(database_, copy);
  run(copy, text_);
  return state(copy);
}

std::string StoppedSqliteFile::problem_after_stop(const fs::path& database, const State& before,
                                                  const State& wanted) const {
  const State now = state(database);
  if (now == before || now == wanted) return {};
  return "neither done nor untouched:\n" + state_difference(before, now);
}

std::string StoppedSqliteFile::whole() const {
  const Finished finished = run(database_, text_);
  return finished.code == 0 ? "" : file_.filename().string() + ":\n" + finished.out + finished.err;
}

/// It comes to its end, unless the last stop was behind it.
std::string StoppedSqliteFile::ended(const State& wanted) const {
  std::string problem = state(database_) == wanted ? "" : whole();
  if (problem.empty()) problem = state_difference(wanted, state(database_));
  return problem.empty() ? "" : file_.filename().string() + ", run again: " + problem;
}

std::string StoppedSqliteFile::between() const {
  const State before = state(database_);
  const State end = wanted();
  for (const std::size_t place : places()) {
    const Finished finished = run(database_, text_.substr(0, place));
    std::string problem = finished.code == 0 ? "" : finished.err;
    if (problem.empty()) problem = problem_after_stop(database_, before, end);
    if (!problem.empty()) return "stopped before\n" + text_.substr(place, 200) + "\n" + problem;
    if (before != end && state(database_) == end) break;
  }
  return ended(end);
}

std::string StoppedSqliteFile::torn() const {
  const State before = state(database_);
  const State end = wanted();
  const TemporaryFolder folder;
  const fs::path source = folder.path() / "source.db";
  fs::copy_file(database_, source);
  std::string script = kSmallCache;
  std::size_t from = 0;
  std::size_t number = 0;
  for (const std::size_t place : places()) {
    script += text_.substr(from, place - from);
    const std::string copy = (folder.path() / std::to_string(number++)).string();
    script += ".shell mkdir " + copy + " && cp " + source.string() + "* " + copy + "\n";
    from = place;
  }
  script += text_.substr(from);
  if (const Finished finished = run(source, script); finished.code != 0) return finished.err;
  for (std::size_t i = 0; i < number; ++i) {
    const StoppedSqliteFile left((folder.path() / std::to_string(i) / "source.db").string(), file_, 1);
    std::string problem = problem_after_stop(left.database_, before, end);
    if (problem.empty()) problem = left.ended(end);
    if (!problem.empty()) return "torn at place " + std::to_string(i) + ": " + problem;
  }
  return ended(end);
}

std::string StoppedSqliteFile::killed() const {
  const State before = state(database_);
  const State end = wanted();
  auto after = kLater;
  for (bool over = false; !over; after += kLater * static_cast<int>(every_)) {
    Running sqlite3({"sqlite3", database_.string()}, {file_.parent_path(), kSmallCache + text_, {}});
    std::this_thread::sleep_for(after);
    over = sqlite3.is_over();
    sqlite3.signal(SIGKILL);
    sqlite3.wait();
    if (const std::string problem = problem_after_stop(database_, before, end); !problem.empty())
      return "killed: " + problem;
    over = over || (before != end && state(database_) == end);
  }
  return ended(end);
}

}  // namespace schemagen::tests
