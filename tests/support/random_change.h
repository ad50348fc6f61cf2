// Random declarations of how one schema becomes another: renames, types, values and strategies, many at a
// time.
#pragma once

#include "schemagen/dsl/declaration.h"
#include "support/random_schema.h"

namespace schemagen::tests {

/// A random PostgreSQL schema without views, in which some tables are partitioned, number their rows, or have
/// columns of an enum or computed from others.
model::Schema random_postgres_schema(Random& random);

/// `schema` without its views, which name columns in their text and would have to be declared anew with a
/// rename.
model::Schema without_views(model::Schema schema);

/// Columns of `after` that `before` has too, under other names; keys of tables among them.
std::vector<diff::Rename> random_renames(const model::Schema& before, const model::Schema& after,
                                         Random& random);

/// random_edit() of a PostgreSQL schema without views, and on top of it renames of columns and tables, other
/// types, columns that become NOT NULL, new columns with volatile defaults or values from others, strategies
/// and soft drops.
dsl::Declaration random_change(const model::Schema& before, Random& random);

}  // namespace schemagen::tests
