// How the declaration spells names: keys, references, columns of keys.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "schemagen/model/schema.h"

namespace schemagen::dsl {

using model::Symbol;

/// `users`, `billing.invoices`, `"odd.name"`: before TOML's own quoting.
std::string qualified_text(Symbol schema, Symbol name, sql::Dialect dialect);

/// `add(integer)`, `billing.add(integer)` for the key of a function.
std::string function_text(Symbol schema, Symbol signature, sql::Dialect dialect);

/// The old name of an object that is now `id`: with its schema when it is another one, without argument
/// types.
std::string old_name_text(const model::ObjectId& old, const model::ObjectId& id, sql::Dialect dialect);

/// `users(id)`, `"odd.name"("a,b")`; `users` when `columns` is empty.
std::string reference_text(Symbol schema, Symbol table, const std::vector<Symbol>& columns,
                           sql::Dialect dialect);

/// `users.id` for `owned_by`.
std::string column_text(Symbol schema, Symbol table, Symbol column, sql::Dialect dialect);

/// A column of a key: its name as it is, or SQL when a collation or an order follows.
std::string key_column_text(const model::KeyColumn& key, const std::set<Symbol>& columns);

/// A key of an index as SQL; a plain column as its name, unless `sql` follows it (EXCLUDE elements).
std::string index_key_text(const model::IndexKey& key, const std::set<Symbol>& columns,
                           const model::Schema& schema, bool always_sql = false);

}  // namespace schemagen::dsl
