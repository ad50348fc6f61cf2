#include <algorithm>

#include "dialect/postgres/column_type.h"
#include "dialect/postgres/index_name.h"
#include "dialect/postgres/rules.h"
#include "dialect/postgres/shadow.h"
#include "schemagen/base/error.h"
#include "schemagen/diff/rename.h"
#include "schemagen/sql/expression.h"

namespace schemagen::dialect::postgres {
namespace {

using diff::Rename;
using model::Column;
using model::Index;
using model::Kind;

bool is_column(const Rename& rename) { return rename.to.kind == Kind::column; }

bool is_value(const Rename& rename) { return !rename.from_value.empty(); }

Rename reversed(const Rename& rename) {
  return is_value(rename) ? Rename{rename.to, rename.to, rename.to_value, rename.from_value}
                          : Rename{rename.to, rename.from, {}, {}};
}

const Advice& advice_of(const LoweringInput& input, const ObjectId& id) {
  static const Advice kNone;
  const auto found = input.advice.find(id);
  return found == input.advice.end() ? kNone : found->second;
}

bool replaces_values(const diff::Change& change) {
  return change.id.kind == Kind::enum_type && change.changed() &&
         !only_adds_values(std::get<model::EnumType>(*change.before),
                           std::get<model::EnumType>(*change.after));
}

/// Nothing stands on the column that could not be copied while the table is in use.
bool can_be_copied(const Schema& schema, const References& references, const ObjectId& id) {
  const auto& column = *schema.find_as<Column>(id);
  if (column.generated) return false;
  const std::vector<ObjectId>& dependents = references.dependents(id);
  return std::none_of(dependents.begin(), dependents.end(), [&](const ObjectId& other) {
    return other.kind == Kind::exclusion || other.kind == Kind::column;
  });
}

/// The division of a partitioned table cannot change. The new form of a key stands ready on its partitions
/// alone, where no foreign key can refer to it, and ON CONFLICT does not find it by a new name.
bool is_apart(const Schema& schema, const References& references, const ObjectId& id, bool renamed) {
  const auto* const table = schema.find_as<model::Table>(model::owner_id(id));
  if (table->partition_by.empty()) return true;
  if (sql::column_names_in(table->partition_by.view(), sql::Dialect::postgresql).contains(id.name))
    return false;
  const std::vector<ObjectId>& dependents = references.dependents(id);
  return std::none_of(dependents.begin(), dependents.end(), [&](const ObjectId& other) {
    const bool key = other.kind == Kind::primary_key || other.kind == Kind::unique;
    const auto* reference = schema.find_as<model::ForeignKey>(other);
    const bool referenced =
        reference != nullptr && reference->ref_schema == id.schema && reference->ref_table == id.owner &&
        std::count(reference->ref_columns.begin(), reference->ref_columns.end(), id.name) > 0;
    return referenced || (key && renamed);
  });
}

class Finder {
 public:
  explicit Finder(const LoweringInput& input) : input_(input), then_(input.before), now_(input.after) {
    for (const diff::Change& change : input.changes.changes)
      if (replaces_values(change)) replaced_.insert(change.id);
    find_enums();
    for (const NewEnum& type : enums_) replaced_.insert(type.id);
  }

  /// Enums whose values go, change places or get other names, and all of whose columns can exist twice.
  const std::vector<NewEnum>& enums() const { return enums_; }

  std::vector<Shadow> of_enums() const {
    std::vector<Shadow> found;
    for (const NewEnum& type : enums_)
      for (const ObjectId& id : columns_of(input_.after, now_, type.id)) {
        if (!input_.before.contains(id)) continue;
        const Rename* rename = rename_of(id);
        found.push_back(rename == nullptr ? Shadow{id, id.name, model::side_name(input_.tag, "new", id.name)}
                                          : Shadow{id, rename->from.name, id.name});
      }
    return found;
  }

  std::vector<Shadow> renamed() const {
    std::vector<Shadow> found;
    for (const Rename& rename : input_.changes.renames)
      if (is_column(rename) && can_be_dual(rename) && keeps_enum(rename.to))
        found.push_back({rename.to, rename.from.name, rename.to.name});
    return found;
  }

