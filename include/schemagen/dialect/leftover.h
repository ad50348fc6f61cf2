// What a migration that has not been finished has left in a PostgreSQL database beside the schema: second
// columns, the triggers that keep them equal, types and views that stand in for a name.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "schemagen/diff/change.h"
#include "schemagen/model/schema.h"

namespace schemagen::dialect {

struct Leftovers {
  std::vector<model::ObjectId> objects;
  /// Clears them away, so that a plan can be made anew: whatever second columns hold, the first ones hold
  /// too.
  std::vector<std::string> clearing;

  bool empty() const { return objects.empty(); }
  /// "column t._sg_20261120153000_new_n, function _sg_20261120153000_t()"
  std::string described() const;
  /// The migrations that left them: their leading numbers, or "push".
  std::set<std::string> tags() const;
};

/// `stated`: every rename of the declaration, whether it has happened or not.
Leftovers find_leftovers(const model::Schema& live, const std::vector<diff::Rename>& stated);

}  // namespace schemagen::dialect
