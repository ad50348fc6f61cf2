#include "dsl/emit_toml.h"

#include <algorithm>

#include "schemagen/base/toml_text.h"

namespace schemagen::dsl {
namespace {

constexpr std::size_t kLineWidth = 120;
constexpr std::size_t kWidestAlignment = 24;

std::string braces(const Entries& entries) {
  std::string out = "{";
  for (const auto& [key, value] : entries.list())
    out += (out.size() > 1 ? ", " : " ") + base::toml_key(key) + " = " + value.line;
  return out + (out.size() > 1 ? " }" : "}");
}

bool has_block_text(const Entries& entries) {
  return std::any_of(entries.list().begin(), entries.list().end(),
                     [](const auto& entry) { return entry.second.block.starts_with("'''"); });
}

bool is_short(const Item& item) {
  return item.entries.list().size() == 1 && item.entries.list().front().first == item.short_key;
}

bool fits_inline(const Item& item) {
  if (is_short(item)) return true;
  return !has_block_text(item.entries) &&
         base::toml_key(item.name).size() + 3 + braces(item.entries).size() <= kLineWidth;
}

}  // namespace

TomlValue string_value(std::string_view text) { return {base::toml_string(text), base::toml_text(text)}; }

TomlValue strings_value(const std::vector<std::string>& texts) {
  std::vector<TomlValue> values;
  values.reserve(texts.size());
  for (const std::string& text : texts) {
    const std::string line = base::toml_string(text);
    values.push_back({line, line});
  }
  return array_value(values);
}

TomlValue number_value(std::int64_t number) {
  const std::string text = std::to_string(number);
  return {text, text};
}

TomlValue flag_value(bool flag) {
  const std::string text = flag ? "true" : "false";
  return {text, text};
}

void Entries::add(std::string key, TomlValue value) {
  entries_.emplace_back(std::move(key), std::move(value));
}

void Entries::text(std::string key, std::string_view text) {
  if (!text.empty()) add(std::move(key), string_value(text));
}

void Entries::flag(std::string key, bool flag) {
  if (flag) add(std::move(key), flag_value(true));
}

TomlValue inline_table(const Entries& entries) {
  const std::string text = braces(entries);
  return {text, text};
}

TomlValue array_value(const std::vector<TomlValue>& values) {
  std::string line = "[";
  for (const TomlValue& value : values) line += (line.size() > 1 ? ", " : "") + value.line;
  line += "]";
  if (line.size() <= kLineWidth) return {line, line};
  std::string block = "[\n";
  for (const TomlValue& value : values) block += "  " + value.line + ",\n";
  return {std::move(line), block + "]"};
}

void TomlWriter::header(const std::string& path) {
  if (!out_.empty()) out_ += "\n";
  out_ += "[" + path + "]\n";
}

void TomlWriter::entry(const std::string& key, const TomlValue& value, std::size_t width) {
  const std::string written = base::toml_key(key);
  out_ += written + std::string(written.size() < width ? width - written.size() : 0, ' ') + " = " +
          value.block + "\n";
}

void TomlWriter::section(const std::string& path, const Entries& entries) {
  header(path);
  for (const auto& [key, value] : entries.list()) entry(key, value);
}

void TomlWriter::items(const std::string& path, const std::vector<Item>& items, bool ordered) {
  std::vector<const Item*> lines;
  std::vector<const Item*> sections;
  std::size_t width = 0;
  for (const Item& item : items) {
    const bool on_line = fits_inline(item) && (!ordered || sections.empty());
    (on_line ? lines : sections).push_back(&item);
    const std::size_t size = base::toml_key(item.name).size();
    if (aligned_ && on_line && size <= kWidestAlignment) width = std::max(width, size);
  }
  if (!lines.empty()) header(path);
  for (const Item* item : lines)
    entry(item->name, is_short(*item) ? item->entries.list().front().second : inline_table(item->entries),
          width);
  for (const Item* item : sections) section(path + "." + base::toml_key(item->name), item->entries);
}

}  // namespace schemagen::dsl
