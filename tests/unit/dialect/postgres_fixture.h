// Builds PostgreSQL schemas in a few words and lowers the difference of two of them.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "dialect/postgres/lower.h"
#include "schemagen/plan/plan.h"

namespace schemagen::dialect::postgres_test {

using model::Column;
using model::Kind;
using model::ObjectId;
using model::Schema;
using model::Symbol;

inline ObjectId owned(Kind kind, Symbol table, Symbol name) { return {kind, "public", table, name}; }
inline ObjectId free_id(Kind kind, Symbol name) { return {kind, "public", {}, name}; }

class Builder {
 public:
  Builder& table(Symbol name, const std::function<void(model::Table&)>& change = {}) {
    return put(free_id(Kind::table, name), model::Table{}, change);
  }
  Builder& column(Symbol table, Symbol name, Symbol type, const std::function<void(Column&)>& change = {}) {
    Column column;
    column.type = type;
    column.position.value = ++position_;
    return put(model::column_id("public", table, name), column, change);
  }
  Builder& primary_key(Symbol table, const std::vector<Symbol>& columns,
                       const std::function<void(model::PrimaryKey&)>& change = {}) {
    model::PrimaryKey key;
    key.name = table.str() + "_pkey";
    for (Symbol name : columns) {
      key.columns.push_back({name, {}, false});
      schema_.find(model::column_id("public", table, name));
      std::get<Column>(*schema_.find(model::column_id("public", table, name))).not_null = true;
    }
    return put(model::primary_key_id("public", table), key, change);
  }
  Builder& unique(Symbol table, Symbol name, const std::vector<Symbol>& columns,
                  const std::function<void(model::Unique&)>& change = {}) {
    model::Unique key;
    for (Symbol column : columns) key.columns.push_back({column, {}, false});
    return put(owned(Kind::unique, table, name), key, change);
  }
  Builder& check(Symbol table, Symbol name, Symbol expression,
                 const std::function<void(model::Check&)>& change = {}) {
    model::Check check;
    check.expression = expression;
    return put(owned(Kind::check, table, name), check, change);
  }
  Builder& foreign_key(Symbol table, Symbol name, Symbol column, Symbol ref_table, Symbol ref_column,
                       const std::function<void(model::ForeignKey&)>& change = {}) {
    model::ForeignKey key;
    key.columns = {column};
    key.ref_schema = "public";
    key.ref_table = ref_table;
    key.ref_columns = {ref_column};
    return put(owned(Kind::foreign_key, table, name), key, change);
  }
  Builder& exclusion(Symbol table, Symbol name, Symbol column, Symbol operator_,
                     const std::function<void(model::Exclusion&)>& change = {}) {
    model::Exclusion exclusion;
    exclusion.method = "gist";
    model::Exclusion::Element element;
    element.key.column = column;
    element.operator_ = operator_;
    exclusion.elements.push_back(element);
    return put(owned(Kind::exclusion, table, name), exclusion, change);
  }
  Builder& index(Symbol table, Symbol name, const std::vector<Symbol>& columns,
                 const std::function<void(model::Index&)>& change = {}) {
    model::Index index;
    index.method = "btree";
    for (Symbol column : columns) {
      model::IndexKey key;
      key.column = column;
      index.keys.push_back(key);
    }
    return put(owned(Kind::index, table, name), index, change);
  }
  Builder& enum_type(Symbol name, const std::vector<Symbol>& values) {
    return put<model::EnumType>(free_id(Kind::enum_type, name), {values, {}}, {});
  }
  Builder& view(Symbol name, Symbol query, const std::function<void(model::View&)>& change = {}) {
    model::View view;
    view.query = query;
    return put(free_id(Kind::view, name), view, change);
  }
  Builder& materialized_view(Symbol name, Symbol query,
                             const std::function<void(model::MaterializedView&)>& change = {}) {
    model::MaterializedView view;
    view.query = query;
    return put(free_id(Kind::materialized_view, name), view, change);
  }
  Builder& function(Symbol signature, Symbol definition, Symbol result) {
    model::Function function;
    function.definition = definition;
    function.result = result;
    return put(free_id(Kind::function, signature), function, {});
  }
  Builder& trigger(Symbol table, Symbol name, Symbol definition,
                   const std::function<void(model::Trigger&)>& change = {}) {
    model::Trigger trigger;
    trigger.definition = definition;
    return put(owned(Kind::trigger, table, name), trigger, change);
  }
  Builder& sequence(Symbol name, const std::function<void(model::Sequence&)>& change = {}) {
    model::Sequence sequence;
    sequence.type = "bigint";
    return put(free_id(Kind::sequence, name), sequence, change);
  }
  template <class T>
  Builder& put(const ObjectId& id, T object, const std::function<void(T&)>& change) {
    if (change) change(object);
    schema_.put(id, std::move(object));
    return *this;
  }
  /// Changes an object that is there already.
  template <class T>
  Builder& edit(const ObjectId& id, const std::function<void(T&)>& change) {
    change(std::get<T>(*schema_.find(id)));
    return *this;
  }
  Builder& erase(const ObjectId& id) {
    schema_.erase(id);
    return *this;
  }

