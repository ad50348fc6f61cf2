#include "dialect/sqlite/checks.h"

#include <algorithm>

#include "dialect/sqlite/render.h"
#include "dialect/sqlite/tightening.h"
#include "dialect/sqlite/unique_key.h"
#include "schemagen/base/text.h"
#include "schemagen/dialect/strict.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::sqlite {
namespace {

class RowChecks {
 public:
  RowChecks(const Context& context, const TableDefinition& from, const TableDefinition& to,
            const std::map<Symbol, std::string>& sources)
      : context_(context), from_(from), to_(to), sources_(sources) {}

  Statements find(const TableDelta& delta, const Attached& attached) {
    for (const Symbol name : delta.columns.changed) {
      check_not_null(name);
      check_digits(name);
    }
    check_rowids(rowid_alias(to_));
    for (const auto& column : to_.columns) check_fit(column.name, column.value);
    if (delta.key) check_key();
    const std::vector<UniqueRule> rules = unique_rules({from_, {}});
    each(delta.uniques, [&](Symbol name) {
      const model::Unique& unique = *find_part(to_.uniques, name);
      if (!is_implied(rules, rule_of(to_, unique))) check_unique(unique);
    });
    each(delta.foreign_keys, [this](Symbol name) {
      const model::ForeignKey& key = *find_part(to_.foreign_keys, name);
      const auto is_there = [&key](const auto& part) { return is_same_rule(part.value, key); };
      if (std::none_of(from_.foreign_keys.begin(), from_.foreign_keys.end(), is_there)) check_reference(key);
    });
    check_collations(delta, attached);
    return std::move(sql_);
  }

 private:
  template <class Visit>
  static void each(const NameDelta& delta, const Visit& visit) {
    for (const std::vector<Symbol>* names : {&delta.added, &delta.changed})
      for (const Symbol name : *names) visit(name);
  }

  /// The column's values are those that the new table gets.
  bool is_kept(Symbol name) const { return from_.has_column(name) && !sources_.contains(name); }

  void add(const std::string& claim, const std::string& violations) {
    Statements sql = assert_sql(claim, "NOT EXISTS (" + violations + ")");
    sql_.insert(sql_.end(), sql.begin(), sql.end());
  }

  std::string qualified(Symbol column) const { return to_.name.str() + "." + column.str(); }

  void check_not_null(Symbol name) {
    const model::Column& old = *from_.find_column(name);
    const model::Column& column = *to_.find_column(name);
    if (!column.not_null || old.not_null || column.generated || !is_kept(name)) return;
    if (rowid_alias(from_) == name) return;
    add(qualified(name) + " holds no NULL",
        "SELECT 1 FROM " + quoted(from_.name) + " WHERE " + quoted(name) + " IS NULL");
  }

  void check_fit(Symbol name, const model::Column& column) {
    const model::Column* old = from_.find_column(name);
    if (!to_.options.strict || column.generated || old == nullptr || !is_kept(name)) return;
    if (from_.options.strict && old->type == column.type) return;
    const std::string misfit = strict_misfit(column.type, quoted(name));
    if (misfit.empty()) return;
    add("every " + qualified(name) + " fits " + column.type.str(),
        "SELECT 1 FROM " + quoted(from_.name) + " WHERE " + misfit);
  }

  void check_digits(Symbol name) {
    const model::Column& old = *from_.find_column(name);
    const model::Column& column = *to_.find_column(name);
    if (old.generated || column.generated || !is_kept(name)) return;
    const std::string changed = loses_digits(old, column, quoted(name));
    if (changed.empty()) return;
    add("every number in " + qualified(name) + " keeps its digits as " + column.type.str(),
        "SELECT 1 FROM " + quoted(from_.name) + " WHERE " + changed);
  }

  /// SQLite says no more than "datatype mismatch", and gives a number to what has none.
  void check_rowids(const std::optional<Symbol>& name) {
    if (!name || rowid_alias(from_) == name || !from_.has_column(*name) || !is_kept(*name)) return;
    const std::string misfit = strict_misfit("INTEGER", quoted(*name));
    add("every " + qualified(*name) + " is an integer",
        "SELECT 1 FROM " + quoted(from_.name) + " WHERE " + misfit);
  }

