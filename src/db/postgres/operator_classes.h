// Which operator class an index takes when none is written.
#pragma once

#include <map>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "db/postgres/type_decoder.h"

namespace schemagen::db::postgres {

struct OperatorClass {
  Symbol name;  ///< `schema.name` unless in pg_catalog
  Oid method = 0, type = 0;
  bool is_default = false;
};

class OperatorClasses {
 public:
  void add(Oid oid, const OperatorClass& row);
  /// A cast that changes no byte and is applied without being asked for.
  void add_binary_cast(Oid from, Oid to) { casts_.emplace(from, to); }

  const OperatorClass* find(Oid oid) const;

  /// Whether an index on a column of `type` takes `oid` by itself (GetDefaultOpClass of PostgreSQL's
  /// indexcmds.c).
  bool is_default(Oid oid, Oid type, const TypeDecoder& types);

 private:
  bool is_coercible(Oid from, Oid to, const TypeDecoder& types) const;
  Oid default_class(Oid method, Oid type, const TypeDecoder& types) const;

  std::unordered_map<Oid, OperatorClass> rows_;
  std::map<Oid, std::vector<Oid>> defaults_;  ///< by method
  std::set<std::pair<Oid, Oid>> casts_;
  std::map<std::pair<Oid, Oid>, Oid> found_;  ///< by method and type
};

}  // namespace schemagen::db::postgres
