#include "app/trigger_head.h"

#include "schemagen/sql/token.h"

namespace schemagen::app {
namespace {

constexpr std::size_t kBehindName = 3;  // CREATE TRIGGER name

bool ends_head(const sql::Token& token) {
  return token.kind == sql::TokenKind::end || token.is("insert") || token.is("update") || token.is("delete");
}

}  // namespace

TriggerHead read_trigger_head(std::string_view definition) {
  const std::vector<sql::Token> tokens = sql::tokenize(definition, sql::Dialect::sqlite);
  TriggerHead head;
  std::size_t at = kBehindName;
  if (at < tokens.size() && tokens[at].is_symbol(".")) at += 2;
  while (at < tokens.size() && !ends_head(tokens[at])) ++at;
  if (at + 1 >= tokens.size()) return head;
  if (tokens[at].is("delete")) head.event = TriggerHead::Event::remove;
  if (!tokens[at].is("update")) return head;
  head.event = TriggerHead::Event::update;
  if (!tokens[at + 1].is("of")) return head;
  for (at += 2; at < tokens.size() && !tokens[at].is("on") && tokens[at].kind != sql::TokenKind::end; ++at)
    if (!tokens[at].is_symbol(",")) head.update_of.push_back(sql::name_of(tokens[at], sql::Dialect::sqlite));
  return head;
}

}  // namespace schemagen::app
