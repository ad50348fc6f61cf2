#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "db/postgres/catalog.h"

namespace schemagen::db::postgres {

/// What pg_constraint says of a constraint that an index carries.
struct IndexConstraint {
  char type = '\0';  ///< p, u or x; '\0': not modelled
  Symbol name;
  model::Deferral deferral = model::Deferral::immediate;
  std::vector<std::string> operators;
  Symbol comment;
};
using IndexConstraints = std::unordered_map<Oid, IndexConstraint>;  ///< by the index

void read_indexes(const Reader& reader, const IndexConstraints& constraints);

}  // namespace schemagen::db::postgres
