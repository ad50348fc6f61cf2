// One SQLite table as a value, with all that stands inside its CREATE TABLE, and the difference of two.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "schemagen/model/schema.h"

namespace schemagen::dialect::sqlite {

using base::Symbol;
using model::Kind;
using model::ObjectId;

template <class T>
struct Part {
  Symbol name;
  T value;
  friend bool operator==(const Part&, const Part&) = default;
};

struct TableDefinition {
  Symbol name;
  model::Table options;
  std::vector<Part<model::Column>> columns;  ///< in order
  std::optional<model::PrimaryKey> key;
  std::vector<Part<model::Unique>> uniques;
  std::vector<Part<model::Check>> checks;
  std::vector<Part<model::ForeignKey>> foreign_keys;

  /// The column of this name, in any case, or nullptr.
  const model::Column* find_column(Symbol wanted) const;
  bool has_column(Symbol wanted) const { return find_column(wanted) != nullptr; }
};

TableDefinition definition_of(const model::Schema& schema, Symbol table);

/// Folds a name as SQLite does when it compares names.
std::string folded(Symbol name);
bool same_name(Symbol a, Symbol b);

/// The column that stands for the rowid: the only key column of a rowid table, of type INTEGER.
std::optional<Symbol> rowid_alias(const TableDefinition& table);
/// A name by which the rowid can be read and written beside the columns; nothing when there is none.
std::optional<std::string> rowid_name(const TableDefinition& table);
bool is_key_column(const TableDefinition& table, Symbol column);
/// The column is NOT NULL without being written so: part of a rowid alias, of a WITHOUT ROWID or STRICT key.
bool is_implied_not_null(const TableDefinition& table, Symbol column);

/// Every name that `text` holds, folded: bare or quoted, whatever it stands for.
std::set<std::string> names_in(std::string_view text);
/// The columns of `table` that `text` may name.
std::set<Symbol> columns_in(const TableDefinition& table, std::string_view text);
std::set<Symbol> columns_in(const TableDefinition& table, const model::Index& index);

/// Names of parts that one side has and the other has not, or that differ.
struct NameDelta {
  std::vector<Symbol> added;
  std::vector<Symbol> removed;
  std::vector<Symbol> changed;
  bool empty() const { return added.empty() && removed.empty() && changed.empty(); }
};

/// Unnamed constraints are told apart by what they say, columns by their names in any case.
struct TableDelta {
  bool options = false;
  bool key = false;
  NameDelta columns;
  NameDelta uniques;
  NameDelta checks;
  NameDelta foreign_keys;
  bool empty() const {
    return !options && !key && columns.empty() && uniques.empty() && checks.empty() && foreign_keys.empty();
  }
};

TableDelta difference(const TableDefinition& from, const TableDefinition& to);

template <class T>
const T* find_part(const std::vector<Part<T>>& parts, Symbol name) {
  for (const Part<T>& part : parts)
    if (part.name == name) return &part.value;
  return nullptr;
}

}  // namespace schemagen::dialect::sqlite
