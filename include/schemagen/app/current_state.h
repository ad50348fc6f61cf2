// Where a plan starts: what a live database has, what the last migration left, or nothing.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "schemagen/app/history.h"
#include "schemagen/db/database.h"
#include "schemagen/diff/normalise.h"
#include "schemagen/dsl/declaration.h"
#include "schemagen/model/schema.h"

namespace schemagen::app {

struct CurrentState {
  enum class Source { live, snapshot, nothing };

  Source source = Source::nothing;
  model::Schema schema{sql::Dialect::sqlite};
  sql::Target target;
  std::string name;  ///< for people: the URL without its password, the folder, or "nothing"
  std::unique_ptr<db::Database> database;  ///< live only; null for an SQLite file that is still to be made
};

/// What the database has. In mode `create` a missing SQLite file counts as empty and is not made yet.
CurrentState live_state(const std::string& url, db::OpenMode mode);

/// Takes out of `live` what `declaration` leaves to others (diff/managed.h).
model::Schema managed_part(model::Schema live, const dsl::Declaration& declaration);

/// The schema.toml of the last migration, or nothing.
CurrentState snapshot_state(const std::vector<MigrationFolder>& history, sql::Dialect dialect);

/// The database's own judgement on wordings; empty when there is no database or `allowed` is false.
diff::Oracle oracle_of(const CurrentState& state, bool allowed);

}  // namespace schemagen::app
