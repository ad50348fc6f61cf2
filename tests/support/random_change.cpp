#include "support/random_change.h"

#include <algorithm>
#include <set>

#include "schemagen/diff/rename.h"
#include "schemagen/sql/expression.h"
#include "schemagen/sql/quote.h"

namespace schemagen::tests {
namespace {

using base::Symbol;
using model::Column;
using model::Kind;
using model::ObjectId;
using model::Schema;

bool chance(Random& random, int percent) { return static_cast<int>(random() % 100) < percent; }

template <class T>
const T& pick(Random& random, const std::vector<T>& values) {
  return values[random() % values.size()];
}

std::string quoted(Symbol name) { return sql::quote_name(name.view(), sql::Dialect::postgresql); }

/// Types that every value of seed and applications fits into, there and back.
std::vector<std::string> other_types(const std::string& type) {
  if (type == "integer") return {"bigint", "numeric(14,2)", "text"};
  if (type == "bigint") return {"numeric(20,0)", "text", "integer"};
  if (type == "numeric(12,2)") return {"numeric(14,2)", "numeric(14,3)", "text"};
  if (type == "character varying(40)") return {"text", "character varying(60)", "character varying(30)"};
  if (type == "text") return {"character varying(50)"};
  return {};
}

/// No row of the proofs is in it.
constexpr const char* kFar = "FOR VALUES FROM ('1000000000000') TO ('2000000000000')";
constexpr const char* kFurther = "FOR VALUES FROM ('2000000000000') TO ('3000000000000')";

model::Index with_key(model::Index index, Symbol column) {
  model::IndexKey key;
  key.column = column;
  index.keys.push_back(key);
  return index;
}

void put_partition(Schema& schema, const ObjectId& table, const std::string& name,
                   const std::string& values) {
  schema.put({Kind::partition, table.schema, table.name, table.name.str().substr(0, 50) + " part " + name},
             model::Partition{Symbol(values), {}});
}

class Changer {
 public:
  Changer(const Schema& before, Random& random)
      : before_(before), random_(random), schema_(without_views(random_edit(before, random))) {}

  dsl::Declaration take() {
    const Schema edited = schema_;
    for (const auto& [id, table] : edited.all<model::Table>(Kind::table)) {
      if (!before_.contains(id)) continue;
      for (int i = 0; i < 2; ++i) change(id);
    }
    for (const auto& [id, type] : edited.all<model::EnumType>(Kind::enum_type)) change_enum(id, *type);
    const bool divided = std::any_of(before_.objects().begin(), before_.objects().end(),
                                     [](const auto& entry) { return entry.first.kind == Kind::partition; });
    if (!divided && chance(random_, 20)) advice_[dialect::kWholeDeclaration].drop = "soft";
    rename_columns();
    rename_tables();
    return {std::move(schema_), std::move(renames_), std::move(advice_), {}};
  }

 private:
  void change(const ObjectId& table) {
    switch (random_() % 10) {
      case 0:
      case 1:
        return retype(table);
      case 6:
        return retype_key(table);
      case 2:
        return make_not_null(table);
      case 3:
        return add_column(table, "uuid", "gen_random_uuid()", "");
      case 4:
        return move_value(table);
      case 5:
        return add_column(table, "timestamp with time zone", "clock_timestamp()", "");
      case 7:
        return relax_check(table);
      case 8:
        return change_partitions(table);
      case 9:
        return change_index(table);
    }
  }

  void change_partitions(const ObjectId& table) {
    if (!schema_.find_as<model::Table>(table)->partition_by.str().starts_with("range")) return;
    for (const auto& [id, partition] :
         before_.owned_as<model::Partition>(Kind::partition, table.schema, table.name))
      if (partition->values == Symbol(kFar) && chance(random_, 60)) schema_.erase(id);
    if (chance(random_, 60)) put_partition(schema_, table, "further", kFurther);
  }

