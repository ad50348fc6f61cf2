// What schemagen does not model and stands on what changes: policies, extended statistics, rules,
// publications.
//
// Policies and extended statistics are carried over a rebuild: the statements find them in the catalog at
// that moment, take them down, and make them anew in the same transaction with all their attributes. Anything
// else that the server would refuse to lose stops the migration before it changes anything.
#pragma once

#include <set>
#include <vector>

#include "dialect/postgres/render.h"

namespace schemagen::dialect::postgres {

class Context;

/// Columns whose name is about to pass to another column.
struct PassedName {
  ObjectId from;
  ObjectId to;
};

/// Whether others that are not modelled can stand on objects of this kind and get in the way.
bool carries_unmodelled(model::Kind kind);

/// Notes the policies and statistics that stand on `ids`, as `schema` names them, in a temporary table, and
/// drops them. Their text says the new names of `passed`.
Statements take_down_unmodelled_sql(const Schema& schema, const std::vector<ObjectId>& ids,
                                    const std::vector<PassedName>& passed);

/// Makes those anew that were noted.
Statements put_up_unmodelled_sql();

/// A look at the head of the first file, and at that of contract, for all of Context::touched.
void lower_unmodelled(Context& c);

}  // namespace schemagen::dialect::postgres
