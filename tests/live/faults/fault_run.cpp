#include "live/faults/fault_run.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "live/faults/company.h"
#include "live/faults/stopped_file.h"
#include "live/faults/stopped_sqlite_file.h"
#include "schemagen/db/database.h"
#include "support/database_state.h"
#include "support/pg_server.h"
#include "support/program.h"

namespace schemagen::tests {
namespace {

namespace fs = std::filesystem;

/// What ends a case.
struct Broken : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The case ends here, and well.
struct Enough {};

struct Written {
  std::string name;
  fs::path folder;
};

class FaultRun {
 public:
  explicit FaultRun(const FaultCase& fault) : fault_(fault) {
    fs::copy(fault.folder, work_, fs::copy_options::recursive);
    url_ = fresh_url("db");
    if (is_postgres()) scratch_ = fresh_postgres_url();
    open();  // an empty file for sqlite3
    if (fs::exists(work_ / "from.sql"))
      expect_success(client(read_text(work_ / "from.sql"), url_, {}), "from.sql");
  }

  void carry_out(const Step& step) {
    using Action = void (FaultRun::*)(const Step&);
    static const std::map<std::string, Action> actions{
        {"generate", &FaultRun::generate}, {"run", &FaultRun::run},       {"try", &FaultRun::run_if_there},
        {"wrong", &FaultRun::wrong},       {"wrongs", &FaultRun::wrongs}, {"next", &FaultRun::next},
        {"files", &FaultRun::files},       {"rest", &FaultRun::rest},     {"load", &FaultRun::load},
        {"sql", &FaultRun::statement},     {"script", &FaultRun::script}, {"drift", &FaultRun::drift},
        {"again", &FaultRun::again},       {"rows", &FaultRun::rows},     {"command", &FaultRun::command},
        {"read", &FaultRun::read},         {"done", &FaultRun::done},     {"stopped", &FaultRun::stopped},
        {"torn", &FaultRun::torn},         {"killed", &FaultRun::killed}, {"undone", &FaultRun::undone}};
    (this->*actions.at(step.action))(step);
  }

 private:
  bool is_postgres() const { return fault_.dialect == sql::Dialect::postgresql; }

  std::string fresh_url(const std::string& name) {
    if (is_postgres()) return fresh_postgres_url();
    return (work_ / (name + ".db")).string();
  }

  std::unique_ptr<db::Database> open() const { return db::open_database(url_, db::OpenMode::create); }

  /// psql or sqlite3 with `script` as its input.
  Finished client(const std::string& script, const std::string& url, const std::string& role) const {
    if (!is_postgres()) return run_program({"sqlite3", "-bail", url}, {work_, script, {}});
    return run_program({"psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", "-", url},
                       {work_, script, options_of(role)});
  }

  /// A file as people run it: it says itself that it stops at the first error.
  Finished client_file(const fs::path& file, const Step& step) const {
    if (!is_postgres()) return run_program({"sqlite3", url_}, {work_, read_text(file), {}});
    std::vector<std::string> command{"psql", "-X", "-q", "-f", file.string(), url_};
    command.insert(command.begin() + 1, step.arguments.begin(), step.arguments.end());
    return run_program(command, {work_, "", options_of(step.as)});
  }

  static std::map<std::string, std::string> options_of(const std::string& role) {
    if (role.empty()) return {};
    return {{"PGOPTIONS", "-c role=" + role}};
  }

  Finished schemagen(std::vector<std::string> arguments) const {
    for (std::string& argument : arguments)
      if (argument == "$URL") argument = url_;
    arguments.insert(arguments.begin(), SCHEMAGEN_BINARY);
    return run_program(arguments, {work_, "", {}});
  }

  std::vector<std::string> with_url(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--url", url_});
    return arguments;
  }

  static void expect_success(const Finished& finished, const std::string& what) {
    if (finished.code != 0)
      throw Broken(what + " ended with " + std::to_string(finished.code) + ":\n" + finished.out +
                   finished.err);
  }

