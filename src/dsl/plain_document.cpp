#include "dsl/plain_document.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <unordered_map>

namespace schemagen::dsl {
namespace {

constexpr int kDeepest = 32;
constexpr std::size_t kLongestInteger = 18;  // digits that fit whatever they are

struct NotPlain {};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_bare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' || c == '-';
}
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }
bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

void append_utf8(std::string& out, std::uint32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6U));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  } else {
    out += static_cast<char>(0xE0U | (code >> 12U));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  }
}

/// Characters of two bytes, and those of three that are neither surrogates nor at the edges of their range:
/// no parser disputes what they are.
bool is_plain_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) continue;
    const bool two = lead >= 0xC3 && lead <= 0xDF;
    const bool three = lead >= 0xE1 && lead <= 0xEE && lead != 0xED;
    if (!two && !three) return false;
    for (int rest = two ? 1 : 2; rest > 0; --rest)
      if (++i >= text.size() || !is_continuation(text[i])) return false;
  }
  return true;
}

class PlainReader {
 public:
  PlainReader(std::string_view text, std::uint32_t source)
      : at_(text.data()), end_(text.data() + text.size()), counted_(at_), source_(source) {
    root_.at = {source, 1, 1};
    root_.data = Value::Table();
    table_ = &std::get<Value::Table>(root_.data);
  }

  Value read() {
    for (skip_blanks(); at_ != end_; skip_blanks()) {
      if (*at_ == '[')
        read_header();
      else if (*at_ != '\n' && *at_ != '#')
        read_pair(*table_, 0);
      end_line();
    }
    return std::move(root_);
  }

 private:
  char peek() const { return at_ == end_ ? '\0' : *at_; }

  bool accept(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }

  void expect(char c) {
    if (!accept(c)) throw NotPlain();
  }

  void skip_blanks() {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\t')) ++at_;
  }

  void end_line() {
    skip_blanks();
    if (accept('#'))
      for (; at_ != end_ && *at_ != '\n'; ++at_)
        if (is_control(*at_) && *at_ != '\t') throw NotPlain();
    if (at_ != end_) take_line_break();
  }

  void take_line_break() {
    expect('\n');
    ++line_;
    column_ = 1;
    counted_ = at_;
  }

  /// Of the next character.
  Spot spot() {
    for (; counted_ != at_; ++counted_)
      if (!is_continuation(*counted_)) ++column_;
    return {source_, line_, column_};
  }

  base::Symbol read_key() {
    if (peek() == '"') return read_string();
    if (peek() == '\'') return read_literal();
    const char* const start = at_;
    while (at_ != end_ && is_bare(*at_)) ++at_;
    if (at_ == start) throw NotPlain();
    return std::string_view(start, static_cast<std::size_t>(at_ - start));
  }

  /// A table that an earlier header names, or a value, is a case for the other parser unless it is on the
  /// way.
  void read_header() {
    const Spot header = spot();
    expect('[');
    Value::Table* in = &std::get<Value::Table>(root_.data);
    Index* index = nullptr;
    for (bool last = false; !last;) {
      skip_blanks();
      const Spot at = spot();
      const base::Symbol key = read_key();
      skip_blanks();
      last = !accept('.');
      const std::size_t position = find(*in, index, key);
      const bool fresh = position == in->size();
      if (fresh)
        add(*in, index, {key, at, {header, Value::Table()}});
      else if (last || !stands_in_header((*in)[position]))
        throw NotPlain();
      index = in == &std::get<Value::Table>(root_.data) ? &index_of(position) : nullptr;
      in = &std::get<Value::Table>((*in)[position].value.data);
    }
    expect(']');
    table_ = in;
    table_index_ = index;
  }

  static bool stands_in_header(const Entry& entry) {
    return entry.value.table() != nullptr && entry.value.at.line == entry.at.line &&
           entry.value.at.column < entry.at.column;
  }

  void read_pair(Value::Table& into, int depth) {
    const Spot at = spot();
    const base::Symbol key = read_key();
    Index* const index = &into == table_ ? table_index_ : nullptr;
    if (find(into, index, key) != into.size()) throw NotPlain();
    skip_blanks();
    expect('=');
    skip_blanks();
    add(into, index, {key, at, read_value(depth)});
  }

  Value read_value(int depth) {
    if (depth > kDeepest) throw NotPlain();
    const Spot at = spot();
    switch (peek()) {
      case '"':
        return {at, read_string()};
      case '\'':
        return {at, read_literal()};
      case '[':
        return {at, read_array(depth)};
      case '{':
        return {at, read_inline_table(depth)};
      case 't':
      case 'f':
        return {at, read_boolean()};
      default:
        return {at, read_integer()};
    }
  }

  Value::Array read_array(int depth) {
    expect('[');
    Value::Array items;
    for (skip_blanks_and_lines(); !accept(']'); skip_blanks_and_lines()) {
      items.push_back(read_value(depth + 1));
      skip_blanks_and_lines();
      if (accept(',')) continue;
      expect(']');
      break;
    }
    return items;
  }

  void skip_blanks_and_lines() {
    for (skip_blanks(); peek() == '\n'; skip_blanks()) take_line_break();
  }

