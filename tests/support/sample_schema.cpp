#include "support/sample_schema.h"

namespace schemagen::tests {
namespace {

using namespace model;  // NOLINT(google-build-using-namespace): the whole file is about its types

template <class T>
class Mutate {
 public:
  Mutate(std::vector<Mutation>& out, std::string type) : out_(out), type_(std::move(type)) {}
  Mutate& operator()(const char* member, const std::function<void(T&)>& change) {
    T changed;
    change(changed);
    out_.push_back({type_ + "." + member, T{}, changed});
    return *this;
  }

 private:
  std::vector<Mutation>& out_;
  std::string type_;
};

void mutate_free_standing(std::vector<Mutation>& out) {
  Mutate<Extension>(out, "Extension")("schema", [](auto& o) { o.schema = "x"; })(
      "version", [](auto& o) { o.version = "1"; });
  Mutate<NameSpace>(out, "NameSpace")("comment", [](auto& o) { o.comment = "x"; });
  Mutate<EnumType>(out, "EnumType")("values", [](auto& o) {
    o.values = {"a", "b"};
  })("comment", [](auto& o) { o.comment = "x"; });
  Mutate<Sequence>(out, "Sequence")("type", [](auto& o) { o.type = "integer"; })(
      "start", [](auto& o) { o.options.start = 5; })("increment", [](auto& o) { o.options.increment = 2; })(
      "minimum", [](auto& o) { o.options.minimum = 0; })("maximum", [](auto& o) { o.options.maximum = 9; })(
      "cache", [](auto& o) { o.options.cache = 9; })("cycle", [](auto& o) { o.options.cycle = true; })(
      "unlogged", [](auto& o) { o.unlogged = true; })("owner_table", [](auto& o) { o.owner_table = "t"; })(
      "owner_column", [](auto& o) { o.owner_column = "c"; })("comment", [](auto& o) { o.comment = "x"; });
  Mutate<Function>(out, "Function")("procedure", [](auto& o) { o.procedure = true; })(
      "definition", [](auto& o) { o.definition = "x"; })("result", [](auto& o) { o.result = "text"; })(
      "comment", [](auto& o) { o.comment = "x"; });
  Mutate<View>(out, "View")("query", [](auto& o) { o.query = "x"; })(
      "columns", [](auto& o) { o.columns = {"a"}; })("options", [](auto& o) {
    o.options = {{"a", "b"}};
  })("comment", [](auto& o) { o.comment = "x"; })("column_comments", [](auto& o) {
    o.column_comments = {{"a", "b"}};
  });
  Mutate<MaterializedView>(out, "MaterializedView")("query", [](auto& o) { o.query = "x"; })(
      "storage", [](auto& o) {
        o.storage = {{"a", "b"}};
      })("populated", [](auto& o) { o.populated = false; })("comment", [](auto& o) {
    o.comment = "x";
  })("column_comments", [](auto& o) {
    o.column_comments = {{"a", "b"}};
  });
  Mutate<Trigger>(out, "Trigger")("definition", [](auto& o) { o.definition = "x"; })("firing", [](auto& o) {
    o.firing = Trigger::Firing::disabled;
  })("comment", [](auto& o) { o.comment = "x"; });
}

void mutate_tables(std::vector<Mutation>& out) {
  Mutate<Table>(out, "Table")("comment", [](auto& o) { o.comment = "x"; })("storage", [](auto& o) {
    o.storage = {{"a", "b"}};
  })("unlogged", [](auto& o) { o.unlogged = true; })("strict", [](auto& o) {
    o.strict = true;
  })("without_rowid", [](auto& o) { o.without_rowid = true; })("partition_by", [](auto& o) {
    o.partition_by = "HASH (a)";
  });
  Mutate<Partition>(out, "Partition")("values", [](auto& o) { o.values = "DEFAULT"; })(
      "comment", [](auto& o) { o.comment = "x"; });
  Mutate<VirtualTable>(out, "VirtualTable")("module", [](auto& o) { o.module = "x"; })(
      "arguments", [](auto& o) { o.arguments = "x"; });
  Mutate<Column>(out, "Column")("type", [](auto& o) { o.type = "x"; })(
      "default", [](auto& o) { o.default_value = "1"; })("collation", [](auto& o) { o.collation = "x"; })(
      "comment", [](auto& o) { o.comment = "x"; })("storage", [](auto& o) { o.storage = "plain"; })(
      "compression", [](auto& o) { o.compression = "lz4"; })(
      "identity", [](auto& o) { o.identity = Identity{}; })("generated", [](auto& o) {
    o.generated = Generated{"1", true};
  })("not_null", [](auto& o) { o.not_null = true; })("serial", [](auto& o) {
    o.serial = true;
  })("not_null_conflict", [](auto& o) { o.not_null_conflict = OnConflict::ignore; });
  Column identity;
  identity.identity = Identity{};
  Column other = identity;
  other.identity->mode = Identity::Mode::by_default;
  out.push_back({"Column.identity.mode", identity, other});
  other = identity;
  other.identity->options.cache = 20;
  out.push_back({"Column.identity.options", identity, other});
  Column generated;
  generated.generated = Generated{"1", true};
  other = generated;
  other.generated->stored = false;
  out.push_back({"Column.generated.stored", generated, other});
  other = generated;
  other.generated->expression = "2";
  out.push_back({"Column.generated.expression", generated, other});
}

void mutate_constraints(std::vector<Mutation>& out) {
  Mutate<PrimaryKey>(out, "PrimaryKey")("name", [](auto& o) { o.name = "x"; })(
      "naming", [](auto& o) { o.naming = Naming::automatic; })("columns", [](auto& o) {
    o.columns = {{"a", {}, false}};
  })("include", [](auto& o) { o.include = {"a"}; })("deferral", [](auto& o) {
    o.deferral = Deferral::deferrable;
  })("on_conflict", [](auto& o) { o.on_conflict = OnConflict::fail; })("autoincrement", [](auto& o) {
    o.autoincrement = true;
  })("storage", [](auto& o) {
    o.storage = {{"a", "b"}};
  })("comment", [](auto& o) { o.comment = "x"; });
  Mutate<Unique>(out, "Unique")("naming", [](auto& o) { o.naming = Naming::automatic; })(
      "columns", [](auto& o) {
        o.columns = {{"a", "nocase", true}};
      })("include", [](auto& o) { o.include = {"a"}; })("nulls_not_distinct", [](auto& o) {
    o.nulls_not_distinct = true;
  })("deferral", [](auto& o) { o.deferral = Deferral::initially_deferred; })("on_conflict", [](auto& o) {
    o.on_conflict = OnConflict::replace;
  })("storage", [](auto& o) {
    o.storage = {{"a", "b"}};
  })("comment", [](auto& o) { o.comment = "x"; });
  Mutate<Check>(out, "Check")("naming", [](auto& o) { o.naming = Naming::automatic; })(
      "expression", [](auto& o) { o.expression = "a > 0"; })(
      "no_inherit", [](auto& o) { o.no_inherit = true; })("validated", [](auto& o) { o.validated = false; })(
      "enforced", [](auto& o) { o.enforced = false; })("on_conflict", [](auto& o) {
    o.on_conflict = OnConflict::abort;
  })("comment", [](auto& o) { o.comment = "x"; });
  Mutate<ForeignKey>(out, "ForeignKey")("naming", [](auto& o) { o.naming = Naming::automatic; })(
      "columns", [](auto& o) { o.columns = {"a"}; })("ref_schema", [](auto& o) { o.ref_schema = "x"; })(
      "ref_table", [](auto& o) { o.ref_table = "x"; })("ref_columns", [](auto& o) { o.ref_columns = {"x"}; })(
      "on_update", [](auto& o) { o.on_update = ReferentialAction::cascade; })("on_delete", [](auto& o) {
    o.on_delete = ReferentialAction::set_null;
  })("on_delete_columns", [](auto& o) { o.on_delete_columns = {"a"}; })("match", [](auto& o) {
    o.match = Match::full;
  })("deferral", [](auto& o) { o.deferral = Deferral::deferrable; })("validated", [](auto& o) {
    o.validated = false;
  })("enforced", [](auto& o) { o.enforced = false; })("comment", [](auto& o) { o.comment = "x"; });
  Mutate<Exclusion>(out, "Exclusion")("naming", [](auto& o) { o.naming = Naming::automatic; })(
      "method", [](auto& o) { o.method = "gist"; })("elements", [](auto& o) {
    o.elements = {{IndexKey{}, "&&"}};
  })("include", [](auto& o) { o.include = {"a"}; })("where", [](auto& o) {
    o.where = "a";
  })("deferral", [](auto& o) { o.deferral = Deferral::deferrable; })("storage", [](auto& o) {
    o.storage = {{"a", "b"}};
  })("comment", [](auto& o) { o.comment = "x"; });
}

void mutate_indexes(std::vector<Mutation>& out) {
  Mutate<Index>(out, "Index")("include", [](auto& o) { o.include = {"a"}; })("method", [](auto& o) {
    o.method = "gin";
  })("where", [](auto& o) { o.where = "a"; })("storage", [](auto& o) {
    o.storage = {{"a", "b"}};
  })("comment", [](auto& o) { o.comment = "x"; })("unique", [](auto& o) {
    o.unique = true;
  })("nulls_not_distinct", [](auto& o) { o.nulls_not_distinct = true; })("valid", [](auto& o) {
    o.valid = false;
  });
  const auto key = [&out](const char* name, const std::function<void(IndexKey&)>& change) {
    Index before;
    before.keys = {IndexKey{}};
    Index after = before;
    change(after.keys[0]);
    out.push_back({std::string("IndexKey.") + name, before, after});
  };
  key("column", [](IndexKey& k) { k.column = "x"; });
  key("expression", [](IndexKey& k) { k.expression = "x"; });
  key("collation", [](IndexKey& k) { k.collation = "x"; });
  key("operator_class", [](IndexKey& k) { k.operator_class = "x"; });
  key("operator_class_options", [](IndexKey& k) { k.operator_class_options = {{"a", "b"}}; });
  key("descending", [](IndexKey& k) { k.descending = true; });
  key("nulls_first", [](IndexKey& k) { k.nulls_first = true; });
}

}  // namespace

std::vector<Mutation> all_mutations() {
  std::vector<Mutation> out;
  mutate_free_standing(out);
  mutate_tables(out);
  mutate_constraints(out);
  mutate_indexes(out);
  return out;
}

}  // namespace schemagen::tests
