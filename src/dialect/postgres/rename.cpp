#include "dialect/postgres/rules.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

using diff::Rename;
using model::Kind;

struct Text {
  Statements sql;
  Statements undo;
};

/// A schema that is itself renamed bears its new name by the time anything in it is renamed.
Symbol current_schema(const Context& c, Symbol schema) {
  for (const Rename& rename : c.renames)
    if (rename.from.kind == Kind::name_space && rename.from.name == schema) return rename.to.name;
  return schema;
}

std::string alter_head(const Context& c, const ObjectId& id, const std::string& name) {
  return "ALTER " + noun(c.after, id) + " " + name;
}

Text rename_free_standing(const Context& c, const Rename& rename) {
  const Symbol schema = current_schema(c, rename.from.schema);
  Text text;
  Symbol bare_from = rename.from.name;
  Symbol bare_to = rename.to.name;
  ObjectId moved = rename.from;
  if (rename.to.kind == Kind::function) {
    bare_from = split_signature(rename.from.name).first;
    bare_to = split_signature(rename.to.name).first;
  }
  moved.schema = schema;
  if (schema != rename.to.schema) {
    text.sql.push_back(alter_head(c, rename.to, qualified(c.after, moved)) + " SET SCHEMA " +
                       quoted(rename.to.schema));
    moved.schema = rename.to.schema;
    text.undo.push_back(alter_head(c, rename.to, qualified(c.after, moved)) + " SET SCHEMA " +
                        quoted(schema));
  }
  if (bare_from != bare_to) {
    text.sql.push_back(alter_head(c, rename.to, qualified(c.after, moved)) + " RENAME TO " + quoted(bare_to));
    text.undo.insert(text.undo.begin(), alter_head(c, rename.to, qualified(c.after, rename.to)) +
                                            " RENAME TO " + quoted(bare_from));
  }
  return text;
}

Text rename_owned(const Rename& rename, const std::string& word) {
  const auto one = [&](Symbol from, Symbol to) {
    return alter_table(rename.to, "RENAME " + word + " " + quoted(from) + " TO " + quoted(to));
  };
  return {{one(rename.from.name, rename.to.name)}, {one(rename.to.name, rename.from.name)}};
}

Text rename_index(const Rename& rename) {
  const auto one = [&](Symbol from, Symbol to) {
    return "ALTER INDEX " + qualified(rename.to.schema, from) + " RENAME TO " + quoted(to);
  };
  return {{one(rename.from.name, rename.to.name)}, {one(rename.to.name, rename.from.name)}};
}

Text rename_trigger(const Rename& rename) {
  const auto one = [&](Symbol from, Symbol to) {
    return "ALTER TRIGGER " + quoted(from) + " ON " + relation_of(rename.to) + " RENAME TO " + quoted(to);
  };
  return {{one(rename.from.name, rename.to.name)}, {one(rename.to.name, rename.from.name)}};
}

Text rename_value(const Context& c, const Rename& rename) {
  const auto one = [&](const std::string& from, const std::string& to) {
    return "ALTER TYPE " + qualified(c.after, rename.to) + " RENAME VALUE " + sql::quote_literal(from) +
           " TO " + sql::quote_literal(to);
  };
  return {{one(rename.from_value, rename.to_value)}, {one(rename.to_value, rename.from_value)}};
}

Text rename_text(const Context& c, const Rename& rename) {
  switch (rename.to.kind) {
    case Kind::name_space:
      return {{"ALTER SCHEMA " + quoted(rename.from.name) + " RENAME TO " + quoted(rename.to.name)},
              {"ALTER SCHEMA " + quoted(rename.to.name) + " RENAME TO " + quoted(rename.from.name)}};
    case Kind::column:
      return rename_owned(rename, "COLUMN");
    case Kind::unique:
    case Kind::check:
    case Kind::exclusion:
    case Kind::foreign_key:
      return rename_owned(rename, "CONSTRAINT");
    case Kind::index:
      return rename_index(rename);
    case Kind::trigger:
      return rename_trigger(rename);
    case Kind::enum_type:
    case Kind::sequence:
    case Kind::function:
    case Kind::table:
    case Kind::view:
    case Kind::materialized_view:
      return rename_free_standing(c, rename);
    case Kind::primary_key:
    case Kind::extension:
    case Kind::virtual_table:
      return {};
  }
  return {};
}

bool reaches_applications(Kind kind) {
  return kind == Kind::name_space || kind == Kind::enum_type || kind == Kind::sequence ||
         kind == Kind::function || kind == Kind::table || kind == Kind::column || kind == Kind::view ||
         kind == Kind::materialized_view;
}

void lock_renamed(Step& step, const Rename& rename) {
  if (model::is_owned(rename.to.kind)) {
    const Lock lock = rename.to.kind == Kind::index ? Lock::share_update_exclusive : Lock::access_exclusive;
    step.locks.push_back({lock, model::owner_id(rename.to)});
  } else if (rename.to.kind == Kind::table || rename.to.kind == Kind::view ||
             rename.to.kind == Kind::materialized_view || rename.to.kind == Kind::sequence) {
    step.locks.push_back({Lock::access_exclusive, rename.from});
  }
}

void lower_rename(Context& c, const Rename& rename) {
  const bool value = !rename.from_value.empty() || !rename.to_value.empty();
  Text text = value ? rename_value(c, rename) : rename_text(c, rename);
  if (text.sql.empty()) return;
  const std::string from = value ? rename.from_value : model::display_name(rename.from);
  const std::string to = value ? rename.to_value : model::display_name(rename.to);
  Step& step = c.emit(Phase::expand,
                      "The declaration renames " + std::string(model::kind_name(rename.to.kind)) + " " +
                          (value ? "value " : "") + from + " to " + to + ".",
                      std::move(text.sql), std::move(text.undo));
  step.produces.push_back(rename.to);
  step.produces.push_back(milestone(rename.to, value ? "with renamed values" : "renamed"));
  if (value) step.needs.push_back(milestone(rename.to, "renamed"));
  if (!value && rename.from != rename.to) step.destroys.push_back(rename.from);
  if (model::is_owned(rename.to.kind))
    step.needs.push_back(c.now.relation(rename.to.schema, rename.to.owner));
  step.needs.push_back({Kind::name_space, {}, {}, rename.to.schema});
  if (reaches_applications(rename.to.kind)) hazard(step, Hazard::rejects_old_writers);
  lock_renamed(step, rename);
}

}  // namespace

void lower_renames(Context& c) {
  for (const Rename& rename : c.renames) lower_rename(c, rename);
}

}  // namespace schemagen::dialect::postgres
