#include "sql/interval_value.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <vector>

#include "schemagen/base/text.h"

namespace schemagen::sql {
namespace {

constexpr std::int64_t kSecond = 1000000;
constexpr std::int64_t kLargestNumber = 10000000;
constexpr std::size_t kMostWords = 24;

struct Interval {
  std::int64_t months = 0, days = 0, microseconds = 0;
};

struct Unit {
  std::string_view name;
  Interval value;
};

constexpr std::array<Unit, 26> kUnits = {{
    {"microsecond", {0, 0, 1}},
    {"us", {0, 0, 1}},
    {"millisecond", {0, 0, 1000}},
    {"ms", {0, 0, 1000}},
    {"second", {0, 0, kSecond}},
    {"sec", {0, 0, kSecond}},
    {"s", {0, 0, kSecond}},
    {"minute", {0, 0, 60 * kSecond}},
    {"min", {0, 0, 60 * kSecond}},
    {"m", {0, 0, 60 * kSecond}},
    {"hour", {0, 0, 3600 * kSecond}},
    {"hr", {0, 0, 3600 * kSecond}},
    {"h", {0, 0, 3600 * kSecond}},
    {"day", {0, 1, 0}},
    {"d", {0, 1, 0}},
    {"week", {0, 7, 0}},
    {"w", {0, 7, 0}},
    {"month", {1, 0, 0}},
    {"mon", {1, 0, 0}},
    {"year", {12, 0, 0}},
    {"yr", {12, 0, 0}},
    {"y", {12, 0, 0}},
    {"decade", {120, 0, 0}},
    {"century", {1200, 0, 0}},
    {"centuries", {1200, 0, 0}},
    {"millennium", {12000, 0, 0}},
}};

const Unit* find_unit(std::string_view word) {
  for (const Unit& unit : kUnits)
    if (word == unit.name || (word.size() == unit.name.size() + 1 && word.back() == 's' &&
                              word.substr(0, unit.name.size()) == unit.name))
      return &unit;
  return nullptr;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  const bool plus = !text.empty() && text.front() == '+';
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data() + (plus ? 1 : 0), end, value);
  if (result.ec != std::errc() || result.ptr != end || value > kLargestNumber || value < -kLargestNumber)
    return std::nullopt;
  return value;
}

// hh:mm or hh:mm:ss
std::optional<std::int64_t> clock(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  std::int64_t seconds = 0;
  int parts = 0;
  for (; parts < 3; ++parts) {
    const std::size_t colon = text.find(':');
    const std::optional<std::int64_t> part = whole_number(text.substr(0, colon));
    if (!part || *part < 0 || (parts > 0 && *part > 59)) return std::nullopt;
    seconds = seconds * 60 + *part;
    if (colon == std::string_view::npos) break;
    text = text.substr(colon + 1);
  }
  if (parts < 1 || parts > 2) return std::nullopt;
  if (parts == 1) seconds *= 60;
  return (negative ? -seconds : seconds) * kSecond;
}

// Words parted by space, and numbers parted from the unit written onto them: `1h`.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  bool open = false;
  for (const char c : base::to_lower(text)) {
    const bool letter = c >= 'a' && c <= 'z';
    if (c == ' ') {
      open = false;
      continue;
    }
    const bool after_letter = open && words.back().back() >= 'a' && words.back().back() <= 'z';
    if (!open || letter != after_letter) words.emplace_back();
    words.back() += c;
    open = true;
  }
  return words;
}

}  // namespace

std::optional<std::string> interval_value(std::string_view text) {
  Interval sum;
  const std::vector<std::string> words = words_of(text);
  if (words.empty() || words.size() > kMostWords) return std::nullopt;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (const std::optional<std::int64_t> time = clock(words[i])) {
      sum.microseconds += *time;
      continue;
    }
    const std::optional<std::int64_t> number = whole_number(words[i]);
    const Unit* unit = i + 1 < words.size() ? find_unit(words[i + 1]) : nullptr;
    if (!number || unit == nullptr) return std::nullopt;
    sum.months += *number * unit->value.months;
    sum.days += *number * unit->value.days;
    sum.microseconds += *number * unit->value.microseconds;
    ++i;
  }
  return std::to_string(sum.months) + " " + std::to_string(sum.days) + " " + std::to_string(sum.microseconds);
}

}  // namespace schemagen::sql
