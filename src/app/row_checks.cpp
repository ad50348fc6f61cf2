#include "schemagen/app/row_checks.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "schemagen/app/look_ahead.h"
#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/dialect/strict.h"
#include "schemagen/sql/quote.h"

namespace schemagen::app {
namespace {

using base::Error;
using base::ErrorKind;
using base::Symbol;
using model::Kind;
using model::ObjectId;

constexpr const char* kShownKeys = "5";
constexpr const char* kOrphans =
    R"(SELECT "table", parent, count(*), min(rowid) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2)";

/// Where the rows are now: names before the plan's renames.
class OldNames {
 public:
  explicit OldNames(const std::vector<diff::Rename>& renames) : renames_(renames) {}

  ObjectId table(const ObjectId& id) const { return old(id); }
  Symbol column(const ObjectId& table, Symbol name) const {
    return old(model::column_id(table.schema, table.name, name)).name;
  }
  bool renames_columns_of(const ObjectId& table) const {
    return std::any_of(renames_.begin(), renames_.end(), [&table](const diff::Rename& rename) {
      return rename.to.kind == Kind::column && model::owner_id(rename.to) == table;
    });
  }

 private:
  ObjectId old(const ObjectId& id) const {
    for (const diff::Rename& rename : renames_)
      if (rename.to == id) return rename.from;
    return id;
  }

  const std::vector<diff::Rename>& renames_;
};

/// What to look for: rows of a table that a condition picks, or groups of rows that share a key.
struct Probe {
  ObjectId rule;
  std::string problem;  ///< "is NULL in", "occurs more than once in", …
  std::string from;
  std::vector<std::string> keys;  ///< SQL of what is shown; may be empty
};

class Prober {
 public:
  Prober(db::Database& database, const Difference& difference, const dialect::AdviceMap& advice)
      : database_(database),
        difference_(difference),
        advice_(advice),
        names_(difference.changes.renames),
        dialect_(database.target().dialect) {}

  std::vector<std::string> run() {
    for (const diff::Change& change : difference_.changes.changes) {
      if (change.id.kind == Kind::table && change.changed())
        strictness(change.id, std::get<model::Table>(*change.before), std::get<model::Table>(*change.after));
      if (change.removed() || !model::is_owned(change.id.kind)) continue;
      const ObjectId table = model::owner_id(change.id);
      if (!difference_.before.contains(table)) continue;
      probe(change, table);
    }
    return std::move(found_);
  }

 private:
  void probe(const diff::Change& change, const ObjectId& table) {
    if (const auto* column = std::get_if<model::Column>(&*change.after)) {
      collation(change, *column, table);
      return not_null(change, *column, table);
    }
    if (const auto* check = std::get_if<model::Check>(&*change.after))
      return expression(change.id, *check, table);
    if (const auto* key = std::get_if<model::PrimaryKey>(&*change.after))
      return duplicates(change.id, names_in(key->columns), "", false, table);
    if (const auto* unique = std::get_if<model::Unique>(&*change.after))
      return duplicates(change.id, names_in(unique->columns), "", unique->nulls_not_distinct, table);
    if (const auto* index = std::get_if<model::Index>(&*change.after))
      return unique_index(change.id, *index, table);
    if (const auto* foreign_key = std::get_if<model::ForeignKey>(&*change.after))
      return orphans(change.id, *foreign_key, table);
  }

  /// SQLite: values that a STRICT table would not take.
  void strictness(const ObjectId& table, const model::Table& before, const model::Table& after) {
    if (!after.strict || before.strict) return;
    for (const auto& [id, column] : difference_.after.columns_of(table.schema, table.name)) {
      if (column->generated || !difference_.before.contains(id) || gets_values(id)) continue;
      const std::string misfit = dialect::strict_misfit(column->type, quoted(names_.column(table, id.name)));
      if (!misfit.empty())
        report({id, "holds values that do not fit " + column->type.str(), from_rows(table, misfit),
                primary_key(table)});
    }
  }

  /// SQLite: values that differ now may be the same under the new collation.
  void collation(const diff::Change& change, const model::Column& now, const ObjectId& table) {
    if (dialect_ != sql::Dialect::sqlite || !change.changed() ||
        std::get<model::Column>(*change.before).collation == now.collation)
      return;
    const auto has_column = [&](const auto& columns, auto name) {
      return std::any_of(columns.begin(), columns.end(),
                         [&](const auto& column) { return name(column) == change.id.name; });
    };
    const auto name = [](const model::KeyColumn& column) { return column.name; };
    const auto* key =
        difference_.after.find_as<model::PrimaryKey>(model::primary_key_id(table.schema, table.name));
    if (key != nullptr && has_column(key->columns, name))
      duplicates(change.id, names_in(key->columns), "", false, table);
    for (const auto& [id, unique] :
         difference_.after.owned_as<model::Unique>(Kind::unique, table.schema, table.name))
      if (has_column(unique->columns, name)) duplicates(id, names_in(unique->columns), "", false, table);
    for (const auto& [id, index] :
         difference_.after.owned_as<model::Index>(Kind::index, table.schema, table.name))
      if (has_column(index->keys, [](const model::IndexKey& one) { return one.column; }))
        unique_index(id, *index, table);
  }

