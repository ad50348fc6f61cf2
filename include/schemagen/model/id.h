// Identity of schema objects: the one codec by which every layer names an object.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "schemagen/base/symbol.h"

namespace schemagen::model {

using base::Symbol;

/// In an order in which objects can be listed for people: what others stand on comes first.
enum class Kind {
  extension,
  name_space,  ///< a PostgreSQL schema; SQLite has none
  enum_type,
  sequence,  ///< free-standing or owned, but not one that belongs to an identity or serial column
  function,  ///< functions and procedures; `name` holds the argument types: `add(integer, integer)`
  table,
  virtual_table,  ///< SQLite; shadow tables are part of it and no objects of their own
  column,
  partition,  ///< PostgreSQL: a table that holds a part of its owner's rows
  primary_key,
  unique,
  check,
  exclusion,
  foreign_key,
  index,
  view,
  materialized_view,
  trigger,
};

/// "table", "foreign key", "materialized view", …: the field's word for it, in the singular.
std::string_view kind_name(Kind kind);

/// Which object is meant. Names are as the database stores them: nothing quoted, nothing folded.
///
///   kind                                         schema   owner            name
///   extension, name_space                        ""       ""               name
///   enum_type, sequence, function, table,
///   virtual_table, view, materialized_view       schema   ""               name
///   column                                       schema   table            name
///   primary_key                                  schema   table            ""  (a table has one; its name is
///   an attribute) unique, check, exclusion, foreign_key        schema   table            constraint name
///   index                                        schema   table or         index name
///                                                         materialized view
///   trigger                                      schema   table or view    trigger name
///   partition                                    schema   table            the partition's own table name
///
/// `schema` is "" on SQLite.
struct ObjectId {
  Kind kind = Kind::table;
  Symbol schema;
  Symbol owner;
  Symbol name;

  friend bool operator==(const ObjectId&, const ObjectId&) = default;
  friend auto operator<=>(const ObjectId&, const ObjectId&) = default;
};

/// For people and for plan.toml: `column:public.users.email`, `table:users`, `function:public.add(integer)`.
/// The schema is left out when it is empty or `public`; a part with a character other than letters, digits,
/// `_`, `$` and non-ASCII bytes stands in double quotes (function signatures excepted). Unique within a
/// schema.
std::string to_string(const ObjectId& id);

/// Without the kind: `users.email`, `billing.invoices`.
std::string display_name(const ObjectId& id);

ObjectId table_id(Symbol schema, Symbol table);
ObjectId column_id(Symbol schema, Symbol table, Symbol column);
ObjectId primary_key_id(Symbol schema, Symbol table);

/// The relation that an owned object (column, partition, constraint, index, trigger) belongs to, as a table
/// id.
ObjectId owner_id(const ObjectId& id);

/// Kinds whose `owner` is set.
bool is_owned(Kind kind);

}  // namespace schemagen::model
