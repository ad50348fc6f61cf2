#include "schemagen/plan/step.h"

namespace schemagen::plan {

std::string to_string(Phase phase) {
  switch (phase) {
    case Phase::expand:
      return "expand";
    case Phase::migrate:
      return "migrate";
    case Phase::contract:
      return "contract";
  }
  return {};
}

std::string to_string(Lock lock) {
  switch (lock) {
    case Lock::none:
      return "none";
    case Lock::access_share:
      return "access-share";
    case Lock::row_share:
      return "row-share";
    case Lock::row_exclusive:
      return "row-exclusive";
    case Lock::share_update_exclusive:
      return "share-update-exclusive";
    case Lock::share:
      return "share";
    case Lock::share_row_exclusive:
      return "share-row-exclusive";
    case Lock::exclusive:
      return "exclusive";
    case Lock::access_exclusive:
      return "access-exclusive";
    case Lock::database:
      return "database";
  }
  return {};
}

std::string to_string(Transaction transaction) {
  switch (transaction) {
    case Transaction::own:
      return "own";
    case Transaction::none:
      return "none";
    case Transaction::batched:
      return "batched";
  }
  return {};
}

std::string to_string(Hazard hazard) {
  switch (hazard) {
    case Hazard::destructive:
      return "destructive";
    case Hazard::rewrite:
      return "rewrite";
    case Hazard::long_lock:
      return "long-lock";
    case Hazard::scan_under_lock:
      return "scan-under-lock";
    case Hazard::blocks_writes:
      return "blocks-writes";
    case Hazard::rejects_old_writers:
      return "rejects-old-writers";
    case Hazard::binds_new_writers:
      return "binds-new-writers";
    case Hazard::irreversible:
      return "irreversible";
    case Hazard::needs_deploy_between:
      return "needs-deploy-between";
    case Hazard::fires_triggers:
      return "fires-triggers";
    case Hazard::may_fail_on_rows:
      return "may-fail-on-rows";
  }
  return {};
}

const std::vector<Hazard>& all_hazards() {
  static const std::vector<Hazard> hazards = {
      Hazard::destructive,       Hazard::rewrite,         Hazard::long_lock,
      Hazard::scan_under_lock,   Hazard::blocks_writes,   Hazard::rejects_old_writers,
      Hazard::binds_new_writers, Hazard::irreversible,    Hazard::needs_deploy_between,
      Hazard::fires_triggers,    Hazard::may_fail_on_rows};
  return hazards;
}

}  // namespace schemagen::plan
