#include "sql/expression_match.h"

#include <algorithm>
#include <optional>

#include "sql/interval_value.h"
#include "sql/number_value.h"

namespace schemagen::sql {
namespace {

Grade lesser(Grade a, Grade b) { return std::min(a, b); }

Grade match_children(const Node& declared, const Node& printed) {
  if (declared.children.size() != printed.children.size()) return Grade::different;
  Grade grade = Grade::identical;
  for (std::size_t i = 0; i < declared.children.size() && grade != Grade::different; ++i)
    grade = lesser(grade, match(declared.children[i], printed.children[i]));
  return grade;
}

// Inside an expression of one table its own name before a column says nothing; NEW and OLD of a trigger do.
Grade match_names(const Node& declared, const Node& printed) {
  if (declared.text != printed.text) return Grade::different;
  if (printed.children.empty() && !declared.children.empty()) {
    const std::string& qualifier = declared.children.back().text;
    return qualifier == "new" || qualifier == "old" ? Grade::different : Grade::literal_cast;
  }
  return match_children(declared, printed);
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// JSON without the white space between its tokens.
std::string dense_json(std::string_view text) {
  std::string out;
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!inside && is_space(text[i])) continue;
    out += text[i];
    if (text[i] == '\\' && inside && i + 1 < text.size())
      out += text[++i];
    else if (text[i] == '"')
      inside = !inside;
  }
  return out;
}

// A text without a type in the declaration that the server read as a value of `type` and prints in its own
// way.
bool same_value(const std::string& declared, const std::string& printed, std::string_view type) {
  if (declared == printed) return true;
  if (type == "jsonb") return dense_json(declared) == dense_json(printed);
  if (type.substr(0, 4) == "time" && type.find("without") != std::string_view::npos &&
      declared + ":00" == printed)
    return true;
  if (type.substr(0, 8) == "interval") {
    const std::optional<std::string> value = interval_value(declared);
    return value && value == interval_value(printed);
  }
  if (type.substr(0, 9) == "timestamp" && type.find("without") != std::string_view::npos)
    return declared + " 00:00:00" == printed;
  return false;
}

bool is_text(std::string_view type) { return type == "text" || type == "text[]"; }

bool is_boolean_text(const std::string& text, bool value) {
  return value ? text == "t" || text == "true" : text == "f" || text == "false";
}

// Constants of different kinds that the server makes of each other where a column has the type.
Grade match_literals(const Node& declared, const Node& printed) {
  if (printed.kind == NodeKind::number) {
    if (declared.kind != NodeKind::string) return Grade::different;
    const std::optional<std::string> value = signed_number_value(declared.text);
    return value && same_number(*value, printed.text) ? Grade::literal_cast : Grade::different;
  }
  const bool boolean = printed.is_keyword("true") || printed.is_keyword("false");
  if (boolean && declared.kind == NodeKind::string && is_boolean_text(declared.text, printed.text == "true"))
    return Grade::literal_cast;
  return Grade::different;
}

// The printed side has a cast that the declared side does not have.
Grade match_added_cast(const Node& declared, const Node& printed) {
  const Node& inner = printed.children[0];
  if (inner.kind == NodeKind::string && declared.kind == NodeKind::string)
    return same_value(declared.text, inner.text, printed.text) ? Grade::literal_cast : Grade::different;
  const bool literal = is_literal(inner);
  Grade grade = match(declared, inner);
  const bool numbers = declared.kind == NodeKind::number && inner.kind == NodeKind::number;
  if (grade == Grade::different && numbers && same_number(declared.text, inner.text))
    grade = Grade::literal_cast;
  return lesser(grade, literal || is_text(printed.text) ? Grade::literal_cast : Grade::cast_dropped);
}

Grade match_casts(const Node& declared, const Node& printed) {
  const Node& a = declared.children[0];
  const Node& b = printed.children[0];
  const bool same_type = declared.text == printed.text;
  const bool strings = a.kind == NodeKind::string && b.kind == NodeKind::string;
  const bool intervals = declared.text.substr(0, 8) == "interval" && printed.text.substr(0, 8) == "interval";
  const bool same = same_type && a.text == b.text;
  if (strings && !same && (same_type || intervals) && same_value(a.text, b.text, printed.text))
    return Grade::literal_cast;
  if (same_type) return match(a, b);
  if (b.kind == NodeKind::cast) return match_added_cast(declared, printed);
  return lesser(Grade::cast_dropped, match(a, b));
}

// EXTRACT is printed as date_part() before PostgreSQL 14; since then they are two functions.
bool is_old_extract(const Node& declared, const Node& printed) {
  return declared.kind == NodeKind::call && printed.kind == NodeKind::call && declared.text == "extract" &&
         printed.text == "date_part";
}

}  // namespace

Grade match(const Node& declared, const Node& printed) {
  if (declared.kind == NodeKind::cast && printed.kind == NodeKind::cast)
    return match_casts(declared, printed);
  if (printed.kind == NodeKind::cast) return match_added_cast(declared, printed);
  if (declared.kind == NodeKind::cast)
    return lesser(Grade::cast_dropped, match(declared.children[0], printed));
  if (declared.kind == NodeKind::name && printed.kind == NodeKind::name)
    return match_names(declared, printed);
  if (declared.kind == printed.kind && declared.text == printed.text)
    return match_children(declared, printed);
  if (is_old_extract(declared, printed))
    return lesser(Grade::cast_dropped, match_children(declared, printed));
  return match_literals(declared, printed);
}

}  // namespace schemagen::sql
