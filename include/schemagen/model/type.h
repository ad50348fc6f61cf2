// Objects that tables stand on: enums, PostgreSQL schemas, extensions.
#pragma once

#include <vector>

#include "schemagen/base/symbol.h"

namespace schemagen::model {

using base::Symbol;

struct EnumType {
  std::vector<Symbol> values;  ///< in sort order
  Symbol comment;

  friend bool operator==(const EnumType&, const EnumType&) = default;
};

/// A PostgreSQL schema. `public` is there without being declared and is listed only when it has a comment of
/// its own.
struct NameSpace {
  Symbol comment;

  friend bool operator==(const NameSpace&, const NameSpace&) = default;
};

struct Extension {
  Symbol schema;
  Symbol version;  ///< empty in a declaration: any; normalising takes over the installed one

  friend bool operator==(const Extension&, const Extension&) = default;
};

}  // namespace schemagen::model