  std::vector<Shadow> retyped(const std::vector<Shadow>& known) const {
    std::vector<Shadow> found;
    for (const diff::Change& change : input_.changes.changes) {
      const ObjectId& id = change.id;
      if (is_known(known, id) || id.kind != Kind::column || !change.changed() || !is_worth_it(change))
        continue;
      found.push_back({id, id.name, model::side_name(input_.tag, "new", id.name)});
    }
    return found;
  }

 private:
  void find_enums() {
    std::set<ObjectId> wanted = replaced_;
    for (const Rename& rename : input_.changes.renames)
      if (is_value(rename)) wanted.insert(rename.to);
    for (const ObjectId& id : wanted) {
      const std::vector<ObjectId> then = columns_of(input_.before, then_, id);
      const std::vector<ObjectId> now = columns_of(input_.after, now_, id);
      const auto was_of_it = [&](const ObjectId& column) {
        return !input_.before.contains(column) || std::count(then.begin(), then.end(), column) > 0;
      };
      const auto can_wait = [&](const ObjectId& column) {
        if (!input_.after.contains(column)) return true;
        const Rename* rename = rename_of(column);
        return std::count(now.begin(), now.end(), column) > 0 && stands_free(column) &&
               advice_of(input_, column).strategy != "direct" && (rename == nullptr || can_be_dual(*rename));
      };
      if (advice_of(input_, id).strategy == "direct" || !std::all_of(now.begin(), now.end(), was_of_it) ||
          !std::all_of(then.begin(), then.end(), can_wait) || !has_new_values_only(id))
        continue;
      ObjectId in_middle = id;
      in_middle.name = model::side_name(input_.tag, "new", id.name);
      enums_.push_back({id, in_middle, map_of(id)});
    }
  }

  ValueMap map_of(const ObjectId& id) const {
    ValueMap map = advice_of(input_, id).map;
    for (const Rename& rename : input_.changes.renames)
      if (is_value(rename) && rename.to == id) map.emplace(rename.from_value, rename.to_value);
    return map;
  }

  /// No renamed value takes the name of another one that was there: both are there for a while.
  bool has_new_values_only(const ObjectId& id) const {
    const auto& renames = input_.changes.renames;
    return std::none_of(renames.begin(), renames.end(), [&](const Rename& rename) {
      return is_value(rename) && rename.to == id &&
             std::any_of(renames.begin(), renames.end(), [&](const Rename& other) {
               return other.to == id && other.from_value == rename.to_value;
             });
    });
  }

  bool can_be_dual(const Rename& rename) const {
    const std::string& strategy = advice_of(input_, rename.to).strategy;
    if (strategy == "direct" || strategy == "view") return false;
    const bool chained =
        std::any_of(input_.changes.renames.begin(), input_.changes.renames.end(), [&](const Rename& other) {
          return is_column(other) && (other.to == rename.from || other.from == rename.to);
        });
    return !chained && !input_.after.contains(rename.from) && stands_free(rename.to) &&
           can_start_empty(rename.to);
  }

  const Rename* rename_of(const ObjectId& column) const {
    const auto found = std::find_if(input_.changes.renames.begin(), input_.changes.renames.end(),
                                    [&](const Rename& rename) { return rename.to == column; });
    return found == input_.changes.renames.end() ? nullptr : &*found;
  }

  bool can_start_empty(const ObjectId& id) const {
    const Domain* domain = input_.live.domain(input_.after.find_as<Column>(id)->type);
    return domain == nullptr || domain->starts_empty();
  }

  /// Adding a second column of a constrained domain writes every row under lock too: nothing is won. One of a
  /// domain with a default is not empty at first.
  bool is_worth_it(const diff::Change& change) const {
    const Advice& advice = advice_of(input_, change.id);
    if (advice.strategy == "direct") return false;
    const auto& old = std::get<Column>(*change.before);
    const auto& column = std::get<Column>(*change.after);
    const bool asked_for = advice.strategy == "dual" || !advice.map.empty();
    if (!asked_for && (input_.live.is_constrained_domain(column.type) || !can_start_empty(change.id)))
      return false;
    return old.type != column.type && !is_widening(old.type, column.type) && stands_free(change.id) &&
           keeps_enum(change.id);
  }

  static bool is_known(const std::vector<Shadow>& known, const ObjectId& id) {
    return std::any_of(known.begin(), known.end(), [&](const Shadow& shadow) { return shadow.id == id; });
  }

