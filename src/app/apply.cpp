#include "schemagen/app/apply.h"

#include <algorithm>
#include <utility>

#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/migration/folder.h"
#include "schemagen/sql/statement.h"

namespace schemagen::app {
namespace {

using base::Error;

void add_once(std::vector<std::string>& ids, const std::string& id) {
  if (!id.empty() && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

std::string account(const std::vector<std::string>& applied) {
  if (applied.empty()) return " Nothing was changed.";
  return " Applied before that, and kept: " + base::join(applied, ", ") + ".";
}

}  // namespace

ApplyLog::ApplyLog(const std::string& script, sql::Dialect dialect) {
  std::string step;
  for (const sql::Statement& statement : sql::split_statements(script, dialect)) {
    const std::string named = migration::step_named_in(statement.comments);
    if (!named.empty()) step = named;
    lines_.push_back(
        {step, statement.text == "BEGIN" || statement.text == "BEGIN IMMEDIATE", statement.text == "COMMIT"});
  }
}

void ApplyLog::note_done(const Line& line) {
  if (line.begins) in_transaction_ = true;
  add_once(pending_, line.step);
  if (line.commits) in_transaction_ = false;
  if (in_transaction_) return;
  for (const std::string& id : pending_) add_once(applied_, id);
  pending_.clear();
}

std::string ApplyLog::before_statement() {
  if (next_ > 0 && next_ <= lines_.size()) note_done(lines_[next_ - 1]);
  const std::string before = next_ > 0 && next_ <= lines_.size() ? lines_[next_ - 1].step : "";
  ++next_;
  if (next_ > lines_.size()) return {};
  const std::string& now = lines_[next_ - 1].step;
  return now == before ? std::string() : now;
}

void ApplyLog::finished() {
  if (next_ > 0 && next_ <= lines_.size()) note_done(lines_[next_ - 1]);
}

namespace {

struct Script {
  std::string name;
  std::string text;
};

/// SQLite takes the whole plan in one transaction: what a later phase is refused leaves nothing half done.
std::vector<Script> scripts_of(const migration::Migration& migration) {
  if (migration.plan.target.dialect == sql::Dialect::sqlite)
    return {{"this plan", migration::render_whole(migration)}};
  std::vector<Script> scripts;
  for (const plan::Phase phase : {plan::Phase::expand, plan::Phase::migrate, plan::Phase::contract})
    if (std::string text = migration::render_phase(migration, phase); !text.empty())
      scripts.push_back({"the " + plan::to_string(phase) + " phase of this plan", std::move(text)});
  return scripts;
}

}  // namespace

std::vector<std::string> apply_plan(db::Database& database, const plan::Plan& plan,
                                    const std::function<void(const plan::Step&)>& on_step) {
  const migration::Migration migration{"push", "none", "", "", "", "", plan, migration::Guard::others};
  std::vector<std::string> applied;
  for (const Script& script : scripts_of(migration)) {
    ApplyLog log(script.text, plan.target.dialect);
    const auto before_each = [&](std::string_view) {
      const std::string id = log.before_statement();
      for (const plan::Step& step : plan.steps)
        if (!id.empty() && step.id == id) on_step(step);
    };
    try {
      db::run_script(database, script.text, script.name, before_each);
    } catch (const Error& error) {
      applied.insert(applied.end(), log.applied().begin(), log.applied().end());
      throw Error(error.kind(), error.what() + account(applied), error.hint(), error.place())
          .with_code(error.code());
    }
    log.finished();
    applied.insert(applied.end(), log.applied().begin(), log.applied().end());
  }
  return applied;
}

}  // namespace schemagen::app
