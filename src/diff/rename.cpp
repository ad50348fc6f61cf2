#include "schemagen/diff/rename.h"

#include <algorithm>
#include <map>
#include <set>

#include "schemagen/base/error.h"
#include "schemagen/diff/rename_id.h"
#include "schemagen/sql/expression.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/row_type.h"
#include "schemagen/sql/token.h"

namespace schemagen::diff {
namespace {

using base::Symbol;
using model::Kind;
using model::Object;
using model::Schema;
using model::SqlRole;

/// Schemas first, then what stands in them, then what belongs to that: owners are written with their new
/// names. A table takes its sequences along to another schema, and types change the signatures of functions,
/// before these are renamed themselves.
int level(const Rename& rename) {
  if (rename.to.kind == Kind::name_space) return 0;
  if (!rename.from_value.empty()) return 4;
  if (model::is_owned(rename.to.kind)) return 3;
  return rename.to.kind == Kind::sequence || rename.to.kind == Kind::function ? 2 : 1;
}

std::vector<Rename> by_level(std::vector<Rename> renames) {
  std::stable_sort(renames.begin(), renames.end(),
                   [](const Rename& a, const Rename& b) { return level(a) < level(b); });
  return renames;
}

bool is_relation(Kind kind) {
  switch (kind) {
    case Kind::table:
    case Kind::virtual_table:
    case Kind::view:
    case Kind::materialized_view:
      return true;
    case Kind::extension:
    case Kind::name_space:
    case Kind::enum_type:
    case Kind::sequence:
    case Kind::function:
    case Kind::column:
    case Kind::partition:
    case Kind::primary_key:
    case Kind::unique:
    case Kind::check:
    case Kind::exclusion:
    case Kind::foreign_key:
    case Kind::index:
    case Kind::trigger:
      return false;
  }
  return false;
}

/// Carries one rename through one schema.
class RenameOne {
 public:
  RenameOne(const Rename& rename, sql::Dialect dialect) : rename_(rename), dialect_(dialect) {}

  ObjectId id(ObjectId id) const {
    if (id == rename_.from) return rename_.to;
    if (rename_.from.kind == Kind::name_space && id.schema == rename_.from.name) id.schema = rename_.to.name;
    if (is_relation(rename_.from.kind) && model::is_owned(id.kind) && id.schema == rename_.from.schema &&
        id.owner == rename_.from.name) {
      id.schema = rename_.to.schema;
      id.owner = rename_.to.name;
    }
    if (id.kind == Kind::function && has_type(rename_.from.kind)) id.name = signature(id.name);
    return id;
  }

  void object(const ObjectId& id, Object& object) const {
    model::rename_references(
        object, id,
        {[this](Symbol& schema, Symbol& name) { relation(schema, name); },
         [this](Symbol schema, Symbol table, Symbol name) { return column(schema, table, name); }});
    model::for_each_sql(object, [&](SqlRole role, Symbol& text) { this->text(id, role, text); });
    if (auto* const column = std::get_if<model::Column>(&object);
        column != nullptr && (rename_.from.kind == Kind::enum_type || rename_.from.kind == Kind::name_space))
      column->type = type(column->type);
    if (auto* const extension = std::get_if<model::Extension>(&object);
        extension != nullptr && rename_.from.kind == Kind::name_space &&
        extension->schema == rename_.from.name)
      extension->schema = rename_.to.name;
    if (auto* const function = std::get_if<model::Function>(&object);
        function != nullptr && has_type(rename_.from.kind))
      function->result = in_result(function->result);
  }

 private:
  /// Arguments and results of functions may be of it.
  static bool has_type(Kind kind) { return kind == Kind::enum_type || is_relation(kind); }

  /// `name(type, type)` with canonical types.
  Symbol signature(Symbol text) const {
    const std::size_t open = text.view().rfind('(');
    if (open == std::string_view::npos) return text;
    const std::string_view inside = text.view().substr(open + 1, text.view().size() - open - 2);
    std::string out(text.view().substr(0, open + 1));
    for (std::size_t begin = 0; begin < inside.size();) {
      std::size_t end = inside.find(", ", begin);
      if (end == std::string_view::npos) end = inside.size();
      if (begin > 0) out += ", ";
      out += type(Symbol(inside.substr(begin, end - begin))).view();
      begin = end + 2;
    }
    return Symbol(out + ")");
  }

  /// `type`, `SETOF type`
  Symbol in_result(Symbol result) const {
    constexpr std::string_view kSet = "SETOF ";
    if (!result.view().starts_with(kSet)) return type(result);
    return Symbol(std::string(kSet) + type(Symbol(result.view().substr(kSet.size()))).str());
  }