  /// Compares what came out with what the step expects.
  static void look_at(const Step& step, const Finished& finished) {
    const std::string output = finished.out + finished.err;
    const std::string what = step.action + " " + step.subject;
    const auto has = [&output](const std::string& text) { return output.find(text) != std::string::npos; };
    const std::optional<std::string>& failure = step.stops ? step.stops : step.fails;
    const bool failed = finished.code != 0 || finished.err.find("ERROR:") != std::string::npos;
    if (failure && !failed) throw Broken(what + " should have failed with: " + *failure + "\n" + output);
    if (failure && !has(*failure))
      throw Broken(what + " should have said: " + *failure + "\nbut said: " + output);
    if (!failure && failed)
      throw Broken(what + " ended with " + std::to_string(finished.code) + ":\n" + output);
    for (const std::string& text : step.says)
      if (!has(text)) throw Broken(what + " does not say: " + text + "\n" + output);
    for (const std::string& text : step.never)
      if (has(text)) throw Broken(what + " says: " + text + "\n" + output);
    if (!step.is) return;
    const std::string result = finished.out.substr(0, finished.out.find_last_not_of('\n') + 1);
    if (result != *step.is) throw Broken(what + "\nshould give: " + *step.is + "\nbut gives: " + result);
  }

  /// The declaration that the next migration leads to.
  std::string target_of(const Step& step) {
    if (!step.subject.empty()) return step.subject;
    for (const char* name : {"schema.toml", "to.toml"})
      if (fs::exists(work_ / name)) return name;
    const std::string other = fresh_url("to");
    expect_success(client(read_text(work_ / "to.sql"), other, {}), "to.sql");
    expect_success(schemagen({"pull", "--url", other, "--out", "to.toml"}), "pull of to.sql");
    return "to.toml";
  }

  std::vector<std::string> generating(const std::string& name, int id) const {
    std::vector<std::string> command{
        "generate", "--name", name,    "--id",      std::to_string(2026000000 + id),
        "--schema", target_,  "--dir", "migrations"};
    if (!offline_) command = with_url(command);
    if (is_postgres()) command.insert(command.end(), {"--scratch", scratch_});
    command.insert(command.end(), arguments_.begin(), arguments_.end());
    return command;
  }

  std::set<std::string> folders() const {
    std::set<std::string> found;
    if (!fs::exists(work_ / "migrations")) return found;
    for (const auto& entry : fs::directory_iterator(work_ / "migrations"))
      if (entry.is_directory()) found.insert(entry.path().filename().string());
    return found;
  }

  void generate(const Step& step) {
    target_ = target_of(step);
    offline_ = step.offline;
    arguments_ = step.arguments.empty() ? std::vector<std::string>{"--allow", "all", "--renames", "none"}
                                        : step.arguments;
    const std::string name =
        step.as.empty() ? std::string(1, static_cast<char>('a' + written_.size())) : step.as;
    const std::set<std::string> before = folders();
    const int id = static_cast<int>(written_.size()) + 1;
    const Finished finished = schemagen(generating(name, id));
    const std::string said = finished.out + finished.err;
    if (!step.or_refused.empty() && finished.code != 0 && said.find(step.or_refused) != std::string::npos)
      throw Enough();
    look_at(step, finished);
    if (rows_.empty()) rows_ = rows_of(*open());
    const bool wrote = folders() != before;
    const bool should = step.writes && !step.fails;
    if (wrote != should)
      throw Broken(std::string("generate has written ") + (wrote ? "a migration" : "nothing") + ": " + said);
    if (wrote)
      written_.push_back({name, work_ / "migrations" / (std::to_string(2026000000 + id) + "_" + name)});
  }

  const Written& migration(const std::string& name) const {
    if (written_.empty()) throw Broken("there is no migration");
    if (name.empty()) return written_.back();
    const auto found =
        std::find_if(written_.begin(), written_.end(), [&](const Written& w) { return w.name == name; });
    if (found == written_.end()) throw Broken("there is no migration " + name);
    return *found;
  }

