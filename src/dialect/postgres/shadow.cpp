#include "dialect/postgres/shadow.h"

#include <algorithm>

#include "dialect/postgres/column_type.h"
#include "dialect/postgres/domain.h"
#include "dialect/postgres/precheck.h"
#include "dialect/postgres/rules.h"
#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/expression.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Column;
using model::Kind;

/// The new identity goes on where the old one stands, under its name.
constexpr std::string_view kMoveIdentity = R"(
DECLARE
    _sg_old    regclass := pg_get_serial_sequence({table}, {old});
    _sg_schema text;
    _sg_name   text;
    _sg_new    regclass;
    _sg_last   bigint;
    _sg_called boolean;
BEGIN
    SELECT n.nspname, c.relname INTO _sg_schema, _sg_name
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = _sg_old;
    EXECUTE format('SELECT last_value, is_called FROM %s', _sg_old) INTO _sg_last, _sg_called;
    EXECUTE format('ALTER SEQUENCE %s RENAME TO _sg_old_sequence', _sg_old);
    ALTER TABLE {relation} ALTER COLUMN {new} ADD {identity};
    _sg_new := pg_get_serial_sequence({table}, {new_text});
    PERFORM setval(_sg_new, _sg_last, _sg_called);
    EXECUTE format('ALTER SEQUENCE %s RENAME TO %I', _sg_new, _sg_name);
END
)";

/// The sequence of a serial column, with its privileges, now serves the new column.
constexpr std::string_view kMoveSerial = R"(
DECLARE
    _sg_sequence regclass := pg_get_serial_sequence({table}, {old});
BEGIN
    EXECUTE format('ALTER SEQUENCE %s AS {type} OWNED BY %s.%I', _sg_sequence, {table}, {new_text});
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT nextval(%L::regclass)', {table}, {new_text}, _sg_sequence);
END
)";

constexpr std::string_view kStopAtUnconvertible = R"(
#variable_conflict use_column
DECLARE
    _sg_row   {table}%ROWTYPE;
    _sg_value {type};
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM {table} WHERE {looked_at} LOOP
        BEGIN
            _sg_value := (SELECT {value} FROM (SELECT _sg_row.*) AS {alias});
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || {key}; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of {column} that do not become {type_name}; the first: %',
                        _sg_rows, {name}, array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
)";

/// The old application gets the old names of values that have been renamed.
ValueMap reversed(const ValueMap& map, const model::EnumType& old) {
  ValueMap found;
  for (const auto& [from, to] : map)
    if (std::find(old.values.begin(), old.values.end(), Symbol(to)) == old.values.end())
      found.emplace(to, from);
  return found;
}

bool is_enum_type(const References& references, Symbol type) {
  return references.enum_of(type).kind == Kind::enum_type;
}

/// The value of `from` as one of `to`, or as what an assignment makes one of it.
std::string converted(const References& of_from, const References& of_to, const std::string& column,
                      Symbol from, Symbol to, const std::string& type, const ObjectId& id) {
  if (from == to) return column;
  if (depends_on_time_zone(from, to)) refuse_conversion(id, from, to);
  const bool from_enum = is_enum_type(of_from, from);
  if (!from_enum && is_enum_type(of_to, to) && cast_between(from, "text") == Cast::assignment &&
      !is_text(from))
    refuse_conversion(id, from, to);
  if (from_enum && cast_between(from, to) != Cast::assignment) return column + "::text::" + type;
  if (cast_between(from, to) == Cast::none) refuse_conversion(id, from, to);
  if (has_length(to) && cast_between(from, to) == Cast::assignment) return column;
  return column + "::" + type;
}

/// The old type is an enum that gets a new form, and the new type is that form.
const NewEnum* new_form(const Context& c, const Column& old) {
  return c.staging->new_enum(c.then.enum_of(old.type));
}

bool keeps_every_value(const Context& c, const NewEnum& type) {
  const auto& old = *c.before.find_as<model::EnumType>(type.id);
  const auto& now = *c.after.find_as<model::EnumType>(type.in_middle);
  return std::all_of(old.values.begin(), old.values.end(), [&](Symbol value) {
    return type.map.contains(value.str()) ||
           std::find(now.values.begin(), now.values.end(), value) != now.values.end();
  });
}

struct Conversion {
  std::string value;
  std::string back;
  bool may_fail = false;
  bool typed = false;  ///< `value` is of the new type
  bool exact = false;  ///< `value` and `back` change nothing
};

