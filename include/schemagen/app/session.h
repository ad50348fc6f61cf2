// What a command works on: flags, DATABASE_URL and schemagen.toml resolved into one value.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemagen/dsl/config.h"
#include "schemagen/sql/dialect.h"

namespace schemagen::app {

/// What the command line says about where things are. Empty: not said.
struct Location {
  std::filesystem::path folder = ".";  ///< schemagen.toml is looked for here and upwards
  std::string environment;             ///< --env
  std::string url;                     ///< --url
  std::filesystem::path schema;        ///< --schema
  std::filesystem::path migrations;    ///< --dir
  std::string database_url;            ///< $DATABASE_URL
};

struct Session {
  std::filesystem::path schema;
  std::filesystem::path migrations;
  /// The first that is there: --url, the URL of --env, DATABASE_URL, the URL of the default environment.
  std::string url;
  /// --url or --env was given: `generate` looks at a database only then, so that it works offline elsewhere.
  bool url_is_explicit = false;
  /// The environment that `url` belongs to; with no URL at all the default one. May be empty.
  std::string environment;
  bool environment_is_named = false;  ///< with --env
  bool protected_ = false;
  /// Hazards that the environment allows by policy. What `generate` writes is run elsewhere too, so there it
  /// counts only for an environment that was named.
  std::vector<std::string> allow;
  std::vector<std::string>
      refuse;  ///< hazards that it refuses by policy, beside those that are always refused
  /// The environment that `url` was looked for in; its URL may be missing or need a variable that is not set.
  std::optional<dsl::Environment> source;
};

/// Throws Error (usage, declaration) when an environment is named that is not there. A URL that stands in
/// schemagen.toml for a protected environment is protected however it was given.
Session resolve(const Location& location);

/// The URL, or Error (usage) that says the ways to give one.
const std::string& required_url(const Session& session);

/// Throws Error (usage) when the declaration and the database are of different dialects.
void require_same_dialect(sql::Dialect declared, sql::Dialect database, std::string_view url);

}  // namespace schemagen::app