  fs::path file_of(const Step& step) const {
    static const std::map<std::string, std::string> names{
        {"1", "1_expand.sql"}, {"2", "2_migrate.sql"}, {"3", "3_contract.sql"}, {"undo", "undo.sql"}};
    return migration(step.of).folder / names.at(step.subject);
  }

  void run(const Step& step) {
    const fs::path file = file_of(step);
    if (!fs::exists(file)) throw Broken(file.filename().string() + " was not written");
    if (step.subject == "undo")
      for (const char* each : {"1", "2"}) done_files_.erase(file_of(file_step(each, step.of)));
    else
      done_files_.insert(file);
    const std::set<std::string> before = step.stops ? state_of(*open()) : std::set<std::string>{};
    Company company(url_, work_, step);
    const Finished finished = client_file(with_statements(file, step), step);
    const std::string failures = company.end();
    if (!step.tries.empty()) return;
    look_at(step, finished);
    if (!failures.empty()) throw Broken("beside " + step.subject + ": " + failures);
    if (step.stops) expect_unchanged(before, step.subject);
  }

  static void expect_none(const std::string& problem) {
    if (!problem.empty()) throw Broken(problem);
  }

  template <class File>
  File stopped_file(const std::string& file, const Step& step) const {
    return {url_, file_of(file_step(file, step.of)), step.every};
  }

  /// The files of the migration that are there, one after the other.
  template <class File>
  void each_file(const Step& step, std::string (File::*way)() const) const {
    for (const std::string& file : pending(step.of)) expect_none((stopped_file<File>(file, step).*way)());
  }

  void each_file(const Step& step, std::string (StoppedFile::*on_postgres)() const,
                 std::string (StoppedSqliteFile::*on_sqlite)() const) const {
    if (is_postgres())
      each_file(step, on_postgres);
    else
      each_file(step, on_sqlite);
  }

  void stopped(const Step& step) { each_file(step, &StoppedFile::between, &StoppedSqliteFile::between); }
  void torn(const Step& step) { each_file(step, &StoppedFile::within, &StoppedSqliteFile::torn); }
  void killed(const Step& step) { each_file(step, &StoppedFile::killed, &StoppedSqliteFile::killed); }

  void undone(const Step& step) {
    if (is_postgres())
      undone_on_postgres(step);
    else
      undone_on_sqlite(step);
  }

  /// What undo.sql leaves when nothing was stopped is what it leaves after each stop.
  void undone_on_postgres(const Step& step) {
    const StoppedFile undo = stopped_file<StoppedFile>("undo", step);
    std::vector<StoppedFile> files;
    for (const std::string& file : pending(step.of))
      if (file != "3") files.push_back(stopped_file<StoppedFile>(file, step));
    for (const StoppedFile& file : files) expect_none(file.whole());
    expect_none(undo.whole());
    const std::set<std::string> wanted = state_of(*open(), false);
    const auto check = [&] { return state_difference(wanted, state_of(*open(), false)); };
    for (std::vector<StoppedFile> earlier; earlier.size() < files.size();
         earlier.push_back(files[earlier.size()]))
      expect_none(files[earlier.size()].undone(earlier, undo, check));
  }

  /// A file that was stopped has changed nothing here: undo.sql itself is stopped.
  void undone_on_sqlite(const Step& step) {
    for (const auto way : {&StoppedSqliteFile::torn, &StoppedSqliteFile::between}) {
      for (const std::string& file : pending(step.of))
        if (file != "3") expect_none(stopped_file<StoppedSqliteFile>(file, step).whole());
      expect_none((stopped_file<StoppedSqliteFile>("undo", step).*way)());
    }
  }

  void run_if_there(const Step& step) {
    if (!fs::exists(file_of(step))) return;
    done_files_.insert(file_of(step));
    client_file(file_of(step), step);
  }

