#include <gtest/gtest.h>

#include "schemagen/base/error.h"
#include "schemagen/diff/change.h"
#include "schemagen/diff/normalise.h"
#include "schemagen/diff/rename.h"
#include "support/sample_schema.h"

namespace schemagen::diff {
namespace {

using base::Symbol;
using model::Check;
using model::Column;
using model::column_id;
using model::EnumType;
using model::ForeignKey;
using model::Index;
using model::Kind;
using model::Naming;
using model::Schema;
using model::Table;
using model::table_id;
using model::Unique;

constexpr auto kPostgres = sql::Dialect::postgresql;
constexpr auto kSqlite = sql::Dialect::sqlite;

Column column(const char* type, const char* default_value = "") {
  Column made;
  made.type = type;
  made.default_value = default_value;
  return made;
}

Check check(const char* expression, Naming naming = Naming::given) {
  Check made;
  made.expression = expression;
  made.naming = naming;
  return made;
}

Index index_on(const char* name, const char* where = "") {
  Index made;
  made.keys = {model::IndexKey{name, {}, {}, {}, {}, false, false}};
  made.where = where;
  return made;
}

ObjectId check_id(const char* table, const char* name) { return {Kind::check, "public", table, name}; }

Schema users(sql::Dialect dialect = kPostgres) {
  const Symbol schema = sql::default_schema(dialect);
  Schema made(dialect);
  made.put(table_id(schema, "users"), Table{});
  made.put(column_id(schema, "users", "user_name"), column("text"));
  made.put(column_id(schema, "users", "age"), column("integer"));
  made.put({Kind::check, schema, "users", "age_positive"}, check("age > 0 AND user_name <> ''"));
  made.put({Kind::index, schema, "users", "users_i"}, index_on("user_name", "user_name <> 'user_name'"));
  return made;
}

TEST(Compare, IsEmptyForEqualSchemas) { EXPECT_TRUE(compare(users(), users()).empty()); }

TEST(Compare, SeesEveryAttributeInBothDirections) {
  for (const tests::Mutation& mutation : tests::all_mutations()) {
    const ObjectId id{model::kind_of(mutation.before), "public", "o", "n"};
    Schema before(kPostgres);
    before.put(id, mutation.before);
    Schema after(kPostgres);
    after.put(id, mutation.after);
    for (const auto& [a, b] : {std::pair(before, after), std::pair(after, before)}) {
      const std::vector<Change> changes = compare(a, b);
      ASSERT_EQ(changes.size(), 1U) << mutation.name;
      EXPECT_TRUE(changes[0].changed()) << mutation.name;
      EXPECT_NE(describe(changes[0]).find("→"), std::string::npos) << describe(changes[0]);
    }
  }
}

TEST(Compare, TellsAddedRemovedAndChanged) {
  Schema after = users();
  after.erase(column_id("public", "users", "age"));
  after.put(column_id("public", "users", "email"), column("text"));
  after.put(column_id("public", "users", "user_name"), column("character varying(80)", "'x'"));
  std::vector<std::string> lines;
  for (const Change& change : compare(users(), after)) lines.push_back(describe(change));
  EXPECT_EQ(lines,
            (std::vector<std::string>{"column users.age: removed", "column users.email: added",
                                      "column users.user_name: default (none) → 'x', type text → character "
                                      "varying(80)"}));
}

Rename rename_column(const char* from, const char* to, const char* schema = "public",
                     const char* table = "users") {
  return {column_id(schema, table, from), column_id(schema, table, to), {}, {}};
}

std::string described(const char* before, const char* after) {
  return describe({{Kind::check, "public", "t", "kind_ok"}, check(before), check(after)});
}

TEST(Describe, ShowsWhereLongTextsDiffer) {
  EXPECT_EQ(described("kind IN ('FIRST_RATHER_LONG_VALUE', 'SECOND_RATHER_LONG_VALUE')",
                      "kind IN ('FIRST_RATHER_LONG_VALUE', 'SECOND_RATHER_LONG_VALUE', 'THIRD')"),
            "check t.kind_ok: expr …D_RATHER_LONG_VALUE') → …D_RATHER_LONG_VALUE', 'THIRD')");
  EXPECT_EQ(described("a_rather_long_name_of_a_column > 1 and another_rather_long_name < 2",
                      "a_rather_long_name_of_a_column > 1 and another_rather_long_name < 3"),
            "check t.kind_ok: expr …< 2 → …< 3");
  EXPECT_EQ(described("x = 'a'", "x = 'b' and y = 'a text that goes on and on until nobody reads it'"),
            "check t.kind_ok: expr x = 'a' → x = 'b' and y = 'a text that goes on and on until nobody rea…");
}

TEST(Describe, CutsNoLetterInTwo) {
  const std::string shared = std::string(50, 'x') + "ääääääääää";
  EXPECT_EQ(described((shared + "1").c_str(), (shared + "2").c_str()),
            "check t.kind_ok: expr …ääääääääää1 → …ääääääääää2");
  EXPECT_EQ(described(("y" + shared + "ö").c_str(), ("y" + shared + "ä").c_str()),
            "check t.kind_ok: expr …ääääääääääö → …äääääääääää");
}

TEST(Describe, ShowsLineEndsWhenNothingElseDiffers) {
  EXPECT_EQ(described("a\n> 1", "a > 1"), "check t.kind_ok: expr a\\n> 1 → a > 1");
}

TEST(RenameObjects, CarriesAColumnThroughConstraintsAndTexts) {
  const Schema renamed = rename_objects(users(), {rename_column("user_name", "full name")});
  EXPECT_TRUE(renamed.contains(column_id("public", "users", "full name")));
  EXPECT_FALSE(renamed.contains(column_id("public", "users", "user_name")));
  EXPECT_EQ(renamed.find_as<Check>(check_id("users", "age_positive"))->expression,
            Symbol("age > 0 AND \"full name\" <> ''"));
  const auto* const index = renamed.find_as<Index>({Kind::index, "public", "users", "users_i"});
  EXPECT_EQ(index->keys[0].column, Symbol("full name"));
  EXPECT_EQ(index->where, Symbol("\"full name\" <> 'user_name'"));
}

TEST(RenameObjects, CarriesATableThroughOwnersReferencesAndViews) {
  Schema schema = users(kSqlite);
  ForeignKey key;
  key.columns = {"user_name"};
  key.ref_table = "users";
  key.ref_columns = {"user_name"};
  schema.put(table_id("", "orders"), Table{});
  schema.put({Kind::foreign_key, "", "orders", "k"}, key);
  model::View view;
  view.query = "SELECT users.age FROM users";
  schema.put({Kind::view, "", "", "v"}, view);
  const Schema renamed = rename_objects(schema, {{table_id("", "users"), table_id("", "people"), {}, {}},
                                                 rename_column("age", "years", "", "people")});
  EXPECT_TRUE(renamed.contains(column_id("", "people", "years")));
  EXPECT_EQ(renamed.find_as<ForeignKey>({Kind::foreign_key, "", "orders", "k"})->ref_table, Symbol("people"));
  EXPECT_EQ(renamed.find_as<model::View>({Kind::view, "", "", "v"})->query.str(),
            "SELECT people.years FROM people");
  EXPECT_TRUE(renamed.owned_by("", "users").empty());
}

TEST(RenameObjects, CarriesASchemaAnEnumAndASequence) {
  Schema schema(kPostgres);
  schema.put({Kind::name_space, "", "", "old"}, model::NameSpace{});
  schema.put({Kind::enum_type, "old", "", "state"}, EnumType{{"a", "b"}, {}});
  schema.put({Kind::sequence, "old", "", "numbers"}, model::Sequence{});
  schema.put(table_id("old", "t"), Table{});
  schema.put(column_id("old", "t", "s"), column("old.state[]", "nextval('old.numbers'::regclass)"));
  const Schema renamed = rename_objects(
      schema, {{{Kind::name_space, "", "", "old"}, {Kind::name_space, "", "", "new"}, {}, {}},
               {{Kind::enum_type, "new", "", "state"}, {Kind::enum_type, "new", "", "mood"}, {}, {}},
               {{Kind::sequence, "new", "", "numbers"}, {Kind::sequence, "new", "", "count"}, {}, {}},
               {{Kind::enum_type, "new", "", "mood"}, {Kind::enum_type, "new", "", "mood"}, "b", "c"}});
  EXPECT_TRUE(renamed.contains({Kind::name_space, "", "", "new"}));
  EXPECT_EQ(renamed.find_as<EnumType>({Kind::enum_type, "new", "", "mood"})->values,
            (std::vector<Symbol>{"a", "c"}));
  const auto* const made = renamed.find_as<Column>(column_id("new", "t", "s"));
  ASSERT_NE(made, nullptr);
  EXPECT_EQ(made->type, Symbol("new.mood[]"));
  EXPECT_EQ(made->default_value, Symbol("nextval('new.count'::regclass)"));
}

TEST(RenameObjects, TellsATypeFromAColumnOfItsName) {
  Schema schema(kPostgres);
  schema.put({Kind::enum_type, "public", "", "status"}, EnumType{{"new"}, {}});
  schema.put(check_id("orders", "c"),
             check("status = 'new'::status OR status = CAST('new' AS public.status)"));
  const Schema renamed = rename_objects(
      schema,
      {{{Kind::enum_type, "public", "", "status"}, {Kind::enum_type, "public", "", "state"}, {}, {}}});
  EXPECT_EQ(renamed.find_as<Check>(check_id("orders", "c"))->expression,
            Symbol("status = 'new'::state OR status = CAST('new' AS public.state)"));
}

TEST(Applicable, LeavesOutWhatHasHappened) {
  const std::vector<Rename> stated = {rename_column("user_name", "full_name")};
  const Schema after = rename_objects(users(), stated);
  EXPECT_EQ(applicable(stated, users(), after), stated);
  EXPECT_TRUE(applicable(stated, after, after).empty());
}

TEST(Applicable, RefusesWhenBothExist) {
  Schema before = users();
  before.put(column_id("public", "users", "full_name"), column("text"));
  const std::vector<Rename> stated = {rename_column("user_name", "full_name")};
  Schema after = before;
  EXPECT_TRUE(applicable(stated, before, after).empty()) << "both are declared: nothing to rename";
  after.erase(column_id("public", "users", "user_name"));
  EXPECT_THROW(applicable(stated, before, after), base::Error);
}

TEST(Applicable, TakesBothValuesOfAnEnumForAMigrationUnderWay) {
  const model::ObjectId id{Kind::enum_type, "public", "", "status"};
  const std::vector<Rename> stated = {{id, id, "paid", "settled"}};
  Schema before(kPostgres);
  before.put(id, EnumType{{"paid"}, {}});
  Schema after(kPostgres);
  after.put(id, EnumType{{"settled"}, {}});
  EXPECT_EQ(applicable(stated, before, after), stated);
  before.put(id, EnumType{{"paid", "settled"}, {}});
  EXPECT_TRUE(applicable(stated, before, after).empty()) << "`paid` goes, and is mapped to `settled`";
}

TEST(Applicable, TakesAChainOfNamesFromItsEnd) {
  const std::vector<Rename> stated = {rename_column("user_name", "age"), rename_column("age", "years")};
  const Schema after = rename_objects(rename_objects(users(), {stated[1]}), {stated[0]});
  EXPECT_EQ(applicable(stated, users(), after), (std::vector<Rename>{stated[1], stated[0]}));
}

TEST(Applicable, RefusesASwap) {
  const std::vector<Rename> stated = {rename_column("user_name", "age"), rename_column("age", "user_name")};
  EXPECT_THROW(applicable(stated, users(), users()), base::Error);
}

TEST(Applicable, RefusesTwoNewNamesForOneObject) {
  EXPECT_THROW(applicable({rename_column("user_name", "a"), rename_column("age", "a")}, users(), users()),
               base::Error);
}

TEST(Candidates, AskAboutColumnsOfTheSameType) {
  Schema after = users();
  after.erase(column_id("public", "users", "user_name"));
  after.put(column_id("public", "users", "full_name"), column("text"));
  after.put(column_id("public", "users", "born"), column("date"));
  const std::vector<Question> questions = candidates(users(), after);
  ASSERT_EQ(questions.size(), 1U);
  EXPECT_EQ(questions[0].id, "rename:column:users.user_name:full_name");
  EXPECT_EQ(questions[0].text, "Is column users.full_name the old column users.user_name renamed?");
}

TEST(Candidates, AskAboutTablesIndexesAndEnumValues) {
  Schema before = users();
  before.put({Kind::enum_type, "public", "", "e"}, EnumType{{"new", "paid"}, {}});
  Schema after =
      rename_objects(before, {{table_id("public", "users"), table_id("public", "people"), {}, {}}});
  after.put({Kind::enum_type, "public", "", "e"}, EnumType{{"new", "settled"}, {}});
  std::vector<std::string> ids;
  for (const Question& question : candidates(before, after)) ids.push_back(question.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"rename:enum:e:paid:settled", "rename:table:users:people"}));

