#include <algorithm>

#include "dialect/postgres/column_type.h"
#include "dialect/postgres/rebuild.h"
#include "schemagen/base/error.h"
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
    for (auto id = before.list().rbegin(); id != before.list().rend(); ++id) take_down(*id);
    Statements down = std::move(sql_);
    sql_.clear();
    for (const ObjectId& id : after.list()) start_enum(id);
    for (const ObjectId& id : after.list()) retype(id);
    flush();
    for (const ObjectId& id : after.list()) finish_enum(id);
    for (const ObjectId& id : after.list()) put_up(id);
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

  void take_down(const ObjectId& id) {
    if (dropped(id))
      sql_.push_back(drop_sql(from_.schema, id));
    else if (role(id) == Role::defaulted)
      sql_.push_back(alter_table(id, action(id, "DROP DEFAULT")));
  }

  Symbol old_enum_name(const ObjectId& id) const { return base::clip_utf8("_sg_old_" + id.name.str(), 63); }

  void start_enum(const ObjectId& id) {
    const auto* type = to_.schema.find_as<model::EnumType>(id);
    if (type == nullptr) return;
    sql_.push_back("ALTER TYPE " + qualified(to_.schema, id) + " RENAME TO " + quoted(old_enum_name(id)));
    for (std::string& statement : create_sql(to_.schema, id)) sql_.push_back(std::move(statement));
  }

  void finish_enum(const ObjectId& id) {
    if (id.kind == Kind::enum_type) sql_.push_back("DROP TYPE " + qualified(id.schema, old_enum_name(id)));
  }

  std::string using_sql(const ObjectId& id, const Column& old, const Column& column) const {
    if (column.generated) return {};
    const std::string name = quoted(id.name);
    const std::string type = type_sql(to_.schema, column.type);
    const Advice& advice = c_.advice(id);
    if (forward_ && !advice.using_.empty()) return " USING " + advice.using_;
    const bool from_enum = from_.references.enum_of(old.type).kind == Kind::enum_type;
    const bool to_enum = to_.references.enum_of(column.type).kind == Kind::enum_type;
    const std::string array = old.type.view().ends_with("[]") ? "[]" : "";
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
    throw base::Error(base::ErrorKind::declaration,
                      "PostgreSQL has no cast for the column " + model::display_name(id) + " from " +
                          old.type.str() + " to " + column.type.str() + ".",
                      "Say with `using = \"…\"` how the old value becomes a new one.");
  }

  bool default_waits(const ObjectId& id, const Column& column) const {
    const Ids needed = to_.references.of_expression(column.default_value.view(), model::owner_id(id));
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
    if (!column.default_value.empty()) {
      const std::string set = action(id, "SET DEFAULT " + column.default_value.str());
      if (default_waits(id, column))
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
    if (!dropped(id)) return;
    Statements made = create_sql(to_.schema, id);
    if (forward_ && is_built_ahead(c_, rebuild_, id)) made.front() = take_index(id);
    if (const auto* key = to_.schema.find_as<model::ForeignKey>(id);
        key != nullptr && key->validated && key->enforced)
      made.front() += " NOT VALID";
    append(std::move(made));
  }

  std::string take_index(const ObjectId& id) const {
    const auto* primary = to_.schema.find_as<model::PrimaryKey>(id);
    const auto* unique = to_.schema.find_as<model::Unique>(id);
    const model::Deferral deferral = primary != nullptr ? primary->deferral : unique->deferral;
    return alter_table(id, "ADD CONSTRAINT " + quoted(constraint_name(to_.schema, id)) +
                               (primary != nullptr ? " PRIMARY KEY" : " UNIQUE") + " USING INDEX " +
                               quoted(ahead_name(c_, id)) + deferral_sql(deferral));
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

RebuildSql rebuild_sql(const Context& c, const Rebuild& rebuild, const Side& from, const Side& to) {
  return Writer(c, rebuild, from, to).write();
}

bool is_built_ahead(const Context& c, const Rebuild& rebuild, const ObjectId& id) {
  if (id.kind != Kind::primary_key && id.kind != Kind::unique) return false;
  for (const ObjectId& needed : c.now.of(id))
    if (needed.kind == Kind::column && rebuild.members.contains(needed)) return false;
  return true;
}

Symbol ahead_name(const Context& c, const ObjectId& id) {
  return base::clip_utf8("_sg_new_" + constraint_name(c.after, id).str(), 63);
}

}  // namespace schemagen::dialect::postgres
