#include <algorithm>

#include "dialect/postgres/column_type.h"
#include "dialect/postgres/domain.h"
#include "dialect/postgres/privileges.h"
#include "dialect/postgres/rules.h"
#include "dialect/postgres/trash.h"
#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Column;

std::string column_action(const ObjectId& id, const std::string& action) {
  return alter_table(id, "ALTER COLUMN " + quoted(id.name) + " " + action);
}

std::string default_action(const ObjectId& id, Symbol value) {
  return column_action(id, value.empty() ? "DROP DEFAULT" : "SET DEFAULT " + value.str());
}

constexpr const char* kNotNullAgain =
    "Reads all rows while readers and writers wait, and fails while rows without a value are there.";

constexpr std::string_view kRequireAgain = R"(
BEGIN
    {set};
EXCEPTION WHEN not_null_violation THEN
    RAISE WARNING 'The new application has left % empty in some rows; it stays nullable until they have a value', {name};
END
)";

/// Rows without a value must not stop the rest of undo.sql.
std::string require_again(const ObjectId& id) {
  return "DO " + sql::quote_dollar(fill(kRequireAgain, {{"set", column_action(id, "SET NOT NULL")},
                                                        {"name", sql::quote_literal(spoken(id))}}));
}

void refuse_empty_not_null(const ObjectId& id) {
  throw base::Error(base::ErrorKind::declaration,
                    "The new column " + model::display_name(id) +
                        " is NOT NULL, and existing rows would have no value for it.",
                    "Give it a `default`, say with `backfill = \"…\"` what existing rows get, or make it "
                    "nullable (`type = \"…?\"`).");
}

/// Writers of a table that was there come to use what the default of its column names.
Statements with_shared_sequences(const Context& c, const ObjectId& id, Statements sql) {
  if (c.on_new_relation(id)) return sql;
  for (const ObjectId& needed : c.now.of(id))
    if (needed.kind == model::Kind::sequence && !c.before.contains(needed))
      sql.insert(sql.begin(), share_sequence_sql(relation_of(id), qualified(c.after, needed)));
  return sql;
}

void create_direct(Context& c, const ObjectId& id, const Column& column) {
  const bool written = column.generated && column.generated->stored;
  const bool in_catalog = !is_written_for_type(c, column) && !may_be_constrained(c, column.type);
  Step& step = c.emit(Phase::expand,
                      "New " + spoken(id) +
                          (written      ? "; its values are written into every row."
                           : in_catalog ? ": only the catalog changes."
                                        : "."),
                      with_shared_sequences(c, id, create_sql(c.after, id)), {drop_sql(c.after, id)});
  c.creates(step, id);
  c.locks(step, Lock::access_exclusive, id);
  if (written)
    c.rewrites(step, id);
  else
    cost_of_new_type(c, step, id, column);
}

/// Rows that come before the step runs make it fail, and nothing is lost.
void create_on_empty_table(Context& c, const ObjectId& id, const Column& column) {
  Step& step = c.emit(Phase::expand,
                      "New " + spoken(id) +
                          ", NOT NULL without a value for existing rows: the table was empty "
                          "when this was planned.",
                      create_sql(c.after, id), {drop_sql(c.after, id)});
  c.creates(step, id);
  c.locks(step, Lock::access_exclusive, id);
  hazard(step, Hazard::may_fail_on_rows);
  hazard(step, Hazard::rejects_old_writers);
  cost_of_new_type(c, step, id, column);
}

void keep(Context& c, Kept kept) { c.bridges[model::owner_id(kept.column)].kept.push_back(std::move(kept)); }

void create_in_stages(Context& c, const ObjectId& id, const Column& column) {
  Column plain = column;
  plain.not_null = false;
  plain.default_value = {};
  Statements sql{alter_table(id, "ADD COLUMN IF NOT EXISTS " + column_sql(c.after, id, plain))};
  if (!column.default_value.empty()) sql.push_back(default_action(id, column.default_value));
  if (!column.storage.empty())
    sql.push_back(column_action(id, "SET STORAGE " + base::to_upper(column.storage.view())));
  for (std::string& comment : comments_sql(c.after, id)) sql.push_back(std::move(comment));
  Step& step = c.emit(Phase::expand, "New " + spoken(id) + ", empty in existing rows for now.",
                      with_shared_sequences(c, id, std::move(sql)), {drop_sql(c.after, id)});
  c.creates(step, id);
  c.locks(step, Lock::access_exclusive, id);
  cost_of_new_type(c, step, id, column);

  const Advice& advice = c.advice(id);
  const bool served = !column.default_value.empty();
  Kept kept;
  kept.how = served || !column.not_null ? Kept::How::defaulted : Kept::How::filled;
  kept.column = id;
  kept.value = !advice.backfill.empty() ? advice.backfill : column.default_value.str();
  kept.required = column.not_null;
  if (!advice.from.empty()) {
    kept.how = Kept::How::derived;
    kept.value = advice.from;
  }
  keep(c, std::move(kept));
  if (column.not_null) c.not_nulls.push_back({id, c.tightening_phase(id), true});
}

