// A TOML document as a tree of values in the order of the file. The only header of the loader that toml++
// hides behind.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "schemagen/base/symbol.h"

namespace schemagen::dsl {

/// Where something stands: index of the source, line and column (1-based, in code points).
struct Spot {
  std::uint32_t source = 0;
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  friend bool operator==(const Spot&, const Spot&) = default;
};

/// A TOML value that no key of the language takes: a float, a date or a time.
struct Unusable {
  std::string_view kind;
};

struct Entry;

struct Value {
  using Array = std::vector<Value>;
  using Table = std::vector<Entry>;

  Spot at;
  std::variant<std::string, std::int64_t, bool, Unusable, Array, Table> data;

  const std::string* text() const { return std::get_if<std::string>(&data); }
  const std::int64_t* integer() const { return std::get_if<std::int64_t>(&data); }
  const bool* boolean() const { return std::get_if<bool>(&data); }
  const Array* array() const { return std::get_if<Array>(&data); }
  const Table* table() const { return std::get_if<Table>(&data); }
};

struct Entry {
  base::Symbol key;
  Spot at;
  Value value;
};

/// "a string", "a table", …
std::string_view kind_of(const Value& value);

struct ParseFailure {
  Spot at;
  std::string message;
};

/// The root table of `text`, or why it is not TOML. Tables are in the order in which their keys stand in the
/// file.
std::variant<Value, ParseFailure> parse_document(std::string_view text, std::uint32_t source);

}  // namespace schemagen::dsl
