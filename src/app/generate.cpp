#include "schemagen/app/generate.h"

#include <algorithm>
#include <ctime>

#include "schemagen/app/compiles.h"
#include "schemagen/app/current_state.h"
#include "schemagen/app/hazards.h"
#include "schemagen/app/history.h"
#include "schemagen/app/in_the_way.h"
#include "schemagen/app/row_checks.h"
#include "schemagen/base/error.h"
#include "schemagen/base/file.h"
#include "schemagen/base/text.h"
#include "schemagen/dialect/leftover.h"
#include "schemagen/dsl/emit.h"

namespace schemagen::app {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;

constexpr std::size_t kMostLines = 10;

std::string number_from_clock() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y%m%d%H%M%S", &parts)};
}

std::string migration_id(const GenerateRequest& request) {
  const bool digits =
      std::all_of(request.id.begin(), request.id.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits)
    throw Error(ErrorKind::usage, "--id takes digits only, not `" + request.id + "`.",
                "For example --id 20261120153000, or leave it out to take the clock.");
  return (request.id.empty() ? number_from_clock() : request.id) + "_" + migration::slug(request.name);
}

/// Whether the database is what the last migration left; says so when it is not.
bool matches_snapshot(const CurrentState& live, const CurrentState& snapshot, bool may_ask,
                      std::vector<std::string>& notes) {
  const diff::Normalised expected = diff::normalise(snapshot.schema, live.schema, oracle_of(live, may_ask));
  const std::vector<diff::Change> changes = diff::compare(expected.declared, live.schema);
  if (changes.empty()) return true;
  std::string note = "The database is not what the last migration (" + snapshot.name +
                     ") left; this migration starts from the database. Seen from the migration:";
  for (std::size_t i = 0; i < changes.size() && i < kMostLines; ++i)
    note += "\n  " + diff::describe(changes[i]);
  if (changes.size() > kMostLines) note += "\n  and " + std::to_string(changes.size() - kMostLines) + " more";
  notes.push_back(std::move(note));
  return false;
}

std::string fingerprint_before(const CurrentState& current, const std::vector<MigrationFolder>& history,
                               bool may_ask, std::vector<std::string>& notes) {
  if (history.empty()) return model::fingerprint(current.schema);
  if (current.source != CurrentState::Source::live) return history.back().record.after;
  const CurrentState snapshot = snapshot_state(history, current.schema.dialect());
  return matches_snapshot(current, snapshot, may_ask, notes) ? history.back().record.after
                                                             : model::fingerprint(current.schema);
}

std::string snapshot_text(dsl::Declaration declaration, const std::vector<diff::Rename>& applied) {
  for (const diff::Rename& rename : applied)
    if (std::find(declaration.renames.begin(), declaration.renames.end(), rename) ==
        declaration.renames.end())
      declaration.renames.push_back(rename);
  return dsl::emit(declaration);
}

void require_free(const fs::path& folder) {
  std::error_code ignored;
  if (fs::exists(folder, ignored))
    throw Error(ErrorKind::io, "The folder " + folder.string() + " exists already; nothing was written.",
                "Choose another --name or --id.");
}

CurrentState current_state(const Session& session, const std::vector<MigrationFolder>& history,
                           const dsl::Declaration& declaration) {
  CurrentState state = session.url_is_explicit ? live_state(required_url(session), db::OpenMode::read_only)
                                               : snapshot_state(history, declaration.schema.dialect());
  if (session.url_is_explicit) {
    require_same_dialect(declaration.schema.dialect(), state.target.dialect, session.url);
    state.schema = managed_part(std::move(state.schema), declaration);
    dialect::require_server(declaration.schema, state.target);
  } else if (state.schema.dialect() != declaration.schema.dialect()) {
    throw Error(ErrorKind::usage,
                "The declaration is for " + sql::to_string(declaration.schema.dialect()) +
                    ", but the migrations are for " + sql::to_string(state.schema.dialect()) + ".",
                "Give another migrations folder with --dir.");
  }
  return state;
}

void note_violations(const CurrentState& current, GenerateOutcome& outcome, const dialect::AdviceMap& advice,
                     bool may_try) {
  if (current.database == nullptr) return;
  const auto orphans = find_orphans(*current.database);
  if (!orphans.empty())
    outcome.notes.push_back("Rows in " + current.name +
                            " violate foreign keys already; this migration leaves them as they are:\n  " +
                            base::join(orphans, "\n  "));
  const auto violations = find_violations(*current.database, outcome.change, advice, may_try);
  if (violations.empty()) return;
  outcome.notes.push_back("Rows in " + current.name +
                          " violate what this migration demands; correct them before it runs:\n  " +
                          base::join(violations, "\n  "));
}

