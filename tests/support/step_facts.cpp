#include "support/step_facts.h"

#include <algorithm>
#include <optional>

#include "schemagen/base/error.h"
#include "schemagen/migration/folder.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/statement.h"

namespace schemagen::tests {
namespace {

constexpr const char* kCatalog = R"sql(
SELECT c.oid, n.nspname, c.relname, c.relkind, CASE WHEN c.relkind IN ('r', 'm') THEN pg_relation_filenode(c.oid) END,
       i.indrelid,
       EXISTS (SELECT FROM pg_depend d
                WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refobjsubid > 0
                  AND d.deptype IN ('a', 'i')),
       (SELECT h.inhparent FROM pg_inherits h WHERE h.inhrelid = c.oid AND c.relkind IN ('i', 'I'))
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_index i ON i.indexrelid = c.oid
 WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
   AND c.relkind IN ('r', 'p', 'm', 'v', 'S', 'i', 'I')
   AND c.relpersistence <> 't'
)sql";

constexpr const char* kReads = R"sql(
SELECT relid, seq_scan + coalesce(idx_scan, 0), seq_tup_read FROM pg_stat_xact_user_tables
)sql";

constexpr const char* kForeignKeys = R"sql(
SELECT con.conname, con.conrelid
  FROM pg_constraint con JOIN pg_class c ON c.oid = con.conrelid
 WHERE con.contype = 'f' AND NOT starts_with(c.relname, '_sg_trash_')
)sql";

std::uint32_t oid_of(const db::Cell& cell) { return static_cast<std::uint32_t>(std::stoul(*cell)); }

model::Kind kind_of(char letter) {
  if (letter == 'v') return model::Kind::view;
  if (letter == 'm') return model::Kind::materialized_view;
  if (letter == 'S') return model::Kind::sequence;
  return letter == 'i' || letter == 'I' ? model::Kind::index : model::Kind::table;
}

Catalog read_catalog(WatchedSession& session) {
  Catalog catalog;
  for (const db::Row& row : session.execute(kCatalog)) {
    Relation& relation = catalog[oid_of(row[0])];
    relation.kind = kind_of(row[3]->front());
    relation.schema = *row[1];
    relation.name = *row[2];
    relation.file = row[4].value_or("");
    relation.table = row[5] ? oid_of(row[5]) : 0;
    relation.inner_sequence = relation.kind == model::Kind::sequence && row[6] == "t";
    relation.whole = row[7] ? oid_of(row[7]) : 0;
  }
  return catalog;
}

/// What stands in double quotes behind `head`; the server does not double quotes inside.
std::optional<std::string> quoted_after(const std::string& message, const std::string& head) {
  const std::size_t start = message.find(head + "\"");
  if (start == std::string::npos) return std::nullopt;
  const std::size_t begin = start + head.size() + 1;
  const std::size_t end = message.find_last_of('"');
  return end < begin ? std::nullopt : std::optional(message.substr(begin, end - begin));
}

void note_scans(StepFacts& facts, WatchedSession& session) {
  const auto named = [&](const Catalog& catalog, const std::string& name) {
    for (const auto& [oid, relation] : catalog)
      if (relation.name == name) facts.scanned.insert(oid);
  };
  for (const std::string& message : session.take_messages()) {
    for (const char* head : {"verifying table ", "rewriting table "})
      if (const auto table = quoted_after(message, head)) {
        named(facts.before, *table);
        named(facts.after, *table);
      }
    if (message.starts_with("building index "))
      if (const auto table = quoted_after(message, "on table ")) {
        named(facts.before, *table);
        named(facts.after, *table);
      }
    // Constraints of several tables may have one name: the one that is checked is read.
    if (const auto key = quoted_after(message, "validating foreign key constraint "))
      for (const db::Row& row : session.execute(kForeignKeys))
        if (row[0] == *key && facts.read.contains(oid_of(row[1]))) facts.scanned.insert(oid_of(row[1]));
  }
}

