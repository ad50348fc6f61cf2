// The state of a table between the phases: what both applications can work with.
#pragma once

#include <map>

#include "dialect/sqlite/context.h"

namespace schemagen::dialect::sqlite {

/// What hangs on a table, view or virtual table and has its own statements.
struct Attached {
  std::map<Symbol, model::Index> indexes;
  std::map<Symbol, model::Trigger> triggers;
};

struct TableState {
  TableDefinition table;
  Attached attached;
};

TableState state_of(const model::Schema& schema, Symbol table);

/// The table after expand and before contract. Columns are the union of both sides, and nullable where one of
/// the applications does not write them; what is relaxed is relaxed already, what is tightened is not yet.
/// Throws Error (declaration) for a column that must not be NULL and for whose rows nothing is said.
TableState expand_state(const Context& context, const TableState& before, const TableState& after);

/// Removed triggers stay, added and changed ones are there, unless they name what comes, or changes, in
/// contract.
std::map<Symbol, model::Trigger> expand_triggers(const Context& context, Symbol owner,
                                                 const std::map<Symbol, model::Trigger>& before,
                                                 const std::map<Symbol, model::Trigger>& after);

}  // namespace schemagen::dialect::sqlite
