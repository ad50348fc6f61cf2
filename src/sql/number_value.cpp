#include "sql/number_value.h"

#include <charconv>
#include <cstdint>

#include "schemagen/base/text.h"

namespace schemagen::sql {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Digits and power of ten without zeros at either end.
std::string assemble(char form, std::string digits, long exponent) {
  digits.erase(0, digits.find_first_not_of('0'));
  if (digits.empty()) return std::string(1, form) + "0e0";
  const std::size_t last = digits.find_last_not_of('0');
  exponent += static_cast<long>(digits.size() - 1 - last);
  digits.erase(last + 1);
  return std::string(1, form) + digits + "e" + std::to_string(exponent);
}

std::optional<std::string> based_value(const std::string& text) {
  const int base = text[1] == 'x' ? 16 : text[1] == 'o' ? 8 : 2;
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data() + 2, end, value, base);
  if (result.ec != std::errc() || result.ptr != end) return std::nullopt;
  return assemble('i', std::to_string(value), 0);
}

std::optional<std::string> decimal_value(std::string_view text) {
  std::string digits;
  long exponent = 0;
  char form = 'i';
  std::size_t at = 0;
  for (; at < text.size() && (is_digit(text[at]) || (text[at] == '.' && form == 'i')); ++at) {
    if (text[at] == '.') {
      form = 'd';
    } else {
      digits += text[at];
      if (form == 'd') --exponent;
    }
  }
  if (digits.empty()) return std::nullopt;
  if (at < text.size()) {
    if (text[at] != 'e') return std::nullopt;
    form = 'd';
    const std::size_t start = at + (at + 1 < text.size() && text[at + 1] == '+' ? 2 : 1);
    int power = 0;
    const auto result = std::from_chars(text.data() + start, text.data() + text.size(), power);
    if (result.ec != std::errc() || result.ptr != text.data() + text.size()) return std::nullopt;
    exponent += power;
  }
  return assemble(form, digits, exponent);
}

std::optional<std::string> unsigned_value(std::string_view text) {
  std::string plain;
  for (const char c : base::to_lower(text))
    if (c != '_') plain += c;
  const bool based =
      plain.size() > 2 && plain[0] == '0' && (plain[1] == 'x' || plain[1] == 'o' || plain[1] == 'b');
  return based ? based_value(plain) : decimal_value(plain);
}

// As text without exponent, when it is a whole number of at most 19 digits.
std::optional<std::string> whole_digits(const std::string& value) {
  const std::size_t e = value.find('e');
  if (e == std::string::npos || !is_integer_value(value)) return std::nullopt;
  int power = 0;
  std::from_chars(value.data() + e + 1, value.data() + value.size(), power);
  std::string digits = value.substr(1, e - 1);
  const std::size_t sign = digits.front() == '-' ? 1 : 0;
  if (power < 0 || power > 19 || digits.size() - sign + static_cast<std::size_t>(power) > 19)
    return std::nullopt;
  return digits + std::string(static_cast<std::size_t>(power), '0');
}

}  // namespace

std::string number_value(std::string_view token) {
  return unsigned_value(token).value_or("?" + base::to_lower(token));
}

std::optional<std::string> signed_number_value(std::string_view text) {
  const bool sign = !text.empty() && (text.front() == '-' || text.front() == '+');
  const std::string_view plain = text.substr(sign ? 1 : 0);
  if (plain.empty() || !(is_digit(plain.front()) || plain.front() == '.')) return std::nullopt;
  if (plain.find('_') != std::string_view::npos) return std::nullopt;
  std::optional<std::string> value = decimal_value(base::to_lower(plain));
  if (value && text.front() == '-') return negated_number(*value);
  return value;
}

std::string negated_number(const std::string& value) {
  if (value.size() > 1 && value[1] == '-') return value.substr(0, 1) + value.substr(2);
  if (value.compare(1, std::string::npos, "0e0") == 0) return value;
  return value.substr(0, 1) + "-" + value.substr(1);
}

bool same_number(const std::string& a, const std::string& b) {
  return a.compare(1, std::string::npos, b, 1, std::string::npos) == 0 && (a[0] == '?') == (b[0] == '?');
}

bool is_integer_value(const std::string& value) { return value.front() == 'i'; }

bool fits_integer(const std::string& value) {
  const std::optional<std::string> digits = whole_digits(value);
  std::int32_t number = 0;
  return digits && std::from_chars(digits->data(), digits->data() + digits->size(), number).ec == std::errc();
}

bool fits_bigint(const std::string& value) {
  const std::optional<std::string> digits = whole_digits(value);
  std::int64_t number = 0;
  return digits && std::from_chars(digits->data(), digits->data() + digits->size(), number).ec == std::errc();
}

}  // namespace schemagen::sql
