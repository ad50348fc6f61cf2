#include "schemagen/app/terminal.h"

#include <istream>
#include <ostream>

namespace schemagen::app {
namespace {

const char* code_of(Style style) {
  switch (style) {
    case Style::bold:
      return "\033[1m";
    case Style::dim:
      return "\033[2m";
    case Style::red:
      return "\033[31m";
    case Style::green:
      return "\033[32m";
    case Style::yellow:
      return "\033[33m";
  }
  return "";
}

}  // namespace

std::string styled(bool colour, Style style, std::string_view text) {
  if (!colour) return std::string(text);
  return code_of(style) + std::string(text) + "\033[0m";
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool control = (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
    if (control)
      out += '?';
    else
      out += c;
  }
  return out;
}

std::optional<std::string> ask(const Terminal& terminal, std::string_view prompt) {
  terminal.err << printable(prompt) << std::flush;
  std::string line;
  if (!std::getline(terminal.in, line)) return std::nullopt;
  return line;
}

}  // namespace schemagen::app
