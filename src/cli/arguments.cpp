#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <map>
#include <memory>

#include "schemagen/base/error.h"
#include "schemagen/base/text.h"

namespace schemagen::cli {
namespace {

using app::Format;

constexpr const char* kDescription =
    "schemagen: declare the schema you want, get reviewed SQL that leads there while the application keeps "
    "running.";

constexpr const char* kFooter = R"(Exit codes:
  0  done, nothing to report
  1  error
  2  differences found (drift, diff --exit-code)
  3  a question needs an answer and none was given
  4  a hazard was not allowed
  5  the database was busy: try again

Databases: sqlite:path, a path ending in .db, .sqlite or .sqlite3, or postgresql://user@host/database.
Help on one command: schemagen COMMAND --help)";

/// What the options write into; one of the requests is taken out of it at the end.
struct Values {
  Format format = Format::text;
  app::Location location;
  app::PlanningFlags planning;
  std::string renames = "ask";
  app::InitRequest init;
  app::PullRequest pull;
  app::DiffRequest diff;
  app::GenerateRequest generate;
  app::PushRequest push;
};

CLI::App* add_command(CLI::App& root, const std::string& name, const std::string& what,
                      const std::string& example) {
  CLI::App* const command = root.add_subcommand(name, what);
  command->footer("Example:\n" + base::indent(example, 2));
  return command;
}

void add_format(CLI::App& command, Values& values) {
  static const std::map<std::string, Format> kFormats{{"text", Format::text}, {"json", Format::json}};
  command
      .add_option_function<std::string>(
          "--format", [&values](const std::string& name) { values.format = kFormats.at(name); },
          "text for people (default), json for programs")
      ->check(CLI::IsMember({"text", "json"}));
}

void add_database(CLI::App& command, Values& values, const std::string& meaning) {
  command.add_option("--url", values.location.url, meaning)->type_name("URL");
  command.add_option("--env", values.location.environment, "Take the URL of [env.NAME] in schemagen.toml")
      ->type_name("NAME");
}

void add_schema(CLI::App& command, Values& values) {
  command.add_option("--schema", values.location.schema, "The declaration: a TOML file or a folder of them")
      ->type_name("PATH");
}

void add_planning(CLI::App& command, Values& values) {
  command
      .add_option("--allow", values.planning.allow,
                  "Allow hazards: destructive, rewrite, scan-under-lock, blocks-writes, or all")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("NAME,NAME");
  command
      .add_option("--renames", values.renames,
                  "ask about likely renames (default); none: drop and add is meant")
      ->check(CLI::IsMember({"ask", "none"}));
  command
      .add_option("--answers", values.planning.renames.answers,
                  "Answers to questions: a TOML file of \"question id\" = \"rename\" or \"drop\"")
      ->type_name("FILE");
  command
      .add_option("--scratch", values.planning.scratch,
                  "Where things are tried: auto (default), the URL of an empty database, or none "
                  "(PostgreSQL; an SQLite "
                  "plan is always tried in memory)")
      ->type_name("auto|URL|none");
  command.add_flag("--empty-trash", values.planning.empty_trash,
                   "Drop for good what drop = \"soft\" has set aside before (PostgreSQL)");
}

void add_init(CLI::App& root, Values& values) {
  CLI::App* const command = add_command(root, "init", "Write schemagen.toml and a commented example schema",
                                        "schemagen init --dialect sqlite");
  command->add_option("--dialect", values.init.dialect, "sqlite or postgresql (default)")
      ->type_name("DIALECT");
  add_format(*command, values);
}

void add_pull(CLI::App& root, Values& values) {
  CLI::App* const command = add_command(root, "pull", "Write the schema of a live database as a declaration",
                                        "schemagen pull --url sqlite:app.db --out schema.toml");
  add_database(*command, values, "The database to read; nothing is changed in it");
  command->add_option("--out", values.pull.out, "The file to write; without it standard output")
      ->type_name("FILE");
  add_format(*command, values);
}

void add_validate(CLI::App& root, Values& values) {
  CLI::App* const command = add_command(root, "validate", "Check the declaration alone, with no database",
                                        "schemagen validate --schema schema.toml");
  add_schema(*command, values);
  add_format(*command, values);
}

void add_diff(CLI::App& root, Values& values) {
  CLI::App* const command = add_command(
      root, "diff", "Show what leads from one schema to another",
      "schemagen diff sqlite:app.db schema.toml --exit-code\nschemagen diff migrations schema.toml --sql");
  command
      ->add_option("A", values.diff.before, "A database URL, a TOML file or folder, or a migrations folder")
      ->required();
  command->add_option("B", values.diff.after, "The same; what A is to become")->required();
  command->add_flag("--sql", values.diff.show_sql, "Show the statements that lead from A to B as well");
  command->add_flag("--exit-code", values.diff.exit_code, "Exit with 2 when there is a difference");
  add_planning(*command, values);
  add_format(*command, values);
}

void add_generate(CLI::App& root, Values& values) {
  CLI::App* const command = add_command(
      root, "generate", "Write the next migration folder, proved before it is written",
      "schemagen generate --name add_invoices\nschemagen generate --name drop_nickname --allow destructive");
  command->add_option("--name", values.generate.name, "What the migration does; part of its folder's name")
      ->required()
      ->type_name("NAME");
  command
      ->add_option("--id", values.generate.id,
                   "The leading number of the folder's name; without it the UTC clock")
      ->type_name("NUMBER");
  add_database(
      *command, values,
      "Start from this live database. Without --url and --env the last migration's snapshot is the start");
  add_schema(*command, values);
  command->add_option("--dir", values.location.migrations, "The folder of migrations")->type_name("DIR");
  add_planning(*command, values);
  add_format(*command, values);
}

void add_push(CLI::App& root, Values& values) {
  CLI::App* const command = add_command(root, "push", "Development: plan, show, ask, apply at once",
                                        "schemagen push --url sqlite:dev.db --yes");
  add_database(*command, values, "The database to change; a missing SQLite file is created");
  add_schema(*command, values);
  command->add_flag("--yes", values.push.yes, "Apply without asking; hazards still need --allow");
  add_planning(*command, values);
  add_format(*command, values);
}

void add_drift(CLI::App& root, Values& values) {
  CLI::App* const command =
      add_command(root, "drift", "CI: is the database what was declared? Exit code 2 when not",
                  "schemagen drift --url postgresql://ci@db.example/app");
  add_database(*command, values, "The database to look at; nothing is changed in it");
  add_schema(*command, values);
  command
      ->add_option(
          "--scratch", values.planning.scratch,
          "none: do not ask the server about wordings, not even in a transaction that is rolled back")
      ->check(CLI::IsMember({"auto", "none"}));
  add_format(*command, values);
}

void build(CLI::App& root, Values& values) {
  root.footer(kFooter);
  root.set_version_flag("--version", std::string("schemagen ") + SCHEMAGEN_VERSION);
  root.set_help_flag("-h,--help", "Show this help");
  root.require_subcommand(1);
  root.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::Throw);
  add_init(root, values);
  add_pull(root, values);
  add_validate(root, values);
  add_diff(root, values);
  add_generate(root, values);
  add_push(root, values);
  add_drift(root, values);
}

