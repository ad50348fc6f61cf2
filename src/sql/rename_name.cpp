#include <algorithm>
#include <functional>
#include <initializer_list>
#include <optional>
#include <vector>

#include "schemagen/base/text.h"
#include "schemagen/sql/expression.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/row_type.h"
#include "schemagen/sql/token.h"

namespace schemagen::sql {
namespace {

using Tokens = std::vector<Token>;

bool is_name(const Token& token, base::Symbol name, Dialect dialect) {
  const bool bare = token.kind == TokenKind::word && !is_reserved(token.text, dialect);
  if (!bare && token.kind != TokenKind::quoted_name) return false;
  const std::string found = name_of(token, dialect);
  return dialect == Dialect::sqlite ? base::equals_ignoring_case(found, name.view()) : found == name.view();
}

bool is_cast_target(const Tokens& tokens, std::size_t at) {
  if (at >= 2 && tokens[at - 1].is_symbol(".")) at -= 2;
  return at >= 1 && (tokens[at - 1].is_symbol("::") || tokens[at - 1].is("as"));
}

bool is_any_name(const Token& token) {
  return token.kind == TokenKind::word || token.kind == TokenKind::quoted_name;
}

/// What takes the place of a name, and the token from which on it does.
struct Replacement {
  std::string text;
  std::size_t first = 0;
};

std::optional<Replacement> replacement_at(const Tokens& tokens, std::size_t at, base::Symbol to,
                                          Dialect dialect, const SchemaMove& move) {
  const std::string alone = quote_name(to.view(), dialect);
  if (move.from == move.to) return Replacement{alone, at};
  const bool into_default = move.to.view() == default_schema(dialect);
  const std::string whole = into_default ? alone : quote_name(move.to.view(), to.view(), dialect);
  if (at >= 2 && tokens[at - 1].is_symbol(".") && is_any_name(tokens[at - 2])) {
    if (name_of(tokens[at - 2], dialect) != move.from.view()) return std::nullopt;
    return Replacement{whole, at - 2};
  }
  if (at + 1 < tokens.size() && tokens[at + 1].is_symbol(".")) return Replacement{alone, at};
  if (move.from.view() != default_schema(dialect)) return std::nullopt;
  return Replacement{whole, at};
}

std::string replace_names(std::string_view text, base::Symbol from, base::Symbol to, Dialect dialect,
                          const SchemaMove& move,
                          const std::function<bool(const Tokens&, std::size_t)>& is_meant) {
  const Tokens tokens = tokenize(text, dialect);
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (!is_name(tokens[at], from, dialect) || !is_meant(tokens, at)) continue;
    const auto replacement = replacement_at(tokens, at, to, dialect, move);
    if (!replacement) continue;
    out += text.substr(copied, tokens[replacement->first].offset - copied);
    out += replacement->text;
    copied = tokens[at].offset + tokens[at].text.size();
  }
  out += text.substr(copied);
  return out;
}

bool is_any_of(const Token& token, std::initializer_list<std::string_view> keywords) {
  return std::any_of(keywords.begin(), keywords.end(),
                     [&token](std::string_view keyword) { return token.is(keyword); });
}

/// Where relations are named in a statement, token by token.
class RelationNames {
 public:
  explicit RelationNames(const Tokens& tokens) : tokens_(tokens) {
    names_.reserve(tokens.size());
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      names_.push_back(expected_);
      advance(at);
    }
  }

  bool operator()(std::size_t at) const { return names_[at] || is_symbol_at(at + 1, "."); }

 private:
  /// Between two parentheses.
  struct Level {
    bool selects = false;  ///< FROM begins a list of relations
    bool lists = false;    ///< a comma is followed by one more
  };

  bool is_symbol_at(std::size_t at, std::string_view symbol) const {
    return at < tokens_.size() && tokens_[at].is_symbol(symbol);
  }

  void advance(std::size_t at) {
    const Token& token = tokens_[at];
    if (token.is_symbol("("))
      levels_.push_back({false, expected_});
    else if (token.is_symbol(")"))
      close();
    else if (token.is_symbol(","))
      expected_ = levels_.back().lists;
    else if (token.kind == TokenKind::word)
      read_word(at);
    else if (!token.is_symbol(".") && !is_symbol_at(at + 1, "."))
      expected_ = false;
  }

  void close() {
    if (levels_.size() > 1) levels_.pop_back();
    expected_ = false;
  }

