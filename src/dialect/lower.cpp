#include "schemagen/dialect/lower.h"

#include "dialect/postgres/lower.h"
#include "dialect/sqlite/lower.h"
#include "schemagen/base/error.h"

namespace schemagen::dialect {
namespace {

[[noreturn]] void refuse_dialect() {
  throw base::Error(base::ErrorKind::internal, "A plan for an unknown dialect was asked for.");
}

}  // namespace

void refuse_rings(const model::Schema& declared) {
  if (declared.dialect() == sql::Dialect::postgresql) refuse_rings_of_postgres(declared);
}

std::vector<plan::Step> lower(const LoweringInput& input) {
  switch (input.target.dialect) {
    case sql::Dialect::sqlite:
      return lower_sqlite(input);
    case sql::Dialect::postgresql:
      refuse_rings(input.after);
      return lower_postgres(input);
  }
  refuse_dialect();
}

model::Schema set_aside_by(const LoweringInput& input) {
  switch (input.target.dialect) {
    case sql::Dialect::sqlite:
      return model::Schema(sql::Dialect::sqlite);
    case sql::Dialect::postgresql:
      return set_aside_by_postgres(input);
  }
  refuse_dialect();
}

plan::Plan plan_changes(const LoweringInput& input) {
  plan::Plan plan = plan::make_plan(lower(input), input.target);
  plan.standing = plan::standing_of(input.changes, input.before, input.after);
  plan.renames = input.changes.renames;
  return plan;
}

std::vector<std::string> create_statements(const model::Schema& schema, sql::Target target) {
  switch (target.dialect) {
    case sql::Dialect::sqlite:
      return create_sqlite(schema, target);
    case sql::Dialect::postgresql:
      return create_postgres(schema, target);
  }
  refuse_dialect();
}

}  // namespace schemagen::dialect
