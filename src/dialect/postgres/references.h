// What each object of a schema stands on, found in its attributes and in its SQL text.
#pragma once

#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "schemagen/model/schema.h"

namespace schemagen::dialect::postgres {

using base::Symbol;
using model::ObjectId;
using model::Schema;
using Ids = std::set<ObjectId>;

/// A name in SQL text.
struct Mention {
  Symbol qualifier;  ///< what stands before the dot; empty when there is none
  Symbol name;
  bool called = false;    ///< followed by `(`
  bool relation = false;  ///< in a place where a FROM list names a relation
};

/// Names in `text`, in order; string constants are not looked into.
std::vector<Mention> mentions_in(std::string_view text);

/// The query has a `*` that stands for columns: not the one of count(*), nor a multiplication.
bool selects_all(std::string_view query);

class References {
 public:
  explicit References(const Schema& schema);

  /// Ids of the schema that object `id` needs, itself excepted. Tables: not what their columns need.
  Ids of(const ObjectId& id) const;
  /// Enums, functions, sequences and, when `table` is one, columns of it that an expression names.
  Ids of_expression(std::string_view text, const ObjectId& table) const;
  /// What the body of a function in SQL or PL/pgSQL names when it is a string, which the server does not look
  /// into before it runs: functions, relations, and columns of these and of the tables whose triggers call
  /// it.
  Ids of_body(const ObjectId& function) const;
  /// What must be there when `id` is made, because the server then runs functions that it calls: these, what
  /// their bodies name, and so on. Nothing that itself stands on `id`.
  Ids run_by(const ObjectId& id) const;
  /// `id` is `other`, or needs it, directly or not, bodies included.
  bool stands_on(const ObjectId& id, const ObjectId& other) const;
  /// Objects of the schema whose of() holds `id`.
  const std::vector<ObjectId>& dependents(const ObjectId& id) const;
  /// The enum that a column type is or is an array of; a kind of table when there is none.
  ObjectId enum_of(Symbol type) const;
  /// The table, view or materialized view of that name; a table id when there is none.
  ObjectId relation(Symbol schema, Symbol name) const;

 private:
  using Names = std::map<Symbol, std::vector<ObjectId>>;
  struct Builder;
  void match(const Names& names, const Mention& mention, Ids& found) const;
  void put_columns(const ObjectId& relation, const std::set<Symbol>& names, Ids& found) const;

  const Schema& schema_;
  Names relations_;
  Names functions_;
  Names enums_;
  Names sequences_;
  mutable bool reversed_ = false;
  mutable std::map<ObjectId, std::vector<ObjectId>> dependents_;
};

}  // namespace schemagen::dialect::postgres
