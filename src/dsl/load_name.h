// Names in keys and in values: `name`, `schema.name`, `"odd.name"`, `users(id, no)`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/loader.h"

namespace schemagen::dsl {

struct QualifiedName {
  Symbol schema;  ///< the dialect's own when none is written
  Symbol name;
  bool qualified = false;
};

/// Reports what is no name. Does not check what the name may be (Loader::check_name).
std::optional<QualifiedName> parse_name(Loader& loader, std::string_view text, Spot at);

/// The id of the object of `kind` that `entry` declares: its key parsed, checked and declared.
std::optional<ObjectId> declare_object(Loader& loader, Kind kind, const Entry& entry);

/// An id owned by a table: the entry's key as it is, checked and declared.
std::optional<ObjectId> declare_owned(Loader& loader, Kind kind, Symbol schema, Symbol owner,
                                      const Entry& entry);

struct TableReference {
  QualifiedName table;
  std::vector<Symbol> columns;
};

/// `users`, `billing.invoices(id, "odd,name")`
std::optional<TableReference> parse_reference(Loader& loader, const Value& value);

/// `table.column` or `schema.table.column`: the parts, at least two.
std::optional<std::vector<Symbol>> parse_path(Loader& loader, std::string_view text, Spot at);

}  // namespace schemagen::dsl
