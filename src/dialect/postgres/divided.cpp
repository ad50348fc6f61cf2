#include "dialect/postgres/divided.h"

#include "dialect/postgres/divided_part.h"
#include "dialect/postgres/index_name.h"
#include "dialect/postgres/rules.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

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

/// What is sound stays: it may be the partition's already.
Statements build_sql(const Context& c, const ObjectId& part, const model::Index& index, Symbol name) {
  return build_unless_there_sql(part.schema, name,
                                index_sql_on(c.after, table_of(part), index, name, IndexReach::concurrently));
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

Step& build_on_part(Context& c, const ObjectId& id, const ObjectId& part, Phase phase, bool stricter,
                    Statements sql) {
  Step& step = c.emit(phase, spoken(id) + " on " + spoken_part(part) + ", built without blocking writers.",
                      std::move(sql));
  step.transaction = Transaction::none;
  uses_without_itself(c, step, id);
  step.needs.push_back(part);
  step.reaches.push_back({id, state::kIndexBuilt});
  c.locks_alone(step, Lock::share_update_exclusive, part);
  c.scans_alone(step, part);
  if (!stricter) return step;
  hazard(step, Hazard::rejects_old_writers);
  hazard(step, Hazard::may_fail_on_rows);
  await_filled(c, step, id);
  return step;
}

/// Partitions come and go while nobody plans: the index of the whole is valid only when all have their part.
std::string must_be_whole_sql(const ObjectId& id, Symbol name) {
  return "DO " +
         sql::quote_dollar(fill(kMustBeWhole, {{"index", sql::quote_literal(qualified(id.schema, name))},
                                               {"name", sql::quote_literal(spoken(id))}}));
}

Step& make_sure(Context& c, const ObjectId& id, Symbol name, Phase phase) {
  Step& step = c.emit(phase, spoken(id) + " must be on every partition now.", {must_be_whole_sql(id, name)});
  uses_without_itself(c, step, id);
  c.on_all_partitions(step, id);
  step.awaits.push_back({id, state::kOnTable});
  step.awaits.push_back({id, state::kAttached});
  return step;
}

struct Making {
  Symbol name;             ///< under which the index is built
  bool stricter = false;   ///< rows and old statements may break it
  bool completes = false;  ///< it is there and lacks parts
};

/// The last step, which is answered, finds it whole.
Step& make_on_parts(Context& c, const ObjectId& id, const model::Index& index, const Making& making) {
  const Phase phase = making.stricter ? c.tightening_phase(id) : Phase::expand;
  Step& whole =
      c.emit(phase,
             spoken(id) +
                 " on the table without its partitions: nothing is read, and it serves when "
                 "every partition has its part.",
             {if_not_exists(index_sql_on(c.after, relation_of(id), index, making.name, IndexReach::only))},
             drop_divided_index_sql(c, id, making.name));
  uses_without_itself(c, whole, id);
  c.on_all_partitions(whole, id);
  whole.undo_note = "Readers and writers of all partitions wait while the index is dropped.";
  whole.reaches.push_back({id, state::kOnTable});
  await_name(c, whole, id.schema, making.name);
  c.locks_alone(whole, Lock::share, id);
  for (const ObjectId& part : c.partitions_in(phase, id)) {
    const Symbol name = part_name(part, making.name);
    build_on_part(c, id, part, phase, making.stricter,
                  making.completes ? complete_sql(c, id, part, index, name) : build_sql(c, part, index, name))
        .awaits.push_back({id, state::kOnTable});
    Step& attach = c.emit(phase,
                          spoken(id) + " takes over that of " + spoken_part(part) +
                              ", whose readers and writers wait for an instant.",
                          {attach_sql(id, making.name, name)});
    uses_without_itself(c, attach, id);
    attach.needs.push_back(part);
    attach.awaits.push_back({id, state::kIndexBuilt});
    attach.reaches.push_back({id, state::kAttached});
  }
  return make_sure(c, id, making.name, phase);
}

void finish(const Context& c, Step& step, const ObjectId& id) {
  c.creates(step, id);
  for (std::string& comment : comments_sql(c.after, id)) step.sql.push_back(std::move(comment));
}

std::string key_of_whole_sql(const Context& c, const ObjectId& id) {
  return "ALTER TABLE ONLY " + relation_of(id) + " ADD " + constraint_sql(c.after, id);
}

/// The index that a partition has for it becomes its part of the key.
Statements take_part_sql(const Context& c, const ObjectId& id, const ObjectId& part, Symbol made_as) {
  const Symbol name = constraint_name(c.after, id);
  const Symbol child = part_name(part, name);
  return {"ALTER TABLE " + table_of(part) + " " +
              add_using_index_sql(c.after, id, child, part_name(part, made_as)),
          attach_sql(id, name, child)};
}

}  // namespace

Symbol part_name(const ObjectId& part, Symbol name) {
  return model::short_name(part.name.str() + "_" + name.str());
}

std::string table_of(const ObjectId& part) { return qualified(part.schema, part.name); }

std::string spoken_part(const ObjectId& part) {
  return "partition " + model::display_name(model::table_id(part.schema, part.name));
}

void uses_without_itself(const Context& c, Step& step, const ObjectId& id) {
  c.uses(step, id);
  std::erase(step.needs, id);
}

void await_filled(const Context& c, Step& step, const ObjectId& id) {
  for (const ObjectId& needed : c.now.of(id)) step.awaits.push_back({needed, state::kFilled});
}

