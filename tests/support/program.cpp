#include "support/program.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace schemagen::tests {
namespace {

namespace fs = std::filesystem;

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

Running::Running(const std::vector<std::string>& command, const Surroundings& surroundings) {
  write_text(streams_.path() / "in", surroundings.input);
  std::vector<std::string> variables;
  for (const char* name : {"PATH", "HOME", "ASAN_OPTIONS", "UBSAN_OPTIONS"})
    if (const char* value = std::getenv(name)) variables.push_back(std::string(name) + "=" + value);
  for (const auto& [name, value] : surroundings.variables) variables.push_back(name + "=" + value);
  child_ = fork();
  if (child_ < 0) throw std::runtime_error("cannot fork");
  if (child_ == 0) become(command, variables, surroundings.folder, streams_.path());
}

Running::~Running() {
  if (status_) return;
  kill(child_, SIGKILL);
  wait();
}

void Running::signal(int number) const {
  if (!status_) kill(child_, number);
}

bool Running::is_over() {
  int status = 0;
  if (!status_ && waitpid(child_, &status, WNOHANG) == child_) status_ = status;
  return status_.has_value();
}

Finished Running::wait() {
  int status = 0;
  if (!status_ && waitpid(child_, &status, 0) == child_) status_ = status;
  Finished finished;
  finished.code = WIFEXITED(*status_) ? WEXITSTATUS(*status_) : 128 + WTERMSIG(*status_);
  finished.out = read_text(streams_.path() / "out");
  finished.err = read_text(streams_.path() / "err");
  return finished;
}

Finished run_program(const std::vector<std::string>& command, const Surroundings& surroundings) {
  return Running(command, surroundings).wait();
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::temp_directory_path() / "schemagen-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void write_text(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

std::string read_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace schemagen::tests
