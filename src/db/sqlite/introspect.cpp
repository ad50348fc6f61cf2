#include "db/sqlite/introspect.h"

#include <unordered_map>
#include <utility>

#include "db/foreign_tables.h"
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

class SchemaBuilder {
 public:
  SchemaBuilder(const std::vector<StoredObject>& stored, const std::set<std::string>& shadows)
      : stored_(stored), shadows_(shadows) {}

  model::Schema build() {
    for (const StoredObject& object : stored_)
      if (!object.temporary && object.type == "table" && is_virtual_table(object.sql))
        add_virtual_table(object);
    for (const StoredObject& object : stored_)
      if (object.type == "table" && !is_virtual_table(object.sql) && is_ours(object)) read_table(object);
    for (TableEntry& table : tables_) put_table(table);
    std::vector<const StoredObject*> triggers;
    for (const StoredObject& object : stored_) {
      if (object.type == "table" || object.sql.empty() || !is_ours(object)) continue;
      if (object.type == "trigger")
        triggers.push_back(&object);
      else
        add_other(object);
    }
    for (const StoredObject* trigger : triggers) add_trigger(*trigger);
    return std::move(schema_);
  }

 private:
  /// Notes temporary objects and passes over what belongs to others.
  bool is_ours(const StoredObject& object) {
    const bool owned = object.type == "index" || object.type == "trigger";
    const std::string& table = owned ? object.table : object.name;
    if (is_foreign_table(table) || is_foreign_table(object.name) || is_shadow(table)) return false;
    if (object.temporary)
      note("temporary " + object.type, ObjectId{Kind::table, {}, {}, object.name},
           "it ends with the connection");
    return !object.temporary;
  }

  bool is_shadow(const std::string& table) const {
    if (virtual_tables_.empty()) return false;
    if (shadows_.contains(table)) return true;
    for (const auto& [name, module] : virtual_tables_)
      if (is_shadow_table(table, name.view(), module.view())) return true;
    return false;
  }

  void note(std::string kind, const ObjectId& id, std::string detail) {
    schema_.unmodelled().push_back({std::move(kind), model::display_name(id), std::move(detail)});
  }

  void note_unreadable(const StoredObject& object, const ObjectId& id, const base::Error& error) {
    note(object.type, id, std::string("its definition cannot be read: ") + error.what());
  }

  void add_virtual_table(const StoredObject& object) {
    if (is_foreign_table(object.name)) return;
    const ObjectId id{Kind::virtual_table, {}, {}, object.name};
    try {
      model::VirtualTable table = parse_virtual_table(object.sql);
      virtual_tables_.emplace_back(object.name, table.module);
      relations_.emplace(base::to_lower(object.name), object.name);
      schema_.put(id, std::move(table));
    } catch (const base::Error& error) {
      note_unreadable(object, id, error);
    }
  }

  void read_table(const StoredObject& object) {
    try {
      tables_.push_back({object.name, parse_table(object.sql)});
      const std::string lower = base::to_lower(object.name);
      table_index_.emplace(lower, tables_.size() - 1);
      relations_.emplace(lower, object.name);
    } catch (const base::Error& error) {
      note_unreadable(object, model::table_id({}, object.name), error);
    }
  }

  TableEntry* find_table(std::string_view name) {
    const auto found = table_index_.find(base::to_lower(name));
    return found == table_index_.end() ? nullptr : &tables_[found->second];
  }

  void put_table(TableEntry& table) {
    TableDefinition& definition = table.definition;
    schema_.put(model::table_id({}, table.name), definition.table);
    for (Named<model::Column>& column : definition.columns)
      schema_.put(model::column_id({}, table.name, column.name), column.object);
    if (definition.primary_key) schema_.put(model::primary_key_id({}, table.name), *definition.primary_key);
    for (Named<model::ForeignKey>& key : definition.foreign_keys) resolve_reference(key.object);
    put_constraints(table, Kind::unique, definition.uniques, "key");
    put_constraints(table, Kind::check, definition.checks, "check");
    put_constraints(table, Kind::foreign_key, definition.foreign_keys, "fkey");
    for (const Loss& loss : definition.losses) note_loss(table.name, loss.column, loss.name, loss.detail);
  }

