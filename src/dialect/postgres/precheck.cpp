#include "dialect/postgres/precheck.h"

#include <algorithm>
#include <map>
#include <optional>

#include "dialect/postgres/column_type.h"
#include "dialect/postgres/context.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/expression.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Kind;

std::string one_text(const std::vector<std::string>& parts) {
  return parts.size() == 1 ? parts.front() + "::text" : "(" + base::join(parts, ", ") + ")::text";
}

std::vector<std::string> quoted_all(const std::vector<Symbol>& names, const std::string& alias) {
  std::vector<std::string> parts;
  parts.reserve(names.size());
  for (const Symbol name : names) parts.push_back(alias + quoted(name));
  return parts;
}

std::vector<Symbol> names_of(const std::vector<model::KeyColumn>& columns) {
  std::vector<Symbol> names;
  names.reserve(columns.size());
  for (const model::KeyColumn& column : columns) names.push_back(column.name);
  return names;
}

std::string hashed(Symbol type, const std::string& column, const std::string& seed) {
  if (is_text(type)) return "hashtextextended(" + column + ", " + seed + ")";
  if (type.view() == "uuid") return "uuid_hash_extended(" + column + ", " + seed + ")";
  const bool whole = type.view() == "bigint" || type.view() == "integer" || type.view() == "smallint";
  return whole ? "hashint8extended(" + column + ", " + seed + ")" : "";
}

/// Equal for equal rows and eight bytes long, so that sorting it is quicker than sorting what it stands for;
/// empty when a column is of a type whose hash is not known here.
std::string hash_of(const Context& c, const ObjectId& id, const std::vector<Symbol>& columns) {
  std::string hash = "0";
  for (const Symbol name : columns) {
    const auto* column = c.after.find_as<model::Column>(model::column_id(id.schema, id.owner, name));
    if (column != nullptr) hash = hashed(column->type, quoted(name), hash);
    if (column == nullptr || hash.empty()) return "";
  }
  return hash;
}

/// A rule under the name that it will have: a copy on columns that exist twice bears another one meanwhile.
std::string rule(const Context& c, const ObjectId& id) {
  if (c.staging != nullptr)
    for (const auto& [final_id, copy] : c.staging->copies)
      if (copy.in_middle == id) return spoken(final_id);
  return spoken(id);
}

/// Rows of partitions that are gone before the rule comes do not count.
std::vector<std::string> rows_that_stay(const Context& c, const ObjectId& id, Phase phase) {
  std::vector<std::string> conditions;
  for (const ObjectId& part : c.partitions(id))
    if (phase == Phase::contract && c.is_dropped_alone(part))
      conditions.push_back("tableoid <> " + sql::quote_literal(qualified(part.schema, part.name)) +
                           "::regclass");
  return conditions;
}

struct Keys {
  std::vector<std::string> sql;
  std::string hash;  ///< hash_of() them; empty when there is none
  std::string where;
  bool nulls_count = false;
};

/// GROUP BY takes a constant for the number of a column, or refuses it.
std::string grouped(Symbol expression) {
  const bool constant = sql::column_names_in(expression.view(), sql::Dialect::postgresql).empty();
  return (constant ? "(SELECT " : "(") + expression.str() + ")";
}

Finding repeated(const Context& c, const ObjectId& id, Phase phase, const Keys& keys) {
  std::vector<std::string> conditions = rows_that_stay(c, id, phase);
  if (!keys.where.empty()) conditions.push_back("(" + keys.where + ")");
  if (!keys.nulls_count)
    for (const std::string& key : keys.sql) conditions.push_back(key + " IS NOT NULL");
  const std::string where = conditions.empty() ? "" : " WHERE " + base::join(conditions, " AND ");
  Finding finding{"value",
                  "(SELECT " + one_text(keys.sql) + " AS value FROM " + relation_of(id) + where +
                      "\n                     GROUP BY " + base::join(keys.sql, ", ") +
                      " HAVING count(*) > 1) repeated",
                  "are there more than once and would violate " + rule(c, id),
                  "Make them differ, or drop the rule from the declaration.",
                  "values",
                  true};
  if (!keys.hash.empty() && !keys.nulls_count)
    finding.none_if = "SELECT count(*) = count(DISTINCT " + keys.hash + ") FROM " + relation_of(id) + where;
  return finding;
}

