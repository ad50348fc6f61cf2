#include "support/pg_server.h"

#include "schemagen/base/error.h"
#include "schemagen/db/scratch_server.h"

namespace schemagen::tests {

namespace {

db::ScratchServer& server() {
  static db::ScratchServer running([] {
    const auto binaries = db::find_server_binaries();
    if (!binaries)
      throw base::Error(base::ErrorKind::unsupported,
                        "These tests need initdb and postgres on this machine.");
    return *binaries;
  }());
  return running;
}

}  // namespace

std::string fresh_postgres_url() {
  static int number = 0;
  return server().create_database("test_" + std::to_string(++number));
}

std::unique_ptr<db::Database> fresh_postgres(const std::string& script) {
  auto database = db::open_database(fresh_postgres_url(), db::OpenMode::read_write);
  if (!script.empty()) db::run_script(*database, script, "set-up");
  return database;
}

}  // namespace schemagen::tests
