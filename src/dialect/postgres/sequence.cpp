#include "dialect/postgres/privileges.h"
#include "dialect/postgres/rules.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

std::string owner_sql(const ObjectId& id, const model::Sequence& sequence) {
  const std::string owner = sequence.owner_table.empty() ? "NONE"
                                                         : qualified(id.schema, sequence.owner_table) + "." +
                                                               quoted(sequence.owner_column);
  return "ALTER SEQUENCE " + qualified(id.schema, id.name) + " OWNED BY " + owner;
}

void own_sequence(Context& c, const ObjectId& id, const model::Sequence* old,
                  const model::Sequence& sequence) {
  Step& step = c.emit(Phase::expand,
                      sequence.owner_table.empty()
                          ? spoken(id) + " belongs to no column any more."
                          : spoken(id) + " belongs to its column from here on, and would be dropped with it.",
                      {owner_sql(id, sequence)}, {owner_sql(id, old == nullptr ? model::Sequence{} : *old)});
  c.uses(step, id);
  step.reaches.push_back({id, state::kOwner});
  if (!sequence.owner_table.empty()) {
    const ObjectId column = model::column_id(id.schema, sequence.owner_table, sequence.owner_column);
    if (old == nullptr && !c.on_new_relation(column))
      step.sql.insert(step.sql.begin(),
                      share_sequence_sql(relation_of(column), qualified(id.schema, id.name)));
    c.uses(step, column);
    c.locks(step, Lock::access_share, column);
  }
  if (old != nullptr && !old->owner_table.empty()) {
    step.releases.push_back(model::column_id(id.schema, old->owner_table, old->owner_column));
    step.releases.push_back(model::table_id(id.schema, old->owner_table));
  }
  if (old != nullptr) c.locks(step, Lock::share_row_exclusive, id);
}

std::string all_options_sql(const ObjectId& id, const model::Sequence& old, const model::Sequence& sequence) {
  const model::SequenceOptions& options = sequence.options;
  std::string text = "ALTER SEQUENCE " + qualified(id.schema, id.name);
  if (old.type != sequence.type) text += " AS " + sequence.type.str();
  if (old.options.increment != options.increment)
    text += " INCREMENT BY " + std::to_string(options.increment);
  if (old.options.minimum != options.minimum || old.type != sequence.type)
    text += " MINVALUE " + std::to_string(options.minimum);
  if (old.options.maximum != options.maximum || old.type != sequence.type)
    text += " MAXVALUE " + std::to_string(options.maximum);
  if (old.options.start != options.start) text += " START WITH " + std::to_string(options.start);
  if (old.options.cache != options.cache) text += " CACHE " + std::to_string(options.cache);
  if (old.options.cycle != options.cycle) text += options.cycle ? " CYCLE" : " NO CYCLE";
  return text;
}

constexpr std::string_view kRememberNext = R"(SELECT set_config('schemagen.position',
       (CASE WHEN NOT is_called AND last_value = {old_start} THEN {start}
             WHEN {next} {before} THEN {start}
             ELSE {next} END)::text, true)
  FROM {sequence})";

/// The server refuses bounds that the position is out of: it is brought into them, or found to be beyond
/// them.
Statements options_sql(const ObjectId& id, const model::Sequence& old, const model::Sequence& sequence) {
  const std::string change = all_options_sql(id, old, sequence);
  if (!model::is_narrower(sequence.options, old.options)) return {change};
  const model::SequenceOptions& now = sequence.options;
  const std::string name = qualified(id.schema, id.name);
  const std::string step = std::to_string(old.options.increment);
  return {"ALTER SEQUENCE " + name + " CACHE " + std::to_string(old.options.cache),  // locks it
          fill(kRememberNext, {{"old_start", std::to_string(old.options.start)},
                               {"start", std::to_string(now.start)},
                               {"next", "last_value + CASE WHEN is_called THEN " + step + " ELSE 0 END"},
                               {"before", now.increment > 0 ? "< " + std::to_string(now.minimum)
                                                            : "> " + std::to_string(now.maximum)},
                               {"sequence", name}}),
          change + " RESTART",
          "SELECT setval(" + sql::quote_literal(name) +
              ", current_setting('schemagen.position')::bigint, false)"};
}

std::string logging_sql(const ObjectId& id, const model::Sequence& sequence) {
  return "ALTER SEQUENCE " + qualified(id.schema, id.name) +
         (sequence.unlogged ? " SET UNLOGGED" : " SET LOGGED");
}

}  // namespace

void create_sequence(Context& c, const ObjectId& id, const model::Sequence& sequence) {
  if (is_exchanged(c, id)) return;
  Step& step =
      c.emit(Phase::expand, "New " + spoken(id) + ".", create_sql(c.after, id), {drop_sql(c.after, id)});
  c.creates(step, id);
  if (!sequence.owner_table.empty()) own_sequence(c, id, nullptr, sequence);
}

bool alter_sequence(Context& c, const ObjectId& id, const model::Sequence& old,
                    const model::Sequence& sequence) {
  Statements sql;
  Statements undo;
  if (old.type != sequence.type || old.options != sequence.options) {
    sql = options_sql(id, old, sequence);
    undo = options_sql(id, sequence, old);
  }
  if (old.unlogged != sequence.unlogged) {
    sql.push_back(logging_sql(id, sequence));
    undo.push_back(logging_sql(id, old));
  }
  if (!sql.empty()) {
    Step& step =
        c.emit(Phase::expand, "New options for " + spoken(id) + ".", std::move(sql), std::move(undo));
    c.uses(step, id);
    step.reaches.push_back({id, state::kOptions});
    c.locks(step, old.unlogged == sequence.unlogged ? Lock::share_row_exclusive : Lock::access_exclusive, id);
  }
  if (old.owner_table != sequence.owner_table || old.owner_column != sequence.owner_column)
    own_sequence(c, id, &old, sequence);
  return false;
}

void drop_sequence(Context& c, const ObjectId& id, const model::Sequence& old) {
  if (is_exchanged(c, id)) return;
  const ObjectId owner = model::column_id(id.schema, old.owner_table, old.owner_column);
  if (!old.owner_table.empty() && !c.after.contains(owner)) return;
  Step& step = c.emit(Phase::contract, "Nothing uses " + spoken(id) + " any more.", {drop_sql(c.before, id)});
  c.drops(step, id);
  c.locks(step, Lock::access_exclusive, id);
  loses(step, id, "the position");
}

std::vector<ObjectId> sequences_of(const Schema& schema, Symbol in_schema, Symbol table, Symbol column) {
  std::vector<ObjectId> found;
  for (const auto& [id, sequence] : schema.all<model::Sequence>(model::Kind::sequence))
    if (id.schema == in_schema && sequence->owner_table == table &&
        (column.empty() || sequence->owner_column == column))
      found.push_back(id);
  return found;
}

}  // namespace schemagen::dialect::postgres
