#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "migration/script.h"
#include "migration/sqlite_guard.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"

namespace schemagen::migration {
namespace {

constexpr const char* kSqliteHead = R"(.bail on
.timeout 2000
)";

constexpr const char* kForeignKeysOff = R"(
-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
)";

constexpr const char* kReferencesBefore = R"(
-- References that have no row already stop nothing. PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_orphans AS SELECT v."table" AS child, v.parent, count(*) AS n
FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN (@)
GROUP BY 1, 2;
)";

constexpr const char* kReferencesAfter = R"(
-- No reference may have lost its row before this is kept.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "no row refers to one that is not there, but those that did before" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (
    SELECT 1 FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN (@)
    GROUP BY v."table", v.parent
    HAVING count(*) > coalesce((SELECT o.n FROM temp._sg_orphans AS o WHERE o.child = v."table" AND o.parent = v.parent), 0));
DROP TABLE temp._sg_assert;
DROP TABLE temp._sg_orphans;
)";

std::string render_statements(const Block& block) {
  std::string out;
  for (const std::string& statement : block.statements) out += terminated(statement, sql::Dialect::sqlite);
  return out;
}

bool rebuilds(const Block& block) { return !block.step->rewrites.empty(); }

bool renames_relation(const plan::Step& step) {
  if (!step.rewrites.empty() || step.destroys.size() != 1 || step.produces.size() != 1) return false;
  const model::ObjectId& from = step.destroys.front();
  return from.kind == model::Kind::table && step.produces.front().kind == from.kind &&
         step.produces.front() != from;
}

std::string with_names(std::string text, const std::set<std::string>& tables) {
  std::vector<std::string> names;
  for (const std::string& table : tables) names.push_back(sql::quote_literal(table));
  return text.replace(text.find('@'), 1, base::join(names, ", "));
}

/// One transaction. Foreign keys are off in it when a table is written anew, and so it looks itself whether
/// every reference has its row, from the first step on that may take one away until the end, or until a table
/// gets its old name.
class SqliteScript {
 public:
  SqliteScript(const std::vector<Block>& blocks, std::string guard) : guard_(std::move(guard)) {
    for (const Block& block : blocks)
      for (const model::ObjectId& table : block.step->references)
        tables_.insert(base::to_lower(table.name.view()));
    rebuilds_ = std::any_of(blocks.begin(), blocks.end(), rebuilds);
    out_ = kSqliteHead;
    if (rebuilds_) out_ += kForeignKeysOff;
  }

  void add(const Block& block) {
    const bool own = block.step->transaction == plan::Transaction::own;
    if (own && !open_) begin();
    if (!own && open_) commit();
    if (rebuilds_ && !block.step->references.empty() && !looks_) {
      out_ += with_names(kReferencesBefore, tables_);
      looks_ = true;
    }
    if (renames_relation(*block.step)) look_again();
    out_ += "\n" + block.comment + render_statements(block);
  }

  std::string finish() {
    if (open_) commit();
    if (rebuilds_) out_ += "PRAGMA foreign_keys = ON;\n";
    return std::move(out_);
  }

 private:
  void begin() {
    out_ += "BEGIN IMMEDIATE;\n" + std::exchange(guard_, {});
    open_ = true;
  }
  void look_again() {
    if (looks_) out_ += with_names(kReferencesAfter, tables_);
    looks_ = false;
  }
  void commit() {
    look_again();
    out_ += "\nCOMMIT;\n";
    open_ = false;
  }

  std::string guard_;
  std::string out_;
  std::set<std::string> tables_;
  bool rebuilds_ = false;
  bool open_ = false;
  bool looks_ = false;
};

std::optional<plan::Phase> phase_of(File file) {
  for (const plan::Phase phase : {plan::Phase::expand, plan::Phase::migrate, plan::Phase::contract})
    if (file_of(phase) == file) return phase;
  return std::nullopt;
}

}  // namespace

std::string render_sqlite_blocks(const Migration& migration, File file, const std::vector<Block>& blocks) {
  SqliteScript script(blocks,
                      migration.guard == Guard::place ? sqlite_guard(migration.plan, phase_of(file)) : "");
  for (const Block& block : blocks) script.add(block);
  return script.finish();
}

}  // namespace schemagen::migration