  void not_null(const diff::Change& change, const model::Column& now, const ObjectId& table) {
    if (!change.changed() || !now.not_null || std::get<model::Column>(*change.before).not_null) return;
    if (gets_values(change.id)) return;
    const std::string column = quoted(names_.column(table, change.id.name));
    report({change.id, "is NULL", from_rows(table, column + " IS NULL"), primary_key(table)});
  }

  void expression(const ObjectId& id, const model::Check& check, const ObjectId& table) {
    if (!check.validated || !check.enforced || !keeps_its_values(table)) return;
    report(
        {id, "is violated", from_rows(table, "NOT (" + check.expression.str() + "\n)"), primary_key(table)});
  }

  void unique_index(const ObjectId& id, const model::Index& index, const ObjectId& table) {
    std::vector<Symbol> columns;
    for (const model::IndexKey& key : index.keys) columns.push_back(key.column);
    const bool plain = std::none_of(columns.begin(), columns.end(), [](Symbol name) { return name.empty(); });
    if (!index.unique || !plain || (!index.where.empty() && !keeps_its_values(table))) return;
    duplicates(id, columns, index.where.str(), index.nulls_not_distinct, table);
  }

  void duplicates(const ObjectId& id, const std::vector<Symbol>& columns, const std::string& where,
                  bool nulls_count, const ObjectId& table) {
    if (!keep_their_values(table, columns)) return;
    std::vector<std::string> keys;
    std::vector<std::string> grouped;
    std::vector<std::string> conditions;
    for (const Symbol column : columns) {
      keys.push_back(quoted(names_.column(table, column)));
      grouped.push_back(keys.back() + collation_of(table, column));
      if (!nulls_count) conditions.push_back(keys.back() + " IS NOT NULL");
    }
    if (!where.empty()) conditions.push_back("(" + where + "\n)");
    std::string from = "(SELECT " + base::join(keys, ", ") + " FROM " + relation(table);
    if (!conditions.empty()) from += " WHERE " + base::join(conditions, " AND ");
    from += " GROUP BY " + base::join(grouped, ", ") + " HAVING count(*) > 1) AS twice";
    report({id, "has values that occur more than once", from, keys});
  }

  /// SQLite: the collation that the column is going to have.
  std::string collation_of(const ObjectId& table, Symbol column) const {
    const auto* now =
        difference_.after.find_as<model::Column>(model::column_id(table.schema, table.name, column));
    if (dialect_ != sql::Dialect::sqlite || now == nullptr || now->collation.empty()) return {};
    return " COLLATE " + quoted(now->collation);
  }

  void orphans(const ObjectId& id, const model::ForeignKey& key, const ObjectId& table) {
    const ObjectId target = model::table_id(key.ref_schema, key.ref_table);
    if (!key.validated || !key.enforced || key.ref_columns.size() != key.columns.size()) return;
    if (!keep_their_values(table, key.columns) || !keep_their_values(target, key.ref_columns)) return;
    std::vector<std::string> keys;
    std::vector<std::string> conditions;
    std::vector<std::string> equal;
    for (std::size_t i = 0; i < key.columns.size(); ++i) {
      keys.push_back("child." + quoted(names_.column(table, key.columns[i])));
      conditions.push_back(keys.back() + " IS NOT NULL");
      equal.push_back("parent." + quoted(names_.column(target, key.ref_columns[i])) + " = " + keys.back());
    }
    if (difference_.before.contains(target))
      conditions.push_back("NOT EXISTS (SELECT 1 FROM " + relation(target) + " AS parent WHERE " +
                           base::join(equal, " AND ") + ")");
    report({id, "refers to rows that are not there",
            relation(table) + " AS child WHERE " + base::join(conditions, " AND "), keys});
  }

  void report(const Probe& probe) {
    try {
      const auto counted = database_.execute("SELECT count(*) FROM " + probe.from);
      const std::string count = counted.at(0).at(0).value_or("0");
      if (count == "0") return;
      std::string line = std::string(model::kind_name(probe.rule.kind)) + " " +
                         model::display_name(probe.rule) + " " + probe.problem + ": " + count + " times";
      if (!probe.keys.empty()) line += ", " + first_keys(probe);
      found_.push_back(std::move(line));
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::sql) throw;
    }
  }

