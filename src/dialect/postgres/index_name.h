// The names of indexes, which those of keys and exclusion constraints are too: what goes in contract bears
// its own until then, while what comes may be there since expand.
#pragma once

#include <optional>

#include "dialect/postgres/context.h"

namespace schemagen::dialect::postgres {

/// Removes what an interrupted build has left under the name; what is sound stays.
std::string drop_invalid_index_sql(Symbol schema, Symbol name);
/// A CREATE INDEX that leaves an index of that name alone.
std::string if_not_exists(std::string create);
/// Builds the index with `create`, a CREATE INDEX, unless it is there. ON CONFLICT may rest on a sound one.
Statements build_unless_there_sql(Symbol schema, Symbol name, std::string create);

/// The index or constraint with this name that goes in this change.
std::optional<ObjectId> name_holder(const Context& c, Symbol schema, Symbol name);
/// The same for the index or key `id` that is to bear its name; one that goes in a rebuild counts when `id`
/// can be built before that.
std::optional<ObjectId> name_holder(const Context& c, const ObjectId& id);
/// What still bears the name of the new index or key `id`, which is built under another one meanwhile.
std::optional<ObjectId> built_beside(const Context& c, const ObjectId& id);
/// A foreign key can stand on a new index or key before this has its own name.
void needs_key_by_any_name(const Context& c, Step& step);
/// It serves the old application; an INVALID index serves nobody and goes in expand.
bool is_kept_until_contract(const Context& c, const ObjectId& holder);
/// The index is just what a new key with its name asks for: the constraint is put on it and nothing is built.
bool is_taken_over(const Context& c, const ObjectId& index);

/// An index or key of a new table whose name is borne until contract by what goes: it is made under another
/// one, and that reaches state::kIndexBuilt.
bool waits_for_name(const Context& c, const ObjectId& id);
/// The index `made_as` gets the name of `id`, and with it the constraint that stands on it.
Step& name_when_free(Context& c, const ObjectId& id, Symbol made_as);

/// Both are keys or unique indexes of one table, and `old` refuses every row that `object` would refuse.
bool is_as_strict(const model::Object& old, const model::Object& object);

/// For a step that uses the name on the way, without making the object that is to bear it: whatever bears it
/// must be gone. The steps that make the objects are ordered by dialect/shared_names.h.
void await_name(const Context& c, Step& step, Symbol schema, Symbol name);
/// Steps that end what bears an awaited name say so; they wait for what is built beside it.
void free_names(Context& c);

}  // namespace schemagen::dialect::postgres