  void relation(Symbol& schema, Symbol& name) const {
    if (rename_.from.kind == Kind::name_space && schema == rename_.from.name) schema = rename_.to.name;
    if (!is_relation(rename_.from.kind) || schema != rename_.from.schema || name != rename_.from.name) return;
    schema = rename_.to.schema;
    name = rename_.to.name;
  }

  Symbol column(Symbol schema, Symbol table, Symbol name) const {
    const bool meant = rename_.from.kind == Kind::column && schema == rename_.from.schema &&
                       table == rename_.from.owner && name == rename_.from.name;
    return meant ? rename_.to.name : name;
  }

  void text(const ObjectId& id, SqlRole role, Symbol& text) const {
    const bool own =
        model::is_owned(id.kind) && id.schema == rename_.from.schema && id.owner == rename_.from.owner;
    const bool whole_statement = role == SqlRole::query || role == SqlRole::trigger;
    switch (rename_.from.kind) {
      case Kind::column:
        if ((own && role == SqlRole::expression) ||
            (role == SqlRole::partition_key && id == model::owner_id(rename_.from)))
          text = sql::rename_in(text.view(), rename_.from.name, rename_.to.name, dialect_);
        else if (whole_statement && (own || (dialect_ == sql::Dialect::sqlite &&
                                             sql::names_relation(text.view(), rename_.from.owner, dialect_))))
          text = renamed(text, sql::NameUse::column);
        return;
      case Kind::table:
      case Kind::virtual_table:
      case Kind::view:
      case Kind::materialized_view:
        text = role == SqlRole::routine ? in_routine(text) : renamed(text, sql::NameUse::relation);
        return;
      case Kind::function:
        if (role != SqlRole::routine || id == rename_.from) text = renamed(text, sql::NameUse::function);
        return;
      case Kind::enum_type:
        text = role == SqlRole::routine
                   ? in_routine(text)
                   : Symbol(sql::rename_type_in(text.view(), from_name(), to_name(), dialect_, move()));
        return;
      case Kind::name_space:
        if (role == SqlRole::default_value) text = renamed_in_strings(text);
        if (role != SqlRole::routine) text = renamed(text, sql::NameUse::schema);
        return;
      case Kind::sequence:
        if (role == SqlRole::default_value) text = renamed_in_strings(text);
        return;
      case Kind::trigger:
        if (id == rename_.from) text = renamed(text, sql::NameUse::trigger);
        return;
      case Kind::extension:
      case Kind::partition:
      case Kind::primary_key:
      case Kind::unique:
      case Kind::check:
      case Kind::exclusion:
      case Kind::foreign_key:
      case Kind::index:
        return;
    }
  }

  Symbol from_name() const { return name_part(rename_.from); }
  Symbol to_name() const { return name_part(rename_.to); }

  static Symbol name_part(const ObjectId& id) {
    if (id.kind != Kind::function) return id.name;
    return id.name.view().substr(0, id.name.view().find('('));
  }

  sql::SchemaMove move() const { return {rename_.from.schema, rename_.to.schema}; }

  Symbol renamed(Symbol text, sql::NameUse use) const {
    return sql::rename_name_in(text.view(), from_name(), to_name(), use, dialect_, move());
  }

  Symbol in_routine(Symbol definition) const {
    return sql::rename_row_type_in(definition.view(), from_name(), to_name(), dialect_, move());
  }

  /// Type names are canonical: `schema.name[]` with what is needed in quotes.
  Symbol type(Symbol type) const {
    const std::string_view text = type.view();
    if (rename_.from.kind == Kind::name_space) {
      const std::string prefix = sql::quote_name(rename_.from.name.view(), dialect_) + ".";
      if (!text.starts_with(prefix)) return type;
      return sql::quote_name(rename_.to.name.view(), dialect_) + "." +
             std::string(text.substr(prefix.size()));
    }
    const std::string_view base = text.substr(0, text.find('['));
    return base == spelled(rename_.from) ? Symbol(spelled(rename_.to) + std::string(text.substr(base.size())))
                                         : type;
  }

  std::string spelled(const ObjectId& id) const {
    const Symbol schema = id.schema == Symbol(sql::default_schema(dialect_)) ? Symbol() : id.schema;
    return sql::quote_name(schema.view(), id.name.view(), dialect_);
  }

