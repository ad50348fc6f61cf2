#include <algorithm>
#include <optional>

#include "dialect/postgres/rules.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Kind;
using sql::Token;
using sql::TokenKind;

constexpr sql::Dialect kDialect = sql::Dialect::postgresql;

bool is_name(const Token& token) {
  return token.kind == TokenKind::word || token.kind == TokenKind::quoted_name;
}

/// Names of the columns of a plain SELECT; nothing when the text does not tell.
std::optional<std::set<Symbol>> output_columns(std::string_view query) {
  const auto tokens = sql::tokenize(query, kDialect);
  if (tokens.empty() || !tokens[0].is("select") || tokens[1].is("distinct")) return std::nullopt;
  std::set<Symbol> names;
  int depth = 0;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i].is_symbol("(") || tokens[i].is_symbol("[")) ++depth;
    if (tokens[i].is_symbol(")") || tokens[i].is_symbol("]")) --depth;
    const bool ends = tokens[i].kind == TokenKind::end || (depth == 0 && tokens[i].is("from"));
    if (!ends && !(depth == 0 && tokens[i].is_symbol(","))) continue;
    if (!is_name(tokens[i - 1])) return std::nullopt;
    names.insert(sql::name_of(tokens[i - 1], kDialect));
    if (ends) return names;
  }
  return std::nullopt;
}

/// Another kind of relation has the name until it is dropped.
void wait_for_name(Context& c, Step& step, const ObjectId& id) {
  if (const ObjectId table = model::table_id(id.schema, id.name); c.before.contains(table))
    step.produces.push_back(table);
}

void create(Context& c, const ObjectId& id) {
  Step& step =
      c.emit(Phase::expand, "New " + spoken(id) + ".", create_sql(c.after, id), {drop_sql(c.after, id)});
  c.creates(step, id);
  c.fills(step, id);
  wait_for_name(c, step, id);
}

void drop(Context& c, const ObjectId& id) {
  Step& step =
      c.emit(Phase::contract, "Only the old application reads " + spoken(id) + ".", {drop_sql(c.before, id)});
  c.drops(step, id);
  for (const ObjectId& owned : c.before.owned_by(id.schema, id.name)) c.drops(step, owned);
  std::erase(step.releases, id);
  c.locks(step, Lock::access_exclusive, id);
}

/// Old statements may write rows that the view does not show, or read with the rights of its owner.
bool is_stricter(const model::Options& old, const model::Options& options) {
  for (const char* name : {"check_option", "security_invoker"}) {
    const auto now = options.find(name);
    if (now == options.end() || now->second == "false") continue;
    const auto then = old.find(name);
    if (then == old.end() || then->second != now->second) return true;
  }
  return false;
}

void alter_storage(Context& c, const ObjectId& id, const std::string& head, const model::Options& old,
                   const model::Options& options) {
  Statements sql = alter_options_sql(head, old, options);
  if (sql.empty()) return;
  const bool stricter = is_stricter(old, options);
  Step& step = c.emit(stricter ? Phase::contract : Phase::expand, "New options for " + spoken(id) + ".",
                      std::move(sql), alter_options_sql(head, options, old));
  c.uses(step, id);
  step.reaches.push_back({id, state::kOptions});
  if (stricter) hazard(step, Hazard::rejects_old_writers);
  c.locks(step, id.kind == Kind::view ? Lock::access_exclusive : Lock::share_update_exclusive, id);
}

}  // namespace

bool keeps_columns(std::string_view old_query, std::string_view query) {
  const auto old = output_columns(old_query);
  const auto now = output_columns(query);
  return old && now && std::includes(now->begin(), now->end(), old->begin(), old->end());
}

void create_view(Context& c, const ObjectId& id) {
  const NewName* name = c.new_names == nullptr ? nullptr : c.new_names->of_stand_in(id);
  if (name != nullptr)
    create_new_name(c, *name);
  else
    create(c, id);
}

bool alter_view(Context& c, const ObjectId& id, const model::View& old, const model::View& view) {
  alter_storage(c, id, "ALTER VIEW " + qualified(c.after, id), old.options, view.options);
  return false;
}

void drop_view(Context& c, const ObjectId& id) { drop(c, id); }

void create_materialized_view(Context& c, const ObjectId& id) { create(c, id); }

bool alter_materialized_view(Context& c, const ObjectId& id, const model::MaterializedView& old,
                             const model::MaterializedView& view) {
  alter_storage(c, id, "ALTER MATERIALIZED VIEW " + qualified(c.after, id), old.storage, view.storage);
  if (old.populated == view.populated) return false;
  const auto refresh = [&](bool populated) {
    return "REFRESH MATERIALIZED VIEW " + qualified(c.after, id) + (populated ? "" : " WITH NO DATA");
  };
  Step& step = c.emit(view.populated ? Phase::expand : Phase::contract,
                      view.populated ? spoken(id) + " is filled." : spoken(id) + " is emptied.",
                      {refresh(view.populated)}, {refresh(old.populated)});
  c.uses(step, id);
  step.reaches.push_back({id, state::kRows});
  c.locks(step, Lock::access_exclusive, id);
  c.fills(step, id);
  if (view.populated)  // nobody can read it before, so writing it under lock is no hazard
    step.rewrites.push_back(id);
  else
    hazard(step, Hazard::rejects_old_writers);
  return false;
}

void drop_materialized_view(Context& c, const ObjectId& id) { drop(c, id); }

}  // namespace schemagen::dialect::postgres
