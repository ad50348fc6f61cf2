#include <string>
#include <type_traits>

#include "schemagen/base/text.h"
#include "schemagen/model/object.h"

namespace schemagen::model {
namespace {

std::string_view word(OnConflict value) {
  switch (value) {
    case OnConflict::none:
      return "none";
    case OnConflict::rollback:
      return "rollback";
    case OnConflict::abort:
      return "abort";
    case OnConflict::fail:
      return "fail";
    case OnConflict::ignore:
      return "ignore";
    case OnConflict::replace:
      return "replace";
  }
  return "";
}

std::string_view word(Deferral value) {
  switch (value) {
    case Deferral::immediate:
      return "false";
    case Deferral::deferrable:
      return "true";
    case Deferral::initially_deferred:
      return "initially deferred";
  }
  return "";
}

std::string_view word(ReferentialAction value) {
  switch (value) {
    case ReferentialAction::no_action:
      return "no action";
    case ReferentialAction::restrict_:
      return "restrict";
    case ReferentialAction::cascade:
      return "cascade";
    case ReferentialAction::set_null:
      return "set null";
    case ReferentialAction::set_default:
      return "set default";
  }
  return "";
}

std::string_view word(Trigger::Firing value) {
  switch (value) {
    case Trigger::Firing::origin:
      return "origin";
    case Trigger::Firing::always:
      return "always";
    case Trigger::Firing::replica:
      return "replica";
    case Trigger::Firing::disabled:
      return "disabled";
  }
  return "";
}

/// Collects attributes that differ from the default of their type.
class Collector {
 public:
  void add(std::string name, std::string value) { found_.push_back({std::move(name), std::move(value)}); }
  void text(const char* name, Symbol value) {
    if (!value.empty()) add(name, value.str());
  }
  void flag(const char* name, bool value, bool usual = false) {
    if (value != usual) add(name, value ? "true" : "false");
  }
  template <class Enum>
  void choice(const char* name, Enum value) {
    if (value != Enum{}) add(name, std::string(word(value)));
  }
  void naming(Naming value) { flag("named", value == Naming::given, true); }
  void names(const char* name, const std::vector<Symbol>& values) {
    if (!values.empty()) add(name, list(values));
  }
  void options(const char* name, const Options& values) {
    if (!values.empty()) add(name, assignments(values));
  }
  void keys(const char* name, const std::vector<KeyColumn>& columns) {
    std::vector<std::string> parts;
    for (const KeyColumn& column : columns) {
      std::string part = quoted(column.name);
      if (!column.collation.empty()) part += " collate " + quoted(column.collation);
      if (column.descending) part += " desc";
      parts.push_back(part);
    }
    add(name, base::join(parts, ", "));
  }
  void sequence(const SequenceOptions& options) {
    add("start", std::to_string(options.start));
    add("increment", std::to_string(options.increment));
    add("min", std::to_string(options.minimum));
    add("max", std::to_string(options.maximum));
    add("cache", std::to_string(options.cache));
    flag("cycle", options.cycle);
  }

  static std::string quoted(Symbol name) {
    std::string out = "\"";
    for (const char c : name.str()) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
  }
  static std::string list(const std::vector<Symbol>& values) {
    std::vector<std::string> parts;
    for (const Symbol value : values) parts.push_back(quoted(value));
    return base::join(parts, ", ");
  }
  static std::string assignments(const Options& values) {
    std::vector<std::string> parts;
    for (const auto& [key, value] : values) parts.push_back(quoted(key) + " = " + quoted(value));
    return base::join(parts, ", ");
  }
  static std::string key(const IndexKey& key) {
    std::string out = key.expression.empty() ? quoted(key.column) : "(" + key.expression.str() + ")";
    if (!key.collation.empty()) out += " collate " + quoted(key.collation);
    if (!key.operator_class.empty()) out += " class " + quoted(key.operator_class);
    if (!key.operator_class_options.empty()) out += " (" + assignments(key.operator_class_options) + ")";
    if (key.descending) out += " desc";
    if (key.nulls_first) out += " nulls first";
    return out;
  }

  std::vector<Attribute> take() { return std::move(found_); }