  /// Names inside strings: nextval('schema.sequence'::regclass).
  Symbol renamed_in_strings(Symbol text) const {
    std::string out;
    std::size_t copied = 0;
    for (const sql::Token& token : sql::tokenize(text.view(), dialect_)) {
      if (token.kind != sql::TokenKind::string) continue;
      const std::string value = sql::string_of(token, dialect_);
      const std::string now = renamed_reference(value);
      if (now == value) continue;
      out += text.view().substr(copied, token.offset - copied);
      out += sql::quote_literal(now);
      copied = token.offset + token.text.size();
    }
    return copied == 0 ? text : Symbol(out + std::string(text.view().substr(copied)));
  }

  std::string renamed_reference(const std::string& value) const {
    if (rename_.from.kind == Kind::name_space) return type(value).str();
    if (value == spelled(rename_.from)) return spelled(rename_.to);
    const auto qualified = [this](const ObjectId& id) {
      return sql::quote_name(id.schema.view(), id.name.view(), dialect_);
    };
    return value == qualified(rename_.from) ? qualified(rename_.to) : value;
  }

  const Rename& rename_;
  sql::Dialect dialect_;
};

/// Carries a renamed value through the texts of a schema: the server stores the value itself, not its name.
class RenameValue {
 public:
  RenameValue(const Rename& rename, sql::Dialect dialect) : rename_(rename), dialect_(dialect) {}

  /// `whole`: the text is of the type, so that a string alone is a value of it.
  Symbol text(Symbol text, bool whole) const {
    if (text.view().find('\'') == std::string_view::npos) return text;
    const auto tokens = sql::tokenize(text.view(), dialect_);
    std::string out;
    std::size_t copied = 0;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      if (tokens[i].kind != sql::TokenKind::string ||
          sql::string_of(tokens[i], dialect_) != rename_.from_value)
        continue;
      if (!(whole && tokens.size() == 2) && !is_cast(tokens, i + 1)) continue;
      out += text.view().substr(copied, tokens[i].offset - copied);
      out += sql::quote_literal(rename_.to_value);
      copied = tokens[i].offset + tokens[i].text.size();
    }
    return copied == 0 ? text : Symbol(out + std::string(text.view().substr(copied)));
  }

  bool is_type(Symbol type) const {
    const std::string cast = "::" + type.str();
    const auto tokens = sql::tokenize(cast, dialect_);
    return is_cast(tokens, 0) && !type.view().ends_with("[]");
  }

 private:
  /// `::name` or `::schema.name` of the enum.
  bool is_cast(const std::vector<sql::Token>& tokens, std::size_t at) const {
    if (!tokens[at].is_symbol("::") || at + 2 >= tokens.size()) return false;
    const ObjectId& type = rename_.to;
    if (!tokens[at + 2].is_symbol("."))
      return type.schema.view() == sql::default_schema(dialect_) && named(tokens[at + 1], type.name);
    return at + 3 < tokens.size() && named(tokens[at + 1], type.schema) && named(tokens[at + 3], type.name);
  }

  bool named(const sql::Token& token, Symbol name) const {
    const bool is_name = token.kind == sql::TokenKind::word || token.kind == sql::TokenKind::quoted_name;
    return is_name && sql::name_of(token, dialect_) == name.view();
  }

