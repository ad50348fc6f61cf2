// Random pairs of schemas over few names, so that names move between objects and nearly every change meets
// every other.
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "unit/dialect/sqlite_bench.h"

namespace schemagen::tests {
namespace {

using model::Kind;
using plan::Phase;

class RandomDraft {
 public:
  explicit RandomDraft(std::mt19937& random) : random_(random) {}

  model::Schema make() {
    for (int number = 0; number < 4; ++number)
      if (chance(75)) add_table("t" + std::to_string(number));
    for (int number = 0; number < 3; ++number)
      if (chance(40) && !tables_.empty())
        add_view(chance(80) ? "v" + std::to_string(number) : "t" + std::to_string(number));
    return draft_.done();
  }

 private:
  struct Known {
    std::string name;
    std::vector<std::string> columns;
  };

  bool chance(int percent) { return std::uniform_int_distribution<int>(1, 100)(random_) <= percent; }
  std::size_t below(std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_);
  }
  const std::string& any(const std::vector<std::string>& texts) { return texts[below(texts.size())]; }

  void add_table(const std::string& name) {
    Known known{name, {}};
    const bool strict = chance(20);
    draft_.table(name, {});
    const int shape = static_cast<int>(below(4));
    if (shape > 0) {
      draft_.column({"id", shape == 3 ? "TEXT!" : "INTEGER"}).key({"id"}, shape == 2 && chance(60));
      known.columns.emplace_back("id");
      if (shape == 3 && chance(40)) draft_.without_rowid();
    }
    for (int number = 0; number < 5; ++number)
      if (chance(60)) add_column(known, "c" + std::to_string(number), strict);
    if (known.columns.empty()) add_column(known, "c0", strict);
    if (strict) draft_.strict();
    add_constraints(known);
    add_attached(known);
    if (shape == 1 || shape == 2) parents_.push_back(name);
    tables_.push_back(known);
  }

  void add_column(Known& known, const std::string& name, bool strict) {
    const bool only_one = known.columns.empty();
    if (!only_one && chance(12) && known.columns.front() != name) {
      draft_.generated(name, "TEXT", "coalesce(" + known.columns.front() + ", 'g')", chance(50));
    } else {
      std::string type = any(strict ? std::vector<std::string>{"TEXT", "ANY"}
                                    : std::vector<std::string>{"TEXT", "", "BLOB"});
      if (chance(30)) type += "!";
      std::string value;
      if (chance(25)) value = chance(70) ? any({"'d'", "'e'"}) : "'a' || 'b'";
      draft_.column({name, type, value});
    }
    known.columns.push_back(name);
  }

  void add_constraints(const Known& known) {
    const std::string& column = any(known.columns);
    if (chance(20)) draft_.unique({any(known.columns)}, chance(50) ? "u" : "");
    if (chance(25)) draft_.check(column + " <> " + any({"'#'", "'%'"}), column, chance(50) ? "k" : "");
    if (chance(40) && !parents_.empty()) {
      draft_.column({"parent", "INTEGER"});
      draft_.reference("parent", any(parents_), "id",
                       chance(50) ? model::ReferentialAction::cascade : model::ReferentialAction::no_action,
                       chance(50) ? "f" : "");
    }
  }

  void add_attached(const Known& known) {
    for (int number = 0; number < 3; ++number) {
      const std::string index = "i" + std::to_string(number);
      if (chance(25) && used_.insert(index).second)
        draft_.index(index, {any(known.columns)}, chance(30),
                     chance(30) ? any(known.columns) + " IS NOT NULL" : "");
      const std::string trigger = "g" + std::to_string(number);
      if (chance(20) && used_.insert(trigger).second)
        draft_.trigger(trigger, "CREATE TRIGGER " + trigger + " AFTER UPDATE ON " + known.name +
                                    " BEGIN SELECT new." + any(known.columns) + "; END");
    }
  }

  void add_view(const std::string& name) {
    if (draft_.schema().contains(model::table_id({}, name))) return;
    const Known& table = tables_[below(tables_.size())];
    if (table.name == name) return;
    draft_.view(name, "SELECT " + any(table.columns) + " AS a FROM " + table.name);
    if (chance(40)) {
      const std::string trigger = "g" + std::to_string(below(3));
      if (used_.insert(trigger).second)
        draft_.trigger(trigger, "CREATE TRIGGER " + trigger + " INSTEAD OF INSERT ON " + name +
                                    " BEGIN SELECT new.a; END");
    }
  }

  std::mt19937& random_;
  Draft draft_;
  std::vector<Known> tables_;
  std::vector<std::string> parents_;
  std::set<std::string> used_;
};

dialect::AdviceMap advise_all(const model::Schema& after) {
  dialect::AdviceMap advice;
  for (const auto& [id, column] : after.all<model::Column>(Kind::column))
    if (id.name != model::Symbol("parent") && column->type != model::Symbol("INTEGER"))
      advice[id].backfill = "'filled'";
  return advice;
}

/// One row a table, where the table takes it.
void seed(Memory& database, const model::Schema& schema) {
  for (const auto& [id, table] : schema.all<model::Table>(Kind::table)) {
    std::string names;
    std::string values;
    for (const auto& [column_id, column] : schema.columns_of({}, id.name)) {
      if (column->generated || column_id.name == model::Symbol("parent")) continue;
      names += (names.empty() ? "" : ", ") + column_id.name.str();
      values +=
          (values.empty() ? "" : ", ") + std::string(column_id.name == model::Symbol("id") ? "5" : "'s'");
    }
    database.run("INSERT INTO " + id.name.str() + " (" + names + ") VALUES (" + values + ")");
  }
}

std::string row_counts(Memory& database, const model::Schema& before, const model::Schema& after) {
  std::string counts;
  for (const auto& [id, table] : before.all<model::Table>(Kind::table))
    if (after.contains(id))
      counts += id.name.str() + database.rows("SELECT count(*) FROM " + id.name.str()) + " ";
  return counts;
}

/// A table that one phase writes anew more than once; none should.
std::string rebuilt_twice(const plan::Plan& plan) {
  std::set<std::pair<Phase, std::string>> seen;
  for (const plan::Step& step : plan.steps)
    for (const std::string& sql : step.sql)
      if (sql.starts_with("ALTER TABLE _sg_new_") && !seen.insert({step.phase, sql}).second) return sql;
  return {};
}

TEST(SqliteRandom, EveryPairConvergesWithItsRowsAndExpandCanBeTakenBack) {
  for (unsigned number = 0; number < 200 && !HasFailure(); ++number) {
    SCOPED_TRACE("seed " + std::to_string(number));
    std::mt19937 random(number);
    const model::Schema before = RandomDraft(random).make();
    const model::Schema after = RandomDraft(random).make();
    Bench bench(before, after, advise_all(after));
    EXPECT_EQ(rebuilt_twice(bench.plan()), "") << bench.outline();
    seed(bench.database(), before);
    const std::string counts = row_counts(bench.database(), before, after);
    bench.migrate();
    EXPECT_EQ(row_counts(bench.database(), before, after), counts) << bench.outline();
    Bench back(before, after, advise_all(after));
    EXPECT_EQ(back.try_phase(Phase::expand), "") << back.outline();
    EXPECT_EQ(back.try_phase(Phase::migrate), "") << back.outline();
    back.undo();
  }
}

}  // namespace
}  // namespace schemagen::tests
