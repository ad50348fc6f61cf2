#include "migration/script.h"

#include <algorithm>
#include <set>
#include <utility>

#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"

namespace schemagen::migration {
namespace {

constexpr const char* kSqliteHead = R"(.bail on
.timeout 2000
)";

constexpr const char* kPostgresHead = R"(\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
)";

constexpr const char* kPostgresPatience =
    R"(-- Waits for transactions that are open.
SET lock_timeout = 0;
)";

constexpr const char* kPostgresHaste = R"(SET lock_timeout = '2s';
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

bool ends_in_comment(const std::string& statement, sql::Dialect dialect) {
  if (statement.find("--") == std::string::npos) return false;
  try {
    const std::vector<sql::Token> tokens = sql::tokenize(statement, dialect);
    if (tokens.size() < 2) return true;
    const sql::Token& last = tokens[tokens.size() - 2];
    return !base::trim(std::string_view(statement).substr(last.offset + last.text.size())).empty();
  } catch (const base::Error&) {
    return true;
  }
}

std::string terminated(const std::string& statement, sql::Dialect dialect) {
  return statement + (ends_in_comment(statement, dialect) ? "\n;\n" : ";\n");
}

std::string render_statements(const Block& block, sql::Dialect dialect) {
  std::string out;
  for (const std::string& statement : block.statements) out += terminated(statement, dialect);
  return out;
}

bool is_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// CREATE and DROP INDEX CONCURRENTLY wait for every transaction that may see the old state: with a timeout
/// they would hardly ever end on a busy server.
bool waits_for_transactions(const Block& block) {
  return block.transaction == plan::Transaction::none &&
         std::any_of(block.statements.begin(), block.statements.end(), [](const std::string& statement) {
           const std::vector<sql::Token> tokens = sql::tokenize(statement, sql::Dialect::postgresql);
           return std::any_of(tokens.begin(), tokens.end(),
                              [](const sql::Token& token) { return token.is("concurrently"); });
         });
}

std::string render_postgres(const std::vector<Block>& blocks) {
  std::string body;
  bool functions = false;
  for (const Block& block : blocks) {
    functions = functions || block.creates_functions;
    const bool own = block.transaction == plan::Transaction::own;
    const bool waits = waits_for_transactions(block);
    body += "\n" + block.comment + (waits ? kPostgresPatience : "") + (own ? "BEGIN;\n" : "");
    body += render_statements(block, sql::Dialect::postgresql) + (own ? "COMMIT;\n" : "");
    body += waits ? kPostgresHaste : "";
  }
  std::string head = kPostgresHead;
  if (!is_ascii(body)) head += "SET client_encoding = 'UTF8';\n";
  if (functions) head += "SET check_function_bodies = off;\n";
  return head + body;
}

std::string with_names(std::string text, const std::set<std::string>& tables) {
  std::vector<std::string> names;
  for (const std::string& table : tables) names.push_back(sql::quote_literal(table));
  return text.replace(text.find('@'), 1, base::join(names, ", "));
}

/// One transaction. Foreign keys are off in it when a table is written anew, and so it looks itself whether
/// every reference has its row, from the first such step until the end, or until a table gets its old name.
class SqliteScript {
 public:
  SqliteScript(const std::vector<Block>& blocks, std::string guard) : guard_(std::move(guard)) {
    for (const Block& block : blocks)
      for (const model::ObjectId& table : block.references) tables_.insert(base::to_lower(table.name.view()));
    rebuilds_ = std::any_of(blocks.begin(), blocks.end(), [](const Block& block) { return block.rebuilds; });
    out_ = kSqliteHead;
    if (rebuilds_) out_ += kForeignKeysOff;
  }

  void add(const Block& block) {
    const bool own = block.transaction == plan::Transaction::own;
    if (own && !open_) begin();
    if (!own && open_) commit();
    if (block.rebuilds && !looks_ && !tables_.empty()) {
      out_ += with_names(kReferencesBefore, tables_);
      looks_ = true;
    }
    if (block.renames) look_again();
    out_ += "\n" + block.comment + render_statements(block, sql::Dialect::sqlite);
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

std::string render_sqlite(const std::vector<Block>& blocks, const std::string& guard) {
  SqliteScript script(blocks, guard);
  for (const Block& block : blocks) script.add(block);
  return script.finish();
}

std::string list_locks(const plan::Step& step) {
  std::set<std::string> seen;
  std::vector<std::string> parts;
  for (const plan::RelationLock& lock : step.locks) {
    if (lock.lock == plan::Lock::none) continue;
    std::string text = plan::to_string(lock.lock);
    if (lock.lock != plan::Lock::database) text += ":" + one_line(model::display_name(lock.relation));
    if (seen.insert(text).second) parts.push_back(std::move(text));
  }
  return parts.empty() ? "none" : base::join(parts, ",");
}

std::string list_losses(const plan::Step& step) {
  std::vector<std::string> parts;
  for (const plan::Loss& loss : step.losses) parts.push_back(one_line(model::to_string(loss.object)));
  return parts.empty() ? "" : " loss=" + base::join(parts, ",");
}

}  // namespace

std::string one_line(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\t')
      out += "\\t";
    else if (byte < 0x20 || byte == 0x7F)
      out += std::string("\\x") + kDigits[byte >> 4U] + kDigits[byte & 0xFU];
    else
      out += c;
  }
  return out;
}

std::vector<model::ObjectId> written_anew(const plan::Step& step) {
  std::vector<model::ObjectId> relations = step.rewrites;
  const auto holds = [](const std::vector<model::ObjectId>& ids, const model::ObjectId& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  std::erase_if(relations, [&](const model::ObjectId& id) {
    return holds(step.destroys, id) && !holds(step.produces, id);
  });
  return relations;
}

std::string step_comment(const plan::Step& step) {
  std::string out = "-- schemagen: id=" + step.id + " phase=" + plan::to_string(step.phase);
  out += " lock=" + list_locks(step);
  out += std::string(" rewrite=") + (written_anew(step).empty() ? "no" : "yes");
  out += std::string(" scan=") + (step.scans.empty() ? "no" : "yes");
  out += list_losses(step) + " tx=" + plan::to_string(step.transaction) + "\n";
  return out + "-- " + one_line(step.why) + "\n";
}

namespace {

bool renames_relation(const plan::Step& step) {
  if (!step.rewrites.empty() || step.destroys.size() != 1 || step.produces.size() != 1) return false;
  const model::ObjectId& from = step.destroys.front();
  return from.kind == model::Kind::table && step.produces.front().kind == from.kind &&
         step.produces.front() != from;
}

}  // namespace

Block block_of(const plan::Step& step) {
  const auto is_function = [](const auto& id) { return id.kind == model::Kind::function; };
  const bool functions = std::any_of(step.produces.begin(), step.produces.end(), is_function) ||
                         std::any_of(step.destroys.begin(), step.destroys.end(), is_function);
  return {step_comment(step),     step.sql,  step.transaction, !step.rewrites.empty(),
          renames_relation(step), functions, step.references};
}

std::string render_blocks(const std::vector<Block>& blocks, sql::Dialect dialect, const std::string& guard) {
  switch (dialect) {
    case sql::Dialect::sqlite:
      return render_sqlite(blocks, guard);
    case sql::Dialect::postgresql:
      return render_postgres(blocks);
  }
  throw base::Error(base::ErrorKind::internal, "A script for an unknown dialect was asked for.");
}

}  // namespace schemagen::migration
