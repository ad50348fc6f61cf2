#include "dialect/sqlite/tightening.h"

#include <algorithm>
#include <array>

#include "dialect/sqlite/unique_key.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::sqlite {
namespace {

bool contains(const std::string& type, std::string_view part) { return type.find(part) != std::string::npos; }

enum class Affinity { integer, text, blob, real, numeric };

Affinity affinity_of(Symbol declared) {
  const std::string type = base::to_lower(declared.view());
  if (contains(type, "int")) return Affinity::integer;
  if (contains(type, "char") || contains(type, "clob") || contains(type, "text")) return Affinity::text;
  if (type.empty() || contains(type, "blob")) return Affinity::blob;
  if (contains(type, "real") || contains(type, "floa") || contains(type, "doub")) return Affinity::real;
  return Affinity::numeric;
}

bool is_numeric(Affinity affinity) {
  switch (affinity) {
    case Affinity::integer:
    case Affinity::real:
    case Affinity::numeric:
      return true;
    case Affinity::text:
    case Affinity::blob:
      return false;
  }
  return false;
}

class Tightening {
 public:
  Tightening(const TableState& from, const TableState& to, const TableDelta& delta)
      : from_(from.table),
        to_(to.table),
        old_indexes_(from.attached.indexes),
        new_indexes_(to.attached.indexes),
        old_rules_(unique_rules(from)),
        delta_(delta) {}

  bool refuses_statements() const {
    return refuses_both() || becomes_generated() || must_be_written() ||
           any_of(delta_.checks, [this](Symbol name) {
             if (is_other_name(from_.checks, to_.checks, name)) return false;
             const std::set<Symbol> used = used_by_check(name);
             return used.empty() || std::any_of(used.begin(), used.end(),
                                                [this](Symbol column) { return from_.has_column(column); });
           });
  }

  bool refuses_rows() const {
    return refuses_both() || refuses_digits() || any_of(delta_.checks, [this](Symbol name) {
             if (is_other_name(from_.checks, to_.checks, name)) return false;
             const std::set<Symbol> used = used_by_check(name);
             return !std::all_of(used.begin(), used.end(), [this](Symbol column) {
               return is_null(column);
             }) || !passes_null(find_part(to_.checks, name)->expression.view(), to_);
           });
  }

 private:
  bool is_null(Symbol column) const { return is_new_and_null(from_, to_, column); }

  template <class Test>
  static bool any_of(const NameDelta& names, const Test& test) {
    return std::any_of(names.added.begin(), names.added.end(), test) ||
           std::any_of(names.changed.begin(), names.changed.end(), test);
  }

  /// The constraint stood there before, under another name or none.
  template <class T>
  static bool is_other_name(const std::vector<Part<T>>& from, const std::vector<Part<T>>& to, Symbol name) {
    return find_twin(to, from, Part<T>{name, *find_part(to, name)}) != nullptr;
  }

  std::set<Symbol> used_by_check(Symbol name) const {
    return columns_in(to_, find_part(to_.checks, name)->expression.view());
  }

  bool refuses_both() const {
    return has_tighter_key() || (to_.options.strict && !from_.options.strict) ||
           to_.options.without_rowid != from_.options.without_rowid || has_new_unique() ||
           has_new_reference() || has_tighter_column();
  }

  bool has_tighter_key() const {
    if (!delta_.key || !to_.key) return false;
    if (!from_.key) return true;
    model::PrimaryKey same = *from_.key;
    same.autoincrement = to_.key->autoincrement;
    return same != *to_.key;
  }

  bool has_new_unique() const {
    const bool in_table = any_of(delta_.uniques, [this](Symbol name) {
      const model::Unique& unique = *find_part(to_.uniques, name);
      const auto& columns = unique.columns;
      if (is_implied(old_rules_, rule_of(to_, unique))) return false;
      return std::none_of(columns.begin(), columns.end(),
                          [this](const auto& column) { return is_null(column.name); });
    });
    return in_table || std::any_of(new_indexes_.begin(), new_indexes_.end(), [this](const auto& entry) {
             const auto old = old_indexes_.find(entry.first);
             const auto rule = rule_of(to_, entry.second);
             return rule && (old == old_indexes_.end() || old->second != entry.second) &&
                    !is_implied(old_rules_, *rule) && !holds_new_null(from_, to_, entry.second);
           });
  }

