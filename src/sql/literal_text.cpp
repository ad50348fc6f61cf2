#include "sql/literal_text.h"

#include <algorithm>
#include <cstdint>

namespace schemagen::sql {
namespace {

enum class Escapes { none, backslash, unicode };

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 99;
}

void append_utf8(std::string& out, std::uint32_t code) {
  const auto byte = [&out](std::uint32_t value) { out += static_cast<char>(value); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0 | (code >> 6));
    byte(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    byte(0xE0 | (code >> 12));
    byte(0x80 | ((code >> 6) & 0x3F));
    byte(0x80 | (code & 0x3F));
  } else {
    byte(0xF0 | ((code >> 18) & 0x07));
    byte(0x80 | ((code >> 12) & 0x3F));
    byte(0x80 | ((code >> 6) & 0x3F));
    byte(0x80 | (code & 0x3F));
  }
}

/// Reads the text between quotes, piece by piece.
class Decoder {
 public:
  Decoder(std::string_view text, Escapes escapes, char escape)
      : text_(text), escapes_(escapes), escape_(escape) {}

  std::string decode(std::size_t start, char quote) {
    at_ = start + 1;
    while (at_ < text_.size()) {
      if (escapes_ == Escapes::backslash && text_[at_] == '\\') {
        backslash();
      } else if (escapes_ == Escapes::unicode && text_[at_] == escape_) {
        unicode();
      } else if (text_[at_] == quote) {
        if (!pass_quote(quote)) break;
      } else {
        put(text_[at_++]);
      }
    }
    flush_surrogate();
    return out_;
  }

 private:
  // At a quote: false when it closes the text, not when it is doubled or the string goes on in another line.
  bool pass_quote(char quote) {
    if (at_ + 1 < text_.size() && text_[at_ + 1] == quote) {
      put(quote);
      at_ += 2;
      return true;
    }
    const std::size_t next = quote == '\'' ? continuation(at_ + 1) : std::string_view::npos;
    if (next == std::string_view::npos) return false;
    at_ = next + 1;
    return true;
  }

  void put(char c) {
    flush_surrogate();
    out_ += c;
  }

  std::size_t continuation(std::size_t at) const {
    while (at < text_.size() && text_[at] != '\'') {
      if (text_.substr(at, 2) == "--")
        at = std::min(text_.find('\n', at), text_.size());
      else
        ++at;
    }
    return at < text_.size() ? at : std::string_view::npos;
  }

  std::uint32_t number(int base, int digits) {
    std::uint32_t value = 0;
    for (int i = 0; i < digits && at_ < text_.size() && digit_value(text_[at_]) < base; ++i)
      value =
          value * static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(digit_value(text_[at_++]));
    return value;
  }

  void put_code(std::uint32_t code) {
    if (code >= 0xD800 && code < 0xDC00) {
      flush_surrogate();
      surrogate_ = code;
    } else if (code >= 0xDC00 && code < 0xE000 && surrogate_ != 0) {
      append_utf8(out_, 0x10000 + ((surrogate_ - 0xD800) << 10) + (code - 0xDC00));
      surrogate_ = 0;
    } else {
      flush_surrogate();
      append_utf8(out_, code);
    }
  }

  void flush_surrogate() {
    if (surrogate_ != 0) append_utf8(out_, surrogate_);
    surrogate_ = 0;
  }

  void backslash() {
    const char c = ++at_ < text_.size() ? text_[at_] : '\\';
    if (digit_value(c) < 8) {
      put(static_cast<char>(number(8, 3) & 0xFF));
      return;
    }
    ++at_;
    const std::string_view letters = "bfnrt";
    const std::string_view meanings = "\b\f\n\r\t";
    if (const std::size_t found = letters.find(c); found != std::string_view::npos)
      put(meanings[found]);
    else if (c == 'x' && at_ < text_.size() && digit_value(text_[at_]) < 16)
      put(static_cast<char>(number(16, 2)));
    else if (c == 'u' || c == 'U')
      put_code(number(16, c == 'u' ? 4 : 8));
    else
      put(c);
  }

  void unicode() {
    const char c = ++at_ < text_.size() ? text_[at_] : escape_;
    if (c == escape_) {
      put(escape_);
      ++at_;
    } else if (c == '+') {
      ++at_;
      put_code(number(16, 6));
    } else {
      const std::size_t before = at_;
      const std::uint32_t code = number(16, 4);
      if (at_ == before)
        put(escape_);
      else
        put_code(code);
    }
  }

  std::string_view text_;
  Escapes escapes_;
  char escape_;
  std::size_t at_ = 0;
  std::uint32_t surrogate_ = 0;
  std::string out_;
};

std::string undollar(std::string_view quoted) {
  const std::size_t tag = quoted.find('$', 1);
  if (tag == std::string_view::npos || quoted.size() < 2 * (tag + 1)) return std::string(quoted);
  return std::string(quoted.substr(tag + 1, quoted.size() - 2 * (tag + 1)));
}

}  // namespace

std::string unquote(std::string_view quoted, char unicode_escape) {
  if (quoted.empty()) return {};
  if (quoted.front() == '$') return undollar(quoted);
  if (quoted.front() == '[')
    return std::string(quoted.substr(1, std::max<std::size_t>(quoted.size(), 2) - 2));
  const std::size_t start = quoted.find_first_of("'\"`");
  if (start == std::string_view::npos) return std::string(quoted);
  Escapes escapes = Escapes::none;
  if (start == 1 && (quoted.front() == 'e' || quoted.front() == 'E')) escapes = Escapes::backslash;
  if (start == 2) escapes = Escapes::unicode;
  return Decoder(quoted, escapes, unicode_escape).decode(start, quoted[start]);
}

}  // namespace schemagen::sql
