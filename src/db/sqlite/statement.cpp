#include "db/sqlite/statement.h"

#include "schemagen/sql/token.h"

namespace schemagen::db::sqlite {
namespace {

using base::Error;
using base::ErrorKind;

constexpr int kPrimaryCode = 0xFF;

[[noreturn]] void fail(sqlite3* database) {
  throw error_of(sqlite3_extended_errcode(database), sqlite3_errmsg(database));
}

bool holds_a_statement(std::string_view tail) {
  for (const sql::Token& token : sql::tokenize(tail, sql::Dialect::sqlite))
    if (token.kind != sql::TokenKind::end && !token.is_symbol(";")) return true;
  return false;
}

std::string hexadecimal(const unsigned char* bytes, std::size_t size) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text = "X'";
  for (std::size_t i = 0; i < size; ++i) {
    text += kDigits[bytes[i] >> 4];
    text += kDigits[bytes[i] & 0xF];
  }
  return text + "'";
}

}  // namespace

Error error_of(int extended_code, const std::string& message) {
  const std::string code = std::to_string(extended_code);
  switch (extended_code & kPrimaryCode) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Error(ErrorKind::busy, "The SQLite database is busy: " + message + ".",
                   "another program is using it; try again when it has finished")
          .with_code(code);
    case SQLITE_NOTADB:
      return Error(ErrorKind::connection, "The file is no SQLite database, or it is encrypted.",
                   "check the path in the URL")
          .with_code(code);
    case SQLITE_READONLY:
      return Error(ErrorKind::sql, "The SQLite database cannot be written to: " + message + ".",
                   "check the rights of the file and of its folder")
          .with_code(code);
    case SQLITE_CORRUPT:
      return Error(ErrorKind::connection, "The SQLite database is damaged: " + message + ".",
                   "look at PRAGMA integrity_check, and take the last backup")
          .with_code(code);
    case SQLITE_IOERR:
      return Error(ErrorKind::io, "The SQLite database cannot be read or written: " + message + ".",
                   "check the space on the disk, limits on the size of files, and the rights of the file")
          .with_code(code);
    case SQLITE_FULL:
      return Error(ErrorKind::io, "The SQLite database cannot grow: " + message + ".",
                   "make room on the disk")
          .with_code(code);
    default:
      return Error(ErrorKind::sql, "SQLite refused the statement: " + message + ".").with_code(code);
  }
}

Statement::Statement(sqlite3* database, std::string_view sql) : database_(database) {
  const char* tail = nullptr;
  sqlite3_stmt* prepared = nullptr;
  if (sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &prepared, &tail) != SQLITE_OK)
    fail(database);
  statement_.reset(prepared);
  if (prepared == nullptr) throw Error(ErrorKind::sql, "There is no SQL statement in the text.");
  const auto read = static_cast<std::size_t>(tail - sql.data());
  if (read < sql.size() && holds_a_statement(sql.substr(read)))
    throw Error(ErrorKind::internal, "A text with more than one SQL statement was given to execute.");
}

void Statement::bind(int index, std::string_view text) {
  if (sqlite3_bind_text(statement_.get(), index, text.data(), static_cast<int>(text.size()),
                        SQLITE_TRANSIENT) != SQLITE_OK)
    fail(database_);
}

bool Statement::step() {
  const int result = sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) return true;
  if (result != SQLITE_DONE) fail(database_);
  return false;
}

std::string_view Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::optional<std::string> Statement::cell(int column) const {
  const int type = sqlite3_column_type(statement_.get(), column);
  if (type == SQLITE_NULL) return std::nullopt;
  if (type != SQLITE_BLOB) return std::string(text(column));
  const auto* bytes = static_cast<const unsigned char*>(sqlite3_column_blob(statement_.get(), column));
  return hexadecimal(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

}  // namespace schemagen::db::sqlite
