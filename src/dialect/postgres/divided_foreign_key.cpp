#include "dialect/postgres/divided.h"
#include "dialect/postgres/divided_part.h"
#include "dialect/postgres/rules.h"
#include "schemagen/base/error.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

using model::ForeignKey;

constexpr int kForeignKeyNotValid = 180000;

constexpr std::string_view kNameParts = R"(
DECLARE
    _sg_part record;
BEGIN
    FOR _sg_part IN
        SELECT part.conrelid::regclass AS relation, part.conname AS name
          FROM pg_constraint whole JOIN pg_constraint part ON part.conparentid = whole.oid
         WHERE whole.conrelid = {table}::regclass AND whole.conname = {name}
           AND part.conrelid <> whole.conrelid AND part.conname <> whole.conname
    LOOP
        EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', _sg_part.relation, _sg_part.name, {name});
    END LOOP;
END
)";

ObjectId referenced(const ForeignKey& key) { return model::table_id(key.ref_schema, key.ref_table); }

std::string add_sql(const std::string& table, const ForeignKey& key, Symbol name) {
  return "ALTER TABLE " + table + " ADD CONSTRAINT " + quoted(name) + " " + foreign_key_sql(key);
}

std::string add_unproved_sql(const ObjectId& part, const ForeignKey& key, Symbol name) {
  return unless_there_sql(table_of(part), name, add_sql(table_of(part), key, name) + " NOT VALID");
}

std::string validate_sql(const ObjectId& part, Symbol name) {
  return "ALTER TABLE " + table_of(part) + " VALIDATE CONSTRAINT " + quoted(name);
}

/// Each partition has the foreign key under `name`, and its rows obey it.
void prove_on_parts(Context& c, const ObjectId& id, const ForeignKey& key, Symbol name, bool stricter) {
  const Phase phase = c.tightening_phase(id);
  const ForeignKey called = as_called_in(c, phase, key);
  for (const ObjectId& part : c.partitions_in(phase, id)) {
    Step& add = c.emit(phase, "New rows of " + spoken_part(part) + " must obey " + spoken(id) + ".",
                       {add_unproved_sql(part, called, name)},
                       {"ALTER TABLE " + table_of(part) + " DROP CONSTRAINT IF EXISTS " + quoted(name)});
    uses_without_itself(c, add, id);
    add.needs.push_back(part);
    if (phase == Phase::contract) add.awaits.push_back({referenced(key), state::kViewDropped});
    await_filled(c, add, id);
    add.reaches.push_back({id, state::kNewFormAdded});
    c.locks_alone(add, Lock::share_row_exclusive, part);
    c.locks(add, Lock::share_row_exclusive, referenced(key));
    if (stricter) hazard(add, Hazard::rejects_old_writers);

    Step& prove = c.emit(phase,
                         "Existing rows of " + spoken_part(part) + " are checked against " + spoken(id) +
                             " without blocking writers.",
                         {validate_sql(part, name)});
    uses_without_itself(c, prove, id);
    prove.needs.push_back(part);
    prove.awaits.push_back({id, state::kNewFormAdded});
    prove.reaches.push_back({id, state::kProved});
    c.locks_alone(prove, Lock::share_update_exclusive, part);
    c.locks_alone(prove, Lock::row_share, referenced(key));
    c.scans_alone(prove, part);
    c.scans(prove, referenced(key));
    if (stricter) hazard(prove, Hazard::may_fail_on_rows);
  }
}

Step& take_over(Context& c, const ObjectId& id, const ForeignKey& key, std::string why, Statements sql,
                Statements undo) {
  for (std::string& comment : comments_sql(c.after, id)) sql.push_back(std::move(comment));
  Step& step = c.emit(c.tightening_phase(id), std::move(why), std::move(sql), std::move(undo));
  c.creates(step, id);
  c.on_all_partitions(step, id);
  step.awaits.push_back({id, state::kProved});
  c.locks(step, Lock::share_row_exclusive, id);
  // The triggers that each partition brought to the referenced table make way for those of the whole.
  const bool any = !c.partitions_in(step.phase, id).empty();
  c.locks(step, any ? Lock::access_exclusive : Lock::share_row_exclusive, referenced(key));
  return step;
}

void refuse_not_valid(const ObjectId& id, const ForeignKey& key) {
  if (key.validated) return;
  throw base::Error(
      base::ErrorKind::unsupported,
      "Before PostgreSQL 18 a partitioned table can have no foreign key that is NOT VALID, and " +
          model::display_name(id) + " is one.",
      "Remove `not_valid` from the declaration.");
}

}  // namespace

bool needs_divided_foreign_key(const Context& c, const ObjectId& id) {
  return c.on_divided_relation(id) && c.target.version < kForeignKeyNotValid;
}

void create_divided_foreign_key(Context& c, const ObjectId& id, const ForeignKey& key) {
  refuse_not_valid(id, key);
  prove_on_parts(c, id, key, id.name, true);
  take_over(
      c, id, key, "The table takes over " + spoken(id) + " of its partitions; no row is read.",
      {unless_there_sql(relation_of(id), id.name,
                        add_sql(relation_of(id), as_called_in(c, c.tightening_phase(id), key), id.name))},
      {drop_sql(c.after, id)})
      .reaches.push_back({id, state::kOnTable});
}

std::string name_parts_like_whole_sql(const ObjectId& id) {
  return "DO " + sql::quote_dollar(fill(kNameParts, {{"table", sql::quote_literal(relation_of(id))},
                                                     {"name", sql::quote_literal(id.name.view())}}));
}

Statements restore_divided_foreign_key_sql(const Context& c, const ObjectId& id, const ForeignKey& key) {
  Statements sql;
  for (const ObjectId& part : c.partitions(id)) sql.push_back(add_unproved_sql(part, key, id.name));
  return sql;
}

Statements prove_divided_again_sql(const Context& c, const ObjectId& id, const ForeignKey& key) {
  Statements sql;
  for (const ObjectId& part : c.partitions(id)) sql.push_back(validate_sql(part, id.name));
  sql.push_back(add_sql(relation_of(id), key, id.name));
  return prove_again_sql(id, sql);
}

void replace_divided_foreign_key(Context& c, const ObjectId& id, const ForeignKey& old,
                                 const ForeignKey& key) {
  refuse_not_valid(id, key);
  const Symbol temporary = c.beside("new", id.name);
  prove_on_parts(c, id, key, temporary, !is_as_lax(old, key));
  Statements sql{drop_sql(c.before, id)};
  for (const ObjectId& part : c.partitions_in(c.tightening_phase(id), id))
    sql.push_back("ALTER TABLE " + table_of(part) + " RENAME CONSTRAINT " + quoted(temporary) + " TO " +
                  quoted(id.name));
  sql.push_back(add_sql(relation_of(id), key, id.name));
  Step& take = take_over(c, id, key,
                         "The new form of " + spoken(id) +
                             " takes the place of the old one; its rows have been checked on the partitions.",
                         std::move(sql), {});
  take.destroys.push_back(id);
  c.retires(take, id);
  c.locks(take, Lock::access_exclusive, id);
  c.locks(take, Lock::access_exclusive, referenced(old));
  if (take.phase == Phase::contract && !is_as_lax(key, old)) hazard(take, Hazard::binds_new_writers);
}

}  // namespace schemagen::dialect::postgres
