#include "schemagen/diff/managed.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/type_name.h"

namespace schemagen::diff {
namespace {

using model::Kind;
using model::ObjectId;
using model::Schema;
using model::Symbol;
using model::Unmodelled;

constexpr std::string_view kMigrationTool = "a migration tool";

constexpr std::array<std::string_view, 16> kMigrationTables = {
    "__diesel_schema_migrations", "__drizzle_migrations",    "__efmigrationshistory", "_prisma_migrations",
    "_sqlx_migrations",           "alembic_version",         "ar_internal_metadata",  "d1_migrations",
    "django_migrations",          "flyway_schema_history",   "goose_db_version",      "knex_migrations",
    "knex_migrations_lock",       "refinery_schema_history", "schema_migrations",     "sequelizemeta",
};

bool is_table(Kind kind) { return kind == Kind::table || kind == Kind::virtual_table; }

bool is_relation(Kind kind) {
  return is_table(kind) || kind == Kind::view || kind == Kind::materialized_view;
}

/// What a table cannot do without stays with it.
bool may_be_left_out(Kind kind) {
  switch (kind) {
    case Kind::column:
    case Kind::partition:
    case Kind::primary_key:
    case Kind::extension:
    case Kind::name_space:
      return false;
    case Kind::enum_type:
    case Kind::sequence:
    case Kind::function:
    case Kind::table:
    case Kind::virtual_table:
    case Kind::unique:
    case Kind::check:
    case Kind::exclusion:
    case Kind::foreign_key:
    case Kind::index:
    case Kind::view:
    case Kind::materialized_view:
    case Kind::trigger:
      return true;
  }
  return false;
}

bool is_like(std::string_view pattern, std::string_view name) {
  std::size_t at = 0;
  for (; at < pattern.size() && pattern[at] != '*'; ++at)
    if (at == name.size() || (pattern[at] != '?' && pattern[at] != name[at])) return false;
  if (at == pattern.size()) return at == name.size();
  for (std::size_t from = at; from <= name.size(); ++from)
    if (is_like(pattern.substr(at + 1), name.substr(from))) return true;
  return false;
}

class Patterns {
 public:
  Patterns(const std::vector<std::string>& patterns, sql::Dialect dialect)
      : patterns_(patterns), dialect_(dialect) {}

  bool match(const ObjectId& id) const {
    if (patterns_.empty() || model::is_owned(id.kind) || !may_be_left_out(id.kind)) return false;
    std::string name = id.name.str();
    if (id.kind == Kind::function) name.resize(name.find('('));
    if (id.schema != Symbol(sql::default_schema(dialect_))) name = id.schema.str() + "." + name;
    return std::any_of(patterns_.begin(), patterns_.end(), [&](const std::string& pattern) {
      return dialect_ == sql::Dialect::sqlite ? is_like(base::to_lower(pattern), base::to_lower(name))
                                              : is_like(pattern, name);
    });
  }

 private:
  const std::vector<std::string>& patterns_;
  sql::Dialect dialect_;
};

/// The key of the referenced table that the foreign key relies on.
std::optional<ObjectId> key_of(const Schema& schema, const model::ForeignKey& foreign_key) {
  std::set<Symbol> columns(foreign_key.ref_columns.begin(), foreign_key.ref_columns.end());
  for (const ObjectId& id : schema.owned_by(foreign_key.ref_schema, foreign_key.ref_table)) {
    if (id.kind != Kind::primary_key && id.kind != Kind::unique) continue;
    const std::vector<Symbol> key = model::key_columns(*schema.find(id));
    if (std::set<Symbol>(key.begin(), key.end()) == columns) return id;
  }
  return std::nullopt;
}

void stand_on_key(const Schema& schema, const model::ForeignKey& key, std::vector<ObjectId>& found) {
  found.push_back(model::table_id(key.ref_schema, key.ref_table));
  for (const Symbol column : key.ref_columns)
    found.push_back(model::column_id(key.ref_schema, key.ref_table, column));
  if (const auto id = key_of(schema, key)) found.push_back(*id);
}

class Division {
 public:
  Division(Schema live, const Schema& declared, const std::vector<Rename>& stated, const Scope& scope)
      : live_(std::move(live)),
        declared_(declared),
        named_(scope.unmanaged),
        ignored_(scope.ignore, live_.dialect()) {
    for (const Rename& rename : stated) renamed_.insert(rename.from);
  }

  Schema divide() && {
    for (Unmodelled& thing : live_.unmodelled()) thing.known = named_.entry(thing.entry());
    for (const auto& [id, object] : live_.objects())
      if (!model::is_owned(id.kind) && !is_declared(id)) leave_whole(id);
    for (const auto& [id, object] : live_.objects())
      if (model::is_owned(id.kind) && !is_declared(id)) leave_part(id, object);
    leave_schemas();
    if (left_.empty()) return std::move(live_);
    std::set<ObjectId> gone;
    for (const auto& [id, object] : live_.objects())
      if (belongs_to_what_is_left(id, object)) gone.insert(id);
    for (const auto& [id, left] : left_) {
      gone.insert(id);
      live_.unmodelled().push_back(left);
    }
    for (const ObjectId& id : gone) live_.erase(id);
    std::sort(live_.unmodelled().begin(), live_.unmodelled().end());
    return std::move(live_);
  }

 private:
  bool is_declared(const ObjectId& id) const { return declared_.contains(id) || renamed_.contains(id); }

