#include <algorithm>
#include <array>
#include <set>

#include "dialect/postgres/render.h"
#include "schemagen/base/text.h"
#include "schemagen/model/naming.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::postgres {

using model::Deferral;
using model::Kind;
using model::ReferentialAction;

namespace {

constexpr sql::Dialect kDialect = sql::Dialect::postgresql;

std::string names_sql(const std::vector<Symbol>& names) { return sql::quote_names(names, kDialect); }

std::string include_sql(const std::vector<Symbol>& include) {
  return include.empty() ? "" : " INCLUDE (" + names_sql(include) + ")";
}

std::string with_sql(const model::Options& options) {
  return options.empty() ? "" : " WITH " + options_sql(options);
}

std::string action_sql(ReferentialAction action) {
  switch (action) {
    case ReferentialAction::no_action:
      return "NO ACTION";
    case ReferentialAction::restrict_:
      return "RESTRICT";
    case ReferentialAction::cascade:
      return "CASCADE";
    case ReferentialAction::set_null:
      return "SET NULL";
    case ReferentialAction::set_default:
      return "SET DEFAULT";
  }
  return {};
}

std::string serial_sql(Symbol type) {
  if (type == Symbol("bigint")) return "bigserial";
  if (type == Symbol("smallint")) return "smallserial";
  return "serial";
}

/// DEFAULT in a column definition takes no operator below these without parentheses.
std::string default_sql(std::string_view expression) {
  static constexpr std::array kLower{"and", "or",      "not",  "is",      "isnull",   "notnull",
                                     "in",  "between", "like", "ilike",   "similar",  "at",
                                     "any", "some",    "all",  "collate", "overlaps", "operator"};
  int depth = 0;
  for (const sql::Token& token : sql::tokenize(expression, kDialect)) {
    if (token.is_symbol("(") || token.is_symbol("[")) ++depth;
    if (token.is_symbol(")") || token.is_symbol("]")) --depth;
    if (depth == 0 &&
        std::any_of(kLower.begin(), kLower.end(), [&](const char* word) { return token.is(word); }))
      return "(" + std::string(expression) + ")";
  }
  return std::string(expression);
}

std::string index_key_sql(const Schema& schema, const model::IndexKey& key) {
  std::string text = key.column.empty() ? "(" + key.expression.str() + ")" : quoted(key.column);
  if (!key.collation.empty()) text += " COLLATE " + collation_sql(schema, key.collation);
  if (!key.operator_class.empty()) {
    text += " " + collation_sql(schema, key.operator_class);
    if (!key.operator_class_options.empty()) text += " " + options_sql(key.operator_class_options);
  }
  if (key.descending) text += " DESC";
  if (key.nulls_first != key.descending) text += key.nulls_first ? " NULLS FIRST" : " NULLS LAST";
  return text;
}

bool folds_into_table(const Schema& schema, const ObjectId& id) {
  const auto* check = schema.find_as<model::Check>(id);
  return id.kind == Kind::primary_key || id.kind == Kind::unique || id.kind == Kind::exclusion ||
         (check != nullptr && check->validated);
}

/// What CREATE TABLE compares when it looks for indexes that say the same. Empty: no key constraint.
std::string index_of_constraint(const Schema& schema, const ObjectId& id) {
  model::Unique key;
  if (const auto* primary = schema.find_as<model::PrimaryKey>(id)) {
    key.columns = primary->columns;
    key.include = primary->include;
    key.deferral = primary->deferral;
    return unique_sql(key);
  }
  if (const auto* unique = schema.find_as<model::Unique>(id)) {
    key = *unique;
    key.storage.clear();
    return unique_sql(key);
  }
  if (const auto* exclusion = schema.find_as<model::Exclusion>(id)) {
    model::Exclusion bare = *exclusion;
    bare.storage.clear();
    return exclusion_sql(schema, bare);
  }
  return {};
}

}  // namespace

