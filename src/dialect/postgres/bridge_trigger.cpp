#include "dialect/postgres/bridge_trigger.h"

#include <algorithm>
#include <array>

#include "dialect/postgres/rules.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/expression.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

using How = Kept::How;

constexpr std::string_view kFunction = R"(CREATE OR REPLACE FUNCTION {function}() RETURNS trigger
    LANGUAGE plpgsql SET search_path = {path} AS {body})";

constexpr std::string_view kBody = R"(
{variables}BEGIN
{rules}    RETURN NEW;
END
)";

constexpr std::string_view kFilled = R"(    IF NEW.{column} IS NULL THEN
        NEW.{column} := {value};
    END IF;
)";

constexpr std::string_view kDerived = R"(    IF TG_OP = 'INSERT' THEN
        IF NEW.{column} IS NULL THEN
            NEW.{column} := {value};
        END IF;
    ELSIF NEW.{column} IS NOT DISTINCT FROM OLD.{column} AND {value} IS DISTINCT FROM {old_value} THEN
        NEW.{column} := {value};
    END IF;
)";

constexpr std::string_view kTake = R"({indent}NEW.{column} := {value};
)";

constexpr std::string_view kTakeIfPossible = R"({indent}BEGIN
{indent}    NEW.{column} := {value};
{indent}EXCEPTION WHEN data_exception OR check_violation THEN
{indent}    NEW.{column} := NULL;  -- the old application goes on; the next file stops at such a row
{indent}END;
)";

constexpr std::string_view kInserted = R"(        IF NEW.{column} IS NULL THEN
{take_inner}        ELSE
            NEW.{other} := {back};
        END IF;
)";

/// A row that moves to another partition is inserted there with both of its values.
constexpr std::string_view kMoved = R"(        IF NEW.{column} IS NULL THEN
{take_inner}        ELSIF {new_compared} IS DISTINCT FROM {value_compared} THEN
            NEW.{other} := {back};
        END IF;
)";

constexpr std::string_view kMovedIfPossible = R"(        IF NEW.{column} IS NULL THEN
{take_inner}        ELSE
            BEGIN
                _sg_same := {new_compared} IS NOT DISTINCT FROM {value_compared};
            EXCEPTION WHEN data_exception OR check_violation THEN
                _sg_same := false;
            END;
            IF NOT _sg_same THEN
                NEW.{other} := {back};
            END IF;
        END IF;
)";

constexpr std::string_view kSynced = R"(    IF TG_OP = 'INSERT' THEN
{inserted}    ELSIF NEW.{column} IS DISTINCT FROM OLD.{column} AND {new_compared} IS DISTINCT FROM {value_compared} THEN
        NEW.{other} := {back};
    ELSIF NEW.{other} IS DISTINCT FROM OLD.{other} THEN
{take}    END IF;
)";

constexpr std::string_view kSyncedIfPossible = R"(    IF TG_OP = 'INSERT' THEN
{inserted}    ELSIF NEW.{column} IS DISTINCT FROM OLD.{column} THEN
        BEGIN
            _sg_same := {new_compared} IS NOT DISTINCT FROM {value_compared};
        EXCEPTION WHEN data_exception OR check_violation THEN
            _sg_same := false;
        END;
        IF NOT _sg_same THEN
            NEW.{other} := {back};
        END IF;
    ELSIF NEW.{other} IS DISTINCT FROM OLD.{other} THEN
{take}    END IF;
)";

/// Types without an equality of their own, and those that compare a size instead.
constexpr std::array<std::string_view, 7> kComparedAsText{"json", "xml",    "point", "polygon",
                                                          "box",  "circle", "path"};

/// A column's name alone or with a cast behind it.
bool is_column(std::string_view expression) {
  const auto names = sql::column_names_in(expression, sql::Dialect::postgresql);
  if (names.size() != 1) return false;
  const std::string name = quoted(*names.begin());
  const std::string_view text = base::trim(expression);
  return text == name || text.starts_with(name + "::");
}

