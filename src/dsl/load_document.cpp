#include "dsl/load_document.h"

#include <toml++/toml.h>

#include <algorithm>

#include "dsl/plain_document.h"

namespace schemagen::dsl {
namespace {

Spot spot_of(const toml::source_position& position, std::uint32_t source) {
  return {source, static_cast<std::uint32_t>(position.line), static_cast<std::uint32_t>(position.column)};
}

bool stands_before(const Spot& a, const Spot& b) {
  return a.line != b.line ? a.line < b.line : a.column < b.column;
}

Value convert(toml::node& node, std::uint32_t source);

Value::Table convert_table(toml::table& table, std::uint32_t source) {
  Value::Table entries;
  entries.reserve(table.size());
  for (auto&& [key, node] : table)
    entries.push_back({key.str(), spot_of(key.source().begin, source), convert(node, source)});
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return stands_before(a.at, b.at); });
  table.clear();
  return entries;
}

Value::Array convert_array(toml::array& array, std::uint32_t source) {
  Value::Array items;
  items.reserve(array.size());
  for (toml::node& node : array) items.push_back(convert(node, source));
  array.clear();
  return items;
}

Value convert(toml::node& node, std::uint32_t source) {
  const Spot at = spot_of(node.source().begin, source);
  switch (node.type()) {
    case toml::node_type::table:
      return {at, convert_table(*node.as_table(), source)};
    case toml::node_type::array:
      return {at, convert_array(*node.as_array(), source)};
    case toml::node_type::string:
      return {at, std::move(node.as_string()->get())};
    case toml::node_type::integer:
      return {at, node.as_integer()->get()};
    case toml::node_type::boolean:
      return {at, node.as_boolean()->get()};
    case toml::node_type::floating_point:
      return {at, Unusable{"a number with a fraction"}};
    case toml::node_type::date:
    case toml::node_type::time:
    case toml::node_type::date_time:
    case toml::node_type::none:
      return {at, Unusable{"a date or a time"}};
  }
  return {at, Unusable{"nothing"}};
}

}  // namespace

std::string_view kind_of(const Value& value) {
  struct Names {
    std::string_view operator()(const std::string&) const { return "a string"; }
    std::string_view operator()(const std::int64_t&) const { return "an integer"; }
    std::string_view operator()(const bool&) const { return "a boolean"; }
    std::string_view operator()(const Unusable& unusable) const { return unusable.kind; }
    std::string_view operator()(const Value::Array&) const { return "an array"; }
    std::string_view operator()(const Value::Table&) const { return "a table"; }
  };
  return std::visit(Names(), value.data);
}

std::variant<Value, ParseFailure> parse_document(std::string_view text, std::uint32_t source) {
  if (auto plain = read_plain_document(text, source)) return std::move(*plain);
  return parse_toml(text, source);
}

std::variant<Value, ParseFailure> parse_toml(std::string_view text, std::uint32_t source) {
  try {
    toml::table root = toml::parse(text, std::string_view());
    return Value{{source, 1, 1}, convert_table(root, source)};
  } catch (const toml::parse_error& error) {
    return ParseFailure{spot_of(error.source().begin, source), std::string(error.description())};
  }
}

}  // namespace schemagen::dsl
