#include "dialect/postgres/bridge_trigger.h"

#include <algorithm>
#include <set>

#include "dialect/postgres/bridge_value.h"
#include "dialect/postgres/column_type.h"
#include "dialect/postgres/rules.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/expression.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::postgres {
namespace {

using How = Kept::How;

constexpr std::string_view kFunction = R"(CREATE OR REPLACE FUNCTION {function}() RETURNS trigger
    LANGUAGE plpgsql{rights} SET search_path = {path}{session} AS {body})";

/// What texts become values under, in every session alike.
constexpr std::string_view kPinned = R"(
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on)";

constexpr std::string_view kBody = R"(
{settings}{variables}BEGIN
{rules}    RETURN NEW;
END
)";

/// A column may be called like a variable of PL/pgSQL (`found`).
constexpr std::string_view kColumnsFirst = R"(#variable_conflict use_column
)";

constexpr std::string_view kFilled = R"(    IF NEW.{column} IS NULL THEN
        NEW.{column} := {value};
    END IF;
)";

constexpr std::string_view kDerived = R"(    IF TG_OP = 'INSERT' THEN
        IF NEW.{column} IS NULL THEN
            NEW.{column} := {value};
        END IF;
    ELSIF {untouched} AND {moved} THEN
        NEW.{column} := {value};
    END IF;
)";

constexpr std::string_view kTake = R"({indent}NEW.{column} := {taken};
)";

constexpr std::string_view kTakeIfPossible = R"({indent}BEGIN
{indent}    NEW.{column} := {taken};
{indent}EXCEPTION WHEN OTHERS THEN
{indent}    NEW.{column} := NULL;  -- the old application goes on; the next file stops at such a row
{indent}END;
)";

constexpr std::string_view kAgree = R"(    BEGIN
        _sg_same := {agrees};
    EXCEPTION WHEN OTHERS THEN
        _sg_same := false;
    END;
)";

/// The old column says what the row holds, unless the new one says the same in its own way.
constexpr std::string_view kTakeUnlessSame = R"({compare}    IF NEW.{column} IS NULL OR {differ} THEN
{take}    END IF;
)";

/// Of a row that is inserted OLD is all NULL. The trigger has an argument from the deploy line on.
constexpr std::string_view kGiveBack = R"({compare}    IF {new_written} AND {differ} THEN
        IF NOT ({old_written}) THEN
            NEW.{other} := {back};
        ELSIF TG_NARGS > 0 THEN
            RAISE integrity_constraint_violation USING MESSAGE = {conflict},
                HINT = 'They are two forms of one column while a migration is under way: set one of them.';
        END IF;
    END IF;
)";

/// A column's name alone or with a cast behind it.
bool is_column(std::string_view expression) {
  const auto names = sql::column_names_in(expression, sql::Dialect::postgresql);
  if (names.size() != 1) return false;
  const std::string name = quoted(*names.begin());
  const std::string_view text = base::trim(expression);
  return text == name || text.starts_with(name + "::");
}

const model::Column* column_of(const Context& c, const ObjectId& table, Symbol name) {
  const ObjectId id = model::column_id(table.schema, table.name, name);
  const auto* column = c.after.find_as<model::Column>(id);
  return column == nullptr ? c.before.find_as<model::Column>(id) : column;
}

/// Before the row is written its generated columns are still NULL.
bool names_generated(const Context& c, const ObjectId& table, const std::set<Symbol>& names) {
  return std::any_of(names.begin(), names.end(), [&](Symbol name) {
    const model::Column* column = column_of(c, table, name);
    return column != nullptr && column->generated;
  });
}

