// Applying a plan to a live database at once, with an account of what is done.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "schemagen/db/database.h"
#include "schemagen/plan/plan.h"

namespace schemagen::app {

/// Follows the statements of a script and knows which steps are committed.
class ApplyLog {
 public:
  /// `script` as migration::render_phase() writes it.
  ApplyLog(const std::string& script, sql::Dialect dialect);

  /// The next statement is about to run. Returns the id of the step that begins with it, or "".
  std::string before_statement();
  /// The whole script ran.
  void finished();

  const std::vector<std::string>& applied() const { return applied_; }

 private:
  struct Line {
    std::string step;
    bool begins = false;   ///< BEGIN
    bool commits = false;  ///< COMMIT
  };
  void note_done(const Line& line);

  std::vector<Line> lines_;
  std::size_t next_ = 0;
  bool in_transaction_ = false;
  std::vector<std::string> pending_;
  std::vector<std::string> applied_;
};

/// Runs the phases in order and returns the ids of the steps. `on_step` is called when a step begins. Throws
/// the database's Error with one more sentence: which steps are applied and stay.
std::vector<std::string> apply_plan(db::Database& database, const plan::Plan& plan,
                                    const std::function<void(const plan::Step&)>& on_step);

}  // namespace schemagen::app
