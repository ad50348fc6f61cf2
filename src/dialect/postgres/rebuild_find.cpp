#include <algorithm>
#include <optional>

#include "dialect/postgres/column_type.h"
#include "dialect/postgres/index_name.h"
#include "dialect/postgres/rebuild.h"
#include "dialect/postgres/rules.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Column;
using model::Kind;

constexpr int kSetExpression = 170000;

/// A foreign key can stand on it.
bool is_key(Kind kind) { return kind == Kind::primary_key || kind == Kind::unique || kind == Kind::index; }

bool is_relation_with_query(Kind kind) { return kind == Kind::view || kind == Kind::materialized_view; }

std::optional<Role> column_role(const Context& c, const Column& old, const Column& column) {
  if (old.generated != column.generated) {
    if (old.generated && !column.generated && old.generated->stored && old.type == column.type)
      return std::nullopt;
    const bool in_place = old.generated && column.generated && c.target.version >= kSetExpression &&
                          old.generated->stored == column.generated->stored && old.type == column.type;
    return in_place ? Role::retyped : Role::remade;
  }
  if (old.type != column.type || old.collation != column.collation) return Role::retyped;
  return std::nullopt;
}

/// The role of a changed object that others may stand in the way of.
std::optional<Role> core_role(const Context& c, const diff::Change& change) {
  if (!change.changed()) return std::nullopt;
  const auto both = [&](auto test) -> bool { return test(*change.before, *change.after); };
  switch (change.id.kind) {
    case Kind::column:
      return column_role(c, std::get<Column>(*change.before), std::get<Column>(*change.after));
    case Kind::enum_type:
      if (only_adds_values(std::get<model::EnumType>(*change.before),
                           std::get<model::EnumType>(*change.after)))
        return std::nullopt;
      return Role::retyped;
    case Kind::function:
      if (can_replace(std::get<model::Function>(*change.before), std::get<model::Function>(*change.after)))
        return std::nullopt;
      return Role::remade;
    case Kind::primary_key:
      if (!key_differs(std::get<model::PrimaryKey>(*change.before),
                       std::get<model::PrimaryKey>(*change.after)))
        return std::nullopt;
      return Role::remade;
    case Kind::unique:
      if (!key_differs(std::get<model::Unique>(*change.before), std::get<model::Unique>(*change.after)))
        return std::nullopt;
      return Role::remade;
    case Kind::view:
      if (both([](const auto& a, const auto& b) {
            return std::get<model::View>(a).query == std::get<model::View>(b).query;
          }))
        return std::nullopt;
      return Role::remade;
    case Kind::materialized_view:
      if (both([](const auto& a, const auto& b) {
            return std::get<model::MaterializedView>(a).query == std::get<model::MaterializedView>(b).query;
          }))
        return std::nullopt;
      return Role::remade;
    case Kind::extension:
    case Kind::name_space:
    case Kind::sequence:
    case Kind::table:
    case Kind::virtual_table:
    case Kind::partition:
    case Kind::check:
    case Kind::exclusion:
    case Kind::foreign_key:
    case Kind::index:
    case Kind::trigger:
      return std::nullopt;
  }
  return std::nullopt;
}

bool has_expression(const model::Object& object) {
  bool found = false;
  model::Object copy = object;
  model::for_each_sql(copy, [&](model::SqlRole, Symbol&) { found = true; });
  return found;
}

Symbol query_of(const model::Object& object) {
  if (const auto* view = std::get_if<model::View>(&object)) return view->query;
  if (const auto* view = std::get_if<model::MaterializedView>(&object)) return view->query;
  return {};
}

class Finder {
 public:
  explicit Finder(const Context& c) : c_(c) {
    for (const diff::Change& change : c.changes) changes_[change.id] = &change;
  }

  std::vector<Rebuild> find() {
    for (const diff::Change& change : c_.changes) {
      const bool ready = is_copied(change.id) || (c_.swaps && (c_.staging->by_id(change.id) != nullptr ||
                                                               c_.staging->new_enum(change.id) != nullptr));
      if (const auto role = core_role(c_, change); role && !ready) add(change.id, *role);
      add_turned(change);
      add_named(change);
      add_referenced(change);
    }
    add_shadows();
    if (members_.empty()) return {};
    while (!open_.empty()) {
      const ObjectId id = open_.back();
      open_.pop_back();
      visit(id);
    }
    add_between();
    join_related();
    return groups();
  }

