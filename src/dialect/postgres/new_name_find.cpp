#include <algorithm>

#include "dialect/postgres/new_name.h"
#include "dialect/postgres/rules.h"
#include "schemagen/base/error.h"

namespace schemagen::dialect::postgres {
namespace {

using diff::Rename;
using model::Kind;

constexpr int kSecurityInvoker = 150000;

const Advice& advice_of(const LoweringInput& input, const ObjectId& id) {
  static const Advice kNone;
  const auto found = input.advice.find(id);
  return found == input.advice.end() ? kNone : found->second;
}

bool is_renamed(const Rename& rename, Kind kind) {
  return rename.to.kind == kind && rename.from_value.empty() && rename.to_value.empty();
}

/// Relations and types share one space of names.
bool is_taken(const Schema& schema, const ObjectId& table) {
  if (table.kind == Kind::function) return false;
  for (const Kind kind : {Kind::table, Kind::view, Kind::materialized_view, Kind::sequence, Kind::enum_type})
    if (kind != table.kind && schema.contains({kind, table.schema, {}, table.name})) return true;
  return false;
}

std::string obstacle(const LoweringInput& input, const Rename& rename) {
  if (is_taken(input.before, rename.to)) return "the new name is taken until contract";
  if (is_taken(input.after, rename.from) || input.after.contains(rename.from))
    return "another relation takes the old name";
  if (std::any_of(input.changes.renames.begin(), input.changes.renames.end(), [&](const Rename& other) {
        return other.to.kind == Kind::name_space ||
               (other != rename && (other.to == rename.from || other.from == rename.to));
      }))
    return "its schema or another relation is renamed along with it";
  return {};
}

class Finder {
 public:
  explicit Finder(const LoweringInput& input) : input_(input), then_(input.before), now_(input.after) {}

  NewNames find(const std::set<ObjectId>& refused) const {
    NewNames names;
    for (const Rename& rename : input_.changes.renames)
      if (may_wait(rename) && can_wait(rename, refused.contains(rename.to)))
        names.objects.push_back({rename, columns_of(rename), stand_in_of(rename.to), {}, {}});
    return names;
  }

 private:
  /// Views and functions only when they move: a renamed one takes its name at once.
  bool may_wait(const Rename& rename) const {
    if (is_renamed(rename, Kind::table)) return true;
    if (rename.from.schema == rename.to.schema) return false;
    if (is_renamed(rename, Kind::function)) return true;
    return (is_renamed(rename, Kind::view) || is_renamed(rename, Kind::materialized_view)) &&
           stands_still(rename.to);
  }

  /// Nothing is made anew that the view stands on: the stand-in would be in the way.
  bool stands_still(const ObjectId& view) const {
    return std::none_of(input_.changes.changes.begin(), input_.changes.changes.end(),
                        [&](const diff::Change& change) {
                          return then_.stands_on(view, change.id) || now_.stands_on(view, change.id);
                        });
  }

  bool can_wait(const Rename& rename, bool refused) const {
    if (rename.to.kind == Kind::function) return obstacle(input_, rename).empty();
    const std::string& strategy = advice_of(input_, rename.to).strategy;
    if (strategy == "direct") return false;
    const std::string reason =
        refused ? "the type of one of its columns changes in place" : obstacle(input_, rename);
    if (strategy == "view" && !reason.empty())
      throw base::Error(
          base::ErrorKind::declaration,
          "The table " + model::display_name(rename.from) + " cannot be renamed by a view: " + reason + ".",
          "Do one after the other in two migrations, or write `strategy = \"direct\"`.");
    return reason.empty() && (strategy == "view" || input_.target.version >= kSecurityInvoker);
  }

  std::vector<Rename> columns_of(const Rename& table) const {
    std::vector<Rename> found;
    for (const Rename& rename : input_.changes.renames)
      if (is_renamed(rename, Kind::column) && model::owner_id(rename.to) == table.to && is_shown(rename))
        found.push_back(rename);
    return found;
  }

  /// The view shows the column under its new name, and nothing else has to know that.
  bool is_shown(const Rename& rename) const {
    const std::string& strategy = advice_of(input_, rename.to).strategy;
    if (strategy == "direct" || strategy == "dual" || input_.after.contains(rename.from)) return false;
    const auto& old = *input_.before.find_as<model::Column>(rename.to);
    const auto& column = *input_.after.find_as<model::Column>(rename.to);
    if (old.type != column.type || old.collation != column.collation || old.generated != column.generated)
      return false;
    return !is_chained(rename) && !changes_enum(column) && !has_text(rename.to);
  }

  bool is_chained(const Rename& rename) const {
    return std::any_of(
        input_.changes.renames.begin(), input_.changes.renames.end(), [&](const Rename& other) {
          return is_renamed(other, Kind::column) && (other.to == rename.from || other.from == rename.to);
        });
  }

  bool changes_enum(const model::Column& column) const {
    const ObjectId type = now_.enum_of(column.type);
    return std::any_of(input_.changes.changes.begin(), input_.changes.changes.end(),
                       [&](const diff::Change& change) { return change.id == type; }) ||
           std::any_of(input_.changes.renames.begin(), input_.changes.renames.end(),
                       [&](const Rename& rename) { return rename.to == type; });
  }

  /// A query or a function's row that is made anew would have to say the old name until contract.
  bool has_text(const ObjectId& column) const {
    const auto is_text = [](const ObjectId& id) {
      return id.kind == Kind::view || id.kind == Kind::materialized_view || id.kind == Kind::function;
    };
    const auto changes = [&](const ObjectId& id) {
      return std::any_of(input_.changes.changes.begin(), input_.changes.changes.end(),
                         [&](const diff::Change& change) { return change.id == id; });
    };
    for (const References* side : {&then_, &now_}) {
      for (const ObjectId& id : side->dependents(column))
        if (is_text(id) && changes(id)) return true;
      for (const ObjectId& id : side->dependents(model::owner_id(column)))
        if (id.kind == Kind::function) return true;
    }
    return false;
  }

  const LoweringInput& input_;
  const References then_;
  const References now_;
};

}  // namespace

NewNames find_new_names(const LoweringInput& input, const std::set<ObjectId>& refused) {
  return Finder(input).find(refused);
}

}  // namespace schemagen::dialect::postgres
