// Intervals by value: the server prints `1 hour` as `01:00:00`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace schemagen::sql {

/// Months, days and microseconds of a text such as `1 day 02:00:00` or `90 minutes`; nothing for other forms.
std::optional<std::string> interval_value(std::string_view text);

}  // namespace schemagen::sql