  after = users();
  after.erase({Kind::index, "public", "users", "users_i"});
  after.put({Kind::index, "public", "users", "other"}, index_on("user_name", "user_name <> 'user_name'"));
  EXPECT_TRUE(candidates(users(), after).empty());
  const Rename renamed{
      {Kind::index, "public", "users", "users_i"}, {Kind::index, "public", "users", "other"}, {}, {}};
  EXPECT_EQ(only_renamed(users(), after), std::vector<Rename>{renamed});
}

TEST(Candidates, DoNotAskAboutUnlikeThings) {
  Schema after(kPostgres);
  after.put(table_id("public", "invoices"), Table{});
  after.put(column_id("public", "invoices", "total"), column("numeric"));
  EXPECT_TRUE(candidates(users(), after).empty());
}

TEST(Normalise, TakesOverThePrintedWording) {
  Schema printed = users();
  printed.put(check_id("users", "age_positive"), check("((age > 0) AND (user_name <> ''::text))"));
  const Normalised result = normalise(users(), printed, {});
  EXPECT_TRUE(compare(printed, result.declared).empty());
  EXPECT_TRUE(result.unverified.empty());
  EXPECT_EQ(normalise(result.declared, printed, {}).declared, result.declared);
}

TEST(Normalise, KeepsARealDifferenceAndSaysThatNobodyVerifiedIt) {
  Schema printed = users();
  printed.put(check_id("users", "age_positive"), check("age > 1 AND user_name <> ''"));
  const Normalised result = normalise(users(), printed, {});
  EXPECT_EQ(compare(printed, result.declared).size(), 1U);
  ASSERT_EQ(result.unverified.size(), 1U);
  EXPECT_EQ(result.unverified[0].printed, "age > 1 AND user_name <> ''");
}

