// The commands on a private PostgreSQL server, which this program starts itself.
#include <nlohmann/json.hpp>

#include "cli/postgres_program.h"

namespace schemagen::tests {
namespace {

using nlohmann::json;

constexpr const char* kUsers = R"([table.users.columns]
id = { type = "bigint", identity = "always", pk = true }
email = { type = "text", unique = true, check = "email like '%@%'" }
)";

TEST_F(Postgres, ANotNullColumnWithoutAValueIsAddedToAnEmptyTableOnly) {
  declare(kUsers);
  ASSERT_EQ(schemagen({"push", "--url", url_, "--yes"}).code, 0);
  declare(std::string(kUsers) + "name = \"text\"\n");
  const Finished offline = schemagen({"generate", "--name", "name", "--id", "1"});
  EXPECT_EQ(offline.code, 0) << offline.err;  // the whole schema is new there
  execute(url_, "INSERT INTO users(email) VALUES ('a@b');");
  const Finished refused = schemagen({"push", "--url", url_, "--yes"});
  EXPECT_EQ(refused.code, 1);
  EXPECT_TRUE(holds(refused.err, "users.name is NOT NULL")) << refused.err;
  EXPECT_TRUE(holds(refused.err, "backfill")) << refused.err;
  execute(url_, "DELETE FROM users;");
  const Finished pushed = schemagen({"push", "--url", url_, "--yes"});
  EXPECT_EQ(pushed.code, 0) << pushed.err;
  EXPECT_EQ(schemagen({"drift", "--url", url_}).code, 0);
}

TEST_F(Postgres, ANewColumnOfADomainWithAConstraintHasToBeAllowed) {
  execute(url_, "CREATE DOMAIN positive AS integer CHECK (VALUE > 0)");
  declare(kUsers);
  ASSERT_EQ(schemagen({"push", "--url", url_, "--yes"}).code, 0);
  ASSERT_EQ(schemagen({"generate", "--name", "users", "--id", "1"}).code, 0);
  declare(std::string(kUsers) + "age = \"positive?\"\n");

  const Finished offline = schemagen({"generate", "--name", "age", "--id", "2"});
  ASSERT_EQ(offline.code, 0) << offline.err;
  EXPECT_TRUE(holds(read("migrations/2_age/1_expand.sql"), "If its type positive is a domain"));
  EXPECT_TRUE(holds(offline.out + offline.err, "does not have the type positive, which is not modelled"))
      << offline.out << offline.err;

  const std::string said = "Its type positive is a domain with a constraint";
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"push", "--url", url_, "--yes"},
        std::vector<std::string>{"generate", "--name", "live", "--id", "3", "--dir", "live", "--url",
                                 url_}}) {
    const Finished refused = schemagen(command);
    EXPECT_EQ(refused.code, 4) << refused.out << refused.err;
    EXPECT_TRUE(holds(refused.err, "rewrite") && holds(refused.err, said)) << refused.err;
    std::vector<std::string> allowed = command;
    allowed.insert(allowed.end(), {"--allow", "rewrite"});
    if (command.front() == "generate") {
      const Finished generated = schemagen(allowed);
      EXPECT_EQ(generated.code, 0) << generated.err;
      EXPECT_TRUE(holds(read("live/3_live/1_expand.sql"), said));
      EXPECT_TRUE(holds(read("live/3_live/plan.toml"), "rewrite"));
      EXPECT_EQ(schemagen({"push", "--url", url_, "--yes", "--allow", "rewrite"}).code, 0);
    }
  }
  EXPECT_EQ(schemagen({"drift", "--url", url_}).code, 0);
}

