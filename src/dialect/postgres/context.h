// What every PostgreSQL rule works with: both schemas, what stands on what, and the steps made so far.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "dialect/postgres/bridge.h"
#include "dialect/postgres/new_name.h"
#include "dialect/postgres/references.h"
#include "dialect/postgres/render.h"
#include "dialect/postgres/shadow.h"
#include "schemagen/dialect/lower.h"

namespace schemagen::dialect::postgres {

using plan::Hazard;
using plan::Lock;
using plan::Phase;
using plan::Step;
using plan::Transaction;

/// A column that becomes NOT NULL. `always_filled`: a default or the bridge serves whoever leaves it empty.
struct NotNull {
  ObjectId id;
  Phase phase = Phase::contract;
  bool always_filled = false;
};

/// How an object is touched that others may stand on, which the plan does not know.
enum class Touch {
  altered,   ///< in place: what the server alters along with it stays
  replaced,  ///< its new form takes its place; policies and statistics are carried over
  gone,      ///< for good
};

class Context {
 public:
  explicit Context(const LoweringInput& input);
  /// `swap`: the way from the middle to the end (shadow.h); else the way to the middle.
  Context(const LoweringInput& input, const Staging& columns, bool swap);

  const Schema& before;
  const Schema& after;
  const References then;  ///< of `before`
  const References now;   ///< of `after`
  const sql::Target target;
  const std::string tag;
  const std::vector<diff::Rename>& renames;
  const std::vector<diff::Change>& changes;
  /// Columns that exist twice for a while; null when there are none.
  const Staging* const staging = nullptr;
  const bool swaps = false;
  /// Tables that take their new names at the end; null when there are none.
  const NewNames* new_names = nullptr;
  std::vector<Step> steps;
  /// Objects that a rebuild step takes care of (rebuild.h).
  std::set<ObjectId> rebuilt;
  /// By table, what rules want to be kept true while two applications run.
  std::map<ObjectId, Bridge> bridges;
  std::vector<NotNull> not_nulls;
  /// What is altered or dropped while objects that are not modelled may stand on it.
  std::map<ObjectId, Touch> touched;
  /// Tables whose bridge ends inside a swap (shadow.h).
  std::set<ObjectId> closed_by_swap;
  /// The first statements of the swap of a table, and whether they read its rows (bridge.h).
  std::map<ObjectId, Statements> before_swap;
  std::set<ObjectId> read_at_swap;

  const Advice& advice(const ObjectId& id) const;
  /// model::side_name() of this migration.
  Symbol beside(std::string_view what, Symbol name) const { return model::side_name(tag, what, name); }
  /// The relation that owns `id` did not exist before: nothing done to it can disturb anybody.
  bool on_new_relation(const ObjectId& id) const;
  bool on_dropped_relation(const ObjectId& id) const;
  /// The partitions that the table of `id` had before; none when it is not partitioned.
  std::vector<ObjectId> partitions(const ObjectId& id) const;
  /// Those that steps of `phase` meet: new ones come first of all, and those that go are gone in contract.
  std::vector<ObjectId> partitions_in(Phase phase, const ObjectId& id) const;
  /// The partition goes, and its table stays.
  bool is_dropped_alone(const ObjectId& partition) const;
  /// The table of `id` was there before, and its rows are in partitions.
  bool on_divided_relation(const ObjectId& id) const;
  bool is_empty(const ObjectId& table) const { return live_.empty_tables.contains(table); }
  const LiveFacts& live() const { return live_; }
  /// The declaration asks to set a table or column aside instead of dropping it (trash.h).
  bool drops_softly(const ObjectId& id) const;
  /// Where a rule that old statements may break belongs.
  Phase tightening_phase(const ObjectId& id) const;
  /// A new column that nobody but the new application ever writes: in all other rows it is NULL.
  bool stays_empty(const ObjectId& column) const;
  bool tightens_early(const ObjectId& id) const { return advice(id).phase == "expand"; }

  Step& emit(Phase phase, std::string why, Statements sql, Statements undo = {});
  /// `step` makes the object: it produces `id` and needs what the new form stands on.
  void creates(Step& step, const ObjectId& id) const;
  /// `step` removes the object: it destroys `id` and releases what the old form stood on.
  void drops(Step& step, const ObjectId& id) const;
  /// `step` works on the object without making it: it needs it and what it stands on.
  void uses(Step& step, const ObjectId& id) const;
  /// `step` ends the old form of an object that stays: what the old form alone stood on is released.
  void retires(Step& step, const ObjectId& id) const;
  /// The step works on all partitions that partitions_in() gives for its phase: it comes after new ones, and
  /// in contract after those that go.
  void on_all_partitions(Step& step, const ObjectId& id) const;
  /// A lock on the relation that owns `id`, or on `id` itself, and on its partitions; nothing when the
  /// relation is new. In contract no relation is: the new application has used it by then.
  void locks(Step& step, Lock lock, const ObjectId& id) const;
  /// The same without the partitions; a partition is locked by its own id.
  void locks_alone(Step& step, Lock lock, const ObjectId& id) const;
  /// SHARE UPDATE EXCLUSIVE on the index `name` of the relation that owns `id`, and nothing on the relation.
  void locks_index(Step& step, const ObjectId& id, Symbol name) const;
  /// The relation, or each partition of it, is read in full; nothing when it is new. A precheck comes before
  /// anything goes.
  void scans(Step& step, const ObjectId& id) const;
  /// The partition is read in full.
  void scans_alone(Step& step, const ObjectId& partition) const;
  void rewrites(Step& step, const ObjectId& id) const;
  /// The materialized view is filled: the tables of its query, and of the views in it, are read in full.
  void fills(Step& step, const ObjectId& id) const;

