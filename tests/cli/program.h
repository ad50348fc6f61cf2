// Running the built program as people do, each test in its own folder.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
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

Finished run_program(const std::vector<std::string>& command, const Surroundings& surroundings);

class CliTest : public ::testing::Test {
 protected:
  CliTest();
  ~CliTest() override;

  /// schemagen with these arguments, in the test's folder.
  Finished schemagen(const std::vector<std::string>& arguments,
                     const std::map<std::string, std::string>& variables = {},
                     const std::string& input = {}) const;
  /// The sqlite3 shell, fed with `script`. Fails the test when it fails.
  std::string sqlite3(const std::string& database, const std::string& script) const;

  std::filesystem::path path(const std::string& name) const { return folder_ / name; }
  void write(const std::string& name, const std::string& text) const;
  std::string read(const std::string& name) const;
  bool exists(const std::string& name) const { return std::filesystem::exists(folder_ / name); }
  /// Names of what is in a folder, sorted.
  std::vector<std::string> list(const std::string& name) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace schemagen::tests
