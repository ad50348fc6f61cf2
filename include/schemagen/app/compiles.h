// SQLite compiles a view when it is read, and a trigger or a default when a row is written. Here it is done
// before: in a database of its own in memory, every view is read and INSERT, UPDATE and DELETE of every table
// are prepared.
#pragma once

#include <string>
#include <vector>

#include "schemagen/base/diagnostic.h"
#include "schemagen/db/database.h"
#include "schemagen/dsl/declaration.h"
#include "schemagen/model/schema.h"

namespace schemagen::app {

struct Problem {
  enum class Kind {
    broken,          ///< statements that use the object fail
    reference,       ///< a foreign key that fits nothing; statements fail while PRAGMA foreign_keys is on
    of_application,  ///< it stands on a function, a collation or a module that SQLite has not of its own
  };
  model::ObjectId id;  ///< the view, trigger, check, column (its default or expression), index, …
  Kind kind = Kind::broken;
  std::string what;  ///< "does not compile: no such column: name"

  friend bool operator==(const Problem&, const Problem&) = default;
};

/// What of `schema` SQLite does not compile; nothing on PostgreSQL. Tables that stand in its unmodelled() or
/// that `beside` lists are taken to be there. Something that fails only because of another thing here is not
/// listed.
std::vector<Problem> find_problems(const model::Schema& schema,
                                   const std::vector<model::Unmodelled>& beside = {});

/// "view names does not compile: no such column: name"
std::string describe(const Problem& problem);

struct Judgement {
  base::DiagnosticList errors;
  base::DiagnosticList warnings;
};

/// The problems of a declaration with their places and what to do. What stands in its `broken`, and what has
/// the same problem in `current` (may be null), is a warning.
Judgement judge(const dsl::Declaration& declaration, const model::Schema* current);

/// The warnings of judge(). Throws Error (declaration) that shows the errors when there are any.
base::DiagnosticList require_compiles(const dsl::Declaration& declaration, const model::Schema* current);

/// Looks after each file of a migration that it leaves nothing behind that does not compile.
class CompiledThroughout {
 public:
  CompiledThroughout(const model::Schema& before, const model::Schema& after);

  /// Throws Error (proof) with the name of what does not compile in `scratch` and did not before, nor will
  /// after.
  void check(db::Database& scratch, const std::string& phase) const;

 private:
  std::vector<model::Unmodelled> beside_;
  std::vector<Problem> known_;
};

}  // namespace schemagen::app
