#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "db/postgres/connection.h"
#include "db/postgres/index_definition.h"
#include "schemagen/base/error.h"
#include "schemagen/db/scratch_server.h"
#include "support/pg_server.h"

namespace schemagen::db {
namespace {

using base::Error;
using base::ErrorKind;
using tests::fresh_postgres;
using tests::fresh_postgres_url;

Error error_of(Database& database, const std::string& statement) {
  try {
    database.execute(statement);
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "was not refused: " << statement;
  return Error(ErrorKind::internal, "");
}

std::string socket_folder(const std::string& url) {
  const std::size_t from = url.find("host=") + 5;
  std::string folder = url.substr(from, url.find('&') - from);
  for (std::size_t at = folder.find("%2F"); at != std::string::npos; at = folder.find("%2F"))
    folder.replace(at, 3, "/");
  return folder;
}

TEST(PostgresDatabase, ReturnsRowsWithNulls) {
  const auto database = fresh_postgres();
  const std::vector<Row> rows =
      database->execute("SELECT 1, NULL, '', E'a\\tb' UNION ALL SELECT 2, 'x', 'y', 'z'");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0], (Row{"1", std::nullopt, "", "a\tb"}));
  EXPECT_EQ(rows[1], (Row{"2", "x", "y", "z"}));
}

TEST(PostgresDatabase, RunsTransactionsAndConcurrentIndexesAsPlainStatements) {
  const auto database = fresh_postgres("CREATE TABLE t (a int)");
  database->execute("BEGIN");
  database->execute("INSERT INTO t VALUES (1)");
  database->execute("ROLLBACK");
  EXPECT_TRUE(database->is_empty_table(model::table_id("public", "t")));
  database->execute("CREATE INDEX CONCURRENTLY ON t (a)");
  database->execute("BEGIN");
  database->execute("INSERT INTO t VALUES (1)");
  database->execute("COMMIT");
  EXPECT_FALSE(database->is_empty_table(model::table_id("public", "t")));
  EXPECT_TRUE(database->is_empty_table(model::table_id("public", "not there")));
  EXPECT_TRUE(database->is_empty_table(model::table_id("not there", "t")));
}

TEST(PostgresDatabase, TranslatesErrorsWithTheirCode) {
  const auto database = fresh_postgres("CREATE TABLE t (a int PRIMARY KEY); INSERT INTO t VALUES (7)");
  const Error duplicate = error_of(*database, "INSERT INTO t VALUES (7)");
  EXPECT_EQ(duplicate.kind(), ErrorKind::sql);
  EXPECT_EQ(duplicate.code(), "23505");
  EXPECT_NE(std::string(duplicate.what()).find("Key (a)=(7) already exists"), std::string::npos)
      << duplicate.what();
  EXPECT_EQ(error_of(*database, "SELEKT").code(), "42601");
  const std::string raise = "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = ";
  for (const char* code : {"42501", "40001", "40P01", "55P03", "57014", "25006", "P0001", "0A000", "22012"})
    EXPECT_EQ(error_of(*database, raise + "'" + code + "'; END $$").code(), code);
  EXPECT_EQ(error_of(*database, raise + "'40P01'; END $$").kind(), ErrorKind::busy);
  EXPECT_EQ(error_of(*database, raise + "'40001'; END $$").kind(), ErrorKind::busy);
}

TEST(PostgresDatabase, CallsALockThatCannotBeHadBusy) {
  const std::string url = fresh_postgres_url();
  const auto holder = open_database(url, OpenMode::read_write);
  const auto waiter = open_database(url, OpenMode::read_write);
  holder->execute("CREATE TABLE t (a int)");
  holder->execute("BEGIN");
  holder->execute("LOCK TABLE t");
  waiter->execute("SET lock_timeout = '50ms'");
  const Error busy = error_of(*waiter, "SELECT * FROM t");
  EXPECT_EQ(busy.kind(), ErrorKind::busy);
  EXPECT_EQ(busy.code(), "55P03");
}

TEST(PostgresDatabase, NeverReopensALostSession) {
  const std::string url = fresh_postgres_url();
  const auto victim = open_database(url, OpenMode::read_write);
  const auto other = open_database(url, OpenMode::read_write);
  const std::string pid = victim->execute("SELECT pg_backend_pid()").at(0).at(0).value();
  other->execute("SELECT pg_terminate_backend(" + pid + ")");
  EXPECT_EQ(error_of(*victim, "SELECT 1").kind(), ErrorKind::connection);
  EXPECT_EQ(error_of(*victim, "SELECT 1").kind(), ErrorKind::connection);
  EXPECT_THROW(victim->introspect(), Error);
}

TEST(PostgresDatabase, LosesTheSessionDuringIntrospectionAsAConnectionError) {
  const std::string url = fresh_postgres_url();
  const auto victim = open_database(url, OpenMode::read_write);
  const auto other = open_database(url, OpenMode::read_write);
  other->execute(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND "
      "datname = current_database()");
  try {
    victim->introspect();
    ADD_FAILURE() << "introspected over a lost session";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::connection) << error.what();
  }
}

TEST(PostgresDatabase, SaysInOneSentenceWhyItCannotConnectAndKeepsThePassword) {
  for (const char* url :
       {"postgresql://me:s3cret@127.0.0.1:1/db", "host=/nonexistent password=s3cret dbname=x",
        "postgresql://me:s3cret@127.0.0.1:1/db?sslmode=nonsense",
        "postgresql://me:s3cret%zz@127.0.0.1:1/db"}) {
    try {
      open_database(url, OpenMode::read_only);
      ADD_FAILURE() << "connected to " << url;
    } catch (const Error& error) {
      const std::string text = std::string(error.what()) + error.hint();
      EXPECT_EQ(text.find("s3cret"), std::string::npos) << text;
      EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos) << text;
      EXPECT_TRUE(error.kind() == ErrorKind::connection || error.kind() == ErrorKind::usage) << text;
    }
  }
}

