#include "schemagen/app/compiles.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "app/compile_references.h"
#include "app/trigger_head.h"
#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/db/database.h"
#include "schemagen/dialect/lower.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"

namespace schemagen::app {
namespace {

using base::Symbol;
using model::Kind;
using model::ObjectId;
using sql::Dialect;

constexpr std::string_view kRefused = "SQLite refused the statement: ";
constexpr std::string_view kNoTable = "no such table: ";
constexpr std::string_view kOfTheApplication[] = {"no such function", "unknown function",
                                                  "no such collation sequence", "no such module"};

std::string quoted(Symbol name) { return sql::quote_name(name.view(), Dialect::sqlite); }

std::string bare_message(const base::Error& error) {
  std::string message = error.what();
  if (message.starts_with(kRefused)) message.erase(0, kRefused.size());
  if (message.ends_with('.')) message.pop_back();
  return message;
}

bool is_of_the_application(const std::string& message) {
  return std::any_of(std::begin(kOfTheApplication), std::end(kOfTheApplication),
                     [&message](std::string_view part) { return message.find(part) != std::string::npos; });
}

std::string sql_of(const model::Object& object) {
  std::string text;
  model::Object copy = object;
  model::for_each_sql(copy, [&text](model::SqlRole, Symbol& sql) { text += sql.str() + "\n"; });
  return text;
}

/// Whether `text` names `name`; `called`: with `(` behind it.
bool names(const std::string& text, std::string_view name, bool called) {
  const std::vector<sql::Token> tokens = sql::tokenize(text, Dialect::sqlite);
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const bool is_name =
        tokens[i].kind == sql::TokenKind::word || tokens[i].kind == sql::TokenKind::quoted_name;
    if (is_name && base::equals_ignoring_case(sql::name_of(tokens[i], Dialect::sqlite), name) &&
        (!called || tokens[i + 1].is_symbol("(")))
      return true;
  }
  return false;
}

/// `id` and what belongs inside its own CREATE statement.
model::Schema alone(const model::Schema& schema, const ObjectId& id) {
  model::Schema part(Dialect::sqlite);
  part.put(id, *schema.find(id));
  if (id.kind != Kind::table) return part;
  for (const ObjectId& owned : schema.owned_by({}, id.name))
    if (owned.kind != Kind::index && owned.kind != Kind::trigger) part.put(owned, *schema.find(owned));
  return part;
}

/// The table with its columns as they can be read, and nothing else.
model::Schema plain(const model::Schema& schema, const ObjectId& id) {
  model::Schema part(Dialect::sqlite);
  part.put(id, model::Table());
  for (const auto& [column_id, column] : schema.columns_of({}, id.name)) {
    model::Column bare;
    bare.position = column->position;
    bare.type = column->type;
    part.put(column_id, bare);
  }
  return part;
}

class Compiler {
 public:
  Compiler(const model::Schema& schema, const std::vector<model::Unmodelled>& beside)
      : schema_(schema), database_(db::open_memory_database()) {
    for (const auto* list : {&schema.unmodelled(), &beside})
      for (const model::Unmodelled& thing : *list) beside_.insert(base::to_lower(thing.name));
  }

  std::vector<Problem> run() {
    for (const auto& [id, table] : schema_.all<model::Table>(Kind::table)) create_table(id);
    for (const Kind kind : {Kind::virtual_table, Kind::index, Kind::view}) create_all(kind);
    read_views();
    create_all(Kind::trigger);
    check_update_lists();
    if (!writes_compile()) find_what_stops_writes();
    std::vector<Problem> found = find_unfit_references(schema_, beside_);
    problems_.insert(problems_.end(), found.begin(), found.end());
    return std::move(problems_);
  }

 private:
  using Failure = std::optional<std::string>;

  Failure attempt(const std::string& statement) {
    try {
      database_->execute(statement);
      return std::nullopt;
    } catch (const base::Error& error) {
      return bare_message(error);
    }
  }
  Failure compile(const std::string& statement) { return attempt("EXPLAIN QUERY PLAN " + statement); }

  Failure create(const model::Schema& part) {
    return attempt(dialect::create_statements(part, database_->target()).front());
  }

  void note(const ObjectId& id, const std::string& message) {
    const std::string text = sql_of(*schema_.find(id));
    if (stands_beside(message)) return;
    if (is_of_the_application(message) || calls_missing_table(message, text))
      problems_.push_back(
          {id, Problem::Kind::of_application, "needs what SQLite does not have of its own: " + message});
    else
      problems_.push_back({id, Problem::Kind::broken, "does not compile: " + message});
  }

  static std::string missing_table(const std::string& message) {
    const std::size_t at = message.find(kNoTable);
    if (at == std::string::npos) return {};
    const std::string name = message.substr(at + kNoTable.size());
    return name.starts_with("main.") ? name.substr(5) : name;
  }

