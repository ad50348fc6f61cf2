#include "dialect/postgres/rules.h"
#include "schemagen/model/naming.h"

namespace schemagen::dialect::postgres {
namespace {

constexpr int kNotNullConstraints = 180000;

/// The rule for new rows, and the way to take it off again.
struct Rule {
  Statements add;
  std::string drop;
  std::string validate;
  Statements mark;
};

/// Before PostgreSQL 18 a CHECK stands in, and its proof makes SET NOT NULL free. From 18 on NOT NULL is a
/// constraint that can be validated like any other.
/// https://www.postgresql.org/docs/18/sql-altertable.html
Rule rule_of(const Context& c, const ObjectId& id) {
  const bool native = c.target.version >= kNotNullConstraints;
  const std::string name = quoted(native ? model::automatic_name(id.owner.str(), {id.name}, "not_null")
                                         : model::automatic_name("_sg_" + id.owner.str(), {id.name}, "nn"));
  const std::string drop = alter_table(id, "DROP CONSTRAINT IF EXISTS " + name);
  const std::string condition =
      native ? "NOT NULL " + quoted(id.name) : "CHECK (" + quoted(id.name) + " IS NOT NULL)";
  Rule rule{{drop, alter_table(id, "ADD CONSTRAINT " + name + " " + condition + " NOT VALID")},
            drop,
            alter_table(id, "VALIDATE CONSTRAINT " + name),
            {}};
  if (!native) rule.mark = {alter_table(id, "ALTER COLUMN " + quoted(id.name) + " SET NOT NULL"), drop};
  return rule;
}

}  // namespace

void set_not_null(Context& c, const ObjectId& id, Phase phase, bool always_filled) {
  const Rule rule = rule_of(c, id);
  Step& demand =
      c.emit(phase, "New rows must have a value of " + spoken(id) + " from here on.", rule.add, {rule.drop});
  c.uses(demand, id);
  demand.awaits.push_back({id, state::kFilled});
  demand.awaits.push_back({id, state::kVerified});
  demand.reaches.push_back({id, state::kChecked});
  c.locks(demand, Lock::access_exclusive, id);
  if (!always_filled) hazard(demand, Hazard::rejects_old_writers);

  Step& scan = c.emit(phase, "Looks at the existing rows of " + spoken(id) + " without blocking writers.",
                      {rule.validate});
  c.uses(scan, id);
  scan.awaits.push_back({id, state::kChecked});
  scan.reaches.push_back({id, rule.mark.empty() ? state::kNotNull : state::kProved});
  c.locks(scan, Lock::share_update_exclusive, id);
  c.scans(scan, id);
  if (!always_filled) hazard(scan, Hazard::may_fail_on_rows);
  if (rule.mark.empty()) return;

  Step& mark = c.emit(phase, "NOT NULL of " + spoken(id) + ", for free: the check above has proved it.",
                      rule.mark, {alter_table(id, "ALTER COLUMN " + quoted(id.name) + " DROP NOT NULL")});
  c.uses(mark, id);
  mark.awaits.push_back({id, state::kProved});
  mark.reaches.push_back({id, state::kNotNull});
  c.locks(mark, Lock::access_exclusive, id);
}

}  // namespace schemagen::dialect::postgres
