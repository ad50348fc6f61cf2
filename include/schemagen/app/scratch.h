// A scratch database: a place to try a plan, gone or empty again afterwards.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "schemagen/db/database.h"
#include "schemagen/db/scratch_server.h"
#include "schemagen/sql/dialect.h"

namespace schemagen::app {

class Scratch {
 public:
  /// SQLite: in memory. PostgreSQL: "auto" is a private server, anything else the URL of a database that must
  /// be empty. Nothing when there can be none; `why_not` then says why. Throws Error (usage) when the
  /// database at a URL is not empty or of another dialect.
  static std::unique_ptr<Scratch> open(sql::Dialect dialect, const std::string& choice, std::string& why_not);

  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  db::Database& database() { return *database_; }

  /// Leaves a database given by URL as empty as it was. Does nothing for the others, which end with the
  /// object. Throws Error (sql) that says what is left behind.
  void clear();

 private:
  Scratch() = default;
  static std::unique_ptr<Scratch> open_server(std::string& why_not);
  static std::unique_ptr<Scratch> open_url(sql::Dialect dialect, const std::string& url);

  std::unique_ptr<db::ScratchServer> server_;  // before the database: connections end first
  std::unique_ptr<db::Database> database_;
  bool borrowed_ = false;
};

}  // namespace schemagen::app