  static std::vector<ObjectId> columns_of(const Schema& schema, const References& references,
                                          const ObjectId& type) {
    std::vector<ObjectId> found;
    for (const ObjectId& id : references.dependents(type)) {
      const auto* column = schema.find_as<Column>(id);
      if (column != nullptr && references.enum_of(column->type) == type) found.push_back(id);
    }
    return found;
  }

  /// Nothing stands on the column, before or after, that could not be copied.
  bool is_free(const ObjectId& id) const {
    return input_.before.contains(id) && input_.after.contains(id) &&
           can_be_copied(input_.before, then_, id) && can_be_copied(input_.after, now_, id);
  }

  bool stands_free(const ObjectId& id) const {
    const bool renamed = rename_of(id) != nullptr;
    return is_free(id) && is_apart(input_.before, then_, id, renamed) &&
           is_apart(input_.after, now_, id, renamed);
  }

  bool keeps_enum(const ObjectId& id) const {
    return !replaced_.contains(then_.enum_of(input_.before.find_as<Column>(id)->type)) &&
           !replaced_.contains(now_.enum_of(input_.after.find_as<Column>(id)->type));
  }

  const LoweringInput& input_;
  const References then_;
  const References now_;
  std::set<ObjectId> replaced_;
  std::vector<NewEnum> enums_;
};

/// The old form of an enum with the new values too, so that both applications can write.
model::EnumType with_values_of(model::EnumType type, const model::EnumType& now) {
  auto place = type.values.begin();
  for (const Symbol value : now.values) {
    const auto found = std::find(type.values.begin(), type.values.end(), value);
    place = std::next(found != type.values.end() ? found : type.values.insert(place, value));
  }
  return type;
}

/// What changes its form together with the columns: constraints, indexes and triggers on them, and views.
void collect(const References& references, const ObjectId& id, std::set<ObjectId>& found) {
  for (const ObjectId& other : references.dependents(id)) {
    if (other.kind == Kind::function || other.kind == Kind::column || other.kind == Kind::table) continue;
    if (found.insert(other).second) collect(references, other, found);
  }
}

bool is_copied_kind(Kind kind) {
  return kind == Kind::index || kind == Kind::primary_key || kind == Kind::unique || kind == Kind::check ||
         kind == Kind::foreign_key;
}

/// Without what the database does not let a second column have: the swap brings it.
Column plain(Column column) {
  column.default_value = {};
  column.identity.reset();
  column.serial = false;
  column.sequence = {};
  return column;
}

class Stager {
 public:
  Stager(const LoweringInput& input, Staging& staging)
      : input_(input), staging_(staging), then_(staging.before), now_(input.after) {}

  void run(const NewNames& names) {
    for (const Shadow& shadow : staging_.shadows) {
      collect(then_, shadow.old_id(), affected_);
      collect(now_, shadow.id, affected_);
    }
    for (const NewName& name : names.objects) affected_.erase(name.stand_in);
    for (const NewEnum& type : staging_.enums)
      for (const References* side : {&then_, &now_})
        for (const ObjectId& other : side->dependents(type.id))
          if (other.kind == Kind::function) affected_.insert(other);
    for (const auto& [id, function] : input_.after.all<model::Function>(Kind::function))
      if (serves_old_name(id, *function)) affected_.insert(id);
    const Schema renamed = diff::rename_objects(input_.after, renames_to_middle());
    take_forms(staging_.trimmed, input_.after);
    take_forms(staging_.middle, renamed);
    for (const Shadow& shadow : staging_.shadows) {
      const Column column = plain(*renamed.find_as<Column>(shadow.new_id()));
      staging_.middle.put(shadow.new_id(), column);
      if (shadow.renamed()) staging_.trimmed.put(shadow.id, plain(*input_.after.find_as<Column>(shadow.id)));
    }
    keep_owners();
    add_copies(renamed);
  }

 private:
  std::vector<Rename> renames_to_middle() const {
    std::vector<Rename> renames;
    for (const NewEnum& type : staging_.enums) renames.push_back({type.id, type.in_middle, {}, {}});
    for (const Shadow& shadow : staging_.shadows)
      if (!shadow.renamed()) renames.push_back({shadow.id, shadow.new_id(), {}, {}});
    return renames;
  }

