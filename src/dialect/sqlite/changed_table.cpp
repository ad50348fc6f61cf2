#include <algorithm>

#include "dialect/sqlite/alter.h"
#include "dialect/sqlite/checks.h"
#include "dialect/sqlite/describe.h"
#include "dialect/sqlite/render.h"
#include "dialect/sqlite/rules.h"
#include "dialect/sqlite/signs.h"
#include "dialect/sqlite/tightening.h"
#include "dialect/sqlite/unique_key.h"
#include "schemagen/base/text.h"

namespace schemagen::dialect::sqlite {
namespace {

using plan::Hazard;
using plan::Phase;
using plan::Step;
using Sources = std::map<Symbol, std::string>;

/// One way of a table from one state to the next, in one phase.
struct Move {
  const TableState& from;
  const TableState& to;
  Phase phase;
  TableDelta delta;
  Sources sources;
  std::optional<Alteration> in_place;  ///< nothing: the table is written anew, or nothing is to be done

  bool is_rebuild() const { return !in_place && !delta.empty(); }
};

template <class T>
void append_difference(Step& step, Kind kind, Symbol owner, const std::map<Symbol, T>& from,
                       const std::map<Symbol, T>& to) {
  for (const auto& [name, value] : from) {
    const auto wanted = to.find(name);
    if (wanted == to.end() || wanted->second != value) step.destroys.push_back({kind, {}, owner, name});
  }
  for (const auto& [name, value] : to) {
    const auto old = from.find(name);
    if (old == from.end() || old->second != value) step.produces.push_back({kind, {}, owner, name});
  }
}

class ChangedTable {
 public:
  ChangedTable(const Context& context, Symbol table)
      : context_(context),
        id_(model::table_id({}, table)),
        before_(state_of(context.before(), table)),
        after_(state_of(context.after(), table)),
        mid_(expand_state(context, before_, after_)) {
    for (const diff::Rename& rename : context.input().changes.renames)
      if (!has_own_steps(rename) && rename.to.owner == table) renames_.push_back(rename);
  }

  void lower(Steps& steps) {
    Move expand = move(before_, mid_, Phase::expand);
    Move contract = move(mid_, after_, Phase::contract);
    const bool renames_alone = !renames_.empty() && !expand.is_rebuild() && !contract.is_rebuild();
    if (renames_alone) expand.in_place.reset();
    add_needs(expand.sources);
    run(expand, renames_alone, steps);
    backfill(steps);
    add_needs(contract.sources);
    run(contract, false, steps);
  }

 private:
  const Advice& advice(Symbol column) const { return context_.advice(column_id(column)); }
  ObjectId column_id(Symbol column) const { return model::column_id({}, id_.name, column); }

  /// The rows get their values in a phase of its own, while the column may still be NULL.
  bool is_backfilled_later(Symbol column) const {
    const model::Column* mid = mid_.table.find_column(column);
    const model::Column* wanted = after_.table.find_column(column);
    if (advice(column).backfill.empty() || mid == nullptr || wanted == nullptr) return false;
    if (mid->not_null || mid->generated || wanted->generated) return false;
    const model::Column* old = before_.table.find_column(column);
    if (old == nullptr) return wanted->default_value.empty();
    return !old->not_null && wanted->not_null && old->type == wanted->type;
  }

  Sources sources(const TableState& from, const TableState& to) const {
    Sources found;
    for (const auto& column : to.table.columns) {
      if (column.value.generated) continue;
      const Advice& how = advice(column.name);
      const model::Column* old = from.table.find_column(column.name);
      if (old == nullptr) {
        const bool later = is_backfilled_later(column.name) && &to == &mid_;
        if (!later && !how.backfill.empty()) found[column.name] = as_operand(how.backfill);
        continue;
      }
      std::string value = quoted(column.name);
      if (!how.using_.empty() && old->type != column.value.type) value = as_operand(how.using_);
      if (!how.backfill.empty() && column.value.not_null && !old->not_null)
        value = "COALESCE(" + value + ", " + as_operand(how.backfill) + ")";
      if (value != quoted(column.name)) found[column.name] = value;
    }
    return found;
  }

