#include "dialect/postgres/references.h"

#include <algorithm>
#include <optional>

#include "dialect/postgres/render.h"
#include "schemagen/sql/expression.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::postgres {

using model::Kind;
using model::Visitor;
using sql::Token;
using sql::TokenKind;

namespace {

constexpr sql::Dialect kDialect = sql::Dialect::postgresql;

bool is_name(const Token& token) {
  return token.kind == TokenKind::word || token.kind == TokenKind::quoted_name;
}

/// Knows, token by token, whether a FROM list names a relation here.
class FromList {
 public:
  void pass(const Token& token, const Token* previous) {
    if (token.is_symbol("(")) {
      const bool call = previous != nullptr && is_name(*previous) && !previous->is("from") &&
                        !previous->is("join") && !previous->is("lateral");
      clauses_.push_back(!call && clauses_.back() == Clause::from ? Clause::from : Clause::other);
    } else if (token.is_symbol(")")) {
      if (clauses_.size() > 1) clauses_.pop_back();
    } else if (token.is_symbol(",")) {
      if (clauses_.back() == Clause::condition) clauses_.back() = Clause::from;
    } else {
      keyword(token, previous);
    }
  }

  bool expects_relation(const Token* previous) const {
    if (previous == nullptr || clauses_.back() != Clause::from) return false;
    return previous->is("from") || previous->is("join") || previous->is("only") || previous->is("into") ||
           previous->is("update") || previous->is_symbol(",") || previous->is_symbol("(");
  }

 private:
  enum class Clause { other, from, condition };

  void keyword(const Token& token, const Token* previous) {
    if (token.kind != TokenKind::word) return;
    if (token.is("from") && previous != nullptr && previous->is("distinct")) return;
    if (token.is("from") || token.is("join") || token.is("into") || token.is("update"))
      clauses_.back() = Clause::from;
    else if (token.is("on") || token.is("using"))
      clauses_.back() = clauses_.back() == Clause::from ? Clause::condition : clauses_.back();
    else if (token.is("select") || token.is("where") || token.is("group") || token.is("having") ||
             token.is("order") || token.is("window") || token.is("limit") || token.is("union") ||
             token.is("set") || token.is("values") || token.is("returning"))
      clauses_.back() = Clause::other;
  }

  std::vector<Clause> clauses_{Clause::other};
};

/// Names of common table expressions: `name AS (SELECT`.
std::set<Symbol> common_tables(const std::vector<Token>& tokens) {
  std::set<Symbol> names;
  for (std::size_t i = 0; i + 3 < tokens.size(); ++i) {
    if (!is_name(tokens[i]) || !tokens[i + 1].is("as")) continue;
    std::size_t next = i + 2;
    if (tokens[next].is("not")) ++next;
    if (tokens[next].is("materialized")) ++next;
    if (next + 1 < tokens.size() && tokens[next].is_symbol("("))
      names.insert(sql::name_of(tokens[i], kDialect));
  }
  return names;
}

/// Where the arguments of a function start: behind its name.
std::size_t arguments_begin(const std::vector<Token>& tokens) {
  std::size_t open = 0;
  while (open < tokens.size() && !tokens[open].is_symbol("(")) ++open;
  return open;
}

/// The DEFAULT expressions of a function's arguments: all that stands behind DEFAULT or = up to the next
/// argument.
std::vector<std::string_view> argument_defaults(std::string_view definition,
                                                const std::vector<Token>& tokens) {
  std::vector<std::string_view> found;
  std::optional<std::size_t> begin;
  int depth = 0;
  for (std::size_t i = arguments_begin(tokens); i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    const bool closes = token.is_symbol(")") && depth == 1;
    if (begin && (closes || (depth == 1 && token.is_symbol(",")))) {
      found.push_back(definition.substr(*begin, token.offset - *begin));
      begin.reset();
    }
    if (closes) break;
    if (token.is_symbol("(")) ++depth;
    if (token.is_symbol(")")) --depth;
    if (depth == 1 && !begin && (token.is("default") || token.is_symbol("=") || token.is_symbol(":=")))
      begin = token.offset + token.text.size();
  }
  return found;
}

/// What stands before a body that is no string: BEGIN ATOMIC … END or RETURN.
std::string_view function_header(std::string_view definition, const std::vector<Token>& tokens) {
  for (std::size_t i = arguments_begin(tokens); i + 1 < tokens.size(); ++i)
    if ((tokens[i].is("begin") && tokens[i + 1].is("atomic")) || tokens[i].is("return"))
      return definition.substr(0, tokens[i].offset);
  return definition;
}

/// Words of a function's header that may be types: not those that name an argument.
std::vector<Mention> header_mentions(std::string_view header) {
  const auto tokens = sql::tokenize(header, kDialect);
  std::vector<Mention> found;
  for (std::size_t i = arguments_begin(tokens) + 1; i < tokens.size(); ++i) {
    if (!is_name(tokens[i]) || tokens[i - 1].is_symbol(".")) continue;
    const bool starts =
        (tokens[i - 1].is_symbol("(") || tokens[i - 1].is_symbol(",") || tokens[i - 1].is("in") ||
         tokens[i - 1].is("out") || tokens[i - 1].is("inout") || tokens[i - 1].is("variadic"));
    if (starts && is_name(tokens[i + 1]) && !tokens[i + 1].is("default")) continue;
    Mention mention{{}, sql::name_of(tokens[i], kDialect)};
    if (tokens[i + 1].is_symbol(".") && is_name(tokens[i + 2]))
      mention = {mention.name, sql::name_of(tokens[i + 2], kDialect)};
    mention.relation = true;
    found.push_back(mention);
  }
  return found;
}

}  // namespace