void alter_default(Context& c, const ObjectId& id, const Column& old, const Column& column) {
  if (old.default_value == column.default_value || old.type != column.type) return;
  const bool is_numbered = column.identity || column.serial;
  if (is_numbered || (old.identity && exchanges_numbering(c, id))) return;  // alter_numbering() does it
  if (goes_without_default(old, column)) {
    drop_default(c, id, old, column);
    return;
  }
  if (column.default_value.empty()) {
    Step& step = c.emit(Phase::expand, "The default of " + spoken(id) + " makes way.",
                        {default_action(id, {})}, {default_action(id, old.default_value)});
    step.needs.push_back(model::owner_id(id));
    c.retires(step, id);
    step.reaches.push_back({id, state::kWithoutDefault});
    c.locks(step, Lock::access_exclusive, id);
    return;
  }
  Step& step =
      c.emit(Phase::expand, "A new default for " + spoken(id) + ": rows that are there keep their values.",
             with_shared_sequences(c, id, {default_action(id, column.default_value)}),
             {default_action(id, old.default_value)});
  c.uses(step, id);
  step.reaches.push_back({id, state::kNewDefault});
  c.retires(step, id);
  c.locks(step, Lock::access_exclusive, id);
  if (old.identity || old.serial) step.awaits.push_back({id, state::kWithoutNumbering});
  if (old.generated) step.awaits.push_back({id, state::kPlain});
}

/// Early, before any other change of the column; a type change ends its old form.
void relax_null(Context& c, const ObjectId& id, const Column& old, const Column& column) {
  const bool retyped = old.type != column.type || old.collation != column.collation;
  const bool was_key = in_primary_key(c.before, id);
  Step& step = c.emit(was_key ? Phase::contract : Phase::expand, spoken(id) + " may be empty.",
                      {column_action(id, "DROP NOT NULL")}, {require_again(id)});
  if (retyped && !was_key) {
    step.releases.push_back(id);
    step.needs.push_back(model::owner_id(id));
    step.awaits.push_back({id, state::kRenamed});
  } else {
    c.uses(step, id);
  }
  step.undo_note = kNotNullAgain;
  step.reaches.push_back({id, state::kNullable});
  if (was_key) step.awaits.push_back({model::primary_key_id(id.schema, id.owner), state::kDropped});
  if (old.identity) step.awaits.push_back({id, state::kWithoutNumbering});  // it is never NULL
  c.locks(step, Lock::access_exclusive, id);
}

void alter_null(Context& c, const ObjectId& id, const Column& old, const Column& column) {
  if (old.not_null == column.not_null) return;
  if (!column.not_null) {
    relax_null(c, id, old, column);
    return;
  }
  const Advice& advice = c.advice(id);
  if (!advice.backfill.empty())
    keep(c, {Kept::How::filled, id, advice.backfill, {}, {}, false, true});
  else if (!advice.from.empty())
    keep(c, {Kept::How::derived, id, advice.from, {}, {}, false, true});
  c.not_nulls.push_back({id, c.tightening_phase(id), !advice.backfill.empty() || !advice.from.empty()});
}

Statements physical_changes(const ObjectId& id, const Column& old, const Column& column) {
  Statements sql;
  const Symbol was = old.storage.empty() ? Symbol(usual_storage(old.type)) : old.storage;
  const Symbol is = column.storage.empty() ? Symbol(usual_storage(column.type)) : column.storage;
  if (old.storage != column.storage || (old.type != column.type && was != is && !column.storage.empty()))
    sql.push_back(column_action(id, "SET STORAGE " + base::to_upper(is.view())));
  if (old.compression != column.compression)
    sql.push_back(column_action(
        id, "SET COMPRESSION " + (column.compression.empty() ? "DEFAULT" : quoted(column.compression))));
  return sql;
}

void alter_physical(Context& c, const ObjectId& id, const Column& old, const Column& column) {
  Statements sql = physical_changes(id, old, column);
  if (sql.empty()) return;
  Step& step = c.emit(Phase::expand, "How new values of " + spoken(id) + " are stored.", std::move(sql),
                      physical_changes(id, column, old));
  c.uses(step, id);
  step.reaches.push_back({id, state::kStored});
  c.locks(step, Lock::access_exclusive, id);
}

