#include "dialect/postgres/bridge_value.h"

#include <algorithm>
#include <array>

#include "dialect/postgres/column_type.h"
#include "dialect/postgres/rules.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::postgres {
namespace {

using How = Kept::How;

bool holds_word(const std::string& expression, const auto& words) {
  const auto tokens = sql::tokenize(expression, sql::Dialect::postgresql);
  return std::any_of(tokens.begin(), tokens.end(), [&](const sql::Token& token) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return token.is(word); });
  });
}

/// Equal values of these types have one representation.
bool has_exact_equality(const Context& c, const ObjectId& column) {
  static constexpr std::array<std::string_view, 10> kTypes{"smallint",
                                                           "integer",
                                                           "bigint",
                                                           "boolean",
                                                           "uuid",
                                                           "date",
                                                           "bytea",
                                                           "text",
                                                           "timestamp without time zone",
                                                           "timestamp with time zone"};
  const auto* object = c.after.find_as<model::Column>(column);
  if (object == nullptr || !object->collation.empty()) return false;
  const std::string_view type = object->type.view();
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end() ||
         type.starts_with("character varying");
}

std::string as_record(const std::string& value) { return "row(" + value + ")::record"; }

/// For comparing only: without a length, so that nothing is cut off.
std::string compared_type(const Context& c, const model::Column& column) {
  if (!has_length(column.type)) return type_sql(c.after, column.type);
  const std::string_view type = column.type.view();
  const std::string plain = type.starts_with("character varying") ? "varchar"
                            : type.starts_with("character")       ? "bpchar"
                            : type.starts_with("bit varying")     ? "varbit"
                                                                  : type_sql(c.after, column.type);
  return plain + (type.ends_with("[]") && !plain.ends_with("]") ? "[]" : "");
}

}  // namespace

std::string same_sql(const Context& c, const ObjectId& column, const std::string& a, const std::string& b) {
  if (has_exact_equality(c, column)) return a + " IS NOT DISTINCT FROM " + b;
  return as_record(a) + " *= " + as_record(b);
}

std::string differ_sql(const Context& c, const ObjectId& column, const std::string& a, const std::string& b) {
  if (has_exact_equality(c, column)) return a + " IS DISTINCT FROM " + b;
  return as_record(a) + " *<> " + as_record(b);
}

std::string typed_as(const Context& c, const ObjectId& column, const std::string& value) {
  const auto* object = c.after.find_as<model::Column>(column);
  return object == nullptr ? value : "(" + value + ")::" + compared_type(c, *object);
}

std::string typed(const Context& c, const Kept& kept, const std::string& value) {
  return kept.typed ? value : typed_as(c, kept.column, value);
}

std::string taken_sql(const Kept& kept, const std::string& value) {
  return kept.fallback.empty() ? value : "coalesce(" + value + ", " + kept.fallback + ")";
}

bool follows_value(const Kept& kept) { return kept.how == How::mirrored || kept.how == How::synced; }

std::string pending_sql(const Context& c, const Kept& kept) {
  const std::string name = quoted(kept.column.name);
  if (kept.how == How::mirrored && is_repeatable(kept.value))
    return differ_sql(c, kept.column, name,
                      kept.fallback.empty() ? typed(c, kept, kept.value)
                                            : "coalesce(" + typed(c, kept, kept.value) + ", " + name + ", " +
                                                  kept.fallback + ")");
  if (follows_value(kept))
    return "(" + name + " IS NULL AND (" + taken_sql(kept, kept.value) + ") IS NOT NULL)";
  return name + " IS NULL";
}

std::string agreement_sql(const Context& c, const Kept& kept, const RowValues& row) {
  const std::string value = typed(c, kept, row.value);
  std::string forward = kept.fallback.empty() ? same_sql(c, kept.column, row.column, value)
                                              : row.column + " IS NOT NULL AND " +
                                                    same_sql(c, kept.column, row.column,
                                                             "coalesce(" + value + ", " + row.column + ")");
  if (kept.how != How::synced || kept.exact) return forward;
  const ObjectId other = model::column_id(kept.column.schema, kept.column.owner, kept.other);
  return "(" + forward + " OR " + same_sql(c, other, row.other, typed_as(c, other, row.back)) + ")";
}

std::string agrees_sql(const Context& c, const Kept& kept) {
  return agreement_sql(c, kept, {quoted(kept.column.name), kept.value, quoted(kept.other), kept.back});
}

bool is_repeatable(const std::string& expression) {
  static constexpr std::array<std::string_view, 13> kOfTheMoment{
      "now",       "transaction_timestamp", "statement_timestamp", "clock_timestamp", "current_timestamp",
      "localtime", "localtimestamp",        "current_time",        "current_date",    "random",
      "nextval",   "gen_random_uuid",       "uuid_generate_v4"};
  return !holds_word(expression, kOfTheMoment);
}

bool can_be_checked(const Kept& kept) {
  static constexpr std::array<std::string_view, 1> kQuery{"select"};
  return !holds_word(kept.value, kQuery) && !holds_word(kept.back, kQuery);
}

}  // namespace schemagen::dialect::postgres
