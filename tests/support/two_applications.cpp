#include "support/two_applications.h"

#include <algorithm>
#include <memory>
#include <set>

#include "schemagen/app/planning.h"
#include "schemagen/base/error.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/statement.h"
#include "support/application.h"
#include "support/application_sql.h"
#include "support/golden_case.h"
#include "support/live_proof.h"
#include "support/pg_server.h"
#include "support/schema_pair.h"

namespace schemagen::tests {
namespace {

using plan::Phase;

constexpr int kOldNumbers = 1001;
constexpr int kNewNumbers = 15001;
constexpr std::string_view kStepMark = "-- schemagen: id=";

struct ScriptStep {
  std::string id;  ///< empty: what stands before the first step
  std::vector<std::string> statements;
};

std::vector<ScriptStep> steps_of(const std::string& script) {
  std::vector<ScriptStep> steps = {{"", {}}};
  for (const sql::Statement& statement : sql::split_statements(script, sql::Dialect::postgresql)) {
    const std::size_t mark = statement.comments.find(kStepMark);
    if (mark != std::string::npos) {
      const std::size_t start = mark + kStepMark.size();
      steps.push_back({statement.comments.substr(start, statement.comments.find(' ', start) - start), {}});
    }
    steps.back().statements.push_back(statement.text);
  }
  return steps;
}

std::string shown(const db::Cell& cell) { return cell ? "'" + *cell + "'" : "NULL"; }

/// A database under migration, with a connection for the migration and one for each application.
struct Subject {
  std::string url = fresh_postgres_url();
  std::unique_ptr<db::Database> migrator = db::open_database(url, db::OpenMode::read_write);
  std::unique_ptr<db::Database> old_connection = db::open_database(url, db::OpenMode::read_write);
  std::unique_ptr<db::Database> new_connection = db::open_database(url, db::OpenMode::read_write);
  Client old_client{*old_connection, {}};
  Client new_client{*new_connection, {}};
  std::map<ObjectId, std::vector<Values>> old_rows;  ///< written and kept
  std::map<ObjectId, std::vector<Values>> new_rows;
  bool expanded = false;
  bool migrated = false;
  bool contracted = false;
  bool rejects = false;  ///< a step so far says that it rejects the old application
};

class Proof {
 public:
  Proof(const dsl::Declaration& before, const std::string& seed, const dsl::Declaration& after)
      : before_(before), after_(after), pair_(before.schema, after) {
    fill(*before_database_, seed);
    fill(*after_database_, seed);
    live_before_ = before_database_->introspect();
    migration_ = migration_of(before.schema, after, make_plan());
    for (const Phase phase : {Phase::expand, Phase::migrate, Phase::contract})
      db::run_script(*after_database_, migration::render_phase(migration_, phase), plan::to_string(phase));
    learn();
    seed_ = seed;
  }

  std::vector<std::string> run() {
    if (problems_.empty()) walk_forward();
    where_.clear();
    walk_back();
    return problems_;
  }

 private:
  void fill(db::Database& database, const std::string& seed) const {
    create_schema(database, before_.schema);
    db::run_script(database, seed, "seed.sql");
  }

  plan::Plan make_plan() {
    const auto oracle = [this](const std::vector<diff::Doubt>& doubts, const model::Schema& declared) {
      return before_database_->settle(doubts, declared);
    };
    app::Difference difference =
        app::find_difference(live_before_, after_.schema, after_.renames, oracle, app::choose_none);
    return app::plan_change(std::move(difference), after_.advice, before_database_->target(), {}).plan;
  }

  void learn();
  bool goes_back(const ObjectId& table, const Values& row);
  bool goes_forward(const ObjectId& table, const Values& row);
  bool is_accepted_after(const ObjectId& table, const Values& row);
  Values forward(const TablePair& table, const Values& row, std::vector<Symbol>& failed);
  Values back(const TablePair& table, const Values& row, std::vector<Symbol>& failed);

  void start(Subject& subject);
  void walk_forward();
  void walk_back();
  bool run_statements(Subject& subject, const ScriptStep& step);
  void run_phase(Subject& subject, Phase phase, bool again);
  void note_step(Subject& subject, const ScriptStep& step);
  void run_again(Subject& subject, const ScriptStep& step);
  void run_migrate_again(Subject& subject);
  void undo(Subject& subject);

