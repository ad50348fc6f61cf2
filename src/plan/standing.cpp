#include "schemagen/plan/standing.h"

#include <algorithm>
#include <set>

#include "plan/standing_text.h"

namespace schemagen::plan {
namespace {

using model::Kind;
using model::ObjectId;

std::string dotted(const ObjectId& id, bool with_owner) {
  return id.schema.str() + "." + (with_owner ? id.owner.str() + "." : "") + id.name.str();
}

std::string name_of_function(const ObjectId& id) {
  const std::string name = dotted(id, false);
  return name.substr(0, name.find('('));
}

/// The name of a primary key is an attribute of it.
std::string constraint_name(const ObjectId& id, const model::Object& object) {
  return id.kind == Kind::primary_key ? std::get<model::PrimaryKey>(object).name.str() : id.name.str();
}

Mark mark_of(const ObjectId& id, const model::Object& object) {
  switch (id.kind) {
    case Kind::extension:
      return "extension " + id.name.str();
    case Kind::name_space:
      return "schema " + id.name.str();
    case Kind::enum_type:
      return "type " + dotted(id, false);
    case Kind::sequence:
    case Kind::table:
    case Kind::view:
    case Kind::materialized_view:
      return std::string(model::kind_name(id.kind)) + " " + dotted(id, false);
    case Kind::partition:
      return "table " + dotted(id, false);
    case Kind::function:
      return "function " + name_of_function(id);
    case Kind::index:
      return "index " + dotted(id, false);
    case Kind::column:
    case Kind::trigger:
      return std::string(model::kind_name(id.kind)) + " " + dotted(id, true);
    case Kind::primary_key:
    case Kind::unique:
    case Kind::check:
    case Kind::exclusion:
    case Kind::foreign_key:
      return "constraint " + id.schema.str() + "." + id.owner.str() + "." + constraint_name(id, object);
    case Kind::virtual_table:
      break;
  }
  return {};
}

bool is_relation(Kind kind) {
  return kind == Kind::table || kind == Kind::view || kind == Kind::materialized_view;
}

/// Its index bears its name.
bool has_index(Kind kind) {
  return kind == Kind::primary_key || kind == Kind::unique || kind == Kind::exclusion;
}

/// All names of indexes: one may pass from one table to another.
std::set<Mark> indexes_of(const model::Schema& schema) {
  std::set<Mark> marks;
  for (const auto& [id, object] : schema.objects()) {
    if (id.kind == Kind::index) marks.insert(mark_of(id, object));
    if (has_index(id.kind)) marks.insert("index " + id.schema.str() + "." + constraint_name(id, object));
  }
  return marks;
}

class Marks {
 public:
  Marks(const diff::ChangeSet& changes, const model::Schema& before, const model::Schema& after)
      : changes_(changes), before_(before), after_(after) {}

  Standing collect() {
    for (const diff::Rename& rename : changes_.renames) add_rename(rename);
    for (const diff::Change& change : changes_.changes) add_change(change);
    Standing standing;
    const std::set<Mark> indexes_before = indexes_of(before_);
    const std::set<Mark> indexes_after = indexes_of(after_);
    for (const Mark& mark : old_) {
      if (new_.contains(mark))
        standing.changed.push_back(mark);
      else if (!indexes_after.contains(mark))
        standing.before.push_back(mark);
    }
    for (const Mark& mark : new_)
      if (!old_.contains(mark) && !indexes_before.contains(mark)) standing.after.push_back(mark);
    if (standing.before.empty() && standing.after.empty() && changes_.renames.empty())
      add_texts(standing, changes_);
    return standing;
  }

 private:
  /// As it is named before all renames.
  ObjectId stored(ObjectId id) const {
    const auto renamed = std::find_if(
        changes_.renames.begin(), changes_.renames.end(),
        [&id](const diff::Rename& rename) { return rename.to == id && rename.from_value.empty(); });
    const auto* sequence = before_.find_as<model::Sequence>(id);
    const model::Symbol taking = sequence == nullptr ? id.owner : sequence->owner_table;
    if (renamed != changes_.renames.end()) id = renamed->from;
    for (const diff::Rename& rename : changes_.renames)
      if (is_relation(rename.to.kind) && !taking.empty() && rename.to.schema == id.schema &&
          rename.to.name == taking) {
        id.schema = rename.from.schema;
        if (sequence == nullptr) id.owner = rename.from.name;
      }
    for (const diff::Rename& rename : changes_.renames)
      if (rename.to.kind == Kind::name_space && rename.to.name == id.schema) id.schema = rename.from.name;
    return id;
  }

