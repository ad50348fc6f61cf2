#include <optional>

#include "dialect/sqlite/rebuild.h"
#include "dialect/sqlite/render.h"
#include "dialect/sqlite/rules.h"
#include "dialect/sqlite/signs.h"
#include "dialect/sqlite/virtual_arguments.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::sqlite {
namespace {

using plan::Hazard;
using plan::Phase;
using plan::Step;

std::optional<std::string> external_content(const model::VirtualTable& table) {
  return arguments_of(table).content;
}

/// What both have, by the names in `to`; nothing when the rows cannot be taken along.
std::vector<std::string> copied_columns(const VirtualArguments& from, const VirtualArguments& to) {
  std::vector<std::string> columns;
  const bool is_readable = from.holds_rows() || from.content;
  if (!is_readable || !to.holds_rows() || from.is_full_text() != to.is_full_text()) return columns;
  for (const std::string& column : to.columns)
    if (from.has_column(column)) columns.push_back(column);
  if (!to.language.empty() && to.language == from.language) columns.push_back(to.language);
  return columns;
}

std::string build_index(Symbol name) {
  return "INSERT INTO " + quoted(name) + "(" + quoted(name) + ") VALUES ('rebuild')";
}

/// What FTS5 was told with INSERT INTO name(name, rank).
/// https://www.sqlite.org/fts5.html#configuration_options
std::string carry_settings(Symbol from, Symbol to) {
  return "INSERT INTO " + quoted(to) + "(" + quoted(to) + ", rank)\nSELECT k, v FROM " +
         quoted(from.str() + "_config") + " WHERE k <> 'version'";
}

class VirtualTableRule {
 public:
  VirtualTableRule(const Context& context, const ObjectId& id) : context_(context), id_(id) {}

  void create(const model::VirtualTable& table, Steps& steps) const {
    Step step = make_step(
        Phase::expand,
        "Virtual table " + id_.name.str() + " is made" +
            (is_filled(table) ? ", and its index built from " + external_content(table).value_or("") : "") +
            ".");
    drop_replaced(context_, id_, step);
    fill(step, table);
    step.undo = {drop_if_exists_sql(id_)};
    step.produces = {id_};
    steps.push_back(std::move(step));
  }

  void drop(const model::VirtualTable& table, Steps& steps) const {
    if (context_.is_replaced(id_)) return;
    Step step =
        make_step(Phase::contract, "Virtual table " + id_.name.str() + " goes" + fate(table, false) + ".");
    step.sql = {drop_sql(id_)};
    step.destroys = {id_};
    step.hazards = {Hazard::rejects_old_writers};
    lose(step, table);
    lock_database(step, id_);
    steps.push_back(std::move(step));
  }

  void replace(const model::VirtualTable& from, const model::VirtualTable& to, Steps& steps) const {
    const VirtualArguments old = arguments_of(from);
    const VirtualArguments wanted = arguments_of(to);
    const std::vector<std::string> copied = copied_columns(old, wanted);
    const bool rebuilt = old.content && wanted.content;
    const bool late = context_.is_late_virtual_table(id_);
    Step step =
        make_step(late ? Phase::contract : Phase::expand,
                  "Virtual table " + id_.name.str() + " is made anew, since SQLite cannot change one" +
                      (copied.empty() ? fate(from, rebuilt) : "; its rows are copied") + ".");
    step.sql = remake(from, to, copied);
    if (copied.empty()) note_content(step, to);
    if (!late) step.undo = remake(to, from, copied_columns(wanted, old));
    step.destroys = {id_};
    step.produces = {id_};
    if (late) step.hazards = {Hazard::rejects_old_writers};
    add_sign_of_word(id_, create_virtual_table_sql(id_.name, from), create_virtual_table_sql(id_.name, to),
                     step);
    if (!copied.empty())
      lose_columns(step, old, wanted);
    else if (!rebuilt)
      lose(step, from);
    lock_database(step, id_);
    steps.push_back(std::move(step));
  }

 private:
  static std::string fate(const model::VirtualTable& table, bool rebuilt) {
    if (rebuilt) return "; its index is built again from " + external_content(table).value_or("its table");
    return external_content(table) ? "; the rows that it indexes stay in their table"
                                   : ", and its rows are lost";
  }

