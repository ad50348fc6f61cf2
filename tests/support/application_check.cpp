#include <algorithm>

#include "schemagen/base/error.h"
#include "support/application_proof.h"
#include "support/application_sql.h"
#include "support/golden_case.h"

namespace schemagen::tests {
namespace {

std::string shown(const db::Cell& cell) { return cell ? "'" + *cell + "'" : "NULL"; }

}  // namespace

/// Columns that are computed from other columns now, or otherwise than before.
std::set<Symbol> ApplicationProof::computed_anew(const TablePair& table) const {
  std::set<Symbol> names;
  for (const ColumnPair& pair : table.columns) {
    const auto* const old = before_.schema.find_as<model::Column>(
        model::column_id(table.before.schema, table.before.name, pair.before));
    const auto* const now = after_.schema.find_as<model::Column>(
        model::column_id(table.after.schema, table.after.name, pair.after));
    if (now->generated && old->generated != now->generated) names.insert(pair.after);
  }
  return names;
}

/// Columns that were there and whose NULLs get a value.
std::set<Symbol> ApplicationProof::backfilled(const TablePair& table) const {
  std::set<Symbol> names;
  for (const ColumnPair& pair : table.columns) {
    const auto advice =
        after_.advice.find(model::column_id(table.after.schema, table.after.name, pair.after));
    if (advice != after_.advice.end() && !advice->second.backfill.empty()) names.insert(pair.after);
  }
  return names;
}

/// What the new application may not see in its final form before contract.
std::set<Symbol> ApplicationProof::unsettled(const TablePair& table) const {
  std::set<Symbol> names = computed_anew(table);
  for (const ColumnPair& pair : table.columns) {
    const auto* const old = before_.schema.find_as<model::Column>(
        model::column_id(table.before.schema, table.before.name, pair.before));
    if ((pair.retyped && pair.before == pair.after) || old->generated) names.insert(pair.after);
  }
  const std::set<Symbol> direct = names;
  for (const auto& [id, column] : after_.schema.columns_of(table.after.schema, table.after.name))
    for (const Symbol name : direct)
      if (column->generated && column->generated->expression.str().find(name.str()) != std::string::npos)
        names.insert(id.name);
  return names;
}

/// Columns that the database fills differently before and after when a writer leaves them out. There is one
/// default at a time, and both applications get it.
std::set<Symbol> ApplicationProof::other_defaults(const TablePair& table, bool after) const {
  std::set<Symbol> names;
  for (const ColumnPair& pair : table.columns) {
    const auto* const old = before_.schema.find_as<model::Column>(
        model::column_id(table.before.schema, table.before.name, pair.before));
    const ObjectId id = model::column_id(table.after.schema, table.after.name, pair.after);
    const auto* const now = after_.schema.find_as<model::Column>(id);
    const auto advice = after_.advice.find(id);
    if (old->default_value != now->default_value || old->identity != now->identity ||
        old->serial != now->serial || (advice != after_.advice.end() && !advice->second.backfill.empty()))
      names.insert(after ? pair.after : pair.before);
  }
  return names;
}

std::set<Symbol> ApplicationProof::ignored_in(const Subject& subject, const Outcome& outcome,
                                              bool after) const {
  const TablePair* const pair = after ? pair_.by_after(outcome.table) : pair_.by_before(outcome.table);
  std::set<Symbol> names = outcome.changing;
  if (pair == nullptr || subject.contracted) return names;
  if (after) names.merge(unsettled(*pair));
  if (outcome.statement.find(kOnlyRequired) != std::string::npos) names.merge(other_defaults(*pair, after));
  return names;
}

/// ON CONFLICT over columns that were there and were not unique: that is a tightening, and the old
/// application may write twins until contract.
bool ApplicationProof::relies_on_contract(const Outcome& outcome) const {
  const TablePair* const pair = pair_.by_after(outcome.table);
  if (pair == nullptr) return false;
  std::set<std::set<Symbol>> unique;
  for (const std::vector<Symbol>& key : unique_keys(before_.schema, pair->before))
    unique.emplace(key.begin(), key.end());
  for (const std::vector<Symbol>& key : new_->table(pair->after)->arbiters) {
    if (outcome.statement.find(on_conflict_name(key)) == std::string::npos) continue;
    std::set<Symbol> names;
    for (const ColumnPair& column : pair->columns)
      if (std::find(key.begin(), key.end(), column.after) != key.end()) names.insert(column.before);
    return names.size() == key.size() && !unique.contains(names);
  }
  return false;
}

/// By a key that goes in contract: until then the old application counts on it.
bool ApplicationProof::is_still_held(const Outcome& outcome) const {
  const TablePair* const pair = pair_.by_after(outcome.table);
  if (pair == nullptr) return false;
  for (const ObjectId& id : before_.schema.owned_by(pair->before.schema, pair->before.name)) {
    const bool is_key = id.kind == model::Kind::unique || id.kind == model::Kind::index ||
                        id.kind == model::Kind::foreign_key;
    const bool stays =
        std::any_of(after_.schema.objects().begin(), after_.schema.objects().end(),
                    [&](const auto& other) { return id_before(other.first, after_.renames) == id; });
    if (is_key && !stays &&
        (outcome.error.find("violates unique constraint \"" + id.name.str() + "\"") != std::string::npos ||
         outcome.error.find("violates foreign key constraint \"" + id.name.str() + "\"") !=
             std::string::npos))
      return true;
  }
  return false;
}

void ApplicationProof::compare(const Subject& subject, const std::vector<Outcome>& got,
                               const std::vector<Outcome>& expected, bool after) {
  std::map<std::string, const Outcome*> by_name;
  for (const Outcome& outcome : expected) by_name[outcome.statement] = &outcome;
  for (const Outcome& outcome : got) {
    const auto found = by_name.find(outcome.statement);
    if (found == by_name.end() || !found->second->error.empty()) continue;
    if (outcome.error.empty()) {
      compare_rows(subject, outcome, *found->second, after);
      continue;
    }
    const bool excused = after
                             ? !subject.contracted && (relies_on_contract(outcome) || is_still_held(outcome))
                             : subject.rejects;
    if (!excused) problem((after ? "new: " : "old: ") + outcome.statement + ": " + outcome.error);
  }
}

void ApplicationProof::compare_rows(const Subject& subject, const Outcome& got, const Outcome& expected,
                                    bool after) {
  const std::string prefix = (after ? "new: " : "old: ") + got.statement + ": ";
  if (got.rows.size() != expected.rows.size()) {
    problem(prefix + std::to_string(got.rows.size()) + " rows instead of " +
            std::to_string(expected.rows.size()));
    return;
  }
  const std::set<Symbol> ignored = ignored_in(subject, expected, after);
  for (std::size_t i = 0; i < got.rows.size(); ++i)
    for (const auto& [name, value] : expected.rows[i])
      if (!ignored.contains(name) && got.rows[i].at(name) != value)
        problem(prefix + quoted(name) + " is " + shown(got.rows[i].at(name)) + " instead of " + shown(value));
}

void ApplicationProof::check_seen_by_new(Subject& subject, const TablePair& table, const Values& row) {
  const TableUse& use = *new_->table(table.after);
  std::vector<Symbol> failed;
  Values expected = forward(table, row, failed);
  for (const Symbol name : backfilled(table))
    if (const auto value = expected.find(name); value != expected.end() && !value->second)
      expected.erase(value);
  Values identity = expected;
  for (const ColumnPair& pair : table.columns)
    if (pair.before == pair.after && pair.retyped && !subject.contracted)
      identity[pair.after] = row.at(pair.before);
  try {
    const auto seen = new_->read(*subject.new_connection, use, identity);
    if (!seen) {
      problem("the new application does not find a row of " + quoted(table.before));
      return;
    }
    const std::set<Symbol> open = subject.contracted ? computed_anew(table) : unsettled(table);
    for (const auto& [name, value] : expected) {
      if (open.contains(name)) continue;
      if (seen->at(name) != value)
        problem("the new application sees " + quoted(table.after) + "." + quoted(name) +
                " of an old row as " + shown(seen->at(name)) + " instead of " + shown(value));
    }
    if (!subject.migrated) return;
    for (const auto& [name, value] : pair_.filled(*before_database_, table, row))
      if (seen->at(name) != value)
        problem(quoted(table.after) + "." + quoted(name) + " of an old row is filled with " +
                shown(seen->at(name)) + " instead of " + shown(value));
  } catch (const base::Error& error) {
    problem("the new application reads " + quoted(table.after) + ": " + error.what());
  }
  if (subject.migrated && !subject.contracted) check_shadows(subject, table, identity, expected);
}

/// The column in its new type that stands beside the old one until contract.
void ApplicationProof::check_shadows(Subject& subject, const TablePair& table, const Values& identity,
                                     const Values& expected) {
  const TableUse* const use = new_->table(table.after);
  for (const ColumnPair& pair : table.columns) {
    if (!pair.retyped || pair.before != pair.after || !expected.contains(pair.after)) continue;
    const std::string shadow = model::side_name(kMigrationNumber, "new", pair.after).str();
    const auto there = subject.migrator->execute(
        "SELECT 1 FROM pg_attribute WHERE attrelid = " + literal(quoted(table.after)) +
        "::regclass AND attname = " + literal(shadow));
    if (there.empty()) continue;
    const auto rows = subject.migrator->execute("SELECT " + quoted(Symbol(shadow)) + "::text FROM " +
                                                quoted(table.after) + where(*use, identity));
    if (rows.size() != 1 || rows.front().front() != expected.at(pair.after))
      problem(quoted(table.after) + "." + shadow + " of an old row is " +
              (rows.empty() ? "not there" : shown(rows.front().front())) + " instead of " +
              shown(expected.at(pair.after)));
  }
}

void ApplicationProof::check_seen_by_old(Subject& subject, const TablePair& table, const Values& row) {
  const TableUse& use = *old_->table(table.before);
  std::vector<Symbol> failed;
  const Values expected = back(table, row, failed);
  Values identity = expected;
  for (const ColumnPair& pair : table.columns)
    if (pair.before == pair.after && pair.retyped) identity[pair.before] = row.at(pair.after);
  try {
    const auto seen = old_->read(*subject.old_connection, use, identity);
    if (!seen) {
      problem("the old application does not find a row of " + quoted(table.after));
      return;
    }
    const std::set<Symbol> open = unsettled(table);
    for (const ColumnPair& pair : table.columns) {
      if (open.contains(pair.after) || !expected.contains(pair.before)) continue;
      if (seen->at(pair.before) != expected.at(pair.before))
        problem("the old application sees " + quoted(table.before) + "." + quoted(pair.before) +
                " of a new row as " + shown(seen->at(pair.before)) + " instead of " +
                shown(expected.at(pair.before)));
    }
  } catch (const base::Error& error) {
    problem("the old application reads " + quoted(table.before) + ": " + error.what());
  }
}

/// Every row that was there or was written on the way.
void ApplicationProof::check_kept(Subject& subject) {
  for (const TablePair& table : pair_.tables()) {
    const TableUse* const use = old_->table(table.before);
    if (use->seeded) check_seen_by_new(subject, table, *use->seeded);
    if (subject.contracted && is_refused(*use)) continue;
    for (const Values& row : subject.old_rows[table.before]) check_seen_by_new(subject, table, row);
  }
}

bool ApplicationProof::is_refused(const TableUse& table) const {
  if (!table.accepted) return true;
  for (const auto& [id, key] :
       before_.schema.owned_as<model::ForeignKey>(model::Kind::foreign_key, table.id.schema, table.id.name)) {
    const TableUse* const parent = old_->table(model::table_id(key->ref_schema, key->ref_table));
    if (parent != nullptr && parent->id != table.id && !parent->accepted) return true;
  }
  return false;
}

/// The old application may write what the new schema forbids; contract says so then and does nothing.
void ApplicationProof::remove_what_contract_refuses(Subject& subject) {
  for (auto table = old_->tables().rbegin(); table != old_->tables().rend(); ++table) {
    if (!is_refused(*table)) continue;
    for (const Values& row : subject.old_rows[table->id]) {
      const Outcome removed = old_->remove(subject.old_client, *table, row);
      if (removed.rows.size() != 1 && !subject.rejects)
        problem("old: " + removed.statement +
                " before contract: " + (removed.error.empty() ? "no such row" : removed.error));
    }
  }
}

}  // namespace schemagen::tests
