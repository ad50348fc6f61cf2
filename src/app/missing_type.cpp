#include "app/missing_type.h"

#include <set>

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

std::set<std::string> made_types(const model::Schema& schema) {
  std::set<std::string> names;
  for (const auto& [id, type] : schema.all<model::EnumType>(model::Kind::enum_type)) {
    const std::string name =
        sql::canonical_type(sql::quote_name(id.schema.view(), id.name.view(), kDialect), kDialect);
    names.insert(name);
    names.insert(name + "[]");
  }
  return names;
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
    for (const auto& [id, column] : schema->all<model::Column>(model::Kind::column))
      types.insert(column->type.str());
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
  for (const std::string& type : missing_types(database, before, after))
    for (const auto& [id, column] : after.all<model::Column>(model::Kind::column)) {
      const auto* const old = before.find_as<model::Column>(id);
      if (column->type.view() != type || (old != nullptr && old->type == column->type)) continue;
      const std::optional<std::string> meant = likely_type(type);
      throw base::Error(base::ErrorKind::declaration,
                        "The column " + model::display_name(id) + " is declared with the type " + type +
                            ", which the database does not have.",
                        (meant ? "Did you mean " + *meant + "? " : std::string()) +
                            "A type that schemagen does not model has to be there before.");
    }
}

}  // namespace schemagen::app
