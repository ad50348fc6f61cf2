// How tightly the operators bind; PostgreSQL and SQLite part at the comparisons.
#pragma once

namespace schemagen::sql {

constexpr int kOr = 1;
constexpr int kAnd = 2;
constexpr int kNot = 3;
constexpr int kIs = 4;          // PostgreSQL: IS; SQLite: = <> IS IN LIKE BETWEEN
constexpr int kComparison = 5;  // PostgreSQL: = < >; SQLite: < >
constexpr int kPattern = 6;     // PostgreSQL: BETWEEN IN LIKE
constexpr int kOperator = 7;    // PostgreSQL: every other operator; SQLite: & | << >>
constexpr int kAdd = 8;
constexpr int kMultiply = 9;
constexpr int kPower = 10;  // PostgreSQL: ^; SQLite: || -> ->>
constexpr int kAtTimeZone = 11;
constexpr int kCollate = 12;
constexpr int kUnary = 13;
constexpr int kPostfix = 14;

}  // namespace schemagen::sql
