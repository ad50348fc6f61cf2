// What in one schema is what in the next, and which value becomes which.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schemagen/db/database.h"
#include "schemagen/dsl/declaration.h"
#include "support/application.h"

namespace schemagen::tests {

/// The same object's id before `renames`.
ObjectId id_before(ObjectId id, const std::vector<diff::Rename>& renames);

/// A column that both schemas have.
struct ColumnPair {
  Symbol before;
  Symbol after;
  bool retyped = false;  ///< the values of the one are not written into the other as they are
  std::string forward;   ///< SQL over the row before; empty: the same text
  std::string back;      ///< SQL over the row after; empty: the same text
};

/// A new column in a table that was there, whose value is declared.
struct FilledColumn {
  Symbol name;
  std::string value;  ///< SQL over the row before
};

struct TablePair {
  ObjectId before;
  ObjectId after;
  std::vector<ColumnPair> columns;
  std::vector<FilledColumn> filled;
};

class SchemaPair {
 public:
  SchemaPair(const model::Schema& before, const dsl::Declaration& after);

  const std::vector<TablePair>& tables() const { return tables_; }
  const TablePair* by_before(const ObjectId& table) const;
  const TablePair* by_after(const ObjectId& table) const;

  /// `row` of the table before, as the columns of the table after; without those that cannot be told. With
  /// `failed`, the columns whose values cannot be converted.
  Values forward(db::Database& database, const TablePair& table, const Values& row,
                 std::vector<Symbol>* failed = nullptr) const;
  Values back(db::Database& database, const TablePair& table, const Values& row,
              std::vector<Symbol>* failed = nullptr) const;
  /// What the filled columns of a row hold that existed before.
  Values filled(db::Database& database, const TablePair& table, const Values& row) const;

 private:
  ColumnPair pair_of(const ObjectId& before, const ObjectId& after) const;
  std::string map_of(const ColumnPair& pair, const ObjectId& after) const;
  db::Cell evaluate(db::Database& database, const std::string& expression, const std::string& type,
                    const std::string& row_source) const;
  std::string row_before(const TablePair& table, const Values& row) const;
  std::string row_after(const TablePair& table, const Values& row) const;

  const model::Schema& before_;
  const dsl::Declaration& after_;
  std::vector<TablePair> tables_;
};

}  // namespace schemagen::tests