  /// Its old body treats what the old application writes under the old name, the new one cannot.
  bool serves_old_name(const ObjectId& id, const model::Function& function) const {
    const auto* old = staging_.before.find_as<model::Function>(id);
    if (old == nullptr || old->definition == function.definition) return false;
    const Ids named = then_.of_body(id);
    return std::any_of(staging_.shadows.begin(), staging_.shadows.end(), [&](const Shadow& shadow) {
      return shadow.renamed() && named.contains(shadow.old_id());
    });
  }

  /// A sequence is the old column's until the swap, so that nothing is lost with the new one before.
  void keep_owners() {
    for (const Shadow& shadow : staging_.shadows)
      for (const ObjectId& id :
           sequences_of(staging_.middle, shadow.id.schema, shadow.id.owner, shadow.new_name))
        if (staging_.before.contains(id))
          std::get<model::Sequence>(*staging_.middle.find(id)).owner_column = shadow.old_name;
  }

  /// `schema` is `after`, under whatever names, with the old forms of what the swap changes.
  void take_forms(Schema& schema, const Schema& after) const {
    schema = after;
    for (const ObjectId& id : affected_) take_old_form(schema, id);
    for (const Shadow& shadow : staging_.shadows) {
      take_old_form(schema, shadow.old_id());
      Column old = *staging_.before.find_as<Column>(shadow.old_id());
      old.not_null = old.not_null && input_.after.find_as<Column>(shadow.id)->not_null;
      old.default_value = default_meanwhile(old, shadow);
      schema.put(shadow.old_id(), old);
    }
    for (const ObjectId& id : affected_)
      if (const auto* trigger = schema.find_as<model::Trigger>(id))
        schema.put(id, for_either_name(staging_.shadows, id, *trigger));
    for (const NewEnum& type : staging_.enums)
      schema.put(type.id, with_values_of(*staging_.before.find_as<model::EnumType>(type.id),
                                         *input_.after.find_as<model::EnumType>(type.id)));
  }

  /// There is one default at a time, and the old column has it: the new one follows.
  Symbol default_meanwhile(const Column& old, const Shadow& shadow) const {
    const auto& column = *input_.after.find_as<Column>(shadow.id);
    const bool converts = advice_of(input_, shadow.id).map.empty() && !replaces_enum(column) &&
                          cast_between(column.type, old.type) != Cast::none;
    if (column.default_value.empty() || old.identity || old.serial) return old.default_value;
    if (old.type == column.type && !replaces_enum(column)) return column.default_value;
    if (!old.default_value.empty() || !converts) return old.default_value;
    return Symbol("(" + column.default_value.str() + ")::" + old.type.str());
  }

  bool replaces_enum(const Column& column) const {
    return std::any_of(staging_.enums.begin(), staging_.enums.end(),
                       [&](const NewEnum& type) { return now_.enum_of(column.type) == type.id; });
  }

  /// What the old form stands on stays as long, a table with all that it has.
  void take_old_form(Schema& schema, const ObjectId& id) const {
    const model::Object* old = staging_.before.find(id);
    if (old == nullptr) {
      schema.erase(id);
      return;
    }
    const bool whole = id.kind == Kind::table && !schema.contains(id);
    schema.put(id, *old);
    for (const ObjectId& needed : then_.of(id))
      if (!schema.contains(needed)) take_old_form(schema, needed);
    if (!whole) return;
    for (const ObjectId& owned : staging_.before.owned_by(id.schema, id.name))
      if (!schema.contains(owned)) take_old_form(schema, owned);
  }

  bool stands_on_shadow(const ObjectId& id) const {
    const Ids needed = now_.of(id);
    return std::any_of(staging_.shadows.begin(), staging_.shadows.end(),
                       [&](const Shadow& shadow) { return needed.contains(shadow.id); });
  }

  bool stands_on_retyped(const ObjectId& id) const {
    const Ids needed = now_.of(id);
    return std::any_of(staging_.shadows.begin(), staging_.shadows.end(),
                       [&](const Shadow& shadow) { return !shadow.renamed() && needed.contains(shadow.id); });
  }

  /// A rule as strict as this one held before: its copy cannot fail on rows or reject a writer.
  bool held_before(const ObjectId& id) const {
    const model::Object& object = *input_.after.find(id);
    const model::Object* old = input_.before.find(id);
    if (old == nullptr) return false;
    return without_comment(*old) == without_comment(object) || is_as_strict(*old, object);
  }

