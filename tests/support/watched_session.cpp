#include "support/watched_session.h"

#include <libpq-fe.h>

#include <chrono>
#include <thread>

#include "schemagen/base/error.h"

namespace schemagen::tests {
namespace {

using base::Error;
using base::ErrorKind;
using plan::Lock;

constexpr auto kPoll = std::chrono::milliseconds(1);
constexpr auto kPatience = std::chrono::seconds(60);

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

Lock lock_of(const std::string& mode) {
  static const std::map<std::string, Lock> modes = {
      {"AccessShareLock", Lock::access_share},
      {"RowShareLock", Lock::row_share},
      {"RowExclusiveLock", Lock::row_exclusive},
      {"ShareUpdateExclusiveLock", Lock::share_update_exclusive},
      {"ShareLock", Lock::share},
      {"ShareRowExclusiveLock", Lock::share_row_exclusive},
      {"ExclusiveLock", Lock::exclusive},
      {"AccessExclusiveLock", Lock::access_exclusive},
  };
  return modes.at(mode);
}

}  // namespace

struct WatchedSession::Impl {
  explicit Impl(const std::string& url) : connection(PQconnectdb(url.c_str())) {
    if (PQstatus(connection) != CONNECTION_OK) fail();
    PQsetNoticeReceiver(
        connection,
        [](void* self, const PGresult* notice) {
          static_cast<Impl*>(self)->messages.emplace_back(
              PQresultErrorField(notice, PG_DIAG_MESSAGE_PRIMARY));
        },
        this);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() { PQfinish(connection); }

  [[noreturn]] void fail() const { throw Error(ErrorKind::sql, PQerrorMessage(connection)); }

  std::vector<db::Row> rows_of(const PGresult* result) const {
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) fail();
    std::vector<db::Row> rows(static_cast<std::size_t>(PQntuples(result)));
    for (int row = 0; row < PQntuples(result); ++row)
      for (int column = 0; column < PQnfields(result); ++column)
        rows[static_cast<std::size_t>(row)].push_back(
            PQgetisnull(result, row, column) != 0 ? db::Cell() : db::Cell(PQgetvalue(result, row, column)));
    return rows;
  }

  bool is_under_way() {
    if (PQconsumeInput(connection) == 0) fail();
    return PQisBusy(connection) != 0;
  }

  PGconn* connection;
  std::vector<std::string> messages;
};

WatchedSession::WatchedSession(const std::string& url) : impl_(std::make_unique<Impl>(url)) {}

WatchedSession::~WatchedSession() = default;

std::vector<db::Row> WatchedSession::execute(const std::string& statement) {
  const Result result(PQexec(impl_->connection, statement.c_str()));
  return impl_->rows_of(result.get());
}

void WatchedSession::execute_against(const std::string& statement, WatchedSession& watcher,
                                     const std::function<void()>& waiting) {
  if (PQsendQuery(impl_->connection, statement.c_str()) == 0) impl_->fail();
  const std::string blocked =
      "SELECT 1 FROM pg_locks WHERE NOT granted AND pid = " + std::to_string(PQbackendPID(impl_->connection));
  const auto limit = std::chrono::steady_clock::now() + kPatience;
  bool told = false;
  while (impl_->is_under_way()) {
    if (!told && !watcher.execute(blocked).empty()) {
      told = true;
      waiting();
    }
    if (std::chrono::steady_clock::now() > limit)
      throw Error(ErrorKind::busy, "This statement does not end: " + statement);
    std::this_thread::sleep_for(kPoll);
  }
  while (const Result result{PQgetResult(impl_->connection)}) impl_->rows_of(result.get());
}

HeldLocks WatchedSession::locks_seen_by(WatchedSession& watcher) const {
  HeldLocks held;
  for (const db::Row& row :
       watcher.execute("SELECT relation, mode FROM pg_locks WHERE locktype = 'relation' AND pid = " +
                       std::to_string(PQbackendPID(impl_->connection)) +
                       " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")) {
    Lock& strongest = held[static_cast<std::uint32_t>(std::stoul(*row[0]))];
    strongest = std::max(strongest, lock_of(*row[1]));
  }
  return held;
}

std::vector<std::string> WatchedSession::take_messages() { return std::exchange(impl_->messages, {}); }

}  // namespace schemagen::tests
