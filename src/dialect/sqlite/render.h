// SQL text of SQLite objects.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialect/sqlite/definition.h"

namespace schemagen::dialect::sqlite {

std::string quoted(Symbol name);
/// In parentheses; a comment at the end of the expression does not swallow the closing one.
std::string enclosed(const std::string& expression);
/// The same, without the parentheses where the expression is a single literal or name.
std::string as_operand(const std::string& expression);

/// The statement that makes the table, under the name `as`. Where that is not its own name, expressions lose
/// their `table.` qualifiers, which SQLite would not resolve.
std::string create_table_sql(const TableDefinition& table, Symbol as);
std::string create_table_sql(const TableDefinition& table);

/// What stands behind ADD COLUMN: the column with the constraints of `table` that are about it alone.
std::string added_column_sql(const TableDefinition& table, Symbol column);

std::string create_index_sql(Symbol table, Symbol name, const model::Index& index);
std::string create_view_sql(Symbol name, const model::View& view);
std::string create_virtual_table_sql(Symbol name, const model::VirtualTable& table);

std::string drop_sql(const ObjectId& id);
/// `DROP … IF EXISTS`
std::string drop_if_exists_sql(const ObjectId& id);

/// The default is a literal, so that ADD COLUMN takes it on a table with rows.
bool is_constant_default(std::string_view default_value);

}  // namespace schemagen::dialect::sqlite
