#include "schemagen/app/scratch_rows.h"

#include <algorithm>
#include <optional>

#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"

namespace schemagen::app {
namespace {

using base::Error;
using base::ErrorKind;
using model::Kind;
using model::ObjectId;

constexpr sql::Dialect kDialect = sql::Dialect::postgresql;

/// The columns that can be written: name, two values of the type (NULL when none is known), whether a value
/// is needed, and whether UPDATE may name it.
constexpr std::string_view kColumns = R"(
WITH RECURSIVE base(attnum, type) AS (
    SELECT attnum, atttypid FROM pg_attribute
     WHERE attrelid = to_regclass({table}) AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    UNION ALL
    SELECT b.attnum, t.typbasetype FROM base b JOIN pg_type t ON t.oid = b.type WHERE t.typtype = 'd'
), made(name, first, second) AS (VALUES
    ('bool', 'true', 'false'), ('int2', '1', '2'), ('int4', '1', '2'), ('int8', '1', '2'), ('numeric', '1', '2'),
    ('float4', '1', '2'), ('float8', '1', '2'), ('money', '1', '2'), ('oid', '1', '2'),
    ('text', 'a', 'b'), ('varchar', 'a', 'b'), ('bpchar', 'a', 'b'), ('char', 'a', 'b'), ('name', 'a', 'b'),
    ('citext', 'a', 'b'), ('ltree', 'a', 'b'), ('hstore', 'a=>1', 'a=>2'),
    ('uuid', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002'),
    ('json', '{"a": 1}', '{"a": 2}'), ('jsonb', '{"a": 1}', '{"a": 2}'), ('xml', '<a/>', '<b/>'),
    ('bytea', '\x01', '\x02'), ('date', '2020-01-01', '2020-01-02'), ('time', '12:00', '13:00'),
    ('timetz', '12:00+00', '13:00+00'), ('timestamp', '2020-01-01', '2020-01-02'),
    ('timestamptz', '2020-01-01 00:00+00', '2020-01-02 00:00+00'), ('interval', '1 day', '2 days'),
    ('inet', '127.0.0.1', '127.0.0.2'), ('cidr', '10.0.0.0/8', '11.0.0.0/8'),
    ('macaddr', '08:00:2b:01:02:03', '08:00:2b:01:02:04'), ('point', '(0,0)', '(1,1)'),
    ('line', '{1,1,1}', '{1,1,2}'), ('lseg', '[(0,0),(1,1)]', '[(0,0),(2,2)]'), ('box', '(1,1),(0,0)', '(2,2),(0,0)'),
    ('path', '((0,0),(1,1))', '((0,0),(2,2))'), ('polygon', '((0,0),(1,1))', '((0,0),(2,2))'),
    ('circle', '<(0,0),1>', '<(0,0),2>'), ('tsvector', 'a', 'b'), ('tsquery', 'a', 'b'), ('pg_lsn', '0/1', '0/2')
)
SELECT quote_ident(a.attname), coalesce(m.first, e.first, k.first), coalesce(m.second, e.second, k.second),
       a.attnotnull AND NOT a.atthasdef AND a.attidentity = '', a.attidentity <> 'a',
       format_type(a.atttypid, a.atttypmod)
  FROM pg_attribute a
  JOIN base b ON b.attnum = a.attnum
  JOIN pg_type t ON t.oid = b.type AND t.typtype <> 'd'
  LEFT JOIN made m ON m.name = t.typname
  LEFT JOIN LATERAL (
       SELECT min(enumlabel) FILTER (WHERE n = 1) AS first, min(enumlabel) FILTER (WHERE n = 2) AS second
         FROM (SELECT enumlabel, row_number() OVER (ORDER BY enumsortorder) AS n
                 FROM pg_enum WHERE enumtypid = t.oid) labels) e ON true
  LEFT JOIN LATERAL (
       SELECT CASE WHEN t.typcategory = 'A' THEN '{}' WHEN t.typtype = 'r' THEN 'empty'
                   WHEN t.typname IN ('bit', 'varbit') THEN repeat('1', greatest(a.atttypmod, 1)) END AS first,
              CASE WHEN t.typcategory = 'A' THEN '{NULL}' WHEN t.typtype = 'r' THEN '(,)'
                   WHEN t.typname IN ('bit', 'varbit') THEN repeat('0', greatest(a.atttypmod, 1)) END AS second) k ON true
 WHERE a.attrelid = to_regclass({table})
 ORDER BY a.attnum)";

/// Parents and rules that a row made up for the trial would have to satisfy are out of the way for it.
constexpr std::string_view kFreeOf = R"(
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)
  FROM pg_constraint
 WHERE conrelid = to_regclass({table}) AND contype = {kind} AND conparentid = 0 AND conislocal)";

