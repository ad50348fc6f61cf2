// What every rule may ask about the plan as a whole.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/sqlite/definition.h"
#include "schemagen/dialect/lower.h"

namespace schemagen::dialect::sqlite {

class Context {
 public:
  explicit Context(const LoweringInput& input);

  const LoweringInput& input() const { return input_; }
  const model::Schema& before() const { return input_.before; }
  const model::Schema& after() const { return input_.after; }
  const Advice& advice(const ObjectId& id) const;
  bool at_least(int version) const { return input_.target.version >= version; }

  /// The object comes to be with this plan, or gets its name with it. Whoever needs it must wait for it; what
  /// was there before is there for everybody in every form, so that nobody waits for its changes.
  bool is_created(const ObjectId& id) const { return created_.contains(id); }
  bool is_removed(const ObjectId& id) const { return removed_.contains(id); }

  /// Tables, and columns of tables that it names too, that the plan creates (removes) and that `text` may
  /// name.
  std::vector<ObjectId> created_in(std::string_view text) const;
  std::vector<ObjectId> removed_in(std::string_view text) const;
  /// Views that the plan creates and that `query` reads from.
  std::vector<ObjectId> created_views_in(std::string_view query) const;

  /// The column can be added in contract only: it is part of a primary key that changes, or computed from one
  /// that is.
  bool is_late(const ObjectId& column) const { return late_.contains(column); }
  /// `text` names something that is there in contract only, or has its new form then.
  bool names_late(std::string_view text) const;
  /// The changed virtual table is made anew in contract.
  bool is_late_virtual_table(const ObjectId& id) const { return late_virtual_tables_.contains(id); }

  /// Removed objects whose name `id`, which is added, takes over: names are shared by tables, views and
  /// indexes, and those of triggers by all triggers.
  std::vector<ObjectId> replaced_by(const ObjectId& id) const;
  /// An added object takes over the name of `id`, and so sees to its removal.
  bool is_replaced(const ObjectId& id) const { return replaced_.contains(id); }

  /// Stands between expand and contract only. No step states it: what one phase makes the last one takes
  /// away.
  bool is_passing(const ObjectId& id) const { return !before().contains(id) && !after().contains(id); }

  /// What the old application relies on, so that it keeps its name until contract: a relation, a unique
  /// index.
  bool is_needed_until_contract(const ObjectId& id) const;

  /// Some table refers to `table` (any case), before the plan or after it.
  bool is_referenced(Symbol table) const { return referenced_.contains(folded(table)); }
  /// The table, and those that refer to it before the plan or after it.
  std::vector<ObjectId> with_referring(const ObjectId& table) const;
  /// A name like `wanted` that no relation and no index has, before the plan or after it.
  Symbol free_name(const std::string& wanted) const;
  /// The added table can be made in contract only: its name is taken until then, or what it refers to is not
  /// unique until then, so that SQLite would refuse statements on the table that it refers to.
  bool is_postponed(const ObjectId& table) const { return postponed_.contains(table); }

  /// Tables that the plan creates and that the created `table` refers to, but for those in a circle of
  /// references: undo, in the reverse order, then drops no table that rows still refer to.
  std::vector<ObjectId> made_before(const ObjectId& table) const;

  /// What `key` refers to is unique in every state that both tables go through; otherwise SQLite refuses
  /// statements on either with "foreign key mismatch".
  bool has_parent_key_throughout(const model::ForeignKey& key) const;

 private:
  using Names = std::map<std::string, std::vector<ObjectId>>;

  void note_replacements();
  void note_late_columns();
  void note_late_virtual_tables();
  void note_postponed_tables();
  void note_order_of_tables();
  bool must_be_postponed(const ObjectId& table) const;
  std::set<ObjectId> created_parents(const ObjectId& table) const;

  const LoweringInput& input_;
  std::set<ObjectId> created_;
  std::set<ObjectId> removed_;
  std::set<ObjectId> replaced_;
  std::set<ObjectId> late_;
  std::set<ObjectId> late_virtual_tables_;
  std::set<ObjectId> postponed_;
  std::set<ObjectId> outside_circles_;
  std::set<std::string> referenced_;
  std::set<std::string> taken_names_;
  Names created_names_;
  Names removed_names_;
};

bool is_relation(Kind kind);

}  // namespace schemagen::dialect::sqlite
