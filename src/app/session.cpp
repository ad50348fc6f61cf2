#include "schemagen/app/session.h"

#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/db/url.h"
#include "schemagen/dsl/config.h"

namespace schemagen::app {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;

const dsl::Environment& find_environment(const dsl::Config& config, const std::string& name) {
  const auto found = config.environments.find(name);
  if (found != config.environments.end()) return found->second;
  std::vector<std::string> known;
  for (const auto& [known_name, environment] : config.environments) known.push_back(known_name);
  const auto nearest = base::nearest(name, known);
  std::string hint = nearest ? "Did you mean `" + *nearest + "`? " : "";
  hint +=
      known.empty() ? "schemagen.toml has no [env.NAME] yet." : "There are: " + base::join(known, ", ") + ".";
  throw Error(ErrorKind::usage, "There is no environment `" + name + "` in schemagen.toml.", hint);
}

/// Paths in schemagen.toml are relative to its folder, those in its URLs too.
std::string anchored(const std::string& url, const fs::path& folder) {
  const auto parsed = db::parse_url(url);
  if (!parsed || parsed->dialect != sql::Dialect::sqlite || folder.empty()) return url;
  if (parsed->location.empty() || parsed->location.front() == ':' || fs::path(parsed->location).is_absolute())
    return url;
  std::error_code error;
  const fs::path path = fs::proximate(folder / parsed->location, error);
  return db::sqlite_url((error ? folder / parsed->location : path).string(), parsed->read_only);
}

bool same_database(const std::string& a, const std::string& b) {
  if (a == b) return true;
  const auto one = db::parse_url(a);
  const auto other = db::parse_url(b);
  if (!one || !other || one->dialect != other->dialect || one->dialect != sql::Dialect::sqlite) return false;
  std::error_code error;
  return fs::equivalent(one->location, other->location, error) ||
         fs::weakly_canonical(fs::absolute(one->location), error) ==
             fs::weakly_canonical(fs::absolute(other->location), error);
}

void take_from(Session& session, const std::string& name, const dsl::Environment& environment) {
  session.environment = name;
  session.source = environment;
  if (environment.missing_variables.empty()) session.url = environment.url;
}

void choose_url(Session& session, const Location& location, const dsl::Config& config) {
  if (!location.environment.empty()) {
    take_from(session, location.environment, find_environment(config, location.environment));
    session.url_is_explicit = true;
  }
  if (!location.url.empty()) {
    session.url = location.url;
    session.url_is_explicit = true;
  } else if (location.environment.empty() && !location.database_url.empty()) {
    session.url = location.database_url;
  } else if (location.environment.empty() && !config.default_environment.empty()) {
    take_from(session, config.default_environment, find_environment(config, config.default_environment));
  }
}

void apply_environments(Session& session, const Location& location, const dsl::Config& config) {
  for (const auto& [name, environment] : config.environments) {
    if (session.url.empty() || environment.url.empty() || !same_database(environment.url, session.url))
      continue;
    if (session.environment.empty()) session.environment = name;
    if (environment.protected_) {
      session.protected_ = true;
      session.environment = name;
    }
  }
  if (session.environment.empty()) return;
  const dsl::Environment& chosen = find_environment(config, session.environment);
  session.allow = chosen.allow;
  session.environment_is_named = !location.environment.empty();
  session.refuse = chosen.refuse;
  session.protected_ = session.protected_ || chosen.protected_;
}

}  // namespace

Session resolve(const Location& location) {
  dsl::Config config = dsl::find_config(location.folder);
  for (auto& [name, environment] : config.environments)
    environment.url = anchored(environment.url, config.folder);
  Session session;
  session.schema = location.schema.empty() ? config.schema : location.schema;
  session.migrations = location.migrations.empty() ? config.migrations : location.migrations;
  choose_url(session, location, config);
  apply_environments(session, location, config);
  return session;
}

const std::string& required_url(const Session& session) {
  if (!session.url.empty()) return session.url;
  if (session.source) return session.source->checked_url();
  throw Error(
      ErrorKind::usage, "No database was named.",
      "Give --url URL, set DATABASE_URL, or write `url` under [env.NAME] in schemagen.toml and choose "
      "it with --env NAME.");
}

void require_same_dialect(sql::Dialect declared, sql::Dialect database, std::string_view url) {
  if (declared == database) return;
  throw Error(ErrorKind::usage,
              "The declaration is for " + sql::to_string(declared) + ", but " + db::redact(url) + " is " +
                  sql::to_string(database) + ".",
              "Choose the other database, or change `dialect` in the declaration.");
}

}  // namespace schemagen::app