TEST(Normalise, AsksTheOracleOnlyWhatIsInDoubt) {
  Schema printed = users();
  printed.put(check_id("users", "age_positive"), check("age > 1 AND user_name <> ''"));
  std::size_t asked = 0;
  const auto oracle = [&asked](Verdict verdict) {
    return [&asked, verdict](const std::vector<Doubt>& doubts, const Schema&) {
      asked += doubts.size();
      return std::vector<Verdict>(doubts.size(), verdict);
    };
  };
  EXPECT_TRUE(compare(printed, normalise(users(), printed, oracle(Verdict::same)).declared).empty());
  const Normalised different = normalise(users(), printed, oracle(Verdict::different));
  EXPECT_EQ(compare(printed, different.declared).size(), 1U);
  EXPECT_TRUE(different.unverified.empty());
  EXPECT_EQ(asked, 2U);
}

TEST(Normalise, FindsTheResultTypesOfFunctionsInPublic) {
  const auto result_of = [](const char* declared, const char* printed) {
    const ObjectId id{Kind::function, "public", {}, "f()"};
    Schema mine(kPostgres);
    mine.put(id, model::Function{false, "as declared", declared, {}});
    Schema stored(kPostgres);
    stored.put(id, model::Function{false, "as printed", printed, {}});
    return normalise(mine, stored, {}).declared.find_as<model::Function>(id)->result.str();
  };
  for (const char* printed : {"public.mood", "mood"}) EXPECT_EQ(result_of("mood", printed), printed);
  EXPECT_EQ(result_of("SETOF t", "SETOF public.t"), "SETOF public.t");
  EXPECT_EQ(result_of("TABLE(a t, n bigint)", "TABLE(a public.t, n bigint)"), "TABLE(a public.t, n bigint)");
  EXPECT_EQ(result_of("mood", "other.mood"), "mood");
  EXPECT_EQ(result_of("mood", "SETOF public.mood"), "mood");
  EXPECT_EQ(result_of("TABLE(a integer, b public)", "TABLE(a integer)"), "TABLE(a integer, b public)");
}

