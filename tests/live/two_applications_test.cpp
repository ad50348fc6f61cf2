#include "support/two_applications.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/golden_case.h"
#include "support/live_proof.h"

namespace schemagen::tests {
namespace {

/// What is known not to hold yet: a case, a part of the line that says so, and why. An entry that is not
/// needed any more fails its test.
struct Known {
  std::string name;
  std::string part;
  std::string reason;
};

const std::vector<Known>& known() {
  static const std::vector<Known> entries = {
      {"column/drop_not_null", "undo: differs: column users.fax",
       "rows of the new application have no value; undo.sql warns and leaves the column nullable"},
      {"column/drop_soft", "undo: differs: column users.fax",
       "rows of the new application have no value; undo.sql warns and leaves the column nullable"},
      {"column/generated_becomes_plain", "undo: differs: column users.twice",
       "an expression cannot be given back to a column; undo.sql says so"},
      {"column/generated_becomes_plain",
       "after undo: old: ", "the column that was computed is a plain one after undo"},
      {"column/sequence_to_identity", "violates unique constraint \"objects_pkey\"",
       "either application brings numbers of its own that the numbering comes to later"},
      {"foreign_key/key_moves_to_new_table", "violates foreign key constraint \"bar_fk\"",
       "what the old application refers to holds until contract, whoever writes; the step says so"},
      {"enum/add_values", "undo: differs: enum order_status",
       "the server cannot take a value out of an enum"},
      {"enum/add_value_used", "undo: differs: enum order_status",
       "the server cannot take a value out of an enum"},
      {"partition/new_value", "undo: differs: enum kind", "the server cannot take a value out of an enum"},
      {"enum/rename_value", "undo: differs: enum order_status", "as above"},
      {"online/enum_map", "undo: differs: enum order_status", "as above"},
      {"online/enum_value_renamed", "undo: differs: enum order_status", "as above"},
      {"sequence/moves_with_table", "nextval of sales.bill_number",
       "a sequence goes where its table goes, in contract; one sequence cannot have two names"},
      {"extension/version", "undo: differs: extension citext",
       "a server has no scripts for the way back; undo.sql says so"},
      {"foreign_key/drop_cascade", "new: DELETE FROM public.notes, required: 0 rows instead of 1",
       "until contract a user who is deleted takes the notes along, whoever deletes; the step says so"},
      {"foreign_key/drop_on_update", "new: DELETE FROM public.marks",
       "until contract a user who is deleted takes the marks along, whoever deletes; the step says so"},
      {"online/enum_to_integer", "invalid input value for enum level",
       "a column that keeps its name takes values of the old type until contract; the step says so"},
      {"online/split_name", "undo: differs: column users.full_name",
       "rows of the new application have no full name; undo.sql warns and leaves the column nullable"},
      {"table/drop_referenced", "undo: differs: foreign key notes.notes_user_id_fkey: not_valid true",
       "notes of the new application refer to no user; undo.sql warns and leaves the key NOT VALID"},
  };
  return entries;
}

class TwoApplications : public testing::TestWithParam<GoldenCase> {};

TEST_P(TwoApplications, BothWork) {
  const GoldenCase& golden = GetParam();
  if (!golden.refused.empty()) return;  // nothing is planned; tests/golden looks at the refusal
  if (is_too_old_for(*fresh_database(golden.dialect), golden))
    GTEST_SKIP() << "needs PostgreSQL " << golden.since;
  std::vector<std::string> problems = run_two_applications(golden.from(), golden.seed(), golden.to());
  for (const Known& entry : known()) {
    if (entry.name != golden.name) continue;
    const auto kept = std::remove_if(problems.begin(), problems.end(), [&entry](const std::string& problem) {
      return problem.find(entry.part) != std::string::npos;
    });
    EXPECT_NE(kept, problems.end()) << "no longer needed: " << entry.part << " (" << entry.reason << ")";
    problems.erase(kept, problems.end());
  }
  for (const std::string& problem : problems) ADD_FAILURE() << problem;
}

INSTANTIATE_TEST_SUITE_P(Live, TwoApplications, testing::ValuesIn(golden_cases(sql::Dialect::postgresql)),
                         [](const auto& test) { return as_test_name(test.param.name); });

}  // namespace
}  // namespace schemagen::tests