  void add_copies(const Schema& renamed) {
    for (const ObjectId& id : affected_) {
      if (!is_copied_kind(id.kind) || !input_.after.contains(id) || !stands_on_shadow(id)) continue;
      add_copy(id, *renamed.find(id));
    }
  }

  void add_copy(const ObjectId& id, const model::Object& object) {
    const Symbol name = constraint_or_index_name(id);
    Copy copy{id, held_before(id)};
    copy.in_middle.name =
        name_in_use(id, name) || stands_on_retyped(id) ? model::side_name(input_.tag, "new", name) : name;
    if (id.kind == Kind::primary_key || id.kind == Kind::unique) {
      Index index = key_index(object);
      index.method = "btree";
      copy.in_middle.kind = Kind::index;
      staging_.middle.put(copy.in_middle, index);
    } else {
      staging_.middle.put(copy.in_middle, object);
    }
    if (copy.in_middle == id) staging_.trimmed.put(id, object);
    staging_.copies.emplace(id, copy);
  }

  Symbol constraint_or_index_name(const ObjectId& id) const {
    return id.kind == Kind::primary_key ? input_.after.find_as<model::PrimaryKey>(id)->name : id.name;
  }

  /// Indexes and constraints that the swap has not taken away yet.
  bool name_in_use(const ObjectId& id, Symbol name) const {
    for (const auto& [other, object] : staging_.before.objects()) {
      const bool named = other.name == name && other.schema == id.schema;
      const auto* key = std::get_if<model::PrimaryKey>(&object);
      if (named || (key != nullptr && key->name == name && other.schema == id.schema)) return true;
    }
    return false;
  }

  const LoweringInput& input_;
  Staging& staging_;
  const References then_;
  const References now_;
  std::set<ObjectId> affected_;
};

}  // namespace

const Shadow* Staging::by_new_id(const ObjectId& id) const {
  const auto found = std::find_if(shadows.begin(), shadows.end(),
                                  [&](const Shadow& shadow) { return shadow.new_id() == id; });
  return found == shadows.end() ? nullptr : &*found;
}

const Shadow* Staging::by_id(const ObjectId& id) const {
  const auto found =
      std::find_if(shadows.begin(), shadows.end(), [&](const Shadow& shadow) { return shadow.id == id; });
  return found == shadows.end() ? nullptr : &*found;
}

const Shadow* Staging::by_old_id(const ObjectId& id) const {
  const auto found = std::find_if(shadows.begin(), shadows.end(),
                                  [&](const Shadow& shadow) { return shadow.old_id() == id; });
  return found == shadows.end() ? nullptr : &*found;
}

const NewEnum* Staging::new_enum(const ObjectId& id) const {
  const auto found =
      std::find_if(enums.begin(), enums.end(), [&](const NewEnum& type) { return type.id == id; });
  return found == enums.end() ? nullptr : &*found;
}

const Copy* Staging::copy_in_middle(const ObjectId& id) const {
  for (const auto& [final_id, copy] : copies)
    if (copy.in_middle == id) return &copy;
  return nullptr;
}

bool Staging::is_for_key(const ObjectId& id) const {
  return std::any_of(copies.begin(), copies.end(), [&](const auto& entry) {
    const Kind kind = entry.first.kind;
    return entry.second.in_middle == id && (kind == Kind::primary_key || kind == Kind::unique);
  });
}

Staging stage(const LoweringInput& input, const NewNames& names) {
  Staging staging;
  const Finder finder(input);
  staging.enums = finder.enums();
  staging.shadows = finder.of_enums();
  for (Shadow& shadow : finder.renamed()) staging.shadows.push_back(std::move(shadow));
  std::vector<Rename> back;
  for (const Rename& rename : input.changes.renames) {
    const bool dual = is_column(rename) ? staging.by_id(rename.to) != nullptr
                                        : is_value(rename) && staging.new_enum(rename.to) != nullptr;
    if (dual)
      back.push_back(reversed(rename));
    else
      staging.renames.push_back(rename);
  }
  for (Shadow& shadow : finder.retyped(staging.shadows)) staging.shadows.push_back(std::move(shadow));
  if (staging.shadows.empty()) return staging;
  staging.before = diff::rename_objects(input.before, back);
  Stager(input, staging).run(names);
  return staging;
}

}  // namespace schemagen::dialect::postgres
