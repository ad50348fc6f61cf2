// Names that one kind of object must give up before another kind can take them.
#pragma once

#include <vector>

#include "schemagen/diff/change.h"
#include "schemagen/plan/step.h"
#include "schemagen/sql/dialect.h"

namespace schemagen::dialect {

/// Relations of a schema share one space of names: tables, views, sequences, indexes and the indexes of
/// constraints; on PostgreSQL a table's row type shares another with enums. Where a plan removes a name from
/// one object and gives it to another, the step that removes it is made to destroy the new object's id, so
/// that it runs before the step that creates that.
void order_shared_names(std::vector<plan::Step>& steps, const std::vector<diff::Change>& changes,
                        sql::Dialect dialect);

}  // namespace schemagen::dialect