  void note_loss(Symbol table, Symbol column, Symbol name, const char* detail) {
    const std::string where = column.empty() ? "" : " of column " + column.str();
    note("constraint name" + where, ObjectId{Kind::check, {}, table, name}, detail);
  }

  /// Given names first, so that an automatic one never takes the place of one that somebody wrote.
  template <class T>
  void put_constraints(const TableEntry& table, Kind kind, std::vector<Named<T>>& parts, const char* label) {
    for (Named<T>& part : parts) {
      if (part.name.empty()) continue;
      const ObjectId id{kind, {}, table.name, part.name};
      if (schema_.contains(id)) {
        note_loss(table.name, {}, part.name, kSameName);
        part.name = {};
      } else {
        schema_.put(id, part.object);
      }
    }
    for (Named<T>& part : parts) {
      if (!part.name.empty()) continue;
      part.object.naming = model::Naming::automatic;
      schema_.put(free_id(kind, table.name, name_columns(part.object, table.definition), label), part.object);
    }
  }

  ObjectId free_id(Kind kind, Symbol table, const std::vector<Symbol>& columns,
                   const std::string& label) const {
    for (int number = 0;; ++number) {
      const std::string suffix = number == 0 ? "" : std::to_string(number);
      const ObjectId id{kind, {}, table, model::automatic_name(table.view(), columns, label + suffix)};
      if (!schema_.contains(id)) return id;
    }
  }

  void resolve_reference(model::ForeignKey& key) {
    const TableEntry* target = find_table(key.ref_table.view());
    if (target == nullptr) {
      const auto relation = relations_.find(base::to_lower(key.ref_table.view()));
      if (relation != relations_.end()) key.ref_table = relation->second;
      return;
    }
    key.ref_table = target->name;
    for (Symbol& column : key.ref_columns)
      column = find_column(target->definition, column.view()).value_or(column);
    const auto& primary_key = target->definition.primary_key;
    if (key.ref_columns.empty() && primary_key && primary_key->columns.size() == key.columns.size())
      key.ref_columns = names_of(primary_key->columns);
  }

  void add_other(const StoredObject& object) {
    if (object.type == "index")
      add_index(object);
    else if (object.type == "view")
      add_view(object);
    else
      note(object.type, ObjectId{Kind::table, {}, {}, object.name},
           "schemagen does not know objects of this type");
  }

  void add_index(const StoredObject& object) {
    const TableEntry* table = find_table(object.table);
    const ObjectId id{Kind::index, {}, table == nullptr ? Symbol(object.table) : table->name, object.name};
    if (table == nullptr) {
      note("index", id, "its table is not modelled");
      return;
    }
    try {
      schema_.put(id, parse_index(object.sql, table->definition));
    } catch (const base::Error& error) {
      note_unreadable(object, id, error);
    }
  }

  void add_view(const StoredObject& object) {
    const ObjectId id{Kind::view, {}, {}, object.name};
    try {
      model::View view = parse_view(object.sql);
      relations_.emplace(base::to_lower(object.name), object.name);
      schema_.put(id, std::move(view));
    } catch (const base::Error& error) {
      note_unreadable(object, id, error);
    }
  }

  /// Behind tables and views, since it may be on either.
  void add_trigger(const StoredObject& object) {
    const auto relation = relations_.find(base::to_lower(object.table));
    const bool known = relation != relations_.end();
    const ObjectId id{Kind::trigger, {}, known ? relation->second : Symbol(object.table), object.name};
    if (known)
      schema_.put(id, model::Trigger{object.sql, model::Trigger::Firing::origin, {}});
    else
      note("trigger", id, "its table is not modelled");
  }

  const std::vector<StoredObject>& stored_;
  const std::set<std::string>& shadows_;
  model::Schema schema_{sql::Dialect::sqlite};
  std::vector<TableEntry> tables_;
  std::unordered_map<std::string, std::size_t> table_index_;
  std::unordered_map<std::string, Symbol> relations_;      ///< lower-case name → declared spelling
  std::vector<std::pair<Symbol, Symbol>> virtual_tables_;  ///< name, module
};

}  // namespace

model::Schema schema_of(const std::vector<StoredObject>& stored, const std::set<std::string>& shadows) {
  return SchemaBuilder(stored, shadows).build();
}

}  // namespace schemagen::db::sqlite
