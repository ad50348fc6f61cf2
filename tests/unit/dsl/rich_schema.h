// Schemas that use every kind and every attribute, with hostile names.
#pragma once

#include <string>
#include <vector>

#include "schemagen/model/schema.h"

namespace schemagen::dsl::tests {

/// Quotes, dots, keywords, spaces, non-ASCII, 63 bytes, case.
const std::vector<std::string>& hostile_names();

model::Schema rich_postgres();
model::Schema rich_sqlite();

/// Tables whose names, columns, constraints, indexes and triggers all have each of the hostile names.
model::Schema hostile_schema(sql::Dialect dialect);

/// `tables` tables of 20 columns with keys, checks and indexes.
model::Schema large_schema(int tables);

}  // namespace schemagen::dsl::tests
