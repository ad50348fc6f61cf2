#include "schemagen/app/push.h"

#include <future>
#include <ostream>

#include "app/report_plan.h"
#include "schemagen/app/apply.h"
#include "schemagen/app/compiles.h"
#include "schemagen/app/current_state.h"
#include "schemagen/app/hazards.h"
#include "schemagen/app/in_the_way.h"
#include "schemagen/app/proof.h"
#include "schemagen/app/report.h"
#include "schemagen/app/row_checks.h"
#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/dialect/leftover.h"
#include "schemagen/dsl/declaration.h"

namespace schemagen::app {
namespace {

using base::Error;
using base::ErrorKind;

// One lock number for all of schemagen: 0x736368656d61, "schema" in ASCII.
constexpr const char* kTryLock = R"(SELECT pg_catalog.pg_try_advisory_lock(126870790434145))";
constexpr const char* kUnlock = R"(SELECT pg_catalog.pg_advisory_unlock(126870790434145))";

void refuse_protected(const Session& session) {
  if (!session.protected_) return;
  throw Error(ErrorKind::usage,
              "The environment `" + session.environment + "` is protected: push does not touch it.",
              "Generate a migration instead, or push to another environment with --env or --url.");
}

/// Two pushes to one PostgreSQL database: the second is told. SQLite's own lock on the file does it there.
class PushLock {
 public:
  explicit PushLock(db::Database& database) : database_(database) {
    if (database.target().dialect != sql::Dialect::postgresql) return;
    const auto rows = database.execute(kTryLock);
    held_ = !rows.empty() && !rows[0].empty() && rows[0][0] == "t";
    if (!held_)
      throw Error(ErrorKind::busy,
                  "Another schemagen is changing this database just now. Nothing was changed.",
                  "Wait until it has finished, then run push again.");
  }
  ~PushLock() {
    if (!held_) return;
    try {
      database_.execute(kUnlock);
    } catch (const Error&) {
      held_ = false;  // the connection is gone, and the lock with it
    }
  }
  PushLock(const PushLock&) = delete;
  PushLock& operator=(const PushLock&) = delete;

