#include "dialect/postgres/rules.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Kind;

using ColumnComments = std::map<Symbol, Symbol>;

ColumnComments column_comments(const model::Object& object) {
  if (const auto* view = std::get_if<model::View>(&object)) return view->column_comments;
  if (const auto* view = std::get_if<model::MaterializedView>(&object)) return view->column_comments;
  return {};
}

Statements column_comment_changes(const std::string& relation, const ColumnComments& old,
                                  const ColumnComments& comments) {
  Statements sql;
  const std::string head = "COMMENT ON COLUMN " + relation + ".";
  for (const auto& [column, comment] : old)
    if (!comments.contains(column)) sql.push_back(head + quoted(column) + " IS NULL");
  for (const auto& [column, comment] : comments) {
    const auto before = old.find(column);
    if (before == old.end() || before->second != comment)
      sql.push_back(head + quoted(column) + " IS " + sql::quote_literal(comment.view()));
  }
  return sql;
}

Statements comment_changes(const Schema& from, const Schema& to, const ObjectId& id) {
  const model::Object& old = *from.find(id);
  const model::Object& object = *to.find(id);
  Statements sql = column_comment_changes(qualified(to, id), column_comments(old), column_comments(object));
  if (comment_of(old) != comment_of(object)) sql.insert(sql.begin(), comment_sql(to, id));
  return sql;
}

}  // namespace

void alter_comment(Context& c, const ObjectId& id) {
  Statements sql = comment_changes(c.before, c.after, id);
  if (sql.empty()) return;
  const bool goes = comment_of(*c.after.find(id)).empty() && !comment_of(*c.before.find(id)).empty();
  Step& step =
      c.emit(Phase::expand, (goes ? "Takes the comment off " : "A new comment for ") + spoken(id) + ".",
             std::move(sql), comment_changes(c.after, c.before, id));
  c.uses(step, id);
  step.reaches.push_back({id, state::kCommented});
  // Of a constraint or a trigger the server locks the thing itself, and its table as a read does.
  const bool of_relation = id.kind == Kind::table || id.kind == Kind::partition || id.kind == Kind::view ||
                           id.kind == Kind::materialized_view || id.kind == Kind::sequence ||
                           id.kind == Kind::column;
  if (of_relation) c.locks_alone(step, Lock::share_update_exclusive, id);
  if (id.kind == Kind::index) c.locks_index(step, id, id.name);
}

}  // namespace schemagen::dialect::postgres
