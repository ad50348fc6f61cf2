// drift: is the database what was declared?
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "schemagen/app/session.h"
#include "schemagen/app/terminal.h"
#include "schemagen/db/database.h"
#include "schemagen/diff/change.h"
#include "schemagen/diff/normalise.h"
#include "schemagen/model/schema.h"

namespace schemagen::app {

struct DriftRequest {
  Location location;
  bool ask_server = true;  ///< false: --scratch none, no rolled-back transaction either
};

struct DriftOutcome {
  model::Schema live{sql::Dialect::sqlite};
  model::Schema declared{sql::Dialect::sqlite};  ///< in the words of `live`
  std::string database;                          ///< the URL without its password
  std::vector<diff::Change> changes;  ///< from the database to the declaration, without the unverified ones
  std::vector<diff::Doubt> unverified;
  std::vector<model::Unmodelled> unmodelled;
  std::string unified_diff;  ///< of the two canonical dumps of what differs
  std::string under_way;     ///< the migration in whose middle the database stands (history.h); or empty
  /// Still open: a process that ends next need not wait until SQLite has taken a large schema apart.
  std::unique_ptr<db::Database> connection;
};

DriftOutcome run(const DriftRequest& request, const Terminal& terminal);

/// 2 when something differs or may differ.
int exit_code(const DriftOutcome& outcome);

}  // namespace schemagen::app