 private:
  ObjectId relation_id(const ObjectId& id) const;
  bool used_by_nobody(const Step& step, const ObjectId& id) const;
  /// There may be rows, from its creation on, for which the server calls what it names.
  bool runs_functions(const ObjectId& id) const;
  void scans_sources(Step& step, const ObjectId& view) const;

  const AdviceMap& advice_;
  const LiveFacts live_;
};

void hazard(Step& step, Hazard hazard);
void loses(Step& step, const ObjectId& id, std::string what);
/// `a`, `a and b`, `a, b and c`.
std::string listed(const std::vector<std::string>& names);

/// The names of milestones, as people read them behind the object in the head of a file.
namespace state {
inline constexpr const char* kRenamed = "renamed";
inline constexpr const char* kNameFreed = "name freed";
inline constexpr const char* kSuccessorBuilt = "successor built";
inline constexpr const char* kValuesRenamed = "values renamed";
inline constexpr const char* kFillable = "rows can be filled";
inline constexpr const char* kFilled = "filled";
inline constexpr const char* kBridged = "kept true by a trigger";
inline constexpr const char* kAnalyzed = "statistics";
inline constexpr const char* kViewDropped = "view of the old name dropped";
inline constexpr const char* kConvertible = "values convertible";
inline constexpr const char* kConverted = "every value converted";
inline constexpr const char* kPrechecked = "rows looked at";
inline constexpr const char* kVerified = "values verified";
inline constexpr const char* kCompared = "both forms compared";
inline constexpr const char* kHeld = "both forms held together";
inline constexpr const char* kHeldProved = "both forms proved equal";
inline constexpr const char* kSwapped = "the new form in place of the old one";
inline constexpr const char* kBridgeClosed = "trigger dropped";
inline constexpr const char* kChecked = "NOT NULL for new rows";
inline constexpr const char* kProved = "proved for existing rows";
inline constexpr const char* kNotNull = "NOT NULL";
inline constexpr const char* kNullable = "nullable";
inline constexpr const char* kNewDefault = "new default";
inline constexpr const char* kWithoutDefault = "default dropped";
inline constexpr const char* kNumbered = "numbering";
inline constexpr const char* kAlwaysNumbered = "numbered by the database alone";
inline constexpr const char* kWithoutNumbering = "numbering dropped";
inline constexpr const char* kSequenceNamed = "name of its sequence";
inline constexpr const char* kPlain = "no longer computed";
inline constexpr const char* kStored = "storage";
inline constexpr const char* kCommented = "comment";
inline constexpr const char* kRetyped = "new type";
inline constexpr const char* kNewValues = "new values";
inline constexpr const char* kNewBody = "new body";
inline constexpr const char* kNewForm = "new form";
inline constexpr const char* kNewFormBuilt = "new form built";
inline constexpr const char* kOptions = "options";
inline constexpr const char* kLogging = "whether it is logged";
inline constexpr const char* kOwner = "owner";
inline constexpr const char* kDeferral = "when it is checked";
inline constexpr const char* kRows = "rows";
inline constexpr const char* kUpdated = "version";
inline constexpr const char* kMoved = "schema";
inline constexpr const char* kIndexBuilt = "index built";
inline constexpr const char* kOnTable = "on the table without its partitions";
inline constexpr const char* kAttached = "on the partitions";
inline constexpr const char* kKeptOut = "kept out of the default partition";
inline constexpr const char* kDetached = "taken off its table";
inline constexpr const char* kNewFormAdded = "new form added beside the old one";
inline constexpr const char* kEither = "old or new rule";
inline constexpr const char* kSetAside = "old form set aside";
inline constexpr const char* kSetAsideWhole = "set aside";
inline constexpr const char* kOldFormDropped = "old form dropped";
inline constexpr const char* kActionKept = "action kept up by a trigger";
inline constexpr const char* kActionEnded = "trigger of its action dropped";
inline constexpr const char* kDropped = "dropped";
}  // namespace state

/// `column public.users.email` without the parts nobody needs, for sentences.
std::string spoken(const ObjectId& id);

/// The object without its comment: what differs here is more than a comment.
model::Object without_comment(model::Object object);

std::string alter_table(const ObjectId& owned, const std::string& action);

}  // namespace schemagen::dialect::postgres
