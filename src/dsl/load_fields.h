// Reading one TOML table with a closed set of keys.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "dsl/load_document.h"
#include "dsl/load_keys.h"
#include "dsl/load_report.h"
#include "schemagen/model/table.h"

namespace schemagen::dsl {

class Loader;

/// The words that a key takes.
using Words = std::span<const std::string_view>;

/// Reports unknown keys and keys of the other dialect when it is made, wrong types when a key is read.
/// A key that is wrong reads as if it were not there.
class Fields {
 public:
  Fields(Loader& loader, const Value& table, const KeySet& keys);
  /// For a table whose keys have been checked before.
  static Fields again(Loader& loader, const Value& table, const KeySet& keys);

  const Value* find(std::string_view key) const;
  const Entry* entry(std::string_view key) const;
  bool has(std::string_view key) const { return find(key) != nullptr; }
  /// Whether one of `keys` is written, right or wrong.
  bool mentions(std::initializer_list<std::string_view> keys) const;

  const Value* text(std::string_view key) const;
  const Value* table(std::string_view key) const;
  const Value* array(std::string_view key) const;
  base::Symbol symbol(std::string_view key) const;
  bool flag(std::string_view key, bool fallback = false) const;
  std::optional<std::int64_t> integer(std::string_view key) const;
  /// `{ name = "value" }`
  model::Options options(std::string_view key) const;

  /// Index of the word that `key` holds; reports any other. Nothing when the key is not there.
  std::optional<std::size_t> choice(std::string_view key, Words words) const;
  std::optional<std::size_t> choice(std::string_view key,
                                    std::initializer_list<std::string_view> words) const {
    return choice(key, Words(words.begin(), words.size()));
  }

 private:
  Fields(Loader& loader, const KeySet& keys, const Value& table)
      : loader_(&loader), entries_(table.table()), keys_(&keys) {}
  const Entry* usable(std::string_view key) const;

  Loader* loader_;
  const Value::Table* entries_ = nullptr;
  const KeySet* keys_;
};

/// Reports "`key` must be `wanted`, not …" with what to write instead where that is clear.
void report_type(Loader& loader, std::string_view key, std::string_view wanted, const Value& value);

/// The string items of a list; reports everything else.
std::vector<const Value*> text_items(Loader& loader, std::string_view key, const Value& list);

}  // namespace schemagen::dsl
