#include "schemagen/sql/partition.h"

#include "schemagen/base/text.h"
#include "schemagen/sql/token.h"

namespace schemagen::sql {
namespace {

constexpr Dialect kDialect = Dialect::postgresql;

/// Walks the tokens of one text; every take_ leaves its place as it was when it finds something else.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), tokens_(tokenize(text, kDialect)) {}

  bool at_end() const { return tokens_[at_].kind == TokenKind::end; }

  bool take(std::string_view keyword) {
    if (!tokens_[at_].is(keyword)) return false;
    ++at_;
    return true;
  }

  /// `(a, b)`: what stands between the commas of the outer level, each as first token and behind the last.
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  std::vector<Range> take_list() {
    if (!tokens_[at_].is_symbol("(")) return {};
    std::vector<Range> parts;
    int depth = 0;
    std::size_t begin = at_ + 1;
    for (; !at_end(); ++at_) {
      const Token& token = tokens_[at_];
      if (token.is_symbol("(") || token.is_symbol("[")) ++depth;
      if (token.is_symbol(")") || token.is_symbol("]")) --depth;
      const bool closes = depth == 0;
      if (!closes && !(depth == 1 && token.is_symbol(","))) continue;
      if (begin == at_) return {};
      parts.push_back({begin, at_});
      begin = at_ + 1;
      if (!closes) continue;
      ++at_;
      return parts;
    }
    return {};
  }

  const std::vector<Token>& tokens() const { return tokens_; }

  std::string text_of(const Range& range) const {
    const Token& last = tokens_[range.end - 1];
    const std::size_t begin = tokens_[range.begin].offset;
    return std::string(text_.substr(begin, last.offset + last.text.size() - begin));
  }

 private:
  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

bool is_name(const Token& token) {
  return token.kind == TokenKind::word || token.kind == TokenKind::quoted_name;
}

/// A column, behind which a collation and an operator class may stand.
bool is_column(const std::vector<Token>& tokens, const Reader::Range& part) {
  if (!is_name(tokens[part.begin])) return false;
  for (std::size_t i = part.begin + 1; i < part.end; ++i)
    if (!is_name(tokens[i]) && !tokens[i].is_symbol(".")) return false;
  return part.end - part.begin == 1 || !tokens[part.begin + 1].is_symbol(".");
}

std::optional<PartitionKey::Strategy> take_strategy(Reader& reader) {
  if (reader.take("range")) return PartitionKey::Strategy::range;
  if (reader.take("list")) return PartitionKey::Strategy::list;
  if (reader.take("hash")) return PartitionKey::Strategy::hash;
  return std::nullopt;
}

std::string value_text(const Reader& reader, const Reader::Range& range) {
  std::string text = reader.text_of(range);
  if (range.end - range.begin != 1) return text;
  const Token& token = reader.tokens()[range.begin];
  for (const char* word : {"minvalue", "maxvalue", "null"})
    if (token.is(word)) return base::to_upper(text);
  for (const char* word : {"true", "false"})
    if (token.is(word)) return base::to_lower(text);
  return text;
}

std::vector<std::string> take_values(Reader& reader) {
  std::vector<std::string> values;
  for (const Reader::Range& range : reader.take_list()) values.push_back(value_text(reader, range));
  return values;
}

bool take_hash(Reader& reader, PartitionBound& bound) {
  for (const Reader::Range& range : reader.take_list()) {
    if (range.end - range.begin != 2) return false;
    const Token& name = reader.tokens()[range.begin];
    const Token& value = reader.tokens()[range.begin + 1];
    if (value.kind != TokenKind::number) return false;
    if (name.is("modulus"))
      bound.modulus = value.text;
    else if (name.is("remainder"))
      bound.remainder = value.text;
    else
      return false;
  }
  return !bound.modulus.empty() && !bound.remainder.empty();
}

bool take_bound(Reader& reader, PartitionBound& bound) {
  if (reader.take("default")) return true;
  if (reader.take("for") && !reader.take("values")) return false;
  if (reader.take("from")) {
    bound.form = PartitionBound::Form::range;
    bound.from = take_values(reader);
    if (!reader.take("to")) return false;
    bound.to = take_values(reader);
    return !bound.from.empty() && bound.from.size() == bound.to.size();
  }
  if (reader.take("in")) {
    bound.form = PartitionBound::Form::list;
    bound.values = take_values(reader);
    return !bound.values.empty();
  }
  bound.form = PartitionBound::Form::hash;
  return reader.take("with") && take_hash(reader, bound);
}

const char* word(PartitionKey::Strategy strategy) {
  switch (strategy) {
    case PartitionKey::Strategy::range:
      return "RANGE";
    case PartitionKey::Strategy::list:
      return "LIST";
    case PartitionKey::Strategy::hash:
      return "HASH";
  }
  return "";
}

}  // namespace

std::optional<PartitionKey> parse_partition_key(std::string_view text) {
  Reader reader(text);
  const auto strategy = take_strategy(reader);
  if (!strategy) return std::nullopt;
  PartitionKey key{*strategy, {}};
  for (const Reader::Range& range : reader.take_list()) {
    const bool column = is_column(reader.tokens(), range);
    key.parts.push_back(
        {reader.text_of(range),
         column ? base::Symbol(name_of(reader.tokens()[range.begin], kDialect)) : base::Symbol()});
  }
  if (key.parts.empty() || !reader.at_end()) return std::nullopt;
  return key;
}

std::string to_string(const PartitionKey& key) {
  std::vector<std::string> parts;
  for (const PartitionKey::Part& part : key.parts) parts.push_back(part.text);
  return std::string(word(key.strategy)) + " (" + base::join(parts, ", ") + ")";
}

std::optional<PartitionBound> parse_partition_bound(std::string_view text) {
  Reader reader(text);
  PartitionBound bound;
  if (!take_bound(reader, bound) || !reader.at_end()) return std::nullopt;
  return bound;
}

std::string to_string(const PartitionBound& bound) {
  switch (bound.form) {
    case PartitionBound::Form::range:
      return "FOR VALUES FROM (" + base::join(bound.from, ", ") + ") TO (" + base::join(bound.to, ", ") + ")";
    case PartitionBound::Form::list:
      return "FOR VALUES IN (" + base::join(bound.values, ", ") + ")";
    case PartitionBound::Form::hash:
      return "FOR VALUES WITH (modulus " + bound.modulus + ", remainder " + bound.remainder + ")";
    case PartitionBound::Form::rest:
      return "DEFAULT";
  }
  return {};
}

}  // namespace schemagen::sql
