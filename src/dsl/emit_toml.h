// Laying out TOML: values, entries, sections. Knows nothing of schemas.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schemagen::dsl {

/// A value on one line, and as it reads best where it may take several.
struct TomlValue {
  std::string line;
  std::string block;
};

TomlValue string_value(std::string_view text);
TomlValue strings_value(const std::vector<std::string>& texts);
TomlValue number_value(std::int64_t number);
TomlValue flag_value(bool flag);

/// Keys and values in the order in which they are written.
class Entries {
 public:
  void add(std::string key, TomlValue value);
  void text(std::string key, std::string_view text);  ///< left out when empty
  void flag(std::string key, bool flag);              ///< left out when false

  bool empty() const { return entries_.empty(); }
  const std::vector<std::pair<std::string, TomlValue>>& list() const { return entries_; }

 private:
  std::vector<std::pair<std::string, TomlValue>> entries_;
};

/// `{ a = 1, b = "x" }`
TomlValue inline_table(const Entries& entries);

/// An array of inline tables or other values, each on a line of its own when they do not fit on one.
TomlValue array_value(const std::vector<TomlValue>& values);

/// One named thing inside a section: `name = value` when the only entry is `short_key`, else `name = { … }`
/// or a section of its own.
struct Item {
  std::string name;
  std::string short_key;
  Entries entries;
};

class TomlWriter {
 public:
  explicit TomlWriter(bool aligned) : aligned_(aligned) {}

  void line(std::string_view text) { out_ += std::string(text) + "\n"; }
  void section(const std::string& path, const Entries& entries);
  /// `ordered`: the items keep their order, so that all behind the first that needs a section get one too.
  void items(const std::string& path, const std::vector<Item>& items, bool ordered = false);

  std::string take() { return std::move(out_); }

 private:
  void header(const std::string& path);
  void entry(std::string_view key, std::string_view value, std::size_t width = 0);

  std::string out_;
  bool aligned_;
};

}  // namespace schemagen::dsl
