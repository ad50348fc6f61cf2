// One session with a PostgreSQL server: statements by libpqxx, catalog rows by COPY, which neither side keeps
// in memory.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "schemagen/db/database.h"

namespace schemagen::db::postgres {

/// The cells of one row of COPY … TO STDOUT, valid until the next row is read.
class CopyRow {
 public:
  /// Splits and unescapes `line` in place.
  void assign(char* line, std::size_t size);

  std::size_t size() const { return cells_.size(); }
  bool is_null(std::size_t column) const { return cells_.at(column).data() == nullptr; }
  /// "" for NULL.
  std::string_view text(std::size_t column) const { return cells_.at(column); }
  /// 0 for NULL.
  std::int64_t number(std::size_t column) const;
  std::uint32_t oid(std::size_t column) const { return static_cast<std::uint32_t>(number(column)); }
  bool flag(std::size_t column) const { return text(column) == "t"; }
  /// The first character; '\0' for NULL and the empty text.
  char letter(std::size_t column) const { return text(column).empty() ? '\0' : text(column).front(); }
  /// Elements of an array or vector of integers.
  std::vector<std::int64_t> numbers(std::size_t column) const;
  /// Elements of an array of texts.
  std::vector<std::string> texts(std::size_t column) const;

 private:
  std::vector<std::string_view> cells_;
};

/// Elements of PostgreSQL's output of a text array, `{a,"b c"}`.
std::vector<std::string> parse_text_array(std::string_view array);

class Connection {
 public:
  explicit Connection(const std::string& conninfo);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Runs `statement` as it stands; several statements in one text are one round trip.
  std::vector<Row> execute(std::string_view statement);

  /// Streams the rows of a SELECT.
  void read(const std::string& query, const std::function<void(const CopyRow&)>& each);

  /// server_version_num.
  int version() const;
  int round_trips() const { return round_trips_; }
  /// A transaction block is open, or has failed and waits for ROLLBACK.
  bool in_transaction() const;

 private:
  class Link;
  std::unique_ptr<Link> link_;
  int round_trips_ = 0;
};

/// A transaction that is rolled back unless it was committed.
class Transaction {
 public:
  Transaction(Connection& connection, std::string_view begin);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit();

 private:
  Connection& connection_;
  bool open_ = true;
};

/// Settings that decide how the server words what it prints, for one transaction: the same text whatever the
/// role's and the database's own settings are.
extern const std::string_view kPrintSettings;

}  // namespace schemagen::db::postgres