 private:
  /// A view that becomes a materialized view, or the reverse: same name, two objects.
  void add_turned(const diff::Change& change) {
    if (!change.removed() || !is_relation_with_query(change.id.kind)) return;
    ObjectId other = change.id;
    other.kind = other.kind == Kind::view ? Kind::materialized_view : Kind::view;
    if (c_.before.contains(other) || !c_.after.contains(other)) return;
    add(change.id, Role::gone);
    add(other, Role::made);
    join(change.id, other);
  }

  /// A key of a partitioned table cannot be there under another name while the old one serves.
  void add_named(const diff::Change& change) {
    const ObjectId& id = change.id;
    if (!change.added() || (id.kind != Kind::primary_key && id.kind != Kind::unique)) return;
    if (c_.on_new_relation(id) || !c_.on_divided_relation(id)) return;
    const std::optional<ObjectId> holder = name_holder(c_, id.schema, constraint_name(c_.after, id));
    if (!holder || !is_kept_until_contract(c_, *holder) || c_.on_dropped_relation(*holder)) return;
    add(*holder, Role::gone);
    add(id, Role::made);
    join(*holder, id);
  }

  /// A key that goes under foreign keys that stay, because another key serves them.
  void add_referenced(const diff::Change& change) {
    if (!change.removed() || !is_key(change.id.kind) || c_.on_dropped_relation(change.id) ||
        is_taken_over(c_, change.id))
      return;
    const std::vector<ObjectId>& dependents = c_.then.dependents(change.id);
    if (std::any_of(dependents.begin(), dependents.end(), [&](const ObjectId& other) {
          return other.kind == Kind::foreign_key && c_.after.contains(other) && !is_copied(other) &&
                 !leaves_table(other);
        }))
      add(change.id, Role::gone);
  }

  /// The new form of a foreign key that refers to another table stands beside the old one, which then goes.
  bool leaves_table(const ObjectId& id) const {
    const auto& old = *c_.before.find_as<model::ForeignKey>(id);
    const auto& key = *c_.after.find_as<model::ForeignKey>(id);
    return old.ref_schema != key.ref_schema || old.ref_table != key.ref_table;
  }

  /// Columns and copies that stand ready take their places together with whatever stands on the old ones.
  void add_shadows() {
    if (!c_.swaps) return;
    for (const Shadow& shadow : c_.staging->shadows) {
      add(shadow.id, Role::swapped);
      if (!shadow.renamed()) continue;
      add(shadow.old_id(), Role::gone);
      join(shadow.id, shadow.old_id());
    }
    for (const NewEnum& type : c_.staging->enums) add(type.id, Role::swapped);
    for (const auto& [id, copy] : c_.staging->copies)
      if (copy.in_middle != id) add(id, Role::copied);
  }

  bool is_copied(const ObjectId& id) const {
    if (!c_.swaps) return false;
    const auto found = c_.staging->copies.find(id);
    return found != c_.staging->copies.end() && found->second.in_middle != id;
  }

  bool is_old_form(const ObjectId& id) const { return c_.swaps && c_.staging->by_old_id(id) != nullptr; }

  void add(const ObjectId& id, Role role) {
    const auto [member, added] = members_.emplace(id, role);
    if (added) {
      parent_[id] = id;
      open_.push_back(id);
    } else if (role == Role::remade && member->second != Role::remade) {
      member->second = role;
      open_.push_back(id);
    }
  }

  ObjectId root(ObjectId id) {
    while (parent_[id] != id) id = parent_[id];
    return id;
  }
  void join(const ObjectId& a, const ObjectId& b) { parent_[root(a)] = root(b); }

  void visit(const ObjectId& id) {
    for (const ObjectId& other : c_.then.dependents(id)) {
      if (!c_.after.contains(other)) continue;
      const auto role = role_beside(id, members_.at(id), other);
      if (!role) continue;
      add(other, *role);
      join(id, other);
    }
  }

  bool redefined(const ObjectId& id) const {
    const auto change = changes_.find(id);
    return change != changes_.end() && change->second->changed() &&
           without_comment(*change->second->before) != without_comment(*change->second->after);
  }

  bool mentions(const ObjectId& view, const ObjectId& column) const {
    const Symbol query = query_of(*c_.before.find(view));
    if (selects_all(query.view())) return true;
    const auto found = mentions_in(query.view());
    return std::any_of(found.begin(), found.end(),
                       [&](const Mention& mention) { return mention.name == column.name; });
  }

