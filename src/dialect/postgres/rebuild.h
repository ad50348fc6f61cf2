// Changes that PostgreSQL refuses while other objects stand on what changes: types of columns under views,
// queries of views under views, results of functions, values of enums, keys under foreign keys. Such a change
// and everything that has to make way for it become one step, so that nobody ever sees a part missing.
#pragma once

#include <map>
#include <vector>

#include "dialect/postgres/context.h"

namespace schemagen::dialect::postgres {

/// What happens to a member of a rebuild.
enum class Role {
  retyped,    ///< a column altered in place, or an enum replaced under its columns
  remade,     ///< dropped before and created after
  made,       ///< only created: other members stand on it
  gone,       ///< only dropped: another kind of relation takes its name
  defaulted,  ///< a column whose default is taken off and set again
  swapped,    ///< a column whose new form stands ready beside the old one (shadow.h)
  copied,     ///< an index or constraint whose new form stands ready
};

struct Rebuild {
  std::map<ObjectId, Role> members;
  Phase phase = Phase::expand;

  bool is_swap() const;
};

/// All rebuilds that `c.changes` ask for; no two share a member or stand on each other.
std::vector<Rebuild> find_rebuilds(const Context& c);

/// Statements that lead from the members as `from` has them to those that `to` has.
struct Side {
  const Schema& schema;
  const References& references;
};
struct RebuildSql {
  Statements down;  ///< what stands in the way is dropped
  Statements up;    ///< columns are altered, and all is made anew
};
RebuildSql rebuild_sql(const Context& c, const Rebuild& rebuild, const Side& from, const Side& to);

/// Members in `schema` that are altered or dropped, so that whatever else stands on them has to make way.
std::vector<ObjectId> touched_by(const Rebuild& rebuild, const Schema& schema, const Context& c);

/// A column that is there before and after gets its new type without a look at the rows.
bool keeps_rows(const Context& c, const ObjectId& column);

/// A key whose new index can be built before the rebuild, while the old one still serves.
bool is_built_ahead(const Context& c, const Rebuild& rebuild, const ObjectId& id);
Symbol ahead_name(const Context& c, const ObjectId& id);

/// Emits every rebuild's steps and records in `c.rebuilt` what no other rule has to look at.
void lower_rebuilds(Context& c);

}  // namespace schemagen::dialect::postgres
