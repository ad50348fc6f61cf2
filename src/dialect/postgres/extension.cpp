#include "dialect/postgres/rules.h"

namespace schemagen::dialect::postgres {

void create_extension(Context& c, const ObjectId& id, const model::Extension&) {
  Step& step =
      c.emit(Phase::expand, "New " + spoken(id) + ".", create_sql(c.after, id), {drop_sql(c.after, id)});
  c.creates(step, id);
}

bool alter_extension(Context& c, const ObjectId& id, const model::Extension& old,
                     const model::Extension& extension) {
  const std::string head = "ALTER EXTENSION " + quoted(id.name);
  Statements sql;
  Statements undo;
  if (old.version != extension.version && !extension.version.empty())
    sql.push_back(head + " UPDATE TO " + quoted(extension.version));
  if (old.schema != extension.schema && !extension.schema.empty()) {
    sql.push_back(head + " SET SCHEMA " + quoted(extension.schema));
    undo.push_back(head + " SET SCHEMA " + quoted(old.schema));
  }
  if (sql.empty()) return false;
  const bool moves = old.schema != extension.schema && !extension.schema.empty();
  const bool updates = sql.size() > (moves ? 1 : 0);
  std::string why = updates ? "Updates " + spoken(id) + " to version " + extension.version.str() : "";
  if (moves)
    why += (updates ? " and moves it" : "Moves " + spoken(id)) + (" to schema " + extension.schema.str());
  Step& step = c.emit(Phase::expand, why + ".", std::move(sql), std::move(undo));
  c.creates(step, id);
  if (updates) step.reaches.push_back({id, state::kUpdated});
  if (moves) step.reaches.push_back({id, state::kMoved});
  if (updates)
    step.undo_note =
        "Extensions bring no way back to an older version: " + extension.version.str() + " stays.";
  c.retires(step, id);
  if (old.schema != extension.schema) hazard(step, Hazard::rejects_old_writers);
  return false;
}

void drop_extension(Context& c, const ObjectId& id) {
  Step& step = c.emit(Phase::contract, "Nothing uses " + spoken(id) + " any more.", {drop_sql(c.before, id)});
  c.drops(step, id);
}

}  // namespace schemagen::dialect::postgres