 private:
  std::vector<Attribute> found_;
};

void collect(Collector& out, const Extension& object) {
  out.text("schema", object.schema);
  out.text("version", object.version);
}

void collect(Collector& out, const NameSpace& object) { out.text("comment", object.comment); }

void collect(Collector& out, const EnumType& object) {
  out.names("values", object.values);
  out.text("comment", object.comment);
}

void collect(Collector& out, const Sequence& object) {
  out.text("type", object.type);
  out.sequence(object.options);
  out.flag("unlogged", object.unlogged);
  if (!object.owner_table.empty() || !object.owner_column.empty())
    out.add("owned_by", Collector::quoted(object.owner_table) + "." + Collector::quoted(object.owner_column));
  out.text("comment", object.comment);
}

void collect(Collector& out, const Function& object) {
  out.flag("procedure", object.procedure);
  out.text("sql", object.definition);
  out.text("returns", object.result);
  out.text("comment", object.comment);
}

void collect(Collector& out, const Table& object) {
  out.flag("unlogged", object.unlogged);
  out.flag("strict", object.strict);
  out.flag("without_rowid", object.without_rowid);
  out.text("partition_by", object.partition_by);
  out.options("with", object.storage);
  out.text("comment", object.comment);
}

void collect(Collector& out, const VirtualTable& object) {
  out.text("using", object.module);
  out.text("arguments", object.arguments);
}

void collect(Collector& out, const Column& object) {
  out.text("type", object.type);
  out.flag("not_null", object.not_null);
  out.flag("serial", object.serial);
  out.text("sequence", object.sequence.name);
  out.text("default", object.default_value);
  if (object.identity) {
    out.add("identity", object.identity->mode == Identity::Mode::always ? "always" : "by default");
    out.sequence(object.identity->options);
  }
  if (object.generated) {
    out.add("generated", object.generated->expression.str());
    out.flag("stored", object.generated->stored, true);
  }
  out.text("collate", object.collation);
  out.text("storage", object.storage);
  out.text("compression", object.compression);
  out.choice("on_conflict", object.not_null_conflict);
  out.text("comment", object.comment);
}

void collect(Collector& out, const Partition& object) {
  out.text("values", object.values);
  out.text("comment", object.comment);
}

void collect(Collector& out, const PrimaryKey& object) {
  out.text("name", object.name);
  out.naming(object.naming);
  out.keys("columns", object.columns);
  out.names("include", object.include);
  out.flag("autoincrement", object.autoincrement);
  out.choice("deferrable", object.deferral);
  out.choice("on_conflict", object.on_conflict);
  out.options("with", object.storage);
  out.text("comment", object.comment);
}

void collect(Collector& out, const Unique& object) {
  out.naming(object.naming);
  out.keys("columns", object.columns);
  out.names("include", object.include);
  out.flag("nulls_not_distinct", object.nulls_not_distinct);
  out.choice("deferrable", object.deferral);
  out.choice("on_conflict", object.on_conflict);
  out.options("with", object.storage);
  out.text("comment", object.comment);
}

void collect(Collector& out, const Check& object) {
  out.naming(object.naming);
  out.text("expr", object.expression);
  out.flag("no_inherit", object.no_inherit);
  out.flag("not_valid", !object.validated);
  out.flag("not_enforced", !object.enforced);
  out.choice("on_conflict", object.on_conflict);
  out.text("comment", object.comment);
}

void collect(Collector& out, const Exclusion& object) {
  out.naming(object.naming);
  out.text("using", object.method);
  std::vector<std::string> parts;
  for (const Exclusion::Element& element : object.elements)
    parts.push_back(Collector::key(element.key) + " with " + element.operator_.str());
  out.add("elements", base::join(parts, ", "));
  out.names("include", object.include);
  out.text("where", object.where);
  out.choice("deferrable", object.deferral);
  out.options("with", object.storage);
  out.text("comment", object.comment);
}

void collect(Collector& out, const ForeignKey& object) {
  out.naming(object.naming);
  out.names("columns", object.columns);
  const std::string schema =
      object.ref_schema.empty() ? std::string() : Collector::quoted(object.ref_schema) + ".";
  out.add("references",
          schema + Collector::quoted(object.ref_table) + " (" + Collector::list(object.ref_columns) + ")");
  out.choice("on_update", object.on_update);
  out.choice("on_delete", object.on_delete);
  out.names("on_delete_columns", object.on_delete_columns);
  out.flag("match_full", object.match == Match::full);
  out.choice("deferrable", object.deferral);
  out.flag("not_valid", !object.validated);
  out.flag("not_enforced", !object.enforced);
  out.text("comment", object.comment);
}

void collect(Collector& out, const Index& object) {
  out.flag("unique", object.unique);
  out.text("using", object.method);
  std::vector<std::string> parts;
  for (const IndexKey& key : object.keys) parts.push_back(Collector::key(key));
  out.add("on", base::join(parts, ", "));
  out.names("include", object.include);
  out.text("where", object.where);
  out.flag("nulls_not_distinct", object.nulls_not_distinct);
  out.options("with", object.storage);
  out.flag("valid", object.valid, true);
  out.text("comment", object.comment);
}

void collect(Collector& out, const View& object) {
  out.text("sql", object.query);
  out.names("columns", object.columns);
  out.options("options", object.options);
  out.text("comment", object.comment);
  out.options("column_comments", object.column_comments);
}

void collect(Collector& out, const MaterializedView& object) {
  out.text("sql", object.query);
  out.options("with", object.storage);
  out.flag("populated", object.populated, true);
  out.text("comment", object.comment);
  out.options("column_comments", object.column_comments);
}

void collect(Collector& out, const Trigger& object) {
  out.text("sql", object.definition);
  out.choice("enabled", object.firing);
  out.text("comment", object.comment);
}

}  // namespace

std::vector<Attribute> attributes(const Object& object) {
  Collector out;
  std::visit([&out](const auto& value) { collect(out, value); }, object);
  return out.take();
}

}  // namespace schemagen::model
