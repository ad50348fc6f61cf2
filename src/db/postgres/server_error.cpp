#include "db/postgres/server_error.h"

#include <set>
#include <utility>

#include "schemagen/base/text.h"
#include "schemagen/db/database.h"
#include "schemagen/db/url.h"

namespace schemagen::db::postgres {

namespace {

using base::Error;
using base::ErrorKind;

std::string without_severity(std::string_view line) {
  const std::size_t at = line.find(":  ");
  return std::string(base::trim(at == std::string_view::npos ? line : line.substr(at + 3)));
}

std::string in_one_line(std::string_view text) {
  std::vector<std::string> lines;
  for (const std::string& line : base::split_lines(text))
    if (!base::trim(line).empty()) lines.emplace_back(base::trim(line));
  return base::join(lines, " ");
}

ErrorKind kind_of(const std::string& code) {
  static const std::set<std::string> busy = {"55P03", "40P01", "40001"};
  static const std::set<std::string> gone = {"57P01", "57P02", "57P03", "57P05"};
  if (busy.count(code) != 0) return ErrorKind::busy;
  if (gone.count(code) != 0 || code.rfind("08", 0) == 0) return ErrorKind::connection;
  return ErrorKind::sql;
}

}  // namespace

ServerMessage read_server_message(std::string_view text, std::string code) {
  ServerMessage message;
  message.code = std::move(code);
  for (const std::string& line : base::split_lines(text)) {
    if (message.primary.empty())
      message.primary = without_severity(line);
    else if (line.rfind("DETAIL:", 0) == 0)
      message.detail = without_severity(line);
    else if (line.rfind("HINT:", 0) == 0)
      message.hint = without_severity(line);
  }
  return message;
}

Error refused_statement(const ServerMessage& message) {
  const bool raised = message.code == kRaisedBySql;
  std::string text = (raised ? "" : "PostgreSQL refused a statement: ") + message.primary;
  if (!message.detail.empty()) text += " (" + message.detail + ")";
  if (!message.code.empty() && !raised) text += " [" + message.code + "]";
  const ErrorKind kind = kind_of(message.code);
  std::string hint = message.hint;
  if (hint.empty() && kind == ErrorKind::busy) hint = "Another session held a lock on it; try again.";
  return Error(kind, text, hint).with_code(message.code);
}

Error refused_connection(std::string_view libpq_text) {
  return Error(ErrorKind::connection, "Cannot connect to PostgreSQL: " + redact(in_one_line(libpq_text)),
               "Check host, port, database and user of the URL, and that the server is running.");
}

Error broken_connection(std::string_view libpq_text) {
  return Error(ErrorKind::connection,
               "The connection to PostgreSQL was lost: " + redact(in_one_line(libpq_text)),
               "Run the command again once the server can be reached.");
}

}  // namespace schemagen::db::postgres
