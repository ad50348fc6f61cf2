#include "dialect/postgres/trash.h"

#include <algorithm>

#include "dialect/postgres/rules.h"
#include "dialect/postgres/shadow.h"
#include "schemagen/base/error.h"
#include "schemagen/diff/rename.h"
#include "schemagen/diff/trash.h"

namespace schemagen::dialect::postgres {
namespace {

using diff::Rename;
using diff::trash_name;
using model::Kind;

bool leaves_the_table(const Schema& schema, const ObjectId& id) {
  const auto* key = schema.find_as<model::ForeignKey>(id);
  return id.kind == Kind::trigger ||
         (key != nullptr && (key->ref_schema != id.schema || key->ref_table != id.owner));
}

/// The table or column, and what goes aside with it.
std::set<ObjectId> parts_of(const Context& c, const ObjectId& id) {
  std::set<ObjectId> parts{id};
  const bool whole = id.kind == Kind::table;
  if (whole)
    for (const ObjectId& owned : c.before.owned_by(id.schema, id.name))
      if (!leaves_the_table(c.before, owned)) parts.insert(owned);
  for (const ObjectId& sequence :
       sequences_of(c.before, id.schema, whole ? id.name : id.owner, whole ? Symbol() : id.name))
    if (!c.after.contains(sequence)) parts.insert(sequence);
  return parts;
}

bool stays_usable(const Context& c, const ObjectId& id) {
  const model::Object* now = c.after.find(id);
  const bool swapped = c.staging != nullptr && c.staging->new_enum(id) != nullptr;
  if (now == nullptr || swapped) return false;
  if (id.kind == Kind::table || id.kind == Kind::name_space) return true;
  const model::Object& then = *c.before.find(id);
  if (const auto* type = std::get_if<model::EnumType>(now))
    return only_adds_values(std::get<model::EnumType>(then), *type);
  if (const auto* function = std::get_if<model::Function>(now))
    return can_replace(std::get<model::Function>(then), *function);
  return without_comment(then) == without_comment(*now);
}

void require_standing(const Context& c, const ObjectId& id, const std::set<ObjectId>& parts) {
  for (const ObjectId& part : parts)
    for (const ObjectId& needed : c.then.of(part)) {
      if (parts.contains(needed) || stays_usable(c, needed)) continue;
      throw base::Error(base::ErrorKind::declaration,
                        "The plan cannot set " + spoken(id) + " aside: it stands on " + spoken(needed) +
                            ", which the same plan drops or changes.",
                        "Leave that as it is until what is set aside has been dropped for good, or write "
                        "`drop = \"hard\"`.");
    }
}

ObjectId aside_id(ObjectId id) {
  id.name = trash_name(id.name);
  return id;
}

void require_free_name(const Context& c, const ObjectId& id) {
  const ObjectId aside = aside_id(id);
  if (!c.after.contains(aside)) return;
  throw base::Error(base::ErrorKind::declaration,
                    "The plan cannot set " + spoken(id) + " aside: " + spoken(aside) + " is there already.",
                    "Drop what was set aside before with --empty-trash, or write `drop = \"hard\"`.");
}

std::string rename_index(const ObjectId& table, Symbol name) {
  return "ALTER INDEX IF EXISTS " + qualified(table.schema, name) + " RENAME TO " + quoted(trash_name(name));
}

std::string rename_whole(const Schema& schema, const ObjectId& id) {
  return "ALTER " + noun(schema, id) + " IF EXISTS " + qualified(schema, id) + " RENAME TO " +
         quoted(trash_name(id.name));
}

/// The renames of what bears a name of its own in the schema; the table itself last.
Statements rename_parts(const Context& c, const ObjectId& table, const std::set<ObjectId>& parts) {
  Statements sql;
  for (const ObjectId& part : parts) {
    if (const auto* key = c.before.find_as<model::PrimaryKey>(part))
      sql.push_back(rename_index(table, key->name));
    else if (part.kind == Kind::unique || part.kind == Kind::exclusion || part.kind == Kind::index)
      sql.push_back(rename_index(table, part.name));
    else if (part.kind == Kind::sequence)
      sql.push_back(rename_whole(c.before, part));
  }
  sql.push_back(rename_whole(c.before, table));
  return sql;
}

std::vector<Rename> renames_of(const std::set<ObjectId>& parts) {
  std::vector<Rename> renames;
  for (const ObjectId& part : parts)
    if (part.kind == Kind::sequence) renames.push_back({part, aside_id(part), {}, {}});
  return renames;
}

/// Keys and indexes of a table that is set aside bear their new names.
void rename_indexes(Schema& schema) {
  const Schema::Objects objects = schema.objects();
  for (const auto& [id, object] : objects) {
    if (const auto* key = std::get_if<model::PrimaryKey>(&object)) {
      model::PrimaryKey renamed = *key;
      renamed.name = trash_name(key->name);
      schema.put(id, renamed);
    } else if (id.kind == Kind::unique || id.kind == Kind::exclusion || id.kind == Kind::index) {
      schema.erase(id);
      schema.put(aside_id(id), object);
    }
  }
}

Schema table_aside(const Context& c, const ObjectId& id) {
  const std::set<ObjectId> parts = parts_of(c, id);
  Schema subset(c.before.dialect());
  for (const ObjectId& part : parts) subset.put(part, *c.before.find(part));
  std::vector<Rename> renames = renames_of(parts);
  renames.push_back({id, aside_id(id), {}, {}});
  Schema aside = diff::rename_objects(subset, renames);
  rename_indexes(aside);
  return aside;
}

Schema column_aside(const Context& c, const ObjectId& id) {
  const std::set<ObjectId> parts = parts_of(c, id);
  Schema aside = c.before;
  auto& column = std::get<model::Column>(*aside.find(id));
  if (!fills_itself(column)) column.not_null = false;
  std::vector<Rename> renames = renames_of(parts);
  renames.push_back({id, aside_id(id), {}, {}});
  aside = diff::rename_objects(aside, renames);
  Schema only(c.before.dialect());
  for (const ObjectId& part : parts) only.put(aside_id(part), *aside.find(aside_id(part)));
  return only;
}

std::string why_aside(const ObjectId& id) {
  return "Only the old application uses " + spoken(id) + ". It is set aside as " +
         quoted(trash_name(id.name)) + " with all that it holds, until a later migration drops it.";
}

void end_parts(Context& c, Step& step, const ObjectId& id, const std::set<ObjectId>& parts) {
  for (const ObjectId& part : parts) c.drops(step, part);
  std::erase_if(step.releases, [&](const ObjectId& released) { return parts.contains(released); });
  step.produces.push_back(aside_id(id));
  step.reaches.push_back({aside_id(id), state::kSetAsideWhole});
}

}  // namespace

std::string why_dropped(const ObjectId& id) {
  return diff::is_set_aside(id) ? spoken(id) + " was set aside by an earlier migration; now it goes for good."
                                : "Only the old application uses " + spoken(id) + ".";
}

void set_table_aside(Context& c, const ObjectId& id) {
  const std::set<ObjectId> parts = parts_of(c, id);
  require_standing(c, id, parts);
  require_free_name(c, id);
  Statements sql;
  Step& step = c.emit(Phase::contract, why_aside(id), {});
  for (const ObjectId& owned : c.before.owned_by(id.schema, id.name)) {
    if (owned.kind != Kind::trigger) continue;
    sql.push_back(drop_sql(c.before, owned));
    c.drops(step, owned);
  }
  const Statements renames = rename_parts(c, id, parts);
  sql.insert(sql.end(), renames.begin(), renames.end());
  step.sql = std::move(sql);
  end_parts(c, step, id, parts);
  c.locks(step, Lock::access_exclusive, id);
}

void set_column_aside(Context& c, const ObjectId& id, const model::Column& old) {
  const std::set<ObjectId> parts = parts_of(c, id);
  require_standing(c, id, parts);
  require_free_name(c, id);
  Step& step = c.emit(Phase::contract, why_aside(id), {});
  if (old.not_null && !fills_itself(old) && in_primary_key(c.before, id))
    step.sql.push_back(alter_table(id, "ALTER COLUMN " + quoted(id.name) + " DROP NOT NULL"));
  for (const ObjectId& part : parts)
    if (part.kind == Kind::sequence) step.sql.push_back(rename_whole(c.before, part));
  step.sql.push_back(
      alter_table(id, "RENAME COLUMN " + quoted(id.name) + " TO " + quoted(trash_name(id.name))));
  end_parts(c, step, id, parts);
  step.needs.push_back(model::owner_id(id));
  c.locks(step, Lock::access_exclusive, id);
}

Schema set_aside_by(const LoweringInput& input) {
  Schema all(input.after.dialect());
  const bool wanted = std::any_of(input.advice.begin(), input.advice.end(),
                                  [](const auto& entry) { return entry.second.drop == "soft"; });
  if (!wanted) return all;
  const Context c(input);
  for (const diff::Change& change : input.changes.changes) {
    const bool whole = change.id.kind == Kind::table;
    if (!change.removed() || (!whole && change.id.kind != Kind::column)) continue;
    if (!c.drops_softly(change.id) || (!whole && c.on_dropped_relation(change.id))) continue;
    const Schema aside = whole ? table_aside(c, change.id) : column_aside(c, change.id);
    for (const auto& [id, object] : aside.objects()) all.put(id, object);
  }
  return all;
}

}  // namespace schemagen::dialect::postgres
