#include "dialect/sqlite/expand_state.h"

#include <algorithm>

#include "dialect/sqlite/tightening.h"
#include "dialect/sqlite/unique_key.h"
#include "schemagen/base/error.h"
#include "schemagen/base/text.h"

namespace schemagen::dialect::sqlite {
namespace {

class ExpandState {
 public:
  ExpandState(const Context& context, const TableState& before, const TableState& after)
      : context_(context),
        before_(before.table),
        after_(after.table),
        old_(before),
        new_(after),
        old_rules_(unique_rules(before)),
        new_rules_(unique_rules(after)) {}

  TableState build() {
    mid_.table.name = after_.name;
    mid_.table.options = before_.options;
    mid_.table.options.strict = before_.options.strict && after_.options.strict;
    mid_.table.key = before_.key;
    take_columns();
    take_uniques();
    take_constraints(mid_.table.checks, before_.checks, after_.checks, Kind::check);
    take_constraints(mid_.table.foreign_keys, before_.foreign_keys, after_.foreign_keys, Kind::foreign_key);
    take_indexes();
    mid_.attached.triggers =
        expand_triggers(context_, after_.name, old_.attached.triggers, new_.attached.triggers);
    const TableState settled = with_what_harms_nobody();
    if (!difference(settled.table, after_).empty()) return std::move(mid_);
    mid_.table = after_;
    mid_.attached.indexes = settled.attached.indexes;
    return std::move(mid_);
  }

 private:
  const Advice& advice(Kind kind, Symbol name) const {
    return context_.advice({kind, {}, after_.name, name});
  }
  bool is_early(Kind kind, Symbol name) const { return advice(kind, name).phase == "expand"; }

  void take_columns() {
    for (const auto& column : before_.columns) {
      const model::Column* wanted = after_.find_column(column.name);
      mid_.table.columns.push_back({column.name, wanted == nullptr
                                                     ? unwritten(column.value)
                                                     : relaxed(column.name, column.value, *wanted)});
    }
    for (const auto& column : after_.columns)
      if (!before_.has_column(column.name)) add_column(column.name, column.value);
    for (auto& column : mid_.table.columns)
      if (is_implied_not_null(mid_.table, column.name)) column.value.not_null = true;
  }

  void add_column(Symbol name, const model::Column& column) {
    model::Column value = added(name, column);
    if (!context_.is_late(model::column_id({}, after_.name, name)))
      mid_.table.columns.push_back({name, std::move(value)});
  }

  /// Changes that neither application notices. They are taken when nothing else is left for contract: the
  /// table would be written anew for them alone.
  TableState with_what_harms_nobody() const {
    TableState state = mid_;
    TableDefinition& table = state.table;
    if (table.key && after_.key && !table.key->autoincrement) {
      model::PrimaryKey numbered = *table.key;
      numbered.autoincrement = true;
      if (numbered == *after_.key) table.key = numbered;
    }
    for (auto& column : table.columns) {
      const model::Column* wanted = after_.find_column(column.name);
      if (wanted == nullptr || column.value.generated || wanted->generated) continue;
      if (keeps_its_values(column.name, column.value, *wanted)) column.value.type = wanted->type;
      const bool replaces = wanted->not_null_conflict == model::OnConflict::replace && wanted->not_null &&
                            !wanted->default_value.empty();
      if (replaces && column.value.not_null && column.value.default_value == wanted->default_value)
        column.value.not_null_conflict = wanted->not_null_conflict;
    }
    settle_names(table.uniques, after_.uniques);
    settle_names(table.checks, after_.checks);
    settle_names(table.foreign_keys, after_.foreign_keys);
    settle_unique_rules(state);
    return state;
  }

  template <class T>
  static void settle_names(std::vector<Part<T>>& parts, const std::vector<Part<T>>& after) {
    const std::vector<Part<T>> before = parts;
    for (Part<T>& part : parts) {
      if (find_part(after, part.name) != nullptr) continue;
      const Part<T>* twin = find_twin(before, after, part);
      if (twin != nullptr && find_part(parts, twin->name) == nullptr) part = *twin;
    }
  }

  /// A unique index takes the place of a constraint with the same rule, or the other way round.
  void settle_unique_rules(TableState& state) const {
    std::vector<Part<model::Unique>>& uniques = state.table.uniques;
    std::erase_if(uniques, [this](const auto& part) {
      return find_part(after_.uniques, part.name) == nullptr &&
             holds(new_rules_, rule_of(before_, part.value));
    });
    for (const auto& part : after_.uniques)
      if (find_part(uniques, part.name) == nullptr && holds(old_rules_, rule_of(after_, part.value)))
        uniques.push_back(part);
    std::erase_if(state.attached.indexes, [this](const auto& entry) {
      const auto rule = rule_of(before_, entry.second);
      return rule && !new_.attached.indexes.contains(entry.first) && holds(new_rules_, *rule);
    });
    for (const auto& [name, index] : new_.attached.indexes) {
      const auto rule = rule_of(after_, index);
      if (rule && holds(old_rules_, *rule)) state.attached.indexes.emplace(name, index);
    }
  }

