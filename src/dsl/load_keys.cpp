#include "dsl/load_keys.h"

#include <algorithm>

namespace schemagen::dsl {
namespace {

constexpr Availability kSqlite = Availability::sqlite;
constexpr Availability kPostgres = Availability::postgresql;

constexpr std::string_view kFromInstead = "write the expression as `backfill`";
constexpr std::string_view kMapInstead = "write `using` with CASE column WHEN 'old' THEN 'new' END";
constexpr std::string_view kBackInstead =
    "remove the key; a changed column is not kept under its old type there";
constexpr std::string_view kStrategyInstead = "remove the key; a rename there is one statement";
constexpr std::string_view kPartitionInstead = "remove the key; SQLite has no partitions";
constexpr std::string_view kDropInstead = "remove the key; what is dropped there is not set aside first";

}  // namespace

bool is_available(Availability available, sql::Dialect dialect) {
  switch (available) {
    case Availability::everywhere:
      return true;
    case Availability::sqlite:
      return dialect == sql::Dialect::sqlite;
    case Availability::postgresql:
      return dialect == sql::Dialect::postgresql;
  }
  return false;
}

std::string_view product_name(sql::Dialect dialect) {
  return dialect == sql::Dialect::sqlite ? "SQLite" : "PostgreSQL";
}

const Key* KeySet::find(std::string_view key) const {
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const Key& k) { return k.name == key; });
  return found == keys.end() ? nullptr : &*found;
}

std::vector<std::string> KeySet::names(sql::Dialect dialect) const {
  std::vector<std::string> out;
  for (const Key& key : keys)
    if (is_available(key.available, dialect)) out.emplace_back(key.name);
  return out;
}

const KeySet& document_keys() {
  static const KeySet keys{"document",
                           "a declaration",
                           {{"schemagen"},
                            {"dialect"},
                            {"drop", kPostgres, kDropInstead},
                            {"unmanaged"},
                            {"ignore"},
                            {"broken", kSqlite},
                            {"schema", kPostgres},
                            {"extension", kPostgres},
                            {"enum", kPostgres},
                            {"sequence", kPostgres},
                            {"table"},
                            {"view"},
                            {"materialized_view", kPostgres},
                            {"function", kPostgres},
                            {"virtual_table", kSqlite}}};
  return keys;
}

const KeySet& schema_keys() {
  static const KeySet keys{"schema", "a schema", {{"comment", kPostgres}, {"renamed_from", kPostgres}}};
  return keys;
}

const KeySet& extension_keys() {
  static const KeySet keys{"extension", "an extension", {{"schema", kPostgres}, {"version", kPostgres}}};
  return keys;
}

const KeySet& enum_keys() {
  static const KeySet keys{"enum",
                           "an enum",
                           {{"values", kPostgres},
                            {"comment", kPostgres},
                            {"renamed_from", kPostgres},
                            {"map", kPostgres},
                            {"strategy", kPostgres}}};
  return keys;
}

const KeySet& enum_value_keys() {
  static const KeySet keys{
      "enum_value", "an enum value", {{"value", kPostgres}, {"renamed_from", kPostgres}}};
  return keys;
}

const KeySet& sequence_keys() {
  static const KeySet keys{"sequence",
                           "a sequence",
                           {{"type", kPostgres},
                            {"start", kPostgres},
                            {"increment", kPostgres},
                            {"min", kPostgres},
                            {"max", kPostgres},
                            {"cache", kPostgres},
                            {"cycle", kPostgres},
                            {"owned_by", kPostgres},
                            {"unlogged", kPostgres},
                            {"comment", kPostgres},
                            {"renamed_from", kPostgres}}};
  return keys;
}

const KeySet& table_keys() {
  static const KeySet keys{"table",
                           "a table",
                           {{"columns"},
                            {"primary_key"},
                            {"unique"},
                            {"uniques"},
                            {"check"},
                            {"checks"},
                            {"foreign_key"},
                            {"foreign_keys"},
                            {"excludes", kPostgres},
                            {"indexes"},
                            {"triggers"},
                            {"partition_by", kPostgres, kPartitionInstead},
                            {"partitions", kPostgres, kPartitionInstead},
                            {"with", kPostgres},
                            {"unlogged", kPostgres},
                            {"strict", kSqlite},
                            {"without_rowid", kSqlite},
                            {"comment", kPostgres},
                            {"renamed_from"},
                            {"strategy", kPostgres, kStrategyInstead},
                            {"drop", kPostgres, kDropInstead}}};
  return keys;
}

const KeySet& column_keys() {
  static const KeySet keys{"column",
                           "a column",
                           {{"type"},
                            {"default"},
                            {"pk"},
                            {"autoincrement", kSqlite},
                            {"unique"},
                            {"check"},
                            {"references"},
                            {"on_delete"},
                            {"on_update"},
                            {"match"},
                            {"deferrable"},
                            {"index"},
                            {"identity", kPostgres},
                            {"generated"},
                            {"stored"},
                            {"collate"},
                            {"sequence", kPostgres},
                            {"storage", kPostgres},
                            {"compression", kPostgres},
                            {"on_conflict", kSqlite},
                            {"comment", kPostgres},
                            {"renamed_from"},
                            {"backfill"},
                            {"from", kPostgres, kFromInstead},
                            {"using"},
                            {"map", kPostgres, kMapInstead},
                            {"back", kPostgres, kBackInstead},
                            {"strategy", kPostgres, kStrategyInstead},
                            {"phase"}}};
  return keys;
}

