// New columns whose type is a domain. Domains are not modelled: which of them have constraints only the
// database knows (LiveFacts), and without one any type that is not known otherwise may be one.
#pragma once

#include "dialect/postgres/context.h"

namespace schemagen::dialect::postgres {

/// The type may be a domain with a constraint, and nobody was asked.
bool may_be_constrained(const Context& c, Symbol type);

/// A new column makes the server write the table anew because of its type: a domain with a constraint, or
/// with a default that is another one in each row.
bool is_written_for_type(const Context& c, const model::Column& column);

/// `step` adds the column, as it is here, to a table that was there before: what the server does when its
/// type is, or may be, such a domain.
void cost_of_new_type(const Context& c, Step& step, const ObjectId& id, const model::Column& column);

/// Throws Error (declaration) when the constraints of the type leave no way to add the column to a table with
/// rows. `in_stages`: it has to be empty at first.
void require_addable(const Context& c, const ObjectId& id, const model::Column& column, bool in_stages);

}  // namespace schemagen::dialect::postgres
