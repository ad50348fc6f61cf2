// Indexes and constraints of tables that are partitioned into partitions: what the server can only do at once
// on the whole table is done on one partition after the other, and the table takes over what is there.
#pragma once

#include "dialect/postgres/context.h"

namespace schemagen::dialect::postgres {

void create_divided_index(Context& c, const ObjectId& id, const model::Index& index, bool stricter);
/// The partitions' parts of an index follow its name.
Statements rename_parts_sql(const Context& c, const ObjectId& index, Symbol from, Symbol to);
/// Dropped and created in one transaction.
void replace_divided_index(Context& c, const ObjectId& id, const model::Index& old, const model::Index& index,
                           bool stricter);
/// `index` is the one that the key stands on.
void create_divided_key(Context& c, const ObjectId& id, const model::Index& index, model::Deferral deferral,
                        Phase phase);
/// Before PostgreSQL 18 the table itself takes no foreign key that is NOT VALID.
bool needs_divided_foreign_key(const Context& c, const ObjectId& id);
void create_divided_foreign_key(Context& c, const ObjectId& id, const model::ForeignKey& key);
/// Dropped and added in one transaction.
void replace_divided_foreign_key(Context& c, const ObjectId& id, const model::ForeignKey& old,
                                 const model::ForeignKey& key);

}  // namespace schemagen::dialect::postgres
