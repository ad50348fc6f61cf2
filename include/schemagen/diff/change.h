// The difference between two schemas, as values: what is added, removed, changed, renamed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schemagen/model/schema.h"

namespace schemagen::diff {

using model::ObjectId;

/// An object that keeps its rows and its place under a new name. Ids of the same kind; for owned objects the
/// owner is written as it is *after* all table renames, on both sides.
///
/// A renamed enum value is {enum id, enum id} with the two values set.
struct Rename {
  ObjectId from;
  ObjectId to;
  std::string from_value;  ///< enum values only
  std::string to_value;

  friend auto operator<=>(const Rename&, const Rename&) = default;
};

/// One object that differs. added: only `after`; removed: only `before`; changed: both.
struct Change {
  ObjectId id;
  std::optional<model::Object> before;
  std::optional<model::Object> after;

  bool added() const { return !before; }
  bool removed() const { return !after; }
  bool changed() const { return before && after; }

  friend bool operator==(const Change&, const Change&) = default;
};

/// Everything that leads from one schema to another: first all renames, then all changes, which already use
/// the new names.
struct ChangeSet {
  std::vector<Rename> renames;
  std::vector<Change> changes;  ///< sorted by id

  bool empty() const { return renames.empty() && changes.empty(); }
};

/// The objects that differ, by identity and `==`. Knows no kind and no dialect. Both sides must be normalised
/// (normalise.h) and `before` must already bear the new names (rename.h).
std::vector<Change> compare(const model::Schema& before, const model::Schema& after);

/// One line a person reads: `column users.age: type integer → bigint, default none → 0`, `table users:
/// added`.
std::string describe(const Change& change);
std::string describe(const Rename& rename);

}  // namespace schemagen::diff