  /// Where a file can be interrupted: its headlines outside of transactions.
  static std::vector<std::size_t> headlines_of(const std::vector<std::string>& lines) {
    std::vector<std::size_t> found;
    bool open = false;
    for (std::size_t i = 1; i < lines.size(); ++i) {
      if (lines[i] == "BEGIN;") open = true;
      if (lines[i] == "COMMIT;") open = false;
      if (!open && lines[i - 1].empty() && lines[i].starts_with("-- ")) found.push_back(i);
    }
    return found;
  }

  /// Where schemagen_1.sql does not stand beside the folder.
  static fs::path copied_alone(const fs::path& file) {
    const fs::path folder = file.parent_path().parent_path().parent_path() / "elsewhere" / "folder";
    fs::create_directories(folder);
    fs::copy_file(file, folder / file.filename(), fs::copy_options::overwrite_existing);
    return folder / file.filename();
  }

  /// The file with what the step wants between its steps.
  static fs::path with_statements(const fs::path& file, const Step& step) {
    if (step.alone) return copied_alone(file);
    if (step.between.empty() && step.tries.empty()) return file;
    std::istringstream text(read_text(file));
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    const std::vector<std::size_t> headlines = headlines_of(lines);
    std::string result;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!step.between.empty() && std::find(headlines.begin(), headlines.end(), i) != headlines.end())
        result += step.between + ";\n";
      if (!step.tries.empty() && !headlines.empty() && i == headlines.back())
        result += "\\set ON_ERROR_STOP off\n" + step.tries + ";\n\\set ON_ERROR_STOP on\n";
      result += lines[i] + "\n";
    }
    const fs::path copy = file.parent_path() / ("between_" + file.filename().string());
    write_text(copy, result);
    return copy;
  }

  void expect_unchanged(const std::set<std::string>& before, const std::string& file) const {
    const std::string difference = state_difference(before, state_of(*open()));
    if (!difference.empty()) throw Broken("file " + file + " should have changed nothing:\n" + difference);
  }

  void wrong(const Step& step) {
    const std::set<std::string> before = state_of(*open());
    client_file(file_of(step), step);
    expect_unchanged(before, step.subject);
  }

  /// The files of a migration that are there and have not run; undo.sql is none of them.
  std::vector<std::string> pending(const std::string& of) const {
    std::vector<std::string> files;
    for (const char* file : {"1", "2", "3"}) {
      const fs::path path = file_of(file_step(file, of));
      if (fs::exists(path) && !done_files_.contains(path)) files.emplace_back(file);
    }
    return files;
  }

  static Step file_step(const std::string& file, const std::string& of) {
    Step step;
    step.action = "run";
    step.subject = file;
    step.of = of;
    return step;
  }

  bool is_done(const std::string& file, const std::string& of) const {
    return done_files_.contains(file_of(file_step(file, of)));
  }

  void next(const Step& step) {
    const std::vector<std::string> files = pending(step.of);
    if (!files.empty()) run(file_step(files.front(), step.of));
  }

  void wrongs(const Step& step) {
    const std::vector<std::string> left = pending(step.of);
    const bool can_undo = (is_done("1", step.of) || is_done("2", step.of)) && !is_done("3", step.of);
    for (const std::string file : {"1", "2", "3", "undo"}) {
      const bool right = file == "undo" ? can_undo : !left.empty() && left.front() == file;
      const Step one = file_step(file, step.of);
      if (!right && fs::exists(file_of(one))) wrong(one);
    }
  }

  /// old.sql or new.sql; taken back again unless `stays`.
  void application(const std::string& script, bool stays) {
    if (!fs::exists(work_ / script) || read_text(work_ / script).starts_with("\\set")) return;  // pgbench's
    keep_rows();
    const std::string text = read_text(work_ / script);
    expect_success(client(stays ? text : "BEGIN;\n" + text + "\nROLLBACK;\n", url_, {}), script);
    take_rows();
  }