  /// A sequence may pass from or to a column, and is no object of its own then.
  bool is_of_column(const ObjectId& sequence) const {
    const auto owned_in = [&sequence](const model::Schema& schema) {
      const auto columns = schema.all<model::Column>(Kind::column);
      return std::any_of(columns.begin(), columns.end(), [&sequence](const auto& column) {
        return column.first.schema == sequence.schema && column.second->sequence.name == sequence.name;
      });
    };
    return owned_in(before_) || owned_in(after_);
  }

  /// A function is known by its name alone: with others of that name it tells nothing.
  bool tells(const ObjectId& id) const {
    if (id.kind == Kind::sequence) return !is_of_column(id);
    if (id.kind != Kind::function) return true;
    const auto same_name = [&id](const auto& other) {
      return name_of_function(other.first) == name_of_function(id);
    };
    const auto old = before_.all<model::Function>(Kind::function);
    const auto now = after_.all<model::Function>(Kind::function);
    return std::count_if(old.begin(), old.end(), same_name) <= 1 &&
           std::count_if(now.begin(), now.end(), same_name) <= 1;
  }

  void add(std::set<Mark>& to, const ObjectId& id, const model::Object& object) {
    if (!tells(id)) return;
    const Mark mark = mark_of(id, object);
    if (!mark.empty()) to.insert(mark);
    if (has_index(id.kind)) to.insert("index " + id.schema.str() + "." + constraint_name(id, object));
  }

  void add_rename(const diff::Rename& rename) {
    const ObjectId old = stored(rename.to);
    if (!rename.from_value.empty()) {
      old_.insert("value " + dotted(old, false) + "." + rename.from_value);
      new_.insert("value " + dotted(rename.to, false) + "." + rename.to_value);
      return;
    }
    const model::Object* object = before_.find(rename.to);
    if (object == nullptr || rename.to.kind == Kind::primary_key) return;
    add(old_, old, *object);
    add(new_, rename.to, *object);
  }

  bool comes_or_goes(ObjectId relation) const {
    for (const Kind kind : {Kind::table, Kind::view, Kind::materialized_view}) {
      relation.kind = kind;
      if (before_.contains(relation) != after_.contains(relation)) return true;
    }
    return false;
  }

  void add_change(const diff::Change& change) {
    if (model::is_owned(change.id.kind) && comes_or_goes(model::owner_id(change.id))) return;
    const ObjectId old = stored(change.id);
    if (change.before) add(old_, old, *change.before);
    if (change.after) add(new_, change.id, *change.after);
    if (!change.changed()) return;
    add_types(old, change);
    add_values(old, change);
  }

  void add_types(const ObjectId& old, const diff::Change& change) {
    const auto* was = std::get_if<model::Column>(&*change.before);
    const auto* is = std::get_if<model::Column>(&*change.after);
    if (was == nullptr || is == nullptr || was->type == is->type) return;
    old_.insert(mark_of(old, *change.before) + ": " + was->type.str());
    new_.insert(mark_of(change.id, *change.after) + ": " + is->type.str());
  }

  void add_values(const ObjectId& old, const diff::Change& change) {
    const auto* was = std::get_if<model::EnumType>(&*change.before);
    const auto* is = std::get_if<model::EnumType>(&*change.after);
    if (was == nullptr || is == nullptr) return;
    for (const auto& value : was->values)
      if (std::count(is->values.begin(), is->values.end(), value) == 0)
        old_.insert("value " + dotted(old, false) + "." + value.str());
    for (const auto& value : is->values)
      if (std::count(was->values.begin(), was->values.end(), value) == 0)
        new_.insert("value " + dotted(change.id, false) + "." + value.str());
  }

  const diff::ChangeSet& changes_;
  const model::Schema& before_;
  const model::Schema& after_;
  std::set<Mark> old_;
  std::set<Mark> new_;
};

}  // namespace

Standing standing_of(const diff::ChangeSet& changes, const model::Schema& before,
                     const model::Schema& after) {
  return Marks(changes, before, after).collect();
}

}  // namespace schemagen::plan
