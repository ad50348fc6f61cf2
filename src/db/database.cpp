#include "schemagen/db/database.h"

#include "db/postgres/open.h"
#include "db/sqlite/database.h"
#include "schemagen/base/error.h"
#include "schemagen/db/url.h"

namespace schemagen::db {

std::unique_ptr<Database> open_database(const std::string& url, OpenMode mode) {
  const std::optional<Url> parsed = parse_url(url);
  if (!parsed)
    throw base::Error(base::ErrorKind::usage, "`" + redact(url) + "` is no database URL.",
                      "write sqlite:path/to/file.db or postgresql://user@host/database");
  switch (parsed->dialect) {
    case sql::Dialect::sqlite:
      if (parsed->read_only && mode != OpenMode::read_only)
        throw base::Error(base::ErrorKind::usage,
                          "`" + redact(url) + "` is to be read only; nothing was done.",
                          "Leave mode=ro and immutable=1 out of the URL to change the database.");
      return sqlite::open_file(parsed->location, mode);
    case sql::Dialect::postgresql:
      return open_postgres(parsed->location, mode);
  }
  throw base::Error(base::ErrorKind::internal, "A database URL of an unknown dialect was opened.");
}

std::unique_ptr<Database> open_memory_database() { return sqlite::open_memory(); }

}  // namespace schemagen::db