  void leave(const ObjectId& id, std::string detail, bool known) {
    if (is_relation(id.kind)) relations_.insert({id.schema, id.name});
    left_.emplace(id, Unmodelled{std::string(model::kind_name(id.kind)), model::display_name(id),
                                 std::move(detail), known, what_it_stands_on(id)});
  }

  void leave_whole(const ObjectId& id) {
    const std::string_view keeper = is_table(id.kind) ? keeper_of(id.name.view(), live_.dialect()) : "";
    const std::string all = is_relation(id.kind) ? "with all that belongs to it" : "";
    if (ignored_.match(id) || named_.object(id))
      leave(id, all, true);
    else if (!keeper.empty())
      leave(id, "of " + std::string(keeper) + ", " + all, false);
  }

  void leave_part(const ObjectId& id, const model::Object& object) {
    if (relations_.contains({id.schema, id.owner})) return;
    if (named_.object(id)) {
      leave(id, {}, true);
      return;
    }
    const auto* key = std::get_if<model::ForeignKey>(&object);
    if (key == nullptr || live_.dialect() == sql::Dialect::sqlite) return;  // there it is a part of its table
    if (relations_.contains({key->ref_schema, key->ref_table}))
      leave(id,
            "refers to table " + model::display_name(model::table_id(key->ref_schema, key->ref_table)) +
                ", which is left out",
            false);
  }

  /// A schema that nobody declares, and in which all is left to others, is left too.
  void leave_schemas() {
    std::map<Symbol, bool> known;  ///< by schema: nothing in it is worth a report
    for (const auto& [id, left] : left_)
      if (!model::is_owned(id.kind)) known.try_emplace(id.schema, true).first->second &= left.known;
    for (const auto& [id, object] : live_.objects())
      if (!model::is_owned(id.kind) && !left_.contains(id)) known.erase(id.schema);
    for (const auto& [schema, is_known] : known) {
      const ObjectId id{Kind::name_space, {}, {}, schema};
      if (live_.contains(id) && !is_declared(id)) leave(id, "holds nothing but what is left out", is_known);
    }
  }

  bool belongs_to_what_is_left(const ObjectId& id, const model::Object& object) const {
    if (model::is_owned(id.kind)) return relations_.contains({id.schema, id.owner});
    const auto* sequence = std::get_if<model::Sequence>(&object);
    return sequence != nullptr && !is_declared(id) && relations_.contains({id.schema, sequence->owner_table});
  }

  std::vector<ObjectId> what_it_stands_on(const ObjectId& id) const {
    std::vector<ObjectId> found;
    if (!id.schema.empty() && id.kind != Kind::name_space && !model::is_owned(id.kind))
      found.push_back({Kind::name_space, {}, {}, id.schema});
    if (const auto* key = live_.find_as<model::ForeignKey>(id))
      for (const Symbol column : key->columns) found.push_back(model::column_id(id.schema, id.owner, column));
    if (!is_table(id.kind)) return found;
    for (const ObjectId& part : live_.owned_by(id.schema, id.name)) {
      if (const auto* key = live_.find_as<model::ForeignKey>(part)) stand_on_key(live_, *key, found);
      if (const auto* column = live_.find_as<model::Column>(part)) stand_on_type(column->type, found);
    }
    return found;
  }

  void stand_on_type(Symbol type, std::vector<ObjectId>& found) const {
    const std::string_view element = type.view().substr(0, type.view().find('['));
    for (const auto& [id, enum_type] : live_.all<model::EnumType>(Kind::enum_type))
      if (sql::canonical_type(sql::quote_name(id.schema.view(), id.name.view(), live_.dialect()),
                              live_.dialect()) == element)
        found.push_back(id);
  }

  Schema live_;
  const Schema& declared_;
  std::set<ObjectId> renamed_;
  const Named named_;
  const Patterns ignored_;
  std::map<ObjectId, Unmodelled> left_;
  std::set<std::pair<Symbol, Symbol>> relations_;  ///< that are left, by schema and name
};

}  // namespace

std::string_view keeper_of(std::string_view table, sql::Dialect dialect) {
  const std::string name = base::to_lower(table);
  if (dialect == sql::Dialect::sqlite && name.starts_with("_cf_")) return "Cloudflare";
  return std::find(kMigrationTables.begin(), kMigrationTables.end(), name) == kMigrationTables.end()
             ? std::string_view()
             : kMigrationTool;
}

Named::Named(const std::vector<std::string>& unmanaged) : entries_(unmanaged.begin(), unmanaged.end()) {
  constexpr std::string_view kTable = "table ";
  for (const std::string& entry : unmanaged) {
    const std::size_t at = entry.find(kTable);
    if (at == 0 || (at != std::string::npos && entry[at - 1] == ' '))
      tables_.insert(entry.substr(at + kTable.size()));
  }
}

bool Named::object(const ObjectId& id) const {
  if (entries_.empty() || !may_be_left_out(id.kind)) return false;
  const std::string name = model::display_name(id);
  return (is_table(id.kind) && tables_.contains(name)) ||
         entry(std::string(model::kind_name(id.kind)) + " " + name);
}

Schema managed_part(Schema live, const Schema& declared, const std::vector<Rename>& stated,
                    const Scope& scope) {
  return Division(std::move(live), declared, stated, scope).divide();
}

std::vector<Unmodelled> not_known(const std::vector<Unmodelled>& unmodelled) {
  std::vector<Unmodelled> found;
  std::copy_if(unmodelled.begin(), unmodelled.end(), std::back_inserter(found),
               [](const Unmodelled& thing) { return !thing.known; });
  return found;
}

}  // namespace schemagen::diff
