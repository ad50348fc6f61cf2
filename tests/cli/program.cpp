#include "cli/program.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace schemagen::tests {
namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

void spill(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

fs::path fresh_folder() {
  std::string pattern = (fs::temp_directory_path() / "schemagen-cli-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  return pattern;
}

[[noreturn]] void become(const std::vector<std::string>& command, const std::vector<std::string>& variables,
                         const fs::path& folder, const fs::path& streams) {
  const auto redirect = [](const fs::path& path, int flags, int target) {
    const int file = open(path.c_str(), flags, 0600);
    if (file < 0 || dup2(file, target) < 0) _exit(126);
  };
  redirect(streams / "in", O_RDONLY, STDIN_FILENO);
  redirect(streams / "out", O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
  redirect(streams / "err", O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
  if (chdir(folder.c_str()) != 0) _exit(126);
  std::vector<char*> argv;
  for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  std::vector<char*> envp;
  for (const std::string& variable : variables) envp.push_back(const_cast<char*>(variable.c_str()));
  envp.push_back(nullptr);
  execvpe(argv[0], argv.data(), envp.data());
  _exit(127);
}

}  // namespace

Finished run_program(const std::vector<std::string>& command, const Surroundings& surroundings) {
  const fs::path streams = fresh_folder();
  spill(streams / "in", surroundings.input);
  std::vector<std::string> variables;
  for (const char* name : {"PATH", "HOME", "ASAN_OPTIONS", "UBSAN_OPTIONS"})
    if (const char* value = std::getenv(name)) variables.push_back(std::string(name) + "=" + value);
  for (const auto& [name, value] : surroundings.variables) variables.push_back(name + "=" + value);
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) become(command, variables, surroundings.folder, streams);
  int status = 0;
  waitpid(child, &status, 0);
  Finished finished;
  finished.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  finished.out = slurp(streams / "out");
  finished.err = slurp(streams / "err");
  fs::remove_all(streams);
  return finished;
}

CliTest::CliTest() : folder_(fresh_folder()) {}

CliTest::~CliTest() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

Finished CliTest::schemagen(const std::vector<std::string>& arguments,
                            const std::map<std::string, std::string>& variables,
                            const std::string& input) const {
  std::vector<std::string> command{SCHEMAGEN_BINARY};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run_program(command, {folder_, input, variables});
}

std::string CliTest::sqlite3(const std::string& database, const std::string& script) const {
  const Finished finished = run_program({"sqlite3", database}, {folder_, script, {}});
  EXPECT_EQ(finished.code, 0) << finished.err;
  EXPECT_EQ(finished.err, "");
  return finished.out;
}

void CliTest::write(const std::string& name, const std::string& text) const { spill(folder_ / name, text); }

std::string CliTest::read(const std::string& name) const { return slurp(folder_ / name); }

std::vector<std::string> CliTest::list(const std::string& name) const {
  std::vector<std::string> names;
  if (!fs::exists(folder_ / name)) return names;
  for (const auto& entry : fs::directory_iterator(folder_ / name))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace schemagen::tests
