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
{indent}EXCEPTION WHEN data_exception OR check_violation THEN
{indent}    NEW.{column} := NULL;  -- the old application goes on; the next file stops at such a row
{indent}END;
)";

constexpr std::string_view kInserted = R"(        IF {unset} THEN
{take_inner}        ELSE
            NEW.{other} := {back};
        END IF;
)";

/// A row that moves to another partition is inserted there with both of its values.
constexpr std::string_view kMoved = R"(        IF {unset} THEN
{take_inner}        ELSIF {differs} THEN
            NEW.{other} := {back};
        END IF;
)";

constexpr std::string_view kMovedIfPossible = R"(        IF {unset} THEN
{take_inner}        ELSE
            BEGIN
                _sg_same := {same};
            EXCEPTION WHEN data_exception OR check_violation THEN
                _sg_same := false;
            END;
            IF NOT _sg_same THEN
                NEW.{other} := {back};
            END IF;
        END IF;
)";

constexpr std::string_view kSynced = R"(    IF TG_OP = 'INSERT' THEN
{inserted}    ELSIF {new_written} AND {differs} THEN
        NEW.{other} := {back};
    ELSIF {old_written} THEN
{take}    END IF;
)";

constexpr std::string_view kSyncedIfPossible = R"(    IF TG_OP = 'INSERT' THEN
{inserted}    ELSIF {new_written} THEN
        BEGIN
            _sg_same := {same};
        EXCEPTION WHEN data_exception OR check_violation THEN
            _sg_same := false;
        END;
        IF NOT _sg_same THEN
            NEW.{other} := {back};
        END IF;
    ELSIF {old_written} THEN
{take}    END IF;
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

std::string_view inserted_rule(const Context& c, const Kept& kept) {
  if (kept.exact || !c.on_divided_relation(kept.column)) return kInserted;
  return kept.may_fail ? kMovedIfPossible : kMoved;
}

std::string written_sql(const Context& c, const ObjectId& column) {
  return differ_sql(c, column, "NEW." + quoted(column.name), "OLD." + quoted(column.name));
}

/// Which of the two a writer has set shows by what the other one has when nobody sets it.
std::string synced_rule(const Context& c, const Kept& kept, Names names, const std::string& value) {
  const ObjectId table = model::owner_id(kept.column);
  const std::string mine = "NEW." + quoted(kept.column.name);
  const std::string compared =
      kept.fallback.empty() ? typed(c, kept, value) : "coalesce(" + typed(c, kept, value) + ", " + mine + ")";
  names.emplace_back("other", quoted(kept.other));
  names.emplace_back("back", over_row(c, table, kept.back, "NEW"));
  names.emplace_back("unset", mine + " IS NULL");
  names.emplace_back("same", same_sql(c, kept.column, mine, compared));
  names.emplace_back("differs", differ_sql(c, kept.column, mine, compared));
  names.emplace_back("new_written", written_sql(c, kept.column));
  names.emplace_back("old_written", written_sql(c, model::column_id(table.schema, table.name, kept.other)));
  names.emplace_back("take_inner", take_sql(kept, names, 12));
  names.emplace_back("take", take_sql(kept, names, 8));
  names.emplace_back("inserted", fill(inserted_rule(c, kept), names));
  return fill(kept.may_fail ? kSyncedIfPossible : kSynced, names);
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
      return synced_rule(c, kept, std::move(names), value);
  }
  return {};
}

/// What the declaration says itself, and not what follows from types.
bool has_own_expression(const Context& c, const Kept& kept) {
  const Advice& advice = c.advice(c.staging != nullptr && c.staging->by_new_id(kept.column) != nullptr
                                      ? c.staging->by_new_id(kept.column)->id
                                      : kept.column);
  const bool derived = kept.how == How::filled || kept.how == How::derived;
  return derived || !advice.using_.empty() || !advice.back.empty() || !kept.fallback.empty();
}

bool is_of_other_schema(const Context& c, const ObjectId& column) {
  const auto* object = c.after.find_as<model::Column>(column);
  if (object == nullptr || is_no_domain(object->type)) return false;
  const auto tokens = sql::tokenize(type_sql(c.after, object->type), sql::Dialect::postgresql);
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

std::string bridge_function_sql(const Context& c, const ObjectId& table, const Bridge& bridge) {
  const auto any = [&](auto test) { return std::any_of(bridge.kept.begin(), bridge.kept.end(), test); };
  std::string rules;
  for (const Kept& kept : bridge.kept) rules += rule_sql(c, kept);
  const bool compares = any([](const Kept& kept) { return kept.how == How::synced && kept.may_fail; });
  const bool own = any([&](const Kept& kept) { return has_own_expression(c, kept); });
  const bool converts = any([](const Kept& kept) { return !kept.exact; });
  const bool asks = rules.find("(SELECT ") != std::string::npos;
  const std::string body = fill(kBody, {{"settings", asks ? std::string(kColumnsFirst) : ""},
                                        {"variables", compares ? "DECLARE\n    _sg_same boolean;\n" : ""},
                                        {"rules", rules}});
  const bool rights = any([&](const Kept& kept) { return needs_rights(c, kept); });
  return fill(kFunction, {{"function", bridge_function(c, table)},
                          {"rights", rights ? " SECURITY DEFINER" : ""},
                          {"path", path_of(table, own)},
                          {"session", converts ? std::string(kPinned) : ""},
                          {"body", sql::quote_dollar(body)}});
}

}  // namespace schemagen::dialect::postgres
