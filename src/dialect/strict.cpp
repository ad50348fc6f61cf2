#include "schemagen/dialect/strict.h"

#include "schemagen/base/text.h"

namespace schemagen::dialect {

std::string strict_misfit(base::Symbol type, const std::string& column) {
  const std::string name = base::to_lower(type.view());
  const std::string number = "CAST(" + column + " AS NUMERIC)";
  std::string no_number = "typeof(" + column + ") = 'blob' OR " + number + " <> " + column;
  if (name == "text") return "typeof(" + column + ") = 'blob'";
  if (name == "blob") return "typeof(" + column + ") NOT IN ('blob', 'null')";
  if (name == "real") return no_number;
  if (name == "int" || name == "integer")
    return no_number + " OR CAST(" + column + " AS INTEGER) <> " + number;
  return {};
}

}  // namespace schemagen::dialect
