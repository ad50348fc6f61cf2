#include "schemagen/app/diff.h"

#include "schemagen/app/compiles.h"
#include "schemagen/app/current_state.h"
#include "schemagen/app/hazards.h"
#include "schemagen/base/error.h"
#include "schemagen/db/url.h"

namespace schemagen::app {
namespace {

using base::Error;
using base::ErrorKind;

struct Side {
  CurrentState state;
  dsl::Declaration declaration{model::Schema(sql::Dialect::sqlite), {}, {}, {}};  // empty for a database
};

Side open_side(const std::string& argument) {
  if (db::parse_url(argument)) return {live_state(argument, db::OpenMode::read_only)};
  std::error_code ignored;
  if (!std::filesystem::exists(argument, ignored))
    throw Error(ErrorKind::io,
                "`" + db::redact(argument) + "` is neither a database URL nor a file or folder.",
                "Give a URL (sqlite:path, postgresql://…), a TOML file or folder, or a migrations folder.");
  if (is_migrations_folder(argument)) {
    const auto history = read_history(argument);
    return {snapshot_state(history, history.back().record.target.dialect)};
  }
  Side side;
  side.declaration = dsl::load_declaration(argument);
  side.state.schema = side.declaration.schema;
  side.state.target = sql::oldest_supported(side.state.schema.dialect());
  side.state.name = argument;
  return side;
}

/// A database beside a declaration is seen as the declaration says; two databases without what belongs to
/// other tools.
void manage(Side& side, const Side& other) {
  if (side.state.database == nullptr) return;
  dsl::Declaration declaration = other.declaration;
  declaration.schema =
      other.state.database == nullptr ? other.state.schema : model::Schema(side.state.schema.dialect());
  side.state.schema = managed_part(std::move(side.state.schema), declaration);
}

sql::Target target_of(const Side& before, const Side& after) {
  const bool only_after_is_live = after.state.database != nullptr && before.state.database == nullptr;
  return only_after_is_live ? after.state.target : before.state.target;
}

void plan_into(DiffOutcome& outcome, const Side& after, sql::Target target) {
  const Difference& difference = outcome.change.difference;
  try {
    outcome.change.plan = dialect::plan_changes(
        {difference.changes, difference.before, difference.after, after.declaration.advice, target});
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::internal) throw;
    outcome.plan_refused = error.what();
  }
}

}  // namespace

DiffOutcome run(const DiffRequest& request, const Terminal& terminal) {
  Side before = open_side(request.before);
  Side after = open_side(request.after);
  if (before.state.schema.dialect() != after.state.schema.dialect())
    throw Error(ErrorKind::usage,
                before.state.name + " is " + sql::to_string(before.state.schema.dialect()) + ", but " +
                    after.state.name + " is " + sql::to_string(after.state.schema.dialect()) + ".",
                "Compare two of the same dialect.");
  manage(before, after);
  manage(after, before);
  const bool after_is_printed = after.state.database != nullptr && before.state.database == nullptr;
  const Side& printed = after_is_printed ? after : before;
  DiffOutcome outcome{
      {find_difference(before.state.schema, after.state.schema, after.declaration.renames,
                       oracle_of(printed.state, request.planning.may_use_scratch()),
                       make_chooser(request.planning.renames, terminal),
                       after_is_printed ? Printed::after : Printed::before, request.planning.trash()),
       {},
       diff::not_known(before.state.schema.unmodelled()),
       model::Schema(before.state.schema.dialect()),
       stopping_hazards(request.planning.allow)},
      diff::not_known(after.state.schema.unmodelled()),
      {},
      request.show_sql,
      request.exit_code};
  outcome.warnings = require_compiles(after.declaration, &before.state.schema);
  plan_into(outcome, after, target_of(before, after));
  return outcome;
}

int exit_code(const DiffOutcome& outcome) {
  return outcome.exit_code && !outcome.change.difference.changes.empty() ? 2 : 0;
}

}  // namespace schemagen::app
