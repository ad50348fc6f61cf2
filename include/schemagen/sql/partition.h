// PostgreSQL's PARTITION BY and the bounds of partitions, in one canonical wording.
// https://www.postgresql.org/docs/current/ddl-partitioning.html
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemagen/base/symbol.h"

namespace schemagen::sql {

/// How a table is partitioned: `RANGE (created_at)`, `LIST (lower(name))`, `HASH (a, b)`.
struct PartitionKey {
  enum class Strategy { range, list, hash };
  struct Part {
    std::string text;     ///< as written, collation and operator class included
    base::Symbol column;  ///< empty: an expression
  };
  Strategy strategy = Strategy::range;
  std::vector<Part> parts;
};

/// Nothing when `text` is no whole partition key; keywords in any case.
std::optional<PartitionKey> parse_partition_key(std::string_view text);
/// `RANGE (created_at)`, as pg_get_partkeydef() words it.
std::string to_string(const PartitionKey& key);

/// Which rows a partition takes. Values are SQL constants, MINVALUE and MAXVALUE.
struct PartitionBound {
  enum class Form { range, list, hash, rest };
  Form form = Form::rest;  ///< rest: DEFAULT
  std::vector<std::string> from;
  std::vector<std::string> to;
  std::vector<std::string> values;  ///< of a list
  std::string modulus;
  std::string remainder;
};

/// `FROM (…) TO (…)`, `IN (…)`, `WITH (MODULUS n, REMAINDER n)`, `DEFAULT`, with or without `FOR VALUES`;
/// nothing for anything else.
std::optional<PartitionBound> parse_partition_bound(std::string_view text);
/// `FOR VALUES IN ('a', 'b')`, as pg_get_expr() words relpartbound.
std::string to_string(const PartitionBound& bound);

}  // namespace schemagen::sql
