#include "app/report_failure.h"

#include <ostream>

#include "schemagen/app/report.h"
#include "schemagen/base/error.h"

namespace schemagen::app {
namespace {

using base::Error;
using base::ErrorKind;

int exit_code_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage:
    case ErrorKind::declaration:
    case ErrorKind::io:
    case ErrorKind::connection:
    case ErrorKind::sql:
    case ErrorKind::unsupported:
    case ErrorKind::proof:
    case ErrorKind::internal:
      return 1;
    case ErrorKind::question:
      return 3;
    case ErrorKind::hazard:
      return 4;
    case ErrorKind::busy:
      return 5;
  }
  return 1;
}

std::string name_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage:
      return "usage";
    case ErrorKind::declaration:
      return "declaration";
    case ErrorKind::io:
      return "io";
    case ErrorKind::connection:
      return "connection";
    case ErrorKind::sql:
      return "sql";
    case ErrorKind::unsupported:
      return "unsupported";
    case ErrorKind::proof:
      return "proof";
    case ErrorKind::question:
      return "question";
    case ErrorKind::hazard:
      return "hazard";
    case ErrorKind::busy:
      return "busy";
    case ErrorKind::internal:
      return "internal";
  }
  return "internal";
}

/// Diagnostics of the declaration already say `file:line:column: error: …` on each line.
bool is_rendered(const Error& error) {
  return error.kind() == ErrorKind::declaration &&
         std::string(error.what()).find(": error: ") != std::string::npos;
}

std::string message_of(const Error& error) {
  const std::string place = base::to_string(error.place());
  const std::string message = error.what();
  const bool says_where = place.empty() || message.find(error.place().file) != std::string::npos;
  return says_where ? message : place + ": " + message;
}

}  // namespace

int report_failure(const std::exception& failure, const std::string& command, Format format,
                   const Terminal& terminal) {
  const auto* const error = dynamic_cast<const Error*>(&failure);
  const ErrorKind kind = error == nullptr ? ErrorKind::internal : error->kind();
  const std::string message =
      error == nullptr ? std::string("schemagen failed in a way it did not expect: ") + failure.what()
                       : message_of(*error);
  const std::string hint =
      error != nullptr ? error->hint() : "This is a bug; please report it with what you did.";
  const bool bare = error != nullptr && is_rendered(*error);
  std::string shown = printable(message);
  while (shown.ends_with("\n")) shown.pop_back();
  terminal.err << (bare ? "" : styled(terminal.colour_err, Style::red, "error:") + " ") << shown << "\n";
  if (!hint.empty())
    terminal.err << styled(terminal.colour_err, Style::bold, "hint:") << " " << printable(hint) << "\n";
  if (format == Format::json) terminal.out << failure_json(failure, command, name_of(kind), message, hint);
  return exit_code_of(kind);
}

}  // namespace schemagen::app
