#include <algorithm>
#include <set>

#include "migration/script.h"
#include "schemagen/base/text.h"
#include "schemagen/model/naming.h"
#include "schemagen/sql/quote.h"

namespace schemagen::migration {
namespace {

using model::Kind;
using model::ObjectId;
using plan::Lock;
using plan::Phase;
using plan::Step;
using Names = std::vector<std::string>;

constexpr sql::Dialect kDialect = sql::Dialect::postgresql;

void add_once(Names& names, std::string name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

std::string qualified(const ObjectId& id) {
  return sql::quote_name(id.schema.view(), id.name.view(), kDialect);
}

/// A relation under the names that it may have while the migration is under way: the helpers take what is
/// there.
void add_relation(Names& names, const plan::Plan& plan, const ObjectId& relation) {
  add_once(names, qualified(relation));
  for (const diff::Rename& rename : plan.renames)
    if (rename.to == relation && rename.from_value.empty()) add_once(names, qualified(rename.from));
}

bool can_be_locked(Kind kind) { return kind == Kind::table || kind == Kind::partition || kind == Kind::view; }

Names locked_with(const plan::Plan& plan, const Step& step, Lock weakest, Lock strongest) {
  Names names;
  for (const plan::RelationLock& lock : step.locks)
    if (lock.lock >= weakest && lock.lock <= strongest && can_be_locked(lock.relation.kind))
      add_relation(names, plan, lock.relation);
  return names;
}

/// Tables that the migration alters, whoever else it locks.
Names touched_tables(const plan::Plan& plan) {
  Names names;
  const auto add = [&](const ObjectId& id) {
    if (model::is_owned(id.kind) && id.kind != Kind::partition)
      add_relation(names, plan, model::owner_id(id));
    else if (id.kind == Kind::table || id.kind == Kind::partition)
      add_relation(names, plan, id);
  };
  for (const Step& step : plan.steps) {
    for (const ObjectId& id : step.produces) add(id);
    for (const ObjectId& id : step.destroys) add(id);
    for (const plan::Milestone& milestone : step.reaches) add(milestone.object);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string all_steps(const plan::Plan& plan) {
  Names ids;
  for (const Step& step : plan.steps) ids.push_back(step.id);
  return sql::quote_array(ids);
}

/// A look is taken each time that its file runs: what was true once need not be so any more.
bool only_looks(const Step& step) {
  const bool locks = std::any_of(step.locks.begin(), step.locks.end(), [](const plan::RelationLock& lock) {
    return lock.lock > Lock::access_share;
  });
  return !locks && step.produces.empty() && step.destroys.empty() && step.losses.empty() &&
         step.rewrites.empty() && step.undo.empty();
}

bool changes_objects(const Step& step) {
  return !step.destroys.empty() || !step.losses.empty() || !step.produces.empty();
}

/// It looks, or proves for existing rows a rule that goes as a whole when the step that states it is taken
/// back.
bool leaves_nothing(const Step& step) {
  const bool calm = std::all_of(step.locks.begin(), step.locks.end(), [](const plan::RelationLock& lock) {
    return lock.lock <= Lock::share_update_exclusive;
  });
  const bool proves = calm && !changes_objects(step) && step.rewrites.empty() && !step.scans.empty();
  return only_looks(step) || proves;
}

/// Steps of contract after which the file must not run any more: undo.sql has no way back from what it cannot
/// take back, and migrate has nothing to do where the old form goes.
Names last_steps(const plan::Plan& plan, File file) {
  Names ids;
  for (const Step* step : plan::steps_in(plan, Phase::contract)) {
    const bool ends = file == File::undo ? !leaves_nothing(*step) : changes_objects(*step);
    if (ends && !plan::is_taken_back(plan, *step)) ids.push_back(step->id);
  }
  return ids;
}

/// The note of the migration: a function in the schema of the first table that it locks, unless that comes or
/// goes.
std::string marker(const Migration& migration) {
  const plan::Standing& standing = migration.plan.standing;
  const auto stays = [&standing](const ObjectId& id) {
    const plan::Mark mark = "schema " + id.schema.str();
    return std::count(standing.before.begin(), standing.before.end(), mark) +
               std::count(standing.after.begin(), standing.after.end(), mark) ==
           0;
  };
  std::string schema;
  for (const Step& step : migration.plan.steps)
    for (const plan::RelationLock& lock : step.locks)
      if (schema.empty() && !lock.relation.schema.empty() && stays(lock.relation))
        schema = lock.relation.schema.str();
  const std::string number = migration.id.substr(0, migration.id.find('_'));
  return sql::quote_name(schema.empty() ? "public" : schema, model::note_name(number).view(), kDialect) +
         "()";
}

/// The file that has to end before this one; empty for the first.
std::string file_before(const plan::Plan& plan, File file) {
  std::string before;
  for (const Phase phase : {Phase::expand, Phase::migrate, Phase::contract}) {
    if (file_of(phase) == file) return before;
    if (!plan::steps_in(plan, phase).empty()) before = file_name(file_of(phase));
  }
  return before;
}

bool has_contract(const plan::Plan& plan) { return !plan::steps_in(plan, Phase::contract).empty(); }

std::string joined(Names before, const Names& more) {
  before.insert(before.end(), more.begin(), more.end());
  return sql::quote_array(before);
}

/// What an object says, and not only that it is there.
bool is_text(const plan::Mark& mark) {
  const bool says = mark.starts_with("view ") || mark.starts_with("check ") || mark.starts_with("default ") ||
                    mark.starts_with("function ");
  return says && mark.find(": ") != std::string::npos;
}

/// What an interrupted build left is no index yet, and a value of an enum stays where undo.sql has run. Two
/// texts may mean the same: it is enough that the one stands which is changed.
Names finished(Names marks) {
  std::erase_if(marks, [](const plan::Mark& mark) { return mark.starts_with("value ") || is_text(mark); });
  for (plan::Mark& mark : marks)
    if (mark.starts_with("index ")) mark.insert(0, "valid ");
  return marks;
}

/// What is looked at where no note of the migration is there.
Names standing_arguments(const plan::Plan& plan, File file) {
  const plan::Standing& standing = plan.standing;
  const bool undo = file == File::undo;
  if (undo && has_contract(plan)) return {};
  const Names& here = undo ? standing.after : standing.before;
  const Names not_yet = finished(undo ? standing.before : standing.after);
  Names arguments;
  if (!here.empty() || !standing.changed.empty())
    arguments.push_back("has => " + joined(here, standing.changed));
  if (!not_yet.empty()) arguments.push_back("lacks => " + sql::quote_array(not_yet));
  return arguments;
}

std::string begin_file(const Migration& migration, File file) {
  if (migration.guard == Guard::none) return {};
  const plan::Plan& plan = migration.plan;
  std::string out = "CALL pg_temp.begin_file(" + sql::quote_literal(migration.id) + ", " +
                    sql::quote_literal(file_name(file)) + ", " + sql::quote_array(touched_tables(plan));
  Names arguments;
  const bool noted = migration.guard == Guard::place && plan.steps.size() > 1;
  if (noted) arguments.push_back("marker => " + sql::quote_literal(marker(migration)));
  if (migration.guard == Guard::place && file != File::undo) {
    const std::string before = file_before(plan, file);
    if (!before.empty()) arguments.back() += ", after => " + sql::quote_literal(before);
    if (before.empty())
      for (std::string& argument : standing_arguments(plan, file)) arguments.push_back(std::move(argument));
  }
  if (migration.guard == Guard::place && file == File::undo) {
    for (std::string& argument : standing_arguments(plan, file)) arguments.push_back(std::move(argument));
    if (noted && !has_contract(plan)) arguments.push_back("steps => " + all_steps(plan));
  }
  if (noted && (file == File::undo || file == File::migrate))
    if (const Names ids = last_steps(plan, file); !ids.empty())
      arguments.push_back("\"unless\" => " + sql::quote_array(ids));
  for (const std::string& argument : arguments) out += ",\n    " + argument;
  return out + ");\n";
}

std::string end_file(const Migration& migration, File file) {
  const plan::Plan& plan = migration.plan;
  if (migration.guard != Guard::place || plan.steps.size() <= 1) return {};
  const bool last = file == File::undo || file_of(plan.steps.back().phase) == file;
  return std::string("\nCALL pg_temp.end_file(") + (last ? "last => true" : "") + ");\n";
}

/// One transaction, with all locks at its start.
std::string locked_block(const plan::Plan& plan, const Block& block) {
  const Step& step = *block.step;
  std::string ddl = "\n";
  for (const std::string& statement : block.statements) ddl += terminated(statement, kDialect);
  Names strong =
      locked_with(plan, step, block.takes_back ? Lock::share : Lock::exclusive, Lock::access_exclusive);
  Names weak;
  Names calm;
  if (!block.takes_back) weak = locked_with(plan, step, Lock::share, Lock::share_row_exclusive);
  if (strong.empty() && weak.empty())
    calm = locked_with(plan, step, Lock::share_update_exclusive, Lock::share_update_exclusive);
  std::erase_if(weak,
                [&](const std::string& name) { return std::count(strong.begin(), strong.end(), name) > 0; });
  std::string mode;
  if (strong.empty() && !weak.empty()) {
    strong.swap(weak);
    mode = ", mode => 'SHARE ROW EXCLUSIVE'";
  } else if (strong.empty() && !calm.empty()) {
    strong.swap(calm);
    mode = ", mode => 'SHARE UPDATE EXCLUSIVE'";
  }
  const bool lists = block.takes_back || !strong.empty();
  const std::string name = block.takes_back   ? "take_back"
                           : lists            ? "under_lock"
                           : only_looks(step) ? "look"
                                              : "run";
  return "CALL pg_temp." + name + "(" + sql::quote_literal(step.id) +
         (lists ? ", " + sql::quote_array(strong) : "") + ", " + sql::quote_dollar(ddl, "ddl") + mode +
         (weak.empty() ? "" : ", also => " + sql::quote_array(weak)) + (block.more ? ", more => true" : "") +
         ");\n";
}

bool locks(const Step& step, const ObjectId& relation) {
  return std::any_of(step.locks.begin(), step.locks.end(),
                     [&relation](const plan::RelationLock& lock) { return lock.relation == relation; });
}

/// An index of the table itself: those of its partitions bear other names.
std::string how_it_begins(const Step& step) {
  if (step.once) return ", once => true";
  const auto is_built = [&step](const ObjectId& id) {
    return id.kind == Kind::index && locks(step, model::owner_id(id));
  };
  const auto index = std::find_if(step.produces.begin(), step.produces.end(), is_built);
  return index == step.produces.end() ? "" : ", builds => " + sql::quote_literal(qualified(*index));
}

/// Outside of a transaction: what waits for others waits without a limit, and stops nobody meanwhile.
std::string lone_block(const Block& block) {
  const Step& step = *block.step;
  const std::string id = sql::quote_literal(step.id);
  const std::string ask =
      block.takes_back ? "was_begun(" + id + ")" : "begins(" + id + how_it_begins(step) + ")";
  std::string out = "SELECT pg_temp." + ask + " AS goes_on \\gset\n\\if :goes_on\nSET lock_timeout = 0;\n";
  for (const std::string& statement : block.statements) out += terminated(statement, kDialect);
  out += "SET lock_timeout = '200ms';\n";
  if (!block.takes_back) out += "CALL pg_temp.done(" + id + ");\n";
  return out + "\\endif\n";
}

std::string batched_block(const Block& block) {
  std::string out;
  for (const std::string& statement : block.statements) out += terminated(statement, kDialect);
  return out;
}

std::string block_body(const plan::Plan& plan, const Block& block) {
  switch (block.step->transaction) {
    case plan::Transaction::own:
      return locked_block(plan, block);
    case plan::Transaction::none:
      return lone_block(block);
    case plan::Transaction::batched:
      return batched_block(block);
  }
  return {};
}

}  // namespace

std::string render_postgres_blocks(const Migration& migration, File file, const std::vector<Block>& blocks) {
  std::string out = begin_file(migration, file);
  for (const Block& block : blocks) out += "\n" + block.comment + block_body(migration.plan, block);
  return out + end_file(migration, file);
}

}  // namespace schemagen::migration
