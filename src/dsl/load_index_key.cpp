// One key of an index: `expression [COLLATE c] [operator_class [(options)]] [ASC|DESC] [NULLS FIRST|LAST]`.
#include "dsl/load_sql.h"
#include "dsl/load_table.h"
#include "schemagen/base/error.h"
#include "schemagen/base/text.h"

namespace schemagen::dsl {
namespace {

using sql::Token;
using sql::TokenKind;

bool is_name(const Token& token) {
  return token.kind == TokenKind::word || token.kind == TokenKind::quoted_name;
}

class KeyParser {
 public:
  KeyParser(Loader& loader, TableDraft* draft, const Value& value, std::string_view text,
            const std::vector<Token>& tokens)
      : loader_(loader),
        draft_(draft),
        value_(value),
        text_(text),
        tokens_(tokens),
        end_(tokens.size() - 1) {}

  std::optional<model::IndexKey> parse() {
    take_order();
    const std::size_t head = head_end();
    std::size_t at = head;
    if (!take_tail(at)) {
      key_.collation = {};
      key_.operator_class = {};
      key_.operator_class_options.clear();
      return set_expression(end_) ? std::optional(key_) : std::nullopt;
    }
    const bool set = head == 1 && is_name(tokens_[0]) ? set_column() : set_expression(head);
    if (!set) return std::nullopt;
    drop_own_collation();
    return key_;
  }

 private:
  const Token& last(std::size_t back = 1) const { return tokens_[end_ - back]; }
  bool holds(std::size_t count) const { return end_ > count; }

  void take_order() {
    bool nulls_given = false;
    if (holds(2) && last(2).is("nulls") && (last().is("first") || last().is("last"))) {
      key_.nulls_first = last().is("first");
      nulls_given = true;
      end_ -= 2;
    }
    if (holds(1) && (last().is("asc") || last().is("desc"))) {
      key_.descending = last().is("desc");
      --end_;
    }
    if (!nulls_given) key_.nulls_first = loader_.postgresql() && key_.descending;
  }

  // Behind the name, the call or the parentheses that a key starts with.
  std::size_t head_end() const {
    std::size_t at = 0;
    if (is_name(tokens_[0])) {
      at = 1;
      while (at + 1 < end_ && tokens_[at].is_symbol(".") && is_name(tokens_[at + 1])) at += 2;
    }
    if (at >= end_ || !tokens_[at].is_symbol("(")) return at;
    const std::size_t close = closing(at);
    return close == end_ ? end_ : close + 1;
  }

  std::size_t closing(std::size_t at) const {
    int depth = 0;
    for (; at < end_; ++at) {
      if (tokens_[at].is_symbol("(")) ++depth;
      if (tokens_[at].is_symbol(")") && --depth == 0) return at;
    }
    return end_;
  }

  std::optional<Symbol> take_qualified_name(std::size_t& at) const {
    if (at >= end_ || !is_name(tokens_[at])) return std::nullopt;
    std::string name = sql::name_of(tokens_[at++], loader_.dialect());
    if (at + 1 < end_ && tokens_[at].is_symbol(".") && is_name(tokens_[at + 1])) {
      const std::string in_schema = sql::name_of(tokens_[at + 1], loader_.dialect());
      name = name == "pg_catalog" ? in_schema : name + "." + in_schema;
      at += 2;
    }
    return Symbol(name);
  }

  bool take_tail(std::size_t& at) {
    if (at < end_ && tokens_[at].is("collate")) {
      ++at;
      const auto collation = take_qualified_name(at);
      if (!collation) return false;
      key_.collation = *collation;
    }
    if (loader_.postgresql()) {
      if (const auto operator_class = take_qualified_name(at)) key_.operator_class = *operator_class;
      if (!key_.operator_class.empty() && at < end_ && !take_options(at)) return false;
    }
    return at == end_;
  }

  bool take_options(std::size_t& at) {
    if (!tokens_[at].is_symbol("(") || closing(at) + 1 != end_) return false;
    do {
      ++at;
      if (at + 2 >= end_ || !is_name(tokens_[at]) || !tokens_[at + 1].is_symbol("=")) return false;
      const Token& value = tokens_[at + 2];
      key_.operator_class_options.emplace(sql::name_of(tokens_[at], loader_.dialect()),
                                          value.kind == TokenKind::string
                                              ? sql::string_of(value, loader_.dialect())
                                              : std::string(value.text));
      at += 3;
    } while (tokens_[at].is_symbol(","));
    if (!tokens_[at].is_symbol(")")) return false;
    ++at;
    return true;
  }

  bool set_column() {
    const std::string name = sql::name_of(tokens_[0], loader_.dialect());
    if (draft_ == nullptr) {
      key_.column = Symbol(name);
      return true;
    }
    if (const ColumnDraft* column = draft_->find_folded(name, loader_.dialect())) {
      key_.column = column->name;
      return true;
    }
    report_unknown_column(loader_, *draft_, name, loader_.report.inside(value_, offset(tokens_[0].offset)));
    return false;
  }

  bool set_expression(std::size_t end) {
    const Token& until = tokens_[end - 1];
    const std::string_view part = text_.substr(0, until.offset + until.text.size());
    const auto expression = load_expression_part(loader_, value_, part, offset(0));
    if (!expression) return false;
    if (draft_ != nullptr) check_columns_used(loader_, value_, *expression, draft_->column_names);
    key_.expression = *expression;
    return true;
  }

  void drop_own_collation() {
    if (key_.collation.empty()) return;
    const ColumnDraft* column =
        draft_ == nullptr || key_.column.empty() ? nullptr : draft_->find(key_.column);
    const Symbol own = column == nullptr ? Symbol() : column->column.collation;
    if (loader_.postgresql()) {
      const bool is_default = key_.collation.view() == "default" && own.empty();
      if (column != nullptr && (key_.collation == own || is_default)) key_.collation = {};
      return;
    }
    const std::string upper = base::to_upper(key_.collation.view());
    const std::string of_column = own.empty() ? "BINARY" : base::to_upper(own.view());
    if (upper == "BINARY" || upper == "NOCASE" || upper == "RTRIM") key_.collation = Symbol(upper);
    if (upper == of_column) key_.collation = {};
  }

  std::size_t offset(std::size_t in_text) const {
    return static_cast<std::size_t>(text_.data() - value_.text()->data()) + in_text;
  }

  Loader& loader_;
  TableDraft* draft_;
  const Value& value_;
  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::size_t end_;
  model::IndexKey key_;
};

}  // namespace

std::optional<model::IndexKey> load_index_key(Loader& loader, TableDraft* draft, const Value& value,
                                              std::string_view text) {
  const std::string_view trimmed = base::trim(text);
  if (const ColumnDraft* column = draft == nullptr ? nullptr : draft->find(Symbol(trimmed))) {
    model::IndexKey key;
    key.column = column->name;
    return key;
  }
  try {
    const std::vector<Token> tokens = sql::tokenize(trimmed, loader.dialect());
    if (tokens.size() > 1) return KeyParser(loader, draft, value, trimmed, tokens).parse();
    loader.report.add(value.at, "this index key is empty", "write a column or an expression");
  } catch (const base::Error& error) {
    loader.report.add(value.at, error.what(), error.hint());
  }
  return std::nullopt;
}

}  // namespace schemagen::dsl