TEST_F(Postgres, WhatIsLeftToOthersIsNamedOnceAndNeverDropped) {
  execute(url_, R"(
    CREATE TABLE schema_migrations (version text PRIMARY KEY);
    CREATE TABLE _cf_settings (id int);
    CREATE TABLE base (id int PRIMARY KEY); CREATE TABLE kid (nm text) INHERITS (base);
    CREATE TABLE pt (id int PRIMARY KEY) PARTITION BY RANGE (id);
    CREATE TABLE pt1 PARTITION OF pt FOR VALUES FROM (0) TO (9);
    CREATE TABLE t (v text REFERENCES schema_migrations, b int REFERENCES base, p int REFERENCES pt1);)");
  ASSERT_EQ(schemagen({"pull", "--url", url_, "--out", "schema.toml"}).code, 0);
  const std::string pulled = read("schema.toml");
  for (const char* entry :
       {"\"table schema_migrations\",  # of a migration tool", "\"inherited table base\"",
        "\"inheriting table kid\"", "\"foreign key t.t_v_fkey\",  # refers to table schema_migrations",
        "\"foreign key t.t_b_fkey\",  # refers to base, which is not modelled",
        "\"foreign key t.t_p_fkey\",  # refers to pt1, a partition", "[table._cf_settings.columns]"})
    EXPECT_TRUE(holds(pulled, entry)) << entry << "\n" << pulled;
  EXPECT_EQ(schemagen({"validate"}).code, 0);
  for (const char* command : {"drift", "generate", "push"}) {
    std::vector<std::string> words{command, "--url", url_};
    if (words.front() == "generate") words.insert(words.end(), {"--name", "none"});
    if (words.front() == "push") words.emplace_back("--yes");
    const Finished finished = schemagen(words);
    EXPECT_EQ(finished.code, 0) << command << finished.out << finished.err;
    EXPECT_FALSE(holds(finished.out + finished.err, "Not modelled"))
        << command << finished.out << finished.err;
  }
  const std::string other = fresh_postgres_url();
  execute(other, R"(
    CREATE TABLE schema_migrations (version text PRIMARY KEY);
    CREATE TABLE _cf_settings (id int);
    CREATE TABLE base (id int PRIMARY KEY); CREATE TABLE kid (nm text);
    CREATE TABLE pt (id int PRIMARY KEY) PARTITION BY RANGE (id);
    CREATE TABLE pt1 PARTITION OF pt FOR VALUES FROM (0) TO (9);
    CREATE TABLE t (v text REFERENCES schema_migrations, b int REFERENCES base, p int);)");
  const Finished drift = schemagen({"drift", "--url", other});
  EXPECT_EQ(drift.code, 0) << drift.out << drift.err;
}

TEST_F(Postgres, ADeclaredTableIsManagedWhateverItIsCalled) {
  declare(
      "[table.schema_migrations.columns]\nversion = { type = \"text\", pk = true }\n"
      "[table._cf_settings.columns]\nid = \"int?\"\n");
  EXPECT_EQ(schemagen({"generate", "--name", "both", "--url", url_}).code, 0);
  EXPECT_EQ(schemagen({"push", "--url", url_, "--yes"}).code, 0);
  EXPECT_EQ(schemagen({"drift", "--url", url_}).code, 0);
  EXPECT_EQ(schemagen({"push", "--url", url_, "--yes"}).out, "nothing to do\n");
}

TEST_F(Postgres, WhatIsIgnoredIsNeverDropped) {
  execute(url_, R"(CREATE SCHEMA audit; CREATE TABLE audit.log (id int); CREATE TABLE log_a (id int);
                   CREATE VIEW log_b AS SELECT 1 AS one; CREATE TABLE t (id int);)");
  write("schema.toml",
        "schemagen = 1\ndialect = \"postgresql\"\nignore = [\"audit.*\", \"log_?\"]\n\n"
        "[table.t.columns]\nid = \"int?\"\n");
  const std::string declared = read("schema.toml");
  const Finished drift = schemagen({"drift", "--url", url_});
  EXPECT_EQ(drift.code, 0) << drift.out << drift.err;
  EXPECT_FALSE(holds(drift.err, "Not modelled")) << drift.err;
  ASSERT_EQ(schemagen({"pull", "--url", url_, "--out", "schema.toml"}).code, 0);
  EXPECT_TRUE(holds(read("schema.toml"), "ignore = [\"audit.*\", \"log_?\"]")) << read("schema.toml");
  EXPECT_FALSE(holds(read("schema.toml"), "log_a")) << read("schema.toml");
}

