#include <algorithm>

#include "dialect/postgres/column_type.h"
#include "dialect/postgres/divided.h"
#include "dialect/postgres/privileges.h"
#include "dialect/postgres/rebuild.h"
#include "dialect/postgres/rules.h"
#include "dialect/postgres/unmodelled.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Column;
using model::Kind;

constexpr std::string_view kRetypeOwnSequence = R"(
BEGIN
    EXECUTE coalesce('ALTER SEQUENCE ' || pg_get_serial_sequence({table}, {column}) || ' AS {type}', 'SELECT 1');
END
)";

/// Members in an order in which each comes after what it stands on.
class Ordered {
 public:
  Ordered(const Rebuild& rebuild, const Side& side) : rebuild_(rebuild), side_(side) {
    for (const auto& [id, role] : rebuild.members) visit(id);
  }
  const std::vector<ObjectId>& list() const { return list_; }

 private:
  void visit(const ObjectId& id) {
    if (!side_.schema.contains(id) || !seen_.insert(id).second) return;
    for (const ObjectId& needed : side_.references.of(id))
      if (rebuild_.members.contains(needed)) visit(needed);
    list_.push_back(id);
  }

  const Rebuild& rebuild_;
  const Side& side_;
  std::set<ObjectId> seen_;
  std::vector<ObjectId> list_;
};

class Writer {
 public:
  Writer(const Context& c, const Rebuild& rebuild, const Side& from, const Side& to)
      : c_(c), rebuild_(rebuild), from_(from), to_(to), forward_(&to.schema == &c.after) {}

  RebuildSql write() {
    const Ordered before(rebuild_, from_);
    const Ordered after(rebuild_, to_);
    const std::vector<ObjectId> granted = remade_with_privileges();
    if (!granted.empty()) sql_.push_back(save_privileges_sql(from_.schema, granted));
    const std::vector<ObjectId> touched = touched_by(rebuild_, from_.schema, c_);
    if (!touched.empty()) append(take_down_unmodelled_sql(from_.schema, touched, passed_names()));
    close_bridges();
    for (auto id = before.list().rbegin(); id != before.list().rend(); ++id) take_down(*id);
    Statements down = std::move(sql_);
    sql_.clear();
    swap(after);
    for (const ObjectId& id : after.list()) start_enum(id);
    for (const ObjectId& id : after.list()) retype(id);
    flush();
    for (const ObjectId& id : after.list()) finish_enum(id);
    for (const ObjectId& id : after.list()) put_up(id);
    forget_plans();
    if (!granted.empty()) append(restore_privileges_sql(granted));
    if (!touched.empty()) append(put_up_unmodelled_sql());
    return {std::move(down), std::move(sql_)};
  }

 private:
  Role role(const ObjectId& id) const { return rebuild_.members.at(id); }
  bool dropped(const ObjectId& id) const {
    const Role is = role(id);
    return is == Role::remade || is == Role::gone || is == Role::made;
  }

  static std::string action(const ObjectId& id, const std::string& text) {
    return "ALTER COLUMN " + quoted(id.name) + " " + text;
  }

  std::vector<ObjectId> remade_with_privileges() const {
    std::vector<ObjectId> found;
    for (const auto& [id, its_role] : rebuild_.members) {
      const bool anew = its_role == Role::remade || id.kind == Kind::enum_type;
      if (anew && is_grantable(id.kind) && from_.schema.contains(id) && to_.schema.contains(id))
        found.push_back(id);
    }
    return found;
  }

  std::vector<PassedName> passed_names() const {
    std::vector<PassedName> found;
    for (const auto& [id, its_role] : rebuild_.members)
      if (const Shadow* column = id.kind == Kind::column ? shadow(id) : nullptr;
          column != nullptr && column->renamed())
        found.push_back({column->old_id(), column->id});
    return found;
  }

  const Shadow* shadow(const ObjectId& id) const {
    return role(id) == Role::swapped ? c_.staging->by_id(id) : nullptr;
  }

  void swap(const Ordered& after) {
    for (const ObjectId& id : after.list())
      if (const Shadow* column = shadow(id)) append(swap_column_sql(c_, *column));
    for (const ObjectId& id : after.list())
      if (const NewEnum* type = role(id) == Role::swapped ? c_.staging->new_enum(id) : nullptr)
        append(
            {"DROP TYPE " + qualified(from_.schema, id),
             "ALTER TYPE " + qualified(id.schema, type->in_middle.name) + " RENAME TO " + quoted(id.name)});
    for (const ObjectId& id : after.list())
      if (const Shadow* column = shadow(id)) append(finish_column_sql(c_, *column));
  }

  void close_bridges() {
    std::set<ObjectId> tables;
    for (const auto& [id, its_role] : rebuild_.members)
      if (shadow(id) != nullptr) tables.insert(model::owner_id(id));
    for (const ObjectId& table : tables) {
      if (const auto first = c_.before_swap.find(table); first != c_.before_swap.end()) append(first->second);
    }
  }