constexpr std::string_view kNoPartition = R"(
SELECT 1 FROM pg_partitioned_table WHERE partrelid = to_regclass({table}) AND partdefid = 0)";

constexpr const char* kSequencePositions = R"(
SELECT format('SELECT format(''SELECT setval(%%L, %%s, %%L)'', %L, last_value, is_called) FROM %s', oid::regclass, oid::regclass)
  FROM pg_class WHERE relkind = 'S')";

constexpr std::string_view kNoRight = "42501";
constexpr std::string_view kGeneratedAlways = "428C9";  // through a view nothing tells such a column

constexpr std::string_view kNamedTwice = "42601";

constexpr std::string_view kBegin = R"(BEGIN;
SET LOCAL search_path = "$user", public;
SET LOCAL client_min_messages = error;
SET LOCAL statement_timeout = '10s')";

std::string filled(std::string_view text, const std::string& table, std::string_view kind = "f") {
  std::string out(text);
  for (const auto& [key, value] : {std::pair<std::string, std::string>("{table}", sql::quote_literal(table)),
                                   std::pair<std::string, std::string>("{kind}", sql::quote_literal(kind))})
    for (std::size_t at = out.find(key); at != std::string::npos; at = out.find(key, at + value.size()))
      out.replace(at, key.size(), value);
  return out;
}

struct Writable {
  std::string name;
  std::optional<std::string> first, second;
  bool needed = false;
  bool updatable = false;
  std::string type;
};

using Columns = std::vector<const Writable*>;

/// The statement is wrong whatever the row: a syntax error, something that is not there, a trigger that
/// returns nothing.
bool is_broken(const Error& error) {
  const std::string& code = error.code();
  if (code == kNoRight || code == kGeneratedAlways) return false;
  return code.starts_with("42") || code.starts_with("0A") || code.starts_with("2F") || code.starts_with("21");
}

/// No rollback takes the positions of sequences back.
class SequencesKept {
 public:
  explicit SequencesKept(db::Database& database) : database_(database) {
    for (const db::Row& sequence : database_.execute(kSequencePositions))
      restore_.push_back(database_.execute(sequence[0].value()).at(0).at(0).value());
  }

  void restore() {
    for (const std::string& statement : restore_) database_.execute(statement);
  }

 private:
  db::Database& database_;
  std::vector<std::string> restore_;
};

/// One table, in a transaction that is rolled back.
class Trial {
 public:
  Trial(db::Database& database, const ObjectId& table)
      : database_(database),
        table_(sql::quote_name(table.schema.view(), table.name.view(), kDialect)),
        rest_(sql::quote_name(table.schema.view(), "_sg_rest_of_trial", kDialect)) {}

