#include "dsl/emit_toml.h"

#include <algorithm>
#include <optional>

#include "schemagen/base/toml_text.h"

namespace schemagen::dsl {
namespace {

constexpr std::size_t kLineWidth = 120;
constexpr std::size_t kWidestAlignment = 24;

std::string braces(const Entries& entries) {
  std::string out = "{";
  for (const auto& [key, value] : entries.list()) {
    out += out.size() > 1 ? ", " : " ";
    out += base::toml_key(key);
    out += " = ";
    out += value.line;
  }
  out += out.size() > 1 ? " }" : "}";
  return out;
}

bool has_block_text(const Entries& entries) {
  return std::any_of(entries.list().begin(), entries.list().end(),
                     [](const auto& entry) { return entry.second.block.starts_with("'''"); });
}

bool is_short(const Item& item) {
  return item.entries.list().size() == 1 && item.entries.list().front().first == item.short_key;
}

struct Line {
  std::string key;
  std::string value;
};

/// `item` on one line; nothing when it does not fit.
std::optional<Line> line_of(const Item& item) {
  Line line{base::toml_key(item.name), {}};
  if (is_short(item)) {
    line.value = item.entries.list().front().second.block;
    return line;
  }
  if (has_block_text(item.entries)) return std::nullopt;
  line.value = braces(item.entries);
  if (line.key.size() + 3 + line.value.size() > kLineWidth) return std::nullopt;
  return line;
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

void TomlWriter::entry(std::string_view key, std::string_view value, std::size_t width) {
  out_ += key;
  if (key.size() < width) out_.append(width - key.size(), ' ');
  out_ += " = ";
  out_ += value;
  out_ += '\n';
}

void TomlWriter::section(const std::string& path, const Entries& entries) {
  header(path);
  for (const auto& [key, value] : entries.list()) entry(base::toml_key(key), value.block);
}

void TomlWriter::items(const std::string& path, const std::vector<Item>& items, bool ordered) {
  std::vector<Line> lines;
  std::vector<const Item*> sections;
  std::size_t width = 0;
  for (const Item& item : items) {
    std::optional<Line> line = ordered && !sections.empty() ? std::nullopt : line_of(item);
    if (!line) {
      sections.push_back(&item);
      continue;
    }
    if (aligned_ && line->key.size() <= kWidestAlignment) width = std::max(width, line->key.size());
    lines.push_back(std::move(*line));
  }
  if (!lines.empty()) header(path);
  for (const Line& line : lines) entry(line.key, line.value, width);
  for (const Item* item : sections) section(path + "." + base::toml_key(item->name), item->entries);
}

}  // namespace schemagen::dsl