/// What stands in the database now is neither the schema before nor the one after.
void require_finished(const CurrentState& current, const std::vector<diff::Rename>& renames,
                      const std::vector<MigrationFolder>& history) {
  if (current.database == nullptr) return;
  const std::string under_way = find_under_way(*current.database, history);
  if (!under_way.empty())
    throw base::Error(base::ErrorKind::unsupported,
                      current.name + " is in the middle of the migration " + under_way + ".",
                      "Run the rest of its files, or its undo.sql, and plan the next one then; or plan it "
                      "without --url from the last migration.");
  const dialect::Leftovers left = dialect::find_leftovers(current.schema, renames);
  if (left.empty()) return;
  throw base::Error(
      base::ErrorKind::unsupported,
      "A migration is under way in " + current.name + ", which has " + left.described() + ".",
      "Run the rest of its files, or its undo.sql, and plan the next one then; or plan it without --url "
      "from the last migration.");
}

/// The same text beside all migrations of the project, which they rely on.
void require_own_helpers(const fs::path& path) {
  std::error_code ignored;
  if (!fs::exists(path, ignored) || base::read_file(path) == migration::helpers()) return;
  throw Error(ErrorKind::io,
              path.string() + " is not what this version of schemagen writes; nothing was written.",
              "Restore it from version control, or remove it to have it written anew.");
}

void write_migration(const migration::Migration& migration, const fs::path& folder,
                     GenerateOutcome& outcome) {
  const auto files = migration::render(migration);
  const bool helped = migration.plan.target.dialect == sql::Dialect::postgresql;
  if (helped) require_own_helpers(folder.parent_path() / migration::kHelpersName);
  base::write_folder(folder, files);
  if (helped) base::write_file(folder.parent_path() / migration::kHelpersName, migration::helpers());
  outcome.written = folder;
  for (const auto& [name, bytes] : files) outcome.files.push_back(name);
}

}  // namespace

GenerateOutcome run(const GenerateRequest& request, const Terminal& terminal) {
  const Session session = resolve(request.location);
  const std::string id = migration_id(request);
  const std::set<plan::Hazard> stopping = stopping_hazards(
      request.planning.allow, session.environment_is_named ? session.allow : std::vector<std::string>(),
      session.refuse);
  dsl::Declaration declaration = dsl::load_declaration(session.schema);
  const std::vector<MigrationFolder> history = read_history(session.migrations);
  const CurrentState current = current_state(session, history, declaration);
  const bool may_ask = request.planning.may_use_scratch();
  require_finished(current, declaration.renames, history);

  GenerateOutcome outcome;
  outcome.warnings = require_compiles(declaration, &current.schema);
  outcome.from = current.name;
  migration::Migration migration;
  migration.before = fingerprint_before(current, history, may_ask, outcome.notes);
  Difference difference = find_difference(
      current.schema, declaration.schema, declaration.renames, oracle_of(current, may_ask),
      make_chooser(request.planning.renames, terminal), Printed::before, request.planning.trash());
  dialect::LiveFacts live = find_live_facts(current.database.get(), difference);
  outcome.change = plan_change(std::move(difference), declaration.advice, current.target,
                               id.substr(0, id.find('_')), current.schema.unmodelled(), std::move(live));
  if (outcome.change.empty()) return outcome;
  refuse_hidden_rows(current.database.get(), outcome.change.difference, outcome.change.plan);
  outcome.change.stopping = stopping;
  require_allowed(outcome.change.plan, stopping);
  note_violations(current, outcome, declaration.advice, may_ask);

  const fs::path folder = session.migrations / id;
  require_free(folder);
  migration.id = id;
  migration.parent = history.empty() ? "none" : history.back().hash;
  declaration.schema = outcome.change.reached(std::move(declaration.schema));
  migration.after = model::fingerprint(declaration.schema);
  migration.schema_toml = snapshot_text(declaration, outcome.change.difference.changes.renames);
  migration.plan = outcome.change.plan;
  outcome.proof = prove(current.schema, declaration, migration, request.planning.scratch);
  migration.proved = outcome.proof.record();
  migration.proof = outcome.proof.shown;
  write_migration(migration, folder, outcome);
  return outcome;
}

}  // namespace schemagen::app
