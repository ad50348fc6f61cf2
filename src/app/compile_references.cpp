#include "app/compile_references.h"

#include <algorithm>
#include <map>
#include <optional>

#include "schemagen/base/text.h"
#include "schemagen/diff/managed.h"

namespace schemagen::app {
namespace {

using base::Symbol;
using model::Kind;
using model::ObjectId;
using Names = std::set<std::string>;

std::string shown(Symbol name) { return "`" + name.str() + "`"; }

Names folded(const std::vector<Symbol>& names) {
  Names out;
  for (const Symbol name : names) out.insert(base::to_lower(name.view()));
  return out;
}

/// The columns of a key that a foreign key may refer to; nothing when one has a collation of its own.
std::optional<Names> key_of(const std::vector<model::KeyColumn>& columns) {
  Names names;
  for (const model::KeyColumn& column : columns) {
    if (!column.collation.empty()) return std::nullopt;
    names.insert(base::to_lower(column.name.view()));
  }
  return names;
}

std::optional<Names> key_of(const model::Index& index) {
  if (!index.unique || !index.where.empty()) return std::nullopt;
  Names names;
  for (const model::IndexKey& key : index.keys) {
    if (key.column.empty() || !key.collation.empty()) return std::nullopt;
    names.insert(base::to_lower(key.column.view()));
  }
  return names;
}

class References {
 public:
  References(const model::Schema& schema, const std::set<std::string>& beside)
      : schema_(schema), beside_(beside) {
    for (const Kind kind : {Kind::virtual_table, Kind::view, Kind::table})
      for (auto it = schema.objects().lower_bound({kind, {}, {}, {}});
           it != schema.objects().end() && it->first.kind == kind; ++it)
        relations_[base::to_lower(it->first.name.view())] = it->first;
  }

  std::vector<Problem> find() {
    for (const auto& [id, key] : schema_.all<model::ForeignKey>(Kind::foreign_key)) look_at(id, *key);
    return std::move(problems_);
  }

 private:
  void look_at(const ObjectId& id, const model::ForeignKey& key) {
    const std::string name = base::to_lower(key.ref_table.view());
    const auto target = relations_.find(name);
    if (target == relations_.end()) {
      if (!beside_.contains(name) && !is_of_others(name))
        note(id, Problem::Kind::reference, "refers to a table that is not there: " + shown(key.ref_table));
      return;
    }
    if (target->second.kind != Kind::table) {
      note(id, Problem::Kind::broken,
           "refers to the " + std::string(model::kind_name(target->second.kind)) + " " +
               shown(key.ref_table) + ", and a foreign key can refer to a table only");
      return;
    }
    look_at_columns(id, key, target->second.name);
  }

  void look_at_columns(const ObjectId& id, const model::ForeignKey& key, Symbol table) {
    std::vector<Symbol> existing;
    for (const auto& [column, object] : schema_.columns_of({}, table)) existing.push_back(column.name);
    const Names known = folded(existing);
    for (const Symbol column : key.ref_columns)
      if (!known.contains(base::to_lower(column.view()))) {
        note(id, Problem::Kind::broken,
             "refers to a column that table " + shown(table) + " has not: " + shown(column));
        return;
      }
    const std::vector<Names> keys = keys_of(table);
    const bool fits = !key.ref_columns.empty() && key.ref_columns.size() == key.columns.size() &&
                      std::find(keys.begin(), keys.end(), folded(key.ref_columns)) != keys.end();
    if (fits) return;
    std::vector<std::string> columns;
    for (const Symbol column : key.ref_columns) columns.push_back(column.str());
    note(
        id, Problem::Kind::reference,
        "refers to no key of " + shown(table) +
            (columns.empty() ? "" : ": no primary key and no unique one is on " + base::join(columns, ", ")));
  }

  std::vector<Names> keys_of(Symbol table) const {
    std::vector<Names> keys;
    const auto take = [&keys](std::optional<Names> key) {
      if (key) keys.push_back(std::move(*key));
    };
    if (const auto* primary = schema_.find_as<model::PrimaryKey>(model::primary_key_id({}, table)))
      take(key_of(primary->columns));
    for (const auto& [id, unique] : schema_.owned_as<model::Unique>(Kind::unique, {}, table))
      take(key_of(unique->columns));
    for (const auto& [id, index] : schema_.owned_as<model::Index>(Kind::index, {}, table))
      take(key_of(*index));
    return keys;
  }

  void note(const ObjectId& id, Problem::Kind kind, std::string what) {
    problems_.push_back({id, kind, std::move(what)});
  }

  const model::Schema& schema_;
  const std::set<std::string>& beside_;
  std::map<std::string, ObjectId> relations_;
  std::vector<Problem> problems_;
};

}  // namespace

bool is_of_others(std::string_view table) {
  return base::to_lower(table).starts_with("sqlite_") ||
         !diff::keeper_of(table, sql::Dialect::sqlite).empty();
}

std::vector<Problem> find_unfit_references(const model::Schema& schema, const std::set<std::string>& beside) {
  return References(schema, beside).find();
}

}  // namespace schemagen::app
