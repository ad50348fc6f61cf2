#include "schemagen/model/numbering.h"

#include <algorithm>
#include <optional>

#include "dialect/postgres/privileges.h"
#include "dialect/postgres/rules.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Column;
using model::Identity;
using model::SequenceOptions;

constexpr std::string_view kDropOwnSequence = R"(
BEGIN
    EXECUTE coalesce('DROP SEQUENCE ' || pg_get_serial_sequence({table}, {column}), 'SELECT 1');
END
)";

constexpr std::string_view kContinue =
    R"(SELECT setval({sequence}, {best}({last} + {step}, {taken}{start}), false) FROM {relation})";

constexpr std::string_view kRememberPosition =
    R"(SELECT set_config('schemagen.position', pg_sequence_last_value({sequence}::regclass)::text, true))";

constexpr std::string_view kOwnSequence = "pg_get_serial_sequence({table}, {column})";

constexpr std::string_view kRemembered = "nullif(current_setting('schemagen.position', true), '')::bigint";

std::vector<std::pair<std::string_view, std::string>> names(const ObjectId& id) {
  return {{"table", sql::quote_literal(relation_of(id))},
          {"column", sql::quote_literal(id.name.view())},
          {"relation", relation_of(id)}};
}

/// Numbers of rows that were deleted are not given again: `remembered` says that the position of the
/// numbering before has been kept.
std::string continue_sql(const ObjectId& id, const SequenceOptions& options, bool remembered,
                         const std::string& sequence = {}) {
  auto values = names(id);
  values.emplace_back("sequence", sequence.empty() ? fill(kOwnSequence, names(id)) : sequence);
  values.emplace_back("last",
                      std::string(options.increment > 0 ? "max(" : "min(") + quoted(id.name) + ")::bigint");
  values.emplace_back("step", std::to_string(options.increment));
  values.emplace_back("best", options.increment > 0 ? "greatest" : "least");
  values.emplace_back(
      "taken", remembered ? std::string(kRemembered) + " + " + std::to_string(options.increment) + ", " : "");
  values.emplace_back("start", std::to_string(options.start));
  return fill(kContinue, values);
}

std::string column_action(const ObjectId& id, const std::string& action) {
  return alter_table(id, "ALTER COLUMN " + quoted(id.name) + " " + action);
}

bool is_numbered(const Column& column) { return column.identity || column.serial; }

Statements remove_numbering(const ObjectId& id, const Column& old) {
  if (old.identity) return {column_action(id, "DROP IDENTITY IF EXISTS")};
  if (!old.serial) return {};
  return {column_action(id, "DROP DEFAULT"), "DO " + sql::quote_dollar(fill(kDropOwnSequence, names(id)))};
}

Statements add_numbering(const ObjectId& id, const Column& column) {
  if (column.identity)
    return {column_action(id, "ADD " + identity_sql(id, column)),
            continue_sql(id, column.identity->options, false)};
  if (!column.serial) return {};
  const Symbol name = sequence_name(id, column);
  const std::string sequence = qualified(id.schema, name);
  return {"CREATE SEQUENCE " + sequence + " AS " + column.type.str(),
          share_sequence_sql(relation_of(id), sequence), own_sequence_sql(id, sequence),
          continue_sql(id, model::default_options(column.type), false),
          column_action(id, "SET DEFAULT " + nextval_sql(id.schema, name))};
}

/// Where a column's numbers come from: an identity, or a sequence whose nextval() is the default.
struct Numbers {
  const Column* column = nullptr;
  ObjectId sequence;
  model::Sequence object;  ///< unless it is an identity
  bool is_object = false;  ///< declared as an object of its own
  std::string default_value;
};

/// `other`: the schema on the other side of the change. A sequence that is there too is left alone.
std::optional<Numbers> numbers_of(const Schema& schema, const Schema& other, const ObjectId& id) {
  const Column& column = *schema.find_as<Column>(id);
  if (is_numbered(column)) {
    const Symbol name = sequence_name(id, column);
    Numbers own{
        &column, {model::Kind::sequence, id.schema, {}, name}, {}, false, nextval_sql(id.schema, name)};
    if (column.serial) own.object = model::written_out(schema, id);
    return own;
  }
  const auto sequence = model::numbering_sequence(schema, id);
  if (!sequence || other.contains(*sequence)) return std::nullopt;
  return Numbers{&column, *sequence, *schema.find_as<model::Sequence>(*sequence), true,
                 column.default_value.str()};
}

