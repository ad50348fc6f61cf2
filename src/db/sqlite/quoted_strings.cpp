#include "db/sqlite/quoted_strings.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <optional>

#include "db/sqlite/statement.h"
#include "schemagen/base/error.h"

namespace schemagen::db::sqlite {
namespace {

constexpr std::string_view kFixQuotes = R"sql(SELECT sqlite_rename_quotefix('main', ?1))sql";

/// Functions that SQLite keeps for its ALTER TABLE can be called while this stands.
/// https://www.sqlite.org/c3ref/c_testctrl_always.html
class InternalFunctions {
 public:
  explicit InternalFunctions(sqlite3* database) : database_(database) { toggle(); }
  ~InternalFunctions() { toggle(); }
  InternalFunctions(const InternalFunctions&) = delete;
  InternalFunctions& operator=(const InternalFunctions&) = delete;

 private:
  void toggle() { sqlite3_test_control(SQLITE_TESTCTRL_INTERNAL_FUNCTIONS, database_); }

  sqlite3* database_;
};

void fix_quotes(sqlite3* database, std::string& sql) {
  const InternalFunctions internal(database);
  try {
    Statement query(database, kFixQuotes);
    query.bind(1, sql);
    if (query.step()) sql = query.text(0);
  } catch (const base::Error&) {
    return;
  }
}

}  // namespace

void write_strings_in_single_quotes(sqlite3* database, std::vector<StoredObject>& stored) {
  // A table needs nothing beside itself, and where a file is opened read-only SQLite passes over every CHECK.
  std::optional<SQLite::Database> memory;
  for (StoredObject& object : stored) {
    if (object.temporary || object.sql.find('"') == std::string::npos) continue;
    if (object.type == "table") {
      if (!memory) memory.emplace(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
      fix_quotes(memory->getHandle(), object.sql);
    } else {
      fix_quotes(database, object.sql);
    }
  }
}

}  // namespace schemagen::db::sqlite