std::vector<Mention> mentions_in(std::string_view text) {
  const auto tokens = sql::tokenize(text, kDialect);
  const std::set<Symbol> common = common_tables(tokens);
  std::vector<Mention> found;
  FromList from;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const Token* previous = i == 0 ? nullptr : &tokens[i - 1];
    from.pass(tokens[i], previous);
    if (!is_name(tokens[i]) || (previous != nullptr && previous->is_symbol("."))) continue;
    Mention mention{{}, sql::name_of(tokens[i], kDialect)};
    std::size_t last = i;
    if (tokens[i + 1].is_symbol(".") && i + 2 < tokens.size() && is_name(tokens[i + 2])) {
      mention = {mention.name, sql::name_of(tokens[i + 2], kDialect)};
      last = i + 2;
    }
    mention.called = tokens[last + 1].is_symbol("(");
    mention.relation =
        from.expects_relation(previous) && (!mention.qualifier.empty() || !common.contains(mention.name));
    found.push_back(mention);
  }
  return found;
}

bool selects_all(std::string_view query) {
  const auto tokens = sql::tokenize(query, kDialect);
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const Token& before = tokens[i - 1];
    if (tokens[i].is_symbol("*") && (before.is("select") || before.is("distinct") || before.is("all") ||
                                     before.is_symbol(",") || before.is_symbol(".")))
      return true;
  }
  return false;
}

/// `GROUP BY key` lets a query read the other columns of the key's table, and makes the query stand on the
/// key.
bool groups(std::string_view query) {
  const auto tokens = sql::tokenize(query, kDialect);
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
    if (tokens[i].is("group") && tokens[i + 1].is("by")) return true;
  return false;
}

struct References::Builder {
  const References& all;
  const Schema& schema;
  ObjectId id;
  Ids found;

  void put(const ObjectId& other) {
    if (schema.contains(other)) found.insert(other);
  }
  void put_name_space(Symbol name) { put({Kind::name_space, {}, {}, name}); }
  void put_relation(Symbol in_schema, Symbol name) {
    put_name_space(in_schema);
    put(all.relation(in_schema, name));
  }
  void put_columns(Symbol in_schema, Symbol table, const std::vector<Symbol>& columns) {
    for (Symbol column : columns) put(model::column_id(in_schema, table, column));
  }
  void put_expression(std::string_view text) {
    if (text.empty()) return;
    found.merge(all.of_expression(text, model::table_id(id.schema, id.owner)));
  }
  void put_keys(const std::vector<model::IndexKey>& keys) {
    for (const model::IndexKey& key : keys) {
      put_columns(id.schema, id.owner, {key.column});
      put_expression(key.expression.view());
    }
  }
  void put_owned(const model::Object& object) {
    put_relation(id.schema, id.owner);
    put_columns(id.schema, id.owner, model::key_columns(object));
  }

  void put_query(std::string_view query) {
    Ids relations;
    std::set<Symbol> names;
    for (const Mention& mention : mentions_in(query)) {
      names.insert(mention.name);
      if (mention.relation) all.match(all.relations_, mention, relations);
      if (mention.called) all.match(all.functions_, mention, found);
      all.match(all.enums_, mention, found);
    }
    const bool everything = selects_all(query);
    const bool grouped = groups(query);
    for (const ObjectId& relation : relations) {
      put(relation);
      for (const auto& [column, value] : schema.columns_of(relation.schema, relation.name))
        if (everything || names.contains(column.name)) put(column);
      if (grouped) put_key(model::primary_key_id(relation.schema, relation.name), names);
    }
  }

