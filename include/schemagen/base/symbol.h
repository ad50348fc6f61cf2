// An immutable, interned string of one machine word.
//
// A schema of thousands of tables repeats the same names, types and defaults many times, on both sides of a
// comparison. A Symbol stores each text once for the life of the process; copying costs a pointer, equality
// is a pointer comparison, and order is the byte order of the texts (so output does not depend on addresses).
// Thread-safe. Texts are never freed: schemagen is a short-lived process.
#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace schemagen::base {

class Symbol {
 public:
  /// The empty text.
  Symbol() : text_(&kEmpty) {}
  Symbol(std::string_view text);    // NOLINT(google-explicit-constructor): a name is written as text
  Symbol(const std::string& text);  // NOLINT(google-explicit-constructor)
  Symbol(const char* text);         // NOLINT(google-explicit-constructor)

  const std::string& str() const { return *text_; }
  std::string_view view() const { return *text_; }
  bool empty() const { return text_->empty(); }
  operator const std::string&() const { return *text_; }  // NOLINT(google-explicit-constructor)

  friend bool operator==(Symbol a, Symbol b) { return a.text_ == b.text_; }
  friend std::strong_ordering operator<=>(Symbol a, Symbol b) {
    return a.text_ == b.text_ ? std::strong_ordering::equal : *a.text_ <=> *b.text_;
  }

 private:
  static const std::string kEmpty;

  const std::string* text_;
};

}  // namespace schemagen::base

template <>
struct std::hash<schemagen::base::Symbol> {
  std::size_t operator()(schemagen::base::Symbol symbol) const noexcept {
    return std::hash<const void*>()(static_cast<const void*>(&symbol.str()));
  }
};
