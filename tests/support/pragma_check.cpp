#include "support/pragma_check.h"

#include <algorithm>
#include <map>
#include <set>

#include "schemagen/base/text.h"
#include "schemagen/sql/expression.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"

namespace schemagen::tests {
namespace {

using base::Symbol;
using db::Row;
using model::Kind;

constexpr sql::Dialect kSqlite = sql::Dialect::sqlite;

std::string text_of(const db::Cell& cell) { return cell.value_or("NULL"); }

/// The pragma shows a type that begins with a quote without its quotes, and nothing behind it.
std::string shown_type(std::string_view type) {
  if (type.empty() || std::string_view("\"'[`").find(type[0]) == std::string_view::npos)
    return std::string(type);
  const sql::Token first = sql::tokenize(type, kSqlite).front();
  return sql::name_of({sql::TokenKind::quoted_name, first.text, 0}, kSqlite);
}

/// Without white space and comments, in lower case: types compare like this.
std::string bare_type(std::string_view type) {
  std::string out;
  for (std::size_t i = 0; i < type.size(); ++i) {
    if (type.substr(i, 2) == "/*")
      i = type.find("*/", i) + 1;
    else if (base::trim(type.substr(i, 1)).size() == 1)
      out += type[i];
  }
  return base::to_lower(out);
}

std::string tokens_of(std::string_view text) {
  std::string out;
  for (const sql::Token& token : sql::tokenize(text, kSqlite)) out += std::string(token.text) + " ";
  return out;
}

/// A default as the pragma prints it, the way the model has it: no parentheses, a bare name is a string.
std::string default_tokens(const db::Cell& cell) {
  if (!cell) return tokens_of("");
  const std::string_view text = sql::strip_outer_parentheses(*cell, kSqlite);
  const std::vector<sql::Token> tokens = sql::tokenize(text, kSqlite);
  const bool in_parentheses = text.size() != cell->size();
  if (tokens.size() == 2 && tokens[0].is("null")) return tokens_of("");
  const bool name = tokens.size() == 2 && !in_parentheses &&
                    (tokens[0].kind == sql::TokenKind::word || tokens[0].kind == sql::TokenKind::quoted_name);
  const std::set<std::string> constants = {"true", "false", "current_timestamp", "current_date",
                                           "current_time"};
  if (name && !constants.contains(base::to_lower(tokens[0].text)))
    return tokens_of(sql::quote_literal(sql::name_of(tokens[0], kSqlite)));
  return tokens_of(text);
}

std::string action_text(model::ReferentialAction action) {
  switch (action) {
    case model::ReferentialAction::no_action:
      return "NO ACTION";
    case model::ReferentialAction::restrict_:
      return "RESTRICT";
    case model::ReferentialAction::cascade:
      return "CASCADE";
    case model::ReferentialAction::set_null:
      return "SET NULL";
    case model::ReferentialAction::set_default:
      return "SET DEFAULT";
  }
  return "";
}

class Comparison {
 public:
  Comparison(db::Database& database, const model::Schema& schema) : database_(database), schema_(schema) {}

  std::vector<std::string> run() {
    compare_relations();
    for (const auto& [id, table] : schema_.all<model::Table>(Kind::table)) {
      indexes_ = read_indexes(id.name);
      compare_columns(id.name, *table);
      compare_named_indexes(id.name);
      compare_constraint_indexes(id.name, *table);
      compare_foreign_keys(id.name);
    }
    return std::move(found_);
  }

 private:
  struct IndexView {
    std::string name;
    bool unique = false;
    std::string origin;
    bool partial = false;
    std::vector<Row> keys;  // cid, name, desc, coll
  };

  void expect(const std::string& where, const std::string& model, const std::string& pragma) {
    if (model != pragma) found_.push_back(where + ": model `" + model + "`, pragma `" + pragma + "`");
  }

  std::vector<Row> pragma(const std::string& columns, const std::string& name, const std::string& argument) {
    return database_.execute("SELECT " + columns + " FROM pragma_" + name + "(" +
                             sql::quote_literal(argument) + ")");
  }

  bool is_unmodelled(const std::string& name) const {
    const std::string shown = model::display_name(model::table_id({}, name));
    return std::any_of(schema_.unmodelled().begin(), schema_.unmodelled().end(),
                       [&](const model::Unmodelled& item) { return item.name == shown; });
  }

  static std::string kind_text(Kind kind) {
    return kind == Kind::table ? "table" : kind == Kind::virtual_table ? "virtual" : "view";
  }

