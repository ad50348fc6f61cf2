#include "schemagen/base/toml_text.h"

#include <algorithm>

namespace schemagen::base {
namespace {

bool is_bare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

std::string escaped(char c) {
  switch (c) {
    case '\b':
      return "\\b";
    case '\t':
      return "\\t";
    case '\n':
      return "\\n";
    case '\f':
      return "\\f";
    case '\r':
      return "\\r";
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    default:
      break;
  }
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  return std::string("\\u00") + kDigits[byte >> 4U] + kDigits[byte & 0xFU];
}

bool fits_literal(std::string_view text) {
  const bool plain =
      std::none_of(text.begin(), text.end(), [](char c) { return is_control(c) && c != '\n' && c != '\t'; });
  return plain && text.find("'''") == std::string_view::npos && (text.empty() || text.back() != '\'');
}

}  // namespace

std::string toml_key(std::string_view key) {
  if (!key.empty() && std::all_of(key.begin(), key.end(), is_bare)) return std::string(key);
  const bool plain = std::none_of(key.begin(), key.end(), is_control);
  if (plain && key.find('"') != std::string_view::npos && key.find('\'') == std::string_view::npos)
    return "'" + std::string(key) + "'";
  return toml_string(key);
}

std::string toml_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (is_control(c) || c == '"' || c == '\\')
      out += escaped(c);
    else
      out += c;
  }
  return out + "\"";
}

std::string toml_text(std::string_view text) {
  if (text.find('\n') == std::string_view::npos || !fits_literal(text)) return toml_string(text);
  return "'''\n" + std::string(text) + "'''";
}

std::string toml_array(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) out += (out.size() > 1 ? ", " : "") + toml_string(text);
  return out + "]";
}

}  // namespace schemagen::base
