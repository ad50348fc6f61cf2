#include <algorithm>

#include "dialect/postgres/rules.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

bool holds(const model::EnumType& type, Symbol value) {
  return std::find(type.values.begin(), type.values.end(), value) != type.values.end();
}

}  // namespace

bool only_adds_values(const model::EnumType& old, const model::EnumType& type) {
  auto next = old.values.begin();
  for (Symbol value : type.values)
    if (next != old.values.end() && *next == value) ++next;
  return next == old.values.end();
}

void create_enum_type(Context& c, const ObjectId& id) {
  Step& step =
      c.emit(Phase::expand, "New " + spoken(id) + ".", create_sql(c.after, id), {drop_sql(c.after, id)});
  c.creates(step, id);
}

bool alter_enum_type(Context& c, const ObjectId& id, const model::EnumType& old,
                     const model::EnumType& type) {
  Statements sql;
  for (std::size_t i = 0; i < type.values.size(); ++i) {
    if (holds(old, type.values[i])) continue;
    std::string statement = "ALTER TYPE " + qualified(c.after, id) + " ADD VALUE IF NOT EXISTS " +
                            sql::quote_literal(type.values[i].view());
    if (i > 0)
      statement += " AFTER " + sql::quote_literal(type.values[i - 1].view());
    else if (!old.values.empty())
      statement += " BEFORE " + sql::quote_literal(old.values.front().view());
    sql.push_back(std::move(statement));
  }
  Step& step = c.emit(Phase::expand,
                      "New values of " + spoken(id) +
                          ", committed at once so that later steps can use them. The old application reads "
                          "what the new one writes.",
                      std::move(sql));
  step.transaction = Transaction::none;
  step.undo_note =
      "PostgreSQL cannot remove a value from an enum: the new values stay, and so do rows that the new "
      "application has written with them.";
  c.creates(step, id);
  step.reaches.push_back({id, state::kNewValues});
  step.awaits.push_back({id, state::kRenamed});
  step.awaits.push_back({id, state::kValuesRenamed});
  return false;
}

void drop_enum_type(Context& c, const ObjectId& id) {
  Step& step = c.emit(Phase::contract, "Nothing uses " + spoken(id) + " any more.", {drop_sql(c.before, id)});
  c.drops(step, id);
}

}  // namespace schemagen::dialect::postgres