  void compare_relations() {
    std::map<std::string, std::string> ours;
    for (const auto& [id, object] : schema_.objects()) {
      if (id.kind != Kind::table && id.kind != Kind::virtual_table && id.kind != Kind::view) continue;
      const auto* table = std::get_if<model::Table>(&object);
      const bool rowid_less = table != nullptr && table->without_rowid;
      const bool strict = table != nullptr && table->strict;
      ours[id.name.str()] = kind_text(id.kind) + (rowid_less ? " wr" : "") + (strict ? " strict" : "");
    }
    std::map<std::string, std::string> theirs;
    for (const Row& row : database_.execute("SELECT name, type, wr, strict FROM pragma_table_list "
                                            "WHERE schema = 'main' AND type <> 'shadow'")) {
      const std::string name = text_of(row[0]);
      const bool virtual_table = text_of(row[1]) == "virtual";
      if (name.starts_with("sqlite_") || is_unmodelled(name)) continue;
      theirs[name] = text_of(row[1]) + (text_of(row[2]) == "1" && !virtual_table ? " wr" : "") +
                     (text_of(row[3]) == "1" ? " strict" : "");
    }
    for (const auto& [name, what] : theirs) expect(name, ours.contains(name) ? ours[name] : "missing", what);
    for (const auto& [name, what] : ours)
      expect(name, what, theirs.contains(name) ? theirs[name] : "missing");
  }

  std::vector<IndexView> read_indexes(Symbol table) {
    std::vector<IndexView> indexes;
    for (const Row& row : pragma("name, \"unique\", origin, partial", "index_list", table.str())) {
      IndexView view{text_of(row[0]), row[1] == "1", text_of(row[2]), row[3] == "1", {}};
      for (Row& key : pragma("cid, name, \"desc\", coll, key", "index_xinfo", view.name))
        if (key[4] == "1") view.keys.push_back(std::move(key));
      indexes.push_back(std::move(view));
    }
    return indexes;
  }

  bool has_key_index() const {
    return std::any_of(indexes_.begin(), indexes_.end(),
                       [](const IndexView& index) { return index.origin == "pk"; });
  }

  void compare_columns(Symbol table, const model::Table& options) {
    const auto* key = schema_.find_as<model::PrimaryKey>(model::primary_key_id({}, table));
    const bool alias = key != nullptr && !options.without_rowid && !has_key_index();
    const auto columns = schema_.columns_of({}, table);
    const std::vector<Row> rows =
        pragma("name, type, \"notnull\", dflt_value, pk, hidden", "table_xinfo", table.str());
    expect(table.str() + " columns", std::to_string(columns.size()), std::to_string(rows.size()));
    for (std::size_t i = 0; i < std::min(columns.size(), rows.size()); ++i) {
      const auto& [id, column] = columns[i];
      const std::string where = model::display_name(id);
      expect(where + " name", id.name.str(), text_of(rows[i][0]));
      expect(where + " type", bare_type(shown_type(column->type.view())), bare_type(text_of(rows[i][1])));
      const bool is_key = rows[i][4] != "0";
      const bool not_null = rows[i][2] == "1" || (alias && is_key);
      expect(where + " not null", column->not_null ? "1" : "0", not_null ? "1" : "0");
      expect(where + " default", tokens_of(column->default_value.view()), default_tokens(rows[i][3]));
      const std::string hidden = !column->generated ? "0" : column->generated->stored ? "3" : "2";
      expect(where + " generated", hidden, text_of(rows[i][5]));
      expect(where + " pk", key_position(key, id.name), text_of(rows[i][4]));
    }
  }

  static std::string key_position(const model::PrimaryKey* key, Symbol column) {
    if (key == nullptr) return "0";
    for (std::size_t i = 0; i < key->columns.size(); ++i)
      if (key->columns[i].name == column) return std::to_string(i + 1);
    return "0";
  }

  std::string collation_of(Symbol table, Symbol column, Symbol own) const {
    const auto* object = schema_.find_as<model::Column>(model::column_id({}, table, column));
    const Symbol collation = !own.empty() || object == nullptr ? own : object->collation;
    return collation.empty() ? "BINARY" : collation.str();
  }

  /// `with_order` off: what SQLite compares when it merges two constraints into one index.
  static std::string key_text(const std::string& column, const std::string& collation, bool descending,
                              bool with_order) {
    return column + " " + base::to_lower(collation) + (with_order && descending ? " desc" : "") + ", ";
  }

  static std::string keys_of(const IndexView& index, bool with_order) {
    std::string out;
    for (const Row& key : index.keys)
      out += key_text(key[0] == "-2" ? "(expression)" : text_of(key[1]), text_of(key[3]), key[2] == "1",
                      with_order);
    return out;
  }

