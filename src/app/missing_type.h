// Types that a declaration names and a PostgreSQL database does not have.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schemagen/db/database.h"

namespace schemagen::app {

/// Types of columns and functions that nothing in the model makes and that are not there when all else is:
/// domains, composite types and the like, and what is misspelt.
std::vector<std::string> missing_types(db::Database& database, const model::Schema& before,
                                       const model::Schema& after);

/// The server's own type of which `type` may be a misspelling.
std::optional<std::string> likely_type(const std::string& type);

/// Throws Error (declaration) when a column or function of `after` names a type that a live database lacks,
/// unless an extension that is still to come may bring it.
void refuse_missing_types(db::Database& database, const model::Schema& before, const model::Schema& after);

}  // namespace schemagen::app
