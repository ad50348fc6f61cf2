#include "db/sqlite/settle.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <optional>
#include <string>

#include "db/sqlite/statement.h"
#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/expression.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"

namespace schemagen::db::sqlite {
namespace {

using base::Symbol;
using diff::Verdict;

void allow_double_quoted_strings(sqlite3* database, bool allow) {
  sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DML, allow ? 1 : 0, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DDL, allow ? 1 : 0, nullptr);
}

/// The columns of the table that the doubt is about, plain: name, type and collation.
std::string plain_table(const model::Schema& declared, Symbol table) {
  std::vector<std::string> columns;
  for (const auto& [id, column] : declared.columns_of({}, table)) {
    std::string text = sql::quote_name(id.name.view(), sql::Dialect::sqlite) + " " + column->type.str();
    if (!column->collation.empty())
      text += " COLLATE " + sql::quote_name(column->collation.view(), sql::Dialect::sqlite);
    columns.push_back(text);
  }
  if (columns.empty()) return {};
  return "CREATE TABLE " + sql::quote_name(table.view(), sql::Dialect::sqlite) + " (" +
         base::join(columns, ", ") + ")";
}

/// EXPLAIN shows a blob only up to its first zero byte, so blobs have to agree as they are written.
std::string blobs_in(std::string_view expression) {
  std::string blobs;
  for (const sql::Token& token : sql::tokenize(expression, sql::Dialect::sqlite))
    if (token.kind == sql::TokenKind::blob) blobs += base::to_lower(token.text);
  return blobs;
}

std::string byte_code(sqlite3* database, Symbol table, std::string_view expression) {
  const std::string from =
      table.empty() ? "" : " FROM " + sql::quote_name(table.view(), sql::Dialect::sqlite);
  Statement explain(database,
                    "EXPLAIN SELECT 1" + from + " WHERE (" + std::string(expression) + "\n) IS NOT 0");
  std::string code;
  while (explain.step()) {
    for (int column = 0; column < explain.column_count(); ++column) {
      code += explain.text(column);
      code += '\x1f';
    }
  }
  return code + '\n' + blobs_in(expression);
}

/// An empty database in memory with the table that the doubts are about; doubts about one table follow each
/// other.
class Scratch {
 public:
  explicit Scratch(const model::Schema& declared) : declared_(declared) {}

  Verdict settle(const diff::Doubt& doubt) {
    switch (doubt.role) {
      case model::SqlRole::expression:
        return settle_expression(doubt, doubt.id.owner);
      case model::SqlRole::default_value:
        return settle_expression(doubt, {});
      case model::SqlRole::query:
      case model::SqlRole::routine:
      case model::SqlRole::trigger:
      case model::SqlRole::partition_key:
      case model::SqlRole::partition_bound:
        return sql::same_tokens(doubt.declared, doubt.printed, sql::Dialect::sqlite) ? Verdict::same
                                                                                     : Verdict::different;
    }
    return Verdict::unknown;
  }

 private:
  Verdict settle_expression(const diff::Doubt& doubt, Symbol table) {
    try {
      enter(table);
      allow_double_quoted_strings(handle(), false);
      const std::string wanted = byte_code(handle(), table, doubt.declared);
      allow_double_quoted_strings(handle(), true);
      return byte_code(handle(), table, doubt.printed) == wanted ? Verdict::same : Verdict::different;
    } catch (const base::Error&) {  // one does not compile on its own, e.g. a function of the application
      return Verdict::different;
    }
  }

  void enter(Symbol table) {
    if (memory_ && table_ == table) return;
    memory_.emplace(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    table_ = table;
    const std::string create = table.empty() ? std::string() : plain_table(declared_, table);
    if (!create.empty()) Statement(handle(), create).step();
  }

  sqlite3* handle() const { return memory_->getHandle(); }

  const model::Schema& declared_;
  std::optional<SQLite::Database> memory_;
  Symbol table_;
};

}  // namespace

std::vector<Verdict> settle(const std::vector<diff::Doubt>& doubts, const model::Schema& declared) {
  std::vector<Verdict> verdicts;
  verdicts.reserve(doubts.size());
  Scratch scratch(declared);
  for (const diff::Doubt& doubt : doubts) verdicts.push_back(scratch.settle(doubt));
  return verdicts;
}

}  // namespace schemagen::db::sqlite
