#include "sql/type_parse.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <unordered_map>

#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"
#include "sql/keyword.h"

namespace schemagen::sql {
namespace {

using Words = std::unordered_map<std::string_view, std::string_view>;

// Names of pg_type rows (they work in quotes and behind `pg_catalog.` too) and what format_type() prints.
const Words& catalog_names() {
  static const Words names = {
      {"int2", "smallint"},
      {"int4", "integer"},
      {"int8", "bigint"},
      {"float4", "real"},
      {"float8", "double precision"},
      {"bool", "boolean"},
      {"varchar", "character varying"},
      {"bpchar", "bpchar"},
      {"char", "\"char\""},
      {"bit", "\"bit\""},
      {"varbit", "bit varying"},
      {"numeric", "numeric"},
      {"interval", "interval"},
      {"time", "time without time zone"},
      {"timetz", "time with time zone"},
      {"timestamp", "timestamp without time zone"},
      {"timestamptz", "timestamp with time zone"},
      {"text", "text"},
      {"json", "json"},
  };
  return names;
}

// Words of the grammar that name a type by themselves; they are no names in quotes.
const Words& grammar_words() {
  static const Words words = {
      {"int", "integer"}, {"integer", "integer"}, {"smallint", "smallint"}, {"bigint", "bigint"},
      {"real", "real"},   {"boolean", "boolean"}, {"decimal", "numeric"},   {"dec", "numeric"},
  };
  return words;
}

std::optional<int> to_int(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// Sub-types of PostGIS as its typmod output writes them.
std::string geometry_word(std::string_view word) {
  static constexpr std::string_view kShapes[] = {
      "Geometry",           "Point",           "LineString",   "Polygon",
      "MultiPoint",         "MultiLineString", "MultiPolygon", "CircularString",
      "CompoundCurve",      "CurvePolygon",    "MultiCurve",   "MultiSurface",
      "GeometryCollection", "Triangle",        "Tin",          "PolyhedralSurface"};
  for (const std::string_view shape : kShapes)
    for (const std::string_view dimension : {"", "Z", "M", "ZM"})
      if (std::string whole = std::string(shape) + std::string(dimension);
          base::equals_ignoring_case(word, whole))
        return whole;
  return std::string(word);
}

class TypeParser {
 public:
  TypeParser(const std::vector<Token>& tokens, std::size_t at) : tokens_(tokens), at_(at) {}

  std::optional<std::string> parse() {
    const std::string set = accept("setof") ? "SETOF " : "";
    std::optional<std::string> name = parse_scalar();
    if (!name) return std::nullopt;
    const std::optional<std::string> suffix = parse_array();
    if (!suffix) return std::nullopt;
    return set + *name + *suffix;
  }

  std::size_t at() const { return at_; }

 private:
  const Token& token(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  bool accept(std::string_view word) {
    if (!token().is(word)) return false;
    ++at_;
    return true;
  }
  bool accept_symbol(std::string_view symbol) {
    if (!token().is_symbol(symbol)) return false;
    ++at_;
    return true;
  }

  std::optional<std::string> parse_scalar() {
    if (token().kind == TokenKind::word && !token(1).is_symbol(".")) {
      if (std::optional<std::string> builtin = parse_builtin()) return builtin;
      if (failed_) return std::nullopt;
    }
    return parse_named();
  }

  std::optional<std::string> parse_builtin() {
    const std::string word = base::to_lower(token().text);
    if (word == "double")
      return token(1).is("precision") ? (at_ += 2, std::optional<std::string>("double precision"))
                                      : std::nullopt;
    if (word == "float") return parse_float();
    if (word == "national" || word == "character" || word == "char" || word == "nchar" || word == "varchar")
      return parse_character(word);
    if (word == "bit" || word == "varbit") return parse_bit(word);
    if (word == "time" || word == "timestamp" || word == "timetz" || word == "timestamptz")
      return parse_time(word);
    if (word == "interval") return parse_interval();
    if (word == "numeric" || word == "decimal" || word == "dec") return parse_numeric();
    if (const auto found = grammar_words().find(word); found != grammar_words().end()) {
      ++at_;
      return std::string(found->second);
    }
    return std::nullopt;
  }

  std::optional<std::string> fail() {
    failed_ = true;
    return std::nullopt;
  }

  // `(n, m)`; nothing when there are no parentheses. What is no number makes the type fail.
  std::vector<int> numbers() {
    std::vector<int> values;
    if (!accept_symbol("(")) return values;
    do {
      const bool negative = accept_symbol("-");
      const std::optional<int> value =
          token().kind == TokenKind::number ? to_int(token().text) : std::nullopt;
      if (!value) {
        failed_ = true;
        return values;
      }
      values.push_back(negative ? -*value : *value);
      ++at_;
    } while (accept_symbol(","));
    if (!accept_symbol(")")) failed_ = true;
    return values;
  }

  // The name with its one optional number.
  std::optional<std::string> with_length(const std::string& name, const std::string& without) {
    const std::vector<int> values = numbers();
    if (failed_ || values.size() > 1) return fail();
    return values.empty() ? without : name + "(" + std::to_string(values.front()) + ")";
  }

  std::optional<std::string> parse_float() {
    ++at_;
    const std::vector<int> values = numbers();
    if (failed_ || values.size() > 1) return fail();
    return values.empty() || values.front() > 24 ? "double precision" : "real";
  }

  std::optional<std::string> parse_character(const std::string& word) {
    if (word == "national") {
      if (!token(1).is("character") && !token(1).is("char")) return std::nullopt;
      ++at_;
    }
    ++at_;
    if (word == "varchar" || accept("varying")) return with_length("character varying", "character varying");
    return with_length("character", "character(1)");
  }

  std::optional<std::string> parse_bit(const std::string& word) {
    ++at_;
    if (word == "varbit" || accept("varying")) return with_length("bit varying", "bit varying");
    return with_length("bit", "bit(1)");
  }

  std::string precision_of(const std::vector<int>& values) const {
    return values.empty() ? "" : "(" + std::to_string(std::min(values.front(), 6)) + ")";
  }

  std::optional<std::string> parse_time(const std::string& word) {
    ++at_;
    const std::vector<int> values = numbers();
    if (failed_ || values.size() > 1) return fail();
    bool zone = word == "timetz" || word == "timestamptz";
    if (!zone && (token().is("with") || token().is("without")) && token(1).is("time") &&
        token(2).is("zone")) {
      zone = token().is("with");
      at_ += 3;
    }
    const std::string name = word == "time" || word == "timetz" ? "time" : "timestamp";
    return name + precision_of(values) + (zone ? " with time zone" : " without time zone");
  }

  std::optional<std::string> parse_interval() {
    ++at_;
    std::string name = "interval";
    if (is_interval_field(token())) {
      name += " " + base::to_lower(token().text);
      ++at_;
      if (token().is("to") && is_interval_field(token(1))) {
        name += " to " + base::to_lower(token(1).text);
        at_ += 2;
      }
    }
    const std::vector<int> values = numbers();
    if (failed_ || values.size() > 1) return fail();
    return name + precision_of(values);
  }

  static bool is_interval_field(const Token& token) {
    for (const char* field : {"year", "month", "day", "hour", "minute", "second"})
      if (token.is(field)) return true;
    return false;
  }

  std::optional<std::string> parse_numeric() {
    ++at_;
    const std::vector<int> values = numbers();
    if (failed_ || values.size() > 2) return fail();
    if (values.empty()) return "numeric";
    return "numeric(" + std::to_string(values[0]) + "," + std::to_string(values.size() > 1 ? values[1] : 0) +
           ")";
  }

  bool is_name(const Token& token, bool qualified) const {
    if (token.kind == TokenKind::quoted_name) return true;
    if (token.kind != TokenKind::word) return false;
    return qualified || keyword_class(token.text, Dialect::postgresql) != KeywordClass::reserved;
  }

  std::optional<std::string> parse_named() {
    std::vector<std::string> names;
    while (is_name(token(), !names.empty())) {
      names.push_back(name_of(token(), Dialect::postgresql));
      ++at_;
      if (!token().is_symbol(".") || !is_name(token(1), true)) break;
      ++at_;
    }
    if (names.empty() || names.size() > 3) return std::nullopt;
    const std::optional<std::string> arguments = parse_arguments(names.back());
    if (!arguments) return std::nullopt;
    return name_with(names, *arguments);
  }

  // The type modifiers of a type that is no part of the grammar: `(Point,4326)`.
  std::optional<std::string> parse_arguments(const std::string& type) {
    if (!accept_symbol("(")) return "";
    const bool shape = type == "geometry" || type == "geography";
    std::string out = "(";
    while (!token().is_symbol(")")) {
      const TokenKind kind = token().kind;
      const bool value = kind == TokenKind::word || kind == TokenKind::number || kind == TokenKind::string ||
                         kind == TokenKind::quoted_name;
      if (!value && !token().is_symbol(",") && !token().is_symbol("-")) return std::nullopt;
      out += shape && kind == TokenKind::word ? geometry_word(token().text) : std::string(token().text);
      ++at_;
    }
    ++at_;
    return out + ")";
  }

  static std::string name_with(const std::vector<std::string>& names, const std::string& arguments) {
    const std::string& name = names.back();
    const std::string schema = names.size() > 1 ? names[names.size() - 2] : "";
    const auto found = catalog_names().find(name);
    const bool builtin = found != catalog_names().end();
    if (builtin && (schema.empty() || schema == "pg_catalog"))
      return builtin_with(found->second, name, arguments);
    const bool dropped = schema == "pg_catalog" || (schema == "public" && !builtin);
    return quote_name(dropped ? std::string() : schema, name, Dialect::postgresql) + arguments;
  }

  static std::string builtin_with(std::string_view printed, const std::string& name,
                                  const std::string& arguments) {
    if (arguments.empty()) return std::string(printed);
    if (name == "bpchar") return "character" + arguments;
    if (name == "bit") return "bit" + arguments;
    const std::size_t space = printed.find(" with");
    if (space == std::string_view::npos) return std::string(printed) + arguments;
    return std::string(printed.substr(0, space)) + arguments + std::string(printed.substr(space));
  }

  std::optional<std::string> parse_array() {
    bool array = false;
    if (token().is("array")) {
      ++at_;
      array = true;
    }
    while (token().is_symbol("[")) {
      const std::size_t size = token(1).kind == TokenKind::number ? 1 : 0;
      if (!token(1 + size).is_symbol("]")) return array ? std::optional<std::string>("[]") : std::nullopt;
      at_ += 2 + size;
      array = true;
    }
    return array ? "[]" : "";
  }

  const std::vector<Token>& tokens_;
  std::size_t at_;
  bool failed_ = false;
};

}  // namespace

std::optional<std::string> parse_postgres_type(const std::vector<Token>& tokens, std::size_t& at) {
  TypeParser parser(tokens, at);
  std::optional<std::string> type = parser.parse();
  if (type) at = parser.at();
  return type;
}

}  // namespace schemagen::sql
