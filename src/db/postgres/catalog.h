// What the readers of the catalog share while one schema is read: names by object id.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "db/postgres/connection.h"
#include "db/postgres/operator_classes.h"
#include "db/postgres/type_decoder.h"
#include "schemagen/model/schema.h"

namespace schemagen::db::postgres {

/// Object ids of the system catalogs, as pg_depend and pg_description use them; they never change.
enum class CatalogId : Oid {
  type = 1247,
  function = 1255,
  relation = 1259,
  constraint = 2606,
  name_space = 2615,
  trigger = 2620,
};

/// An object of any kind: its system catalog and its object id.
using Address = std::pair<Oid, Oid>;

Address address(CatalogId catalog, Oid object);

struct NamespaceRow {
  Symbol name;
  bool ours = false;  ///< neither the system's nor an extension's
};

struct RelationColumn {
  int number = 0;
  Symbol name;
  Oid type = 0, collation = 0;
};

struct Relation {
  Symbol schema, name;
  char kind = 'r';  ///< pg_class.relkind
  bool unlogged = false;
  bool modelled = false;  ///< else it is here to be named by what refers to it
  Oid divides = 0;        ///< the table that this one is a modelled partition of
  std::vector<RelationColumn> columns;

  const RelationColumn* column(std::int64_t number) const;
};

struct SequenceRow {
  Symbol schema, name;
  model::Sequence sequence;
  bool is_identity = false;
};

/// Something that is not modelled and that the server may keep from losing what it stands on.
struct Standing {
  Address address;
  std::size_t reported = 0;  ///< its place in Schema::unmodelled(), until that is sorted
  model::ObjectId owner;     ///< the table that it is a part of and goes with; no name: of none
};

/// Key of a column by its table's object id.
using ColumnKey = std::pair<Oid, int>;

struct Catalog {
  std::unordered_map<Oid, NamespaceRow> namespaces;
  std::unordered_map<Oid, Symbol> collations;  ///< as the model writes them
  std::unordered_set<std::uint64_t> extension_members;
  std::unordered_set<Oid> inheritance_parents;
  std::unordered_map<Oid, Oid> inheritance_children;  ///< and what they inherit from; of indexes too
  std::unordered_map<std::uint64_t, std::map<int, Symbol>> comments;
  TypeDecoder types;
  OperatorClasses operator_classes;
  std::unordered_map<Oid, Relation> relations;
  std::map<ColumnKey, std::vector<SequenceRow>> column_sequences;
  std::map<ColumnKey, Symbol> identity_comments;
  std::map<Address, model::ObjectId>
      objects;  ///< enums, functions, indexes and keys that something may stand on
  std::vector<Standing> standing;
  std::vector<std::pair<model::ObjectId, TypeUse>> unnamed_types;
  std::vector<std::pair<model::ObjectId, model::Column>> columns;  ///< of one table, not yet in the schema

  const NamespaceRow* name_space(Oid oid) const;
  /// The schema of an object of ours: nothing when it is the system's, an extension's or temporary.
  const NamespaceRow* our_namespace(Oid name_space_oid, CatalogId catalog, Oid object) const;
  bool is_extension_member(Oid catalog, Oid object) const;
  Symbol comment(CatalogId catalog, Oid object, int column = 0) const;
  const Relation* relation(Oid oid) const;
  /// Nothing when the relation is not modelled.
  const Relation* modelled_relation(Oid oid) const;
  /// Nothing when the relation is no modelled partition.
  const Relation* modelled_partition(Oid oid) const;
  Symbol collation(Oid oid) const;
};

/// `name`, or `schema.name` unless the schema is pg_catalog.
Symbol qualified_unless_system(Symbol schema, Symbol name);

/// `text` with each `{key}` replaced; a query that depends on the server's version.
std::string fill_in(std::string_view text,
                    const std::vector<std::pair<std::string_view, std::string_view>>& values);

/// One pass over the catalog. Each reader adds to `schema` what it is named after.
struct Reader {
  Connection& connection;
  Catalog& catalog;
  model::Schema& schema;

  void read_names() const;
  void read_types() const;
  void read_comments() const;
  void read_sequences() const;
  void read_relations() const;
  void read_columns() const;
  void read_constraints_and_indexes() const;
  void read_routines() const;
  void read_triggers() const;
  void read_unmodelled() const;
  void name_remaining_types() const;

  /// An object that something not modelled may stand on.
  void put(Address address, const model::ObjectId& id, model::Object object) const;
  /// Something that a partition has of its own.
  void report_own(const Relation& partition, const std::string& kind, Symbol name, Address address,
                  std::vector<model::ObjectId> stands_on) const;
  /// What it stands on besides is read from pg_depend at the end.
  void report_at(Address address, const model::ObjectId& owner, const std::string& kind,
                 const std::string& name, const std::string& detail = {},
                 std::vector<model::ObjectId> stands_on = {}) const;
  void report(const std::string& kind, const std::string& name, const std::string& detail = {},
              std::vector<model::ObjectId> stands_on = {}) const;
  /// Columns by their numbers; those of a partition are its table's.
  std::vector<model::ObjectId> columns_of(const Relation& relation,
                                          const std::vector<std::int64_t>& numbers) const;
};

}  // namespace schemagen::db::postgres
