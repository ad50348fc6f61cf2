// Owners and privileges of objects that are dropped and made anew in one transaction.
//
// schemagen does not model them; the statements carry over whatever the server has at that moment.
#pragma once

#include <vector>

#include "dialect/postgres/render.h"

namespace schemagen::dialect::postgres {

/// Views, materialized views, functions, procedures and enums: what is granted by name.
bool is_grantable(model::Kind kind);

/// Notes owner and privileges of `ids`, as `schema` names them, in a temporary table.
std::string save_privileges_sql(const Schema& schema, const std::vector<ObjectId>& ids);

/// Gives the objects noted in this session their owners and privileges back.
Statements restore_privileges_sql(const std::vector<ObjectId>& ids);

/// A column of a view and the column of the table behind it.
struct ViewColumn {
  Symbol name;
  Symbol source;
};

/// Gives a view the owner and the privileges of the relation behind it, those on single columns included;
/// without `columns` it shows all of them under their names.
std::string copy_privileges_sql(const std::string& table, const std::string& view,
                                const std::vector<ViewColumn>& columns);

/// Gives a function or procedure the owner and the privileges of another one.
std::string copy_routine_privileges_sql(const std::string& from, const std::string& to);

/// Whoever may use the object by name may use the schema `target`, and so may its owner. Nothing for types.
Statements share_schema_sql(const Schema& schema, const ObjectId& id, Symbol target);

/// A sequence that has just been made gets the owner of the table whose rows it numbers, and whoever may
/// write those may use it.
std::string share_sequence_sql(const std::string& table, const std::string& sequence);

/// What is granted on one sequence is granted on another; both are SQL expressions of their names.
std::string carry_sequence_privileges_sql(const std::string& from, const std::string& to);

}  // namespace schemagen::dialect::postgres