TEST_F(Postgres, OwnersAndPrivilegesOutliveASwap) {
  const auto text = [](const char* type) {
    return std::string("[table.users.columns]\nid = { type = \"bigint\", pk = true }\nage = \"") + type +
           "\"\n[view.ages]\nsql = \"SELECT id, age FROM users\"\n";
  };
  declare(text("integer"));
  ASSERT_EQ(schemagen({"push", "--url", url_, "--yes"}).code, 0);
  execute(url_, R"(
    DO $$ BEGIN CREATE ROLE "the reader"; CREATE ROLE keeper; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
    GRANT SELECT ON ages TO "the reader" WITH GRANT OPTION;
    GRANT UPDATE (age) ON users TO "the reader";
    GRANT SELECT (age) ON ages TO PUBLIC;
    ALTER VIEW ages OWNER TO keeper;)");
  declare(text("bigint"));
  const Finished pushed = schemagen({"push", "--url", url_, "--yes", "--allow", "all"});
  ASSERT_EQ(pushed.code, 0) << pushed.err;
  const auto ask = [this](const std::string& query) { return first_cell(url_, query); };
  EXPECT_EQ(ask("SELECT has_table_privilege('the reader', 'ages', 'SELECT WITH GRANT OPTION')"), "t");
  EXPECT_EQ(ask("SELECT has_column_privilege('the reader', 'users', 'age', 'UPDATE')"), "t");
  EXPECT_EQ(ask("SELECT has_column_privilege('the reader', 'users', 'id', 'UPDATE')"), "f");
  EXPECT_EQ(
      ask("SELECT attacl::text FROM pg_attribute WHERE attrelid = 'ages'::regclass AND attname = 'age'"),
      "{=r/keeper}");
  EXPECT_EQ(ask("SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'ages'::regclass"), "keeper");
}

TEST_F(Postgres, ARenamedTableKeepsItsPrivilegesUnderBothNames) {
  declare("[table.users.columns]\nid = { type = \"bigint\", pk = true }\nmail = \"text?\"\n");
  ASSERT_EQ(schemagen({"push", "--url", url_, "--yes"}).code, 0);
  execute(url_, R"(
    DO $$ BEGIN CREATE ROLE writer; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
    GRANT SELECT, INSERT ON users TO writer;
    GRANT UPDATE (mail) ON users TO writer;)");
  declare(
      "[table.people]\nrenamed_from = \"users\"\n[table.people.columns]\n"
      "id = { type = \"bigint\", pk = true }\nmail = \"text?\"\n");
  ASSERT_EQ(schemagen({"generate", "--name", "people", "--id", "1", "--url", url_}).code, 0);
  const Finished psql = run_program({"psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url_, "-f",
                                     path("migrations/1_people/1_expand.sql").string()},
                                    {path("."), "", {}});
  ASSERT_EQ(psql.code, 0) << psql.err;
  execute(url_, R"(
    SET ROLE writer;
    INSERT INTO users VALUES (1, 'a');
    UPDATE users SET mail = 'b' WHERE id = 1;
    INSERT INTO people VALUES (2, 'c');)");
  EXPECT_EQ(first_cell(url_, "SELECT string_agg(mail, ',' ORDER BY id) FROM people"), "b,c");
  EXPECT_EQ(first_cell(url_, "SELECT has_column_privilege('writer', 'users', 'id', 'UPDATE')"), "f");
}

