// What a PostgreSQL server really does for a step of a plan: locks, scans, rewrites.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "schemagen/plan/plan.h"
#include "support/watched_session.h"

namespace schemagen::tests {

struct Relation {
  model::Kind kind = model::Kind::table;
  std::string schema;
  std::string name;
  std::uint32_t table = 0;  ///< of an index
  std::uint32_t whole = 0;  ///< of a partition's part of an index
  /// Of a column with an identity or a serial type: no object of the model.
  bool inner_sequence = false;
  std::string file;  ///< of a relation with rows: changes when it is written anew; else empty
};

/// Tables, indexes, sequences, views and materialized views that are not the system's, by oid.
using Catalog = std::map<std::uint32_t, Relation>;

struct StepFacts {
  Catalog before;
  Catalog after;
  HeldLocks locks;
  std::set<std::uint32_t> rewritten;
  std::set<std::uint32_t> scanned;    ///< DDL went through all rows, as the server says at the level DEBUG1
  std::set<std::uint32_t> read_rows;  ///< row after row, and not by index, in a transaction of its own
  std::set<std::uint32_t> read;       ///< some statement of a transaction read the relation, by index or not
};

/// Runs the steps one after the other on the database that `url` names.
///
/// A step with a transaction of its own is looked at before it commits. One without is made to wait: behind a
/// snapshot when it runs outside a transaction (what is CONCURRENTLY waits for that, its lock in hand),
/// behind SHARE locks on all tables when it commits by itself (the first row that it writes waits for that).
/// What does not wait has no locks to show.
std::vector<StepFacts> observe(const plan::Plan& plan, const std::string& url);

}  // namespace schemagen::tests