  void put_key(const ObjectId& key, const std::set<Symbol>& names) {
    const auto* primary = schema.find_as<model::PrimaryKey>(key);
    if (primary != nullptr &&
        std::all_of(primary->columns.begin(), primary->columns.end(),
                    [&names](const model::KeyColumn& column) { return names.contains(column.name); }))
      put(key);
  }

  void put_function(const model::Function& function) {
    put_name_space(id.schema);
    const auto tokens = sql::tokenize(function.definition.view(), kDialect);
    const std::string_view header = function_header(function.definition.view(), tokens);
    for (const Mention& mention : header_mentions(header)) {
      all.match(all.enums_, mention, found);
      all.match(all.relations_, mention, found);
    }
    for (const std::string_view value : argument_defaults(header, tokens))
      for (const Mention& mention : mentions_in(value))
        if (mention.called) all.match(all.functions_, mention, found);
    if (header.size() < function.definition.view().size())
      put_query(function.definition.view().substr(header.size()));
  }

  void put_trigger(const model::Trigger& trigger) {
    put_relation(id.schema, id.owner);
    for (const Mention& mention : mentions_in(trigger.definition.view())) {
      if (mention.called) all.match(all.functions_, mention, found);
      put(model::column_id(id.schema, id.owner, mention.name));
    }
  }

  void put_foreign_key(const model::ForeignKey& key) {
    put_relation(id.schema, id.owner);
    put_columns(id.schema, id.owner, key.columns);
    put_relation(key.ref_schema, key.ref_table);
    put_columns(key.ref_schema, key.ref_table, key.ref_columns);
    const auto same = [&](const std::vector<Symbol>& columns) {
      return std::is_permutation(columns.begin(), columns.end(), key.ref_columns.begin(),
                                 key.ref_columns.end());
    };
    const ObjectId primary = model::primary_key_id(key.ref_schema, key.ref_table);
    const auto put_key = [&](const ObjectId& other) {
      if (const auto* object = schema.find(other); object != nullptr && same(model::key_columns(*object)))
        put(other);
    };
    put_key(primary);
    for (const auto& [other, unique] :
         schema.owned_as<model::Unique>(Kind::unique, key.ref_schema, key.ref_table))
      put_key(other);
    for (const auto& [other, index] :
         schema.owned_as<model::Index>(Kind::index, key.ref_schema, key.ref_table))
      if (index->unique && index->valid && index->where.empty()) put_key(other);
  }

  void put_column(const model::Column& column) {
    put_relation(id.schema, id.owner);
    put(all.enum_of(column.type));
    put_expression(column.default_value.view());
    if (column.generated) put_expression(column.generated->expression.view());
  }

  /// Its bound may be a value that an enum has just been given.
  void put_partition() {
    put_relation(id.schema, id.owner);
    const ObjectId table = model::owner_id(id);
    const auto* divided = schema.find_as<model::Table>(table);
    if (divided == nullptr) return;
    for (const ObjectId& used : all.of_expression(divided->partition_by.view(), table)) {
      put(used);
      if (const auto* column = schema.find_as<model::Column>(used)) put(all.enum_of(column->type));
    }
  }

  void put_all(const model::Object& object) {
    std::visit(Visitor{
                   [&](const model::Extension& o) { put_name_space(o.schema); },
                   [&](const model::NameSpace&) {},
                   [&](const model::EnumType&) { put_name_space(id.schema); },
                   [&](const model::Sequence&) { put_name_space(id.schema); },
                   [&](const model::Function& o) { put_function(o); },
                   [&](const model::Table& o) {
                     put_name_space(id.schema);
                     for (const ObjectId& other : all.of_expression(o.partition_by.view(), id))
                       if (other.kind != Kind::column) put(other);
                   },
                   [&](const model::VirtualTable&) {},
                   [&](const model::Column& o) { put_column(o); },
                   [&](const model::Partition&) { put_partition(); },
                   [&](const model::PrimaryKey& o) {
                     put_owned(object);
                     put_columns(id.schema, id.owner, o.include);
                   },
                   [&](const model::Unique& o) {
                     put_owned(object);
                     put_columns(id.schema, id.owner, o.include);
                   },
                   [&](const model::Check& o) {
                     put_owned(object);
                     put_expression(o.expression.view());
                   },
                   [&](const model::Exclusion& o) {
                     put_owned(object);
                     put_columns(id.schema, id.owner, o.include);
                     for (const auto& element : o.elements) put_keys({element.key});
                     put_expression(o.where.view());
                   },
                   [&](const model::ForeignKey& o) { put_foreign_key(o); },
                   [&](const model::Index& o) {
                     put_owned(object);
                     put_keys(o.keys);
                     put_columns(id.schema, id.owner, o.include);
                     put_expression(o.where.view());
                   },
                   [&](const model::View& o) {
                     put_name_space(id.schema);
                     put_query(o.query.view());
                   },
                   [&](const model::MaterializedView& o) {
                     put_name_space(id.schema);
                     put_query(o.query.view());
                   },
                   [&](const model::Trigger& o) { put_trigger(o); },
               },
               object);
  }
};

