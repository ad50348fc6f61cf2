// Tables that keep their name until contract, while a view bears the new one. Views and functions that move
// to another schema do the same: a view, or a second function, stands where they go.
//
// The old application is in production and nobody can ask it, so the table stays what it is, under the names
// that it has. The new application finds the new names in a view, and can be tried against it before it is
// deployed. Everything is planned under the old names; the last step of all drops the view and renames.
//
// PostgreSQL carries INSERT, UPDATE, DELETE, RETURNING, ON CONFLICT (columns) and FOR UPDATE through such a
// view; what it does not carry is named in the step.
// https://www.postgresql.org/docs/current/sql-createview.html (Updatable Views)
#pragma once

#include <set>
#include <vector>

#include "dialect/postgres/privileges.h"
#include "schemagen/dialect/lower.h"

namespace schemagen::dialect::postgres {

using base::Symbol;
using model::ObjectId;
using model::Schema;

class Context;

/// A table (view, materialized view, function) and the renames that wait with its own.
struct NewName {
  diff::Rename object;
  std::vector<diff::Rename> columns;
  ObjectId stand_in;  ///< a view; for a function another one
  std::vector<ViewColumn> shown;
  std::vector<ObjectId> functions;  ///< made for the view's rows; they take rows of the table as well
};

struct NewNames {
  std::vector<NewName> objects;

  const NewName* of_stand_in(const ObjectId& id) const;
};

/// What can have a stand-in under its new name, but for those in `refused`, by their new ids. Throws Error
/// (declaration) when the declaration asks for a view where there cannot be one.
NewNames find_new_names(const LoweringInput& input, const std::set<ObjectId>& refused);

/// `input` under the names that the old application uses, with the views beside their tables. Adds to `names`
/// which functions take rows of the views.
class UnderOldNames {
 public:
  UnderOldNames(const LoweringInput& input, NewNames& names);
  LoweringInput input() const { return {changes_, before_, after_, advice_, target_, tag_, live_}; }

 private:
  void put_stand_ins(const LoweringInput& input, NewNames& names);
  void put_stand_in(const ObjectId& id, model::Object object);
  void put_functions(const LoweringInput& input, NewName& name);
  void rename_changes(const diff::ChangeSet& changes, const NewNames& names);
  void rename_advice(const AdviceMap& advice, const NewNames& names);

  std::vector<diff::Rename> back_;
  Schema before_;
  Schema after_;
  diff::ChangeSet changes_;
  AdviceMap advice_;
  sql::Target target_;
  std::string tag_;
  LiveFacts live_;
};

/// Says of the stand-in whose new name it bears, and that it is ours.
Symbol comment_of_new_name(const ObjectId& object);

/// The id of what stands in for an object until it bears its new name.
ObjectId stand_in_of(const ObjectId& renamed);

/// What stands in for an object that waits for its new name.
void create_new_name(Context& c, const NewName& name);

/// The last steps: all take their new names.
void lower_new_names(Context& c);

/// Those whose stand-in could only be made in contract: something that it shows changes there.
std::set<ObjectId> new_names_too_late(const std::vector<plan::Step>& steps, const NewNames& names);

}  // namespace schemagen::dialect::postgres
