// An application, derived from the schema that it knows: for every table INSERT with all and with only the
// required columns, UPDATE of each column, upserts, SELECT and DELETE; SELECT from every view, nextval() of
// every sequence.
//
// Which statements belong to it is found out on a database of its own that nobody migrates: what is refused
// there is no statement of this application. The same round of statements can then be run against that
// database and against one under migration, and must give the same.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "schemagen/db/database.h"
#include "schemagen/model/schema.h"

namespace schemagen::tests {

using base::Symbol;
using model::ObjectId;

/// A row as text, by the names that its writer uses.
using Values = std::map<Symbol, db::Cell>;

/// One statement that was run.
struct Outcome {
  ObjectId table;         ///< or view, or sequence
  std::string statement;  ///< `UPDATE public.users SET name`
  std::string error;      ///< empty when it succeeded
  std::vector<Values> rows;
  std::set<Symbol> changing;  ///< columns whose values are never the same twice (now(), identity)
};

/// A connection of an application, and the rows that it wrote last: parents of the rows to come.
struct Client {
  db::Database& database;
  std::map<ObjectId, Values> newest;
};

struct Round {
  std::vector<Outcome> outcomes;
  std::map<ObjectId, Values> kept;  ///< one row a table, not deleted
};

/// How an application comes to a column's value.
enum class Choice { generated, seeded, none };

struct ColumnUse {
  Symbol name;
  std::string type;
  bool writable = true;          ///< false: generated, or numbered by the database
  bool may_be_numbered = false;  ///< an upsert names it although the database would number it
  bool required = false;
  Choice insert = Choice::generated;
  std::optional<Choice> update;
};

struct TableUse {
  ObjectId id;
  std::vector<ColumnUse> columns;
  std::vector<Symbol> identity;               ///< what tells rows apart; empty: all columns
  std::vector<std::vector<Symbol>> arbiters;  ///< ON CONFLICT (…)
  std::optional<Values> seeded;               ///< a row that was there before
  bool inserts = false;
  bool inserts_required = false;
  bool newest_parents = false;
  bool has_twins = false;  ///< no key, and the same values every time: nobody can tell its rows apart
  bool accepted = false;   ///< its rows pass the strictest condition
  std::set<Symbol> changing;
  std::set<Symbol> changing_required;
};

class Application {
 public:
  /// Whether a row may be written; the conditions are tried from the strictest on.
  using Condition = std::function<bool(const ObjectId& table, const Values& row)>;

  /// Learns on `own`, a database with `schema` and the seeded rows, where it leaves rows behind. Numbers of
  /// generated values start at `first`.
  Application(const model::Schema& schema, db::Database& own, int first,
              const std::vector<Condition>& conditions);

  /// Tables and views without the statements that every application must have.
  std::vector<std::string> gaps() const;
  const std::vector<TableUse>& tables() const { return tables_; }
  const TableUse* table(const ObjectId& id) const;

  /// All statements once. The same `round` gives the same values.
  Round run(Client& client, int round) const;

  /// The row that is `row` by its identity, as it is now; nothing when it is not there.
  std::optional<Values> read(db::Database& database, const TableUse& table, const Values& row) const;
  /// Every row of a table, as text.
  std::vector<db::Row> read_all(db::Database& database, const TableUse& table) const;
  Outcome remove(Client& client, const TableUse& table, const Values& row,
                 const std::string& origin = {}) const;

  /// The row that INSERT would write.
  Values compose(const Client& client, const TableUse& table, int number, bool numbered = false) const;

 private:
  /// A row that the round deletes at its end.
  struct Doomed {
    const TableUse* table = nullptr;
    Values values;
    std::string origin;
  };
  void learn(db::Database& own, const std::vector<Condition>& conditions);
  /// The strictest condition that some row meets; nullptr when no row can be written.
  const Condition* learn_insert(Client& client, TableUse& table,
                                const std::vector<Condition>& conditions) const;
  void learn_updates(Client& client, TableUse& table, const Condition& condition) const;
  void learn_upserts(Client& client, TableUse& table) const;
  void learn_required(Client& client, TableUse& table) const;
  void learn_relations(db::Database& own);
  void spread_changing(TableUse& table) const;
  bool try_insert(Client& client, TableUse& table, const Condition& condition) const;
  void apply_parents(const Client& client, const TableUse& table, Values& row) const;
  Values only_required(const TableUse& table, const Values& row) const;
  void write_rows(Client& client, const TableUse& table, int number, Round& round,
                  std::vector<Doomed>& doomed) const;
  void upsert_rows(Client& client, const TableUse& table, int number, Round& round,
                   std::vector<Doomed>& doomed) const;

  const model::Schema& schema_;
  int first_;
  int stride_ = 0;
  std::vector<TableUse> tables_;  ///< parents first
  /// Views and sequences: id, name, statement.
  std::vector<std::tuple<ObjectId, std::string, std::string>> reads_;
  std::vector<std::string> unreadable_;
};

/// The statement's outcome; never throws.
Outcome run_statement(db::Database& database, const ObjectId& table, const std::string& name,
                      const std::string& statement, const std::vector<Symbol>& columns,
                      const std::set<Symbol>& changing = {});

/// Part of the name of an INSERT that leaves to the database what it can.
inline constexpr std::string_view kOnlyRequired = " with what is required";
/// What an upsert's name holds.
std::string on_conflict_name(const std::vector<Symbol>& arbiter);

}  // namespace schemagen::tests