  /// What `other` has to do when `id`, on which it stands, is changed as `role` says.
  std::optional<Role> role_beside(const ObjectId& id, Role role, const ObjectId& other) const {
    if (is_copied(other)) return Role::copied;
    if (id.kind == Kind::primary_key && is_relation_with_query(other.kind)) return Role::remade;
    if (role == Role::defaulted || role == Role::made || role == Role::copied) return std::nullopt;
    if (role == Role::gone && !is_relation_with_query(id.kind) && id.kind != Kind::function &&
        !is_old_form(id) && !(is_key(id.kind) && other.kind == Kind::foreign_key))
      return std::nullopt;
    switch (other.kind) {
      case Kind::view:
      case Kind::materialized_view:
        return id.kind == Kind::column && !mentions(other, id) ? std::nullopt : std::optional(Role::remade);
      case Kind::function:
      case Kind::trigger:
        return Role::remade;
      case Kind::column:
        return column_beside(id, role, other);
      case Kind::check:
      case Kind::exclusion:
      case Kind::index:
      case Kind::primary_key:
      case Kind::unique:
        return constraint_beside(id, role, other);
      case Kind::foreign_key:
        return foreign_key_beside(id, role, other);
      case Kind::extension:
      case Kind::name_space:
      case Kind::enum_type:
      case Kind::sequence:
      case Kind::table:
      case Kind::virtual_table:
      case Kind::partition:
        return std::nullopt;
    }
    return std::nullopt;
  }

  std::optional<Role> column_beside(const ObjectId& id, Role role, const ObjectId& other) const {
    const auto& column = *c_.before.find_as<Column>(other);
    if (id.kind == Kind::enum_type && role == Role::retyped && c_.then.enum_of(column.type) == id)
      return Role::retyped;
    if (column.generated) return Role::remade;
    return id.kind == Kind::function || id.kind == Kind::enum_type ? std::optional(Role::defaulted)
                                                                   : std::nullopt;
  }

  /// The key serves on while the column is widened, and may change by itself.
  bool serves_on(const ObjectId& column, const ObjectId& key) const {
    const auto member = members_.find(column);
    if (column.kind != Kind::column || !is_key(key.kind) || member == members_.end() ||
        member->second != Role::retyped)
      return false;
    return keeps_rows(c_, column) && !has_expression(*c_.before.find(key)) &&
           c_.before.find_as<Column>(column)->collation == c_.after.find_as<Column>(column)->collation;
  }

  std::optional<Role> constraint_beside(const ObjectId& id, Role role, const ObjectId& other) const {
    if (serves_on(id, other)) return std::nullopt;
    if ((role == Role::swapped && id.kind == Kind::column) || is_old_form(id)) return std::nullopt;
    if (role == Role::remade || role == Role::gone || redefined(other)) return Role::remade;
    if (id.kind == Kind::enum_type) return Role::remade;
    if (id.kind != Kind::column || !has_expression(*c_.before.find(other))) return std::nullopt;
    const ObjectId type = c_.then.enum_of(c_.before.find_as<Column>(id)->type);
    return members_.contains(type) ? std::optional(Role::remade) : std::nullopt;
  }

  std::optional<Role> foreign_key_beside(const ObjectId& id, Role role, const ObjectId& other) const {
    if (role == Role::swapped || is_old_form(id)) return std::nullopt;
    if (role == Role::remade || role == Role::gone || redefined(other)) return Role::remade;
    const auto& key = *c_.before.find_as<model::ForeignKey>(other);
    const auto is_retyped = [&](Symbol schema, Symbol table, Symbol column) {
      const auto member = members_.find(model::column_id(schema, table, column));
      return member != members_.end() && member->second == Role::retyped;
    };
    for (std::size_t i = 0; i < key.columns.size() && i < key.ref_columns.size(); ++i)
      if (is_retyped(other.schema, other.owner, key.columns[i]) &&
          is_retyped(key.ref_schema, key.ref_table, key.ref_columns[i]) && id.kind == Kind::column)
        return Role::remade;
    return std::nullopt;
  }

  /// Objects that come or go with this plan, that members stand on and that stand on members themselves.
  void add_between() {
    while (add_between(c_.now, c_.before, Role::made) || add_between(c_.then, c_.after, Role::gone)) {
    }
  }

