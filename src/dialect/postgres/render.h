// SQL text of PostgreSQL objects: names, parts of definitions, whole CREATE and DROP statements.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schemagen/model/schema.h"

namespace schemagen::dialect::postgres {

using base::Symbol;
using model::ObjectId;
using model::Schema;
using Statements = std::vector<std::string>;

std::string quoted(Symbol name);
/// `schema.name`; a function with its argument types.
std::string qualified(const Schema& schema, const ObjectId& id);
std::string qualified(Symbol schema, Symbol name);
/// The relation that an owned object belongs to.
std::string relation_of(const ObjectId& id);
/// "TABLE", "INDEX", "FUNCTION", …: the word of DROP, ALTER and COMMENT ON.
std::string noun(const Schema& schema, const ObjectId& id);

std::string type_sql(const Schema& schema, Symbol type);
std::string collation_sql(const Schema& schema, Symbol collation);
/// `(fillfactor=70, toast.x='y')`
std::string options_sql(const model::Options& options);
/// ` INCREMENT BY 2 MAXVALUE 9` for what differs from the defaults of `type`; empty when nothing does.
std::string sequence_options_sql(const model::SequenceOptions& options, Symbol type);
/// `GENERATED … AS IDENTITY (…)` of a column.
std::string identity_sql(const ObjectId& id, const model::Column& column);
/// The sequence of a serial or identity column, and whether the server would name it so.
Symbol sequence_name(const ObjectId& id, const model::Column& column);
bool names_itself(const ObjectId& id, const model::Column& column);
std::string own_sequence_sql(const ObjectId& id, const std::string& sequence);
/// `nextval('schema.name'::regclass)`
std::string nextval_sql(Symbol schema, Symbol name);
std::string column_sql(const Schema& schema, const ObjectId& id, const model::Column& column);

std::string key_columns_sql(const std::vector<model::KeyColumn>& columns);
std::string deferral_sql(model::Deferral deferral);
/// What stands behind CONSTRAINT name; NOT VALID left out.
std::string primary_key_sql(const model::PrimaryKey& key);
std::string unique_sql(const model::Unique& key);
std::string check_sql(const model::Check& check);
std::string exclusion_sql(const Schema& schema, const model::Exclusion& exclusion);
std::string foreign_key_sql(const model::ForeignKey& key);
/// `CONSTRAINT name …` of a constraint object that `schema` holds, NOT VALID left out.
std::string constraint_sql(const Schema& schema, const ObjectId& id);
/// The name of a constraint object; for a primary key its name attribute.
Symbol constraint_name(const Schema& schema, const ObjectId& id);
bool is_constraint(model::Kind kind);

/// `CREATE TABLE … PARTITION OF …`
std::string create_partition_sql(const Schema& schema, const ObjectId& id);
bool is_divided(const Schema& schema, const ObjectId& table);

std::string index_sql(const Schema& schema, const ObjectId& id, const model::Index& index, Symbol name,
                      bool concurrently);
/// A constraint that stands on the index bears its name and is renamed with it, without a lock on the table
/// (https://www.postgresql.org/docs/current/sql-alterindex.html).
std::string rename_index_sql(Symbol schema, Symbol from, Symbol to);
/// index_sql() on another relation, or on a partitioned table without its partitions.
enum class IndexReach { whole, only, concurrently };
std::string index_sql_on(const Schema& schema, const std::string& relation, const model::Index& index,
                         Symbol name, IndexReach reach);
/// Constraints (foreign keys and NOT VALID ones excepted) inside; comments, storage and compression behind.
Statements create_table_sql(const Schema& schema, const ObjectId& id);
std::string create_sequence_sql(const ObjectId& id, const model::Sequence& sequence);
std::string create_enum_sql(const ObjectId& id, const model::EnumType& type);

/// `definition` with OR REPLACE put in where it is missing.
std::string or_replace(Symbol definition);

/// Statements that make the object alone, its comment included.
Statements create_sql(const Schema& schema, const ObjectId& id);
std::string drop_sql(const Schema& schema, const ObjectId& id);

/// COMMENT ON the object as `schema` has it, NULL when it has none.
std::string comment_sql(const Schema& schema, const ObjectId& id);
/// comment_sql(), and those of a view's columns; nothing when there is no comment.
Statements comments_sql(const Schema& schema, const ObjectId& id);
Symbol comment_of(const model::Object& object);

/// The two parts of a function's id: the name and the types between the parentheses.
std::pair<std::string, std::vector<std::string>> split_signature(Symbol signature);

/// `text` with every `{name}` replaced by its value.
std::string fill(std::string_view text, const std::vector<std::pair<std::string_view, std::string>>& values);

}  // namespace schemagen::dialect::postgres