/// An identity takes the place of a sequence, or the other way round.
struct Exchange {
  Numbers from;
  Numbers to;
};

std::optional<Exchange> exchange_of(const Context& c, const ObjectId& id) {
  const auto* old = c.before.find_as<Column>(id);
  const auto* column = c.after.find_as<Column>(id);
  if (old == nullptr || column == nullptr || old->identity.has_value() == column->identity.has_value())
    return std::nullopt;
  const auto from = numbers_of(c.before, c.after, id);
  const auto to = numbers_of(c.after, c.before, id);
  return from && to ? std::optional(Exchange{*from, *to}) : std::nullopt;
}

/// Numbers, position, name and privileges go over to the other form.
Statements exchange_sql(const ObjectId& id, const Numbers& from, const Numbers& to) {
  const ObjectId aside{
      model::Kind::sequence, from.sequence.schema, {}, model::side_name("old", "", from.sequence.name)};
  const auto literal = [](const ObjectId& sequence) {
    return sql::quote_literal(qualified(sequence.schema, sequence.name));
  };
  const std::string aside_name = qualified(aside.schema, aside.name);
  const std::string carry = carry_sequence_privileges_sql(literal(aside), literal(to.sequence));
  Statements sql{fill(kRememberPosition, {{"sequence", literal(from.sequence)}})};
  if (!from.column->identity) sql.push_back(column_action(id, "DROP DEFAULT"));
  sql.push_back("ALTER SEQUENCE " + qualified(from.sequence.schema, from.sequence.name) + " RENAME TO " +
                quoted(aside.name));
  if (to.column->identity) {
    sql.push_back("ALTER SEQUENCE " + aside_name + " OWNED BY NONE");
    sql.push_back(column_action(id, "ADD " + identity_sql(id, *to.column)));
    sql.push_back(carry);
    sql.push_back("DROP SEQUENCE " + aside_name);
    sql.push_back(continue_sql(id, to.column->identity->options, true));
    return sql;
  }
  sql.push_back(create_sequence_sql(to.sequence, to.object));
  sql.push_back(share_sequence_sql(relation_of(id), qualified(to.sequence.schema, to.sequence.name)));
  sql.push_back(carry);
  sql.push_back(column_action(id, "DROP IDENTITY IF EXISTS"));
  sql.push_back(continue_sql(id, to.object.options, true, literal(to.sequence)));
  if (!to.object.owner_table.empty())
    sql.push_back(own_sequence_sql(id, qualified(to.sequence.schema, to.sequence.name)));
  sql.push_back(column_action(id, "SET DEFAULT " + to.default_value));
  return sql;
}

/// What an identity's options have become by ALTER COLUMN TYPE alone.
SequenceOptions carried_options(const SequenceOptions& options, Symbol from, Symbol to) {
  const SequenceOptions old = model::default_options(from, options.increment);
  const SequenceOptions now = model::default_options(to, options.increment);
  SequenceOptions carried = options;
  if (options.minimum == old.minimum) carried.minimum = now.minimum;
  if (options.maximum == old.maximum) carried.maximum = now.maximum;
  return carried;
}

Statements change_identity(const ObjectId& id, const Identity& old, const Identity& identity) {
  std::string actions;
  const auto set = [&](const std::string& action) { actions += " SET " + action; };
  const SequenceOptions& options = identity.options;
  if (old.mode != identity.mode)
    set(identity.mode == Identity::Mode::always ? "GENERATED ALWAYS" : "GENERATED BY DEFAULT");
  if (old.options.increment != options.increment) set("INCREMENT BY " + std::to_string(options.increment));
  if (old.options.minimum != options.minimum) set("MINVALUE " + std::to_string(options.minimum));
  if (old.options.maximum != options.maximum) set("MAXVALUE " + std::to_string(options.maximum));
  if (old.options.start != options.start) set("START WITH " + std::to_string(options.start));
  if (old.options.cache != options.cache) set("CACHE " + std::to_string(options.cache));
  if (old.options.cycle != options.cycle) set(options.cycle ? "CYCLE" : "NO CYCLE");
  if (actions.empty()) return {};
  if (!model::is_narrower(options, old.options)) return {column_action(id, actions.substr(1))};
  return {fill(kRememberPosition, {{"sequence", fill(kOwnSequence, names(id))}}),
          column_action(id, actions.substr(1) + " RESTART"), continue_sql(id, options, true)};
}