/// `expression` over the row NEW or OLD: as a query on that one row, so that the names in it mean its
/// columns.
std::string over_row(const ObjectId& table, const std::string& expression, const char* row) {
  if (sql::column_names_in(expression, sql::Dialect::postgresql).empty()) return "(" + expression + ")";
  if (is_column(expression)) return std::string(row) + "." + std::string(base::trim(expression));
  return "(SELECT " + expression + " FROM (SELECT " + row + ".*) AS " + quoted(table.name) + ")";
}

std::string take_sql(const Kept& kept, const std::string& value, int indent) {
  return fill(kept.may_fail ? kTakeIfPossible : kTake,
              {{"indent", std::string(static_cast<std::size_t>(indent), ' ')},
               {"column", quoted(kept.column.name)},
               {"value", value}});
}

std::string_view inserted_rule(const Context& c, const Kept& kept) {
  if (kept.exact || !c.on_divided_relation(kept.column)) return kInserted;
  return kept.may_fail ? kMovedIfPossible : kMoved;
}

std::string rule_sql(const Context& c, const Kept& kept) {
  const ObjectId table = model::owner_id(kept.column);
  const std::string value = over_row(table, kept.value, "NEW");
  std::vector<std::pair<std::string_view, std::string>> names{{"column", quoted(kept.column.name)},
                                                              {"value", value}};
  switch (kept.how) {
    case How::defaulted:
      return {};
    case How::filled:
      return fill(kFilled, names);
    case How::derived:
      names.emplace_back("old_value", over_row(table, kept.value, "OLD"));
      return fill(kDerived, names);
    case How::mirrored:
      return take_sql(kept, value, 4);
    case How::synced:
      names.emplace_back("other", quoted(kept.other));
      names.emplace_back("back", over_row(table, kept.back, "NEW"));
      names.emplace_back("new_compared", comparable(c, kept.column, "NEW." + quoted(kept.column.name)));
      names.emplace_back("value_compared", comparable(c, kept.column, typed(c, kept, value)));
      names.emplace_back("take_inner", take_sql(kept, value, 12));
      names.emplace_back("take", take_sql(kept, value, 8));
      names.emplace_back("inserted", fill(inserted_rule(c, kept), names));
      return fill(kept.may_fail ? kSyncedIfPossible : kSynced, names);
  }
  return {};
}

}  // namespace

std::string comparable(const Context& c, const ObjectId& column, const std::string& value) {
  const auto* object = c.after.find_as<model::Column>(column);
  std::string_view type = object == nullptr ? std::string_view() : object->type.view();
  while (type.ends_with("[]")) type.remove_suffix(2);
  const bool by_text =
      std::find(kComparedAsText.begin(), kComparedAsText.end(), type) != kComparedAsText.end();
  return by_text ? value + "::text" : value;
}

std::string typed(const Context& c, const Kept& kept, const std::string& value) {
  const auto* column = c.after.find_as<model::Column>(kept.column);
  return kept.typed || column == nullptr ? value : "(" + value + ")::" + type_sql(c.after, column->type);
}

std::string bridge_function_sql(const Context& c, const ObjectId& table, const Bridge& bridge) {
  std::string rules;
  for (const Kept& kept : bridge.kept) rules += rule_sql(c, kept);
  const bool compares = std::any_of(bridge.kept.begin(), bridge.kept.end(), [](const Kept& kept) {
    return kept.how == How::synced && kept.may_fail;
  });
  std::string path = "pg_catalog";
  if (table.schema != "public") path += ", " + quoted(table.schema);
  return fill(
      kFunction,
      {{"function", bridge_function(c, table)},
       {"path", path + ", public"},
       {"body",
        sql::quote_dollar(fill(
            kBody, {{"variables", compares ? "DECLARE\n    _sg_same boolean;\n" : ""}, {"rules", rules}}))}});
}

}  // namespace schemagen::dialect::postgres