  Value::Table read_inline_table(int depth) {
    expect('{');
    Value::Table entries;
    entries.reserve(3);
    skip_blanks();
    if (accept('}')) return entries;
    do {
      skip_blanks();
      read_pair(entries, depth + 1);
      skip_blanks();
    } while (accept(','));
    expect('}');
    return entries;
  }

  bool read_boolean() {
    const std::string_view rest(at_, static_cast<std::size_t>(end_ - at_));
    const bool value = rest.substr(0, 4) == "true";
    if (!value && rest.substr(0, 5) != "false") throw NotPlain();
    at_ += value ? 4 : 5;
    end_word();
    return value;
  }

  std::int64_t read_integer() {
    const char* const start = at_;
    accept('-');
    const char* const digits = at_;
    while (at_ != end_ && is_digit(*at_)) ++at_;
    const auto count = static_cast<std::size_t>(at_ - digits);
    if (count == 0 || count > kLongestInteger || (count > 1 && *digits == '0')) throw NotPlain();
    end_word();
    std::int64_t value = 0;
    std::from_chars(start, at_, value);
    return value;
  }

  /// So that no date, fraction or unknown word is cut in two.
  void end_word() const {
    constexpr std::string_view kDelimiters = " \t\n,]}#";
    if (at_ != end_ && kDelimiters.find(*at_) == std::string_view::npos) throw NotPlain();
  }

  std::string read_string() {
    expect('"');
    std::string text;
    for (const char* start = at_;; start = at_) {
      while (at_ != end_ && *at_ != '"' && *at_ != '\\' && (!is_control(*at_) || *at_ == '\t')) ++at_;
      text.append(start, at_);
      if (accept('"')) break;
      expect('\\');
      append_escaped(text);
    }
    if (text.empty() && peek() == '"') throw NotPlain();  // three quotes
    return text;
  }

  void append_escaped(std::string& text) {
    constexpr std::string_view kLetters = "btnfr\"\\";
    constexpr std::string_view kMeanings = "\b\t\n\f\r\"\\";
    if (accept('u')) {
      append_utf8(text, read_code());
      return;
    }
    const std::size_t letter = at_ == end_ ? std::string_view::npos : kLetters.find(*at_++);
    if (letter == std::string_view::npos) throw NotPlain();
    text += kMeanings[letter];
  }

  std::uint32_t read_code() {
    constexpr std::ptrdiff_t kDigits = 4;
    constexpr std::uint32_t kFirstSurrogate = 0xD800;
    std::uint32_t code = 0;
    if (end_ - at_ < kDigits || std::from_chars(at_, at_ + kDigits, code, 16).ptr != at_ + kDigits ||
        code >= kFirstSurrogate)
      throw NotPlain();
    at_ += kDigits;
    return code;
  }

  std::string read_literal() {
    expect('\'');
    const char* const start = at_;
    while (at_ != end_ && *at_ != '\'' && (!is_control(*at_) || *at_ == '\t')) ++at_;
    const char* const end = at_;
    expect('\'');
    if (start == end && accept('\'')) return read_long_literal();
    return {start, end};
  }

  /// Behind its opening three quotes.
  std::string read_long_literal() {
    if (peek() == '\n') take_line_break();
    const char* const start = at_;
    for (;;) {
      while (at_ != end_ && *at_ != '\'' && (!is_control(*at_) || *at_ == '\t')) ++at_;
      if (peek() == '\n') {
        take_line_break();
        continue;
      }
      const char* const end = at_;
      expect('\'');
      if (!accept('\'') || !accept('\'')) continue;
      if (peek() == '\'') throw NotPlain();
      return {start, end};
    }
  }

  using Index = std::unordered_map<base::Symbol, std::size_t>;

  /// Of the entries of entry `position` of the root: the only tables with thousands of keys.
  Index& index_of(std::size_t position) {
    if (indexes_.size() <= position) indexes_.resize(position + 1);
    return *(indexes_[position] ? indexes_[position] : indexes_[position] = std::make_unique<Index>());
  }

  /// Position of `key`, or the size of `table`.
  static std::size_t find(const Value::Table& table, const Index* index, base::Symbol key) {
    if (index != nullptr) {
      const auto found = index->find(key);
      return found == index->end() ? table.size() : found->second;
    }
    const auto found = std::find_if(table.begin(), table.end(), [&](const Entry& e) { return e.key == key; });
    return static_cast<std::size_t>(found - table.begin());
  }

  static void add(Value::Table& table, Index* index, Entry entry) {
    if (index != nullptr) index->emplace(entry.key, table.size());
    table.push_back(std::move(entry));
  }

  const char* at_;
  const char* end_;
  const char* counted_;  ///< up to where column_ has been counted
  std::uint32_t source_;
  std::uint32_t line_ = 1;
  std::uint32_t column_ = 1;
  Value root_;
  Value::Table* table_ = nullptr;  ///< of the last header
  Index* table_index_ = nullptr;
  std::vector<std::unique_ptr<Index>> indexes_;
};

}  // namespace

std::optional<Value> read_plain_document(std::string_view text, std::uint32_t source) {
  if (!is_plain_utf8(text)) return std::nullopt;
  try {
    return PlainReader(text, source).read();
  } catch (const NotPlain&) {
    return std::nullopt;
  }
}

}  // namespace schemagen::dsl
