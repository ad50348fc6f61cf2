#include "db/postgres/settle_probe.h"

#include <algorithm>
#include <map>
#include <set>

#include "db/postgres/catalog.h"
#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/expression.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/statement.h"
#include "schemagen/sql/token.h"

namespace schemagen::db::postgres {

namespace {

using diff::Doubt;
using model::SqlRole;
using sql::Dialect;
using sql::Token;
using sql::TokenKind;

constexpr std::string_view kPrints = R"(
SELECT 'e', substr(con.conname, {length}), pg_get_expr(con.conbin, con.conrelid)
  FROM pg_constraint con
 WHERE con.connamespace = {namespace} AND con.contype = 'c' AND con.conname LIKE {pattern}
UNION ALL
SELECT 'd', substr(c.relname, {length}) || '/' || a.attname, pg_get_expr(d.adbin, d.adrelid)
  FROM pg_class c
  JOIN pg_attrdef d ON d.adrelid = c.oid
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.adnum
 WHERE c.relnamespace = {namespace} AND c.relname LIKE {pattern}
UNION ALL
SELECT 'q', substr(c.relname, {length}), pg_get_viewdef(c.oid)
  FROM pg_class c
 WHERE c.relnamespace = {namespace} AND c.relname LIKE {pattern} AND c.relkind = 'v'
UNION ALL
SELECT 'r', substr(p.proname, {length}), pg_get_functiondef(p.oid)
  FROM pg_proc p
 WHERE p.pronamespace = {namespace} AND p.proname LIKE {pattern}
UNION ALL
SELECT 't', substr(c.relname, {length}), pg_get_triggerdef(t.oid)
  FROM pg_trigger t
  JOIN pg_class c ON c.oid = t.tgrelid
 WHERE c.relnamespace = {namespace} AND c.relname LIKE {pattern} AND NOT t.tgisinternal AND t.tgparentid = 0
UNION ALL
SELECT 'k', substr(c.relname, {length}), pg_get_partkeydef(c.oid)
  FROM pg_class c
 WHERE c.relnamespace = {namespace} AND c.relname LIKE {pattern} AND c.relkind = 'p'
UNION ALL
SELECT 'b', substr(c.relname, {length}), pg_get_expr(c.relpartbound, c.oid)
  FROM pg_class c
 WHERE c.relnamespace = {namespace} AND c.relname LIKE {pattern} AND c.relispartition)";

std::string quoted(std::string_view name) { return sql::quote_name(name, Dialect::postgresql); }

std::string scratch_name(const ScratchPlace& place, std::size_t number) {
  return place.schema + "." + place.prefix + std::to_string(number);
}

/// What stands behind a column's type so that the server prints the text of `doubt`.
std::string column_clause(const Doubt& doubt) {
  return doubt.role == SqlRole::default_value ? " DEFAULT (" + doubt.declared + "\n)"
                                              : " GENERATED ALWAYS AS (" + doubt.declared + "\n) STORED";
}

std::string unused_name(const std::set<std::string>& used) {
  std::string name = "sg_part";
  while (used.count(name) != 0) name += "_";
  return name;
}

/// Byte range of a possibly qualified name that begins at token `at`; `next` is the token behind it.
struct NameRange {
  std::size_t begin = 0, end = 0, next = 0;
};

bool is_name(const Token& token) {
  return token.kind == TokenKind::word || token.kind == TokenKind::quoted_name;
}

std::optional<NameRange> name_at(const std::vector<Token>& tokens, std::size_t at) {
  if (!is_name(tokens[at])) return std::nullopt;
  std::size_t last = at;
  while (tokens[last + 1].is_symbol(".") && is_name(tokens[last + 2])) last += 2;
  return NameRange{tokens[at].offset, tokens[last].offset + tokens[last].text.size(), last + 1};
}

/// The name behind FUNCTION or PROCEDURE, or the table behind the first ON outside an UPDATE OF list.
std::optional<NameRange> subject_of(std::string_view statement, SqlRole role) {
  const std::vector<Token> tokens = sql::tokenize(statement, Dialect::postgresql);
  for (std::size_t i = 0; tokens[i].kind != TokenKind::end; ++i) {
    const bool found = role == SqlRole::routine ? tokens[i].is("function") || tokens[i].is("procedure")
                                                : tokens[i].is("on") && i > 0 && !tokens[i - 1].is("trigger");
    if (found) return name_at(tokens, i + 1);
  }
  return std::nullopt;
}

std::string with_subject(std::string_view statement, const NameRange& range, std::string_view name) {
  return std::string(statement.substr(0, range.begin)).append(name).append(statement.substr(range.end));
}

/// The statement without its subject's name.
std::string around_subject(std::string_view statement, SqlRole role) {
  const auto range = subject_of(statement, role);
  return std::string(base::trim(range ? with_subject(statement, *range, "\n") : statement));
}

bool is_one_statement(std::string_view text) {
  try {
    return sql::split_statements(text, Dialect::postgresql).size() == 1;
  } catch (const base::Error&) {  // a string or comment that does not end
    return false;
  }
}

/// `CREATE OR REPLACE TRIGGER` is not known before PostgreSQL 14, and there is nothing to replace.
std::string without_or_replace(std::string_view statement) {
  const std::vector<Token> tokens = sql::tokenize(statement, Dialect::postgresql);
  if (tokens.size() < 4 || !tokens[1].is("or") || !tokens[2].is("replace")) return std::string(statement);
  return "CREATE " + std::string(statement.substr(tokens[3].offset));
}

bool mentions(const std::vector<Token>& tokens, Symbol name) {
  return std::any_of(tokens.begin(), tokens.end(), [name](const Token& token) {
    return is_name(token) && Symbol(sql::name_of(token, Dialect::postgresql)) == name;
  });
}

/// A relation with the columns that the trigger names.
std::string trigger_relation(const ScratchPlace& place, const Doubt& doubt, std::size_t number,
                             const model::Schema& declared) {
  const auto columns = declared.columns_of(doubt.id.schema, doubt.id.owner);
  if (columns.empty())
    return "CREATE VIEW " + scratch_name(place, number) + " AS SELECT * FROM " +
           sql::quote_name(doubt.id.schema.view(), doubt.id.owner.view(), Dialect::postgresql);
  const std::vector<Token> tokens = sql::tokenize(doubt.declared, Dialect::postgresql);
  std::vector<std::string> definitions;
  for (const auto& [id, column] : columns)
    if (mentions(tokens, id.name)) definitions.push_back(quoted(id.name.view()) + " " + column->type.str());
  return "CREATE TABLE " + scratch_name(place, number) + " (" + base::join(definitions, ", ") + ")";
}

std::string divided_table(const std::string& name, const model::ObjectId& table, std::string_view by,
                          const model::Schema& declared) {
  std::vector<std::string> definitions;
  for (const auto& [id, column] : declared.columns_of(table.schema, table.name))
    definitions.push_back(quoted(id.name.view()) + " " + column->type.str());
  return "CREATE TABLE " + name + " (" + base::join(definitions, ", ") + ") PARTITION BY " + std::string(by);
}

std::optional<Probe> bound_probe(const std::string& name, const Doubt& doubt, std::size_t number,
                                 const model::Schema& declared) {
  const model::ObjectId table = model::owner_id(doubt.id);
  const auto* parent = declared.find_as<model::Table>(table);
  if (parent == nullptr) return std::nullopt;
  return Probe{divided_table(name + "p", table, parent->partition_by.view(), declared) + ";\nCREATE TABLE " +
                   name + " PARTITION OF " + name + "p " + doubt.declared,
               {number}};
}

std::string printed_expression(std::string_view check) {
  constexpr std::string_view kTest = " IS NOT NULL";
  check = sql::strip_outer_parentheses(check, Dialect::postgresql);
  if (check.size() > kTest.size() && check.substr(check.size() - kTest.size()) == kTest)
    check.remove_suffix(kTest.size());
  return std::string(sql::strip_outer_parentheses(check, Dialect::postgresql));
}

}  // namespace

