#include "db/sqlite/introspect.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "db/sqlite/ddl.h"
#include "db/sqlite/shadow_tables.h"
#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/expression.h"

namespace schemagen::db::sqlite {
namespace {

using model::Kind;
using model::ObjectId;

constexpr const char* kSameName =
    "another constraint of the table has this name too; a rebuild leaves the second name out";

struct TableEntry {
  Symbol name;
  TableDefinition definition;
  std::vector<Named<model::Index>> indexes;
};

/// A relation by its lower-case name: how it is spelled, and its place among the tables if it is one.
struct Relation {
  Symbol name;
  std::optional<std::size_t> table;
};

std::vector<Symbol> names_of(const std::vector<model::KeyColumn>& columns) {
  std::vector<Symbol> names;
  names.reserve(columns.size());
  for (const model::KeyColumn& column : columns) names.push_back(column.name);
  return names;
}

/// The column that an unnamed CHECK is called after: the one it uses, if it uses exactly one.
std::vector<Symbol> name_columns(const model::Check& check, const TableDefinition& table) {
  std::set<Symbol> used;
  for (const Symbol name : sql::column_names_in(check.expression.view(), sql::Dialect::sqlite))
    if (const std::optional<Symbol> column = find_column(table, name.view())) used.insert(*column);
  return used.size() == 1 ? std::vector<Symbol>{*used.begin()} : std::vector<Symbol>{};
}
std::vector<Symbol> name_columns(const model::Unique& unique, const TableDefinition&) {
  return names_of(unique.columns);
}
std::vector<Symbol> name_columns(const model::ForeignKey& key, const TableDefinition&) { return key.columns; }

template <class T>
bool holds_name(const std::vector<Named<T>>& parts, std::size_t count, Symbol name) {
  return std::any_of(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(count),
                     [&](const Named<T>& part) { return part.name == name; });
}

template <class T>
void sort_by_name(std::vector<Named<T>>& parts) {
  std::sort(parts.begin(), parts.end(), [](const Named<T>& a, const Named<T>& b) { return a.name < b.name; });
}

/// A table that SQLite keeps for itself.
bool is_of_sqlite(std::string_view table) {
  constexpr std::string_view kPrefix = "sqlite_";
  return base::equals_ignoring_case(table.substr(0, kPrefix.size()), kPrefix);
}

class SchemaBuilder {
 public:
  SchemaBuilder(const std::vector<StoredObject>& stored, const std::set<std::string>& shadows)
      : stored_(stored), shadows_(shadows) {}

  model::Schema build() {
    for (const StoredObject& object : stored_)
      if (!object.temporary && object.type == "table" && is_virtual_table(object.sql))
        read_virtual_table(object);
    tables_.reserve(stored_.size());
    for (const StoredObject& object : stored_)
      if (object.type == "table" && !is_virtual_table(object.sql) && is_ours(object)) read_table(object);
    std::vector<const StoredObject*> triggers;
    for (const StoredObject& object : stored_) {
      if (object.type == "table" || object.sql.empty() || !is_ours(object)) continue;
      if (object.type == "trigger")
        triggers.push_back(&object);
      else
        read_other(object);
    }
    for (TableEntry& table : tables_) complete(table);
    put_everything();
    for (const StoredObject* trigger : triggers) put_trigger(*trigger);
    return std::move(schema_);
  }

 private:
  /// Notes temporary objects and passes over what belongs to others.
  bool is_ours(const StoredObject& object) {
    const bool owned = object.type == "index" || object.type == "trigger";
    const std::string& table = owned ? object.table : object.name;
    if (is_of_sqlite(table) || is_shadow(table)) return false;
    if (object.temporary)
      note("temporary " + object.type, ObjectId{Kind::table, {}, {}, object.name},
           "it ends with the connection");
    return !object.temporary;
  }

  bool is_shadow(const std::string& table) const {
    if (virtual_tables_.empty()) return false;
    if (shadows_.contains(table)) return true;
    return std::any_of(virtual_tables_.begin(), virtual_tables_.end(), [&](const auto& virtual_table) {
      return is_shadow_table(table, virtual_table.name.view(), virtual_table.object.module.view());
    });
  }

  void note(std::string kind, const ObjectId& id, std::string detail) {
    schema_.unmodelled().push_back({std::move(kind), model::display_name(id), std::move(detail)});
  }

  void note_unreadable(const StoredObject& object, const ObjectId& id, const base::Error& error) {
    note(object.type, id, std::string("its definition cannot be read: ") + error.what());
  }

  void note_loss(Symbol table, const Loss& loss) {
    const std::string where = loss.column.empty() ? "" : " of column " + loss.column.str();
    note(loss.kind + where, ObjectId{Kind::check, {}, table, loss.name}, loss.detail);
  }

  void read_virtual_table(const StoredObject& object) {
    try {
      virtual_tables_.push_back({object.name, parse_virtual_table(object.sql)});
      relations_.emplace(base::to_lower(object.name), Relation{object.name, std::nullopt});
    } catch (const base::Error& error) {
      note_unreadable(object, model::table_id({}, object.name), error);
    }
  }

  void read_table(const StoredObject& object) {
    try {
      tables_.push_back({object.name, parse_table(object.sql), {}});
      relations_.emplace(base::to_lower(object.name), Relation{object.name, tables_.size() - 1});
    } catch (const base::Error& error) {
      note_unreadable(object, model::table_id({}, object.name), error);
    }
  }

  const Relation* find_relation(std::string_view name) const {
    const auto found = relations_.find(base::to_lower(name));
    return found == relations_.end() ? nullptr : &found->second;
  }