  /// Sessions that have fired a trigger keep its plans, and those fail for the new type of a column.
  void forget_plans() {
    std::set<ObjectId> tables;
    for (const auto& [id, its_role] : rebuild_.members)
      if (id.kind == Kind::column && (shadow(id) != nullptr || its_role == Role::retyped))
        tables.insert(model::owner_id(id));
    for (const ObjectId& table : tables) {
      const auto owned = to_.schema.owned_by(table.schema, table.name);
      if (std::any_of(owned.begin(), owned.end(),
                      [](const ObjectId& id) { return id.kind == Kind::trigger; }))
        append(
            {"CALL pg_temp.forget_plans(" + sql::quote_literal(qualified(table.schema, table.name)) + ")"});
    }
  }

  bool is_old_form(const ObjectId& id) const { return c_.swaps && c_.staging->by_old_id(id) != nullptr; }

  void take_down(const ObjectId& id) {
    if (id.kind == Kind::column && is_old_form(id)) return;
    if (dropped(id) || role(id) == Role::copied)
      sql_.push_back(drop_sql(from_.schema, id));
    else if (role(id) == Role::defaulted)
      sql_.push_back(alter_table(id, action(id, "DROP DEFAULT")));
  }

  Symbol old_enum_name(const ObjectId& id) const { return c_.beside("old", id.name); }

  void start_enum(const ObjectId& id) {
    if (id.kind != Kind::enum_type || role(id) == Role::swapped) return;
    sql_.push_back("ALTER TYPE " + qualified(to_.schema, id) + " RENAME TO " + quoted(old_enum_name(id)));
    for (std::string& statement : create_sql(to_.schema, id)) sql_.push_back(std::move(statement));
  }

  void finish_enum(const ObjectId& id) {
    if (id.kind == Kind::enum_type && role(id) != Role::swapped)
      sql_.push_back("DROP TYPE " + qualified(id.schema, old_enum_name(id)));
  }

  std::string using_sql(const ObjectId& id, const Column& old, const Column& column) const {
    if (column.generated) return {};
    const std::string name = quoted(id.name);
    const std::string type = type_sql(to_.schema, column.type);
    const Advice& advice = c_.advice(id);
    if (forward_ && !advice.using_.empty()) return " USING " + advice.using_;
    if (depends_on_time_zone(old.type, column.type)) refuse_conversion(id, old.type, column.type);
    const bool from_enum = from_.references.enum_of(old.type).kind == Kind::enum_type;
    const bool to_enum = to_.references.enum_of(column.type).kind == Kind::enum_type;
    const std::string array = old.type.view().ends_with("[]") ? "[]" : "";
    const ValueMap& map = c_.advice(from_.references.enum_of(old.type)).map;
    if (forward_ && from_enum && to_enum && !map.empty())
      return " USING " + mapped_sql(map, name, old.type, "::" + type);
    if (from_enum && to_enum) return " USING " + name + "::text" + array + "::" + type;
    if (from_enum && cast_between(old.type, column.type) != Cast::assignment)
      return " USING " + name + "::text" + array + "::" + type;
    switch (cast_between(old.type, column.type)) {
      case Cast::assignment:
        return {};
      case Cast::explicit_:
        return " USING " + name + "::" + type;
      case Cast::none:
        break;
    }
    refuse_conversion(id, old.type, column.type);
  }

  /// A default that goes stays until contract.
  Symbol default_value(const Column& old, const Column& column) const {
    const bool early = forward_ && rebuild_.phase == Phase::expand && goes_without_default(old, column);
    return early ? old.default_value : column.default_value;
  }

  bool default_waits(const ObjectId& id, Symbol value) const {
    const Ids needed = to_.references.of_expression(value.view(), model::owner_id(id));
    return std::any_of(needed.begin(), needed.end(), [&](const ObjectId& other) {
      return other.kind == Kind::function && rebuild_.members.contains(other);
    });
  }

  void retype(const ObjectId& id) {
    if (id.kind != Kind::column || role(id) != Role::retyped) return;
    const auto& old = *from_.schema.find_as<Column>(id);
    const auto& column = *to_.schema.find_as<Column>(id);
    std::vector<std::string>& actions = actions_[model::owner_id(id)];
    if (old.identity && !column.identity) actions.push_back(action(id, "DROP IDENTITY IF EXISTS"));
    if (!old.default_value.empty() || (old.serial && !column.serial))
      actions.push_back(action(id, "DROP DEFAULT"));
    if (old.generated != column.generated && column.generated) {
      actions.push_back(action(id, "SET EXPRESSION AS (" + column.generated->expression.str() + ")"));
    } else {
      std::string text = "TYPE " + type_sql(to_.schema, column.type);
      if (!column.collation.empty()) text += " COLLATE " + collation_sql(to_.schema, column.collation);
      actions.push_back(action(id, text + using_sql(id, old, column)));
      if (!column.storage.empty())
        actions.push_back(action(id, "SET STORAGE " + base::to_upper(column.storage.view())));
      if (!column.compression.empty())
        actions.push_back(action(id, "SET COMPRESSION " + quoted(column.compression)));
    }
    if (old.generated && !column.generated) actions.push_back(action(id, "DROP EXPRESSION IF EXISTS"));
    const Symbol value = default_value(old, column);
    if (!value.empty()) {
      const std::string set = action(id, "SET DEFAULT " + value.str());
      if (default_waits(id, value))
        late_.push_back(alter_table(id, set));
      else
        actions.push_back(set);
    }
    if (old.serial && column.serial && old.type != column.type)
      behind_.push_back(
          "DO " + sql::quote_dollar(fill(kRetypeOwnSequence, {{"table", sql::quote_literal(relation_of(id))},
                                                              {"column", sql::quote_literal(id.name.view())},
                                                              {"type", column.type.str()}})));
  }

