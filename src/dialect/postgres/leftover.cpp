#include "schemagen/dialect/leftover.h"

#include <algorithm>

#include "dialect/postgres/bridge.h"
#include "dialect/postgres/render.h"
#include "dialect/postgres/rules.h"
#include "schemagen/base/text.h"

namespace schemagen::dialect {
namespace postgres {
namespace {

using model::Kind;

constexpr std::string_view kNew = "_sg_new_";
constexpr std::string_view kEither = "_sg_either_";
constexpr std::string_view kSync = "_sg_sync_";
constexpr std::string_view kSyncTrigger = "zz_sg_sync_";
constexpr std::string_view kBase = "_sg_base_";

bool begins(const ObjectId& id, std::string_view prefix) { return id.name.view().starts_with(prefix); }

bool is_constraint_beside(const Schema& live, const ObjectId& id) {
  if (id.kind != Kind::check && id.kind != Kind::unique && id.kind != Kind::primary_key) return false;
  const std::string_view name = constraint_name(live, id).view();
  return name.starts_with(kNew) || name.starts_with(kEither);
}

class Search {
 public:
  Search(const Schema& live, const std::vector<diff::Rename>& stated) : live_(live), stated_(stated) {}

  Leftovers run() {
    for (const auto& [id, object] : live_.objects())
      if (id.kind == Kind::trigger && begins(id, kSyncTrigger))
        add(id, "DROP TRIGGER " + quoted(id.name) + " ON " + relation_of(id));
    for (const auto& [id, object] : live_.objects())
      if (id.kind == Kind::function && begins(id, kSync)) add(id, drop_sql(live_, id));
    for (const auto& [id, object] : live_.objects())
      if (id.kind == Kind::foreign_key && begins(id, kNew)) add(id, drop_sql(live_, id));
    for (const auto& [id, object] : live_.objects())  // foreign keys that refer to it are made anew
      if (is_constraint_beside(live_, id) || (id.kind == Kind::index && begins(id, kNew)))
        add(id, drop_sql(live_, id) + " CASCADE");
    for (const auto& [id, object] : live_.objects())
      if (id.kind == Kind::column && (begins(id, kNew) || is_second(id))) add(id, drop_sql(live_, id));
    for (const auto& [id, object] : live_.objects())
      if (id.kind == Kind::enum_type && begins(id, kNew)) add(id, drop_sql(live_, id));
    for (const auto& [id, object] : live_.objects())
      if (id.kind == Kind::table && begins(id, kBase)) take_name_again(id);
    return std::move(found_);
  }

 private:
  void add(const ObjectId& id, std::string sql) {
    found_.objects.push_back(id);
    found_.clearing.push_back(std::move(sql));
  }

  /// The new name of a column that still has its old one too, both kept equal by a trigger.
  bool is_second(const ObjectId& column) const {
    const ObjectId trigger{Kind::trigger, column.schema, column.owner,
                           side_name(std::string(kSyncTrigger), column.owner)};
    return live_.contains(trigger) &&
           std::any_of(stated_.begin(), stated_.end(), [&](const diff::Rename& rename) {
             return rename.to == column && live_.contains(rename.from);
           });
  }

  /// Its columns have their new names, and a view in its place shows the old ones too.
  void take_name_again(const ObjectId& table) {
    const Symbol name = table.name.view().substr(kBase.size());
    const ObjectId view{Kind::view, table.schema, {}, name};
    if (!live_.contains(view)) return;
    add(view, drop_sql(live_, view));
    add(table, "ALTER TABLE " + qualified(table.schema, table.name) + " RENAME TO " + quoted(name));
  }

  const Schema& live_;
  const std::vector<diff::Rename>& stated_;
  Leftovers found_;
};

}  // namespace
}  // namespace postgres

std::string Leftovers::described() const {
  std::vector<std::string> names;
  names.reserve(objects.size());
  for (const model::ObjectId& id : objects) names.push_back(postgres::spoken(id));
  return base::join(names, ", ");
}

Leftovers find_leftovers(const model::Schema& live, const std::vector<diff::Rename>& stated) {
  if (live.dialect() != sql::Dialect::postgresql) return {};
  return postgres::Search(live, stated).run();
}

}  // namespace schemagen::dialect
