#include "db/sqlite/database.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <set>

#include "db/sqlite/ddl.h"
#include "db/sqlite/introspect.h"
#include "db/sqlite/quoted_strings.h"
#include "db/sqlite/settle.h"
#include "db/sqlite/statement.h"
#include "schemagen/base/error.h"
#include "schemagen/sql/quote.h"

namespace schemagen::db::sqlite {
namespace {

using base::Error;
using base::ErrorKind;

constexpr int kBusyTimeoutMilliseconds = 5000;

constexpr std::string_view kStoredObjects = R"sql(
SELECT type, name, tbl_name, sql, 0 FROM sqlite_schema
UNION ALL
SELECT type, name, tbl_name, sql, 1 FROM sqlite_temp_schema)sql";

constexpr std::string_view kShadowTables =
    R"sql(SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow')sql";

constexpr std::string_view kFindTable =
    R"sql(SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1 COLLATE NOCASE)sql";

constexpr std::string_view kReadHeader = R"sql(PRAGMA schema_version)sql";

/// One read transaction around several queries, unless the caller has one already.
class Snapshot {
 public:
  explicit Snapshot(sqlite3* database)
      : database_(sqlite3_get_autocommit(database) != 0 ? database : nullptr) {
    if (database_ != nullptr) Statement(database_, "BEGIN").step();
  }
  ~Snapshot() {
    if (database_ != nullptr) sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
  }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  sqlite3* database_;
};

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(SQLite::Database database) : database_(std::move(database)) {
    sqlite3_extended_result_codes(handle(), 1);
  }

  sqlite3* handle() const { return database_.getHandle(); }

  sql::Target target() const override { return {sql::Dialect::sqlite, sqlite3_libversion_number()}; }

  model::Schema introspect() override {
    const Snapshot snapshot(handle());
    const std::vector<StoredObject> stored = stored_objects();
    return schema_of(stored, shadow_tables(stored));
  }

  std::vector<Row> execute(std::string_view statement) override {
    Statement prepared(handle(), statement);
    std::vector<Row> rows;
    while (prepared.step()) {
      Row& row = rows.emplace_back();
      for (int column = 0; column < prepared.column_count(); ++column) row.push_back(prepared.cell(column));
    }
    return rows;
  }

  std::vector<diff::Verdict> settle(const std::vector<diff::Doubt>& doubts,
                                    const model::Schema& declared) override {
    return sqlite::settle(doubts, declared);
  }

  bool is_empty_table(const model::ObjectId& table) override {
    Statement known(handle(), kFindTable);
    known.bind(1, table.name.view());
    if (!known.step()) return true;
    const std::string name = sql::quote_name("main", table.name.view(), sql::Dialect::sqlite);
    return !Statement(handle(), "SELECT 1 FROM " + name + " LIMIT 1").step();
  }

  int round_trips() const override { return 0; }

 private:
  std::vector<StoredObject> stored_objects() {
    std::vector<StoredObject> stored;
    Statement query(handle(), kStoredObjects);
    while (query.step())
      stored.push_back({std::string(query.text(0)), std::string(query.text(1)), std::string(query.text(2)),
                        std::string(query.text(3)), query.text(4) == "1"});
    write_strings_in_single_quotes(handle(), stored);
    return stored;
  }

  std::set<std::string> shadow_tables(const std::vector<StoredObject>& stored) {
    std::set<std::string> names;
    for (const StoredObject& object : stored) {
      if (object.type != "table" || !is_virtual_table(object.sql)) continue;
      Statement query(handle(), kShadowTables);
      while (query.step()) names.emplace(query.text(0));
      break;
    }
    return names;
  }

  SQLite::Database database_;
};

int flags_of(OpenMode mode) {
  switch (mode) {
    case OpenMode::read_only:
      return SQLite::OPEN_READONLY;
    case OpenMode::read_write:
      return SQLite::OPEN_READWRITE;
    case OpenMode::create:
      return SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
  }
  return SQLite::OPEN_READONLY;
}

Error cannot_open(const std::string& path, const std::string& why, const std::string& hint, int code) {
  return Error(ErrorKind::connection, "Cannot open the SQLite database " + path + ": " + why + ".", hint)
      .with_code(std::to_string(code));
}

/// SQLite says "unable to open database file" whatever the cause; this finds out which it was.
Error explain_failure(const std::string& path, OpenMode mode, int code, const std::string& message) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  if (fs::is_directory(path, ignored))
    return cannot_open(path, "it is a folder", "give the path of a file", code);
  if (code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY)
    return cannot_open(path, "a program was interrupted while it wrote, and what it left must be rolled back",
                       "open it once for writing (sqlite3 " + path +
                           " 'SELECT count(*) FROM sqlite_schema'), then run this again; no row is lost",
                       code);
  if ((code & 0xFF) == SQLITE_CORRUPT)
    return cannot_open(path, "it is damaged: " + message,
                       "look at PRAGMA integrity_check, and take the last backup", code);
  if (fs::exists(path, ignored)) return cannot_open(path, message, "check the rights of the file", code);
  const fs::path folder = fs::path(path).parent_path();
  if (!folder.empty() && !fs::is_directory(folder, ignored))
    return cannot_open(path, "there is no folder " + folder.string(), "check the path in the URL", code);
  if (mode == OpenMode::create)
    return cannot_open(path, "it cannot be created", "check the rights of its folder", code);
  return cannot_open(path, "there is no such file", "check the path in the URL", code);
}

SQLite::Database open(const std::string& path, OpenMode mode) {
  try {
    return SQLite::Database(path, flags_of(mode), kBusyTimeoutMilliseconds);
  } catch (const SQLite::Exception& failure) {
    throw explain_failure(path, mode, failure.getExtendedErrorCode(), failure.what());
  }
}

}  // namespace

std::unique_ptr<Database> open_file(const std::string& path, OpenMode mode) {
  if (path.empty())
    throw Error(ErrorKind::usage, "The SQLite URL names no file.", "write sqlite:path/to/file.db");
  auto database = std::make_unique<SqliteDatabase>(open(path, mode));
  try {
    database->execute(kReadHeader);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::busy) throw;
    const int code = sqlite3_extended_errcode(database->handle());
    if ((code & 0xFF) == SQLITE_NOTADB)
      throw cannot_open(path, "it is no SQLite database, or it is encrypted", "check the path in the URL",
                        code);
    throw explain_failure(path, mode, code, sqlite3_errmsg(database->handle()));
  }
  return database;
}

std::unique_ptr<Database> open_memory() {
  auto database = std::make_unique<SqliteDatabase>(open(":memory:", OpenMode::create));
  sqlite3_db_config(database->handle(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(database->handle(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  return database;
}

}  // namespace schemagen::db::sqlite
