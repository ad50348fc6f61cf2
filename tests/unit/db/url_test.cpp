#include "schemagen/db/url.h"

#include <gtest/gtest.h>

namespace schemagen {
namespace {

using db::parse_url;
using db::redact;
using sql::Dialect;

std::string location(std::string_view text, Dialect dialect) {
  const auto url = parse_url(text);
  if (!url) return "no URL";
  return url->dialect == dialect ? url->location : "other dialect: " + url->location;
}

TEST(Url, SqliteInEverySpelling) {
  EXPECT_EQ(location("sqlite:app.db", Dialect::sqlite), "app.db");
  EXPECT_EQ(location("sqlite:data/app", Dialect::sqlite), "data/app");
  EXPECT_EQ(location("SQLite:/var/app.db", Dialect::sqlite), "/var/app.db");
  EXPECT_EQ(location("sqlite:///var/app.db", Dialect::sqlite), "/var/app.db");
  EXPECT_EQ(location("sqlite://app.db", Dialect::sqlite), "app.db");
  EXPECT_EQ(location("data/my app.db", Dialect::sqlite), "data/my app.db");
  EXPECT_EQ(location("App.SQLITE", Dialect::sqlite), "App.SQLITE");
  EXPECT_EQ(location("x.sqlite3", Dialect::sqlite), "x.sqlite3");
}

TEST(Url, SqlitesOwnFileUrlsArePathsToo) {
  EXPECT_EQ(location("file:app.db", Dialect::sqlite), "app.db");
  EXPECT_EQ(location("file:data/app", Dialect::sqlite), "data/app");
  EXPECT_EQ(location("file:/var/app.db", Dialect::sqlite), "/var/app.db");
  EXPECT_EQ(location("file:///var/app.db", Dialect::sqlite), "/var/app.db");
  EXPECT_EQ(location("file://localhost/var/app.db", Dialect::sqlite), "/var/app.db");
  EXPECT_EQ(location("file:my%20app%3f.db?cache=shared&mode=rwc#part", Dialect::sqlite), "my app?.db");
  EXPECT_EQ(location("sqlite:file:app.db?mode=rw", Dialect::sqlite), "app.db");
  EXPECT_EQ(location("file:100%.db", Dialect::sqlite), "100%.db");
  EXPECT_EQ(location("file::memory:", Dialect::sqlite), ":memory:");
  EXPECT_EQ(location("file:x?mode=memory", Dialect::sqlite), ":memory:");
  EXPECT_FALSE(parse_url("file:app.db?mode=rw")->read_only);
  EXPECT_TRUE(parse_url("file:app.db?cache=shared&mode=ro")->read_only);
  EXPECT_TRUE(parse_url("file:app.db?immutable=1")->read_only);
}

TEST(Url, APathBecomesAUrlAndComesBack) {
  for (const bool read_only : {false, true})
    for (const char* path : {"app.db", "/var/my app#1?.db", "100%25.db"}) {
      const auto url = parse_url(db::sqlite_url(path, read_only));
      ASSERT_TRUE(url);
      EXPECT_EQ(url->location, path);
      EXPECT_EQ(url->read_only, read_only);
    }
}

TEST(Url, PostgresqlIsLeftToLibpq) {
  for (const std::string text :
       {"postgresql://u:p@h:5432/d?sslmode=require", "postgres://h/d.db", "postgresql:///d",
        "host=/tmp dbname=app", "dbname = app.db", "service=main"})
    EXPECT_EQ(location(text, Dialect::postgresql), text);
}

TEST(Url, FilesOfTheDeclarationAreNone) {
  for (const char* text :
       {"schema.toml", "schema", "migrations/", "", ".db", "a=b.toml", "mysql://h/d", "http://h/x.db"})
    EXPECT_EQ(location(text, Dialect::sqlite), "no URL") << text;
}

TEST(Redact, HidesPasswordsAndNothingElse) {
  EXPECT_EQ(redact("postgresql://ann:s3cret@h:5432/d"), "postgresql://ann:***@h:5432/d");
  EXPECT_EQ(redact("postgresql://ann@h:5432/d"), "postgresql://ann@h:5432/d");
  EXPECT_EQ(redact("postgresql://h:5432/d?user=ann&password=s3cret&sslmode=require"),
            "postgresql://h:5432/d?user=ann&password=***&sslmode=require");
  EXPECT_EQ(redact("host=h password=s3cret dbname=d"), "host=h password=*** dbname=d");
  EXPECT_EQ(redact("host=h PASSWORD = 'a b\\' c' dbname=d"), "host=h PASSWORD = *** dbname=d");
  EXPECT_EQ(redact("password=a\\ b&c sslpassword=x"), "password=*** sslpassword=***");
  EXPECT_EQ(redact("sqlite:///var/app.db"), "sqlite:///var/app.db");
  EXPECT_EQ(redact("the password is not here"), "the password is not here");
}

TEST(Redact, HidesMalformedPasswordsToo) {
  for (const char* text : {"postgresql://ann:s3/cr@et@h/d", "cannot reach postgres://ann:s3cret@h now",
                           "a postgresql://x:s3cret@h and postgresql://y:s3cret@h", "host=h password='s3cret",
                           "password=", "postgresql://ann:@h", "postgresql://ann:s3cret?@h/d"}) {
    const std::string hidden = redact(text);
    EXPECT_EQ(hidden.find("s3"), std::string::npos) << hidden;
    EXPECT_EQ(hidden.find("cret"), std::string::npos) << hidden;
  }
}

}  // namespace
}  // namespace schemagen
