#include <gtest/gtest.h>

#include "unit/dialect/sqlite_bench.h"

namespace schemagen::tests {
namespace {

using model::Kind;
using model::ReferentialAction;
using plan::Hazard;
using plan::Phase;

Draft posts() { return Draft().table("posts", {{"id", "INTEGER"}, {"title", "TEXT"}}).key({"id"}); }

TEST(SqliteObjects, EverythingOnANewTableIsExpandAndCanBeTakenBack) {
  Draft after = posts().index("posts_title", {"title"}, true).check("title <> ''", "title");
  after.trigger("posts_t", "CREATE TRIGGER posts_t AFTER INSERT ON posts BEGIN SELECT 1; END");
  after.view("titles", "SELECT title FROM posts");
  after.trigger("titles_in",
                "CREATE TRIGGER titles_in INSTEAD OF INSERT ON titles BEGIN INSERT INTO posts (title) VALUES "
                "(new.title); END");
  Bench bench(Draft().done(), after.done());
  EXPECT_EQ(plan::steps_in(bench.plan(), Phase::expand).size(), bench.plan().steps.size());
  bench.migrate();
  bench.undo();
}

TEST(SqliteObjects, DroppingATableLeavesWhatReferredToIt) {
  Draft before = posts();
  before.table("comments", {{"id", "INTEGER"}, {"post_id", "INTEGER"}})
      .key({"id"})
      .reference("post_id", "posts", "id", ReferentialAction::cascade);
  Draft after = Draft().table("comments", {{"id", "INTEGER"}, {"post_id", "INTEGER"}}).key({"id"});
  Bench bench(before.done(), after.done());
  bench.database().run("INSERT INTO posts VALUES (1, 'a'); INSERT INTO comments VALUES (1, 1)");
  bench.migrate();
  EXPECT_EQ(bench.database().rows("SELECT * FROM comments"), "1|1");
  EXPECT_TRUE(bench.has(Hazard::destructive));
  EXPECT_EQ(bench.plan().steps.front().losses,
            (std::vector<plan::Loss>{{model::table_id({}, "posts"), "the rows"}}));
}

TEST(SqliteObjects, APlainIndexIsExpandAUniqueOneContract) {
  Draft after = posts().index("plain", {"title"}).index("strict", {"title"}, true);
  Bench bench(posts().done(), after.done());
  EXPECT_EQ(bench.outline(),
            "e: CREATE INDEX plain ON posts (title)\nc: CREATE UNIQUE INDEX strict ON posts (title)\n");
  bench.migrate();
  Bench back(after.done(), posts().done());
  EXPECT_EQ(back.outline(), "c: DROP INDEX plain\nc: DROP INDEX strict\n");
  back.migrate();
}

TEST(SqliteObjects, AnIndexChanges) {
  Bench plain(posts().index("i", {"title"}).done(), posts().index("i", {"id"}).done());
  EXPECT_EQ(plain.plan().steps.size(), 1U);
  plain.migrate();
  Bench unique(posts().index("i", {"title"}).done(), posts().index("i", {"title"}, true).done());
  unique.migrate();
  Bench loose(posts().index("i", {"title"}, true).done(), posts().index("i", {"title"}).done());
  EXPECT_EQ(loose.try_phase(Phase::expand), "");
  loose.undo();
  loose.migrate();
}

TEST(SqliteObjects, AnIndexMovesToAnotherTable) {
  const auto draft = [](bool moved) {
    Draft d = posts();
    if (!moved) d.index("i", {"title"});
    d.table("a", {{"title", "TEXT"}});
    if (moved) d.index("I", {"title"});
    return d.done();
  };
  Bench(draft(false), draft(true)).migrate();
  Bench(draft(true), draft(false)).migrate();
}

TEST(SqliteObjects, ADroppedColumnWaitsForWhatUsesIt) {
  Draft before = posts().column({"body", "TEXT"}).index("posts_body", {"body"});
  before.trigger("t", "CREATE TRIGGER t AFTER UPDATE ON posts BEGIN SELECT new.body; END");
  before.view("bodies", "SELECT body FROM posts").view("both", "SELECT title, body FROM posts");
  Draft after = posts();
  after.view("both", "SELECT title FROM posts");
  Bench bench(before.done(), after.done());
  bench.database().run("INSERT INTO posts VALUES (1, 'a', 'b')");
  EXPECT_EQ(plan::steps_in(bench.plan(), Phase::expand).size(), 1U);
  EXPECT_EQ(bench.plan().steps.back().sql, (std::vector<std::string>{"ALTER TABLE posts DROP COLUMN body"}));
  bench.migrate();
}

TEST(SqliteObjects, AViewChangesAndItsTriggersWithIt) {
  const auto draft = [](const std::string& query, const std::string& body, bool second) {
    Draft d = posts().view("v", query);
    d.trigger("v_in", "CREATE TRIGGER v_in INSTEAD OF INSERT ON v BEGIN " + body + "; END");
    if (second) d.trigger("v_out", "CREATE TRIGGER v_out INSTEAD OF DELETE ON v BEGIN SELECT 1; END");
    d.view("w", "SELECT * FROM v");
    return d.done();
  };
  const model::Schema before = draft("SELECT id, title FROM posts", "SELECT 1", true);
  const model::Schema after = draft("SELECT title, id FROM posts", "SELECT 2", false);
  Bench bench(before, after);
  EXPECT_EQ(bench.try_phase(Phase::expand), "");
  bench.undo();
  bench.migrate();
  Bench triggers_only(before, draft("SELECT id, title FROM posts", "SELECT 2", false));
  triggers_only.migrate();
}

TEST(SqliteObjects, ATriggerChanges) {
  const auto draft = [](const std::string& body) {
    return posts().trigger("t", "CREATE TRIGGER t AFTER INSERT ON posts BEGIN " + body + "; END").done();
  };
  Bench bench(draft("SELECT 1"), draft("SELECT 2"));
  EXPECT_EQ(bench.try_phase(Phase::expand), "");
  bench.undo();
  bench.migrate();
}

TEST(SqliteObjects, AViewBecomesATable) {
  Draft view = posts();
  view.view("x", "SELECT title FROM posts");
  Draft table = posts();
  table.table("X", {{"title", "TEXT"}});
  Bench bench(view.done(), table.done());
  EXPECT_EQ(bench.plan().steps.at(0).phase, Phase::contract);
  bench.migrate();
  Bench back(table.done(), view.done());
  EXPECT_TRUE(back.has(Hazard::destructive));
  back.migrate();
}

TEST(SqliteObjects, FullTextTables) {
  const auto draft = [](const std::string& arguments) {
    Draft d = posts();
    d.column({"body", "TEXT"});
    return d.virtual_table("search", "fts5", arguments).done();
  };
  Bench own(draft("title"), draft("title, body"));
  EXPECT_FALSE(own.has(Hazard::destructive));
  own.database().run("INSERT INTO search (rowid, title) VALUES (7, 'hello')");
  own.migrate();
  EXPECT_EQ(own.database().rows("SELECT rowid, title FROM search WHERE search MATCH 'hello'"), "7|hello");
  const std::string content = ", content='posts', content_rowid='id'";
  Bench external(draft("title" + content), draft("title, body" + content));
  EXPECT_FALSE(external.has(Hazard::destructive));
  external.database().run("INSERT INTO posts VALUES (1, 'hello', 'world')");
  external.migrate();
  EXPECT_EQ(external.database().rows("SELECT rowid FROM search WHERE search MATCH 'world'"), "1");
}

TEST(SqliteObjects, AContentTableKeepsItsRowidsInARebuild) {
  const auto draft = [](bool checked) {
    Draft d = Draft().table("notes", {{"text", "TEXT"}});
    if (checked) d.check("text <> ''", "text");
    return d.virtual_table("search", "fts5", "text, content='notes'").done();
  };
  Bench bench(draft(false), draft(true));
  bench.database().run(
      "INSERT INTO notes VALUES ('one'), ('two'); DELETE FROM notes WHERE rowid = 1;"
      "INSERT INTO search(search) VALUES ('rebuild')");
  bench.migrate();
  EXPECT_EQ(bench.database().rows("SELECT text FROM search WHERE search MATCH 'two'"), "two");
}

TEST(SqliteRename, TablesColumnsAndIndexesAndThenTheRest) {
  using diff::Rename;
  Draft before = posts().index("i", {"title"});
  before.table("comments", {{"post", "INTEGER"}})
      .reference("post", "posts", "id", ReferentialAction::cascade, "fk");
  before.view("v", "SELECT title FROM posts");
  Draft after =
      Draft().table("articles", {{"id", "INTEGER"}, {"Head line", "TEXT!"}, {"extra", "TEXT"}}).key({"id"});
  after.index("j", {"Head line"});
  after.table("comments", {{"post", "INTEGER"}})
      .reference("post", "articles", "id", ReferentialAction::cascade, "fk");
  after.view("v", "SELECT \"Head line\" FROM articles");
  const std::vector<Rename> renames = {
      {model::table_id({}, "posts"), model::table_id({}, "articles"), {}, {}},
      {model::column_id({}, "articles", "title"), model::column_id({}, "articles", "Head line"), {}, {}},
      {{Kind::index, {}, "articles", "i"}, {Kind::index, {}, "articles", "j"}, {}, {}}};
  Bench bench(before.done(), after.done(), {}, renames);
  bench.database().run("INSERT INTO posts VALUES (1, 'a'); INSERT INTO comments VALUES (1)");
  EXPECT_TRUE(bench.has(Hazard::rejects_old_writers));
  bench.migrate();
  EXPECT_EQ(bench.database().rows("SELECT * FROM articles"), "1|a|NULL");
  EXPECT_EQ(bench.database().rows("SELECT * FROM comments"), "1");
}

TEST(SqliteRename, NamesThatDifferInCaseOnly) {
  Draft after = Draft().table("POSTS", {{"id", "INTEGER"}, {"Title", "TEXT"}}).key({"id"});
  Bench bench(posts().done(), after.done(), {},
              {{model::table_id({}, "posts"), model::table_id({}, "POSTS"), {}, {}},
               {model::column_id({}, "POSTS", "title"), model::column_id({}, "POSTS", "Title"), {}, {}}});
  bench.database().run("INSERT INTO posts VALUES (1, 'a')");
  EXPECT_EQ(bench.try_phase(Phase::expand), "");
  bench.undo();
  bench.migrate();
  EXPECT_EQ(bench.database().rows("SELECT Title FROM POSTS"), "a");
}

TEST(SqliteRename, ColumnsInAChain) {
  const auto draft = [](const std::string& a, const std::string& b) {
    return Draft().table("t", {{a, "TEXT"}, {b, "TEXT"}}).done();
  };
  Bench bench(draft("a", "b"), draft("b", "c"), {},
              {{model::column_id({}, "t", "b"), model::column_id({}, "t", "c"), {}, {}},
               {model::column_id({}, "t", "a"), model::column_id({}, "t", "b"), {}, {}}});
  bench.database().run("INSERT INTO t VALUES ('1', '2')");
  bench.migrate();
  EXPECT_EQ(bench.database().rows("SELECT b, c FROM t"), "1|2");
}

TEST(SqliteRename, AViewAndWhatNamesIt) {
  Draft before = posts();
  before.view("v", "SELECT title FROM posts").view("w", "SELECT * FROM v");
  Draft after = posts();
  after.view("x", "SELECT title FROM posts").view("w", "SELECT * FROM x");
  Bench bench(before.done(), after.done(), {},
              {{{Kind::view, {}, {}, "v"}, {Kind::view, {}, {}, "x"}, {}, {}}});
  bench.migrate();
  EXPECT_EQ(bench.database().rows("SELECT * FROM w"), "");
}

}  // namespace
}  // namespace schemagen::tests
