// Partitions: made beside their table and attached, detached before they are dropped.
#include "schemagen/sql/partition.h"

#include <algorithm>
#include <array>
#include <optional>

#include "dialect/postgres/divided_part.h"
#include "dialect/postgres/precheck.h"
#include "dialect/postgres/rules.h"
#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Kind;
using model::Partition;
using sql::PartitionBound;
using sql::PartitionKey;

constexpr int kDetachConcurrently = 140000;
/// From here on a partition keeps foreign keys to its own table when it is detached, and those that point at
/// a table see a new partition of it.
constexpr int kFollowsReferences = 150000;

// A partition takes no identity and no statistics of its own; attaching it brings the rest.
constexpr std::string_view kStandAlone =
    R"(CREATE TABLE {partition} (LIKE {table} INCLUDING ALL EXCLUDING IDENTITY EXCLUDING STATISTICS))";

bool is_rest(const Partition& partition) { return partition.values == Symbol("DEFAULT"); }

std::optional<ObjectId> rest_of(const Schema& schema, const ObjectId& id) {
  for (const auto& [other, partition] : schema.owned_as<Partition>(Kind::partition, id.schema, id.owner))
    if (is_rest(*partition)) return other;
  return std::nullopt;
}

/// Of these the server builds the same constants for a bound and for a CHECK; of others it may not.
bool is_plain_type(Symbol type) {
  constexpr std::array<std::string_view, 9> kPlain = {
      "integer", "bigint", "smallint", "date", "timestamp with time zone", "timestamp without time zone",
      "text",    "uuid",   "boolean"};
  return std::find(kPlain.begin(), kPlain.end(), type.view()) != kPlain.end();
}

/// The rows of a partition as a condition that the server knows again in a CHECK; empty where that cannot be
/// said simply.
std::string condition_of(const Schema& schema, const ObjectId& id, const Partition& partition) {
  const auto key =
      sql::parse_partition_key(schema.find_as<model::Table>(model::owner_id(id))->partition_by.view());
  const auto bound = sql::parse_partition_bound(partition.values.view());
  if (!key || !bound || key->parts.size() != 1 || key->parts.front().column.empty()) return {};
  if (key->parts.front().text != quoted(key->parts.front().column)) return {};
  const auto* column =
      schema.find_as<model::Column>(model::column_id(id.schema, id.owner, key->parts.front().column));
  if (column == nullptr || !column->collation.empty() || !is_plain_type(column->type)) return {};
  const std::string name = key->parts.front().text;
  const auto typed = [&](const std::string& value) { return value + "::" + type_sql(schema, column->type); };
  std::vector<std::string> conditions{name + " IS NOT NULL"};
  if (bound->form == PartitionBound::Form::range) {
    if (bound->from.front() != "MINVALUE") conditions.push_back(name + " >= " + typed(bound->from.front()));
    if (bound->to.front() != "MAXVALUE") conditions.push_back(name + " < " + typed(bound->to.front()));
    return base::join(conditions, " AND ");
  }
  if (bound->form != PartitionBound::Form::list) return {};
  std::vector<std::string> values;
  for (const std::string& value : bound->values) {
    if (value == "NULL") return {};
    values.push_back(typed(value));
  }
  conditions.push_back(
      name + (values.size() == 1 ? " = " + values.front() : " IN (" + base::join(values, ", ") + ")"));
  return base::join(conditions, " AND ");
}

Symbol keep_out_name(const Context& c, const ObjectId& id) { return c.beside("not", id.name); }

std::string alter_partition_table(const ObjectId& id, const std::string& action) {
  return "ALTER TABLE " + qualified(id.schema, id.name) + " " + action;
}

