// Table constraints.
#pragma once

#include <vector>

#include "schemagen/base/symbol.h"
#include "schemagen/model/index.h"
#include "schemagen/model/naming.h"
#include "schemagen/model/table.h"

namespace schemagen::model {

/// When a constraint is checked. SQLite has it for foreign keys only.
enum class Deferral { immediate, deferrable, initially_deferred };

/// A key column of a primary key. `descending` and `collation` exist on SQLite only. `descending` is set only
/// where it has an effect: not on a table-level `PRIMARY KEY(id DESC)` of an INTEGER column, which is a rowid
/// alias all the same.
struct KeyColumn {
  Symbol name;
  Symbol collation;
  bool descending = false;

  friend bool operator==(const KeyColumn&, const KeyColumn&) = default;
};

struct PrimaryKey {
  Symbol name;  ///< constraint name; "" when automatic on SQLite
  Naming naming = Naming::given;
  std::vector<KeyColumn> columns;
  std::vector<Symbol> include;  ///< PostgreSQL
  Deferral deferral = Deferral::immediate;
  OnConflict on_conflict = OnConflict::none;  ///< SQLite
  bool autoincrement = false;                 ///< SQLite
  Options storage;                            ///< PostgreSQL: WITH (…) of its index
  Symbol comment;

  friend bool operator==(const PrimaryKey&, const PrimaryKey&) = default;
};

struct Unique {
  Naming naming = Naming::given;
  std::vector<KeyColumn> columns;
  std::vector<Symbol> include;
  bool nulls_not_distinct = false;  ///< PostgreSQL 15
  Deferral deferral = Deferral::immediate;
  OnConflict on_conflict = OnConflict::none;  ///< SQLite
  Options storage;
  Symbol comment;

  friend bool operator==(const Unique&, const Unique&) = default;
};

struct Check {
  Naming naming = Naming::given;
  Symbol expression;  ///< without enclosing parentheses
  bool no_inherit = false;
  bool validated = true;                      ///< false: NOT VALID
  bool enforced = true;                       ///< PostgreSQL 18
  OnConflict on_conflict = OnConflict::none;  ///< SQLite
  Symbol comment;

  friend bool operator==(const Check&, const Check&) = default;
};

enum class ReferentialAction { no_action, restrict_, cascade, set_null, set_default };
enum class Match { simple, full };

struct ForeignKey {
  Naming naming = Naming::given;
  std::vector<Symbol> columns;
  Symbol ref_schema;
  Symbol ref_table;
  /// Always resolved; empty only on SQLite where the referenced table or its primary key does not exist.
  std::vector<Symbol> ref_columns;
  ReferentialAction on_update = ReferentialAction::no_action;
  ReferentialAction on_delete = ReferentialAction::no_action;
  std::vector<Symbol> on_delete_columns;  ///< PostgreSQL 15: SET NULL (columns), SET DEFAULT (columns)
  Match match = Match::simple;
  Deferral deferral = Deferral::immediate;
  bool validated = true;
  bool enforced = true;
  Symbol comment;

  friend bool operator==(const ForeignKey&, const ForeignKey&) = default;
};

/// PostgreSQL: EXCLUDE USING method (key WITH operator, …) WHERE (…).
struct Exclusion {
  struct Element {
    IndexKey key;
    Symbol operator_;  ///< `&&`, or `OPERATOR(schema.&&)` unless in pg_catalog

    friend bool operator==(const Element&, const Element&) = default;
  };
  Naming naming = Naming::given;
  Symbol method;
  std::vector<Element> elements;
  std::vector<Symbol> include;
  Symbol where;
  Deferral deferral = Deferral::immediate;
  Options storage;
  Symbol comment;

  friend bool operator==(const Exclusion&, const Exclusion&) = default;
};

}  // namespace schemagen::model
