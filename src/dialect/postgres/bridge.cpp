#include "dialect/postgres/bridge.h"

#include <algorithm>
#include <array>

#include "dialect/postgres/precheck.h"
#include "dialect/postgres/rules.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/expression.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

using How = Kept::How;

constexpr std::string_view kFunction = R"(CREATE OR REPLACE FUNCTION {function}() RETURNS trigger
    LANGUAGE plpgsql SET search_path = {path} AS {body})";

constexpr std::string_view kTrigger = R"({create} {trigger} BEFORE INSERT OR UPDATE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {function}())";

constexpr std::string_view kBody = R"(
{variables}BEGIN
{rules}    RETURN NEW;
END
)";

constexpr std::string_view kFilled = R"(    IF NEW.{column} IS NULL THEN
        NEW.{column} := {value};
    END IF;
)";

constexpr std::string_view kDerived = R"(    IF TG_OP = 'INSERT' THEN
        IF NEW.{column} IS NULL THEN
            NEW.{column} := {value};
        END IF;
    ELSIF NEW.{column} IS NOT DISTINCT FROM OLD.{column} AND {value} IS DISTINCT FROM {old_value} THEN
        NEW.{column} := {value};
    END IF;
)";

constexpr std::string_view kTake = R"({indent}NEW.{column} := {value};
)";

constexpr std::string_view kTakeIfPossible = R"({indent}BEGIN
{indent}    NEW.{column} := {value};
{indent}EXCEPTION WHEN data_exception OR check_violation THEN
{indent}    NEW.{column} := NULL;  -- the old application goes on; the next file stops at such a row
{indent}END;
)";

constexpr std::string_view kSynced = R"(    IF TG_OP = 'INSERT' THEN
        IF NEW.{column} IS NULL THEN
{take_inner}        ELSE
            NEW.{other} := {back};
        END IF;
    ELSIF NEW.{column} IS DISTINCT FROM OLD.{column} AND {new_compared} IS DISTINCT FROM {value_compared} THEN
        NEW.{other} := {back};
    ELSIF NEW.{other} IS DISTINCT FROM OLD.{other} THEN
{take}    END IF;
)";

constexpr std::string_view kSyncedIfPossible = R"(    IF TG_OP = 'INSERT' THEN
        IF NEW.{column} IS NULL THEN
{take_inner}        ELSE
            NEW.{other} := {back};
        END IF;
    ELSIF NEW.{column} IS DISTINCT FROM OLD.{column} THEN
        BEGIN
            _sg_same := {new_compared} IS NOT DISTINCT FROM {value_compared};
        EXCEPTION WHEN data_exception OR check_violation THEN
            _sg_same := false;
        END;
        IF NOT _sg_same THEN
            NEW.{other} := {back};
        END IF;
    ELSIF NEW.{other} IS DISTINCT FROM OLD.{other} THEN
{take}    END IF;
)";

constexpr std::string_view kWalk = R"(
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT {keys} INTO _sg_from FROM {table} ORDER BY {keys} LIMIT 1;
    SELECT {keys} INTO _sg_last FROM {table} ORDER BY {keys_desc} LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT {keys} INTO _sg_to FROM (SELECT {keys} FROM {table} WHERE {row} >= {from} ORDER BY {keys} LIMIT 2000) batch
         ORDER BY {keys_desc} LIMIT 1;
        UPDATE {table} SET {set}
         WHERE {row} >= {from} AND {row} <= {to} AND ({pending});
        COMMIT;
        SELECT {keys} INTO _sg_from FROM {table} WHERE {row} > {to} AND {row} <= {last} ORDER BY {keys} LIMIT 1;
    END LOOP;
END
)";

constexpr std::string_view kWalkBlocks = R"(
DECLARE
    _sg_block  bigint;
    _sg_blocks bigint;
    _sg_filled bigint;
    _sg_rows   bigint;
