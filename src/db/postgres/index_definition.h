// The one thing about an index that no catalog column says: what stands behind an expression among its keys.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace schemagen::db::postgres {

struct KeySuffix {
  bool collation = false;       ///< COLLATE stands there: it is not the expression's own
  bool operator_class = false;  ///< an operator class stands there: it is not the default one
};

/// For each key of a definition that pg_get_indexdef(index) printed, whose keys alone it prints as `keys`.
std::vector<KeySuffix> key_suffixes(std::string_view definition, const std::vector<std::string>& keys);

}  // namespace schemagen::db::postgres
