#include "support/golden_case.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cctype>

#include "schemagen/app/planning.h"
#include "schemagen/base/error.h"
#include "schemagen/base/file.h"
#include "schemagen/dsl/emit.h"

namespace schemagen::tests {
namespace {

namespace fs = std::filesystem;

const fs::path& root() {
  static const fs::path path = fs::path(SCHEMAGEN_SOURCE_DIR) / "golden" / "plan";
  return path;
}

dsl::Declaration loaded(const std::vector<dsl::Source>& sources) {
  dsl::Loaded result = dsl::load_sources(sources);
  if (!result.diagnostics.empty())
    throw base::Error(base::ErrorKind::declaration, base::render(result.diagnostics));
  return std::move(result.declaration);
}

dsl::Declaration load(const GoldenCase& golden, const char* file) {
  const std::string text = base::read_file(golden.folder / file);
  std::vector<dsl::Source> sources = {{golden.name + "/" + file, text}};
  if (text.find("dialect = ") == std::string::npos)
    sources.push_back(
        {"dialect.toml", "schemagen = 1\ndialect = \"" + sql::to_string(golden.dialect) + "\"\n"});
  return loaded(sources);
}

std::vector<sql::Dialect> dialects_of(const fs::path& folder, const toml::table& settings) {
  const std::string text = base::read_file(folder / "to.toml") + base::read_file(folder / "from.toml");
  std::vector<sql::Dialect> found;
  for (const sql::Dialect dialect : {sql::Dialect::postgresql, sql::Dialect::sqlite}) {
    const std::string name = sql::to_string(dialect);
    const bool any = text.find("dialect = ") == std::string::npos;
    bool listed = !settings.contains("dialects");
    if (const toml::array* const list = settings["dialects"].as_array(); list != nullptr)
      for (const toml::node& node : *list) listed = listed || node.value_or(std::string()) == name;
    if (listed && (any || text.find("dialect = \"" + name + "\"") != std::string::npos))
      found.push_back(dialect);
  }
  return found;
}

}  // namespace

dsl::Declaration GoldenCase::from() const { return load(*this, "from.toml"); }
dsl::Declaration GoldenCase::to() const { return load(*this, "to.toml"); }

std::string GoldenCase::seed() const {
  for (const fs::path& path : {expected() / "seed.sql", folder / "seed.sql"})
    if (fs::exists(path)) return base::read_file(path);
  return {};
}

std::ostream& operator<<(std::ostream& out, const GoldenCase& golden) {
  return out << golden.name << ' ' << sql::to_string(golden.dialect);
}

dsl::Declaration declaration_of(const std::string& text) { return loaded({{"schema.toml", text}}); }

std::vector<GoldenCase> golden_cases() {
  std::vector<GoldenCase> cases;
  for (const auto& entry : fs::recursive_directory_iterator(root())) {
    if (entry.path().filename() != "to.toml") continue;
    const fs::path folder = entry.path().parent_path();
    const fs::path file = folder / "case.toml";
    const toml::table settings = fs::exists(file) ? toml::parse_file(file.string()) : toml::table();
    for (const auto& [key, value] : settings)
      if (key != "dialects" && key != "refused" && key != "backward" && key != "since")
        throw base::Error(base::ErrorKind::declaration,
                          file.string() + ": unknown key " + std::string(key.str()));
    for (const sql::Dialect dialect : dialects_of(folder, settings))
      cases.push_back({fs::relative(folder, root()).string(), folder, dialect,
                       settings["refused"].value_or(std::string()),
                       settings["backward"].value_or(std::string()), settings["since"].value_or(0)});
  }
  std::sort(cases.begin(), cases.end(), [](const GoldenCase& a, const GoldenCase& b) {
    return std::tie(a.name, a.dialect) < std::tie(b.name, b.dialect);
  });
  return cases;
}

sql::Target golden_target(sql::Dialect dialect) {
  return dialect == sql::Dialect::sqlite ? sql::Target{dialect, 3040001} : sql::Target{dialect, 150000};
}

app::PlannedChange plan_between(const model::Schema& before, const dsl::Declaration& after,
                                sql::Target target) {
  app::Difference difference =
      app::find_difference(before, after.schema, after.renames, {}, app::choose_none);
  return app::plan_change(std::move(difference), after.advice, target, kMigrationNumber, {});
}

std::vector<GoldenCase> golden_cases(sql::Dialect dialect) {
  std::vector<GoldenCase> cases = golden_cases();
  std::erase_if(cases, [dialect](const GoldenCase& golden) { return golden.dialect != dialect; });
  return cases;
}

std::vector<GoldenCase> planned_cases(sql::Dialect dialect) {
  std::vector<GoldenCase> cases = golden_cases(dialect);
  std::erase_if(cases, [](const GoldenCase& golden) { return !golden.refused.empty(); });
  return cases;
}

std::string as_test_name(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return text;
}

std::vector<diff::Rename> reversed(const std::vector<diff::Rename>& renames) {
  std::vector<diff::Rename> back;
  for (const diff::Rename& rename : renames)
    back.push_back({rename.to, rename.from, rename.to_value, rename.from_value});
  for (diff::Rename& rename : back)
    for (const diff::Rename& table : renames)
      if (table.to.kind == model::Kind::table && model::owner_id(rename.to) == table.to)
        rename.from.owner = rename.to.owner = table.from.name;
  return back;
}

migration::Migration migration_of(const model::Schema& before, const dsl::Declaration& after,
                                  plan::Plan plan) {
  migration::Migration made;
  made.id = std::string(kMigrationNumber) + "_golden";
  made.parent = "none";
  made.before = model::fingerprint(before);
  made.after = model::fingerprint(after.schema);
  made.proved = "scratch";
  made.schema_toml = dsl::emit(after);
  made.plan = std::move(plan);
  return made;
}

}  // namespace schemagen::tests
