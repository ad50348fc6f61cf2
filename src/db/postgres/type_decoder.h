// Type names from rows of pg_type and type modifiers, without asking the server for each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "schemagen/base/symbol.h"

namespace schemagen::db::postgres {

using base::Symbol;
using Oid = std::uint32_t;

struct TypeRow {
  Symbol schema, name;
  char type = 'b';         ///< pg_type.typtype
  char category = 'U';     ///< pg_type.typcategory
  char storage = 'p';      ///< pg_type.typstorage
  bool preferred = false;  ///< pg_type.typispreferred
  bool is_array = false;
  bool has_modifier_output = false;
  Oid element = 0, base = 0, collation = 0;
};

/// A type with its modifier; -1: none.
struct TypeUse {
  Oid type = 0;
  std::int32_t modifier = -1;

  friend auto operator<=>(const TypeUse&, const TypeUse&) = default;
};

class TypeDecoder {
 public:
  void add(Oid oid, const TypeRow& row) { rows_.emplace(oid, row); }
  const TypeRow* find(Oid oid) const;

  /// The type itself, or what a domain stands on in the end.
  Oid base_of(Oid oid) const;

  /// The canonical name (sql/type_name.h); nothing when only the server can word its modifier.
  std::optional<Symbol> name(TypeUse use);
  /// Tells how the server words such a one.
  void learn(TypeUse use, const std::string& printed);

 private:
  std::optional<std::string> spell(TypeUse use) const;

  std::unordered_map<Oid, TypeRow> rows_;
  std::unordered_map<std::uint64_t, Symbol> names_;
};

}  // namespace schemagen::db::postgres
