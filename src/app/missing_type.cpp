#include "app/missing_type.h"

#include <algorithm>
#include <set>
#include <utility>

#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"
#include "schemagen/sql/type_name.h"

namespace schemagen::app {
namespace {

constexpr sql::Dialect kDialect = sql::Dialect::postgresql;

/// A type off the search path is there all the same.
constexpr std::string_view kNotThere = R"() declared (type, name)
 WHERE to_regtype(type) IS NULL AND NOT EXISTS (SELECT FROM pg_catalog.pg_type WHERE typname = name)
 ORDER BY type)";

/// The name without schema, length and dimensions.
std::string bare_name(const std::string& type) {
  const auto tokens = sql::tokenize(type, kDialect);
  const std::size_t at = tokens.size() > 3 && tokens[1].is_symbol(".") ? 2 : 0;
  return sql::name_of(tokens[at], kDialect);
}

bool makes_a_type(model::Kind kind) {
  return kind == model::Kind::enum_type || kind == model::Kind::table || kind == model::Kind::view ||
         kind == model::Kind::materialized_view;
}

std::set<std::string> made_types(const model::Schema& schema) {
  std::set<std::string> names;
  for (const auto& [id, object] : schema.objects()) {
    if (!makes_a_type(id.kind)) continue;
    const std::string name =
        sql::canonical_type(sql::quote_name(id.schema.view(), id.name.view(), kDialect), kDialect);
    names.insert(name);
    names.insert(name + "[]");
  }
  return names;
}

/// The types of arguments: `f(integer, "A".b[])` has two.
std::vector<std::string> argument_types(std::string_view signature) {
  const auto tokens = sql::tokenize(signature, kDialect);
  std::vector<std::string> types;
  std::optional<std::size_t> begin;
  for (const sql::Token& token : tokens) {
    const bool ends = begin && (token.is_symbol(",") || token.is_symbol(")"));
    if (ends && token.offset > *begin)
      types.push_back(
          sql::canonical_type(base::trim(signature.substr(*begin, token.offset - *begin)), kDialect));
    if (token.is_symbol("(") || token.is_symbol(",")) begin = token.offset + 1;
  }
  return types;
}

/// The type that a function returns; none where it returns a table of its own or nothing.
std::optional<std::string> returned_type(const model::Function& function) {
  constexpr std::string_view kSet = "SETOF ";
  std::string_view type = function.result.view();
  if (type.starts_with(kSet)) type.remove_prefix(kSet.size());
  if (type.empty() || type.starts_with("TABLE(")) return std::nullopt;
  return sql::canonical_type(type, kDialect);
}

/// What names types, and which.
std::vector<std::pair<model::ObjectId, std::string>> named_types(const model::Schema& schema) {
  std::vector<std::pair<model::ObjectId, std::string>> named;
  for (const auto& [id, column] : schema.all<model::Column>(model::Kind::column))
    named.emplace_back(id, column->type.str());
  for (const auto& [id, function] : schema.all<model::Function>(model::Kind::function)) {
    for (std::string& type : argument_types(id.name.view())) named.emplace_back(id, std::move(type));
    if (auto type = returned_type(*function)) named.emplace_back(id, std::move(*type));
  }
  std::erase_if(named, [](const auto& use) { return use.second.find('%') != std::string::npos; });
  return named;
}

bool brings_extensions(const model::Schema& before, const model::Schema& after) {
  for (const auto& [id, extension] : after.all<model::Extension>(model::Kind::extension))
    if (!before.contains(id)) return true;
  return false;
}

}  // namespace

std::vector<std::string> missing_types(db::Database& database, const model::Schema& before,
                                       const model::Schema& after) {
  std::set<std::string> types;
  for (const model::Schema* schema : {&before, &after})
    for (auto& [id, type] : named_types(*schema)) types.insert(std::move(type));
  for (const model::Schema* schema : {&before, &after})
    for (const std::string& made : made_types(*schema)) types.erase(made);
  std::vector<std::string> missing;
  if (types.empty()) return missing;
  std::vector<std::string> rows;
  for (const std::string& type : types)
    rows.push_back("(" + sql::quote_literal(type) + ", " + sql::quote_literal(bare_name(type)) + ")");
  const std::string query = "SELECT type FROM (VALUES " + base::join(rows, ", ") + std::string(kNotThere);
  for (const db::Row& row : database.execute(query)) missing.push_back(row.front().value_or(""));
  return missing;
}

std::optional<std::string> likely_type(const std::string& type) {
  static const std::vector<std::string> kNames{"smallint",    "integer",   "int",         "bigint",
                                               "numeric",     "decimal",   "real",        "double precision",
                                               "text",        "varchar",   "char",        "bytea",
                                               "boolean",     "bool",      "date",        "time",
                                               "timetz",      "timestamp", "timestamptz", "interval",
                                               "uuid",        "json",      "jsonb",       "xml",
                                               "inet",        "cidr",      "macaddr",     "bit",
                                               "varbit",      "money",     "tsvector",    "tsquery",
                                               "point",       "polygon",   "serial",      "bigserial",
                                               "smallserial", "int4range", "int8range",   "numrange",
                                               "daterange",   "tsrange",   "tstzrange"};
  return base::nearest(bare_name(type), kNames);
}

void refuse_missing_types(db::Database& database, const model::Schema& before, const model::Schema& after) {
  if (brings_extensions(before, after)) return;
  const std::vector<std::string> missing = missing_types(database, before, after);
  if (missing.empty()) return;
  const auto there = named_types(before);
  for (const auto& use : named_types(after)) {
    if (std::count(missing.begin(), missing.end(), use.second) == 0 ||
        std::count(there.begin(), there.end(), use) > 0)
      continue;
    const std::optional<std::string> meant = likely_type(use.second);
    throw base::Error(base::ErrorKind::declaration,
                      "The " + std::string(model::kind_name(use.first.kind)) + " " +
                          model::display_name(use.first) + " is declared with the type " + use.second +
                          ", which the database does not have.",
                      (meant ? "Did you mean " + *meant + "? " : std::string()) +
                          "A type that schemagen does not model has to be there before.");
  }
}

}  // namespace schemagen::app