  const Rename& rename_;
  sql::Dialect dialect_;
};

Schema rename_value(const Schema& schema, const Rename& rename) {
  Schema renamed(schema.dialect());
  renamed.unmodelled() = schema.unmodelled();
  const RenameValue pass(rename, schema.dialect());
  for (const auto& [id, object] : schema.objects()) {
    Object copy = object;
    if (auto* const type = std::get_if<model::EnumType>(&copy); type != nullptr && id == rename.to)
      std::replace(type->values.begin(), type->values.end(), Symbol(rename.from_value),
                   Symbol(rename.to_value));
    const auto* const column = std::get_if<model::Column>(&object);
    const bool of_type = column != nullptr && pass.is_type(column->type);
    model::for_each_sql(copy, [&](SqlRole role, Symbol& text) {
      if (role != SqlRole::routine) text = pass.text(text, of_type);
    });
    renamed.put(id, std::move(copy));
  }
  return renamed;
}

Schema rename_one(const Schema& schema, const Rename& rename) {
  if (!rename.from_value.empty()) return rename_value(schema, rename);
  const RenameOne pass(rename, schema.dialect());
  Schema renamed(schema.dialect());
  renamed.unmodelled() = schema.unmodelled();
  for (model::Unmodelled& thing : renamed.unmodelled())
    for (ObjectId& id : thing.stands_on) id = pass.id(id);
  for (const auto& [id, object] : schema.objects()) {
    Object copy = object;
    pass.object(id, copy);
    renamed.put(pass.id(id), std::move(copy));
  }
  for (const Rename& carried : carried_along(rename, schema)) renamed = rename_one(renamed, carried);
  return renamed;
}

bool has_value(const Schema& schema, const ObjectId& id, const std::string& value) {
  const auto* const type = schema.find_as<model::EnumType>(id);
  return type != nullptr &&
         std::find(type->values.begin(), type->values.end(), Symbol(value)) != type->values.end();
}

bool old_exists(const Rename& rename, const Schema& schema) {
  return rename.from_value.empty() ? schema.contains(rename.from)
                                   : has_value(schema, rename.to, rename.from_value);
}

bool new_exists(const Rename& rename, const Schema& schema) {
  return rename.from_value.empty() ? schema.contains(rename.to)
                                   : has_value(schema, rename.to, rename.to_value);
}

[[noreturn]] void refuse(const std::string& message) {
  throw base::Error(base::ErrorKind::declaration, message,
                    "Take out the `renamed_from` that no longer holds.");
}

void refuse_shared_names(const std::vector<Rename>& renames) {
  std::set<std::pair<ObjectId, std::string>> old_names;
  std::set<std::pair<ObjectId, std::string>> new_names;
  for (const Rename& rename : renames) {
    if (!old_names.insert({rename.from, rename.from_value}).second)
      refuse("Two objects say that they were " + model::to_string(rename.from) + " before.");
    if (!new_names.insert({rename.to, rename.to_value}).second)
      refuse(model::to_string(rename.to) + " is said to have had two names before.");
  }
}

/// Two names that change places look the same before and after: nobody can tell whether it has happened.
void refuse_swaps(const std::vector<Rename>& renames) {
  for (const Rename& rename : renames) {
    const Rename back{rename.to, rename.from, rename.to_value, rename.from_value};
    if (std::find(renames.begin(), renames.end(), back) == renames.end()) continue;
    throw base::Error(
        base::ErrorKind::declaration,
        describe(rename) + ", and the other way round: a swap cannot be told from one already made.",
        "Rename one of them to a third name in a migration of its own first.");
  }
}

}  // namespace

std::vector<Rename> carried_along(const Rename& rename, const Schema& schema) {
  std::vector<Rename> carried;
  if (rename.from.kind != Kind::table || rename.from.schema == rename.to.schema) return carried;
  for (const auto& [id, sequence] : schema.all<model::Sequence>(Kind::sequence)) {
    if (id.schema != rename.from.schema || sequence->owner_table != rename.from.name) continue;
    ObjectId moved = id;
    moved.schema = rename.to.schema;
    carried.push_back({id, moved, {}, {}});
  }
  return carried;
}

std::vector<Rename> applicable(const std::vector<Rename>& stated, const Schema& before, const Schema& after) {
  refuse_shared_names(stated);
  refuse_swaps(stated);
  std::vector<Rename> found;
  std::vector<Rename> waiting = by_level(stated);
  std::map<ObjectId, ObjectId> carried;
  Schema current = before;
  for (bool more = true; more;) {  // a chain of names is freed from its end
    more = false;
    std::vector<Rename> blocked;
    for (Rename rename : waiting) {
      if (const auto moved = carried.find(rename.from); moved != carried.end()) rename.from = moved->second;
      if (rename.from == rename.to && rename.from_value.empty()) continue;
      if (!old_exists(rename, current)) continue;
      if (new_exists(rename, current)) {
        blocked.push_back(rename);
        continue;
      }
      found.push_back(rename);
      for (const Rename& along : carried_along(rename, current)) carried.emplace(along.from, along.to);
      current = rename_one(current, rename);
      more = true;
    }
    waiting = std::move(blocked);
  }
  for (const Rename& rename : waiting) {
    // Both values of an enum are there while the columns have the old and the new type beside each other.
    if (rename.from_value.empty() && !after.contains(rename.from))
      refuse(describe(rename) + ", says the declaration, but the database has both.");
  }
  return found;
}

ObjectId rename_id(ObjectId id, const std::vector<Rename>& renames, sql::Dialect dialect) {
  for (const Rename& rename : by_level(renames)) id = RenameOne(rename, dialect).id(id);
  return id;
}

Schema rename_objects(const Schema& schema, const std::vector<Rename>& renames) {
  Schema renamed = schema;
  for (const Rename& rename : by_level(renames)) renamed = rename_one(renamed, rename);
  return renamed;
}

}  // namespace schemagen::diff
