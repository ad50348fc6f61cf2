#include "support/database_state.h"

#include <algorithm>

#include "schemagen/sql/quote.h"

namespace schemagen::tests {
namespace {

constexpr std::string_view kPostgresState = R"sql(
WITH ours AS (
  SELECT oid, nspname, nspacl FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
), relations AS (
  SELECT c.*, c.oid::regclass::text AS name FROM pg_class c JOIN ours ON ours.oid = relnamespace
  WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'i', 'I', 'c')
)
SELECT concat_ws(' · ', 'schema', nspname, nspacl) FROM ours
UNION ALL SELECT concat_ws(' · ', 'relation', relkind, name, relowner::regrole, relacl, reloptions, relpersistence,
    relreplident, relrowsecurity, relforcerowsecurity, pg_get_expr(relpartbound, oid), obj_description(oid, 'pg_class'))
  FROM relations
UNION ALL SELECT concat_ws(' · ', 'column', name, attname, format_type(atttypid, atttypmod), attnotnull, attidentity,
    attgenerated, attacl, attoptions, attstattarget, attstorage, attinhcount, attislocal,
    (SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = attrelid AND adnum = attnum),
    col_description(attrelid, attnum))
  FROM relations JOIN pg_attribute ON attrelid = relations.oid
  WHERE relkind NOT IN ('i', 'I', 'S') AND attnum > 0 AND NOT attisdropped
UNION ALL SELECT concat_ws(' · ', 'constraint', coalesce(nullif(conrelid, 0)::regclass::text, contypid::regtype::text),
    conname, pg_get_constraintdef(c.oid), convalidated, conislocal, coninhcount, obj_description(c.oid, 'pg_constraint'))
  FROM pg_constraint c JOIN ours ON ours.oid = connamespace
UNION ALL SELECT concat_ws(' · ', 'index', pg_get_indexdef(indexrelid), indisvalid, indisclustered, indisreplident)
  FROM relations JOIN pg_index ON indexrelid = relations.oid
UNION ALL SELECT concat_ws(' · ', 'trigger', pg_get_triggerdef(t.oid), tgenabled, obj_description(t.oid, 'pg_trigger'))
  FROM relations JOIN pg_trigger t ON tgrelid = relations.oid WHERE NOT tgisinternal
UNION ALL SELECT concat_ws(' · ', 'rule', pg_get_ruledef(r.oid), ev_enabled)
  FROM relations JOIN pg_rewrite r ON ev_class = relations.oid
UNION ALL SELECT concat_ws(' · ', 'policy', p::text) FROM pg_policies p
UNION ALL SELECT concat_ws(' · ', 'function', p.oid::regprocedure, proowner::regrole, proacl,
    CASE WHEN prokind <> 'a' THEN pg_get_functiondef(p.oid) END, obj_description(p.oid, 'pg_proc'))
  FROM pg_proc p JOIN ours ON ours.oid = pronamespace
UNION ALL SELECT concat_ws(' · ', 'type', t.oid::regtype, typtype, typowner::regrole, typacl, typdefault, typnotnull,
    (SELECT array_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid),
    obj_description(t.oid, 'pg_type'))
  FROM pg_type t JOIN ours ON ours.oid = typnamespace
UNION ALL SELECT concat_ws(' · ', 'sequence', s.seqrelid::regclass, seqtypid::regtype, seqstart, seqincrement, seqmax,
    seqmin, seqcache, seqcycle, pg_sequence_last_value(s.seqrelid),
    (SELECT concat_ws(' ', deptype, refobjid::regclass, refobjsubid) FROM pg_depend
     WHERE classid = 'pg_class'::regclass AND objid = s.seqrelid AND refclassid = 'pg_class'::regclass LIMIT 1))
  FROM relations JOIN pg_sequence s ON seqrelid = relations.oid
UNION ALL SELECT concat_ws(' · ', 'statistics', pg_get_statisticsobjdef(s.oid))
  FROM pg_statistic_ext s JOIN ours ON ours.oid = stxnamespace
UNION ALL SELECT concat_ws(' · ', 'extension', extname, extversion) FROM pg_extension
UNION ALL SELECT concat_ws(' · ', 'event trigger', evtname) FROM pg_event_trigger
UNION ALL SELECT concat_ws(' · ', 'publication', p.pubname, (SELECT array_agg(t::text) FROM pg_publication_tables t
    WHERE t.pubname = p.pubname)) FROM pg_publication p
UNION ALL SELECT concat_ws(' · ', 'default privileges', d::text) FROM pg_default_acl d
UNION ALL SELECT concat_ws(' · ', 'rows', name, query_to_xml(format(
    'SELECT count(*), md5(string_agg(t::text, chr(10) ORDER BY t::text COLLATE "C")), left(string_agg(t::text, '' '' ORDER BY t::text COLLATE "C"), 500) FROM %s t',
    name), false, true, ''))
  FROM relations WHERE relkind IN ('r', 'm'))sql";

constexpr std::string_view kPostgresFiles = R"sql(
SELECT concat_ws(' · ', 'file', c.oid::regclass, pg_relation_filenode(c.oid))
FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
WHERE relkind IN ('r', 'i') AND nspname !~ '^pg_' AND nspname <> 'information_schema')sql";

