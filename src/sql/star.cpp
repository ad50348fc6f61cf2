#include "schemagen/sql/star.h"

#include <algorithm>
#include <set>

#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"

namespace schemagen::sql {
namespace {

using base::Symbol;

constexpr Dialect kDialect = Dialect::postgresql;
constexpr std::string_view kAfterFrom[] = {"where",  "group", "having", "window", "order",  "limit",
                                           "offset", "fetch", "for",    "union",  "except", "intersect"};
constexpr std::string_view kNoAlias[] = {"on",   "using", "join",    "left",        "right", "inner",
                                         "full", "cross", "natural", "tablesample", "with"};

bool is_name(const Token& token) {
  return token.kind == TokenKind::word || token.kind == TokenKind::quoted_name;
}

template <std::size_t size>
bool is_one_of(const Token& token, const std::string_view (&words)[size]) {
  return std::any_of(std::begin(words), std::end(words),
                     [&token](std::string_view word) { return token.is(word); });
}

/// What a FROM list names once.
struct Source {
  std::string name;  ///< how its columns are qualified, as SQL
  Symbol alias;
  std::vector<Symbol> columns;
  bool known = false;            ///< a table whose columns are `columns`
  bool columns_renamed = false;  ///< `t AS a(x, y)`
};

struct Replacement {
  std::size_t begin = 0, end = 0;
  std::string text;
};

class Expansion {
 public:
  Expansion(std::string_view query, const ColumnsOf& columns_of)
      : query_(query), tokens_(tokenize(query, kDialect)), columns_of_(columns_of) {
    for (std::size_t i = 0; i + 3 < tokens_.size(); ++i)
      if (is_name(tokens_[i])) note_common_table(i);
  }

  StarsExpanded run() {
    for (std::size_t i = 0; i + 1 < tokens_.size(); ++i)
      if (tokens_[i].is("select")) expand_select(i + 1);
    std::sort(replacements_.begin(), replacements_.end(),
              [](const Replacement& a, const Replacement& b) { return a.begin > b.begin; });
    std::string text(query_);
    for (const Replacement& one : replacements_) text.replace(one.begin, one.end - one.begin, one.text);
    return {std::move(text), unclear_};
  }

 private:
  /// `name AS (SELECT`, `name(columns) AS MATERIALIZED (SELECT`.
  void note_common_table(std::size_t at) {
    std::size_t next = at + 1;
    if (tokens_[next].is_symbol("(")) next = behind(next);
    if (next >= tokens_.size() || !tokens_[next].is("as")) return;
    ++next;
    if (tokens_[next].is("not")) ++next;
    if (tokens_[next].is("materialized")) ++next;
    if (tokens_[next].is_symbol("(")) common_tables_.insert(name_of(tokens_[at], kDialect));
  }

  bool ends(std::size_t at) const { return tokens_[at].kind == TokenKind::end; }

  /// The token behind the parenthesis that closes the one at `open`.
  std::size_t behind(std::size_t open) const {
    int depth = 0;
    std::size_t at = open;
    for (; !ends(at); ++at) {
      if (tokens_[at].is_symbol("(")) ++depth;
      if (tokens_[at].is_symbol(")") && --depth == 0) return at + 1;
    }
    return at;
  }

  void expand_select(std::size_t first) {
    std::vector<std::size_t> stars;
    std::size_t at = first;
    while (!ends(at) && !tokens_[at].is_symbol(")") && !is_one_of(tokens_[at], kAfterFrom) &&
           (!tokens_[at].is("from") || tokens_[at - 1].is("distinct"))) {
      if (is_star(at, first)) stars.push_back(at);
      at = tokens_[at].is_symbol("(") ? behind(at) : at + 1;
    }
    if (stars.empty() || !tokens_[at].is("from")) return;
    const std::vector<Source> sources = read_from(at + 1);
    for (const std::size_t star : stars) expand(star, sources);
  }

  bool is_star(std::size_t at, std::size_t first) const {
    if (!tokens_[at].is_symbol("*")) return false;
    const Token& before = tokens_[at - 1];
    return at == first || before.is("all") || before.is("distinct") || before.is_symbol(",") ||
           before.is_symbol(".") || (before.is_symbol(")") && is_distinct_on(at - 1, first));
  }

  /// `SELECT DISTINCT ON (…) *`
  bool is_distinct_on(std::size_t close, std::size_t first) const {
    return tokens_[first].is("distinct") && tokens_[first + 1].is("on") && behind(first + 2) == close + 1;
  }

