#include "support/two_applications.h"

#include <algorithm>

#include "schemagen/app/planning.h"
#include "schemagen/base/error.h"
#include "schemagen/sql/statement.h"
#include "support/application_proof.h"
#include "support/application_sql.h"
#include "support/golden_case.h"
#include "support/live_proof.h"

namespace schemagen::tests {
namespace {

constexpr int kOldNumbers = 1001;
constexpr int kNewNumbers = 15001;

constexpr const char* kRoles = R"(
DO $$
BEGIN
    CREATE ROLE "the application";
    CREATE ROLE "the owner";
EXCEPTION WHEN duplicate_object THEN
    NULL;
END
$$)";

constexpr const char* kOwn = R"(
DO $$
DECLARE
    _relation text;
BEGIN
    FOR _relation IN
        SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
           AND NOT EXISTS (SELECT FROM pg_depend d
                            WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                              AND (d.deptype = 'e' OR (c.relkind = 'S' AND d.deptype IN ('a', 'i')))) LOOP
        EXECUTE 'ALTER TABLE ' || _relation || ' OWNER TO "the owner"';
    END LOOP;
END
$$)";

constexpr const char* kGrantAll = R"(
DO $$
DECLARE
    _schema text;
BEGIN
    FOR _schema IN SELECT quote_ident(nspname) FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
        EXECUTE 'GRANT USAGE ON SCHEMA ' || _schema || ' TO "the application", "the owner"';
        EXECUTE 'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ' || _schema || ' TO "the application"';
        EXECUTE 'GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA ' || _schema || ' TO "the application"';
    END LOOP;
END
$$)";

/// {relation}, and the sequences that number its rows.
constexpr const char* kGrantOne = R"(
DO $$
DECLARE
    _name text;
BEGIN
    FOR _name IN SELECT d.objid::regclass::text FROM pg_depend d JOIN pg_class s ON s.oid = d.objid
                  WHERE d.refobjid = %s::regclass AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
                    AND s.relkind = 'S' LOOP
        EXECUTE 'GRANT USAGE, SELECT, UPDATE ON SEQUENCE ' || _name || ' TO "the application"';
    END LOOP;
END
$$)";

std::vector<ScriptStep> steps_of(const std::string& script) {
  std::vector<ScriptStep> steps = {{"", {}}};
  for (const sql::Statement& statement : sql::split_statements(script, sql::Dialect::postgresql)) {
    std::string id = migration::step_named_in(statement.comments);
    if (!id.empty()) steps.push_back({std::move(id), {}});
    steps.back().statements.push_back(statement);
  }
  return steps;
}

}  // namespace

ApplicationProof::ApplicationProof(const dsl::Declaration& before, const std::string& seed,
                                   const dsl::Declaration& after)
    : before_(before), after_(after), pair_(before.schema, after), seed_(seed) {
  fill(*before_database_);
  fill(*after_database_);
  live_before_ = before_database_->introspect();
  migration_ = migration_of(before.schema, after, make_plan());
  for (const Phase phase : {Phase::expand, Phase::migrate, Phase::contract})
    db::run_script(*after_database_, migration::render_phase(migration_, phase), plan::to_string(phase));
  learn();
}

std::vector<std::string> ApplicationProof::run() {
  if (problems_.empty()) walk_forward();
  walk_back();
  return problems_;
}

void ApplicationProof::fill(db::Database& database) const {
  create_schema(database, before_.schema);
  db::run_script(database, seed_, "seed.sql");
}

plan::Plan ApplicationProof::make_plan() {
  const auto oracle = [this](const std::vector<diff::Doubt>& doubts, const model::Schema& declared) {
    return before_database_->settle(doubts, declared);
  };
  app::Difference difference =
      app::find_difference(live_before_, after_.schema, after_.renames, oracle, app::choose_none);
  return app::plan_change(std::move(difference), after_.advice, before_database_->target(), kMigrationNumber,
                          {})
      .plan;
}

