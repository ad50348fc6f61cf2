#include "schemagen/diff/trash.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "schemagen/model/naming.h"

namespace schemagen::diff {
namespace {

using model::Kind;
using model::ObjectId;
using model::Symbol;

constexpr std::string_view kPrefix = "_sg_trash_";

bool is_trash_name(Symbol name) { return name.view().starts_with(kPrefix); }

}  // namespace

Symbol trash_name(Symbol name) { return model::side_name("trash", "", name); }

bool is_set_aside(const ObjectId& id) { return is_trash_name(id.name) || is_trash_name(id.owner); }

bool has_trash(const model::Schema& schema) {
  return std::any_of(schema.objects().begin(), schema.objects().end(),
                     [](const auto& entry) { return is_set_aside(entry.first); });
}

std::vector<ObjectId> set_aside_in(const model::Schema& schema) {
  std::vector<ObjectId> found;
  for (const auto& [id, object] : schema.objects()) {
    const bool whole = id.kind == Kind::table || (id.kind == Kind::column && !is_trash_name(id.owner));
    if (whole && is_trash_name(id.name)) found.push_back(id);
  }
  return found;
}

model::Schema with_trash_of(const model::Schema& current, model::Schema declared) {
  for (const auto& [id, object] : current.objects()) {
    if (!is_set_aside(id) || declared.contains(id)) continue;
    const bool has_place =
        !model::is_owned(id.kind) || is_trash_name(id.owner) || declared.contains(model::owner_id(id));
    if (has_place) declared.put(id, object);
  }
  return declared;
}

model::Schema without_trash(model::Schema schema) {
  std::vector<ObjectId> trash;
  for (const auto& [id, object] : schema.objects())
    if (is_set_aside(id)) trash.push_back(id);
  for (const ObjectId& id : trash) schema.erase(id);
  return schema;
}

}  // namespace schemagen::diff
