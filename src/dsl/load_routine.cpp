#include "dsl/load_name.h"
#include "dsl/load_signature.h"
#include "dsl/load_sql.h"
#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dsl {
namespace {

using sql::Token;
using sql::TokenKind;

constexpr std::string_view kKeyHint =
    "the key of a function is its name and its argument types: 'add(integer, integer)'";

bool is_name(const Token& token) {
  return token.kind == TokenKind::word || token.kind == TokenKind::quoted_name;
}

// Where the argument list of a signature begins: the first parenthesis outside of double quotes.
std::size_t arguments_start(std::string_view key) {
  bool quoted = false;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (key[i] == '"') quoted = !quoted;
    if (key[i] == '(' && !quoted) return i;
  }
  return std::string_view::npos;
}

struct FunctionKey {
  QualifiedName name;
  std::string types;
  ObjectId id;
};

std::optional<FunctionKey> parse_key(Loader& loader, const Entry& entry) {
  const std::string_view key = entry.key.view();
  const std::size_t open = arguments_start(key);
  if (open == std::string_view::npos || !base::trim(key).ends_with(')')) {
    loader.report.add(entry.at, shown(key) + " names no arguments", std::string(kKeyHint));
    return std::nullopt;
  }
  const auto name = parse_name(loader, base::trim(key.substr(0, open)), entry.at);
  if (!name || !loader.check_name(Kind::function, name->name.view(), entry.at)) return std::nullopt;
  const std::string_view inner = base::trim(key).substr(open + 1);
  FunctionKey parsed{*name, {}, {}};
  try {
    parsed.types = signature_types(parse_arguments(inner.substr(0, inner.size() - 1)));
  } catch (const base::Error& error) {
    loader.report.add(entry.at, error.what(), std::string(kKeyHint));
    return std::nullopt;
  }
  loader.use_schema(name->schema, entry.at);
  parsed.id = {Kind::function, name->schema, {}, name->name.str() + "(" + parsed.types + ")"};
  if (!loader.declare(parsed.id, entry.at)) return std::nullopt;
  return parsed;
}

class FunctionParser {
 public:
  FunctionParser(Loader& loader, const SqlText& sql, const FunctionKey& key)
      : loader_(loader), sql_(sql), key_(key), tokens_(sql.tokens()) {}

  std::optional<model::Function> parse() {
    if (!take_head()) {
      sql_.report(loader_, tokens_[at_].offset,
                  "this must be a whole CREATE FUNCTION or CREATE PROCEDURE statement",
                  "write CREATE FUNCTION " + key_.name.name.str() + "(…) …");
      return std::nullopt;
    }
    if (!check_name()) return std::nullopt;
    const std::size_t open = at_;
    const std::size_t close = closing_parenthesis(tokens_, open);
    if (close == tokens_.size()) {
      sql_.report(loader_, tokens_[open].offset, "the arguments of this function are not closed",
                  "put a `)` behind them");
      return std::nullopt;
    }
    const std::size_t start = tokens_[open].offset + 1;
    const auto arguments = parse_arguments(sql_.text().substr(start, tokens_[close].offset - start));
    if (!check_arguments(arguments, tokens_[open].offset)) return std::nullopt;
    if (!function_.procedure)
      function_.result = Symbol(function_result(sql_.text(), tokens_, close + 1, arguments));
    function_.definition = definition(open);
    return function_;
  }

 private:
  bool accept(std::string_view word) {
    if (!tokens_[at_].is(word)) return false;
    ++at_;
    return true;
  }

  bool take_head() {
    if (!accept("create")) return false;
    if (accept("or") && !accept("replace")) return false;
    function_.procedure = accept("procedure");
    return (function_.procedure || accept("function")) && is_name(tokens_[at_]);
  }

  bool check_name() {
    const std::size_t first = at_;
    std::string schema = key_.name.schema.str();
    if (tokens_[at_ + 1].is_symbol(".") && is_name(tokens_[at_ + 2])) {
      schema = sql::name_of(tokens_[at_], loader_.dialect());
      at_ += 2;
    }
    const std::string name = sql::name_of(tokens_[at_++], loader_.dialect());
    if (name != key_.name.name.view() || schema != key_.name.schema.view()) {
      const std::string made = schema == key_.name.schema.view() ? name : schema + "." + name;
      sql_.report(
          loader_, tokens_[first].offset,
          "the SQL makes the function " + shown(made) + ", but the key is " + shown(key_.name.name.view()),
          "give both the same name and schema");
      return false;
    }
    if (tokens_[at_].is_symbol("(")) return true;
    sql_.report(loader_, tokens_[at_].offset, "the arguments of the function must follow its name",
                "write " + name + "()");
    return false;
  }

  bool check_arguments(const std::vector<Argument>& arguments, std::size_t offset) {
    const std::string types = signature_types(arguments);
    if (types == key_.types || types.find('%') != std::string::npos) return true;
    sql_.report(loader_, offset, "the function takes (" + types + "), but the key says (" + key_.types + ")",
                "write the key as '" + key_.name.name.str() + "(" + types + ")'");
    return false;
  }

  Symbol definition(std::size_t open) const {
    const Token& last = tokens_[tokens_.size() - 2];
    const std::size_t start = tokens_[open].offset;
    const std::string head =
        function_.procedure ? "CREATE OR REPLACE PROCEDURE " : "CREATE OR REPLACE FUNCTION ";
    return Symbol(head + sql::quote_name(key_.name.schema.view(), key_.name.name.view(), loader_.dialect()) +
                  std::string(sql_.text().substr(start, last.offset + last.text.size() - start)));
  }

  Loader& loader_;
  const SqlText& sql_;
  const FunctionKey& key_;
  const std::vector<Token>& tokens_;
  std::size_t at_ = 0;
  model::Function function_;
};

}  // namespace

void load_function(Loader& loader, const Entry& entry) {
  const auto key = parse_key(loader, entry);
  if (!key) return;
  const Fields fields(loader, entry.value, function_keys());
  if (entry.value.table() == nullptr) return;
  const auto sql = SqlText::load(loader, fields, entry);
  if (!sql) return;
  auto function = FunctionParser(loader, *sql, *key).parse();
  if (!function) return;
  function->comment = fields.symbol("comment");
  loader.rename(fields, key->id);
  loader.put(key->id, std::move(*function), entry.at);
}

}  // namespace schemagen::dsl
