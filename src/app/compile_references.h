// Foreign keys of SQLite that fit nothing. It takes them all in CREATE TABLE and looks at them with the first
// row.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "schemagen/app/compiles.h"

namespace schemagen::app {

/// A table of SQLite itself, of Cloudflare or of a migration tool, which counts as there.
bool is_of_others(std::string_view table);

/// `beside`: tables, in lower case, that are there though `schema` does not have them.
/// https://www.sqlite.org/foreignkeys.html#fk_indexes
std::vector<Problem> find_unfit_references(const model::Schema& schema, const std::set<std::string>& beside);

}  // namespace schemagen::app
