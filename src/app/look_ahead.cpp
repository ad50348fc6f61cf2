#include "schemagen/app/look_ahead.h"

#include <algorithm>
#include <array>
#include <utility>

#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/migration/folder.h"

namespace schemagen::app {
namespace {

using base::Error;
using base::ErrorKind;

/// No right, a transaction that only reads, a standby, a helper that says why it cannot be made.
constexpr std::array<std::string_view, 4> kRefusals{"42501", "25006", "0A000", db::kRaisedBySql};

/// Rolled back whatever happens, with the settings that the helpers make.
class Trial {
 public:
  explicit Trial(db::Database& database) : database_(database) {}
  ~Trial() {
    try {
      database_.execute("ROLLBACK");
    } catch (const Error&) {
      return;  // the connection is lost, and with it the transaction
    }
  }
  Trial(const Trial&) = delete;
  Trial& operator=(const Trial&) = delete;

  /// Whether the database lets us make the helpers.
  bool has_helpers() {
    try {
      database_.execute("BEGIN READ WRITE");
      db::run_script(database_, migration::helpers(), std::string(migration::kHelpersName));
      return true;
    } catch (const Error& error) {
      if (std::find(kRefusals.begin(), kRefusals.end(), error.code()) != kRefusals.end()) return false;
      throw;
    }
  }

  /// What the statement raises of its own accord; empty when it runs or cannot run yet. Its locks are let go.
  std::string raised_by(const std::string& statement) {
    std::string raised;
    database_.execute("SAVEPOINT look");
    try {
      database_.execute(statement);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::sql) throw;
      if (error.code() == db::kRaisedBySql) raised = error.what();
    }
    database_.execute("ROLLBACK TO look");
    return raised;
  }

 private:
  db::Database& database_;
};

}  // namespace

LookedAhead look_ahead(db::Database& database, const plan::Plan& plan) {
  LookedAhead looked;
  if (database.target().dialect != sql::Dialect::postgresql) return looked;
  Trial trial(database);
  if (!trial.has_helpers()) return looked;
  for (const plan::Step& step : plan.steps) {
    const bool is_late = step.phase == plan::Phase::contract && !step.looks_for_unknown;
    if (!step.precheck || is_late) continue;
    std::vector<std::string>& found = step.looks_for_unknown ? looked.unknown : looked.rows;
    for (const std::string& statement : step.sql) {
      std::string raised = trial.raised_by(statement);
      if (!raised.empty() && std::find(found.begin(), found.end(), raised) == found.end())
        found.push_back(std::move(raised));
    }
  }
  return looked;
}

void refuse_unknown(const LookedAhead& looked) {
  if (looked.unknown.empty()) return;
  throw Error(ErrorKind::unsupported, base::join(looked.unknown, "\n"),
              "Drop it before, and create it in its new form when the last file has run.");
}

}  // namespace schemagen::app