TEST_F(Postgres, PushDriftGenerateRunDrift) {
  declare(kUsers);
  const Finished pushed = schemagen({"push", "--url", url_, "--yes"});
  ASSERT_EQ(pushed.code, 0) << pushed.err << pushed.out;
  const Finished clean = schemagen({"drift", "--url", url_});
  EXPECT_EQ(clean.code, 0) << clean.out << clean.err;
  execute(url_, "INSERT INTO users(email) VALUES ('a@b'), ('c@d');");
  declare(
      std::string(kUsers) +
      "age = { type = \"integer\", default = \"0\" }\n[table.users.checks]\nage_positive = \"age >= 0\"\n");
  EXPECT_EQ(schemagen({"drift", "--url", url_}).code, 2);
  const Finished generated =
      schemagen({"generate", "--name", "age", "--id", "1", "--url", url_, "--allow", "all"});
  ASSERT_EQ(generated.code, 0) << generated.err;
  EXPECT_TRUE(holds(generated.out, "Proved")) << generated.out;
  for (const char* file : {"1_expand.sql", "2_migrate.sql", "3_contract.sql"})
    if (exists(std::string("migrations/1_age/") + file)) {
      const Finished psql = run_program({"psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url_, "-f",
                                         path(std::string("migrations/1_age/") + file).string()},
                                        {path("."), "", {}});
      EXPECT_EQ(psql.code, 0) << psql.err;
    }
  const Finished after = schemagen({"drift", "--url", url_});
  EXPECT_EQ(after.code, 0) << after.out << after.err;
  EXPECT_EQ(first_cell(url_, "SELECT sum(age) FROM users"), "0");
}

TEST_F(Postgres, WhatIsNotModelledIsReportedUntilTheDeclarationNamesIt) {
  execute(url_, R"(CREATE TABLE public.users(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
    CREATE POLICY only_mine ON public.users USING (true);
    CREATE DOMAIN public.posint AS integer CHECK (VALUE > 0);)");
  const Finished pulled = schemagen({"pull", "--url", url_, "--out", "schema.toml"});
  ASSERT_EQ(pulled.code, 0) << pulled.err;
  const auto said = [this] {
    return std::vector<std::string>{schemagen({"drift", "--url", url_}).out,
                                    schemagen({"push", "--url", url_, "--yes"}).out,
                                    schemagen({"generate", "--url", url_, "--name", "x"}).out};
  };
  for (const std::string& text : said()) EXPECT_FALSE(holds(text, "only_mine")) << text;
  std::string declared = read("schema.toml");
  const std::size_t list = declared.find("unmanaged = [");
  ASSERT_NE(list, std::string::npos) << declared;
  std::vector<std::string> texts{pulled.err, declared};
  write("schema.toml", declared.erase(list, declared.find("]\n", list) + 2 - list));
  for (const std::string& text : said()) texts.push_back(text);
  for (const std::string& text : texts) {
    EXPECT_TRUE(holds(text, "only_mine")) << text;
    EXPECT_TRUE(holds(text, "posint")) << text;
  }
  const json drift = json::parse(schemagen({"drift", "--url", url_, "--format", "json"}).out);
  EXPECT_EQ(drift["unmodelled"].size(), 2U) << drift;
  EXPECT_EQ(first_cell(url_, "SELECT count(*) FROM pg_policy"), "1");
}

TEST_F(Postgres, WhatStandsOnAColumnThatGoesRefusesThePlan) {
  execute(url_, R"(CREATE TABLE users(id bigint PRIMARY KEY, age integer, city text);
    CREATE POLICY adult ON users USING (age > 17);
    CREATE STATISTICS pair ON age, city FROM users;)");
  ASSERT_EQ(schemagen({"pull", "--url", url_, "--out", "schema.toml"}).code, 0);
  const std::string declared = read("schema.toml");
  const std::size_t at = declared.find("age ");
  const std::size_t end = declared.find('\n', at);
  ASSERT_NE(at, std::string::npos) << declared;
  const std::vector<std::string> generate{"generate", "--url", url_, "--name", "x", "--allow", "all"};
  write("schema.toml", declared.substr(0, at) + declared.substr(end + 1));
  const Finished refused = schemagen(generate);
  EXPECT_EQ(refused.code, 1) << refused.out;
  EXPECT_TRUE(holds(refused.err, "policy users.adult stands on column users.age")) << refused.err;
  EXPECT_TRUE(holds(refused.err, "extended statistics pair stands on column users.age")) << refused.err;
  write("schema.toml", declared.substr(0, at) + "age = \"bigint?\"" + declared.substr(end));
  const Finished carried = schemagen(generate);
  EXPECT_EQ(carried.code, 0) << carried.err;
}

