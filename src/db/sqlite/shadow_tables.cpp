#include "db/sqlite/shadow_tables.h"

#include <algorithm>
#include <array>
#include <span>

#include "schemagen/base/text.h"

namespace schemagen::db::sqlite {
namespace {

constexpr std::array<std::string_view, 5> kFullText4 = {"content", "docsize", "segdir", "segments", "stat"};
constexpr std::array<std::string_view, 5> kFullText5 = {"config", "content", "data", "docsize", "idx"};
constexpr std::array<std::string_view, 3> kTree = {"node", "parent", "rowid"};
constexpr std::array<std::string_view, 1> kSpelling = {"vocab"};

std::span<const std::string_view> suffixes_of(std::string_view module) {
  const std::string lower = base::to_lower(module);
  if (lower == "fts3" || lower == "fts4") return kFullText4;
  if (lower == "fts5") return kFullText5;
  if (lower == "rtree" || lower == "rtree_i32" || lower == "geopoly") return kTree;
  if (lower == "spellfix1") return kSpelling;
  return {};
}

}  // namespace

bool is_shadow_table(std::string_view table, std::string_view virtual_table, std::string_view module) {
  if (table.size() <= virtual_table.size() + 1 || table[virtual_table.size()] != '_' ||
      !base::equals_ignoring_case(table.substr(0, virtual_table.size()), virtual_table))
    return false;
  const std::span<const std::string_view> suffixes = suffixes_of(module);
  return std::any_of(suffixes.begin(), suffixes.end(), [&](std::string_view suffix) {
    return base::equals_ignoring_case(table.substr(virtual_table.size() + 1), suffix);
  });
}

}  // namespace schemagen::db::sqlite
