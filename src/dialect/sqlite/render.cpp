#include "dialect/sqlite/render.h"

#include <algorithm>

#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::sqlite {
namespace {

using sql::Token;
using sql::TokenKind;

std::string on_conflict_sql(model::OnConflict conflict) {
  switch (conflict) {
    case model::OnConflict::none:
      return {};
    case model::OnConflict::rollback:
      return " ON CONFLICT ROLLBACK";
    case model::OnConflict::abort:
      return " ON CONFLICT ABORT";
    case model::OnConflict::fail:
      return " ON CONFLICT FAIL";
    case model::OnConflict::ignore:
      return " ON CONFLICT IGNORE";
    case model::OnConflict::replace:
      return " ON CONFLICT REPLACE";
  }
  return {};
}

std::string action_sql(const char* event, model::ReferentialAction action) {
  switch (action) {
    case model::ReferentialAction::no_action:
      return {};
    case model::ReferentialAction::restrict_:
      return std::string(event) + "RESTRICT";
    case model::ReferentialAction::cascade:
      return std::string(event) + "CASCADE";
    case model::ReferentialAction::set_null:
      return std::string(event) + "SET NULL";
    case model::ReferentialAction::set_default:
      return std::string(event) + "SET DEFAULT";
  }
  return {};
}

std::string deferral_sql(model::Deferral deferral) {
  switch (deferral) {
    case model::Deferral::immediate:
      return {};
    case model::Deferral::deferrable:
      return " DEFERRABLE";
    case model::Deferral::initially_deferred:
      return " DEFERRABLE INITIALLY DEFERRED";
  }
  return {};
}

std::string key_columns_sql(const std::vector<model::KeyColumn>& columns) {
  std::vector<std::string> parts;
  for (const model::KeyColumn& column : columns) {
    std::string part = quoted(column.name);
    if (!column.collation.empty()) part += " COLLATE " + quoted(column.collation);
    if (column.descending) part += " DESC";
    parts.push_back(std::move(part));
  }
  return "(" + base::join(parts, ", ") + ")";
}

std::string reference_sql(const model::ForeignKey& key) {
  std::string text = "REFERENCES " + quoted(key.ref_table);
  if (!key.ref_columns.empty()) text += " (" + sql::quote_names(key.ref_columns, sql::Dialect::sqlite) + ")";
  text += action_sql(" ON UPDATE ", key.on_update) + action_sql(" ON DELETE ", key.on_delete);
  if (key.match == model::Match::full) text += " MATCH FULL";
  return text + deferral_sql(key.deferral);
}

std::string default_sql(std::string_view value) {
  const bool bare = is_constant_default(value) || base::equals_ignoring_case(value, "current_timestamp") ||
                    base::equals_ignoring_case(value, "current_date") ||
                    base::equals_ignoring_case(value, "current_time");
  return bare ? " DEFAULT " + std::string(value) : " DEFAULT (" + std::string(value) + ")";
}

std::string without_qualifier(std::string_view text, Symbol table) {
  const std::vector<Token> tokens = sql::tokenize(text, sql::Dialect::sqlite);
  std::string out;
  std::size_t copied = 0;
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    const bool is_name = tokens[i].kind == TokenKind::word || tokens[i].kind == TokenKind::quoted_name;
    if (!is_name || !tokens[i + 1].is_symbol(".") ||
        !same_name(sql::name_of(tokens[i], sql::Dialect::sqlite), table))
      continue;
    out += text.substr(copied, tokens[i].offset - copied);
    copied = tokens[i + 2].offset;
  }
  return out + std::string(text.substr(copied));
}

/// A call, or something in parentheses, that ends with the text.
bool is_call(std::string_view expression) {
  const std::vector<Token> tokens = sql::tokenize(expression, sql::Dialect::sqlite);
  if (tokens.size() < 4 || tokens[0].kind != TokenKind::word || !tokens[1].is_symbol("(")) return false;
  if (sql::is_reserved(tokens[0].text, sql::Dialect::sqlite)) return false;
  int depth = 0;
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    if (tokens[i].is_symbol("(")) ++depth;
    if (tokens[i].is_symbol(")") && --depth == 0) return i + 2 == tokens.size();
  }
  return false;
}

class TableRenderer {
 public:
  TableRenderer(const TableDefinition& table, Symbol as) : table_(table), as_(as) {}

  std::string whole() const {
    std::vector<std::string> lines;
    for (const auto& column : table_.columns)
      lines.push_back("    " + column_line(column.name, column.value));
    for (std::string& line : table_constraints()) lines.push_back("    " + std::move(line));
    std::vector<std::string> options;
    if (table_.options.strict) options.emplace_back("STRICT");
    if (table_.options.without_rowid) options.emplace_back("WITHOUT ROWID");
    return "CREATE TABLE " + quoted(as_) + " (\n" + base::join(lines, ",\n") + "\n)" +
           (options.empty() ? "" : " " + base::join(options, ", "));
  }

