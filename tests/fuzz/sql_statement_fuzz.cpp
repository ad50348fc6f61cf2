// Statements that were split stay one statement each, and stand in the script as they are.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "schemagen/base/error.h"
#include "schemagen/sql/statement.h"
#include "schemagen/sql/token.h"

namespace {

using schemagen::sql::Dialect;
using schemagen::sql::Statement;

void require(bool condition) {
  if (!condition) std::abort();
}

void check(const std::string& script, Dialect dialect) {
  const std::vector<Statement> statements = schemagen::sql::split_statements(script, dialect);
  int line = 1;
  for (const Statement& statement : statements) {
    require(!statement.text.empty() && script.find(statement.text) != std::string::npos);
    require(statement.line >= line);
    line = statement.line;
    if (statement.text.front() == '.') continue;  // at the start of a line it would be a directive
    const std::vector<Statement> again = schemagen::sql::split_statements(statement.text + "\n;", dialect);
    require(again.size() == 1);
    // A body or parenthesis that the script does not close takes the semicolon along.
    require(again[0].text == statement.text || again[0].text == statement.text + "\n;");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string script(reinterpret_cast<const char*>(data), size);
  for (const Dialect dialect : {Dialect::sqlite, Dialect::postgresql}) {
    try {
      check(script, dialect);
    } catch (const schemagen::base::Error&) {
      continue;
    }
  }
  return 0;
}
