// `*` in a query, written as the columns that it stands for: PostgreSQL does so once, when a view is made,
// and nobody does it again when its tables change.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemagen/base/symbol.h"

namespace schemagen::sql {

/// The columns of a table, in order; nothing for what is no table that is known. `schema` may be empty.
using ColumnsOf =
    std::function<std::optional<std::vector<base::Symbol>>(base::Symbol schema, base::Symbol name)>;

struct StarsExpanded {
  std::string query;
  /// Offset in the text given of a `*` that stands for columns of known tables in a way that is not
  /// understood: JOIN … USING, columns renamed by an alias and the like.
  std::optional<std::size_t> unclear;
};

/// `query` (of PostgreSQL) with every `*` and `t.*` of a select list that stands for known tables replaced by
/// their columns. What stands for other things stays: `count(*)`, `f(t.*)`, the `*` of a function or of a
/// query inside.
StarsExpanded expand_stars(std::string_view query, const ColumnsOf& columns_of);

}  // namespace schemagen::sql
