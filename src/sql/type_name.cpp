#include "schemagen/sql/type_name.h"

#include <array>
#include <utility>

#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/token.h"
#include "sql/type_parse.h"

namespace schemagen::sql {
namespace {

std::string collapse_space(std::string_view text) {
  std::string out;
  for (const char c : base::trim(text)) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
    if (!space)
      out += c;
    else if (out.back() != ' ')
      out += ' ';
  }
  return out;
}

std::string in_one_line(const std::vector<Token>& tokens) {
  std::string out;
  for (const Token& token : tokens) {
    if (!out.empty() && !token.text.empty()) out += ' ';
    out += token.text;
  }
  return out;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kShortNames = {{
    {"character varying", "varchar"},
    {"character", "char"},
    {"bit varying", "varbit"},
    {"timestamp", "timestamp"},
    {"time", "time"},
}};

// `timestamp(3) with time zone` → `timestamptz(3)`; `character varying(80)` → `varchar(80)`.
std::string shorten(std::string_view name) {
  const std::size_t open = name.find('(');
  const std::size_t close = open == std::string_view::npos ? open : name.find(')', open);
  const std::string_view typmod =
      close == std::string_view::npos ? std::string_view() : name.substr(open, close + 1 - open);
  std::string stem(typmod.empty() ? name : name.substr(0, open));
  if (!typmod.empty()) stem += name.substr(close + 1);
  std::string zone;
  if (stem == "timestamp with time zone" || stem == "time with time zone") zone = "tz";
  if (!zone.empty() || stem == "timestamp without time zone" || stem == "time without time zone")
    stem = stem.substr(0, stem.find(' '));
  for (const auto& [printed, usual] : kShortNames)
    if (stem == printed) return std::string(usual) + zone + std::string(typmod);
  if (stem == "numeric" && typmod.size() > 3 && typmod.substr(typmod.size() - 3) == ",0)")
    return "numeric" + std::string(typmod.substr(0, typmod.size() - 3)) + ")";
  return std::string(name);
}

}  // namespace

std::string canonical_type(std::string_view type, Dialect dialect) {
  if (dialect == Dialect::sqlite) return collapse_space(type);
  try {
    const std::vector<Token> tokens = tokenize(type, dialect);
    std::size_t at = 0;
    const std::optional<std::string> parsed = parse_postgres_type(tokens, at);
    if (parsed && tokens[at].kind == TokenKind::end) return *parsed;
    return in_one_line(tokens);  // no type at all: the database says what is wrong with it
  } catch (const base::Error&) {
    return std::string(base::trim(type));
  }
}

std::string friendly_type(std::string_view canonical, Dialect dialect) {
  if (dialect == Dialect::sqlite) return std::string(canonical);
  std::string_view scalar = canonical;
  std::string array;
  if (scalar.size() > 2 && scalar.substr(scalar.size() - 2) == "[]") {
    array = "[]";
    scalar.remove_suffix(2);
  }
  const std::string shortened = shorten(scalar) + array;
  return canonical_type(shortened, dialect) == canonical ? shortened : std::string(canonical);
}

}  // namespace schemagen::sql
