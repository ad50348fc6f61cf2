#include "dialect/postgres/divided.h"

#include <algorithm>

#include "dialect/postgres/index_name.h"
#include "dialect/postgres/rules.h"
#include "schemagen/base/error.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Kind;

constexpr int kForeignKeyNotValid = 180000;

constexpr std::string_view kDropInvalid = R"(
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass({index}) AND NOT indisvalid) THEN
        DROP INDEX {name};
    END IF;
END
)";

constexpr std::string_view kTakeAttached = R"(
DECLARE
    _sg_part regclass;
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    SELECT i.indexrelid::regclass INTO _sg_part
      FROM pg_inherits h JOIN pg_index i ON i.indexrelid = h.inhrelid
     WHERE h.inhparent = to_regclass({whole}) AND i.indrelid = to_regclass({table}) AND i.indisvalid;
    IF _sg_part <> coalesce(to_regclass({index}), 0) THEN
        DROP INDEX IF EXISTS {name};
        EXECUTE format('ALTER INDEX %s RENAME TO %I', _sg_part, {child});
    ELSIF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass({index}) AND NOT indisvalid) THEN
        DROP INDEX {name};
    END IF;
END
)";

constexpr std::string_view kMustBeWhole = R"(
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = {index}::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', {name}
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
)";

constexpr std::string_view kUnlessThere = R"(
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = {table}::regclass AND conname = {name}) THEN
        {add};
    END IF;
END
)";

/// What a partition calls its part of an index or a key.
Symbol part_name(const ObjectId& part, Symbol name) {
  return side_name("", Symbol(part.name.str() + "_" + name.str()));
}

std::string table_of(const ObjectId& part) { return qualified(part.schema, part.name); }

std::string spoken_part(const ObjectId& part) {
  return "partition " + model::display_name(model::table_id(part.schema, part.name));
}

std::string if_not_exists(std::string sql) {
  for (const std::string_view head : {std::string_view("INDEX CONCURRENTLY "), std::string_view("INDEX ")})
    if (const std::size_t at = sql.find(head); at != std::string::npos)
      return sql.insert(at + head.size(), "IF NOT EXISTS ");
  return sql;
}

/// What is sound stays: it may be the partition's already.
Statements build_sql(const Context& c, const ObjectId& part, const model::Index& index, Symbol name) {
  const std::string child = qualified(part.schema, name);
  return {
      "DO " + sql::quote_dollar(fill(kDropInvalid, {{"index", sql::quote_literal(child)}, {"name", child}})),
      if_not_exists(index_sql_on(c.after, table_of(part), index, name, IndexReach::concurrently))};
}

/// The index of the whole was there before: it may have its part already, under whatever name.
Statements complete_sql(const Context& c, const ObjectId& id, const ObjectId& part, const model::Index& index,
                        Symbol name) {
  Statements sql = build_sql(c, part, index, name);
  const std::string child = qualified(part.schema, name);
  sql.front() = "DO " + sql::quote_dollar(
                            fill(kTakeAttached, {{"whole", sql::quote_literal(qualified(id.schema, id.name))},
                                                 {"table", sql::quote_literal(table_of(part))},
                                                 {"index", sql::quote_literal(child)},
                                                 {"name", child},
                                                 {"child", sql::quote_literal(name.view())}}));
  return sql;
}

std::string attach_sql(const ObjectId& id, Symbol whole, Symbol child) {
  return "ALTER INDEX " + qualified(id.schema, whole) + " ATTACH PARTITION " + qualified(id.schema, child);
}

void uses_without_itself(const Context& c, Step& step, const ObjectId& id) {
  c.uses(step, id);
  std::erase(step.needs, id);
}

void need_filled(const Context& c, Step& step, const ObjectId& id) {
  for (const ObjectId& needed : c.now.of(id)) step.awaits.push_back({needed, state::kFilled});
}

Step& build_on_part(Context& c, const ObjectId& id, const ObjectId& part, Phase phase, bool stricter,
                    Statements sql) {
  Step& step = c.emit(phase, spoken(id) + " on " + spoken_part(part) + ", built without blocking writers.",
                      std::move(sql));
  step.transaction = Transaction::none;
  uses_without_itself(c, step, id);
  step.reaches.push_back({id, state::kIndexBuilt});
  c.locks_alone(step, Lock::share_update_exclusive, part);
  step.scans.push_back(part);
  if (!stricter) return step;
  hazard(step, Hazard::rejects_old_writers);
  hazard(step, Hazard::may_fail_on_rows);
  need_filled(c, step, id);
  return step;
}

/// Partitions come and go while nobody plans: the index of the whole is valid only when all have their part.
void make_sure(Context& c, const ObjectId& id, Symbol name, Phase phase) {
  Statements sql{
      "DO " + sql::quote_dollar(fill(kMustBeWhole, {{"index", sql::quote_literal(qualified(id.schema, name))},
                                                    {"name", sql::quote_literal(spoken(id))}}))};
  for (std::string& comment : comments_sql(c.after, id)) sql.push_back(std::move(comment));
  Step& step = c.emit(phase, spoken(id) + " must be on every partition now.", std::move(sql));
  c.creates(step, id);
  step.awaits.push_back({id, state::kOnTable});
  step.awaits.push_back({id, state::kAttached});
}

}  // namespace

