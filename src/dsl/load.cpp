#include <algorithm>
#include <filesystem>
#include <optional>

#include "dsl/load_advice.h"
#include "dsl/load_scope.h"
#include "dsl/loader.h"
#include "schemagen/base/error.h"
#include "schemagen/base/file.h"
#include "schemagen/base/text.h"

namespace schemagen::dsl {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kVersion = 1;

// The keys `schemagen` and `dialect` of all sources.
struct Head {
  std::optional<sql::Dialect> dialect;
  Spot dialect_at;
  bool has_dialect_key = false;
  bool has_version = false;
};

std::optional<sql::Dialect> dialect_named(std::string_view name) {
  for (const sql::Dialect dialect : {sql::Dialect::sqlite, sql::Dialect::postgresql})
    if (name == sql::to_string(dialect)) return dialect;
  return std::nullopt;
}

// What was meant by a name that is none.
std::optional<sql::Dialect> dialect_like(std::string_view written) {
  const std::string lower = base::to_lower(written);
  for (const std::string_view near : {"postgres", "postgresql", "pg", "psql", "pgsql"})
    if (lower == near) return sql::Dialect::postgresql;
  for (const std::string_view near : {"sqlite", "sqlite3", "d1", "libsql"})
    if (lower == near) return sql::Dialect::sqlite;
  const auto near = base::nearest(lower, {"sqlite", "postgresql"});
  return near ? dialect_named(*near) : std::nullopt;
}

void read_version(Report& report, const Entry& entry, Head& head) {
  head.has_version = true;
  const std::int64_t* version = entry.value.integer();
  if (version != nullptr && *version == kVersion) return;
  report.add(entry.value.at, "this version of schemagen reads version 1 of the language",
             "write schemagen = 1");
}

std::optional<sql::Dialect> read_dialect_name(Report& report, const Value& value) {
  if (value.text() == nullptr) {
    report.add(value.at, "`dialect` must be a string, not " + std::string(kind_of(value)),
               "write dialect = \"sqlite\" or dialect = \"postgresql\"");
    return std::nullopt;
  }
  if (const auto dialect = dialect_named(*value.text())) return dialect;
  const auto meant = dialect_like(*value.text());
  report.add(value.at, "there is no dialect " + shown(*value.text()),
             meant ? "did you mean \"" + sql::to_string(*meant) + "\"?"
                   : "write dialect = \"sqlite\" or dialect = \"postgresql\"");
  return meant;
}

void read_dialect(Report& report, const Entry& entry, Head& head) {
  head.has_dialect_key = true;
  const auto dialect = read_dialect_name(report, entry.value);
  if (!dialect) return;
  if (!head.dialect) {
    head.dialect = dialect;
    head.dialect_at = entry.value.at;
    return;
  }
  if (*head.dialect == *dialect) return;
  report.add(entry.value.at,
             "this file is for " + sql::to_string(*dialect) + ", another one is for " +
                 sql::to_string(*head.dialect),
             "all files of a declaration have the same dialect; the other one stands at " +
                 base::to_string(report.place(head.dialect_at)));
}

void read_head(Report& report, const Value& root, Head& head) {
  for (const Entry& entry : *root.table()) {
    if (entry.key.view() == "schemagen") read_version(report, entry, head);
    if (entry.key.view() == "dialect") read_dialect(report, entry, head);
  }
}

void report_missing(Report& report, const Head& head) {
  if (!head.has_version)
    report.add(Spot{0, 1, 1}, "this declaration does not say `schemagen = 1`",
               "write schemagen = 1 at the top of one file");
  if (!head.has_dialect_key)
    report.add(Spot{0, 1, 1}, "this declaration does not say for which database it is",
               "write dialect = \"sqlite\" or dialect = \"postgresql\" at the top of one file");
}

// What stands before the first table header: `schemagen` and `dialect` can be nowhere else.
std::string_view before_tables(std::string_view text) {
  for (std::size_t line = 0; line < text.size();) {
    const std::size_t first = text.find_first_not_of(" \t", line);
    if (first != std::string_view::npos && text[first] == '[') return text.substr(0, line);
    const std::size_t end = text.find('\n', line);
    if (end == std::string_view::npos) break;
    line = end + 1;
  }
  return text;
}

using LoadObject = void (*)(Loader&, const Entry&);

struct Section {
  std::string_view key;
  LoadObject load;
};

constexpr Section kSections[] = {{"schema", load_name_space},
                                 {"extension", load_extension},
                                 {"enum", load_enum},
                                 {"sequence", load_sequence},
                                 {"table", load_table},
                                 {"view", load_view},
                                 {"materialized_view", load_materialized_view},
                                 {"function", load_function},
                                 {"virtual_table", load_virtual_table}};

// Names that nothing bears are not looked for here: what they say is known once everything is compiled.
void load_broken(Loader& loader, const Fields& document) {
  const Value* names = document.array("broken");
  if (names == nullptr) return;
  for (const Value* name : text_items(loader, "broken", *names))
    loader.declaration.broken.emplace(*name->text(), loader.report.place(name->at));
}

// Each object's part of the document is given back as soon as it has been read.
void load_document(Loader& loader, Value root) {
  const Fields fields(loader, root, document_keys());
  load_declaration_advice(loader, fields);
  load_scope(loader, fields);
  load_broken(loader, fields);
  for (Entry& entry : std::get<Value::Table>(root.data)) {
    const auto section = std::find_if(std::begin(kSections), std::end(kSections),
                                      [&](const Section& known) { return known.key == entry.key.view(); });
    if (section == std::end(kSections) || fields.table(section->key) == nullptr) continue;
    for (Entry& object : std::get<Value::Table>(entry.value.data)) {
      section->load(loader, object);
      object.value.data = Value::Table();
    }
  }
}

struct SyntaxHint {
  std::string_view part;  ///< of the parser's message
  std::string_view hint;
};
constexpr SyntaxHint kSyntaxHints[] = {
    {"redefine", "a name can be declared once: join the two, or rename one of them"},
    {"inline table", "a table in { } stands on one line; write a long column as [table.NAME.columns.COLUMN]"},
    {"utf-8", "save the file as UTF-8"}};

std::string syntax_hint(std::string_view message) {
  for (const SyntaxHint& hint : kSyntaxHints)
    if (message.find(hint.part) != std::string_view::npos) return std::string(hint.hint);
  return {};
}

// TOML takes no NUL byte as it stands.
bool may_hold_nul_bytes(std::string_view text) {
  return text.find("\\u0000") != std::string_view::npos || text.find("\\U00000000") != std::string_view::npos;
}

// No database can store a NUL byte, in a name or in a text.
void report_nul_bytes(Report& report, const Value& value) {
  constexpr std::string_view kHint = "remove \\u0000";
  if (const std::string* text = value.text()) {
    if (text->find('\0') != std::string::npos)
      report.add(value.at, "this string holds a NUL byte, which no database can store", std::string(kHint));
  } else if (const Value::Array* items = value.array()) {
    for (const Value& item : *items) report_nul_bytes(report, item);
  } else if (const Value::Table* entries = value.table()) {
    for (const Entry& entry : *entries) {
      if (entry.key.view().find('\0') != std::string_view::npos)
        report.add(entry.at, "this name holds a NUL byte, which no database can store", std::string(kHint));
      report_nul_bytes(report, entry.value);
    }
  }
}

std::optional<Value> parse(Loader& loader, const Source& source, std::uint32_t index) {
  auto parsed = parse_document(source.text, index);
  if (Value* root = std::get_if<Value>(&parsed)) return std::move(*root);
  loader.complete = false;
  const auto& failure = std::get<ParseFailure>(parsed);
  loader.report.add(failure.at, "this is not TOML: " + failure.message, syntax_hint(failure.message));
  return std::nullopt;
}

Head read_heads(Report& report, const std::vector<Source>& sources) {
  Head head;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const auto index = static_cast<std::uint32_t>(i);
    auto parsed = parse_document(before_tables(sources[i].text), index);
    if (std::holds_alternative<ParseFailure>(parsed)) parsed = parse_document(sources[i].text, index);
    if (const Value* root = std::get_if<Value>(&parsed)) read_head(report, *root, head);
  }
  return head;
}

