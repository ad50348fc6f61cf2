// A table in the making.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/loader.h"

namespace schemagen::dsl {

struct ColumnDraft {
  Symbol name;
  Spot at;
  const Value* value = nullptr;
  model::Column column;
  bool nullable = false;  ///< a `?` stands behind the type
};

struct TableDraft {
  Symbol schema;
  Symbol name;
  Spot at;
  model::Table table;
  std::vector<ColumnDraft> columns;
  std::vector<Symbol> column_names;
  bool has_primary_key = false;

  ColumnDraft* find(Symbol column);
  /// On SQLite in any case.
  ColumnDraft* find_folded(std::string_view name, sql::Dialect dialect);
};

/// Reads a list of column names; reports those that the table does not have.
std::vector<Symbol> load_column_list(Loader& loader, TableDraft& draft, std::string_view key,
                                     const Value& value);
void report_unknown_column(Loader& loader, const TableDraft& draft, std::string_view name, Spot at);

/// The id for an object that nobody named, by PostgreSQL's rule; declared.
ObjectId automatic_id(Loader& loader, Kind kind, const TableDraft& draft, const std::vector<Symbol>& columns,
                      std::string_view label, Spot at);

void load_columns(Loader& loader, TableDraft& draft, const Fields& fields);
void load_primary_key(Loader& loader, TableDraft& draft, const Fields& fields);
void load_named_constraints(Loader& loader, TableDraft& draft, const Fields& fields);
void load_unnamed_constraints(Loader& loader, TableDraft& draft, const Fields& fields);
void load_foreign_keys(Loader& loader, TableDraft& draft, const Fields& fields);
void load_column_reference(Loader& loader, TableDraft& draft, const ColumnDraft& column,
                           const Fields& fields);
void load_unnamed_foreign_keys(Loader& loader, TableDraft& draft, const Fields& fields);
void load_exclusions(Loader& loader, TableDraft& draft, const Fields& fields);

/// Indexes of a table, or of a materialized view when `draft` is nullptr: its columns are not known.
void load_indexes(Loader& loader, TableDraft* draft, Symbol schema, Symbol owner, const Fields& fields);
void load_column_index(Loader& loader, TableDraft& draft, const ColumnDraft& column);

/// `partition_by` and `partitions`; the keys and constraints of the table must be loaded.
void load_partitions(Loader& loader, TableDraft& draft, const Fields& fields);

void load_triggers(Loader& loader, Symbol schema, Symbol owner, const Fields& fields);

std::optional<model::IndexKey> load_index_key(Loader& loader, TableDraft* draft, const Value& value,
                                              std::string_view text);

model::Deferral load_deferral(Loader& loader, const Fields& fields);
model::OnConflict load_on_conflict(const Fields& fields);

/// Completes sequence options from the keys that a sequence and an identity share; reports impossible ones.
model::SequenceOptions load_sequence_options(Loader& loader, const Fields& fields, Symbol type, Spot at);

}  // namespace schemagen::dsl
