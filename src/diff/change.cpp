#include "schemagen/diff/change.h"

#include <algorithm>
#include <map>

#include "diff/both_sides.h"
#include "schemagen/base/text.h"

namespace schemagen::diff {
namespace {

std::string label(const ObjectId& id) {
  return std::string(model::kind_name(id.kind)) + " " + model::display_name(id);
}

constexpr std::size_t kLongest = 60;
/// How much of what both sides share stands before the first difference.
constexpr std::size_t kShared = 20;

std::string spelled(const std::string& value, std::string_view line_end) {
  std::string line;
  for (const char c : value) line += c == '\n' ? std::string(line_end) : std::string(1, c);
  return line;
}

bool is_inside_code_point(const std::string& text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

/// Where both have to be shown from, so that their first difference is seen.
std::size_t start_of_excerpt(const std::string& before, const std::string& after) {
  if (before.size() <= kLongest && after.size() <= kLongest) return 0;
  const auto differing = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
  const auto shared = static_cast<std::size_t>(differing.first - before.begin());
  if (shared <= kShared) return 0;
  std::size_t start = shared - kShared;
  if (const std::size_t space = before.find(' ', start); space < shared) start = space + 1;
  while (is_inside_code_point(before, start)) --start;
  return start;
}

std::string excerpt(const std::string& value, std::size_t start) {
  if (value.empty()) return "(none)";
  const std::string_view rest = std::string_view(value).substr(start);
  const std::string_view shown = base::clip_utf8(rest, kLongest);
  return (start == 0 ? "" : "…") + std::string(shown) + (shown.size() == rest.size() ? "" : "…");
}

std::string contrast(const std::string& before, const std::string& after) {
  std::string old = spelled(before, " ");
  std::string now = spelled(after, " ");
  if (old == now) {
    old = spelled(before, "\\n");
    now = spelled(after, "\\n");
  }
  const std::size_t start = start_of_excerpt(old, now);
  return excerpt(old, start) + " → " + excerpt(now, start);
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
    parts.push_back(name + " " + contrast(values.first, values.second));
  }
  return label(change.id) + ": " + base::join(parts, ", ");
}

std::string describe(const Rename& rename) {
  if (!rename.from_value.empty())
    return label(rename.to) + ": value " + rename.from_value + " renamed to " + rename.to_value;
  if (rename.from.schema == rename.to.schema || model::is_owned(rename.to.kind))
    return label(rename.from) + ": renamed to " + model::display_name(rename.to);
  return label(rename.from) + ": moves from schema " + rename.from.schema.str() + " to " +
         rename.to.schema.str() +
         (rename.from.name == rename.to.name ? "" : ", renamed to " + rename.to.name.str());
}

}  // namespace schemagen::diff
