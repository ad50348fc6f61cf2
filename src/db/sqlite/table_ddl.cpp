#include <algorithm>
#include <array>
#include <utility>

#include "db/sqlite/cursor.h"
#include "db/sqlite/ddl.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/type_name.h"

namespace schemagen::db::sqlite {
namespace {

using model::Deferral;
using model::OnConflict;
using model::ReferentialAction;
using sql::Token;
using sql::TokenKind;

constexpr std::array<std::string_view, 12> kColumnConstraintStarts = {
    "not",    "default", "primary",   "references", "collate", "constraint",
    "unique", "check",   "generated", "null",       "as",      "deferrable"};

constexpr const char* kNameIgnored =
    "SQLite gives a constraint of this sort no name; a rebuild leaves it out";

bool starts_column_constraint(const Token& token) {
  if (token.kind != TokenKind::word || token.text.size() > 10) return false;
  for (const std::string_view start : kColumnConstraintStarts)
    if (is_keyword(token, start)) return true;
  return false;
}

bool is_constant_word(const Token& token) {
  return is_keyword(token, "true") || is_keyword(token, "false") || is_keyword(token, "current_timestamp") ||
         is_keyword(token, "current_date") || is_keyword(token, "current_time");
}

bool is_plain_in_type(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ' ';
}

class TableParser {
 public:
  explicit TableParser(std::string_view sql)
      : tokens_(sql::tokenize(sql, sql::Dialect::sqlite)), cursor_(tokens_) {}

  TableDefinition parse() {
    cursor_.expect("create");
    cursor_.accept("temp") || cursor_.accept("temporary");
    cursor_.expect("table");
    if (cursor_.accept("if")) {
      cursor_.expect("not");
      cursor_.expect("exists");
    }
    cursor_.take_qualified_name();
    cursor_.expect_symbol('(');
    parse_column();
    while (cursor_.accept_symbol(',')) {
      if (starts_table_constraint()) {
        parse_table_constraints();
        break;
      }
      parse_column();
    }
    cursor_.expect_symbol(')');
    parse_options();
    cursor_.expect_end();
    make_canonical(out_);
    return std::move(out_);
  }

 private:
  bool starts_table_constraint() const {
    const Token& token = cursor_.peek();
    return is_keyword(token, "constraint") || is_keyword(token, "primary") || is_keyword(token, "unique") ||
           is_keyword(token, "check") || is_keyword(token, "foreign");
  }

  void parse_options() {
    while (!cursor_.at_end()) {
      if (cursor_.accept("strict")) {
        out_.table.strict = true;
      } else {
        cursor_.expect("without");
        cursor_.expect("rowid");
        out_.table.without_rowid = true;
      }
      if (!cursor_.accept_symbol(',')) return;
    }
  }

  void parse_column() {
    const Symbol name = cursor_.take_name();
    out_.columns.push_back({name, {}});
    out_.columns.back().object.position.value = static_cast<int>(out_.columns.size());
    out_.columns.back().object.type = take_type();
    while (!cursor_.at_symbol(',') && !cursor_.at_symbol(')')) parse_column_constraint(name);
    lose_name(name, "there is no constraint behind this name; a rebuild leaves it out");
  }

  Symbol take_type() {
    Span span{cursor_.position(), cursor_.position()};
    while (can_be_name(cursor_.peek()) && !starts_column_constraint(cursor_.peek())) cursor_.advance();
    if (cursor_.position() == span.first) return {};
    if (cursor_.at_symbol('(')) cursor_.take_parenthesised();
    span.last = cursor_.position();
    return type_of(span);
  }

  static Symbol type_of(const Span& span) {
    if (span.is_single()) return single_type(*span.first);
    std::string text(span.first->text);
    for (const Token* token = span.first + 1; token != span.last; ++token) {
      const Token& before = *(token - 1);
      if (before.offset + before.text.size() != token->offset) text += ' ';
      text += token->text;
    }
    return sql::canonical_type(text, sql::Dialect::sqlite);
  }

  /// A type that stands in quotes means the same without them, unless it would no longer be read as a type.
  static Symbol single_type(const Token& token) {
    if (token.kind == TokenKind::word) return token.text;
    const Symbol type = name_of(token);
    if (!std::all_of(type.view().begin(), type.view().end(), is_plain_in_type)) return token.text;
    for (const Token& part : sql::tokenize(type.view(), sql::Dialect::sqlite))
      if (part.kind == TokenKind::number || starts_column_constraint(part)) return token.text;
    return sql::canonical_type(type.view(), sql::Dialect::sqlite);
  }

  model::Column& column() { return out_.columns.back().object; }
  Symbol take_constraint_name() { return std::exchange(constraint_name_, {}); }

  void lose_name(Symbol column_name, const char* detail) {
    const Symbol name = take_constraint_name();
    if (!name.empty()) out_.losses.push_back({kConstraintName, column_name, name, detail});
  }