Conversion conversion_of(const Context& c, const Shadow& shadow, const Column& old, const Column& column) {
  const Advice& advice = c.advice(shadow.id);
  const std::string old_name = quoted(shadow.old_name);
  const std::string type = type_sql(c.after, column.type);
  Conversion conversion;
  conversion.may_fail =
      !advice.using_.empty() || (old.type != column.type && !holds_every_value(old.type, column.type));
  conversion.typed = advice.using_.empty() && (old.type == column.type || !has_length(column.type));
  conversion.exact = advice.using_.empty() && advice.back.empty() && old.type == column.type;
  const NewEnum* type_form = new_form(c, old);
  const ValueMap& map = type_form == nullptr ? advice.map : type_form->map;
  if (type_form != nullptr) conversion.may_fail = !keeps_every_value(c, *type_form);
  if (!advice.using_.empty())
    conversion.value =
        sql::rename_in(advice.using_, shadow.id.name, shadow.old_name, sql::Dialect::postgresql);
  else if (!map.empty())
    conversion.value = mapped_sql(map, old_name, old.type, has_length(column.type) ? "" : "::" + type);
  else
    conversion.value = converted(c.then, c.now, old_name, old.type, column.type, type, shadow.id);
  if (!shadow.renamed()) return conversion;
  const std::string new_name = quoted(shadow.new_name);
  const std::string old_type = type_sql(c.before, old.type);
  const ValueMap back =
      type_form == nullptr ? ValueMap() : reversed(map, *c.before.find_as<model::EnumType>(type_form->id));
  if (!advice.back.empty())
    conversion.back = advice.back;
  else if (!back.empty())
    conversion.back = mapped_sql(back, new_name, column.type, "::" + old_type);
  else if (cast_between(column.type, old.type) == Cast::none)
    conversion.back = new_name + "::text::" + old_type;
  else
    conversion.back = converted(c.now, c.then, new_name, column.type, old.type, old_type, shadow.id);
  return conversion;
}

std::string key_of_row(const Context& c, const ObjectId& table) {
  const auto* key = c.before.find_as<model::PrimaryKey>(model::primary_key_id(table.schema, table.name));
  if (key == nullptr || key->columns.empty()) return "_sg_row::text";
  return "_sg_row." + quoted(key->columns.front().name) + "::text";
}

/// Looks for values that cannot be converted: before anything is filled, and before the old form goes.
void check_values(Context& c, const Shadow& shadow, const Conversion& conversion, const Column& column,
                  Phase phase) {
  const ObjectId table = model::owner_id(shadow.id);
  const bool last = phase == Phase::contract;
  const std::string looked_at =
      quoted(shadow.old_name) + " IS NOT NULL" + (last ? " AND " + quoted(shadow.new_name) + " IS NULL" : "");
  Step& step =
      c.emit(phase,
             "Values of " + spoken(shadow.old_id()) + " that cannot become " + column.type.str() +
                 (last ? " would be lost with the old form: the old application may have written some since."
                       : " would stop the filling: they are looked for first."),
             {"DO " + sql::quote_dollar(fill(kStopAtUnconvertible,
                                             {{"table", qualified(table.schema, table.name)},
                                              {"looked_at", looked_at},
                                              {"value", conversion.value},
                                              {"alias", quoted(table.name)},
                                              {"key", key_of_row(c, table)},
                                              {"column", in_format(shadow.old_name.str())},
                                              {"type", type_sql(c.after, column.type)},
                                              {"type_name", in_format(type_sql(c.after, column.type))},
                                              {"name", sql::quote_literal(model::display_name(table))}}))});
  step.needs.push_back(shadow.new_id());
  step.releases.push_back(shadow.old_id());
  step.precheck = true;
  if (last) step.awaits.push_back({shadow.new_id(), state::kVerified});
  step.reaches.push_back({shadow.new_id(), last ? state::kConverted : state::kConvertible});
  c.scans(step, table);
  hazard(step, Hazard::may_fail_on_rows);
}

/// `UPDATE OF column, beside` for `UPDATE OF column`.
Symbol with_column_beside(Symbol definition, Symbol column, Symbol beside) {
  const std::string text = definition.str();
  const auto tokens = sql::tokenize(text, sql::Dialect::postgresql);
  for (std::size_t i = 1; i < tokens.size() && !tokens[i].is("execute"); ++i) {
    if (!tokens[i].is("of") || !tokens[i - 1].is("update")) continue;
    for (std::size_t name = i + 1; name < tokens.size(); name += 2) {
      if (sql::name_of(tokens[name], sql::Dialect::postgresql) == column.str()) {
        const std::size_t end = tokens[name].offset + tokens[name].text.size();
        return text.substr(0, end) + ", " + quoted(beside) + text.substr(end);
      }
      if (name + 1 >= tokens.size() || !tokens[name + 1].is_symbol(",")) break;
    }
  }
  return definition;
}

}  // namespace

