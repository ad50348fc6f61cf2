#pragma once

#include <vector>

#include "db/postgres/connection.h"
#include "schemagen/diff/normalise.h"

namespace schemagen::db::postgres {

/// Database::settle(): one transaction that is always rolled back.
std::vector<diff::Verdict> settle(Connection& connection, const std::vector<diff::Doubt>& doubts,
                                  const model::Schema& declared);

}  // namespace schemagen::db::postgres
