// Lowering: from differences to steps. With the introspection queries, this is the only place that knows a
// database.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "schemagen/diff/change.h"
#include "schemagen/model/naming.h"
#include "schemagen/model/schema.h"
#include "schemagen/plan/plan.h"
#include "schemagen/plan/step.h"
#include "schemagen/sql/dialect.h"

namespace schemagen::dialect {

/// What the declaration says about *how* an object shall change; no part of the schema and never compared.
/// Expressions are SQL over the columns of the row, under the names that the text of the declaration uses.
struct Advice {
  std::string backfill;  ///< gives existing rows their value
  std::string using_;    ///< converts the old value to the new type
  std::string back;      ///< converts the new value to the old type, for the old application
  std::string from;      ///< keeps a new column true while only the old application writes its sources
  std::string phase;     ///< "expand": tighten early on request
  std::string strategy;  ///< "dual", "view", "direct"; empty: the planner chooses
  /// Old value → new value. On an enum: what takes the place of a value that goes. On a column: what each
  /// value becomes in the new type.
  std::map<std::string, std::string> map;
  /// "soft": what would be dropped is set aside under a `_sg_trash_` name (diff/trash.h). On a table: its
  /// columns. Under kWholeDeclaration: tables, and columns of tables that say nothing.
  std::string drop;

  friend bool operator==(const Advice&, const Advice&) = default;
};
inline const model::ObjectId kWholeDeclaration{model::Kind::name_space, {}, {}, {}};
using AdviceMap = std::map<model::ObjectId, Advice>;

/// PostgreSQL: a domain with a constraint or a default, its own or one of a domain under it.
struct Domain {
  std::string base;  ///< the type under it that is no domain
  /// The server tests every row of a new column, and writes the whole table anew to do so.
  bool constrained = false;
  bool not_null = false;      ///< takes no NULL
  std::string default_value;  ///< what a column without a default of its own gets; or empty

  /// A new column without a default is NULL in all rows.
  bool starts_empty() const { return !not_null && default_value.empty(); }

  friend bool operator==(const Domain&, const Domain&) = default;
};
/// By canonical type name (sql/type_name.h).
using Domains = std::map<base::Symbol, Domain>;

/// What only the database knows for which the plan is made; empty where there is none to ask.
struct LiveFacts {
  /// Tables without a row when the plan is made: a new column of theirs may be NOT NULL without a value.
  std::set<model::ObjectId> empty_tables = {};
  /// Not there when nobody was asked: any type that the model does not know may be one then.
  std::optional<Domains> domains = std::nullopt;

  /// Null: it is none, or nobody was asked.
  const Domain* domain(base::Symbol type) const {
    if (!domains) return nullptr;
    const auto found = domains->find(type);
    return found == domains->end() ? nullptr : &found->second;
  }
  bool is_constrained_domain(base::Symbol type) const {
    const Domain* found = domain(type);
    return found != nullptr && found->constrained;
  }
};

/// All that a lowering rule may look at. `before` already bears the new names (diff/rename.h).
struct LoweringInput {
  const diff::ChangeSet& changes;
  const model::Schema& before;
  const model::Schema& after;
  const AdviceMap& advice;
  sql::Target target;
  /// What the names of our own objects bear (model/naming.h).
  std::string tag = model::kPushTag;
  LiveFacts live = {};
};

/// Throws Error (unsupported) with the name of each object that asks for more than `server` has, which must
/// be the version of a real server: what no server was asked for is planned for the oldest one.
void require_server(const model::Schema& declared, sql::Target server);

/// Throws Error (declaration) when views select from each other: nothing can make them.
void refuse_rings(const model::Schema& declared);

/// The steps for `input.changes`, in no particular order. Throws Error (unsupported, declaration) with the
/// object's name when there is no way, e.g. NOT NULL without default or backfill on an existing table.
std::vector<plan::Step> lower(const LoweringInput& input);

/// lower() and plan::make_plan() in one.
plan::Plan plan_changes(const LoweringInput& input);

/// What the steps for `input` leave behind beside `after`: all that `drop = "soft"` sets aside.
model::Schema set_aside_by(const LoweringInput& input);

/// The statement that creates the object alone, as it stands in a database of this dialect (without final
/// semicolon). Owned parts that belong inside CREATE TABLE are taken from `schema`. For proofs and SQL dumps.
std::vector<std::string> create_statements(const model::Schema& schema, sql::Target target);

}  // namespace schemagen::dialect
