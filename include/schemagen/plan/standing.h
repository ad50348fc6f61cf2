// Where a database stands: what is there only before a plan, and what is there only after it.
//
// The first file of a migration begins where all of `before` stands and nothing of `after` does; that is how
// it tells the database it is meant for from one that it has been run on, and from any other.
#pragma once

#include <string>
#include <vector>

#include "schemagen/diff/change.h"
#include "schemagen/model/schema.h"

namespace schemagen::plan {

/// One fact about a database, in the words that the guard of a file compares: names as they are stored,
/// nothing quoted. `column public.users.age`, `column public.users.age: integer`, `value public.mood.sad`,
/// `constraint public.users.users_email_key`, `index public.users_age`, `function public.f` (whatever its
/// arguments), `view public.v: select 1`, `default public.users.age: 1`, `not null public.users.age`.
using Mark = std::string;

/// All sorted. PostgreSQL only: files of SQLite assert the shape of what they touch.
struct Standing {
  std::vector<Mark> before;   ///< stands before the plan and not after it
  std::vector<Mark> after;    ///< stands after the plan and not before it
  std::vector<Mark> changed;  ///< stands before and after, in another form

  friend bool operator==(const Standing&, const Standing&) = default;
};

/// What is owned by a relation that comes or goes says no more than the relation does and is left out.
/// `before` bears the new names, as lowering has it.
Standing standing_of(const diff::ChangeSet& changes, const model::Schema& before, const model::Schema& after);

}  // namespace schemagen::plan
