#include <algorithm>
#include <optional>

#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/db/database.h"
#include "schemagen/sql/statement.h"
#include "schemagen/sql/token.h"

namespace schemagen::db {
namespace {

constexpr std::size_t kHeadBytes = 100;

std::string head_of(std::string_view statement) {
  const std::string_view line = base::trim(statement.substr(0, statement.find('\n')));
  const std::string_view head = base::clip_utf8(line, kHeadBytes);
  return std::string(head) + (head.size() < base::trim(statement).size() ? " …" : "");
}

/// Whether a statement opens (true) or ends (false) a transaction; nothing when it does neither.
std::optional<bool> transaction_effect(std::string_view statement, sql::Dialect dialect) {
  const std::size_t first_size = statement.find_first_of(" \t\r\n\f\v;(");
  const std::string first = base::to_upper(statement.substr(0, first_size));
  if (first == "BEGIN" || first == "START") return true;
  if (first == "COMMIT" || first == "END" || first == "ABORT") return false;
  if (first != "ROLLBACK") return std::nullopt;
  for (const sql::Token& token : sql::tokenize(statement, dialect))
    if (token.is("TO")) return std::nullopt;
  return false;
}

void roll_back(Database& database) {
  try {
    database.execute("ROLLBACK");
  } catch (const base::Error&) {  // nothing to roll back any more, or the connection is gone: the first Error
                                  // counts
  }
}

/// `… AS name`, the only column that our own files keep.
std::string variable_of(std::string_view statement) {
  const std::size_t last = statement.find_last_of(" \t\n");
  return std::string(statement.substr(last == std::string_view::npos ? 0 : last + 1));
}

base::Error located(const base::Error& error, const sql::Statement& statement,
                    const std::string& script_name) {
  const std::string where = script_name + ", line " + std::to_string(statement.line);
  return base::Error(error.kind(), where + ": " + error.what() + " The statement: " + head_of(statement.text),
                     error.hint(), base::Place{script_name, statement.line, 0})
      .with_code(error.code());
}

}  // namespace

void StatementRunner::run(const sql::Statement& statement) {
  const auto holds = [this](const std::string& name) { return variables_[name] == "t"; };
  if (!std::all_of(statement.conditions.begin(), statement.conditions.end(), holds)) return;
  const std::vector<Row> rows = database_.execute(statement.text);
  if (statement.sets_variables) variables_[variable_of(statement.text)] = rows.at(0).at(0).value_or("");
}

void run_script(Database& database, std::string_view script, const std::string& script_name,
                const std::function<void(std::string_view)>& before_each) {
  const sql::Dialect dialect = database.target().dialect;
  bool open = false;
  StatementRunner runner(database);
  for (const sql::Statement& statement : sql::split_statements(script, dialect)) {
    try {
      if (before_each) before_each(statement.text);
      runner.run(statement);
      open = transaction_effect(statement.text, dialect).value_or(open);
    } catch (const base::Error& error) {
      if (open) roll_back(database);
      throw located(error, statement, script_name);
    } catch (...) {
      if (open) roll_back(database);
      throw;
    }
  }
}

}  // namespace schemagen::db
