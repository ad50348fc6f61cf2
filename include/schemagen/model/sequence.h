// Sequences, and the options that identity columns share with them.
#pragma once

#include <cstdint>

#include "schemagen/base/symbol.h"
#include "schemagen/model/naming.h"

namespace schemagen::model {

using base::Symbol;

/// Always complete: loader and introspector both fill in what was not written with default_options().
struct SequenceOptions {
  std::int64_t start = 1;
  std::int64_t increment = 1;
  std::int64_t minimum = 1;
  std::int64_t maximum = INT64_MAX;
  std::int64_t cache = 1;
  bool cycle = false;

  friend bool operator==(const SequenceOptions&, const SequenceOptions&) = default;
};

/// What PostgreSQL takes for a sequence of `type` (smallint, integer, bigint) with this increment when
/// nothing else is written. https://www.postgresql.org/docs/current/sql-createsequence.html
SequenceOptions default_options(Symbol type, std::int64_t increment = 1);

/// Numbers that `old` may have given lie outside of the bounds of `options`.
bool is_narrower(const SequenceOptions& options, const SequenceOptions& old);

/// The sequence that an identity or serial column owns: its name, in the schema of the table. A loader gives
/// a name that nobody wrote as PostgreSQL would make it; normalising replaces that by the stored one. Who
/// named it is no difference.
struct OwnSequence {
  Symbol name;  ///< empty: the column has none
  Naming naming = Naming::given;

  friend bool operator==(const OwnSequence& a, const OwnSequence& b) { return a.name == b.name; }
};

struct Sequence {
  Symbol type;  ///< smallint, integer or bigint
  SequenceOptions options;
  bool unlogged = false;  ///< PostgreSQL 15
  Symbol owner_table;     ///< in the sequence's own schema; empty: OWNED BY NONE
  Symbol owner_column;
  Symbol comment;

  friend bool operator==(const Sequence&, const Sequence&) = default;
};

}  // namespace schemagen::model
