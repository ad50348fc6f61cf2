#include "schemagen/dialect/leftover.h"

#include <algorithm>

#include "dialect/postgres/bridge.h"
#include "dialect/postgres/new_name.h"
#include "dialect/postgres/references.h"
#include "dialect/postgres/render.h"
#include "dialect/postgres/rules.h"
#include "schemagen/base/text.h"

namespace schemagen::dialect {
namespace postgres {
namespace {

using model::Kind;

using model::is_side_name;

bool is_ours(Symbol name) { return !model::tag_of(name).empty(); }

bool is_sync_trigger(const ObjectId& id) {
  return id.kind == Kind::trigger && is_ours(id.name) && !id.name.view().starts_with("_sg_");
}

bool is_constraint_beside(const Schema& live, const ObjectId& id) {
  if (id.kind != Kind::check && id.kind != Kind::unique && id.kind != Kind::primary_key) return false;
  return is_ours(constraint_name(live, id));
}

class Search {
 public:
  Search(const Schema& live, const std::vector<diff::Rename>& stated) : live_(live), stated_(stated) {}

  Leftovers run() {
    for (const auto& [id, object] : live_.objects())
      if (id.kind == Kind::trigger && is_ours(id.name))
        add(id, "DROP TRIGGER " + quoted(id.name) + " ON " + relation_of(id));
    for (const auto& [id, object] : live_.objects())
      if (id.kind == Kind::function && is_ours(id.name)) add(id, drop_sql(live_, id));
    for (const auto& [id, object] : live_.objects())
      if (id.kind == Kind::foreign_key && is_ours(id.name)) add(id, drop_sql(live_, id));
    for (const auto& [id, object] : live_.objects())  // foreign keys that refer to it are made anew
      if (is_constraint_beside(live_, id) || (id.kind == Kind::index && is_side_name(id.name, "new")))
        add(id, drop_sql(live_, id) + " CASCADE");
    for (const auto& [id, object] : live_.objects())
      if (id.kind == Kind::column && (is_ours(id.name) || is_second(id))) drop_column(id);
    for (const auto& [id, object] : live_.objects())
      if (id.kind == Kind::enum_type && is_side_name(id.name, "new")) add(id, drop_sql(live_, id));
    for (const auto& [id, object] : live_.objects())
      if (id.kind == Kind::table && is_side_name(id.name, "base")) take_name_again(id);
    for (const diff::Rename& rename : stated_) drop_new_name(rename);
    return std::move(found_);
  }

 private:
  void add(const ObjectId& id, std::string sql) {
    found_.objects.push_back(id);
    found_.clearing.push_back(std::move(sql));
  }

  /// A trigger of the application that fires for either name is made anew by the plan that follows.
  void drop_column(const ObjectId& column) {
    const References references(live_);
    for (const ObjectId& other : references.dependents(column))
      if (other.kind == Kind::trigger && !is_ours(other.name))
        found_.clearing.push_back("DROP TRIGGER IF EXISTS " + quoted(other.name) + " ON " +
                                  relation_of(other));
    add(column, drop_sql(live_, column));
  }

  /// The new name of a column that still has its old one too, both kept equal by a trigger.
  bool is_second(const ObjectId& column) const {
    const auto owned = live_.owned_by(column.schema, column.owner);
    return std::any_of(owned.begin(), owned.end(), is_sync_trigger) &&
           std::any_of(stated_.begin(), stated_.end(), [&](const diff::Rename& rename) {
             return rename.to == column && live_.contains(rename.from);
           });
  }

  /// Its columns have their new names, and a view in its place shows the old ones too.
  void take_name_again(const ObjectId& table) {
    for (const auto& [view, object] : live_.objects()) {
      if (view.kind != Kind::view || view.schema != table.schema ||
          model::side_name(model::tag_of(table.name), "base", view.name) != table.name)
        continue;
      add(view, drop_sql(live_, view));
      add(table, "ALTER TABLE " + qualified(table.schema, table.name) + " RENAME TO " + quoted(view.name));
    }
  }

  /// The object still has its old name, and a view or function of ours bears the new one.
  void drop_new_name(const diff::Rename& rename) {
    const ObjectId id = stand_in_of(rename.to);
    const model::Object* found = live_.find(id);
    if (found == nullptr || comment_of(*found) != comment_of_new_name(rename.from)) return;
    const References references(live_);
    for (const ObjectId& other : references.dependents(id))
      if (other.kind == Kind::function) add(other, drop_sql(live_, other));
    add(id, drop_sql(live_, id));
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

std::set<std::string> Leftovers::tags() const {
  std::set<std::string> found;
  for (const model::ObjectId& id : objects)
    if (const std::string_view tag = model::tag_of(id.name); !tag.empty()) found.emplace(tag);
  return found;
}

Leftovers find_leftovers(const model::Schema& live, const std::vector<diff::Rename>& stated) {
  if (live.dialect() != sql::Dialect::postgresql) return {};
  return postgres::Search(live, stated).run();
}

}  // namespace schemagen::dialect