  Move move(const TableState& from, const TableState& to, Phase phase) const {
    Move move{from, to, phase, difference(from.table, to.table), sources(from, to), std::nullopt};
    if (!move.delta.empty()) move.in_place = alter_in_place(from, to, move.sources, version());
    return move;
  }

  int version() const { return context_.input().target.version; }

  /// What a phase needs every later one needs too: so that none of them comes before an earlier one.
  void add_needs(const Sources& found) {
    for (const auto& [column, source] : found) add_needs_of(source);
  }
  void add_needs_of(const std::string& sql) {
    for (const ObjectId& id : context_.created_in(sql))
      if (id.owner != id_.name) needs_.push_back(id);
  }

  void run(const Move& move, bool rewrite_anyway, Steps& steps) {
    if (rewrite_anyway || move.is_rebuild()) {
      steps.push_back(rebuild(move));
      return;
    }
    if (move.in_place) steps.push_back(alter(move));
    change_indexes(context_, move.from, move.to, move.phase, steps);
    change_triggers(context_, id_.name, move.from.attached.triggers, move.to.attached.triggers, move.phase,
                    steps);
  }

  Step alter(const Move& move) {
    Step step =
        make_step(move.phase, "In table " + id_.name.str() + ": " +
                                  describe(move.from.table, move.to.table, move.delta, after_.table) + ".");
    step.sql = row_checks(context_, move.from.table, move.to, move.delta, move.sources);
    const bool is_checked = !step.sql.empty();
    if (move.sources.empty())
      step.sql.insert(step.sql.end(), move.in_place->sql.begin(), move.in_place->sql.end());
    else
      write_quietly(id_.name, move.from.attached.triggers, before_.attached.triggers,
                    move.sources.begin()->first, move.in_place->sql, step);
    if (move.phase == Phase::expand) step.undo = move.in_place->undo;
    const bool all_rows = !move.delta.columns.removed.empty() || !move.delta.checks.added.empty() ||
                          is_checked || !move.sources.empty();
    if (all_rows) step.scans = {id_};
    add_signs_of_table(before_, {move.from.table, {}}, {move.to.table, {}}, step);
    finish(step, move);
    return step;
  }

  Step rebuild(const Move& move) {
    Step step = make_step(
        move.phase, "Table " + id_.name.str() +
                        " is written anew, since SQLite cannot do this in place: " + words_for(move) + ".");
    for (const ObjectId& id : attached_only(move.to, move.from)) drop_replaced(context_, id, step);
    const auto append = [](Statements& to, const Statements& from) {
      to.insert(to.end(), from.begin(), from.end());
    };
    const bool referenced = context_.is_referenced(id_.name);
    const Symbol temporary = context_.free_name("_sg_new_" + id_.name.str());
    append(step.sql, row_checks(context_, move.from.table, move.to, move.delta, move.sources));
    append(step.sql,
           rebuild_sql(move.from, move.to, {move.sources, before_.attached, temporary, referenced}));
    const Statements indexed_anew = changes_values(move) ? full_text_of(context_, id_.name) : Statements();
    append(step.sql, indexed_anew);
    if (move.phase == Phase::expand) {
      for (const ObjectId& id : attached_only(move.from, move.to)) make_way(context_, id, step);
      append(step.undo,
             row_checks(context_, move.to.table, move.from, difference(move.to.table, move.from.table), {}));
      append(step.undo,
             rebuild_sql(move.to, under_old_names(move.from), {{}, before_.attached, temporary, referenced}));
      append(step.undo, indexed_anew);
      step.undo_note = lost_on_the_way_back(move);
      for (const ObjectId& id : attached_only(move.to, move.from)) restore_replaced(context_, id, step);
    }
    step.scans = {id_};
    step.rewrites = {id_};
    step.references = context_.with_referring(id_);
    add_signs_of_table(before_, move.from, move.to, step);
    append_attached(step, move);
    for (const diff::Rename& rename : renames_) {
      step.destroys.push_back(rename.from);
      step.produces.push_back(rename.to);
    }
    renames_.clear();
    finish(step, move);
    return step;
  }

