#include "schemagen/app/drift.h"

#include <algorithm>
#include <future>
#include <set>
#include <utility>

#include "schemagen/app/current_state.h"
#include "schemagen/app/history.h"
#include "schemagen/base/unified_diff.h"
#include "schemagen/diff/trash.h"
#include "schemagen/dsl/declaration.h"
#include "schemagen/dsl/emit.h"

namespace schemagen::app {
namespace {

std::vector<diff::Change> without(const std::vector<diff::Change>& changes,
                                  const std::vector<diff::Doubt>& unverified) {
  std::set<model::ObjectId> doubtful;
  for (const diff::Doubt& doubt : unverified) doubtful.insert(doubt.id);
  std::vector<diff::Change> certain;
  std::copy_if(changes.begin(), changes.end(), std::back_inserter(certain),
               [&doubtful](const diff::Change& change) { return !doubtful.contains(change.id); });
  return certain;
}

std::string diff_of_dumps(const model::Schema& live, const model::Schema& declared,
                          const std::vector<diff::Change>& changes, const std::string& live_name,
                          const std::string& declared_name) {
  std::vector<model::ObjectId> ids;
  for (const diff::Change& change : changes) ids.push_back(change.id);
  if (ids.empty()) return {};
  return base::unified_diff(dsl::emit_objects(live, ids), dsl::emit_objects(declared, ids), live_name,
                            declared_name);
}

}  // namespace

DriftOutcome run(const DriftRequest& request, const Terminal&) {
  const Session session = resolve(request.location);
  const std::string& url = required_url(session);
  auto loading = std::async(std::launch::async, [&session] { return dsl::load_declaration(session.schema); });
  CurrentState state = live_state(url, db::OpenMode::read_only);
  dsl::Declaration declaration = loading.get();
  require_same_dialect(declaration.schema.dialect(), state.schema.dialect(), url);
  state.schema = managed_part(std::move(state.schema), declaration);
  diff::Normalised normalised =
      diff::normalise(diff::with_trash_of(state.schema, std::move(declaration.schema)), state.schema,
                      oracle_of(state, request.ask_server));
  const std::vector<diff::Change> changes = diff::compare(state.schema, normalised.declared);

  DriftOutcome outcome;
  outcome.database = state.name;
  outcome.changes = without(changes, normalised.unverified);
  outcome.unverified = std::move(normalised.unverified);
  outcome.unmodelled = diff::not_known(state.schema.unmodelled());
  outcome.unified_diff =
      diff_of_dumps(state.schema, normalised.declared, changes, state.name, session.schema.string());
  if (!changes.empty() && state.target.dialect == sql::Dialect::sqlite)
    outcome.under_way = find_under_way(*state.database, read_history(session.migrations));
  outcome.live = std::move(state.schema);
  outcome.declared = std::move(normalised.declared);
  outcome.connection = std::move(state.database);
  return outcome;
}

int exit_code(const DriftOutcome& outcome) {
  return outcome.changes.empty() && outcome.unverified.empty() ? 0 : 2;
}

}  // namespace schemagen::app