void ApplicationProof::learn() {
  const auto any = [](const ObjectId&, const Values&) { return true; };
  new_ = std::make_unique<Application>(
      after_.schema, *after_database_, kNewNumbers,
      std::vector<Application::Condition>{
          [this](const ObjectId& table, const Values& row) { return goes_back(table, row); }, any});
  old_ = std::make_unique<Application>(
      before_.schema, *before_database_, kOldNumbers,
      std::vector<Application::Condition>{
          [this](const ObjectId& table, const Values& row) {
            return goes_forward(table, row) && is_accepted_after(table, row);
          },
          [this](const ObjectId& table, const Values& row) { return goes_forward(table, row); }, any});
  for (const std::string& gap : old_->gaps()) problem("the application before: " + gap);
  for (const std::string& gap : new_->gaps()) problem("the application after: " + gap);
}

/// Some expressions stand on what only one of the two databases has.
Values ApplicationProof::forward(const TablePair& table, const Values& row, std::vector<Symbol>& failed) {
  const Values found = pair_.forward(*before_database_, table, row, &failed);
  if (failed.empty()) return found;
  failed.clear();
  return pair_.forward(*after_database_, table, row, &failed);
}

Values ApplicationProof::back(const TablePair& table, const Values& row, std::vector<Symbol>& failed) {
  const Values found = pair_.back(*before_database_, table, row, &failed);
  if (failed.empty()) return found;
  failed.clear();
  return pair_.back(*after_database_, table, row, &failed);
}

bool ApplicationProof::goes_forward(const ObjectId& table, const Values& row) {
  const TablePair* const pair = pair_.by_before(table);
  std::vector<Symbol> failed;
  if (pair != nullptr) forward(*pair, row, failed);
  return failed.empty();
}

/// Until contract a column with the same name and another type is the old one: the new application's values
/// are such that both types take them.
bool ApplicationProof::goes_back(const ObjectId& table, const Values& row) {
  const TablePair* const pair = pair_.by_after(table);
  if (pair == nullptr) return true;
  std::vector<Symbol> failed;
  back(*pair, row, failed);
  for (const ColumnPair& column : pair->columns) {
    if (!column.retyped || column.before != column.after) continue;
    const auto* const old = before_.schema.find_as<model::Column>(
        model::column_id(pair->before.schema, pair->before.name, column.before));
    try {
      before_database_->execute("SELECT " + literal(row.at(column.after)) + "::" + old->type.str());
    } catch (const base::Error&) {
      return false;
    }
  }
  return failed.empty();
}

bool ApplicationProof::is_accepted_after(const ObjectId& table, const Values& row) {
  const TablePair* const pair = pair_.by_before(table);
  const TableUse* const use = pair == nullptr ? nullptr : new_->table(pair->after);
  if (use == nullptr) return true;
  std::vector<Symbol> failed;
  Values image = new_->compose({*after_database_, {}}, *use, kOldNumbers);
  const Values converted = forward(*pair, row, failed);
  for (const ColumnUse& column : use->columns)
    if (const auto value = converted.find(column.name); column.writable && value != converted.end())
      image[column.name] = value->second;
  after_database_->execute("BEGIN");
  const Outcome tried = run_statement(*after_database_, table, "", insert_sql(*use, image), {});
  const Outcome checked = run_statement(*after_database_, table, "", "SET CONSTRAINTS ALL IMMEDIATE", {});
  after_database_->execute("ROLLBACK");
  return tried.error.empty() && checked.error.empty();
}

void ApplicationProof::old_round(Subject& subject) {
  ++round_;
  const Round expected = old_->run(before_client_, round_);
  Round got = old_->run(subject.old_client, round_);
  compare(subject, got.outcomes, expected.outcomes, false);
  for (const auto& [table, row] : got.kept) {
    subject.old_rows[table].push_back(row);
    const TablePair* const pair = pair_.by_before(table);
    if (subject.expanded && pair != nullptr) check_seen_by_new(subject, *pair, row);
  }
}