BEGIN
    LOOP  -- a row that moves while it is updated may be missed once: again until a whole pass fills none
        _sg_block := 0;
        _sg_filled := 0;
        _sg_blocks := pg_relation_size({literal}) / current_setting('block_size')::bigint;
        WHILE _sg_block < _sg_blocks LOOP
            UPDATE {table} SET {set}
             WHERE ctid >= format('(%s,0)', _sg_block)::tid AND ctid < format('(%s,0)', _sg_block + 100)::tid
               AND ({pending});
            GET DIAGNOSTICS _sg_rows = ROW_COUNT;
            COMMIT;
            _sg_filled := _sg_filled + _sg_rows;
            _sg_block := _sg_block + 100;
        END LOOP;
        EXIT WHEN _sg_filled = 0;
    END LOOP;
END
)";

constexpr std::string_view kFillAtOnce = R"(UPDATE {table} SET {set} WHERE {pending})";

constexpr int kTidRangeScans = 140000;
constexpr int kReplaceTrigger = 140000;

/// A column's name alone or with a cast behind it.
bool is_column(std::string_view expression) {
  const auto names = sql::column_names_in(expression, sql::Dialect::postgresql);
  if (names.size() != 1) return false;
  const std::string name = quoted(*names.begin());
  const std::string_view text = base::trim(expression);
  return text == name || text.starts_with(name + "::");
}

/// `expression` over the row NEW or OLD: as a query on that one row, so that the names in it mean its
/// columns.
std::string over_row(const ObjectId& table, const std::string& expression, const char* row) {
  if (sql::column_names_in(expression, sql::Dialect::postgresql).empty()) return "(" + expression + ")";
  if (is_column(expression)) return std::string(row) + "." + std::string(base::trim(expression));
  return "(SELECT " + expression + " FROM (SELECT " + row + ".*) AS " + quoted(table.name) + ")";
}

/// Types without an equality of their own, and those that compare a size instead.
constexpr std::array<std::string_view, 7> kComparedAsText{"json", "xml",    "point", "polygon",
                                                          "box",  "circle", "path"};

std::string comparable(const Context& c, const ObjectId& column, const std::string& value) {
  const auto* object = c.after.find_as<model::Column>(column);
  std::string_view type = object == nullptr ? std::string_view() : object->type.view();
  while (type.ends_with("[]")) type.remove_suffix(2);
  const bool by_text =
      std::find(kComparedAsText.begin(), kComparedAsText.end(), type) != kComparedAsText.end();
  return by_text ? value + "::text" : value;
}

/// `value` as one of the column's type, for comparing: what an assignment would round is rounded.
std::string typed(const Context& c, const Kept& kept, const std::string& value) {
  const auto* column = c.after.find_as<model::Column>(kept.column);
  return kept.typed || column == nullptr ? value : "(" + value + ")::" + type_sql(c.after, column->type);
}

std::string take_sql(const Kept& kept, const std::string& value, int indent) {
  return fill(kept.may_fail ? kTakeIfPossible : kTake,
              {{"indent", std::string(static_cast<std::size_t>(indent), ' ')},
               {"column", quoted(kept.column.name)},
               {"value", value}});
}

std::string rule_sql(const Context& c, const Kept& kept) {
  const ObjectId table = model::owner_id(kept.column);
  const std::string value = over_row(table, kept.value, "NEW");
  std::vector<std::pair<std::string_view, std::string>> names{{"column", quoted(kept.column.name)},
                                                              {"value", value}};
  switch (kept.how) {
    case How::defaulted:
      return {};
    case How::filled:
      return fill(kFilled, names);
    case How::derived:
      names.emplace_back("old_value", over_row(table, kept.value, "OLD"));
      return fill(kDerived, names);
    case How::mirrored:
      return take_sql(kept, value, 4);
    case How::synced:
      names.emplace_back("other", quoted(kept.other));
      names.emplace_back("back", over_row(table, kept.back, "NEW"));
      names.emplace_back("new_compared", comparable(c, kept.column, "NEW." + quoted(kept.column.name)));
      names.emplace_back("value_compared", comparable(c, kept.column, typed(c, kept, value)));
      names.emplace_back("take_inner", take_sql(kept, value, 12));
      names.emplace_back("take", take_sql(kept, value, 8));
      return fill(kept.may_fail ? kSyncedIfPossible : kSynced, names);
  }
  return {};
}

