// How a file of SQLite looks where the database stands before it changes anything.
#pragma once

#include <optional>
#include <string>

#include "schemagen/plan/plan.h"

namespace schemagen::migration {

/// Statements that stop the file unless all earlier files have run and neither this one nor a later one has.
/// Without `phase` it is undo.sql: expand has run, contract has not. Empty when nothing shows it.
std::string sqlite_guard(const plan::Plan& plan, std::optional<plan::Phase> phase);

/// True of a database in which expand and migrate have run, or any step of contract. Empty when nothing shows
/// it.
std::string sqlite_begun(const plan::Plan& plan);
std::string sqlite_finished(const plan::Plan& plan);

}  // namespace schemagen::migration
