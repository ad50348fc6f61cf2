// Rows that break a new rule are found, counted and named before anything is changed.
#include <ostream>
#include <vector>

#include "support/migrating.h"

namespace schemagen::tests {
namespace {

using plan::Phase;

constexpr const char* kHead = "schemagen = 1\ndialect = \"postgresql\"\n";

struct Broken {
  const char* name;
  std::string before;  ///< the declaration behind kHead
  std::string after;
  std::vector<std::string> rows;  ///< statements that bring rows
  std::string said;               ///< part of the message

  friend void PrintTo(const Broken& broken, std::ostream* out) { *out << broken.name; }
};

std::string table_t(const std::string& columns, const std::string& rest = "") {
  return "[table.t.columns]\nid = { type = \"bigint\", pk = true }\n" + columns + rest;
}

std::string unique(const std::string& columns) { return "[table.t.uniques]\nonce = [" + columns + "]\n"; }

Broken repeated(const char* name, const std::string& type, const std::string& first,
                const std::string& second, const std::string& said) {
  return {name,
          table_t("v = " + type + "\n"),
          table_t("v = " + type + "\n", unique("\"v\"")),
          {"INSERT INTO t VALUES (1, " + first + "), (2, " + second + "), (3, NULL), (4, NULL)"},
          said};
}

std::vector<Broken> broken_rules() {
  const std::string pair = "a = \"integer\"\nb = \"uuid?\"\n";
  const std::string parent = "[table.p.columns]\nid = { type = \"bigint\", pk = true }\n";
  return {
      repeated("Texts", "\"text?\"", "'one'", "'one'",
               "1 values of t are there more than once and would violate unique constraint t.once; the "
               "first: one"),
      repeated("Numbers", "\"integer?\"", "7", "7", "the first: 7"),
      repeated("Padded", "\"char(4)?\"", "'a'", "'a  '", "1 values of t"),
      repeated("EqualAsNumbers", "\"numeric?\"", "1.0", "1.00", "1 values of t"),
      repeated("EqualInTheirCollation", "{ type = \"text?\", collate = \"ignoring_case\" }", "'One'", "'one'",
               "1 values of t"),
      {"Pairs",
       table_t(pair),
       table_t(pair, unique("\"a\", \"b\"")),
       {"INSERT INTO t VALUES (1, 1, '00000000-0000-0000-0000-000000000001'), "
        "(2, 1, '00000000-0000-0000-0000-000000000001'), (3, 1, NULL), (4, 1, NULL)"},
       "the first: (1,00000000-0000-0000-0000-000000000001)"},
      {"NullsThatCount",
       table_t("v = \"integer?\"\n"),
       table_t("v = \"integer?\"\n",
               "[table.t.uniques]\nonce = { columns = [\"v\"], nulls_not_distinct = true }\n"),
       {"INSERT INTO t VALUES (1, NULL), (2, NULL)"},
       "1 values of t"},
      {"OnlySomeRows",
       table_t("v = \"integer\"\nlive = \"boolean\"\n"),
       table_t("v = \"integer\"\nlive = \"boolean\"\n",
               "[table.t.indexes]\nonce = { on = [\"v\"], unique = true, where = \"live\" }\n"),
       {"INSERT INTO t VALUES (1, 1, true), (2, 1, false), (3, 2, true), (4, 2, true)"},
       "1 values of t are there more than once and would violate index t.once; the first: 2"},
      {"Orphans",
       parent + table_t("p_id = \"bigint?\"\n"),
       parent + table_t("p_id = { type = \"bigint?\", references = \"p\" }\n"),
       {"INSERT INTO p VALUES (1)", "INSERT INTO t VALUES (1, 1), (2, 5), (3, NULL), (4, 6)"},
       "2 rows of t refer to rows that are not there and would violate foreign key t.t_p_id_fkey; the first: "
       "5, 6"},
      {"Check",
       table_t("v = \"integer\"\n"),
       table_t("v = { type = \"integer\", check = \"v > 0\" }\n"),
       {"INSERT INTO t VALUES (1, 1), (2, 0), (3, -1)"},
       "2 rows of t violate check t.t_v_check; the first: 2, 3"},
      {"Nulls",
       table_t("v = \"integer?\"\n"),
       table_t("v = \"integer\"\n"),
       {"INSERT INTO t VALUES (1, 1), (2, NULL)"},
       "1 rows of t"},
  };
}

class RowsInTheWay : public Migrating, public testing::WithParamInterface<Broken> {};

TEST_P(RowsInTheWay, StopContractBeforeItChangesAnything) {
  const Broken& broken = GetParam();
  if (broken.before.find("ignoring_case") != std::string::npos) {
    if (value("SELECT count(*) FROM pg_collation WHERE collname = 'en-x-icu'") == "0")
      GTEST_SKIP() << "this server knows no ICU collations";
    database_->execute(
        "CREATE COLLATION ignoring_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
  }
  if (broken.after.find("nulls_not_distinct") != std::string::npos && database_->target().version < 150000)
    GTEST_SKIP() << "needs PostgreSQL 15";
  plan(kHead + broken.before, kHead + broken.after);
  for (const std::string& row : broken.rows) database_->execute(row);
  run(Phase::expand);
  run(Phase::migrate);
  const model::Schema before = database_->introspect();
  const std::string said = stopped(Phase::contract);
  EXPECT_NE(said.find(broken.said), std::string::npos) << said;
  EXPECT_EQ(dump(database_->introspect()), dump(before));
  database_->execute("DELETE FROM t WHERE id > 1");
  run(Phase::contract);
}

INSTANTIATE_TEST_SUITE_P(Live, RowsInTheWay, testing::ValuesIn(broken_rules()),
                         [](const auto& broken) { return std::string(broken.param.name); });

}  // namespace
}  // namespace schemagen::tests
