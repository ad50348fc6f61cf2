// The lowering rules, one family a noun. A create_ rule gets an object that is only in `after`, a drop_ rule
// one that is only in `before`, an alter_ rule one that is in both and differs in more than its comment.
//
// An alter_ rule answers whether it makes the object anew, its comment included.
#pragma once

#include "dialect/postgres/context.h"

namespace schemagen::dialect::postgres {

void create_extension(Context& c, const ObjectId& id, const model::Extension& extension);
bool alter_extension(Context& c, const ObjectId& id, const model::Extension& old,
                     const model::Extension& extension);
void drop_extension(Context& c, const ObjectId& id);

void create_name_space(Context& c, const ObjectId& id);
void drop_name_space(Context& c, const ObjectId& id);

void create_enum_type(Context& c, const ObjectId& id);
bool alter_enum_type(Context& c, const ObjectId& id, const model::EnumType& old, const model::EnumType& type);
void drop_enum_type(Context& c, const ObjectId& id);
/// Every old value stays and the order of the old ones too: ADD VALUE is enough.
bool only_adds_values(const model::EnumType& old, const model::EnumType& type);

void create_sequence(Context& c, const ObjectId& id, const model::Sequence& sequence);
bool alter_sequence(Context& c, const ObjectId& id, const model::Sequence& old,
                    const model::Sequence& sequence);
void drop_sequence(Context& c, const ObjectId& id, const model::Sequence& old);

void create_function(Context& c, const ObjectId& id);
bool alter_function(Context& c, const ObjectId& id, const model::Function& old,
                    const model::Function& function);
void drop_function(Context& c, const ObjectId& id);
/// CREATE OR REPLACE takes it: kind, result and names of arguments stay, no default goes.
bool can_replace(const model::Function& old, const model::Function& function);

void create_table(Context& c, const ObjectId& id);
bool alter_table_rule(Context& c, const ObjectId& id, const model::Table& old, const model::Table& table);
void drop_table(Context& c, const ObjectId& id);
/// Created and dropped together with its table, by that table's own rule.
bool folds_into_table(const Schema& schema, const ObjectId& id);

void create_column(Context& c, const ObjectId& id, const model::Column& column);
bool alter_column(Context& c, const ObjectId& id, const model::Column& old, const model::Column& column);
void drop_column(Context& c, const ObjectId& id, const model::Column& old);
bool in_primary_key(const Schema& schema, const ObjectId& id);
/// Whoever leaves the column out of an INSERT gets a value all the same.
bool fills_itself(const model::Column& column);
/// The old application leaves the column out until contract.
bool goes_without_default(const model::Column& old, const model::Column& column);
void drop_default(Context& c, const ObjectId& id, const model::Column& old, const model::Column& column);
/// Sequences that go when their column goes.
std::vector<ObjectId> sequences_of(const Schema& schema, Symbol in_schema, Symbol table, Symbol column);

/// Identity and serial: where a column's numbers come from.
/// A new column whose numbers come from a sequence; existing rows are numbered in batches.
void create_numbered_column(Context& c, const ObjectId& id, const model::Column& column);

/// Gives the column an identity or a sequence, going on behind its greatest value.
Statements add_numbering_sql(const ObjectId& id, const model::Column& column);
void alter_numbering(Context& c, const ObjectId& id, const model::Column& old, const model::Column& column);
/// The sequence, an object of its own on one side, makes way for an identity or takes its place:
/// alter_numbering() does what is to be done.
bool is_exchanged(const Context& c, const ObjectId& sequence);
/// An identity of the column makes way for a sequence, or the other way round.
bool exchanges_numbering(const Context& c, const ObjectId& column);

/// NOT NULL without a scan under lock for all of Context::not_nulls, the columns of a table together; reaches
/// state::kNotNull.
void lower_not_nulls(Context& c);
/// DEFAULT needs no look at the rows: constant, or the same value for the whole statement.
bool is_stable(std::string_view expression);

void create_partition(Context& c, const ObjectId& id, const model::Partition& partition);
/// Throws Error (unsupported): the server cannot give a partition other rows.
bool alter_partition(const ObjectId& id, const model::Partition& old, const model::Partition& partition);
/// Throws Error (unsupported).
[[noreturn]] void refuse_soft_drop(const std::string& what);
void drop_partition(Context& c, const ObjectId& id, const model::Partition& old);
/// Throws Error (unsupported) when what the table is partitioned by shall change.
void refuse_other_division(const ObjectId& table, const model::Table& old, const model::Table& now);
/// Throws Error (unsupported) when the server would refuse the change of a column that rows are partitioned
/// by, or of its enum.
void refuse_change_of_key(const Context& c, const diff::Change& change);

void create_primary_key(Context& c, const ObjectId& id, const model::PrimaryKey& key);
bool alter_primary_key(Context& c, const ObjectId& id, const model::PrimaryKey& old,
                       const model::PrimaryKey& key);
void drop_primary_key(Context& c, const ObjectId& id);
void create_unique(Context& c, const ObjectId& id, const model::Unique& key);
bool alter_unique(Context& c, const ObjectId& id, const model::Unique& old, const model::Unique& key);
void drop_unique(Context& c, const ObjectId& id);
/// `step` ends a key or unique index of the old schema: in contract, where the old application has relied on
/// it, that is when the new one may repeat values that nothing declares unique any more.
void frees_values(const Context& c, Step& step, const ObjectId& id);
/// The constraint itself differs, not only its name or the storage of its index.
bool key_differs(const model::PrimaryKey& old, const model::PrimaryKey& key);
bool key_differs(const model::Unique& old, const model::Unique& key);
/// The index that a primary key or UNIQUE constraint stands on.
model::Index key_index(const model::Object& key);
/// That of a key of `schema` as a statement, under another name.
std::string key_index_sql(const Schema& schema, const ObjectId& id, Symbol name);
/// `ADD CONSTRAINT name … USING INDEX index`: the key is called `name` and takes that index.
std::string add_using_index_sql(const Schema& schema, const ObjectId& id, Symbol name, Symbol index);

void create_check(Context& c, const ObjectId& id, const model::Check& check);
bool alter_check(Context& c, const ObjectId& id, const model::Check& old, const model::Check& check);
void drop_check(Context& c, const ObjectId& id);
/// The new rule of a check on columns that exist twice is a copy of its own (shadow.h); the old one may not
/// stand in the new application's way until contract.
void relax_copied_checks(Context& c);
void create_exclusion(Context& c, const ObjectId& id);
bool alter_exclusion(Context& c, const ObjectId& id, const model::Exclusion& old,
                     const model::Exclusion& exclusion);
void drop_exclusion(Context& c, const ObjectId& id);

void create_foreign_key(Context& c, const ObjectId& id, const model::ForeignKey& key);
bool alter_foreign_key(Context& c, const ObjectId& id, const model::ForeignKey& old,
                       const model::ForeignKey& key);
void drop_foreign_key(Context& c, const ObjectId& id, const model::ForeignKey& old);
/// The new form admits every row and every statement that the old one admits.
bool is_as_lax(const model::ForeignKey& old, const model::ForeignKey& key);
/// It refers to the table by the name that this has in that phase (rename_view.h).
model::ForeignKey as_called_in(const Context& c, Phase phase, model::ForeignKey key);
/// Adds the constraint; run again it changes nothing. A DROP before it would lock out readers too.
std::string unless_there_sql(const std::string& table, Symbol name, const std::string& add);
/// For Step::undo_proof: the constraint is there again, and proved unless the new application has broken it.
Statements prove_again_sql(const ObjectId& id);
Statements prove_again_sql(const ObjectId& id, const Statements& proving);
/// The step that checks existing rows of a NOT VALID constraint.
void validate_constraint(Context& c, const ObjectId& id, Phase phase);

void create_index(Context& c, const ObjectId& id, const model::Index& index);
bool alter_index(Context& c, const ObjectId& id, const model::Index& old, const model::Index& index);
void drop_index(Context& c, const ObjectId& id);
/// SET and RESET that lead from one set of options to another, behind `head`.
Statements alter_options_sql(const std::string& head, const model::Options& old,
                             const model::Options& options);

void create_view(Context& c, const ObjectId& id);
bool alter_view(Context& c, const ObjectId& id, const model::View& old, const model::View& view);
void drop_view(Context& c, const ObjectId& id);
void create_materialized_view(Context& c, const ObjectId& id);
bool alter_materialized_view(Context& c, const ObjectId& id, const model::MaterializedView& old,
                             const model::MaterializedView& view);
void drop_materialized_view(Context& c, const ObjectId& id);
/// Every output column of the old query is known to be in the new one too.
bool keeps_columns(std::string_view old_query, std::string_view query);

void create_trigger(Context& c, const ObjectId& id);
bool alter_trigger(Context& c, const ObjectId& id, const model::Trigger& old, const model::Trigger& trigger);
void drop_trigger(Context& c, const ObjectId& id);

void alter_comment(Context& c, const ObjectId& id);
void lower_renames(Context& c);

}  // namespace schemagen::dialect::postgres
