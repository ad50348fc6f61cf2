// Parts that the constraints of a table share.
#pragma once

#include <string_view>
#include <vector>

#include "dsl/load_table.h"

namespace schemagen::dsl {

/// Columns of a key; reports what is no column of the table.
std::vector<model::KeyColumn> load_key_columns(Loader& loader, TableDraft& draft, std::string_view key,
                                               const Value& value);
std::vector<Symbol> names_of(const std::vector<model::KeyColumn>& columns);

}  // namespace schemagen::dsl
