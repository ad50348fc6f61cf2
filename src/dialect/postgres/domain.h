// New columns whose type is a domain. Domains are not modelled: which of them have constraints only the
// database knows (LiveFacts), and without one any type that is not known otherwise may be one.
#pragma once

#include "dialect/postgres/context.h"

namespace schemagen::dialect::postgres {

/// The type may be a domain with a constraint, and nobody was asked.
bool may_be_constrained(const Context& c, Symbol type);

/// `step` adds a column of this type to a table that was there before: what the server does when the type is,
/// or may be, a domain with a constraint.
void cost_of_new_type(const Context& c, Step& step, const ObjectId& id, Symbol type);

/// Throws Error (declaration) when the constraints of the type leave no way to add the column to a table with
/// rows. `in_stages`: it has to be empty at first.
void require_addable(const Context& c, const ObjectId& id, const model::Column& column, bool in_stages);

}  // namespace schemagen::dialect::postgres