// Whether all sources are TOML.
bool load_all(Report& report, const std::vector<Source>& sources, Declaration& declaration, bool known) {
  Loader loader(report, declaration, sources);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    auto root = parse(loader, sources[i], static_cast<std::uint32_t>(i));
    if (!root) continue;
    if (may_hold_nul_bytes(sources[i].text)) report_nul_bytes(report, *root);
    if (known) load_document(loader, std::move(*root));
  }
  if (known) check_references(loader);
  if (loader.complete) expand_stars(loader);
  if (known) check_unmanaged(loader);
  use_new_names(declaration);
  return loader.complete;
}

std::vector<fs::path> toml_files(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == ".toml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<Source> read_sources(const fs::path& path) {
  std::vector<Source> sources;
  try {
    if (!fs::is_directory(path)) {
      sources.push_back({path.string(), base::read_file(path)});
      return sources;
    }
    for (const fs::path& file : toml_files(path)) sources.push_back({file.string(), base::read_file(file)});
  } catch (const fs::filesystem_error& error) {
    throw base::Error(base::ErrorKind::io,
                      "Cannot read " + path.string() + ": " + error.code().message() + ".");
  }
  if (sources.empty())
    throw base::Error(base::ErrorKind::io, "The folder " + path.string() + " has no .toml file in it.",
                      "Write a declaration, or run `schemagen init`.");
  return sources;
}

}  // namespace

base::Place Places::at(const model::ObjectId& id) const {
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.id == id; });
  return found == entries_.end() ? base::Place() : base::Place{found->file, found->line, found->column};
}

Loaded load_sources(const std::vector<Source>& sources) {
  Report report(sources);
  Loaded loaded{Declaration{model::Schema(sql::Dialect::sqlite), {}, {}, {}}, {}};
  if (sources.empty()) return loaded;
  const Head head = read_heads(report, sources);
  if (head.dialect) loaded.declaration.schema = model::Schema(*head.dialect);
  if (load_all(report, sources, loaded.declaration, head.dialect.has_value())) report_missing(report, head);
  loaded.diagnostics = report.take();
  return loaded;
}

Declaration load_declaration(const fs::path& path) {
  const std::vector<Source> sources = read_sources(path);
  Loaded loaded = load_sources(sources);
  if (loaded.diagnostics.empty()) return std::move(loaded.declaration);
  std::string text = base::render(loaded.diagnostics);
  if (text.ends_with('\n')) text.pop_back();
  throw base::Error(base::ErrorKind::declaration, text);
}

}  // namespace schemagen::dsl
