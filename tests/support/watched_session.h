// A PostgreSQL session whose doing can be looked at: what the server says at the level DEBUG1, and the
// relations that it has locked while a statement is still under way.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "schemagen/db/database.h"
#include "schemagen/plan/step.h"

namespace schemagen::tests {

/// The strongest lock by the relation's oid; relations of the system and indexes included.
using HeldLocks = std::map<std::uint32_t, plan::Lock>;

class WatchedSession {
 public:
  explicit WatchedSession(const std::string& url);
  ~WatchedSession();
  WatchedSession(const WatchedSession&) = delete;
  WatchedSession& operator=(const WatchedSession&) = delete;

  std::vector<db::Row> execute(const std::string& statement);

  /// Runs `statement` while others stand in its way. When it has to wait, `waiting` is called once; it has to
  /// remove what stands in the way.
  void execute_against(const std::string& statement, WatchedSession& watcher,
                       const std::function<void()>& waiting);

  /// What the process of this session has locked or waits for, as `watcher` sees it (which may be this one).
  HeldLocks locks_seen_by(WatchedSession& watcher) const;

  /// Messages of the server since the last call.
  std::vector<std::string> take_messages();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace schemagen::tests
