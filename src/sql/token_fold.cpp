#include "sql/token_fold.h"

#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"
#include "sql/keyword.h"
#include "sql/type_parse.h"

namespace schemagen::sql {
namespace {

std::string fold_name(const Token& token, Dialect dialect) {
  const std::string name = name_of(token, dialect);
  return dialect == Dialect::sqlite ? base::to_lower(name) : name;
}

/// Decides by the tokens around one token whether it may be a column.
class Neighbours {
 public:
  Neighbours(const std::vector<Token>& tokens, std::size_t begin, std::size_t end)
      : tokens_(tokens), begin_(begin), end_(end) {}

  const Token& before(std::size_t at, std::size_t steps) const {
    return at >= begin_ + steps ? tokens_[at - steps] : tokens_.back();
  }
  const Token& after(std::size_t at) const { return at + 1 < end_ ? tokens_[at + 1] : tokens_.back(); }

  bool is_column(std::size_t at) const {
    const Token& next = after(at);
    for (const char* symbol : {"(", ".", "=>", ":="})
      if (next.is_symbol(symbol)) return false;
    if (next.kind == TokenKind::string && tokens_[at].kind == TokenKind::word) return false;
    const Token& previous = before(at, 1);
    for (const char* word : {"as", "collate", "from", "join", "into"})
      if (previous.is(word)) return false;
    const Token& second = before(at, 2);
    if (previous.is_symbol(".") && (second.is_symbol(")") || second.is_symbol("]"))) return false;
    return !(previous.is_symbol("(") && second.is("extract"));
  }

 private:
  const std::vector<Token>& tokens_;
  std::size_t begin_, end_;
};

}  // namespace

std::string fold_token(const Token& token, Dialect dialect) {
  switch (token.kind) {
    case TokenKind::word:
      if (keyword_class(token.text, dialect) == KeywordClass::reserved)
        return "k" + base::to_lower(token.text);
      return "n" + fold_name(token, dialect);
    case TokenKind::quoted_name:
      return "n" + fold_name(token, dialect);
    case TokenKind::string:
      return "s" + quote_literal(string_of(token, dialect));
    case TokenKind::blob:
    case TokenKind::number:
      return "v" + base::to_lower(token.text);
    case TokenKind::symbol:
      return token.text == "!=" ? "<>" : std::string(token.text);
    case TokenKind::parameter:
    case TokenKind::end:
      return std::string(token.text);
  }
  return {};
}

std::string fold_tokens(const std::vector<Token>& tokens, std::size_t begin, std::size_t end,
                        Dialect dialect) {
  std::string out;
  for (std::size_t i = begin; i < end; ++i) {
    const std::string folded = fold_token(tokens[i], dialect);
    out += std::to_string(folded.size()) + folded + " ";
  }
  return out;
}

void find_loose_names(const std::vector<Token>& tokens, std::size_t begin, std::size_t end, Dialect dialect,
                      std::vector<std::size_t>& found) {
  const Neighbours neighbours(tokens, begin, end);
  for (std::size_t at = begin; at < end; ++at) {
    const Token& token = tokens[at];
    if (token.is_symbol("::") || token.is("as")) {
      std::size_t behind = at + 1;
      if (token.is_symbol("::") && parse_postgres_type(tokens, behind)) at = behind - 1;
      continue;
    }
    const bool name = token.kind == TokenKind::quoted_name ||
                      (token.kind == TokenKind::word && can_be_column(token.text, dialect));
    if (name && neighbours.is_column(at)) found.push_back(at);
  }
}

}  // namespace schemagen::sql
