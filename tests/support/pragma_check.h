// An independent view of an SQLite schema: what the PRAGMAs say about it, compared with a model.
#pragma once

#include <string>
#include <vector>

#include "schemagen/db/database.h"
#include "schemagen/model/schema.h"

namespace schemagen::tests {

/// One line per disagreement between `schema`, read from `database`, and table_list, table_xinfo, index_list,
/// index_xinfo and foreign_key_list. Tables of SQLite and what `schema` lists as not
/// modelled are left out.
std::vector<std::string> pragma_differences(db::Database& database, const model::Schema& schema);

}  // namespace schemagen::tests
