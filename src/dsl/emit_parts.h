// The pieces of a declaration that is being written.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "dsl/emit_toml.h"
#include "schemagen/dialect/lower.h"
#include "schemagen/diff/change.h"
#include "schemagen/diff/managed.h"
#include "schemagen/model/schema.h"

namespace schemagen::dsl {

/// What is written, and what is said about it besides the schema.
struct EmitInput {
  const model::Schema& schema;
  std::multimap<model::ObjectId, const diff::Rename*> renames;  ///< by the new id
  const dialect::AdviceMap* advice = nullptr;
  bool aligned = true;
  diff::Scope scope = {};
  std::vector<std::string> broken = {};

  sql::Dialect dialect() const { return schema.dialect(); }
  const dialect::Advice* advice_of(const model::ObjectId& id) const;
  /// The rename of the object itself (not of a value in it); nullptr when there is none.
  const diff::Rename* rename_of(const model::ObjectId& id) const;
  /// The value `old` of the enum `id` has another name now.
  bool renames_value(const model::ObjectId& id, const std::string& old) const;
  /// The declaration says something about `id` that a short form has no key for.
  bool is_annotated(const model::ObjectId& id) const;
};

/// Adds `renamed_from`.
void add_rename(Entries& entries, const EmitInput& input, const model::ObjectId& id);
/// What is said about how `id` changes: `backfill` … `phase`.
void add_advice(Entries& entries, const EmitInput& input, const model::ObjectId& id);
void add_options(Entries& entries, const char* key, const model::Options& options);
void add_deferral(Entries& entries, model::Deferral deferral);
void add_conflict(Entries& entries, model::OnConflict conflict);
/// `start` … `cycle` as far as they differ from what `type` has by itself.
void add_sequence_options(Entries& entries, model::Symbol type, const model::SequenceOptions& options);
/// `references`, `on_delete`, `on_update`, `match`, `deferrable`.
void add_reference(Entries& entries, const model::ForeignKey& key, sql::Dialect dialect);
TomlValue names_value(const std::vector<model::Symbol>& names);

/// What stands in the line of a column besides the column itself.
struct ColumnShort {
  bool primary_key = false;
  bool autoincrement = false;
  bool unique = false;
  bool index = false;
  model::Symbol check;
  const model::ForeignKey* reference = nullptr;
};

/// Which constraints and indexes of one table are said in column lines, and which are unnamed.
class ShortForms {
 public:
  ShortForms(const EmitInput& input, const model::ObjectId& table);

  const ColumnShort& of(model::Symbol column) const;
  bool is_said(const model::ObjectId& id) const { return said_.contains(id); }
  const std::set<model::Symbol>& column_names() const { return names_; }

  /// The unnamed constraints that no column line says, in an order that gives them the names they have.
  template <class T>
  std::vector<std::pair<model::ObjectId, const T*>> unnamed(model::Kind kind) const;

  /// The columns that an automatic name is made of.
  std::vector<model::Symbol> naming_columns(const model::Unique& key) const;
  std::vector<model::Symbol> naming_columns(const model::Check& check) const;
  std::vector<model::Symbol> naming_columns(const model::ForeignKey& key) const;

 private:
  template <class T>
  std::vector<std::pair<model::ObjectId, const T*>> automatic(model::Kind kind) const;
  template <class T, class Say>
  void say_in_columns(model::Kind kind, const char* label, const Say& say);
  void say_primary_key();
  void say_indexes();

  const EmitInput& input_;
  model::ObjectId table_;
  std::set<model::Symbol> names_;
  std::map<std::string, model::Symbol> folded_;
  std::map<model::Symbol, ColumnShort> columns_;
  std::set<model::ObjectId> said_;
};

void emit_table(const EmitInput& input, const model::ObjectId& id, const model::Table& table,
                TomlWriter& out);
Item column_item(const EmitInput& input, const model::ObjectId& id, const model::Column& column,
                 const ColumnShort& extra);
/// `indexes` and `triggers` of a table or view, under `path`.
void emit_indexes(const EmitInput& input, const model::ObjectId& owner, const std::string& path,
                  const ShortForms& forms, TomlWriter& out);
void emit_triggers(const EmitInput& input, const model::ObjectId& owner, const std::string& path,
                   TomlWriter& out);

}  // namespace schemagen::dsl