  bool keeps_its_values(Symbol name, const model::Column& from, const model::Column& to) const {
    return !mid_.table.options.strict && !after_.options.strict && !is_key_column(before_, name) &&
           !is_key_column(after_, name) && advice(Kind::column, name).using_.empty() &&
           has_same_affinity(from.type, to.type);
  }

  static model::Column unwritten(model::Column column) {
    if (column.generated || !column.default_value.empty()) return column;
    column.not_null = false;
    column.not_null_conflict = model::OnConflict::none;
    return column;
  }

  model::Column relaxed(Symbol name, const model::Column& from, const model::Column& to) const {
    if (from.generated && !to.generated) {
      model::Column plain = unwritten(to);
      plain.type = from.type;
      plain.collation = from.collation;
      return plain;
    }
    if (!from.generated && to.generated) return unwritten(from);
    model::Column column = from;
    if (from.generated) return column;
    if (!to.default_value.empty() && (from.type == to.type || from.default_value.empty()))
      column.default_value = to.default_value;
    if (!to.not_null) {
      column.not_null = false;
      column.not_null_conflict = to.not_null_conflict;
    } else if (!from.not_null && is_early(Kind::column, name)) {
      column.not_null = true;
      column.not_null_conflict = to.not_null_conflict;
    }
    return column;
  }

  model::Column added(Symbol name, const model::Column& to) const {
    const Advice& how = advice(Kind::column, name);
    if (!to.not_null || !to.default_value.empty()) return to;
    const bool may_have_rows = !context_.input().live.empty_tables.contains(model::table_id({}, after_.name));
    if (may_have_rows && !to.generated && how.backfill.empty() && rowid_alias(after_) != name)
      throw base::Error(base::ErrorKind::declaration,
                        "The new column " + after_.name.str() + "." + name.str() +
                            " is NOT NULL, and existing rows would have no value for it.",
                        "Give it a `default`, say with `backfill = \"…\"` what existing rows get, or make it "
                        "nullable (`type = \"…?\"`).");
    if (how.phase == "expand" && !to.generated) return to;
    model::Column column = to;
    column.not_null = false;
    column.not_null_conflict = model::OnConflict::none;
    return column;
  }

  /// The old application does not write the column, so that it is NULL in its rows.
  bool is_new_and_null(Symbol name) const {
    const model::Column* column = mid_.table.find_column(name);
    return !before_.has_column(name) && column != nullptr && column->default_value.empty() &&
           !column->generated;
  }
  bool is_final(Symbol name) const {
    const model::Column* mid = mid_.table.find_column(name);
    const model::Column* wanted = after_.find_column(name);
    return mid != nullptr && wanted != nullptr && *mid == *wanted;
  }
  /// The new application does not write the column, so that it is NULL in its rows.
  bool is_old_and_null(Symbol name) const {
    const model::Column* column = mid_.table.find_column(name);
    return !after_.has_column(name) && column != nullptr && column->default_value.empty() &&
           !column->generated && !column->not_null;
  }

  bool cannot_reject_old(const model::Unique& unique) const {
    return std::all_of(unique.columns.begin(), unique.columns.end(), [this](const auto& column) {
      return is_new_and_null(column.name) && is_final(column.name);
    });
  }
  bool cannot_reject_old(const model::Check& check) const {
    const std::set<Symbol> used = columns_in(after_, check.expression.view());
    const auto is_new = [this](Symbol name) {
      return !before_.has_column(name) && mid_.table.has_column(name);
    };
    if (used.empty() || !std::all_of(used.begin(), used.end(), is_new)) return false;
    return std::all_of(used.begin(), used.end(),
                       [this](Symbol name) { return is_final(name) && !is_new_and_null(name); }) ||
           passes_null(check.expression.view(), after_);
  }
  bool cannot_reject_old(const model::ForeignKey& key) const {
    return context_.has_parent_key_throughout(key) &&
           std::all_of(key.columns.begin(), key.columns.end(),
                       [this](Symbol name) { return is_new_and_null(name); });
  }

