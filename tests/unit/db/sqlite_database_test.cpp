// Opening, running and asking an SQLite database.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "schemagen/base/error.h"
#include "schemagen/base/file.h"
#include "schemagen/db/database.h"

namespace schemagen {
namespace {

using base::Error;
using base::ErrorKind;
using db::OpenMode;
using diff::Verdict;

class SqliteFile : public testing::Test {
 protected:
  SqliteFile() {
    std::string pattern = (std::filesystem::temp_directory_path() / "schemagen-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~SqliteFile() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string url(const std::string& name) const { return "sqlite:" + path(name); }

 private:
  std::filesystem::path folder_;
};

Error error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  return Error(ErrorKind::internal, "no Error was thrown");
}

TEST_F(SqliteFile, MissingFileIsOneSentenceAndIsNotMade) {
  for (const OpenMode mode : {OpenMode::read_only, OpenMode::read_write}) {
    const Error error = error_of([&] { db::open_database(url("no.db"), mode); });
    EXPECT_EQ(error.kind(), ErrorKind::connection);
    EXPECT_EQ(std::string(error.what()),
              "Cannot open the SQLite database " + path("no.db") + ": there is no such file.");
    EXPECT_FALSE(std::filesystem::exists(path("no.db")));
  }
}

TEST_F(SqliteFile, OtherThingsThatCannotBeOpened) {
  base::write_file(path("text.db"), std::string(4096, 'x'));
  const auto message = [&](const std::string& name, OpenMode mode) {
    const Error error = error_of([&] { db::open_database(url(name), mode); });
    EXPECT_EQ(error.kind(), ErrorKind::connection);
    return std::string(error.what())
        .substr(std::string("Cannot open the SQLite database " + path(name)).size());
  };
  EXPECT_EQ(message("text.db", OpenMode::read_only), ": it is no SQLite database, or it is encrypted.");
  EXPECT_EQ(message("", OpenMode::read_write), ": it is a folder.");
  EXPECT_EQ(message("none/a.db", OpenMode::create), ": there is no folder " + path("none") + ".");
  EXPECT_EQ(error_of([] { db::open_database("sqlite:", OpenMode::create); }).kind(), ErrorKind::usage);
  EXPECT_EQ(error_of([] { db::open_database("schema.toml", OpenMode::create); }).kind(), ErrorKind::usage);
  EXPECT_EQ(error_of([&] { db::open_database(url("text.db"), OpenMode::read_only); }).code(), "26");
}

TEST_F(SqliteFile, CreateMakesTheFileAndReadOnlyCannotWrite) {
  db::open_database(url("a.db"), OpenMode::create)->execute("CREATE TABLE t(a)");
  const auto database = db::open_database(url("a.db"), OpenMode::read_only);
  EXPECT_TRUE(database->introspect().contains(model::table_id({}, "t")));
  const Error error = error_of([&] { database->execute("INSERT INTO t VALUES (1)"); });
  EXPECT_EQ(error.kind(), ErrorKind::sql);
  EXPECT_EQ(error.code(), std::to_string(SQLITE_READONLY));
}

TEST_F(SqliteFile, BusyIsAKindOfItsOwn) {
  const auto first = db::open_database(url("a.db"), OpenMode::create);
  first->execute("CREATE TABLE t(a)");
  const auto second = db::open_database(url("a.db"), OpenMode::read_write);
  second->execute("PRAGMA busy_timeout = 0");
  first->execute("BEGIN EXCLUSIVE");
  const Error writing = error_of([&] { second->execute("INSERT INTO t VALUES (1)"); });
  EXPECT_EQ(writing.kind(), ErrorKind::busy);
  EXPECT_EQ(writing.code(), std::to_string(SQLITE_BUSY));
  EXPECT_EQ(error_of([&] { second->introspect(); }).kind(), ErrorKind::busy);
  first->execute("COMMIT");
  EXPECT_EQ(second->introspect().objects().size(), 2U);
}

TEST_F(SqliteFile, AnInterruptedWriterIsNoQuestionOfRights) {
  const auto writer = db::open_database(url("a.db"), OpenMode::create);
  writer->execute("CREATE TABLE t(a)");
  writer->execute("INSERT INTO t VALUES (zeroblob(100000))");
  writer->execute("PRAGMA cache_size = 1");
  writer->execute("BEGIN");
  writer->execute("UPDATE t SET a = randomblob(100000)");
  std::filesystem::copy_file(path("a.db"), path("b.db"));
  std::filesystem::copy_file(path("a.db-journal"), path("b.db-journal"));
  const Error error = error_of([&] { db::open_database(url("b.db"), OpenMode::read_only); });
  EXPECT_EQ(error.code(), std::to_string(SQLITE_READONLY_ROLLBACK));
  EXPECT_NE(std::string(error.what()).find("a program was interrupted while it wrote"), std::string::npos);
  db::open_database(url("b.db"), OpenMode::read_write)->execute("SELECT count(*) FROM t");
  db::open_database(url("b.db"), OpenMode::read_only);
}

TEST(SqliteDatabase, CellsAreText) {
  const auto database = db::open_memory_database();
  const std::vector<db::Row> rows =
      database->execute("SELECT NULL, 1, -1.5, 'it''s', x'00ff', x'', char(97, 0, 98)");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0], (db::Row{std::nullopt, "1", "-1.5", "it's", "X'00FF'", "X''", std::string("a\0b", 3)}));
  EXPECT_EQ(database->target().dialect, sql::Dialect::sqlite);
  EXPECT_EQ(database->target().version, sqlite3_libversion_number());
  EXPECT_EQ(database->round_trips(), 0);
}

TEST(SqliteDatabase, ExecuteTakesOneStatement) {
  const auto database = db::open_memory_database();
  EXPECT_EQ(database->execute("SELECT 1; -- done").size(), 1U);
  EXPECT_EQ(error_of([&] { database->execute("SELECT 1; SELECT 2"); }).kind(), ErrorKind::internal);
  EXPECT_EQ(error_of([&] { database->execute(" -- nothing"); }).kind(), ErrorKind::sql);
  const Error error = error_of([&] { database->execute("SELECT * FROM nowhere"); });
  EXPECT_EQ(std::string(error.what()), "SQLite refused the statement: no such table: nowhere.");
  EXPECT_EQ(error.code(), "1");
}

TEST(SqliteDatabase, ExtendedCodes) {
  const auto database = db::open_memory_database();
  database->execute("CREATE TABLE t(a NOT NULL UNIQUE)");
  database->execute("INSERT INTO t VALUES (1)");
  EXPECT_EQ(error_of([&] { database->execute("INSERT INTO t VALUES (NULL)"); }).code(), "1299");
  EXPECT_EQ(error_of([&] { database->execute("INSERT INTO t VALUES (1)"); }).code(), "2067");
}

TEST(SqliteDatabase, DoubleQuotedStringsAreOff) {
  const auto database = db::open_memory_database();
  EXPECT_EQ(error_of([&] { database->execute("SELECT \"nope\""); }).kind(), ErrorKind::sql);
  database->execute("CREATE TABLE t(a)");
  EXPECT_EQ(error_of([&] { database->execute("CREATE INDEX i ON t(\"nope\")"); }).kind(), ErrorKind::sql);
}

TEST(SqliteDatabase, EmptyTables) {
  const auto database = db::open_memory_database();
  database->execute("CREATE TABLE \"T t\"(a)");
  EXPECT_TRUE(database->is_empty_table(model::table_id({}, "T t")));
  EXPECT_TRUE(database->is_empty_table(model::table_id({}, "nowhere")));
  database->execute("INSERT INTO \"T t\" VALUES (NULL)");
  EXPECT_FALSE(database->is_empty_table(model::table_id({}, "T t")));
  EXPECT_FALSE(database->is_empty_table(model::table_id({}, "t T")));
}

TEST(SqliteDatabase, IntrospectsInsideATransactionOfTheCaller) {
  const auto database = db::open_memory_database();
  database->execute("BEGIN");
  database->execute("CREATE TABLE t(a)");
  EXPECT_EQ(database->introspect().objects().size(), 2U);
  database->execute("ROLLBACK");
  EXPECT_TRUE(database->introspect().empty());
}

TEST(RunScript, NamesScriptLineAndStatementAndRollsBack) {
  const auto database = db::open_memory_database();
  const std::string script =
      "CREATE TABLE kept(a);\nBEGIN;\nCREATE TABLE lost(a);\n\n-- why\nINSERT INTO lost\n VALUES (1, "
      "2);\nCOMMIT;";
  std::vector<std::string> seen;
  const Error error = error_of([&] {
    db::run_script(*database, script, "1_expand.sql",
                   [&](std::string_view text) { seen.emplace_back(text); });
  });
  EXPECT_EQ(error.kind(), ErrorKind::sql);
  EXPECT_EQ(std::string(error.what()),
            "1_expand.sql, line 6: SQLite refused the statement: table lost has 1 columns but 2 values were "
            "supplied. "
            "The statement: INSERT INTO lost …");
  EXPECT_EQ(error.place(), (base::Place{"1_expand.sql", 6, 0}));
  EXPECT_EQ(error.code(), "1");
  EXPECT_EQ(seen.size(), 4U);
  const model::Schema schema = database->introspect();
  EXPECT_TRUE(schema.contains(model::table_id({}, "kept")));
  EXPECT_FALSE(schema.contains(model::table_id({}, "lost")));
  database->execute("BEGIN");
  database->execute("ROLLBACK");
}

TEST(RunScript, LeavesATransactionOfTheCallerOpen) {
  const auto database = db::open_memory_database();
  database->execute("BEGIN");
  error_of([&] { db::run_script(*database, "CREATE TABLE t(a); ROLLBACK TO nowhere", "x.sql"); });
  EXPECT_TRUE(database->introspect().contains(model::table_id({}, "t")));
  database->execute("ROLLBACK");
  EXPECT_TRUE(database->introspect().empty());
}

class Settle : public testing::Test {
 protected:
  Settle() : database_(db::open_memory_database()) {
    database_->execute("CREATE TABLE t(a int, b text, \"c d\" COLLATE nocase)");
    declared_ = database_->introspect();
  }

