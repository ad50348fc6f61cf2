#include "dsl/emit_names.h"
#include "dsl/emit_parts.h"
#include "schemagen/base/toml_text.h"
#include "schemagen/model/naming.h"
#include "schemagen/sql/token.h"
#include "schemagen/sql/type_name.h"

namespace schemagen::dsl {
namespace {

using model::Kind;
using model::Naming;
using model::ObjectId;
using model::Symbol;

std::string type_text(const model::Column& column, sql::Dialect dialect) {
  const std::string nullable = column.not_null ? "" : "?";
  if (!column.serial) return sql::friendly_type(column.type.view(), dialect) + nullable;
  if (column.type == Symbol("bigint")) return "bigserial" + nullable;
  if (column.type == Symbol("smallint")) return "smallserial" + nullable;
  return "serial" + nullable;
}

void add_identity(Entries& entries, const model::Column& column) {
  if (!column.identity) return;
  const char* mode = column.identity->mode == model::Identity::Mode::always ? "always" : "by default";
  Entries options;
  options.text("mode", mode);
  add_sequence_options(options, column.type, column.identity->options);
  if (options.list().size() == 1)
    entries.text("identity", mode);
  else
    entries.add("identity", inline_table(options));
}

void add_sequence(Entries& entries, const ObjectId& id, const model::Column& column) {
  if (column.sequence.name.view() != model::automatic_name(id.owner.view(), {id.name}, "seq"))
    entries.text("sequence", column.sequence.name.view());
}

void add_generated(Entries& entries, const model::Column& column) {
  if (!column.generated) return;
  entries.text("generated", column.generated->expression.view());
  if (!column.generated->stored) entries.add("stored", flag_value(false));
}

TomlValue key_columns_value(const std::vector<model::KeyColumn>& columns, const ShortForms& forms) {
  std::vector<std::string> texts;
  texts.reserve(columns.size());
  for (const model::KeyColumn& column : columns)
    texts.push_back(key_column_text(column, forms.column_names()));
  return strings_value(texts);
}

template <class Key>
void add_key(Entries& entries, const Key& key, const ShortForms& forms) {
  entries.add("columns", key_columns_value(key.columns, forms));
  if (!key.include.empty()) entries.add("include", names_value(key.include));
}

template <class Key>
void add_key_end(Entries& entries, const Key& key) {
  add_deferral(entries, key.deferral);
  add_conflict(entries, key.on_conflict);
  add_options(entries, "with", key.storage);
  entries.text("comment", key.comment.view());
}

Entries unique_entries(const EmitInput& input, const ObjectId& id, const model::Unique& key,
                       const ShortForms& forms) {
  Entries entries;
  add_key(entries, key, forms);
  entries.flag("nulls_not_distinct", key.nulls_not_distinct);
  add_rename(entries, input, id);
  add_key_end(entries, key);
  return entries;
}

Entries check_entries(const EmitInput& input, const ObjectId& id, const model::Check& check,
                      const ShortForms& /*forms*/) {
  Entries entries;
  entries.text("expr", check.expression.view());
  entries.flag("no_inherit", check.no_inherit);
  entries.flag("not_valid", !check.validated && check.enforced);
  entries.flag("not_enforced", !check.enforced);
  add_conflict(entries, check.on_conflict);
  add_advice(entries, input, id);
  add_rename(entries, input, id);
  entries.text("comment", check.comment.view());
  return entries;
}

Entries foreign_key_entries(const EmitInput& input, const ObjectId& id, const model::ForeignKey& key,
                            const ShortForms& /*forms*/) {
  Entries entries;
  entries.add("columns", names_value(key.columns));
  add_reference(entries, key, input.dialect());
  if (!key.on_delete_columns.empty()) entries.add("on_delete_columns", names_value(key.on_delete_columns));
  entries.flag("not_valid", !key.validated && key.enforced);
  entries.flag("not_enforced", !key.enforced);
  add_advice(entries, input, id);
  add_rename(entries, input, id);
  entries.text("comment", key.comment.view());
  return entries;
}

/// `unique = [["a", "b"]]`, `check = "…"`, `foreign_key = [{ … }]`: the constraints that nobody named.
template <class T, class MakeEntries>
void add_unnamed(Entries& entries, const EmitInput& input, const ShortForms& forms, Kind kind,
                 const char* key, const char* short_key, const MakeEntries& make) {
  std::vector<TomlValue> values;
  for (const auto& [id, object] : forms.unnamed<T>(kind)) {
    const Entries all = make(input, id, *object, forms);
    const bool is_short = all.list().size() == 1 && all.list().front().first == short_key;
    values.push_back(is_short ? TomlValue{all.list().front().second.line, all.list().front().second.line}
                              : inline_table(all));
  }
  if (!values.empty()) entries.add(key, array_value(values));
}

template <class T, class MakeEntries>
void emit_named(const EmitInput& input, const ObjectId& table, const ShortForms& forms, Kind kind,
                const std::string& path, const char* short_key, const MakeEntries& make, TomlWriter& out) {
  std::vector<Item> items;
  for (const auto& [id, object] : input.schema.owned_as<T>(kind, table.schema, table.name))
    if (object->naming == Naming::given && !forms.is_said(id))
      items.push_back({id.name.str(), short_key, make(input, id, *object, forms)});
  out.items(path, items);
}

void add_primary_key(Entries& entries, const EmitInput& input, const ObjectId& table,
                     const ShortForms& forms) {
  const ObjectId id = model::primary_key_id(table.schema, table.name);
  const auto* key = input.schema.find_as<model::PrimaryKey>(id);
  if (key == nullptr || forms.is_said(id)) return;
  const bool unnamed = key->naming == Naming::automatic ||
                       (input.dialect() == sql::Dialect::postgresql &&
                        key->name.view() == model::automatic_name(table.name.view(), {}, "pkey"));
  Entries all;
  add_key(all, *key, forms);
  if (!unnamed) all.text("name", key->name.view());
  add_key_end(all, *key);
  if (all.list().size() == 1)
    entries.add("primary_key", all.list().front().second);
  else
    entries.add("primary_key", inline_table(all));
}

Entries exclusion_entries(const EmitInput& input, const ObjectId& id, const model::Exclusion& exclusion,
                          const ShortForms& forms) {
  std::vector<std::string> elements;
  for (const model::Exclusion::Element& element : exclusion.elements)
    elements.push_back(index_key_text(element.key, forms.column_names(), input.schema, true) + " with " +
                       element.operator_.str());
  Entries entries;
  entries.text("using", exclusion.method.view());
  entries.add("elements", strings_value(elements));
  if (!exclusion.include.empty()) entries.add("include", names_value(exclusion.include));
  entries.text("where", exclusion.where.view());
  add_deferral(entries, exclusion.deferral);
  add_options(entries, "with", exclusion.storage);
  add_rename(entries, input, id);
  entries.text("comment", exclusion.comment.view());
  return entries;
}

/// The words of PARTITION BY and of bounds in lower case, as the language writes them.
std::string friendly(Symbol text) {
  std::string out = text.str();
  constexpr std::string_view kForValues = "FOR VALUES ";
  if (out.starts_with(kForValues)) out.erase(0, kForValues.size());
  for (const sql::Token& token : sql::tokenize(out, sql::Dialect::postgresql))
    for (const char* word :
         {"range", "list", "hash", "from", "to", "in", "with", "default", "minvalue", "maxvalue"})
      if (token.is(word)) out.replace(token.offset, token.text.size(), word);
  return out;
}

Entries table_entries(const EmitInput& input, const ObjectId& id, const model::Table& table,
                      const ShortForms& forms) {
  Entries entries;
  entries.text("comment", table.comment.view());
  add_rename(entries, input, id);
  add_advice(entries, input, id);
  entries.flag("unlogged", table.unlogged);
  entries.flag("strict", table.strict);
  entries.flag("without_rowid", table.without_rowid);
  add_primary_key(entries, input, id, forms);
  add_unnamed<model::Unique>(entries, input, forms, Kind::unique, "unique", "columns", unique_entries);
  add_unnamed<model::Check>(entries, input, forms, Kind::check, "check", "expr", check_entries);
  add_unnamed<model::ForeignKey>(entries, input, forms, Kind::foreign_key, "foreign_key", "",
                                 foreign_key_entries);
  entries.text("partition_by", friendly(table.partition_by));
  add_options(entries, "with", table.storage);
  return entries;
}

void emit_partitions(const EmitInput& input, const ObjectId& table, const std::string& path,
                     TomlWriter& out) {
  std::vector<Item> items;
  for (const auto& [id, partition] :
       input.schema.owned_as<model::Partition>(Kind::partition, table.schema, table.name)) {
    Entries entries;
    entries.text("values", friendly(partition->values));
    add_rename(entries, input, id);
    entries.text("comment", partition->comment.view());
    items.push_back({id.name.str(), "values", std::move(entries)});
  }
  out.items(path + ".partitions", items);
}

}  // namespace

Item column_item(const EmitInput& input, const ObjectId& id, const model::Column& column,
                 const ColumnShort& extra) {
  Entries entries;
  entries.add("type", string_value(type_text(column, input.dialect())));
  entries.flag("pk", extra.primary_key);
  entries.flag("autoincrement", extra.autoincrement);
  add_identity(entries, column);
  add_sequence(entries, id, column);
  entries.text("default", column.default_value.view());
  add_generated(entries, column);
  entries.flag("unique", extra.unique);
  entries.text("check", extra.check.view());
  if (extra.reference != nullptr) add_reference(entries, *extra.reference, input.dialect());
  entries.flag("index", extra.index);
  entries.text("collate", column.collation.view());
  entries.text("storage", column.storage.view());
  entries.text("compression", column.compression.view());
  add_conflict(entries, column.not_null_conflict);
  add_advice(entries, input, id);
  add_rename(entries, input, id);
  entries.text("comment", column.comment.view());
  return {id.name.str(), "type", std::move(entries)};
}

void emit_indexes(const EmitInput& input, const ObjectId& owner, const std::string& path,
                  const ShortForms& forms, TomlWriter& out) {
  std::vector<Item> items;
  for (const auto& [id, index] : input.schema.owned_as<model::Index>(Kind::index, owner.schema, owner.name)) {
    if (forms.is_said(id)) continue;
    std::vector<std::string> keys;
    for (const model::IndexKey& key : index->keys)
      keys.push_back(index_key_text(key, forms.column_names(), input.schema, false));
    Entries entries;
    entries.add("on", strings_value(keys));
    entries.flag("unique", index->unique);
    if (!index->method.empty() && index->method != Symbol("btree"))
      entries.text("using", index->method.view());
    if (!index->include.empty()) entries.add("include", names_value(index->include));
    entries.text("where", index->where.view());
    add_options(entries, "with", index->storage);
    entries.flag("nulls_not_distinct", index->nulls_not_distinct);
    add_rename(entries, input, id);
    entries.text("comment", index->comment.view());
    items.push_back({id.name.str(), "on", std::move(entries)});
  }
  out.items(path + ".indexes", items);
}

void emit_triggers(const EmitInput& input, const ObjectId& owner, const std::string& path, TomlWriter& out) {
  std::vector<Item> items;
  for (const auto& [id, trigger] :
       input.schema.owned_as<model::Trigger>(Kind::trigger, owner.schema, owner.name)) {
    Entries entries;
    entries.text("sql", trigger->definition.view());
    switch (trigger->firing) {
      case model::Trigger::Firing::origin:
        break;
      case model::Trigger::Firing::always:
        entries.text("enabled", "always");
        break;
      case model::Trigger::Firing::replica:
        entries.text("enabled", "replica");
        break;
      case model::Trigger::Firing::disabled:
        entries.text("enabled", "disabled");
        break;
    }
    entries.text("comment", trigger->comment.view());
    items.push_back({id.name.str(), "sql", std::move(entries)});
  }
  out.items(path + ".triggers", items);
}

void emit_table(const EmitInput& input, const ObjectId& id, const model::Table& table, TomlWriter& out) {
  const ShortForms forms(input, id);
  const std::string path = "table." + base::toml_key(qualified_text(id.schema, id.name, input.dialect()));
  const Entries own = table_entries(input, id, table, forms);
  std::vector<Item> columns;
  for (const auto& [column_id, column] : input.schema.columns_of(id.schema, id.name))
    columns.push_back(column_item(input, column_id, *column, forms.of(column_id.name)));
  if (!own.empty() || columns.empty()) out.section(path, own);
  out.items(path + ".columns", columns, true);
  emit_named<model::Unique>(input, id, forms, Kind::unique, path + ".uniques", "columns", unique_entries,
                            out);
  emit_named<model::Check>(input, id, forms, Kind::check, path + ".checks", "expr", check_entries, out);
  emit_named<model::ForeignKey>(input, id, forms, Kind::foreign_key, path + ".foreign_keys", "",
                                foreign_key_entries, out);
  emit_named<model::Exclusion>(input, id, forms, Kind::exclusion, path + ".excludes", "", exclusion_entries,
                               out);
  emit_indexes(input, id, path, forms, out);
  emit_triggers(input, id, path, out);
  emit_partitions(input, id, path, out);
}

}  // namespace schemagen::dsl