  void files(const Step& all) {
    const bool migrates = fs::exists(migration("").folder / "2_migrate.sql");
    bool deployed = false;
    for (const std::string file : {"1", "2", "3"}) {
      Step step = all;
      step.action = "run";
      step.subject = file;
      if (!fs::exists(file_of(step))) continue;
      if (file == "3") {
        if (!deployed) application("old.sql", true);
        run(step);
        if (!deployed) application("new.sql", true);
        return;
      }
      run(step);
      deployed = file == "2" || !migrates;
      application("old.sql", deployed);
      if (deployed) application("new.sql", true);
    }
  }

  void rest(const Step& step) {
    for (const std::string& file : pending(step.of)) run(file_step(file, step.of));
  }

  void load(const Step& step) {
    Step alone = step;
    alone.beside = {step.subject};
    Company company(url_, work_, alone);
    std::this_thread::sleep_for(std::chrono::seconds(2));
    const std::string failures = company.end();
    if (!failures.empty()) throw Broken(failures);
  }

  void statement(const Step& step) { applied(step, step.subject); }
  void script(const Step& step) { applied(step, read_text(work_ / step.subject)); }
  void command(const Step& step) { look_at(step, schemagen(step.arguments)); }
  void drift(const Step&) { expect_success(schemagen(with_url({"drift", "--schema", target_})), "drift"); }
  void rows(const Step&) { keep_rows(); }

  void read(const Step& step) {
    const fs::path own = work_ / step.subject;
    std::string text = read_text(fs::exists(own) ? own : migration(step.of).folder / step.subject);
    if (step.subject == "*.sql")
      for (const char* name : {"1_expand.sql", "2_migrate.sql", "3_contract.sql"})
        text += read_text(migration(step.of).folder / name);
    look_at(step, {0, text, ""});
  }

  /// A statement or file of an application. What it writes is what must be kept from then on.
  void applied(const Step& step, const std::string& script) {
    if (!rows_.empty()) keep_rows();
    look_at(step, client(script, url_, step.as));
    take_rows();
  }

  void again(const Step&) {
    const std::set<std::string> before = folders();
    const Finished finished = schemagen(generating("again", 99));
    expect_success(finished, "a second generate");
    if (folders() != before) throw Broken("a second generate has written a migration:\n" + finished.out);
  }

  /// Only columns that were there when the first migration was planned: what a migration adds, it may fill.
  void take_rows() {
    if (rows_.empty()) return;
    std::map<std::string, TableRows> now = rows_of(*open());
    for (auto& [table, held] : now) {
      const auto first = rows_.find(table);
      for (auto& column : held.columns)
        if (first == rows_.end() || std::find(first->second.columns.begin(), first->second.columns.end(),
                                              column) == first->second.columns.end())
          column.second = "new";
    }
    rows_ = now;
  }

  void keep_rows() const {
    std::map<std::string, TableRows> before = rows_;
    for (const std::string& table : fault_.changes)
      if (before.erase(table) == 0) throw Broken("there is no table " + table + ", which `changes` names");
    for (const std::string& problem : lost_rows(before, rows_of(*open()))) throw Broken(problem);
  }

  void done(const Step& step) {
    drift(step);
    again(step);
    keep_rows();
    if (fs::exists(work_ / "check.sql"))
      expect_success(client(read_text(work_ / "check.sql"), url_, {}), "check.sql");
  }

  const FaultCase& fault_;
  TemporaryFolder temporary_;
  const fs::path work_ = temporary_.path() / "work";
  std::string url_;
  std::string scratch_;
  std::string target_;
  bool offline_ = false;
  std::vector<std::string> arguments_;
  std::vector<Written> written_;
  std::set<fs::path> done_files_;
  std::map<std::string, TableRows> rows_;
};

}  // namespace

std::vector<std::string> problems_of(const FaultCase& fault) {
  std::size_t number = 0;
  try {
    FaultRun run(fault);
    for (const Step& step : fault.steps) {
      ++number;
      run.carry_out(step);
    }
  } catch (const Enough&) {
    return {};
  } catch (const std::exception& failure) {
    return {"step " + std::to_string(number) + ": " + failure.what()};
  }
  return {};
}

}  // namespace schemagen::tests
