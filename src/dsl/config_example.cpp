#include "schemagen/base/error.h"
#include "schemagen/dsl/config.h"
#include "schemagen/sql/dialect.h"

namespace schemagen::dsl {
namespace {

constexpr const char* kConfigHead =
    R"toml(# Where schemagen finds things. Flags on the command line override what stands here.
schema = "schema.toml"        # a file, or a folder of .toml files
migrations = "migrations"     # one folder for each migration
default_env = "dev"           # the environment that is meant when none is named

)toml";

constexpr const char* kSqliteEnvironments = R"toml([env.dev]
url = "sqlite:dev.db"
# allow = ["destructive"]     # hazards that push need not ask about here, nor generate --env dev

# [env.production]
# url = "sqlite:${APP_DATA}/app.db"   # ${VAR} is read from the environment
# protected = true            # push refuses it: use generate and migrate
# refuse = ["irreversible"]   # hazards that stop a plan for it, beside those that always do
)toml";

constexpr const char* kPostgresEnvironments = R"toml([env.dev]
url = "postgresql://localhost/dev"
# allow = ["destructive"]     # hazards that push need not ask about here, nor generate --env dev

# [env.production]
# url = "${DATABASE_URL}"     # ${VAR} is read from the environment, so that no password stands here
# protected = true            # push refuses it: use generate and migrate
# refuse = ["irreversible"]   # hazards that stop a plan for it, beside those that always do
)toml";

constexpr const char* kSqliteSchema =
    R"toml(# The schema that is wanted. Columns are NOT NULL unless a ? stands behind the type.
schemagen = 1
dialect = "sqlite"

[table.users]
strict = true

[table.users.columns]
id         = { type = "integer", pk = true }
email      = { type = "text", unique = true, collate = "nocase", check = "email like '%_@_%'" }
name       = "text"
nickname   = "text?"
created_at = { type = "text", default = "current_timestamp" }

# To rename a column, state what it was called: full_name = { type = "text", renamed_from = "name" }
# A new column that is NOT NULL says what existing rows get: status = { type = "text", backfill = "'active'" }

[table.posts]
strict = true

[table.posts.columns]
id        = { type = "integer", pk = true }
author_id = { type = "integer", references = "users(id)", on_delete = "cascade", index = true }
title     = "text"
body      = { type = "text", default = "''" }
published = { type = "integer", default = "0", check = "published in (0, 1)" }

[table.posts.indexes]
posts_published = { on = ["id desc"], where = "published = 1" }

[view.published_posts]
sql = '''
select p.id, p.title, u.name as author
  from posts p join users u on u.id = p.author_id
 where p.published = 1'''
)toml";

constexpr const char* kPostgresSchema =
    R"toml(# The schema that is wanted. Columns are NOT NULL unless a ? stands behind the type.
schemagen = 1
dialect = "postgresql"

[enum]
post_state = ["draft", "published", "archived"]

[table.users]
comment = "People who can sign in"

[table.users.columns]
id         = { type = "bigint", identity = "always", pk = true }
email      = { type = "text", check = "email like '%_@_%'" }
name       = "text"
nickname   = "text?"
created_at = { type = "timestamptz", default = "now()" }

# To rename a column, state what it was called: full_name = { type = "text", renamed_from = "name" }
# A new column that is NOT NULL says what existing rows get: status = { type = "text", backfill = "'active'" }

[table.users.indexes]
users_email_lower = { on = ["lower(email)"], unique = true }

[table.posts.columns]
id        = { type = "bigint", identity = "always", pk = true }
author_id = { type = "bigint", references = "users(id)", on_delete = "cascade", index = true }
title     = "text"
body      = { type = "text", default = "''" }
state     = { type = "post_state", default = "'draft'" }
tags      = { type = "text[]", default = "'{}'" }

[table.posts.indexes]
posts_published = { on = ["id desc"], where = "state = 'published'" }
posts_tags      = { on = ["tags"], using = "gin" }

[view.published_posts]
sql = '''
select p.id, p.title, u.name as author
  from posts p join users u on u.id = p.author_id
 where p.state = 'published'
'''
)toml";

bool is_postgres(const std::string& dialect) {
  if (dialect == sql::to_string(sql::Dialect::postgresql)) return true;
  if (dialect == sql::to_string(sql::Dialect::sqlite)) return false;
  throw base::Error(base::ErrorKind::usage, "Unknown dialect \"" + dialect + "\".",
                    "A dialect is sqlite or postgresql.");
}

}  // namespace

std::string example_config(const std::string& dialect) {
  return std::string(kConfigHead) + (is_postgres(dialect) ? kPostgresEnvironments : kSqliteEnvironments);
}

std::string example_schema(const std::string& dialect) {
  return is_postgres(dialect) ? kPostgresSchema : kSqliteSchema;
}

}  // namespace schemagen::dsl