TEST_F(Postgres, TheScratchDatabaseAtAUrlMustBeEmptyAndIsLeftEmpty) {
  declare(std::string("[enum]\nmood = [\"sad\", \"ok\"]\n") + kUsers +
          "mood = { type = \"mood\", default = \"'ok'\" }\n");
  const std::string scratch = schemagen::tests::fresh_postgres_url();
  const Finished proved = schemagen({"generate", "--name", "one", "--id", "1", "--scratch", scratch});
  ASSERT_EQ(proved.code, 0) << proved.err;
  EXPECT_TRUE(holds(proved.out, "Proved")) << proved.out;
  EXPECT_EQ(first_cell(scratch, "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"),
            "0");
  EXPECT_EQ(first_cell(scratch, "SELECT count(*) FROM pg_type WHERE typnamespace = 'public'::regnamespace"),
            "0");

  execute(scratch, "CREATE TABLE public.keep_me(a integer);");
  const Finished refused =
      schemagen({"generate", "--name", "two", "--id", "2", "--scratch", scratch, "--dir", "other"});
  EXPECT_EQ(refused.code, 1);
  EXPECT_TRUE(holds(refused.err, "keep_me")) << refused.err;
  EXPECT_FALSE(exists("other"));
  EXPECT_EQ(first_cell(scratch, "SELECT count(*) FROM pg_class WHERE relname = 'keep_me'"), "1");
}

TEST_F(Postgres, WithoutScratchThePlanIsNotProvedAndSaysSo) {
  declare(kUsers);
  const Finished generated = schemagen({"generate", "--name", "one", "--id", "1", "--scratch", "none"});
  ASSERT_EQ(generated.code, 0) << generated.err;
  EXPECT_TRUE(holds(generated.out, "Not proved: --scratch none was given")) << generated.out;
  EXPECT_TRUE(holds(read("migrations/1_one/plan.toml"), "proved = \"no: --scratch none was given\""));
}

TEST_F(Postgres, AFailingPushSaysWhatIsAppliedAndStays) {
  execute(url_, "CREATE TABLE public.users(id bigint PRIMARY KEY, email text NOT NULL);");
  declare(
      "[table.users.columns]\nid = { type = \"bigint\", pk = true }\nemail = \"text\"\nage = \"integer?\"\n"
      "[view.broken]\nsql = \"select nonsense(id) from users\"\n");
  const Finished pushed = schemagen({"push", "--url", url_, "--yes", "--allow", "all"});
  EXPECT_EQ(pushed.code, 1);
  EXPECT_TRUE(holds(pushed.err, "nonsense")) << pushed.err;
  const bool column_is_there =
      first_cell(
          url_, "SELECT count(*) FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname = 'age'") ==
      "1";
  EXPECT_EQ(holds(pushed.err, "Applied before that, and kept: e1"), column_is_there) << pushed.err;
  EXPECT_EQ(holds(pushed.err, "Nothing was changed."), !column_is_there) << pushed.err;
}

TEST_F(Postgres, WhatAnUnfinishedChangeHasLeftIsNotPlannedWithAndIsClearedAwayByPush) {
  execute(url_,
          "CREATE TABLE public.users(id bigint PRIMARY KEY, age integer NOT NULL); INSERT INTO users VALUES "
          "(1, 30);");
  declare("[table.users.columns]\nid = { type = \"bigint\", pk = true }\nage = \"bigint\"\n");
  const std::vector<std::string> generate = {"generate", "--url",   url_,  "--scratch",
                                             "none",     "--allow", "all", "--name"};
  const auto generated = [&](const char* name, const char* id) {
    std::vector<std::string> arguments = generate;
    arguments.insert(arguments.end(), {name, "--id", id});
    return schemagen(arguments);
  };
  ASSERT_EQ(generated("one", "1").code, 0);
  execute_file("1_one/1_expand.sql");

  const Finished again = generated("two", "2");
  EXPECT_EQ(again.code, 1);
  EXPECT_TRUE(holds(again.err, "A migration is under way")) << again.err;
  EXPECT_TRUE(holds(again.err, "column users._sg_1_new_age")) << again.err;
  EXPECT_TRUE(holds(again.err, "undo.sql")) << again.err;

  const Finished unasked = schemagen({"push", "--url", url_, "--allow", "all"});
  EXPECT_EQ(unasked.code, 3) << unasked.err;
  const Finished pushed = schemagen({"push", "--url", url_, "--yes", "--allow", "all"});
  EXPECT_EQ(pushed.code, 0) << pushed.err;
  EXPECT_TRUE(holds(pushed.out, "has left behind trigger users.zz_sg_1_users")) << pushed.out;
  EXPECT_EQ(first_cell(url_, "SELECT pg_typeof(age)::text || ' ' || age FROM users"), "bigint 30");
}

