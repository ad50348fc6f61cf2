#include "live/faults/stopped_file.h"

#include <signal.h>

#include <chrono>
#include <thread>

#include "schemagen/db/database.h"

namespace schemagen::tests {
namespace {

namespace fs = std::filesystem;

constexpr const char* kNotes = R"sql(
SELECT string_agg(prosrc, ' ' ORDER BY proname) FROM pg_proc WHERE proname ~ '^_sg_[0-9a-z]+$' AND prosrc LIKE '-- %')sql";

/// Ends the session when the counter comes to zero. What a session makes for itself does not count.
constexpr const char* kTrap = R"sql(
CREATE SCHEMA trap;
CREATE SEQUENCE trap.counter MINVALUE -1000000 START -1000000;
CREATE FUNCTION trap.count_down() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_event_trigger_ddl_commands() WHERE schema_name LIKE 'pg\_temp%') AND nextval('trap.counter') = 0 THEN
        PERFORM pg_terminate_backend(pg_backend_pid());
    END IF;
END $$;
CREATE EVENT TRIGGER trap ON ddl_command_end EXECUTE FUNCTION trap.count_down();)sql";

constexpr const char* kNoTrap = "DROP EVENT TRIGGER trap; DROP SCHEMA trap CASCADE;";

constexpr const char* kWriteEverywhere = R"sql(
DO $$ DECLARE name regclass; BEGIN
    FOR name IN SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
                 WHERE relkind IN ('r', 'p') AND nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY c.oid LOOP
        EXECUTE format('LOCK TABLE %s IN ROW EXCLUSIVE MODE', name);
    END LOOP;
END $$)sql";

constexpr const char* kWaits = "SELECT count(*) FROM pg_locks WHERE NOT granted";

/// More than any file of a golden case needs.
constexpr int kMostRuns = 400;

std::string value(db::Database& database, const char* query) {
  return database.execute(query).at(0).at(0).value_or("");
}

bool has(const Finished& finished, const char* text) { return finished.err.find(text) != std::string::npos; }

void sleep_a_little() { std::this_thread::sleep_for(std::chrono::milliseconds(50)); }

}  // namespace

StoppedFile::StoppedFile(std::string url, fs::path file, int every)
    : url_(std::move(url)),
      file_(std::move(file)),
      every_(static_cast<std::size_t>(every)),
      text_(read_text(file_)),
      statements_(sql::split_statements(text_, sql::Dialect::postgresql)) {}

Finished StoppedFile::run(const fs::path& file) const {
  return run_program({"psql", "-X", "-q", "-f", file.string(), url_}, {file_.parent_path(), "", {}});
}

std::string StoppedFile::problem_of(const Finished& finished) const {
  return finished.code == 0 ? "" : file_.filename().string() + ", run again:\n" + finished.out + finished.err;
}

std::string StoppedFile::whole() const { return problem_of(run(file_)); }

/// Runs so many statements of the file.
std::string StoppedFile::begin(std::size_t statements) const {
  std::size_t end = 0;
  for (int line = 1; line < statements_.at(statements).line; ++line) end = text_.find('\n', end) + 1;
  const fs::path part = file_.parent_path() / ("part_of_" + file_.filename().string());
  write_text(part, text_.substr(0, end));
  const Finished finished = run(part);
  if (!has(finished, "ERROR:")) return {};
  return file_.filename().string() + ", its first " + std::to_string(statements) + " statements:\n" +
         finished.err;
}

std::string StoppedFile::between() const {
  for (std::size_t statements = 1; statements < statements_.size(); statements += every_)
    if (const std::string problem = begin(statements); !problem.empty()) return problem;
  return whole();
}

std::string StoppedFile::within() const {
  const auto database = db::open_database(url_, db::OpenMode::read_write);
  db::run_script(*database, kTrap, "trap");
  std::size_t place = 1;
  std::string noted = value(*database, kNotes);
  for (int runs = 0; runs < kMostRuns; ++runs) {
    database->execute("SELECT setval('trap.counter', -" + std::to_string(place) + ")");
    const Finished finished = run(file_);
    if (finished.code == 0) {
      db::run_script(*database, kNoTrap, "trap");
      return {};
    }
    if (!has(finished, "terminating connection")) return problem_of(finished);
    const std::string now = value(*database, kNotes);
    place = now == noted ? place + every_ : 1;
    noted = now;
  }
  return file_.filename().string() + " does not come to its end.";
}

std::string StoppedFile::killed() const {
  const auto writer = db::open_database(url_, db::OpenMode::read_write);
  const auto watcher = db::open_database(url_, db::OpenMode::read_only);
  writer->execute("BEGIN");
  writer->execute(kWriteEverywhere);
  {
    Running psql({"psql", "-X", "-q", "-f", file_.string(), url_}, {file_.parent_path(), "", {}});
    while (!psql.is_over() && value(*watcher, kWaits) == "0") sleep_a_little();
    if (psql.is_over()) return problem_of(psql.wait());
    psql.signal(SIGKILL);
    psql.wait();
  }
  writer->execute("ROLLBACK");
  // The server notices within a second that nobody is there any more; until then the file is still running.
  Finished finished = run(file_);
  for (int turn = 0; turn < 100 && has(finished, "Another file of a migration is running"); ++turn) {
    sleep_a_little();
    finished = run(file_);
  }
  // What the server was at when psql went away may have been the file's last statement.
  return has(finished, "The migration has run here") ? "" : problem_of(finished);
}

std::string StoppedFile::undone(const std::vector<StoppedFile>& earlier, const StoppedFile& undo,
                                const std::function<std::string()>& check) const {
  for (std::size_t statements = 1; statements < statements_.size(); statements += every_) {
    std::string problem;
    for (const StoppedFile& file : earlier)
      if (problem.empty()) problem = file.whole();
    if (problem.empty()) problem = begin(statements);
    const bool has_begun = value(*db::open_database(url_, db::OpenMode::read_only), kNotes) != "";
    if (problem.empty() && has_begun) problem = undo.between();
    if (problem.empty()) problem = check();
    if (!problem.empty()) return "stopped after " + std::to_string(statements) + " statements: " + problem;
  }
  return {};
}

}  // namespace schemagen::tests