std::string sequence_options_sql(const model::SequenceOptions& options, Symbol type) {
  const model::SequenceOptions usual = model::default_options(type, options.increment);
  const bool bounds = options.minimum != usual.minimum || options.maximum != usual.maximum;
  std::string text;
  if (bounds || options.start != usual.start) text += " START WITH " + std::to_string(options.start);
  if (options.increment != 1) text += " INCREMENT BY " + std::to_string(options.increment);
  if (options.minimum != usual.minimum) text += " MINVALUE " + std::to_string(options.minimum);
  if (options.maximum != usual.maximum) text += " MAXVALUE " + std::to_string(options.maximum);
  if (options.cache != 1) text += " CACHE " + std::to_string(options.cache);
  if (options.cycle) text += " CYCLE";
  return text;
}

Symbol sequence_name(const ObjectId& id, const model::Column& column) {
  const Symbol name = column.sequence.name;
  return name.empty() ? Symbol(model::automatic_name(id.owner.view(), {id.name}, "seq")) : name;
}

std::string own_sequence_sql(const ObjectId& id, const std::string& sequence) {
  return "ALTER SEQUENCE " + sequence + " OWNED BY " + relation_of(id) + "." + quoted(id.name);
}

bool names_itself(const ObjectId& id, const model::Column& column) {
  return sequence_name(id, column).view() == model::automatic_name(id.owner.view(), {id.name}, "seq");
}

std::string nextval_sql(Symbol schema, Symbol name) {
  return "nextval(" + sql::quote_literal(qualified(schema, name)) + "::regclass)";
}

std::string identity_sql(const ObjectId& id, const model::Column& column) {
  const model::Identity& identity = *column.identity;
  std::string options = sequence_options_sql(identity.options, column.type);
  if (!names_itself(id, column))
    options = " SEQUENCE NAME " + qualified(id.schema, sequence_name(id, column)) + options;
  return std::string(identity.mode == model::Identity::Mode::always ? "GENERATED ALWAYS AS IDENTITY"
                                                                    : "GENERATED BY DEFAULT AS IDENTITY") +
         (options.empty() ? "" : " (" + options.substr(1) + ")");
}

std::string column_sql(const Schema& schema, const ObjectId& id, const model::Column& column) {
  const bool named = column.serial && !names_itself(id, column);
  std::string text = quoted(id.name) + " " +
                     (column.serial && !named ? serial_sql(column.type) : type_sql(schema, column.type));
  if (!column.compression.empty()) text += " COMPRESSION " + quoted(column.compression);
  if (!column.collation.empty()) text += " COLLATE " + collation_sql(schema, column.collation);
  if (column.identity) text += " " + identity_sql(id, column);
  if (named) text += " DEFAULT " + nextval_sql(id.schema, sequence_name(id, column));
  if (column.generated)
    text += " GENERATED ALWAYS AS (" + column.generated->expression.str() + ")" +
            (column.generated->stored ? " STORED" : " VIRTUAL");
  if (!column.default_value.empty()) text += " DEFAULT " + default_sql(column.default_value.view());
  if (column.not_null) text += " NOT NULL";
  return text;
}

std::string key_columns_sql(const std::vector<model::KeyColumn>& columns) {
  std::vector<std::string> names;
  for (const model::KeyColumn& column : columns) names.push_back(quoted(column.name));
  return base::join(names, ", ");
}

std::string deferral_sql(Deferral deferral) {
  switch (deferral) {
    case Deferral::immediate:
      return "";
    case Deferral::deferrable:
      return " DEFERRABLE";
    case Deferral::initially_deferred:
      return " DEFERRABLE INITIALLY DEFERRED";
  }
  return {};
}

std::string primary_key_sql(const model::PrimaryKey& key) {
  return "PRIMARY KEY (" + key_columns_sql(key.columns) + ")" + include_sql(key.include) +
         with_sql(key.storage) + deferral_sql(key.deferral);
}

