#include "schemagen/dsl/plan_record.h"

#include <gtest/gtest.h>

#include "schemagen/base/error.h"

namespace schemagen::dsl {
namespace {

constexpr const char* kRecord = R"(schemagen = 1
id = "20261120153000_full_name"
dialect = "postgresql"
server_version = 150020
parent = "none"
before = "sha256:aa"
after = "sha256:bb"
proved = "scratch"
hazards = []

[[step]]
id = "e1"
)";

std::string message_of(const std::string& text) {
  try {
    read_plan_record(text, "m/plan.toml");
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::declaration);
    return error.what();
  }
  ADD_FAILURE() << "nothing was thrown";
  return {};
}

TEST(PlanRecord, ReadsWhatAMigrationSays) {
  const PlanRecord record = read_plan_record(kRecord, "plan.toml");
  EXPECT_EQ(record.id, "20261120153000_full_name");
  EXPECT_EQ(record.parent, "none");
  EXPECT_EQ(record.before, "sha256:aa");
  EXPECT_EQ(record.after, "sha256:bb");
  EXPECT_EQ(record.target, (sql::Target{sql::Dialect::postgresql, 150020}));
}

TEST(PlanRecord, NamesAllThatIsMissing) {
  const std::string message = message_of("schemagen = 1\nid = \"x\"\ndialect = \"oracle\"\n");
  for (const char* part :
       {"m/plan.toml:1:1", "`parent`", "`before`", "`after`", "`server_version`", "unknown dialect `oracle`"})
    EXPECT_NE(message.find(part), std::string::npos) << part << " is not in:\n" << message;
}

TEST(PlanRecord, RefusesOtherFormats) {
  std::string newer = kRecord;
  newer.replace(newer.find("= 1"), 3, "= 2");
  EXPECT_NE(message_of(newer).find("newer schemagen"), std::string::npos);
  EXPECT_NE(message_of("not toml").find("m/plan.toml:1:"), std::string::npos);
  std::string negative = kRecord;
  negative.replace(negative.find("150020"), 6, "-5");
  EXPECT_NE(message_of(negative).find("`server_version` must be a version number"), std::string::npos);
}

}  // namespace
}  // namespace schemagen::dsl
