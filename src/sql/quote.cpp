#include "schemagen/sql/quote.h"

#include <algorithm>

#include "schemagen/base/text.h"
#include "sql/keyword.h"

namespace schemagen::sql {
namespace {

bool is_bare_start(char c, Dialect dialect) {
  return (c >= 'a' && c <= 'z') || c == '_' || (dialect == Dialect::sqlite && c >= 'A' && c <= 'Z');
}

bool is_bare(std::string_view name, Dialect dialect) {
  if (name.empty() || !is_bare_start(name.front(), dialect)) return false;
  return std::all_of(name.begin(), name.end(), [dialect](char c) {
    return is_bare_start(c, dialect) || (c >= '0' && c <= '9') ||
           (c == '$' && dialect == Dialect::postgresql);
  });
}

bool is_bare_element(std::string_view text) {
  return !text.empty() && text.find_first_of("{},\"\\\t\n\r\v\f") == std::string_view::npos &&
         text.front() != ' ' && text.back() != ' ' && base::to_lower(text) != "null";
}

std::string enclose(std::string_view text, char quote) {
  std::string out(1, quote);
  for (const char c : text) {
    out += c;
    if (c == quote) out += c;
  }
  out += quote;
  return out;
}

}  // namespace

bool is_reserved(std::string_view word, Dialect dialect) {
  return keyword_class(word, dialect) != KeywordClass::none;
}

std::string quote_name(std::string_view name, Dialect dialect) {
  if (is_bare(name, dialect) && !is_reserved(name, dialect)) return std::string(name);
  return enclose(name, '"');
}

std::string quote_name(std::string_view schema, std::string_view name, Dialect dialect) {
  if (schema.empty()) return quote_name(name, dialect);
  return quote_name(schema, dialect) + "." + quote_name(name, dialect);
}

std::string quote_names(const std::vector<base::Symbol>& names, Dialect dialect) {
  std::string out;
  for (const base::Symbol name : names) {
    if (!out.empty()) out += ", ";
    out += quote_name(name.view(), dialect);
  }
  return out;
}

std::string quote_literal(std::string_view text) { return enclose(text, '\''); }

std::string quote_dollar(std::string_view text, std::string_view wanted) {
  std::string tag = "$" + std::string(wanted) + "$";
  for (int attempt = 0;; ++attempt) {
    std::string body(text);
    body += tag;
    if (body.find(tag) == text.size()) return tag.append(body);
    tag = attempt == 0 && wanted.empty()
              ? "$sg$"
              : "$" + std::string(wanted.empty() ? "sg" : wanted) + std::to_string(attempt) + "$";
  }
}

std::string quote_array(const std::vector<std::string>& texts) {
  std::string out = "{";
  for (const std::string& text : texts) {
    if (out.size() > 1) out += ",";
    if (is_bare_element(text)) {
      out += text;
      continue;
    }
    out += '"';
    for (const char c : text) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  }
  return quote_literal(out + "}");
}

}  // namespace schemagen::sql
