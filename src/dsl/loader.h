// What all parts of the loader share: the declaration in the making, what was declared where, and what can be
// checked only when everything has been read.
#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dsl/load_fields.h"
#include "dsl/load_report.h"
#include "schemagen/dsl/declaration.h"

namespace schemagen::dsl {

using base::Symbol;
using model::Kind;
using model::ObjectId;

/// A foreign key whose other side may not have been read yet.
struct PendingReference {
  ObjectId id;
  Spot at;
};

/// A sequence whose owner may not have been read yet.
struct PendingOwner {
  ObjectId sequence;
  Spot at;
};

/// An entry of `unmanaged`.
struct Unmanaged {
  std::string entry;
  Spot at;
};

/// A view whose query may say `*` for the columns of tables that have not been read yet.
struct PendingStar {
  ObjectId id;
  Spot at;
};

class Loader {
 public:
  Loader(Report& report_to, Declaration& into, const std::vector<Source>& sources);

  sql::Dialect dialect() const { return declaration.schema.dialect(); }
  bool postgresql() const { return dialect() == sql::Dialect::postgresql; }
  model::Schema& schema() { return declaration.schema; }

  void put(const ObjectId& id, model::Object object, Spot at);

  /// Whether `id` may be declared at `at`: false, and reported with both places, when its name is taken.
  /// Not for columns: a table knows its own.
  bool declare(const ObjectId& id, Spot at);
  bool is_taken(const ObjectId& id) const;
  /// Whether this very object is declared, even if it could not be read.
  bool is_declared(const ObjectId& id) const;

  /// `renamed_from` of `fields` for an object that is now `id`. `from` is the id with the old name.
  void rename(const Fields& fields, const ObjectId& id);
  void rename_value(const ObjectId& enum_id, const Value& from, Symbol to);

  /// Advice of `fields`: `phase`.
  void advise_phase(const Fields& fields, const ObjectId& id);

  void use_schema(Symbol name, Spot at);

  /// Reports a name that cannot be one: empty, too long, reserved.
  bool check_name(Kind kind, std::string_view name, Spot at);

  Report& report;
  Declaration& declaration;
  std::vector<PendingReference> references;
  std::vector<PendingOwner> owners;
  std::vector<Unmanaged> unmanaged;
  std::vector<PendingStar> stars;
  /// `drop` at the top level of a source.
  struct Drop {
    std::string word;
    Spot at;
  };
  std::optional<Drop> drop;
  std::unordered_map<Symbol, Spot> used_schemas;
  std::set<Symbol> declared_schemas;
  std::unordered_map<std::string, Symbol> types;               ///< canonical types by spelling, once checked
  std::unordered_map<std::string, Symbol> expressions;         ///< checked expressions by spelling
  std::unordered_map<Symbol, std::vector<Symbol>> names_used;  ///< in expressions
  bool complete = true;  ///< false when a source could not be read, so that "not declared" proves nothing

 private:
  /// Where names exclude each other: relations of a schema, constraints of a table, …
  enum class Space { relation, type, constraint, kind };
  struct NameKey {
    Space space = Space::kind;
    Kind kind = Kind::table;  ///< Space::kind only
    Symbol schema;
    Symbol owner;
    Symbol name;

    friend bool operator==(const NameKey&, const NameKey&) = default;
  };
  struct NameKeyHash {
    std::size_t operator()(const NameKey& key) const;
  };
  struct NameKeys {
    std::array<NameKey, 3> keys;
    std::size_t count = 0;

    const NameKey* begin() const { return keys.data(); }
    const NameKey* end() const { return keys.data() + count; }
  };
  struct Declared {
    Kind kind;
    Symbol owner;
    Symbol name;
    Spot at;

    bool is(const ObjectId& id) const { return kind == id.kind && owner == id.owner && name == id.name; }
  };

  NameKeys name_keys(const ObjectId& id) const;
  bool claim(const NameKey& key, const ObjectId& id, Spot at);
  void add_rename(diff::Rename rename, Spot at);

  std::vector<Symbol> files_;  ///< names of the sources
  std::unordered_map<NameKey, Declared, NameKeyHash> declared_;
  std::set<diff::Rename> rename_sources_;
};

// One function for each kind of top-level table. `entry` is one object: its key and its value.
void load_name_space(Loader& loader, const Entry& entry);
void load_extension(Loader& loader, const Entry& entry);
void load_enum(Loader& loader, const Entry& entry);
void load_sequence(Loader& loader, const Entry& entry);
void load_table(Loader& loader, const Entry& entry);
void load_virtual_table(Loader& loader, const Entry& entry);
void load_view(Loader& loader, const Entry& entry);
void load_materialized_view(Loader& loader, const Entry& entry);
void load_function(Loader& loader, const Entry& entry);

/// What needs all sources: referenced tables and keys, owners of sequences, schemas.
void check_references(Loader& loader);

/// `*` in a view of PostgreSQL stands for the columns that its tables are declared to have, in their order.
void expand_stars(Loader& loader);

}  // namespace schemagen::dsl