std::string mapped_sql(const ValueMap& map, const std::string& column, Symbol old_type,
                       const std::string& cast) {
  if (old_type.view().ends_with("[]")) {
    std::string text = column + "::text[]";
    for (const auto& [from, to] : map)
      text = "array_replace(" + text + ", " + sql::quote_literal(from) + ", " + sql::quote_literal(to) + ")";
    return text + cast;
  }
  std::string text = "CASE " + column + "::text";
  for (const auto& [from, to] : map)
    text += " WHEN " + sql::quote_literal(from) + " THEN " + sql::quote_literal(to);
  return "(" + text + " ELSE " + column + "::text END)" + cast;
}

model::Trigger for_either_name(const std::vector<Shadow>& shadows, const ObjectId& id,
                               model::Trigger trigger) {
  for (const Shadow& shadow : shadows)
    if (shadow.renamed() && model::owner_id(shadow.id) == model::owner_id(id))
      trigger.definition = with_column_beside(trigger.definition, shadow.old_name, shadow.new_name);
  return trigger;
}

void create_shadow(Context& c, const ObjectId& id, const Shadow& shadow) {
  const auto& old = *c.before.find_as<Column>(shadow.old_id());
  const auto& column = *c.after.find_as<Column>(id);
  const ObjectId table = model::owner_id(id);
  require_addable(c, id, column, true);
  Column first = column;
  first.not_null = false;
  Statements sql{alter_table(id, "ADD COLUMN IF NOT EXISTS " + column_sql(c.after, id, first))};
  if (!column.storage.empty())
    sql.push_back(alter_table(
        id, "ALTER COLUMN " + quoted(id.name) + " SET STORAGE " + base::to_upper(column.storage.view())));
  for (std::string& comment : comments_sql(c.after, id)) sql.push_back(std::move(comment));
  sql.push_back(
      "CALL pg_temp.copy_column_settings(" + sql::quote_literal(qualified(table.schema, table.name)) + ", " +
      sql::quote_literal(shadow.old_name.view()) + ", " + sql::quote_literal(shadow.new_name.view()) + ")");
  Step& step =
      c.emit(Phase::expand,
             shadow.renamed()
                 ? "The new name of " + spoken(shadow.old_id()) +
                       " is a column of its own until "
                       "contract, so that both applications find theirs."
                 : "A column of type " + column.type.str() + " beside " + spoken(shadow.old_id()) +
                       ": it takes its place in contract; until then the name takes values of the old type.",
             std::move(sql), {drop_sql(c.after, id)});
  c.creates(step, id);
  step.doubles = true;
  c.locks(step, Lock::access_exclusive, id);
  cost_of_new_type(c, step, id, first);

  const Conversion conversion = conversion_of(c, shadow, old, column);
  Kept kept;
  kept.how = shadow.renamed() ? Kept::How::synced : Kept::How::mirrored;
  kept.column = id;
  kept.value = conversion.value;
  kept.other = shadow.old_name;
  kept.back = conversion.back;
  kept.may_fail = conversion.may_fail;
  kept.typed = conversion.typed;
  kept.exact = conversion.exact;
  kept.fallback =
      sql::rename_in(c.advice(shadow.id).backfill, shadow.id.name, shadow.old_name, sql::Dialect::postgresql);
  c.bridges[table].kept.push_back(std::move(kept));
  if (conversion.may_fail)
    for (const Phase phase : {Phase::migrate, Phase::contract})
      check_values(c, shadow, conversion, column, phase);
  if (!column.not_null) return;
  const bool filled = old.not_null || !c.advice(shadow.id).backfill.empty();
  const bool always = filled && !conversion.may_fail;
  c.not_nulls.push_back({id, always ? Phase::migrate : c.tightening_phase(id), always});
}

namespace {

/// Its sequence is named after the old one.
std::string moved_identity(const Shadow& shadow, Column column) {
  column.sequence = {};
  return identity_sql(shadow.id, column);
}

/// The sequence that has moved along, where the declaration names it otherwise.
Statements rename_moved_sequence(const Shadow& shadow, const Column& old, const Column& column) {
  const Symbol from = sequence_name(shadow.old_id(), old);
  const Symbol to = sequence_name(shadow.id, column);
  if (from == to || column.sequence.name.empty()) return {};
  return {"ALTER SEQUENCE " + qualified(shadow.id.schema, from) + " RENAME TO " + quoted(to)};
}

}  // namespace