constexpr std::string_view kPostgresColumns = R"sql(
SELECT c.oid::regclass, attname, format_type(atttypid, atttypmod)
FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace JOIN pg_attribute ON attrelid = c.oid
WHERE relkind IN ('r', 'p') AND NOT relispartition AND nspname !~ '^pg_' AND nspname <> 'information_schema'
  AND relname !~ '^_sg_' AND attnum > 0 AND NOT attisdropped AND attname !~ '^_sg_'
ORDER BY 1, attnum)sql";

constexpr std::string_view kSqliteColumns = R"sql(
SELECT '"' || replace(m.name, '"', '""') || '"', c.name, c.type
FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) c
WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND m.name NOT LIKE '!_sg!_%' ESCAPE '!'
  AND c.hidden <> 1 AND c.name NOT LIKE '!_sg!_%' ESCAPE '!'
  AND m.name NOT IN (SELECT s.name FROM sqlite_schema v JOIN sqlite_schema s ON s.name LIKE v.name || '!_%' ESCAPE '!'
                     WHERE v.sql LIKE 'CREATE VIRTUAL%')
ORDER BY 1, c.cid)sql";

bool is_sqlite(db::Database& database) { return database.target().dialect == sql::Dialect::sqlite; }

std::string line_of(const db::Row& row) {
  std::string line;
  for (const db::Cell& cell : row) line += cell.value_or("NULL") + " · ";
  return line;
}

void add_sqlite_rows(db::Database& database, std::set<std::string>& state) {
  for (const auto& [table, held] : rows_of(database)) {
    std::vector<std::string> lines;
    for (const db::Row& row : held.rows) lines.push_back(line_of(row));
    std::sort(lines.begin(), lines.end());
    std::string all = "rows of " + table;
    for (const std::string& line : lines) all += "\n    " + line;
    state.insert(all);
  }
}

/// The positions of the columns that both have under one name and type.
std::vector<std::pair<std::size_t, std::size_t>> common_columns(const TableRows& a, const TableRows& b) {
  std::vector<std::pair<std::size_t, std::size_t>> common;
  for (std::size_t i = 0; i < a.columns.size(); ++i) {
    const auto found = std::find(b.columns.begin(), b.columns.end(), a.columns[i]);
    if (found != b.columns.end()) common.emplace_back(i, found - b.columns.begin());
  }
  return common;
}

std::vector<std::string> projected(const TableRows& table, const std::vector<std::size_t>& columns) {
  std::vector<std::string> lines;
  for (const db::Row& row : table.rows) {
    std::string line;
    for (const std::size_t at : columns)
      line += table.columns[at].first + "=" + row[at].value_or("NULL") + " ";
    lines.push_back(line);
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace

std::set<std::string> state_of(db::Database& database, bool with_files) {
  std::set<std::string> state;
  if (is_sqlite(database)) {
    for (const db::Row& row : database.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))
      state.insert(line_of(row));
    add_sqlite_rows(database, state);
    return state;
  }
  for (const db::Row& row : database.execute(kPostgresState)) state.insert(row.at(0).value_or(""));
  if (with_files)
    for (const db::Row& row : database.execute(kPostgresFiles)) state.insert(row.at(0).value_or(""));
  return state;
}

std::string state_difference(const std::set<std::string>& before, const std::set<std::string>& after) {
  std::string difference;
  for (const std::string& line : before)
    if (!after.contains(line)) difference += "- " + line + "\n";
  for (const std::string& line : after)
    if (!before.contains(line)) difference += "+ " + line + "\n";
  return difference;
}

std::map<std::string, TableRows> rows_of(db::Database& database) {
  std::map<std::string, TableRows> tables;
  for (const db::Row& row : database.execute(is_sqlite(database) ? kSqliteColumns : kPostgresColumns))
    tables[row.at(0).value_or("")].columns.emplace_back(row.at(1).value_or(""), row.at(2).value_or(""));
  for (auto& [table, held] : tables) {
    std::string columns;
    for (const auto& [name, type] : held.columns)
      columns += (columns.empty() ? "" : ", ") + sql::quote_name(name, database.target().dialect) +
                 (is_sqlite(database) ? "" : "::text");
    held.rows = database.execute("SELECT " + columns + " FROM " + table);
  }
  return tables;
}

std::vector<std::string> lost_rows(const std::map<std::string, TableRows>& before,
                                   const std::map<std::string, TableRows>& after) {
  std::vector<std::string> problems;
  for (const auto& [name, old] : before) {
    const auto found = after.find(name);
    if (found == after.end()) continue;
    const TableRows& now = found->second;
    std::vector<std::size_t> old_columns;
    std::vector<std::size_t> now_columns;
    for (const auto& [a, b] : common_columns(old, now)) {
      old_columns.push_back(a);
      now_columns.push_back(b);
    }
    const std::vector<std::string> was = projected(old, old_columns);
    const std::vector<std::string> is = projected(now, now_columns);
    if (was == is) continue;
    const auto [left, right] = std::mismatch(was.begin(), was.end(), is.begin(), is.end());
    problems.push_back("the rows of " + name + " changed: " + std::to_string(was.size()) + " before, " +
                       std::to_string(is.size()) + " after; first: " + (left == was.end() ? "none" : *left) +
                       " → " + (right == is.end() ? "none" : *right));
  }
  return problems;
}

}  // namespace schemagen::tests
