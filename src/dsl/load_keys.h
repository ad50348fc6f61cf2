// The closed sets of keys of the language. schema-dsl/schemagen.schema.json has the same, held equal by a
// test.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schemagen/sql/dialect.h"

namespace schemagen::dsl {

enum class Availability { everywhere, sqlite, postgresql };

struct Key {
  std::string_view name;
  Availability available = Availability::everywhere;
  std::string_view instead = {};  ///< what to write on the other dialect
};

/// The keys of one kind of TOML table.
struct KeySet {
  std::string_view name;  ///< `definitions` of the JSON schema calls it so
  std::string_view what;  ///< as a message calls it: "a column"
  std::vector<Key> keys;

  const Key* find(std::string_view key) const;
  std::vector<std::string> names(sql::Dialect dialect) const;
};

bool is_available(Availability available, sql::Dialect dialect);

/// "SQLite" or "PostgreSQL".
std::string_view product_name(sql::Dialect dialect);

const KeySet& document_keys();
const KeySet& schema_keys();
const KeySet& extension_keys();
const KeySet& enum_keys();
const KeySet& enum_value_keys();
const KeySet& sequence_keys();
const KeySet& table_keys();
const KeySet& column_keys();
const KeySet& identity_keys();
const KeySet& primary_key_keys();
const KeySet& unique_keys();
const KeySet& check_keys();
const KeySet& foreign_key_keys();
const KeySet& exclude_keys();
const KeySet& index_keys();
const KeySet& partition_keys();
const KeySet& trigger_keys();
const KeySet& view_keys();
const KeySet& materialized_view_keys();
const KeySet& function_keys();
const KeySet& virtual_table_keys();

/// All of the above.
std::vector<const KeySet*> all_key_sets();

}  // namespace schemagen::dsl
