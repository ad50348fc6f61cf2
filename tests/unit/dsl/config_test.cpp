#include "schemagen/dsl/config.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>

#include "schemagen/base/error.h"
#include "schemagen/base/file.h"

namespace schemagen::dsl {
namespace {

namespace fs = std::filesystem;

class ConfigTest : public testing::Test {
 protected:
  ConfigTest() {
    const std::string pattern = (fs::temp_directory_path() / "schemagen_config_XXXXXX").string();
    std::string name = pattern;
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp failed for " + pattern);
    folder_ = fs::canonical(name);
  }
  ~ConfigTest() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const {
    base::write_file(folder_ / name, text);
  }
  Config load(const std::string& text) const {
    write("schemagen.toml", text);
    return find_config(folder_);
  }

  fs::path folder_;
};

std::string message_of(const std::function<void()>& action, base::ErrorKind kind) {
  try {
    action();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), kind);
    return error.what();
  }
  ADD_FAILURE() << "nothing was thrown";
  return {};
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_F(ConfigTest, DefaultsWithoutAFile) {
  const Config config = find_config(folder_);
  if (!config.folder.empty()) GTEST_SKIP() << "a schemagen.toml stands above " << folder_;
  EXPECT_EQ(config.schema, "schema.toml");
  EXPECT_EQ(config.migrations, "migrations");
  EXPECT_TRUE(config.environments.empty());
}

TEST_F(ConfigTest, IsFoundUpwardsAndPathsCanBeOpened) {
  fs::create_directories(folder_ / "a" / "b");
  write("schemagen.toml", "schema = \"db/schema.toml\"\nmigrations = \"/abs/m\"\n");
  fs::create_directory(folder_ / "db");
  write("db/schema.toml", "x");
  const Config config = find_config(folder_ / "a" / "b");
  EXPECT_EQ(config.folder, folder_);
  EXPECT_EQ(base::read_file(config.schema), "x");
  EXPECT_EQ(config.migrations, "/abs/m");
}

TEST_F(ConfigTest, ReadsEnvironments) {
  ::setenv("SG_TEST_HOST", "db.internal", 1);
  const Config config = load(R"(
default_env = "dev"
[env.dev]
url = "postgresql://${SG_TEST_HOST}/x?a=${SG_TEST_HOST}&b=${not a name}"
allow = ["destructive", "all"]
[env.prod]
url = "sqlite:x.db"
protected = true
refuse = ["irreversible", "long-lock"]
)");
  EXPECT_EQ(config.default_environment, "dev");
  EXPECT_EQ(config.environments.at("dev").checked_url(),
            "postgresql://db.internal/x?a=db.internal&b=${not a name}");
  EXPECT_EQ(config.environments.at("dev").allow, (std::vector<std::string>{"destructive", "all"}));
  EXPECT_FALSE(config.environments.at("dev").protected_);
  EXPECT_TRUE(config.environments.at("prod").protected_);
  EXPECT_EQ(config.environments.at("prod").refuse, (std::vector<std::string>{"irreversible", "long-lock"}));
}

TEST_F(ConfigTest, MissingVariableIsSaidWhenTheUrlIsUsed) {
  ::unsetenv("SG_TEST_MISSING");
  const Config config = load("[env.prod]\nurl = \"postgresql://u:${SG_TEST_MISSING}@h/d\"\n[env.empty]\n");
  const std::string message =
      message_of([&] { (void)config.environments.at("prod").checked_url(); }, base::ErrorKind::usage);
  EXPECT_TRUE(contains(message, "`SG_TEST_MISSING`")) << message;
  message_of([&] { (void)config.environments.at("empty").checked_url(); }, base::ErrorKind::usage);
}

TEST_F(ConfigTest, AllMistakesAtOnce) {
  const std::string message = message_of(
      [&] {
        load(R"(shema = "x.toml"
migrations = 3
default_env = "de"
[env.dev]
urll = "postgresql://me:hunter2@h/d"
protected = "yes"
allow = ["destructiv", 7]
refuse = "all"
)");
      },
      base::ErrorKind::declaration);
  for (const char* part :
       {":1:1: error: unknown key `shema`", "did you mean `schema`?",
        ":2:14: error: `migrations` must be a string", ":3:15: error: there is no environment `de`",
        "did you mean `dev`?", "did you mean `url`?", ":6:13: error: `protected` must be true or false",
        "did you mean `destructive`?", "a hazard is a string",
        ":8:10: error: `refuse` must be a list of hazards"})
    EXPECT_TRUE(contains(message, part)) << part << " is not in:\n" << message;
  EXPECT_FALSE(contains(message, "hunter2")) << message;
}

TEST_F(ConfigTest, EnvAsAStringIsExplained) {
  const std::string message = message_of([&] { load("env = \"dev\"\n"); }, base::ErrorKind::declaration);
  EXPECT_TRUE(contains(message, "default_env")) << message;
}

TEST_F(ConfigTest, BrokenTomlNamesThePlace) {
  const std::string message = message_of([&] { load("schema = \n"); }, base::ErrorKind::declaration);
  EXPECT_TRUE(contains(message, "schemagen.toml:1:")) << message;
}

TEST_F(ConfigTest, ExampleConfigsLoad) {
  for (const char* dialect : {"sqlite", "postgresql"}) {
    const Config config = load(example_config(dialect));
    EXPECT_EQ(config.default_environment, "dev");
    EXPECT_FALSE(config.environments.at("dev").checked_url().empty());
  }
  message_of([] { example_config("oracle"); }, base::ErrorKind::usage);
  message_of([] { example_schema("oracle"); }, base::ErrorKind::usage);
}

TEST_F(ConfigTest, AnswersAreRead) {
  write("a.toml", "\"rename:column:users.a:b\" = \"rename\"\n\"rename:table:x:y\" = \"drop\"\n");
  EXPECT_EQ(load_answers(folder_ / "a.toml"),
            (std::map<std::string, std::string>{{"rename:column:users.a:b", "rename"},
                                                {"rename:table:x:y", "drop"}}));
}

TEST_F(ConfigTest, WrongAnswersAreAllReported) {
  write("a.toml", "\"q1\" = \"renam\"\n\"q2\" = true\nusers.a = \"drop\"\n");
  const std::string message =
      message_of([&] { load_answers(folder_ / "a.toml"); }, base::ErrorKind::declaration);
  for (const char* part :
       {":1:8: error: unknown answer `renam`", "did you mean `rename`?", ":2:", "in quotes"})
    EXPECT_TRUE(contains(message, part)) << part << " is not in:\n" << message;
  message_of([&] { load_answers(folder_ / "none.toml"); }, base::ErrorKind::io);
}

}  // namespace
}  // namespace schemagen::dsl
