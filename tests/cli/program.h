// The built program, each test in a folder of its own.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "support/program.h"

namespace schemagen::tests {

class CliTest : public ::testing::Test {
 protected:
  /// schemagen with these arguments, in the test's folder.
  Finished schemagen(const std::vector<std::string>& arguments,
                     const std::map<std::string, std::string>& variables = {},
                     const std::string& input = {}) const;
  /// The sqlite3 shell, fed with `script`. Fails the test when it fails.
  std::string sqlite3(const std::string& database, const std::string& script) const;

  std::filesystem::path path(const std::string& name) const { return folder_.path() / name; }
  void write(const std::string& name, const std::string& text) const;
  std::string read(const std::string& name) const;
  bool exists(const std::string& name) const { return std::filesystem::exists(path(name)); }
  /// Names of what is in a folder, sorted.
  std::vector<std::string> list(const std::string& name) const;

 private:
  TemporaryFolder folder_;
};

}  // namespace schemagen::tests