  const Schema& schema() const { return schema_; }

 private:
  Schema schema_{sql::Dialect::postgresql};
  int position_ = 0;
};

inline void not_null(Column& column) { column.not_null = true; }

/// How an object changes, said as the declaration says it.
inline Advice by_strategy(const char* strategy) {
  Advice advice;
  advice.strategy = strategy;
  return advice;
}

inline Advice filled_with(const char* backfill, const char* phase = "") {
  Advice advice;
  advice.backfill = backfill;
  advice.phase = phase;
  return advice;
}

inline Advice converted_by(const char* expression) {
  Advice advice;
  advice.using_ = expression;
  return advice;
}

inline plan::Plan whole_plan_of(const Schema& before, const Schema& after, const AdviceMap& advice = {},
                                std::vector<diff::Rename> renames = {}, int version = 150000) {
  diff::ChangeSet changes{std::move(renames), diff::compare(before, after)};
  const sql::Target target{sql::Dialect::postgresql, version};
  return plan::make_plan(lower_postgres({changes, before, after, advice, target}), target);
}

/// Without the looks at rows at the heads of phases, which precheck_test.cpp is about, and without what
/// carries policies and statistics over, which can be tried on a server only.
inline plan::Plan plan_of(const Schema& before, const Schema& after, const AdviceMap& advice = {},
                          std::vector<diff::Rename> renames = {}, int version = 150000) {
  plan::Plan plan = whole_plan_of(before, after, advice, std::move(renames), version);
  std::erase_if(plan.steps, [](const plan::Step& step) { return step.precheck; });
  for (plan::Step& step : plan.steps)
    for (std::vector<std::string>* statements : {&step.sql, &step.undo})
      std::erase_if(*statements, [](const std::string& statement) {
        return statement.starts_with("CALL pg_temp.take_down(") || statement == "CALL pg_temp.put_up()" ||
               statement == "CALL pg_temp.drop_carried()";
      });
  return plan;
}

/// One line a statement: `e1 own: ALTER TABLE …`.
inline std::string text_of(const plan::Plan& plan) {
  std::string text;
  for (const plan::Step& step : plan.steps)
    for (const std::string& statement : step.sql)
      text += step.id + " " + plan::to_string(step.transaction) + ": " + statement + "\n";
  return text;
}

/// The step whose statements hold `part`; fails the test when there is none.
inline const plan::Step& step_with(const plan::Plan& plan, const std::string& part) {
  for (const plan::Step& step : plan.steps)
    for (const std::string& statement : step.sql)
      if (statement.find(part) != std::string::npos) return step;
  throw std::runtime_error("no step with " + part + " in\n" + text_of(plan));
}

inline bool has(const plan::Step& step, plan::Hazard hazard) {
  return std::find(step.hazards.begin(), step.hazards.end(), hazard) != step.hazards.end();
}

}  // namespace schemagen::dialect::postgres_test
