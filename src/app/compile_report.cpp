// What a person is told about what does not compile: where it stands, and what to write.
#include <algorithm>
#include <fstream>
#include <optional>

#include "schemagen/app/compiles.h"
#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"

namespace schemagen::app {
namespace {

using base::Symbol;
using model::Kind;
using sql::Dialect;

constexpr const char* kBrokenBefore = "it was so before";
constexpr const char* kSaysSo = "`broken` says so";

struct Instead {
  std::string_view name;
  std::string_view hint;
};
constexpr Instead kInstead[] = {{"now", "write current_timestamp"},
                                {"getdate", "write current_timestamp"},
                                {"gen_random_uuid", "write lower(hex(randomblob(16)))"},
                                {"uuid_generate_v4", "write lower(hex(randomblob(16)))"},
                                {"nextval", "an `integer` that is the primary key counts by itself"}};

/// What stands behind `label` in SQLite's message, without its table and the advice of newer versions.
std::optional<std::string> named_in(const std::string& message, std::string_view label) {
  const std::size_t at = message.find(label);
  if (at == std::string::npos) return std::nullopt;
  std::string name = message.substr(at + label.size());
  name = name.substr(0, name.find(" - should"));
  if (name.ends_with("()")) name.resize(name.size() - 2);
  if (name.size() > 1 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
  const std::size_t dot = name.rfind('.');
  return dot == std::string::npos ? name : name.substr(dot + 1);
}

std::optional<std::string> column_in(const std::string& message) {
  const auto missing = named_in(message, "no such column: ");
  return missing ? missing : named_in(message, " has no column named ");
}

std::optional<std::string> function_in(const std::string& message) {
  const auto missing = named_in(message, "no such function: ");
  return missing ? missing : named_in(message, "unknown function: ");
}

class Adviser {
 public:
  explicit Adviser(const dsl::Declaration& declaration) : declaration_(declaration) {}

  std::string hint(const Problem& problem) const {
    if (problem.kind == Problem::Kind::reference) return for_reference(problem);
    if (const auto function = function_in(problem.what)) return for_function(*function);
    if (problem.kind == Problem::Kind::of_application) return "the application must bring it";
    if (const auto column = column_in(problem.what)) return for_column(problem, *column);
    if (const auto table = named_in(problem.what, "no such table: ")) return for_relation(*table);
    return {};
  }

 private:
  static std::string for_function(const std::string& function) {
    for (const Instead& instead : kInstead)
      if (base::equals_ignoring_case(instead.name, function)) return std::string(instead.hint);
    return "SQLite has no such function of its own: every connection that comes here must bring it";
  }

  std::string for_reference(const Problem& problem) const {
    const auto& key = std::get<model::ForeignKey>(*declaration_.schema.find(problem.id));
    std::string hint;
    if (!declaration_.schema.contains(model::table_id({}, key.ref_table))) {
      const auto near = base::nearest(key.ref_table.view(), names_of({Kind::table}));
      if (near) hint = "did you mean `" + *near + "`? ";
    }
    return hint + "while PRAGMA foreign_keys is on, SQLite refuses statements on " + problem.id.owner.str();
  }

  std::string for_column(const Problem& problem, const std::string& column) const {
    if (stands_in_double_quotes(problem, column))
      return "double quotes are for names: write " + sql::quote_literal(column) + " for a text";
    if (const auto renamed = new_name(Kind::column, column)) return *renamed;
    return nearest(column, names_of({Kind::column}));
  }

  std::string for_relation(const std::string& relation) const {
    if (const auto renamed = new_name(Kind::table, relation)) return *renamed;
    return nearest(relation, names_of({Kind::table, Kind::virtual_table, Kind::view}));
  }

  std::optional<std::string> new_name(Kind kind, const std::string& name) const {
    for (const diff::Rename& rename : declaration_.renames)
      if (rename.from.kind == kind && base::equals_ignoring_case(rename.from.name.view(), name))
        return "`" + name + "` is called `" + rename.to.name.str() + "` now: write the new name";
    return std::nullopt;
  }

  static std::string nearest(const std::string& name, const std::vector<std::string>& known) {
    const auto near = base::nearest(name, known);
    return near ? "did you mean `" + *near + "`?" : "";
  }

  std::vector<std::string> names_of(const std::vector<Kind>& kinds) const {
    std::vector<std::string> names;
    for (const auto& [id, object] : declaration_.schema.objects())
      if (std::find(kinds.begin(), kinds.end(), id.kind) != kinds.end()) names.push_back(id.name.str());
    return names;
  }

  bool stands_in_double_quotes(const Problem& problem, const std::string& name) const {
    bool found = false;
    model::Object object = *declaration_.schema.find(problem.id);
    model::for_each_sql(object, [&](model::SqlRole, Symbol& text) {
      for (const sql::Token& token : sql::tokenize(text.view(), Dialect::sqlite))
        found = found || (token.text.starts_with('"') && sql::name_of(token, Dialect::sqlite) == name);
    });
    return found;
  }

  const dsl::Declaration& declaration_;
};

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The byte at which `word` stands alone in `line`, at `from` or behind it.
std::size_t find_word(const std::string& line, const std::string& word, std::size_t from) {
  for (std::size_t at = line.find(word, from); at != std::string::npos; at = line.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_word_character(line[at - 1])) &&
        (end == line.size() || !is_word_character(line[end])))
      return at;
  }
  return std::string::npos;
}

int column_of(const std::string& line, std::size_t byte) {
  return 1 + static_cast<int>(
                 std::count_if(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(byte),
                               [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::vector<std::string> lines_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(std::move(line));
  return lines;
}

/// Moves the place of an object to the line of its text in which `word` stands first.
void show_line(base::Diagnostic& diagnostic, const std::string& word) {
  const std::vector<std::string> lines = lines_of(diagnostic.place.file);
  const auto first = static_cast<std::size_t>(diagnostic.place.line);
  if (first == 0 || first > lines.size()) return;
  diagnostic.line = lines[first - 1];
  if (word.empty()) return;
  for (std::size_t i = first; i <= lines.size(); ++i) {
    const std::string& line = lines[i - 1];
    if (i > first && line.starts_with('[')) return;
    const auto from = i == first && diagnostic.place.column > 0
                          ? static_cast<std::size_t>(diagnostic.place.column - 1)
                          : std::size_t(0);
    const std::size_t found = find_word(line, word, from);
    if (found == std::string::npos) continue;
    diagnostic.place.line = static_cast<int>(i);
    diagnostic.place.column = column_of(line, found);
    diagnostic.line = line;
    return;
  }
}

std::string word_of(const Problem& problem) {
  if (const auto column = column_in(problem.what)) return *column;
  if (const auto table = named_in(problem.what, "no such table: ")) return *table;
  return function_in(problem.what).value_or("");
}

base::Diagnostic diagnostic_of(const Problem& problem, const dsl::Declaration& declaration) {
  base::Diagnostic diagnostic{
      declaration.places.at(problem.id), describe(problem), Adviser(declaration).hint(problem), {}};
  show_line(diagnostic, word_of(problem));
  return diagnostic;
}

void warn_of_needless_entries(const dsl::Declaration& declaration, const std::vector<Problem>& problems,
                              base::DiagnosticList& warnings) {
  for (const auto& [name, place] : declaration.broken) {
    const bool is_broken = std::any_of(
        problems.begin(), problems.end(),
        [&broken = name](const Problem& problem) { return model::to_string(problem.id) == broken; });
    if (!is_broken)
      warnings.push_back({place,
                          "`broken` names " + name + ", which compiles or is not declared",
                          "remove it from `broken`",
                          {}});
  }
}

/// Tables and views that `unmanaged` names are there, though nothing here says how.
void add_unmanaged(const diff::Scope& scope, std::vector<model::Unmodelled>& beside) {
  for (const std::string& entry : scope.unmanaged)
    for (const std::string_view kind : {"table ", "view "}) {
      const std::size_t at = entry.find(kind);
      if (at == 0 || (at != std::string::npos && entry[at - 1] == ' '))
        beside.push_back({"table", entry.substr(at + kind.size())});
    }
}

}  // namespace

Judgement judge(const dsl::Declaration& declaration, const model::Schema* current) {
  std::vector<model::Unmodelled> beside;
  if (current != nullptr) beside = current->unmodelled();
  add_unmanaged(declaration.scope, beside);
  const std::vector<Problem> problems = find_problems(declaration.schema, beside);
  std::optional<std::vector<Problem>> before;
  const auto was_before = [&](const Problem& problem) {
    if (current == nullptr) return false;
    if (!before) before = find_problems(*current);
    return std::find(before->begin(), before->end(), problem) != before->end();
  };
  Judgement judgement;
  for (const Problem& problem : problems) {
    base::Diagnostic diagnostic = diagnostic_of(problem, declaration);
    const bool is_known = declaration.broken.contains(model::to_string(problem.id));
    if (problem.kind == Problem::Kind::broken && !is_known && !was_before(problem)) {
      judgement.errors.push_back(std::move(diagnostic));
      continue;
    }
    if (problem.kind == Problem::Kind::broken)
      diagnostic.message += std::string(" (") + (is_known ? kSaysSo : kBrokenBefore) + ")";
    judgement.warnings.push_back(std::move(diagnostic));
  }
  warn_of_needless_entries(declaration, problems, judgement.warnings);
  base::sort(judgement.errors);
  base::sort(judgement.warnings);
  return judgement;
}

base::DiagnosticList require_compiles(const dsl::Declaration& declaration, const model::Schema* current) {
  Judgement judgement = judge(declaration, current);
  if (judgement.errors.empty()) return std::move(judgement.warnings);
  std::string text = base::render(judgement.errors) + base::render(judgement.warnings, "warning");
  if (text.ends_with('\n')) text.pop_back();
  throw base::Error(base::ErrorKind::declaration, text);
}

CompiledThroughout::CompiledThroughout(const model::Schema& before, const model::Schema& after)
    : beside_(before.unmodelled()), known_(find_problems(before)) {
  const std::vector<Problem> later = find_problems(after, beside_);
  known_.insert(known_.end(), later.begin(), later.end());
}

void CompiledThroughout::check(db::Database& scratch, const std::string& phase) const {
  if (scratch.target().dialect != Dialect::sqlite) return;
  for (const Problem& problem : find_problems(scratch.introspect(), beside_)) {
    const bool is_known = std::any_of(known_.begin(), known_.end(),
                                      [&problem](const Problem& known) { return known.id == problem.id; });
    if (problem.kind != Problem::Kind::broken || is_known) continue;
    throw base::Error(base::ErrorKind::proof,
                      "After the " + phase + " phase " + describe(problem) + "; nothing was written.",
                      "Please report this with the declaration.");
  }
}

}  // namespace schemagen::app