  void parse_column_constraint(Symbol name) {
    if (cursor_.accept("constraint")) {
      lose_name(name, "another name follows it; a rebuild leaves it out");
      constraint_name_ = cursor_.take_name();
    } else if (cursor_.accept("not")) {
      parse_not(name);
    } else if (cursor_.accept("default")) {
      lose_name(name, kNameIgnored);
      column().default_value = take_default();
    } else if (cursor_.accept("primary")) {
      parse_column_primary_key(name);
    } else if (cursor_.accept("references")) {
      add_foreign_key({name});
    } else if (cursor_.accept("collate")) {
      lose_name(name, kNameIgnored);
      column().collation = canonical_collation(cursor_.take_name());
    } else if (cursor_.accept("unique")) {
      add_unique({model::KeyColumn{name, {}, false}}, take_on_conflict());
    } else if (cursor_.accept("check")) {
      parse_check();
    } else if (cursor_.accept("null")) {
      lose_name(name, kNameIgnored);
      take_on_conflict();
    } else {
      parse_rare_column_constraint(name);
    }
  }

  void parse_rare_column_constraint(Symbol name) {
    if (cursor_.at("deferrable")) {
      set_deferral(name, take_deferral());
      return;
    }
    lose_name(name, kNameIgnored);
    if (cursor_.accept("generated")) cursor_.expect("always");
    cursor_.expect("as");
    model::Generated generated;
    generated.expression = expression(cursor_.take_parenthesised());
    generated.stored = cursor_.accept("stored");
    if (!generated.stored) cursor_.accept("virtual");
    column().generated = generated;
  }

  void parse_not(Symbol name) {
    if (cursor_.at("deferrable")) {
      take_deferral();
      set_deferral(name, Deferral::immediate);
      return;
    }
    cursor_.expect("null");
    lose_name(name, kNameIgnored);
    column().not_null = true;
    column().not_null_conflict = take_on_conflict();
  }

  void set_deferral(Symbol name, Deferral deferral) {
    lose_name(name, kNameIgnored);
    if (!out_.foreign_keys.empty()) out_.foreign_keys.back().object.deferral = deferral;
  }

  void parse_column_primary_key(Symbol name) {
    cursor_.expect("key");
    model::PrimaryKey key;
    key.columns.push_back({name, {}, take_descending()});
    key.on_conflict = take_on_conflict();
    key.autoincrement = cursor_.accept("autoincrement");
    out_.key_stands_at_column = true;
    add_primary_key(std::move(key));
  }

  void parse_table_constraints() {
    for (;;) {
      cursor_.accept_symbol(',');
      if (cursor_.accept("constraint")) {
        lose_name({}, "there is no constraint behind this name; a rebuild leaves it out");
        constraint_name_ = cursor_.take_name();
      } else if (cursor_.accept("primary")) {
        parse_table_primary_key();
      } else if (cursor_.accept("unique")) {
        bool ignored = false;
        std::vector<model::KeyColumn> columns = take_key_columns(ignored);
        add_unique(std::move(columns), take_on_conflict());
      } else if (cursor_.accept("check")) {
        parse_check();
      } else if (cursor_.accept("foreign")) {
        cursor_.expect("key");
        std::vector<Symbol> columns = take_column_list();
        cursor_.expect("references");
        add_foreign_key(std::move(columns));
        parse_table_deferral();
      } else {
        lose_name({}, "there is no constraint behind this name; a rebuild leaves it out");
        return;
      }
    }
  }

  void parse_table_deferral() {
    Deferral& deferral = out_.foreign_keys.back().object.deferral;
    if (cursor_.accept("not")) {
      take_deferral();
      deferral = Deferral::immediate;
    } else if (cursor_.at("deferrable")) {
      deferral = take_deferral();
    }
  }

  void parse_table_primary_key() {
    cursor_.expect("key");
    model::PrimaryKey key;
    key.columns = take_key_columns(key.autoincrement);
    key.on_conflict = take_on_conflict();
    add_primary_key(std::move(key));
  }

  void add_primary_key(model::PrimaryKey key) {
    if (out_.primary_key) cursor_.fail("one primary key only");
    key.name = take_constraint_name();
    key.naming = key.name.empty() ? model::Naming::automatic : model::Naming::given;
    out_.primary_key = std::move(key);
  }

  void add_unique(std::vector<model::KeyColumn> columns, OnConflict on_conflict) {
    model::Unique unique;
    unique.columns = std::move(columns);
    unique.on_conflict = on_conflict;
    out_.uniques.push_back({take_constraint_name(), std::move(unique)});
  }

  void parse_check() {
    model::Check check;
    check.expression = expression(cursor_.take_parenthesised());
    check.on_conflict = take_on_conflict();
    out_.checks.push_back({take_constraint_name(), check});
  }

  Symbol expression(const Span& span) {
    const Span bare = span.without_parentheses();
    if (bare.empty()) cursor_.fail("an expression");
    return bare.text();
  }

