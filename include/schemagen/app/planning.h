// From a current state and a target to a plan: renames, comparison, lowering.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "schemagen/app/questions.h"
#include "schemagen/base/error.h"
#include "schemagen/db/database.h"
#include "schemagen/dialect/lower.h"
#include "schemagen/diff/change.h"
#include "schemagen/diff/normalise.h"
#include "schemagen/dsl/declaration.h"
#include "schemagen/plan/plan.h"

namespace schemagen::app {

/// What becomes of what is set aside in the current schema (diff/trash.h).
enum class Trash { keep, drop };

/// --allow, --renames, --answers, --scratch, --empty-trash.
struct PlanningFlags {
  std::vector<std::string> allow;
  RenameFlags renames;
  std::string scratch = "auto";  ///< "auto", "none" or a URL

  bool empty_trash = false;  ///< drop what `drop = "soft"` has set aside before

  bool may_use_scratch() const { return scratch != "none"; }
  Trash trash() const { return empty_trash ? Trash::drop : Trash::keep; }
};

/// Which side speaks the words that a database prints; the other one takes them over where they mean the
/// same.
enum class Printed { before, after };

struct Difference {
  diff::ChangeSet changes;
  model::Schema before{sql::Dialect::sqlite};  ///< bears the new names
  model::Schema after{sql::Dialect::sqlite};   ///< in the words of `before`
  std::vector<diff::Doubt> unverified;  ///< differ in wording, and nobody could be asked whether in meaning
};

/// Applies the stated renames, asks about the likely ones, and compares.
Difference find_difference(const model::Schema& before, const model::Schema& after,
                           const std::vector<diff::Rename>& stated, const diff::Oracle& oracle,
                           const RenameChooser& choose, Printed printed = Printed::before,
                           Trash trash = Trash::keep);

/// The chooser that takes no question for a rename.
std::vector<diff::Rename> choose_none(const std::vector<diff::Question>& questions);

struct PlannedChange {
  Difference difference;
  plan::Plan plan;
  std::vector<model::Unmodelled> unmodelled;      ///< of the current state, not named by the declaration
  model::Schema set_aside{sql::Dialect::sqlite};  ///< by this plan, under the new names
  std::set<plan::Hazard> stopping;                ///< the hazards that stop a plan here

  /// What its steps lead to: `declared`, with the names that constraints have on PostgreSQL whether somebody
  /// gave them or not, and all that is set aside before or by this plan.
  model::Schema reached(model::Schema declared) const;

  bool empty() const { return difference.changes.empty() && plan.empty(); }
};

/// `tag`: what the names of our own objects bear, the leading number of a migration.
PlannedChange plan_change(Difference difference, const dialect::AdviceMap& advice, sql::Target target,
                          const std::string& tag, const std::vector<model::Unmodelled>& unmodelled,
                          dialect::LiveFacts live = {});

/// What the plan for `difference` has to know of the database. Nothing is asked when nothing depends on it or
/// there is no database.
dialect::LiveFacts find_live_facts(db::Database* database, const Difference& difference);

}  // namespace schemagen::app
