// How far the tree of a declared expression and that of a printed one agree.
#pragma once

#include "schemagen/sql/expression.h"
#include "sql/expression_tree.h"

namespace schemagen::sql {

Grade match(const Node& declared, const Node& printed);

}  // namespace schemagen::sql