Probe table_probe(const ScratchPlace& place, const std::vector<Doubt>& all,
                  const std::vector<std::size_t>& doubts, const model::Schema& declared) {
  std::set<std::string> mentioned;
  std::map<std::string, std::string> clauses;
  std::vector<std::string> definitions;
  const model::ObjectId& owner = all[doubts.front()].id;
  for (const std::size_t number : doubts) {
    const Doubt& doubt = all[number];
    for (const Symbol name : sql::column_names_in(doubt.declared, Dialect::postgresql))
      mentioned.insert(name.str());
    if (doubt.id.kind == model::Kind::column)
      clauses[doubt.id.name.str()] = column_clause(doubt);
    else
      definitions.push_back("CONSTRAINT " + place.prefix + std::to_string(number) + " CHECK ((" +
                            doubt.declared + "\n) IS NOT NULL)");
  }
  const auto columns = declared.columns_of(owner.schema, owner.owner);
  std::set<std::string> used;
  for (const auto& [id, column] : columns) {
    const auto clause = clauses.find(id.name.str());
    if (clause == clauses.end() && mentioned.count(id.name.str()) == 0) continue;
    used.insert(id.name.str());
    definitions.push_back(quoted(id.name.view()) + " " + column->type.str() +
                          (clause == clauses.end() ? "" : clause->second));
  }
  if (columns.empty())
    definitions.insert(definitions.begin(), "LIKE " + sql::quote_name(owner.schema.view(), owner.owner.view(),
                                                                      Dialect::postgresql));
  const std::string part = unused_name(used);
  definitions.push_back(part + " integer");
  return {"CREATE TABLE " + scratch_name(place, doubts.front()) + " (" + base::join(definitions, ", ") +
              ") PARTITION BY LIST (" + part + ")",
          doubts};
}

