// What the statements that SQLite stores in sqlite_schema say, read by a recursive descent parser over
// sql/token.h. https://www.sqlite.org/lang_createtable.html and parse.y, which accepts more: constraints in
// any order and given twice, table constraints without commas between them, strings as names.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "schemagen/base/symbol.h"
#include "schemagen/model/object.h"

namespace schemagen::db::sqlite {

using base::Symbol;

/// A part of a table and the name that it was given; "" when it has none.
template <class T>
struct Named {
  Symbol name;
  T object;
};

inline constexpr const char* kConstraintName = "constraint name";

/// Something a table says that the model has no place for.
struct Loss {
  const char* kind = "";
  Symbol column;  ///< empty: a table constraint
  Symbol name;    ///< of the constraint, or the word that was written
  const char* detail = "";
};

/// A CREATE TABLE. Columns of its own are in their declared spelling; other tables are as written, and the
/// columns of a foreign key that names none are still empty. Otherwise canonical, as the model's headers say.
struct TableDefinition {
  model::Table table;
  std::vector<Named<model::Column>> columns;
  std::optional<model::PrimaryKey> primary_key;
  bool key_stands_at_column = false;  ///< there, unlike in a table constraint, DESC makes it no rowid alias
  std::vector<Named<model::Unique>> uniques;
  std::vector<Named<model::Check>> checks;
  std::vector<Named<model::ForeignKey>> foreign_keys;
  std::vector<Loss> losses;
};

/// The parsers throw Error (declaration) on a text that they cannot read.
TableDefinition parse_table(std::string_view sql);
/// `table` gives names in the index their meaning: a lone name that is no column is an expression.
model::Index parse_index(std::string_view sql, const TableDefinition& table);
model::View parse_view(std::string_view sql);
model::VirtualTable parse_virtual_table(std::string_view sql);
bool is_virtual_table(std::string_view sql);

/// The declared spelling of a column named in any case; nothing when the table has no such column.
std::optional<Symbol> find_column(const TableDefinition& table, std::string_view name);

/// A collation of a column as the model spells it: built-in ones in capitals, BINARY as the empty text.
Symbol canonical_collation(Symbol collation);
/// One written at a key: empty when it is what the key has anyway, because `column` has it (canonical; empty
/// for expressions).
Symbol canonical_key_collation(Symbol collation, Symbol column);

/// Brings a definition whose texts have been read to the canonical form: own columns resolved, rowid aliases
/// and keys NOT NULL, what the database assumes left out. Throws as the parsers do.
void make_canonical(TableDefinition& definition);

}  // namespace schemagen::db::sqlite
