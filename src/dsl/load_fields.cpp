#include "dsl/load_fields.h"

#include <algorithm>

#include "dsl/loader.h"
#include "schemagen/base/text.h"

namespace schemagen::dsl {
namespace {

std::string known_keys_hint(const KeySet& keys, sql::Dialect dialect) {
  return "keys of " + std::string(keys.what) + ": " + shown_list(keys.names(dialect), "and");
}

std::string unknown_key_hint(const Loader& loader, const KeySet& keys, const Entry& entry) {
  if (const auto near = base::nearest(entry.key.view(), keys.names(loader.dialect()))) {
    return "did you mean " + shown(*near) + "?";
  }
  if (keys.name == "table" && entry.value.table() != nullptr && loader.postgresql())
    return "a name with a schema stands in quotes: [table.\"schema." + entry.key.str() +
           "\"]; columns go into [table.NAME.columns]";
  return known_keys_hint(keys, loader.dialect());
}

}  // namespace

Fields::Fields(Loader& loader, const Value& table, const KeySet& keys) : Fields(loader, keys, table) {
  if (entries_ == nullptr) {
    loader.report.add(table.at,
                      std::string(keys.what) + " must be a table, not " + std::string(kind_of(table)));
    return;
  }
  for (const Entry& entry : *entries_) {
    const Key* key = keys.find(entry.key.view());
    if (key == nullptr) {
      loader.report.add(entry.at, "unknown key " + shown(entry.key.view()) + " in " + std::string(keys.what),
                        unknown_key_hint(loader, keys, entry));
    } else if (!is_available(key->available, loader.dialect())) {
      const auto other = loader.postgresql() ? sql::Dialect::sqlite : sql::Dialect::postgresql;
      loader.report.add(entry.at,
                        shown(entry.key.view()) + " exists on " + std::string(product_name(other)) + " only",
                        "this declaration is for " + std::string(product_name(loader.dialect())) + ": " +
                            (key->instead.empty() ? "remove the key" : std::string(key->instead)));
    }
  }
}

Fields Fields::again(Loader& loader, const Value& table, const KeySet& keys) {
  return Fields(loader, keys, table);
}

const Entry* Fields::entry(std::string_view key) const {
  if (entries_ == nullptr) return nullptr;
  for (const Entry& candidate : *entries_)
    if (candidate.key.view() == key) return &candidate;
  return nullptr;
}

bool Fields::mentions(std::initializer_list<std::string_view> keys) const {
  return entries_ != nullptr && std::any_of(entries_->begin(), entries_->end(), [&](const Entry& entry) {
           return std::find(keys.begin(), keys.end(), entry.key.view()) != keys.end();
         });
}

const Entry* Fields::usable(std::string_view key) const {
  const Entry* found = entry(key);
  if (found == nullptr) return nullptr;
  const Key* known = keys_->find(key);
  return known != nullptr && is_available(known->available, loader_->dialect()) ? found : nullptr;
}

const Value* Fields::find(std::string_view key) const {
  const Entry* found = usable(key);
  return found == nullptr ? nullptr : &found->value;
}

const Value* Fields::text(std::string_view key) const {
  const Value* value = find(key);
  if (value == nullptr || value->text() != nullptr) return value;
  report_type(*loader_, key, "a string", *value);
  return nullptr;
}

const Value* Fields::table(std::string_view key) const {
  const Value* value = find(key);
  if (value == nullptr || value->table() != nullptr) return value;
  report_type(*loader_, key, "a table", *value);
  return nullptr;
}

const Value* Fields::array(std::string_view key) const {
  const Value* value = find(key);
  if (value == nullptr || value->array() != nullptr) return value;
  report_type(*loader_, key, "an array", *value);
  return nullptr;
}

base::Symbol Fields::symbol(std::string_view key) const {
  const Value* value = text(key);
  return value == nullptr ? base::Symbol() : base::Symbol(*value->text());
}

bool Fields::flag(std::string_view key, bool fallback) const {
  const Value* value = find(key);
  if (value == nullptr) return fallback;
  if (const bool* boolean = value->boolean()) return *boolean;
  report_type(*loader_, key, "`true` or `false`", *value);
  return fallback;
}

std::optional<std::int64_t> Fields::integer(std::string_view key) const {
  const Value* value = find(key);
  if (value == nullptr) return std::nullopt;
  if (const std::int64_t* number = value->integer()) return *number;
  report_type(*loader_, key, "an integer", *value);
  return std::nullopt;
}

model::Options Fields::options(std::string_view key) const {
  model::Options found;
  const Value* value = table(key);
  if (value == nullptr) return found;
  for (const Entry& option : *value->table()) {
    if (option.value.text() != nullptr)
      found.emplace(option.key, *option.value.text());
    else
      report_type(*loader_, option.key.view(), "a string", option.value);
  }
  return found;
}

std::optional<std::size_t> Fields::choice(std::string_view key, Words words) const {
  const Value* value = text(key);
  if (value == nullptr) return std::nullopt;
  const auto found = std::find(words.begin(), words.end(), *value->text());
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  const std::vector<std::string> known(words.begin(), words.end());
  const auto near = base::nearest(*value->text(), known);
  loader_->report.add(value->at, shown(key) + " cannot be " + shown(*value->text()),
                      near ? "did you mean " + shown(*near) + "?" : "write " + shown_list(known, "or"));
  return std::nullopt;
}

void report_type(Loader& loader, std::string_view key, std::string_view wanted, const Value& value) {
  std::string hint;
  const bool is_scalar = value.integer() != nullptr || value.boolean() != nullptr ||
                         std::holds_alternative<Unusable>(value.data);
  if (wanted == "a string" && is_scalar)
    hint = "write " + std::string(key) + " = \"" + loader.report.literal(value) + "\"";
  else if (value.text() != nullptr && (*value.text() == "true" || *value.text() == "false"))
    hint = "write " + std::string(key) + " = " + *value.text() + ", without quotes";
  loader.report.add(value.at,
                    shown(key) + " must be " + std::string(wanted) + ", not " + std::string(kind_of(value)),
                    std::move(hint));
}

std::vector<const Value*> text_items(Loader& loader, std::string_view key, const Value& list) {
  std::vector<const Value*> items;
  if (list.array() == nullptr) {
    report_type(loader, key, "a list of strings", list);
    return items;
  }
  for (const Value& item : *list.array()) {
    if (item.text() != nullptr)
      items.push_back(&item);
    else
      report_type(loader, key, "a list of strings", item);
  }
  return items;
}

}  // namespace schemagen::dsl