  bool cannot_reject_new(const model::Check& check) const {
    const std::set<Symbol> used = columns_in(before_, check.expression.view());
    return !used.empty() &&
           std::all_of(used.begin(), used.end(), [this](Symbol name) { return is_old_and_null(name); }) &&
           passes_null(check.expression.view(), before_);
  }
  bool cannot_reject_new(const model::ForeignKey& key) const {
    return context_.has_parent_key_throughout(key) &&
           std::any_of(key.columns.begin(), key.columns.end(),
                       [this](Symbol name) { return is_old_and_null(name); });
  }

  static bool same_keys(const model::Check& a, const model::Check& b) { return a.expression == b.expression; }
  static bool same_keys(const model::ForeignKey& a, const model::ForeignKey& b) {
    return a.columns == b.columns && same_name(a.ref_table, b.ref_table) && a.ref_columns == b.ref_columns;
  }

  std::vector<Symbol> used_columns(const model::Unique& unique) const {
    std::vector<Symbol> columns;
    for (const auto& column : unique.columns) columns.push_back(column.name);
    return columns;
  }
  std::vector<Symbol> used_columns(const model::Check& check) const {
    const std::set<Symbol> columns = columns_in(after_, check.expression.view());
    return {columns.begin(), columns.end()};
  }
  std::vector<Symbol> used_columns(const model::ForeignKey& key) const { return key.columns; }
  template <class T>
  bool is_possible(const T& value) const {
    const std::vector<Symbol> used = used_columns(value);
    return std::all_of(used.begin(), used.end(), [this](Symbol name) { return mid_.table.has_column(name); });
  }

