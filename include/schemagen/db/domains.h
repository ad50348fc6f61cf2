// Domains are not modelled; what a new column of one costs has to be known all the same.
#pragma once

#include "schemagen/db/database.h"
#include "schemagen/dialect/lower.h"

namespace schemagen::db {

/// All domains of a PostgreSQL database that have a CHECK, NOT NULL or a default, or stand on a domain that
/// has one. One round trip.
dialect::Domains find_domains(Database& database);

}  // namespace schemagen::db
