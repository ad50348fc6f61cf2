// What a foreign key did beside refusing rows (ON DELETE CASCADE and the like), kept up by a trigger on the
// referenced table while the key itself is gone already: the new application may write what it would refuse,
// and the old one still relies on the action.
#pragma once

#include "dialect/postgres/render.h"

namespace schemagen::dialect::postgres {

class Context;

/// The key changes rows of its table when a referenced row goes or changes.
bool has_actions(const model::ForeignKey& key);

Statements keep_action_sql(const Context& c, const ObjectId& id, const model::ForeignKey& key);
Statements end_action_sql(const Context& c, const ObjectId& id, const model::ForeignKey& key);

/// The step of contract that ends it.
void lower_end_of_action(Context& c, const ObjectId& id, const model::ForeignKey& key);

}  // namespace schemagen::dialect::postgres
