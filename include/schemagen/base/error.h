// The one exception class of schemagen: what went wrong, where, and what to do about it.
//
// Messages are sentences for the person at the terminal. Exceptions of third-party libraries are translated
// to Error at the border folder (db/, dsl/, cli/) and go no further. Secrets (passwords in URLs) never get
// in. Where there can be many mistakes at once (the declaration) a DiagnosticList is collected first, see
// diagnostic.h.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "schemagen/base/place.h"

namespace schemagen::base {

/// What kind of failure it is; callers branch on it, and it decides the exit code (design chapter 4).
enum class ErrorKind {
  usage,        ///< the command line or schemagen.toml is wrong (exit 1)
  declaration,  ///< the TOML or the SQL in it is wrong (exit 1)
  io,           ///< a file cannot be read or written (exit 1)
  connection,   ///< a database cannot be reached or opened (exit 1)
  sql,          ///< a database refused a statement (exit 1)
  unsupported,  ///< schemagen cannot do this on that database, and says so instead of guessing (exit 1)
  proof,        ///< the plan did not lead to what was declared; nothing was written (exit 1)
  question,     ///< an answer is needed and none was given (exit 3)
  hazard,       ///< a hazard was not allowed (exit 4)
  busy,         ///< a lock could not be had in time: try again (exit 5)
  internal,     ///< a bug in schemagen (exit 1)
};

class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& message, std::string hint = {}, Place place = {});

  ErrorKind kind() const { return kind_; }
  const std::string& hint() const { return hint_; }
  const Place& place() const { return place_; }
  /// SQLSTATE of the server, or the extended result code of SQLite as text; empty when there is none.
  const std::string& code() const { return code_; }
  Error&& with_code(std::string code) &&;

 private:
  ErrorKind kind_;
  std::string hint_;
  Place place_;
  std::string code_;
};

}  // namespace schemagen::base