  /// Why the row could not be tried; nothing when it was. `broken` is the failure of a statement that can
  /// never run, and `statement` that statement.
  std::optional<std::string> run() {
    database_.execute(kBegin);
    std::optional<std::string> why_not;
    try {
      why_not = try_row();
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::connection) throw;
      why_not = error.what();
    }
    database_.execute("ROLLBACK");
    return why_not;
  }

  bool exists() {
    return database_.execute("SELECT to_regclass(" + sql::quote_literal(table_) + ")")
        .at(0)
        .at(0)
        .has_value();
  }

  std::optional<Error> broken;
  std::string statement;

 private:
  std::optional<std::string> try_row() {
    read_columns();
    for (const Writable& column : columns_)
      if (column.needed && !column.first)
        return "no value is known for its column " + column.name + " of type " + column.type;
    free_of("f");
    if (!database_.execute(filled(kNoPartition, table_)).empty())
      attempt("CREATE TABLE " + rest_ + " PARTITION OF " + table_ + " DEFAULT");
    if (!insert())
      return broken ? std::string("it is broken") : "a row made up for it was refused: " + refused_;
    update();
    if (!broken) attempt("DELETE FROM " + table_);
    return broken ? std::optional<std::string>("it is broken") : std::nullopt;
  }

  void read_columns() {
    for (const db::Row& row : database_.execute(filled(kColumns, table_)))
      columns_.push_back({row[0].value(), row[1], row[2], row[3] == "t", row[4] == "t", row[5].value_or("")});
  }

  void free_of(std::string_view kind) {
    for (const db::Row& row : database_.execute(filled(kFreeOf, table_, kind))) attempt(row[0].value());
  }

  /// Why the statement fails; empty when it does not.
  std::string code_of(const std::string& sql) {
    std::string code;
    database_.execute("SAVEPOINT sg_look");
    try {
      database_.execute(sql);
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::connection) throw;
      code = error.code();
    }
    database_.execute("ROLLBACK TO SAVEPOINT sg_look");
    return code;
  }

  /// The error of a statement that could run for another row is kept in `refused_`.
  bool attempt(const std::string& sql) {
    try {
      database_.execute("SAVEPOINT sg_row");
      database_.execute(sql);
      database_.execute("RELEASE SAVEPOINT sg_row");
      return true;
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::connection) throw;
      database_.execute("ROLLBACK TO SAVEPOINT sg_row");
      refused_ = base::split_lines(error.what()).front();
      if (is_broken(error) && !broken) {
        broken = error;
        statement = sql;
      }
      return false;
    }
  }

  std::string insert_sql(const Columns& columns) const {
    std::vector<std::string> names;
    std::vector<std::string> values;
    for (const Writable* column : columns) {
      names.push_back(column->name);
      values.push_back(sql::quote_literal(*column->first));
    }
    return names.empty() ? "INSERT INTO " + table_ + " DEFAULT VALUES"
                         : "INSERT INTO " + table_ + "(" + base::join(names, ", ") + ") VALUES (" +
                               base::join(values, ", ") + ")";
  }

  Columns written(bool all) const {
    Columns columns;
    for (const Writable& column : columns_)
      if (column.first && column.updatable && (all || column.needed)) columns.push_back(&column);
    return columns;
  }

  /// A view may show a column under the names of two applications, or a generated one, and nothing tells:
  /// from the first on, those that one statement can name.
  Columns named_together(const Columns& candidates) {
    Columns together;
    for (const Writable* column : candidates) {
      together.push_back(column);
      const std::string code = code_of("EXPLAIN " + insert_sql(together));
      if (code == kNamedTwice || code == kGeneratedAlways) together.pop_back();
    }
    return together;
  }

  bool is_view() {
    return !database_
                .execute("SELECT FROM pg_class WHERE relkind = 'v' AND oid = to_regclass(" +
                         sql::quote_literal(table_) + ")")
                .empty();
  }

  bool insert_values(bool all) {
    Columns columns = written(all);
    if (!is_view()) return attempt(insert_sql(columns));
    const Columns old_names = named_together(columns);
    std::reverse(columns.begin(), columns.end());
    const Columns new_names = named_together(columns);
    return attempt(insert_sql(new_names)) && attempt("DELETE FROM " + table_) &&
           attempt(insert_sql(old_names));
  }

  bool insert() {
    for (const bool free_of_checks : {false, true}) {
      if (free_of_checks) free_of("c");
      for (const bool all : {true, false})
        if (insert_values(all) || broken) return !broken;
    }
    return false;
  }

  void update() {
    for (const Writable& column : columns_) {
      if (!column.updatable || broken) continue;
      attempt("UPDATE " + table_ + " SET " + column.name + " = " + column.name);
      if (column.second && !broken)
        attempt("UPDATE " + table_ + " SET " + column.name + " = " + sql::quote_literal(*column.second));
    }
  }

  db::Database& database_;
  const std::string table_;
  const std::string rest_;  ///< a partition for a row that has none
  std::vector<Writable> columns_;
  std::string refused_;
};