std::string function_sql(const Context& c, const ObjectId& table, const Bridge& bridge) {
  std::string rules;
  for (const Kept& kept : bridge.kept) rules += rule_sql(c, kept);
  const bool compares = std::any_of(bridge.kept.begin(), bridge.kept.end(), [](const Kept& kept) {
    return kept.how == How::synced && kept.may_fail;
  });
  std::string path = "pg_catalog";
  if (table.schema != "public") path += ", " + quoted(table.schema);
  return fill(
      kFunction,
      {{"function", bridge_function(table)},
       {"path", path + ", public"},
       {"body",
        sql::quote_dollar(fill(
            kBody, {{"variables", compares ? "DECLARE\n    _sg_same boolean;\n" : ""}, {"rules", rules}}))}});
}

bool follows_value(const Kept& kept) { return kept.how == How::mirrored || kept.how == How::synced; }

std::string differs_sql(const Context& c, const Kept& kept) {
  return comparable(c, kept.column, quoted(kept.column.name)) + " IS DISTINCT FROM " +
         comparable(c, kept.column, typed(c, kept, "(" + kept.value + ")"));
}

/// Rows that still have to get the value. What the new application has written into a synced column stays,
/// also where the way there and back does not lead to the same value.
std::string pending_sql(const Context& c, const Kept& kept) {
  const std::string name = quoted(kept.column.name);
  if (kept.how == How::mirrored) return differs_sql(c, kept);
  if (kept.how == How::synced) return "(" + name + " IS NULL AND (" + kept.value + ") IS NOT NULL)";
  return name + " IS NULL";
}

/// Passes that go on until none fills a row must not come back to one whose value is NULL.
std::string unfilled_sql(const Context& c, const Kept& kept) {
  const std::string pending = pending_sql(c, kept);
  const bool may_be_null = !sql::column_names_in(kept.value, sql::Dialect::postgresql).empty();
  return follows_value(kept) || !may_be_null ? pending
                                             : "(" + pending + " AND (" + kept.value + ") IS NOT NULL)";
}

std::string set_sql(const Kept& kept, bool alone) {
  const std::string name = quoted(kept.column.name);
  if (alone || follows_value(kept)) return name + " = (" + kept.value + ")";
  return name + " = coalesce(" + name + ", " + kept.value + ")";
}

/// The columns of a primary key that is there all the time; empty when there is none.
std::vector<Symbol> batch_keys(const Context& c, const ObjectId& table) {
  const auto* key = c.before.find_as<model::PrimaryKey>(model::primary_key_id(table.schema, table.name));
  std::vector<Symbol> names;
  if (key == nullptr) return names;
  for (const model::KeyColumn& column : key->columns) {
    const ObjectId id = model::column_id(table.schema, table.name, column.name);
    if (!c.after.contains(id)) return {};
    names.push_back(column.name);
  }
  return names;
}

std::string joined(const std::vector<Symbol>& names, const std::string& before, const std::string& after) {
  std::vector<std::string> parts;
  parts.reserve(names.size());
  for (const Symbol name : names) parts.push_back(before + quoted(name) + after);
  return base::join(parts, ", ");
}

/// `key`, or `(a, b)` for a key of several columns.
std::string row_of(const std::vector<Symbol>& names, const std::string& record) {
  const std::string list = joined(names, record.empty() ? "" : record + ".", "");
  return names.size() == 1 ? list : "(" + list + ")";
}

std::string fill_sql(const Context& c, const ObjectId& table, const Bridge& bridge) {
  const std::vector<Symbol> keys = batch_keys(c, table);
  std::vector<std::string> set;
  std::vector<std::string> pending;
  for (const Kept& kept : bridge.kept) {
    set.push_back(set_sql(kept, bridge.kept.size() == 1));
    pending.push_back(keys.empty() ? unfilled_sql(c, kept) : pending_sql(c, kept));
  }
  const std::string name = qualified(table.schema, table.name);
  std::vector<std::pair<std::string_view, std::string>> values{
      {"table", name}, {"set", base::join(set, ", ")}, {"pending", base::join(pending, " OR ")}};
  if (keys.empty() && c.target.version < kTidRangeScans) return fill(kFillAtOnce, values);
  if (keys.empty()) {
    values.emplace_back("literal", sql::quote_literal(name) + "::regclass");
    return "DO " + sql::quote_dollar(fill(kWalkBlocks, values));
  }
  values.emplace_back("keys", joined(keys, "", ""));
  values.emplace_back("keys_desc", joined(keys, "", " DESC"));
  values.emplace_back("row", row_of(keys, ""));
  values.emplace_back("from", row_of(keys, "_sg_from"));
  values.emplace_back("to", row_of(keys, "_sg_to"));
  values.emplace_back("last", row_of(keys, "_sg_last"));
  return "DO " + sql::quote_dollar(fill(kWalk, values));
}

