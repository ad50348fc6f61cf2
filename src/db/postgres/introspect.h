#pragma once

#include "db/postgres/connection.h"
#include "schemagen/model/schema.h"

namespace schemagen::db::postgres {

/// The schema in one read-only snapshot, with a number of statements that does not depend on its size.
model::Schema introspect(Connection& connection);

}  // namespace schemagen::db::postgres