void ApplicationProof::new_round(Subject& subject) {
  ++round_;
  const Round expected = new_->run(after_client_, round_);
  Round got = new_->run(subject.new_client, round_);
  compare(subject, got.outcomes, expected.outcomes, true);
  for (const auto& [table, row] : got.kept) {
    subject.new_rows[table].push_back(row);
    const TablePair* const pair = pair_.by_after(table);
    if (!subject.contracted && !subject.rejects && pair != nullptr) check_seen_by_old(subject, *pair, row);
  }
}

bool ApplicationProof::run_statements(Subject& subject, const ScriptStep& step) {
  try {
    db::StatementRunner runner(*subject.migrator);
    for (const sql::Statement& statement : step.statements) runner.run(statement);
    return true;
  } catch (const base::Error& error) {
    problem("the step fails: " + std::string(error.what()));
    subject.migrator = db::open_database(subject.url, db::OpenMode::read_write);
    return false;
  }
}

void ApplicationProof::note_step(Subject& subject, const ScriptStep& step) {
  for (const plan::Step& planned : migration_.plan.steps)
    if (planned.id == step.id && std::find(planned.hazards.begin(), planned.hazards.end(),
                                           plan::Hazard::rejects_old_writers) != planned.hazards.end())
      subject.rejects = true;
}

void ApplicationProof::run_again(Subject& subject, const ScriptStep& step) {
  const auto planned = std::find_if(migration_.plan.steps.begin(), migration_.plan.steps.end(),
                                    [&step](const plan::Step& other) { return other.id == step.id; });
  if (planned == migration_.plan.steps.end() || planned->transaction == plan::Transaction::own) return;
  const std::string once = model::dump(subject.migrator->introspect());
  where_ += "again: ";
  run_statements(subject, step);
  if (model::dump(subject.migrator->introspect()) != once) problem("the second run changes the schema");
}

void ApplicationProof::run_phase(Subject& subject, Phase phase, bool again) {
  const std::vector<ScriptStep> steps = steps_of(migration::render_phase(migration_, phase));
  for (std::size_t i = 0; i < steps.size(); ++i) {
    where_ = (again ? "back, " : "") + plan::to_string(phase) + " " + steps[i].id + ": ";
    note_step(subject, steps[i]);
    if (!run_statements(subject, steps[i])) return;
    if (steps[i].id.empty()) continue;
    if (again) {
      run_again(subject, steps[i]);
      continue;
    }
    old_round(subject);
    if (subject.deployed) new_round(subject);
  }
}

void ApplicationProof::grant_what_was(Subject& subject) {
  subject.migrator->execute(kRoles);
  subject.migrator->execute(kOwn);
  subject.migrator->execute(kGrantAll);
  for (db::Database* connection : {subject.old_connection.get(), subject.new_connection.get()})
    connection->execute("SET ROLE \"the application\"");
}

void ApplicationProof::grant_what_is_new(Subject& subject) {
  for (const auto& [id, object] : after_.schema.objects()) {
    if (before_.schema.contains(id_before(id, after_.renames))) continue;
    const std::string name = quoted(id);
    const std::string literal_name = literal(name);
    const auto grant = [&](const std::string& what) {
      subject.migrator->execute("GRANT " + what + " TO \"the application\"");
    };
    if (id.kind == model::Kind::name_space) grant("USAGE ON SCHEMA " + quoted(id.name));
    const bool is_relation = id.kind == model::Kind::table || id.kind == model::Kind::view ||
                             id.kind == model::Kind::materialized_view || id.kind == model::Kind::sequence;
    if (!is_relation || !subject.migrator->execute("SELECT to_regclass(" + literal_name + ")")[0][0])
      continue;
    if (id.kind == model::Kind::sequence) {
      grant("USAGE, SELECT, UPDATE ON SEQUENCE " + name);
      continue;
    }
    grant("SELECT, INSERT, UPDATE, DELETE ON TABLE " + name);
    std::string owned = kGrantOne;
    owned.replace(owned.find("%s"), 2, literal_name);
    subject.migrator->execute(owned);
  }
}

void ApplicationProof::start(Subject& subject) {
  fill(*subject.migrator);
  grant_what_was(subject);
  before_client_.newest.clear();
  after_client_.newest.clear();
}

