// Running programs as people do.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace schemagen::tests {

struct Finished {
  int code = -1;  ///< exit code, or 128 + the signal
  std::string out;
  std::string err;
};

struct Surroundings {
  std::filesystem::path folder;
  std::string input;
  std::map<std::string, std::string> variables;  ///< on top of PATH and HOME; nothing else is inherited
};

/// A new folder in TMPDIR, removed with everything in it at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// A program that runs beside the test.
class Running {
 public:
  Running(const std::vector<std::string>& command, const Surroundings& surroundings);
  ~Running();  ///< kills it when nobody has waited for it
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  void signal(int number) const;
  bool is_over();
  Finished wait();

 private:
  TemporaryFolder streams_;
  pid_t child_ = -1;
  std::optional<int> status_;
};

Finished run_program(const std::vector<std::string>& command, const Surroundings& surroundings);

/// Writes a file, and the folders that it is in.
void write_text(const std::filesystem::path& path, const std::string& text);
/// The whole file; empty when there is none.
std::string read_text(const std::filesystem::path& path);

}  // namespace schemagen::tests