  void read_word(std::size_t at) {
    const Token& token = tokens_[at];
    Level& level = levels_.back();
    if (is_any_of(token, {"select", "delete"})) {
      level = {true, false};
      expected_ = false;
    } else if (token.is("from")) {
      expected_ = level.selects && (at == 0 || !tokens_[at - 1].is("distinct"));
      level.lists = level.lists || expected_;
    } else if (is_any_of(token, {"join", "into", "update", "table", "view", "exists"})) {
      expected_ = true;
    } else if (token.is("on")) {
      expected_ = !level.lists;
    } else if (token.is("in")) {
      expected_ = !is_symbol_at(at + 1, "(");
    } else if (is_any_of(token, {"where", "group", "having", "order", "limit", "union", "intersect", "except",
                                 "window", "set", "values", "returning"})) {
      level.lists = expected_ = false;
    } else if (!is_any_of(token, {"only", "lateral", "if", "not", "or", "ignore", "replace", "abort", "fail",
                                  "rollback"}) &&
               !is_symbol_at(at + 1, ".")) {
      expected_ = false;
    }
  }

  const Tokens& tokens_;
  std::vector<Level> levels_ = {{}};
  bool expected_ = false;
  std::vector<bool> names_;
};

bool is_created_trigger(const Tokens& tokens, std::size_t at) {
  if (at >= 2 && tokens[at - 1].is_symbol(".")) at -= 2;
  return at >= 1 && is_any_of(tokens[at - 1], {"trigger", "exists"});
}

/// The tokens of a CREATE FUNCTION before its body: all of them when the body is a string.
std::size_t header_end(const Tokens& tokens) {
  int depth = 0;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].is_symbol("(")) ++depth;
    if (tokens[at].is_symbol(")")) --depth;
    if (depth == 0 && is_any_of(tokens[at], {"begin", "return"})) return at;
  }
  return tokens.size();
}

/// In a header: a type, and neither the function, nor an argument, nor a schema.
bool is_row_type(const Tokens& tokens, std::size_t at) {
  const auto opens =
      std::find_if(tokens.begin(), tokens.end(), [](const Token& token) { return token.is_symbol("("); });
  if (at < static_cast<std::size_t>(opens - tokens.begin()) || at + 1 >= tokens.size()) return false;
  const Token& next = tokens[at + 1];
  if (next.is_symbol("(")) return false;
  const bool begins = tokens[at - 1].is_symbol("(") || tokens[at - 1].is_symbol(",") ||
                      is_any_of(tokens[at - 1], {"in", "out", "inout", "variadic"});
  const bool named = next.kind == TokenKind::word || next.kind == TokenKind::quoted_name;
  return !begins || !named || next.is("default");
}

}  // namespace

std::string rename_name_in(std::string_view text, base::Symbol from, base::Symbol to, NameUse use,
                           Dialect dialect, const SchemaMove& move) {
  const Tokens tokens = tokenize(text, dialect);
  const auto is_before = [&tokens](std::size_t at, std::string_view symbol) {
    return at + 1 < tokens.size() && tokens[at + 1].is_symbol(symbol);
  };
  switch (use) {
    case NameUse::column: {
      const RelationNames is_relation(tokens);
      return replace_names(text, from, to, dialect, move, [&](const Tokens&, std::size_t at) {
        return !is_relation(at) && !is_before(at, "(") && (at == 0 || !tokens[at - 1].is("as"));
      });
    }
    case NameUse::relation: {
      const RelationNames is_relation(tokens);
      return replace_names(text, from, to, dialect, move,
                           [&](const Tokens&, std::size_t at) { return is_relation(at); });
    }
    case NameUse::schema:
      return replace_names(text, from, to, dialect, move,
                           [&](const Tokens&, std::size_t at) { return is_before(at, "."); });
    case NameUse::function:
      return replace_names(text, from, to, dialect, move,
                           [&](const Tokens&, std::size_t at) { return is_before(at, "("); });
    case NameUse::trigger:
      return replace_names(text, from, to, dialect, move, is_created_trigger);
  }
  return std::string(text);
}

bool names_relation(std::string_view text, base::Symbol relation, Dialect dialect) {
  const Tokens tokens = tokenize(text, dialect);
  const RelationNames is_relation(tokens);
  for (std::size_t at = 0; at < tokens.size(); ++at)
    if (is_relation(at) && is_name(tokens[at], relation, dialect)) return true;
  return false;
}

std::string rename_type_in(std::string_view text, base::Symbol from, base::Symbol to, Dialect dialect,
                           const SchemaMove& move) {
  return replace_names(text, from, to, dialect, move, is_cast_target);
}

std::string rename_row_type_in(std::string_view definition, base::Symbol from, base::Symbol to,
                               Dialect dialect, const SchemaMove& move) {
  const Tokens tokens = tokenize(definition, dialect);
  const std::size_t end = header_end(tokens);
  const RelationNames is_relation(tokens);
  return replace_names(definition, from, to, dialect, move, [&](const Tokens& all, std::size_t at) {
    return at < end ? is_row_type(all, at) : is_relation(at);
  });
}

}  // namespace schemagen::sql
