// From the texts in sqlite_schema to the model.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "schemagen/model/schema.h"

namespace schemagen::db::sqlite {

/// A row of sqlite_schema, or of sqlite_temp_schema.
struct StoredObject {
  std::string type;  ///< table, index, view or trigger
  std::string name;
  std::string table;  ///< of an index or a trigger
  std::string sql;    ///< empty for the index of a constraint
  bool temporary = false;
};

/// `shadows`: names of tables that SQLite itself knows to be shadow tables.
model::Schema schema_of(const std::vector<StoredObject>& stored, const std::set<std::string>& shadows);

}  // namespace schemagen::db::sqlite