void create_divided_index(Context& c, const ObjectId& id, const model::Index& index, bool stricter) {
  const Phase phase = stricter ? c.tightening_phase(id) : Phase::expand;
  Statements undo{"DROP INDEX IF EXISTS " + qualified(id.schema, id.name)};
  for (const ObjectId& part : c.partitions(id))
    undo.push_back("DROP INDEX IF EXISTS " + qualified(part.schema, part_name(part, id.name)));
  Step& whole =
      c.emit(phase,
             spoken(id) +
                 " on the table without its partitions: nothing is read, and it serves when "
                 "every partition has its part.",
             {if_not_exists(index_sql_on(c.after, relation_of(id), index, id.name, IndexReach::only))},
             std::move(undo));
  uses_without_itself(c, whole, id);
  whole.undo_note = "Readers and writers of all partitions wait while the index is dropped.";
  whole.reaches.push_back({id, state::kOnTable});
  await_name(c, whole, id.schema, id.name);
  c.locks_alone(whole, Lock::share, id);
  for (const ObjectId& part : c.partitions(id)) {
    const Symbol name = part_name(part, id.name);
    build_on_part(
        c, id, part, phase, stricter,
        c.before.contains(id) ? complete_sql(c, id, part, index, name) : build_sql(c, part, index, name))
        .awaits.push_back({id, state::kOnTable});
    Step& attach = c.emit(phase,
                          spoken(id) + " takes over that of " + spoken_part(part) +
                              ", whose readers and writers wait for an instant.",
                          {attach_sql(id, id.name, name)});
    uses_without_itself(c, attach, id);
    attach.awaits.push_back({id, state::kIndexBuilt});
    attach.reaches.push_back({id, state::kAttached});
  }
  make_sure(c, id, id.name, phase);
}

Statements rename_parts_sql(const Context& c, const ObjectId& index, Symbol from, Symbol to) {
  Statements sql;
  for (const ObjectId& part : c.partitions(index))
    sql.push_back("ALTER INDEX IF EXISTS " + qualified(part.schema, part_name(part, from)) + " RENAME TO " +
                  quoted(part_name(part, to)));
  return sql;
}

void replace_divided_index(Context& c, const ObjectId& id, const model::Index&, const model::Index&,
                           bool stricter) {
  const auto change = [&](const Schema& from, const Schema& to) {
    Statements sql{drop_sql(from, id)};
    for (std::string& statement : create_sql(to, id)) sql.push_back(std::move(statement));
    return sql;
  };
  Step& step = c.emit(stricter ? c.tightening_phase(id) : Phase::expand,
                      "The old form of " + spoken(id) +
                          " goes and the new one is built in one transaction; readers and writers of all "
                          "partitions wait meanwhile.",
                      change(c.before, c.after), change(c.after, c.before));
  step.undo_note = "Builds the old index while readers and writers of all partitions wait.";
  c.creates(step, id);
  step.destroys.push_back(id);
  c.retires(step, id);
  c.locks(step, Lock::access_exclusive, id);
  c.scans(step, id);
  hazard(step, Hazard::scan_under_lock);
  hazard(step, Hazard::blocks_writes);
  if (!stricter) return;
  hazard(step, Hazard::rejects_old_writers);
  hazard(step, Hazard::may_fail_on_rows);
  need_filled(c, step, id);
}

void create_divided_key(Context& c, const ObjectId& id, const model::Index& index, model::Deferral deferral,
                        Phase phase) {
  const Symbol name = constraint_name(c.after, id);
  for (const ObjectId& part : c.partitions(id))
    await_name(c, build_on_part(c, id, part, phase, true, build_sql(c, part, index, part_name(part, name))),
               id.schema, name);
  Statements undo{drop_sql(c.after, id)};
  for (const ObjectId& part : c.partitions(id)) {
    undo.push_back("ALTER TABLE " + table_of(part) + " DROP CONSTRAINT IF EXISTS " +
                   quoted(part_name(part, name)));
    undo.push_back("DROP INDEX IF EXISTS " + qualified(part.schema, part_name(part, name)));
  }
  Step& whole = c.emit(phase, spoken(id) + " on the table without its partitions: nothing is read.",
                       {"ALTER TABLE ONLY " + relation_of(id) + " ADD " + constraint_sql(c.after, id)},
                       std::move(undo));
  uses_without_itself(c, whole, id);
  whole.awaits.push_back({id, state::kIndexBuilt});
  whole.reaches.push_back({id, state::kOnTable});
  c.locks_alone(whole, Lock::access_exclusive, id);
  const std::string kind = id.kind == Kind::primary_key ? " PRIMARY KEY" : " UNIQUE";
  for (const ObjectId& part : c.partitions(id)) {
    const Symbol child = part_name(part, name);
    Step& take = c.emit(phase, spoken(id) + " takes over the index of " + spoken_part(part) + ".",
                        {"ALTER TABLE " + table_of(part) + " ADD CONSTRAINT " + quoted(child) + kind +
                             " USING INDEX " + quoted(child) + deferral_sql(deferral),
                         attach_sql(id, name, child)});
    uses_without_itself(c, take, id);
    take.awaits.push_back({id, state::kOnTable});
    take.reaches.push_back({id, state::kAttached});
    c.locks_alone(take, Lock::access_exclusive, part);
  }
  make_sure(c, id, name, phase);
}

