#include "dialect/sqlite/context.h"

#include <algorithm>

#include "dialect/sqlite/virtual_arguments.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::sqlite {
namespace {

bool share_names(Kind a, Kind b) {
  const auto is_trigger = [](Kind kind) { return kind == Kind::trigger; };
  const auto is_named = [](Kind kind) { return is_relation(kind) || kind == Kind::index; };
  return (is_trigger(a) && is_trigger(b)) || (is_named(a) && is_named(b));
}

/// What SQL text can name: relations, and columns of relations that stay.
bool is_mentionable(const ObjectId& id, const std::set<ObjectId>& all) {
  if (is_relation(id.kind)) return true;
  return id.kind == Kind::column && !all.contains(model::table_id({}, id.owner));
}

std::vector<ObjectId> named_in(const std::map<std::string, std::vector<ObjectId>>& known,
                               std::string_view text) {
  std::vector<ObjectId> found;
  if (known.empty()) return found;
  const std::set<std::string> names = names_in(text);
  for (const std::string& name : names) {
    const auto at = known.find(name);
    if (at == known.end()) continue;
    for (const ObjectId& id : at->second)
      if (id.kind != Kind::column || names.contains(folded(id.owner))) found.push_back(id);
  }
  return found;
}

template <class T>
std::set<std::string> folded_names(const std::vector<T>& columns) {
  std::set<std::string> names;
  for (const T& column : columns) {
    if constexpr (std::is_same_v<T, Symbol>)
      names.insert(folded(column));
    else if constexpr (std::is_same_v<T, model::IndexKey>)
      names.insert(folded(column.column));
    else
      names.insert(folded(column.name));
  }
  return names;
}

bool is_unique_in(const model::Schema& schema, Symbol table, const std::vector<Symbol>& columns) {
  const std::set<std::string> wanted = folded_names(columns);
  const auto* key = schema.find_as<model::PrimaryKey>(model::primary_key_id({}, table));
  if (key != nullptr && folded_names(key->columns) == wanted) return true;
  for (const auto& [id, unique] : schema.owned_as<model::Unique>(Kind::unique, {}, table))
    if (folded_names(unique->columns) == wanted) return true;
  for (const auto& [id, index] : schema.owned_as<model::Index>(Kind::index, {}, table))
    if (index->unique && index->where.empty() && folded_names(index->keys) == wanted) return true;
  return false;
}

bool is_name(const sql::Token& token) {
  return token.kind == sql::TokenKind::word || token.kind == sql::TokenKind::quoted_name;
}

}  // namespace

bool is_relation(Kind kind) {
  return kind == Kind::table || kind == Kind::virtual_table || kind == Kind::view;
}

Context::Context(const LoweringInput& input) : input_(input) {
  for (const diff::Change& change : input.changes.changes) {
    if (change.added()) created_.insert(change.id);
    if (change.removed()) removed_.insert(change.id);
  }
  for (const diff::Rename& rename : input.changes.renames) created_.insert(rename.to);
  for (const ObjectId& id : created_)
    if (is_mentionable(id, created_)) created_names_[folded(id.name)].push_back(id);
  for (const ObjectId& id : removed_)
    if (is_mentionable(id, removed_) || id.kind == Kind::index || id.kind == Kind::trigger)
      removed_names_[folded(id.name)].push_back(id);
  for (const model::Schema* schema : {&input.before, &input.after})
    for (const auto& [id, key] : schema->all<model::ForeignKey>(Kind::foreign_key))
      referenced_.insert(folded(key->ref_table));
  for (const model::Schema* schema : {&input.before, &input.after})
    for (const auto& [id, object] : schema->objects())
      if (is_relation(id.kind) || id.kind == Kind::index) taken_names_.insert(folded(id.name));
  for (const diff::Rename& rename : input.changes.renames) taken_names_.insert(folded(rename.from.name));
  note_replacements();
  note_late_columns();
  note_late_virtual_tables();
  note_postponed_tables();
  note_order_of_tables();
}

bool Context::must_be_postponed(const ObjectId& table) const {
  const std::vector<ObjectId> replaced = replaced_by(table);
  if (std::any_of(replaced.begin(), replaced.end(),
                  [this](const ObjectId& id) { return is_needed_until_contract(id); }))
    return true;
  const auto keys = after().owned_as<model::ForeignKey>(Kind::foreign_key, {}, table.name);
  return std::any_of(keys.begin(), keys.end(), [this](const auto& key) {
    return is_unique_in(after(), key.second->ref_table, key.second->ref_columns) &&
           !has_parent_key_throughout(*key.second);
  });
}

