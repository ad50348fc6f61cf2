#include "schemagen/app/current_state.h"

#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/db/url.h"

namespace schemagen::app {
namespace {

using base::Error;
using base::ErrorKind;

constexpr const char* kSnapshot = "schema.toml";

bool is_missing_file(const db::Url& url) {
  std::error_code ignored;
  return url.dialect == sql::Dialect::sqlite && !url.read_only && url.location != ":memory:" &&
         !std::filesystem::exists(url.location, ignored);
}

CurrentState missing_file_state(const std::string& name) {
  CurrentState state;
  state.source = CurrentState::Source::live;
  state.target = db::open_memory_database()->target();
  state.name = name;
  return state;
}

}  // namespace

CurrentState live_state(const std::string& url, db::OpenMode mode) {
  const auto parsed = db::parse_url(url);
  if (!parsed)
    throw Error(ErrorKind::usage, "`" + db::redact(url) + "` is not a database URL.",
                "Write sqlite:path/to/file.db or postgresql://user@host/database.");
  if (mode == db::OpenMode::create && is_missing_file(*parsed)) return missing_file_state(db::redact(url));
  CurrentState state;
  state.source = CurrentState::Source::live;
  state.name = db::redact(url);
  state.database = db::open_database(url, mode);
  state.target = state.database->target();
  state.schema = state.database->introspect();
  return state;
}

model::Schema managed_part(model::Schema live, const dsl::Declaration& declaration) {
  return diff::managed_part(std::move(live), declaration.schema, declaration.renames, declaration.scope);
}

CurrentState snapshot_state(const std::vector<MigrationFolder>& history, sql::Dialect dialect) {
  CurrentState state;
  state.schema = model::Schema(dialect);
  if (history.empty()) {
    state.name = "nothing";
    state.target = sql::oldest_supported(dialect);
    return state;
  }
  const MigrationFolder& last = history.back();
  const std::filesystem::path path = last.path / kSnapshot;
  const auto text = last.files.find(kSnapshot);
  if (text == last.files.end())
    throw Error(ErrorKind::io, path.string() + " is missing: the state after that migration is not known.",
                "Restore the file from version control, or give --url to start from a live database.");
  dsl::Loaded loaded = dsl::load_sources({{path.string(), text->second}});
  if (!loaded.diagnostics.empty())
    throw Error(ErrorKind::declaration, std::string(base::trim(base::render(loaded.diagnostics))),
                "Restore the file from version control.");
  state.source = CurrentState::Source::snapshot;
  state.schema = std::move(loaded.declaration.schema);
  state.target = last.record.target;
  state.name = last.path.string();
  return state;
}

diff::Oracle oracle_of(const CurrentState& state, bool allowed) {
  db::Database* const database = state.database.get();
  if (database == nullptr || !allowed) return {};
  return [database](const std::vector<diff::Doubt>& doubts, const model::Schema& declared) {
    return database->settle(doubts, declared);
  };
}

}  // namespace schemagen::app
