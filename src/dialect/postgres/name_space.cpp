#include "dialect/postgres/rules.h"

namespace schemagen::dialect::postgres {

void create_name_space(Context& c, const ObjectId& id) {
  const bool is_public = id.name == Symbol("public");
  const Statements sql = is_public ? comments_sql(c.after, id) : create_sql(c.after, id);
  if (sql.empty()) return;
  Step& step = c.emit(Phase::expand, (is_public ? "The comment of " : "New ") + spoken(id) + ".", sql,
                      {is_public ? comment_sql(c.before, id) : drop_sql(c.after, id)});
  c.creates(step, id);
}

void drop_name_space(Context& c, const ObjectId& id) {
  if (id.name == Symbol("public")) {
    c.emit(Phase::expand, "The comment of " + spoken(id) + " goes.", {comment_sql(c.after, id)},
           {comment_sql(c.before, id)});
    return;
  }
  Step& step = c.emit(Phase::contract, "Nothing is left in " + spoken(id) + ".", {drop_sql(c.before, id)});
  c.drops(step, id);
}

}  // namespace schemagen::dialect::postgres