  /// One more column; where values are unique it is only carried along, so that the same ones stay unique.
  void change_index(const ObjectId& table) {
    const Symbol key =
        schema_.find_as<model::PrimaryKey>(model::primary_key_id(table.schema, table.name))->columns[0].name;
    for (const ObjectId& id : before_.owned_by(table.schema, table.name)) {
      if (!schema_.contains(id) || !chance(random_, 50)) continue;
      const auto* index = schema_.find_as<model::Index>(id);
      if (index != nullptr && !index->unique) schema_.put(id, with_key(*index, key));
      const auto* unique = schema_.find_as<model::Unique>(id);
      if (unique == nullptr) continue;
      std::vector<ObjectId> others = plain_columns(table);
      std::erase_if(others, [&](const ObjectId& column) { return contains(unique->columns, column.name); });
      if (others.empty() || !unique->include.empty()) continue;
      model::Unique wider = *unique;
      wider.include = {pick(random_, others).name};
      carried_.insert(model::column_id(table.schema, table.name, wider.include.front()));
      schema_.put(id, wider);
    }
  }

  static bool contains(const std::vector<model::KeyColumn>& columns, Symbol name) {
    return std::any_of(columns.begin(), columns.end(),
                       [name](const model::KeyColumn& column) { return column.name == name; });
  }

  /// Columns that are there before and after and that no other object says something about.
  std::vector<ObjectId> plain_columns(const ObjectId& table) const {
    std::vector<ObjectId> found;
    for (const auto& [id, column] : schema_.columns_of(table.schema, table.name)) {
      const Column* const old = before_.find_as<Column>(id);
      if (old != nullptr && old->type == column->type && !column->generated && !is_in_rule(before_, id) &&
          !is_in_rule(schema_, id))
        found.push_back(id);
    }
    return found;
  }

  /// Keys and checks; indexes and unique constraints may be carried over.
  static bool is_in_rule(const Schema& schema, const ObjectId& column) {
    for (const auto& [id, object] : schema.objects()) {
      if (id.kind == Kind::column || !model::is_owned(id.kind)) continue;
      if (const auto* key = std::get_if<model::ForeignKey>(&object)) {
        if (id.owner == column.owner && std::count(key->columns.begin(), key->columns.end(), column.name) > 0)
          return true;
      } else if (id.owner == column.owner && (id.kind == Kind::check || id.kind == Kind::primary_key)) {
        const std::vector<Symbol> keys = model::key_columns(object);
        const auto* const check = std::get_if<model::Check>(&object);
        if (std::count(keys.begin(), keys.end(), column.name) > 0) return true;
        if (check != nullptr && check->expression.str().find(quoted(column.name)) != std::string::npos)
          return true;
      }
    }
    return false;
  }

  void retype(const ObjectId& table) {
    std::vector<ObjectId> columns = plain_columns(table);
    std::erase_if(columns, [this](const ObjectId& id) {
      const Column& column = *schema_.find_as<Column>(id);
      return other_types(column.type.str()).empty() || advice_.contains(id) || carried_.contains(id);
    });
    if (columns.empty()) return;
    const ObjectId id = pick(random_, columns);
    Column column = *schema_.find_as<Column>(id);
    const std::string type = pick(random_, other_types(column.type.str()));
    const bool was_number = column.default_value == Symbol("7");
    if (was_number && (type == "text" || type.starts_with("char"))) column.default_value = "'7'";
    if (type == "text" && column.type != Symbol("character varying(40)")) {
      advice_[id].using_ = quoted(id.name) + "::text";
      advice_[id].back = quoted(id.name) + "::" + column.type.str();
    }
    column.type = type;
    schema_.put(id, column);
  }

  /// With a new name as well the type changes directly, in contract.
  bool is_retyped_in_divided_key(const ObjectId& column) const {
    const ObjectId table = model::owner_id(column);
    if (schema_.find_as<model::Table>(table)->partition_by.empty() ||
        schema_.find_as<Column>(column)->type == before_.find_as<Column>(column)->type)
      return false;
    for (const auto& [id, unique] : schema_.owned_as<model::Unique>(Kind::unique, table.schema, table.name))
      if (contains(unique->columns, column.name)) return true;
    return false;
  }

