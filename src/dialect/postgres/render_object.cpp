#include "dialect/postgres/render.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::postgres {

using model::Kind;
using model::Visitor;

namespace {

std::string with_sql(const model::Options& options) {
  return options.empty() ? "" : " WITH " + options_sql(options);
}

std::string extension_sql(const ObjectId& id, const model::Extension& extension) {
  std::string text = "CREATE EXTENSION IF NOT EXISTS " + quoted(id.name);
  if (!extension.schema.empty()) text += " WITH SCHEMA " + quoted(extension.schema);
  if (!extension.version.empty())
    text += (extension.schema.empty() ? " WITH VERSION " : " VERSION ") + quoted(extension.version);
  return text;
}

std::string add_constraint_sql(const Schema& schema, const ObjectId& id, bool validated) {
  return "ALTER TABLE " + relation_of(id) + " ADD " + constraint_sql(schema, id) +
         (validated ? "" : " NOT VALID");
}

std::string firing_sql(const ObjectId& id, model::Trigger::Firing firing) {
  const std::string head = "ALTER TABLE " + relation_of(id) + " ";
  switch (firing) {
    case model::Trigger::Firing::origin:
      return head + "ENABLE TRIGGER " + quoted(id.name);
    case model::Trigger::Firing::always:
      return head + "ENABLE ALWAYS TRIGGER " + quoted(id.name);
    case model::Trigger::Firing::replica:
      return head + "ENABLE REPLICA TRIGGER " + quoted(id.name);
    case model::Trigger::Firing::disabled:
      return head + "DISABLE TRIGGER " + quoted(id.name);
  }
  return {};
}

Statements definition_sql(const Schema& schema, const ObjectId& id, const model::Object& object) {
  return std::visit(
      Visitor{
          [&](const model::Extension& o) -> Statements { return {extension_sql(id, o)}; },
          [&](const model::NameSpace&) -> Statements {
            return {"CREATE SCHEMA IF NOT EXISTS " + quoted(id.name)};
          },
          [&](const model::EnumType& o) -> Statements { return {create_enum_sql(id, o)}; },
          [&](const model::Sequence& o) -> Statements { return {create_sequence_sql(id, o)}; },
          [&](const model::Function& o) -> Statements { return {or_replace(o.definition)}; },
          [&](const model::Table&) -> Statements { return create_table_sql(schema, id); },
          [&](const model::VirtualTable&) -> Statements { return {}; },
          [&](const model::Column& o) -> Statements {
            Statements made{"ALTER TABLE " + relation_of(id) + " ADD COLUMN IF NOT EXISTS " +
                            column_sql(schema, id, o)};
            if (!o.storage.empty())
              made.push_back("ALTER TABLE " + relation_of(id) + " ALTER COLUMN " + quoted(id.name) +
                             " SET STORAGE " + base::to_upper(o.storage.view()));
            return made;
          },
          [&](const model::Partition&) -> Statements { return {create_partition_sql(schema, id)}; },
          [&](const model::PrimaryKey&) -> Statements { return {add_constraint_sql(schema, id, true)}; },
          [&](const model::Unique&) -> Statements { return {add_constraint_sql(schema, id, true)}; },
          [&](const model::Check& o) -> Statements { return {add_constraint_sql(schema, id, o.validated)}; },
          [&](const model::Exclusion&) -> Statements { return {add_constraint_sql(schema, id, true)}; },
          [&](const model::ForeignKey& o) -> Statements {
            return {add_constraint_sql(schema, id, o.validated)};
          },
          [&](const model::Index& o) -> Statements { return {index_sql(schema, id, o, id.name, false)}; },
          [&](const model::View& o) -> Statements {
            return {"CREATE VIEW " + qualified(schema, id) + with_sql(o.options) + " AS\n" + o.query.str()};
          },
          [&](const model::MaterializedView& o) -> Statements {
            return {"CREATE MATERIALIZED VIEW " + qualified(schema, id) + with_sql(o.storage) + " AS\n" +
                    o.query.str() + (o.populated ? "" : "\nWITH NO DATA")};
          },
          [&](const model::Trigger& o) -> Statements {
            Statements made{o.definition.str()};
            if (o.firing != model::Trigger::Firing::origin) made.push_back(firing_sql(id, o.firing));
            return made;
          },
      },
      object);
}

std::string comment_target(const Schema& schema, const ObjectId& id) {
  const std::string word = noun(schema, id) + " ";
  switch (id.kind) {
    case Kind::column:
      return word + relation_of(id) + "." + quoted(id.name);
    case Kind::primary_key:
    case Kind::unique:
    case Kind::check:
    case Kind::exclusion:
    case Kind::foreign_key:
      return word + quoted(constraint_name(schema, id)) + " ON " + relation_of(id);
    case Kind::trigger:
      return word + quoted(id.name) + " ON " + relation_of(id);
    case Kind::extension:
    case Kind::name_space:
      return word + quoted(id.name);
    case Kind::enum_type:
    case Kind::sequence:
    case Kind::function:
    case Kind::table:
    case Kind::partition:
    case Kind::virtual_table:
    case Kind::index:
    case Kind::view:
    case Kind::materialized_view:
      return word + qualified(schema, id);
  }
  return {};
}

const std::map<Symbol, Symbol>* column_comments(const model::Object& object) {
  if (const auto* view = std::get_if<model::View>(&object)) return &view->column_comments;
  if (const auto* view = std::get_if<model::MaterializedView>(&object)) return &view->column_comments;
  return nullptr;
}

}  // namespace