TEST_F(Postgres, ViewsThatSelectFromEachOtherAreNamed) {
  declare("[view.a]\nsql = \"select id from b\"\n[view.b]\nsql = \"select id from a\"\n");
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"validate"}, std::vector<std::string>{"generate", "--name", "x"}}) {
    const Finished refused = schemagen(command);
    EXPECT_EQ(refused.code, 1);
    EXPECT_TRUE(holds(refused.err, "The views a and b select from each other")) << refused.err;
  }
}

TEST_F(Postgres, AMisspeltTypeIsFoundInTheDatabaseThatLacksIt) {
  declare("[table.t.columns]\nid = \"integer\"\nk = \"inteeger\"\n");
  const Finished refused = schemagen({"generate", "--name", "x", "--url", url_});
  EXPECT_EQ(refused.code, 1);
  EXPECT_TRUE(holds(refused.err, "column t.k is declared with the type inteeger")) << refused.err;
  EXPECT_TRUE(holds(refused.err, "Did you mean integer?")) << refused.err;
  declare("[table.t.columns]\nid = \"integer\"\nv = \"varchra(20)?\"\n");
  EXPECT_TRUE(holds(schemagen({"push", "--yes", "--url", url_}).err, "Did you mean varchar?"));
  execute(url_, "CREATE DOMAIN inteeger AS integer;");
  declare("[table.t.columns]\nid = \"integer\"\nk = \"inteeger\"\n");
  const Finished pushed = schemagen({"push", "--yes", "--url", url_});
  EXPECT_EQ(pushed.code, 0) << pushed.err;
}

TEST_F(Postgres, TheNameOfASequenceIsPulledAndKept) {
  execute(url_,
          "CREATE TABLE t1 (k serial PRIMARY KEY, n bigint GENERATED ALWAYS AS IDENTITY);"
          "ALTER SEQUENCE t1_k_seq RENAME TO t1_counter; ALTER SEQUENCE t1_n_seq RENAME TO \"T1 n\";");
  ASSERT_EQ(schemagen({"pull", "--url", url_, "--out", "schema.toml"}).code, 0);
  const std::string other = fresh_postgres_url();
  const Finished pushed = schemagen({"push", "--yes", "--url", other});
  ASSERT_EQ(pushed.code, 0) << pushed.err;
  EXPECT_EQ(first_cell(other, "SELECT pg_get_serial_sequence('t1', 'k')"), "public.t1_counter");
  EXPECT_EQ(first_cell(other, "SELECT pg_get_serial_sequence('t1', 'n')"), "public.\"T1 n\"");
  EXPECT_EQ(schemagen({"drift", "--url", other}).code, 0);
  declare(
      "[table.t1.columns]\nk = { type = \"serial\", pk = true }\nn = { type = \"bigint\", identity = "
      "\"always\" }\n");
  EXPECT_EQ(schemagen({"drift", "--url", other}).code, 0);  // nobody named them there
}

TEST_F(Postgres, PrivilegesOfASequenceOutliveTheIdentityThatTakesItsPlace) {
  execute(
      url_,
      "CREATE ROLE sequence_user; CREATE TABLE a (id serial PRIMARY KEY, v text);"
      "GRANT SELECT, INSERT ON a TO sequence_user; GRANT USAGE, SELECT ON SEQUENCE a_id_seq TO sequence_user;"
      "INSERT INTO a(v) VALUES ('x'), ('y');");
  declare(
      "[table.a.columns]\nid = { type = \"integer\", identity = \"by default\", pk = true }\nv = "
      "\"text?\"\n");
  const Finished pushed = schemagen({"push", "--yes", "--url", url_, "--allow", "all"});
  ASSERT_EQ(pushed.code, 0) << pushed.err;
  EXPECT_EQ(first_cell(url_, "SELECT has_sequence_privilege('sequence_user', 'a_id_seq', 'USAGE')::text"),
            "true");
  EXPECT_EQ(first_cell(url_, "SELECT nextval('a_id_seq')::text"), "3");
  execute(url_, "DROP OWNED BY sequence_user; DROP ROLE sequence_user;");
}