void Context::note_postponed_tables() {
  for (std::size_t count = postponed_.size() + 1; count != postponed_.size();) {
    count = postponed_.size();
    for (const diff::Change& change : input_.changes.changes)
      if (change.id.kind == Kind::table && change.added() && !is_postponed(change.id) &&
          must_be_postponed(change.id))
        postponed_.insert(change.id);
  }
}

std::set<ObjectId> Context::created_parents(const ObjectId& table) const {
  std::set<ObjectId> parents;
  for (const auto& [id, key] : after().owned_as<model::ForeignKey>(Kind::foreign_key, {}, table.name)) {
    const ObjectId parent = model::table_id({}, key->ref_table);
    if (parent != table && is_created(parent) && !before().contains(parent) && !is_postponed(parent))
      parents.insert(parent);
  }
  return parents;
}

void Context::note_order_of_tables() {
  std::map<ObjectId, std::vector<ObjectId>> children;
  std::map<ObjectId, std::size_t> open;
  std::vector<ObjectId> ready;
  for (const diff::Change& change : input_.changes.changes) {
    if (change.id.kind != Kind::table || !change.added() || is_postponed(change.id)) continue;
    const std::set<ObjectId> parents = created_parents(change.id);
    open[change.id] = parents.size();
    for (const ObjectId& parent : parents) children[parent].push_back(change.id);
    if (parents.empty()) ready.push_back(change.id);
  }
  while (!ready.empty()) {
    const ObjectId table = ready.back();
    ready.pop_back();
    outside_circles_.insert(table);
    for (const ObjectId& child : children[table])
      if (--open[child] == 0) ready.push_back(child);
  }
}

std::vector<ObjectId> Context::made_before(const ObjectId& table) const {
  std::vector<ObjectId> tables;
  if (is_postponed(table)) return tables;
  for (const ObjectId& parent : created_parents(table))
    if (outside_circles_.contains(parent)) tables.push_back(parent);
  return tables;
}

void Context::note_late_columns() {
  const auto names_one_of = [this](const ObjectId& id, const model::Column& column) {
    if (!column.generated) return false;
    const std::set<std::string> names = names_in(column.generated->expression.view());
    return std::any_of(late_.begin(), late_.end(), [&](const ObjectId& late) {
      return late.owner == id.owner && names.contains(folded(late.name));
    });
  };
  const auto comes_with_key = [this](const ObjectId& id) {
    const ObjectId key_id = model::primary_key_id({}, id.owner);
    const auto* key = after().find_as<model::PrimaryKey>(key_id);
    const auto* old = before().find_as<model::PrimaryKey>(key_id);
    if (key == nullptr || (old != nullptr && *old == *key)) return false;
    return std::any_of(key->columns.begin(), key->columns.end(),
                       [&](const auto& column) { return same_name(column.name, id.name); });
  };
  for (std::size_t count = late_.size() + 1; count != late_.size();) {
    count = late_.size();
    for (const diff::Change& change : input_.changes.changes) {
      if (change.id.kind != Kind::column || !change.added()) continue;
      if (!before().contains(model::table_id({}, change.id.owner))) continue;
      if (comes_with_key(change.id) || names_one_of(change.id, std::get<model::Column>(*change.after)))
        late_.insert(change.id);
    }
  }
}

/// What only adds columns is made at once, since the new application reads them; so is what stands on a
/// column that has another name from expand on.
void Context::note_late_virtual_tables() {
  for (const diff::Change& change : input_.changes.changes) {
    if (change.id.kind != Kind::virtual_table || !change.changed()) continue;
    const VirtualArguments from = arguments_of(std::get<model::VirtualTable>(*change.before));
    const VirtualArguments to = arguments_of(std::get<model::VirtualTable>(*change.after));
    const auto& renames = input_.changes.renames;
    const bool content_renamed = std::any_of(renames.begin(), renames.end(), [&from](const auto& rename) {
      return rename.to.kind == Kind::column && from.content && same_name(rename.to.owner, *from.content);
    });
    if (!content_renamed && !is_wider(from, to)) late_virtual_tables_.insert(change.id);
  }
}

