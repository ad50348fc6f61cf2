#include "support/pg_dump.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <set>

#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/statement.h"
#include "schemagen/sql/token.h"

namespace schemagen::tests {
namespace {

constexpr auto kDialect = sql::Dialect::postgresql;

constexpr const char* kConnection = R"sql(
SELECT current_database(), current_setting('unix_socket_directories'), current_setting('port'), current_user
)sql";

std::string shell_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  if (pipe == nullptr) throw base::Error(base::ErrorKind::io, "pg_dump cannot be run.");
  std::string text;
  std::array<char, 65536> buffer{};
  for (std::size_t size = 0; (size = fread(buffer.data(), 1, buffer.size(), pipe.get())) > 0;)
    text.append(buffer.data(), size);
  if (text.empty()) throw base::Error(base::ErrorKind::io, "pg_dump printed nothing.");
  return text;
}

std::string dump_of(db::Database& database) {
  const db::Row row = database.execute(kConnection).at(0);
  return output_of("pg_dump -s --no-owner --no-privileges -h " + shell_quoted(*row[1]) + " -p " + *row[2] +
                   " -U " + shell_quoted(*row[3]) + " -d " + shell_quoted(*row[0]));
}

/// A CREATE TABLE with its columns sorted: their order is no difference to schemagen.
std::string with_sorted_lines(const std::string& statement) {
  if (!statement.starts_with("CREATE TABLE") && !statement.starts_with("CREATE UNLOGGED TABLE"))
    return statement;
  std::vector<std::string> lines = base::split_lines(statement);
  for (std::string& line : lines)
    if (line.ends_with(',')) line.pop_back();
  if (lines.size() > 2) std::sort(lines.begin() + 1, lines.end() - 1);
  return base::join(lines, "\n");
}

bool mentions(const std::string& statement, const std::vector<model::Unmodelled>& unmodelled) {
  std::set<std::string> words;
  for (const sql::Token& token : sql::tokenize(statement, kDialect))
    if (token.kind == sql::TokenKind::word || token.kind == sql::TokenKind::quoted_name)
      words.insert(sql::name_of(token, kDialect));
  return std::any_of(unmodelled.begin(), unmodelled.end(), [&](const model::Unmodelled& thing) {
    if (thing.kind == "operator" && statement.starts_with("CREATE OPERATOR")) return true;
    std::string name = thing.name.substr(0, thing.name.find('('));
    if (const std::size_t dot = name.rfind('.'); dot != std::string::npos) name = name.substr(dot + 1);
    return words.contains(name);
  });
}

std::multiset<std::string> statements_of(const std::string& dump,
                                         const std::vector<model::Unmodelled>& unmodelled) {
  std::multiset<std::string> statements;
  for (const sql::Statement& statement : sql::split_statements(dump, kDialect)) {
    if (statement.text.starts_with("SET ") || statement.text.starts_with("SELECT pg_catalog.set_config"))
      continue;
    if (!mentions(statement.text, unmodelled)) statements.insert(with_sorted_lines(statement.text));
  }
  return statements;
}

}  // namespace

bool pg_dump_reads(db::Database& database) {
  const std::string version = output_of("pg_dump --version");  // pg_dump (PostgreSQL) 15.20 …
  return std::stoi(version.substr(version.find(')') + 1)) >= database.target().version / 10000;
}

std::string dump_differences(db::Database& a, db::Database& b,
                             const std::vector<model::Unmodelled>& unmodelled) {
  const std::multiset<std::string> first = statements_of(dump_of(a), unmodelled);
  const std::multiset<std::string> second = statements_of(dump_of(b), unmodelled);
  std::vector<std::string> only;
  std::set_difference(first.begin(), first.end(), second.begin(), second.end(), std::back_inserter(only));
  std::string text;
  for (const std::string& statement : only) text += "- " + statement + "\n";
  only.clear();
  std::set_difference(second.begin(), second.end(), first.begin(), first.end(), std::back_inserter(only));
  for (const std::string& statement : only) text += "+ " + statement + "\n";
  return text;
}

}  // namespace schemagen::tests
