#include "dsl/loader.h"

#include "dsl/load_name.h"
#include "dsl/load_signature.h"
#include "schemagen/base/text.h"

namespace schemagen::dsl {
namespace {

constexpr std::size_t kLongestName = 63;

bool is_relation(Kind kind, bool postgresql) {
  switch (kind) {
    case Kind::table:
    case Kind::virtual_table:
    case Kind::view:
    case Kind::materialized_view:
    case Kind::index:
    case Kind::partition:
      return true;
    case Kind::sequence:
    case Kind::primary_key:
    case Kind::unique:
    case Kind::exclusion:
      return postgresql;
    case Kind::extension:
    case Kind::name_space:
    case Kind::enum_type:
    case Kind::function:
    case Kind::column:
    case Kind::check:
    case Kind::foreign_key:
    case Kind::trigger:
      return false;
  }
  return false;
}

bool is_constraint(Kind kind) {
  return kind == Kind::primary_key || kind == Kind::unique || kind == Kind::check ||
         kind == Kind::foreign_key || kind == Kind::exclusion;
}

bool has_row_type(Kind kind) {
  return kind == Kind::table || kind == Kind::partition || kind == Kind::view ||
         kind == Kind::materialized_view || kind == Kind::enum_type;
}

/// The signature that `function` had when it was called `name`.
Symbol with_arguments_of(const ObjectId& function, Symbol name) {
  const std::string_view signature = function.name.view();
  return Symbol(name.str() + std::string(signature.substr(arguments_of(signature))));
}

constexpr std::string_view kSystemColumns[] = {"tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"};

std::string reserved_reason(Kind kind, std::string_view name, sql::Dialect dialect) {
  const std::string lower = base::to_lower(name);
  if (dialect == sql::Dialect::sqlite) {
    const bool stored = is_relation(kind, false) || kind == Kind::trigger;
    if (stored && lower.starts_with("sqlite_"))
      return "SQLite keeps names that begin with `sqlite_` for itself";
    return {};
  }
  if (kind == Kind::name_space && (name.starts_with("pg_") || name == "information_schema"))
    return "PostgreSQL keeps this schema name for itself";
  if (kind == Kind::column)
    for (const std::string_view system : kSystemColumns)
      if (name == system) return "every PostgreSQL table has a system column of this name";
  return {};
}

}  // namespace

Loader::Loader(Report& report_to, Declaration& into, const std::vector<Source>& sources)
    : report(report_to), declaration(into) {
  for (const Source& source : sources) files_.emplace_back(source.name);
}

void Loader::put(const ObjectId& id, model::Object object, Spot at) {
  declaration.schema.put(id, std::move(object));
  declaration.places.add(id, files_[at.source], static_cast<int>(at.line), static_cast<int>(at.column));
}

std::size_t Loader::NameKeyHash::operator()(const NameKey& key) const {
  constexpr std::size_t kPrime = 0x9E3779B97F4A7C15;
  std::size_t hash = static_cast<std::size_t>(key.space) * 31 + static_cast<std::size_t>(key.kind);
  for (const Symbol part : {key.schema, key.owner, key.name})
    hash = (hash ^ std::hash<Symbol>()(part) ^ (hash >> 29)) * kPrime;
  return hash ^ (hash >> 32);
}

// Objects that cannot have the same name share a key.
Loader::NameKeys Loader::name_keys(const ObjectId& id) const {
  const auto folded = [&](Symbol name) { return postgresql() ? name : Symbol(base::to_lower(name.view())); };
  NameKeys found;
  const auto add = [&](Space space, Kind kind, bool per_owner) {
    found.keys[found.count++] = {space, kind, id.schema, per_owner ? folded(id.owner) : Symbol(),
                                 folded(id.name)};
  };
  if (is_relation(id.kind, postgresql())) add(Space::relation, Kind::table, false);
  if (postgresql() && has_row_type(id.kind)) add(Space::type, Kind::table, false);
  if (postgresql() && is_constraint(id.kind)) add(Space::constraint, Kind::table, true);
  if (found.count == 0) add(Space::kind, id.kind, is_constraint(id.kind) || postgresql());
  return found;
}

bool Loader::claim(const NameKey& key, const ObjectId& id, Spot at) {
  const auto [found, fresh] = declared_.try_emplace(key, Declared{id.kind, id.owner, id.name, at});
  if (fresh) return true;
  const Declared& first = found->second;
  const std::string place = base::to_string(report.place(first.at));
  const std::string& name = id.name.str();
  if (first.is(id)) {
    report.add(at, "the " + std::string(model::kind_name(id.kind)) + " " + shown(name) + " is declared twice",
               "it is declared at " + place + " too: keep one of them");
  } else if (first.name != id.name) {
    report.add(at,
               shown(name) + " and " + shown(first.name.view()) +
                   " differ only in upper and lower case, which are one name to SQLite",
               shown(first.name.view()) + " is declared at " + place + ": rename one of them");
  } else {
    report.add(at,
               "the name " + shown(name) + " is taken by the " + std::string(model::kind_name(first.kind)) +
                   " declared at " + place,
               "the " + std::string(model::kind_name(id.kind)) + " needs another name");
  }
  return false;
}

bool Loader::declare(const ObjectId& id, Spot at) {
  for (const NameKey& key : name_keys(id))
    if (!claim(key, id, at)) return false;
  return true;
}

bool Loader::is_taken(const ObjectId& id) const {
  for (const NameKey& key : name_keys(id))
    if (declared_.contains(key)) return true;
  return false;
}

bool Loader::is_declared(const ObjectId& id) const {
  const auto found = declared_.find(*name_keys(id).begin());
  return found != declared_.end() && found->second.is(id);
}

void Loader::rename(const Fields& fields, const ObjectId& id) {
  const Value* value = fields.text("renamed_from");
  if (value == nullptr) return;
  const bool qualifies = !model::is_owned(id.kind) && id.kind != Kind::name_space;
  ObjectId from = id;
  if (qualifies) {
    const auto old = parse_name(*this, *value->text(), value->at);
    if (!old) return;
    if (id.kind == Kind::function && old->name.view().ends_with(')')) {
      report.add(value->at, "`renamed_from` of a function is its old name alone; its argument types stay",
                 "leave out the parentheses and what stands in them");
      return;
    }
    from.name = id.kind == Kind::function ? with_arguments_of(id, old->name) : old->name;
    if (old->qualified) from.schema = old->schema;
  } else {
    from.name = Symbol(*value->text());
  }
  if (from.name.empty()) {
    report.add(value->at, "`renamed_from` is empty", "write the name that the object had before");
    return;
  }
  if (from == id) {
    report.add(value->at, "`renamed_from` is the name that the object has now",
               "write the name that it had before, or remove the key");
    return;
  }
  add_rename({from, id, {}, {}}, value->at);
}

void Loader::rename_value(const ObjectId& enum_id, const Value& from, Symbol to) {
  if (*from.text() == to.view()) {
    report.add(from.at, "`renamed_from` is the value as it is now",
               "write what it was before, or remove the key");
    return;
  }
  add_rename({enum_id, enum_id, *from.text(), to.str()}, from.at);
}

void Loader::add_rename(diff::Rename rename, Spot at) {
  diff::Rename source = rename;
  source.to = {};
  source.to_value.clear();
  if (!rename_sources_.insert(std::move(source)).second) {
    const std::string old = rename.from_value.empty() ? rename.from.name.str() : rename.from_value;
    report.add(at, "two objects say that they were " + shown(old) + " before",
               "only one of them can be the old one renamed; remove the other `renamed_from`");
    return;
  }
  declaration.renames.push_back(std::move(rename));
}

void Loader::advise_phase(const Fields& fields, const ObjectId& id) {
  if (fields.choice("phase", {"expand"})) declaration.advice[id].phase = "expand";
}

void Loader::use_schema(Symbol name, Spot at) {
  if (!name.empty()) used_schemas.try_emplace(name, at);
}

bool Loader::check_name(Kind kind, std::string_view name, Spot at) {
  const auto what = [kind] { return std::string(model::kind_name(kind)); };
  if (name.empty()) {
    report.add(at, "the name of this " + what() + " is empty", "give it a name");
    return false;
  }
  if (postgresql() && name.size() > kLongestName) {
    report.add(at,
               "the name " + shown(name) + " has " + std::to_string(name.size()) +
                   " bytes; PostgreSQL cuts names after 63",
               "shorten it, for example to " + shown(base::clip_utf8(name, kLongestName)));
    return false;
  }
  const std::string reason = reserved_reason(kind, name, dialect());
  if (reason.empty()) return true;
  report.add(at, shown(name) + " cannot be the name of a " + what() + ": " + reason, "choose another name");
  return false;
}

}  // namespace schemagen::dsl
