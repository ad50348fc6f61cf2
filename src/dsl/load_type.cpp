// What tables stand on: PostgreSQL schemas, extensions, enums, sequences.
#include <algorithm>
#include <limits>
#include <set>

#include "dsl/load_advice.h"
#include "dsl/load_name.h"
#include "dsl/load_sql.h"
#include "dsl/load_table.h"

namespace schemagen::dsl {
namespace {

constexpr std::size_t kLongestEnumValue = 63;

struct EnumValues {
  model::EnumType type;
  std::set<Symbol> seen;
};

bool accept_value(Loader& loader, EnumValues& values, const Value& value) {
  const std::string& text = *value.text();
  if (text.size() > kLongestEnumValue) {
    loader.report.add(value.at, "the enum value " + shown(text) + " is longer than 63 bytes", "shorten it");
    return false;
  }
  if (values.seen.insert(Symbol(text)).second) return true;
  loader.report.add(value.at, "the enum value " + shown(text) + " is there twice", "remove one of them");
  return false;
}

void add_value(Loader& loader, const ObjectId& id, EnumValues& values, const Value& item) {
  if (item.text() != nullptr) {
    if (accept_value(loader, values, item)) values.type.values.emplace_back(*item.text());
    return;
  }
  if (item.table() == nullptr) {
    loader.report.add(item.at, "an enum value must be a string or a table, not " + std::string(kind_of(item)),
                      "write \"new\" or { value = \"new\", renamed_from = \"old\" }");
    return;
  }
  const Fields fields(loader, item, enum_value_keys());
  const Value* value = fields.text("value");
  if (value == nullptr) {
    if (!fields.has("value"))
      loader.report.add(item.at, "this enum value has no `value`",
                        "write { value = \"new\", renamed_from = \"old\" }");
    return;
  }
  if (!accept_value(loader, values, *value)) return;
  values.type.values.emplace_back(*value->text());
  if (const Value* from = fields.text("renamed_from")) loader.rename_value(id, *from, Symbol(*value->text()));
}

void load_values(Loader& loader, const ObjectId& id, EnumValues& values, const Value& list) {
  if (list.array() == nullptr) {
    report_type(loader, "values", "a list of strings", list);
    return;
  }
  for (const Value& item : *list.array()) add_value(loader, id, values, item);
}

struct Range {
  std::int64_t smallest;
  std::int64_t largest;
};

Range range_of(Symbol type) {
  if (type.view() == "smallint") return {INT16_MIN, INT16_MAX};
  if (type.view() == "integer") return {INT32_MIN, INT32_MAX};
  return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
}

std::string impossible(const model::SequenceOptions& options, const Range& range) {
  if (options.minimum < range.smallest || options.maximum > range.largest)
    return "`min` and `max` are outside of what the type can hold";
  if (options.minimum >= options.maximum) return "`min` must be less than `max`";
  if (options.start < options.minimum || options.start > options.maximum)
    return "`start` must be between `min` and `max`";
  if (options.cache < 1) return "`cache` must be at least 1";
  return {};
}

Symbol sequence_type(Loader& loader, const Fields& fields) {
  const Value* value = fields.text("type");
  if (value == nullptr) return Symbol("bigint");
  const auto type = load_type(loader, *value, *value->text());
  if (!type) return Symbol("bigint");
  if (type->view() == "bigint" || type->view() == "integer" || type->view() == "smallint") return *type;
  loader.report.add(value->at, "a sequence cannot be " + shown(type->view()),
                    "its type is smallint, integer or bigint");
  return Symbol("bigint");
}

void load_owner(Loader& loader, const ObjectId& id, const Fields& fields, model::Sequence& sequence) {
  const Value* value = fields.text("owned_by");
  if (value == nullptr) return;
  const auto parts = parse_path(loader, *value->text(), value->at);
  if (!parts) return;
  if (parts->size() == 3 && parts->front() != id.schema) {
    loader.report.add(
        value->at, "a sequence and the table that owns it must be in the same schema",
        "declare the sequence as [sequence.\"" + parts->front().str() + "." + id.name.str() + "\"]");
    return;
  }
  sequence.owner_table = (*parts)[parts->size() - 2];
  sequence.owner_column = parts->back();
  loader.owners.push_back({id, value->at});
}

}  // namespace

model::SequenceOptions load_sequence_options(Loader& loader, const Fields& fields, Symbol type, Spot at) {
  const std::int64_t increment = fields.integer("increment").value_or(1);
  model::SequenceOptions options = model::default_options(type, increment == 0 ? 1 : increment);
  if (increment == 0)
    loader.report.add(fields.find("increment")->at, "`increment` cannot be 0", "write a step, for example 1");
  options.minimum = fields.integer("min").value_or(options.minimum);
  options.maximum = fields.integer("max").value_or(options.maximum);
  options.start = fields.integer("start").value_or(increment > 0 ? options.minimum : options.maximum);
  options.cache = fields.integer("cache").value_or(options.cache);
  options.cycle = fields.flag("cycle");
  const std::string mistake = impossible(options, range_of(type));
  if (!mistake.empty())
    loader.report.add(at, mistake,
                      "now it is min " + std::to_string(options.minimum) + ", max " +
                          std::to_string(options.maximum) + ", start " + std::to_string(options.start) +
                          ", cache " + std::to_string(options.cache));
  return options;
}

void load_name_space(Loader& loader, const Entry& entry) {
  const ObjectId id{Kind::name_space, {}, {}, entry.key};
  if (!loader.check_name(Kind::name_space, entry.key.view(), entry.at) || !loader.declare(id, entry.at))
    return;
  loader.declared_schemas.insert(entry.key);
  const Fields fields(loader, entry.value, schema_keys());
  if (entry.value.table() == nullptr) return;
  loader.rename(fields, id);
  const Symbol comment = fields.symbol("comment");
  if (entry.key.view() == "public" && comment.empty()) return;
  loader.put(id, model::NameSpace{comment}, entry.at);
}

void load_extension(Loader& loader, const Entry& entry) {
  const ObjectId id{Kind::extension, {}, {}, entry.key};
  if (!loader.check_name(Kind::extension, entry.key.view(), entry.at) || !loader.declare(id, entry.at))
    return;
  const Fields fields(loader, entry.value, extension_keys());
  if (entry.value.table() == nullptr) return;
  model::Extension extension;
  extension.schema = fields.symbol("schema");
  if (extension.schema.empty()) extension.schema = Symbol("public");
  extension.version = fields.symbol("version");
  if (extension.schema.view() != "pg_catalog") {
    const Value* written = fields.find("schema");
    loader.use_schema(extension.schema, written == nullptr ? entry.at : written->at);
  }
  loader.put(id, std::move(extension), entry.at);
}

void load_enum(Loader& loader, const Entry& entry) {
  const auto id = declare_object(loader, Kind::enum_type, entry);
  if (!id) return;
  EnumValues values;
  if (entry.value.array() != nullptr) {
    load_values(loader, *id, values, entry.value);
  } else if (entry.value.table() != nullptr) {
    const Fields fields(loader, entry.value, enum_keys());
    loader.rename(fields, *id);
    values.type.comment = fields.symbol("comment");
    if (const Value* list = fields.find("values"))
      load_values(loader, *id, values, *list);
    else
      loader.report.add(entry.at, "the enum " + shown(entry.key.view()) + " has no `values`",
                        "write values = [\"new\", \"paid\"]");
    load_enum_advice(loader, *id, values.type, fields);
  } else {
    loader.report.add(entry.value.at,
                      "the enum " + shown(entry.key.view()) + " must be a list or a table, not " +
                          std::string(kind_of(entry.value)),
                      "write " + entry.key.str() + " = [\"new\", \"paid\"]");
  }
  loader.put(*id, std::move(values.type), entry.at);
}

void load_sequence(Loader& loader, const Entry& entry) {
  const auto id = declare_object(loader, Kind::sequence, entry);
  if (!id) return;
  const Fields fields(loader, entry.value, sequence_keys());
  if (entry.value.table() == nullptr) return;
  loader.rename(fields, *id);
  model::Sequence sequence;
  sequence.type = sequence_type(loader, fields);
  sequence.options = load_sequence_options(loader, fields, sequence.type, entry.at);
  sequence.unlogged = fields.flag("unlogged");
  sequence.comment = fields.symbol("comment");
  load_owner(loader, *id, fields, sequence);
  loader.put(*id, std::move(sequence), entry.at);
}

}  // namespace schemagen::dsl
