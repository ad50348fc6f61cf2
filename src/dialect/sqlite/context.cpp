#include "dialect/sqlite/context.h"

#include <algorithm>

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
  note_replacements();
}

void Context::note_replacements() {
  for (const diff::Change& change : input_.changes.changes)
    if (change.added())
      for (const ObjectId& id : replaced_by(change.id)) replaced_.insert(id);
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

std::vector<ObjectId> Context::replaced_by(const ObjectId& id) const {
  std::vector<ObjectId> found;
  const auto at = removed_names_.find(folded(id.name));
  if (at == removed_names_.end()) return found;
  for (const ObjectId& removed : at->second)
    if (share_names(removed.kind, id.kind)) found.push_back(removed);
  return found;
}

}  // namespace schemagen::dialect::sqlite