  std::string added_column(Symbol name) const {
    std::string text = column_core(name, *find_part(table_.columns, name), true);
    for (const auto& check : table_.checks)
      if (is_about(check.value, name))
        text += constraint_name(check) + " CHECK " + enclosed(check.value.expression.str()) +
                on_conflict_sql(check.value.on_conflict);
    for (const auto& key : table_.foreign_keys)
      if (key.value.columns == std::vector<Symbol>{name})
        text += constraint_name(key) + " " + reference_sql(key.value);
    return text;
  }

 private:
  template <class T>
  static std::string constraint_name(const Part<T>& part) {
    return part.value.naming == model::Naming::automatic ? "" : " CONSTRAINT " + quoted(part.name);
  }

  std::string expression(Symbol text) const {
    return enclosed(as_ == table_.name ? text.str() : without_qualifier(text.view(), table_.name));
  }

  bool is_about(const model::Check& check, Symbol column) const {
    return columns_in(table_, check.expression.view()) == std::set<Symbol>{column};
  }

  /// Only the first unnamed constraint of its kind on a column, so that the order of the others is kept.
  template <class T>
  bool is_inline(const Part<T>& part, Symbol column, const char* label) const {
    return part.value.naming == model::Naming::automatic &&
           part.name == Symbol(model::automatic_name(table_.name.view(), {column}, label));
  }
  bool is_inline_in(const Part<model::Unique>& part, Symbol column) const {
    const auto& columns = part.value.columns;
    return columns.size() == 1 && columns[0] == model::KeyColumn{column, {}, false} &&
           is_inline(part, column, "key");
  }
  bool is_inline_in(const Part<model::Check>& part, Symbol column) const {
    return part.value.on_conflict == model::OnConflict::none && is_inline(part, column, "check") &&
           is_about(part.value, column);
  }
  bool is_inline_in(const Part<model::ForeignKey>& part, Symbol column) const {
    return part.value.columns == std::vector<Symbol>{column} && is_inline(part, column, "fkey");
  }
  template <class T>
  bool is_inline_anywhere(const Part<T>& part) const {
    return std::any_of(table_.columns.begin(), table_.columns.end(),
                       [&](const auto& column) { return is_inline_in(part, column.name); });
  }

  bool is_key_inline() const {
    if (!table_.key || table_.key->columns.size() != 1) return false;
    const model::KeyColumn& column = table_.key->columns.front();
    if (table_.key->autoincrement || is_descending_integer()) return true;
    return table_.key->name.empty() && column.collation.empty();
  }

  /// Only the inline form keeps such a column from becoming the rowid.
  bool is_descending_integer() const {
    const model::KeyColumn& key = table_.key->columns.front();
    const model::Column* column = table_.find_column(key.name);
    return key.descending && column != nullptr && base::equals_ignoring_case(column->type.view(), "integer");
  }

  std::string key_name() const {
    return table_.key->name.empty() ? "" : "CONSTRAINT " + quoted(table_.key->name) + " ";
  }

  std::string inline_key() const {
    std::string text = " " + key_name() + "PRIMARY KEY";
    if (table_.key->columns.front().descending) text += " DESC";
    text += on_conflict_sql(table_.key->on_conflict);
    return text + (table_.key->autoincrement ? " AUTOINCREMENT" : "");
  }

  std::string column_core(Symbol name, const model::Column& column, bool added) const {
    std::string text = quoted(name);
    if (!column.type.empty()) text += " " + column.type.str();
    if (!added && is_key_inline() && is_key_column(table_, name)) text += inline_key();
    const bool implied =
        is_implied_not_null(table_, name) && column.not_null_conflict == model::OnConflict::none;
    if (column.not_null && !implied) text += " NOT NULL" + on_conflict_sql(column.not_null_conflict);
    if (!column.default_value.empty()) text += default_sql(column.default_value.view());
    if (!column.collation.empty()) text += " COLLATE " + quoted(column.collation);
    if (column.generated)
      text += " GENERATED ALWAYS AS " + expression(column.generated->expression) +
              (column.generated->stored ? " STORED" : " VIRTUAL");
    return text;
  }

  std::string column_line(Symbol name, const model::Column& column) const {
    std::string text = column_core(name, column, false);
    for (const auto& unique : table_.uniques)
      if (is_inline_in(unique, name)) text += " UNIQUE" + on_conflict_sql(unique.value.on_conflict);
    for (const auto& check : table_.checks)
      if (is_inline_in(check, name))
        text += " CHECK " + expression(check.value.expression) + on_conflict_sql(check.value.on_conflict);
    for (const auto& key : table_.foreign_keys)
      if (is_inline_in(key, name)) text += " " + reference_sql(key.value);
    return text;
  }

