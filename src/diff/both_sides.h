// Two schemas side by side.
#pragma once

#include "schemagen/model/schema.h"

namespace schemagen::diff {

/// Calls `visit(id, in_a, in_b)` for every id of either schema, in order; the pointer is nullptr on the side
/// that does not have it.
template <class Visit>
void for_both_sides(const model::Schema& a, const model::Schema& b, const Visit& visit) {
  auto mine = a.objects().begin();
  auto theirs = b.objects().begin();
  const auto mine_end = a.objects().end();
  const auto theirs_end = b.objects().end();
  while (mine != mine_end || theirs != theirs_end) {
    if (theirs == theirs_end || (mine != mine_end && mine->first < theirs->first)) {
      visit(mine->first, &mine->second, static_cast<const model::Object*>(nullptr));
      ++mine;
    } else if (mine == mine_end || theirs->first < mine->first) {
      visit(theirs->first, static_cast<const model::Object*>(nullptr), &theirs->second);
      ++theirs;
    } else {
      visit(mine->first, &mine->second, &theirs->second);
      ++mine;
      ++theirs;
    }
  }
}

}  // namespace schemagen::diff
