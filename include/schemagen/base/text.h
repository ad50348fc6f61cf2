// Plain operations on text: joining, case, trimming, the nearest known word.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schemagen::base {

/// ASCII only; other bytes stay as they are (SQL identifiers fold this way in both databases).
std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);
bool equals_ignoring_case(std::string_view a, std::string_view b);

/// Without white space at either end.
std::string_view trim(std::string_view text);

std::string join(const std::vector<std::string>& parts, std::string_view separator);

/// Lines without their line ends (LF or CRLF); a final line end adds no empty line.
std::vector<std::string> split_lines(std::string_view text);

/// `text` with every line but empty ones moved right by `width` spaces.
std::string indent(std::string_view text, std::size_t width);

/// The word of `known` nearest to `word` by edit distance, if it is near enough to be a likely typing
/// mistake.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& known);

/// At most `bytes` bytes of UTF-8 text, never cutting a code point in two.
std::string_view clip_utf8(std::string_view text, std::size_t bytes);

}  // namespace schemagen::base