std::string unique_sql(const model::Unique& key) {
  return std::string("UNIQUE ") + (key.nulls_not_distinct ? "NULLS NOT DISTINCT " : "") + "(" +
         key_columns_sql(key.columns) + ")" + include_sql(key.include) + with_sql(key.storage) +
         deferral_sql(key.deferral);
}

std::string check_sql(const model::Check& check) {
  return "CHECK (" + check.expression.str() + ")" + (check.no_inherit ? " NO INHERIT" : "") +
         (check.enforced ? "" : " NOT ENFORCED");
}

std::string exclusion_sql(const Schema& schema, const model::Exclusion& exclusion) {
  std::vector<std::string> elements;
  for (const auto& element : exclusion.elements)
    elements.push_back(index_key_sql(schema, element.key) + " WITH " + element.operator_.str());
  std::string text = "EXCLUDE ";
  if (!exclusion.method.empty()) text += "USING " + quoted(exclusion.method) + " ";
  text +=
      "(" + base::join(elements, ", ") + ")" + include_sql(exclusion.include) + with_sql(exclusion.storage);
  if (!exclusion.where.empty()) text += " WHERE (" + exclusion.where.str() + ")";
  return text + deferral_sql(exclusion.deferral);
}

std::string foreign_key_sql(const model::ForeignKey& key) {
  std::string text =
      "FOREIGN KEY (" + names_sql(key.columns) + ") REFERENCES " + qualified(key.ref_schema, key.ref_table);
  if (!key.ref_columns.empty()) text += " (" + names_sql(key.ref_columns) + ")";
  if (key.match == model::Match::full) text += " MATCH FULL";
  if (key.on_update != ReferentialAction::no_action) text += " ON UPDATE " + action_sql(key.on_update);
  if (key.on_delete != ReferentialAction::no_action) {
    text += " ON DELETE " + action_sql(key.on_delete);
    if (!key.on_delete_columns.empty()) text += " (" + names_sql(key.on_delete_columns) + ")";
  }
  return text + deferral_sql(key.deferral) + (key.enforced ? "" : " NOT ENFORCED");
}

std::string rename_index_sql(Symbol schema, Symbol from, Symbol to) {
  return "ALTER INDEX " + qualified(schema, from) + " RENAME TO " + quoted(to);
}

bool is_constraint(Kind kind) {
  return kind == Kind::primary_key || kind == Kind::unique || kind == Kind::check ||
         kind == Kind::exclusion || kind == Kind::foreign_key;
}

Symbol constraint_name(const Schema& schema, const ObjectId& id) {
  if (id.kind != Kind::primary_key) return id.name;
  const auto* key = schema.find_as<model::PrimaryKey>(id);
  if (key != nullptr && !key->name.empty()) return key->name;
  return model::automatic_name(id.owner.view(), {}, "pkey");
}

std::string constraint_sql(const Schema& schema, const ObjectId& id) {
  std::string body;
  if (const auto* primary = schema.find_as<model::PrimaryKey>(id)) body = primary_key_sql(*primary);
  if (const auto* unique = schema.find_as<model::Unique>(id)) body = unique_sql(*unique);
  if (const auto* check = schema.find_as<model::Check>(id)) body = check_sql(*check);
  if (const auto* exclusion = schema.find_as<model::Exclusion>(id)) body = exclusion_sql(schema, *exclusion);
  if (const auto* key = schema.find_as<model::ForeignKey>(id)) body = foreign_key_sql(*key);
  return "CONSTRAINT " + quoted(constraint_name(schema, id)) + " " + body;
}

std::string index_sql_on(const Schema& schema, const std::string& relation, const model::Index& index,
                         Symbol name, IndexReach reach) {
  std::vector<std::string> keys;
  for (const model::IndexKey& key : index.keys) keys.push_back(index_key_sql(schema, key));
  std::string text = std::string("CREATE ") + (index.unique ? "UNIQUE " : "") + "INDEX " +
                     (reach == IndexReach::concurrently ? "CONCURRENTLY " : "") + quoted(name) + " ON " +
                     (reach == IndexReach::only ? "ONLY " : "") + relation;
  if (!index.method.empty()) text += " USING " + quoted(index.method);
  text += " (" + base::join(keys, ", ") + ")" + include_sql(index.include);
  if (index.nulls_not_distinct) text += " NULLS NOT DISTINCT";
  text += with_sql(index.storage);
  if (!index.where.empty()) text += " WHERE (" + index.where.str() + ")";
  return text;
}

