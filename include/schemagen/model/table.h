// Tables and columns.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "schemagen/base/symbol.h"
#include "schemagen/model/sequence.h"

namespace schemagen::model {

using base::Symbol;

/// Name → value of options written as WITH (…): storage parameters, view options. Values as the catalog has
/// them.
using Options = std::map<Symbol, Symbol>;

struct Table {
  Symbol comment;
  Options storage;             ///< PostgreSQL reloptions, `toast.…` included
  bool unlogged = false;       ///< PostgreSQL
  bool strict = false;         ///< SQLite
  bool without_rowid = false;  ///< SQLite
  /// PostgreSQL: how the table is partitioned, as sql::to_string(PartitionKey) words it; empty: it is not.
  Symbol partition_by;

  friend bool operator==(const Table&, const Table&) = default;
};

/// A number that orders columns when a table is made and is never a difference: all Positions are equal.
struct Position {
  int value = 0;
  friend bool operator==(Position, Position) { return true; }
};

/// SQLite's ON CONFLICT clause of a constraint; `none` is the default (abort).
/// https://www.sqlite.org/lang_conflict.html
enum class OnConflict { none, rollback, abort, fail, ignore, replace };

struct Identity {
  enum class Mode { always, by_default };
  Mode mode = Mode::always;
  SequenceOptions options;

  friend bool operator==(const Identity&, const Identity&) = default;
};

struct Generated {
  Symbol expression;
  bool stored = true;  ///< false: VIRTUAL (SQLite, PostgreSQL 18)

  friend bool operator==(const Generated&, const Generated&) = default;
};

/// A column. Invariants: at most one of `default_value`, `identity`, `serial`, `generated` is set.
struct Column {
  Position position;
  Symbol type;           ///< canonical, see sql/type_name.h; "" on SQLite when none is declared
  Symbol default_value;  ///< SQL expression without enclosing parentheses; empty: none (`DEFAULT NULL` is
                         ///< none too)
  Symbol
      collation;  ///< empty: the type's own (PostgreSQL), BINARY (SQLite); `schema.name` unless in pg_catalog
  Symbol comment;      ///< PostgreSQL
  Symbol storage;      ///< PostgreSQL: plain, external, extended, main; empty: the type's own
  Symbol compression;  ///< PostgreSQL: pglz, lz4; empty: the server's
  std::optional<Identity> identity;
  std::optional<Generated> generated;
  OwnSequence sequence;  ///< PostgreSQL, of `identity` and `serial`
  /// True for a column that is part of a PostgreSQL primary key, an SQLite rowid alias, or the key of an
  /// SQLite table that is WITHOUT ROWID or STRICT, whether it was written or not: it can never hold NULL.
  bool not_null = false;
  /// PostgreSQL: an integer whose default is nextval() of a sequence that it owns, with that type's default
  /// options. The sequence is no object of its own then.
  bool serial = false;
  OnConflict not_null_conflict = OnConflict::none;  ///< SQLite

  friend bool operator==(const Column&, const Column&) = default;
};

/// A partition of a PostgreSQL table. Its columns, indexes, constraints and triggers are those of its owner;
/// what it has of its own is not modelled. It stands in its owner's schema and is not partitioned itself.
struct Partition {
  Symbol values;  ///< as sql::to_string(PartitionBound) words it
  Symbol comment;

  friend bool operator==(const Partition&, const Partition&) = default;
};

/// An SQLite virtual table: `CREATE VIRTUAL TABLE name USING module(arguments)`.
struct VirtualTable {
  Symbol module;
  Symbol arguments;  ///< the text between the parentheses, trimmed; empty when there are none

  friend bool operator==(const VirtualTable&, const VirtualTable&) = default;
};

}  // namespace schemagen::model
