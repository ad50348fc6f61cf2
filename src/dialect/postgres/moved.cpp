#include "dialect/postgres/moved.h"

#include <algorithm>

#include "dialect/postgres/rules.h"
#include "schemagen/base/text.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Kind;

Symbol bare_name(const ObjectId& id) {
  return id.kind == Kind::function ? Symbol(split_signature(id.name).first) : id.name;
}

ObjectId called(ObjectId id, Symbol bare) {
  if (id.kind == Kind::function)
    bare = Symbol(bare.str() + "(" + base::join(split_signature(id.name).second, ", ") + ")");
  id.name = bare;
  return id;
}

/// Relations, their indexes and types share one space of names.
bool is_taken(const Schema& schema, const ObjectId& id) {
  if (id.kind == Kind::function) return schema.contains(id);
  const auto has_name = [&](const auto& entry) {
    const ObjectId& other = entry.first;
    return other.schema == id.schema && other.name == id.name && other.kind != Kind::column &&
           other.kind != Kind::trigger && other.kind != Kind::check && other.kind != Kind::foreign_key;
  };
  return std::any_of(schema.objects().begin(), schema.objects().end(), has_name);
}

class Mover {
 public:
  Mover(const Context& c, const ObjectId& from, const ObjectId& to, std::string_view there)
      : c_(c), from_(from), to_(to), word_(noun(c.after, c.after.contains(to) ? to : from)) {
    word_ += there;
  }

  Statements sql() const {
    if (from_.schema == to_.schema) return {rename(from_, bare_name(to_))};
    if (bare_name(from_) == bare_name(to_)) return {move(from_)};
    const ObjectId moved = with(to_.schema, bare_name(from_));
    if (!is_taken(moved)) return {move(from_), rename(moved, bare_name(to_))};
    const ObjectId renamed = with(from_.schema, bare_name(to_));
    if (!is_taken(renamed)) return {rename(from_, bare_name(to_)), move(renamed)};
    const Symbol aside = c_.beside("old", bare_name(from_));
    return {rename(from_, aside), move(with(from_.schema, aside)),
            rename(with(to_.schema, aside), bare_name(to_))};
  }

 private:
  bool is_taken(const ObjectId& id) const {
    return postgres::is_taken(c_.before, id) || postgres::is_taken(c_.after, id);
  }

  ObjectId with(Symbol schema, Symbol bare) const {
    ObjectId id = called(from_, bare);
    id.schema = schema;
    return id;
  }

  std::string alter(const ObjectId& id) const { return "ALTER " + word_ + " " + qualified(c_.after, id); }
  std::string move(const ObjectId& id) const { return alter(id) + " SET SCHEMA " + quoted(to_.schema); }
  std::string rename(const ObjectId& id, Symbol bare) const {
    return alter(id) + " RENAME TO " + quoted(bare);
  }

  const Context& c_;
  const ObjectId& from_;
  const ObjectId& to_;
  std::string word_;
};

Statements moved(const Context& c, const ObjectId& from, const ObjectId& to,
                 const std::vector<ObjectId>& partitions, std::string_view there) {
  Statements sql = Mover(c, from, to, there).sql();
  if (from.schema == to.schema) return sql;
  for (const ObjectId& partition : partitions)
    sql.push_back("ALTER TABLE " + qualified(from.schema, partition.name) + " SET SCHEMA " +
                  quoted(to.schema));
  return sql;
}

}  // namespace

Statements move_sql(const Context& c, const ObjectId& from, const ObjectId& to,
                    const std::vector<ObjectId>& partitions) {
  return moved(c, from, to, partitions, "");
}

Statements move_back_sql(const Context& c, const ObjectId& from, const ObjectId& to,
                         const std::vector<ObjectId>& partitions) {
  const bool is_view = from.kind == Kind::view || from.kind == Kind::materialized_view;
  return moved(c, from, to, partitions, is_view ? " IF EXISTS" : "");
}

std::vector<ObjectId> partitions_of(const Schema& schema, const ObjectId& table) {
  std::vector<ObjectId> found = schema.owned_by(table.schema, table.name);
  std::erase_if(found, [](const ObjectId& id) { return id.kind != Kind::partition; });
  return found;
}

void state_move(Step& step, Symbol from, Symbol to) {
  if (from == to) return;
  step.needs.push_back({Kind::name_space, {}, {}, to});
  step.releases.push_back({Kind::name_space, {}, {}, from});
}

}  // namespace schemagen::dialect::postgres