  void lose(Step& step, const model::VirtualTable& table) const {
    step.hazards.push_back(Hazard::irreversible);
    if (external_content(table)) return;
    step.losses = {{id_, "the rows"}};
    step.hazards.push_back(Hazard::destructive);
  }

  bool is_filled(const model::VirtualTable& table) const {
    const auto content = external_content(table);
    if (!content) return false;
    const auto existed = [&](Kind kind) { return context_.before().contains({kind, {}, {}, *content}); };
    return existed(Kind::table) || existed(Kind::view) || existed(Kind::virtual_table);
  }

  static void lose_columns(Step& step, const VirtualArguments& from, const VirtualArguments& to) {
    for (const std::string& column : from.columns) {
      if (to.has_column(column) || !from.holds_rows()) continue;
      step.losses.push_back({step.produces.front(), "column " + column});
      add_hazard(step, Hazard::destructive);
      add_hazard(step, Hazard::irreversible);
    }
  }

  /// The table in its other form, with its rows. Views and triggers that name it are not looked at.
  std::vector<std::string> remake(const model::VirtualTable& old, const model::VirtualTable& table,
                                  const std::vector<std::string>& copied) const {
    if (copied.empty()) {
      std::vector<std::string> sql{drop_sql(id_), create_virtual_table_sql(id_.name, table)};
      if (is_filled(table)) sql.push_back(build_index(id_.name));
      return sql;
    }
    const Symbol temporary = context_.free_name("_sg_new_" + id_.name.str());
    std::vector<std::string> names;
    if (arguments_of(table).is_full_text()) names.emplace_back("rowid");
    for (const std::string& column : copied) names.push_back(quoted(column));
    const std::string list = base::join(names, ", ");
    std::vector<std::string> sql{
        create_virtual_table_sql(temporary, table),
        "INSERT INTO " + quoted(temporary) + " (" + list + ")\nSELECT " + list + " FROM " + quoted(id_.name)};
    if (arguments_of(old).module == "fts5" && arguments_of(table).module == "fts5")
      sql.push_back(carry_settings(id_.name, temporary));
    for (std::string& statement : assert_sql("every row of " + id_.name.str() + " is copied",
                                             "(SELECT count(*) FROM " + quoted(temporary) +
                                                 ") = (SELECT count(*) FROM " + quoted(id_.name) + ")"))
      sql.push_back(std::move(statement));
    sql.emplace_back("PRAGMA legacy_alter_table = ON");
    sql.push_back(drop_sql(id_));
    sql.push_back("ALTER TABLE " + quoted(temporary) + " RENAME TO " + quoted(id_.name));
    sql.emplace_back("PRAGMA legacy_alter_table = OFF");
    return sql;
  }

  void fill(Step& step, const model::VirtualTable& table) const {
    step.sql.push_back(create_virtual_table_sql(id_.name, table));
    if (is_filled(table)) step.sql.push_back(build_index(id_.name));
    note_content(step, table);
  }

  void note_content(Step& step, const model::VirtualTable& table) const {
    if (!is_filled(table)) return;
    const auto content = external_content(table);
    const ObjectId source = model::table_id({}, *content);
    if (context_.before().contains(source)) step.scans.push_back(source);
    for (const auto& [column, value] : context_.after().columns_of({}, *content))
      if (context_.is_created(column)) step.needs.push_back(column);
  }

  const Context& context_;
  ObjectId id_;
};

}  // namespace

std::vector<std::string> full_text_of(const Context& context, Symbol table) {
  std::vector<std::string> sql;
  for (const auto& [id, before] : context.before().all<model::VirtualTable>(Kind::virtual_table)) {
    const auto* after = context.after().find_as<model::VirtualTable>(id);
    const auto content = external_content(*before);
    if (after != nullptr && *after == *before && content && same_name(Symbol(*content), table))
      sql.push_back(build_index(id.name));
  }
  return sql;
}

void lower_virtual_table(const Context& context, const diff::Change& change, Steps& steps) {
  const VirtualTableRule rule(context, change.id);
  const auto* before = change.before ? &std::get<model::VirtualTable>(*change.before) : nullptr;
  const auto* after = change.after ? &std::get<model::VirtualTable>(*change.after) : nullptr;
  if (before == nullptr)
    rule.create(*after, steps);
  else if (after == nullptr)
    rule.drop(*before, steps);
  else
    rule.replace(*before, *after, steps);
}

}  // namespace schemagen::dialect::sqlite