Finding repeated(const Context& c, const ObjectId& id, Phase phase,
                 const std::vector<model::KeyColumn>& columns, bool nulls_count) {
  const std::vector<Symbol> names = names_of(columns);
  return repeated(c, id, phase, {quoted_all(names, ""), hash_of(c, id, names), "", nulls_count});
}

Finding repeated(const Context& c, const ObjectId& id, Phase phase, const model::Index& index) {
  Keys keys{{}, "", index.where.str(), index.nulls_not_distinct};
  std::vector<Symbol> names;
  bool plain = true;
  for (const model::IndexKey& key : index.keys) {
    keys.sql.push_back(key.column.empty() ? grouped(key.expression) : quoted(key.column));
    plain = plain && !key.column.empty() && key.collation.empty() && key.operator_class.empty();
    names.push_back(key.column);
  }
  if (plain) keys.hash = hash_of(c, id, names);
  return repeated(c, id, phase, keys);
}

Finding without_parent(const Context& c, const ObjectId& id, Phase phase, const model::ForeignKey& key) {
  const std::vector<std::string> child = quoted_all(key.columns, "child.");
  const std::vector<std::string> parent = quoted_all(key.ref_columns, "parent.");
  std::vector<std::string> conditions;
  for (const std::string& stays : rows_that_stay(c, id, phase)) conditions.push_back("child." + stays);
  std::vector<std::string> equal;
  for (std::size_t i = 0; i < child.size() && i < parent.size(); ++i) {
    conditions.push_back(child[i] + " IS NOT NULL");
    equal.push_back(parent[i] + " = " + child[i]);
  }
  return {one_text(child),
          relation_of(id) + " child\n             WHERE " + base::join(conditions, " AND ") +
              "\n               AND NOT EXISTS (SELECT FROM " + qualified(key.ref_schema, key.ref_table) +
              " parent WHERE " + base::join(equal, " AND ") + ")",
          "refer to rows that are not there and would violate " + rule(c, id),
          "Correct or delete them, or add the rows that they refer to.",
          "rows",
          true};
}

std::optional<Finding> breaking(const Context& c, const ObjectId& id, Phase phase) {
  const model::Object* object = c.after.find(id);
  if (object == nullptr) return std::nullopt;
  if (const auto* primary = std::get_if<model::PrimaryKey>(object))
    return repeated(c, id, phase, primary->columns, false);
  if (const auto* unique = std::get_if<model::Unique>(object))
    return repeated(c, id, phase, unique->columns, unique->nulls_not_distinct);
  if (const auto* key = std::get_if<model::ForeignKey>(object)) return without_parent(c, id, phase, *key);
  if (const auto* check = std::get_if<model::Check>(object)) {
    std::vector<std::string> conditions = rows_that_stay(c, id, phase);
    conditions.push_back("NOT (" + check->expression.str() + ")");
    return rows_where(c, model::owner_id(id), base::join(conditions, " AND "), "violate " + rule(c, id),
                      "Correct them, or change the rule in the declaration.");
  }
  if (const auto* index = std::get_if<model::Index>(object); index != nullptr && index->unique)
    return repeated(c, id, phase, *index);
  return std::nullopt;
}

/// What a step is about, apart from columns.
std::vector<ObjectId> subjects(const Step& step) {
  std::vector<ObjectId> found = step.produces;
  for (const plan::Milestone& milestone : step.reaches) found.push_back(milestone.object);
  std::erase_if(found,
                [](const ObjectId& id) { return id.kind == Kind::column || !model::is_owned(id.kind); });
  return found;
}