/// A stored generated column becomes a plain one that keeps its values. The old application does not write it
/// and reads it: the trigger computes it then, from before the server stops to.
void drop_expression(Context& c, const ObjectId& id, const Column& old, const Column& column) {
  if (!old.generated || column.generated) return;
  Kept kept{Kept::How::derived, id, old.generated->expression, {}, {}, false, false};
  kept.stands = true;
  keep(c, std::move(kept));
  Step& step = c.emit(Phase::expand, spoken(id) + " is no longer computed and keeps its values.",
                      {column_action(id, "DROP EXPRESSION IF EXISTS")});
  c.uses(step, id);
  c.retires(step, id);
  step.reaches.push_back({id, state::kPlain});
  step.awaits.push_back({model::owner_id(id), state::kBridged});
  c.locks(step, Lock::access_exclusive, id);
  hazard(step, Hazard::irreversible);
}

}  // namespace

bool in_primary_key(const Schema& schema, const ObjectId& id) {
  const auto* key = schema.find_as<model::PrimaryKey>(model::primary_key_id(id.schema, id.owner));
  return key != nullptr && std::any_of(key->columns.begin(), key->columns.end(),
                                       [&](const auto& column) { return column.name == id.name; });
}

bool fills_itself(const Column& column) {
  return !column.default_value.empty() || column.identity || column.serial || column.generated;
}

bool goes_without_default(const Column& old, const Column& column) {
  return !old.default_value.empty() && !fills_itself(column);
}

void drop_default(Context& c, const ObjectId& id, const Column& old, const Column& column) {
  Step& step =
      c.emit(Phase::contract,
             spoken(id) + " has no default any more; the old application may leave it out until here.",
             {default_action(id, {})}, {default_action(id, old.default_value)});
  c.uses(step, id);
  step.reaches.push_back({id, state::kWithoutDefault});
  if (column.not_null) hazard(step, Hazard::rejects_old_writers);
  c.retires(step, id);
  c.locks(step, Lock::access_exclusive, id);
}

void create_column(Context& c, const ObjectId& id, const Column& column) {
  if (const Shadow* shadow = c.staging == nullptr || c.swaps ? nullptr : c.staging->by_new_id(id)) {
    create_shadow(c, id, *shadow);
    return;
  }
  if (column.identity || column.serial) {
    create_numbered_column(c, id, column);
    return;
  }
  const Advice& advice = c.advice(id);
  const Domain* domain = c.live().domain(column.type);
  const bool filled = !advice.backfill.empty() || !advice.from.empty();
  const bool written_anyway = domain != nullptr && domain->constrained;
  const bool in_stages = filled || (!is_stable(column.default_value.view()) && !written_anyway);
  require_addable(c, id, column, in_stages);
  if (!column.generated && in_stages) {
    create_in_stages(c, id, column);
    return;
  }
  const bool demands_value =
      column.not_null || (domain != nullptr && domain->not_null && domain->default_value.empty());
  if (demands_value && !fills_itself(column)) {
    if (!c.is_empty(model::owner_id(id))) refuse_empty_not_null(id);
    create_on_empty_table(c, id, column);
    return;
  }
  create_direct(c, id, column);
}

bool alter_column(Context& c, const ObjectId& id, const Column& old, const Column& column) {
  drop_expression(c, id, old, column);
  alter_default(c, id, old, column);
  alter_numbering(c, id, old, column);
  alter_null(c, id, old, column);
  alter_physical(c, id, old, column);
  return false;
}

void drop_column(Context& c, const ObjectId& id, const Column& old) {
  if (old.not_null && !fills_itself(old) && !in_primary_key(c.before, id)) {
    Step& relax = c.emit(Phase::expand, "The new application does not write " + spoken(id) + " any more.",
                         {column_action(id, "DROP NOT NULL")}, {require_again(id)});
    relax.releases.push_back(id);
    relax.needs.push_back(model::owner_id(id));
    relax.undo_note = kNotNullAgain;
    relax.reaches.push_back({id, state::kNullable});
    c.locks(relax, Lock::access_exclusive, id);
  }
  if (c.drops_softly(id)) {
    set_column_aside(c, id, old);
    return;
  }
  Step& step = c.emit(Phase::contract, why_dropped(id), {drop_sql(c.before, id)});
  c.drops(step, id);
  step.needs.push_back(model::owner_id(id));
  for (const ObjectId& sequence : sequences_of(c.before, id.schema, id.owner, id.name))
    if (!c.after.contains(sequence)) c.drops(step, sequence);
  c.locks(step, Lock::access_exclusive, id);
  if (!old.generated) loses(step, id, "the values");
  c.touched.emplace(id, Touch::gone);
}

}  // namespace schemagen::dialect::postgres
