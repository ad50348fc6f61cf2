// A schema with one object of every kind and every attribute set, for tests of completeness.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "schemagen/model/schema.h"

namespace schemagen::tests {

/// An object, and a change of exactly one attribute of it.
struct Mutation {
  std::string name;  ///< `Column.type`
  model::Object before;
  model::Object after;
};

/// One mutation for each attribute of each kind. A new member of a model struct needs a line here.
std::vector<Mutation> all_mutations();

}  // namespace schemagen::tests