TEST(Normalise, KeepsTheWordsOfTheDeclaration) {
  Schema printed = users();
  printed.put(check_id("users", "age_positive"), check("((age > 0) AND (user_name <> ''::text))"));
  const Normalised result = normalise(users(), printed, {});
  EXPECT_EQ(in_own_words(result.declared, result.own_words), users());
  EXPECT_EQ(in_own_words(printed, result.own_words), users());
}

TEST(Normalise, GivesAnUnnamedConstraintTheStoredName) {
  Schema declared = users();
  declared.put({Kind::unique, "public", "users", "users_user_name_key"},
               Unique{Naming::automatic, {{"user_name", {}, false}}, {}, false, {}, {}, {}, {}});
  declared.put(check_id("users", "users_age_check"), check("age < 150", Naming::automatic));
  Schema printed = users();
  printed.put({Kind::unique, "public", "users", "old_name"},
              Unique{Naming::given, {{"user_name", {}, false}}, {}, false, {}, {}, {}, {}});
  printed.put(check_id("users", "c17"), check("(age < 150)"));
  EXPECT_TRUE(compare(printed, normalise(declared, printed, {}).declared).empty());

  const Schema fresh = normalise(declared, users(), {}).declared;
  ASSERT_TRUE(fresh.contains(check_id("users", "users_age_check")));
  EXPECT_EQ(fresh.find_as<Check>(check_id("users", "users_age_check"))->naming, Naming::given);
}

