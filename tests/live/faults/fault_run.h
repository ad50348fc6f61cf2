// A fault is carried out as a user would: the built program, psql and sqlite3. The steps:
//
//   "generate" | { generate = "to.toml", as = "its name", offline = true, args = [...], fails = "text" }
//       writes a migration; `--allow all --renames none` unless `args` says otherwise. Names are a, b, c, …
//       `or_refused = "text"`: it may refuse with this text instead, and the case ends. `writes = false`:
//       nothing to do.
//   "1" | "2" | "3" | "undo" | { run = "1", of = "a", as = "role", stops = "text" }
//       runs a file of a migration. `stops`: it stops with this text, and nothing has changed.
//       `between = "sql"` is run between any two steps of the file and must work; `tries = "sql"` is run
//       before the last one; it may fail, and so may the file. `holding = "sql"`: beside a transaction that
//       has run it and stays open for three seconds. `args = ["-1"]`: what psql gets. `alone = true`: without
//       schemagen_1.sql beside the folder. `beside = ["old.sql"]`: beside pgbench, none of whose
//       transactions may fail.
//   { try = "1" }   runs a file if there is one, and takes it as it comes
//   { wrong = "1", of = "a" }   runs a file at a wrong moment: it stops, or nothing has changed
//   "wrongs"                    the same with every file that is not the next one, and undo.sql where nothing
//   is to undo "next"                      runs the next file, if there is one left "files"  every file in
//   its order, with old.sql and new.sql where they are no scripts for pgbench · "rest"   those that have not
//   run "stopped" | "torn" | "killed" | "undone"   every file in its order, stopped and run again; see
//   stopped_file.h { load = "new.sql" }        pgbench alone { sql = "…", as = "role", is = "1|a" }     a
//   statement of an application { script = "old.sql", as = "role" }        a file of the folder { command =
//   ["pull",
//   "--url", "$URL"] }    the program { read = "plan.toml" }                     a file of the case or of the
//   migration, for `says` and `never`;
//                                              `*.sql`: all files of the migration but undo.sql
//   "drift"   says nothing · "again"  a second generate writes nothing
//   "rows"    what the applications wrote last is there · "done"  these three and check.sql
//
// `fails`, `says` and `never` go with all of them.
#pragma once

#include <string>
#include <vector>

#include "live/faults/fault_case.h"

namespace schemagen::tests {

/// What went wrong; empty when the case holds.
std::vector<std::string> problems_of(const FaultCase& fault);

}  // namespace schemagen::tests
