// Owners and privileges of objects that are dropped and made anew in one transaction.
//
// schemagen does not model them; the statements carry over whatever the server has at that moment.
#pragma once

#include <vector>

#include "dialect/postgres/render.h"

namespace schemagen::dialect::postgres {

/// Views, materialized views, functions, procedures and enums: what is granted by name.
bool is_grantable(model::Kind kind);

/// Notes owner and privileges of `ids`, as `schema` names them, in a temporary table.
std::string save_privileges_sql(const Schema& schema, const std::vector<ObjectId>& ids);

/// Gives the objects noted in this transaction their owners and privileges back.
std::string restore_privileges_sql();

}  // namespace schemagen::dialect::postgres
