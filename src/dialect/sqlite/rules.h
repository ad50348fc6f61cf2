// The rules: each turns the differences of one sort of object into steps.
#pragma once

#include <vector>

#include "dialect/sqlite/context.h"
#include "dialect/sqlite/expand_state.h"

namespace schemagen::dialect::sqlite {

using Steps = std::vector<plan::Step>;

/// Renames come first of all; every other step waits for them, since all of them use the new names.
void lower_renames(const Context& context, Steps& steps);
/// Whether a rename has steps of its own. Constraints have no name outside their table's text: they are
/// renamed by a rebuild.
bool has_own_steps(const diff::Rename& rename);

/// An added or removed table with all that hangs on it.
void lower_added_table(const Context& context, Symbol table, Steps& steps);
void lower_removed_table(const Context& context, Symbol table, Steps& steps);
/// The state of a column whose rows have got their value in migrate.
inline constexpr const char* kFilled = "filled";
/// The state of a column that contract has filled once more, before all else that it does.
inline constexpr const char* kFilledAgain = "filled again";

/// All changes to a table that stays, its columns, constraints, indexes and triggers.
void lower_changed_table(const Context& context, Symbol table, Steps& steps);

/// Builds the full-text indexes anew that stand over `table` before the plan and after it.
std::vector<std::string> full_text_of(const Context& context, Symbol table);
void lower_virtual_table(const Context& context, const diff::Change& change, Steps& steps);

/// A view and its triggers. `change` is nothing when only triggers differ.
void lower_view(const Context& context, Symbol view, const diff::Change* change, Steps& steps);

/// The steps that lead from one set of indexes (triggers) of a relation to another, in `phase`.
void change_indexes(const Context& context, const TableState& from, const TableState& to, plan::Phase phase,
                    Steps& steps);
void change_triggers(const Context& context, Symbol owner, const std::map<Symbol, model::Trigger>& from,
                     const std::map<Symbol, model::Trigger>& to, plan::Phase phase, Steps& steps);

/// Statements that write `column` of the rows that are there, with the triggers of the table that know
/// nothing of it taken down meanwhile: an `updated_at` or an audit is about what the application writes.
/// `step` says so.
void write_quietly(Symbol table, const std::map<Symbol, model::Trigger>& triggers,
                   const std::map<Symbol, model::Trigger>& before, Symbol column,
                   std::vector<std::string> statements, plan::Step& step);

/// Drops of what has the name that the added object `id` takes over, and their ids in `step.destroys`.
void drop_replaced(const Context& context, const ObjectId& id, plan::Step& step);

/// Appends to `step.undo` what makes again the indexes and triggers whose names `id` took over.
void restore_replaced(const Context& context, const ObjectId& id, plan::Step& step);
/// For undo, in front of statements that make the index or trigger `id` of the old schema again: drops the
/// new object that has its name, if there is one.
void make_way(const Context& context, const ObjectId& id, plan::Step& step);

plan::Step make_step(plan::Phase phase, std::string why);
/// Once only, however many reasons there are for it.
void add_hazard(plan::Step& step, plan::Hazard hazard);
void lock_database(plan::Step& step, const ObjectId& relation);
void append_ids(std::vector<ObjectId>& to, const std::vector<ObjectId>& from);

}  // namespace schemagen::dialect::sqlite