  /// Values that differ now may be the same under another collation.
  void check_collations(const TableDelta& delta, const Attached& attached) {
    const auto is_collated_anew = [&](Symbol name) {
      const model::Column* old = from_.find_column(name);
      const model::Column* column = to_.find_column(name);
      return old != nullptr && column != nullptr && old->collation != column->collation;
    };
    const auto changes = [&](const std::vector<model::KeyColumn>& columns) {
      return std::any_of(columns.begin(), columns.end(), [&](const model::KeyColumn& column) {
        return column.collation.empty() && is_collated_anew(column.name);
      });
    };
    model::Unique unique;
    if (to_.key && !delta.key && changes(to_.key->columns)) {
      unique.columns = to_.key->columns;
      check_unique(unique);
    }
    for (const auto& part : to_.uniques)
      if (find_part(from_.uniques, part.name) != nullptr && changes(part.value.columns))
        check_unique(part.value);
    for (const auto& [name, index] : attached.indexes) {
      unique.columns.clear();
      for (const model::IndexKey& key : index.keys)
        unique.columns.push_back({key.column, key.collation, false});
      const bool is_plain =
          index.where.empty() && std::none_of(index.keys.begin(), index.keys.end(),
                                              [](const auto& key) { return key.column.empty(); });
      if (index.unique && is_plain && changes(unique.columns)) check_unique(unique);
    }
  }

  void check_key() {
    if (!to_.key || (from_.key && from_.key->columns == to_.key->columns)) return;
    model::Unique unique;
    unique.columns = to_.key->columns;
    check_unique(unique);
  }

  void check_unique(const model::Unique& unique) {
    std::vector<std::string> present;
    std::vector<std::string> keys;
    std::vector<std::string> names;
    for (const model::KeyColumn& column : unique.columns) {
      if (!is_kept(column.name) || to_.find_column(column.name)->generated) return;
      const Symbol collation =
          column.collation.empty() ? to_.find_column(column.name)->collation : column.collation;
      present.push_back(quoted(column.name) + " IS NOT NULL");
      keys.push_back(quoted(column.name) + (collation.empty() ? "" : " COLLATE " + quoted(collation)));
      names.push_back(column.name.str());
    }
    add(to_.name.str() + " (" + base::join(names, ", ") + ") holds no value twice",
        "SELECT 1 FROM " + quoted(from_.name) + " WHERE " + base::join(present, " AND ") + " GROUP BY " +
            base::join(keys, ", ") + " HAVING count(*) > 1");
  }

  bool is_known_parent(const model::ForeignKey& key) const {
    return !key.ref_columns.empty() &&
           std::all_of(key.ref_columns.begin(), key.ref_columns.end(), [&](Symbol column) {
             const ObjectId id = model::column_id({}, key.ref_table, column);
             return context_.before().contains(id) && context_.after().contains(id);
           });
  }

  void check_reference(const model::ForeignKey& key) {
    if (!is_known_parent(key) ||
        !std::all_of(key.columns.begin(), key.columns.end(), [this](Symbol name) { return is_kept(name); }))
      return;
    std::vector<std::string> present;
    std::vector<std::string> matches;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < key.columns.size() && i < key.ref_columns.size(); ++i) {
      present.push_back("child." + quoted(key.columns[i]) + " IS NOT NULL");
      matches.push_back("parent." + quoted(key.ref_columns[i]) + " = child." + quoted(key.columns[i]));
      names.push_back(key.columns[i].str());
    }
    add("every " + to_.name.str() + " (" + base::join(names, ", ") + ") is in " + key.ref_table.str(),
        "SELECT 1 FROM " + quoted(from_.name) + " AS child WHERE " + base::join(present, " AND ") +
            " AND NOT EXISTS (SELECT 1 FROM " + quoted(key.ref_table) + " AS parent WHERE " +
            base::join(matches, " AND ") + ")");
  }

  const Context& context_;
  const TableDefinition& from_;
  const TableDefinition& to_;
  const std::map<Symbol, std::string>& sources_;
  Statements sql_;
};

}  // namespace

Statements row_checks(const Context& context, const TableDefinition& from, const TableState& to,
                      const TableDelta& delta, const std::map<Symbol, std::string>& sources) {
  return RowChecks(context, from, to.table, sources).find(delta, to.attached);
}

}  // namespace schemagen::dialect::sqlite