  std::vector<Source> read_from(std::size_t at) {
    std::vector<Source> sources;
    merges_ = false;
    bool expected = true;
    while (!ends(at) && !tokens_[at].is_symbol(")") && !is_one_of(tokens_[at], kAfterFrom)) {
      if (expected && !tokens_[at].is("lateral") && !tokens_[at].is("only")) {
        at = read_source(at, sources);
        expected = false;
        continue;
      }
      merges_ = merges_ || tokens_[at].is("natural") || tokens_[at].is("using");
      expected = expected || tokens_[at].is_symbol(",") || tokens_[at].is("join");
      at = tokens_[at].is_symbol("(") ? behind(at) : at + 1;
    }
    return sources;
  }

  std::size_t read_source(std::size_t at, std::vector<Source>& sources) {
    Source source;
    if (tokens_[at].is_symbol("(")) {
      merges_ = merges_ || !(tokens_[at + 1].is("select") || tokens_[at + 1].is("values") ||
                             tokens_[at + 1].is("with") || tokens_[at + 1].is_symbol("("));
      at = behind(at);
    } else if (is_name(tokens_[at])) {
      at = read_relation(at, source);
    }
    if (tokens_[at].is_symbol("*")) ++at;
    if (tokens_[at].is("as")) ++at;
    if (is_name(tokens_[at]) && !is_one_of(tokens_[at], kNoAlias) && !is_one_of(tokens_[at], kAfterFrom)) {
      source.alias = Symbol(name_of(tokens_[at], kDialect));
      source.name = std::string(tokens_[at].text);
      ++at;
      source.columns_renamed = tokens_[at].is_symbol("(");
    }
    sources.push_back(std::move(source));
    return at;
  }

  std::size_t read_relation(std::size_t at, Source& source) {
    const std::size_t first = at;
    Symbol schema;
    while (tokens_[at + 1].is_symbol(".") && is_name(tokens_[at + 2])) {
      schema = Symbol(name_of(tokens_[at], kDialect));
      at += 2;
    }
    const Symbol name(name_of(tokens_[at], kDialect));
    source.alias = name;
    source.name = std::string(query_.substr(
        tokens_[first].offset, tokens_[at].offset + tokens_[at].text.size() - tokens_[first].offset));
    if (tokens_[at + 1].is_symbol("(")) return behind(at + 1);
    if (!schema.empty() || !common_tables_.contains(name.str()))
      if (auto columns = columns_of_(schema, name)) {
        source.columns = std::move(*columns);
        source.known = true;
      }
    return at + 1;
  }

  static std::string columns_sql(const Source& source) {
    if (!source.known) return source.name + ".*";
    std::vector<std::string> names;
    for (const Symbol column : source.columns)
      names.push_back(source.name + "." + quote_name(column.view(), kDialect));
    return base::join(names, ", ");
  }

  void expand(std::size_t star, const std::vector<Source>& sources) {
    if (!tokens_[star - 1].is_symbol(".")) {
      if (std::none_of(sources.begin(), sources.end(), [](const Source& source) { return source.known; }))
        return;
      std::vector<std::string> parts;
      for (const Source& source : sources) {
        if (merges_ || source.name.empty() || (source.known && source.columns_renamed)) return unclear(star);
        parts.push_back(columns_sql(source));
      }
      return replace(star, star, base::join(parts, ", "));
    }
    if (!is_name(tokens_[star - 2])) return;
    const Symbol qualifier(name_of(tokens_[star - 2], kDialect));
    for (const Source& source : sources) {
      if (source.alias != qualifier || !source.known) continue;
      if (source.columns_renamed) return unclear(star);
      std::size_t first = star - 2;
      while (tokens_[first - 1].is_symbol(".") && is_name(tokens_[first - 2])) first -= 2;
      return replace(first, star, columns_sql(source));
    }
  }

  void unclear(std::size_t star) {
    if (!unclear_) unclear_ = tokens_[star].offset;
  }

  void replace(std::size_t first, std::size_t last, std::string text) {
    replacements_.push_back(
        {tokens_[first].offset, tokens_[last].offset + tokens_[last].text.size(), std::move(text)});
  }

  const std::string_view query_;
  const std::vector<Token> tokens_;
  const ColumnsOf& columns_of_;
  std::set<std::string> common_tables_;
  std::vector<Replacement> replacements_;
  std::optional<std::size_t> unclear_;
  bool merges_ = false;
};

}  // namespace

StarsExpanded expand_stars(std::string_view query, const ColumnsOf& columns_of) {
  return Expansion(query, columns_of).run();
}

}  // namespace schemagen::sql
