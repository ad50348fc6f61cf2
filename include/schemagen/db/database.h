// A live database: reading its schema and running scripts. The only door to SQLiteCpp and libpqxx.
//
// Every failure is an Error (connection, sql, busy, unsupported) with the server's message and code; a
// password is never part of it.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemagen/diff/normalise.h"
#include "schemagen/model/schema.h"
#include "schemagen/sql/dialect.h"
#include "schemagen/sql/statement.h"

namespace schemagen::db {

/// A cell of a result: NULL or text. A BLOB of SQLite is the literal X'…'.
using Cell = std::optional<std::string>;
using Row = std::vector<Cell>;

/// Error::code() of what SQL says of its own accord, with RAISE EXCEPTION.
inline constexpr std::string_view kRaisedBySql = "P0001";

class Database {
 public:
  virtual ~Database() = default;

  virtual sql::Target target() const = 0;

  /// Reads the whole schema in one read-only snapshot. What is not modelled is listed in
  /// Schema::unmodelled().
  virtual model::Schema introspect() = 0;

  /// Runs one statement (BEGIN and COMMIT included) and returns its rows. No transaction of our own around
  /// it.
  virtual std::vector<Row> execute(std::string_view statement) = 0;

  /// Settles doubts (diff/normalise.h): PostgreSQL in a transaction that is always rolled back; SQLite by
  /// preparing both in a scratch copy in memory. `unknown` where the database may not be written to.
  virtual std::vector<diff::Verdict> settle(const std::vector<diff::Doubt>& doubts,
                                            const model::Schema& declared) = 0;

  /// Whether the table has no row; unknown tables count as empty.
  virtual bool is_empty_table(const model::ObjectId& table) = 0;

  /// Number of round trips to the server since the connection was opened; 0 for SQLite. For the bench and its
  /// test.
  virtual int round_trips() const = 0;
};

/// Runs statements of a script one by one and knows which of them psql's `\if` passes over.
class StatementRunner {
 public:
  explicit StatementRunner(Database& database) : database_(database) {}
  void run(const sql::Statement& statement);

 private:
  Database& database_;
  std::map<std::string, std::string> variables_;
};

/// Runs the statements of `script` one after the other (sql/statement.h). `before_each` may be empty; it is
/// called with each statement's text before it runs, or would run but for psql's `\if`. The first failure
/// ends it: a transaction that the script left open is rolled back, and the Error names the line of the
/// script.
void run_script(Database& database, std::string_view script, const std::string& script_name,
                const std::function<void(std::string_view)>& before_each = {});

enum class OpenMode {
  read_only,   ///< an SQLite file must exist; a PostgreSQL session is set read-only where no scratch
               ///< transaction is needed
  read_write,  ///< an SQLite file must exist
  create,      ///< an SQLite file is created when it is missing
};

/// Opens what `url` names, see url.h.
std::unique_ptr<Database> open_database(const std::string& url, OpenMode mode);

/// An empty SQLite database in memory, with double-quoted string literals turned off.
std::unique_ptr<Database> open_memory_database();

}  // namespace schemagen::db