  void relax_check(const ObjectId& table) {
    for (const auto& [id, check] : schema_.owned_as<model::Check>(Kind::check, table.schema, table.name)) {
      const std::string rule = check->expression.str();
      const std::size_t bound = rule.rfind(" >= ");
      if (!before_.contains(id) || bound == std::string::npos || !chance(random_, 70)) continue;
      model::Check relaxed = *check;
      relaxed.expression = Symbol(rule.substr(0, bound) + " >= -7");
      schema_.put(id, relaxed);
    }
  }

  void change_enum(const ObjectId& id, model::EnumType type) {
    switch (random_() % 6) {
      case 0:
        return;
      case 4:
        type.values.push_back("new");
        [[fallthrough]];
      case 5:
        std::replace(type.values.begin(), type.values.end(), Symbol("it's good"), Symbol("\"great\""));
        renames_.push_back({id, id, "it's good", "\"great\""});
        break;
      case 1:
        type.values.insert(type.values.begin() + 1, "new");
        break;
      case 2:
        std::erase(type.values, Symbol("it's good"));
        advice_[id].map = {{"it's good", "so so"}};
        break;
      case 3:
        type.values = {"bad", "so so", "it's good"};
        break;
    }
    schema_.put(id, type);
  }

  /// The key of a table, and all that refers to it.
  void retype_key(const ObjectId& table) {
    const auto* const key =
        schema_.find_as<model::PrimaryKey>(model::primary_key_id(table.schema, table.name));
    std::set<ObjectId> columns = {model::column_id(table.schema, table.name, key->columns[0].name)};
    for (std::size_t known = 0; known != columns.size();) {
      known = columns.size();
      for (const auto& [id, foreign] : schema_.all<model::ForeignKey>(Kind::foreign_key)) {
        const ObjectId child = model::column_id(id.schema, id.owner, foreign->columns[0]);
        const ObjectId parent =
            model::column_id(foreign->ref_schema, foreign->ref_table, foreign->ref_columns[0]);
        if (columns.contains(child) || columns.contains(parent)) columns.insert({child, parent});
      }
    }
    for (const ObjectId& id : columns) {
      const Column* const old = before_.find_as<Column>(id);
      const ObjectId owner = model::owner_id(id);
      if (old == nullptr || old->type != Symbol("bigint") || advice_.contains(id) ||
          !schema_.find_as<model::Table>(owner)->partition_by.empty())
        return;
    }
    for (const ObjectId& id : columns) {
      Column column = *schema_.find_as<Column>(id);
      column.type = "numeric(20,0)";
      schema_.put(id, column);
    }
  }

  void make_not_null(const ObjectId& table) {
    std::vector<ObjectId> columns = plain_columns(table);
    std::erase_if(columns, [this](const ObjectId& id) {
      const Column& column = *schema_.find_as<Column>(id);
      return column.not_null || before_.find_as<Column>(id)->not_null || advice_.contains(id) ||
             is_mentioned(id);
    });
    if (columns.empty()) return;
    const ObjectId id = pick(random_, columns);
    Column column = *schema_.find_as<Column>(id);
    column.not_null = true;
    const bool is_text = column.type == Symbol("text") || column.type.str().starts_with("char");
    const bool is_time = column.type.str().starts_with("timestamp");
    advice_[id].backfill = is_text ? "'none'" : is_time ? "'2020-01-01 00:00:00+00'::timestamptz" : "0";
    schema_.put(id, column);
  }

  /// A new column takes the place of an old one.
  void move_value(const ObjectId& table) {
    std::vector<ObjectId> columns = plain_columns(table);
    std::erase_if(columns, [this](const ObjectId& id) { return advice_.contains(id) || is_mentioned(id); });
    if (columns.empty()) return;
    const ObjectId id = pick(random_, columns);
    add_column(table, "text", "", "'<' || coalesce(" + quoted(id.name) + "::text, '') || '>'");
    schema_.erase(id);
  }

