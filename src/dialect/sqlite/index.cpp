#include "dialect/sqlite/render.h"
#include "dialect/sqlite/rules.h"
#include "dialect/sqlite/tightening.h"

namespace schemagen::dialect::sqlite {
namespace {

using plan::Hazard;
using plan::Phase;
using plan::Step;

class IndexRule {
 public:
  IndexRule(const Context& context, const TableState& from, const TableState& to, Phase phase)
      : context_(context),
        from_(from),
        to_(to),
        table_(model::table_id({}, to.table.name)),
        before_(definition_of(context.before(), to.table.name)),
        phase_(phase) {}

  void drop(Symbol name, const model::Index& index, Steps& steps) const {
    const ObjectId id = id_of(name);
    if (context_.is_replaced(id)) return;
    Step step = make_step(phase_, "Index " + name.str() + " goes" +
                                      (index.unique ? ", so that rows may repeat values from now on." : "."));
    step.sql = {drop_sql(id)};
    step.undo = {create_index_sql(to_.table.name, name, index)};
    step.destroys = {id};
    release_columns(step, index);
    lock_database(step, table_);
    steps.push_back(std::move(step));
  }

  void create(Symbol name, const model::Index& index, Steps& steps) const {
    const ObjectId id = id_of(name);
    Step step = make_step(phase_, (index.unique ? "Unique index " : "Index ") + name.str() + " on " +
                                      to_.table.name.str() + " is built.");
    drop_replaced(context_, id, step);
    step.undo = {drop_if_exists_sql(id)};
    restore_replaced(context_, id, step);
    finish_create(step, id, index);
    steps.push_back(std::move(step));
  }

  void replace(Symbol name, const model::Index& old, const model::Index& index, Steps& steps) const {
    const ObjectId id = id_of(name);
    Step step = make_step(phase_, "Index " + name.str() + " on " + to_.table.name.str() + " is built anew.");
    step.sql = {drop_sql(id)};
    step.undo = {drop_if_exists_sql(id), create_index_sql(to_.table.name, name, old)};
    step.destroys.push_back(id);
    release_columns(step, old);
    finish_create(step, id, index);
    steps.push_back(std::move(step));
  }

 private:
  ObjectId id_of(Symbol name) const { return {Kind::index, {}, to_.table.name, name}; }

  void release_columns(Step& step, const model::Index& index) const {
    for (const Symbol column : columns_in(from_.table, index)) {
      const ObjectId id = model::column_id({}, from_.table.name, column);
      if (context_.is_removed(id)) step.releases.push_back(id);
    }
  }

  void finish_create(Step& step, const ObjectId& id, const model::Index& index) const {
    step.sql.push_back(create_index_sql(to_.table.name, id.name, index));
    step.produces.push_back(id);
    for (const Symbol column : columns_in(to_.table, index)) {
      const ObjectId column_id = model::column_id({}, to_.table.name, column);
      if (context_.is_created(column_id) && !context_.is_created(table_)) step.needs.push_back(column_id);
    }
    if (context_.is_created(table_)) {
      step.needs.push_back(table_);
      return;
    }
    step.scans = {table_};
    lock_database(step, table_);
    if (!index.unique || holds_new_null(before_, to_.table, index)) return;
    step.why.back() = ',';
    step.why += " which fails and changes nothing where rows repeat values.";
    step.hazards = {Hazard::rejects_old_writers, Hazard::may_fail_on_rows};
  }

  const Context& context_;
  const TableState& from_;
  const TableState& to_;
  ObjectId table_;
  TableDefinition before_;
  Phase phase_;
};

}  // namespace

void change_indexes(const Context& context, const TableState& from, const TableState& to, Phase phase,
                    Steps& steps) {
  const IndexRule rule(context, from, to, phase);
  const auto& old_indexes = from.attached.indexes;
  const auto& new_indexes = to.attached.indexes;
  for (const auto& [name, index] : old_indexes)
    if (!new_indexes.contains(name)) rule.drop(name, index, steps);
  for (const auto& [name, index] : new_indexes) {
    const auto old = old_indexes.find(name);
    if (old == old_indexes.end())
      rule.create(name, index, steps);
    else if (old->second != index)
      rule.replace(name, old->second, index, steps);
  }
}

}  // namespace schemagen::dialect::sqlite
