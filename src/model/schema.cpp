#include "schemagen/model/schema.h"

#include <algorithm>

#include "schemagen/base/digest.h"
#include "schemagen/base/error.h"

namespace schemagen::model {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\')
      out += "\\\\";
    else if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out;
}

std::string dump_name(const ObjectId& id) {
  std::string out(kind_name(id.kind));
  for (const Symbol part : {id.schema, id.owner, id.name}) out += " [" + escaped(part.view()) + "]";
  return out;
}

}  // namespace

void Schema::put(const ObjectId& id, Object object) {
  if (kind_of(object) != id.kind)
    throw base::Error(base::ErrorKind::internal, "The object put as " + to_string(id) + " is a " +
                                                     std::string(kind_name(kind_of(object))) + ".");
  std::optional<Objects::iterator>& last = last_put_.of(id.kind);
  last = objects_.insert_or_assign(last ? std::next(*last) : objects_.end(), id, std::move(object));
}

void Schema::erase(const ObjectId& id) {
  last_put_.of(id.kind).reset();
  objects_.erase(id);
}

const Object* Schema::find(const ObjectId& id) const {
  const auto found = objects_.find(id);
  return found == objects_.end() ? nullptr : &found->second;
}

Object* Schema::find(const ObjectId& id) {
  const auto found = objects_.find(id);
  return found == objects_.end() ? nullptr : &found->second;
}

std::vector<std::pair<ObjectId, const Column*>> Schema::columns_of(Symbol schema, Symbol table) const {
  auto columns = owned_as<Column>(Kind::column, schema, table);
  std::stable_sort(columns.begin(), columns.end(), [](const auto& a, const auto& b) {
    return a.second->position.value < b.second->position.value;
  });
  return columns;
}

std::vector<ObjectId> Schema::owned_by(Symbol schema, Symbol owner) const {
  std::vector<ObjectId> found;
  for (const Kind kind : {Kind::column, Kind::partition, Kind::primary_key, Kind::unique, Kind::check,
                          Kind::exclusion, Kind::foreign_key, Kind::index, Kind::trigger})
    for (auto it = objects_.lower_bound({kind, schema, owner, {}});
         it != objects_.end() && it->first.kind == kind && it->first.schema == schema &&
         it->first.owner == owner;
         ++it)
      found.push_back(it->first);
  return found;
}

std::string dump(const Schema& schema) {
  std::string out = "dialect " + sql::to_string(schema.dialect()) + "\n";
  for (const auto& [id, object] : schema.objects()) {
    const std::string name = dump_name(id);
    out += name + "\n";
    for (const Attribute& attribute : attributes(object))
      out += name + " " + attribute.name + " = " + escaped(attribute.value) + "\n";
  }
  return out;
}

std::string fingerprint(const Schema& schema) { return "sha256:" + base::sha256(dump(schema)); }

}  // namespace schemagen::model