  void old_round(Subject& subject);
  void new_round(Subject& subject);
  void compare(const Subject& subject, const std::string& who, const std::vector<Outcome>& got,
               const std::vector<Outcome>& expected, bool may_fail,
               const Ignored& ignored);
  std::set<Symbol> unsettled(const TablePair& table) const;
  using Ignored = std::map<ObjectId, std::set<Symbol>>;
  Ignored unsettled_after() const;
  Ignored other_defaults(bool after) const;
  bool relies_on_contract(const std::string& statement) const;
  void check_seen_by_new(Subject& subject, const TablePair& table, const Values& row);
  void check_seen_by_old(Subject& subject, const TablePair& table, const Values& row);
  void check_shadows(Subject& subject, const TablePair& table, const Values& row, const Values& expected);
  void check_kept(Subject& subject);
  void remove_what_contract_refuses(Subject& subject);
  bool is_refused(const TableUse& table) const;

  void problem(const std::string& text) { problems_.push_back(where_ + text); }

  const dsl::Declaration& before_;
  const dsl::Declaration& after_;
  SchemaPair pair_;
  std::string seed_;
  std::unique_ptr<db::Database> before_database_ = fresh_postgres();  ///< never migrated
  std::unique_ptr<db::Database> after_database_ = fresh_postgres();   ///< migrated to the end before all else
  model::Schema live_before_{sql::Dialect::postgresql};
  migration::Migration migration_;
  std::unique_ptr<Application> old_;
  std::unique_ptr<Application> new_;
  Client before_client_{*before_database_, {}};
  Client after_client_{*after_database_, {}};
  int round_ = 0;
  std::string where_;
  std::vector<std::string> problems_;
};

void Proof::learn() {
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
Values Proof::forward(const TablePair& table, const Values& row, std::vector<Symbol>& failed) {
  const Values found = pair_.forward(*before_database_, table, row, &failed);
  if (failed.empty()) return found;
  failed.clear();
  return pair_.forward(*after_database_, table, row, &failed);
}

Values Proof::back(const TablePair& table, const Values& row, std::vector<Symbol>& failed) {
  const Values found = pair_.back(*before_database_, table, row, &failed);
  if (failed.empty()) return found;
  failed.clear();
  return pair_.back(*after_database_, table, row, &failed);
}

bool Proof::goes_forward(const ObjectId& table, const Values& row) {
  const TablePair* const pair = pair_.by_before(table);
  std::vector<Symbol> failed;
  if (pair != nullptr) forward(*pair, row, failed);
  return failed.empty();
}

/// Until contract a column with the same name and another type is the old one: the new application's values are
/// such that both types take them.
bool Proof::goes_back(const ObjectId& table, const Values& row) {
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

bool Proof::is_accepted_after(const ObjectId& table, const Values& row) {
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
  const Outcome tried = run_statement(*after_database_, "", insert_sql(*use, image), {});
  const Outcome checked = run_statement(*after_database_, "", "SET CONSTRAINTS ALL IMMEDIATE", {});
  after_database_->execute("ROLLBACK");
  return tried.error.empty() && checked.error.empty();
}

/// What the new application may not see in its final form before contract.
std::set<Symbol> Proof::unsettled(const TablePair& table) const {
  std::set<Symbol> names;
  for (const ColumnPair& pair : table.columns) {
    const auto* const old = before_.schema.find_as<model::Column>(
        model::column_id(table.before.schema, table.before.name, pair.before));
    const auto* const now = after_.schema.find_as<model::Column>(
        model::column_id(table.after.schema, table.after.name, pair.after));
    if ((pair.retyped && pair.before == pair.after) || old->generated != now->generated) names.insert(pair.after);
  }
  const std::set<Symbol> direct = names;
  for (const auto& [id, column] : after_.schema.columns_of(table.after.schema, table.after.name))
    for (const Symbol name : direct)
      if (column->generated && column->generated->expression.str().find(name.str()) != std::string::npos)
        names.insert(id.name);
  return names;
}

Proof::Ignored Proof::unsettled_after() const {
  Ignored found;
  for (const TablePair& table : pair_.tables()) found[table.after] = unsettled(table);
  return found;
}

void Proof::compare(const Subject& subject, const std::string& who, const std::vector<Outcome>& got,
                    const std::vector<Outcome>& expected, bool may_fail,
                    const Ignored& ignored) {
  std::map<std::string, const Outcome*> by_name;
  for (const Outcome& outcome : expected) by_name[outcome.statement] = &outcome;
  for (const Outcome& outcome : got) {
    const auto found = by_name.find(outcome.statement);
    if (found == by_name.end() || !found->second->error.empty()) continue;
    const Outcome& right = *found->second;
    const std::string prefix = who + ": " + outcome.statement + ": ";
    if (!outcome.error.empty()) {
      if (!may_fail || !subject.rejects) problem(prefix + outcome.error);
      continue;
    }
    if (outcome.rows.size() != right.rows.size()) {
      problem(prefix + std::to_string(outcome.rows.size()) + " rows instead of " +
              std::to_string(right.rows.size()));
      continue;
    }
    for (std::size_t i = 0; i < outcome.rows.size(); ++i)
      for (const auto& [name, value] : right.rows[i]) {
        if (right.changing.contains(name) || outcome.rows[i].at(name) == value) continue;
        bool passed_over = false;
        for (const auto& [table, names] : ignored)
          passed_over = passed_over ||
                        (names.contains(name) && outcome.statement.find(quoted(table)) != std::string::npos);
        if (!passed_over)
          problem(prefix + quoted(name) + " is " + shown(outcome.rows[i].at(name)) + " instead of " + shown(value));
      }
  }
}

void Proof::old_round(Subject& subject) {
  ++round_;
  const Round expected = old_->run(before_client_, round_);
  Round got = old_->run(subject.old_client, round_);
  compare(subject, "old", got.outcomes, expected.outcomes, true, {});
  for (const auto& [table, row] : got.kept) {
    subject.old_rows[table].push_back(row);
    const TablePair* const pair = pair_.by_before(table);
    if (subject.expanded && pair != nullptr) check_seen_by_new(subject, *pair, row);
  }
}

void Proof::new_round(Subject& subject) {
  ++round_;
  const Round expected = new_->run(after_client_, round_);
  Round got = new_->run(subject.new_client, round_);
  compare(subject, "new", got.outcomes, expected.outcomes, false,
          subject.contracted ? std::map<ObjectId, std::set<Symbol>>() : unsettled_after());
  for (const auto& [table, row] : got.kept) {
    subject.new_rows[table].push_back(row);
    const TablePair* const pair = pair_.by_after(table);
    if (!subject.contracted && !subject.rejects && pair != nullptr) check_seen_by_old(subject, *pair, row);
  }
}

void Proof::check_seen_by_new(Subject& subject, const TablePair& table, const Values& row) {
  const TableUse& use = *new_->table(table.after);
  std::vector<Symbol> failed;
  const Values expected = forward(table, row, failed);
  Values identity = expected;
  for (const ColumnPair& pair : table.columns)
    if (pair.before == pair.after && pair.retyped && !subject.contracted) identity[pair.after] = row.at(pair.before);
  try {
    const auto seen = new_->read(*subject.new_connection, use, identity);
    if (!seen) {
      problem("the new application does not find a row of " + quoted(table.before));
      return;
    }
    for (const auto& [name, value] : expected) {
      if (!subject.contracted && unsettled(table).contains(name)) continue;
      if (seen->at(name) != value)
        problem("the new application sees " + quoted(table.after) + "." + quoted(name) + " of an old row as " +
                shown(seen->at(name)) + " instead of " + shown(value));
    }
    if (!subject.migrated) return;
    for (const auto& [name, value] : pair_.filled(*before_database_, table, row))
      if (seen->at(name) != value)
        problem(quoted(table.after) + "." + quoted(name) + " of an old row is filled with " +
                shown(seen->at(name)) + " instead of " + shown(value));
  } catch (const base::Error& error) {
    problem("the new application reads " + quoted(table.after) + ": " + error.what());
  }
  if (subject.migrated && !subject.contracted) check_shadows(subject, table, row, expected);
}

/// The column in its new type that stands beside the old one until contract.
void Proof::check_shadows(Subject& subject, const TablePair& table, const Values& row, const Values& expected) {
  const TableUse* const use = old_->table(table.before);
  for (const ColumnPair& pair : table.columns) {
    if (!pair.retyped || pair.before != pair.after || !expected.contains(pair.after)) continue;
    const std::string shadow = "_sg_new_" + pair.after.str();
    const auto there = subject.migrator->execute(
        "SELECT 1 FROM pg_attribute WHERE attrelid = " + literal(quoted(table.after)) +
        "::regclass AND attname = " + literal(shadow));
    if (there.empty()) continue;
    const auto rows = subject.migrator->execute("SELECT " + quoted(Symbol(shadow)) + "::text FROM " +
                                                quoted(table.after) + where(*use, row));
    if (rows.size() != 1 || rows.front().front() != expected.at(pair.after))
      problem(quoted(table.after) + "." + shadow + " of an old row is " +
              (rows.empty() ? "not there" : shown(rows.front().front())) + " instead of " +
              shown(expected.at(pair.after)));
  }
}

void Proof::check_seen_by_old(Subject& subject, const TablePair& table, const Values& row) {
  const TableUse& use = *old_->table(table.before);
  std::vector<Symbol> failed;
  const Values expected = back(table, row, failed);
  Values identity = expected;
  for (const ColumnPair& pair : table.columns)
    if (pair.before == pair.after && pair.retyped) identity[pair.before] = row.at(pair.after);
  try {
    const auto seen = old_->read(*subject.old_connection, use, identity);
    if (!seen) {
      problem("the old application does not find a row of " + quoted(table.after));
      return;
    }
    const std::set<Symbol> open = unsettled(table);
    for (const ColumnPair& pair : table.columns) {
      if (open.contains(pair.after) || !expected.contains(pair.before)) continue;
      if (seen->at(pair.before) != expected.at(pair.before))
        problem("the old application sees " + quoted(table.before) + "." + quoted(pair.before) +
                " of a new row as " + shown(seen->at(pair.before)) + " instead of " +
                shown(expected.at(pair.before)));
    }
  } catch (const base::Error& error) {
    problem("the old application reads " + quoted(table.before) + ": " + error.what());
  }
}

/// Every row that was there or was written on the way.
void Proof::check_kept(Subject& subject) {
  for (const TablePair& table : pair_.tables()) {
    const TableUse* const use = old_->table(table.before);
    if (use->seeded) check_seen_by_new(subject, table, *use->seeded);
    if (subject.contracted && is_refused(*use)) continue;
    for (const Values& row : subject.old_rows[table.before]) check_seen_by_new(subject, table, row);
  }
}

bool Proof::is_refused(const TableUse& table) const {
  if (!table.accepted) return true;
  for (const auto& [id, key] : before_.schema.owned_as<model::ForeignKey>(
           model::Kind::foreign_key, table.id.schema, table.id.name)) {
    const TableUse* const parent = old_->table(model::table_id(key->ref_schema, key->ref_table));
    if (parent != nullptr && parent->id != table.id && !parent->accepted) return true;
  }
  return false;
}

/// The old application may write what the new schema forbids; contract says so then and does nothing.
void Proof::remove_what_contract_refuses(Subject& subject) {
  for (auto table = old_->tables().rbegin(); table != old_->tables().rend(); ++table) {
    if (!is_refused(*table)) continue;
    for (const Values& row : subject.old_rows[table->id]) {
      const Outcome removed = old_->remove(subject.old_client, *table, row);
      if (removed.rows.size() != 1 && !subject.rejects)
        problem("old: " + removed.statement + " before contract: " +
                (removed.error.empty() ? "no such row" : removed.error));
    }
  }
}

bool Proof::run_statements(Subject& subject, const ScriptStep& step) {
  try {
    for (const std::string& statement : step.statements) subject.migrator->execute(statement);
    return true;
  } catch (const base::Error& error) {
    problem("the step fails: " + std::string(error.what()));
    subject.migrator = db::open_database(subject.url, db::OpenMode::read_write);
    return false;
  }
}

void Proof::note_step(Subject& subject, const ScriptStep& step) {
  for (const plan::Step& planned : migration_.plan.steps)
    if (planned.id == step.id &&
        std::find(planned.hazards.begin(), planned.hazards.end(), plan::Hazard::rejects_old_writers) !=
            planned.hazards.end())
      subject.rejects = true;
}

void Proof::run_again(Subject& subject, const ScriptStep& step) {
  const auto planned = std::find_if(migration_.plan.steps.begin(), migration_.plan.steps.end(),
                                    [&step](const plan::Step& other) { return other.id == step.id; });
  if (planned == migration_.plan.steps.end() || planned->transaction == plan::Transaction::own) return;
  const std::string once = model::dump(subject.migrator->introspect());
  where_ += "again: ";
  run_statements(subject, step);
  if (model::dump(subject.migrator->introspect()) != once) problem("the second run changes the schema");
}

void Proof::run_phase(Subject& subject, Phase phase, bool again) {
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
    if (subject.expanded) new_round(subject);
  }
}

void Proof::start(Subject& subject) {
  fill(*subject.migrator, seed_);
  before_client_.newest.clear();
  after_client_.newest.clear();
}

void Proof::walk_forward() {
  Subject subject;
  start(subject);
  where_ = "before: ";
  old_round(subject);
  run_phase(subject, Phase::expand, false);
  subject.expanded = true;
  where_ = "after expand: ";
  new_round(subject);
  old_round(subject);
  run_phase(subject, Phase::migrate, false);
  subject.migrated = true;
  where_ = "after migrate: ";
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
  new_round(subject);
  check_kept(subject);
}

void Proof::run_migrate_again(Subject& subject) {
  where_ = "back, migrate as a whole again: ";
  const std::string script = migration::render_phase(migration_, Phase::migrate);
  const std::string once = model::dump(subject.migrator->introspect());
  for (const ScriptStep& step : steps_of(script)) {
    where_ = "back, migrate as a whole again, " + step.id + ": ";
    if (!run_statements(subject, step)) return;
  }
  if (model::dump(subject.migrator->introspect()) != once) problem("the second run changes the schema");
}

void Proof::undo(Subject& subject) {
  std::map<ObjectId, std::vector<db::Row>> rows;
  if (!subject.rejects)
    for (const TableUse& table : old_->tables()) rows[table.id] = old_->read_all(*subject.old_connection, table);
  where_ = "undo: ";
  const auto files = migration::render(migration_);
  if (const auto file = files.find("undo.sql"); file != files.end()) {
    try {
      db::run_script(*subject.migrator, file->second, "undo.sql");
    } catch (const base::Error& error) {
      problem(std::string(error.what()));
      return;
    }
  }
  const model::Schema now = subject.migrator->introspect();
  const app::Difference rest = app::find_difference(now, live_before_, {}, {}, app::choose_none);
  for (const diff::Change& change : rest.changes.changes) problem("differs: " + diff::describe(change));
  for (const auto& [id, kept] : rows)
    if (old_->read_all(*subject.old_connection, *old_->table(id)) != kept)
      problem("the rows of " + quoted(id) + " have changed");
  for (const TableUse& table : old_->tables())
    if (table.seeded && old_->read(*subject.old_connection, table, *table.seeded) != table.seeded)
      problem("a seeded row of " + quoted(table.id) + " has changed");
}

void Proof::walk_back() {
  Subject subject;
  start(subject);
  where_ = "back, before: ";
  old_round(subject);
  run_phase(subject, Phase::expand, true);
  subject.expanded = true;
  where_ = "back, after expand: ";
  new_round(subject);
  old_round(subject);
  run_phase(subject, Phase::migrate, true);
  where_ = "back, after migrate: ";
  subject.migrated = true;
  new_round(subject);
  old_round(subject);
  run_migrate_again(subject);
  undo(subject);
  subject.expanded = subject.rejects = false;
  where_ = "after undo: ";
  old_round(subject);
}

}  // namespace

std::vector<std::string> run_two_applications(const dsl::Declaration& before, const std::string& seed,
                                              const dsl::Declaration& after) {
  return Proof(before, seed, after).run();
}

}  // namespace schemagen::tests