Request take_request(const std::string& command, Values& values) {
  const char* const database_url = std::getenv("DATABASE_URL");
  if (database_url != nullptr) values.location.database_url = database_url;
  values.planning.renames.none = values.renames == "none";
  if (command == "init") return values.init;
  if (command == "pull") return app::PullRequest{values.location, values.pull.out};
  if (command == "validate") return app::ValidateRequest{values.location};
  if (command == "diff") {
    values.diff.planning = values.planning;
    return values.diff;
  }
  if (command == "generate")
    return app::GenerateRequest{values.location, values.planning, values.generate.name, values.generate.id};
  if (command == "push")
    return app::PushRequest{values.location, values.planning, values.push.yes, values.format};
  return app::DriftRequest{values.location, values.planning.may_use_scratch()};
}

const CLI::App& chosen_command(const CLI::App& root) {
  const auto commands = root.get_subcommands();
  return commands.empty() ? root : *commands.front();
}

std::string hint_for(const CLI::App& root, const CLI::ParseError& failure, int argc,
                     const char* const* argv) {
  std::vector<std::string> known;
  const CLI::App& command = chosen_command(root);
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  if (&command == &root)
    for (const CLI::App* sub : root.get_subcommands([](const CLI::App*) { return true; }))
      known.push_back(sub->get_name());
  const bool unknown = dynamic_cast<const CLI::ExtrasError*>(&failure) != nullptr ||
                       dynamic_cast<const CLI::RequiredError*>(&failure) != nullptr;
  for (int i = 1; unknown && i < argc; ++i) {
    const std::string word(std::string_view(argv[i]).substr(0, std::string_view(argv[i]).find('=')));
    const bool is_known = std::find(known.begin(), known.end(), word) != known.end();
    const auto nearest = is_known ? std::nullopt : base::nearest(word, known);
    if (nearest && *nearest != word) return "Did you mean `" + *nearest + "`?";
  }
  return "See `schemagen" + (&command == &root ? std::string() : " " + command.get_name()) + " --help`.";
}

std::string message_for(const CLI::App& root, const CLI::ParseError& failure, int argc,
                        const char* const* argv) {
  const bool has_word = argc > 1 && argv[1][0] != '-';
  if (&chosen_command(root) == &root && has_word) return "There is no command `" + std::string(argv[1]) + "`";
  return failure.what();
}

std::string sentence(std::string text) {
  while (text.ends_with("\n")) text.pop_back();
  return text.ends_with(".") ? text : text + ".";
}

}  // namespace

app::Format format_asked_for(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--format=json") return Format::json;
    if (word == "--format" && i + 1 < argc && std::string_view(argv[i + 1]) == "json") return Format::json;
  }
  return Format::text;
}

Invocation parse_arguments(int argc, const char* const* argv) {
  CLI::App root(kDescription, "schemagen");
  Values values;
  build(root, values);
  try {
    root.parse(argc, argv);
  } catch (const CLI::CallForVersion& version) {
    return {"", Format::text, Answer{std::string(version.what()) + "\n"}};
  } catch (const CLI::CallForHelp&) {
    return {"", Format::text, Answer{root.help()}};
  } catch (const CLI::ParseError& failure) {
    throw base::Error(base::ErrorKind::usage, sentence(message_for(root, failure, argc, argv)),
                      hint_for(root, failure, argc, argv));
  }
  const std::string command = chosen_command(root).get_name();
  return {command, values.format, take_request(command, values)};
}

}  // namespace schemagen::cli
