#include <algorithm>

#include "dsl/load_sql.h"
#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/type_name.h"

namespace schemagen::dsl {
namespace {

using sql::Token;
using sql::TokenKind;

constexpr std::string_view kManyWords[] = {"double precision",
                                           "character varying",
                                           "bit varying",
                                           "time with time zone",
                                           "time without time zone",
                                           "timestamp with time zone",
                                           "timestamp without time zone",
                                           "interval year",
                                           "interval month",
                                           "interval day",
                                           "interval hour",
                                           "interval minute",
                                           "interval second",
                                           "interval year to month",
                                           "interval day to hour",
                                           "interval day to minute",
                                           "interval day to second",
                                           "interval hour to minute",
                                           "interval hour to second",
                                           "interval minute to second"};

struct KeyFor {
  std::string_view words;
  std::string_view hint;
};

constexpr KeyFor kClauses[] = {
    {"not", "NOT NULL is the default; a `?` behind the type makes the column nullable"},
    {"null", "write `?` behind the type to make the column nullable"},
    {"default", "the default has a key of its own: { type = \"…\", default = \"…\" }"},
    {"primary", "write { type = \"…\", pk = true }"},
    {"references", "write { type = \"…\", references = \"table(column)\" }"},
    {"unique", "write { type = \"…\", unique = true }"},
    {"check", "write { type = \"…\", check = \"…\" }"},
    {"collate", "write { type = \"…\", collate = \"…\" }"},
    {"generated", "write { type = \"…\", generated = \"…\" }, or identity = \"always\""},
};

std::string_view clause_hint(const std::vector<Token>& tokens) {
  for (std::size_t i = 1; i < tokens.size(); ++i)
    for (const KeyFor& clause : kClauses)
      if (tokens[i].is(clause.words)) return clause.hint;
  return {};
}

bool is_name(const Token& token) {
  return token.kind == TokenKind::word || token.kind == TokenKind::quoted_name;
}

// The words of a type without what stands in parentheses; nothing when it is not formed like a type.
std::optional<std::string> words_of(const std::vector<Token>& tokens) {
  std::string words;
  int depth = 0;
  bool after_dot = true;
  for (const Token& token : tokens) {
    if (token.kind == TokenKind::end) break;
    if (token.is_symbol("(") || token.is_symbol("[")) {
      ++depth;
    } else if (token.is_symbol(")") || token.is_symbol("]")) {
      if (--depth < 0) return std::nullopt;
    } else if (depth > 0) {
      const bool sign = token.is_symbol(",") || token.is_symbol("-") || token.is_symbol("+");
      if (!sign && token.kind == TokenKind::symbol) return std::nullopt;
    } else if (token.is_symbol(".")) {
      words += '.';
      after_dot = true;
      continue;
    } else if (is_name(token)) {
      if (!after_dot) words += ' ';
      words += base::to_lower(token.text);
    } else {
      return std::nullopt;
    }
    after_dot = false;
  }
  if (depth != 0 || words.empty()) return std::nullopt;
  return words;
}

bool has_many_words(std::string_view words) {
  bool quoted = false;
  for (const char c : words) {
    if (c == '"') quoted = !quoted;
    if (c == ' ' && !quoted) return true;
  }
  return false;
}

bool is_postgres_type(const std::vector<Token>& tokens) {
  const auto words = words_of(tokens);
  if (!words) return false;
  if (!has_many_words(*words)) return true;
  return std::any_of(std::begin(kManyWords), std::end(kManyWords),
                     [&](std::string_view known) { return known == *words; });
}

// Keywords that SQLite does not take as a name where one is expected (parse.y, all but its %fallback ID).
constexpr std::string_view kSqliteNoNames[] = {
    "add",     "all",     "alter",      "and",     "as",       "autoincrement",
    "between", "case",    "check",      "collate", "commit",   "constraint",
    "create",  "default", "deferrable", "delete",  "distinct", "drop",
    "else",    "escape",  "exists",     "foreign", "from",     "generated",
    "group",   "having",  "in",         "index",   "insert",   "into",
    "is",      "isnull",  "join",       "limit",   "not",      "notnull",
    "null",    "on",      "or",         "order",   "primary",  "references",
    "select",  "set",     "table",      "then",    "to",       "transaction",
    "union",   "unique",  "update",     "using",   "values",   "when",
    "where"};

bool is_sqlite_name(const Token& token) {
  if (token.kind == TokenKind::quoted_name || token.kind == TokenKind::string) return true;
  return token.kind == TokenKind::word &&
         std::none_of(std::begin(kSqliteNoNames), std::end(kSqliteNoNames),
                      [&](std::string_view keyword) { return token.is(keyword); });
}

// https://www.sqlite.org/syntax/type-name.html: names, then at most two signed numbers in parentheses.
bool is_sqlite_type(const std::vector<Token>& tokens) {
  std::size_t i = 0;
  while (is_sqlite_name(tokens[i])) ++i;
  if (i == 0) return false;
  if (tokens[i].kind == TokenKind::end) return true;
  if (!tokens[i].is_symbol("(")) return false;
  for (int numbers = 1;; ++numbers) {
    ++i;
    if (tokens[i].is_symbol("-") || tokens[i].is_symbol("+")) ++i;
    if (tokens[i].kind == TokenKind::end || tokens[i].kind == TokenKind::symbol) return false;
    ++i;
    if (tokens[i].is_symbol(",") && numbers == 1) continue;
    return tokens[i].is_symbol(")") && tokens[i + 1].kind == TokenKind::end;
  }
}

}  // namespace

std::optional<Symbol> load_type(Loader& loader, const Value& value, std::string_view text) {
  const auto known = loader.types.find(std::string(text));
  if (known != loader.types.end()) return known->second;
  const std::string_view trimmed = base::trim(text);
  if (trimmed.empty() && !loader.postgresql()) return Symbol();
  std::vector<Token> written;
  std::string canonical;
  bool valid = !trimmed.empty() && trimmed.find('\0') == std::string_view::npos;
  try {
    written = sql::tokenize(text, loader.dialect());
    canonical = sql::canonical_type(trimmed, loader.dialect());
    const std::vector<Token> tokens = sql::tokenize(canonical, loader.dialect());
    valid = valid && (loader.postgresql() ? is_postgres_type(tokens) : is_sqlite_type(tokens));
  } catch (const base::Error&) {
    valid = false;
  }
  if (valid) {
    const Symbol type(canonical);
    loader.types.emplace(text, type);
    return type;
  }
  if (trimmed.empty()) {
    loader.report.add(value.at, "the type of this column is empty", "write a type, for example \"text\"");
    return std::nullopt;
  }
  const std::string_view hint = clause_hint(written);
  loader.report.add(value.at, shown(trimmed) + " is not a type",
                    hint.empty()
                        ? "write a type as the database calls it: \"integer\", \"varchar(80)\", \"text?\""
                        : std::string(hint));
  return std::nullopt;
}

}  // namespace schemagen::dsl