  std::string first_keys(const Probe& probe) {
    const std::string keys = base::join(probe.keys, ", ");
    std::vector<std::string> shown;
    for (const db::Row& row : database_.execute("SELECT " + keys + " FROM " + probe.from + " ORDER BY " +
                                                keys + " LIMIT " + kShownKeys)) {
      std::vector<std::string> cells;
      for (const db::Cell& cell : row)
        cells.push_back(cell ? sql::quote_literal(base::clip_utf8(*cell, 40)) : "NULL");
      shown.push_back(cells.size() == 1 ? cells.front() : "(" + base::join(cells, ", ") + ")");
    }
    return "first " + keys + ": " + base::join(shown, ", ");
  }

  /// Whether no column of the table gets new values or a new name, so that an expression means now what it
  /// will mean.
  bool keeps_its_values(const ObjectId& table) const {
    if (names_.renames_columns_of(table)) return false;
    std::vector<Symbol> columns;
    for (const auto& [id, column] : difference_.after.columns_of(table.schema, table.name))
      columns.push_back(id.name);
    return keep_their_values(table, columns);
  }

  bool gets_values(const ObjectId& id) const {
    const auto found = advice_.find(id);
    if (found == advice_.end()) return false;
    const dialect::Advice& advice = found->second;
    return !advice.backfill.empty() || !advice.using_.empty() || !advice.from.empty() || !advice.map.empty();
  }

  bool keep_their_values(const ObjectId& table, const std::vector<Symbol>& columns) const {
    return std::all_of(columns.begin(), columns.end(), [&](Symbol name) {
      const ObjectId id = model::column_id(table.schema, table.name, name);
      const auto* before = difference_.before.find_as<model::Column>(id);
      const auto* after = difference_.after.find_as<model::Column>(id);
      if (!difference_.before.contains(table)) return true;
      return before != nullptr && after != nullptr && before->type == after->type && !gets_values(id);
    });
  }

  std::vector<std::string> primary_key(const ObjectId& table) const {
    std::vector<std::string> columns;
    const auto* key =
        difference_.before.find_as<model::PrimaryKey>(model::primary_key_id(table.schema, table.name));
    if (key == nullptr) return columns;
    for (const model::KeyColumn& column : key->columns)
      columns.push_back(quoted(names_.column(table, column.name)));
    return columns;
  }

  static std::vector<Symbol> names_in(const std::vector<model::KeyColumn>& columns) {
    std::vector<Symbol> names;
    for (const model::KeyColumn& column : columns) names.push_back(column.name);
    return names;
  }

  std::string quoted(Symbol name) const { return sql::quote_name(name.view(), dialect_); }
  std::string relation(const ObjectId& table) const {
    const ObjectId old = names_.table(table);
    return sql::quote_name(old.schema.view(), old.name.view(), dialect_);
  }
  std::string from_rows(const ObjectId& table, const std::string& condition) const {
    return relation(table) + " WHERE " + condition;
  }

  db::Database& database_;
  const Difference& difference_;
  const dialect::AdviceMap& advice_;
  OldNames names_;
  sql::Dialect dialect_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> find_violations(db::Database& database, const PlannedChange& change,
                                         const dialect::AdviceMap& advice, bool may_try) {
  std::vector<std::string> found = Prober(database, change.difference, advice).run();
  if (!may_try) return found;
  LookedAhead looked = look_ahead(database, change.plan);
  refuse_unknown(looked);
  std::move(looked.rows.begin(), looked.rows.end(), std::back_inserter(found));
  return found;
}

std::vector<std::string> find_orphans(db::Database& database) {
  if (database.target().dialect != sql::Dialect::sqlite) return {};
  std::vector<std::string> found;
  try {
    for (const db::Row& row : database.execute(kOrphans))
      found.push_back("table " + row.at(0).value_or("") + " refers to " + row.at(1).value_or("") + " from " +
                      row.at(2).value_or("0") + " rows without a row there" +
                      (row.at(3) ? ", first rowid " + *row.at(3) : ""));
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::sql) throw;  // a reference to what is not unique: nothing can be counted
  }
  return found;
}

void require_valid_rows(db::Database& database, const PlannedChange& change, const dialect::AdviceMap& advice,
                        bool may_try) {
  const std::vector<std::string> violations = find_violations(database, change, advice, may_try);
  if (violations.empty()) return;
  throw Error(
      ErrorKind::sql,
      "Existing rows violate what is declared; nothing was changed:\n  " + base::join(violations, "\n  "),
      "Correct these rows, or say with `backfill` how they get their values, then run push again.");
}

}  // namespace schemagen::app
