#include <algorithm>

#include "dialect/postgres/rules.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::postgres {
namespace {

using sql::Token;
using sql::TokenKind;

constexpr sql::Dialect kDialect = sql::Dialect::postgresql;

struct Argument {
  std::string name;
  bool has_default = false;
};

bool is_name(const Token& token) {
  return token.kind == TokenKind::word || token.kind == TokenKind::quoted_name;
}

bool is_mode(const Token& token) {
  return token.is("in") || token.is("out") || token.is("inout") || token.is("variadic");
}

/// `double precision`, `character varying`, `timestamp with time zone`: two words that are one type.
bool starts_long_type(const Token& first, const Token& second) {
  return (first.is("double") && second.is("precision")) || second.is("varying") ||
         ((first.is("timestamp") || first.is("time")) && (second.is("with") || second.is("without"))) ||
         (first.is("interval") && second.kind == TokenKind::word) || first.is("national");
}

Argument read_argument(std::vector<Token> tokens) {
  Argument argument;
  if (!tokens.empty() && is_mode(tokens[0])) tokens.erase(tokens.begin());
  if (tokens.size() > 1 && is_name(tokens[0]) && is_name(tokens[1]) && !tokens[1].is("default") &&
      !starts_long_type(tokens[0], tokens[1]))
    argument.name = sql::name_of(tokens[0], kDialect);
  argument.has_default = std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.is("default") || token.is_symbol("=") || token.is_symbol(":=");
  });
  return argument;
}

std::vector<Argument> arguments_of(Symbol definition) {
  const auto tokens = sql::tokenize(definition.view(), kDialect);
  std::vector<Argument> arguments;
  std::vector<Token> current;
  int depth = 0;
  for (const Token& token : tokens) {
    if (token.is_symbol("(") && ++depth == 1) continue;
    if (token.is_symbol(")") && --depth == 0) break;
    if (depth == 1 && token.is_symbol(",")) {
      arguments.push_back(read_argument(current));
      current.clear();
    } else if (depth > 0) {
      current.push_back(token);
    }
  }
  if (!current.empty()) arguments.push_back(read_argument(current));
  return arguments;
}

/// What the old body names and the new schema does not have.
Ids named_until_contract(const Context& c, const ObjectId& id) {
  Ids goes = c.then.of_body(id);
  std::erase_if(goes, [&](const ObjectId& named) { return c.after.contains(named); });
  return goes;
}

}  // namespace

bool can_replace(const model::Function& old, const model::Function& function) {
  if (old.procedure != function.procedure || old.result != function.result) return false;
  const auto then = arguments_of(old.definition);
  const auto now = arguments_of(function.definition);
  if (then.size() != now.size()) return false;
  for (std::size_t i = 0; i < then.size(); ++i) {
    if (!then[i].name.empty() && then[i].name != now[i].name) return false;
    if (then[i].has_default && !now[i].has_default) return false;
  }
  return true;
}

void create_function(Context& c, const ObjectId& id) {
  if (const NewName* name = c.new_names == nullptr ? nullptr : c.new_names->of_stand_in(id);
      name != nullptr) {
    create_new_name(c, *name);
    return;
  }
  Step& step =
      c.emit(Phase::expand, "New " + spoken(id) + ".", create_sql(c.after, id), {drop_sql(c.after, id)});
  c.creates(step, id);
}

bool alter_function(Context& c, const ObjectId& id, const model::Function& old,
                    const model::Function& function) {
  if (old.definition == function.definition) return false;
  const Ids goes = named_until_contract(c, id);
  Step& step = c.emit(goes.empty() ? Phase::expand : Phase::contract,
                      "A new body for " + spoken(id) +
                          (goes.empty() ? "."
                                        : ": the old one serves the old application until here, and names " +
                                              spoken(*goes.begin()) + ", which goes."),
                      {or_replace(function.definition)}, {or_replace(old.definition)});
  c.creates(step, id);
  for (const ObjectId& named : c.now.of_body(id))
    if (!c.now.stands_on(named, id)) step.needs.push_back(named);
  step.releases.insert(step.releases.end(), goes.begin(), goes.end());
  step.reaches.push_back({id, state::kNewBody});
  c.retires(step, id);
  return false;
}

void drop_function(Context& c, const ObjectId& id) {
  Step& step =
      c.emit(Phase::contract, "Only the old application calls " + spoken(id) + ".", {drop_sql(c.before, id)});
  c.drops(step, id);
  c.touched.emplace(id, Touch::gone);
}

}  // namespace schemagen::dialect::postgres
