#include "cli/program.h"

#include <algorithm>

namespace schemagen::tests {

namespace fs = std::filesystem;

Finished CliTest::schemagen(const std::vector<std::string>& arguments,
                            const std::map<std::string, std::string>& variables,
                            const std::string& input) const {
  std::vector<std::string> command{SCHEMAGEN_BINARY};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run_program(command, {folder_.path(), input, variables});
}

std::string CliTest::sqlite3(const std::string& database, const std::string& script) const {
  const Finished finished = run_program({"sqlite3", database}, {folder_.path(), script, {}});
  EXPECT_EQ(finished.code, 0) << finished.err;
  EXPECT_EQ(finished.err, "");
  return finished.out;
}

void CliTest::write(const std::string& name, const std::string& text) const { write_text(path(name), text); }

std::string CliTest::read(const std::string& name) const { return read_text(path(name)); }

std::vector<std::string> CliTest::list(const std::string& name) const {
  std::vector<std::string> names;
  if (!fs::exists(path(name))) return names;
  for (const auto& entry : fs::directory_iterator(path(name)))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace schemagen::tests