  bool has_new_reference() const {
    return any_of(delta_.foreign_keys, [this](Symbol name) {
      if (is_other_name(from_.foreign_keys, to_.foreign_keys, name)) return false;
      const auto& columns = find_part(to_.foreign_keys, name)->columns;
      return std::none_of(columns.begin(), columns.end(), [this](Symbol column) { return is_null(column); });
    });
  }

  bool refuses_digits() const {
    const std::vector<Symbol>& changed = delta_.columns.changed;
    return std::any_of(changed.begin(), changed.end(), [this](Symbol name) {
      return !loses_digits(*from_.find_column(name), *to_.find_column(name), "").empty();
    });
  }

  bool becomes_generated() const {
    return std::any_of(delta_.columns.changed.begin(), delta_.columns.changed.end(), [this](Symbol name) {
      return to_.find_column(name)->generated && !from_.find_column(name)->generated;
    });
  }

  /// The old application may leave the column out.
  bool must_be_written() const {
    return std::any_of(delta_.columns.changed.begin(), delta_.columns.changed.end(), [this](Symbol name) {
      const model::Column& column = *to_.find_column(name);
      return column.not_null && !column.generated && column.default_value.empty() &&
             !from_.find_column(name)->default_value.empty() && rowid_alias(to_) != name;
    });
  }

  bool has_tighter_column() const {
    return std::any_of(delta_.columns.changed.begin(), delta_.columns.changed.end(),
                       [this](Symbol name) { return is_tighter(name); }) ||
           std::any_of(delta_.columns.added.begin(), delta_.columns.added.end(), [this](Symbol name) {
             const model::Column& column = *to_.find_column(name);
             return column.not_null && column.default_value.empty();
           });
  }

  bool is_tighter(Symbol name) const {
    const model::Column& old = *from_.find_column(name);
    const model::Column& column = *to_.find_column(name);
    if (column.not_null && !old.not_null) return true;
    const bool other_values = !has_same_affinity(old.type, column.type) ||
                              old.collation != column.collation ||
                              (column.generated && old.generated != column.generated);
    return (old.type != column.type && to_.options.strict) || (other_values && is_constrained(name));
  }

  bool is_constrained(Symbol name) const {
    const auto uses = [name](const std::set<Symbol>& columns) { return columns.contains(name); };
    const auto in_unique = [name](const auto& part) {
      return std::any_of(part.value.columns.begin(), part.value.columns.end(),
                         [name](const auto& column) { return same_name(column.name, name); });
    };
    const model::Column& column = *to_.find_column(name);
    return (column.generated && column.not_null) || is_key_column(to_, name) ||
           std::any_of(to_.uniques.begin(), to_.uniques.end(), in_unique) ||
           std::any_of(
               to_.checks.begin(), to_.checks.end(),
               [&](const auto& part) { return uses(columns_in(to_, part.value.expression.view())); }) ||
           std::any_of(to_.foreign_keys.begin(), to_.foreign_keys.end(),
                       [&](const auto& part) {
                         return uses({part.value.columns.begin(), part.value.columns.end()});
                       }) ||
           std::any_of(new_indexes_.begin(), new_indexes_.end(), [&](const auto& entry) {
             return entry.second.unique && uses(columns_in(to_, entry.second));
           });
  }

  const TableDefinition& from_;
  const TableDefinition& to_;
  const std::map<Symbol, model::Index>& old_indexes_;
  const std::map<Symbol, model::Index>& new_indexes_;
  std::vector<UniqueRule> old_rules_;
  const TableDelta& delta_;
};

/// Whoever knows `to` alone writes NULL into it.
bool is_left_out(const TableDefinition& from, const TableDefinition& to, Symbol name) {
  const model::Column* column = from.find_column(name);
  return !to.has_column(name) && column != nullptr && column->default_value.empty() && !column->generated;
}

template <class Columns, class Name>
bool leaves_one_out(const TableDefinition& from, const TableDefinition& to, const Columns& columns,
                    const Name& name) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const auto& column) { return is_left_out(from, to, name(column)); });
}

}  // namespace

