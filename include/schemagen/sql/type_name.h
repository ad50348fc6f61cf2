// Type names, as people write them and as PostgreSQL prints them.
#pragma once

#include <string>
#include <string_view>

#include "schemagen/sql/dialect.h"

namespace schemagen::sql {

/// The one spelling used in the model.
/// PostgreSQL: what format_type() prints (`int8` → `bigint`, `varchar(80)` → `character varying(80)`,
/// `timestamptz(3)` → `timestamp(3) with time zone`, `decimal(10, 2)[ ]` → `numeric(10,2)[]`, `float(20)` →
/// `real`); the names of user types keep their schema unless it is `public`, quoted where needed. `serial`
/// types are not handled here. SQLite: white space collapsed, case kept (a declared type is free text there).
std::string canonical_type(std::string_view type, Dialect dialect);

/// The shortest usual spelling, for people: `character varying(80)` → `varchar(80)`, `timestamp with time
/// zone` → `timestamptz`. canonical_type(friendly_type(t)) == t for every canonical t.
std::string friendly_type(std::string_view canonical, Dialect dialect);

}  // namespace schemagen::sql
