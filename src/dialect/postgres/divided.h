// Indexes and constraints of tables that are partitioned into partitions: what the server can only do at once
// on the whole table is done on one partition after the other, and the table takes over what is there.
//
// New partitions are made before all that; those that go are gone before what comes in contract.
#pragma once

#include "dialect/postgres/context.h"

namespace schemagen::dialect::postgres {

void create_divided_index(Context& c, const ObjectId& id, const model::Index& index, bool stricter);
/// What an interrupted plan has left is completed.
void complete_divided_index(Context& c, const ObjectId& id, const model::Index& index);
/// Under another name until contract, because `holder` bears its own.
void build_divided_index_beside(Context& c, const ObjectId& id, const model::Index& index,
                                const ObjectId& holder, bool stricter);
/// The partitions' parts of an index follow its name.
Statements rename_parts_sql(const Context& c, const ObjectId& index, Symbol from, Symbol to);
/// The index and its parts; a part that was never attached does not go with the whole.
Statements drop_divided_index_sql(const Context& c, const ObjectId& id, Symbol name);

/// `index` is the one that the key stands on.
void create_divided_key(Context& c, const ObjectId& id, const model::Index& index, Phase phase);
/// The partitions' indexes for a key that takes the place of another one in a rebuild (rebuild.h).
void build_divided_key_ahead(Context& c, const ObjectId& id, Symbol made_as, Phase phase);
/// The same for a key on columns that exist twice (shadow.h): the table itself gets no index until the swap.
void build_divided_key_copy(Context& c, const ObjectId& id, const model::Index& index);
/// The key on those indexes, and its comment.
Statements take_divided_key_sql(const Context& c, const ObjectId& id, Symbol made_as, Phase phase);

/// Before PostgreSQL 18 the table itself takes no foreign key that is NOT VALID.
bool needs_divided_foreign_key(const Context& c, const ObjectId& id);
void create_divided_foreign_key(Context& c, const ObjectId& id, const model::ForeignKey& key);
/// Its parts on the partitions get the name of the foreign key.
std::string name_parts_like_whole_sql(const ObjectId& id);
/// For undo: new rows of the partitions must obey it again; then they are proved, and the table takes it
/// over.
Statements restore_divided_foreign_key_sql(const Context& c, const ObjectId& id,
                                           const model::ForeignKey& key);
Statements prove_divided_again_sql(const Context& c, const ObjectId& id, const model::ForeignKey& key);
/// The new form is proved beside the old one, and the table takes it over in one transaction.
void replace_divided_foreign_key(Context& c, const ObjectId& id, const model::ForeignKey& old,
                                 const model::ForeignKey& key);

}  // namespace schemagen::dialect::postgres