References::References(const Schema& schema) : schema_(schema) {
  for (const auto& [id, object] : schema.objects()) {
    if (id.kind == Kind::table || id.kind == Kind::view || id.kind == Kind::materialized_view)
      relations_[id.name].push_back(id);
    if (id.kind == Kind::function) functions_[split_signature(id.name).first].push_back(id);
    if (id.kind == Kind::enum_type) enums_[id.name].push_back(id);
    if (id.kind == Kind::sequence) sequences_[id.name].push_back(id);
  }
}

void References::match(const Names& names, const Mention& mention, Ids& found) const {
  const auto candidates = names.find(mention.name);
  if (candidates == names.end()) return;
  const Symbol wanted = mention.qualifier.empty() ? Symbol("public") : mention.qualifier;
  bool matched = false;
  for (const ObjectId& id : candidates->second)
    if (id.schema == wanted) {
      found.insert(id);
      matched = true;
    }
  if (!matched && mention.qualifier.empty())
    found.insert(candidates->second.begin(), candidates->second.end());
}

Ids References::of(const ObjectId& id) const {
  const model::Object* object = schema_.find(id);
  if (object == nullptr) return {};
  Builder builder{*this, schema_, id, {}};
  builder.put_all(*object);
  builder.found.erase(id);
  return std::move(builder.found);
}

Ids References::of_expression(std::string_view text, const ObjectId& table) const {
  Ids found;
  for (const Mention& mention : mentions_in(text)) {
    if (mention.called) match(functions_, mention, found);
    match(enums_, mention, found);
    const ObjectId column = model::column_id(table.schema, table.name, mention.name);
    if (!mention.called && schema_.contains(column)) found.insert(column);
  }
  for (const Token& token : sql::tokenize(text, kDialect)) {
    if (token.kind != TokenKind::string || sequences_.empty()) continue;
    const std::string inside = sql::string_of(token, kDialect);
    if (inside.find('\'') != std::string::npos || std::count(inside.begin(), inside.end(), '"') % 2 != 0 ||
        inside.find("/*") != std::string::npos || inside.find('$') != std::string::npos)
      continue;
    for (const Mention& mention : mentions_in(inside)) match(sequences_, mention, found);
  }
  return found;
}

const std::vector<ObjectId>& References::dependents(const ObjectId& id) const {
  if (!reversed_) {
    for (const auto& [other, object] : schema_.objects())
      for (const ObjectId& needed : of(other)) dependents_[needed].push_back(other);
    reversed_ = true;
  }
  static const std::vector<ObjectId> kNone;
  const auto found = dependents_.find(id);
  return found == dependents_.end() ? kNone : found->second;
}

ObjectId References::enum_of(Symbol type) const {
  const auto tokens = sql::tokenize(type.view(), kDialect);
  if (!is_name(tokens[0])) return {};
  ObjectId id{Kind::enum_type, "public", {}, sql::name_of(tokens[0], kDialect)};
  if (tokens[1].is_symbol(".") && is_name(tokens[2]))
    id = {Kind::enum_type, id.name, {}, sql::name_of(tokens[2], kDialect)};
  return schema_.contains(id) ? id : ObjectId{};
}

ObjectId References::relation(Symbol schema, Symbol name) const {
  for (Kind kind : {Kind::table, Kind::view, Kind::materialized_view})
    if (schema_.contains({kind, schema, {}, name})) return {kind, schema, {}, name};
  return model::table_id(schema, name);
}

}  // namespace schemagen::dialect::postgres