  Verdict verdict(model::SqlRole role, const std::string& declared, const std::string& printed) {
    const diff::Doubt doubt{{model::Kind::check, {}, "t", "x"}, role, 0, declared, printed};
    return database_->settle({doubt}, declared_).at(0);
  }
  Verdict expression(const std::string& declared, const std::string& printed) {
    return verdict(model::SqlRole::expression, declared, printed);
  }

 private:
  std::unique_ptr<db::Database> database_;
  model::Schema declared_{sql::Dialect::sqlite};
};

TEST_F(Settle, SameByteCodeIsTheSame) {
  EXPECT_EQ(expression("ifnull(a, 1) > 0", "coalesce(a, 1) > 0"), Verdict::same);
  EXPECT_EQ(expression("b = 'x'", "b = \"x\""), Verdict::same);
  EXPECT_EQ(expression("a <> 1", "\"a\" != 1"), Verdict::same);
  EXPECT_EQ(expression("\"c d\" = 'x'", "[c d] == 'x'"), Verdict::same);
  EXPECT_EQ(verdict(model::SqlRole::default_value, "1 <> 2", "(1 != 2)"), Verdict::same);
}

TEST_F(Settle, EverythingElseIsDifferent) {
  EXPECT_EQ(expression("a > 0", "a >= 0"), Verdict::different);
  EXPECT_EQ(expression("b = 'x'", "b = 'X'"), Verdict::different);
  EXPECT_EQ(expression("b = 'x'", "b = 'x' collate nocase"), Verdict::different);
  EXPECT_EQ(expression("b", "b collate nocase"), Verdict::different);
  EXPECT_EQ(expression("b = x'610062'", "b = x'610063'"), Verdict::different);
  EXPECT_EQ(expression("b = \"x\"", "b = 'x'"), Verdict::different);
  EXPECT_EQ(expression("ours(a)", "ours(a)"), Verdict::different);
  EXPECT_EQ(expression("a > 0 and b > 0", "b > 0 and a > 0"), Verdict::different);
  EXPECT_EQ(verdict(model::SqlRole::default_value, "1", "2"), Verdict::different);
}

TEST_F(Settle, QueriesCompareByToken) {
  EXPECT_EQ(verdict(model::SqlRole::query, "SELECT a FROM t", "SELECT  a\nFROM t -- x"), Verdict::same);
  EXPECT_EQ(verdict(model::SqlRole::trigger, "SELECT a FROM t", "SELECT b FROM t"), Verdict::different);
}

}  // namespace
}  // namespace schemagen