 private:
  db::Database& database_;
  bool held_ = false;
};

void require_unchanged(db::Database& database, const model::Schema& planned_from,
                       const dsl::Declaration& declaration) {
  if (managed_part(database.introspect(), declaration) == planned_from) return;
  throw Error(ErrorKind::busy,
              "The database was changed by somebody else since the plan was made. Nothing was changed.",
              "Run push again.");
}

bool is_confirmed(const PushRequest& request, const std::string& name, const Terminal& terminal) {
  if (request.yes) return true;
  if (!terminal.interactive)
    throw Error(ErrorKind::question,
                "push asks before it changes a database, and there is no terminal to ask on.",
                "Add --yes to apply this to " + name + " without a question.");
  const auto answer = ask(terminal, "Apply this to " + name + "? [y/N] ");
  const std::string word = answer ? base::to_lower(base::trim(*answer)) : "";
  return word == "y" || word == "yes";
}

bool is_confirmed(const PushRequest& request, const PlannedChange& change, const std::string& name,
                  const Terminal& terminal) {
  const bool on_out = request.format == Format::text;
  (on_out ? terminal.out : terminal.err)
      << plan_text(change, on_out ? terminal.colour_out : terminal.colour_err) << std::flush;
  return is_confirmed(request, name, terminal);
}

CurrentState read_state(const std::string& url, const dsl::Declaration& declaration) {
  CurrentState state = live_state(url, db::OpenMode::create);
  state.schema = managed_part(std::move(state.schema), declaration);
  return state;
}

/// False: the person does not want it.
bool clear_leftovers(const PushRequest& request, CurrentState& state, const dsl::Declaration& declaration,
                     const std::string& url, const Terminal& terminal) {
  const dialect::Leftovers left = dialect::find_leftovers(state.schema, declaration.renames);
  if (left.empty()) return true;
  (request.format == Format::text ? terminal.out : terminal.err)
      << printable(
             "A change that was not finished has left behind " + left.described() +
             ".\nThis is cleared away first; the columns that were there before hold the same values.\n")
      << std::flush;
  if (!is_confirmed(request, state.name, terminal)) return false;
  {
    const PushLock lock(*state.database);
    require_unchanged(*state.database, state.schema, declaration);
    db::run_script(*state.database,
                   "BEGIN; SET LOCAL lock_timeout = '2s'; " + base::join(left.clearing, "; ") + "; COMMIT;",
                   "clearing away what was left behind");
  }
  state = read_state(url, declaration);
  return true;
}

void apply(PushOutcome& outcome, CurrentState& state, const dsl::Declaration& declaration,
           const std::string& url, const Terminal& terminal) {
  if (state.database == nullptr) state.database = db::open_database(url, db::OpenMode::create);
  db::Database& database = *state.database;
  const PushLock lock(database);
  require_unchanged(database, state.schema, declaration);
  outcome.applied = apply_plan(database, outcome.change.plan, [&terminal](const plan::Step& step) {
    terminal.err << printable(step.id + "  " + step.why) << "\n" << std::flush;
  });
}

/// What is planned for SQLite is tried in memory first, which costs next to nothing.
void prove_first(const PlannedChange& change, const model::Schema& current, dsl::Declaration declaration,
                 const Terminal& terminal) {
  if (current.dialect() != sql::Dialect::sqlite) return;
  declaration.schema = change.reached(std::move(declaration.schema));
  const migration::Migration migration{"push", "none", "", "", "", "", change.plan};
  const Proof proof = prove(current, declaration, migration, "auto");
  if (!proof.proved)
    terminal.err << printable("note: This could not be tried first: " + proof.why_not) << "\n";
}

std::vector<diff::Change> what_is_left(CurrentState& state, const dsl::Declaration& declaration,
                                       const model::Schema& reached, bool may_ask) {
  const diff::Oracle oracle = oracle_of(state, may_ask);
  const model::Schema now = managed_part(state.database->introspect(), declaration);
  return find_difference(now, reached, {}, oracle, choose_none, Printed::before, Trash::drop).changes.changes;
}

}  // namespace

PushOutcome run(const PushRequest& request, const Terminal& terminal) {
  const Session session = resolve(request.location);
  const std::string& url = required_url(session);
  refuse_protected(session);
  const std::set<plan::Hazard> stopping =
      stopping_hazards(request.planning.allow, session.allow, session.refuse);
  auto loading = std::async(std::launch::async, [&session] { return dsl::load_declaration(session.schema); });
  CurrentState state = live_state(url, db::OpenMode::create);
  const dsl::Declaration declaration = loading.get();
  require_same_dialect(declaration.schema.dialect(), state.target.dialect, url);
  dialect::require_server(declaration.schema, state.target);
  state.schema = managed_part(std::move(state.schema), declaration);
  const bool may_ask = request.planning.may_use_scratch();

  PushOutcome outcome;
  outcome.to = state.name;
  if (!clear_leftovers(request, state, declaration, url, terminal)) {
    outcome.declined = true;
    return outcome;
  }
  outcome.warnings = require_compiles(declaration, &state.schema);
  terminal.err << warnings_text(outcome.warnings) << std::flush;
  Difference difference = find_difference(
      state.schema, declaration.schema, declaration.renames, oracle_of(state, may_ask),
      make_chooser(request.planning.renames, terminal), Printed::before, request.planning.trash());
  dialect::LiveFacts live = find_live_facts(state.database.get(), difference);
  outcome.change = plan_change(std::move(difference), declaration.advice, state.target, model::kPushTag,
                               state.schema.unmodelled(), std::move(live));
  if (outcome.change.empty()) return outcome;
  refuse_hidden_rows(state.database.get(), outcome.change.difference, outcome.change.plan);
  outcome.change.stopping = stopping;
  require_allowed(outcome.change.plan, stopping);
  if (state.database != nullptr) {
    for (const std::string& orphan : find_orphans(*state.database))
      terminal.err << printable("note: violates foreign keys already, and stays as it is: " + orphan) << "\n";
    require_valid_rows(*state.database, outcome.change, declaration.advice, may_ask);
  }
  prove_first(outcome.change, state.schema, declaration, terminal);
  if (!is_confirmed(request, outcome.change, state.name, terminal)) {
    outcome.declined = true;
    return outcome;
  }
  apply(outcome, state, declaration, url, terminal);
  outcome.remaining = what_is_left(state, declaration, outcome.change.reached(declaration.schema), may_ask);
  return outcome;
}

int exit_code(const PushOutcome& outcome) {
  if (outcome.declined) return 1;
  return outcome.remaining.empty() ? 0 : 2;
}

}  // namespace schemagen::app