  bool is_mentioned(const ObjectId& column) const {
    if (carried_.contains(column)) return true;
    for (const ObjectId& id : schema_.owned_by(column.schema, column.owner)) {
      if (id.kind == Kind::column) continue;
      model::Object object = *schema_.find(id);
      const std::vector<Symbol> keys = model::key_columns(object);
      bool found = std::count(keys.begin(), keys.end(), column.name) > 0;
      model::for_each_sql(object, [&](model::SqlRole, Symbol& text) {
        found = found || text.str().find(quoted(column.name)) != std::string::npos;
      });
      if (found) return true;
    }
    return false;
  }

  void add_column(const ObjectId& table, const std::string& type, const std::string& default_value,
                  const std::string& from) {
    std::vector<Symbol> free;
    for (const std::string& name : hostile_names(sql::Dialect::postgresql)) {
      const ObjectId id = model::column_id(table.schema, table.name, name);
      if (!schema_.contains(id) && !before_.contains(id)) free.emplace_back(name);
    }
    if (free.empty()) return;
    const ObjectId id = model::column_id(table.schema, table.name, pick(random_, free));
    Column column;
    column.position = {schema_.columns_of(table.schema, table.name).back().second->position.value + 1};
    column.type = type;
    column.default_value = default_value;
    column.not_null = true;
    if (!from.empty()) advice_[id].from = from;
    schema_.put(id, column);
  }

  void rename_columns() {
    std::vector<diff::Rename> renames = random_renames(before_, schema_, random_);
    std::erase_if(renames, [this](const diff::Rename& rename) {
      return is_retyped_in_divided_key(rename.from) ||
             std::any_of(advice_.begin(), advice_.end(), [&](const auto& entry) {
               return !entry.second.from.empty() &&
                      entry.second.from.find(quoted(rename.from.name)) != std::string::npos &&
                      entry.first.owner == rename.from.owner;
             });
    });
    schema_ = diff::rename_objects(schema_, renames);
    for (const diff::Rename& rename : renames) move_advice(rename.from, rename.to);
    for (const diff::Rename& rename : renames) advice_[rename.to].strategy = "dual";
    renames_.insert(renames_.end(), renames.begin(), renames.end());
  }

  void move_advice(const ObjectId& from, const ObjectId& to) {
    auto entry = advice_.extract(from);
    if (entry.empty()) return;
    entry.key() = to;
    for (std::string* const text : {&entry.mapped().using_, &entry.mapped().back})
      if (!text->empty()) *text = sql::rename_in(*text, from.name, to.name, sql::Dialect::postgresql);
    advice_.insert(std::move(entry));
  }

  void rename_tables() {
    std::vector<diff::Rename> renames;
    for (const auto& [id, table] : schema_.all<model::Table>(Kind::table)) {
      const ObjectId to = model::table_id(id.schema, "renamed " + id.name.str().substr(0, 40));
      if (before_.contains(id) && chance(random_, 20)) renames.push_back({id, to, {}, {}});
    }
    schema_ = diff::rename_objects(schema_, renames);
    dialect::AdviceMap moved;
    for (auto& [id, advice] : advice_) {
      ObjectId now = id;
      for (const diff::Rename& rename : renames)
        if (rename.from.name == id.owner && id.kind == Kind::column) now.owner = rename.to.name;
      moved.emplace(now, std::move(advice));
    }
    advice_ = std::move(moved);
    for (diff::Rename& column : renames_)
      for (const diff::Rename& rename : renames)
        if (column.to.owner == rename.from.name) column.from.owner = column.to.owner = rename.to.name;
    renames_.insert(renames_.end(), renames.begin(), renames.end());
  }

