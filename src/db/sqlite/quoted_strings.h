// Strings in double quotes. SQLite reads "a" as 'a' where there is no column a, unless that is turned off, as
// it is on scratch and in newer shells. https://www.sqlite.org/quirks.html#dblquote
#pragma once

#include <sqlite3.h>

#include <vector>

#include "db/sqlite/introspect.h"

namespace schemagen::db::sqlite {

/// Writes such strings as SQLite's own ALTER TABLE does. A text that names what is not there stays as it is.
void write_strings_in_single_quotes(sqlite3* database, std::vector<StoredObject>& stored);

}  // namespace schemagen::db::sqlite
