// Columns that exist twice while two applications run: renamed ones, and ones whose new type the server could
// only give by writing the table anew under lock.
//
// Such a plan has three schemas. From `before` to `middle` everything is added that the new form needs,
// beside the old one: the new column, kept equal by the bridge, and copies of every index and constraint on
// it. The ordinary rules lower this part. From `middle` to `after` leads one short transaction per group of
// columns, the swap, in which only the catalog changes.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "dialect/postgres/new_name.h"
#include "schemagen/dialect/lower.h"

namespace schemagen::dialect::postgres {

using base::Symbol;
using model::ObjectId;
using model::Schema;

class Context;

/// Old value → new value.
using ValueMap = std::map<std::string, std::string>;

struct Shadow {
  ObjectId id;      ///< in `after`
  Symbol old_name;  ///< in `before`
  Symbol new_name;  ///< in `middle`: the final name of a renamed column, else one of our own

  bool renamed() const { return old_name != id.name; }
  ObjectId old_id() const { return model::column_id(id.schema, id.owner, old_name); }
  ObjectId new_id() const { return model::column_id(id.schema, id.owner, new_name); }
};

/// The new form of an index or constraint, built beside the old one.
struct Copy {
  ObjectId in_middle;     ///< for a key: the index that it will take over
  bool replaces = false;  ///< an object of the same meaning is there before: the copy demands nothing new
};

/// An enum whose values go, change places or get other names, and the new type that its columns have
/// meanwhile.
struct NewEnum {
  ObjectId id;
  ObjectId in_middle;
  ValueMap map;
};

struct Staging {
  std::vector<diff::Rename> renames;  ///< those that happen at once
  std::vector<Shadow> shadows;
  std::vector<NewEnum> enums;
  std::map<ObjectId, Copy> copies;          ///< by id in `after`
  Schema before{sql::Dialect::postgresql};  ///< renamed columns bear their old names
  Schema middle{sql::Dialect::postgresql};
  Schema trimmed{sql::Dialect::postgresql};  ///< `middle` without what the swap takes over

  const Shadow* by_new_id(const ObjectId& id) const;
  const Shadow* by_id(const ObjectId& id) const;
  const Shadow* by_old_id(const ObjectId& id) const;
  const NewEnum* new_enum(const ObjectId& id) const;  ///< by id in `after`
  const Copy* copy_in_middle(const ObjectId& id) const;
  /// An index of `middle` that a primary key or UNIQUE constraint will take over.
  bool is_for_key(const ObjectId& id) const;
};

/// `names`: views that are there in the middle, in whatever form the columns under them have.
Staging stage(const LoweringInput& input, const NewNames& names);

/// The values of a column of `old_type`, or of arrays of it, with those of the map replaced. `cast`:
/// `::type`, or empty where the value is assigned as it is.
std::string mapped_sql(const ValueMap& map, const std::string& column, Symbol old_type,
                       const std::string& cast);

/// The definition of a trigger with `UPDATE OF column, beside` for `UPDATE OF column`.
Symbol with_column_beside(Symbol definition, Symbol column, Symbol beside);

/// The new column: plain, filled by the bridge, NOT NULL as soon as its values stand.
void create_shadow(Context& c, const ObjectId& id, const Shadow& shadow);

/// The old column goes and the new one takes its name and numbering.
std::vector<std::string> swap_column_sql(const Context& c, const Shadow& shadow);
/// What may name an enum that is swapped too: the default, and numbers that the old column did not have.
std::vector<std::string> finish_column_sql(const Context& c, const Shadow& shadow);

/// What the steps towards `middle` wait for, and what copies do not demand, since the old form does already.
void order_copies(Context& c);

}  // namespace schemagen::dialect::postgres
