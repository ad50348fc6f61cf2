#include "schemagen/app/scratch.h"

#include "schemagen/app/planning.h"
#include "schemagen/app/session.h"
#include "schemagen/base/error.h"
#include "schemagen/db/url.h"
#include "schemagen/migration/folder.h"

namespace schemagen::app {
namespace {

/// What the proof has made although no plan knows it: the database was empty when it was borrowed.
constexpr std::string_view kDropCarried = R"(
DO $$
DECLARE carried text;
BEGIN
    FOR carried IN SELECT format('DROP POLICY %I ON %s', polname, polrelid::regclass) FROM pg_policy
                    UNION ALL SELECT format('DROP STATISTICS %I.%I', nspname, stxname)
                      FROM pg_statistic_ext JOIN pg_namespace n ON n.oid = stxnamespace LOOP
        EXECUTE carried;
    END LOOP;
END $$)";

using base::Error;
using base::ErrorKind;

constexpr const char* kScratchName = "schemagen_scratch";

std::string what_is_there(const model::Schema& schema) {
  if (!schema.objects().empty()) return model::to_string(schema.objects().begin()->first);
  const model::Unmodelled& first = schema.unmodelled().front();
  return first.kind + " " + first.name;
}

}  // namespace

std::unique_ptr<Scratch> Scratch::open_server(std::string& why_not) {
  const auto binaries = db::find_server_binaries();
  if (!binaries) {
    why_not = "no PostgreSQL server binaries on this machine";
    return nullptr;
  }
  std::unique_ptr<Scratch> scratch(new Scratch());
  scratch->server_ = std::make_unique<db::ScratchServer>(*binaries);
  scratch->database_ =
      db::open_database(scratch->server_->create_database(kScratchName), db::OpenMode::read_write);
  return scratch;
}

std::unique_ptr<Scratch> Scratch::open_url(sql::Dialect dialect, const std::string& url) {
  const auto parsed = db::parse_url(url);
  if (!parsed)
    throw Error(ErrorKind::usage, "--scratch takes `auto`, `none` or the URL of an empty database, not `" +
                                      db::redact(url) + "`.");
  require_same_dialect(dialect, parsed->dialect, url);
  std::unique_ptr<Scratch> scratch(new Scratch());
  scratch->database_ = db::open_database(url, db::OpenMode::read_write);
  scratch->borrowed_ = true;
  const model::Schema found = scratch->database_->introspect();
  if (!found.empty() || !found.unmodelled().empty())
    throw Error(
        ErrorKind::usage,
        "The scratch database " + db::redact(url) + " is not empty: it holds " + what_is_there(found) + ".",
        "Nothing was changed in it. Give the URL of an empty database, or --scratch none.");
  return scratch;
}

std::unique_ptr<Scratch> Scratch::open(sql::Dialect dialect, const std::string& choice,
                                       std::string& why_not) {
  if (choice != "auto" && choice != "none") return open_url(dialect, choice);
  switch (dialect) {
    case sql::Dialect::postgresql:
      if (choice == "auto") return open_server(why_not);
      why_not = "--scratch none was given";
      return nullptr;
    case sql::Dialect::sqlite: {
      std::unique_ptr<Scratch> scratch(new Scratch());
      scratch->database_ = db::open_memory_database();
      return scratch;
    }
  }
  throw Error(ErrorKind::internal, "A scratch database of an unknown dialect was asked for.");
}

Scratch::~Scratch() = default;

void Scratch::clear() {
  if (!borrowed_) return;
  borrowed_ = false;
  if (database_->target().dialect == sql::Dialect::postgresql) database_->execute(kDropCarried);
  const model::Schema found = database_->introspect();
  if (found.empty()) return;
  const model::Schema empty(found.dialect());
  Difference difference = find_difference(found, empty, {}, {}, choose_none, Printed::before, Trash::drop);
  const PlannedChange change =
      plan_change(std::move(difference), {}, database_->target(), model::kPushTag, {});
  const migration::Migration migration{"clear", "none", "", "", "", "", change.plan, migration::Guard::none};
  for (const plan::Phase phase : {plan::Phase::expand, plan::Phase::migrate, plan::Phase::contract})
    db::run_script(*database_, migration::render_phase(migration, phase),
                   "the clearing of the scratch database");
  const model::Schema left = database_->introspect();
  if (!left.empty())
    throw Error(ErrorKind::sql,
                "The scratch database could not be emptied again: " + what_is_there(left) + " is left in it.",
                "Drop it by hand.");
}

}  // namespace schemagen::app
