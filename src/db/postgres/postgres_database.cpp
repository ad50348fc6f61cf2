#include "db/postgres/connection.h"
#include "db/postgres/introspect.h"
#include "db/postgres/open.h"
#include "db/postgres/settle.h"
#include "schemagen/base/error.h"
#include "schemagen/sql/quote.h"

namespace schemagen::db {

namespace {

using base::Error;
using base::ErrorKind;
using sql::Dialect;

constexpr int kOldestSupported = 130000;
constexpr std::string_view kUndefinedTable = "42P01";
constexpr std::string_view kUndefinedSchema = "3F000";

class PostgresDatabase : public Database {
 public:
  PostgresDatabase(const std::string& conninfo, OpenMode mode) : connection_(conninfo), mode_(mode) {
    if (connection_.version() < kOldestSupported)
      throw Error(ErrorKind::unsupported, "This server is PostgreSQL " +
                                              std::to_string(connection_.version() / 10000) +
                                              "; schemagen needs 13 or newer.");
  }

  sql::Target target() const override { return {Dialect::postgresql, connection_.version()}; }

  model::Schema introspect() override { return postgres::introspect(connection_); }

  std::vector<Row> execute(std::string_view statement) override {
    if (mode_ == OpenMode::read_only && !is_set_read_only_) {
      connection_.execute("SET default_transaction_read_only = on");
      is_set_read_only_ = true;
    }
    return connection_.execute(statement);
  }

  std::vector<diff::Verdict> settle(const std::vector<diff::Doubt>& doubts,
                                    const model::Schema& declared) override {
    return postgres::settle(connection_, doubts, declared);
  }

  bool is_empty_table(const model::ObjectId& table) override {
    try {
      return connection_
          .execute("SELECT 1 FROM " +
                   sql::quote_name(table.schema.view(), table.name.view(), Dialect::postgresql) + " LIMIT 1")
          .empty();
    } catch (const Error& error) {
      if (error.code() == kUndefinedTable || error.code() == kUndefinedSchema) return true;
      throw;
    }
  }

  int round_trips() const override { return connection_.round_trips(); }

 private:
  postgres::Connection connection_;
  OpenMode mode_;
  bool is_set_read_only_ = false;
};

}  // namespace

std::unique_ptr<Database> open_postgres(const std::string& conninfo, OpenMode mode) {
  return std::make_unique<PostgresDatabase>(conninfo, mode);
}

}  // namespace schemagen::db
