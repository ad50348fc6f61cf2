// The statements of a derived application (application.h) as text. Values are string constants without a
// type, results are text.
#pragma once

#include <string>
#include <vector>

#include "support/application.h"

namespace schemagen::tests {

std::string quoted(const ObjectId& relation);
std::string quoted(Symbol name);
std::string literal(const db::Cell& cell);

/// `a::text, b::text`
std::string as_text(const TableUse& table);
std::vector<Symbol> names_of(const TableUse& table);
/// Column sets that ON CONFLICT (…) can name.
std::vector<std::vector<Symbol>> unique_keys(const model::Schema& schema, const ObjectId& table);
/// The condition that is true for `row` alone.
std::string where(const TableUse& table, const Values& row);

std::string insert_sql(const TableUse& table, const Values& row, const std::string& on_conflict = {});
std::string upsert_sql(const TableUse& table, const Values& row, const std::vector<Symbol>& arbiter);
std::string update_sql(const TableUse& table, Symbol column, const db::Cell& value, const Values& row);
std::string delete_sql(const TableUse& table, const Values& row);

}  // namespace schemagen::tests