/// `expression` over the row NEW or OLD: as a query on that one row, so that the names in it mean its
/// columns; generated ones are computed here.
std::string over_row(const Context& c, const ObjectId& table, const std::string& expression,
                     const char* row) {
  const auto names = sql::column_names_in(expression, sql::Dialect::postgresql);
  if (names.empty()) return "(" + expression + ")";
  const std::string alias = quoted(table.name);
  if (!names_generated(c, table, names)) {
    if (is_column(expression)) return std::string(row) + "." + std::string(base::trim(expression));
    return "(SELECT " + expression + " FROM (SELECT " + row + ".*) AS " + alias + ")";
  }
  std::vector<std::string> columns;
  for (const Symbol name : names) {
    const model::Column* column = column_of(c, table, name);
    if (column == nullptr) continue;
    columns.push_back(column->generated ? over_row(c, table, column->generated->expression.str(), row) +
                                              "::" + type_sql(c.after, column->type) + " AS " + quoted(name)
                                        : std::string(row) + "." + quoted(name));
  }
  return "(SELECT " + expression + " FROM (SELECT " + base::join(columns, ", ") + ") AS " + alias + ")";
}

using Names = std::vector<std::pair<std::string_view, std::string>>;

std::string take_sql(const Kept& kept, Names names, std::size_t indent) {
  names.emplace_back("indent", std::string(indent, ' '));
  return fill(kept.may_fail ? kTakeIfPossible : kTake, names);
}

std::string written_sql(const Context& c, const ObjectId& column, const std::string& otherwise) {
  return differ_sql(c, column, "NEW." + quoted(column.name), otherwise);
}

/// Of a row that is about to be written.
std::string agrees_over_row(const Context& c, const Kept& kept) {
  const ObjectId table = model::owner_id(kept.column);
  return "(" +
         agreement_sql(c, kept,
                       {"NEW." + quoted(kept.column.name), over_row(c, table, kept.value, "NEW"),
                        "NEW." + quoted(kept.other), over_row(c, table, kept.back, "NEW")}) +
         ")";
}

/// Functions whose value at the moment of the default is the one that the trigger sees.
bool is_seen_alike(const std::string& expression) {
  static constexpr std::array<std::string_view, 3> kOfTheTransaction{"now", "transaction_timestamp",
                                                                     "timezone"};
  const auto tokens = sql::tokenize(expression, sql::Dialect::postgresql);
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const bool is_call = tokens[i].is_symbol("(") && tokens[i - 1].kind == sql::TokenKind::word;
    const bool is_type = i > 1 && tokens[i - 2].is_symbol("::");
    if (is_call && !is_type &&
        std::none_of(kOfTheTransaction.begin(), kOfTheTransaction.end(),
                     [&](std::string_view name) { return tokens[i - 1].is(name); }))
      return false;
  }
  return true;
}

/// Whether the writer has set the old column. Until the deploy line whatever it holds counts; then, on
/// INSERT, it has its default when nobody sets it. A number or a value of the moment cannot be told from one
/// that was set.
std::string old_written(const Context& c, const Kept& kept) {
  constexpr std::string_view kNew = "TG_OP = 'INSERT' AND TG_NARGS > 0";
  const ObjectId other = model::column_id(kept.column.schema, kept.column.owner, kept.other);
  const auto* column = c.before.find_as<model::Column>(other);
  const std::string before = "OLD." + quoted(kept.other);
  if (column == nullptr || (column->default_value.empty() && !column->identity && !column->serial))
    return written_sql(c, other, before);
  if (column->default_value.empty() || !is_seen_alike(column->default_value.str()))
    return "NOT (" + std::string(kNew) + ") AND " + written_sql(c, other, before);
  return written_sql(c, other,
                     "CASE WHEN " + std::string(kNew) + " THEN " +
                         typed_as(c, other, column->default_value.str()) + " ELSE " + before + " END");
}