Statements swap_column_sql(const Context& c, const Shadow& shadow) {
  const auto& old = *c.before.find_as<Column>(shadow.old_id());
  const auto& column = *c.after.find_as<Column>(shadow.id);
  const std::string relation = relation_of(shadow.id);
  const std::vector<std::pair<std::string_view, std::string>> names{
      {"table", sql::quote_literal(relation)},
      {"relation", relation},
      {"old", sql::quote_literal(shadow.old_name.view())},
      {"new", quoted(shadow.new_name)},
      {"new_text", sql::quote_literal(shadow.new_name.view())},
      {"type", column.type.str()},
      {"identity", column.identity ? moved_identity(shadow, column) : ""}};
  Statements sql;
  if (old.identity && column.identity) sql.push_back("DO " + sql::quote_dollar(fill(kMoveIdentity, names)));
  if (old.serial && column.serial) sql.push_back("DO " + sql::quote_dollar(fill(kMoveSerial, names)));
  for (const ObjectId& sequence : sequences_of(c.after, shadow.id.schema, shadow.id.owner, shadow.id.name))
    if (c.staging->before.contains(sequence))
      sql.push_back(own_sequence_sql(shadow.new_id(), qualified(sequence.schema, sequence.name)));
  sql.push_back("ALTER TABLE " + relation + " DROP COLUMN " + quoted(shadow.old_name));
  if (!shadow.renamed())
    sql.push_back("ALTER TABLE " + relation + " RENAME COLUMN " + quoted(shadow.new_name) + " TO " +
                  quoted(shadow.id.name));
  if ((old.identity && column.identity) || (old.serial && column.serial))
    for (std::string& statement : rename_moved_sequence(shadow, old, column))
      sql.push_back(std::move(statement));
  return sql;
}

Statements finish_column_sql(const Context& c, const Shadow& shadow) {
  const auto& old = *c.before.find_as<Column>(shadow.old_id());
  const auto& column = *c.after.find_as<Column>(shadow.id);
  const bool moved = (old.identity && column.identity) || (old.serial && column.serial);
  Statements sql;
  if (!column.default_value.empty())
    sql.push_back(alter_table(
        shadow.id, "ALTER COLUMN " + quoted(shadow.id.name) + " SET DEFAULT " + column.default_value.str()));
  if (!moved)
    for (std::string& statement : add_numbering_sql(shadow.id, column)) sql.push_back(std::move(statement));
  return sql;
}

namespace {

/// ON CONFLICT of the new application names the new columns and finds this index only.
bool serves_upserts(const Context& c, const ObjectId& id, const Copy& copy) {
  const auto* index = c.after.find_as<model::Index>(id);
  if (index == nullptr || !index->unique || !copy.replaces) return false;
  return std::any_of(index->keys.begin(), index->keys.end(), [&](const model::IndexKey& key) {
    const Shadow* shadow = c.staging->by_new_id(model::column_id(id.schema, id.owner, key.column));
    return shadow != nullptr && shadow->renamed();
  });
}

}  // namespace

void order_copies(Context& c) {
  for (Step& step : c.steps) {
    std::vector<ObjectId> made = step.produces;
    for (const plan::Milestone& milestone : step.reaches) made.push_back(milestone.object);
    for (const ObjectId& id : step.produces) {
      if (id.kind != Kind::trigger || !c.before.contains(id)) continue;
      for (const ObjectId& needed : c.now.of(id))  // the filling is no UPDATE of an application
        if (c.staging->by_new_id(needed) != nullptr) step.awaits.push_back({needed, state::kFilled});
    }
    for (const ObjectId& id : made) {
      const Copy* copy = c.staging->copy_in_middle(id);
      if (copy == nullptr) continue;
      if (serves_upserts(c, id, *copy)) {
        step.phase = Phase::expand;
        std::erase_if(step.awaits,
                      [](const plan::Milestone& milestone) { return milestone.name == state::kFilled; });
      } else {
        for (const ObjectId& needed : c.now.of(id))
          if (c.staging->by_new_id(needed) != nullptr) step.awaits.push_back({needed, state::kFilled});
      }
      if (!copy->replaces) continue;
      std::erase(step.hazards, Hazard::rejects_old_writers);
      std::erase(step.hazards, Hazard::may_fail_on_rows);
    }
  }
}

}  // namespace schemagen::dialect::postgres