void ApplicationProof::deploy_after(Subject& subject, Phase phase) {
  subject.deployed = phase == Phase::migrate || plan::deployed_after(migration_.plan) != Phase::migrate;
  if (subject.deployed) new_round(subject);
}

void ApplicationProof::walk_forward() {
  Subject subject;
  start(subject);
  where_ = "before: ";
  old_round(subject);
  run_phase(subject, Phase::expand, false);
  subject.expanded = true;
  grant_what_is_new(subject);
  where_ = "after expand: ";
  deploy_after(subject, Phase::expand);
  old_round(subject);
  run_phase(subject, Phase::migrate, false);
  subject.migrated = true;
  where_ = "after migrate: ";
  deploy_after(subject, Phase::migrate);
  if (!subject.rejects) old_round(subject);
  check_kept(subject);
  remove_what_contract_refuses(subject);
  where_ = "contract: ";
  try {
    db::run_script(*subject.migrator, migration::render_phase(migration_, Phase::contract), "contract");
  } catch (const base::Error& error) {
    problem(std::string(error.what()));
    return;
  }
  where_ = "after contract: ";
  subject.contracted = true;
  grant_what_is_new(subject);
  new_round(subject);
  check_kept(subject);
}

void ApplicationProof::run_migrate_again(Subject& subject) {
  if (plan::steps_in(migration_.plan, Phase::contract).empty()) return;  // migrate has ended the migration
  where_ = "back, migrate as a whole again: ";
  const std::string script = migration::render_phase(migration_, Phase::migrate);
  const std::string once = model::dump(subject.migrator->introspect());
  for (const ScriptStep& step : steps_of(script)) {
    where_ = "back, migrate as a whole again, " + step.id + ": ";
    if (!run_statements(subject, step)) return;
  }
  if (model::dump(subject.migrator->introspect()) != once) problem("the second run changes the schema");
}

void ApplicationProof::undo(Subject& subject) {
  std::map<ObjectId, std::vector<db::Row>> rows;
  if (!subject.rejects)
    for (const TableUse& table : old_->tables())
      rows[table.id] = old_->read_all(*subject.old_connection, table);
  where_ = "undo: ";
  try {
    run_undo(*subject.migrator, migration_);
  } catch (const base::Error& error) {
    problem(std::string(error.what()));
    return;
  }
  const model::Schema now = subject.migrator->introspect();
  const app::Difference rest = app::find_difference(now, live_before_, {}, {}, app::choose_none);
  for (const diff::Change& change : rest.changes.changes) problem("differs: " + diff::describe(change));
  for (const auto& [id, kept] : rows)
    if (old_->read_all(*subject.old_connection, *old_->table(id)) != kept)
      problem("the rows of " + quoted(id) + " have changed");
  for (const TableUse& table : old_->tables()) {
    if (!table.seeded) continue;
    const auto now_there = old_->read(*subject.old_connection, table, *table.seeded);
    for (const auto& [name, value] : *table.seeded)
      if (value && (!now_there || now_there->at(name) != value))
        problem("a seeded row of " + quoted(table.id) + " has lost its value of " + quoted(name));
  }
}

void ApplicationProof::walk_back() {
  Subject subject;
  start(subject);
  where_ = "back, before: ";
  old_round(subject);
  run_phase(subject, Phase::expand, true);
  subject.expanded = true;
  grant_what_is_new(subject);
  where_ = "back, after expand: ";
  deploy_after(subject, Phase::expand);
  if (!subject.rejects) old_round(subject);
  run_phase(subject, Phase::migrate, true);
  where_ = "back, after migrate: ";
  subject.migrated = true;
  deploy_after(subject, Phase::migrate);
  if (!subject.rejects) old_round(subject);
  run_migrate_again(subject);
  undo(subject);
  subject.expanded = subject.deployed = subject.rejects = false;
  where_ = "after undo: ";
  old_round(subject);
}

std::vector<std::string> run_two_applications(const dsl::Declaration& before, const std::string& seed,
                                              const dsl::Declaration& after) {
  return ApplicationProof(before, seed, after).run();
}

}  // namespace schemagen::tests
