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
