#include "support/application_value.h"

#include <algorithm>
#include <cstdlib>

#include "schemagen/sql/quote.h"

namespace schemagen::tests {
namespace {

using model::Kind;

/// `numeric(12,2)` → "numeric", and what stands in the parentheses.
struct TypeName {
  std::string base;
  std::string modifier;
};

TypeName split_modifier(const std::string& type) {
  const std::size_t open = type.find('(');
  const std::size_t close = type.find(')', open);
  if (open == std::string::npos || close == std::string::npos) return {type, ""};
  return {type.substr(0, open) + type.substr(close + 1), type.substr(open + 1, close - open - 1)};
}

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string date_of(int number) {
  return std::to_string(2000 + number / 336 % 1000) + "-" + two_digits(number / 28 % 12 + 1) + "-" +
         two_digits(number % 28 + 1);
}

std::string time_of(int number) {
  return two_digits(number / 3600 % 24) + ":" + two_digits(number / 60 % 60) + ":" + two_digits(number % 60);
}

std::string hex_of(int number, std::size_t width) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (; number > 0; number /= 16) text.insert(text.begin(), kDigits[number % 16]);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

/// Digits, cut from the left where the type is short.
std::string text_of(int number, const std::string& modifier) {
  std::string text = std::to_string(number);
  const std::size_t room = modifier.empty() ? text.size() : std::strtoul(modifier.c_str(), nullptr, 10);
  return text.size() <= room ? text : text.substr(text.size() - room);
}

std::string number_of(int number, const std::string& modifier) {
  const std::size_t comma = modifier.find(',');
  if (modifier.empty() || comma == std::string::npos) return text_of(number, modifier);
  const int digits = std::atoi(modifier.c_str()) - std::atoi(modifier.c_str() + comma + 1);
  return digits <= 0 ? "0" : text_of(number, std::to_string(digits));
}

std::string bits_of(int number, const std::string& modifier) {
  const std::size_t width = modifier.empty() ? 1 : std::strtoul(modifier.c_str(), nullptr, 10);
  std::string text;
  for (std::size_t i = 0; i < width; ++i, number /= 2) text.insert(text.begin(), number % 2 == 0 ? '0' : '1');
  return text;
}

std::optional<std::string> enum_value(const std::string& type, int number, const model::Schema& schema) {
  for (const auto& [id, values] : schema.all<model::EnumType>(Kind::enum_type)) {
    const bool shown = id.schema == model::Symbol("public");
    const std::string name =
        sql::quote_name(shown ? "" : id.schema.view(), id.name.view(), sql::Dialect::postgresql);
    if (name == type && !values->values.empty())
      return values->values[static_cast<std::size_t>(number) % values->values.size()].str();
  }
  return std::nullopt;
}

std::optional<std::string> range_of(const std::string& base, int number) {
  const std::string from = std::to_string(number);
  const std::string to = std::to_string(number + 1);
  if (base == "int4range" || base == "int8range" || base == "numrange") return "[" + from + "," + to + ")";
  if (base == "daterange") return "[" + date_of(number) + "," + date_of(number + 1) + ")";
  if (base == "tsrange" || base == "tstzrange")
    return "[" + date_of(number) + " 00:00:00," + date_of(number) + " 01:00:00)";
  return std::nullopt;
}

std::optional<std::string> moment_of(const std::string& base, int number) {
  if (base == "date") return date_of(number);
  if (base == "timestamp without time zone") return date_of(number) + " " + time_of(number);
  if (base == "timestamp with time zone") return date_of(number) + " " + time_of(number) + "+00";
  if (base == "time without time zone") return time_of(number);
  if (base == "time with time zone") return time_of(number) + "+00";
  if (base.starts_with("interval")) return std::to_string(number) + " seconds";
  return range_of(base, number);
}

std::optional<std::string> other_value(const std::string& base, int number) {
  const std::string digits = std::to_string(number);
  const std::string bytes = std::to_string(number / 250 % 250) + "." + std::to_string(number % 250);
  if (base == "boolean") return number % 2 == 0 ? "true" : "false";
  if (base == "uuid") return "00000000-0000-4000-8000-" + hex_of(number, 12);
  if (base == "json" || base == "jsonb") return "{\"n\": " + digits + "}";
  if (base == "bytea") return "\\x" + hex_of(number, 8);
  if (base == "inet" || base == "cidr") return "10.0." + bytes + "/32";
  if (base == "macaddr")
    return "08:00:2b:00:" + hex_of(number / 256 % 256, 2) + ":" + hex_of(number % 256, 2);
  if (base == "money") return digits;
  if (base == "point") return "(" + digits + ",1)";
  if (base == "xml") return "<n>" + digits + "</n>";
  if (base == "\"char\"") return text_of(number, "1");
  if (base == "regclass") return "pg_class";
  if (base == "tsvector" || base == "tsquery") return "'w" + digits + "'";
  return moment_of(base, number);
}

}  // namespace

std::optional<std::string> value_of_type(const std::string& type, int number, const model::Schema& schema) {
  if (type.ends_with("[]")) {
    const auto element = value_of_type(type.substr(0, type.size() - 2), number, schema);
    if (!element) return std::nullopt;
    std::string quoted;
    for (const char c : *element) quoted += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    return "{\"" + quoted + "\"}";
  }
  if (const auto listed = enum_value(type, number, schema)) return listed;
  const auto [base, modifier] = split_modifier(type);
  if (base == "smallint" || base == "integer" || base == "bigint" || base == "real" ||
      base == "double precision" || base == "oid")
    return std::to_string(number);
  if (base == "numeric") return number_of(number, modifier);
  if (base == "text" || base == "character varying" || base == "name" || base == "citext")
    return text_of(number, modifier);
  if (base == "character") return text_of(number, modifier.empty() ? "1" : modifier);
  if (base == "bit" || base == "bit varying") return bits_of(number, modifier);
  return other_value(base, number);
}

}  // namespace schemagen::tests