/// The default partition proves beforehand that it has none of the new one's rows, so that attaching does not
/// read it while everybody waits.
void keep_out_of_rest(Context& c, const ObjectId& id, const ObjectId& rest, const std::string& condition) {
  const ObjectId rest_table = model::table_id(rest.schema, rest.name);
  Step& look = c.emit(
      Phase::expand,
      "Rows of the new " + spoken(id) + " that the default partition holds would stop this file later on.",
      {stop_at_sql(rest_table,
                   {"ctid::text", qualified(rest.schema, rest.name) + "\n             WHERE " + condition,
                    "belong in the new partition " + id.name.str(),
                    "Move them out of the default partition first.", "rows"})});
  look.precheck = true;
  uses_without_itself(c, look, id);
  look.reaches.push_back({id, state::kPrechecked});
  look.scans.push_back(rest);
  hazard(look, Hazard::may_fail_on_rows);

  const std::string name = quoted(keep_out_name(c, id));
  const std::string drop = alter_partition_table(rest, "DROP CONSTRAINT IF EXISTS " + name);
  Step& add = c.emit(Phase::expand,
                     "The default partition takes no more rows of the new " + spoken(id) +
                         ": until that is attached, new rows of it are refused.",
                     {drop, alter_partition_table(rest, "ADD CONSTRAINT " + name + " CHECK (NOT (" +
                                                            condition + ")) NOT VALID")},
                     {drop});
  uses_without_itself(c, add, id);
  add.awaits.push_back({id, state::kPrechecked});
  add.reaches.push_back({id, state::kKeptOut});
  c.locks_alone(add, Lock::access_exclusive, rest);
  hazard(add, Hazard::rejects_old_writers);

  Step& prove = c.emit(
      Phase::expand,
      "The default partition is searched for rows of the new " + spoken(id) + " without blocking writers.",
      {alter_partition_table(rest, "VALIDATE CONSTRAINT " + name)});
  uses_without_itself(c, prove, id);
  prove.awaits.push_back({id, state::kKeptOut});
  prove.reaches.push_back({id, state::kProved});
  c.locks_alone(prove, Lock::share_update_exclusive, rest);
  prove.scans.push_back(rest);
  hazard(prove, Hazard::may_fail_on_rows);
}

/// Attaching gives the partition the foreign keys of its table, and those that point at it.
void lock_for_foreign_keys(const Context& c, Step& step, const ObjectId& table) {
  for (const auto& [id, key] : c.before.all<model::ForeignKey>(Kind::foreign_key)) {
    const ObjectId referenced = model::table_id(key->ref_schema, key->ref_table);
    if (model::owner_id(id) == table) c.locks(step, Lock::share_row_exclusive, referenced);
    if (referenced == table && model::owner_id(id) != table && c.target.version >= kFollowsReferences)
      c.locks_alone(step, Lock::share_row_exclusive, id);
  }
}

constexpr std::string_view kFinishDetaching = R"(
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass({partition}) AND inhdetachpending) THEN
        ALTER TABLE {table} DETACH PARTITION {name} FINALIZE;
    ELSIF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass({partition})) THEN
        ALTER TABLE {table} DETACH PARTITION {name};
    END IF;
END
)";

// While foreign keys refer to its table, a partition cannot be dropped as long as it is attached.
constexpr std::string_view kDetach = R"(
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass({partition})) THEN
        ALTER TABLE {table} DETACH PARTITION {name};
    END IF;
END
)";

std::string detaching(std::string_view how, const ObjectId& id) {
  const std::string name = qualified(id.schema, id.name);
  return "DO " +
         sql::quote_dollar(fill(
             how, {{"partition", sql::quote_literal(name)}, {"table", relation_of(id)}, {"name", name}}));
}

/// Rows of the partition that others refer to keep it where it is.
void look_for_referring_rows(Context& c, const ObjectId& id) {
  for (const auto& [key_id, key] : c.after.all<model::ForeignKey>(Kind::foreign_key)) {
    const ObjectId table = model::owner_id(key_id);
    if (model::table_id(key->ref_schema, key->ref_table) != model::owner_id(id) || !c.before.contains(key_id))
      continue;
    std::vector<std::string> equal;
    for (std::size_t i = 0; i < key->columns.size(); ++i)
      equal.push_back("parent." + quoted(key->ref_columns[i]) + " = child." + quoted(key->columns[i]));
    Step& look = c.emit(
        Phase::contract,
        "Rows of " + spoken(table) + " that refer to rows of " + spoken(id) +
            " would stop this file later on.",
        {stop_at_sql(
            table, {"child.ctid::text",
                    qualified(table.schema, table.name) + " child\n             WHERE EXISTS (SELECT FROM " +
                        qualified(id.schema, id.name) + " parent WHERE " + base::join(equal, " AND ") + ")",
                    "refer to rows of partition " + id.name.str() + ", which is to go",
                    "Delete or correct them first.", "rows"})});
    look.precheck = true;
    for (const ObjectId& needed : c.now.of(key_id))  // keys may change only when the partition is gone
      if (needed.kind == Kind::column || needed.kind == Kind::table) look.needs.push_back(needed);
    look.reaches.push_back({id, state::kPrechecked});
    c.scans(look, table);
    c.scans_alone(look, id);
    hazard(look, Hazard::may_fail_on_rows);
  }
}

