#include "schemagen/dsl/config.h"

#include <algorithm>
#include <cstdlib>

#include "dsl/config_file.h"
#include "schemagen/base/error.h"
#include "schemagen/base/file.h"
#include "schemagen/base/text.h"
#include "schemagen/plan/step.h"

namespace schemagen::dsl {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFileName = "schemagen.toml";

const std::vector<std::string>& top_keys() {
  static const std::vector<std::string> keys = {"schema", "migrations", "default_env", "env"};
  return keys;
}

const std::vector<std::string>& environment_keys() {
  static const std::vector<std::string> keys = {"url", "protected", "allow", "refuse"};
  return keys;
}

bool is_variable_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Replaces each ${VAR}; those that are not set stay and are listed in `missing`.
std::string expand_variables(const std::string& text, std::vector<std::string>& missing) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t start = text.find("${", at);
    const std::size_t end = start == std::string::npos ? start : text.find('}', start);
    if (end == std::string::npos) break;
    const std::string name = text.substr(start + 2, end - start - 2);
    const bool is_name = !name.empty() && std::all_of(name.begin(), name.end(), is_variable_character);
    const char* value = is_name ? std::getenv(name.c_str()) : nullptr;
    if (is_name && value == nullptr) missing.push_back(name);
    out += text.substr(at, start - at) + (value != nullptr ? value : text.substr(start, end + 1 - start));
    at = end + 1;
  }
  return out + text.substr(at);
}

fs::path openable(const fs::path& folder, const std::string& written) {
  fs::path path = (folder / written).lexically_normal();
  if (fs::path(written).is_absolute()) return path;
  std::error_code error;
  fs::path near = fs::proximate(path, error);
  if (error || near.native().size() > path.native().size()) return path;
  return near;
}

class ConfigReader {
 public:
  ConfigReader(const fs::path& folder, const std::string& name)
      : folder_(folder), file_(name, base::read_file(folder / kFileName)) {}

  Config read() {
    config_.folder = folder_;
    std::string schema = config_.schema.string();
    std::string migrations = config_.migrations.string();
    const Entry* default_entry = nullptr;
    for (const Entry& entry : file_.root()) {
      if (entry.key == base::Symbol("schema")) {
        schema = path_text(entry);
      } else if (entry.key == base::Symbol("migrations")) {
        migrations = path_text(entry);
      } else if (entry.key == base::Symbol("default_env")) {
        config_.default_environment = file_.text_of(entry);
        default_entry = &entry;
      } else if (entry.key == base::Symbol("env")) {
        read_environments(entry);
      } else {
        file_.report_unknown(entry, top_keys());
      }
    }
    if (default_entry != nullptr) check_default(*default_entry);
    file_.finish();
    config_.schema = openable(folder_, schema);
    config_.migrations = openable(folder_, migrations);
    return std::move(config_);
  }

 private:
  std::string path_text(const Entry& entry) {
    std::string text = file_.text_of(entry);
    if (entry.value.text() != nullptr && text.empty())
      file_.report().add(entry.value.at, shown(entry.key.view()) + " is empty", "write a path");
    return text;
  }

  void read_environments(const Entry& entry) {
    if (entry.value.table() == nullptr) {
      file_.report().add(entry.at, "`env` holds the environments",
                         "write `default_env = \"…\"` for the usual one, and `[env.NAME]` for each");
      return;
    }
    for (const Entry& environment : *entry.value.table()) read_environment(environment);
  }

  void read_environment(const Entry& entry) {
    Environment& environment = config_.environments[entry.key.str()];
    if (entry.value.table() == nullptr) {
      file_.report().add(entry.at, "the environment " + shown(entry.key.view()) + " must be a table",
                         "write `[env." + entry.key.str() + "]` and `url = \"…\"` below it");
      return;
    }
    for (const Entry& setting : *entry.value.table()) {
      if (setting.key == base::Symbol("url"))
        environment.url = expand_variables(file_.text_of(setting), environment.missing_variables);
      else if (setting.key == base::Symbol("protected"))
        environment.protected_ = flag_of(setting);
      else if (setting.key == base::Symbol("allow"))
        environment.allow = hazards_of(setting);
      else if (setting.key == base::Symbol("refuse"))
        environment.refuse = hazards_of(setting);
      else
        file_.report_unknown(setting, environment_keys());
    }
  }

  bool flag_of(const Entry& entry) {
    if (const bool* flag = entry.value.boolean()) return *flag;
    file_.report().add(entry.value.at, shown(entry.key.view()) + " must be true or false, not " +
                                           std::string(kind_of(entry.value)));
    return false;
  }

  std::vector<std::string> hazards_of(const Entry& entry) {
    std::vector<std::string> known = {"all"};
    for (const plan::Hazard hazard : plan::all_hazards()) known.push_back(plan::to_string(hazard));
    std::vector<std::string> names;
    if (entry.value.array() == nullptr) {
      file_.report().add(
          entry.value.at,
          shown(entry.key.view()) + " must be a list of hazards, not " + std::string(kind_of(entry.value)),
          "write it as `" + entry.key.str() + " = [\"destructive\"]`");
      return names;
    }
    for (const Value& value : *entry.value.array()) {
      const std::string name = value.text() != nullptr ? *value.text() : "";
      if (std::count(known.begin(), known.end(), name) > 0) {
        names.push_back(name);
        continue;
      }
      const auto near = base::nearest(name, known);
      file_.report().add(
          value.at, value.text() != nullptr ? "unknown hazard " + shown(name) : "a hazard is a string",
          near ? "did you mean " + shown(*near) + "?" : "hazards are " + shown_list(known, "and"));
    }
    return names;
  }

  void check_default(const Entry& entry) {
    if (entry.value.text() == nullptr || config_.environments.contains(config_.default_environment)) return;
    std::vector<std::string> known;
    for (const auto& [name, environment] : config_.environments) known.push_back(name);
    const auto near = base::nearest(config_.default_environment, known);
    file_.report().add(entry.value.at, "there is no environment " + shown(config_.default_environment),
                       near ? "did you mean " + shown(*near) + "?"
                            : "add `[env." + config_.default_environment + "]` with a `url`");
  }

  fs::path folder_;
  ConfigFile file_;
  Config config_;
};

}  // namespace

const std::string& Environment::checked_url() const {
  if (!missing_variables.empty()) {
    const bool one = missing_variables.size() == 1;
    throw base::Error(
        base::ErrorKind::usage,
        std::string("The url of this environment in schemagen.toml needs the environment variable") +
            (one ? " " : "s ") + shown_list(missing_variables, "and") + ", which " + (one ? "is" : "are") +
            " not set.",
        "Set it, or give the database with --url.");
  }
  if (url.empty())
    throw base::Error(base::ErrorKind::usage, "This environment in schemagen.toml has no url.",
                      "Add `url = \"…\"` to it, or give the database with --url.");
  return url;
}

Config find_config(const fs::path& start) {
  std::error_code error;
  fs::path folder = fs::absolute(start.empty() ? fs::path(".") : start, error).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  while (true) {
    if (fs::is_regular_file(folder / kFileName, error))
      return ConfigReader(folder, openable(folder, kFileName).string()).read();
    if (!folder.has_relative_path()) return {};
    folder = folder.parent_path();
  }
}

}  // namespace schemagen::dsl
