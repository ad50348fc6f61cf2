#include "schemagen/sql/dialect.h"

namespace schemagen::sql {

std::string to_string(Dialect dialect) { return dialect == Dialect::sqlite ? "sqlite" : "postgresql"; }

Target oldest_supported(Dialect dialect) {
  return dialect == Dialect::sqlite ? Target{dialect, 3035000} : Target{dialect, 130000};
}

std::string default_schema(Dialect dialect) { return dialect == Dialect::sqlite ? "" : "public"; }

}  // namespace schemagen::sql
