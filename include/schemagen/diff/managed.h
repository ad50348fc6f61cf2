// What schemagen looks after in a database, and what it leaves to others: tables of migration tools, what a
// declaration names in `unmanaged` or `ignore`, and foreign keys to all that.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "schemagen/diff/change.h"
#include "schemagen/model/schema.h"

namespace schemagen::diff {

/// What a declaration says of objects that it does not declare.
struct Scope {
  /// Entries as model::Unmodelled::entry() writes them: `policy docs.tenant`, `table legacy`. They are left
  /// as they are, whether or not the database at hand has them in a form that could be modelled.
  std::vector<std::string> unmanaged = {};
  /// Patterns for names of whole objects; `*` stands for any characters, `?` for one.
  std::vector<std::string> ignore = {};

  friend bool operator==(const Scope&, const Scope&) = default;
};

/// The table in which a migration tool keeps its books, or one of Cloudflare's; "" or who has made it.
std::string_view keeper_of(std::string_view table, sql::Dialect dialect);

/// Which objects the entries of `unmanaged` are about. A kind of table that is not modelled ("inheriting
/// table") is a table where it is modelled.
class Named {
 public:
  explicit Named(const std::vector<std::string>& unmanaged);

  bool entry(const std::string& entry) const { return entries_.contains(entry); }
  bool object(const model::ObjectId& id) const;

 private:
  std::set<std::string> entries_;
  std::set<std::string> tables_;
};

/// `live` without what is left to others; that is listed in unmodelled() instead, and marked as known where
/// `scope` says so. What `declared` has, or had under another name, stays: it is always looked after.
model::Schema managed_part(model::Schema live, const model::Schema& declared,
                           const std::vector<Rename>& stated, const Scope& scope);

/// Those of `unmodelled` that no declaration has named: what is worth a report.
std::vector<model::Unmodelled> not_known(const std::vector<model::Unmodelled>& unmodelled);

}  // namespace schemagen::diff