TEST_F(Postgres, DeclarationAndDatabaseMustBeOfOneDialect) {
  write("schema.toml", "schemagen = 1\ndialect = \"sqlite\"\n");
  const Finished drift = schemagen({"drift", "--url", url_});
  EXPECT_EQ(drift.code, 1);
  EXPECT_TRUE(holds(drift.err, "sqlite")) << drift.err;
  EXPECT_TRUE(holds(drift.err, "postgresql")) << drift.err;
}

TEST_F(Postgres, TwoPushesAtOnceAreKeptApart) {
  declare(kUsers);
  const auto other = db::open_database(url_, db::OpenMode::read_write);
  other->execute("SELECT pg_advisory_lock(126870790434145)");
  const Finished pushed = schemagen({"push", "--url", url_, "--yes"});
  EXPECT_EQ(pushed.code, 5) << pushed.err;
  EXPECT_EQ(first_cell(url_, "SELECT count(*) FROM pg_class WHERE relname = 'users'"), "0");
  other->execute("SELECT pg_advisory_unlock(126870790434145)");
  EXPECT_EQ(schemagen({"push", "--url", url_, "--yes"}).code, 0);
}

TEST_F(Postgres, OrphansAreFoundBeforeAForeignKeyIsMade) {
  execute(url_, R"(CREATE TABLE public.users(id bigint PRIMARY KEY);
    CREATE TABLE public.orders(id bigint PRIMARY KEY, user_id bigint NOT NULL);
    INSERT INTO users VALUES (1); INSERT INTO orders VALUES (1, 1), (2, 7), (3, 9);)");
  declare(
      "[table.users.columns]\nid = { type = \"bigint\", pk = true }\n[table.orders.columns]\n"
      "id = { type = \"bigint\", pk = true }\nuser_id = { type = \"bigint\", references = \"users(id)\" }\n");
  const Finished pushed = schemagen({"push", "--url", url_, "--yes", "--allow", "all"});
  EXPECT_EQ(pushed.code, 1);
  EXPECT_TRUE(holds(pushed.err, "refers to rows that are not there: 2 times, first child.user_id: '7', '9'"))
      << pushed.err;
}

TEST_F(Postgres, ValuesThatDoNotConvertAreFoundBeforeAnythingRuns) {
  execute(url_, R"(CREATE TABLE public.users(id bigint PRIMARY KEY, name text NOT NULL, age text);
    INSERT INTO users VALUES (1, 'ann', '7'), (2, 'barbara', 'old'), (3, 'bob', NULL);)");
  declare(
      "[table.users.columns]\nid = { type = \"bigint\", pk = true }\nname = \"varchar(3)\"\nage = "
      "\"integer?\"\n");
  const std::string long_name =
      "1 rows of users have values of name that do not become character varying(3); the first: 2";
  const std::string not_a_number =
      "1 rows of users have values of age that do not become integer; the first: 2";
  const Finished generated =
      schemagen({"generate", "--name", "a", "--id", "1", "--url", url_, "--allow", "all"});
  EXPECT_EQ(generated.code, 0) << generated.err;
  EXPECT_TRUE(holds(generated.err, long_name) && holds(generated.err, not_a_number)) << generated.err;
  const Finished pushed = schemagen({"push", "--url", url_, "--yes", "--allow", "all"});
  EXPECT_EQ(pushed.code, 1);
  EXPECT_TRUE(holds(pushed.err, long_name) && holds(pushed.err, not_a_number)) << pushed.err;
  EXPECT_EQ(first_cell(url_, "SELECT count(*) FROM pg_attribute WHERE attname LIKE '\\_sg\\_%'"), "0");
}

}  // namespace
}  // namespace schemagen::tests
