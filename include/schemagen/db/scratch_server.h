// A private, throwaway PostgreSQL server on a Unix socket, for proofs and tests.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "schemagen/db/database.h"

namespace schemagen::db {

/// Where initdb and postgres of this machine are (PATH, /usr/lib/postgresql/*/bin, SCHEMAGEN_PG_BIN); the
/// newest version. Nothing when there are none.
std::optional<std::string> find_server_binaries();

/// Starts in the constructor, ends the server and removes its folder in the destructor. No TCP, trust
/// authentication on a socket in a folder that only its owner can enter, fsync off. When run as root the
/// server runs as the first of the accounts `postgres`, `nobody` that exists.
class ScratchServer {
 public:
  explicit ScratchServer(const std::string& bin_folder);
  ~ScratchServer();
  ScratchServer(const ScratchServer&) = delete;
  ScratchServer& operator=(const ScratchServer&) = delete;

  /// Creates an empty database and returns the URL for it.
  std::string create_database(const std::string& name);
  void drop_database(const std::string& name);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace schemagen::db