  /// The table is there, but not for us: it is not modelled, or its module is the application's.
  bool stands_beside(const std::string& message) const {
    const std::string table = missing_table(message);
    return !table.empty() && (is_of_others(table) || beside_.contains(base::to_lower(table)));
  }

  /// FROM series(1, 3): a module of the application.
  static bool calls_missing_table(const std::string& message, const std::string& text) {
    const std::string table = missing_table(message);
    return !table.empty() && names(text, table, true);
  }

  void create_table(const ObjectId& id) {
    const Failure failure = create(alone(schema_, id));
    if (!failure) return;
    create(plain(schema_, id));
    const std::size_t before = problems_.size();
    for (const auto& [column_id, column] : schema_.columns_of({}, id.name))
      if (column->generated) probe(column_id, column->generated->expression, id.name);
    for (const auto& [check_id, check] : schema_.owned_as<model::Check>(Kind::check, {}, id.name))
      probe(check_id, check->expression, id.name);
    probe_defaults(id);
    if (problems_.size() == before) note(id, *failure);
  }

  void probe_defaults(const ObjectId& table) {
    for (const auto& [id, column] : schema_.columns_of({}, table.name))
      if (!column->default_value.empty()) probe(id, column->default_value, {});
  }

  void probe(const ObjectId& id, Symbol expression, Symbol table) {
    const std::string from = table.empty() ? "" : " FROM " + quoted(table);
    if (const Failure failure = compile("SELECT (" + expression.str() + "\n)" + from)) note(id, *failure);
  }

  void create_all(Kind kind) {
    for (auto it = schema_.objects().lower_bound({kind, {}, {}, {}});
         it != schema_.objects().end() && it->first.kind == kind; ++it) {
      if (kind == Kind::index && !is_there(it->first.owner)) continue;
      const Failure failure = create(alone(schema_, it->first));
      if (!failure) continue;
      note(it->first, *failure);
      uncreated_.insert(it->first);
      if (kind == Kind::virtual_table) beside_.insert(base::to_lower(it->first.name.view()));
    }
  }

  bool is_there(Symbol table) const { return !beside_.contains(base::to_lower(table.view())); }

  void read_views() {
    for (const auto& [id, view] : schema_.all<model::View>(Kind::view)) {
      if (uncreated_.contains(id)) continue;
      if (const Failure failure = compile("SELECT * FROM " + quoted(id.name))) broken_views_[id] = *failure;
    }
    for (const auto& [id, message] : broken_views_)
      if (!follows_from_view(id, message)) note(id, message);
  }

  /// It reads a view that fails in the same way.
  bool follows_from_view(const ObjectId& id, const std::string& message) const {
    const std::string text = sql_of(*schema_.find(id));
    return std::any_of(broken_views_.begin(), broken_views_.end(), [&](const auto& broken) {
      return broken.first != id && broken.second == message && names(text, broken.first.name.view(), false);
    });
  }

  /// SQLite takes any name in UPDATE OF; the trigger then never fires.
  void check_update_lists() {
    for (const auto& [id, trigger] : schema_.all<model::Trigger>(Kind::trigger)) {
      if (uncreated_.contains(id)) continue;
      const std::vector<std::string> columns = columns_of(id.owner);
      for (const std::string& name : read_trigger_head(trigger->definition.view()).update_of) {
        const bool known = std::any_of(columns.begin(), columns.end(), [&name](const std::string& column) {
          return base::equals_ignoring_case(column, name);
        });
        if (!known && !columns.empty()) note(id, "no such column: " + name);
      }
    }
  }

  /// Nothing for a view that does not compile.
  std::vector<std::string> columns_of(Symbol relation, bool written_only = false) {
    std::vector<std::string> columns;
    try {
      const std::string literal = sql::quote_literal(relation.view());
      for (const db::Row& row :
           database_->execute("SELECT name, hidden FROM pragma_table_xinfo(" + literal + ")"))
        if (!written_only || row[1] == "0") columns.push_back(row[0].value_or(""));
    } catch (const base::Error&) {
      columns.clear();
    }
    return columns;
  }

  Failure compile_write(TriggerHead::Event event, Symbol relation) {
    switch (event) {
      case TriggerHead::Event::insert:
        return compile("INSERT INTO " + quoted(relation) + " DEFAULT VALUES");
      case TriggerHead::Event::remove:
        return compile("DELETE FROM " + quoted(relation));
      case TriggerHead::Event::update: {
        std::vector<std::string> values;
        for (const std::string& column : columns_of(relation, true))
          values.push_back(quoted(Symbol(column)) + " = " + quoted(Symbol(column)));
        if (values.empty()) return std::nullopt;
        return compile("UPDATE " + quoted(relation) + " SET " + base::join(values, ", "));
      }
    }
    return std::nullopt;
  }