bool Context::names_late(std::string_view text) const {
  const std::set<std::string> names = names_in(text);
  const auto is_named = [&names](const ObjectId& id) { return names.contains(folded(id.name)); };
  return std::any_of(late_.begin(), late_.end(),
                     [&](const ObjectId& id) { return is_named(id) && names.contains(folded(id.owner)); }) ||
         std::any_of(postponed_.begin(), postponed_.end(), is_named) ||
         std::any_of(late_virtual_tables_.begin(), late_virtual_tables_.end(), is_named);
}

void Context::note_replacements() {
  for (const diff::Change& change : input_.changes.changes)
    if (change.added())
      for (const ObjectId& id : replaced_by(change.id)) replaced_.insert(id);
}

bool Context::has_parent_key_throughout(const model::ForeignKey& key) const {
  const ObjectId parent = model::table_id({}, key.ref_table);
  const auto is_unique = [&](const model::Schema& schema) {
    return is_unique_in(schema, key.ref_table, key.ref_columns);
  };
  if (is_created(parent) && !before().contains(parent)) return !is_postponed(parent) && is_unique(after());
  return is_unique(before()) && (is_removed(parent) || is_unique(after()));
}

const Advice& Context::advice(const ObjectId& id) const {
  static const Advice kNone;
  const auto found = input_.advice.find(id);
  return found == input_.advice.end() ? kNone : found->second;
}

std::vector<ObjectId> Context::created_in(std::string_view text) const {
  std::vector<ObjectId> found = named_in(created_names_, text);
  std::erase_if(found, [](const ObjectId& id) { return id.kind == Kind::view; });
  return found;
}

std::vector<ObjectId> Context::removed_in(std::string_view text) const {
  std::vector<ObjectId> found = named_in(removed_names_, text);
  std::erase_if(found, [](const ObjectId& id) {
    return id.kind == Kind::view || id.kind == Kind::index || id.kind == Kind::trigger;
  });
  return found;
}

std::vector<ObjectId> Context::created_views_in(std::string_view query) const {
  std::vector<ObjectId> found;
  const std::vector<sql::Token> tokens = sql::tokenize(query, sql::Dialect::sqlite);
  std::set<std::string> own;
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i)
    if (is_name(tokens[i]) && tokens[i + 1].is("as") && tokens[i + 2].is_symbol("("))
      own.insert(base::to_lower(sql::name_of(tokens[i], sql::Dialect::sqlite)));
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (!tokens[i].is("from") && !tokens[i].is("join")) continue;
    if (!is_name(tokens[i + 1])) continue;
    const std::string name = base::to_lower(sql::name_of(tokens[i + 1], sql::Dialect::sqlite));
    const auto at = own.contains(name) ? created_names_.end() : created_names_.find(name);
    if (at == created_names_.end()) continue;
    for (const ObjectId& id : at->second)
      if (id.kind == Kind::view) found.push_back(id);
  }
  return found;
}

std::vector<ObjectId> Context::with_referring(const ObjectId& table) const {
  std::set<ObjectId> tables{table};
  for (const model::Schema* schema : {&before(), &after()})
    for (const auto& [id, key] : schema->all<model::ForeignKey>(Kind::foreign_key))
      if (same_name(key->ref_table, table.name)) tables.insert(model::table_id({}, id.owner));
  return {tables.begin(), tables.end()};
}

Symbol Context::free_name(const std::string& wanted) const {
  std::string name = wanted;
  for (int number = 2; taken_names_.contains(base::to_lower(name)); ++number)
    name = wanted + "_" + std::to_string(number);
  return name;
}

bool Context::is_needed_until_contract(const ObjectId& id) const {
  const auto* index = before().find_as<model::Index>(id);
  return is_relation(id.kind) || (index != nullptr && index->unique);
}

std::vector<ObjectId> Context::replaced_by(const ObjectId& id) const {
  std::vector<ObjectId> found;
  const auto at = removed_names_.find(folded(id.name));
  if (at == removed_names_.end()) return found;
  for (const ObjectId& removed : at->second)
    if (share_names(removed.kind, id.kind)) found.push_back(removed);
  return found;
}

}  // namespace schemagen::dialect::sqlite
