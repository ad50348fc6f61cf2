#include "dialect/postgres/domain.h"

#include "dialect/postgres/column_type.h"
#include "dialect/postgres/rules.h"
#include "schemagen/base/error.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Kind;

constexpr const char* kWayWithout =
    " with a CHECK of its own in the declaration is added without that: the CHECK comes NOT VALID and is "
    "validated afterwards.";

std::string instead(const Domain& domain) {
  return "or declare it as " + domain.base +
         (domain.constrained ? " with a CHECK of its own." : " with that default.");
}

}  // namespace

bool may_be_constrained(const Context& c, Symbol type) {
  return !c.live().domains && !is_no_domain(type) && c.now.enum_of(type).kind != Kind::enum_type &&
         !c.after.contains({Kind::extension, {}, {}, type});
}

bool is_written_for_type(const Context& c, const model::Column& column) {
  const Domain* domain = c.live().domain(column.type);
  if (domain == nullptr) return false;
  return domain->constrained || (column.default_value.empty() && !is_stable(domain->default_value));
}

void cost_of_new_type(const Context& c, Step& step, const ObjectId& id, const model::Column& column) {
  if (c.on_new_relation(id)) return;
  const std::string type = column.type.str();
  if (may_be_constrained(c, column.type)) {
    step.why += " If its type " + type +
                " is a domain with a constraint, which only a database can tell (--url), the server tests it "
                "row by row: it writes the table anew while readers and writers wait. A column of the type "
                "under the domain" +
                kWayWithout;
    return;
  }
  if (!is_written_for_type(c, column)) return;
  const Domain& domain = *c.live().domain(column.type);
  c.rewrites(step, id);
  if (!domain.constrained) {
    step.why += " Its type " + type +
                " is a domain whose default is another value in each row: the server writes the table anew "
                "while readers and writers wait. A column of type " +
                domain.base + " with that default in the declaration is filled in batches instead.";
    return;
  }
  step.why += " Its type " + type +
              " is a domain with a constraint, which the server tests row by row: it writes the table anew "
              "while readers and writers wait. A column of type " +
              domain.base + kWayWithout;
  hazard(step, Hazard::may_fail_on_rows);
}

void require_addable(const Context& c, const ObjectId& id, const model::Column& column, bool in_stages) {
  const Domain* domain = c.live().domain(column.type);
  if (domain == nullptr || domain->starts_empty() || column.generated || c.is_empty(model::owner_id(id)))
    return;
  const std::string type = "The type " + column.type.str() + " of the new column " + model::display_name(id);
  if (in_stages)
    throw base::Error(base::ErrorKind::declaration,
                      type +
                          (domain->not_null ? " is a domain that takes no NULL"
                                            : " is a domain with a default of its own") +
                          ": the column cannot be added empty and filled afterwards.",
                      "Give the column a `default` and leave out `backfill` and `from`, " + instead(*domain));
  if (column.default_value.empty() && domain->default_value.empty())
    throw base::Error(base::ErrorKind::declaration,
                      type + " is a domain that takes no NULL, and existing rows would have no value for it.",
                      "Give the column a `default`, " + instead(*domain));
}

}  // namespace schemagen::dialect::postgres
