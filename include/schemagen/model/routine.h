// Functions, procedures and triggers: objects whose definition is SQL text.
#pragma once

#include <vector>

#include "schemagen/base/symbol.h"

namespace schemagen::model {

using base::Symbol;

/// A function or procedure. Its ObjectId's name is the signature `name(type, type)` with canonical types of
/// the input arguments (IN, INOUT, VARIADIC), as DROP FUNCTION takes them.
struct Function {
  bool procedure = false;
  /// The whole statement, `CREATE OR REPLACE FUNCTION schema.name(…) …` without a final semicolon, as
  /// pg_get_functiondef() prints it or as it was declared.
  Symbol definition;
  /// What CREATE OR REPLACE cannot change: the result type, as printed by pg_get_function_result(); "" for
  /// procedures.
  Symbol result;
  Symbol comment;

  friend bool operator==(const Function&, const Function&) = default;
};

/// A trigger on a table or view.
struct Trigger {
  /// The whole statement, `CREATE TRIGGER …` without a final semicolon. PostgreSQL: as pg_get_triggerdef()
  /// prints it or as declared. SQLite: as stored in sqlite_schema.
  Symbol definition;
  /// PostgreSQL, ALTER TABLE … ENABLE/DISABLE: origin (the default), always, replica, disabled.
  enum class Firing { origin, always, replica, disabled };
  Firing firing = Firing::origin;
  Symbol comment;

  friend bool operator==(const Trigger&, const Trigger&) = default;
};

}  // namespace schemagen::model
