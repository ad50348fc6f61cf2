#include "dsl/load_report.h"

#include <algorithm>

#include "dsl/load_position.h"
#include "schemagen/base/text.h"

namespace schemagen::dsl {
namespace {

constexpr std::size_t kLongestLine = 400;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

bool whole_sequence(std::string_view text, std::size_t at, std::size_t length) {
  if (length == 0 || at + length > text.size()) return false;
  for (std::size_t i = 1; i < length; ++i)
    if ((static_cast<unsigned char>(text[at + i]) & 0xC0) != 0x80) return false;
  return true;
}

// A line that can be printed and under which a caret stands where it should: one cell a code point.
std::string printable(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size();) {
    const auto lead = static_cast<unsigned char>(line[i]);
    const std::size_t length = sequence_length(lead);
    if (!whole_sequence(line, i, length)) {
      out += kReplacement;
      ++i;
      continue;
    }
    if (lead < 0x20 || lead == 0x7F)
      out += ' ';
    else
      out += line.substr(i, length);
    i += length;
  }
  return out;
}

std::string clipped(std::string_view line, std::size_t column) {
  if (line.size() <= kLongestLine) return printable(line);
  if (column >= kLongestLine) return {};
  return printable(base::clip_utf8(line, kLongestLine)) + " …";
}

}  // namespace

void Report::add(Spot at, std::string message, std::string hint) {
  diagnostics_.push_back({place(at), std::move(message), std::move(hint), clipped(line(at), at.column)});
}

void Report::add(base::Place place, std::string_view text, std::string message, std::string hint) {
  std::string_view rest = text;
  for (int number = 1; number < place.line && !rest.empty(); ++number) {
    const std::size_t end = rest.find('\n');
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  std::string_view shown_line = rest.substr(0, rest.find('\n'));
  if (shown_line.ends_with('\r')) shown_line.remove_suffix(1);
  const auto column = static_cast<std::size_t>(std::max(place.column, 0));
  diagnostics_.push_back(
      {std::move(place), std::move(message), std::move(hint), clipped(shown_line, column)});
}

base::DiagnosticList Report::take() {
  base::sort(diagnostics_);
  return std::move(diagnostics_);
}

base::Place Report::place(Spot at) const {
  return {source(at).name, static_cast<int>(at.line), static_cast<int>(at.column)};
}

std::size_t Report::offset(Spot at) {
  const std::string& text = source(at).text;
  std::vector<std::size_t>& starts = lines_[at.source];
  if (starts.empty()) {
    starts.push_back(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
    for (std::size_t i = text.find('\n'); i != std::string::npos; i = text.find('\n', i + 1))
      starts.push_back(i + 1);
  }
  if (at.line == 0 || at.line > starts.size()) return text.size();
  return starts[at.line - 1];
}

std::string_view Report::line(Spot at) {
  const std::string& text = source(at).text;
  const std::size_t start = offset(at);
  if (start >= text.size()) return {};
  std::string_view found = std::string_view(text).substr(start, text.find('\n', start) - start);
  if (found.ends_with('\r')) found.remove_suffix(1);
  return found;
}

Spot Report::inside(const Value& value, std::size_t byte) {
  const std::string_view text = std::string_view(source(value.at).text).substr(offset(value.at));
  return position_in_string(text, value.at, byte);
}

std::string Report::literal(const Value& value) {
  const std::string_view text = line(value.at);
  const std::size_t start = offset_of_column(text, value.at.column);
  if (start >= text.size()) return {};
  return std::string(text.substr(start, text.find_first_of(",}] #\t", start) - start));
}

std::string shown(std::string_view name) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out = "`";
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7F) {
      out += c;
      continue;
    }
    out += "\\x";
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out + "`";
}

std::string shown_list(const std::vector<std::string>& names, std::string_view last_word) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " " + std::string(last_word) + " " : ", ";
    out += shown(names[i]);
  }
  return out;
}

}  // namespace schemagen::dsl
