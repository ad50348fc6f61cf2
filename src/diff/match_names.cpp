#include "diff/match_names.h"

#include <map>
#include <optional>
#include <string>

#include "diff/both_sides.h"
#include "schemagen/base/text.h"
#include "schemagen/diff/rename.h"
#include "schemagen/model/numbering.h"
#include "schemagen/sql/expression.h"

namespace schemagen::diff {
namespace {

using base::Symbol;
using model::Kind;
using model::Naming;
using model::Object;
using model::Schema;

ObjectId lower_case(const ObjectId& id) {
  return {id.kind, base::to_lower(id.schema.view()), base::to_lower(id.owner.view()),
          base::to_lower(id.name.view())};
}

bool names_are_stored(Kind kind) {
  switch (kind) {
    case Kind::table:
    case Kind::virtual_table:
    case Kind::view:
    case Kind::column:
    case Kind::index:
    case Kind::trigger:
      return true;
    case Kind::extension:
    case Kind::name_space:
    case Kind::enum_type:
    case Kind::sequence:
    case Kind::function:
    case Kind::partition:
    case Kind::primary_key:
    case Kind::unique:
    case Kind::check:
    case Kind::exclusion:
    case Kind::foreign_key:
    case Kind::materialized_view:
      return false;
  }
  return false;
}

/// The ids of `printed` that nothing is declared under, by their lower case.
std::map<ObjectId, ObjectId> undeclared_names(const Schema& declared, const Schema& printed) {
  std::map<ObjectId, ObjectId> names;
  for_both_sides(declared, printed, [&names](const ObjectId& id, const Object* mine, const Object*) {
    if (mine == nullptr && names_are_stored(id.kind)) names.emplace(lower_case(id), id);
  });
  return names;
}

/// Names of SQLite fold ASCII case: https://www.sqlite.org/lang_naming.html
Schema take_over_case(Schema declared, const Schema& printed) {
  const std::map<ObjectId, ObjectId> stored = undeclared_names(declared, printed);
  if (stored.empty()) return declared;
  for (const bool owned : {false, true}) {
    std::vector<Rename> renames;
    for (const auto& [id, object] : declared.objects()) {
      if (!names_are_stored(id.kind) || model::is_owned(id.kind) != owned || printed.contains(id)) continue;
      const auto found = stored.find(lower_case(id));
      if (found != stored.end()) renames.push_back({id, found->second, {}, {}});
    }
    if (!renames.empty()) declared = rename_objects(declared, renames);
  }
  return declared;
}

std::optional<Naming> naming_of(const Object& object) {
  if (const auto* const unique = std::get_if<model::Unique>(&object)) return unique->naming;
  if (const auto* const check = std::get_if<model::Check>(&object)) return check->naming;
  if (const auto* const key = std::get_if<model::ForeignKey>(&object)) return key->naming;
  if (const auto* const exclusion = std::get_if<model::Exclusion>(&object)) return exclusion->naming;
  return std::nullopt;
}

void set_naming(Object& object, Naming naming) {
  if (auto* const unique = std::get_if<model::Unique>(&object)) unique->naming = naming;
  if (auto* const check = std::get_if<model::Check>(&object)) check->naming = naming;
  if (auto* const key = std::get_if<model::ForeignKey>(&object)) key->naming = naming;
  if (auto* const exclusion = std::get_if<model::Exclusion>(&object)) exclusion->naming = naming;
}

/// The same definition, whatever the name, the comment and the wording of expressions.
bool same_definition(Object declared, Object printed, sql::Dialect dialect) {
  if (declared.index() != printed.index()) return false;
  set_naming(declared, Naming::given);
  set_naming(printed, Naming::given);
  if (auto* const check = std::get_if<model::Check>(&declared)) {
    auto& stored = std::get<model::Check>(printed);
    if (sql::grade(check->expression.view(), stored.expression.view(), dialect) < sql::Grade::literal_cast)
      return false;
    check->expression = stored.expression;
    check->comment = stored.comment;
  }
  if (auto* const unique = std::get_if<model::Unique>(&declared))
    unique->comment = std::get<model::Unique>(printed).comment;
  if (auto* const key = std::get_if<model::ForeignKey>(&declared))
    key->comment = std::get<model::ForeignKey>(printed).comment;
  return declared == printed;
}

using Constraints = std::vector<std::pair<ObjectId, Object>>;

/// Gives every unnamed constraint the id of the stored one with its definition, or one that is free. One that
/// equals the stored one of its id keeps it.
class UnnamedMatcher {
 public:
  UnnamedMatcher(Schema& declared, const Schema& printed) : declared_(declared), printed_(printed) {}