void create_divided_index(Context& c, const ObjectId& id, const model::Index& index, bool stricter) {
  finish(c, make_on_parts(c, id, index, {id.name, stricter}), id);
}

void complete_divided_index(Context& c, const ObjectId& id, const model::Index& index) {
  const std::size_t first = c.steps.size();
  Step& last = make_on_parts(c, id, index, {id.name, index.unique, true});
  finish(c, last, id);
  last.destroys.push_back(id);
  for (std::size_t i = first; i < c.steps.size(); ++i) c.steps[i].undo.clear();
}

void build_divided_index_beside(Context& c, const ObjectId& id, const model::Index& index,
                                const ObjectId& holder, bool stricter) {
  const Symbol name = c.beside("new", id.name);
  Step& whole = make_on_parts(c, id, index, {name, stricter});
  whole.reaches.push_back({holder, state::kSuccessorBuilt});
  Step& named = name_when_free(c, id, name);
  for (std::string& rename : rename_parts_sql(c, id, name, id.name)) named.sql.push_back(std::move(rename));
  for (std::string& comment : comments_sql(c.after, id)) named.sql.push_back(std::move(comment));
}

Statements rename_parts_sql(const Context& c, const ObjectId& index, Symbol from, Symbol to) {
  Statements sql;
  for (const ObjectId& part : c.partitions_in(Phase::expand, index))
    sql.push_back("ALTER INDEX IF EXISTS " + qualified(part.schema, part_name(part, from)) + " RENAME TO " +
                  quoted(part_name(part, to)));
  return sql;
}

Statements drop_divided_index_sql(const Context& c, const ObjectId& id, Symbol name) {
  Statements sql{"DROP INDEX IF EXISTS " + qualified(id.schema, name)};
  for (const ObjectId& part : c.partitions_in(Phase::expand, id))
    sql.push_back("DROP INDEX IF EXISTS " + qualified(part.schema, part_name(part, name)));
  return sql;
}

void create_divided_key(Context& c, const ObjectId& id, const model::Index& index, Phase phase) {
  const Symbol name = constraint_name(c.after, id);
  const std::vector<ObjectId> parts = c.partitions_in(phase, id);
  for (const ObjectId& part : parts)
    build_on_part(c, id, part, phase, true, build_sql(c, part, index, part_name(part, name)));
  Statements undo{drop_sql(c.after, id)};
  for (const ObjectId& part : parts) {
    undo.push_back("ALTER TABLE " + table_of(part) + " DROP CONSTRAINT IF EXISTS " +
                   quoted(part_name(part, name)));
    undo.push_back("DROP INDEX IF EXISTS " + qualified(part.schema, part_name(part, name)));
  }
  Step& whole = c.emit(phase, spoken(id) + " on the table without its partitions: nothing is read.",
                       {key_of_whole_sql(c, id)}, std::move(undo));
  uses_without_itself(c, whole, id);
  c.on_all_partitions(whole, id);
  await_name(c, whole, id.schema, name);
  whole.awaits.push_back({id, state::kIndexBuilt});
  whole.reaches.push_back({id, state::kOnTable});
  c.locks_alone(whole, Lock::access_exclusive, id);
  for (const ObjectId& part : parts) {
    Step& take = c.emit(phase, spoken(id) + " takes over the index of " + spoken_part(part) + ".",
                        take_part_sql(c, id, part, name));
    uses_without_itself(c, take, id);
    take.needs.push_back(part);
    take.awaits.push_back({id, state::kOnTable});
    take.reaches.push_back({id, state::kAttached});
    c.locks_alone(take, Lock::access_exclusive, part);
  }
  finish(c, make_sure(c, id, name, phase), id);
}

void build_divided_key_ahead(Context& c, const ObjectId& id, Symbol made_as, Phase phase) {
  for (const ObjectId& part : c.partitions_in(phase, id)) {
    const Symbol name = part_name(part, made_as);
    const std::string drop = "DROP INDEX CONCURRENTLY IF EXISTS " + qualified(part.schema, name);
    Step& step = build_on_part(c, id, part, phase, true,
                               {drop, index_sql_on(c.after, table_of(part), key_index(*c.after.find(id)),
                                                   name, IndexReach::concurrently)});
    for (const ObjectId& needed : c.now.of(id)) step.awaits.push_back({needed, state::kNotNull});
    step.undo = {drop};
  }
}

void build_divided_key_copy(Context& c, const ObjectId& id, const model::Index& index) {
  const Phase phase = c.tightening_phase(id);
  for (const ObjectId& part : c.partitions_in(phase, id)) {
    const Symbol name = part_name(part, id.name);
    Step& step = build_on_part(c, id, part, phase, true, build_sql(c, part, index, name));
    c.creates(step, id);
    step.undo = {"DROP INDEX CONCURRENTLY IF EXISTS " + qualified(part.schema, name)};
  }
}

Statements take_divided_key_sql(const Context& c, const ObjectId& id, Symbol made_as, Phase phase) {
  Statements sql{key_of_whole_sql(c, id)};
  for (const ObjectId& part : c.partitions_in(phase, id))
    for (std::string& statement : take_part_sql(c, id, part, made_as)) sql.push_back(std::move(statement));
  sql.push_back(must_be_whole_sql(id, constraint_name(c.after, id)));
  for (std::string& comment : comments_sql(c.after, id)) sql.push_back(std::move(comment));
  return sql;
}

}  // namespace schemagen::dialect::postgres
