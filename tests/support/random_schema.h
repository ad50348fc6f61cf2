// Random schemas with hostile names, and random edits of them, for property tests. Reproducible from their
// seed.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "schemagen/model/schema.h"

namespace schemagen::tests {

using Random = std::mt19937;

/// Names that a careless tool breaks on: quotes, keywords, spaces, unicode, 63 bytes, case twins (PostgreSQL
/// only).
const std::vector<std::string>& hostile_names(sql::Dialect dialect);

/// One to four tables with columns, keys, checks, foreign keys (cycles and self-references too), indexes and
/// views.
model::Schema random_schema(Random& random, sql::Dialect dialect);

/// `schema` after a few random edits: columns, constraints, indexes, views and tables come, go and change.
model::Schema random_edit(const model::Schema& schema, Random& random);

/// Inserts a few rows into every table, which satisfy every constraint the generator can make.
std::string seed_script(const model::Schema& schema);

}  // namespace schemagen::tests