bool refuses_statements(const TableState& from, const TableState& to, const TableDelta& delta) {
  return Tightening(from, to, delta).refuses_statements();
}

bool refuses_rows(const TableState& from, const TableState& to, const TableDelta& delta) {
  return Tightening(from, to, delta).refuses_rows();
}

bool binds_new_writers(const TableState& from, const TableState& to, const model::Unique& unique) {
  return !is_implied(unique_rules(to), rule_of(from.table, unique)) &&
         !leaves_one_out(from.table, to.table, unique.columns,
                         [](const auto& column) { return column.name; });
}

bool binds_new_writers(const TableState& from, const TableState& to, const model::Index& index) {
  const auto rule = rule_of(from.table, index);
  return rule && !is_implied(unique_rules(to), *rule) &&
         !leaves_one_out(from.table, to.table, index.keys, [](const auto& key) { return key.column; });
}

bool binds_new_writers(const TableState& from, const TableState& to, const model::ForeignKey& key) {
  const auto is_stated = [&key](const auto& other) {
    return other.value.columns == key.columns && other.value.ref_table == key.ref_table &&
           other.value.ref_columns == key.ref_columns;
  };
  const auto& keys = to.table.foreign_keys;
  return std::none_of(keys.begin(), keys.end(), is_stated) &&
         !leaves_one_out(from.table, to.table, key.columns, [](Symbol column) { return column; });
}

bool is_new_and_null(const TableDefinition& from, const TableDefinition& to, Symbol column) {
  const model::Column* wanted = to.find_column(column);
  return wanted != nullptr && !from.has_column(column) && wanted->default_value.empty() && !wanted->generated;
}

bool holds_new_null(const TableDefinition& from, const TableDefinition& to, const model::Index& index) {
  return std::any_of(index.keys.begin(), index.keys.end(), [&](const model::IndexKey& key) {
    return !key.column.empty() && is_new_and_null(from, to, key.column);
  });
}

bool passes_null(std::string_view expression, const TableDefinition& table) {
  static constexpr std::array<std::string_view, 18> kHarmless = {
      "and",   "or",    "not", "in",   "between", "like",  "glob",  "escape", "length",
      "lower", "upper", "abs", "trim", "ltrim",   "rtrim", "round", "substr", "instr"};
  const std::vector<sql::Token> tokens = sql::tokenize(expression, sql::Dialect::sqlite);
  return std::all_of(tokens.begin(), tokens.end(), [&](const sql::Token& token) {
    if (token.kind != sql::TokenKind::word && token.kind != sql::TokenKind::quoted_name) return true;
    if (std::any_of(kHarmless.begin(), kHarmless.end(), [&](auto word) { return token.is(word); }))
      return true;
    return table.has_column(sql::name_of(token, sql::Dialect::sqlite));
  });
}

bool has_same_affinity(Symbol a, Symbol b) { return a == b || affinity_of(a) == affinity_of(b); }

bool turns_text_into_numbers(const model::Column& from, const model::Column& to) {
  return from.type != to.type && !is_numeric(affinity_of(from.type)) && is_numeric(affinity_of(to.type));
}

std::string loses_digits(const model::Column& from, const model::Column& to, const std::string& sql) {
  const Affinity old = affinity_of(from.type);
  const Affinity now = affinity_of(to.type);
  if (now == Affinity::real && old != Affinity::real && old != Affinity::text)
    return "typeof(" + sql + ") = 'integer' AND CAST(" + sql + " AS REAL) <> " + sql;
  if (now == Affinity::text && old != Affinity::text)
    return "typeof(" + sql + ") = 'real' AND CAST(CAST(" + sql + " AS TEXT) AS REAL) <> " + sql;
  return {};
}

}  // namespace schemagen::dialect::sqlite
