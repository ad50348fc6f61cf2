// The person at the other end: streams, and whether questions and colours make sense. Tests use string
// streams.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace schemagen::app {

/// How results are written. JSON goes to `out` as one document, versioned: `"schemagen": 1`.
enum class Format { text, json };

struct Terminal {
  std::istream& in;
  std::ostream& out;  ///< results
  std::ostream& err;  ///< errors, warnings, prompts
  bool interactive = false;
  bool colour_out = false;
  bool colour_err = false;
};

enum class Style { bold, dim, red, green, yellow };

/// `text` in ANSI colours when `colour` says so.
std::string styled(bool colour, Style style, std::string_view text);

/// `text` without control characters other than line feeds and tabs: names come from databases, and a name
/// may hold an escape sequence.
std::string printable(std::string_view text);

/// Prints `prompt` to `err` and reads one line; nothing at the end of the input.
std::optional<std::string> ask(const Terminal& terminal, std::string_view prompt);

}  // namespace schemagen::app
