#include "dsl/load_sql.h"

#include <algorithm>
#include <filesystem>

#include "schemagen/base/error.h"
#include "schemagen/base/file.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/expression.h"

namespace schemagen::dsl {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> read_sql_file(Loader& loader, const Value& value) {
  const fs::path name = *value.text();
  if (name.empty() || name.is_absolute()) {
    loader.report.add(value.at, "`file` must be a path relative to this declaration",
                      "write file = \"functions/add.sql\" and keep the file beside the declaration");
    return std::nullopt;
  }
  const fs::path path = fs::path(loader.report.source(value.at).name).parent_path() / name;
  std::error_code error;
  if (!fs::is_regular_file(path, error)) {
    loader.report.add(value.at, "there is no file " + shown(path.string()),
                      "the path is relative to the folder of this declaration");
    return std::nullopt;
  }
  try {
    return base::read_file(path);
  } catch (const base::Error& failure) {
    loader.report.add(value.at, failure.what(), failure.hint());
    return std::nullopt;
  }
}

std::size_t offset_of(std::string_view text, const base::Place& place) {
  std::size_t start = 0;
  for (int line = 1; line < place.line; ++line) {
    const std::size_t end = text.find('\n', start);
    if (end == std::string_view::npos) return text.size();
    start = end + 1;
  }
  const auto column = static_cast<std::size_t>(std::max(place.column, 1));
  std::size_t offset = start;
  for (std::size_t passed = 1; passed < column && offset < text.size(); ++passed) {
    ++offset;
    while (offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80) ++offset;
  }
  return offset;
}

bool is_same_name(Symbol a, Symbol b, bool postgresql) {
  return postgresql ? a == b : base::equals_ignoring_case(a.view(), b.view());
}

const std::vector<Symbol>& names_in(Loader& loader, Symbol expression) {
  const auto [known, fresh] = loader.names_used.try_emplace(expression);
  if (!fresh) return known->second;
  try {
    const auto names = sql::column_names_in(expression.view(), loader.dialect());
    known->second.assign(names.begin(), names.end());
  } catch (const base::Error&) {
    known->second.clear();
  }
  return known->second;
}

}  // namespace

std::optional<Symbol> load_expression_part(Loader& loader, const Value& value, std::string_view part,
                                           std::size_t offset) {
  const std::string_view trimmed = base::trim(part);
  if (trimmed.empty()) {
    loader.report.add(value.at, "this SQL expression is empty", "write an expression, or remove the key");
    return std::nullopt;
  }
  const auto known = loader.expressions.find(std::string(trimmed));
  if (known != loader.expressions.end()) return known->second;
  if (const auto mistake = sql::check_expression(part, loader.dialect())) {
    loader.report.add(loader.report.inside(value, offset + mistake->offset),
                      "this is not one SQL expression: " + mistake->message,
                      "an expression is what can stand behind SELECT, without a semicolon");
    return std::nullopt;
  }
  const Symbol expression(base::trim(sql::strip_outer_parentheses(trimmed, loader.dialect())));
  loader.expressions.emplace(trimmed, expression);
  return expression;
}

std::optional<Symbol> load_expression(Loader& loader, const Value& value) {
  return load_expression_part(loader, value, *value.text(), 0);
}

std::vector<Symbol> columns_used(Loader& loader, Symbol expression, const std::vector<Symbol>& columns) {
  std::vector<Symbol> used;
  const std::vector<Symbol>& names = names_in(loader, expression);
  for (const Symbol column : columns)
    for (const Symbol name : names)
      if (is_same_name(column, name, loader.postgresql())) {
        used.push_back(column);
        break;
      }
  return used;
}

void check_columns_used(Loader& loader, const Value& value, Symbol expression,
                        const std::vector<Symbol>& columns) {
  for (const Symbol name : names_in(loader, expression)) {
    const bool known = std::any_of(columns.begin(), columns.end(), [&](Symbol column) {
      return is_same_name(column, name, loader.postgresql());
    });
    if (known || name.view().size() < 3) continue;
    std::vector<std::string> names(columns.begin(), columns.end());
    const auto near = base::nearest(name.view(), names);
    if (!near) continue;
    const std::size_t found = base::to_lower(*value.text()).find(base::to_lower(name.view()));
    const std::size_t offset = found == std::string::npos ? 0 : found;
    loader.report.add(loader.report.inside(value, offset), "there is no column " + shown(name.view()),
                      "did you mean " + shown(*near) + "?");
  }
}

std::optional<SqlText> SqlText::load(Loader& loader, const Value& value) {
  SqlText sql;
  sql.text_ = *value.text();
  sql.value_ = &value;
  if (!sql.tokenize(loader)) return std::nullopt;
  return sql;
}

std::optional<SqlText> SqlText::load(Loader& loader, const Fields& fields, const Entry& owner) {
  const Value* sql = fields.text("sql");
  const Value* file = fields.text("file");
  if (sql != nullptr && file != nullptr) {
    loader.report.add(file->at, shown(owner.key.view()) + " has both `sql` and `file`", "keep one of them");
    return std::nullopt;
  }
  if (sql != nullptr) return load(loader, *sql);
  if (file == nullptr) {
    if (!fields.has("sql") && !fields.has("file"))
      loader.report.add(owner.at, shown(owner.key.view()) + " has no SQL",
                        "write sql = '''…''' or file = \"name.sql\"");
    return std::nullopt;
  }
  auto text = read_sql_file(loader, *file);
  if (!text) return std::nullopt;
  SqlText loaded;
  loaded.content_ = std::make_unique<const std::string>(std::move(*text));
  loaded.text_ = *loaded.content_;
  loaded.file_ = (fs::path(loader.report.source(file->at).name).parent_path() / *file->text()).string();
  loaded.value_ = file;
  if (!loaded.tokenize(loader)) return std::nullopt;
  return loaded;
}

bool SqlText::tokenize(Loader& loader) {
  if (text_.find('\0') != std::string_view::npos) {
    report(loader, 0, "this SQL holds a NUL byte, which no database can store", "remove it");
    return false;
  }
  try {
    tokens_ = sql::tokenize(text_, loader.dialect());
  } catch (const base::Error& error) {
    report(loader, offset_of(text_, error.place()), "something in this SQL is opened and not closed",
           "close the string, the quoted name or the comment that begins here");
    return false;
  }
  while (tokens_.size() > 1 && tokens_[tokens_.size() - 2].is_symbol(";")) {
    tokens_.erase(tokens_.end() - 2);
  }
  if (tokens_.size() > 1) return true;
  report(loader, 0, "there is no SQL here", "write the statement, or remove the key");
  return false;
}

void SqlText::report(Loader& loader, std::size_t offset, std::string message, std::string hint) const {
  if (file_.empty()) {
    loader.report.add(loader.report.inside(*value_, offset), std::move(message), std::move(hint));
    return;
  }
  const auto position = sql::position_at(text_, std::min(offset, text_.size()));
  loader.report.add(base::Place{file_, position.line, position.column}, text_, std::move(message),
                    std::move(hint));
}

}  // namespace schemagen::dsl
