// How the values that a bridge keeps are compared: as they are stored, since what counts as equal need not be
// the same (1.0 and 1.00, '1 mon' and '30 days', 'a' and 'A' in citext), and types need no equality at all.
#pragma once

#include <string>

#include "dialect/postgres/context.h"

namespace schemagen::dialect::postgres {

/// Whether two SQL values of the column's type are stored alike; NULL is like NULL. Needs no operator of the
/// type, so that no search_path can hide it.
std::string same_sql(const Context& c, const ObjectId& column, const std::string& a, const std::string& b);
std::string differ_sql(const Context& c, const ObjectId& column, const std::string& a, const std::string& b);

/// `value` as one of the column's type, for comparing: what an assignment would round is rounded, and what it
/// would refuse as too long keeps its length.
std::string typed(const Context& c, const Kept& kept, const std::string& value);
std::string typed_as(const Context& c, const ObjectId& column, const std::string& value);

/// What a row gets: the value, or where that is NULL what `backfill` says.
std::string taken_sql(const Kept& kept, const std::string& value);

/// The value is that of another column of the row, converted.
bool follows_value(const Kept& kept);

/// Rows that still have to get the value. What the new application has written into a synced column stays,
/// also where the way there and back does not lead to the same value.
std::string pending_sql(const Context& c, const Kept& kept);

/// How the two forms of a column and their conversions are written where they are compared.
struct RowValues {
  std::string column, value;  ///< the kept column, and what it should hold
  std::string other, back;    ///< synced: the old column, and what it should hold
};
std::string agreement_sql(const Context& c, const Kept& kept, const RowValues& row);

/// True for every row in which both forms of a synced or mirrored column say the same.
std::string agrees_sql(const Context& c, const Kept& kept);

/// The server takes agrees_sql() for a CHECK, and it stays true of a row that nobody writes.
bool can_be_checked(const Kept& kept);

/// Two looks at one row find the same value.
bool is_repeatable(const std::string& expression);

}  // namespace schemagen::dialect::postgres