/// What an expression stands on: new objects are made before, and old ones stay as long.
void uses_expression(const Context& c, Step& step, const ObjectId& table, const std::string& expression) {
  for (const ObjectId& needed : c.now.of_expression(expression, table)) step.needs.push_back(needed);
  for (const ObjectId& old : c.then.of_expression(expression, table))
    if (!c.after.contains(old)) step.releases.push_back(old);
}

void uses_bridge(const Context& c, Step& step, const ObjectId& table, const Bridge& bridge) {
  c.uses(step, table);
  for (const Kept& kept : bridge.kept) {
    c.uses(step, kept.column);
    uses_expression(c, step, table, kept.value);
    uses_expression(c, step, table, kept.back);
  }
}

std::string column_list(const Bridge& bridge) {
  std::vector<std::string> names;
  names.reserve(bridge.kept.size());
  for (const Kept& kept : bridge.kept) names.push_back(kept.column.name.str());
  return base::join(names, ", ");
}

std::string spoken_rules(const Bridge& bridge) {
  std::map<How, std::vector<std::string>> names;
  for (const Kept& kept : bridge.kept)
    names[kept.how].push_back(kept.how == How::synced ? kept.other.str() + " and " + kept.column.name.str()
                                                      : kept.column.name.str());
  std::vector<std::string> parts;
  for (const auto& [how, columns] : names) {
    const std::string list = base::join(columns, ", ");
    switch (how) {
      case How::defaulted:
        break;
      case How::filled:
        parts.push_back("fills in " + list + " for the old application");
        break;
      case How::derived:
        parts.push_back("derives " + list + " while the old application writes what it stands on");
        break;
      case How::mirrored:
        parts.push_back("writes every value in its new type to " + list + " as well");
        break;
      case How::synced:
        parts.push_back("keeps " + list + " equal, whichever is written");
        break;
    }
  }
  return base::join(parts, "; ");
}

void open_bridge(Context& c, const ObjectId& table, const Bridge& bridge) {
  const bool replaces = c.target.version >= kReplaceTrigger;
  Statements sql{function_sql(c, table, bridge)};
  if (!replaces) sql.push_back(close_bridge_sql(table).front());
  sql.push_back(fill(kTrigger, {{"create", replaces ? "CREATE OR REPLACE TRIGGER" : "CREATE TRIGGER"},
                                {"trigger", bridge_trigger(table)},
                                {"table", qualified(table.schema, table.name)},
                                {"function", bridge_function(table)}}));
  Step& step =
      c.emit(Phase::expand,
             "A trigger on " + spoken(table) + " " + spoken_rules(bridge) + ". Its name lets it fire last.",
             std::move(sql), close_bridge_sql(table));
  uses_bridge(c, step, table, bridge);
  step.reaches.push_back({table, state::kBridged});
  c.locks(step, replaces ? Lock::share_row_exclusive : Lock::access_exclusive, table);
}

void fill_rows(Context& c, const ObjectId& table, const Bridge& bridge) {
  const bool keyed = !batch_keys(c, table).empty();
  const bool at_once = !keyed && c.target.version < kTidRangeScans;
  Step& step = c.emit(Phase::migrate,
                      "Existing rows of " + spoken(table) + " get their values of " + column_list(bridge) +
                          (keyed     ? ", 2000 keys at a time."
                           : at_once ? ", all in one transaction: without a primary key there are no batches."
                                     : ", 100 blocks at a time: there is no primary key to go by."),
                      {fill_sql(c, table, bridge)});
  step.transaction = at_once ? Transaction::own : Transaction::batched;
  uses_bridge(c, step, table, bridge);
  if (bridge.has_trigger()) step.awaits.push_back({table, state::kBridged});
  for (const Kept& kept : bridge.kept) step.reaches.push_back({kept.column, state::kFilled});
  c.locks(step, Lock::row_exclusive, table);
  c.scans(step, table);
}

