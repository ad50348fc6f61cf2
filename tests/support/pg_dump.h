// pg_dump as a view of a PostgreSQL schema that is not ours.
#pragma once

#include <string>
#include <vector>

#include "schemagen/db/database.h"
#include "schemagen/model/schema.h"

namespace schemagen::tests {

/// pg_dump refuses a server that is newer than itself.
bool pg_dump_reads(db::Database& database);

/// The statements that `pg_dump -s` prints for one database and not for the other, one a line with `-` or
/// `+`; empty when both are the same. The order of statements and of columns does not count, owners and
/// privileges are left out, and so are statements about what `unmodelled` names.
std::string dump_differences(db::Database& a, db::Database& b,
                             const std::vector<model::Unmodelled>& unmodelled);

}  // namespace schemagen::tests