  void run() {
    Constraints unnamed;
    for_both_sides(declared_, printed_, [&](const ObjectId& id, const Object* mine, const Object* stored) {
      if (mine == nullptr || naming_of(*mine) != Naming::automatic) return;
      if (stored == nullptr || !(*mine == *stored)) unnamed.emplace_back(id, *mine);
    });
    for (const auto& [id, object] : unnamed) declared_.erase(id);
    Constraints unmatched;
    for (const auto& [id, object] : unnamed) {
      const std::optional<ObjectId> match = find_match(id, object);
      if (match)
        put(*match, object);
      else
        unmatched.emplace_back(id, object);
    }
    for (const auto& [id, object] : unmatched) put(find_changed(id, object).value_or(free_id(id)), object);
  }

 private:
  bool postgres() const { return printed_.dialect() == sql::Dialect::postgresql; }

  bool can_be(const ObjectId& stored, const Object& object) const {
    if (declared_.contains(stored) || !printed_.contains(stored)) return false;
    const Object& candidate = *printed_.find(stored);
    if (!postgres() && naming_of(candidate) != Naming::automatic) return false;
    return same_definition(object, candidate, printed_.dialect());
  }

  std::optional<ObjectId> find_match(const ObjectId& id, const Object& object) const {
    if (can_be(id, object)) return id;
    for (auto it = printed_.objects().lower_bound({id.kind, id.schema, id.owner, {}});
         it != printed_.objects().end() && it->first.kind == id.kind && it->first.schema == id.schema &&
         it->first.owner == id.owner;
         ++it)
      if (can_be(it->first, object)) return it->first;
    return std::nullopt;
  }

  /// A check whose column is renamed while its rule changes keeps its name: that of the only stored check on
  /// the same columns, named by the server, that nothing else is declared to be.
  std::optional<ObjectId> find_changed(const ObjectId& id, const Object& object) const {
    const auto* const check = std::get_if<model::Check>(&object);
    if (check == nullptr || !postgres() || printed_.contains(id)) return std::nullopt;
    const auto columns = [](const model::Check& one) {
      return sql::column_names_in(one.expression.view(), sql::Dialect::postgresql);
    };
    std::optional<ObjectId> found;
    for (const auto& [other, stored] : printed_.owned_as<model::Check>(Kind::check, id.schema, id.owner)) {
      const bool named_by_server = other.name.view().find("_check") != std::string_view::npos;
      if (declared_.contains(other) || !named_by_server || columns(*stored) != columns(*check)) continue;
      if (found) return std::nullopt;
      found = other;
    }
    return found;
  }

  /// Its own automatic name unless another declared constraint has it by now.
  ObjectId free_id(const ObjectId& id) const {
    ObjectId free = id;
    for (int number = 1; declared_.contains(free); ++number) {
      const std::string suffix = std::to_string(number);
      free.name = std::string(base::clip_utf8(id.name.view(), 63 - suffix.size())) + suffix;
    }
    return free;
  }

  void put(const ObjectId& id, Object object) {
    if (postgres()) set_naming(object, Naming::given);
    declared_.put(id, std::move(object));
  }

  Schema& declared_;
  const Schema& printed_;
};

void name_primary_keys(Schema& declared, const Schema& printed) {
  Constraints keys;
  for (const auto& [id, key] : declared.all<model::PrimaryKey>(Kind::primary_key))
    if (key->naming == Naming::automatic) keys.emplace_back(id, *key);
  for (auto& [id, object] : keys) {
    auto& key = std::get<model::PrimaryKey>(object);
    const auto* const stored = printed.find_as<model::PrimaryKey>(id);
    if (stored != nullptr) key.name = stored->name;
    key.naming = Naming::given;
    declared.put(id, key);
  }
}

/// The sequence that the stored column owns or takes its numbers from, whatever its name and type, is the one
/// that an identity or serial column has when nobody named it.
void name_sequences(Schema& declared, const Schema& printed) {
  std::vector<std::pair<ObjectId, Symbol>> names;
  for (const auto& [id, column] : declared.all<model::Column>(Kind::column)) {
    if (column->sequence.name.empty() || column->sequence.naming != Naming::automatic) continue;
    const auto* const stored = printed.find_as<model::Column>(id);
    if (stored == nullptr) continue;
    const auto object = model::numbering_sequence(printed, id);
    const bool takes = object && object->schema == id.schema && !declared.contains(*object);
    const Symbol name = takes ? object->name : stored->sequence.name;
    if (!name.empty() && name != column->sequence.name) names.emplace_back(id, name);
  }
  for (const auto& [id, name] : names) std::get<model::Column>(*declared.find(id)).sequence.name = name;
}

}  // namespace

Schema match_names(Schema declared, const Schema& printed) {
  if (printed.dialect() == sql::Dialect::sqlite) declared = take_over_case(std::move(declared), printed);
  if (printed.dialect() == sql::Dialect::postgresql) {
    name_primary_keys(declared, printed);
    name_sequences(declared, printed);
  }
  UnnamedMatcher(declared, printed).run();
  return declared;
}

}  // namespace schemagen::diff
