// Numbers by value.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace schemagen::sql {

/// The value of a number token in one form: `i` (written as an integer) or `d` (with a point or exponent),
/// the digits that count, `e` and the power of ten: `1000` → `i1e3`, `1.50` → `d15e-1`.
std::string number_value(std::string_view token);

/// The same for a text with an optional sign and nothing else around the number.
std::optional<std::string> signed_number_value(std::string_view text);

std::string negated_number(const std::string& value);
/// The same number, whether written as an integer or not.
bool same_number(const std::string& a, const std::string& b);
bool is_integer_value(const std::string& value);
/// Fits a four-byte integer.
bool fits_integer(const std::string& value);
bool fits_bigint(const std::string& value);

}  // namespace schemagen::sql