  std::string keys_of(Symbol table, const std::vector<model::KeyColumn>& columns, bool with_order) const {
    std::string out;
    for (const model::KeyColumn& key : columns)
      out +=
          key_text(key.name.str(), collation_of(table, key.name, key.collation), key.descending, with_order);
    return out;
  }

  void compare_named_indexes(Symbol table) {
    std::map<std::string, std::string> ours;
    for (const auto& [id, index] : schema_.owned_as<model::Index>(Kind::index, {}, table)) {
      std::string text =
          std::string(index->unique ? "unique " : "") + (index->where.empty() ? "" : "partial ");
      for (const model::IndexKey& key : index->keys)
        text += key_text(key.column.empty() ? "(expression)" : key.column.str(),
                         collation_of(table, key.column, key.collation), key.descending, true);
      ours[id.name.str()] = text;
    }
    std::map<std::string, std::string> theirs;
    for (const IndexView& index : indexes_)
      if (index.origin == "c")
        theirs[index.name] = std::string(index.unique ? "unique " : "") + (index.partial ? "partial " : "") +
                             keys_of(index, true);
    for (const auto& [name, what] : theirs) expect(name, ours.contains(name) ? ours[name] : "missing", what);
    for (const auto& [name, what] : ours)
      expect(name, what, theirs.contains(name) ? theirs[name] : "missing");
  }

  void compare_constraint_indexes(Symbol table, const model::Table& options) {
    const auto* key = schema_.find_as<model::PrimaryKey>(model::primary_key_id({}, table));
    std::set<std::string> ours, ours_ordered, theirs;
    for (const auto& [id, unique] : schema_.owned_as<model::Unique>(Kind::unique, {}, table)) {
      ours.insert(keys_of(table, unique->columns, false));
      ours_ordered.insert(keys_of(table, unique->columns, true));
    }
    if (key != nullptr && (has_key_index() || options.without_rowid)) {
      ours.insert(keys_of(table, key->columns, false));
      ours_ordered.insert(keys_of(table, key->columns, true));
    }
    for (const IndexView& index : indexes_) {
      if (index.origin == "c") continue;
      theirs.insert(keys_of(index, false));
      if (!ours_ordered.contains(keys_of(index, true)))
        found_.push_back(table.str() + ": no constraint for the index on " + keys_of(index, true));
    }
    for (const std::string& keys : ours)
      if (!theirs.contains(keys)) found_.push_back(table.str() + ": no index for the constraint on " + keys);
  }

  std::vector<std::string> key_of_table(const std::string& table) {
    std::vector<std::string> columns;
    for (const Row& row : database_.execute("SELECT name FROM pragma_table_xinfo(" +
                                            sql::quote_literal(table) + ") WHERE pk > 0 ORDER BY pk"))
      columns.push_back(text_of(row[0]));
    return columns;
  }

  void compare_foreign_keys(Symbol table) {
    std::multiset<std::string> ours, theirs;
    for (const auto& [id, key] : schema_.owned_as<model::ForeignKey>(Kind::foreign_key, {}, table)) {
      std::string text;
      for (std::size_t i = 0; i < key->columns.size(); ++i)
        text += key->columns[i].str() + "->" +
                (i < key->ref_columns.size() ? key->ref_columns[i].str() : "") + " ";
      ours.insert(base::to_lower(text + key->ref_table.str()) + " " + action_text(key->on_update) + " " +
                  action_text(key->on_delete));
    }
    std::map<std::string, std::vector<Row>> groups;
    for (Row& row :
         pragma("id, \"table\", \"from\", \"to\", on_update, on_delete", "foreign_key_list", table.str()))
      groups[text_of(row[0])].push_back(std::move(row));
    for (const auto& [id, rows] : groups) {
      std::vector<std::string> implied = key_of_table(text_of(rows[0][1]));
      if (implied.size() != rows.size()) implied.assign(rows.size(), "");
      std::string text;
      for (std::size_t i = 0; i < rows.size(); ++i)
        text += text_of(rows[i][2]) + "->" + rows[i][3].value_or(implied[i]) + " ";
      theirs.insert(base::to_lower(text + text_of(rows[0][1])) + " " + text_of(rows[0][4]) + " " +
                    text_of(rows[0][5]));
    }
    const auto joined = [](const std::multiset<std::string>& set) {
      return base::join(std::vector<std::string>(set.begin(), set.end()), "; ");
    };
    expect(table.str() + " foreign keys", joined(ours), joined(theirs));
  }

  db::Database& database_;
  const model::Schema& schema_;
  std::vector<std::string> found_;
  std::vector<IndexView> indexes_;
};

}  // namespace

std::vector<std::string> pragma_differences(db::Database& database, const model::Schema& schema) {
  return Comparison(database, schema).run();
}

}  // namespace schemagen::tests