/// Sees what a step does, with a session that stands in its way.
class Observer {
 public:
  explicit Observer(const std::string& url) : session_(url), watcher_(url), obstacle_(url) {
    session_.execute("SET check_function_bodies = off");
    session_.execute("SET client_min_messages = debug1");
  }

  StepFacts run(const plan::Step& step) {
    StepFacts facts;
    facts.before = read_catalog(watcher_);
    session_.take_messages();
    if (step.transaction == plan::Transaction::own)
      run_in_transaction(step, facts);
    else
      for (const std::string& statement : step.sql) run_against(step, statement, facts);
    facts.after = read_catalog(watcher_);
    note_scans(facts, session_);
    for (const auto& [oid, relation] : facts.before) {
      const auto now = facts.after.find(oid);
      if (now != facts.after.end() && now->second.file != relation.file) facts.rewritten.insert(oid);
    }
    return facts;
  }

  void make_helpers() {
    for (const sql::Statement& statement :
         sql::split_statements(migration::helpers(), sql::Dialect::postgresql))
      session_.execute(statement.text);
    session_.execute("SET client_min_messages = debug1");  // the helpers keep the server quiet
  }

 private:
  struct Reads {
    long scans = 0;
    long rows = 0;
  };

  /// By table. The counters go on from transaction to transaction until the server collects them.
  std::map<std::uint32_t, Reads> read_so_far() {
    std::map<std::uint32_t, Reads> reads;
    for (const db::Row& row : session_.execute(kReads))
      reads[oid_of(row[0])] = {std::stol(*row[1]), std::stol(*row[2])};
    return reads;
  }

  void run_in_transaction(const plan::Step& step, StepFacts& facts) {
    session_.execute("BEGIN");
    const std::map<std::uint32_t, Reads> reads = read_so_far();
    for (const std::string& statement : step.sql) session_.execute(statement);
    facts.locks = session_.locks_seen_by(session_);
    for (const auto& [oid, now] : read_so_far()) {
      const Reads then = reads.contains(oid) ? reads.at(oid) : Reads();
      if (now.scans > then.scans) facts.read.insert(oid);
      if (now.rows > then.rows) facts.read_rows.insert(oid);
    }
    session_.execute("COMMIT");
  }

  void run_against(const plan::Step& step, const std::string& statement, StepFacts& facts) {
    stand_in_the_way(step.transaction == plan::Transaction::batched);
    session_.execute_against(statement, watcher_, [&] {
      for (const auto& [oid, lock] : session_.locks_seen_by(watcher_))
        facts.locks[oid] = std::max(facts.locks[oid], lock);
      obstacle_.execute("ROLLBACK");
    });
    obstacle_.execute("ROLLBACK");
  }

  void stand_in_the_way(bool of_writers) {
    constexpr auto kDialect = sql::Dialect::postgresql;
    obstacle_.execute("BEGIN ISOLATION LEVEL REPEATABLE READ");
    for (const auto& [oid, relation] : read_catalog(watcher_)) {
      if (relation.file.empty()) continue;
      const std::string name = sql::quote_name(relation.schema, relation.name, kDialect);
      // EXPLAIN takes the lock of a read, also on a materialized view that holds no rows yet.
      obstacle_.execute("EXPLAIN SELECT FROM " + name);
      if (of_writers) obstacle_.execute("LOCK TABLE " + name + " IN SHARE MODE");
    }
  }

  WatchedSession session_;
  WatchedSession watcher_;
  WatchedSession obstacle_;
};

}  // namespace

std::vector<StepFacts> observe(const plan::Plan& plan, const std::string& url) {
  Observer observer(url);
  observer.make_helpers();
  std::vector<StepFacts> facts;
  for (const plan::Step& step : plan.steps) {
    try {
      facts.push_back(observer.run(step));
    } catch (const base::Error& error) {
      throw base::Error(error.kind(), step.id + " (" + step.why + "): " + error.what());
    }
  }
  return facts;
}

}  // namespace schemagen::tests
