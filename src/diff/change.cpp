#include "schemagen/diff/change.h"

#include <map>

#include "diff/both_sides.h"
#include "schemagen/base/text.h"

namespace schemagen::diff {
namespace {

std::string label(const ObjectId& id) {
  return std::string(model::kind_name(id.kind)) + " " + model::display_name(id);
}

std::string shortened(const std::string& value) {
  constexpr std::size_t kLongest = 60;
  std::string line;
  for (const char c : value) line += c == '\n' ? ' ' : c;
  return line.size() <= kLongest ? line : std::string(base::clip_utf8(line, kLongest)) + "…";
}

}  // namespace

std::vector<Change> compare(const model::Schema& before, const model::Schema& after) {
  std::vector<Change> changes;
  for_both_sides(before, after, [&](const ObjectId& id, const model::Object* old, const model::Object* now) {
    if (old == nullptr)
      changes.push_back({id, std::nullopt, *now});
    else if (now == nullptr)
      changes.push_back({id, *old, std::nullopt});
    else if (!(*old == *now))
      changes.push_back({id, *old, *now});
  });
  return changes;
}

std::string describe(const Change& change) {
  if (change.added()) return label(change.id) + ": added";
  if (change.removed()) return label(change.id) + ": removed";
  std::map<std::string, std::pair<std::string, std::string>> differing;
  for (const model::Attribute& attribute : model::attributes(*change.before))
    differing[attribute.name].first = attribute.value;
  for (const model::Attribute& attribute : model::attributes(*change.after))
    differing[attribute.name].second = attribute.value;
  std::vector<std::string> parts;
  for (const auto& [name, values] : differing) {
    if (values.first == values.second) continue;
    parts.push_back(name + " " + (values.first.empty() ? "(none)" : shortened(values.first)) + " → " +
                    (values.second.empty() ? "(none)" : shortened(values.second)));
  }
  return label(change.id) + ": " + base::join(parts, ", ");
}

std::string describe(const Rename& rename) {
  if (!rename.from_value.empty())
    return label(rename.to) + ": value " + rename.from_value + " renamed to " + rename.to_value;
  return label(rename.from) + ": renamed to " + model::display_name(rename.to);
}

}  // namespace schemagen::diff