std::string index_sql(const Schema& schema, const ObjectId& id, const model::Index& index, Symbol name,
                      bool concurrently) {
  return index_sql_on(schema, relation_of(id), index, name,
                      concurrently ? IndexReach::concurrently : IndexReach::whole);
}

std::string create_partition_sql(const Schema& schema, const ObjectId& id) {
  return "CREATE TABLE " + qualified(id.schema, id.name) + " PARTITION OF " + relation_of(id) + " " +
         schema.find_as<model::Partition>(id)->values.str();
}

bool is_divided(const Schema& schema, const ObjectId& table) {
  const auto* found = schema.find_as<model::Table>(table);
  return found != nullptr && !found->partition_by.empty();
}

Statements create_table_sql(const Schema& schema, const ObjectId& id) {
  const auto& table = *schema.find_as<model::Table>(id);
  std::vector<std::string> lines;
  for (const auto& [column_id, column] : schema.columns_of(id.schema, id.name))
    lines.push_back("    " + column_sql(schema, column_id, *column));
  Statements twins;
  Statements behind;
  std::set<std::string> indexes;
  for (const ObjectId& owned : schema.owned_by(id.schema, id.name)) {
    const std::string index = index_of_constraint(schema, owned);
    if (!index.empty() && !indexes.insert(index).second)
      twins.push_back("ALTER TABLE " + qualified(schema, id) + " ADD " + constraint_sql(schema, owned));
    else if (folds_into_table(schema, owned))
      lines.push_back("    " + constraint_sql(schema, owned));
    if (folds_into_table(schema, owned) || owned.kind == Kind::column)
      for (std::string& comment : comments_sql(schema, owned)) behind.push_back(std::move(comment));
  }
  std::string text =
      std::string("CREATE ") + (table.unlogged ? "UNLOGGED " : "") + "TABLE " + qualified(schema, id) + " (";
  text += lines.empty() ? ")" : "\n" + base::join(lines, ",\n") + "\n)";
  if (!table.partition_by.empty()) text += " PARTITION BY " + table.partition_by.str();
  Statements statements;
  Statements owned;
  for (const auto& [column_id, column] : schema.columns_of(id.schema, id.name)) {
    if (!column->serial || names_itself(column_id, *column)) continue;
    const std::string sequence = qualified(id.schema, sequence_name(column_id, *column));
    statements.push_back("CREATE SEQUENCE " + sequence + " AS " + column->type.str());
    owned.push_back(own_sequence_sql(column_id, sequence));
  }
  statements.push_back(text + with_sql(table.storage));
  statements.insert(statements.end(), owned.begin(), owned.end());
  for (const auto& [column_id, column] : schema.columns_of(id.schema, id.name))
    if (!column->storage.empty())
      statements.push_back("ALTER TABLE " + qualified(schema, id) + " ALTER COLUMN " +
                           quoted(column_id.name) + " SET STORAGE " + base::to_upper(column->storage.view()));
  statements.insert(statements.end(), twins.begin(), twins.end());
  for (std::string& comment : comments_sql(schema, id)) statements.push_back(std::move(comment));
  statements.insert(statements.end(), behind.begin(), behind.end());
  for (const auto& [part_id, part] : schema.owned_as<model::Partition>(Kind::partition, id.schema, id.name)) {
    statements.push_back(create_partition_sql(schema, part_id));
    for (std::string& comment : comments_sql(schema, part_id)) statements.push_back(std::move(comment));
  }
  return statements;
}

}  // namespace schemagen::dialect::postgres