void emit_precheck(Context& c, const ObjectId& id, Phase phase, const Finding& finding) {
  Step& step = c.emit(phase, "Rows that violate " + rule(c, id) + " would stop this file later on.",
                      {stop_at_sql(model::owner_id(id), finding)});
  step.precheck = true;
  for (const ObjectId& needed : c.now.of(id)) {
    if (needed.kind != Kind::column && needed.kind != Kind::table && needed.kind != Kind::function) continue;
    step.needs.push_back(needed);
    step.awaits.push_back({needed, state::kFilled});
  }
  step.reaches.push_back({id, state::kPrechecked});
  c.scans(step, id);
  if (const auto* key = c.after.find_as<model::ForeignKey>(id))
    c.scans(step, model::table_id(key->ref_schema, key->ref_table));
  hazard(step, Hazard::may_fail_on_rows);
}

/// It looks at columns as they are before the steps that wait for it change them in place.
void look_before_changes(const Context& c, Step& look) {
  for (const Step& step : c.steps) {
    const bool waits = std::any_of(step.awaits.begin(), step.awaits.end(), [&](const plan::Milestone& one) {
      return std::count(look.reaches.begin(), look.reaches.end(), one) > 0;
    });
    if (!waits) continue;
    std::erase_if(look.needs, [&](const ObjectId& id) {
      return std::count(step.produces.begin(), step.produces.end(), id) > 0 &&
             std::count(step.destroys.begin(), step.destroys.end(), id) > 0;
    });
  }
}

}  // namespace

std::string in_format(const std::string& text) {
  std::string out;
  for (const char letter : text) {
    if (letter == '\'' || letter == '%') out += letter;
    out += letter;
  }
  return out;
}

std::string stop_at_sql(const ObjectId& table, const Finding& finding) {
  return "CALL pg_temp.stop_if(" + sql::quote_literal(finding.unit + " of " + model::display_name(table)) +
         ", " + sql::quote_literal(finding.message) + ",\n    " + sql::quote_literal(finding.hint) +
         ",\n    " + sql::quote_literal(finding.key) + ", " + sql::quote_dollar(finding.from, "rows") +
         (finding.needs_memory ? ", sorts => true" : "") +
         (finding.none_if.empty() ? "" : ",\n    none_if => " + sql::quote_dollar(finding.none_if, "none")) +
         ")";
}

Finding rows_where(const Context& c, const ObjectId& table, const std::string& condition, std::string message,
                   std::string hint) {
  const auto* key = c.before.find_as<model::PrimaryKey>(model::primary_key_id(table.schema, table.name));
  const std::vector<Symbol> names = key == nullptr ? std::vector<Symbol>{} : names_of(key->columns);
  return {names.empty() ? "ctid::text" : one_text(quoted_all(names, "")),
          qualified(table.schema, table.name) + "\n             WHERE " + condition, std::move(message),
          std::move(hint), "rows"};
}

void lower_prechecks(Context& c) {
  std::map<ObjectId, Phase> risky;
  for (const Step& step : c.steps) {
    const bool may_fail =
        std::count(step.hazards.begin(), step.hazards.end(), Hazard::may_fail_on_rows) > 0 && !step.precheck;
    if (!may_fail) continue;
    for (const ObjectId& id : subjects(step)) {
      const auto [known, added] = risky.emplace(id, step.phase);
      known->second = std::min(known->second, step.phase);
    }
  }
  std::set<ObjectId> checked;
  for (const auto& [id, phase] : risky) {
    const std::optional<Finding> finding = breaking(c, id, phase);
    if (!finding) continue;
    emit_precheck(c, id, phase, *finding);
    checked.insert(id);
  }
  for (Step& step : c.steps)
    for (const ObjectId& id : subjects(step))
      if (!step.precheck && checked.contains(id) && step.phase >= risky.at(id))
        step.awaits.push_back({id, state::kPrechecked});
  for (Step& look : c.steps)
    if (look.precheck) look_before_changes(c, look);
}

}  // namespace schemagen::dialect::postgres