/// The server looks whether rows refer to the partition; those who write such rows wait meanwhile.
void costs_of_detaching(const Context& c, Step& step, const ObjectId& table, Lock lock) {
  for (const auto& [id, key] : c.before.all<model::ForeignKey>(Kind::foreign_key)) {
    if (model::table_id(key->ref_schema, key->ref_table) != table || !c.after.contains(id)) continue;
    c.scans(step, id);
    if (model::owner_id(id) != table) c.locks(step, lock, id);
    hazard(step, Hazard::scan_under_lock);
  }
}

/// What the partition itself refers to loses the triggers of its foreign keys.
void locks_of_dropping(const Context& c, Step& step, const ObjectId& table) {
  for (const auto& [id, key] :
       c.before.owned_as<model::ForeignKey>(Kind::foreign_key, table.schema, table.name)) {
    const ObjectId referenced = model::table_id(key->ref_schema, key->ref_table);
    if (c.after.contains(id) && (referenced != table || c.target.version >= kFollowsReferences))
      c.locks(step, Lock::access_exclusive, referenced);
  }
}

/// Partitions go in any order, also of tables that refer to each other.
void await_no_other_partition(Step& step) {
  std::erase_if(step.awaits, [](const plan::Milestone& one) { return one.name == state::kDropped; });
}

void detach(Context& c, const ObjectId& id) {
  Step& step =
      c.emit(Phase::contract,
             spoken(id) +
                 " is taken off its table while others read and write; it waits for statements "
                 "that have begun before. When it is interrupted, go on with the step that "
                 "drops it, which completes it.",
             {alter_table(id, "DETACH PARTITION " + qualified(id.schema, id.name) + " CONCURRENTLY")});
  step.transaction = Transaction::none;
  step.once = true;
  step.destroys.push_back(id);
  step.needs.push_back(model::owner_id(id));
  step.reaches.push_back({id, state::kDetached});
  step.awaits.push_back({id, state::kPrechecked});
  c.locks_alone(step, Lock::share_update_exclusive, model::owner_id(id));
  c.locks_alone(step, Lock::access_exclusive, id);
  costs_of_detaching(c, step, model::owner_id(id), Lock::share);
  await_no_other_partition(step);
}

/// The columns that the rows of a table which stays are divided by.
Ids division(const Context& c, const ObjectId& table) {
  const auto* object = c.before.find_as<model::Table>(table);
  if (object == nullptr || object->partition_by.empty() || !c.after.contains(table)) return {};
  return c.then.of_expression(object->partition_by.view(), table);
}

void refuse_change_of_key_enum(const Context& c, const diff::Change& change) {
  if (!change.changed() ||
      only_adds_values(std::get<model::EnumType>(*change.before), std::get<model::EnumType>(*change.after)))
    return;
  for (const auto& [table, object] : c.before.all<model::Table>(Kind::table))
    for (const ObjectId& id : division(c, table)) {
      const auto* column = c.before.find_as<model::Column>(id);
      if (column == nullptr || c.then.enum_of(column->type) != change.id) continue;
      throw base::Error(base::ErrorKind::unsupported,
                        "Table " + model::display_name(table) + " is partitioned by column " +
                            model::display_name(id) + " of " + spoken(change.id) +
                            ", whose values the server then neither removes nor puts in another order.",
                        "Keep the values, and add new ones to them, or declare a new table beside this one "
                        "and move the rows.");
    }
}

}  // namespace

void create_partition(Context& c, const ObjectId& id, const Partition& partition) {
  const ObjectId table = model::owner_id(id);
  const std::optional<ObjectId> rest = rest_of(c.before, id);
  const std::string condition = rest ? condition_of(c.after, id, partition) : std::string();
  const bool proved = !condition.empty();
  if (proved) keep_out_of_rest(c, id, *rest, condition);
  const std::string name = qualified(id.schema, id.name);
  Statements sql{fill(kStandAlone, {{"partition", name}, {"table", relation_of(id)}}),
                 alter_table(id, "ATTACH PARTITION " + name + " " + partition.values.str())};
  if (proved)
    sql.push_back(alter_partition_table(*rest, "DROP CONSTRAINT IF EXISTS " + quoted(keep_out_name(c, id))));
  for (std::string& comment : comments_sql(c.after, id)) sql.push_back(std::move(comment));
  Step& step = c.emit(
      Phase::expand,
      "New " + spoken(id) + ", made beside its table and attached" +
          (rest && !proved
               ? "; the default partition is searched for rows of it while its readers and writers wait."
               : "."),
      std::move(sql), {detaching(kDetach, id), "DROP TABLE IF EXISTS " + name});
  step.undo_note = "Rows that have come into the partition go with it.";
  c.creates(step, id);
  c.locks_alone(step, Lock::share_update_exclusive, table);
  lock_for_foreign_keys(c, step, table);
  if (!rest) return;
  c.locks_alone(step, Lock::access_exclusive, *rest);
  step.awaits.push_back({id, state::kKeptOut});
  step.awaits.push_back({id, state::kProved});
  if (proved) return;
  step.scans.push_back(*rest);
  hazard(step, Hazard::scan_under_lock);
  hazard(step, Hazard::may_fail_on_rows);
}