Statements renumber(const ObjectId& id, const Column& old, const Column& column) {
  Statements sql = remove_numbering(id, old);
  if (!old.default_value.empty() && is_numbered(column)) sql.push_back(column_action(id, "DROP DEFAULT"));
  for (std::string& statement : add_numbering(id, column)) sql.push_back(std::move(statement));
  if (is_numbered(old) && !column.default_value.empty())
    sql.push_back(column_action(id, "SET DEFAULT " + column.default_value.str()));
  return sql;
}

void alter_identity(Context& c, const ObjectId& id, const Column& old, const Column& column) {
  Identity carried = *old.identity;
  carried.options = carried_options(carried.options, old.type, column.type);
  Statements sql = change_identity(id, carried, *column.identity);
  if (sql.empty()) return;
  const bool stricter =
      old.identity->mode != column.identity->mode && column.identity->mode == Identity::Mode::always;
  Step& step =
      c.emit(stricter ? c.tightening_phase(id) : Phase::expand, "Changes how " + spoken(id) + " is numbered.",
             std::move(sql), change_identity(id, *column.identity, carried));
  c.uses(step, id);
  step.reaches.push_back({id, state::kNumbered});
  c.locks(step, Lock::access_exclusive, id);
  if (stricter) hazard(step, Hazard::rejects_old_writers);
  if (!model::is_narrower(column.identity->options, carried.options)) return;
  c.scans(step, id);
  hazard(step, Hazard::scan_under_lock);
}

/// Whoever calls the sequence by its name finds one at a time: the old application's until contract.
void rename_own_sequence(Context& c, const ObjectId& id, const Column& old, const Column& column) {
  const Symbol from = sequence_name(id, old);
  const Symbol to = sequence_name(id, column);
  if (from == to) return;
  Step& step = c.emit(Phase::contract, "The sequence of " + spoken(id) + " gets its name.",
                      {"ALTER SEQUENCE " + qualified(id.schema, from) + " RENAME TO " + quoted(to)});
  c.uses(step, id);
  step.awaits.push_back({id, state::kNumbered});
  step.reaches.push_back({id, state::kSequenceNamed});
  step.locks.push_back({Lock::access_exclusive, {model::Kind::sequence, id.schema, {}, from}});
  hazard(step, Hazard::rejects_old_writers);
}

/// The old application may bring numbers of its own until contract.
void always_number(Context& c, const ObjectId& id, const Identity& identity) {
  Step& step = c.emit(Phase::contract, "Numbers for " + spoken(id) + " come from the database alone.",
                      {column_action(id, "SET GENERATED ALWAYS"), continue_sql(id, identity.options, false)});
  c.uses(step, id);
  step.awaits.push_back({id, state::kNumbered});
  step.reaches.push_back({id, state::kAlwaysNumbered});
  c.locks(step, Lock::access_exclusive, id);
  c.scans(step, id);
  hazard(step, Hazard::scan_under_lock);
  hazard(step, Hazard::rejects_old_writers);
}

/// The new application brings its own numbers from the end of expand on.
void let_write(Context& c, const ObjectId& id) {
  Step& step =
      c.emit(Phase::expand, "The new application writes numbers of its own to " + spoken(id) + ".",
             {column_action(id, "SET GENERATED BY DEFAULT")}, {column_action(id, "SET GENERATED ALWAYS")});
  c.uses(step, id);
  step.reaches.push_back({id, state::kNumbered});
  c.locks(step, Lock::access_exclusive, id);
}

}  // namespace

Statements add_numbering_sql(const ObjectId& id, const Column& column) { return add_numbering(id, column); }

