// By what a database shows that a step has run. A file that asks for it neither runs twice nor out of order.
//
// Only what a plan writes itself is looked at, in the words in which it is written: what was there before may
// be worded differently from what is declared.
#pragma once

#include "dialect/sqlite/context.h"
#include "dialect/sqlite/expand_state.h"

namespace schemagen::dialect::sqlite {

/// What steps make and take away under names of its own.
void add_signs_of_names(const Context& context, std::vector<plan::Step>& steps);

/// What a step changes within a table that stays. `before` is the table's state before the whole plan.
void add_signs_of_table(const TableState& before, const TableState& from, const TableState& to,
                        plan::Step& step);

/// `kind` is index, trigger, view or virtual table, and has another text from now on.
plan::Sign sign_of_text(const ObjectId& id, const std::string& sql);
/// The same by a word that only the new text holds, or only the old one held. Nothing when there is none.
void add_sign_of_word(const ObjectId& id, std::string_view before, std::string_view after, plan::Step& step);

}  // namespace schemagen::dialect::sqlite
