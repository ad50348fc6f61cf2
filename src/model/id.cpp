#include "schemagen/model/id.h"

namespace schemagen::model {
namespace {

bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         byte >= 0x80;
}

std::string display_part(std::string_view part) {
  bool plain = !part.empty();
  for (const char c : part) plain = plain && is_plain(c);
  if (plain) return std::string(part);
  std::string out = "\"";
  for (const char c : part) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

}  // namespace

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::extension:
      return "extension";
    case Kind::name_space:
      return "schema";
    case Kind::enum_type:
      return "enum";
    case Kind::sequence:
      return "sequence";
    case Kind::function:
      return "function";
    case Kind::table:
      return "table";
    case Kind::virtual_table:
      return "virtual table";
    case Kind::column:
      return "column";
    case Kind::partition:
      return "partition";
    case Kind::primary_key:
      return "primary key";
    case Kind::unique:
      return "unique constraint";
    case Kind::check:
      return "check";
    case Kind::exclusion:
      return "exclusion constraint";
    case Kind::foreign_key:
      return "foreign key";
    case Kind::index:
      return "index";
    case Kind::view:
      return "view";
    case Kind::materialized_view:
      return "materialized view";
    case Kind::trigger:
      return "trigger";
  }
  return "";
}

std::string display_name(const ObjectId& id) {
  std::string out;
  if (!id.schema.empty() && id.schema != Symbol("public")) out = display_part(id.schema.view()) + ".";
  if (is_owned(id.kind)) out += display_part(id.owner.view());
  if (id.kind == Kind::primary_key) return out;
  if (is_owned(id.kind)) out += ".";
  return out + (id.kind == Kind::function ? id.name.str() : display_part(id.name.view()));
}

std::string to_string(const ObjectId& id) { return std::string(kind_name(id.kind)) + ":" + display_name(id); }

ObjectId table_id(Symbol schema, Symbol table) { return {Kind::table, schema, {}, table}; }
ObjectId column_id(Symbol schema, Symbol table, Symbol column) {
  return {Kind::column, schema, table, column};
}
ObjectId primary_key_id(Symbol schema, Symbol table) { return {Kind::primary_key, schema, table, {}}; }
ObjectId owner_id(const ObjectId& id) { return table_id(id.schema, id.owner); }

bool is_owned(Kind kind) {
  switch (kind) {
    case Kind::column:
    case Kind::partition:
    case Kind::primary_key:
    case Kind::unique:
    case Kind::check:
    case Kind::exclusion:
    case Kind::foreign_key:
    case Kind::index:
    case Kind::trigger:
      return true;
    case Kind::extension:
    case Kind::name_space:
    case Kind::enum_type:
    case Kind::sequence:
    case Kind::function:
    case Kind::table:
    case Kind::virtual_table:
    case Kind::view:
    case Kind::materialized_view:
      return false;
  }
  return false;
}

}  // namespace schemagen::model
