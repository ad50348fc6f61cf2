#include "dsl/load_document.h"

#include <toml++/toml.h>

#include <algorithm>
#include <unordered_map>

#include "schemagen/base/text.h"

namespace schemagen::dsl {
namespace {

constexpr std::size_t kPartSize = 64 * 1024;

// A part of a source that starts after `line` lines of it.
struct Origin {
  std::uint32_t source = 0;
  std::uint32_t line = 0;
};

Spot spot_of(const toml::source_position& position, Origin origin) {
  return {origin.source, static_cast<std::uint32_t>(position.line) + origin.line,
          static_cast<std::uint32_t>(position.column)};
}

bool stands_before(const Spot& a, const Spot& b) {
  return a.line != b.line ? a.line < b.line : a.column < b.column;
}

Value convert(toml::node& node, Origin origin);

// toml++ keeps keys in the order of the alphabet.
Value::Table convert_table(toml::table& table, Origin origin) {
  struct Place {
    Spot at;
    const toml::key* key;
    toml::node* node;
  };
  std::vector<Place> places;
  places.reserve(table.size());
  for (auto&& [key, node] : table) places.push_back({spot_of(key.source().begin, origin), &key, &node});
  std::sort(places.begin(), places.end(),
            [](const Place& a, const Place& b) { return stands_before(a.at, b.at); });
  Value::Table entries;
  entries.reserve(places.size());
  for (const Place& place : places)
    entries.push_back({place.key->str(), place.at, convert(*place.node, origin)});
  table.clear();
  return entries;
}

Value::Array convert_array(toml::array& array, Origin origin) {
  Value::Array items;
  items.reserve(array.size());
  for (toml::node& node : array) items.push_back(convert(node, origin));
  array.clear();
  return items;
}

Value convert(toml::node& node, Origin origin) {
  const Spot at = spot_of(node.source().begin, origin);
  switch (node.type()) {
    case toml::node_type::table:
      return {at, convert_table(*node.as_table(), origin)};
    case toml::node_type::array:
      return {at, convert_array(*node.as_array(), origin)};
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

Value parse_part(std::string_view text, std::uint32_t source, std::uint32_t line) {
  toml::table root = toml::parse(text, std::string_view());
  return {{source, line + 1, 1}, convert_table(root, {source, line})};
}

bool has_plain_values(const Value::Table& table) {
  return std::any_of(table.begin(), table.end(), [](const Entry& entry) { return !entry.value.table(); });
}

// Puts the tables of one part of a document behind those of the parts before.
class Merger {
 public:
  explicit Merger(Value::Table& root) : root_(root) { index(root_, sections_); }

  // False when TOML itself has to say whether the two may stand side by side.
  bool add(Value::Table part) {
    for (Entry& section : part) {
      const auto [known, fresh] = sections_.try_emplace(section.key, root_.size());
      if (fresh)
        root_.push_back(std::move(section));
      else if (!add_objects(root_[known->second], std::move(section)))
        return false;
    }
    return true;
  }

 private:
  using Index = std::unordered_map<base::Symbol, std::size_t>;

  static void index(const Value::Table& table, Index& positions) {
    for (std::size_t i = 0; i < table.size(); ++i) positions.emplace(table[i].key, i);
  }

  bool add_objects(Entry& into, Entry section) {
    auto* objects = std::get_if<Value::Table>(&into.value.data);
    auto* added = std::get_if<Value::Table>(&section.value.data);
    if (objects == nullptr || added == nullptr) return false;
    const auto [positions, fresh] = objects_.try_emplace(into.key);
    if (fresh) index(*objects, positions->second);
    if (has_plain_values(*added)) return false;
    for (Entry& object : *added) {
      const auto [known, is_new] = positions->second.try_emplace(object.key, objects->size());
      if (is_new)
        objects->push_back(std::move(object));
      else if (!merge((*objects)[known->second].value, std::move(object.value)))
        return false;
    }
    return true;
  }

  static bool merge(Value& into, Value from) {
    auto* table = std::get_if<Value::Table>(&into.data);
    auto* added = std::get_if<Value::Table>(&from.data);
    if (table == nullptr || added == nullptr || (has_plain_values(*table) && has_plain_values(*added)))
      return false;
    for (Entry& entry : *added) {
      const auto known = std::find_if(table->begin(), table->end(),
                                      [&](const Entry& other) { return other.key == entry.key; });
      if (known == table->end())
        table->push_back(std::move(entry));
      else if (!merge(known->value, std::move(entry.value)))
        return false;
    }
    return true;
  }

  Value::Table& root_;
  Index sections_;
  std::unordered_map<base::Symbol, Index> objects_;
};

// Offset of the first line at or behind `from` that begins with a table header.
std::size_t next_header(std::string_view text, std::size_t from) {
  for (std::size_t line = text.find('\n', from); line != std::string_view::npos;
       line = text.find('\n', line + 1))
    if (line + 1 < text.size() && text[line + 1] == '[') return line + 1;
  return text.size();
}

// A large document in parts, so that only one of them is in memory as a tree of toml++. A line that looks
// like a header inside of a string leaves that string open in its part; nothing is returned then, and the
// whole document is parsed at once, as it is for every other mistake.
std::optional<Value> parse_in_parts(std::string_view text, std::uint32_t source) {
  try {
    std::size_t start = next_header(text, kPartSize);
    Value root = parse_part(text.substr(0, start), source, 0);
    Merger merger(std::get<Value::Table>(root.data));
    auto line = static_cast<std::uint32_t>(std::count(text.begin(), text.begin() + start, '\n'));
    while (start < text.size()) {
      const std::size_t end = next_header(text, std::min(start + kPartSize, text.size()));
      const std::string_view part = text.substr(start, end - start);
      Value parsed = parse_part(part, source, line);
      if (!merger.add(std::move(std::get<Value::Table>(parsed.data)))) return std::nullopt;
      line += static_cast<std::uint32_t>(std::count(part.begin(), part.end(), '\n'));
      start = end;
    }
    return root;
  } catch (const toml::parse_error&) {
    return std::nullopt;
  }
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
  if (text.size() > 2 * kPartSize)
    if (auto root = parse_in_parts(text, source)) return std::move(*root);
  try {
    return parse_part(text, source, 0);
  } catch (const toml::parse_error& error) {
    return ParseFailure{spot_of(error.source().begin, {source, 0}), std::string(error.description())};
  }
}

}  // namespace schemagen::dsl