  /// A full-text index of the table does not see what the copy writes, and knows rows by their rowid.
  static bool changes_values(const Move& move) {
    const std::vector<Symbol>& changed = move.delta.columns.changed;
    return !move.sources.empty() || move.delta.key || move.delta.options ||
           std::any_of(changed.begin(), changed.end(), [&move](Symbol name) {
             return move.from.table.find_column(name)->type != move.to.table.find_column(name)->type;
           });
  }

  std::string lost_on_the_way_back(const Move& move) const {
    std::vector<std::string> names;
    for (const Symbol name : move.delta.columns.changed)
      if (move.from.table.find_column(name)->generated && !move.to.table.find_column(name)->generated)
        names.push_back(id_.name.str() + "." + name.str());
    return names.empty()
               ? ""
               : "What has been written into " + base::join(names, ", ") + " is lost: it is computed again.";
  }

  std::string words_for(const Move& move) const {
    std::string words = describe(move.from.table, move.to.table, move.delta, after_.table);
    for (const diff::Rename& rename : renames_)
      words += (words.empty() ? "" : ", ") + std::string(model::kind_name(rename.to.kind)) + " " +
               rename.from.name.str() + " becomes " + rename.to.name.str();
    return words;
  }

  /// The declared side of a rename stands in both schemas; undo has to bring the old name back.
  TableState under_old_names(TableState state) const {
    const auto restore = [](auto& parts, const diff::Rename& rename) {
      for (auto& part : parts)
        if (part.name == rename.to.name) part.name = rename.from.name;
    };
    for (const diff::Rename& rename : renames_) {
      if (rename.to.kind == Kind::unique) restore(state.table.uniques, rename);
      if (rename.to.kind == Kind::check) restore(state.table.checks, rename);
      if (rename.to.kind == Kind::foreign_key) restore(state.table.foreign_keys, rename);
      if (rename.to.kind == Kind::primary_key && state.table.key) state.table.key->name = rename.from.name;
    }
    return state;
  }

  /// Indexes and triggers of one state that the other has not.
  std::vector<ObjectId> attached_only(const TableState& has, const TableState& lacks) const {
    std::vector<ObjectId> ids;
    for (const auto& [name, index] : has.attached.indexes)
      if (!lacks.attached.indexes.contains(name)) ids.push_back({Kind::index, {}, id_.name, name});
    for (const auto& [name, trigger] : has.attached.triggers)
      if (!lacks.attached.triggers.contains(name)) ids.push_back({Kind::trigger, {}, id_.name, name});
    return ids;
  }

  void append_attached(Step& step, const Move& move) const {
    append_difference(step, Kind::index, id_.name, move.from.attached.indexes, move.to.attached.indexes);
    append_difference(step, Kind::trigger, id_.name, move.from.attached.triggers, move.to.attached.triggers);
    const auto passes = [this](const ObjectId& id) { return context_.is_passing(id); };
    std::erase_if(step.produces, passes);
    std::erase_if(step.destroys, passes);
  }

  void finish(Step& step, const Move& move) {
    append_parts(step, move);
    append_hazards(step, move);
    append_ids(step.needs, needs_);
    for (const auto& column : move.to.table.columns) {
      const ObjectId id = column_id(column.name);
      if (context_.is_created(id)) needs_.push_back(id);
    }
    lock_database(step, id_);
  }

  void append_parts(Step& step, const Move& move) const {
    if (move.delta.options) alters(step, id_);
    if (move.delta.key) {
      const ObjectId key = model::primary_key_id({}, id_.name);
      if (!move.from.table.key)
        step.produces.push_back(key);
      else if (!move.to.table.key)
        step.destroys.push_back(key);
      else
        alters(step, key);
    }
    append_names(step, Kind::column, move.delta.columns);
    for (const Symbol name : move.delta.columns.changed) {
      const ObjectId id = column_id(name);
      const bool not_null = move.to.table.find_column(name)->not_null;
      if ((context_.is_removed(id) || context_.is_created(id)) &&
          not_null != move.from.table.find_column(name)->not_null)
        step.reaches.push_back({id, not_null ? "NOT NULL" : "nullable"});
    }
    append_names(step, Kind::unique, move.delta.uniques);
    append_names(step, Kind::check, move.delta.checks);
    append_names(step, Kind::foreign_key, move.delta.foreign_keys);
  }