  const Schema& before_;
  Random& random_;
  Schema schema_;
  dialect::AdviceMap advice_;
  std::set<ObjectId> carried_;  ///< by a unique constraint, beside its own columns
  std::vector<diff::Rename> renames_;
};

/// Keys of a partitioned table hold the column that divides it.
void divide(Schema& schema, const ObjectId& table, Random& random) {
  const Symbol key =
      schema.find_as<model::PrimaryKey>(model::primary_key_id(table.schema, table.name))->columns[0].name;
  for (const ObjectId& id : schema.owned_by(table.schema, table.name)) {
    if (const auto* unique = schema.find_as<model::Unique>(id)) {
      model::Unique wider = *unique;
      wider.columns.push_back({key, {}, false});
      schema.put(id, wider);
    } else if (const auto* index = schema.find_as<model::Index>(id); index != nullptr && index->unique) {
      schema.put(id, with_key(*index, key));
    }
  }
  const bool in_ranges = chance(random, 60);
  model::Table divided = *schema.find_as<model::Table>(table);
  divided.partition_by = (in_ranges ? "range (" : "hash (") + quoted(key) + ")";
  schema.put(table, divided);
  if (in_ranges) {
    put_partition(schema, table, "near", "FOR VALUES FROM (MINVALUE) TO ('1000000000000')");
    if (chance(random, 70)) put_partition(schema, table, "far", kFar);
    if (chance(random, 40)) put_partition(schema, table, "rest", "DEFAULT");
  } else {
    put_partition(schema, table, "0", "FOR VALUES WITH (modulus 2, remainder 0)");
    put_partition(schema, table, "1", "FOR VALUES WITH (modulus 2, remainder 1)");
  }
}

void add_last(Schema& schema, const ObjectId& table, Symbol name, Column column) {
  column.position = {schema.columns_of(table.schema, table.name).back().second->position.value + 1};
  schema.put(model::column_id(table.schema, table.name, name), column);
}

void decorate(Schema& schema, const ObjectId& table, Random& random) {
  if (chance(random, 25)) divide(schema, table, random);
  if (chance(random, 25)) {
    schema.put({Kind::enum_type, table.schema, {}, "mood's"},
               model::EnumType{{"so so", "it's good", "bad"}, {}});
    Column column;
    column.type = "\"mood's\"";
    column.not_null = true;
    column.default_value = "'so so'::\"mood's\"";
    add_last(schema, table, "mood", column);
  }
  if (chance(random, 25)) {
    Column column;
    column.type = "text";
    column.generated = model::Generated{};
    const auto* const key =
        schema.find_as<model::PrimaryKey>(model::primary_key_id(table.schema, table.name));
    column.generated->expression = "(" + quoted(key->columns[0].name) + ")::text || '!'";
    add_last(schema, table, "shown key", column);
  }
}

}  // namespace

Schema random_postgres_schema(Random& random) {
  Schema schema = without_views(random_schema(random, sql::Dialect::postgresql));
  const Schema plain = schema;
  for (const auto& [id, table] : plain.all<model::Table>(Kind::table)) decorate(schema, id, random);
  return schema;
}

Schema without_views(Schema schema) {
  const Schema whole = schema;
  for (const auto& [id, view] : whole.all<model::View>(Kind::view)) schema.erase(id);
  return schema;
}

std::vector<diff::Rename> random_renames(const Schema& before, const Schema& after, Random& random) {
  std::vector<diff::Rename> renames;
  for (const auto& [id, column] : after.all<Column>(Kind::column)) {
    if (!before.contains(id) || random() % 3 != 0) continue;
    const auto taken = [&](const ObjectId& other) {
      return before.contains(other) || after.contains(other) ||
             std::any_of(renames.begin(), renames.end(),
                         [&](const diff::Rename& rename) { return rename.to == other; });
    };
    ObjectId to = id;
    to.name = pick(random, hostile_names(after.dialect()));
    if (!taken(to)) renames.push_back({id, to, {}, {}});
  }
  return renames;
}

dsl::Declaration random_change(const Schema& before, Random& random) {
  return Changer(before, random).take();
}

}  // namespace schemagen::tests