TEST(PostgresDatabase, RefusesWritesWhenOpenedReadOnly) {
  const auto database = open_database(fresh_postgres_url(), OpenMode::read_only);
  EXPECT_EQ(error_of(*database, "CREATE TABLE t (a int)").code(), "25006");
  EXPECT_EQ(database->execute("SELECT 1").at(0).at(0), "1");
  EXPECT_GE(database->target().version, 130000);
}

TEST(PostgresDatabase, SplitsRowsOfCopy) {
  std::string line = "a\\tb\t\\N\t\t{1,-2}\t5 6\tt\t{x,\"y \\\\\"z\\\\\"\"}\n";
  postgres::CopyRow row;
  row.assign(line.data(), line.size());
  ASSERT_EQ(row.size(), 7U);
  EXPECT_EQ(row.text(0), "a\tb");
  EXPECT_TRUE(row.is_null(1));
  EXPECT_FALSE(row.is_null(2));
  EXPECT_EQ(row.numbers(3), (std::vector<std::int64_t>{1, -2}));
  EXPECT_EQ(row.numbers(4), (std::vector<std::int64_t>{5, 6}));
  EXPECT_TRUE(row.flag(5));
  EXPECT_EQ(row.texts(6), (std::vector<std::string>{"x", "y \"z\""}));
}

TEST(PostgresDatabase, FindsWhatStandsBehindTheKeysOfAnIndex) {
  const auto suffixes = postgres::key_suffixes(
      "CREATE INDEX \"using (\" ON public.t USING btree (lower((a)::text) COLLATE pg_catalog.\"C\" DESC, b, "
      "((c || ','::text)) public.my_ops (n='1') NULLS FIRST, (d COLLATE \"C\")) INCLUDE (e) WHERE (a IS "
      "NULL)",
      {"lower((a)::text)", "b", "((c || ','::text))", "(d COLLATE \"C\")"});
  ASSERT_EQ(suffixes.size(), 4U);
  EXPECT_TRUE(suffixes[0].collation);
  EXPECT_FALSE(suffixes[0].operator_class);
  EXPECT_FALSE(suffixes[1].collation || suffixes[1].operator_class);
  EXPECT_FALSE(suffixes[2].collation);
  EXPECT_TRUE(suffixes[2].operator_class);
  EXPECT_FALSE(suffixes[3].collation || suffixes[3].operator_class);
}

TEST(ScratchServer, RemovesItsFolderAndEndsItsServer) {
  std::string url;
  {
    ScratchServer server(find_server_binaries().value());
    url = server.create_database("na\"me %");
    EXPECT_EQ(open_database(url, OpenMode::read_write)->execute("SELECT current_database()").at(0).at(0),
              "na\"me %");
    EXPECT_TRUE(std::filesystem::exists(socket_folder(url)));
    server.drop_database("na\"me %");
    EXPECT_THROW(open_database(url, OpenMode::read_write), Error);
  }
  EXPECT_FALSE(std::filesystem::exists(socket_folder(url)));
}

TEST(ScratchServer, SaysWhyItDoesNotStartAndLeavesNothing) {
  const auto count = [] {
    return std::distance(std::filesystem::directory_iterator("/tmp"), std::filesystem::directory_iterator());
  };
  const auto before = count();
  EXPECT_THROW(ScratchServer("/nonexistent"), Error);
  EXPECT_EQ(count(), before);
}

TEST(ScratchServer, DiesWithItsProcess) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const std::string binaries = find_server_binaries().value();
  const pid_t child = fork();
  if (child == 0) {
    ScratchServer server(binaries);
    const std::string url = server.create_database("x") + "\n";
    if (write(ends[1], url.data(), url.size()) < 0) _exit(1);
    while (true) pause();
  }
  std::string url;
  char letter = 0;
  while (read(ends[0], &letter, 1) == 1 && letter != '\n') url += letter;
  close(ends[0]);
  close(ends[1]);
  EXPECT_NO_THROW(open_database(url, OpenMode::read_write));
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  bool ended = false;
  for (int i = 0; i < 200 && !ended; ++i) {
    try {
      open_database(url, OpenMode::read_write);
      std::this_thread::sleep_for(std::chrono::milliseconds(25));
    } catch (const Error&) {
      ended = true;
    }
  }
  EXPECT_TRUE(ended);
  // The server's processes may write for a moment after its socket is gone.
  std::error_code failure;
  for (int i = 0; i < 200 && std::filesystem::exists(socket_folder(url)); ++i) {
    std::filesystem::remove_all(socket_folder(url), failure);
    std::this_thread::sleep_for(std::chrono::milliseconds(25));
  }
  EXPECT_FALSE(std::filesystem::exists(socket_folder(url)));
}

TEST(ScratchServer, TakesTheBinariesThatItIsTold) {
  const char* before = std::getenv("SCHEMAGEN_PG_BIN");
  const std::string kept = before == nullptr ? "" : before;
  setenv("SCHEMAGEN_PG_BIN", "/nonexistent", 1);
  EXPECT_EQ(find_server_binaries(), std::nullopt);
  if (kept.empty())
    unsetenv("SCHEMAGEN_PG_BIN");
  else
    setenv("SCHEMAGEN_PG_BIN", kept.c_str(), 1);
  EXPECT_TRUE(find_server_binaries().has_value());
}

}  // namespace
}  // namespace schemagen::db