  /// Without the defaults, which have been looked at.
  Failure compile_full_insert(Symbol relation) {
    std::vector<std::string> columns;
    for (const std::string& column : columns_of(relation, true)) columns.push_back(quoted(Symbol(column)));
    const std::vector<std::string> values(columns.size(), "NULL");
    return compile("INSERT INTO " + quoted(relation) + " (" + base::join(columns, ", ") + ") VALUES (" +
                   base::join(values, ", ") + ")");
  }

  Failure compile_writes(Symbol table) {
    for (const auto event :
         {TriggerHead::Event::insert, TriggerHead::Event::update, TriggerHead::Event::remove})
      if (Failure failure = compile_write(event, table)) return failure;
    return std::nullopt;
  }

  bool writes_compile() {
    const auto tables = schema_.all<model::Table>(Kind::table);
    const bool whole = std::none_of(tables.begin(), tables.end(), [this](const auto& table) {
      return compile_writes(table.first.name).has_value();
    });
    const auto triggers = schema_.all<model::Trigger>(Kind::trigger);
    return whole && std::none_of(triggers.begin(), triggers.end(), [this](const auto& trigger) {
             return is_on_readable_view(trigger.first) &&
                    compile_write(read_trigger_head(trigger.second->definition.view()).event,
                                  trigger.first.owner)
                        .has_value();
           });
  }

  bool is_on_view(const ObjectId& trigger) const {
    return schema_.contains({Kind::view, {}, {}, trigger.owner});
  }
  bool is_on_readable_view(const ObjectId& trigger) const {
    return is_on_view(trigger) && !uncreated_.contains(trigger) &&
           !broken_views_.contains({Kind::view, {}, {}, trigger.owner});
  }

  /// Each trigger fires the others, so each is looked at alone; what writes into a view needs the view's own.
  void find_what_stops_writes() {
    const auto triggers = schema_.all<model::Trigger>(Kind::trigger);
    for (const auto& [id, trigger] : triggers)
      if (!uncreated_.contains(id)) attempt("DROP TRIGGER " + quoted(id.name));
    for (const auto& [id, table] : schema_.all<model::Table>(Kind::table)) {
      const Failure failure = compile_writes(id.name);
      if (!failure) continue;
      const std::size_t before = problems_.size();
      probe_defaults(id);
      if (problems_.size() == before) note(id, *failure);
    }
    for (const auto& [id, trigger] : triggers)
      if (is_on_readable_view(id)) attempt(trigger->definition.str());
    for (const auto& [id, trigger] : triggers) {
      const bool on_view = is_on_view(id);
      if (uncreated_.contains(id) || (on_view && !is_on_readable_view(id))) continue;
      find_whether_it_compiles(id, *trigger, on_view);
    }
  }

  void find_whether_it_compiles(const ObjectId& id, const model::Trigger& trigger, bool on_view) {
    const auto others = schema_.owned_as<model::Trigger>(Kind::trigger, {}, id.owner);
    for (const auto& [other, definition] : others)
      if (on_view && other != id) attempt("DROP TRIGGER " + quoted(other.name));
    if (!on_view) attempt(trigger.definition.str());
    const auto event = read_trigger_head(trigger.definition.view()).event;
    const Failure failure =
        event == TriggerHead::Event::insert ? compile_full_insert(id.owner) : compile_write(event, id.owner);
    if (failure && !follows_from_view(id, *failure) && !follows_from_table(id, *failure)) note(id, *failure);
    if (!on_view) attempt("DROP TRIGGER " + quoted(id.name));
    for (const auto& [other, definition] : others)
      if (on_view && other != id) attempt(definition->definition.str());
  }

  /// A table that it writes fails in this way by itself.
  bool follows_from_table(const ObjectId& id, const std::string& message) const {
    const std::string text = sql_of(*schema_.find(id));
    return std::any_of(problems_.begin(), problems_.end(), [&](const Problem& problem) {
      const Symbol table = model::is_owned(problem.id.kind) ? problem.id.owner : problem.id.name;
      return problem.id.kind != Kind::trigger && problem.what.ends_with(": " + message) &&
             names(text, table.view(), false);
    });
  }

  const model::Schema& schema_;
  std::unique_ptr<db::Database> database_;
  std::set<std::string> beside_;  ///< relations that count as there, in lower case
  std::set<ObjectId> uncreated_;
  std::map<ObjectId, std::string> broken_views_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> find_problems(const model::Schema& schema,
                                   const std::vector<model::Unmodelled>& beside) {
  if (schema.dialect() != Dialect::sqlite) return {};
  return Compiler(schema, beside).run();
}

std::string describe(const Problem& problem) {
  return std::string(model::kind_name(problem.id.kind)) + " " + model::display_name(problem.id) + " " +
         problem.what;
}

}  // namespace schemagen::app
