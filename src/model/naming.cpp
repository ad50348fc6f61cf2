#include "schemagen/model/naming.h"

#include "schemagen/base/digest.h"
#include "schemagen/base/text.h"

namespace schemagen::model {
namespace {

constexpr std::size_t kMaximumName = 63;  // NAMEDATALEN - 1

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

Symbol side_name(const std::string& prefix, Symbol name) {
  constexpr std::size_t kDigits = 8;
  const std::string whole = prefix + name.str();
  if (whole.size() <= kMaximumName) return whole;
  return std::string(base::clip_utf8(whole, kMaximumName - kDigits - 1)) + "_" +
         base::sha256(name.view()).substr(0, kDigits);
}

}  // namespace schemagen::model
