// What keeps a table true for two applications while both run: a trigger that fires first and gives old forms
// what the new application has set, so that the application's own triggers see it; one that fires last and
// gives new forms their values; one batched filling of the rows that were there before; and a look at the
// result before contract relies on it. A row that is given both forms comes from a copy of a whole row: until
// the deploy line the old form counts, and from there on they must say the same.
//
// Rules add what they need to Context::bridges; lower_bridges() makes the steps when all rules have spoken.
// The trigger compares values and never looks at the session: connection poolers, search_path and roles make
// no difference to it.
#pragma once

#include <string>
#include <vector>

#include "dialect/postgres/render.h"
#include "schemagen/plan/step.h"

namespace schemagen::dialect::postgres {

class Context;

/// A column whose values the bridge looks after, and how.
struct Kept {
  enum class How {
    defaulted,  ///< its default serves new rows; only rows that were there before are filled
    filled,     ///< what a writer leaves empty gets the value
    derived,    ///< the value follows its sources as long as no writer sets the column itself
    mirrored,   ///< always the value: nobody writes the column itself
    synced,     ///< this column and `other` follow whichever of the two a writer changes
  };
  How how = How::filled;
  ObjectId column;
  std::string value;      ///< SQL over the columns of the row
  Symbol other;           ///< synced: the old column
  std::string back;       ///< synced: SQL over the row, the value of `other`
  bool may_fail = false;  ///< some values cannot be converted; the old application must go on all the same
  bool typed = false;     ///< `value` is of the column's type as it stands
  bool exact = false;     ///< synced: the two columns hold the same values, bit by bit
  bool required = true;   ///< contract relies on every row having its value
  bool stands = false;    ///< rows that were there before have it
  std::string fallback = {};  ///< synced, mirrored: what a row gets where `value` is NULL; or empty

  friend bool operator==(const Kept&, const Kept&) = default;
};

struct Bridge {
  std::vector<Kept> kept;  ///< in the order in which rules added them

  /// Writers need the trigger; without it the filling alone does.
  bool has_trigger() const;
  /// There are columns that either application may write.
  bool is_synced() const;
};

std::string bridge_function(const Context& c, const ObjectId& table);
std::string give_back_function(const Context& c, const ObjectId& table);
std::string bridge_trigger(const Context& c, const ObjectId& table);

/// Statements that end a bridge: its triggers, each with its function.
Statements close_bridge_sql(const Context& c, const ObjectId& table, const Bridge& bridge);

/// `step` stands on what the expressions of the bridge name.
void uses_bridge(const Context& c, plan::Step& step, const ObjectId& table, const Bridge& bridge);

/// First in the swap of a table: both forms hold the same now, whatever was written past the trigger. Free
/// when the constraint that holds them together has been validated; what no constraint can say is looked at.
Statements agree_at_swap_sql(const Context& c, const ObjectId& table, const Bridge& bridge);
/// The swap reads all rows under its lock.
bool is_read_at_swap(const Bridge& bridge);
/// What the swap of columns changes in the order of their tables; empty when nothing.
std::string order_note(const Context& c, const std::vector<ObjectId>& swapped);

/// The steps of every bridge. A table with a swap (swap.h) closes its bridge there.
void lower_bridges(Context& c);

}  // namespace schemagen::dialect::postgres
