#include "schemagen/app/planning.h"

#include <algorithm>

#include "app/missing_type.h"
#include "schemagen/app/in_the_way.h"
#include "schemagen/db/domains.h"
#include "schemagen/diff/managed.h"
#include "schemagen/diff/trash.h"
#include "schemagen/sql/quote.h"

namespace schemagen::app {
namespace {

struct Matched {
  model::Schema before;
  model::Schema after;
  std::vector<diff::Doubt> unverified;
};

/// The side that counts as stored has a name for every constraint, also where it is a snapshot in which
/// nobody named one.
model::Schema as_stored(const model::Schema& schema) {
  if (schema.dialect() == sql::Dialect::sqlite) return schema;
  return diff::normalise(schema, model::Schema(schema.dialect()), {}).declared;
}

/// PostgreSQL words a text anew, for the types that it finds; both sides say it as it is declared, so that it
/// can be made again when these types change.
Matched in_own_words(model::Schema before, model::Schema after, diff::Normalised& normalised) {
  if (after.dialect() == sql::Dialect::postgresql) {
    before = diff::in_own_words(std::move(before), normalised.own_words);
    after = diff::in_own_words(std::move(after), normalised.own_words);
  }
  return {std::move(before), std::move(after), std::move(normalised.unverified)};
}

Matched match(const model::Schema& before, const model::Schema& after, const diff::Oracle& oracle,
              Printed printed) {
  if (printed == Printed::before) {
    model::Schema stored = as_stored(before);
    diff::Normalised normalised = diff::normalise(after, stored, oracle);
    return in_own_words(std::move(stored), std::move(normalised.declared), normalised);
  }
  model::Schema stored = as_stored(after);
  diff::Normalised normalised = diff::normalise(before, stored, oracle);
  return in_own_words(std::move(normalised.declared), std::move(stored), normalised);
}

bool touches_types(const diff::ChangeSet& changes) {
  const auto names_types = [](model::Kind kind) {
    return kind == model::Kind::column || kind == model::Kind::function;
  };
  return std::any_of(changes.changes.begin(), changes.changes.end(),
                     [&](const diff::Change& change) { return names_types(change.id.kind); }) ||
         std::any_of(changes.renames.begin(), changes.renames.end(),
                     [&](const diff::Rename& rename) { return names_types(rename.to.kind); });
}

/// Without those on tables whose columns are renamed too: what stands on these is made anew beside the old
/// form, under its new name at once.
std::vector<diff::Rename> alone(std::vector<diff::Rename> found, const std::vector<diff::Rename>& renames) {
  std::erase_if(found, [&](const diff::Rename& rename) {
    return std::any_of(renames.begin(), renames.end(), [&](const diff::Rename& other) {
      return other.to.kind == model::Kind::column && model::owner_id(other.to) == model::owner_id(rename.to);
    });
  });
  return found;
}

/// A new column of this kind fails on a table that has rows.
bool needs_empty_table(const model::Column& column, const dialect::LiveFacts& live) {
  if (!column.default_value.empty()) return false;
  const dialect::Domain* domain = live.domain(column.type);
  return column.not_null || (domain != nullptr && !domain->starts_empty());
}

std::set<model::ObjectId> find_empty_tables(db::Database& database, const Difference& difference,
                                            const dialect::LiveFacts& live) {
  std::set<model::ObjectId> empty;
  const sql::Dialect dialect = database.target().dialect;
  for (const diff::Change& change : difference.changes.changes) {
    const auto* column = change.added() ? std::get_if<model::Column>(&*change.after) : nullptr;
    if (column == nullptr || !needs_empty_table(*column, live)) continue;
    const model::ObjectId table = model::owner_id(change.id);
    if (!difference.before.contains(table)) continue;
    model::ObjectId stored = table;
    for (const diff::Rename& rename : difference.changes.renames)
      if (rename.to == table) stored = rename.from;
    const auto rows = database.execute(
        "SELECT 1 FROM " + sql::quote_name(stored.schema.view(), stored.name.view(), dialect) + " LIMIT 1");
    if (rows.empty()) empty.insert(table);
  }
  return empty;
}

}  // namespace

std::vector<diff::Rename> choose_none(const std::vector<diff::Question>&) { return {}; }

Difference find_difference(const model::Schema& before, const model::Schema& after,
                           const std::vector<diff::Rename>& stated, const diff::Oracle& oracle,
                           const RenameChooser& choose, Printed printed, Trash trash) {
  model::Schema renamed = before;
  std::vector<diff::Rename> renames;
  const auto take = [&renamed, &renames](std::vector<diff::Rename> found) {
    if (found.empty()) return false;
    renamed = diff::rename_objects(renamed, found);
    renames.insert(renames.end(), std::make_move_iterator(found.begin()),
                   std::make_move_iterator(found.end()));
    return true;
  };
  for (;;) {
    take(diff::applicable(stated, renamed, after));
    const bool keeps = trash == Trash::keep && diff::has_trash(renamed);
    Matched matched = keeps ? match(renamed, diff::with_trash_of(renamed, after), oracle, printed)
                            : match(renamed, after, oracle, printed);
    if (take(choose(diff::candidates(matched.before, matched.after)))) continue;
    if (take(alone(diff::only_renamed(matched.before, matched.after), renames))) continue;
    std::vector<diff::Change> changes = diff::compare(matched.before, matched.after);
    return {{std::move(renames), std::move(changes)},
            std::move(matched.before),
            std::move(matched.after),
            std::move(matched.unverified)};
  }
}

PlannedChange plan_change(Difference difference, const dialect::AdviceMap& advice, sql::Target target,
                          const std::string& tag, const std::vector<model::Unmodelled>& unmodelled,
                          dialect::LiveFacts live) {
  refuse_taken_names(difference);
  const dialect::LoweringInput input{
      difference.changes, difference.before, difference.after, advice, target, tag, std::move(live)};
  plan::Plan plan = dialect::plan_changes(input);
  refuse_what_stands(difference, plan);
  model::Schema set_aside = dialect::set_aside_by(input);
  return {std::move(difference), std::move(plan), diff::not_known(unmodelled), std::move(set_aside), {}};
}

namespace {

/// What has the name that it gets when nobody gives one needs none, and a version that nobody asked for is
/// that of the server at hand.
void forget_the_obvious(model::Schema& schema, const model::Schema& declared) {
  const model::Schema alone = as_stored(declared);
  for (const auto& [id, object] : declared.objects()) {
    const auto* extension = std::get_if<model::Extension>(&object);
    const model::Object* named = schema.find(id);
    const model::Object* unnamed = alone.find(id);
    const bool is_obvious = named != nullptr && unnamed != nullptr && *named == *unnamed;
    if (is_obvious || (extension != nullptr && extension->version.empty())) schema.put(id, object);
  }
}

}  // namespace

model::Schema PlannedChange::reached(model::Schema declared) const {
  if (declared.dialect() == sql::Dialect::postgresql) {
    model::Schema named = difference.after;
    forget_the_obvious(named, declared);
    declared = std::move(named);
  } else {
    declared = diff::with_trash_of(difference.after, std::move(declared));
  }
  return diff::with_trash_of(set_aside, std::move(declared));
}

dialect::LiveFacts find_live_facts(db::Database* database, const Difference& difference) {
  dialect::LiveFacts live;
  if (database == nullptr) return live;
  if (database->target().dialect == sql::Dialect::postgresql && touches_types(difference.changes)) {
    refuse_missing_types(*database, difference.before, difference.after);
    live.domains = db::find_domains(*database);
  }
  live.empty_tables = find_empty_tables(*database, difference, live);
  return live;
}

}  // namespace schemagen::app