  void append_names(Step& step, Kind kind, const NameDelta& delta) const {
    const auto append = [&](std::vector<ObjectId>& ids, Symbol name) {
      const ObjectId id{kind, {}, id_.name, name};
      if (!context_.is_passing(id)) ids.push_back(id);
    };
    for (const Symbol name : delta.added) append(step.produces, name);
    for (const Symbol name : delta.removed) append(step.destroys, name);
    for (const Symbol name : delta.changed) alters(step, {kind, {}, id_.name, name});
  }

  /// What this plan has made, or named, others wait for: they need not wait until it has its last form too.
  /// What it takes away in contract others release first: not before it is relaxed.
  void alters(Step& step, const ObjectId& id) const {
    if (context_.is_removed(id)) return;
    if (context_.is_created(id)) {
      step.needs.push_back(id);
      return;
    }
    step.destroys.push_back(id);
    step.produces.push_back(id);
  }

  void append_hazards(Step& step, const Move& move) const {
    for (const Symbol name : move.delta.columns.removed)
      if (!move.from.table.find_column(name)->generated)
        step.losses.push_back({column_id(name), "the values"});
    for (const Symbol name : move.delta.columns.changed)
      if (!move.from.table.find_column(name)->generated && move.to.table.find_column(name)->generated)
        step.losses.push_back({column_id(name), "the values"});
      else if (advice(name).using_.empty() &&
               turns_text_into_numbers(*move.from.table.find_column(name), *move.to.table.find_column(name)))
        step.losses.push_back({column_id(name), "the spelling of texts that look like numbers"});
    if (!step.losses.empty()) {
      add_hazard(step, Hazard::destructive);
      add_hazard(step, Hazard::irreversible);
    }
    // A rebuild makes the indexes with the table; in place they are steps of their own.
    const TableState from{move.from.table, move.in_place ? move.to.attached : move.from.attached};
    if (refuses_statements(from, move.to, move.delta) || !move.delta.columns.removed.empty())
      add_hazard(step, Hazard::rejects_old_writers);
    if (refuses_rows(from, move.to, move.delta)) add_hazard(step, Hazard::may_fail_on_rows);
    if (move.phase == Phase::contract) append_hazards_of_what_goes(step, move);
  }

  void append_hazards_of_what_goes(Step& step, const Move& move) const {
    const std::vector<UniqueRule> rules = unique_rules(move.to);
    const auto take = [&](const UniqueRule& rule, bool binds) {
      if (!holds(rules, rule)) add_hazard(step, Hazard::rejects_old_writers);
      if (binds) add_hazard(step, Hazard::binds_new_writers);
    };
    for (const std::vector<Symbol>* names : {&move.delta.uniques.removed, &move.delta.uniques.changed})
      for (const Symbol name : *names) {
        const model::Unique& unique = *find_part(move.from.table.uniques, name);
        take(rule_of(move.from.table, unique), binds_new_writers(move.from, move.to, unique));
      }
    for (const std::vector<Symbol>* names :
         {&move.delta.foreign_keys.removed, &move.delta.foreign_keys.changed})
      for (const Symbol name : *names)
        if (binds_new_writers(move.from, move.to, *find_part(move.from.table.foreign_keys, name)))
          add_hazard(step, Hazard::binds_new_writers);
    if (move.in_place) return;
    for (const auto& [name, index] : move.from.attached.indexes) {
      const auto kept = move.to.attached.indexes.find(name);
      const auto rule = rule_of(move.from.table, index);
      if (rule && (kept == move.to.attached.indexes.end() || kept->second != index))
        take(*rule, binds_new_writers(move.from, move.to, index));
    }
  }