std::optional<Probe> statement_probe(const ScratchPlace& place, const std::vector<Doubt>& all,
                                     std::size_t number, const model::Schema& declared) {
  const Doubt& doubt = all[number];
  if (!is_one_statement(doubt.declared)) return std::nullopt;
  const std::string name = scratch_name(place, number);
  if (doubt.role == SqlRole::partition_key)
    return Probe{divided_table(name, doubt.id, doubt.declared, declared), {number}};
  if (doubt.role == SqlRole::partition_bound) return bound_probe(name, doubt, number, declared);
  if (doubt.role == SqlRole::query) return Probe{"CREATE VIEW " + name + " AS " + doubt.declared, {number}};
  const auto subject = subject_of(doubt.declared, doubt.role);
  if (!subject) return std::nullopt;
  std::string create = with_subject(doubt.declared, *subject, name);
  if (doubt.role == SqlRole::trigger)
    create = trigger_relation(place, doubt, number, declared) + ";\n" + without_or_replace(create);
  return Probe{std::move(create), {number}};
}

std::string print_query(const ScratchPlace& place) {
  const std::string name_space =
      place.schema == "pg_temp"
          ? "pg_my_temp_schema()"
          : "(SELECT oid FROM pg_namespace WHERE nspname = " + sql::quote_literal(place.schema) + ")";
  std::string pattern;
  for (const char c : place.prefix) pattern += c == '_' ? std::string("\\_") : std::string(1, c);
  return fill_in(kPrints, {{"{namespace}", name_space},
                           {"{pattern}", sql::quote_literal(pattern + "%")},
                           {"{length}", std::to_string(place.prefix.size() + 1)}});
}

std::string printed_words(const Print& print) {
  if (print.kind == 'e') return printed_expression(print.text);
  if (print.kind != 'q') return print.text;
  std::string_view query = base::trim(print.text);
  if (!query.empty() && query.back() == ';') query.remove_suffix(1);
  return std::string(base::trim(query));
}

bool is_same_print(std::string_view words, const Doubt& doubt) {
  switch (doubt.role) {
    case SqlRole::expression:
    case SqlRole::default_value:
      return sql::strip_outer_parentheses(words, Dialect::postgresql) ==
             sql::strip_outer_parentheses(doubt.printed, Dialect::postgresql);
    case SqlRole::query:
      return words == base::trim(doubt.printed);
    case SqlRole::partition_key:
    case SqlRole::partition_bound:
      return sql::same_tokens(words, doubt.printed, Dialect::postgresql);
    case SqlRole::routine:
    case SqlRole::trigger:
      return around_subject(words, doubt.role) == around_subject(doubt.printed, doubt.role);
  }
  return false;
}

bool is_contained_expression(std::string_view text) {
  try {
    int depth = 0;
    for (const Token& token : sql::tokenize(text, Dialect::postgresql)) {
      if (token.is_symbol("(")) ++depth;
      if (token.is_symbol(")") && --depth < 0) return false;
      if (token.is_symbol(";")) return false;
    }
    return depth == 0;
  } catch (const base::Error&) {  // a string or comment that does not end
    return false;
  }
}

}  // namespace schemagen::db::postgres
