// One private PostgreSQL server for a whole test program, started when the first test asks for a database.
#pragma once

#include <memory>
#include <string>

#include "schemagen/db/database.h"

namespace schemagen::tests {

/// The URL of a new, empty database. Fails the test program when this machine has no PostgreSQL.
std::string fresh_postgres_url();

/// Opened read-write, with `script` already run.
std::unique_ptr<db::Database> fresh_postgres(const std::string& script = {});

}  // namespace schemagen::tests
