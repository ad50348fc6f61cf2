#include "dsl/load_name.h"
#include "dsl/load_sql.h"
#include "dsl/load_table.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dsl {
namespace {

using sql::Token;
using sql::TokenKind;

bool is_name(const Token& token) {
  return token.kind == TokenKind::word || token.kind == TokenKind::quoted_name;
}

class TriggerParser {
 public:
  TriggerParser(Loader& loader, const SqlText& sql, const ObjectId& id)
      : loader_(loader), sql_(sql), id_(id), tokens_(sql.tokens()) {}

  // The statement in the form in which the database keeps it; nothing when it is not this trigger.
  std::optional<Symbol> parse() {
    if (!take_head()) {
      sql_.report(loader_, tokens_[at_].offset, "this must be a whole CREATE TRIGGER statement",
                  "write CREATE TRIGGER " + id_.name.str() + " … ON " + id_.owner.str() + " …");
      return std::nullopt;
    }
    const std::size_t name = at_;
    if (!is_name(tokens_[name]) || !check_name()) return std::nullopt;
    while (tokens_[at_].kind != TokenKind::end && !tokens_[at_].is("on")) ++at_;
    if (tokens_[at_].kind == TokenKind::end || !is_name(tokens_[at_ + 1])) {
      sql_.report(loader_, tokens_[at_].offset, "this trigger does not say on which table it is",
                  "write … ON " + id_.owner.str() + " …");
      return std::nullopt;
    }
    ++at_;
    return check_table() ? std::optional(definition(name)) : std::nullopt;
  }

 private:
  bool accept(std::string_view word) {
    if (!tokens_[at_].is(word)) return false;
    ++at_;
    return true;
  }

  bool take_head() {
    if (!accept("create")) return false;
    if (loader_.postgresql()) {
      if (accept("or") && !accept("replace")) return false;
      is_constraint_ = accept("constraint");
    }
    if (!accept("trigger")) return false;
    if (!loader_.postgresql() && accept("if")) return accept("not") && accept("exists");
    return true;
  }

  bool same(std::string_view a, Symbol b) const {
    return loader_.postgresql() ? a == b.view() : base::equals_ignoring_case(a, b.view());
  }

  bool check_name() {
    const std::string name = sql::name_of(tokens_[at_], loader_.dialect());
    if (same(name, id_.name)) {
      ++at_;
      return true;
    }
    sql_.report(loader_, tokens_[at_].offset,
                "the SQL makes the trigger " + shown(name) + ", but the key is " + shown(id_.name.view()),
                "give both the same name");
    return false;
  }

  bool check_table() {
    table_first_ = at_;
    std::string schema = id_.schema.str();
    if (tokens_[at_ + 1].is_symbol(".") && is_name(tokens_[at_ + 2])) {
      schema = sql::name_of(tokens_[at_], loader_.dialect());
      at_ += 2;
    }
    table_last_ = at_;
    const std::string table = sql::name_of(tokens_[at_], loader_.dialect());
    if (same(table, id_.owner) && schema == id_.schema.view()) return true;
    sql_.report(loader_, tokens_[table_first_].offset,
                "the SQL makes the trigger on " + shown(table) + ", but it is declared for " +
                    shown(id_.owner.view()),
                "move it to the table that it is on, or correct the SQL");
    return false;
  }

  Symbol definition(std::size_t name) const {
    const Token& last = tokens_[tokens_.size() - 2];
    const std::size_t end = last.offset + last.text.size();
    const std::size_t start = tokens_[name].offset;
    if (!loader_.postgresql())
      return Symbol("CREATE TRIGGER " + std::string(sql_.text().substr(start, end - start)));
    const std::size_t table = tokens_[table_first_].offset;
    const Token& table_end = tokens_[table_last_];
    const std::size_t rest = table_end.offset + table_end.text.size();
    std::string out = is_constraint_ ? "CREATE CONSTRAINT TRIGGER " : "CREATE TRIGGER ";
    out += sql_.text().substr(start, table - start);
    out += sql::quote_name(id_.schema.view(), id_.owner.view(), loader_.dialect());
    out += sql_.text().substr(rest, end - rest);
    return Symbol(out);
  }

  Loader& loader_;
  const SqlText& sql_;
  const ObjectId& id_;
  const std::vector<Token>& tokens_;
  std::size_t at_ = 0;
  std::size_t table_first_ = 0;
  std::size_t table_last_ = 0;
  bool is_constraint_ = false;
};

void load_trigger(Loader& loader, const ObjectId& id, const Entry& entry) {
  model::Trigger trigger;
  std::optional<SqlText> sql;
  if (entry.value.text() != nullptr) {
    sql = SqlText::load(loader, entry.value);
  } else {
    const Fields fields(loader, entry.value, trigger_keys());
    if (entry.value.table() == nullptr) return;
    sql = SqlText::load(loader, fields, entry);
    trigger.comment = fields.symbol("comment");
    const auto enabled = fields.choice("enabled", {"always", "replica", "disabled"});
    if (enabled) trigger.firing = static_cast<model::Trigger::Firing>(*enabled + 1);
  }
  if (!sql) return;
  const auto definition = TriggerParser(loader, *sql, id).parse();
  if (!definition) return;
  trigger.definition = *definition;
  loader.put(id, std::move(trigger), entry.at);
}

}  // namespace

void load_triggers(Loader& loader, Symbol schema, Symbol owner, const Fields& fields) {
  const Value* triggers = fields.table("triggers");
  if (triggers == nullptr) return;
  for (const Entry& entry : *triggers->table())
    if (const auto id = declare_owned(loader, Kind::trigger, schema, owner, entry))
      load_trigger(loader, *id, entry);
}

}  // namespace schemagen::dsl