  void read_other(const StoredObject& object) {
    if (object.type == "index")
      read_index(object);
    else if (object.type == "view")
      read_view(object);
    else
      note(object.type, ObjectId{Kind::table, {}, {}, object.name},
           "schemagen does not know objects of this type");
  }

  void read_index(const StoredObject& object) {
    const Relation* table = find_relation(object.table);
    const ObjectId id{Kind::index, {}, object.table, object.name};
    if (table == nullptr || !table->table) {
      note("index", id, "its table is not modelled");
      return;
    }
    TableEntry& entry = tables_[*table->table];
    try {
      entry.indexes.push_back({object.name, parse_index(object.sql, entry.definition)});
    } catch (const base::Error& error) {
      note_unreadable(object, id, error);
    }
  }

  void read_view(const StoredObject& object) {
    try {
      views_.push_back({object.name, parse_view(object.sql)});
      relations_.emplace(base::to_lower(object.name), Relation{object.name, std::nullopt});
    } catch (const base::Error& error) {
      note_unreadable(object, ObjectId{Kind::view, {}, {}, object.name}, error);
    }
  }

  void complete(TableEntry& table) {
    TableDefinition& definition = table.definition;
    for (Named<model::ForeignKey>& key : definition.foreign_keys) resolve_reference(key.object);
    name_constraints(table, definition.uniques, "key");
    name_constraints(table, definition.checks, "check");
    name_constraints(table, definition.foreign_keys, "fkey");
    for (const Loss& loss : definition.losses) note_loss(table.name, loss);
  }

  void resolve_reference(model::ForeignKey& key) {
    const Relation* relation = find_relation(key.ref_table.view());
    if (relation == nullptr) return;
    key.ref_table = relation->name;
    if (!relation->table) return;
    const TableDefinition& target = tables_[*relation->table].definition;
    for (Symbol& column : key.ref_columns) column = find_column(target, column.view()).value_or(column);
    if (key.ref_columns.empty() && target.primary_key &&
        target.primary_key->columns.size() == key.columns.size())
      key.ref_columns = names_of(target.primary_key->columns);
  }

  /// Given names come first, so that an automatic one never takes the place of one that somebody wrote.
  template <class T>
  void name_constraints(TableEntry& table, std::vector<Named<T>>& parts, const char* label) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (parts[i].name.empty() || !holds_name(parts, i, parts[i].name)) continue;
      table.definition.losses.push_back({kConstraintName, {}, parts[i].name, kSameName});
      parts[i].name = {};
    }
    for (Named<T>& part : parts) {
      if (!part.name.empty()) continue;
      part.object.naming = model::Naming::automatic;
      part.name = free_name(parts, table.name, name_columns(part.object, table.definition), label);
    }
  }

  template <class T>
  static Symbol free_name(const std::vector<Named<T>>& parts, Symbol table,
                          const std::vector<Symbol>& columns, const std::string& label) {
    for (int number = 0;; ++number) {
      const std::string suffix = number == 0 ? "" : std::to_string(number);
      const Symbol name = model::automatic_name(table.view(), columns, label + suffix);
      if (!holds_name(parts, parts.size(), name)) return name;
    }
  }

  /// Each kind in the order of its ids, which is the cheapest one to fill a Schema in.
  void put_everything() {
    std::vector<TableEntry*> sorted;
    sorted.reserve(tables_.size());
    for (TableEntry& table : tables_) sorted.push_back(&table);
    std::sort(sorted.begin(), sorted.end(),
              [](const TableEntry* a, const TableEntry* b) { return a->name < b->name; });
    for (TableEntry* table : sorted) put_table(*table);
    put_parts(Kind::virtual_table, {}, virtual_tables_);
    put_parts(Kind::view, {}, views_);
  }

  void put_table(TableEntry& table) {
    TableDefinition& definition = table.definition;
    schema_.put(model::table_id({}, table.name), std::move(definition.table));
    put_parts(Kind::column, table.name, definition.columns);
    if (definition.primary_key)
      schema_.put(model::primary_key_id({}, table.name), std::move(*definition.primary_key));
    put_parts(Kind::unique, table.name, definition.uniques);
    put_parts(Kind::check, table.name, definition.checks);
    put_parts(Kind::foreign_key, table.name, definition.foreign_keys);
    put_parts(Kind::index, table.name, table.indexes);
  }

  template <class T>
  void put_parts(Kind kind, Symbol owner, std::vector<Named<T>>& parts) {
    sort_by_name(parts);
    for (Named<T>& part : parts) schema_.put({kind, {}, owner, part.name}, std::move(part.object));
  }

  /// A trigger may be on a table or on a view.
  void put_trigger(const StoredObject& object) {
    const Relation* relation = find_relation(object.table);
    const Symbol owner = relation == nullptr ? Symbol(object.table) : relation->name;
    const ObjectId id{Kind::trigger, {}, owner, object.name};
    if (relation == nullptr)
      note("trigger", id, "its table is not modelled");
    else
      schema_.put(id, model::Trigger{object.sql, model::Trigger::Firing::origin, {}});
  }

  const std::vector<StoredObject>& stored_;
  const std::set<std::string>& shadows_;
  model::Schema schema_{sql::Dialect::sqlite};
  std::vector<TableEntry> tables_;
  std::vector<Named<model::VirtualTable>> virtual_tables_;
  std::vector<Named<model::View>> views_;
  std::unordered_map<std::string, Relation> relations_;
};

}  // namespace

model::Schema schema_of(const std::vector<StoredObject>& stored, const std::set<std::string>& shadows) {
  return SchemaBuilder(stored, shadows).build();
}

}  // namespace schemagen::db::sqlite
