#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <set>

#include "dsl/load_keys.h"
#include "schemagen/base/file.h"

namespace schemagen::dsl {
namespace {

using nlohmann::json;

const json& editor_schema() {
  static const json schema =
      json::parse(base::read_file(SCHEMAGEN_SOURCE_DIR "/schema-dsl/schemagen.schema.json"));
  return schema;
}

const json& properties_of(const KeySet& keys) {
  if (keys.name == "document") return editor_schema().at("properties");
  return editor_schema().at("definitions").at(std::string(keys.name)).at("properties");
}

// One rule of the file, with every rule inside of it.
void for_each_rule(const json& rule, const std::string& path,
                   const std::function<void(const json&, const std::string&)>& visit) {
  if (rule.contains("type") || rule.contains("$ref") || rule.contains("anyOf")) visit(rule, path);
  for (const auto& [key, value] : rule.items())
    if (value.is_object()) for_each_rule(value, path + "/" + key, visit);
}

TEST(JsonSchema, HasTheKeysOfTheLoader) {
  for (const KeySet* keys : all_key_sets()) {
    std::set<std::string> loaded;
    for (const Key& key : keys->keys) loaded.emplace(key.name);
    std::set<std::string> offered;
    for (const auto& [key, rule] : properties_of(*keys).items()) offered.insert(key);
    EXPECT_EQ(offered, loaded) << keys->name;
  }
}

TEST(JsonSchema, DefinesNothingElse) {
  std::set<std::string> known;
  for (const KeySet* keys : all_key_sets())
    if (keys->name != "document") known.emplace(keys->name);
  std::set<std::string> defined;
  for (const auto& [name, rule] : editor_schema().at("definitions").items()) defined.insert(name);
  EXPECT_EQ(defined, known);
}

TEST(JsonSchema, SaysWhichDatabaseHasAKey) {
  for (const KeySet* keys : all_key_sets()) {
    for (const Key& key : keys->keys) {
      const json& rule = properties_of(*keys).at(std::string(key.name));
      const json& described =
          rule.contains("$ref")
              ? editor_schema().at(json::json_pointer(rule.at("$ref").get<std::string>().substr(1)))
              : rule;
      const std::string text = described.at("description");
      EXPECT_FALSE(text.empty());
      EXPECT_EQ(text.starts_with("SQLite: "), key.available == Availability::sqlite)
          << keys->name << "." << key.name;
      EXPECT_EQ(text.starts_with("PostgreSQL: "), key.available == Availability::postgresql)
          << keys->name << "." << key.name;
    }
  }
}

// With anyOf an editor says only that the whole line is wrong, see the description of the loader's keys.
TEST(JsonSchema, IsFlatAndClosed) {
  for (const KeySet* keys : all_key_sets()) {
    const json& rule = keys->name == "document"
                           ? editor_schema()
                           : editor_schema().at("definitions").at(std::string(keys->name));
    EXPECT_EQ(rule.at("additionalProperties"), json(false)) << keys->name;
  }
  for_each_rule(editor_schema(), "", [](const json& rule, const std::string& path) {
    for (const char* word : {"anyOf", "oneOf", "allOf"}) EXPECT_FALSE(rule.contains(word)) << path;
    if (rule.contains("$ref") && rule.at("$ref").is_string()) {
      EXPECT_NO_THROW(editor_schema().at(json::json_pointer(rule.at("$ref").get<std::string>().substr(1))))
          << path;
    }
  });
}

}  // namespace
}  // namespace schemagen::dsl
