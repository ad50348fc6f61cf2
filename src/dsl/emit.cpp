#include "schemagen/dsl/emit.h"

#include <map>
#include <set>

#include "dsl/emit_names.h"
#include "dsl/emit_parts.h"
#include "schemagen/base/text.h"
#include "schemagen/base/toml_text.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/type_name.h"

namespace schemagen::dsl {
namespace {

using model::Kind;
using model::ObjectId;
using model::Symbol;

std::string path_of(const EmitInput& input, const char* section, const ObjectId& id) {
  return std::string(section) + "." + base::toml_key(qualified_text(id.schema, id.name, input.dialect()));
}

void emit_extension(const ObjectId& id, const model::Extension& extension, TomlWriter& out) {
  Entries entries;
  if (extension.schema != Symbol("public")) entries.text("schema", extension.schema.view());
  entries.text("version", extension.version.view());
  out.section("extension." + base::toml_key(id.name.view()), entries);
}

void emit_name_space(const EmitInput& input, const ObjectId& id, const model::NameSpace& name_space,
                     TomlWriter& out) {
  Entries entries;
  entries.text("comment", name_space.comment.view());
  add_rename(entries, input, id);
  out.section("schema." + base::toml_key(id.name.view()), entries);
}

TomlValue enum_values(const EmitInput& input, const ObjectId& id, const model::EnumType& type) {
  std::map<std::string, std::string> old_names;
  const auto [first, last] = input.renames.equal_range(id);
  for (auto it = first; it != last; ++it)
    if (!it->second->to_value.empty()) old_names[it->second->to_value] = it->second->from_value;
  std::vector<TomlValue> values;
  for (const Symbol value : type.values) {
    const auto old = old_names.find(value.str());
    Entries renamed;
    renamed.text("value", value.view());
    if (old != old_names.end()) renamed.text("renamed_from", old->second);
    const std::string plain = base::toml_string(value.view());
    values.push_back(old == old_names.end() ? TomlValue{plain, plain} : inline_table(renamed));
  }
  return array_value(values);
}

void emit_enums(const EmitInput& input, const std::vector<ObjectId>& ids, TomlWriter& out) {
  std::vector<Item> items;
  for (const ObjectId& id : ids) {
    const auto& type = *input.schema.find_as<model::EnumType>(id);
    Entries entries;
    entries.add("values", enum_values(input, id, type));
    add_advice(entries, input, id);
    add_rename(entries, input, id);
    entries.text("comment", type.comment.view());
    items.push_back({qualified_text(id.schema, id.name, input.dialect()), "values", std::move(entries)});
  }
  out.items("enum", items);
}

void emit_sequence(const EmitInput& input, const ObjectId& id, const model::Sequence& sequence,
                   TomlWriter& out) {
  Entries entries;
  if (sequence.type != Symbol("bigint"))
    entries.text("type", sql::friendly_type(sequence.type.view(), input.dialect()));
  add_sequence_options(entries, sequence.type, sequence.options);
  if (!sequence.owner_table.empty())
    entries.text("owned_by",
                 column_text(id.schema, sequence.owner_table, sequence.owner_column, input.dialect()));
  entries.flag("unlogged", sequence.unlogged);
  add_rename(entries, input, id);
  entries.text("comment", sequence.comment.view());
  out.section(path_of(input, "sequence", id), entries);
}

void emit_function(const EmitInput& input, const ObjectId& id, const model::Function& function,
                   TomlWriter& out) {
  Entries entries;
  entries.text("comment", function.comment.view());
  add_rename(entries, input, id);
  entries.text("sql", function.definition.view());
  out.section("function." + base::toml_key(function_text(id.schema, id.name, input.dialect())), entries);
}

void emit_virtual_table(const EmitInput& input, const ObjectId& id, const model::VirtualTable& table,
                        TomlWriter& out) {
  std::string text = sql::quote_name(table.module.view(), input.dialect());
  if (!table.arguments.empty()) text += "(" + table.arguments.str() + ")";
  Entries entries;
  entries.text("using", text);
  out.section(path_of(input, "virtual_table", id), entries);
}

void add_column_comments(Entries& entries, const std::map<Symbol, Symbol>& comments) {
  add_options(entries, "column_comments", comments);
}

void emit_view(const EmitInput& input, const ObjectId& id, const model::View& view, TomlWriter& out) {
  Entries entries;
  entries.text("comment", view.comment.view());
  add_rename(entries, input, id);
  if (!view.columns.empty()) entries.add("columns", names_value(view.columns));
  add_options(entries, "options", view.options);
  add_column_comments(entries, view.column_comments);
  entries.text("sql", view.query.view());
  const std::string path = path_of(input, "view", id);
  out.section(path, entries);
  emit_triggers(input, id, path, out);
}

void emit_materialized_view(const EmitInput& input, const ObjectId& id, const model::MaterializedView& view,
                            TomlWriter& out) {
  Entries entries;
  entries.text("comment", view.comment.view());
  add_rename(entries, input, id);
  add_options(entries, "with", view.storage);
  if (!view.populated) entries.add("populated", flag_value(false));
  add_column_comments(entries, view.column_comments);
  entries.text("sql", view.query.view());
  const std::string path = path_of(input, "materialized_view", id);
  out.section(path, entries);
  emit_indexes(input, id, path, ShortForms(input, id), out);
}

/// What is owned is written by its owner, and enums stand together.
void emit_object(const EmitInput& input, const ObjectId& id, TomlWriter& out) {
  std::visit(
      model::Visitor{
          [&](const model::Extension& object) { emit_extension(id, object, out); },
          [&](const model::NameSpace& object) { emit_name_space(input, id, object, out); },
          [&](const model::EnumType&) { emit_enums(input, {id}, out); },
          [&](const model::Sequence& object) { emit_sequence(input, id, object, out); },
          [&](const model::Function& object) { emit_function(input, id, object, out); },
          [&](const model::Table& object) { emit_table(input, id, object, out); },
          [&](const model::VirtualTable& object) { emit_virtual_table(input, id, object, out); },
          [&](const model::View& object) { emit_view(input, id, object, out); },
          [&](const model::MaterializedView& object) { emit_materialized_view(input, id, object, out); },
          [](const model::Column&) {},
          [](const model::Partition&) {},
          [](const model::PrimaryKey&) {},
          [](const model::Unique&) {},
          [](const model::Check&) {},
          [](const model::Exclusion&) {},
          [](const model::ForeignKey&) {},
          [](const model::Index&) {},
          [](const model::Trigger&) {},
      },
      *input.schema.find(id));
}

std::string one_line(const std::string& text) {
  std::string out;
  for (const char c : text) out += (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) ? ' ' : c;
  return out;
}

/// By entry, with what a comment behind it says.
std::map<std::string, std::string> unmanaged_in(const EmitInput& input) {
  std::map<std::string, std::string> entries;
  for (const std::string& entry : input.scope.unmanaged) entries.emplace(entry, "");
  for (const model::Unmodelled& thing : input.schema.unmodelled())
    if (!thing.known) entries.insert_or_assign(thing.entry(), one_line(thing.detail));
  return entries;
}

void emit_scope(const EmitInput& input, TomlWriter& out) {
  if (!input.scope.ignore.empty()) {
    std::vector<std::string> patterns;
    for (const std::string& pattern : input.scope.ignore) patterns.push_back(base::toml_string(pattern));
    out.line("ignore = [" + base::join(patterns, ", ") + "]");
  }
  const std::map<std::string, std::string> unmanaged = unmanaged_in(input);
  if (unmanaged.empty()) return;
  out.line("# Not modelled by schemagen, so not declared here, and left as it is in every database:");
  out.line("unmanaged = [");
  for (const auto& [entry, detail] : unmanaged)
    out.line("  " + base::toml_string(entry) + "," + (detail.empty() ? "" : "  # " + detail));
  out.line("]");
}

void emit_broken(const EmitInput& input, TomlWriter& out) {
  if (input.broken.empty()) return;
  out.line("broken = [  # does not compile in the database that this was taken from");
  for (const std::string& name : input.broken) out.line("  " + base::toml_string(name) + ",");
  out.line("]");
}

std::string emit_all(const EmitInput& input) {
  TomlWriter out(input.aligned);
  out.line("schemagen = 1");
  out.line("dialect = " + base::toml_string(sql::to_string(input.dialect())));
  if (const dialect::Advice* advice = input.advice_of(dialect::kWholeDeclaration);
      advice != nullptr && !advice->drop.empty())
    out.line("drop = " + base::toml_string(advice->drop));
  emit_scope(input, out);
  emit_broken(input, out);
  std::vector<ObjectId> enums;
  for (const auto& [id, object] : input.schema.objects())
    if (id.kind == Kind::enum_type) enums.push_back(id);
  bool enums_said = false;
  for (const auto& [id, object] : input.schema.objects()) {
    if (id.kind == Kind::enum_type && !enums_said) emit_enums(input, enums, out);
    enums_said = enums_said || id.kind == Kind::enum_type;
    if (!model::is_owned(id.kind) && id.kind != Kind::enum_type) emit_object(input, id, out);
  }
  return out.take();
}

ObjectId relation_in(const model::Schema& schema, const ObjectId& id) {
  if (!model::is_owned(id.kind)) return id;
  for (const Kind kind : {Kind::table, Kind::view, Kind::materialized_view}) {
    const ObjectId relation{kind, id.schema, {}, id.owner};
    if (schema.contains(relation)) return relation;
  }
  return model::owner_id(id);
}

}  // namespace

std::string emit(const model::Schema& schema) { return emit_all({schema, {}, nullptr, true}); }

std::string emit(const Declaration& declaration) {
  EmitInput input{declaration.schema, {}, &declaration.advice, true, declaration.scope};
  for (const diff::Rename& rename : declaration.renames) input.renames.emplace(rename.to, &rename);
  for (const auto& [name, place] : declaration.broken) input.broken.push_back(name);
  return emit_all(input);
}

std::string emit_objects(const model::Schema& schema, const std::vector<ObjectId>& ids) {
  const EmitInput input{schema, {}, nullptr, false};
  std::set<ObjectId> relations;
  for (const ObjectId& id : ids) relations.insert(relation_in(schema, id));
  TomlWriter out(input.aligned);
  for (const ObjectId& id : relations)
    if (schema.contains(id)) emit_object(input, id, out);
  return out.take();
}

}  // namespace schemagen::dsl
