// Index keys and indexes.
#pragma once

#include <vector>

#include "schemagen/base/symbol.h"
#include "schemagen/model/naming.h"
#include "schemagen/model/table.h"

namespace schemagen::model {

/// One key of an index or of an EXCLUDE constraint: a column or an expression.
struct IndexKey {
  Symbol column;          ///< empty when `expression` is set
  Symbol expression;      ///< SQL expression without enclosing parentheses
  Symbol collation;       ///< empty: the column's own; `schema.name` unless in pg_catalog (PostgreSQL)
  Symbol operator_class;  ///< PostgreSQL; empty: the type's default for the method; `schema.name` unless in
                          ///< pg_catalog
  Options operator_class_options;
  bool descending = false;
  /// NULLS FIRST. Canonical: PostgreSQL's default follows the order, so this is true on a plain DESC key.
  bool nulls_first = false;

  friend bool operator==(const IndexKey&, const IndexKey&) = default;
};

struct Index {
  std::vector<IndexKey> keys;
  std::vector<Symbol> include;  ///< PostgreSQL
  Symbol method;                ///< PostgreSQL: btree, hash, gin, …; "" on SQLite
  Symbol where;                 ///< partial index: SQL expression without enclosing parentheses
  Options storage;              ///< PostgreSQL: WITH (…)
  Symbol comment;               ///< PostgreSQL
  bool unique = false;
  bool nulls_not_distinct = false;  ///< PostgreSQL 15
  bool valid = true;  ///< PostgreSQL: false is what an interrupted CREATE INDEX CONCURRENTLY leaves behind

  friend bool operator==(const Index&, const Index&) = default;
};

}  // namespace schemagen::model