TEST(Normalise, MatchesUnnamedConstraintsWhateverTheirNumbers) {
  const auto schema = [](const char* first, const char* second) {
    Schema made(kSqlite);
    made.put(table_id("", "t"), Table{});
    made.put({Kind::check, "", "t", "t_a_check"}, check(first, Naming::automatic));
    made.put({Kind::check, "", "t", "t_a_check1"}, check(second, Naming::automatic));
    return made;
  };
  const Schema printed = schema("a > 0", "a < 9");
  EXPECT_TRUE(compare(printed, normalise(schema("a < 9", "a > 0"), printed, {}).declared).empty());
  EXPECT_FALSE(compare(printed, normalise(schema("a < 9", "a > 1"), printed, {}).declared).empty());
}

TEST(Normalise, KnowsThatSqliteNamesFoldCase) {
  Schema declared(kSqlite);
  declared.put(table_id("", "Users"), Table{});
  declared.put(column_id("", "Users", "Name"), column("TEXT"));
  Schema printed(kSqlite);
  printed.put(table_id("", "users"), Table{});
  printed.put(column_id("", "users", "name"), column("text"));
  EXPECT_TRUE(compare(printed, normalise(declared, printed, {}).declared).empty());
}

TEST(Normalise, FindsOperatorClassesAndCollationsInPublic) {
  const auto with_class = [](const char* operator_class, const char* collation) {
    Schema schema = users();
    model::Index index;
    index.method = "gin";
    index.keys = {{"user_name", "", collation, operator_class, {}, false, false}};
    schema.put({Kind::index, "public", "users", "search"}, index);
    return schema;
  };
  const Schema declared = with_class("gin_trgm_ops", "german");
  const Schema same = with_class("public.gin_trgm_ops", "public.german");
  EXPECT_TRUE(compare(same, normalise(declared, same, {}).declared).empty());
  const Schema other = with_class("other.gin_trgm_ops", "german");
  EXPECT_EQ(compare(other, normalise(declared, other, {}).declared).size(), 1U);
}

TEST(Normalise, KeepsADefaultApartWhenTheTypeChanges) {
  Schema declared = users();
  declared.put(column_id("public", "users", "state"), column("text", "'new'"));
  Schema printed = users();
  printed.put(column_id("public", "users", "state"), column("order_state", "'new'::order_state"));
  const std::vector<Change> changes = compare(printed, normalise(declared, printed, {}).declared);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(std::get<Column>(*changes[0].after).default_value, Symbol("'new'"));
}

TEST(Normalise, LeavesTheVersionOfAnExtensionOpen) {
  const ObjectId id{Kind::extension, "", "", "citext"};
  Schema declared(kPostgres);
  declared.put(id, model::Extension{"public", {}});
  Schema printed(kPostgres);
  printed.put(id, model::Extension{"public", "1.6"});
  EXPECT_TRUE(compare(printed, normalise(declared, printed, {}).declared).empty());
}

}  // namespace
}  // namespace schemagen::diff
