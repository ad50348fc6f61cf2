#include "migration/sqlite_guard.h"

#include <algorithm>
#include <vector>

#include "migration/script.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"

namespace schemagen::migration {
namespace {

using plan::Phase;

/// SQLite takes 2000 columns in a table.
constexpr std::size_t kMostChecks = 500;

struct Check {
  std::string claim;
  std::string condition;
};

std::string file_of(Phase phase) {
  return std::to_string(1 + static_cast<int>(phase)) + "_" + plan::to_string(phase) + ".sql";
}

bool has_run(const plan::Step& step, std::optional<Phase> phase) {
  return phase ? step.phase < *phase : step.phase != Phase::contract;
}

std::vector<Check> checks_of(const plan::Plan& plan, std::optional<Phase> phase) {
  std::vector<Check> checks;
  for (const plan::Step& step : plan.steps)
    for (const plan::Sign& sign : step.signs) {
      const bool run = has_run(step, phase);
      checks.push_back(
          {file_of(step.phase) + ", which " + one_line(sign.claim) + (run ? ", has run" : ", has not run"),
           "(" + sign.sql + (run ? ") IS TRUE" : ") IS NOT TRUE")});
    }
  return checks;
}

std::string render(const std::vector<Check>& checks) {
  std::vector<std::string> columns;
  std::vector<std::string> conditions;
  for (const Check& check : checks) {
    const std::string column = "c" + std::to_string(columns.size() + 1);
    columns.push_back("    " + column + " INTEGER CONSTRAINT " +
                      sql::quote_name(check.claim, sql::Dialect::sqlite) + " CHECK (" + column + ")");
    conditions.push_back("    " + check.condition);
  }
  return "CREATE TEMP TABLE _sg_begin (\n" + base::join(columns, ",\n") + "\n);\n" +
         "INSERT INTO _sg_begin SELECT\n" + base::join(conditions, ",\n") + ";\n" +
         "DROP TABLE temp._sg_begin;\n";
}

std::string signs_of(const plan::Plan& plan, bool contract, const char* joint) {
  std::vector<std::string> signs;
  for (const plan::Step& step : plan.steps)
    for (const plan::Sign& sign : step.signs)
      if ((step.phase == Phase::contract) == contract) signs.push_back("(" + sign.sql + ") IS TRUE");
  return base::join(signs, joint);
}

}  // namespace

std::string sqlite_begun(const plan::Plan& plan) { return signs_of(plan, false, " AND "); }
std::string sqlite_finished(const plan::Plan& plan) { return signs_of(plan, true, " OR "); }

std::string sqlite_guard(const plan::Plan& plan, std::optional<Phase> phase) {
  const std::vector<Check> checks = checks_of(plan, phase);
  if (checks.empty()) return {};
  std::string out = "\n-- Stops, and changes nothing, unless the database stands where this file begins.\n";
  for (std::size_t i = 0; i < checks.size(); i += kMostChecks)
    out += render({checks.begin() + static_cast<std::ptrdiff_t>(i),
                   checks.begin() + static_cast<std::ptrdiff_t>(std::min(i + kMostChecks, checks.size()))});
  return out;
}

}  // namespace schemagen::migration