void analyze(Context& c, const ObjectId& table, const Bridge& bridge) {
  std::vector<Symbol> names;
  for (const Kept& kept : bridge.kept) names.push_back(kept.column.name);
  Step& step =
      c.emit(Phase::migrate, "The planner of queries learns what the new values look like.",
             {"ANALYZE " + qualified(table.schema, table.name) + " (" + joined(names, "", "") + ")"});
  uses_bridge(c, step, table, bridge);
  for (const Kept& kept : bridge.kept) step.awaits.push_back({kept.column, state::kFilled});
  step.reaches.push_back({table, state::kAnalyzed});
  c.locks(step, Lock::share_update_exclusive, table);
}

void verify(Context& c, const ObjectId& table, const Bridge& bridge) {
  std::vector<std::string> pending;
  std::vector<std::string> names;
  for (const Kept& kept : bridge.kept)
    if (kept.required) {
      pending.push_back(kept.exact ? differs_sql(c, kept) : pending_sql(c, kept));
      names.push_back(kept.column.name.str());
    }
  if (pending.empty()) return;
  Step& step =
      c.emit(Phase::migrate, "What contract relies on, looked at and not assumed.",
             {stop_at_sql(table, rows_where(c, table, base::join(pending, " OR "),
                                            "do not have their value of " + base::join(names, ", ") + " yet",
                                            "Run 2_migrate.sql again."))});
  uses_bridge(c, step, table, bridge);
  for (const Kept& kept : bridge.kept) {
    step.awaits.push_back({kept.column, state::kFilled});
    step.reaches.push_back({kept.column, state::kVerified});
  }
  step.awaits.push_back({table, state::kAnalyzed});
  c.scans(step, table);
}

void close_bridge(Context& c, const ObjectId& table, const Bridge& bridge) {
  Step& step =
      c.emit(Phase::contract,
             "The old application is gone, and with it the need for the trigger on " + spoken(table) + ".",
             close_bridge_sql(table));
  c.uses(step, table);
  step.awaits.push_back({table, state::kBridged});
  for (const Kept& kept : bridge.kept) {
    step.awaits.push_back({kept.column, state::kNotNull});
    for (const ObjectId& old : c.then.of_expression(kept.value, table))
      if (!c.after.contains(old)) step.releases.push_back(old);
  }
  step.reaches.push_back({table, state::kBridgeClosed});
  c.locks(step, Lock::access_exclusive, table);
}

}  // namespace

bool Bridge::has_trigger() const {
  return std::any_of(kept.begin(), kept.end(), [](const Kept& one) { return one.how != How::defaulted; });
}

std::string bridge_function(const ObjectId& table) {
  return qualified(table.schema, side_name("_sg_sync_", table.name));
}

std::string bridge_trigger(const ObjectId& table) { return quoted(side_name("zz_sg_sync_", table.name)); }

Statements close_bridge_sql(const ObjectId& table) {
  return {"DROP TRIGGER IF EXISTS " + bridge_trigger(table) + " ON " + qualified(table.schema, table.name),
          "DROP FUNCTION IF EXISTS " + bridge_function(table) + "()"};
}

void lower_bridges(Context& c) {
  for (const auto& [table, bridge] : c.bridges) {
    if (bridge.has_trigger()) open_bridge(c, table, bridge);
    Bridge filled = bridge;
    std::erase_if(filled.kept, [](const Kept& kept) { return kept.stands; });
    if (!filled.kept.empty()) {
      fill_rows(c, table, filled);
      analyze(c, table, filled);
      verify(c, table, filled);
    }
    if (bridge.has_trigger() && !c.closed_by_swap.contains(table)) close_bridge(c, table, bridge);
  }
}

}  // namespace schemagen::dialect::postgres
