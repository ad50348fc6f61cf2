#include <unistd.h>
// The command line itself: help, versions, mistakes, formats.
#include <nlohmann/json.hpp>

#include "cli/program.h"

namespace schemagen::tests {
namespace {

using nlohmann::json;

const std::vector<std::string> kCommands = {"init", "pull", "validate", "diff", "generate", "push", "drift"};

class CommandLine : public CliTest {};

TEST_F(CommandLine, HelpListsCommandsAndExitCodes) {
  const Finished help = schemagen({"--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_EQ(help.err, "");
  for (const std::string& command : kCommands)
    EXPECT_NE(help.out.find("\n  " + command), std::string::npos) << command;
  for (int code = 0; code <= 5; ++code)
    EXPECT_NE(help.out.find("\n  " + std::to_string(code) + "  "), std::string::npos) << code;
}

TEST_F(CommandLine, EveryCommandHasHelpWithAnExample) {
  for (const std::string& command : kCommands) {
    const Finished help = schemagen({command, "--help"});
    EXPECT_EQ(help.code, 0) << command;
    EXPECT_NE(help.out.find("Example:\n  schemagen " + command), std::string::npos) << help.out;
    EXPECT_NE(help.out.find("--format"), std::string::npos) << command;
  }
}

TEST_F(CommandLine, SaysItsVersion) {
  const Finished version = schemagen({"--version"});
  EXPECT_EQ(version.code, 0);
  EXPECT_TRUE(version.out.starts_with("schemagen 0.")) << version.out;
}

TEST_F(CommandLine, MistakesExitWithOneAndAHint) {
  const Finished none = schemagen({});
  EXPECT_EQ(none.code, 1);
  EXPECT_NE(none.err.find("error: "), std::string::npos);
  EXPECT_NE(none.err.find("hint: See `schemagen --help`."), std::string::npos) << none.err;

  const Finished typing = schemagen({"genrate", "--name", "x"});
  EXPECT_EQ(typing.code, 1);
  EXPECT_NE(typing.err.find("Did you mean `generate`?"), std::string::npos) << typing.err;

  const Finished option = schemagen({"drift", "--shema", "x"});
  EXPECT_EQ(option.code, 1);
  EXPECT_NE(option.err.find("Did you mean `--schema`?"), std::string::npos) << option.err;

  const Finished missing = schemagen({"generate"});
  EXPECT_EQ(missing.code, 1);
  EXPECT_NE(missing.err.find("--name"), std::string::npos) << missing.err;

  const Finished format = schemagen({"validate", "--format", "yaml"});
  EXPECT_EQ(format.code, 1);
  EXPECT_NE(format.err.find("json"), std::string::npos) << format.err;
}

TEST_F(CommandLine, FailuresAreJsonToo) {
  const Finished failed = schemagen({"validate", "--schema", "missing.toml", "--format", "json"});
  EXPECT_EQ(failed.code, 1);
  const json document = json::parse(failed.out);
  EXPECT_EQ(document["schemagen"], 1);
  EXPECT_EQ(document["command"], "validate");
  EXPECT_EQ(document["error"]["kind"], "io");
  EXPECT_NE(document["error"]["message"].get<std::string>().find("missing.toml"), std::string::npos);

  const Finished usage = schemagen({"push", "--format", "json", "--nonsense"});
  EXPECT_EQ(json::parse(usage.out)["error"]["kind"], "usage");
}

TEST_F(CommandLine, InitWritesBothFilesOnceAndTheyAreValid) {
  for (const std::string dialect : {"sqlite", "postgresql"}) {
    const Finished init = schemagen({"init", "--dialect", dialect});
    EXPECT_EQ(init.code, 0) << init.err;
    EXPECT_EQ(list("."), (std::vector<std::string>{"schema.toml", "schemagen.toml"}));
    const Finished valid = schemagen({"validate"});
    EXPECT_EQ(valid.code, 0) << valid.err;
    EXPECT_NE(valid.out.find("is valid (" + dialect + ")"), std::string::npos) << valid.out;

    write("schema.toml", "# mine\n");
    const Finished again = schemagen({"init", "--dialect", dialect});
    EXPECT_EQ(again.code, 1);
    EXPECT_NE(again.err.find("exists already"), std::string::npos);
    EXPECT_EQ(read("schema.toml"), "# mine\n");
    std::filesystem::remove(path("schema.toml"));
    EXPECT_EQ(schemagen({"init"}).code, 1) << "schemagen.toml alone must be kept as well";
    EXPECT_FALSE(exists("schema.toml"));
    std::filesystem::remove(path("schemagen.toml"));
  }
  const Finished unknown = schemagen({"init", "--dialect", "oracle"});
  EXPECT_EQ(unknown.code, 1);
  EXPECT_TRUE(list(".").empty());
}

TEST_F(CommandLine, ValidateReportsEveryMistakeWithItsPlace) {
  write("schema.toml",
        "schemagen = 1\ndialect = \"sqlite\"\n[table.a.columns]\nid = { type = \"integer\", pkk = true }\n"
        "b = { type = \"text\", defualt = \"0\" }\n");
  const Finished validated = schemagen({"validate"});
  EXPECT_EQ(validated.code, 1);
  EXPECT_NE(validated.err.find("schema.toml:4:"), std::string::npos) << validated.err;
  EXPECT_NE(validated.err.find("schema.toml:5:"), std::string::npos) << validated.err;
  EXPECT_NE(validated.err.find("`default`"), std::string::npos) << validated.err;
}

TEST_F(CommandLine, FilesThatCannotBeReadAreNamed) {
  const Finished missing = schemagen({"validate"});
  EXPECT_EQ(missing.code, 1);
  EXPECT_NE(missing.err.find("schema.toml"), std::string::npos) << missing.err;
  write("schema.toml", "schemagen = 1\ndialect = \"sqlite\"\n");
  const Finished no_url = schemagen({"drift"});
  EXPECT_EQ(no_url.code, 1);
  EXPECT_NE(no_url.err.find("--url"), std::string::npos) << no_url.err;
  const Finished no_file = schemagen({"drift", "--url", "sqlite:missing.db"});
  EXPECT_EQ(no_file.code, 1);
  EXPECT_NE(no_file.err.find("missing.db"), std::string::npos) << no_file.err;
  EXPECT_FALSE(exists("missing.db"));
  const Finished wrong = schemagen({"drift", "--url", "mysql://root:geheim@localhost/x"});
  EXPECT_EQ(wrong.code, 1);
  EXPECT_NE(wrong.err.find("not a database URL"), std::string::npos) << wrong.err;
  EXPECT_EQ(wrong.err.find("geheim"), std::string::npos) << wrong.err;
  write("noise.db", "this is no database, and long enough to be looked at as one: " + std::string(2000, 'x'));
  const Finished noise = schemagen({"pull", "--url", "sqlite:noise.db"});
  EXPECT_EQ(noise.code, 1);
  EXPECT_NE(noise.err.find("noise.db"), std::string::npos) << noise.err;
  EXPECT_EQ(noise.out, "");
}

TEST_F(CommandLine, MissingRightsAreOneSentence) {
  namespace fs = std::filesystem;
  const fs::path folder = path("").parent_path();
  fs::permissions(folder, fs::perms(0755));
  fs::copy_file(SCHEMAGEN_BINARY, path("program"));
  fs::permissions(path("program"), fs::perms(0755));
  write("schema.toml", "schemagen = 1\ndialect = \"sqlite\"\n[table.t.columns]\na = \"text?\"\n");
  write("secret.toml", "schemagen = 1\n");
  fs::permissions(path("secret.toml"), fs::perms::none);

  const auto without_rights = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), path("program").string());
    if (geteuid() == 0)
      arguments.insert(arguments.begin(), {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"});
    else
      fs::permissions(folder, fs::perms(0555));
    Finished finished = run_program(arguments, {folder, {}, {}});
    fs::permissions(folder, fs::perms(0755));
    return finished;
  };
  const Finished unread = without_rights({"validate", "--schema", "secret.toml"});
  EXPECT_EQ(unread.code, 1);
  EXPECT_EQ(unread.err, "error: Cannot read secret.toml: Permission denied.\n");

  const Finished unwritten = without_rights({"generate", "--name", "first", "--id", "1"});
  EXPECT_EQ(unwritten.code, 1);
  EXPECT_NE(unwritten.err.find("Permission denied"), std::string::npos) << unwritten.err;
  EXPECT_FALSE(exists("migrations"));

  const Finished unopened = without_rights({"push", "--url", "sqlite:new.db", "--yes"});
  EXPECT_EQ(unopened.code, 1);
  EXPECT_NE(unopened.err.find("check the rights of its folder"), std::string::npos) << unopened.err;
  EXPECT_FALSE(exists("new.db"));
}

TEST_F(CommandLine, AnUnreachableServerIsOneSentenceWithoutThePassword) {
  write("schema.toml", "schemagen = 1\ndialect = \"postgresql\"\n");
  const Finished down = schemagen({"drift", "--url", "postgresql://app:geheim@127.0.0.1:1/app"});
  EXPECT_EQ(down.code, 1);
  EXPECT_TRUE(down.err.starts_with("error: ")) << down.err;
  EXPECT_EQ(down.err.find("geheim"), std::string::npos) << down.err;
}

TEST_F(CommandLine, EnvironmentsChooseTheDatabase) {
  write("schema.toml", "schemagen = 1\ndialect = \"sqlite\"\n");
  write("schemagen.toml",
        "default_env = \"dev\"\n[env.dev]\nurl = \"sqlite:dev.db\"\n[env.live]\nurl = "
        "\"sqlite:${NAME_OF_DB}.db\"\nprotected = true\n");
  sqlite3("dev.db", "CREATE TABLE in_dev(a);");
  sqlite3("live.db", "CREATE TABLE in_live(a);");
  sqlite3("other.db", "CREATE TABLE in_other(a);");
  const auto pulled = [this](const std::vector<std::string>& more,
                             const std::map<std::string, std::string>& variables) {
    std::vector<std::string> arguments{"pull"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return schemagen(arguments, variables).out;
  };
  EXPECT_NE(pulled({}, {}).find("in_dev"), std::string::npos);
  EXPECT_NE(pulled({"--env", "live"}, {{"NAME_OF_DB", "live"}}).find("in_live"), std::string::npos);
  EXPECT_NE(pulled({}, {{"DATABASE_URL", "sqlite:other.db"}}).find("in_other"), std::string::npos);
  EXPECT_NE(pulled({"--url", "other.db"}, {{"DATABASE_URL", "sqlite:dev.db"}}).find("in_other"),
            std::string::npos);
  EXPECT_NE(
      pulled({"--env", "live"}, {{"NAME_OF_DB", "live"}, {"DATABASE_URL", "sqlite:dev.db"}}).find("in_live"),
      std::string::npos);

  const Finished unset = schemagen({"pull", "--env", "live"});
  EXPECT_EQ(unset.code, 1);
  EXPECT_NE(unset.err.find("NAME_OF_DB"), std::string::npos) << unset.err;
  const Finished typing = schemagen({"pull", "--env", "liv"});
  EXPECT_EQ(typing.code, 1);
  EXPECT_NE(typing.err.find("Did you mean `live`?"), std::string::npos) << typing.err;
  std::filesystem::create_directory(path("below"));
  const Finished below = run_program({SCHEMAGEN_BINARY, "pull"}, {path("below"), "", {}});
  EXPECT_NE(below.out.find("in_dev"), std::string::npos) << below.err;
}

TEST_F(CommandLine, ProtectedDatabasesAreNotPushedTo) {
  write("schema.toml", "schemagen = 1\ndialect = \"sqlite\"\n[table.t.columns]\na = \"integer\"\n");
  write("schemagen.toml", "[env.live]\nurl = \"sqlite:live.db\"\nprotected = true\n");
  sqlite3("live.db", "CREATE TABLE t(a INTEGER NOT NULL);");
  const std::string absolute = "sqlite:" + path("live.db").string();
  for (const std::vector<std::string>& how :
       {std::vector<std::string>{"--env", "live"}, {"--url", "sqlite:live.db"}, {"--url", absolute}}) {
    std::vector<std::string> arguments{"push", "--yes", "--allow", "all"};
    arguments.insert(arguments.end(), how.begin(), how.end());
    const Finished pushed = schemagen(arguments);
    EXPECT_EQ(pushed.code, 1) << how.back();
    EXPECT_NE(pushed.err.find("protected"), std::string::npos) << pushed.err;
  }
}

TEST_F(CommandLine, AnEnvironmentRefusesHazardsByPolicy) {
  write("schema.toml", "schemagen = 1\ndialect = \"sqlite\"\n[table.t.columns]\na = \"integer\"\n");
  write("schemagen.toml",
        "[env.live]\nurl = \"sqlite:live.db\"\nallow = [\"all\"]\nrefuse = [\"needs-deploy-between\"]\n");
  sqlite3("live.db", "CREATE TABLE t(a INTEGER NOT NULL, gone TEXT);");
  const Finished refused = schemagen({"generate", "--name", "drop", "--env", "live"});
  EXPECT_EQ(refused.code, 4) << refused.out;
  EXPECT_NE(refused.err.find("--allow needs-deploy-between."), std::string::npos) << refused.err;
  const Finished allowed =
      schemagen({"generate", "--name", "drop", "--env", "live", "--allow", "needs-deploy-between"});
  EXPECT_EQ(allowed.code, 0) << allowed.err;
  EXPECT_NE(allowed.out.find("needs-deploy-between"), std::string::npos) << allowed.out;
}

}  // namespace
}  // namespace schemagen::tests
