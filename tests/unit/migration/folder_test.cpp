#include "schemagen/migration/folder.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/statement.h"

namespace schemagen::migration {
namespace {

using model::Kind;
using model::ObjectId;
using plan::Hazard;
using plan::Lock;
using plan::Phase;
using plan::Step;
using plan::Transaction;

const ObjectId kUsers{Kind::table, "public", "", "users"};
const ObjectId kStatus{Kind::column, "public", "users", "status"};
const ObjectId kUserName{Kind::column, "public", "users", "user_name"};
const ObjectId kIndex{Kind::index, "public", "users", "users_email_idx"};
const ObjectId kHostile{Kind::table, "public", "", "a\"b\nDROP TABLE users; --'"};

Step add_status() {
  Step step;
  step.id = "e1";
  step.sql = {"ALTER TABLE public.users ADD COLUMN status text"};
  step.undo = {"ALTER TABLE public.users DROP COLUMN status"};
  step.why = "users.status is new.";
  step.locks = {{Lock::access_exclusive, kUsers}};
  step.produces = {kStatus};
  return step;
}

Step build_index() {
  Step step;
  step.id = "e2";
  step.sql = {"DROP INDEX CONCURRENTLY IF EXISTS public.users_email_idx",
              "CREATE INDEX CONCURRENTLY users_email_idx ON public.users USING btree (email)"};
  step.undo = {"DROP INDEX CONCURRENTLY IF EXISTS public.users_email_idx"};
  step.why = "An index for users.email.";
  step.locks = {{Lock::share_update_exclusive, kUsers}};
  step.scans = {kUsers};
  step.transaction = Transaction::none;
  step.produces = {kIndex};
  return step;
}

Step drop_user_name() {
  Step step;
  step.id = "c1";
  step.sql = {"ALTER TABLE public.users DROP COLUMN user_name"};
  step.why = "users.user_name is no longer declared.";
  step.phase = Phase::contract;
  step.locks = {{Lock::access_exclusive, kUsers}};
  step.losses = {{kUserName, "the values"}};
  step.hazards = {Hazard::destructive, Hazard::irreversible};
  step.destroys = {kUserName};
  return step;
}

Step hostile_function() {
  Step step;
  step.id = "e3";
  step.sql = {
      "CREATE FUNCTION public.f() RETURNS text LANGUAGE sql AS $x$ SELECT ';' $x$ -- a note\n-- and one more",
      "CREATE TABLE public.\"a\"\"b\nDROP TABLE users; --'\" (\"né;\" text DEFAULT 'x;''y')"};
  step.why = "New:\nthe table\r\n; DROP TABLE users;";
  step.hazards = {Hazard::irreversible};
  step.produces = {{Kind::function, "public", "", "f()"}, kHostile};
  return step;
}

Migration postgres_migration() {
  Migration migration;
  migration.id = "20261120153000_full_name";
  migration.parent = "none";
  migration.before = "sha256:aa";
  migration.after = "sha256:bb";
  migration.proved = "no: \"why\\\n";
  migration.schema_toml = "schemagen = 1\n";
  migration.plan.target = {sql::Dialect::postgresql, 150020};
  migration.plan.steps = {add_status(), build_index(), hostile_function(), drop_user_name()};
  return migration;
}

Migration sqlite_migration(bool rebuild) {
  Migration migration = postgres_migration();
  Step step;
  step.id = "e1";
  step.sql = {"CREATE TABLE _sg_new(id INTEGER PRIMARY KEY, \"a;b\" TEXT)",
              "INSERT INTO _sg_new SELECT * FROM users", "DROP TABLE users",
              "ALTER TABLE _sg_new RENAME TO users",
              "CREATE TRIGGER t AFTER INSERT ON users BEGIN SELECT 1; SELECT 2; END"};
  step.why = "users is written anew.";
  step.locks = {{Lock::database, {Kind::table, "", "", "users"}}};
  if (rebuild) step.rewrites = step.references = {{Kind::table, "", "", "users"}};
  step.produces = step.destroys = {{Kind::table, "", "", "users"}};
  migration.plan.target = {sql::Dialect::sqlite, 3040001};
  migration.plan.steps = {step};
  return migration;
}

std::vector<std::string> statements_of(const std::string& script, sql::Dialect dialect) {
  std::vector<std::string> texts;
  for (const sql::Statement& statement : sql::split_statements(script, dialect))
    texts.push_back(statement.text);
  return texts;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(MigrationFolder, HasOnlyTheFilesOfPhasesWithSteps) {
  std::vector<std::string> names;
  for (const auto& [name, bytes] : render(postgres_migration())) names.push_back(name);
  EXPECT_EQ(names, (std::vector<std::string>{"1_expand.sql", "3_contract.sql", "plan.toml", "schema.toml",
                                             "undo.sql"}));
}

TEST(MigrationFolder, SameMigrationGivesSameBytes) {
  EXPECT_EQ(render(postgres_migration()), render(postgres_migration()));
}

TEST(MigrationFolder, PostgresContractFileReadsAsWritten) {
  EXPECT_EQ(render(postgres_migration()).at("3_contract.sql"),
            R"(-- 20261120153000_full_name · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in migrate.
--
--   users  - column user_name
--
-- Lost for good, unless there is a backup: the values of column users.user_name.
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20261120153000_full_name', '3_contract.sql', '{"public.\"a\"\"b
DROP TABLE users; --''\"",public.users}',
    marker => 'public._sg_20261120153000()', after => '1_expand.sql');

-- c1 · users.user_name is no longer declared.
CALL pg_temp.under_lock('c1', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN user_name;
$ddl$);

CALL pg_temp.end_file(last => true);
)");
}

TEST(MigrationFolder, PostgresStatementsSplitBack) {
  const Migration migration = postgres_migration();
  const std::vector<sql::Statement> statements =
      sql::split_statements(render(migration).at("1_expand.sql"), sql::Dialect::postgresql);
  const auto& steps = migration.plan.steps;
  std::vector<std::string> under;
  for (const sql::Statement& statement : statements)
    if (!statement.conditions.empty()) under.push_back(statement.text);
  EXPECT_EQ(under, (std::vector<std::string>{"SET lock_timeout = 0", steps[1].sql[0], steps[1].sql[1],
                                             "SET lock_timeout = '200ms'", "CALL pg_temp.done('e2')"}));
  EXPECT_TRUE(contains(statements[1].text, steps[0].sql[0]));
  EXPECT_EQ(step_named_in(statements[1].comments), "e1");
  const std::string& third = statements[statements.size() - 2].text;
  EXPECT_TRUE(contains(third, steps[2].sql[0] + "\n;\n")) << "a comment must not hide the semicolon";
  EXPECT_TRUE(contains(third, steps[2].sql[1]));
}

TEST(MigrationFolder, SqliteRebuildRunsWithForeignKeysOffAndProvesThem) {
  const Migration migration = sqlite_migration(true);
  const std::string script = render_phase(migration, Phase::expand);
  const std::vector<std::string> statements = statements_of(script, sql::Dialect::sqlite);
  ASSERT_EQ(statements.size(), 14U);
  EXPECT_EQ(statements[0], "PRAGMA foreign_keys = OFF");
  EXPECT_EQ(statements[1], "BEGIN IMMEDIATE");
  EXPECT_TRUE(contains(statements[2], "CREATE TEMP TABLE _sg_orphans AS"));
  EXPECT_TRUE(contains(statements[2], "lower(t.name) IN ('users')"));
  EXPECT_EQ(statements[3], migration.plan.steps[0].sql[0]);
  EXPECT_EQ(statements[7], migration.plan.steps[0].sql[4]);
  EXPECT_TRUE(contains(statements[9], "HAVING count(*) > coalesce("));
  EXPECT_EQ(statements[12], "COMMIT");
  EXPECT_EQ(statements[13], "PRAGMA foreign_keys = ON");
  EXPECT_TRUE(contains(script, "\n.bail on\n"));
  EXPECT_TRUE(contains(script, "--   users  ~ table, written anew\n"));
}

TEST(MigrationFolder, SqliteWithoutRebuildIsOnePlainTransaction) {
  const Migration migration = sqlite_migration(false);
  std::vector<std::string> wanted = {"BEGIN IMMEDIATE"};
  const auto& sql = migration.plan.steps[0].sql;
  wanted.insert(wanted.end(), sql.begin(), sql.end());
  wanted.push_back("COMMIT");
  EXPECT_EQ(statements_of(render_phase(migration, Phase::expand), sql::Dialect::sqlite), wanted);
}

TEST(MigrationFolder, SqliteStepOutsideATransactionStandsBetweenTwo) {
  Migration migration = sqlite_migration(false);
  Step vacuum;
  vacuum.id = "e2";
  vacuum.sql = {"VACUUM"};
  vacuum.transaction = Transaction::none;
  Step last;
  last.id = "e3";
  last.sql = {"SELECT 1"};
  migration.plan.steps = {last, vacuum, last};
  EXPECT_EQ(statements_of(render_phase(migration, Phase::expand), sql::Dialect::sqlite),
            (std::vector<std::string>{"BEGIN IMMEDIATE", "SELECT 1", "COMMIT", "VACUUM", "BEGIN IMMEDIATE",
                                      "SELECT 1", "COMMIT"}));
}

TEST(MigrationFolder, HostileNamesStayInsideComments) {
  Migration migration = postgres_migration();
  Step& step = migration.plan.steps[2];
  step.sql = step.undo = {"SELECT 1"};
  step.locks = {{Lock::access_exclusive, kHostile}};
  step.scans = step.rewrites = step.destroys = {kHostile};
  step.losses = {{kHostile, "the\nrows"}};
  step.hazards = {Hazard::irreversible, Hazard::blocks_writes, Hazard::may_fail_on_rows};
  migration.id = "x\nDROP TABLE users;";
  const auto files = render(migration);
  for (const char* name : {"1_expand.sql", "undo.sql", "3_contract.sql"})
    for (const std::string& text : statements_of(files.at(name), sql::Dialect::postgresql))
      EXPECT_TRUE(text.starts_with("CALL pg_temp.") || !contains(text, "DROP TABLE")) << name << ": " << text;
  EXPECT_TRUE(contains(files.at("1_expand.sql"), "-- e3 · New:\\nthe table\\r\\n; DROP TABLE users;\n"));
}

TEST(MigrationFolder, UndoGoesBackwardsAndNamesWhatStays) {
  const std::string undo = render(postgres_migration()).at("undo.sql");
  const std::vector<std::string> texts = statements_of(undo, sql::Dialect::postgresql);
  ASSERT_EQ(texts.size(), 7U);
  EXPECT_TRUE(contains(texts[0], "'undo.sql'") && contains(texts[0], "\"unless\" => '{c1}'")) << texts[0];
  EXPECT_EQ(texts[1], "SELECT pg_temp.was_begun('e2') AS goes_on");
  EXPECT_EQ(texts[3], "DROP INDEX CONCURRENTLY IF EXISTS public.users_email_idx");
  EXPECT_EQ(texts[5],
            "CALL pg_temp.take_back('e1', '{public.users}', $ddl$\n"
            "ALTER TABLE public.users DROP COLUMN status;\n$ddl$)");
  EXPECT_EQ(texts[6], "CALL pg_temp.end_file(last => true)");
  EXPECT_TRUE(contains(undo, "written to it: column users.status."));
  EXPECT_TRUE(contains(undo, "Cannot be taken back: step e3. New:"));
  EXPECT_FALSE(contains(undo, "user_name"));
}

TEST(MigrationFolder, UndoWithoutStatementsLooksAndSaysSo) {
  Migration migration = postgres_migration();
  migration.plan.steps = {drop_user_name()};
  const std::string undo = render(migration).at("undo.sql");
  const std::vector<std::string> texts = statements_of(undo, sql::Dialect::postgresql);
  ASSERT_EQ(texts.size(), 1U);
  EXPECT_TRUE(texts[0].starts_with("CALL pg_temp.begin_file(")) << texts[0];
  EXPECT_TRUE(contains(undo, "nothing that it could take back"));
}

TEST(MigrationFolder, FilesThatChangeTextsAloneLookWhatTheseSay) {
  Migration migration = postgres_migration();
  migration.plan.steps.erase(migration.plan.steps.begin() + 2, migration.plan.steps.end());
  migration.plan.standing.before = {"view public.v: select 1"};
  migration.plan.standing.after = {"view public.v: select 2"};
  const auto files = render(migration);
  EXPECT_TRUE(contains(files.at("1_expand.sql"), "has => '{view public.v: select 1}'"));
  EXPECT_TRUE(contains(files.at("undo.sql"), "has => '{view public.v: select 2}'"));
}

TEST(MigrationFolder, PlanTomlSaysEverything) {
  const std::string text = render(postgres_migration()).at("plan.toml");
  EXPECT_EQ(text.substr(0, text.find("[[step]]")), R"(schemagen = 1
id = "20261120153000_full_name"
dialect = "postgresql"
server_version = 150020
parent = "none"
before = "sha256:aa"
after = "sha256:bb"
helpers = 1
deploy_after = "expand"
proved = "no: \"why\\\n"
hazards = ["destructive", "irreversible"]

)");
  EXPECT_TRUE(contains(text, R"(id = "c1"
phase = "contract"
why = "users.user_name is no longer declared."
lock = ["access-exclusive:users"]
scans = []
rewrites = []
transaction = "own"
loses = ["column:users.user_name: the values"]
hazards = ["destructive", "irreversible"]
produces = []
destroys = ["column:users.user_name"]
statements = 1
undo_statements = 0
)"));
  EXPECT_TRUE(contains(text, R"(why = "New:\nthe table\r\n; DROP TABLE users;")"));
}

TEST(MigrationFolder, NewTablesAreCountedNotListed) {
  Step step;
  step.id = "e1";
  step.sql = {"CREATE TABLE t (a int, b int)"};
  step.produces = {{Kind::table, "public", "", "t"},
                   {Kind::column, "public", "t", "a"},
                   {Kind::column, "public", "t", "b"},
                   {Kind::primary_key, "public", "t", ""}};
  Migration migration = postgres_migration();
  migration.plan.steps = {step};
  EXPECT_TRUE(
      contains(render_phase(migration, Phase::expand), "--   t  + table with 2 columns, primary key\n"));
}

TEST(MigrationFolder, RenameReadsAsOne) {
  Step step;
  step.id = "c1";
  step.phase = Phase::contract;
  step.sql = {"ALTER TABLE public.users RENAME COLUMN user_name TO full_name"};
  step.destroys = {kUserName};
  step.produces = {{Kind::column, "public", "users", "full_name"}};
  Migration migration = postgres_migration();
  migration.plan.steps = {step};
  const std::string text = render_phase(migration, Phase::contract);
  EXPECT_TRUE(contains(text, "--   users  ~ column user_name becomes full_name\n"));
  EXPECT_FALSE(contains(text, "- column"));
}

TEST(MigrationFolder, RewriteIsSaidOnceWhereOnlyColumnsChange) {
  Step step = drop_user_name();
  step.rewrites = {kUsers};
  Migration migration = postgres_migration();
  migration.plan.steps = {step};
  EXPECT_TRUE(contains(render_phase(migration, Phase::contract),
                       "--   users  - column user_name\n--          ~ all rows written anew\n--\n"));
}

TEST(MigrationFolder, UndoNamesOnlyDataThatIsNew) {
  Step rename;
  rename.id = "e1";
  rename.sql = rename.undo = {"SELECT 1"};
  rename.destroys = {kUserName};
  rename.produces = {{Kind::column, "public", "users", "full_name"}};
  Step table;
  table.id = "e2";
  table.sql = table.undo = {"SELECT 2"};
  table.produces = {{Kind::table, "public", "", "t"}, {Kind::column, "public", "t", "a"}};
  Migration migration = postgres_migration();
  migration.plan.steps = {rename, table, add_status()};
  EXPECT_TRUE(contains(render(migration).at("undo.sql"), "written to it: table t, column users.status.\n"));
}

TEST(MigrationFolder, StatesStandBehindTheirObject) {
  Migration migration = postgres_migration();
  const model::ObjectId column = model::column_id("public", "users", "age");
  plan::Step fill;
  fill.id = "e1";
  fill.reaches = {{column, "filled"}};
  plan::Step prove = fill;
  prove.id = "e2";
  prove.reaches = {{column, "proved"}, {column, "filled"}};
  plan::Step body;
  body.id = "e3";
  const model::ObjectId function{Kind::function, "public", "", "f()"};
  body.produces = {function};
  body.reaches = {{function, "new body"}};
  migration.plan.steps = {fill, prove, body};
  const std::string text = render_phase(migration, Phase::expand);
  EXPECT_TRUE(contains(text, "users  ~ column age: filled, proved\n")) << text;
  EXPECT_TRUE(contains(text, "f()    ~ function: new body\n")) << text;
}

TEST(MigrationFolder, EarlyTighteningIsSaid) {
  Migration migration = postgres_migration();
  migration.plan.steps[0].hazards = {Hazard::rejects_old_writers};
  const std::string text = render_phase(migration, Phase::expand);
  EXPECT_FALSE(contains(text, "Nothing is removed or tightened"));
  EXPECT_TRUE(contains(text, "may fail from step e1 on"));
}

TEST(FolderHash, DependsOnNamesAndBytesAndTheirBorder) {
  const std::string hash = folder_hash({{"a", "bc"}});
  EXPECT_EQ(hash.substr(0, 7), "sha256:");
  EXPECT_EQ(hash.size(), 71U);
  EXPECT_EQ(hash, folder_hash({{"a", "bc"}}));
  EXPECT_NE(hash, folder_hash({{"ab", "c"}}));
  EXPECT_NE(hash, folder_hash({{"a", "bd"}}));
  EXPECT_NE(folder_hash({{"a", "1:b"}}), folder_hash({{"a", ""}, {"b", ""}}));
}

TEST(Slug, KeepsLettersAndDigits) {
  EXPECT_EQ(slug("split user name!"), "split_user_name");
  EXPECT_EQ(slug("  Add--Index #2 "), "add_index_2");
  EXPECT_EQ(slug("../../etc/passwd"), "etc_passwd");
  EXPECT_EQ(slug(std::string(300, 'x')).size(), 80U);
}

TEST(Slug, RefusesAnEmptyName) {
  try {
    slug(" !é/ ");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::usage);
  }
}

}  // namespace
}  // namespace schemagen::migration
