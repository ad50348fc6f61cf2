#include "schemagen/app/proof.h"

#include <algorithm>
#include <set>

#include "app/missing_type.h"
#include "schemagen/app/compiles.h"
#include "schemagen/app/scratch.h"
#include "schemagen/app/scratch_rows.h"
#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/base/unified_diff.h"
#include "schemagen/dsl/emit.h"

namespace schemagen::app {
namespace {

using base::Error;
using base::ErrorKind;

constexpr const char* kAvailableExtensions = R"(SELECT name FROM pg_catalog.pg_available_extensions)";
constexpr const char* kOfTheApplication[] = {"no such function", "unknown function",
                                             "no such collation sequence", "no such module"};
constexpr std::string_view kUndefinedObject = "42704";
constexpr const char* kPostgresVersion = R"(SHOW server_version)";
constexpr const char* kSqliteVersion = R"(SELECT sqlite_version())";
constexpr const char* kBodiesUnchecked = R"(SET check_function_bodies = off)";
constexpr const char* kBodiesChecked = R"(RESET check_function_bodies)";

std::vector<std::string> missing_extensions(db::Database& database, const model::Schema& before,
                                            const model::Schema& after) {
  std::set<std::string> wanted;
  for (const model::Schema* schema : {&before, &after})
    for (const auto& [id, extension] : schema->all<model::Extension>(model::Kind::extension))
      wanted.insert(id.name.str());
  if (wanted.empty()) return {};
  for (const db::Row& row : database.execute(kAvailableExtensions))
    if (!row.empty() && row[0]) wanted.erase(*row[0]);
  return {wanted.begin(), wanted.end()};
}

/// What the plan carries over, where scratch has all that it names.
void create_carried(db::Database& database, const model::Schema& current) {
  for (const model::Unmodelled& thing : current.unmodelled()) {
    if (thing.definition.empty()) continue;
    try {
      database.execute(thing.definition);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::sql) throw;
    }
  }
}

void create_current(db::Database& database, const model::Schema& current) {
  const bool is_postgres = current.dialect() == sql::Dialect::postgresql;
  if (is_postgres) database.execute(kBodiesUnchecked);
  for (const std::string& statement : dialect::create_statements(current, database.target()))
    database.execute(statement);
  create_carried(database, current);
  if (is_postgres) database.execute(kBodiesChecked);
}

std::vector<model::ObjectId> ids_of(const std::vector<diff::Change>& changes) {
  std::vector<model::ObjectId> ids;
  for (const diff::Change& change : changes) ids.push_back(change.id);
  return ids;
}

/// The way out when a proof fails for a reason of its own. SQLite plans are always tried: nothing is needed
/// for it.
std::string without_proof(sql::Dialect dialect) {
  return dialect == sql::Dialect::sqlite
             ? std::string()
             : "--scratch none writes the migration without the proof; review it with care then.";
}

/// SQLite lets an application bring functions, collations and virtual tables of its own; scratch has none of
/// them.
bool stands_on_the_application(const Error& error) {
  const std::string message = error.what();
  return std::any_of(std::begin(kOfTheApplication), std::end(kOfTheApplication),
                     [&message](const char* text) { return message.find(text) != std::string::npos; });
}

[[noreturn]] void refuse_result(const Difference& difference) {
  std::string message =
      "The plan does not lead to what is declared; nothing was written. After it there would be left:";
  for (const diff::Rename& rename : difference.changes.renames) message += "\n  " + diff::describe(rename);
  for (const diff::Change& change : difference.changes.changes) message += "\n  " + diff::describe(change);
  const std::vector<model::ObjectId> ids = ids_of(difference.changes.changes);
  const std::string dumps =
      base::unified_diff(dsl::emit_objects(difference.before, ids), dsl::emit_objects(difference.after, ids),
                         "after the plan", "declared");
  if (!dumps.empty()) message += "\n" + std::string(base::trim(dumps));
  throw Error(ErrorKind::proof, message,
              "Please report this with the declaration. " + without_proof(difference.after.dialect()));
}

/// Why nothing is proved when `error` is about a type that is not modelled; else empty.
std::string why_without_type(db::Database& database, const Error& error, const model::Schema& before,
                             const model::Schema& after) {
  if (after.dialect() != sql::Dialect::postgresql || error.code() != kUndefinedObject) return {};
  const std::vector<std::string> missing = missing_types(database, before, after);
  if (missing.empty()) return {};
  std::vector<std::string> named;
  for (const std::string& type : missing) {
    const std::optional<std::string> meant = likely_type(type);
    named.push_back(type + (meant ? " (did you mean " + *meant + "?)" : ""));
  }
  return "the scratch server does not have the type " + base::join(named, ", ") + ", which is not modelled";
}

/// Why the plan cannot be tried; empty when it ran.
std::string run_phases(db::Database& database, const model::Schema& current, const model::Schema& declared,
                       const migration::Migration& migration, RowTrial& rows) {
  const CompiledThroughout compiled(current, declared);
  for (const plan::Phase phase : {plan::Phase::expand, plan::Phase::migrate, plan::Phase::contract}) {
    const std::string script = migration::render_phase(migration, phase);
    if (script.empty()) continue;
    try {
      db::run_script(database, script, "the " + plan::to_string(phase) + " phase");
    } catch (const Error& error) {
      std::string why_not = why_without_type(database, error, current, declared);
      if (!why_not.empty()) return why_not;
      if (current.dialect() == sql::Dialect::sqlite && stands_on_the_application(error))
        return std::string("the plan needs what only the application brings: ") + error.what();
      throw Error(ErrorKind::proof,
                  std::string("The plan failed on the scratch copy; nothing was written. ") + error.what(),
                  error.hint());
    }
    compiled.check(database, plan::to_string(phase));
    rows.after_phase(phase);
  }
  return {};
}

void compare_result(db::Database& database, const dsl::Declaration& declaration) {
  const model::Schema reached = database.introspect();
  const auto settle = [&database](const std::vector<diff::Doubt>& doubts, const model::Schema& declared) {
    return database.settle(doubts, declared);
  };
  Difference difference = find_difference(reached, declaration.schema, declaration.renames, settle,
                                          choose_none, Printed::before, Trash::drop);
  if (!difference.changes.empty()) refuse_result(difference);
  const PlannedChange second =
      plan_change(std::move(difference), declaration.advice, database.target(), model::kPushTag, {});
  if (!second.plan.empty())
    throw Error(ErrorKind::proof, "The plan leads to what is declared, but a second plan is not empty: " +
                                      second.plan.steps.front().why + " Nothing was written.");
}

std::string why_not_created(db::Database& database, const model::Schema& current) {
  try {
    create_current(database, current);
    return {};
  } catch (const Error& error) {
    if (stands_on_the_application(error))
      return std::string("the current schema needs what only the application brings: ") + error.what();
    std::string without_type = why_without_type(database, error, current, current);
    if (!without_type.empty()) return without_type;
    if (current.unmodelled().empty())
      throw Error(ErrorKind::proof,
                  std::string("The current schema could not be created on scratch; nothing was written. ") +
                      error.what(),
                  without_proof(current.dialect()));
    const auto lines = base::split_lines(error.what());
    return "the current schema stands on things that are not modelled and could not be created on scratch: " +
           (lines.empty() ? std::string() : lines.front());
  }
}

migration::ProofRecord record_of(db::Database& database, const RowTrials& rows) {
  const bool is_postgres = database.target().dialect == sql::Dialect::postgresql;
  const std::string version =
      database.execute(is_postgres ? kPostgresVersion : kSqliteVersion).at(0).at(0).value_or("");
  migration::ProofRecord record{
      (is_postgres ? "PostgreSQL " : "SQLite ") + version.substr(0, version.find(' ')),
      {rows.tried.begin(), rows.tried.end()},
      {}};
  for (const auto& [table, why] : rows.not_tried) record.rows_not_tried.push_back(table + ": " + why);
  return record;
}

Proof prove_on(db::Database& database, const model::Schema& current, const dsl::Declaration& declaration,
               const migration::Migration& migration) {
  const auto missing = missing_extensions(database, current, declaration.schema);
  if (!missing.empty())
    return {false, "the scratch server does not have the extension " + base::join(missing, ", ")};
  std::string why_not = why_not_created(database, current);
  if (!why_not.empty()) return {false, std::move(why_not)};
  RowTrial rows(database,
                current.dialect() == sql::Dialect::postgresql
                    ? tables_to_try(migration.plan, current, declaration.schema, declaration.renames)
                    : std::set<model::ObjectId>());
  rows.begin();
  why_not = run_phases(database, current, declaration.schema, migration, rows);
  if (!why_not.empty()) return {false, std::move(why_not)};
  compare_result(database, declaration);
  return {true, {}, record_of(database, rows.trials())};
}

}  // namespace

Proof prove(const model::Schema& current, const dsl::Declaration& declaration,
            const migration::Migration& migration, const std::string& scratch_choice) {
  std::string why_not;
  const auto scratch = Scratch::open(declaration.schema.dialect(), scratch_choice, why_not);
  if (scratch == nullptr) return {false, std::move(why_not)};
  try {
    Proof proof = prove_on(scratch->database(), current, declaration, migration);
    scratch->clear();
    return proof;
  } catch (const Error&) {
    try {
      scratch->clear();
    } catch (const Error& left) {
      throw Error(ErrorKind::proof,
                  std::string(left.what()) + " The proof failed before that; nothing was written.",
                  left.hint());
    }
    throw;
  }
}

}  // namespace schemagen::app
