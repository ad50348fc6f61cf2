#include "db/postgres/connection.h"

#include <libpq-fe.h>

#include <cstdlib>
#include <pqxx/pqxx>

#include "db/postgres/server_error.h"
#include "schemagen/base/error.h"

namespace schemagen::db::postgres {

namespace {

using base::Error;
using base::ErrorKind;

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

std::string quote_keyword_value(std::string_view value) {
  std::string quoted = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

std::string complete(const std::string& conninfo) {
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse(conninfo.c_str(), nullptr));
  if (options == nullptr)
    throw Error(ErrorKind::usage, "The connection string of the PostgreSQL database cannot be read.",
                "Write postgresql://user@host:5432/database, with special characters percent-encoded.");
  std::string text;
  bool has_timeout = std::getenv("PGCONNECT_TIMEOUT") != nullptr;
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    const std::string_view keyword = option->keyword;
    if (option->val == nullptr || keyword == "client_encoding") continue;
    if (keyword == "connect_timeout") has_timeout = true;
    text.append(keyword).append("=").append(quote_keyword_value(option->val)).append(" ");
  }
  if (!has_timeout) text += "connect_timeout=15 ";
  return text + "client_encoding=UTF8 fallback_application_name=schemagen";
}

class DirectPolicy : public pqxx::connect_direct {
 public:
  using pqxx::connect_direct::connect_direct;

  handle do_startconnect(handle original) override {
    handle_ = pqxx::connect_direct::do_startconnect(original);
    return handle_;
  }
  handle raw() const { return handle_; }

 private:
  handle handle_ = nullptr;
};

[[noreturn]] void rethrow_translated() {
  try {
    throw;
  } catch (const pqxx::broken_connection& error) {
    throw broken_connection(error.what());
  } catch (const pqxx::insufficient_privilege& error) {  // libpqxx 6 drops the codes of this one and the next
    throw refused_statement(read_server_message(error.what(), "42501"));
  } catch (const pqxx::deadlock_detected& error) {
    throw refused_statement(read_server_message(error.what(), "40P01"));
  } catch (const pqxx::transaction_rollback& error) {
    throw refused_statement(read_server_message(error.what(), "40001"));
  } catch (const pqxx::sql_error& error) {
    throw refused_statement(read_server_message(error.what(), error.sqlstate()));
  } catch (const pqxx::failure& error) {
    throw Error(ErrorKind::internal, std::string("libpqxx failed: ") + error.what());
  } catch (const std::logic_error& error) {
    throw Error(ErrorKind::internal, std::string("libpqxx failed: ") + error.what());
  }
}

std::string_view field(const PGresult* result, int code) {
  const char* text = PQresultErrorField(result, code);
  return text == nullptr ? std::string_view() : std::string_view(text);
}

}  // namespace

class Connection::Link : public pqxx::connection_base {
 public:
  explicit Link(const std::string& conninfo) : pqxx::connection_base(policy_), policy_(conninfo) {
    init();
    quiet_ = std::make_unique<pqxx::quiet_errorhandler>(*this);
    never_reopen();
  }
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;
  ~Link() {
    quiet_.reset();
    close();
  }

  PGconn* raw() const { return policy_.raw(); }

 private:
  // libpqxx 6 reopens a lost session silently, without its settings and locks; libpqxx 7 never does, which is
  // why the call counts as deprecated.
  void never_reopen() {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    inhibit_reactivation(true);
#pragma GCC diagnostic pop
  }

  DirectPolicy policy_;
  std::unique_ptr<pqxx::quiet_errorhandler> quiet_;
};

Connection::Connection(const std::string& conninfo) {
  const std::string options = complete(conninfo);
  try {
    link_ = std::make_unique<Link>(options);
  } catch (const std::exception& error) {
    throw refused_connection(error.what());
  }
}

Connection::~Connection() = default;

int Connection::version() const { return link_->server_version(); }

bool Connection::in_transaction() const {
  const PGTransactionStatusType status = PQtransactionStatus(link_->raw());
  return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

std::vector<Row> Connection::execute(std::string_view statement) {
  ++round_trips_;
  try {
    pqxx::nontransaction session(*link_);
    const pqxx::result result = session.exec(std::string(statement));
    std::vector<Row> rows;
    rows.reserve(result.size());
    for (const auto& from : result) {
      Row row;
      row.reserve(from.size());
      for (const auto& cell : from)
        row.push_back(cell.is_null() ? Cell() : Cell(std::string(cell.c_str(), cell.size())));
      rows.push_back(std::move(row));
    }
    return rows;
  } catch (const std::exception&) {
    rethrow_translated();
  }
}

void Connection::read(const std::string& query, const std::function<void(const CopyRow&)>& each) {
  ++round_trips_;
  PGconn* raw = link_->raw();
  const auto fail = [raw](const PGresult* result) {
    if (PQstatus(raw) != CONNECTION_OK) throw broken_connection(PQerrorMessage(raw));
    throw refused_statement({std::string(field(result, PG_DIAG_SQLSTATE)),
                             std::string(field(result, PG_DIAG_MESSAGE_PRIMARY)),
                             std::string(field(result, PG_DIAG_MESSAGE_DETAIL)),
                             std::string(field(result, PG_DIAG_MESSAGE_HINT))});
  };
  const Result started(PQexec(raw, ("COPY (" + query + ") TO STDOUT").c_str()));
  if (PQresultStatus(started.get()) != PGRES_COPY_OUT) fail(started.get());
  CopyRow row;
  std::exception_ptr failure;
  char* line = nullptr;
  int size = 0;
  while ((size = PQgetCopyData(raw, &line, 0)) > 0) {
    const std::unique_ptr<char, void (*)(void*)> owner(line, PQfreemem);
    if (failure) continue;
    try {
      row.assign(line, static_cast<std::size_t>(size));
      each(row);
    } catch (...) {
      failure = std::current_exception();
    }
  }
  const Result ended(PQgetResult(raw));
  while (const Result rest{PQgetResult(raw)}) continue;
  if (failure) std::rethrow_exception(failure);
  if (PQresultStatus(ended.get()) != PGRES_COMMAND_OK) fail(ended.get());
}

Transaction::Transaction(Connection& connection, std::string_view begin) : connection_(connection) {
  try {
    connection_.execute(begin);
  } catch (const Error&) {
    if (connection_.in_transaction()) connection_.execute("ROLLBACK");
    throw;
  }
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    connection_.execute("ROLLBACK");
  } catch (const Error&) {  // the connection is gone, and with it the transaction
  }
}

void Transaction::commit() {
  open_ = false;
  connection_.execute("COMMIT");
}

const std::string_view kPrintSettings = R"(
SET LOCAL search_path = pg_catalog;
SET LOCAL DateStyle = 'ISO, MDY';
SET LOCAL IntervalStyle = postgres;
SET LOCAL TimeZone = 'UTC';
SET LOCAL extra_float_digits = 1;
SET LOCAL bytea_output = hex;
SET LOCAL quote_all_identifiers = off;
SET LOCAL standard_conforming_strings = on;
SET LOCAL lock_timeout = '10s';
SET LOCAL jit = off)";

}  // namespace schemagen::db::postgres