bool alter_partition(const ObjectId& id, const Partition& old, const Partition& partition) {
  throw base::Error(base::ErrorKind::unsupported,
                    "Partition " + model::display_name(id) + " takes the rows " + old.values.str() +
                        ", and the declaration says " + partition.values.str() +
                        "; the server cannot change that in place.",
                    "Declare a new partition for the new rows, or detach this one by hand, move its rows and "
                    "attach it anew.");
}

void drop_partition(Context& c, const ObjectId& id, const Partition& old) {
  if (c.drops_softly(id)) refuse_soft_drop("partition " + model::display_name(id));
  const ObjectId table = model::owner_id(id);
  const std::optional<ObjectId> rest = rest_of(c.before, id);
  const bool gently = c.target.version >= kDetachConcurrently && !rest;
  look_for_referring_rows(c, id);
  if (gently) detach(c, id);
  Step& step = c.emit(Phase::contract, "Only the old application uses " + spoken(id) + ".",
                      {detaching(gently ? kFinishDetaching : kDetach, id), drop_sql(c.before, id)});
  c.drops(step, id);
  step.reaches.push_back({id, state::kDropped});
  step.needs.push_back(table);
  c.locks_alone(step, Lock::access_exclusive, id);
  locks_of_dropping(c, step, table);
  loses(step, id, "the rows");
  if (gently) {
    await_no_other_partition(step);
    step.awaits.push_back({id, state::kDetached});
    return;
  }
  step.awaits.push_back({id, state::kPrechecked});
  c.locks_alone(step, Lock::access_exclusive, table);
  costs_of_detaching(c, step, table, Lock::access_exclusive);
  await_no_other_partition(step);
  if (rest && !is_rest(old)) c.locks_alone(step, Lock::access_exclusive, *rest);
}

void refuse_soft_drop(const std::string& what) {
  throw base::Error(base::ErrorKind::unsupported,
                    "Dropping " + what + " with `drop = \"soft\"` is not available; nothing was planned.",
                    "Write `drop = \"hard\"` to drop it in contract, or keep it in the declaration.");
}

void refuse_other_division(const ObjectId& table, const model::Table& old, const model::Table& now) {
  if (old.partition_by == now.partition_by) return;
  const auto words = [](Symbol by) {
    return by.empty() ? std::string("not partitioned") : "partitioned by " + by.str();
  };
  throw base::Error(
      base::ErrorKind::unsupported,
      "Table " + model::display_name(table) + " is " + words(old.partition_by) +
          ", and the declaration says " + words(now.partition_by) +
          "; the server cannot change that in place.",
      "Declare a new table beside it, move the rows, and drop the old one in a later migration.");
}

void refuse_change_of_key(const Context& c, const diff::Change& change) {
  if (change.id.kind == Kind::enum_type) refuse_change_of_key_enum(c, change);
  if (change.id.kind != Kind::column || change.added()) return;
  if (!division(c, model::owner_id(change.id)).contains(change.id)) return;
  const auto& old = std::get<model::Column>(*change.before);
  const bool other_type =
      change.changed() && (std::get<model::Column>(*change.after).type != old.type ||
                           std::get<model::Column>(*change.after).collation != old.collation);
  if (!change.removed() && !other_type) return;
  throw base::Error(base::ErrorKind::unsupported,
                    "Table " + model::display_name(model::owner_id(change.id)) +
                        " is partitioned by column " + model::display_name(change.id) +
                        ", which the server then neither drops nor gives another type.",
                    "Keep the column as it is, or declare a new table beside this one and move the rows.");
}

}  // namespace schemagen::dialect::postgres