ObjectId table_of(const ObjectId& id) {
  if (id.kind == Kind::table) return id;
  return model::is_owned(id.kind) ? model::owner_id(id) : ObjectId{};
}

bool calls(const model::Trigger& trigger, std::string_view function) {
  const auto tokens = sql::tokenize(trigger.definition.view(), kDialect);
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
    if (tokens[i + 1].is_symbol("(") && sql::name_of(tokens[i], kDialect) == function) return true;
  return false;
}

}  // namespace

std::set<ObjectId> tables_to_try(const plan::Plan& plan, const model::Schema& before,
                                 const model::Schema& after, const std::vector<diff::Rename>& renames) {
  std::set<ObjectId> touched;
  std::set<std::string> functions;
  const auto touch = [&](const ObjectId& id) {
    if (const ObjectId table = table_of(id); before.contains(table)) touched.insert(table);
    if (id.kind == Kind::function) functions.insert(id.name.str().substr(0, id.name.view().find('(')));
  };
  for (const plan::Step& step : plan.steps) {
    for (const std::vector<ObjectId>* ids : {&step.produces, &step.destroys, &step.rewrites})
      std::for_each(ids->begin(), ids->end(), touch);
    for (const plan::Milestone& milestone : step.reaches) touch(milestone.object);
    for (const plan::RelationLock& lock : step.locks) touch(lock.relation);
  }
  for (const auto& [id, trigger] : after.all<model::Trigger>(Kind::trigger)) {
    const bool is_new = !before.contains(id);
    const bool called =
        std::any_of(functions.begin(), functions.end(),
                    [&fired = *trigger](const std::string& function) { return calls(fired, function); });
    if ((is_new || called) && after.contains(model::owner_id(id))) touched.insert(model::owner_id(id));
  }
  for (const diff::Rename& rename : renames)
    if (rename.to.kind == Kind::table && before.contains(rename.from))
      touched.insert({rename.from, rename.to});
  return touched;
}

void RowTrial::begin() {
  if (tables_.empty()) return;
  SequencesKept sequences(database_);
  for (auto table = tables_.begin(); table != tables_.end();) {
    Trial trial(database_, *table);
    if (trial.exists() && (trial.run(), trial.broken)) {
      trials_.not_tried[model::display_name(*table)] =
          "it could not be written before either: " + base::split_lines(trial.broken->what()).front();
      table = tables_.erase(table);
    } else {
      ++table;
    }
  }
  sequences.restore();
}

void RowTrial::after_phase(plan::Phase phase) {
  if (tables_.empty()) return;
  SequencesKept sequences(database_);
  for (const ObjectId& table : tables_) {
    Trial trial(database_, table);
    if (!trial.exists()) continue;
    const std::optional<std::string> why_not = trial.run();
    if (trial.broken)
      throw Error(ErrorKind::proof,
                  "After the " + plan::to_string(phase) + " phase rows of " + model::display_name(table) +
                      " cannot be written any more; nothing was written. `" + trial.statement +
                      "` failed on the scratch copy: " + trial.broken->what(),
                  trial.broken->hint());
    const std::string said = model::display_name(table);
    if (why_not)
      trials_.not_tried.emplace(said, *why_not);
    else
      trials_.tried.insert(said);
  }
  sequences.restore();
}

}  // namespace schemagen::app