  void backfill(Steps& steps) {
    const std::vector<Symbol> columns = in_order_of_filling();
    std::vector<Symbol> filled;
    for (const Symbol column : columns) {
      const std::string& expression = advice(column).backfill;
      Step step = make_step(Phase::migrate,
                            "Rows of " + id_.name.str() + " that have no " + column.str() + " yet get one.");
      write_quietly(id_.name, mid_.attached.triggers, before_.attached.triggers, column,
                    {filling(column) + " WHERE " + quoted(column) + " IS NULL"}, step);
      step.reaches = {{column_id(column), kFilled}};
      step.awaits = sources_among(filled, column, kFilled);
      if (before_.table.has_column(column))
        step.undo_note = "What it has written into column " + id_.name.str() + "." + column.str() +
                         " cannot be told from what was there before.";
      add_needs_of(expression);
      finish_filling(step);
      steps.push_back(std::move(step));
      if (loses_late_rows(column, columns)) {
        steps.push_back(fill_again(column));
        steps.back().awaits = sources_among(filled, column, kFilledAgain);
      }
      filled.push_back(column);
    }
  }

  /// A column comes behind those that its values are made from.
  std::vector<Symbol> in_order_of_filling() const {
    std::vector<Symbol> left;
    for (const auto& column : mid_.table.columns)
      if (is_backfilled_later(column.name)) left.push_back(column.name);
    std::vector<Symbol> order;
    while (!left.empty()) {
      const auto stands_alone = [&](Symbol column) { return sources_among(left, column, kFilled).empty(); };
      auto next = std::find_if(left.begin(), left.end(), stands_alone);
      if (next == left.end()) next = left.begin();
      order.push_back(*next);
      left.erase(next);
    }
    return order;
  }

  std::vector<plan::Milestone> sources_among(const std::vector<Symbol>& columns, Symbol filled,
                                             const char* state) const {
    const std::set<std::string> names = names_in(advice(filled).backfill);
    std::vector<plan::Milestone> found;
    for (const Symbol column : columns)
      if (column != filled && names.contains(folded(column))) found.push_back({column_id(column), state});
    return found;
  }

  /// The copy of contract fills what becomes NOT NULL, which is too late for columns that are made from it.
  bool loses_late_rows(Symbol column, const std::vector<Symbol>& filled) const {
    if (context_.names_late(id_.name.str() + " " + advice(column).backfill)) return false;
    return !after_.table.find_column(column)->not_null ||
           std::any_of(filled.begin(), filled.end(),
                       [&](Symbol other) { return !sources_among({column}, other, kFilledAgain).empty(); });
  }

  /// Rows that the old application has written since migrate, and all of them when migrate has not run.
  Step fill_again(Symbol column) const {
    Step step = make_step(Phase::contract, "Rows of " + id_.name.str() + " that still have no " +
                                               column.str() + " get one, before anything goes.");
    const std::string left =
        " WHERE " + quoted(column) + " IS NULL AND " + as_operand(advice(column).backfill) + " IS NOT NULL";
    write_quietly(id_.name, mid_.attached.triggers, before_.attached.triggers, column,
                  {filling(column) + left}, step);
    const Statements none_left =
        assert_sql("rows of " + id_.name.str() + " have no value of " + column.str() +
                       " yet; see whether a trigger keeps it out, and run 2_migrate.sql again",
                   "NOT EXISTS (SELECT 1 FROM " + quoted(id_.name) + left + ")");
    step.sql.insert(step.sql.end(), none_left.begin(), none_left.end());
    step.reaches = {{column_id(column), kFilledAgain}};
    step.references = context_.with_referring(id_);
    finish_filling(step);
    return step;
  }

  std::string filling(Symbol column) const {
    return "UPDATE " + quoted(id_.name) + " SET " + quoted(column) + " = " +
           as_operand(advice(column).backfill);
  }

  void finish_filling(Step& step) const {
    step.scans = {id_};
    append_ids(step.needs, needs_);
    lock_database(step, id_);
  }

  const Context& context_;
  ObjectId id_;
  TableState before_;
  TableState after_;
  TableState mid_;
  std::vector<diff::Rename> renames_;
  std::vector<ObjectId> needs_;
};

}  // namespace

void lower_changed_table(const Context& context, Symbol table, Steps& steps) {
  ChangedTable(context, table).lower(steps);
}

}  // namespace schemagen::dialect::sqlite
