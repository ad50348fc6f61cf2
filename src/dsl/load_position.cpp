#include "dsl/load_position.h"

#include <algorithm>
#include <charconv>

namespace schemagen::dsl {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

class StringWalk {
 public:
  StringWalk(std::string_view text, Spot at) : text_(text), at_(at) {
    position_ = offset_of_column(text, at.column);
    const std::string_view rest = text_.substr(position_);
    const std::string_view delimiter =
        rest.starts_with("\"\"\"") || rest.starts_with("'''") ? rest.substr(0, 3) : rest.substr(0, 1);
    escapes_ = delimiter.starts_with('"');
    for (std::size_t i = 0; i < delimiter.size(); ++i) step();
    if (delimiter.size() == 3) pass_line_end();
  }

  Spot walk(std::size_t bytes) {
    pass_line_folds();
    while (bytes > 0 && position_ < text_.size()) {
      const std::size_t decoded = pass_unit();
      bytes -= decoded < bytes ? decoded : bytes;
      pass_line_folds();
    }
    return at_;
  }

 private:
  char current() const { return position_ < text_.size() ? text_[position_] : '\0'; }

  void step() {
    if (position_ >= text_.size()) return;
    const char passed = text_[position_++];
    if (passed == '\n') {
      ++at_.line;
      at_.column = 1;
    } else if (!is_continuation(passed)) {
      ++at_.column;
    }
  }

  bool pass_line_end() {
    if (current() == '\r' && text_.substr(position_).starts_with("\r\n")) step();
    if (current() != '\n') return false;
    step();
    return true;
  }

  // A backslash at the end of a line removes all white space up to the next visible character.
  void pass_line_folds() {
    while (escapes_ && current() == '\\') {
      const std::size_t next = text_.find_first_not_of(" \t", position_ + 1);
      if (next == std::string_view::npos || (text_[next] != '\n' && text_[next] != '\r')) return;
      const std::size_t end = std::min(text_.find_first_not_of(" \t\r\n", next), text_.size());
      while (position_ < end) step();
    }
  }

  // Returns how many bytes of the value it stands for.
  std::size_t pass_unit() {
    if (pass_line_end()) return 1;
    if (!escapes_ || current() != '\\') {
      step();
      return 1;
    }
    step();
    const std::size_t digits = current() == 'u' ? 4 : current() == 'U' ? 8 : 0;
    step();
    if (digits == 0) return 1;
    unsigned code = 0;
    const std::string_view number = text_.substr(std::min(position_, text_.size()), digits);
    std::from_chars(number.data(), number.data() + number.size(), code, 16);
    for (std::size_t i = 0; i < digits; ++i) step();
    return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }

  std::string_view text_;
  Spot at_;
  std::size_t position_ = 0;
  bool escapes_ = false;
};

}  // namespace

std::size_t offset_of_column(std::string_view line, std::size_t column) {
  std::size_t offset = 0;
  for (std::size_t passed = 1; passed < column && offset < line.size(); ++passed) {
    ++offset;
    while (offset < line.size() && is_continuation(line[offset])) ++offset;
  }
  return offset;
}

Spot position_in_string(std::string_view text, Spot at, std::size_t byte) {
  return StringWalk(text, at).walk(byte);
}

}  // namespace schemagen::dsl
