// A fault: tests/live/faults/<dialect>/<name>/ holds a database, a target, and what must hold on the way.
//
//   from.sql             the database before
//   schema.toml | to.toml | to.sql | vN.toml
//                        the target; to.sql is loaded into a second database and pulled; vN.toml are a chain
//                        of migrations made offline, one after the other
//   old.sql, new.sql     statements of the two applications: old.sql runs after every file before contract,
//   new.sql
//                        from the deploy line (2_migrate, or 1_expand where there is none) on
//   notes.md             what happened, what should
//   case.toml            what goes beyond that (may be missing):
//     known = "why"      the fault is still there; a case that passes with this key fails
//     since = 15         older versions of PostgreSQL cannot hold it
//     changes = ["t"]    tables whose rows the declaration changes: what they hold is not compared
//     steps = [...]      instead of ["generate", "files", "done"]; see fault_run.h
#pragma once

#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "schemagen/sql/dialect.h"

namespace schemagen::tests {

struct Step {
  std::string action;
  std::string subject;                 ///< what the action is about: a file, a statement, a declaration
  std::string of;                      ///< a migration by its name; empty: the last one
  std::string as;                      ///< a role
  std::vector<std::string> arguments;  ///< more of the command line, psql's for a file
  int every = 1;                       ///< a file is stopped at every n-th place
  bool offline = false;                ///< generate without --url
  bool writes = true;                  ///< generate writes a migration
  bool alone = false;                  ///< a file that is run without schemagen_1.sql beside its folder
  std::string or_refused;              ///< generate may refuse with this text; then the case ends here
  std::string between;                 ///< a statement that must work between any two steps of the file
  std::string tries;                   ///< the same, and it may fail, and so may the file
  std::string holding;                 ///< a statement of a transaction that stays open for a while
  std::vector<std::string> beside;     ///< pgbench scripts that run meanwhile
  std::optional<std::string> is;       ///< the result of a query
  std::optional<std::string> stops;    ///< fails with this text and changes nothing
  std::optional<std::string> fails;    ///< fails with this text
  std::vector<std::string> says;       ///< texts in the output
  std::vector<std::string> never;      ///< texts that must not be there
};

struct FaultCase {
  std::string name;
  std::filesystem::path folder;
  sql::Dialect dialect = sql::Dialect::postgresql;
  std::string known;
  int since = 0;
  std::vector<std::string> changes;
  std::vector<Step> steps;
};

/// For the messages of tests.
std::ostream& operator<<(std::ostream& out, const FaultCase& fault);

/// Every folder, by dialect and name. A key that is not known throws.
std::vector<FaultCase> fault_cases();

}  // namespace schemagen::tests