std::string create_sequence_sql(const ObjectId& id, const model::Sequence& sequence) {
  return std::string("CREATE ") + (sequence.unlogged ? "UNLOGGED " : "") + "SEQUENCE " +
         qualified(id.schema, id.name) + " AS " + sequence.type.str() +
         sequence_options_sql(sequence.options, sequence.type);
}

std::string create_enum_sql(const ObjectId& id, const model::EnumType& type) {
  std::vector<std::string> values;
  for (Symbol value : type.values) values.push_back(sql::quote_literal(value.view()));
  return "CREATE TYPE " + qualified(id.schema, id.name) + " AS ENUM (" + base::join(values, ", ") + ")";
}

std::string or_replace(Symbol definition) {
  const auto tokens = sql::tokenize(definition.view(), sql::Dialect::postgresql);
  if (tokens.size() < 2 || !tokens[0].is("create") || tokens[1].is("or")) return definition.str();
  std::string text = definition.str();
  return text.insert(tokens[0].offset + tokens[0].text.size(), " OR REPLACE");
}

Statements create_sql(const Schema& schema, const ObjectId& id) {
  const model::Object& object = *schema.find(id);
  Statements statements = definition_sql(schema, id, object);
  if (id.kind == Kind::table) return statements;
  for (std::string& comment : comments_sql(schema, id)) statements.push_back(std::move(comment));
  return statements;
}

std::string drop_sql(const Schema& schema, const ObjectId& id) {
  switch (id.kind) {
    case Kind::column:
      return "ALTER TABLE " + relation_of(id) + " DROP COLUMN IF EXISTS " + quoted(id.name);
    case Kind::primary_key:
    case Kind::unique:
    case Kind::check:
    case Kind::exclusion:
    case Kind::foreign_key:
      return "ALTER TABLE " + relation_of(id) + " DROP CONSTRAINT IF EXISTS " +
             quoted(constraint_name(schema, id));
    case Kind::trigger:
      return "DROP TRIGGER IF EXISTS " + quoted(id.name) + " ON " + relation_of(id);
    case Kind::extension:
    case Kind::name_space:
      return "DROP " + noun(schema, id) + " IF EXISTS " + quoted(id.name);
    case Kind::enum_type:
    case Kind::sequence:
    case Kind::function:
    case Kind::table:
    case Kind::partition:
    case Kind::virtual_table:
    case Kind::index:
    case Kind::view:
    case Kind::materialized_view:
      return "DROP " + noun(schema, id) + " IF EXISTS " + qualified(schema, id);
  }
  return {};
}

Symbol comment_of(const model::Object& object) {
  return std::visit(Visitor{
                        [](const model::Extension&) { return Symbol(); },
                        [](const model::NameSpace& o) { return o.comment; },
                        [](const model::EnumType& o) { return o.comment; },
                        [](const model::Sequence& o) { return o.comment; },
                        [](const model::Function& o) { return o.comment; },
                        [](const model::Table& o) { return o.comment; },
                        [](const model::VirtualTable&) { return Symbol(); },
                        [](const model::Column& o) { return o.comment; },
                        [](const model::Partition& o) { return o.comment; },
                        [](const model::PrimaryKey& o) { return o.comment; },
                        [](const model::Unique& o) { return o.comment; },
                        [](const model::Check& o) { return o.comment; },
                        [](const model::Exclusion& o) { return o.comment; },
                        [](const model::ForeignKey& o) { return o.comment; },
                        [](const model::Index& o) { return o.comment; },
                        [](const model::View& o) { return o.comment; },
                        [](const model::MaterializedView& o) { return o.comment; },
                        [](const model::Trigger& o) { return o.comment; },
                    },
                    object);
}

std::string comment_sql(const Schema& schema, const ObjectId& id) {
  const model::Object* object = schema.find(id);
  const Symbol comment = object == nullptr ? Symbol() : comment_of(*object);
  return "COMMENT ON " + comment_target(schema, id) + " IS " +
         (comment.empty() ? "NULL" : sql::quote_literal(comment.view()));
}

Statements comments_sql(const Schema& schema, const ObjectId& id) {
  const model::Object& object = *schema.find(id);
  Statements statements;
  if (!comment_of(object).empty()) statements.push_back(comment_sql(schema, id));
  if (const auto* columns = column_comments(object))
    for (const auto& [column, comment] : *columns)
      statements.push_back("COMMENT ON COLUMN " + qualified(schema, id) + "." + quoted(column) + " IS " +
                           sql::quote_literal(comment.view()));
  return statements;
}

}  // namespace schemagen::dialect::postgres