  Symbol take_default() {
    if (cursor_.at_symbol('(')) {
      const Span span = cursor_.take_parenthesised().without_parentheses();
      if (span.empty()) cursor_.fail("an expression");
      return span.is_single() && is_keyword(*span.first, "null") ? Symbol() : Symbol(span.text());
    }
    Span span{cursor_.position(), cursor_.position()};
    const bool is_signed = cursor_.accept_symbol('-') || cursor_.accept_symbol('+');
    const Token& value = cursor_.peek();
    if (cursor_.at_end() || value.kind == TokenKind::symbol) cursor_.fail("a value");
    cursor_.advance();
    span.last = cursor_.position();
    if (!is_signed && is_keyword(value, "null")) return {};
    const bool is_name = value.kind == TokenKind::word || value.kind == TokenKind::quoted_name;
    if (!is_signed && is_name && !is_constant_word(value)) return sql::quote_literal(name_of(value).view());
    return span.text();
  }

  OnConflict take_on_conflict() {
    if (!cursor_.at("on") || !is_keyword(cursor_.peek_second(), "conflict")) return OnConflict::none;
    cursor_.advance();
    cursor_.advance();
    if (cursor_.accept("rollback")) return OnConflict::rollback;
    if (cursor_.accept("abort")) return OnConflict::abort;
    if (cursor_.accept("fail")) return OnConflict::fail;
    if (cursor_.accept("ignore")) return OnConflict::ignore;
    cursor_.expect("replace");
    return OnConflict::replace;
  }

  bool take_descending() {
    if (cursor_.accept("asc")) return false;
    return cursor_.accept("desc");
  }

  Deferral take_deferral() {
    cursor_.expect("deferrable");
    if (!cursor_.accept("initially")) return Deferral::deferrable;
    if (cursor_.accept("immediate")) return Deferral::deferrable;
    cursor_.expect("deferred");
    return Deferral::initially_deferred;
  }

  std::vector<model::KeyColumn> take_key_columns(bool& autoincrement) {
    std::vector<model::KeyColumn> columns;
    cursor_.expect_symbol('(');
    do {
      columns.push_back(take_key_column());
    } while (cursor_.accept_symbol(','));
    if (cursor_.accept("autoincrement")) autoincrement = true;
    cursor_.expect_symbol(')');
    return columns;
  }

  model::KeyColumn take_key_column() {
    model::KeyColumn column;
    int depth = 0;
    while (cursor_.accept_symbol('(')) ++depth;
    column.name = cursor_.take_name();
    while (depth > 0 || cursor_.at("collate")) {
      if (cursor_.accept("collate"))
        column.collation = cursor_.take_name();
      else
        close_parenthesis(depth);
    }
    column.descending = take_descending();
    return column;
  }

  void close_parenthesis(int& depth) {
    cursor_.expect_symbol(')');
    --depth;
  }

  /// Column names of a foreign key; SQLite takes a collation and an order there and ignores them.
  std::vector<Symbol> take_column_list() {
    std::vector<Symbol> columns;
    cursor_.expect_symbol('(');
    do {
      columns.push_back(cursor_.take_name());
      if (cursor_.accept("collate")) cursor_.take_name();
      take_descending();
    } while (cursor_.accept_symbol(','));
    cursor_.expect_symbol(')');
    return columns;
  }

  void add_foreign_key(std::vector<Symbol> columns) {
    model::ForeignKey key;
    key.columns = std::move(columns);
    key.ref_table = cursor_.take_name();
    if (cursor_.at_symbol('(')) key.ref_columns = take_column_list();
    while (parse_reference_option(key)) {
    }
    out_.foreign_keys.push_back({take_constraint_name(), std::move(key)});
  }

  bool parse_reference_option(model::ForeignKey& key) {
    if (cursor_.accept("match")) {
      const Symbol match = cursor_.take_name();
      const bool full = base::equals_ignoring_case(match.view(), "full");
      key.match = full ? model::Match::full : model::Match::simple;
      if (base::equals_ignoring_case(match.view(), "partial"))
        out_.losses.push_back(
            {"MATCH clause", key.columns.front(), match, "SQLite ignores it; a rebuild leaves it out"});
      return true;
    }
    if (!cursor_.accept("on")) return false;
    if (cursor_.accept("delete"))
      key.on_delete = take_action();
    else if (cursor_.accept("update"))
      key.on_update = take_action();
    else if (cursor_.accept("insert"))
      take_action();
    else
      cursor_.fail("DELETE or UPDATE");
    return true;
  }

  ReferentialAction take_action() {
    if (cursor_.accept("cascade")) return ReferentialAction::cascade;
    if (cursor_.accept("restrict")) return ReferentialAction::restrict_;
    if (cursor_.accept("no")) {
      cursor_.expect("action");
      return ReferentialAction::no_action;
    }
    cursor_.expect("set");
    if (cursor_.accept("null")) return ReferentialAction::set_null;
    cursor_.expect("default");
    return ReferentialAction::set_default;
  }

  std::vector<Token> tokens_;
  Cursor cursor_;
  TableDefinition out_;
  Symbol constraint_name_;
};

}  // namespace

TableDefinition parse_table(std::string_view sql) { return TableParser(sql).parse(); }

}  // namespace schemagen::db::sqlite
