// Reading plan.toml of a migration folder (migration/folder.h writes it).
#pragma once

#include <string>
#include <string_view>

#include "schemagen/sql/dialect.h"

namespace schemagen::dsl {

struct PlanRecord {
  std::string id;
  std::string parent;  ///< hash of the migration before, or "none"
  std::string before;  ///< fingerprint of the schema this starts from
  std::string after;   ///< fingerprint after contract
  sql::Target target;
  /// SQLite: SQL that is true where expand has run, and where contract has begun. Empty when nothing shows
  /// it.
  std::string begun = {};
  std::string finished = {};
};

/// Throws Error (declaration) when `text` is no plan.toml.
PlanRecord read_plan_record(std::string_view text, const std::string& name);

}  // namespace schemagen::dsl