  static bool is_among(const std::vector<Symbol>& names, Symbol name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  /// The old application relies on what follows when a row goes, or gets another key.
  static bool has_action(const model::Check&) { return false; }
  static bool has_action(const model::ForeignKey& key) { return acts(key.on_delete) || acts(key.on_update); }

  template <class T>
  void take_constraints(std::vector<Part<T>>& out, const std::vector<Part<T>>& before,
                        const std::vector<Part<T>>& after, Kind kind) const {
    const NameDelta delta = delta_of(before, after);
    for (const Part<T>& part : before) {
      const bool goes = is_among(delta.removed, part.name) && !cannot_reject_new(part.value);
      const bool changes =
          is_among(delta.changed, part.name) && !same_keys(part.value, *find_part(after, part.name));
      const bool is_needed = has_action(part.value) || find_twin(before, after, part) != nullptr;
      if ((!goes && !changes) || is_needed) out.push_back(part);
    }
    for (const Part<T>& part : after) {
      const bool is_new = is_among(delta.added, part.name) && find_twin(after, before, part) == nullptr;
      const bool is_other = is_among(delta.changed, part.name) && find_part(out, part.name) == nullptr;
      const bool early =
          is_possible(part.value) && (is_early(kind, part.name) || cannot_reject_old(part.value));
      if ((is_new || is_other) && early && find_part(out, part.name) == nullptr) out.push_back(part);
    }
  }

  /// What stands beside the old form of the same name until contract.
  static Symbol second_name(Symbol name) { return "_sg_new_" + name.str(); }

  /// Neither rejects anything that the old application writes.
  bool is_early_rule(const UniqueRule& rule) const {
    return is_implied(old_rules_, rule) && !holds(old_rules_, rule);
  }

  /// Old ones stay until contract: ON CONFLICT and foreign keys name them.
  void take_uniques() {
    const NameDelta delta = delta_of(before_.uniques, after_.uniques);
    std::vector<Part<model::Unique>>& out = mid_.table.uniques;
    out = before_.uniques;
    for (const Part<model::Unique>& part : after_.uniques) {
      if (!is_among(delta.added, part.name) && !is_among(delta.changed, part.name)) continue;
      const UniqueRule rule = rule_of(after_, part.value);
      const bool early = is_early(Kind::unique, part.name) || cannot_reject_old(part.value);
      if (!is_possible(part.value) || holds(old_rules_, rule) || !(early || is_early_rule(rule))) continue;
      Part<model::Unique> added = part;
      if (find_part(out, part.name) != nullptr) added.name = second_name(part.name);
      if (added.name != part.name) added.value.naming = model::Naming::given;
      out.push_back(std::move(added));
    }
  }

  static NameDelta delta_of(const std::vector<Part<model::Unique>>& from,
                            const std::vector<Part<model::Unique>>& to) {
    return difference({{}, {}, {}, {}, from, {}, {}}, {{}, {}, {}, {}, to, {}, {}}).uniques;
  }
  static NameDelta delta_of(const std::vector<Part<model::Check>>& from,
                            const std::vector<Part<model::Check>>& to) {
    return difference({{}, {}, {}, {}, {}, from, {}}, {{}, {}, {}, {}, {}, to, {}}).checks;
  }
  static NameDelta delta_of(const std::vector<Part<model::ForeignKey>>& from,
                            const std::vector<Part<model::ForeignKey>>& to) {
    return difference({{}, {}, {}, {}, {}, {}, from}, {{}, {}, {}, {}, {}, {}, to}).foreign_keys;
  }

  bool has_all_columns(const model::Index& index) const {
    const std::set<Symbol> used = columns_in(after_, index);
    return std::all_of(used.begin(), used.end(), [this](Symbol name) { return mid_.table.has_column(name); });
  }
  /// SQLite has one set of names for tables, views and indexes.
  bool is_name_taken(Symbol index) const {
    const std::vector<ObjectId> replaced = context_.replaced_by({Kind::index, {}, after_.name, index});
    return std::any_of(replaced.begin(), replaced.end(),
                       [this](const ObjectId& id) { return context_.is_needed_until_contract(id); });
  }
  bool is_early_unique(Symbol name, const model::Index& index) const {
    if (is_early(Kind::index, name)) return true;
    return std::all_of(index.keys.begin(), index.keys.end(), [this](const model::IndexKey& key) {
      return !key.column.empty() && is_new_and_null(key.column) && is_final(key.column);
    });
  }

  bool is_kept(Symbol name, const model::Index& index) const {
    const auto wanted = new_.attached.indexes.find(name);
    const bool stays = wanted != new_.attached.indexes.end();
    if (stays && wanted->second == index) return true;
    const auto rule = rule_of(before_, index);
    const bool gives_its_name = context_.is_replaced({Kind::index, {}, after_.name, name});
    if (rule) return gives_its_name || !has_index_for(*rule);
    return stays ? wanted->second.unique : !gives_its_name;
  }
  /// A declared index with the same rule, which can take the place of the old one at once.
  bool has_index_for(const UniqueRule& rule) const {
    return std::any_of(new_.attached.indexes.begin(), new_.attached.indexes.end(), [&](const auto& entry) {
      return rule_of(after_, entry.second) == rule && has_all_columns(entry.second) &&
             !is_name_taken(entry.first);
    });
  }
  bool has_index_before(const UniqueRule& rule) const {
    return std::any_of(old_.attached.indexes.begin(), old_.attached.indexes.end(),
                       [&](const auto& entry) { return rule_of(before_, entry.second) == rule; });
  }
  bool comes_early(Symbol name, const model::Index& index) const {
    const auto rule = rule_of(after_, index);
    return !rule || is_early_unique(name, index) || is_early_rule(*rule) || has_index_before(*rule);
  }

  void take_indexes() {
    auto& indexes = mid_.attached.indexes;
    for (const auto& [name, index] : old_.attached.indexes)
      if (is_kept(name, index)) indexes.emplace(name, index);
    for (const auto& [name, index] : new_.attached.indexes) {
      const auto kept = indexes.find(name);
      if (kept != indexes.end() && (kept->second == index || !index.unique || !kept->second.unique)) continue;
      if (!has_all_columns(index) || is_name_taken(name) || !comes_early(name, index)) continue;
      indexes.emplace(kept == indexes.end() ? name : second_name(name), index);
    }
  }

  const Context& context_;
  const TableDefinition& before_;
  const TableDefinition& after_;
  const TableState& old_;
  const TableState& new_;
  std::vector<UniqueRule> old_rules_;
  std::vector<UniqueRule> new_rules_;
  TableState mid_;
};

}  // namespace

TableState state_of(const model::Schema& schema, Symbol table) {
  TableState state{definition_of(schema, table), {}};
  for (const auto& [id, index] : schema.owned_as<model::Index>(Kind::index, {}, table))
    state.attached.indexes.emplace(id.name, *index);
  for (const auto& [id, trigger] : schema.owned_as<model::Trigger>(Kind::trigger, {}, table))
    state.attached.triggers.emplace(id.name, *trigger);
  return state;
}

TableState expand_state(const Context& context, const TableState& before, const TableState& after) {
  return ExpandState(context, before, after).build();
}

std::map<Symbol, model::Trigger> expand_triggers(const Context& context, Symbol owner,
                                                 const std::map<Symbol, model::Trigger>& before,
                                                 const std::map<Symbol, model::Trigger>& after) {
  std::map<Symbol, model::Trigger> triggers = after;
  std::erase_if(triggers,
                [&context](const auto& entry) { return context.names_late(entry.second.definition.view()); });
  for (const auto& [name, trigger] : before)
    if (!context.is_replaced({Kind::trigger, {}, owner, name})) triggers.emplace(name, trigger);
  return triggers;
}

}  // namespace schemagen::dialect::sqlite
