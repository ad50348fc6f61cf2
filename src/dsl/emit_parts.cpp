#include "dsl/emit_parts.h"

#include <algorithm>

#include "dsl/emit_names.h"

namespace schemagen::dsl {

using model::ObjectId;
using model::Symbol;

const dialect::Advice* EmitInput::advice_of(const ObjectId& id) const {
  if (advice == nullptr) return nullptr;
  const auto found = advice->find(id);
  return found == advice->end() ? nullptr : &found->second;
}

const diff::Rename* EmitInput::rename_of(const ObjectId& id) const {
  const auto [first, last] = renames.equal_range(id);
  for (auto it = first; it != last; ++it)
    if (it->second->to_value.empty()) return it->second;
  return nullptr;
}

bool EmitInput::renames_value(const ObjectId& id, const std::string& old) const {
  const auto [first, last] = renames.equal_range(id);
  return std::any_of(first, last, [&](const auto& entry) { return entry.second->from_value == old; });
}

bool EmitInput::is_annotated(const ObjectId& id) const {
  return rename_of(id) != nullptr || advice_of(id) != nullptr;
}

void add_rename(Entries& entries, const EmitInput& input, const ObjectId& id) {
  const diff::Rename* rename = input.rename_of(id);
  if (rename == nullptr) return;
  const bool qualified = !model::is_owned(id.kind) && id.kind != model::Kind::name_space;
  entries.text("renamed_from", qualified ? old_name_text(rename->from, rename->to, input.dialect())
                                         : rename->from.name.str());
}

void add_advice(Entries& entries, const EmitInput& input, const ObjectId& id) {
  const dialect::Advice* advice = input.advice_of(id);
  if (advice == nullptr) return;
  entries.text("backfill", advice->backfill);
  entries.text("from", advice->from);
  entries.text("using", advice->using_);
  if (!advice->map.empty()) {
    Entries values;
    for (const auto& [old, now] : advice->map)
      if (!input.renames_value(id, old)) values.add(old, string_value(now));
    if (!values.empty()) entries.add("map", inline_table(values));
  }
  entries.text("back", advice->back);
  entries.text("strategy", advice->strategy);
  entries.text("drop", advice->drop);
  entries.text("phase", advice->phase);
}

void add_options(Entries& entries, const char* key, const model::Options& options) {
  if (options.empty()) return;
  Entries values;
  for (const auto& [name, value] : options) values.add(name.str(), string_value(value.view()));
  entries.add(key, inline_table(values));
}

void add_deferral(Entries& entries, model::Deferral deferral) {
  switch (deferral) {
    case model::Deferral::immediate:
      break;
    case model::Deferral::deferrable:
      entries.flag("deferrable", true);
      break;
    case model::Deferral::initially_deferred:
      entries.text("deferrable", "initially deferred");
      break;
  }
}

void add_conflict(Entries& entries, model::OnConflict conflict) {
  switch (conflict) {
    case model::OnConflict::none:
      return;
    case model::OnConflict::rollback:
      return entries.text("on_conflict", "rollback");
    case model::OnConflict::abort:
      return entries.text("on_conflict", "abort");
    case model::OnConflict::fail:
      return entries.text("on_conflict", "fail");
    case model::OnConflict::ignore:
      return entries.text("on_conflict", "ignore");
    case model::OnConflict::replace:
      return entries.text("on_conflict", "replace");
  }
}

void add_sequence_options(Entries& entries, Symbol type, const model::SequenceOptions& options) {
  const model::SequenceOptions usual = model::default_options(type, options.increment);
  const bool bounds = options.minimum != usual.minimum || options.maximum != usual.maximum;
  if (bounds || options.start != usual.start) entries.add("start", number_value(options.start));
  if (options.increment != 1) entries.add("increment", number_value(options.increment));
  if (options.minimum != usual.minimum) entries.add("min", number_value(options.minimum));
  if (options.maximum != usual.maximum) entries.add("max", number_value(options.maximum));
  if (options.cache != usual.cache) entries.add("cache", number_value(options.cache));
  entries.flag("cycle", options.cycle);
}

namespace {

void add_action(Entries& entries, const char* key, model::ReferentialAction action) {
  switch (action) {
    case model::ReferentialAction::no_action:
      return;
    case model::ReferentialAction::restrict_:
      return entries.text(key, "restrict");
    case model::ReferentialAction::cascade:
      return entries.text(key, "cascade");
    case model::ReferentialAction::set_null:
      return entries.text(key, "set null");
    case model::ReferentialAction::set_default:
      return entries.text(key, "set default");
  }
}

}  // namespace

void add_reference(Entries& entries, const model::ForeignKey& key, sql::Dialect dialect) {
  entries.text("references", reference_text(key.ref_schema, key.ref_table, key.ref_columns, dialect));
  add_action(entries, "on_delete", key.on_delete);
  add_action(entries, "on_update", key.on_update);
  if (key.match == model::Match::full) entries.text("match", "full");
  add_deferral(entries, key.deferral);
}

TomlValue names_value(const std::vector<Symbol>& names) {
  return strings_value(std::vector<std::string>(names.begin(), names.end()));
}

}  // namespace schemagen::dsl