  std::vector<std::string> table_constraints() const {
    std::vector<std::string> lines;
    const auto add = [&lines](const std::string& name, const std::string& text) {
      lines.emplace_back(base::trim(name + " " + text));
    };
    if (table_.key && !is_key_inline())
      add(key_name(),
          "PRIMARY KEY " + key_columns_sql(table_.key->columns) + on_conflict_sql(table_.key->on_conflict));
    for (const auto& unique : table_.uniques)
      if (!is_inline_anywhere(unique))
        add(constraint_name(unique),
            "UNIQUE " + key_columns_sql(unique.value.columns) + on_conflict_sql(unique.value.on_conflict));
    for (const auto& check : table_.checks)
      if (!is_inline_anywhere(check))
        add(constraint_name(check),
            "CHECK " + expression(check.value.expression) + on_conflict_sql(check.value.on_conflict));
    for (const auto& key : table_.foreign_keys)
      if (!is_inline_anywhere(key))
        add(constraint_name(key), "FOREIGN KEY (" +
                                      sql::quote_names(key.value.columns, sql::Dialect::sqlite) + ") " +
                                      reference_sql(key.value));
    return lines;
  }

  const TableDefinition& table_;
  Symbol as_;
};

std::string index_key_sql(const model::IndexKey& key) {
  std::string text;
  if (!key.column.empty())
    text = quoted(key.column);
  else
    text = key.collation.empty() && is_call(key.expression.view()) ? key.expression.str()
                                                                   : enclosed(key.expression.str());
  if (!key.collation.empty()) text += " COLLATE " + quoted(key.collation);
  return text + (key.descending ? " DESC" : "");
}

const char* noun(Kind kind) {
  switch (kind) {
    case Kind::table:
    case Kind::virtual_table:
      return "TABLE";
    case Kind::index:
      return "INDEX";
    case Kind::view:
      return "VIEW";
    case Kind::trigger:
      return "TRIGGER";
    case Kind::extension:
    case Kind::name_space:
    case Kind::enum_type:
    case Kind::sequence:
    case Kind::function:
    case Kind::column:
    case Kind::partition:
    case Kind::primary_key:
    case Kind::unique:
    case Kind::check:
    case Kind::exclusion:
    case Kind::foreign_key:
    case Kind::materialized_view:
      break;
  }
  throw base::Error(base::ErrorKind::internal,
                    "SQLite cannot drop a " + std::string(model::kind_name(kind)) + " by itself.");
}

}  // namespace

std::string quoted(Symbol name) { return sql::quote_name(name.view(), sql::Dialect::sqlite); }

std::string enclosed(const std::string& expression) {
  return expression.find("--") == std::string::npos ? "(" + expression + ")" : "(" + expression + "\n)";
}

std::string as_operand(const std::string& expression) {
  const std::vector<Token> tokens = sql::tokenize(expression, sql::Dialect::sqlite);
  return tokens.size() == 2 ? std::string(tokens.front().text) : enclosed(expression);
}

bool is_constant_default(std::string_view default_value) {
  const std::vector<Token> tokens = sql::tokenize(default_value, sql::Dialect::sqlite);
  if (tokens.size() == 3)
    return (tokens[0].is_symbol("-") || tokens[0].is_symbol("+")) && tokens[1].kind == TokenKind::number;
  if (tokens.size() != 2) return false;
  const Token& token = tokens.front();
  return token.kind == TokenKind::string || token.kind == TokenKind::blob ||
         token.kind == TokenKind::number || token.is("true") || token.is("false");
}

std::string create_table_sql(const TableDefinition& table, Symbol as) {
  return TableRenderer(table, as).whole();
}

std::string create_table_sql(const TableDefinition& table) { return create_table_sql(table, table.name); }

std::string added_column_sql(const TableDefinition& table, Symbol column) {
  return TableRenderer(table, table.name).added_column(column);
}

std::string create_index_sql(Symbol table, Symbol name, const model::Index& index) {
  std::vector<std::string> keys;
  for (const model::IndexKey& key : index.keys) keys.push_back(index_key_sql(key));
  std::string text = std::string("CREATE ") + (index.unique ? "UNIQUE " : "") + "INDEX " + quoted(name) +
                     " ON " + quoted(table) + " (" + base::join(keys, ", ") + ")";
  return index.where.empty() ? text : text + " WHERE " + index.where.str();
}

std::string create_view_sql(Symbol name, const model::View& view) {
  const std::string columns =
      view.columns.empty() ? "" : " (" + sql::quote_names(view.columns, sql::Dialect::sqlite) + ")";
  return "CREATE VIEW " + quoted(name) + columns + " AS\n" + view.query.str();
}

std::string create_virtual_table_sql(Symbol name, const model::VirtualTable& table) {
  const std::string arguments = table.arguments.empty() ? "" : enclosed(table.arguments.str());
  return "CREATE VIRTUAL TABLE " + quoted(name) + " USING " + quoted(table.module) + arguments;
}

std::string drop_sql(const ObjectId& id) {
  return std::string("DROP ") + noun(id.kind) + " " + quoted(id.name);
}

std::string drop_if_exists_sql(const ObjectId& id) {
  return std::string("DROP ") + noun(id.kind) + " IF EXISTS " + quoted(id.name);
}

}  // namespace schemagen::dialect::sqlite
