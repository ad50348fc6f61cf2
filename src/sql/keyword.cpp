#include "sql/keyword.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "schemagen/base/text.h"

namespace schemagen::sql {
namespace {

constexpr std::size_t kLongestKeyword = 17;  // current_timestamp

// The union of PostgreSQL 13 to 18: src/include/parser/kwlist.h. A word that is not reserved in every version
// stands here too, because quotes do no harm.
constexpr const char* kPostgresReserved =
    "all analyse analyze and any array as asc asymmetric both case cast check collate column constraint "
    "create "
    "current_catalog current_date current_role current_time current_timestamp current_user default "
    "deferrable "
    "desc distinct do else end except false fetch for foreign from grant group having in initially intersect "
    "into lateral leading limit localtime localtimestamp not null offset on only or order placing primary "
    "references returning select session_user some symmetric system_user table then to trailing true union "
    "unique user using variadic when where window with";
constexpr const char* kPostgresFunction =
    "authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join "
    "left like natural notnull outer overlaps right similar tablesample verbose";
constexpr const char* kPostgresQuoted =
    "between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping "
    "inout int integer interval json json_array json_arrayagg json_exists json_object json_objectagg "
    "json_query json_scalar json_serialize json_table json_value least merge_action national nchar none "
    "normalize nullif numeric out overlay position precision real row setof smallint substring time "
    "timestamp "
    "treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse "
    "xmlpi xmlroot xmlserialize xmltable";

// SQLite 3.53: sqlite3_keyword_name(); reserved are those without %fallback to ID in parse.y.
constexpr const char* kSqliteReserved =
    "add all alter and as autoincrement between case check collate commit constraint create default "
    "deferrable "
    "delete distinct drop else escape except exists foreign from group having in index insert intersect into "
    "is isnull join limit not nothing notnull null on or order primary references returning select set table "
    "then to transaction union unique update using values when where";
constexpr const char* kSqliteQuoted =
    "abort action after always analyze asc attach before begin by cascade cast column conflict cross current "
    "current_date current_time current_timestamp database deferred desc detach do each end exclude exclusive "
    "explain fail false filter first following for full generated glob groups if ignore immediate indexed "
    "initially inner instead key last left like match materialized natural no nulls of offset others outer "
    "over partition plan pragma preceding query raise range recursive regexp reindex release rename replace "
    "restrict right rollback row rows savepoint temp temporary ties trigger true unbounded vacuum view "
    "virtual "
    "window with within without";

using KeywordTable = std::unordered_map<std::string_view, KeywordClass>;

void add(KeywordTable& table, std::string_view words, KeywordClass keyword) {
  while (!words.empty()) {
    const std::size_t end = words.find(' ');
    table.emplace(words.substr(0, end), keyword);
    words = end == std::string_view::npos ? std::string_view() : words.substr(end + 1);
  }
}

const KeywordTable& keywords_of(Dialect dialect) {
  static const KeywordTable postgres = [] {
    KeywordTable table;
    add(table, kPostgresReserved, KeywordClass::reserved);
    add(table, kPostgresFunction, KeywordClass::function);
    add(table, kPostgresQuoted, KeywordClass::quoted);
    return table;
  }();
  static const KeywordTable sqlite = [] {
    KeywordTable table;
    add(table, kSqliteReserved, KeywordClass::reserved);
    add(table, kSqliteQuoted, KeywordClass::quoted);
    return table;
  }();
  return dialect == Dialect::postgresql ? postgres : sqlite;
}

}  // namespace

KeywordClass keyword_class(std::string_view word, Dialect dialect) {
  if (word.empty() || word.size() > kLongestKeyword) return KeywordClass::none;
  std::array<char, kLongestKeyword> lowered{};
  std::transform(word.begin(), word.end(), lowered.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const KeywordTable& table = keywords_of(dialect);
  const auto found = table.find(std::string_view(lowered.data(), word.size()));
  return found == table.end() ? KeywordClass::none : found->second;
}

bool can_be_column(std::string_view word, Dialect dialect) {
  if (dialect == Dialect::sqlite &&
      (base::equals_ignoring_case(word, "true") || base::equals_ignoring_case(word, "false") ||
       (word.size() >= 12 && base::to_lower(word.substr(0, 8)) == "current_"))) {
    return false;
  }
  const KeywordClass keyword = keyword_class(word, dialect);
  return keyword == KeywordClass::none || keyword == KeywordClass::quoted;
}

}  // namespace schemagen::sql
