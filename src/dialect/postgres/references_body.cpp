// What functions do when they run, as far as their texts tell.
#include "dialect/postgres/references_body.h"

#include "dialect/postgres/references.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::postgres {

using model::Kind;
using sql::Token;
using sql::TokenKind;

namespace {

constexpr sql::Dialect kDialect = sql::Dialect::postgresql;

bool is_function(const ObjectId& id) { return id.kind == Kind::function; }

}  // namespace

std::optional<std::string> body_of(Symbol definition) {
  std::optional<std::string> body;
  bool readable = false;
  const auto tokens = sql::tokenize(definition.view(), kDialect);
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].is("language")) readable = tokens[i + 1].is("sql") || tokens[i + 1].is("plpgsql");
    if (tokens[i].is("as") && tokens[i + 1].kind == TokenKind::string)
      body = sql::string_of(tokens[i + 1], kDialect);
  }
  return readable ? body : std::nullopt;
}

void References::put_columns(const ObjectId& relation, const std::set<Symbol>& names, Ids& found) const {
  for (const auto& [column, object] : schema_.columns_of(relation.schema, relation.name))
    if (names.contains(column.name)) found.insert(column);
}

Ids References::of_body(const ObjectId& function) const {
  const auto* object = schema_.find_as<model::Function>(function);
  const std::optional<std::string> body = object == nullptr ? std::nullopt : body_of(object->definition);
  if (!body) return {};
  Ids relations;
  Ids found;
  std::set<Symbol> names;
  for (const Mention& mention : mentions_in(*body)) {
    names.insert(mention.name);
    if (mention.relation) match(relations_, mention, relations);
    if (mention.called) match(functions_, mention, found);
  }
  for (const ObjectId& other : dependents(function))
    if (other.kind == Kind::trigger) put_columns(model::owner_id(other), names, found);
  for (const ObjectId& relation : relations) put_columns(relation, names, found);
  found.merge(relations);
  found.erase(function);
  return found;
}

bool References::stands_on(const ObjectId& id, const ObjectId& other) const {
  Ids seen;
  std::vector<ObjectId> open{id};
  while (!open.empty()) {
    const ObjectId next = open.back();
    open.pop_back();
    if (next == other) return true;
    if (!seen.insert(next).second) continue;
    for (const ObjectId& needed : of(next)) open.push_back(needed);
    if (is_function(next))
      for (const ObjectId& needed : of_body(next)) open.push_back(needed);
  }
  return false;
}

Ids References::run_by(const ObjectId& id) const {
  Ids found;
  std::vector<ObjectId> open;
  for (const ObjectId& needed : of(id))
    if (is_function(needed)) open.push_back(needed);
  while (!open.empty()) {
    const ObjectId function = open.back();
    open.pop_back();
    if (!found.insert(function).second) continue;
    for (const Ids& named : {of(function), of_body(function)})
      for (const ObjectId& needed : named) {
        if (is_function(needed))
          open.push_back(needed);
        else
          found.insert(needed);
      }
  }
  std::erase_if(found, [&](const ObjectId& needed) { return stands_on(needed, id); });
  return found;
}

}  // namespace schemagen::dialect::postgres
