// A step: one unit of work of a plan, with what it costs and what it depends on.
//
// A lowering rule (dialect/) turns a difference into steps. It states facts; edges, order and phase follow
// from them in graph.h and plan.h, and no rule ever names another rule's step.
#pragma once

#include <compare>
#include <string>
#include <vector>

#include "schemagen/model/id.h"

namespace schemagen::plan {

using model::ObjectId;

/// Which file a step is written to (design chapter 6). Ordered.
enum class Phase { expand, migrate, contract };

/// PostgreSQL's table lock modes, weakest first, and SQLite's one write lock on the whole file.
/// https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES
enum class Lock {
  none,
  access_share,
  row_share,
  row_exclusive,
  share_update_exclusive,
  share,
  share_row_exclusive,
  exclusive,
  access_exclusive,
  database,  ///< SQLite: writers wait until the transaction ends
};

/// A lock on a relation that existed before the plan. Locks on what the same step creates are not listed.
struct RelationLock {
  Lock lock = Lock::none;
  ObjectId relation;
  friend auto operator<=>(const RelationLock&, const RelationLock&) = default;
};

/// How a step's statements are wrapped.
enum class Transaction {
  own,      ///< BEGIN … COMMIT around the step (or around neighbours of the kind `own` in development)
  none,     ///< must run outside a transaction: CREATE INDEX CONCURRENTLY, PRAGMA foreign_keys
  batched,  ///< commits by itself, many times
};

/// What can go wrong for somebody, as data; `--allow` takes these names (to_string).
enum class Hazard {
  destructive,           ///< rows or values are lost
  rewrite,               ///< the whole table is rewritten while it is locked (PostgreSQL)
  long_lock,             ///< others wait for as long as rows are read or written; given by make_plan()
  scan_under_lock,       ///< all rows are read while writers or readers wait
  blocks_writes,         ///< writers wait for as long as an index build or the like takes
  rejects_old_writers,   ///< statements that the old application may issue fail from here on
  binds_new_writers,     ///< until here the new application has to obey a rule that it no longer states
  irreversible,          ///< cannot be taken back without a backup
  needs_deploy_between,  ///< the new application has to run everywhere before it; given by make_plan()
  fires_triggers,        ///< rows are written for the migration, and the application's own triggers fire
  may_fail_on_rows,      ///< existing rows may violate it; the step fails then and changes nothing
};

/// Something lost by a step: an object id and what of it ("the values", "the rows").
struct Loss {
  ObjectId object;
  std::string what;
  friend auto operator<=>(const Loss&, const Loss&) = default;
};

/// A state that an object passes through on the way ("filled", "index built"): nothing that exists in a
/// schema, and known only to the rules of one change. People read the name in summaries.
struct Milestone {
  ObjectId object;
  std::string name;
  friend auto operator<=>(const Milestone&, const Milestone&) = default;
};

/// What shows in the database that a step has run: `sql` is true from then on, and was not before.
struct Sign {
  std::string claim;  ///< what the step does, as in "which adds column users.age"
  std::string sql;    ///< an expression that can be asked at any time; NULL is no
  friend bool operator==(const Sign&, const Sign&) = default;
};

struct Step {
  std::string id;                ///< `e1`, `m1`, `c1`, …; given by make_plan()
  std::vector<std::string> sql;  ///< statements in order, each without a final semicolon
  std::vector<std::string>
      undo;  ///< statements that take the step back; empty when there is nothing to do or no way
  /// Statements that take the step back, but only when every other step has been taken back: texts in which
  /// names stand that a rename has changed.
  std::vector<std::string> undo_last;
  std::vector<std::string> undo_proof;  ///< follows `undo` in a transaction of its own: what reads all rows
  std::string undo_note;        ///< what whoever takes the step back has to know; whole sentences, or empty
  std::string why;              ///< one sentence, for the comment above the statements
  Phase phase = Phase::expand;  ///< the floor; make_plan() lifts it along the edges
  std::vector<RelationLock> locks;
  std::vector<ObjectId> scans;  ///< relations read in full
  /// Relations written anew in full. SQLite: also a table that is dropped while others refer to it; a file
  /// with such a step runs with foreign_keys off, so that nothing cascades, and checks all references before
  /// it commits.
  std::vector<ObjectId> rewrites;
  Transaction transaction = Transaction::own;
  /// Looks at rows, changes nothing, and stops the file when they would break a later step: as far as the
  /// edges allow it stands at the head of its phase.
  bool precheck = false;
  /// A precheck that looks for what the plan does not know, not for rows.
  bool looks_for_unknown = false;
  /// What the step makes holds nothing that does not stand elsewhere too: taking it back loses nothing.
  bool doubles = false;
  /// Must not be run again once it has begun: the step that follows it completes it.
  bool once = false;
  std::vector<Loss> losses;
  std::vector<Hazard> hazards;

  /// Objects that exist in their new form from this step on.
  std::vector<ObjectId> produces;
  /// Objects that must be in their new form before (or, when the plan only destroys them, must not be gone
  /// yet).
  std::vector<ObjectId> needs;
  /// Objects that stop existing, or whose old form ends, with this step. A step that changes an object in
  /// place both destroys and produces it.
  std::vector<ObjectId> destroys;
  /// Objects that this step stops depending on: it must run before whatever destroys them.
  std::vector<ObjectId> releases;
  /// States that objects are in from this step on. A step that produces an object and reaches a state of it
  /// as well changes what was there before.
  std::vector<Milestone> reaches;
  /// SQLite: by these a file sees what has run before it, and what has not.
  std::vector<Sign> signs;
  /// SQLite: tables whose references are looked at before and after a file that writes tables anew.
  std::vector<ObjectId> references;
  /// States that objects must be in before this step. A state that no step reaches is no condition.
  std::vector<Milestone> awaits;

  friend bool operator==(const Step&, const Step&) = default;
};

/// "expand", "access-exclusive", "rejects-old-writers", …: the spelling in files, JSON and on the command
/// line.
std::string to_string(Phase phase);
std::string to_string(Lock lock);
std::string to_string(Transaction transaction);
std::string to_string(Hazard hazard);

/// All hazards in order, for --help and suggestions.
const std::vector<Hazard>& all_hazards();

}  // namespace schemagen::plan
