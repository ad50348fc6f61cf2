// What the tests of the commands on a private PostgreSQL server share.
#pragma once

#include <string>

#include "cli/program.h"
#include "schemagen/db/database.h"
#include "support/pg_server.h"

namespace schemagen::tests {

inline bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

class Postgres : public CliTest {
 protected:
  void declare(const std::string& text) const {
    write("schema.toml", "schemagen = 1\ndialect = \"postgresql\"\n\n" + text);
  }
  static void execute(const std::string& url, const std::string& script) {
    db::run_script(*db::open_database(url, db::OpenMode::read_write), script, "test");
  }
  /// As psql runs it, which reads the helpers first.
  void execute_file(const std::string& file) {
    execute(url_, read("migrations/schemagen_1.sql") + read("migrations/" + file));
  }
  static std::string first_cell(const std::string& url, const std::string& query) {
    return db::open_database(url, db::OpenMode::read_write)->execute(query).at(0).at(0).value_or("NULL");
  }

  std::string url_ = schemagen::tests::fresh_postgres_url();
};

}  // namespace schemagen::tests
