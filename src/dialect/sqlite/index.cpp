#include "dialect/sqlite/render.h"
#include "dialect/sqlite/rules.h"
#include "dialect/sqlite/signs.h"
#include "dialect/sqlite/tightening.h"
#include "dialect/sqlite/unique_key.h"

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
        old_rules_(unique_rules(from)),
        new_rules_(unique_rules(to)),
        phase_(phase) {}

  void drop(Symbol name, const model::Index& index, Steps& steps) const {
    const ObjectId id = id_of(name);
    if (context_.is_replaced(id)) return;
    const auto rule = rule_of(from_.table, index);
    const bool lets_repeat = rule && !is_implied(new_rules_, *rule);
    Step step = make_step(phase_, "Index " + name.str() + " goes" +
                                      (lets_repeat ? ", so that rows may repeat values from now on." : "."));
    add_unique_hazards(step, index);
    step.sql = {drop_sql(id)};
    step.undo = {create_index_sql(to_.table.name, name, index)};
    if (!context_.is_passing(id)) step.destroys = {id};
    release_columns(step, index);
    lock_database(step, table_);
    steps.push_back(std::move(step));
  }

  /// The old index with the same rule, whose place a new one takes.
  std::optional<Symbol> twin_of(const model::Index& index) const {
    const auto rule = rule_of(to_.table, index);
    if (!rule) return std::nullopt;
    for (const auto& [name, old] : from_.attached.indexes)
      if (!to_.attached.indexes.contains(name) && !context_.is_replaced(id_of(name)) &&
          rule_of(from_.table, old) == rule)
        return name;
    return std::nullopt;
  }

  void succeed(Symbol old_name, Symbol name, const model::Index& index, Steps& steps) const {
    const ObjectId old = id_of(old_name);
    const ObjectId id = id_of(name);
    Step step =
        make_step(phase_, "Index " + name.str() + " on " + to_.table.name.str() + " takes the place of " +
                              old_name.str() + ", and no value can be written twice in between.");
    drop_replaced(context_, id, step);
    step.sql.push_back(drop_sql(old));
    step.undo = {drop_sql(id),
                 create_index_sql(to_.table.name, old_name, from_.attached.indexes.at(old_name))};
    restore_replaced(context_, id, step);
    step.destroys.push_back(old);
    release_columns(step, from_.attached.indexes.at(old_name));
    finish_create(step, id, index);
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
    add_unique_hazards(step, old);
    step.signs = {sign_of_text(id, create_index_sql(to_.table.name, name, index))};
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
    if (!context_.is_passing(id)) step.produces.push_back(id);
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
    const auto rule = rule_of(to_.table, index);
    if (!rule || is_implied(old_rules_, *rule) || holds_new_null(before_, to_.table, index)) return;
    step.why.back() = ',';
    step.why += " which fails and changes nothing where rows repeat values.";
    add_hazard(step, Hazard::rejects_old_writers);
    add_hazard(step, Hazard::may_fail_on_rows);
  }

  void add_unique_hazards(Step& step, const model::Index& index) const {
    const auto rule = rule_of(from_.table, index);
    if (!rule) return;
    if (!holds(new_rules_, *rule)) add_hazard(step, Hazard::rejects_old_writers);
    if (binds_new_writers(from_, to_, index)) add_hazard(step, Hazard::binds_new_writers);
  }

  const Context& context_;
  const TableState& from_;
  const TableState& to_;
  ObjectId table_;
  TableDefinition before_;
  std::vector<UniqueRule> old_rules_;
  std::vector<UniqueRule> new_rules_;
  Phase phase_;
};

}  // namespace

void change_indexes(const Context& context, const TableState& from, const TableState& to, Phase phase,
                    Steps& steps) {
  const IndexRule rule(context, from, to, phase);
  const auto& old_indexes = from.attached.indexes;
  const auto& new_indexes = to.attached.indexes;
  std::set<Symbol> succeeded;
  for (const auto& [name, index] : new_indexes) {
    const auto old = old_indexes.find(name);
    const auto twin = old == old_indexes.end() ? rule.twin_of(index) : std::nullopt;
    if (twin && succeeded.insert(*twin).second)
      rule.succeed(*twin, name, index, steps);
    else if (old == old_indexes.end())
      rule.create(name, index, steps);
    else if (old->second != index)
      rule.replace(name, old->second, index, steps);
  }
  for (const auto& [name, index] : old_indexes)
    if (!new_indexes.contains(name) && !succeeded.contains(name)) rule.drop(name, index, steps);
}

}  // namespace schemagen::dialect::sqlite
