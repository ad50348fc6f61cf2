// Rows on scratch: an empty copy runs no trigger, no default and no check, so what is wrong in one of them
// would stand under "Proved".
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "schemagen/db/database.h"
#include "schemagen/diff/change.h"
#include "schemagen/model/schema.h"
#include "schemagen/plan/plan.h"

namespace schemagen::app {

/// Which tables a row was inserted into, updated column by column and deleted from, after every file.
struct RowTrials {
  std::set<std::string> tried;
  std::map<std::string, std::string> not_tried;  ///< by table, why
};

/// The tables of `before` that the steps of `plan` change or lock, under either name, those with new triggers
/// and those whose triggers call a function that it makes.
std::set<model::ObjectId> tables_to_try(const plan::Plan& plan, const model::Schema& before,
                                        const model::Schema& after, const std::vector<diff::Rename>& renames);

/// Tries one row in each table between the files of a migration, on PostgreSQL. Nothing is left of any of it.
class RowTrial {
 public:
  RowTrial(db::Database& database, std::set<model::ObjectId> tables)
      : database_(database), tables_(std::move(tables)) {}

  /// On the current schema: what fails here was broken before and is no matter of the migration.
  void begin();

  /// After the file of `phase`. Throws Error (proof) with the statement that cannot run at all any more: an
  /// operator, a column or a function that is not there. Rows that a rule or a trigger refuses, since the
  /// values that were made up for them mean nothing, are noted.
  void after_phase(plan::Phase phase);

  const RowTrials& trials() const { return trials_; }

 private:
  db::Database& database_;
  std::set<model::ObjectId> tables_;
  RowTrials trials_;
};

}  // namespace schemagen::app