bool needs_divided_foreign_key(const Context& c, const ObjectId& id) {
  return c.on_divided_relation(id) && c.target.version < kForeignKeyNotValid;
}

void create_divided_foreign_key(Context& c, const ObjectId& id, const model::ForeignKey& key) {
  if (!key.validated)
    throw base::Error(
        base::ErrorKind::unsupported,
        "Before PostgreSQL 18 a partitioned table can have no foreign key that is NOT VALID, and " +
            model::display_name(id) + " is one.",
        "Remove `not_valid` from the declaration.");
  const Phase phase = c.tightening_phase(id);
  const ObjectId referenced = model::table_id(key.ref_schema, key.ref_table);
  const std::string name = quoted(id.name);
  const std::string body = "ADD CONSTRAINT " + name + " " + foreign_key_sql(key);
  for (const ObjectId& part : c.partitions(id)) {
    const std::string head = "ALTER TABLE " + table_of(part) + " ";
    Step& add =
        c.emit(phase, "New rows of " + spoken_part(part) + " must obey " + spoken(id) + ".",
               {"DO " + sql::quote_dollar(fill(kUnlessThere, {{"table", sql::quote_literal(table_of(part))},
                                                              {"name", sql::quote_literal(id.name.view())},
                                                              {"add", head + body + " NOT VALID"}}))},
               {head + "DROP CONSTRAINT IF EXISTS " + name});
    uses_without_itself(c, add, id);
    need_filled(c, add, id);
    add.reaches.push_back({id, state::kNewFormAdded});
    c.locks_alone(add, Lock::share_row_exclusive, part);
    c.locks(add, Lock::share_row_exclusive, referenced);
    hazard(add, Hazard::rejects_old_writers);

    Step& prove = c.emit(phase,
                         "Existing rows of " + spoken_part(part) + " are checked against " + spoken(id) +
                             " without blocking writers.",
                         {head + "VALIDATE CONSTRAINT " + name});
    uses_without_itself(c, prove, id);
    prove.awaits.push_back({id, state::kNewFormAdded});
    prove.reaches.push_back({id, state::kProved});
    c.locks_alone(prove, Lock::share_update_exclusive, part);
    c.locks_alone(prove, Lock::row_share, referenced);
    prove.scans.push_back(part);
    c.scans(prove, referenced);
    hazard(prove, Hazard::may_fail_on_rows);
  }
  Statements sql{"DO " + sql::quote_dollar(fill(kUnlessThere, {{"table", sql::quote_literal(relation_of(id))},
                                                               {"name", sql::quote_literal(id.name.view())},
                                                               {"add", alter_table(id, body)}}))};
  for (std::string& comment : comments_sql(c.after, id)) sql.push_back(std::move(comment));
  Step& step = c.emit(phase, "The table takes over " + spoken(id) + " of its partitions; no row is read.",
                      std::move(sql), {drop_sql(c.after, id)});
  c.creates(step, id);
  step.awaits.push_back({id, state::kProved});
  step.reaches.push_back({id, state::kOnTable});
  c.locks(step, Lock::share_row_exclusive, id);
  // The triggers that each partition brought to the referenced table make way for those of the whole.
  c.locks(step, c.partitions(id).empty() ? Lock::share_row_exclusive : Lock::access_exclusive, referenced);
}

void replace_divided_foreign_key(Context& c, const ObjectId& id, const model::ForeignKey& old,
                                 const model::ForeignKey& key) {
  Statements sql{drop_sql(c.before, id),
                 alter_table(id, "ADD CONSTRAINT " + quoted(id.name) + " " + foreign_key_sql(key))};
  for (std::string& comment : comments_sql(c.after, id)) sql.push_back(std::move(comment));
  Step& step =
      c.emit(c.tightening_phase(id),
             "The new form of " + spoken(id) +
                 " takes the place of the old one in one transaction; its rows are read while readers and "
                 "writers of all partitions wait.",
             std::move(sql));
  c.creates(step, id);
  step.destroys.push_back(id);
  c.retires(step, id);
  const ObjectId referenced = model::table_id(key.ref_schema, key.ref_table);
  c.locks(step, Lock::access_exclusive, id);
  c.locks(step, Lock::access_exclusive, model::table_id(old.ref_schema, old.ref_table));
  c.locks(step, Lock::share_row_exclusive, referenced);
  c.scans(step, id);
  if (referenced != model::owner_id(id)) c.scans(step, referenced);
  for (const Hazard kind : {Hazard::scan_under_lock, Hazard::rejects_old_writers, Hazard::may_fail_on_rows})
    hazard(step, kind);
}

}  // namespace schemagen::dialect::postgres