  void flush() {
    for (const auto& [table, actions] : actions_)
      sql_.push_back("ALTER TABLE " + qualified(table.schema, table.name) + "\n    " +
                     base::join(actions, ",\n    "));
    sql_.insert(sql_.end(), behind_.begin(), behind_.end());
  }

  void put_up(const ObjectId& id) {
    if (role(id) == Role::defaulted) {
      const auto& column = *to_.schema.find_as<Column>(id);
      if (!column.default_value.empty())
        sql_.push_back(alter_table(id, action(id, "SET DEFAULT " + column.default_value.str())));
      return;
    }
    if (id.kind == Kind::function) {
      append(create_sql(to_.schema, id));
      sql_.insert(sql_.end(), late_.begin(), late_.end());
      late_.clear();
      return;
    }
    if (role(id) == Role::copied) append(take_copy_sql(id));
    if (!dropped(id)) return;
    Statements made = create_sql(to_.schema, id);
    if (forward_ && is_built_ahead(c_, rebuild_, id)) made = take_ahead_sql(id, std::move(made));
    if (const auto* key = to_.schema.find_as<model::ForeignKey>(id);
        key != nullptr && key->validated && key->enforced)
      made.front() += " NOT VALID";
    append(std::move(made));
  }

  Statements take_copy_sql(const ObjectId& id) const {
    const Symbol name = c_.staging->copies.at(id).in_middle.name;
    if (id.kind == Kind::primary_key || id.kind == Kind::unique) {
      if (c_.on_divided_relation(id)) return take_divided_key_sql(c_, id, name, rebuild_.phase);
      Statements sql = comments_sql(to_.schema, id);
      sql.insert(sql.begin(), take_index(id, name));
      return sql;
    }
    if (name == id.name) return {};
    if (id.kind == Kind::index) {
      Statements sql = rename_parts_sql(c_, id, name, id.name);
      sql.insert(sql.begin(), rename_index_sql(id.schema, name, id.name));
      return sql;
    }
    Statements sql{alter_table(id, "RENAME CONSTRAINT " + quoted(name) + " TO " + quoted(id.name))};
    if (id.kind == Kind::foreign_key && c_.on_divided_relation(id))
      sql.push_back(name_parts_like_whole_sql(id));
    return sql;
  }

  std::string take_index(const ObjectId& id, Symbol index) const {
    return alter_table(id, add_using_index_sql(to_.schema, id, constraint_name(to_.schema, id), index));
  }

  Statements take_ahead_sql(const ObjectId& id, Statements made) const {
    if (c_.on_divided_relation(id)) return take_divided_key_sql(c_, id, ahead_name(c_, id), rebuild_.phase);
    made.front() = take_index(id, ahead_name(c_, id));
    return made;
  }

  void append(Statements statements) {
    for (std::string& statement : statements) sql_.push_back(std::move(statement));
  }

  const Context& c_;
  const Rebuild& rebuild_;
  const Side& from_;
  const Side& to_;
  const bool forward_;
  Statements sql_;
  std::map<ObjectId, std::vector<std::string>> actions_;
  Statements behind_;
  Statements late_;
};

}  // namespace

std::vector<ObjectId> touched_by(const Rebuild& rebuild, const Schema& schema, const Context& c) {
  std::vector<ObjectId> found;
  for (const auto& [id, role] : rebuild.members) {
    const bool in_place = role == Role::defaulted || role == Role::copied;
    const bool stays = role == Role::swapped && id.kind == Kind::column && c.staging->by_id(id)->renamed();
    if (!in_place && !stays && carries_unmodelled(id.kind) && schema.contains(id)) found.push_back(id);
  }
  return found;
}

RebuildSql rebuild_sql(const Context& c, const Rebuild& rebuild, const Side& from, const Side& to) {
  return Writer(c, rebuild, from, to).write();
}

bool is_built_ahead(const Context& c, const Rebuild& rebuild, const ObjectId& id) {
  if (id.kind != Kind::primary_key && id.kind != Kind::unique) return false;
  if (rebuild.members.at(id) == Role::copied) return false;
  for (const ObjectId& needed : c.now.of(id))
    if (needed.kind == Kind::column && rebuild.members.contains(needed)) return false;
  return true;
}

Symbol ahead_name(const Context& c, const ObjectId& id) {
  return c.beside("new", constraint_name(c.after, id));
}

}  // namespace schemagen::dialect::postgres
