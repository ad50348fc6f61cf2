// What the tests of SQLite plans stand on: schemas in a few words, and a database in memory that plans are
// run on.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>
#include <vector>

#include "schemagen/dialect/lower.h"

namespace schemagen::tests {

/// Builds a schema; each call is about the table named last. A type that ends in `!` is NOT NULL.
class Draft {
 public:
  struct ColumnText {
    std::string name;
    std::string type;
    std::string default_value = {};
  };
  Draft& table(const std::string& name, const std::vector<ColumnText>& columns);
  Draft& column(const ColumnText& text);
  Draft& generated(const std::string& name, const std::string& type, const std::string& expression,
                   bool stored);
  Draft& strict();
  Draft& without_rowid();
  Draft& key(const std::vector<std::string>& columns, bool autoincrement = false);
  Draft& unique(const std::vector<std::string>& columns, const std::string& name = {});
  Draft& check(const std::string& expression, const std::string& column, const std::string& name = {});
  Draft& reference(const std::string& column, const std::string& parent, const std::string& parent_column,
                   model::ReferentialAction on_delete = model::ReferentialAction::no_action,
                   const std::string& name = {});
  Draft& index(const std::string& name, const std::vector<std::string>& columns, bool is_unique = false,
               const std::string& where = {});
  Draft& expression_index(const std::string& name, const std::string& expression);
  Draft& trigger(const std::string& name, const std::string& sql);
  Draft& view(const std::string& name, const std::string& query);
  Draft& virtual_table(const std::string& name, const std::string& module, const std::string& arguments);

  model::Column& column_named(const std::string& name);
  model::Schema& schema() { return schema_; }
  /// As loader and introspection leave it: the columns of rowid aliases, WITHOUT ROWID and STRICT keys are
  /// NOT NULL.
  model::Schema done() const;

 private:
  model::Schema schema_{sql::Dialect::sqlite};
  model::Symbol table_;
  int position_ = 0;
};

class Memory {
 public:
  Memory();
  /// Fails the test with SQLite's message.
  void run(const std::string& sql);
  /// SQLite's message; empty when the statement worked.
  std::string try_run(const std::string& sql);
  /// Rows as `a|b;c|d`, NULL as `NULL`.
  std::string rows(const std::string& query);
  /// What the schema is, told by the PRAGMAs; the order of columns left out.
  std::string facts();

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
  };
  std::unique_ptr<sqlite3, Close> database_;
};

/// How an object changes, said as the declaration says it.
inline dialect::Advice filled_with(const char* backfill, const char* phase = "") {
  dialect::Advice advice;
  advice.backfill = backfill;
  advice.phase = phase;
  return advice;
}

inline dialect::Advice converted_by(const char* expression) {
  dialect::Advice advice;
  advice.using_ = expression;
  return advice;
}

/// A change that is planned, and a database that holds the old schema.
class Bench {
 public:
  Bench(const model::Schema& before, const model::Schema& after, const dialect::AdviceMap& advice = {},
        const std::vector<diff::Rename>& renames = {}, int version = 3040001);

  const plan::Plan& plan() const { return plan_; }
  Memory& database() { return database_; }
  /// `e: statement` lines of the first line of each statement.
  std::string outline() const;
  bool has(plan::Hazard hazard) const;
  /// The steps of one phase as a migration file runs them; SQLite's message when one fails, and all is rolled
  /// back.
  std::string try_phase(plan::Phase phase);
  /// All phases; then the database is what the new schema says.
  void migrate();
  /// Takes expand and migrate back; then the database is what the old schema says.
  void undo();

 private:
  std::string run_in_transaction(const std::vector<std::string>& statements, bool rebuilds);

  model::Schema before_;
  model::Schema after_;
  plan::Plan plan_;
  Memory database_;
};

}  // namespace schemagen::tests
