// schemagen.toml: where the schema and the migrations are, and the environments. And answers files.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace schemagen::dsl {

/// One [env.NAME] of schemagen.toml.
struct Environment {
  std::string url;  ///< with ${VAR} replaced where the variable is set; use checked_url() to connect
  std::vector<std::string> missing_variables;  ///< those of `url` that are not set, in order
  bool protected_ = false;                     ///< push refuses it
  std::vector<std::string> allow;              ///< hazards allowed by policy; names of plan::Hazard, or "all"
  std::vector<std::string> refuse;             ///< hazards refused by policy, in the same words

  /// `url`; throws Error (usage) that names the variables when some are not set, or when there is no url.
  const std::string& checked_url() const;
};

struct Config {
  std::filesystem::path folder;  ///< the folder of schemagen.toml; empty when there is none
  std::filesystem::path schema = "schema.toml";
  std::filesystem::path migrations = "migrations";
  std::string default_environment;  ///< `default_env = "dev"`; one of `environments`, or empty
  std::map<std::string, Environment> environments;
};

/// Looks for schemagen.toml in `start` and upwards; the defaults when there is none. Paths in it are relative
/// to its folder and returned so that they can be opened. Throws Error (declaration) with all mistakes.
/// Top-level keys: `schema`, `migrations`, `default_env`; `[env.NAME]` has `url`, `protected`, `allow`,
/// `refuse`.
Config find_config(const std::filesystem::path& start);

/// The text of the schemagen.toml and of the commented example schema that `init` writes.
std::string example_config(const std::string& dialect);
std::string example_schema(const std::string& dialect);

/// An answers file: question id → answer (`"rename:column:users.a:b" = "rename"` or `"drop"`). Throws Error
/// (declaration) with all mistakes.
std::map<std::string, std::string> load_answers(const std::filesystem::path& path);

}  // namespace schemagen::dsl
