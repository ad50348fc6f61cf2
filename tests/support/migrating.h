// One migration between two declarations, run phase by phase on a PostgreSQL database of its own.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "support/live_proof.h"

namespace schemagen::tests {

class Migrating : public testing::Test {
 protected:
  /// Makes what `before` declares, and the plan that leads from there to `after`.
  void plan(const std::string& before, const std::string& after) {
    const dsl::Declaration from = declaration_of(before);
    const dsl::Declaration to = declaration_of(after);
    create_schema(*database_, from.schema);
    const app::PlannedChange change = plan_between(database_->introspect(), to, database_->target());
    migration_ = migration_of(from.schema, to, change.plan);
  }

  void run(plan::Phase phase) {
    db::run_script(*database_, migration::render_phase(migration_, phase), plan::to_string(phase));
  }

  /// What the phase stops with; empty when it does not stop.
  std::string stopped(plan::Phase phase) {
    try {
      run(phase);
      return {};
    } catch (const base::Error& error) {
      database_->execute("ROLLBACK");
      return error.what();
    }
  }

  std::string value(const std::string& query) {
    return database_->execute(query).at(0).at(0).value_or("NULL");
  }

  const std::unique_ptr<db::Database> database_ = fresh_database(sql::Dialect::postgresql);

 private:
  migration::Migration migration_;
};

}  // namespace schemagen::tests
