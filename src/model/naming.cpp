#include "schemagen/model/naming.h"

#include <algorithm>

#include "schemagen/base/digest.h"
#include "schemagen/base/text.h"

namespace schemagen::model {
namespace {

constexpr std::size_t kMaximumName = 63;  // NAMEDATALEN - 1
const std::string kOwn = "_sg_";

std::string head_of(std::string_view tag) { return kOwn + std::string(tag) + "_"; }

}  // namespace

std::string automatic_name(std::string_view table, const std::vector<Symbol>& columns,
                           std::string_view label) {
  std::string second;
  for (const Symbol column : columns) {
    if (!second.empty()) second += "_";
    second += column.str();
    if (second.size() >= kMaximumName) break;
  }
  second = std::string(base::clip_utf8(second, kMaximumName));

  const std::size_t overhead = 1 + label.size() + (second.empty() ? 0 : 1);
  const std::size_t room = kMaximumName - overhead;
  std::size_t first_size = table.size();
  std::size_t second_size = second.size();
  while (first_size + second_size > room) {
    if (first_size > second_size)
      --first_size;
    else
      --second_size;
  }
  std::string name(base::clip_utf8(table, first_size));
  if (!second.empty()) name += "_" + std::string(base::clip_utf8(second, second_size));
  return name + "_" + std::string(label);
}

Symbol short_name(const std::string& name) {
  constexpr std::size_t kDigits = 8;
  if (name.size() <= kMaximumName) return name;
  return std::string(base::clip_utf8(name, kMaximumName - kDigits - 1)) + "_" +
         base::sha256(name).substr(0, kDigits);
}

Symbol side_name(std::string_view tag, std::string_view what, Symbol name) {
  return short_name(head_of(tag) + (what.empty() ? "" : std::string(what) + "_") + name.str());
}

Symbol note_name(std::string_view tag) { return short_name(std::string(kOwn) + std::string(tag)); }

Symbol sync_trigger_name(std::string_view tag, Symbol table) {
  return short_name("zz" + head_of(tag) + table.str());
}

std::string_view tag_of(Symbol name) {
  std::string_view text = name.view();
  if (text.starts_with("zz")) text.remove_prefix(2);
  if (text.starts_with("!")) text.remove_prefix(1);
  text.remove_prefix(std::min(text.find_first_not_of('~'), text.size()));
  if (!text.starts_with(kOwn)) return {};
  text.remove_prefix(kOwn.size());
  const std::string_view tag = text.substr(0, text.find_first_of("_("));
  const bool number =
      !tag.empty() && std::all_of(tag.begin(), tag.end(), [](char c) { return c >= '0' && c <= '9'; });
  return number || tag == kPushTag ? tag : std::string_view();
}

bool is_side_name(Symbol name, std::string_view what) {
  const std::string_view tag = tag_of(name);
  return !tag.empty() && name.view().starts_with(head_of(tag) + std::string(what) + "_");
}

}  // namespace schemagen::model