Names synced_names(const Context& c, const Kept& kept) {
  const bool careful = kept.may_fail;
  const std::string agrees = agrees_over_row(c, kept);
  return {{"column", quoted(kept.column.name)},
          {"other", quoted(kept.other)},
          {"compare", careful ? fill(kAgree, {{"agrees", agrees}}) : std::string()},
          {"differ",
           careful ? "NOT _sg_same"
           : kept.exact && kept.fallback.empty()
               ? differ_sql(c, kept.column, "NEW." + quoted(kept.column.name), "NEW." + quoted(kept.other))
               : "NOT " + agrees}};
}

std::string synced_rule(const Context& c, const Kept& kept, const Names& names) {
  if (kept.exact && kept.fallback.empty()) return take_sql(kept, names, 4);
  Names all = synced_names(c, kept);
  all.emplace_back("take", take_sql(kept, names, 8));
  return fill(kTakeUnlessSame, all);
}

std::string give_back_rule(const Context& c, const Kept& kept) {
  const ObjectId table = model::owner_id(kept.column);
  Names names = synced_names(c, kept);
  names.emplace_back("new_written", written_sql(c, kept.column, "OLD." + quoted(kept.column.name)));
  names.emplace_back("old_written", old_written(c, kept));
  names.emplace_back("back", over_row(c, table, kept.back, "NEW"));
  names.emplace_back(
      "conflict", sql::quote_literal("Columns " + kept.other.str() + " and " + kept.column.name.str() +
                                     " of " + model::display_name(table) + " are given different values."));
  return fill(kGiveBack, names);
}

std::string rule_sql(const Context& c, const Kept& kept) {
  const ObjectId table = model::owner_id(kept.column);
  const std::string value = over_row(c, table, kept.value, "NEW");
  Kept over_new = kept;
  if (!kept.fallback.empty()) over_new.fallback = over_row(c, table, kept.fallback, "NEW");
  Names names{{"column", quoted(kept.column.name)}, {"value", value}, {"taken", taken_sql(over_new, value)}};
  switch (kept.how) {
    case How::defaulted:
      return {};
    case How::filled:
      return fill(kFilled, names);
    case How::derived: {
      const std::string mine = quoted(kept.column.name);
      names.emplace_back("untouched", same_sql(c, kept.column, "NEW." + mine, "OLD." + mine));
      names.emplace_back("moved", differ_sql(c, kept.column, typed(c, kept, value),
                                             typed(c, kept, over_row(c, table, kept.value, "OLD"))));
      return fill(kDerived, names);
    }
    case How::mirrored:
      return take_sql(kept, names, 4);
    case How::synced:
      return synced_rule(c, kept, names);
  }
  return {};
}

/// A type that is neither the server's own nor an enum, whose schema is written, is found on the path.
bool is_found_on_path(const Context& c, const ObjectId& column) {
  const model::Column* object = column_of(c, model::owner_id(column), column.name);
  if (object == nullptr) return false;
  std::string_view type = object->type.view();
  while (type.ends_with("[]")) type.remove_suffix(2);
  return !is_no_domain(Symbol(type)) && c.now.enum_of(object->type).kind != model::Kind::enum_type &&
         c.then.enum_of(object->type).kind != model::Kind::enum_type;
}

/// What the declaration says itself, and not what follows from types of the server.
bool needs_path(const Context& c, const Kept& kept) {
  const ObjectId table = model::owner_id(kept.column);
  const auto* old = c.before.find_as<model::Column>(model::column_id(table.schema, table.name, kept.other));
  if (kept.how == How::synced && old != nullptr && !old->default_value.empty() && !is_no_domain(old->type))
    return true;
  if (!kept.exact && (is_found_on_path(c, kept.column) ||
                      is_found_on_path(c, model::column_id(table.schema, table.name, kept.other))))
    return true;
  const Advice& advice = c.advice(c.staging != nullptr && c.staging->by_new_id(kept.column) != nullptr
                                      ? c.staging->by_new_id(kept.column)->id
                                      : kept.column);
  const bool derived = kept.how == How::filled || kept.how == How::derived;
  return derived || !advice.using_.empty() || !advice.back.empty() || !kept.fallback.empty();
}

