#include "dialect/sqlite/alter.h"

#include <algorithm>

#include "dialect/sqlite/render.h"

namespace schemagen::dialect::sqlite {
namespace {

constexpr int kDropColumn = 3035000;
constexpr int kAlterColumn = 3053000;

bool holds(const std::vector<Symbol>& names, Symbol name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class InPlace {
 public:
  InPlace(const TableState& from, const TableState& to, const std::map<Symbol, std::string>& sources,
          int version)
      : from_(from.table),
        to_(to.table),
        indexes_(to.attached.indexes),
        sources_(sources),
        version_(version),
        delta_(difference(from.table, to.table)) {}

  std::optional<Alteration> find() {
    if (delta_.options || delta_.key || !delta_.uniques.empty()) return std::nullopt;
    const bool possible =
        add_columns() && change_columns() && change_checks() && change_references() && drop_columns();
    if (!possible) return std::nullopt;
    std::reverse(undo_.begin(), undo_.end());
    return Alteration{std::move(sql_), std::move(undo_)};
  }

 private:
  std::string alter() const { return "ALTER TABLE " + quoted(to_.name) + " "; }

  bool comes_with_column(const model::Check& check) const {
    const std::set<Symbol> used = columns_in(to_, check.expression.view());
    return check.on_conflict == model::OnConflict::none && used.size() == 1 &&
           holds(delta_.columns.added, *used.begin());
  }
  bool comes_with_column(const model::ForeignKey& key) const {
    return key.columns.size() == 1 && holds(delta_.columns.added, key.columns.front());
  }

  bool can_add(Symbol name, const model::Column& column) const {
    if (column.generated) return !column.generated->stored && !column.not_null;
    if (column.default_value.empty()) return !column.not_null;
    const bool refers =
        std::any_of(to_.foreign_keys.begin(), to_.foreign_keys.end(),
                    [name](const auto& key) { return key.value.columns == std::vector<Symbol>{name}; });
    return !refers && is_constant_default(column.default_value.view());
  }

  bool add_columns() {
    for (const Symbol name : delta_.columns.added) {
      if (!can_add(name, *find_part(to_.columns, name))) return false;
      sql_.push_back(alter() + "ADD COLUMN " + added_column_sql(to_, name));
      if (const auto source = sources_.find(name); source != sources_.end())
        sql_.push_back("UPDATE " + quoted(to_.name) + " SET " + quoted(name) + " = " + source->second);
      undo_.push_back(alter() + "DROP COLUMN " + quoted(name));
    }
    return true;
  }

  bool change_columns() {
    if (delta_.columns.changed.empty()) return true;
    if (version_ < kAlterColumn) return false;
    return std::all_of(delta_.columns.changed.begin(), delta_.columns.changed.end(),
                       [this](Symbol name) { return change_not_null(name); });
  }

  bool change_not_null(Symbol name) {
    const model::Column* from = find_part(from_.columns, name);
    const model::Column* to = find_part(to_.columns, name);
    if (from == nullptr || from->generated || from->not_null == to->not_null) return false;
    model::Column same = *from;
    same.not_null = to->not_null;
    if (same != *to || to->not_null_conflict != model::OnConflict::none) return false;
    const std::string column = alter() + "ALTER COLUMN " + quoted(name);
    if (const auto source = sources_.find(name); to->not_null && source != sources_.end())
      sql_.push_back("UPDATE " + quoted(to_.name) + " SET " + quoted(name) + " = " + source->second +
                     " WHERE " + quoted(name) + " IS NULL");
    sql_.push_back(column + (to->not_null ? " SET NOT NULL" : " DROP NOT NULL"));
    undo_.push_back(column + (to->not_null ? " DROP NOT NULL" : " SET NOT NULL"));
    return true;
  }

  bool change_checks() {
    for (const Symbol name : delta_.checks.added)
      if (!comes_with_column(*find_part(to_.checks, name))) return false;
    if (!delta_.checks.changed.empty()) return false;
    for (const Symbol name : delta_.checks.removed) {
      const model::Check& check = *find_part(from_.checks, name);
      if (version_ < kAlterColumn || check.naming == model::Naming::automatic) return false;
      sql_.push_back(alter() + "DROP CONSTRAINT " + quoted(name));
      undo_.push_back(alter() + "ADD CONSTRAINT " + quoted(name) + " CHECK (" + check.expression.str() +
                      "\n)");
    }
    return true;
  }

  bool change_references() const {
    if (!delta_.foreign_keys.changed.empty() || !delta_.foreign_keys.removed.empty()) return false;
    return std::all_of(delta_.foreign_keys.added.begin(), delta_.foreign_keys.added.end(),
                       [this](Symbol name) { return comes_with_column(*find_part(to_.foreign_keys, name)); });
  }

  /// Whether a check or a reference stands at its column or behind all of them cannot be seen, and SQLite
  /// drops no column that one behind them uses.
  bool can_drop(Symbol name) const {
    const auto uses = [name](const std::set<Symbol>& columns) { return columns.contains(name); };
    if (version_ < kDropColumn || is_key_column(from_, name)) return false;
    for (const auto& unique : from_.uniques)
      for (const auto& column : unique.value.columns)
        if (same_name(column.name, name)) return false;
    for (const auto& check : from_.checks)
      if (uses(columns_in(from_, check.value.expression.view()))) return false;
    for (const auto& key : from_.foreign_keys)
      if (holds(key.value.columns, name)) return false;
    for (const auto& column : from_.columns)
      if (column.value.generated && uses(columns_in(from_, column.value.generated->expression.view())))
        return false;
    return std::none_of(indexes_.begin(), indexes_.end(),
                        [&](const auto& entry) { return uses(columns_in(from_, entry.second)); });
  }

  bool drop_columns() {
    for (const Symbol name : delta_.columns.removed) {
      if (!can_drop(name)) return false;
      sql_.push_back(alter() + "DROP COLUMN " + quoted(name));
    }
    return true;
  }

  const TableDefinition& from_;
  const TableDefinition& to_;
  const std::map<Symbol, model::Index>& indexes_;
  const std::map<Symbol, std::string>& sources_;
  int version_;
  TableDelta delta_;
  Statements sql_;
  Statements undo_;
};

}  // namespace

std::optional<Alteration> alter_in_place(const TableState& from, const TableState& to,
                                         const std::map<Symbol, std::string>& sources, int version) {
  return InPlace(from, to, sources, version).find();
}

}  // namespace schemagen::dialect::sqlite