void create_numbered_column(Context& c, const ObjectId& id, const Column& column) {
  Column plain = column;
  plain.identity.reset();
  plain.serial = false;
  plain.sequence = {};
  plain.not_null = false;
  const Symbol name =
      column.serial ? sequence_name(id, column) : c.beside("numbers", id.owner.str() + "." + id.name.str());
  const std::string sequence = qualified(id.schema, name);
  const std::string next = nextval_sql(id.schema, name);
  const std::string options =
      column.identity ? sequence_options_sql(column.identity->options, column.type) : std::string();
  Statements sql{alter_table(id, "ADD COLUMN IF NOT EXISTS " + column_sql(c.after, id, plain)),
                 "CREATE SEQUENCE IF NOT EXISTS " + sequence + " AS " + column.type.str() + options,
                 share_sequence_sql(relation_of(id), sequence)};
  if (column.serial) sql.push_back(own_sequence_sql(id, sequence));
  sql.push_back(column_action(id, "SET DEFAULT " + next));
  for (std::string& comment : comments_sql(c.after, id)) sql.push_back(std::move(comment));
  Step& step =
      c.emit(Phase::expand, "New " + spoken(id) + ": new rows get their number at once, existing rows later.",
             std::move(sql), {drop_sql(c.after, id), "DROP SEQUENCE IF EXISTS " + sequence});
  c.creates(step, id);
  c.locks(step, Lock::access_exclusive, id);
  Kept kept;
  kept.how = Kept::How::defaulted;
  kept.column = id;
  kept.value = next;
  c.bridges[model::owner_id(id)].kept.push_back(std::move(kept));
  if (column.not_null) c.not_nulls.push_back({id, c.tightening_phase(id), true});
  if (column.serial) return;

  Step& take =
      c.emit(Phase::contract,
             "The identity of " + spoken(id) + " goes on where the sequence stands that numbered its rows.",
             {column_action(id, "DROP DEFAULT"), column_action(id, "ADD " + identity_sql(id, column)),
              "SELECT setval(pg_get_serial_sequence(" + sql::quote_literal(relation_of(id)) + ", " +
                  sql::quote_literal(id.name.view()) + "), last_value, is_called) FROM " + sequence,
              "DROP SEQUENCE " + sequence});
  c.uses(take, id);
  take.awaits.push_back({id, state::kNotNull});
  take.reaches.push_back({id, state::kNumbered});
  c.locks(take, Lock::access_exclusive, id);
  if (column.identity->mode == Identity::Mode::always) hazard(take, Hazard::rejects_old_writers);
}

void alter_numbering(Context& c, const ObjectId& id, const Column& old, const Column& column) {
  if (old.identity && column.identity) alter_identity(c, id, old, column);
  if ((old.identity && column.identity) || (old.serial && column.serial)) {
    rename_own_sequence(c, id, old, column);
    return;
  }
  if (!is_numbered(old) && !is_numbered(column)) return;
  const std::optional<Exchange> exchange = exchange_of(c, id);
  const bool leaves = !is_numbered(column) && !exchange;
  const bool always = column.identity && column.identity->mode == Identity::Mode::always;
  Column numbered = column;
  if (always) numbered.identity->mode = Identity::Mode::by_default;
  if (leaves && old.identity && old.identity->mode == Identity::Mode::always) let_write(c, id);
  Step& step = c.emit(leaves ? Phase::contract : Phase::expand,
                      leaves ? spoken(id) + " gets no more numbers of its own."
                             : "Numbers for " + spoken(id) +
                                   (exchange ? ", going on where the old numbering stands."
                                             : ", going on behind the greatest one in use."),
                      {});
  if (exchange) {
    Numbers to = exchange->to;
    to.column = &numbered;
    step.sql = exchange_sql(id, exchange->from, to);
    step.undo = exchange_sql(id, to, exchange->from);
    if (exchange->from.is_object) c.drops(step, exchange->from.sequence);
    if (exchange->to.is_object) c.creates(step, exchange->to.sequence);
  } else {
    step.sql = renumber(id, old, numbered);
    if (!leaves) step.undo = renumber(id, numbered, old);
  }
  if (leaves) step.awaits.push_back({id, state::kNumbered});
  c.uses(step, id);
  step.awaits.push_back({id, state::kNotNull});
  step.awaits.push_back({id, state::kWithoutDefault});
  c.locks(step, Lock::access_exclusive, id);
  step.reaches.push_back({id, leaves ? state::kWithoutNumbering : state::kNumbered});
  if (!leaves) c.scans(step, id);
  if (!leaves) hazard(step, Hazard::scan_under_lock);
  if (leaves) hazard(step, Hazard::rejects_old_writers);
  if (always) always_number(c, id, *column.identity);
}

bool exchanges_numbering(const Context& c, const ObjectId& column) {
  return exchange_of(c, column).has_value();
}

bool is_exchanged(const Context& c, const ObjectId& sequence) {
  return std::any_of(c.changes.begin(), c.changes.end(), [&](const diff::Change& change) {
    if (change.id.kind != model::Kind::column || !change.changed()) return false;
    const std::optional<Exchange> exchange = exchange_of(c, change.id);
    return exchange && (exchange->from.sequence == sequence || exchange->to.sequence == sequence);
  });
}

}  // namespace schemagen::dialect::postgres