bool is_of_other_schema(const Context& c, const ObjectId& column) {
  const auto* object = c.after.find_as<model::Column>(column);
  if (object == nullptr || is_no_domain(object->type)) return false;
  const std::string type = type_sql(c.after, object->type);
  const auto tokens = sql::tokenize(type, sql::Dialect::postgresql);
  if (tokens.size() < 3 || !tokens[1].is_symbol(".")) return false;
  const std::string schema = sql::name_of(tokens[0], sql::Dialect::postgresql);
  return schema != "public" && schema != "pg_catalog" && column.schema != Symbol(schema);
}

/// The function names what a role that may write the table need not be allowed to use: other tables,
/// functions, types of other schemas.
bool needs_rights(const Context& c, const Kept& kept) {
  const ObjectId table = model::owner_id(kept.column);
  for (const std::string* text : {&kept.value, &kept.back, &kept.fallback})
    for (const ObjectId& used : c.now.of_expression(*text, table))
      if (used.kind == model::Kind::function ||
          (model::is_owned(used.kind) && model::owner_id(used) != table) ||
          (used.kind == model::Kind::table && used != table) || used.kind == model::Kind::view ||
          used.kind == model::Kind::materialized_view || used.kind == model::Kind::sequence)
        return true;
  for (const std::string* text : {&kept.value, &kept.fallback}) {
    const auto tokens = sql::tokenize(*text, sql::Dialect::postgresql);
    if (std::any_of(tokens.begin(), tokens.end(), [](const sql::Token& token) { return token.is("select"); }))
      return true;
  }
  return is_of_other_schema(c, kept.column) ||
         (!kept.other.empty() &&
          is_of_other_schema(c, model::column_id(table.schema, table.name, kept.other)));
}

std::string path_of(const ObjectId& table, bool own_expressions) {
  if (!own_expressions) return "pg_catalog, pg_temp";
  return std::string("pg_catalog, ") + (table.schema == "public" ? "" : quoted(table.schema) + ", ") +
         "public, pg_temp";
}

}  // namespace

namespace {

std::string function_sql(const Context& c, const ObjectId& table, const Bridge& bridge,
                         const std::string& name, const std::string& rules) {
  const auto any = [&](auto test) { return std::any_of(bridge.kept.begin(), bridge.kept.end(), test); };
  const bool own = any([&](const Kept& kept) { return needs_path(c, kept); });
  const bool converts = any([](const Kept& kept) { return !kept.exact; });
  const bool asks = rules.find("(SELECT ") != std::string::npos;
  const bool compares = rules.find("_sg_same") != std::string::npos;
  const std::string body = fill(kBody, {{"settings", asks ? std::string(kColumnsFirst) : ""},
                                        {"variables", compares ? "DECLARE\n    _sg_same boolean;\n" : ""},
                                        {"rules", rules}});
  const bool rights = any([&](const Kept& kept) { return needs_rights(c, kept); });
  return fill(kFunction, {{"function", name},
                          {"rights", rights ? " SECURITY DEFINER" : ""},
                          {"path", path_of(table, own)},
                          {"session", converts ? std::string(kPinned) : ""},
                          {"body", sql::quote_dollar(body)}});
}

}  // namespace

std::string bridge_function_sql(const Context& c, const ObjectId& table, const Bridge& bridge) {
  std::string rules;
  for (const Kept& kept : bridge.kept) rules += rule_sql(c, kept);
  return function_sql(c, table, bridge, bridge_function(c, table), rules);
}

std::string give_back_function_sql(const Context& c, const ObjectId& table, const Bridge& bridge) {
  std::string rules;
  for (const Kept& kept : bridge.kept)
    if (kept.how == How::synced) rules += give_back_rule(c, kept);
  return function_sql(c, table, bridge, give_back_function(c, table), rules);
}

}  // namespace schemagen::dialect::postgres
