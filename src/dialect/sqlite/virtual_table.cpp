#include <optional>

#include "dialect/sqlite/render.h"
#include "dialect/sqlite/rules.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::sqlite {
namespace {

using plan::Hazard;
using plan::Phase;
using plan::Step;

/// The table whose rows an FTS table indexes (`content='posts'`), from which its index can be built again.
/// https://www.sqlite.org/fts5.html#external_content_tables
std::optional<std::string> external_content(const model::VirtualTable& table) {
  if (!base::equals_ignoring_case(table.module.view(), "fts5") &&
      !base::equals_ignoring_case(table.module.view(), "fts4"))
    return std::nullopt;
  const std::vector<sql::Token> tokens = sql::tokenize(table.arguments.view(), sql::Dialect::sqlite);
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (!tokens[i].is("content") || !tokens[i + 1].is_symbol("=")) continue;
    const sql::Token& value = tokens[i + 2];
    std::string name;
    if (value.kind == sql::TokenKind::string)
      name = sql::string_of(value, sql::Dialect::sqlite);
    else if (value.kind == sql::TokenKind::word || value.kind == sql::TokenKind::quoted_name)
      name = sql::name_of(value, sql::Dialect::sqlite);
    return name.empty() ? std::nullopt : std::optional(name);
  }
  return std::nullopt;
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
    const bool rebuilt = external_content(from) && external_content(to);
    Step step = make_step(Phase::contract, "Virtual table " + id_.name.str() +
                                               " is made anew, since SQLite cannot change one" +
                                               fate(from, rebuilt) + ".");
    step.sql = {drop_sql(id_)};
    fill(step, to);
    step.destroys = {id_};
    step.produces = {id_};
    step.hazards = {Hazard::rejects_old_writers};
    if (!rebuilt) lose(step, from);
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

  void fill(Step& step, const model::VirtualTable& table) const {
    step.sql.push_back(create_virtual_table_sql(id_.name, table));
    if (!is_filled(table)) return;
    const auto content = external_content(table);
    step.sql.push_back("INSERT INTO " + quoted(id_.name) + "(" + quoted(id_.name) + ") VALUES ('rebuild')");
    const ObjectId source = model::table_id({}, *content);
    if (context_.before().contains(source)) step.scans.push_back(source);
    for (const auto& [column, value] : context_.after().columns_of({}, *content))
      if (context_.is_created(column)) step.needs.push_back(column);
  }

  const Context& context_;
  ObjectId id_;
};

}  // namespace

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