const KeySet& identity_keys() {
  static const KeySet keys{"identity",
                           "an identity",
                           {{"mode", kPostgres},
                            {"start", kPostgres},
                            {"increment", kPostgres},
                            {"min", kPostgres},
                            {"max", kPostgres},
                            {"cache", kPostgres},
                            {"cycle", kPostgres}}};
  return keys;
}

const KeySet& primary_key_keys() {
  static const KeySet keys{"primary_key",
                           "a primary key",
                           {{"columns"},
                            {"name"},
                            {"include", kPostgres},
                            {"deferrable", kPostgres},
                            {"on_conflict", kSqlite},
                            {"with", kPostgres},
                            {"comment", kPostgres}}};
  return keys;
}

const KeySet& unique_keys() {
  static const KeySet keys{"unique",
                           "a unique constraint",
                           {{"columns"},
                            {"include", kPostgres},
                            {"nulls_not_distinct", kPostgres},
                            {"deferrable", kPostgres},
                            {"on_conflict", kSqlite},
                            {"with", kPostgres},
                            {"comment", kPostgres},
                            {"renamed_from"}}};
  return keys;
}

const KeySet& check_keys() {
  static const KeySet keys{"check",
                           "a check",
                           {{"expr"},
                            {"no_inherit", kPostgres},
                            {"not_valid", kPostgres},
                            {"not_enforced", kPostgres},
                            {"on_conflict", kSqlite},
                            {"comment", kPostgres},
                            {"renamed_from"},
                            {"phase"}}};
  return keys;
}

const KeySet& foreign_key_keys() {
  static const KeySet keys{"foreign_key",
                           "a foreign key",
                           {{"columns"},
                            {"references"},
                            {"on_delete"},
                            {"on_update"},
                            {"on_delete_columns", kPostgres},
                            {"match"},
                            {"deferrable"},
                            {"not_valid", kPostgres},
                            {"not_enforced", kPostgres},
                            {"comment", kPostgres},
                            {"renamed_from"},
                            {"phase"}}};
  return keys;
}

const KeySet& exclude_keys() {
  static const KeySet keys{"exclude",
                           "an exclusion constraint",
                           {{"using", kPostgres},
                            {"elements", kPostgres},
                            {"include", kPostgres},
                            {"where", kPostgres},
                            {"deferrable", kPostgres},
                            {"with", kPostgres},
                            {"comment", kPostgres},
                            {"renamed_from", kPostgres}}};
  return keys;
}

const KeySet& index_keys() {
  static const KeySet keys{"index",
                           "an index",
                           {{"on"},
                            {"unique"},
                            {"using", kPostgres},
                            {"include", kPostgres},
                            {"where"},
                            {"with", kPostgres},
                            {"nulls_not_distinct", kPostgres},
                            {"comment", kPostgres},
                            {"renamed_from"}}};
  return keys;
}

const KeySet& partition_keys() {
  static const KeySet keys{"partition",
                           "a partition",
                           {{"values", kPostgres}, {"comment", kPostgres}, {"renamed_from", kPostgres}}};
  return keys;
}

const KeySet& trigger_keys() {
  static const KeySet keys{
      "trigger", "a trigger", {{"sql"}, {"file"}, {"enabled", kPostgres}, {"comment", kPostgres}}};
  return keys;
}

const KeySet& view_keys() {
  static const KeySet keys{"view",
                           "a view",
                           {{"sql"},
                            {"file"},
                            {"columns", kSqlite, "name the columns in the query: select a as one"},
                            {"options", kPostgres},
                            {"comment", kPostgres},
                            {"column_comments", kPostgres},
                            {"triggers"},
                            {"renamed_from"}}};
  return keys;
}

const KeySet& materialized_view_keys() {
  static const KeySet keys{"materialized_view",
                           "a materialized view",
                           {{"sql", kPostgres},
                            {"file", kPostgres},
                            {"with", kPostgres},
                            {"populated", kPostgres},
                            {"indexes", kPostgres},
                            {"comment", kPostgres},
                            {"column_comments", kPostgres},
                            {"renamed_from", kPostgres}}};
  return keys;
}

const KeySet& function_keys() {
  static const KeySet keys{
      "function",
      "a function",
      {{"sql", kPostgres}, {"file", kPostgres}, {"comment", kPostgres}, {"renamed_from", kPostgres}}};
  return keys;
}

const KeySet& virtual_table_keys() {
  static const KeySet keys{"virtual_table", "a virtual table", {{"using", kSqlite}}};
  return keys;
}

std::vector<const KeySet*> all_key_sets() {
  return {&document_keys(),
          &schema_keys(),
          &extension_keys(),
          &enum_keys(),
          &enum_value_keys(),
          &sequence_keys(),
          &table_keys(),
          &column_keys(),
          &identity_keys(),
          &primary_key_keys(),
          &unique_keys(),
          &check_keys(),
          &foreign_key_keys(),
          &exclude_keys(),
          &index_keys(),
          &partition_keys(),
          &trigger_keys(),
          &view_keys(),
          &materialized_view_keys(),
          &function_keys(),
          &virtual_table_keys()};
}

}  // namespace schemagen::dsl
