// An object takes another name, another schema, or both.
#pragma once

#include "dialect/postgres/context.h"

namespace schemagen::dialect::postgres {

/// ALTER … RENAME and SET SCHEMA that lead from `from` to `to`. A table takes along what the server moves
/// with it, and `partitions`, which it does not.
Statements move_sql(const Context& c, const ObjectId& from, const ObjectId& to,
                    const std::vector<ObjectId>& partitions);
/// The same for undo: a view that is made anew under its old name in the end is gone by then.
Statements move_back_sql(const Context& c, const ObjectId& from, const ObjectId& to,
                         const std::vector<ObjectId>& partitions);

/// Those that `schema` has of `table`.
std::vector<ObjectId> partitions_of(const Schema& schema, const ObjectId& table);

/// The step moves an object from one schema to another: both have to be there.
void state_move(Step& step, Symbol from, Symbol to);

}  // namespace schemagen::dialect::postgres
