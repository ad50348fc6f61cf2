// What the steps on single partitions of a table have in common, whatever they build there.
#pragma once

#include "dialect/postgres/context.h"

namespace schemagen::dialect::postgres {

/// What a partition calls its part of an index or a key.
Symbol part_name(const ObjectId& part, Symbol name);
std::string table_of(const ObjectId& part);
std::string spoken_part(const ObjectId& part);

/// The step works towards `id`, which does not exist yet.
void uses_without_itself(const Context& c, Step& step, const ObjectId& id);
/// Rows that are to be filled are filled before it.
void await_filled(const Context& c, Step& step, const ObjectId& id);

}  // namespace schemagen::dialect::postgres