  bool add_between(const References& side, const Schema& other_side, Role role) {
    std::vector<ObjectId> known;
    for (const auto& [id, its_role] : members_) known.push_back(id);
    bool grown = false;
    for (const ObjectId& id : known)
      for (const ObjectId& needed : side.of(id))
        if (!members_.contains(needed) && comes_or_goes(other_side, needed) &&
            reaches_member(side, other_side, needed, id)) {
          add(needed, role);
          join(id, needed);
          grown = true;
        }
    return grown;
  }

  bool comes_or_goes(const Schema& other_side, const ObjectId& id) const {
    if (other_side.contains(id)) return false;
    if (id.kind == Kind::column) return can_come_at_once(id);
    return is_relation_with_query(id.kind) || id.kind == Kind::function || id.kind == Kind::unique ||
           id.kind == Kind::primary_key || id.kind == Kind::index;
  }

  /// A column that no staged filling has to wait for.
  bool can_come_at_once(const ObjectId& id) const {
    const auto* column = c_.after.find_as<Column>(id);
    if (column == nullptr) column = c_.before.find_as<Column>(id);
    return c_.before.contains(c_.now.relation(id.schema, id.owner)) &&
           (column->generated || !column->not_null || !column->default_value.empty());
  }

  bool reaches_member(const References& side, const Schema& other_side, const ObjectId& id,
                      const ObjectId& except) const {
    for (const ObjectId& needed : side.of(id))
      if (needed != except && (members_.contains(needed) || (comes_or_goes(other_side, needed) &&
                                                             reaches_member(side, other_side, needed, id))))
        return true;
    return false;
  }

  void join_related() {
    for (const auto& [id, role] : members_) {
      for (const ObjectId& needed : c_.then.of(id))
        if (members_.contains(needed) && !serves_on(needed, id)) join(id, needed);
      for (const ObjectId& needed : c_.now.of(id))
        if (members_.contains(needed) && !(c_.before.contains(id) && serves_on(needed, id))) join(id, needed);
    }
    const auto changes_table = [](const ObjectId& id, Role role) {
      return id.kind == Kind::column && (role == Role::retyped || role == Role::swapped);
    };
    for (const auto& [id, role] : members_)
      if (changes_table(id, role))
        for (const auto& [other, its_role] : members_)
          if (changes_table(other, its_role) && model::owner_id(other) == model::owner_id(id))
            join(id, other);
  }

  Phase phase_of(const ObjectId& id, Role role) const {
    if (role == Role::swapped || role == Role::copied) return Phase::contract;
    const auto change = changes_.find(id);
    if (change == changes_.end() || !core_role(c_, *change->second))
      return redefined(id) || role == Role::gone ? Phase::contract : Phase::expand;
    if (id.kind == Kind::column && role == Role::retyped) {
      const auto& old = std::get<Column>(*change->second->before);
      const auto& column = std::get<Column>(*change->second->after);
      return old.generated == column.generated && is_widening(old.type, column.type)
                 ? Phase::expand
                 : c_.tightening_phase(id);
    }
    if (is_relation_with_query(id.kind))
      return keeps_columns(query_of(*change->second->before).view(), query_of(*change->second->after).view())
                 ? Phase::expand
                 : Phase::contract;
    return c_.tightening_phase(id);
  }

  std::vector<Rebuild> groups() {
    std::map<ObjectId, Rebuild> found;
    for (const auto& [id, role] : members_) {
      Rebuild& rebuild = found[root(id)];
      rebuild.members.emplace(id, role);
      rebuild.phase = std::max(rebuild.phase, phase_of(id, role));
    }
    std::vector<Rebuild> list;
    for (auto& [id, rebuild] : found) list.push_back(std::move(rebuild));
    return list;
  }

  const Context& c_;
  std::map<ObjectId, const diff::Change*> changes_;
  std::map<ObjectId, Role> members_;
  std::map<ObjectId, ObjectId> parent_;
  std::vector<ObjectId> open_;
};

}  // namespace

bool Rebuild::is_swap() const {
  return std::any_of(members.begin(), members.end(),
                     [](const auto& member) { return member.second == Role::swapped; });
}

bool keeps_rows(const Context& c, const ObjectId& column) {
  const auto& old = *c.before.find_as<Column>(column);
  const auto& now = *c.after.find_as<Column>(column);
  return old.generated == now.generated && is_widening(old.type, now.type) &&
         c.then.enum_of(old.type).kind != Kind::enum_type;
}

std::vector<Rebuild> find_rebuilds(const Context& c) { return Finder(c).find(); }

}  // namespace schemagen::dialect::postgres
