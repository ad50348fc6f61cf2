#include "dialect/postgres/kept_action.h"

#include <algorithm>

#include "dialect/postgres/context.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

using model::ForeignKey;
using model::ReferentialAction;

/// As the server does it, with the rights of an owner and not of whoever writes to the referenced table.
constexpr std::string_view kFunction = R"(CREATE OR REPLACE FUNCTION {function}() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS {body})";

constexpr std::string_view kBody = R"(
BEGIN
{rules}    RETURN NULL;
END
)";

constexpr std::string_view kOnDelete = R"(    IF TG_OP = 'DELETE' THEN
        {action};
    END IF;
)";

constexpr std::string_view kOnUpdate = R"(    IF TG_OP = 'UPDATE' AND ({changed}) THEN
        {action};
    END IF;
)";

constexpr std::string_view kTrigger = R"(CREATE TRIGGER {trigger} AFTER {events} ON {table}
    FOR EACH ROW EXECUTE FUNCTION {function}())";

bool acts(ReferentialAction action) {
  return action != ReferentialAction::no_action && action != ReferentialAction::restrict_;
}

/// Unique among all keys that refer to one table.
Symbol side_name_of(const Context& c, const ObjectId& id, const ForeignKey& key) {
  const std::string schema = id.schema == key.ref_schema ? "" : id.schema.str() + ".";
  return c.beside("action", schema + id.owner.str() + "." + id.name.str());
}

std::string function_of(const Context& c, const ObjectId& id, const ForeignKey& key) {
  return qualified(id.schema, side_name_of(c, id, key));
}

std::string each(const ForeignKey& key, const std::string& middle, const std::string& record,
                 const std::string& between) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < key.columns.size() && i < key.ref_columns.size(); ++i)
    parts.push_back(quoted(key.columns[i]) + middle + record + quoted(key.ref_columns[i]));
  return base::join(parts, between);
}

std::string set_all(const std::vector<Symbol>& columns, const std::string& value) {
  std::vector<std::string> parts;
  parts.reserve(columns.size());
  for (const Symbol column : columns) parts.push_back(quoted(column) + " = " + value);
  return base::join(parts, ", ");
}

std::string action_of(const ObjectId& id, const ForeignKey& key, ReferentialAction action, bool deletes) {
  const std::string where = " WHERE " + each(key, " = ", "OLD.", " AND ");
  const std::string update = "UPDATE " + relation_of(id) + " SET ";
  const bool some = deletes && !key.on_delete_columns.empty();
  const std::vector<Symbol>& columns = some ? key.on_delete_columns : key.columns;
  switch (action) {
    case ReferentialAction::no_action:
    case ReferentialAction::restrict_:
      break;
    case ReferentialAction::cascade:
      return deletes ? "DELETE FROM " + relation_of(id) + where
                     : update + each(key, " = ", "NEW.", ", ") + where;
    case ReferentialAction::set_null:
      return update + set_all(columns, "NULL") + where;
    case ReferentialAction::set_default:
      return update + set_all(columns, "DEFAULT") + where;
  }
  return {};
}

std::string rules_of(const ObjectId& id, const ForeignKey& key) {
  std::string rules;
  if (acts(key.on_delete)) rules += fill(kOnDelete, {{"action", action_of(id, key, key.on_delete, true)}});
  if (!acts(key.on_update)) return rules;
  std::vector<std::string> changed;
  for (const Symbol column : key.ref_columns)
    changed.push_back("NEW." + quoted(column) + " IS DISTINCT FROM OLD." + quoted(column));
  return rules + fill(kOnUpdate, {{"changed", base::join(changed, " OR ")},
                                  {"action", action_of(id, key, key.on_update, false)}});
}

/// Without a list of columns, which would be in the way of whatever happens to them meanwhile.
std::string events_of(const ForeignKey& key) {
  if (!acts(key.on_update)) return "DELETE";
  return acts(key.on_delete) ? "DELETE OR UPDATE" : "UPDATE";
}

std::string search_path(const ObjectId& id, const ForeignKey& key) {
  std::string path = "pg_catalog";
  for (const Symbol schema : {id.schema, key.ref_schema})
    if (schema != "public" && path.find(quoted(schema)) == std::string::npos) path += ", " + quoted(schema);
  return path + ", public, pg_temp";
}

std::string drop_trigger_sql(const Context& c, const ObjectId& id, const ForeignKey& key) {
  return "DROP TRIGGER IF EXISTS " + quoted(side_name_of(c, id, key)) + " ON " +
         qualified(key.ref_schema, key.ref_table);
}

}  // namespace

bool has_actions(const ForeignKey& key) { return acts(key.on_update) || acts(key.on_delete); }

Statements keep_action_sql(const Context& c, const ObjectId& id, const ForeignKey& key) {
  const std::string function = function_of(c, id, key);
  return {fill(kFunction, {{"function", function},
                           {"path", search_path(id, key)},
                           {"body", sql::quote_dollar(fill(kBody, {{"rules", rules_of(id, key)}}))}}),
          "REVOKE ALL ON FUNCTION " + function + "() FROM PUBLIC", drop_trigger_sql(c, id, key),
          fill(kTrigger, {{"trigger", quoted(side_name_of(c, id, key))},
                          {"events", events_of(key)},
                          {"table", qualified(key.ref_schema, key.ref_table)},
                          {"function", function}})};
}

Statements end_action_sql(const Context& c, const ObjectId& id, const ForeignKey& key) {
  return {drop_trigger_sql(c, id, key), "DROP FUNCTION IF EXISTS " + function_of(c, id, key) + "()"};
}

void lower_end_of_action(Context& c, const ObjectId& id, const ForeignKey& key) {
  const ObjectId referenced = model::table_id(key.ref_schema, key.ref_table);
  Step& step = c.emit(Phase::contract,
                      "The old application is gone, and with it the need for what " + spoken(id) + " did.",
                      end_action_sql(c, id, key));
  step.needs.push_back(model::owner_id(id));
  step.needs.push_back(referenced);
  step.awaits.push_back({id, state::kActionKept});
  step.reaches.push_back({id, state::kActionEnded});
  std::vector<ObjectId> columns;
  for (const Symbol column : key.columns) columns.push_back(model::column_id(id.schema, id.owner, column));
  for (const Symbol column : key.ref_columns)
    columns.push_back(model::column_id(referenced.schema, referenced.name, column));
  for (const ObjectId& column : columns)
    (c.after.contains(column) ? step.needs : step.releases).push_back(column);
  c.locks(step, Lock::access_exclusive, referenced);
  hazard(step, Hazard::binds_new_writers);
}

}  // namespace schemagen::dialect::postgres
