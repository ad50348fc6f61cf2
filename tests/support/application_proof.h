// The parts of run_two_applications() (two_applications.h).
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "schemagen/migration/folder.h"
#include "support/application.h"
#include "support/pg_server.h"
#include "support/schema_pair.h"

namespace schemagen::tests {

using plan::Phase;

struct ScriptStep {
  std::string id;  ///< empty: what stands before the first step
  std::vector<sql::Statement> statements;
};

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
  bool deployed = false;  ///< the deploy line is passed: the new application runs too
  bool migrated = false;
  bool contracted = false;
  bool rejects = false;  ///< a step so far says that it rejects the old application
};

class ApplicationProof {
 public:
  ApplicationProof(const dsl::Declaration& before, const std::string& seed, const dsl::Declaration& after);

  std::vector<std::string> run();

 private:
  void fill(db::Database& database) const;
  plan::Plan make_plan();
  void learn();
  bool goes_back(const ObjectId& table, const Values& row);
  bool goes_forward(const ObjectId& table, const Values& row);
  bool is_accepted_after(const ObjectId& table, const Values& row);
  Values forward(const TablePair& table, const Values& row, std::vector<Symbol>& failed);
  Values back(const TablePair& table, const Values& row, std::vector<Symbol>& failed);

  void start(Subject& subject);
  /// Whoever migrates is not the owner, and the applications are not either: they were granted what they
  /// need, by name.
  void grant_what_was(Subject& subject);
  /// What nobody could be granted before.
  void grant_what_is_new(Subject& subject);
  void walk_forward();
  void walk_back();
  bool run_statements(Subject& subject, const ScriptStep& step);
  void run_phase(Subject& subject, Phase phase, bool again);
  void note_step(Subject& subject, const ScriptStep& step);
  void run_again(Subject& subject, const ScriptStep& step);
  void deploy_after(Subject& subject, plan::Phase phase);
  void run_migrate_again(Subject& subject);
  void undo(Subject& subject);

  void old_round(Subject& subject);
  void new_round(Subject& subject);
  void compare(const Subject& subject, const std::vector<Outcome>& got, const std::vector<Outcome>& expected,
               bool after);
  void compare_rows(const Subject& subject, const Outcome& got, const Outcome& expected, bool after);
  std::set<Symbol> backfilled(const TablePair& table) const;
  std::set<Symbol> computed_anew(const TablePair& table) const;
  std::set<Symbol> unsettled(const TablePair& table) const;
  std::set<Symbol> other_defaults(const TablePair& table, bool after) const;
  std::set<Symbol> ignored_in(const Subject& subject, const Outcome& outcome, bool after) const;
  bool relies_on_contract(const Outcome& outcome) const;
  bool is_still_held(const Outcome& outcome) const;
  void check_seen_by_new(Subject& subject, const TablePair& table, const Values& row);
  void check_seen_by_old(Subject& subject, const TablePair& table, const Values& row);
  void check_shadows(Subject& subject, const TablePair& table, const Values& identity,
                     const Values& expected);
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

}  // namespace schemagen::tests
